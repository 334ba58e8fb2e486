// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/secrets.h"

#include "core/base/secret.h"
#include "core/namedconf/confsecrets.h"
#include "core/text/linediff.h"
#include "core/text/linetable.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <vector>

namespace lockstep {

namespace {

// The mark of each span's secret. A text may hold one secret very often.
QByteArrayList marksOf(const QByteArray &text, const QList<SecretSpan> &spans)
{
    QHash<QByteArrayView, QByteArray> known;
    QByteArrayList marks;
    marks.reserve(spans.size());
    for (const SecretSpan &span : spans) {
        QByteArray &mark = known[secretBytes(text, span)];
        if (mark.isEmpty())
            mark = Secret(secretBytes(text, span)).fingerprint();
        marks.append(mark);
    }
    return marks;
}

// The text with a mark in the place of each span.
QByteArray masked(const QByteArray &text, const QList<SecretSpan> &spans, const QByteArrayList &marks)
{
    QByteArray shown;
    qsizetype from = 0;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const SecretSpan &span = spans[i];
        const QByteArrayView hidden = QByteArrayView(text).sliced(span.begin, span.end - span.begin);
        shown += QByteArrayView(text).sliced(from, span.begin - from);
        // The whole value is told by its first line; those below it only say that they belong to it.
        const QByteArray mark = '<' + marks[i] + '>';
        if (span.kind == SecretSpan::Kind::Word)
            shown += '"' + mark + '"' + QByteArray(hidden.count('\n'), '\n');
        else
            shown += mark + QByteArray("\n<secret>").repeated(hidden.count('\n'));
        from = span.end;
    }
    return shown += QByteArrayView(text).sliced(from);
}

constexpr qsizetype leastRepeated = 16; // a shorter one may be a word of its own

void addTo(QSet<QByteArrayView> &known, const QByteArray &text, const QList<SecretSpan> &spans)
{
    for (const SecretSpan &span : spans) {
        if (const QByteArrayView secret = secretBytes(text, span); secret.size() >= leastRepeated)
            known.insert(secret);
    }
}

// A secret that stands once more where nothing says that it is one: by itself, between quotation marks or before a semicolon.
QList<SecretSpan> withRepeated(const QByteArray &text, const QList<SecretSpan> &spans, const QSet<QByteArrayView> &known)
{
    constexpr QByteArrayView ends(" \t\r\n;{}\"'\0", 10);
    QList<SecretSpan> all;
    qsizetype next = 0;
    for (qsizetype at = 0; at < text.size() && !known.isEmpty();) {
        if (next < spans.size() && at >= spans[next].begin) {
            at = spans[next].end;
            all.append(spans[next++]);
            continue;
        }
        qsizetype end = at;
        const qsizetype most = next < spans.size() ? spans[next].begin : text.size();
        while (end < most && !ends.contains(text[end]))
            ++end;
        if (end - at >= leastRepeated && known.contains(QByteArrayView(text).sliced(at, end - at)))
            all.append({SecretSpan::Kind::Part, at, end, "again"});
        at = std::max(end, at + 1);
    }
    return all + spans.sliced(next);
}

// One side of a pair: its text, what is secret there, and the mark of each.
struct Side
{
    Side(const QByteArray &bytes, const QList<SecretSpan> &found, const QSet<QByteArrayView> &known)
        : text(bytes), spans(withRepeated(bytes, found, known)), marks(marksOf(bytes, spans))
    {
    }
    const QByteArray &text;
    QList<SecretSpan> spans;
    QByteArrayList marks;
};

// What is told of each span of one side, found in the other by what names it.
QByteArrayList told(const Side &side, const Side &other, const char *alone)
{
    QHash<QByteArray, QHash<QByteArray, int>> values; // by owner: each value of the other side, how often
    QHash<QByteArray, int> left;                      // by owner: values of the other side without an equal one here
    for (qsizetype i = 0; i < other.spans.size(); ++i) {
        ++values[other.spans[i].owner][other.marks[i]];
        ++left[other.spans[i].owner];
    }
    QByteArrayList words(side.spans.size());
    for (qsizetype i = 0; i < side.spans.size(); ++i) {
        const auto owner = values.find(side.spans[i].owner);
        if (owner == values.end() || owner->value(side.marks[i]) == 0)
            continue;
        --(*owner)[side.marks[i]];
        --left[side.spans[i].owner];
        words[i] = "secret (same)";
    }
    for (qsizetype i = 0; i < side.spans.size(); ++i) {
        if (!words[i].isEmpty())
            continue;
        int &others = left[side.spans[i].owner];
        words[i] = others > 0 ? "secret (changed) " + side.marks[i].left(6) : QByteArray(alone);
        others = std::max(0, others - 1);
    }
    return words;
}

// Which lines of a text hold key material.
std::vector<bool> secretLines(const QByteArray &text)
{
    const QList<SecretSpan> spans = secretSpans(text);
    if (spans.isEmpty())
        return {};
    const LineTable lines(text);
    std::vector<bool> secret(size_t(lines.count()));
    qsizetype line = 0;
    for (const SecretSpan &span : spans) {
        while (line + 1 < lines.count() && lines.begin(line + 1) <= span.begin)
            ++line;
        for (qsizetype one = line; one < lines.count() && lines.begin(one) < span.end; ++one)
            secret[size_t(one)] = true;
    }
    return secret;
}

bool anyIn(const std::vector<bool> &lines, qsizetype from, qsizetype to)
{
    const auto at = [&](qsizetype line) { return lines.begin() + std::clamp<qsizetype>(line, 0, qsizetype(lines.size())); };
    return std::find(at(from), at(to), true) != at(to);
}

} // namespace

QByteArray withoutSecrets(const QByteArray &text)
{
    const QList<SecretSpan> found = secretSpans(text);
    if (found.isEmpty())
        return text;
    QSet<QByteArrayView> known;
    addTo(known, text, found);
    const Side side(text, found, known);
    QByteArrayList words;
    for (const QByteArray &mark : side.marks)
        words.append("secret " + mark.left(6));
    return masked(text, side.spans, words);
}

MaskedPair withoutSecrets(const QByteArray &before, const QByteArray &after)
{
    const QList<SecretSpan> foundBefore = secretSpans(before);
    const QList<SecretSpan> foundAfter = secretSpans(after);
    QSet<QByteArrayView> known;
    addTo(known, before, foundBefore);
    addTo(known, after, foundAfter);
    const Side left(before, foundBefore, known);
    const Side right(after, foundAfter, known);
    return {masked(before, left.spans, told(left, right, "secret (removed)")), masked(after, right.spans, told(right, left, "secret (added)"))};
}

bool carriesSecrets(const QByteArray &before, const QByteArray &after, qsizetype context)
{
    const std::vector<bool> left = secretLines(before);
    const std::vector<bool> right = secretLines(after);
    return std::ranges::any_of(lineDiff(before, after), [&](const Hunk &hunk) {
        return anyIn(left, hunk.left - context, hunk.left + hunk.leftCount + context) ||
               anyIn(right, hunk.right - context, hunk.right + hunk.rightCount + context);
    });
}

} // namespace lockstep
