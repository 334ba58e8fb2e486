// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/grouptruth.h"

#include "core/snapshot/snapshot.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace lockstep {

namespace {

// One record a line, blanks folded, sorted: the same from dig and from named-compilezone.
QByteArray sorted(const QByteArray &text, bool serials)
{
    QByteArrayList lines;
    for (const QByteArray &raw : text.split('\n')) {
        const QByteArray line = raw.simplified();
        if (line.isEmpty() || line.startsWith(';') || line.contains(" TSIG "))
            continue;
        QByteArrayList words = line.split(' ');
        if (!serials && words.size() > 6 && words[3] == "SOA")
            words[6] = "SERIAL";
        lines.append(words.join(' '));
    }
    std::ranges::sort(lines);
    return lines.join('\n');
}

QString firstDifference(const QByteArray &one, const QByteArray &other)
{
    const QByteArrayList left = one.split('\n');
    const QByteArrayList right = other.split('\n');
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        if (left.value(i) != right.value(i))
            return QStringLiteral("\"%1\" and not \"%2\"").arg(QString::fromUtf8(left.value(i)), QString::fromUtf8(right.value(i)));
    }
    return {};
}

} // namespace

QJsonObject GroupTruth::status() const { return QJsonDocument::fromJson(m_group.lockstep(QStringLiteral("--json|status")).out).object(); }

QString GroupTruth::state() const { return status().value(QLatin1String("state")).toString(); }

QString GroupTruth::addressInFiles(int index) const
{
    static const QRegularExpression line(QStringLiteral("\\nwww\\tIN\\tA\\t(\\S+)\\n"));
    return line.match(QString::fromUtf8(m_group.host(index).read(m_group.tree(index) + QStringLiteral("/etc-bind/zones/example.net.db"))))
        .captured(1);
}

QString GroupTruth::generation(int index, QString *fault) const
{
    const Host &host = m_group.host(index);
    const QString folder = m_group.tree(index);
    const Result<Snapshot> manifest = Snapshot::parse(host.read(folder + QStringLiteral(".manifest")));
    if (!manifest) {
        *fault = QStringLiteral("%1: \"%2\" has no manifest").arg(host.name(), folder);
        return {};
    }
    for (const Entry &entry : manifest->entries) {
        const QString path = folder + u'/' + entry.root + u'/' + entry.path;
        if (entry.kind == Entry::Kind::File && Digest::of(host.read(path)) != entry.digest)
            *fault = QStringLiteral("%1: %2 is not what the manifest says").arg(host.name(), path);
    }
    return QString::fromLatin1(manifest->id().hex());
}

QStringList GroupTruth::known() const
{
    const QJsonObject history = QJsonDocument::fromJson(m_group.lockstep(QStringLiteral("--json|history")).out).object();
    QStringList found;
    const QJsonArray deployments = history.value(QLatin1String("deployments")).toArray();
    for (const QJsonValue &one : deployments) {
        for (const char *which : {"seal", "returns", "base"})
            found.append(one.toObject().value(QLatin1String(which)).toString());
    }
    return found;
}

QString GroupTruth::untrue() const
{
    const QJsonObject now = status();
    const QString live = now.value(QLatin1String("live")).toString();
    if (now.value(QLatin1String("state")).toString() != QLatin1String("in-sync"))
        return QStringLiteral("the group is %1").arg(now.value(QLatin1String("state")).toString());
    if (now.value(QLatin1String("operation")).toObject().value(QLatin1String("outcome")).toString() == QLatin1String("running"))
        return QStringLiteral("something is still done"); // a late member that is brought forward, perhaps
    QString fault;
    for (int i = 0; i < 3; ++i) {
        const QString has = generation(i, &fault);
        if (!fault.isEmpty())
            return fault;
        if (has != live)
            return QStringLiteral("ns%1 counts as in sync with generation %2, live is %3").arg(i + 1).arg(has.left(12), live.left(12));
        if (const QString answer = m_group.answer(i), file = addressInFiles(i); answer != file || answer.isEmpty())
            return QStringLiteral("ns%1 answers \"%2\", its files say \"%3\"").arg(i + 1).arg(answer, file);
    }
    if (!known().contains(live))
        return QStringLiteral("no deployment of the history knows live");
    const int changes = now.value(QLatin1String("changes")).toInt();
    return changes == 0 || changes == 1 ? QString() : QStringLiteral("staging holds %1 changes").arg(changes);
}

