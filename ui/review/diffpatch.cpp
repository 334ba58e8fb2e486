// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/diffpatch.h"

#include "core/text/linetable.h"

#include <QCoreApplication>

namespace lockstep {

namespace {

constexpr qsizetype context = 3; // as core/text/linediff.h prints

void put(QString &text, const TextLines &lines, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; ++i) {
        text += lines.line(i);
        if (!lines.lacksEnd(i))
            text += u'\n';
    }
}

bool isShown(const LineTable &lines, const TextLines &shown, qsizetype first, qsizetype count)
{
    if (lines.count() != shown.count())
        return false;
    for (qsizetype i = std::max<qsizetype>(first - context, 0); i < std::min(first + count + context, shown.count()); ++i) {
        QByteArrayView line = lines.line(i);
        if (line.endsWith('\n'))
            line.chop(1);
        if (line != shown.line(i).toUtf8())
            return false;
    }
    return true;
}

} // namespace

QByteArray patchOf(const TextDiff &diff, const QList<Hunk> &hunks, const PatchFile &file)
{
    QString left;
    put(left, diff.left, 0, diff.left.count());
    QString right;
    qsizetype at = 0;
    for (const Hunk &hunk : hunks) {
        put(right, diff.left, at, hunk.left);
        put(right, diff.right, hunk.right, hunk.right + hunk.rightCount);
        at = hunk.left + hunk.leftCount;
    }
    put(right, diff.left, at, diff.left.count());
    const QByteArray before = left.toUtf8();
    const QByteArray after = right.toUtf8();
    if (file.path.isEmpty())
        return unifiedDiff(before, after);
    const bool comes = !file.before && before.isEmpty();
    const bool goes = !file.after && after.isEmpty();
    QByteArray patch = patchText(comes ? std::nullopt : std::optional(before), goes ? std::nullopt : std::optional(after), file.path.toUtf8(), false);
    if (file.cannot.isEmpty())
        return patch;
    QByteArray told = "# " + file.cannot.toUtf8() + '\n';
    const QList<QByteArray> lines = linesOf(patch);
    for (const QByteArray &line : lines)
        told += "# " + line;
    return told;
}

PatchFile patchFile(const ReviewFile &file, const TextDiff &diff, const QList<Hunk> &hunks)
{
    PatchFile told{file.id(), file.before.has_value(), file.after.has_value(), {}};
    const QByteArray left = file.before.value_or(QByteArray());
    const QByteArray right = file.after.value_or(QByteArray());
    const LineTable before(left);
    const LineTable after(right);
    for (const Hunk &hunk : hunks) {
        if (!isShown(before, diff.left, hunk.left, hunk.leftCount) || !isShown(after, diff.right, hunk.right, hunk.rightCount)) {
            told.cannot = QCoreApplication::translate("DiffView", "Not all that stands in these lines is shown: this cannot be applied.");
            break;
        }
    }
    return told;
}

} // namespace lockstep
