// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QMap>
#include <QString>

#include <algorithm>

namespace lockstep {

// Secrets that stand nowhere else: base64 of words, one for each place where a configuration can hold one.
inline QByteArray canary(const char *place) { return (QByteArray("canary of ") + place + " 8261").toBase64(); }

inline const char *const canaryPlaces[] = {"the main key",
                                           "an included key",
                                           "an old key",
                                           "a block comment",
                                           "the control key",
                                           "a private file",
                                           "a tls key",
                                           "a cookie",
                                           "a view's key",
                                           "an unquoted secret",
                                           "a database",
                                           "a pin",
                                           "a dyndb server",
                                           "a key record",
                                           "a key comment",
                                           "a second line",
                                           "a comment's colon",
                                           "a comment's equals sign",
                                           "a comment's name",
                                           "a comment's past",
                                           "a comment's word",
                                           "a dlz's braces",
                                           "a dlz's text",
                                           "a sasl word",
                                           "a bind word",
                                           "a parameter",
                                           "an ini file",
                                           "a list",
                                           "a shell",
                                           "a command line",
                                           "a script",
                                           "a url",
                                           "a text",
                                           "a query",
                                           "a phrase"};

// The files of a configuration by their path in its folder. Rotated: every secret is another, all else is the same.
inline QMap<QString, QByteArray> canaryFiles()
{
    const auto c = [](const char *place) { return canary(place); };
    const QByteArray conf =
        "include \"/etc/bind/keys.conf\";\ninclude \"/etc/bind/rndc.key\";\ninclude \"/etc/bind/notes.conf\";\n"
        "key \"main\" {\n\talgorithm hmac-sha256;\n\tsecret \"" +
        c("the main key") + "\";\n};\n// key \"old\" { algorithm hmac-md5; secret \"" + c("an old key") + "\"; };\n/* key \"older\" {\n\tsecret \"" +
        c("a block comment") +
        "\";\n}; */\ncontrols { inet 127.0.0.1 allow { localhost; } keys { \"rndc-key\"; }; };\ntls t { key-file \"/etc/bind/tls.key\"; };\n"
        "options { directory \"/var/cache/bind\"; cookie-secret \"" +
        c("a cookie") + "\"; };\nkey-store s { pkcs11-uri \"pkcs11:token=t;pin-value=" + c("a pin") +
        "\"; };\ndlz d { database \"ldap 2 user=u password=" + c("a database") + "\"; };\ndyndb e \"x.so\" { password \"" + c("a dyndb server") +
        "\"; };\nview \"v\" {\n\tkey own { secret \"" + c("a view's key") +
        "\"; algorithm hmac-sha1; };\n\tzone \"example.net\" { type primary; file \"zones/example.net\"; allow-transfer { key main; }; };\n\t"
        "zone \"catalog.example\" { type primary; file \"zones/catalog\"; };\n};\n";
    const QByteArray keys = "key included { algorithm hmac-sha256; secret\n\t\"" + c("an included key") + "\"; # was " + c("a key comment") +
                            "\n};\nkey bare { algorithm hmac-sha256; secret " + c("an unquoted secret") + "; };\n";
    const QByteArray notes = "# secret: " + c("a comment's colon") + "\n\n// old secret=\"" + c("a comment's equals sign") +
                             "\";\n\n/* key a: " + c("a comment's name") + " */\n# secret was \"" + c("a comment's past") + "\"\n\n# tsig " +
                             c("a comment's word") + "\nacl a { none; };\ndlz e { database \"ldap 2 v3 simple {cn=Manager} {" + c("a dlz's braces") +
                             "} {127.0.0.1} dc=x\"; };\ndlz f { database \"mysql {user=u pass=ab?" + c("a dlz's text") +
                             "}\"; };\ndyndb g \"x.so\" { uri \"ldap://h/\"; sasl_password \"" + c("a sasl word") + "\"; bind_password \"" +
                             c("a bind word") + "\"; token \"" + c("a parameter") + "\"; };\n";
    const QByteArray other = "dns_rfc2136_secret = " + c("an ini file") + "\nsecret: " + c("a list") + "\nexport secret=\"" + c("a shell") +
                             "\"\nnsupdate -y hmac-sha256:upd:" + c("a command line") + " x\nkey hmac-sha256:upd " + c("a script") +
                             "\ndb=postgresql://user:" + c("a url") + "@host/db\nargs = user=u password=\\\"" + c("a text") +
                             "\\\"\nuri=pkcs11:token=t?pin-value=a?'b(" + c("a query") + "&x=y\npassword = 'first " + c("a phrase") + "'\n";
    return {
        {QStringLiteral("named.conf"), conf},
        {QStringLiteral("keys.conf"), keys},
        {QStringLiteral("notes.conf"), notes},
        {QStringLiteral("other.ini"), other},
        {QStringLiteral("rndc.key"), "key \"rndc-key\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + c("the control key") + "\";\n};\n"},
        {QStringLiteral("Kexample.net.+013+00001.private"),
         "Private-key-format: v1.3\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: " + c("a private file") + "\nCreated: 20260101000000\n"},
        {QStringLiteral("Kt.+165+00001.key"), "t. IN KEY 512 3 165 " + c("a key record") + "\n"},
        {QStringLiteral("tls.key"), "-----BEGIN PRIVATE KEY-----\n" + c("a tls key") + "\n" + c("a second line") + "\n-----END PRIVATE KEY-----\n"}};
}

// The same with other secrets.
inline QMap<QString, QByteArray> rotatedCanaries()
{
    QMap<QString, QByteArray> files = canaryFiles();
    for (QByteArray &text : files) {
        for (const char *place : canaryPlaces)
            text.replace(canary(place), ("another " + QByteArray(canary(place)).right(12) + canary(place).left(12)).toBase64().left(40));
    }
    return files;
}

// Which canary shows in what somebody can read, in whatever disguise; empty when none does.
inline QByteArray leakIn(const QByteArray &output)
{
    const QByteArray all = output.toLower();
    for (const char *place : canaryPlaces) {
        const QByteArray secret = canary(place);
        const QByteArray plain = QByteArray::fromBase64(secret);
        QByteArray backwards = secret;
        std::reverse(backwards.begin(), backwards.end());
        const qsizetype half = secret.size() / 2;
        // Places share their first word, so that their first half is no sign of one; what is behind it is.
        for (const QByteArray &form : QByteArrayList{secret, secret.sliced(12, 12), secret.sliced(half), plain, plain.toHex(), secret.toHex(),
                                                     backwards, backwards.left(half), secret.toBase64()}) {
            if (form.size() >= 8 && all.contains(form.toLower()))
                return QByteArray(place) + " as " + form;
        }
    }
    return {};
}

} // namespace lockstep