QList<GroupTruth::Zone> GroupTruth::zones(int index) const
{
    static const QRegularExpression line(QStringLiteral("^view \"(\\w+)\"|^\\s*zone \"([^\"]+)\" \\{ type primary; file \"([^\"]+)\""),
                                         QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(m_group.host(index).read(m_group.tree(index) + QStringLiteral("/etc-bind/named.conf.local")));
    QList<Zone> found;
    QByteArray view;
    for (auto it = line.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (match.captured(2).isEmpty())
            view = match.captured(1).toUtf8();
        else
            found.append({view, match.captured(2).toUtf8(), match.captured(3).toUtf8()});
    }
    return found;
}

// One dig for each view, which is asked for one zone after the other: each answer begins with its SOA record. The host's own
// 127.0.0.1 lies in the internal view, its other address outside.
QList<QByteArray> GroupTruth::transfer(int index, const QList<Zone> &all) const
{
    const Host &host = m_group.host(index);
    static const QRegularExpression secret(QStringLiteral("secret \"([^\"]+)\""));
    const QString key = secret.match(QString::fromUtf8(host.read(m_group.tree(index) + QStringLiteral("/etc-bind/keys/transfer.key")))).captured(1);
    QList<QByteArray> answers(all.size());
    for (const bool internal : {true, false}) {
        QStringList words{QStringLiteral("-y"),      QStringLiteral("hmac-sha256:transfer.example.net:") + key,
                          QStringLiteral("+noall"),  QStringLiteral("+answer"),
                          QStringLiteral("+onesoa"), u'@' + (internal ? QStringLiteral("127.0.0.1") : host.address())};
        QList<qsizetype> asked;
        for (qsizetype i = 0; i < all.size(); ++i) {
            if ((all[i].view == "internal") == internal) {
                asked.append(i);
                words += {QString::fromUtf8(all[i].name), QStringLiteral("AXFR")};
            }
        }
        const QByteArrayList lines = asked.isEmpty() ? QByteArrayList() : host.dig(words).toUtf8().split('\n');
        qsizetype at = -1;
        for (const QByteArray &line : lines) {
            if (line.startsWith(';') || line.isEmpty())
                continue;
            at += line.contains("\tSOA\t");
            if (at >= 0 && at < asked.size())
                answers[asked[at]] += line + '\n';
        }
    }
    return answers;
}

QByteArray GroupTruth::compiled(int index, const Zone &zone) const
{
    const Host &host = m_group.host(index);
    QByteArray &known =
        m_compiled[zone.view + ' ' + zone.name + ' ' +
                   host.read(m_group.tree(index) + QStringLiteral("/etc-bind/") + QString::fromUtf8(zone.file.mid(int(sizeof "/etc/bind/") - 1)))];
    if (known.isEmpty())
        known = sorted(host.run({QStringLiteral("named-compilezone"), QStringLiteral("-q"), QStringLiteral("-i"), QStringLiteral("none"),
                                 QStringLiteral("-k"), QStringLiteral("ignore"), QStringLiteral("-s"), QStringLiteral("full"), QStringLiteral("-o"),
                                 QStringLiteral("-"), QString::fromUtf8(zone.name), QString::fromUtf8(zone.file)})
                           .out,
                       true);
    return known;
}

QString GroupTruth::unserved(int index, QByteArray *given) const
{
    const Host &host = m_group.host(index);
    const QList<Zone> all = zones(index);
    if (all.isEmpty())
        return host.name() + QStringLiteral(" has no zones in its tree");
    const QList<QByteArray> answers = transfer(index, all);
    QString fault;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const bool inTree = all[i].file.startsWith("/etc/bind/");
        const QByteArray wire = sorted(answers.value(i), true);
        const QByteArray file = inTree ? compiled(index, all[i]) : wire; // what clients write is theirs
        if (fault.isEmpty() && (file.isEmpty() || wire != file))
            fault = QStringLiteral("%1 serves of %2 (%3) %4")
                        .arg(host.name(), QString::fromUtf8(all[i].name), QString::fromUtf8(all[i].view), firstDifference(wire, file));
        if (given)
            *given += "; " + all[i].view + ' ' + all[i].name + '\n' + sorted(answers.value(i), false) + '\n';
    }
    return fault;
}

QString GroupTruth::falseGreen(QList<QByteArray> *given) const
{
    constexpr int mostTries = 20;
    for (int tries = 0;; ++tries) {
        const QJsonObject now = status();
        const auto isGreen = [&](const QJsonObject &one) {
            return one.value(QLatin1String("state")).toString() == QLatin1String("in-sync") &&
                   one.value(QLatin1String("live")) == now.value(QLatin1String("live"));
        };
        if (!isGreen(now))
            return {};
        QList<QByteArray> texts;
        QString fault;
        for (int i = 0; i < 3 && fault.isEmpty(); ++i) {
            const QString has = generation(i, &fault);
            if (fault.isEmpty() && has != now.value(QLatin1String("live")).toString())
                fault = QStringLiteral("ns%1 holds another generation than live (%2): %3")
                            .arg(i + 1)
                            .arg(now.value(QLatin1String("live")).toString(), has);
            QByteArray text;
            if (fault.isEmpty())
                fault = unserved(i, &text);
            texts.append(text);
        }
        // A late member may have been brought forward meanwhile, and all others with it: then it does not say the same any more.
        const QJsonObject then = fault.isEmpty() ? now : status();
        if (!isGreen(then) && tries < mostTries)
            continue;
        if (given)
            given->append(texts);
        return fault.isEmpty() ? QString()
                               : QStringLiteral("it says in sync, and %1; right after that it says %2")
                                     .arg(fault, QString::fromUtf8(QJsonDocument(then).toJson(QJsonDocument::Compact)));
    }
}

QByteArray GroupTruth::served(int index) const
{
    QByteArray text;
    (void)unserved(index, &text);
    return text;
}

QString GroupTruth::restartNamed() const
{
    for (int i = 0; i < 3; ++i) {
        m_group.host(i).stopNamed();
        m_group.host(i).startNamed();
    }
    for (int i = 0; i < 3; ++i) {
        if (!m_group.awaitAnswer(i))
            return QStringLiteral("ns%1 does not answer after a restart").arg(i + 1);
    }
    return {};
}

} // namespace lockstep
