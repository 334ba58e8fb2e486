// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identity.h"
#include "core/identity/joincode.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace lockstep;

class TestIdentity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theKeyIsKeptAndThePinStays()
    {
        const QTemporaryDir folder;
        const auto files = realFiles();
        const QString path = folder.filePath(QStringLiteral("key.pem"));
        const auto first = Identity::loadOrCreate(*files, path, QStringLiteral("a"));
        const auto second = Identity::loadOrCreate(*files, path, QStringLiteral("b"));
        QCOMPARE(first->pin(), second->pin());
        QCOMPARE(*pinOf(first->certificate()), first->pin());
        QCOMPARE(files->facts(path)->mode, 0600U);
        QVERIFY(Identity::create(QStringLiteral("a")).pin() != first->pin());
        QVERIFY(files->write(path, "damaged", 0600));
        QCOMPARE(Identity::loadOrCreate(*files, path, QStringLiteral("a")).error().code, QStringLiteral("identity.damaged"));
        QCOMPARE(*files->read(path), QByteArray("damaged")); // never replaced by a new key in silence
    }

    void everySingleTypingErrorIsTold()
    {
        const JoinCode code{Digest::of("pin"), Secret(randomBytes(16))};
        const QString text = code.text();
        QCOMPARE(*JoinCode::parse(text), code);
        QCOMPARE(*JoinCode::parse(text.toUpper().replace(u'-', u' ')), code);
        int tried = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == u'-')
                continue;
            QString wrong = text;
            wrong[i] = text[i] == u'a' ? u'b' : u'a';
            const auto parsed = JoinCode::parse(wrong);
            // The last letter carries unused bits: a code that reads the same is no error.
            QVERIFY(!parsed || *parsed == code);
            tried += parsed ? 0 : 1;
        }
        QVERIFY(tried >= 78);
        QVERIFY(!JoinCode::parse(text.chopped(1)));
        QVERIFY(!JoinCode::parse(QString()));
    }

    void aSecretWorksOnceAndForTenMinutes()
    {
        JoinSecrets secrets;
        const Secret one = secrets.issue(1000);
        const Secret late = secrets.issue(1000);
        QVERIFY(!secrets.redeem(Secret(randomBytes(16)), 1001));
        QVERIFY(secrets.redeem(one, 1001));
        QVERIFY(!secrets.redeem(one, 1002));
        QVERIFY(!secrets.redeem(late, 1000 + JoinSecrets::lifetime));
        QVERIFY(secrets.rows.isEmpty());
    }
};

LOCKSTEP_SUITE(TestIdentity)
#include "tst_identity.moc"
