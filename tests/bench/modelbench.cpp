// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonefile.h"
#include "core/zone/zonerows.h"

#include <QElapsedTimer>
#include <QFile>

#include <sys/resource.h>

#include <cstdio>

using namespace lockstep;

namespace {

double peakMiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

} // namespace

// What it costs to keep a zone for reading and editing: `lockstep-bench-model FILE records|rows`, one model a process, so that
// the peak is its own.
int main(int argc, char **argv)
{
    QFile file(argc == 3 ? QString::fromLocal8Bit(argv[1]) : QString());
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "usage: lockstep-bench-model FILE records|rows\n");
        return 2;
    }
    const QByteArray text = file.readAll();
    const QByteArray origin("\7example\4test\0", 14);
    QElapsedTimer timer;
    timer.start();
    qsizetype count = 0;
    if (QByteArrayView(argv[2]) == "rows")
        count = ZoneRows::parse(QString(), text, origin).rows().size();
    else
        count = ZoneFile::parse(QString(), text, origin).records().size();
    std::printf("%lld %.1f %.0f\n", qlonglong(count), double(timer.nsecsElapsed()) / 1e6, peakMiB());
    return 0;
}
