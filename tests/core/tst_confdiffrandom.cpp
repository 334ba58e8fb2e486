// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confdiff.h"
#include "core/namedconf/shape.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QRandomGenerator>

using namespace lockstep;

namespace {

using FileMap = QMap<QString, QByteArray>;

const QByteArray ownSample =
    "acl inside { 10.0.0.0/8; !192.0.2.7; key \"k1\"; localhost; };\n"
    "key \"k1\" { algorithm hmac-sha256; secret \"c2VjcmV0LW9uZQ==\"; };\n"
    "options { directory \"/var/cache/bind\"; recursion no; max-cache-ttl 86400; max-cache-size 10M; allow-query { inside; any; };\n"
    "  listen-on port 5300 { 127.0.0.1; }; forwarders { 192.0.2.1; 192.0.2.2 port 54; }; };\n"
    "logging { channel c { file \"log\" versions 3 size 1M; severity info; }; category default { c; }; };\n"
    "view \"in\" { match-clients { inside; }; recursion yes;\n"
    "  zone \"a.example\" { type primary; file \"in/a\"; notify explicit; also-notify { 192.0.2.9; }; };\n"
    "  zone \"b.example\" { type secondary; file \"in/b\"; primaries { 192.0.2.1 key \"k1\"; 192.0.2.2; }; };\n};\n"
    "view \"out\" { match-clients { any; };\n"
    "  zone \"a.example\" { type primary; file \"out/a\"; allow-transfer { key \"k1\"; }; };\n"
    "  zone \"c.example\" { type primary; file \"out/c\"; update-policy { grant k1 zonesub ANY; grant k2 self x A AAAA; }; };\n};\n";

// BIND's own samples, as far as they read without a fault, and one that has something of everything.
QList<QByteArray> samples()
{
    QList<QByteArray> all{ownSample};
    const QDir folder(sharedFolder() + QStringLiteral("/data/bind/conf"));
    for (const QString &name : folder.entryList({QStringLiteral("*.conf")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            all.append(file.readAll());
    }
    return all;
}

// Writes a configuration again in another manner with the same meaning.
class Rewriting
{
public:
    explicit Rewriting(QRandomGenerator &random) : m_random(random) {}

    FileMap files(const ConfFile &file)
    {
        m_files.clear();
        const QByteArray text = list(file.statements(), at::top);
        m_files.insert(mainConf, text);
        return m_files;
    }

private:
    bool one(quint32 of) { return m_random.bounded(of) == 0; }

    QByteArray gap()
    {
        static const QByteArrayList gaps{" ", "\n", "\t ", " /* ; } \" */ ", " // { said\n", "\n# \"x\n", "  "};
        return one(3) ? gaps[qsizetype(m_random.bounded(quint32(gaps.size())))] : QByteArray(" ");
    }

    QByteArray list(const QList<ConfStatement> &statements, ConfPlaces place)
    {
        QList<const ConfStatement *> order;
        for (const ConfStatement &statement : statements)
            order.append(&statement);
        // Zones change places among themselves; all else stays.
        QList<qsizetype> zones;
        for (qsizetype i = 0; i < order.size(); ++i) {
            if (order[i]->keyword() == "zone")
                zones.append(i);
        }
        for (qsizetype i = zones.size() - 1; i > 0; --i)
            std::swap(order[zones[i]], order[zones[qsizetype(m_random.bounded(quint32(i + 1)))]]);
        QByteArray text;
        QByteArray apart; // what goes into a file of its own
        for (const ConfStatement *statement : std::as_const(order)) {
            const QByteArray written = this->statement(*statement, place);
            if ((place == at::top || place == at::view) && one(4)) {
                apart += written;
                continue;
            }
            text += include(apart) + written;
        }
        return text + include(apart) + (one(3) ? "# end\n" : "");
    }

    QByteArray include(QByteArray &apart)
    {
        if (apart.isEmpty())
            return {};
        const QString path = QStringLiteral("/etc/bind/part-%1.conf").arg(m_files.size());
        m_files.insert(path, std::exchange(apart, {}));
        return "include \"" + path.toUtf8() + "\";\n";
    }

    QByteArray word(const ConfWord &word, bool name, const char *shape)
    {
        QByteArray text = word.text;
        bool quoted = word.quoted;
        if (name) { // of a zone
            text = one(2) ? text.toUpper() : text;
            if (text != "." && one(3))
                text = text.endsWith('.') ? text.chopped(1) : text + '.';
            quoted = one(2) || text.contains('/') || text.contains('!') || text.isEmpty() || text.contains('#');
        } else if (!quoted && shape && QByteArrayView(shape) == "TIME" && parsed(text) && one(2)) {
            text = one(2) ? "PT" + text + 'S' : text + "s";
        } else if (!quoted && shape && QByteArrayView(shape) == "BOOL" && one(2)) {
            text = text.toLower() == "yes" ? "true" : text.toLower() == "no" ? "0" : text;
        }
        return quoted ? '"' + QByteArray(text).replace('\\', "\\\\").replace('"', "\\\"") + '"' : text;
    }
    static bool parsed(const QByteArray &text)
    {
        bool number = false;
        text.toUInt(&number);
        return number;
    }

    QByteArray statement(const ConfStatement &statement, ConfPlaces place)
    {
        const ConfRow *row = findConfRow(statement.keyword(), place);
        const ConfStatement *type = statement.find("type");
        const ConfPlaces inside = !row ? 0 : placeInside(*row) == at::zone && type ? zonePlace(type->word(1)) : placeInside(*row);
        QByteArray text = gap();
        for (qsizetype i = 0; i < statement.words.size(); ++i) {
            const bool name = i == 1 && statement.keyword() == "zone" && statement.hasBlock && (place & (at::top | at::view));
            text += word(statement.words[i], name, i == 1 && row ? row->shape : nullptr) + gap();
        }
        qsizetype after = 0;
        const auto wordsBefore = [&](qsizetype offset) {
            for (; after < statement.after.size() && statement.after[after].begin < offset; ++after)
                text += word(statement.after[after], false, nullptr) + gap();
        };
        const auto block = [&](const QList<ConfStatement> &inner) {
            text += '{' + gap() + list(inner, inside ? inside : at::server) + gap() + '}' + gap();
        };
        if (statement.hasBlock && statement.blocks.isEmpty())
            block(statement.block);
        for (const ConfBlock &part : statement.blocks) {
            wordsBefore(part.begin);
            block(statement.block.sliced(part.first, part.count));
        }
        wordsBefore(statement.end + 1);
        return text + ";" + gap() + '\n';
    }

    QRandomGenerator &m_random;
    FileMap m_files;
};

struct Mutation
{
    QByteArray text;
    ConfChange::Kind kind = ConfChange::Kind::Changed;
    QByteArray what;
    bool fits = false;
};

// One change of the meaning, at a random place.
Mutation mutated(const ConfFile &file, QRandomGenerator &random)
{
    QList<const ConfStatement *> all;
    QList<const ConfStatement *> outer;
    for (const ConfStatement &top : file.statements()) {
        all.append(&top);
        outer.append(nullptr);
        if (QByteArrayList{"options", "view", "zone", "logging", "key"}.contains(top.keyword()) && top.hasBlock) {
            for (const ConfStatement &inner : top.block) {
                all.append(&inner);
                outer.append(&top);
            }
        }
    }
    if (all.isEmpty())
        return {};
    const qsizetype index = qsizetype(random.bounded(quint32(all.size())));
    const ConfStatement &one = *all[index];
    const QByteArray &text = file.print();
    const QByteArray keyword = one.keyword();
    const auto edit = [&](qsizetype offset, qsizetype length, const QByteArray &now) { return applyEdits(text, {{offset, length, now}}); };
    switch (random.bounded(3U)) {
    case 0:
        return {edit(one.begin, one.end - one.begin, {}), ConfChange::Kind::Removed, keyword, keyword != "include"};
    case 1:
        if (keyword == "acl" || keyword == "allow-query" || keyword == "match-clients" || keyword == "forwarders" || keyword == "primaries")
            return {edit(one.blockBegin, 0, " 198.51.100.99; "), ConfChange::Kind::Changed, keyword, true};
        return {};
    default: { // the first value, where it names nothing
        const ConfRow *row = findConfRow(keyword, outer[index] ? outer[index]->keyword() == "view" ? at::view : at::options | at::zone : at::top);
        const bool plain = outer[index] && one.words.size() == 2 && !one.hasBlock && row && !(row->flags & flag::many);
        if (!plain || !one.words[1].quoted)
            return {};
        return {edit(one.words[1].end - 1, 0, "x"), ConfChange::Kind::Changed, keyword, true};
    }
    }
}

QString told(const ConfDifference &difference)
{
    QStringList lines;
    for (const ConfChange &one : difference.changes)
        lines.append(QStringLiteral("%1 %2 > %3: %4 -> %5")
                         .arg(int(one.kind))
                         .arg(one.path.join(QLatin1String(" > ")), one.title(), QString::fromUtf8(one.before), QString::fromUtf8(one.after)));
    return lines.join(u'\n');
}

} // namespace

class TestConfDiffRandom : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (sharedFolder().isEmpty())
            qInfo("BIND's own configurations are not here: only the built-in one is used");
        for (const QByteArray &text : samples()) {
            m_texts.append(text);
            if (readSample(text).problems.isEmpty())
                m_readable.append(text);
        }
        QVERIFY(!m_readable.isEmpty());
    }

