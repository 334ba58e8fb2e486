// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/zonechurn.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>
#include <numeric>

namespace lockstep {

namespace {

constexpr quint32 firstSerial = 1;
constexpr quint32 laterSerial = 2100000000; // above those that are made of dates, so that they stay what they are
constexpr quint32 serialStep = 100;         // what a return burns lies between
constexpr int everyAll = 5;                 // of the deploys that change no statement, each so many-th changes all zones
constexpr int askerNumber = 200;
const QString localFile = QStringLiteral("named.conf.local");

QString customers(int zone) { return QStringLiteral("zones/customers/z%1.example.db").arg(zone); }
QString moved(int zone) { return QStringLiteral("zones/moved/z%1.example.db").arg(zone); }

HostContent plainContent(int zones)
{
    HostContent content;
    content.views = false;
    content.records = 0;
    content.customers = zones;
    return content;
}

QString failed(const char *what, const Host::Output &output)
{
    return QStringLiteral("\"%1\" ended with %2: %3")
        .arg(QLatin1String(what))
        .arg(output.exit)
        .arg(QString::fromUtf8((output.err + output.out).right(600)));
}

} // namespace

ZoneChurn::ZoneChurn(int zones)
    : m_zones(zones), m_servers(3, plainContent(zones), qEnvironmentVariable("LOCKSTEP_BIN")), m_asker(askerNumber, QStringLiteral("asker")),
      m_fault(m_servers.adoptAll(QStringLiteral("Edge")))
{
    const QString from = m_servers.host(0).outside(QStringLiteral("/var/lib/lockstep/current/etc-bind/."));
    if (QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), from, m_tree.path()}) != 0 && m_fault.isEmpty())
        m_fault = QStringLiteral("the tree cannot be copied");
    QFile local(m_tree.filePath(localFile));
    m_local = local.open(QIODevice::ReadOnly) ? local.readAll() : QByteArray();
}

QStringList ZoneChurn::addresses() const { return {m_servers.host(0).address(), m_servers.host(1).address(), m_servers.host(2).address()}; }

WatchedAnswer ZoneChurn::answerOf(int number)
{
    if (number == 0)
        return {firstSerial, QHostAddress(QStringLiteral("10.0.0.1")).toIPv4Address()};
    return {laterSerial + serialStep * quint32(number), QHostAddress(QStringLiteral("10.1.0.0")).toIPv4Address() + quint32(number)};
}

QPair<int, int> ZoneChurn::block(Churn kind) const
{
    const int tenth = m_zones / 10;
    if (keepsStatements(kind))
        return {m_zones + 1, m_zones};
    return kind == Churn::Recreate ? QPair(m_zones - tenth + 1, m_zones) : QPair(m_zones - 2 * tenth + 1, m_zones - tenth);
}

QList<int> ZoneChurn::changed(Churn kind) const
{
    if (!keepsStatements(kind)) {
        const auto [from, to] = block(kind);
        QList<int> zones(to - from + 1);
        std::iota(zones.begin(), zones.end(), from);
        return zones;
    }
    QList<int> zones;
    for (int i = 2; i <= m_zones; ++i) {
        if (kind == Churn::All || i % 10 == m_number % 10)
            zones.append(i);
    }
    return zones;
}

QString ZoneChurn::questions(const QList<int> &zones, const QString &name) const
{
    QByteArrayList lines;
    for (const int zone : zones) {
        for (const int host : {1, 5, 9, 13, 17})
            lines.append("h" + QByteArray::number(host) + ".z" + QByteArray::number(zone) + ".example A");
    }
    QRandomGenerator random(1);
    std::shuffle(lines.begin(), lines.end(), random);
    const QString path = QStringLiteral("/tmp/lockstep-hosts/") + name;
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(lines.join('\n') + '\n') > 0 ? path : QString();
}

QString ZoneChurn::touchedQuestions(Churn kind)
{
    const auto [from, to] = block(kind);
    QList<int> zones(std::max(0, to - from + 1));
    std::iota(zones.begin(), zones.end(), from);
    return questions(zones, QStringLiteral("touched.txt"));
}

QString ZoneChurn::steadyQuestions(Churn kind)
{
    const auto [from, to] = block(kind);
    QList<int> zones;
    for (int i = 1; i <= m_zones; ++i) {
        if (i < from || i > to)
            zones.append(i);
    }
    return questions(zones, QStringLiteral("steady.txt"));
}

