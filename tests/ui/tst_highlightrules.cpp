// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/shapenode.h"
#include "core/zone/rrtypes.h"
#include "tests/support/suite.h"
#include "tests/ui/painting.h"
#include "ui/config/syntax.h"

#include <KSyntaxHighlighting/Repository>

#include <QDir>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <optional>

using namespace lockstep;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(path));
    return file.readAll();
}

// A definition in which every rule and every context paints with a format of its own, so that it can be seen which of them had a
// part in painting something. A rule that only looks ahead paints nothing: `opened` is the number of one that is to take what it
// sees.
class Traced
{
public:
    explicit Traced(const QString &path, int opened = -1) : m_opened(opened)
    {
        QXmlStreamReader in(contentOf(path));
        QByteArray text;
        QXmlStreamWriter out(&text);
        while (!in.atEnd()) {
            switch (in.readNext()) {
            case QXmlStreamReader::StartElement:
                start(in, out);
                break;
            case QXmlStreamReader::EndElement:
                if (in.name() == QLatin1String("contexts"))
                    m_context.clear();
                out.writeEndElement();
                break;
            case QXmlStreamReader::Characters:
                out.writeCharacters(in.text().toString());
                break;
            default:
                break;
            }
        }
        QDir(m_folder.path()).mkdir(QStringLiteral("syntax"));
        QFile file(m_folder.filePath(QStringLiteral("syntax/traced.xml")));
        if (in.hasError() || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s: %s", qPrintable(path), qPrintable(in.errorString()));
        file.close();
        m_repository.addCustomSearchPath(m_folder.path());
    }

    const QStringList &rules() const { return m_rules; }       // "17 Head: keyword classes"
    const QStringList &contexts() const { return m_contexts; } // "context Head"
    const QList<int> &lookingAhead() const { return m_lookingAhead; }
    // The formats that have a part in painting a text.
    QSet<QString> seen(const QByteArray &text) const
    {
        QSet<QString> formats;
        for (const PaintedLine &line : Painting::of(text, m_repository.definitionForName(QStringLiteral("Traced")))) {
            for (const PaintedRun &run : line.runs)
                formats.insert(run.format);
        }
        return formats;
    }

private:
    void start(const QXmlStreamReader &in, QXmlStreamWriter &out)
    {
        out.writeStartElement(in.name().toString());
        QXmlStreamAttributes attributes = in.attributes();
        const auto replace = [&](const char *name, const QString &value) {
            attributes.removeIf([&](const QXmlStreamAttribute &one) { return one.name() == QLatin1String(name); });
            if (!value.isNull())
                attributes.append(QLatin1String(name), value);
        };
        if (in.name() == QLatin1String("language")) {
            replace("name", QStringLiteral("Traced"));
        } else if (in.name() == QLatin1String("context")) {
            m_context = in.attributes().value("name").toString();
            m_contexts.append(QStringLiteral("context ") + m_context);
            replace("attribute", m_contexts.last());
        } else if (!m_context.isEmpty() && in.name() != QLatin1String("IncludeRules")) {
            QString words = QStringLiteral("%1 %2: %3").arg(m_rules.size()).arg(m_context, in.name());
            for (const char *name : {"String", "char", "char1"})
                words += u' ' + in.attributes().value(QLatin1String(name)).toString();
            if (in.attributes().value("lookAhead") == QLatin1String("true")) {
                m_lookingAhead.append(int(m_rules.size()));
                if (m_rules.size() == m_opened)
                    replace("lookAhead", {});
            }
            m_rules.append(words.trimmed());
            replace("attribute", m_rules.last());
        }
        out.writeAttributes(attributes);
        if (in.name() == QLatin1String("itemDatas")) {
            for (const QString &format : m_rules + m_contexts) {
                out.writeEmptyElement(QStringLiteral("itemData"));
                out.writeAttribute(QStringLiteral("name"), format);
                out.writeAttribute(QStringLiteral("defStyleNum"), QStringLiteral("dsNormal"));
            }
        }
    }

    int m_opened;
    QString m_context;
    QStringList m_rules, m_contexts;
    QList<int> m_lookingAhead;
    QTemporaryDir m_folder;
    KSyntaxHighlighting::Repository m_repository;
};

// The format of a character of a text of one line.
QString formatOf(const QByteArray &text, qsizetype at, Syntax syntax)
{
    const QList<PaintedLine> lines = Painting::of(text, definition(syntax));
    for (const PaintedRun &run : lines.first().runs) {
        if (at >= run.start && at < run.start + run.length)
            return run.format;
    }
    return {};
}

// All words that a shape names itself.
void collectWords(const ShapeNode &node, QSet<QByteArray> &words)
{
    if (node.kind == ShapeNode::Kind::Word)
        words.insert(node.word);
    for (const ShapeNode &child : node.children)
        collectWords(child, words);
}

QList<const ConfRow *> grammarRows()
{
    QList<const ConfRow *> rows;
    for (const auto &[first, count] : {optionRows(), blockRows()}) {
        for (qsizetype i = 0; i < count; ++i)
            rows.append(first + i);
    }
    return rows;
}

QStringList listOf(Syntax syntax, const char *name) { return definition(syntax).keywordList(QLatin1String(name)); }

} // namespace