    void anotherMannerIsNoDifference()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 12; ++round) {
            for (const QByteArray &text : std::as_const(m_readable)) {
                const Config before = readSample(text);
                const FileMap files = Rewriting(random).files(before.files.first());
                const Config after = readSample(files);
                QVERIFY2(after.problems.isEmpty(), files.value(mainConf).constData());
                const ConfDifference there = confDiff(before, after);
                QVERIFY2(there.meansTheSame(), (told(there).toUtf8() + '\n' + text + "\n---\n" + files.value(mainConf)).constData());
                QVERIFY(confDiff(after, before).meansTheSame());
            }
        }
    }

    void oneChangeIsOneRow()
    {
        QRandomGenerator random(8);
        int tried[4] = {};
        for (int round = 0; round < 3000; ++round) {
            const QByteArray &text = round % 2 ? ownSample : m_readable[qsizetype(random.bounded(quint32(m_readable.size())))];
            const Config before = readSample(text);
            const Mutation mutation = mutated(before.files.first(), random);
            if (!mutation.fits)
                continue;
            // Written in another manner too: the row stays alone.
            const Config changed = readSample(mutation.text);
            const Config after = round % 4 < 2 ? changed : readSample(Rewriting(random).files(changed.files.first()));
            for (const bool back : {false, true}) {
                const ConfDifference found = back ? confDiff(after, before) : confDiff(before, after);
                const QByteArray report = told(found).toUtf8() + '\n' + text + "\n---\n" + mutation.text;
                QVERIFY2(found.changes.size() == 1, report.constData());
                const ConfChange &row = found.changes.first();
                const ConfChange::Kind expected = back && mutation.kind == ConfChange::Kind::Removed ? ConfChange::Kind::Added : mutation.kind;
                QVERIFY2(row.kind == expected && (row.keyword == mutation.what || mutation.what == "masters"), report.constData());
                if (mutation.text.contains("198.51.100.99"))
                    QCOMPARE(row.elements.size(), 1);
                ++tried[int(row.kind)];
            }
        }
        QVERIFY(tried[int(ConfChange::Kind::Added)] > 300 && tried[int(ConfChange::Kind::Removed)] > 300 &&
                tried[int(ConfChange::Kind::Changed)] > 300);
    }

    void anyTwoCanBeCompared()
    {
        QRandomGenerator random(9);
        for (int round = 0; round < 1500; ++round) {
            const Config one = readSample(m_texts[qsizetype(random.bounded(quint32(m_texts.size())))]);
            const Config other = readSample(m_texts[qsizetype(random.bounded(quint32(m_texts.size())))]);
            const ConfDifference there = confDiff(one, other);
            const ConfDifference back = confDiff(other, one);
            QCOMPARE(there.meansTheSame(), back.meansTheSame());
            QCOMPARE(there.changes.isEmpty(), back.changes.isEmpty());
            QCOMPARE(confDiff(one, one).changes, QList<ConfChange>());
        }
    }

private:
    QList<QByteArray> m_texts;
    QList<QByteArray> m_readable;
};

LOCKSTEP_SUITE(TestConfDiffRandom)
#include "tst_confdiffrandom.moc"
