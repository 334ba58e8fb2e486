// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linediff.h"
#include "core/text/linetable.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype context = 3;

class Printer
{
public:
    Printer(QByteArrayView left, QByteArrayView right) : m_left(left), m_right(right) {}

    QByteArray print(const QList<Hunk> &hunks, const QByteArray &head)
    {
        if (hunks.isEmpty())
            return {};
        m_text = head;
        for (qsizetype first = 0; first < hunks.size();) {
            qsizetype last = first; // hunks whose context meets are shown together
            while (last + 1 < hunks.size() && hunks[last + 1].left - hunks[last].left - hunks[last].leftCount <= 2 * context)
                ++last;
            piece(hunks.sliced(first, last + 1 - first));
            first = last + 1;
        }
        return std::move(m_text);
    }

private:
    void piece(const QList<Hunk> &hunks)
    {
        const Hunk &first = hunks.first();
        const Hunk &last = hunks.last();
        const qsizetype before = std::min(first.left, context);
        const qsizetype after = std::min(m_left.count() - last.left - last.leftCount, context);
        m_text += "@@ -" + span(first.left - before, last.left + last.leftCount + after) + " +" +
                  span(first.right - before, last.right + last.rightCount + after) + " @@\n";
        qsizetype at = first.left - before;
        for (const Hunk &hunk : hunks) {
            put(' ', m_left, at, hunk.left);
            put('-', m_left, hunk.left, hunk.left + hunk.leftCount);
            put('+', m_right, hunk.right, hunk.right + hunk.rightCount);
            at = hunk.left + hunk.leftCount;
        }
        put(' ', m_left, at, at + after);
    }
    // POSIX diff: a count of one is left out, no lines stand behind the line before them.
    static QByteArray span(qsizetype first, qsizetype end)
    {
        const qsizetype count = end - first;
        const QByteArray line = QByteArray::number(count == 0 ? first : first + 1);
        return count == 1 ? line : line + ',' + QByteArray::number(count);
    }
    void put(char mark, const LineTable &lines, qsizetype first, qsizetype end)
    {
        for (qsizetype i = first; i < end; ++i) {
            const QByteArrayView line = lines.line(i);
            m_text.append(mark).append(line);
            if (!line.endsWith('\n'))
                m_text += "\n\\ No newline at end of file\n";
        }
    }

    LineTable m_left;
    LineTable m_right;
    QByteArray m_text;
};

// A path as git writes it into a patch: in quotes where it holds quotes or control characters.
QByteArray quotedPath(const QByteArray &path)
{
    QByteArray quoted;
    for (const char c : path) {
        if (c == '"' || c == '\\')
            quoted.append('\\').append(c);
        else if (uchar(c) < ' ' || c == 0x7F)
            quoted += '\\' + QByteArray::number(uchar(c), 8).rightJustified(3, '0');
        else
            quoted += c;
    }
    return quoted != path ? '"' + quoted + '"' : path;
}

// With a tab behind it where it holds a space, or patch would end it there.
QByteArray named(const QByteArray &path)
{
    const QByteArray quoted = quotedPath(path);
    return quoted == path && path.contains(' ') ? path + '\t' : quoted;
}

} // namespace

QByteArray unifiedDiff(const QByteArray &left, const QByteArray &right) { return Printer(left, right).print(lineDiff(left, right), {}); }

QByteArray unifiedDiff(const QByteArray &left, const QByteArray &right, const QByteArray &path)
{
    const QByteArray head = "--- " + named("a/" + path) + "\n+++ " + named("b/" + path) + '\n';
    return Printer(left, right).print(lineDiff(left, right), head);
}

QByteArray patchText(const std::optional<QByteArray> &left, const std::optional<QByteArray> &right, const QByteArray &path, bool program)
{
    if (left == right)
        return {};
    QByteArray head = "diff --git " + quotedPath("a/" + path) + ' ' + quotedPath("b/" + path) + '\n';
    if (!left || !right)
        head += QByteArray(left ? "deleted" : "new") + " file mode " + (program ? "100755" : "100644") + '\n';
    const QByteArray before = left.value_or(QByteArray());
    const QByteArray after = right.value_or(QByteArray());
    const QList<Hunk> hunks = lineDiff(before, after);
    if (hunks.isEmpty()) // an empty file comes or goes
        return head;
    head += "--- " + (left ? named("a/" + path) : QByteArray("/dev/null")) + "\n+++ " + (right ? named("b/" + path) : QByteArray("/dev/null")) + '\n';
    return Printer(before, after).print(hunks, head);
}

} // namespace lockstep
