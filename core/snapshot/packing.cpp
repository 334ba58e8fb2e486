// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/packing.h"

#include <openssl/evp.h>
#include <zstd.h>

#include <memory>

namespace lockstep {

namespace {

constexpr int nonceSize = 12;
constexpr int tagSize = 16;
constexpr int largestWindow = 27; // 128 MiB: what a receiver must be ready to hold

using Compressor = std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

QByteArray compress(const QByteArray *base, const QByteArray &bytes, int level)
{
    const Compressor context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    if (base) {
        int window = 17;
        while (window < largestWindow && (qsizetype(1) << window) < base->size() + bytes.size())
            ++window;
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window);
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1);
        ZSTD_CCtx_refPrefix(context.get(), base->constData(), size_t(base->size()));
    }
    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(bytes.size()))), Qt::Uninitialized);
    const size_t size = ZSTD_compress2(context.get(), packed.data(), size_t(packed.size()), bytes.constData(), size_t(bytes.size()));
    if (ZSTD_isError(size)) // no memory: nothing must be kept under this digest
        qFatal("Bytes cannot be packed: %s", ZSTD_getErrorName(size));
    packed.truncate(qsizetype(size));
    return packed;
}

Result<QByteArray> decompress(const QByteArray *base, const QByteArray &packed, qint64 limit)
{
    const unsigned long long size = ZSTD_getFrameContentSize(packed.constData(), size_t(packed.size()));
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > quint64(limit))
        return fail(QStringLiteral("snapshot.packed"), {QString::number(limit)});
    const Decompressor context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, largestWindow);
    if (base)
        ZSTD_DCtx_refPrefix(context.get(), base->constData(), size_t(base->size()));
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    const size_t got = ZSTD_decompressDCtx(context.get(), bytes.data(), size_t(bytes.size()), packed.constData(), size_t(packed.size()));
    if (ZSTD_isError(got) || got != size)
        return fail(QStringLiteral("snapshot.packed"), {QString::number(limit)});
    return bytes;
}

const uchar *raw(const char *bytes) { return reinterpret_cast<const uchar *>(bytes); }
uchar *raw(char *bytes) { return reinterpret_cast<uchar *>(bytes); }

} // namespace

QByteArray pack(const QByteArray &bytes, int level) { return compress(nullptr, bytes, level); }
Result<QByteArray> unpack(const QByteArray &packed, qint64 limit) { return decompress(nullptr, packed, limit); }
QByteArray packWith(const QByteArray &base, const QByteArray &bytes, int level) { return compress(&base, bytes, level); }
Result<QByteArray> unpackWith(const QByteArray &base, const QByteArray &packed, qint64 limit) { return decompress(&base, packed, limit); }

QByteArray sealBytes(const QByteArray &key32, const QByteArray &plain, QByteArrayView about)
{
    Q_ASSERT(key32.size() == 32);
    const QByteArray nonce = randomBytes(nonceSize);
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    QByteArray sealed = nonce;
    sealed.resize(nonceSize + plain.size() + tagSize);
    int count = 0;
    int last = 0;
    bool good = EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key32.constData()), raw(nonce.constData())) == 1;
    good = good && EVP_EncryptUpdate(cipher.get(), nullptr, &count, raw(about.data()), int(about.size())) == 1;
    good = good && EVP_EncryptUpdate(cipher.get(), raw(sealed.data()) + nonceSize, &count, raw(plain.constData()), int(plain.size())) == 1;
    good = good && EVP_EncryptFinal_ex(cipher.get(), raw(sealed.data()) + nonceSize + count, &last) == 1;
    good = good && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagSize, sealed.data() + nonceSize + plain.size()) == 1;
    if (!good)
        qFatal("The cipher that keeps objects secret does not work on this system.");
    return sealed;
}

Result<QByteArray> openBytes(const QByteArray &key32, const QByteArray &sealed, QByteArrayView about)
{
    if (key32.size() != 32 || sealed.size() < nonceSize + tagSize)
        return fail(QStringLiteral("snapshot.sealed"));
    const qsizetype size = sealed.size() - nonceSize - tagSize;
    QByteArray tag = sealed.right(tagSize);
    QByteArray plain(size, Qt::Uninitialized);
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int count = 0;
    int last = 0;
    bool good = EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key32.constData()), raw(sealed.constData())) == 1;
    good = good && EVP_DecryptUpdate(cipher.get(), nullptr, &count, raw(about.data()), int(about.size())) == 1;
    good = good && EVP_DecryptUpdate(cipher.get(), raw(plain.data()), &count, raw(sealed.constData()) + nonceSize, int(size)) == 1;
    good = good && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1;
    good = good && EVP_DecryptFinal_ex(cipher.get(), raw(plain.data()) + count, &last) == 1;
    if (!good)
        return fail(QStringLiteral("snapshot.sealed"));
    return plain;
}

} // namespace lockstep
