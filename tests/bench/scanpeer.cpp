// SPDX-License-Identifier: GPL-3.0-or-later
// libzscanner, Knot DNS's parser of zone files, folded into the same checksum as `lockstep zone stat --checksum`: the peer that
// benchmarks measure against.
#include "core/zone/zonechecksum.h"

extern "C" { // it is a header for C alone
#include <libzscanner/scanner.h>
}

#include <cstdio>

namespace {

struct Fold
{
    lockstep::ZoneChecksum sum;
    quint64 records = 0;
    quint64 faults = 0;
};

void take(zs_scanner_t *scanner)
{
    auto *fold = static_cast<Fold *>(scanner->process.data);
    ++fold->records;
    fold->sum.add(lockstep::recordHash(QByteArrayView(scanner->r_owner, scanner->r_owner_length), scanner->r_type, scanner->r_ttl,
                                       QByteArrayView(scanner->r_data, scanner->r_data_length)));
}

void complain(zs_scanner_t *scanner)
{
    ++static_cast<Fold *>(scanner->process.data)->faults;
    scanner->error.fatal = false;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: lockstep-bench-scanpeer FILE ORIGIN\n");
        return 2;
    }
    Fold fold;
    zs_scanner_t scanner;
    if (zs_init(&scanner, argv[2], 1, 3600) != 0 || zs_set_input_file(&scanner, argv[1]) != 0 ||
        zs_set_processing(&scanner, take, complain, &fold) != 0) {
        std::fprintf(stderr, "%s cannot be read by libzscanner.\n", argv[1]);
        return 2;
    }
    const int done = zs_parse_all(&scanner);
    zs_deinit(&scanner);
    std::printf("%llu records, checksum %016llx%016llx\n", fold.records, fold.sum.high(), fold.sum.low());
    return done == 0 && fold.faults == 0 ? 0 : 1;
}
