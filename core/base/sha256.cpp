// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

#include <openssl/evp.h>

// Apart from the rest: who only reads and shows digests is linked without libcrypto, a third of a short program's start.
namespace lockstep {

Digest Digest::of(QByteArrayView bytes)
{
    Digest digest;
    // Looked up once: SHA256() does it at every call, which costs more than a small file's digest.
    static const EVP_MD *const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (!sha256 ||
        EVP_Digest(bytes.data(), size_t(bytes.size()), reinterpret_cast<unsigned char *>(digest.m_bytes.data()), nullptr, sha256, nullptr) != 1)
        qFatal("OpenSSL has no SHA-256; nothing can be named or compared without it.");
    return digest;
}

} // namespace lockstep