QString ZoneChurn::statements() const
{
    QString text = QString::fromUtf8(m_local);
    const auto [fromMoved, toMoved] = block(Churn::Recreate);
    for (int i = fromMoved; i <= toMoved && m_moved; ++i)
        text.replace(u'/' + customers(i) + u'"', u'/' + moved(i) + u'"');
    const auto [fromGone, toGone] = block(Churn::ComeAndGo);
    QStringList lines = text.split(u'\n');
    for (int i = fromGone; i <= toGone && m_gone; ++i)
        lines.removeIf([&](const QString &line) { return line.contains(QStringLiteral("\"z%1.example\"").arg(i)); });
    return lines.join(u'\n');
}

bool ZoneChurn::write(const QString &path, const QByteArray &text) const
{
    QDir().mkpath(m_tree.filePath(path.section(u'/', 0, -2)));
    QFile file(m_tree.filePath(path));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QString ZoneChurn::mutate(Churn kind)
{
    ++m_number;
    m_moved = m_moved != (kind == Churn::Recreate);
    m_gone = m_gone != (kind == Churn::ComeAndGo);
    const WatchedAnswer next = answerOf(m_number);
    const QByteArray text =
        customerZone(next.serial).replace("h1 IN A 10.0.0.1\n", "h1 IN A " + QHostAddress(next.address).toString().toLatin1() + '\n');
    const auto [fromMoved, toMoved] = block(Churn::Recreate);
    const auto [fromGone, toGone] = block(Churn::ComeAndGo);
    bool good = write(customers(1), text);
    const QList<int> zones = changed(kind);
    for (const int zone : zones) {
        const bool gone = m_gone && zone >= fromGone && zone <= toGone;
        if (gone)
            QFile::remove(m_tree.filePath(customers(zone)));
        else
            good = write(m_moved && zone >= fromMoved && zone <= toMoved ? moved(zone) : customers(zone), text) && good;
    }
    if (!keepsStatements(kind))
        good = write(localFile, statements().toUtf8()) && good;
    return good ? QString() : QStringLiteral("the tree cannot be written");
}

// The deploy is of the class that it should be of.
QString ZoneChurn::wrongEffects(Churn kind, const QJsonObject &prepared) const
{
    const QJsonObject effects = prepared.value(QLatin1String("effects")).toObject();
    const auto [from, to] = block(kind);
    const auto is = [&](const char *what, int number) { return effects.value(QLatin1String(what)).toInt() == number; };
    const int touched = to - from + 1;
    const bool right = is("recreated", kind == Churn::Recreate ? touched : 0) && is("created", kind == Churn::ComeAndGo && !m_gone ? touched : 0) &&
                       is("removed", kind == Churn::ComeAndGo && m_gone ? touched : 0) &&
                       effects.value(QLatin1String("configured")).toBool() != keepsStatements(kind) &&
                       (!keepsStatements(kind) || is("reloaded", int(changed(kind).size()) + 1));
    return right ? QString() : QStringLiteral("the prepare foretells ") + QString::fromUtf8(QJsonDocument(effects).toJson(QJsonDocument::Compact));
}

ZoneChurn::Step ZoneChurn::stage(Churn kind)
{
    if (const QString wrong = mutate(kind); !wrong.isEmpty())
        return {wrong, 0};
    QElapsedTimer timer;
    timer.start();
    const Host::Output staged = m_servers.lockstep({QStringLiteral("stage"), QStringLiteral("import"), m_tree.path()});
    return {staged.exit == 0 ? QString() : failed("stage import", staged), timer.elapsed()};
}

ZoneChurn::Step ZoneChurn::prepare(Churn kind)
{
    QElapsedTimer timer;
    timer.start();
    const Host::Output prepared = m_servers.lockstep({QStringLiteral("--json"), QStringLiteral("prepare")});
    return {prepared.exit == 0 ? wrongEffects(kind, QJsonDocument::fromJson(prepared.out).object()) : failed("prepare", prepared), timer.elapsed()};
}

ZoneChurn::Step ZoneChurn::deploy(AnswerWatch &watch)
{
    watch.mayCome(live());
    QElapsedTimer timer;
    timer.start();
    const Host::Output deployed = m_servers.lockstep({QStringLiteral("deploy")});
    const qint64 elapsed = timer.elapsed();
    if (deployed.exit != 0)
        return {failed("deploy", deployed), elapsed};
    watch.isLive();
    return {{}, elapsed};
}

} // namespace lockstep
