// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digestbuilder.h"

#include <openssl/evp.h>

// Apart from the rest: who only reads and shows digests is linked without libcrypto, a third of a short program's start.
namespace lockstep {

namespace {

// Looked up once: SHA256() does it at every call, which costs more than a small file's digest.
const EVP_MD *sha256()
{
    static const EVP_MD *const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return found;
}

void wants(bool done)
{
    if (!done)
        qFatal("OpenSSL has no SHA-256; nothing can be named or compared without it.");
}

} // namespace

Digest Digest::of(QByteArrayView bytes)
{
    Digest digest;
    wants(sha256() &&
          EVP_Digest(bytes.data(), size_t(bytes.size()), reinterpret_cast<unsigned char *>(digest.m_bytes.data()), nullptr, sha256(), nullptr) == 1);
    return digest;
}

DigestBuilder::DigestBuilder() : m_context(EVP_MD_CTX_new()) { wants(m_context && sha256() && EVP_DigestInit_ex(m_context, sha256(), nullptr) == 1); }

DigestBuilder::~DigestBuilder() { EVP_MD_CTX_free(m_context); }

void DigestBuilder::add(QByteArrayView part) { wants(EVP_DigestUpdate(m_context, part.data(), size_t(part.size())) == 1); }

Digest DigestBuilder::digest()
{
    Digest digest;
    wants(EVP_DigestFinal_ex(m_context, reinterpret_cast<unsigned char *>(digest.m_bytes.data()), nullptr) == 1);
    return digest;
}

} // namespace lockstep
