// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>

using namespace lockstep;

namespace {

const FuzzTarget *chosen()
{
    for (const FuzzTarget &one : fuzzTargets()) {
        if (QByteArrayView(one.name) == LOCKSTEP_FUZZ_TARGET)
            return &one;
    }
    std::abort();
}

} // namespace

// With LOCKSTEP_FUZZ_SEEDS set to a folder: writes what the corpus begins with, and ends.
extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    const QString folder = qEnvironmentVariable("LOCKSTEP_FUZZ_SEEDS");
    if (folder.isEmpty())
        return 0;
    int number = 0;
    for (const QByteArray &seed : chosen()->seeds) {
        QFile file(QStringLiteral("%1/seed-%2").arg(folder).arg(++number));
        if (!file.open(QIODevice::WriteOnly) || file.write(seed) != seed.size())
            std::abort();
    }
    std::exit(0);
}

// One target a program: LOCKSTEP_FUZZ_TARGET is its name.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const FuzzTarget *const target = chosen();
    if (const char *wrong = target->run(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)))) {
        std::fprintf(stderr, "%s: %s\n", target->name, wrong);
        std::abort();
    }
    return 0;
}
