// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include <QFile>
#include <QRegularExpression>

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

// A line that makes thousands of records takes seconds here, and shows nothing that one of hundreds does not.
bool generatesMany(const QByteArray &bytes)
{
    static const QRegularExpression many(QStringLiteral("\\$GENERATE[^\\n]*-[0-9]{4}"), QRegularExpression::CaseInsensitiveOption);
    return bytes.contains('$') && many.match(QString::fromLatin1(bytes)).hasMatch();
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
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (generatesMany(bytes))
        return -1; // nothing to begin others with
    if (const char *wrong = target->run(bytes)) {
        std::fprintf(stderr, "%s: %s\n", target->name, wrong);
        std::abort();
    }
    return 0;
}