// The definitions of resources/syntax, rule by rule and word by word.
class TestHighlightRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A rule that no sample needs may be wrong and nobody would see it.
    void everyRuleIsTriedByASample_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("named-conf") << QStringLiteral("named-conf");
        QTest::newRow("dns-zone") << QStringLiteral("dns-zone");
    }

    void everyRuleIsTriedByASample()
    {
        QFETCH(QString, name);
        const QString source = qEnvironmentVariable("LOCKSTEP_SOURCE");
        const QString path = QStringLiteral("%1/resources/syntax/%2.xml").arg(source, name);
        QByteArray text;
        const QDir folder(source + QStringLiteral("/tests/ui/highlight"));
        QList<QByteArray> samples;
        for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.") + name}))
            samples.append(contentOf(file.filePath()));
        const auto seenIn = [&](const Traced &traced) {
            QSet<QString> all;
            for (const QByteArray &sample : std::as_const(samples))
                all += traced.seen(sample);
            return all;
        };
        const Traced plain(path);
        QVERIFY(plain.rules().size() > 30);
        QSet<QString> seen = seenIn(plain);
        for (const int rule : plain.lookingAhead()) {
            if (seenIn(Traced(path, rule)).contains(plain.rules()[rule]))
                seen.insert(plain.rules()[rule]);
        }
        QStringList never;
        for (const QString &rule : plain.rules()) {
            if (!seen.contains(rule))
                never.append(rule);
        }
        QVERIFY2(never.isEmpty(), qPrintable(QStringLiteral("%1 of %2 rules are tried by no sample:\n").arg(never.size()).arg(plain.rules().size()) +
                                             never.join(u'\n')));
    }

    // Every statement that our grammar knows, where it may stand; one that BIND 9.20 wants nowhere any more is outdated.
    void statementsOfTheGrammarAreKnown()
    {
        QStringList wrong;
        QMap<QByteArray, bool> outdated;
        QMap<QByteArray, ConfPlaces> places;
        for (const ConfRow *row : grammarRows()) {
            if (!row->life.covers(newestBind))
                continue;
            const bool unwanted = row->life.deprecated || row->life.obsolete;
            outdated[row->name] = outdated.value(row->name, true) && unwanted;
            places[row->name] |= row->places;
        }
        for (auto it = outdated.cbegin(); it != outdated.cend(); ++it) {
            for (const bool top : {true, false}) {
                if (!(places.value(it.key()) & (top ? at::top : ~at::top)))
                    continue;
                const QString format = formatOf((top ? "" : "options { ") + it.key() + " x;", top ? 0 : 10, Syntax::NamedConf);
                if (*it ? format != QLatin1String("Outdated") : format != QLatin1String("Statement") && format != QLatin1String("Option"))
                    wrong.append(QStringLiteral("%1 is painted as %2").arg(QString::fromLatin1(it.key()), format));
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY(outdated.size() > 250);
    }

    // And no word is painted as a statement that it does not know.
    void statementsThatArePaintedAreKnown()
    {
        QStringList wrong;
        for (const char *list : {"statements", "options", "outdated"}) {
            for (const QString &word : listOf(Syntax::NamedConf, list)) {
                if (confRows(word.toLatin1()).isEmpty())
                    wrong.append(QStringLiteral("%1 of %2").arg(word, QLatin1String(list)));
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    // Words inside of statements: behind the first word, and where a list begins with one.
    void wordsOfTheGrammarAreKnown()
    {
        QSet<QByteArray> words;
        for (const ConfRow *row : grammarRows()) {
            if (row->life.covers(newestBind))
                collectWords(shapeNode(row->shape, newestBind), words);
        }
        QStringList wrong;
        for (const QByteArray &word : std::as_const(words)) {
            const QString format = formatOf("options { x " + word + ";", 12, Syntax::NamedConf);
            if (format != QLatin1String("Value") && format != QLatin1String("Clause"))
                wrong.append(QStringLiteral("\"%1\" is painted as %2").arg(QString::fromLatin1(word), format));
            if (formatOf("options { x { " + word + " y;", 14, Syntax::NamedConf) == QLatin1String("Text"))
                wrong.append(QStringLiteral("\"%1\" at the beginning of a list is painted as text").arg(QString::fromLatin1(word)));
        }
        wrong.sort();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY(words.size() > 150);
    }

    void wordsAreKnownInAnyCase()
    {
        QCOMPARE(formatOf("OPTIONS { Recursion No;", 0, Syntax::NamedConf), QStringLiteral("Statement"));
        QCOMPARE(formatOf("OPTIONS { Recursion No;", 10, Syntax::NamedConf), QStringLiteral("Option"));
        QCOMPARE(formatOf("OPTIONS { Recursion No;", 20, Syntax::NamedConf), QStringLiteral("Value"));
    }

    // Every type of record that core/zone knows by a name, in either case and in parentheses too, is painted as one.
    void typesOfRecordsAreKnown()
    {
        QStringList wrong;
        int tried = 0;
        for (int number = 1; number < 65536; ++number) {
            const RrType *type = rrType(number);
            if (!type || number == 41 || (number >= 128 && number <= 255)) // these are no data (RFC 6895 3.1): named refuses them
                continue;
            ++tried;
            const QByteArray name(type->name);
            for (const auto &[text, at] :
                 {std::pair("x " + name + " data", 2), {"x IN " + name.toLower() + " data", 5}, {"x ( IN " + name + " data )", 7}}) {
                if (formatOf(text, at, Syntax::DnsZone) != QLatin1String("Type") ||
                    formatOf(text, at + name.size() - 1, Syntax::DnsZone) != QLatin1String("Type"))
                    wrong.append(QString::fromLatin1(text));
            }
            if (type->fields && QByteArrayView(type->fields) != "S" && formatOf("x NSEC y " + name, 9, Syntax::DnsZone) != QLatin1String("Type"))
                wrong.append(QString::fromLatin1(name) + QStringLiteral(" in a bitmap"));
        }
        for (const auto &[text, at] : {std::pair(QByteArray("x TYPE65280 \\# 0"), 2), {"x NSEC y A type65280", 11}}) {
            if (formatOf(text, at, Syntax::DnsZone) != QLatin1String("Type"))
                wrong.append(QString::fromLatin1(text));
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY(tried > 70);
    }

    // And no other word is.
    void typesThatArePaintedAreKnown()
    {
        QStringList wrong;
        int tried = 0;
        for (const char *list : {"address types", "name types", "preference types", "text types", "soa type", "covering types", "other types"}) {
            for (const QString &word : listOf(Syntax::DnsZone, list)) {
                ++tried;
                if (rrTypeNumber(word.toLatin1()) == 0)
                    wrong.append(word);
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u' ')));
        QVERIFY(tried > 80);
    }
};

LOCKSTEP_SUITE(TestHighlightRules)
#include "tst_highlightrules.moc"
