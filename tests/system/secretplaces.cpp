// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/secretplaces.h"

#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

namespace lockstep {

namespace {

const QString etc = QStringLiteral("/etc/bind/");

QByteArray drawn(int bytes)
{
    QByteArray made(bytes, '\0');
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(made.data()), bytes / 4);
    return made;
}

// Both halves have signs that JSON, addresses and zones write in other ways; none that begins a comment of named.conf.
bool hasSigns(const QByteArray &text)
{
    if (text.contains("//"))
        return false;
    const QByteArray half = text.first(text.size() / 2);
    const QByteArray other = text.sliced(text.size() / 2);
    return half.contains('/') && half.contains('+') && other.contains('/') && other.contains('+');
}

QByteArray keyStatement(const QByteArray &name, const QByteArray &secret)
{
    return "key \"" + name + "\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + secret + "\";\n};\n";
}

void own(const Host &host, const char *owner, const QString &path)
{
    if (!namedUser().isEmpty())
        host.run({QStringLiteral("chown"), QLatin1String(owner), path});
}

} // namespace

QByteArray PlantedSecrets::key(const QString &name, const QByteArray &beginning)
{
    if (m_made.contains(name))
        return m_made[name];
    QByteArray plain = drawn(32);
    while (!hasSigns(plain.toBase64()))
        plain = drawn(32);
    plain = QByteArray::fromBase64(beginning + plain.toBase64().sliced(beginning.size()));
    m_hunt.add(name, plain.toBase64(), plain);
    return m_made[name] = plain.toBase64();
}

QByteArray PlantedSecrets::word(const QString &name)
{
    if (m_made.contains(name))
        return m_made[name];
    const QByteArray text = "pw" + drawn(40).toBase64().replace('+', "").replace('/', "").left(38);
    m_hunt.add(name, text);
    return m_made[name] = text;
}

QByteArray PlantedSecrets::digits(const QString &name)
{
    if (m_made.contains(name))
        return m_made[name];
    const QByteArray plain = drawn(16);
    m_hunt.add(name, plain.toHex(), plain);
    return m_made[name] = plain.toHex();
}

void PlantedSecrets::privateKey(const QString &name, const QByteArray &pem)
{
    // The first line of the body begins with what all such keys begin with; the number itself is in the second.
    const qsizetype begin = pem.indexOf("PRIVATE KEY-----\n");
    const QByteArrayList lines = pem.sliced(std::max<qsizetype>(begin, 0)).split('\n');
    const QByteArray line = begin < 0 ? QByteArray() : lines.value(2);
    if (line.size() < 40 || m_made.values().contains(line))
        return;
    m_hunt.add(name, line, QByteArray::fromBase64(line));
    m_made[name + QLatin1Char(' ') + QString::number(m_made.size())] = line;
}

void PlantedSecrets::bytes(const QString &name, const QByteArray &plain)
{
    if (plain.isEmpty() || m_made.values().contains(plain))
        return;
    m_hunt.add(name, plain.toBase64(), plain);
    m_made[name + QLatin1Char(' ') + QString::number(m_made.size())] = plain;
}

void PlantedSecrets::plant(const Host &host, const QByteArray &pem)
{
    const QByteArray main = host.read(etc + QStringLiteral("named.conf"));
    host.write(etc + QStringLiteral("named.conf"),
               main + "\n# Taken from https://dns:" + word(QStringLiteral("conf: a password in an address")) +
                   "@config.example.net/named.conf\n"
                   "tls \"local\" { key-file \"/etc/bind/tls/server.key\"; cert-file \"/etc/bind/tls/server.crt\"; };\n" +
                   keyStatement("main", key(QStringLiteral("conf: a key in the main file"))) + "// key \"old\" { algorithm hmac-md5; secret \"" +
                   key(QStringLiteral("conf: an old key in a comment")) + "\"; };\n/* key \"older\" {\n\tsecret \"" +
                   key(QStringLiteral("conf: an old key in a long comment")) + "\";\n}; */\n");
    QByteArray options = host.read(etc + QStringLiteral("named.conf.options"));
    options.replace("\tserver-id", "\tlisten-on port 853 tls \"local\" { 127.0.0.1; };\n\tcookie-secret \"" +
                                       digits(QStringLiteral("conf: a cookie secret")) + "\";\n\tserver-id");
    host.write(etc + QStringLiteral("named.conf.options"), options);
    QByteArray local = host.read(etc + QStringLiteral("named.conf.local"));
    local.replace("\tmatch-clients { internal; };\n",
                  "\tmatch-clients { internal; };\n" + keyStatement("inner", key(QStringLiteral("conf: a key in a view"))));
    host.write(etc + QStringLiteral("named.conf.local"), local);
    host.write(etc + QStringLiteral("notes.ini"),
               "database = postgresql://dns:" + word(QStringLiteral("conf: a password in a file of notes")) + "@db.example.net/zones\npassword = \"" +
                   word(QStringLiteral("conf: a password behind its name")) +
                   "\"\nnsupdate -y hmac-sha256:upd:" + key(QStringLiteral("conf: a key of a command line")) + "\n",
               0640);
    host.write(etc + QStringLiteral("keys/transfer.key"), keyStatement("transfer.example.net", key(QStringLiteral("conf: an included key"))), 0640);
    host.write(etc + QStringLiteral("rndc.key"), keyStatement("rndc-key", key(QStringLiteral("conf: the control key of ") + host.name())), 0640);
    const qsizetype certificate = pem.indexOf("-----BEGIN CERTIFICATE");
    host.write(etc + QStringLiteral("tls/server.key"), pem.first(certificate), 0640);
    host.write(etc + QStringLiteral("tls/server.crt"), pem.sliced(certificate));
    privateKey(QStringLiteral("conf: the key for TLS"), pem);
    const QString signer = QStringLiteral("/var/lib/bind/keys/Kexample.net.+013+00001.private");
    host.write(signer,
               "Private-key-format: v1.3\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: " +
                   key(QStringLiteral("host: a signing key that named keeps")) + "\nCreated: 20260101000000\n",
               0600);
    const QString shadow = QStringLiteral("/etc/shadow");
    host.write(shadow, host.read(shadow) + "canary:$6$" + word(QStringLiteral("host: a password of the system")) + ":20000:0:99999:7:::\n", 0640);
    for (const char *file : {"keys/transfer.key", "rndc.key", "tls/server.key", "notes.ini"})
        own(host, "root:bind", etc + QLatin1String(file));
    own(host, "bind:bind", signer);
}

