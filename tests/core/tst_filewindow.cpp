// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/localtext.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

using namespace lockstep;

class TestFileWindow : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(QStringLiteral("text")); }
    void write(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    static QByteArray longText()
    {
        QByteArray text;
        while (text.size() < 3'000'000)
            text += "line " + QByteArray::number(text.size()) + '\n';
        return text;
    }
    static QString codeOf(const Result<void> &result) { return result ? QString() : result.error().code; }

private Q_SLOTS:
    void anyPartIsTheTexts()
    {
        const QByteArray text = longText();
        write(text);
        const auto window = FileWindow::open(path());
        QVERIFY(window);
        QCOMPARE((*window)->length(), text.size());
        QRandomGenerator random(1);
        for (int i = 0; i < 2000; ++i) {
            const qsizetype from = random.bounded(int(text.size()));
            const qsizetype least = random.bounded(i % 100 == 0 ? 2'000'000 : 100'000);
            const QByteArrayView part = (*window)->hold(from, least);
            QVERIFY(part.size() >= std::min(least, text.size() - from));
            QVERIFY(part == QByteArrayView(text).sliced(from, part.size()));
        }
        QVERIFY((*window)->finish());
        const Result<LocalText> whole = (*window)->whole(text.size());
        QVERIFY(whole && whole->view() == text);
        QCOMPARE((*window)->whole(text.size() - 1).error().code, QStringLiteral("cli.text.large"));
    }

    void aFileThatChangesIsTold()
    {
        const QByteArray text = longText();
        write(text);
        auto cut = FileWindow::open(path());
        QVERIFY(cut && !(*cut)->hold(0, 1).isEmpty());
        QVERIFY(::truncate(qPrintable(path()), 1'000'000) == 0);
        QVERIFY((*cut)->hold(2'000'000, 1).isEmpty()); // and nothing ends the program
        QCOMPARE(codeOf((*cut)->finish()), QStringLiteral("cli.text.changed"));

        write(text);
        auto longer = FileWindow::open(path());
        QFile file(path());
        QVERIFY(longer && file.open(QIODevice::Append) && file.write("more\n") == 5);
        file.close();
        QCOMPARE(codeOf((*longer)->finish()), QStringLiteral("cli.text.changed"));

        write(text);
        auto touched = FileWindow::open(path());
        const timespec times[2] = {{0, UTIME_OMIT}, {1'000'000, 0}};
        QVERIFY(touched && ::utimensat(AT_FDCWD, qPrintable(path()), times, 0) == 0);
        QCOMPARE(codeOf((*touched)->finish()), QStringLiteral("cli.text.changed"));
    }

    void aPipeIsHeldWhole()
    {
        const QByteArray text = longText();
        QVERIFY(::mkfifo(qPrintable(path() + u'p'), 0600) == 0);
        std::jthread writer([&] {
            QFile pipe(path() + u'p');
            if (pipe.open(QIODevice::WriteOnly))
                pipe.write(text);
        });
        const auto window = FileWindow::open(path() + u'p');
        QVERIFY(window && (*window)->hold(0, 1) == text);
        QVERIFY((*window)->hold(text.size() - 1, 1) == "\n");
        QVERIFY((*window)->finish());
    }

    void whatIsNoFileIsRefused()
    {
        QCOMPARE(FileWindow::open(m_folder.path()).error().code, QStringLiteral("cli.text.kind"));
        QCOMPARE(FileWindow::open(path() + u'n').error().code, QStringLiteral("file.missing"));
        write({});
        const auto empty = FileWindow::open(path());
        QVERIFY(empty && (*empty)->length() == 0 && (*empty)->hold(0, 1).isEmpty() && (*empty)->finish());
    }
};

LOCKSTEP_SUITE(TestFileWindow)
#include "tst_filewindow.moc"
