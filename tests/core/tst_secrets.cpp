// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/secret.h"
#include "core/namedconf/confsecrets.h"
#include "core/review/secrets.h"
#include "tests/support/suite.h"

#include <QDebug>
#include <QElapsedTimer>

using namespace lockstep;

namespace {

template <class T>
concept Debugged = requires(QDebug stream, const T &value) { stream << value; };
template <class T>
concept Compared = requires(const T &a, const T &b) { a == b; };
static_assert(!Debugged<Secret> && !Compared<Secret> && !HasFields<Secret>);
static_assert(!std::convertible_to<Secret, QByteArray> && !std::convertible_to<Secret, QByteArrayView> && !std::convertible_to<Secret, QString>);
static_assert(!std::convertible_to<QByteArray, Secret>);

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSecretIsOnlyRevealed()
    {
        const QByteArray bytes("\0key\xff", 5);
        Secret one{QByteArrayView(bytes)};
        const Secret copy = one;
        QCOMPARE(one.reveal(), QByteArrayView(bytes));
        QVERIFY(one.sameAs(copy) && one.fingerprint() == copy.fingerprint());
        QVERIFY(!one.sameAs(Secret(QByteArrayView("other"))) && Secret(QByteArrayView("other")).fingerprint() != one.fingerprint());
        QVERIFY(!one.fingerprint().contains(bytes.toHex()));
        const Secret moved = std::move(one);
        QVERIFY(moved.sameAs(copy) && Secret().isEmpty() && Secret().sameAs(Secret()));
        Secret taken;
        taken = moved;
        QVERIFY(taken.sameAs(moved) && taken.size() == 5);
    }

