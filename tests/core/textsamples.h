// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/linediff.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <random>

namespace lockstep {

// Pairs of texts for the tests of core/text, and what such a test asks of an answer.

// Trials of a campaign: `sample` in the normal run, any other number by LOCKSTEP_TRIALS.
inline int textTrials(int sample)
{
    bool number = false;
    const int wanted = qEnvironmentVariableIntValue("LOCKSTEP_TRIALS", &number);
    return number ? wanted : sample;
}

// What is wrong with the hunks as a description of left -> right; nothing when they are in order, apart and complete.
inline QByteArray hunksFault(const QList<QByteArray> &left, const QList<QByteArray> &right, const QList<Hunk> &hunks)
{
    qsizetype a = 0;
    qsizetype b = 0;
    const auto same = [&](qsizetype count) {
        for (; count > 0; --count) {
            if (a >= left.size() || b >= right.size() || left[a++] != right[b++])
                return false;
        }
        return count == 0;
    };
    for (const Hunk &hunk : hunks) {
        if (hunk.leftCount + hunk.rightCount == 0)
            return "an empty hunk";
        if (&hunk != &hunks.first() && hunk.left == a && hunk.right == b)
            return "two hunks that touch";
        if (hunk.left - a != hunk.right - b || !same(hunk.left - a))
            return "lines outside of hunks that differ";
        a += hunk.leftCount;
        b += hunk.rightCount;
    }
    if (left.size() - a != right.size() - b || !same(left.size() - a))
        return "an end that differs";
    return {};
}

// Length of the longest common subsequence, by the textbook: what no line diff can beat.
inline qsizetype mostInCommon(const QList<QByteArray> &left, const QList<QByteArray> &right)
{
    QList<qsizetype> row(right.size() + 1, 0);
    for (const QByteArray &line : left) {
        qsizetype diagonal = 0;
        for (qsizetype j = 0; j < right.size(); ++j) {
            const qsizetype above = row[j + 1];
            row[j + 1] = line == right[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.last();
}

inline qsizetype editsOf(const QList<Hunk> &hunks)
{
    qsizetype edits = 0;
    for (const Hunk &hunk : hunks)
        edits += hunk.leftCount + hunk.rightCount;
    return edits;
}

struct TextPair
{
    QByteArray left;
    QByteArray right;
};

// Texts, and the same texts after lines came, went, moved and were doubled; the same seed makes the same pairs.
class TextPairs
{
public:
    explicit TextPairs(quint32 seed) : m_random(seed)
    {
        for (const char *folder : {"/data/bind/conf", "/data/bind/zones"}) {
            const QDir files(sharedFolder() + QLatin1String(folder));
            for (const QString &name : sharedFolder().isEmpty() ? QStringList() : files.entryList(QDir::Files, QDir::Name)) {
                QFile file(files.filePath(name));
                if (file.open(QIODevice::ReadOnly))
                    m_files.append(file.readAll());
            }
        }
    }

    quint32 below(quint32 end) { return quint32(m_random() % end); }

    // Turn by turn a file of BIND's own tests, a text of few different lines, one of many, a long one of mixed lines; now and
    // then one that is too long to be searched for the shortest answer.
    TextPair next()
    {
        if (++m_turn % 20 == 0)
            return edited(madeOf(5000 + below(25000), 10 + below(30000)), 1 + below(2500));
        switch (m_turn % 4) {
        case 0:
            if (!m_files.isEmpty())
                return edited(linesOf(m_files[below(quint32(m_files.size()))]), 1 + below(10));
            [[fallthrough]];
        case 1:
            return edited(madeOf(below(120), 2 + below(12)), 1 + below(12));
        case 2:
            return edited(madeOf(below(400), 20 + below(400)), 1 + below(40));
        default:
            return edited(madeOf(500 + below(4000), 10 + below(4000)), 1 + below(300));
        }
    }

    QList<QByteArray> madeOf(quint32 count, quint32 kinds)
    {
        QList<QByteArray> lines;
        for (quint32 i = 0; i < count; ++i)
            lines.append(line(kinds));
        return lines;
    }

    TextPair edited(const QList<QByteArray> &lines, quint32 edits)
    {
        QList<QByteArray> after = lines;
        for (; edits > 0; --edits)
            edit(after, lines);
        TextPair pair{lines.join(), after.join()};
        for (QByteArray *text : {&pair.left, &pair.right}) {
            if (below(8) == 0 && text->endsWith('\n'))
                text->chop(1);
        }
        return pair;
    }

private:
    // Half of the lines are rare ones, the others such as every file is full of.
    QByteArray line(quint32 kinds)
    {
        const quint32 kind = below(2) == 0 ? below(std::min(kinds, 8U)) : below(kinds);
        return kind == 0 ? QByteArray("\n") : kind == 1 ? QByteArray("};\n") : "host" + QByteArray::number(kind) + " A 192.0.2.1\n";
    }
    void edit(QList<QByteArray> &after, const QList<QByteArray> &lines)
    {
        const auto size = quint32(after.size());
        const qsizetype at = below(size + 1);
        const qsizetype count = std::min<qsizetype>(1 + below(below(4) == 0 ? 40 : 4), after.size() - at);
        switch (below(6)) {
        case 0:
            after.insert(at, line(1000));
            break;
        case 1:
            after.remove(at, count);
            break;
        case 2:
            if (count > 0)
                after[at] = below(2) == 0 && !lines.isEmpty() ? lines[below(quint32(lines.size()))] : line(1000);
            break;
        case 3:
        case 4: { // a block moves, or stands twice
            const QList<QByteArray> block = after.sliced(at, count);
            if (below(2) == 0)
                after.remove(at, count);
            qsizetype to = below(quint32(after.size() + 1));
            for (const QByteArray &one : block)
                after.insert(to++, one);
            break;
        }
        default:
            for (qsizetype i = 0; i < count; ++i)
                after.insert(at, line(12));
        }
    }

    std::mt19937 m_random;
    quint32 m_turn = 0;
    QList<QByteArray> m_files;
};

inline bool writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

inline QByteArray readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(there is no file)");
}

} // namespace lockstep
