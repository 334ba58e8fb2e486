// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandbox.h"
#include "tests/system/secretwatch.h"

namespace lockstep {

// Secrets that are made up for one run, wherever a server's configuration holds one; each is made when it is first asked for and hunted from then
// on.
class PlantedSecrets
{
public:
    explicit PlantedSecrets(SecretHunt &hunt) : m_hunt(hunt) {}

    // Base64 of 32 bytes, with signs that are written in other ways here and there. `beginning`: its first letters.
    QByteArray key(const QString &name, const QByteArray &beginning = {});
    QByteArray word(const QString &name);   // a password: letters and digits
    QByteArray digits(const QString &name); // 16 bytes in hexadecimal digits
    // The private key of such a file is hunted; what is known already is not taken twice.
    void privateKey(const QString &name, const QByteArray &pem);
    void bytes(const QString &name, const QByteArray &plain); // as they are, if there are any

    // Every place of a configuration, over what the host has; named must be started again. `pem`: a private key and its certificate, for TLS.
    void plant(const Host &host, const QByteArray &pem);

private:
    SecretHunt &m_hunt;
    QMap<QString, QByteArray> m_made;
};

// Where a secret may stand, and why. Everything else is a leak. Regular expressions of the whole; what the place has caught, the secret may say.
struct AllowedPlace
{
    const char *place;
    const char *secret;
    const char *why;
    bool isPassing = false; // there for a moment, so that perhaps nobody sees it
};
const QList<AllowedPlace> &allowedPlaces();
// The first one that such a secret in such a place is allowed by; or null.
const AllowedPlace *allowedPlace(const QString &place, const QString &secret);

} // namespace lockstep