    void textsAreMasked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // marks as "#"
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("a key", "key k { algorithm hmac-md5; secret \"QUFB\"; };", "key k { algorithm hmac-md5; secret \"#\"; };");
        row("a comment between", "key k { secret /* a */ QUFB; };", "key k { secret /* a */ \"#\"; };");
        row("no semicolon before", "key k { algorithm hmac-md5 secret QUFB; };", "key k { algorithm hmac-md5 secret \"#\"; };");
        row("no semicolon behind", "key k { secret \"QUFB\" };", "key k { secret \"#\" };");
        row("another keyword", "key k { secert \"QUFB\"; };", "key k { secert \"#\"; };");
        row("no keyword", "key k { algorithm hmac-md5; \"QUFB\"; };", "key k { algorithm hmac-md5; \"#\"; };");
        row("a quotation mark that is missing before", "options { directory \"/a; };\nkey k { secret \"QUFB\"; };",
            "options { directory \"/a; };\nkey k { secret \"#\"; };");
        row("a quotation mark that is missing behind", "key k { secret \"QUFB; };\n", "key k { secret \"#\"\n");
        row("two that are missing", "options { directory \"/a; };\nkey k { secret \"QUFB\"; };\nzone z { file \"f; };",
            "options { directory \"/a; };\nkey k { secret \"#\"; };\nzone z { file \"f; };");
        row("in pieces", "key k { secret \"QUFB\" \"QkJC\"; };", "key k { secret \"#\" \"#\"; };");
        row("commented out", "# key k {\n#   secret \"QUFB\";\n# };\n", "# key k {\n#   secret \"#\";\n# };\n");
        row("commented out in lines", "// secret\n//   \"QUFB\";\n", "// secret\n//   \"#\";\n");
        row("in a comment of a key", "key k { // was QUFBQUFBQUFBQUFB\n };", "key k { // was #\n };");
        row("said in passing", "// the secret is out\nacl secret { key secret; };", "// the secret is out\nacl secret { key secret; };");
        row("in a text", "options { version \"my secret sauce\"; };", "options { version \"my secret sauce\"; };");
        row("a name", "view secret IN { zone \"secret\" { type hint; file \"x\"; }; };",
            "view secret IN { zone \"secret\" { type hint; file \"x\"; }; };");
        row("a cookie's secret", "options { cookie-secret \"abcd\"; };", "options { cookie-secret \"#\"; };");
        row("a PIN", "key-store s { pkcs11-uri \"pkcs11:token=a;pin-value=1234\"; };", "key-store s { pkcs11-uri \"pkcs11:token=a;pin-value=#\"; };");
        row("a database's password", "dlz d { database \"ldap 2 user=a pass=QUFB\"; };", "dlz d { database \"ldap #\"; };");
        row("dyndb", "dyndb d \"x.so\" { password \"QUFB\"; };", "dyndb d \"x.so\" { password \"#\"; };");
        row("a driver's text by place", "dlz d { database \"ldap 2 v3 simple {cn=M} {PW} {::1}\"; };", "dlz d { database \"ldap #\"; };");
        row("a driver's text that is commented out", "# database \"ldap 2 {cn=M} {PW}\";\n", "# database \"ldap #\";\n");
        row("a driver's text without quotation marks", "dlz d { database ldap PW PW2; };", "dlz d { database ldap #; };");
        row("a driver alone", "zone z { database \"rbt\"; };", "zone z { database \"rbt\"; };");
        row("a library", "dlz d { database \"dlopen /usr/x.so\"; };", "dlz d { database \"dlopen /usr/x.so\"; };");
        row("all that dyndb is told",
            "dyndb d \"x.so\" { uri \"ldap://h\"; base \"cn=x\"; sasl_password \"PW\"; a \"PW\"; }; options { version \"v\"; };",
            "dyndb d \"x.so\" { uri \"ldap://h\"; base \"cn=x\"; sasl_password \"#\"; a \"#\"; }; options { version \"v\"; };");
        row("a PIN with signs", "key-store s { pkcs11-uri \"pkcs11:a?pin-value=1?'(2)&b=c\"; };",
            "key-store s { pkcs11-uri \"pkcs11:a?pin-value=#&b=c\"; };");
        row("a colon in a comment", "# secret: QUFB\n", "# secret: \"#\"\n");
        row("an equals sign in a comment", "// old secret=\"QUFB\";\n", "// old secret=\"#\";\n");
        row("another name in a comment", "/* upd: QUFBQUFBQUFBQUFBQUFBQQ== */", "/* upd: # */");
        row("it was so", "# secret was \"QUFBQQ==\"\n", "# secret was \"#\"\n");
        row("tsig in a comment", "# tsig QUFBQUFBQUFBQUFBQUFBQQ==\n", "# tsig #\n");
        row("another file", "dns_rfc2136_secret = QUFB\n", "dns_rfc2136_secret = \"#\"\n");
        row("a list", "x:\n  db_pass: PW\n", "x:\n  db_pass: #\n");
        row("JSON", "[\"password\": \"PW PW2\"]\n", "[\"password\": \"#\"]\n");
        row("with marks", "x password='PW PW2' y\n", "x password='#' y\n");
        row("with marks in marks", "x password=\\\"PW\\\" y\n", "x password=\\\"#\\\" y\n");
        row("with blanks", "x password = PW y\n", "x password = # y\n");
        row("to the blank", "x pass=a?PW&PW2 y\n", "x pass=# y\n");
        row("URLs", "a postgresql://user:PW@host/db ldap://u:P/W@h/\n", "a postgresql://user:#@host/db ldap://u:#@h/\n");
        row("URLs without a password", "http://h:80/a@b http://[::1]/a@b http://u@h/\n", "http://h:80/a@b http://[::1]/a@b http://u@h/\n");
        row("a command line", "nsupdate -y hmac-sha256:upd:PW x\n", "nsupdate -y hmac-sha256:upd:# x\n");
        row("a command line without an algorithm", "nsupdate -y upd:QUFBQQ== x\n", "nsupdate -y upd:# x\n");
        row("a script", "key hmac-sha256:upd PW\n", "key hmac-sha256:upd #\n");
        row("a script without an algorithm", "key upd QUFBQQ==\n", "key upd #\n");
        row("a password of LDAP", "host h\nbindpw PW\n", "host h\nbindpw \"#\"\n");
        row("zones called internal", "#-----BEGIN INTERNAL ZONES-----\nzone a { type hint; };\nzone\n#-----END INTERNAL ZONES-----\n",
            "#-----BEGIN INTERNAL ZONES-----\nzone a { type hint; };\nzone\n#-----END INTERNAL ZONES-----\n");
        row("PEM with another label", "-----BEGIN RSA-----\nProc-Type: 4\n\nQUFB\n-----END RSA-----\n",
            "-----BEGIN RSA-----\n#\n<secret>\n<secret>\n-----END RSA-----\n");
        row("PEM with another label and no end", "-----BEGIN RSA-----\nQUFB\nzone a;\n", "-----BEGIN RSA-----\n#\nzone a;\n");
        for (const char *ordinary :
             {"acl my-secret { key my-secret; };", "view my-secret IN { recursion no; };", "primaries p { ::1 key my-secret tls foo; };",
              "zone z { update-policy { grant my-secret zonesub; grant my-secret name \"x\" A; }; };",
              "controls { inet * allow { any; } keys { a-secret; }; };", "key my-secret { algorithm hmac-sha256; };",
              "options { file \"/etc/passwd\"; };", "# the secretary: see /etc/passwd: there\n",
              "# ==============================\n// NetworkManagerDispatcherService INTERNATIONALIZATIONS\n",
              "trust-anchors { . initial-key 257 3 8 \"AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexT\"; };",
              "# trust-anchors { . initial-key 257 3 8 \"AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexT\"; };\n",
              "h IN DNSKEY 257 3 8 AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexT\n", "; the key-signing key, keyid 12345, for example.net.\n"})
            row(QByteArray(ordinary).simplified().constData(), ordinary, ordinary);
        row("a key in PEM", "-----BEGIN EC PRIVATE KEY-----\nQUFB\nQkJC\n-----END EC PRIVATE KEY-----\n",
            "-----BEGIN EC PRIVATE KEY-----\n#\n<secret>\n-----END EC PRIVATE KEY-----\n");
        row("PEM without an end", "-----BEGIN PRIVATE KEY-----\nQUFB\n", "-----BEGIN PRIVATE KEY-----\n#\n");
        row("PEM without a begin", "QUFB\nQkJC\n-----END PRIVATE KEY-----\n", "#\n<secret>\n-----END PRIVATE KEY-----\n");
        row("PEM on one line", "-----BEGIN PRIVATE KEY-----QUFB", "-----BEGIN PRIVATE KEY-----#");
        row("PEM commented out", "# -----BEGIN PRIVATE KEY-----\n# QUFB\n# -----END PRIVATE KEY-----\n",
            "# -----BEGIN PRIVATE KEY-----\n# #\n# -----END PRIVATE KEY-----\n");
        row("a certificate", "-----BEGIN CERTIFICATE-----\nQUFB\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nQUFB\n-----END CERTIFICATE-----\n");
        row("a .private file", "Private-key-format: v1.3\nAlgorithm: 13 (X)\nPrivateKey: QUFB\nCreated: 2026\n",
            "Private-key-format: v1.3\nAlgorithm: 13 (X)\nPrivateKey: #\nCreated: 2026\n");
        row("a KEY record of a shared key", "k. IN KEY 512 3 157 QUFB\n", "k. IN KEY 512 3 157 #\n");
        row("behind the signs of a comment", "key k { algorithm hmac-sha256; secret //QUFBQUFBQUFBQUFBQUFBQQ==; };\n",
            "key k { algorithm hmac-sha256; secret #; };\n");
        row("a key that begins as a path, its statement broken", "key k { s{ecret \"/0FBQUJCQkNDQ0RERERFRUVFRkZGRkdHR0dISEhISUk=\"; };\n",
            "key k { s{ecret \"#\"; };\n");
        row("a key that begins as a path, without a filling", "key k { s}ecret /0FBQUJCQkNDQ0RERERFRUVFRkZGRkdHR0dISEhISUlJSkpKSktLS0tMTExM; };\n",
            "key k { s}ecret \"#\"; };\n");
        row("a path in a broken text", "zone z { file \"/Var/Lib/Bind/Zones/Of/Example/Net\"; };};\n",
            "zone z { file \"/Var/Lib/Bind/Zones/Of/Example/Net\"; };};\n");
        row("a path in a comment", "// /Etc/Bind/Zones/Of/Example/Net00\n", "// /Etc/Bind/Zones/Of/Example/Net00\n");
        row("once more where nothing tells it", "key k { secret \"QUFBQUFBQUFBQUFB\"; };\nzone z { file QUFBQUFBQUFBQUFB; };",
            "key k { secret \"#\"; };\nzone z { file #; };");
        row("once more before it", "options { server-id \"QUFBQUFBQUFBQUFB\"; };\nkey k { secret \"QUFBQUFBQUFBQUFB\"; };",
            "options { server-id \"#\"; };\nkey k { secret \"#\"; };");
        row("a part of another word", "key k { secret \"QUFBQUFBQUFBQUFB\"; };\nzone z { file xQUFBQUFBQUFBQUFB; };",
            "key k { secret \"#\"; };\nzone z { file xQUFBQUFBQUFBQUFB; };");
        row("a short one once more", "key k { secret \"internal\"; };\nview internal { };", "key k { secret \"#\"; };\nview internal { };");
        row("bytes that are no text", "\xff key k { secret \"QUFB\"; };\xfe", "\xff key k { secret \"#\"; };\xfe");
        row("nothing", "", "");
    }

    void textsAreMasked()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QByteArray shown = withoutSecrets(text);
        QCOMPARE(shown.count('\n'), text.count('\n'));
        for (qsizetype at = shown.indexOf("<secret "); at >= 0; at = shown.indexOf("<secret ", at))
            shown.replace(at, shown.indexOf('>', at) + 1 - at, "#");
        QCOMPARE(shown, expected);
    }

    void pairsAreTold_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expectedBefore"); // without marks
        QTest::addColumn<QByteArray>("expectedAfter");
        const auto row = [](const char *name, const char *before, const char *after, const char *left, const char *right) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(left) << QByteArray(right);
        };
        row("the same", "key k { secret \"QUFB\"; };", "key k { secret QUFB; };", "key k { secret \"<secret (same)>\"; };",
            "key k { secret \"<secret (same)>\"; };");
        row("changed", "key k { secret QUFB; };", "key k { secret QkJC; };", "key k { secret \"<secret (changed)>\"; };",
            "key k { secret \"<secret (changed)>\"; };");
        row("a new key before it", "key k { secret QUFB; };", "key j { secret QkJC; };\nkey k { secret QUFB; };",
            "key k { secret \"<secret (same)>\"; };", "key j { secret \"<secret (added)>\"; };\nkey k { secret \"<secret (same)>\"; };");
        row("gone", "key k { secret QUFB; };", "", "key k { secret \"<secret (removed)>\"; };", "");
        row("where it was no key", "zone z { file QUFBQUFBQUFBQUFB; };", "key k { secret QUFBQUFBQUFBQUFB; };",
            "zone z { file <secret (removed)>; };", "key k { secret \"<secret (added)>\"; };");
        row("the algorithm stays visible", "key k { algorithm hmac-md5; secret QUFB; };", "key k { algorithm hmac-sha256; secret QUFB; };",
            "key k { algorithm hmac-md5; secret \"<secret (same)>\"; };", "key k { algorithm hmac-sha256; secret \"<secret (same)>\"; };");
    }

    void pairsAreTold()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const MaskedPair pair = withoutSecrets(before, after);
        const auto plain = [](QByteArray text) {
            for (qsizetype at = text.indexOf("(changed) "); at >= 0; at = text.indexOf("(changed) "))
                text.remove(at + 9, 7);
            return text;
        };
        QTEST(plain(pair.before), "expectedBefore");
        QTEST(plain(pair.after), "expectedAfter");
        if (pair.before.contains("(changed)"))
            QVERIFY(pair.before != pair.after); // the line still differs
    }

    // Nothing is compared or hashed again and again.
    void longNamesTakeNoTime()
    {
        const QByteArray text = "key " + QByteArray(200'000, 'n') + " { " + QByteArray("secret \"QUFB\";\n").repeated(20'000) + "};\n";
        QElapsedTimer timer;
        timer.start();
        const MaskedPair pair = withoutSecrets(text, text + '\n');
        QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData()); // half a minute when they are
        QVERIFY(!pair.before.contains("QUFB") && pair.before.contains("secret (same)"));
    }

    // Names that only their ends tell apart stay apart.
    void longNamesStayApart()
    {
        const auto key = [](char last, const char *secret) { return "key " + QByteArray(300, 'n') + last + " { secret " + secret + "; };\n"; };
        const MaskedPair pair = withoutSecrets(key('a', "QUFB"), key('b', "QUFB"));
        QVERIFY(pair.before.contains("(removed)") && pair.after.contains("(added)"));
    }

    void whatOthersSayIsHidden()
    {
        const SecretWords words({"key k { algorithm \"U0VDUkVUMQ==\"; secret QUFB QkJC; };\n"});
        QCOMPARE(words.hidden(QStringLiteral("unknown algorithm 'u0VDUkVUMQ=='")), QStringLiteral("unknown algorithm '<secret>'"));
        QCOMPARE(words.hidden(QStringLiteral("xU0VDUkVUMQ==x")), QStringLiteral("x<secret>x"));
        QCOMPARE(words.hidden(QStringLiteral("missing ';' before 'QkJC'")), QStringLiteral("missing ';' before '<secret>'"));
        QCOMPARE(words.hidden(QStringLiteral("QUFB")), QStringLiteral("<secret>"));
        QCOMPARE(words.hidden(QStringLiteral("'k' is no QUFBX")), QStringLiteral("'k' is no QUFBX"));
        Error error{QStringLiteral("x"), {QStringLiteral("near U0VDUkVUMQ==,"), QStringLiteral("k")}, {}, QStringLiteral("is 'QUFB'")};
        hideSecrets({&error}, {"key k { secret \"U0VDUkVUMQ==\" QUFB; };\n"});
        QCOMPARE(error.args, (QStringList{QStringLiteral("near <secret>,"), QStringLiteral("k")}));
        QCOMPARE(error.detail, QStringLiteral("is '<secret>'"));
    }

    // named's checkers tell no more of a word than its first 30 letters, and end one without quotation marks at "/".
    void whatOthersShortenIsHidden()
    {
        const SecretWords words({"key k { secret \"QUFBQUFBQUFB/UVFRUVFRUVF/QkJCQkJCQkJCQkJCQkJC\"; };\nkey l { secret \"" +
                                 QByteArray("QUJD").repeated(11) + "\"; };\n"});
        QCOMPARE(words.hidden(QStringLiteral("near 'QUFBQUFBQUFB/UVFRUVFRUVF/QkJCQ'")), QStringLiteral("near '<secret>'"));
        QCOMPARE(words.hidden(QStringLiteral("near 'UVFRUVFRUVF'")), QStringLiteral("near '<secret>'"));
        QCOMPARE(words.hidden(QStringLiteral("near '%1'").arg(QString(QLatin1String("QUJD")).repeated(11).left(30))),
                 QStringLiteral("near '<secret>'"));
        // What a driver is told is not cut at "/": names of zones would be hidden everywhere.
        const SecretWords driver({"dlz d { database \"filesystem /srv/zones of /example.net\"; };\n"});
        QCOMPARE(driver.hidden(QStringLiteral("zone example.net/IN: no NS records")), QStringLiteral("zone example.net/IN: no NS records"));
    }

    // Megabytes of whatever makes a pattern search try again and again take no longer for each byte than a small one.
    void hostileTextsTakeNoTime_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"secret ",
                                  "secret\"",
                                  "secret /*",
                                  "secret //\n",
                                  "\"secret ",
                                  "\" secret \\\"",
                                  "key k {",
                                  "# secret \"\n;",
                                  "\n#",
                                  "\"\n",
                                  "-----BEGIN PRIVATE KEY-----\n",
                                  "-----END PRIVATE KEY-----\n",
                                  "QUFBQUFBQUFBQUFB\n",
                                  "key key ",
                                  "pass==",
                                  "=",
                                  " ",
                                  "KEY KEY ",
                                  "secret \"QUFBQUFBQUFBQUFB\n",
                                  "\\",
                                  "{database x ",
                                  "database \"",
                                  "# database \"",
                                  "password = ",
                                  "\"password\":",
                                  "password='",
                                  "://:",
                                  "a://b:c@",
                                  "key hmac-x:",
                                  "-y hmac-",
                                  "dyndb \"{",
                                  "-----BEGIN RSA-----\nQUFB\n",
                                  "a-secret",
                                  "/*"})
            QTest::newRow(QByteArray(piece).toPercentEncoding(" ").constData()) << QByteArray(piece);
    }

    void hostileTextsTakeNoTime()
    {
        QFETCH(QByteArray, piece);
        const auto time = [&](qsizetype size) {
            const QByteArray text = piece.repeated(size / piece.size());
            QElapsedTimer timer;
            timer.start();
            const QByteArray shown = withoutSecrets(text);
            const qint64 taken = timer.nsecsElapsed();
            if (shown.count('\n') != text.count('\n'))
                return qint64(-1);
            return taken;
        };
        const qint64 small = time(1 << 18);
        const qint64 large = time(piece == "secret " ? 1 << 23 : 1 << 21);
        QVERIFY(small >= 0 && large >= 0);
        // Eight times as much, thirty-two for one; the square of that would be a search that begins again and again. What else
        // the machine does may cost as much as ten times.
        QVERIFY2(large < (piece == "secret " ? 400 : 40) * small + 300'000'000,
                 (QByteArray::number(small) + " ns, " + QByteArray::number(large) + " ns").constData());
    }
};

LOCKSTEP_SUITE(TestSecrets)
#include "tst_secrets.moc"
