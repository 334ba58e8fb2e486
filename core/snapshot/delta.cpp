// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/delta.h"

#include "core/base/hugepages.h"
#include "core/snapshot/packing.h"
#include "core/text/bytematch.h"
#include "core/text/commonruns.h"

#include <QtEndian>

#include <cstring>

namespace lockstep {

namespace {

constexpr qsizetype leastRun = 64;
constexpr qsizetype worthTheBase = 1 << 14; // new bytes, from which on it is looked for them in the base
constexpr int sizeOfSize = 4;
constexpr qint64 roomForSteps = 1 << 16; // beyond what a text may have: those of a short one are longer than it
constexpr int level = 9;                 // of what is small

void putNumber(QByteArray &bytes, quint64 number)
{
    for (; number >= 0x80; number >>= 7)
        bytes += char(number | 0x80);
    bytes += char(number);
}

class Numbers
{
public:
    explicit Numbers(QByteArrayView bytes) : m_bytes(bytes) {}
    bool isAtEnd() const { return m_at == m_bytes.size(); }
    bool isGood() const { return m_good; }
    quint64 next()
    {
        quint64 number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (m_at == m_bytes.size())
                break;
            const quint64 byte = uchar(m_bytes[m_at++]);
            number |= (byte & 0x7f) << shift;
            if (byte < 0x80)
                return number;
        }
        m_good = false;
        return 0;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_good = true;
};

quint64 folded(qint64 number) { return number < 0 ? quint64(-number) * 2 - 1 : quint64(number) * 2; }
qint64 unfolded(quint64 number) { return number & 1 ? -qint64(number / 2) - 1 : qint64(number / 2); }

// Longer at both ends: runs are of whole lines, and the lines between them are mostly the same but for some bytes.
std::vector<CommonRun> grown(std::vector<CommonRun> runs, const QByteArray &base, const QByteArray &target)
{
    runs.insert(runs.begin(), CommonRun());
    runs.push_back({base.size(), target.size(), 0});
    for (size_t i = 1; i < runs.size(); ++i) {
        CommonRun &last = runs[i - 1];
        CommonRun &next = runs[i];
        const auto room = [&] { return std::min(next.before - last.before - last.size, next.after - last.after - last.size); };
        const qsizetype behind = equalTail(base.constData() + next.before, target.constData() + next.after, room());
        next = {next.before - behind, next.after - behind, next.size + behind};
        const char *left = base.constData() + last.before + last.size;
        const char *right = target.constData() + last.after + last.size;
        last.size += std::mismatch(left, left + room(), right).first - left;
    }
    return runs;
}

std::unexpected<Error> damaged(qint64 limit) { return fail(QStringLiteral("snapshot.packed"), {QString::number(limit)}); }

} // namespace

QByteArray packDelta(const QByteArray &base, const QByteArray &target)
{
    WholeText before(base);
    WholeText after(target);
    const std::vector<CommonRun> runs = grown(commonRuns(before, after, leastRun), base, target);
    QByteArray steps;
    QByteArray fresh;
    putNumber(steps, quint64(target.size()));
    qsizetype from = 0; // behind the last copy
    for (size_t i = 0; i + 1 < runs.size() || (i + 1 == runs.size() && runs[i].size > 0); ++i) {
        const CommonRun &run = runs[i];
        const qsizetype end = run.after + run.size;
        const qsizetype next = i + 1 < runs.size() ? runs[i + 1].after : target.size();
        putNumber(steps, folded(run.before - from));
        putNumber(steps, quint64(run.size));
        putNumber(steps, quint64(next - end));
        fresh += QByteArrayView(target).sliced(end, next - end);
        from = run.before + run.size;
    }
    const QByteArray packedSteps = pack(steps, level);
    const bool needsBase = fresh.size() >= worthTheBase;
    QByteArray packed(sizeOfSize, Qt::Uninitialized);
    qToBigEndian(quint32(packedSteps.size()), packed.data());
    return packed + packedSteps + char(needsBase) + (needsBase ? packWith(base, fresh) : pack(fresh, level));
}

Result<QByteArray> unpackDelta(const QByteArray &base, const QByteArray &packed, qint64 limit)
{
    if (packed.size() < sizeOfSize)
        return damaged(limit);
    const qsizetype size = qFromBigEndian<quint32>(packed.constData());
    if (size > packed.size() - sizeOfSize - 1)
        return damaged(limit);
    const Result<QByteArray> steps = unpack(packed.sliced(sizeOfSize, size), std::max<qint64>(limit, 0) + roomForSteps);
    const char needsBase = packed[sizeOfSize + size];
    const QByteArray rest = packed.sliced(sizeOfSize + size + 1);
    const Result<QByteArray> unpacked = needsBase ? unpackWith(base, rest, limit) : unpack(rest, limit);
    if (!steps || !unpacked)
        return damaged(limit);
    const QByteArray fresh = *unpacked;
    Numbers numbers(*steps);
    const quint64 whole = numbers.next();
    if (!numbers.isGood() || whole > quint64(std::max<qint64>(limit, 0)))
        return damaged(limit);
    QByteArray target(qsizetype(whole), Qt::Uninitialized);
    askForLargePages(target.data(), size_t(target.size()));
    qsizetype at = 0;
    qsizetype from = 0;
    qsizetype used = 0; // of the new bytes
    while (!numbers.isAtEnd()) {
        const qint64 distance = unfolded(numbers.next());
        const quint64 copied = numbers.next();
        const quint64 more = numbers.next();
        const qint64 place = from + distance;
        if (!numbers.isGood() || place < 0 || place > base.size() || copied > quint64(base.size() - place) || more > quint64(fresh.size() - used) ||
            copied > quint64(target.size() - at) || more > quint64(target.size() - at) - copied)
            return damaged(limit);
        std::memcpy(target.data() + at, base.constData() + place, size_t(copied));
        at += qsizetype(copied);
        std::memcpy(target.data() + at, fresh.constData() + used, size_t(more));
        at += qsizetype(more);
        used += qsizetype(more);
        from = place + qsizetype(copied);
    }
    return at == target.size() && used == fresh.size() ? Result<QByteArray>(target) : damaged(limit);
}

} // namespace lockstep
