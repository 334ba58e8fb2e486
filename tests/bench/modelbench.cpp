// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonefile.h"
#include "core/zone/zonemeaning.h"
#include "core/zone/zonerows.h"

#include <QElapsedTimer>
#include <QFile>

#include <sys/resource.h>

#include <cstdio>
#include <ctime>

using namespace lockstep;

namespace {

double peakMiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

std::optional<QByteArray> contentOf(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

const QByteArray origin("\7example\4test\0", 14);

qsizetype count(QByteArrayView mode, const QByteArray &text, const QByteArray &after)
{
    const ZoneText left{QStringLiteral("before"), text};
    const ZoneText right{QStringLiteral("after"), after};
    if (mode == "rows")
        return ZoneRows::parse(QString(), text, origin).rows().size();
    if (mode == "difference")
        return zoneTextDiff(origin, left, right).records.rows.size();
    if (mode == "meaning")
        return zoneMeaning(origin, left, right).rows.size();
    return ZoneFile::parse(QString(), text, origin).records().size();
}

} // namespace

// What it costs to keep a zone for reading and editing: `lockstep-bench-model FILE records|rows`, or to tell what became of it:
// `lockstep-bench-model FILE difference|meaning AFTER`; one model a process, so that the peak is its own. Prints records or
// rows, milliseconds, MiB at most, and milliseconds of the processor.
int main(int argc, char **argv)
{
    const std::optional<QByteArray> text = argc > 2 ? contentOf(argv[1]) : std::nullopt;
    const std::optional<QByteArray> after = argc > 3 ? contentOf(argv[3]) : QByteArray();
    if (!text || !after) {
        std::fprintf(stderr, "usage: lockstep-bench-model FILE records|rows, or FILE difference|meaning AFTER\n");
        return 2;
    }
    QElapsedTimer timer;
    timer.start();
    const std::clock_t began = std::clock();
    const qsizetype found = count(argv[2], *text, *after);
    const double elapsed = double(timer.nsecsElapsed()) / 1e6;
    const double processor = double(std::clock() - began) * 1000 / CLOCKS_PER_SEC;
    std::printf("%lld %.1f %.0f %.1f\n", qlonglong(found), elapsed, peakMiB(), processor);
    return 0;
}