const QList<AllowedPlace> &allowedPlaces()
{
    static const QList<AllowedPlace> places{
        {"ns\\d:/etc/bind(\\.before-lockstep(\\.\\d+)?|\\.lockstep-(new|plain))?/.*", "conf: .*",
         "the configuration itself where it is not managed: before adoption, kept beside it since, after a release, and on its way there"},
        {"ns\\d:/var/lib/lockstep/gen/\\d+/etc-bind/.*", "conf: .*", "the managed trees: what is served, and the way back (DESIGN 4)"},
        {"ns\\d:/var/lib/lockstep/objects/[0-9a-f]{64}", "conf: .*", "what an agent received for a set that is prepared, for root alone", true},
        {"(ns\\d):/etc/lockstep/local\\.d/.*", "conf: the control key of \\1", "the server's own control key, in its local files (DESIGN 3)"},
        {"(ns\\d):/var/lib/lockstep/identity\\.pem", "own: agent's key of \\1.*", "the agent's key in its own file"},
        {"(home:|admin:/restored)/data/identity\\.pem", "own: master's key.*",
         "the master's key in its own file, and in the one that came out of its backup"},
        {"admin:/shared/identity\\.pem", "own: master's key.*", "the key of a master for several, in its own file"},
        {"(home:|admin:/restored)/data/objects\\.key|admin:/shared/objects\\.key", "own: what seals the objects",
         "what seals a master's objects, in its own file"},
        {"ns\\d:/var/lib/bind/keys/.*", "host: a signing key that named keeps", "a key that named keeps, which is never imported (DESIGN 7)"},
        {"ns\\d:/etc/shadow", "host: a password of the system", "a file of the system that has nothing to do with named"},
        {"admin:/backup\\.key", "host: what seals the backup", "the administrator's file of a secret for the backup"},
        {"admin:/(tree|other)/.*", "conf: .*", "copies of trees that the test has made for work without a master"},
        {"output: lockstep stage show .*", "conf: .*", "a file as it is staged, byte for byte, for an editor: that is what was asked for"},
        {"output: lockstep conf print .*", "conf: .*", "a file printed back byte for byte (docs/commandline.md)"},
        {"output: lockstep diff .* --patch --with-secrets", "conf: .*", "a patch for which --with-secrets was said (docs/commandline.md)"},
        {"output: lockstep-(agent|master) (enrol|rebind)", "own: join code .*", "a join code, printed for whoever carries it to the master"},
        {"process (lockstep|lockstep-remote)/cmdline", "own: join code .*", "a join code as an argument of the command that uses it up (DESIGN 7)"},
    };
    return places;
}

const AllowedPlace *allowedPlace(const QString &place, const QString &secret)
{
    static const QList<QRegularExpression> expressions = [] {
        QList<QRegularExpression> all;
        for (const AllowedPlace &one : allowedPlaces()) {
            const QString pattern = QStringLiteral("(?:%1) holds %2").arg(QLatin1String(one.place), QLatin1String(one.secret));
            all.append(QRegularExpression(QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption));
        }
        return all;
    }();
    const QString text = place + QStringLiteral(" holds ") + secret;
    const auto found = std::ranges::find_if(expressions, [&](const QRegularExpression &one) { return one.match(text).hasMatch(); });
    return found == expressions.cend() ? nullptr : &allowedPlaces()[found - expressions.cbegin()];
}

} // namespace lockstep
