// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identity.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace lockstep {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

QByteArray contentOf(const Memory &memory)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return QByteArray(bytes, size);
}

std::optional<Digest> keyPin(X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    if (size <= 0)
        return {};
    const Digest pin = Digest::of(QByteArrayView(reinterpret_cast<const char *>(der), size));
    OPENSSL_free(der);
    return pin;
}

Certificate parseDer(const QByteArray &der)
{
    const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
    return Certificate(d2i_X509(nullptr, &begin, long(der.size())), &X509_free);
}

} // namespace

Identity Identity::create(const QString &name)
{
    const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const Certificate certificate(X509_new(), &X509_free);
    if (!key || !certificate)
        qFatal("No key can be made on this system.");
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), 1);
    // Dates mean nothing to a pin; these only keep generic TLS stacks content.
    ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate.get()), "20200101000000Z");
    ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.get()), "99991231235959Z");
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const QByteArray common = name.toUtf8().left(64);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(common.constData()), int(common.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0)
        qFatal("No certificate can be signed on this system.");
    const Memory memory(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    PEM_write_bio_X509(memory.get(), certificate.get());
    return *parse(contentOf(memory));
}

Result<Identity> Identity::parse(const QByteArray &pem)
{
    Identity identity;
    identity.m_pem = Secret(pem);
    const Memory memory(BIO_new_mem_buf(pem.constData(), int(pem.size())), &BIO_free);
    const Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    const Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr), &X509_free);
    if (!key || !certificate || X509_check_private_key(certificate.get(), key.get()) != 1)
        return fail(QStringLiteral("identity.damaged"));
    const std::optional<Digest> pin = keyPin(certificate.get());
    if (!pin)
        return fail(QStringLiteral("identity.damaged"));
    identity.m_pin = *pin;
    return identity;
}

Result<Identity> Identity::loadOrCreate(Files &files, const QString &path, const QString &name)
{
    const Result<QByteArray> pem = files.read(path);
    if (pem) {
        Result<Identity> identity = parse(*pem);
        if (!identity)
            return fail(identity.error().at(path));
        return identity;
    }
    if (pem.error().code != QLatin1String("file.missing"))
        return fail(pem.error());
    const Identity made = create(name);
    LOCKSTEP_CHECK(files.replace(path, made.pem().reveal().toByteArray(), 0600));
    return made;
}

std::optional<Digest> pinOf(const QByteArray &der)
{
    const Certificate parsed = parseDer(der);
    return parsed ? keyPin(parsed.get()) : std::optional<Digest>();
}

} // namespace lockstep
