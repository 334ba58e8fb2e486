// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/delta.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace lockstep;

namespace {

QByteArray read(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s cannot be read.\n", path);
        std::exit(1);
    }
    return file.readAll();
}

double since(QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

} // namespace

// lockstep-bench-delta OLD NEW: bytes of the delta, and the milliseconds to make it and to take it over.
int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: lockstep-bench-delta OLD NEW\n");
        return 2;
    }
    const QByteArray base = read(argv[1]);
    const QByteArray target = read(argv[2]);
    QElapsedTimer timer;
    timer.start();
    const QByteArray delta = packDelta(base, target);
    const double packed = since(timer);
    timer.start();
    const Result<QByteArray> back = unpackDelta(base, delta, target.size());
    const double unpacked = since(timer);
    if (!back || *back != target) {
        std::fprintf(stderr, "What was packed does not come back.\n");
        return 1;
    }
    std::printf("%lld %.1f %.1f\n", static_cast<long long>(delta.size()), packed, unpacked);
    return 0;
}
