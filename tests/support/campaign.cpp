// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/campaign.h"

#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int mostFaults = 20;

int wantedOf(int sample, int whole)
{
    bool number = false;
    const int wanted = qEnvironmentVariableIntValue("LOCKSTEP_TRIALS", &number);
    if (sample == 0)
        return 0;
    return number && wanted > 0 ? wanted : Campaign::isWhole() ? whole : sample;
}

} // namespace

Campaign::Campaign(const char *name, const char *part, const char *what, int sample, int whole)
    : m_name(QLatin1String(name)), m_part(QLatin1String(part)), m_what(QLatin1String(what)), m_wanted(wantedOf(sample, whole))
{
    m_timer.start();
    write(false); // a program that crashes has begun one, which did not end
}

Campaign::~Campaign() { write(true); }

bool Campaign::goesOn() const
{
    const int most = qEnvironmentVariableIntValue("LOCKSTEP_SECONDS");
    return m_trials < m_wanted && (most <= 0 || m_timer.elapsed() < qint64(most) * 1000);
}

quint32 Campaign::seed()
{
    if (m_seed == 0) {
        bool number = false;
        const uint wanted = qEnvironmentVariable("LOCKSTEP_SEED").toUInt(&number);
        m_seed = number && wanted > 0 ? wanted : isWhole() ? 1 + QRandomGenerator::system()->bounded(999999) : 1;
        write(false);
    }
    return m_seed;
}

void Campaign::trial(const QString &fault)
{
    ++m_trials;
    if (fault.isEmpty())
        return;
    if (++m_failures <= mostFaults)
        m_faults.append(fault);
    qInfo("%s, trial %d: %s", qPrintable(m_name), m_trials, qPrintable(fault));
}

QByteArray Campaign::told() const
{
    QString text = QStringLiteral("%1: %2 of %3 trials failed").arg(m_name).arg(m_failures).arg(m_trials);
    if (m_seed > 0)
        text += QStringLiteral("; LOCKSTEP_SEED=%1").arg(m_seed);
    for (const QJsonValue &fault : m_faults)
        text += u'\n' + fault.toString();
    return text.toUtf8();
}

void Campaign::write(bool ended) const
{
    const QString folder = qEnvironmentVariable("LOCKSTEP_CAMPAIGNS");
    if (folder.isEmpty())
        return;
    QJsonObject told{{QStringLiteral("name"), m_name},         {QStringLiteral("part"), m_part},
                     {QStringLiteral("what"), m_what},         {QStringLiteral("wanted"), m_wanted},
                     {QStringLiteral("seed"), qint64(m_seed)}, {QStringLiteral("trials"), m_trials},
                     {QStringLiteral("failures"), m_failures}, {QStringLiteral("faults"), m_faults},
                     {QStringLiteral("figures"), m_figures},   {QStringLiteral("rows"), m_rows},
                     {QStringLiteral("covers"), m_covered},    {QStringLiteral("seconds"), double(m_timer.elapsed()) / 1000},
                     {QStringLiteral("ended"), ended}};
    QFile file(folder + u'/' + m_name + u'.' + m_part + QStringLiteral(".json"));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(told).toJson()) < 0)
        qFatal("The figures of \"%s\" cannot be written to %s.", qPrintable(m_name), qPrintable(folder));
}

QString spread(QList<qint64> figures, const QString &unit)
{
    if (figures.isEmpty())
        return QStringLiteral("none");
    std::sort(figures.begin(), figures.end());
    return QStringLiteral("%1 / %2 / %3 %4").arg(figures.first()).arg(figures[figures.size() / 2]).arg(figures.last()).arg(unit);
}

} // namespace lockstep
