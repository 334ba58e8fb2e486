// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep-bench-text OLD NEW: the difference of two files, as a whole process to be timed beside `diff OLD NEW`. Says how long
// the comparison took without the start of the process, too.
#include "core/text/linediff.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace lockstep;

namespace {

QByteArrayView mapped(QFile &file)
{
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s cannot be read.\n", qPrintable(file.fileName()));
        std::exit(2);
    }
    const uchar *bytes = file.size() > 0 ? file.map(0, file.size()) : nullptr;
    return {bytes, bytes ? file.size() : 0};
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: lockstep-bench-text OLD NEW\n");
        return 2;
    }
    QFile old(QFile::decodeName(argv[1]));
    QFile changed(QFile::decodeName(argv[2]));
    const QByteArrayView left = mapped(old);
    const QByteArrayView right = mapped(changed);
    QElapsedTimer timer;
    timer.start();
    const QList<Hunk> hunks = lineDiff(left, right);
    const double took = double(timer.nsecsElapsed()) / 1e6;
    qsizetype lines = 0;
    for (const Hunk &hunk : hunks)
        lines += hunk.leftCount + hunk.rightCount;
    std::printf("%lld hunks, %lld lines in %.2f ms\n", qlonglong(hunks.size()), qlonglong(lines), took);
    return 0;
}
