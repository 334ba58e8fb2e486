// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/secrets.h"

#include "core/base/secret.h"
#include "core/namedconf/confsecrets.h"

#include <QHash>

namespace lockstep {

namespace {

QByteArray markOf(QByteArrayView bytes) { return Secret(bytes).fingerprint().left(6); }

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

// What is told of each span of one side, found in the other by what names it.
QByteArrayList told(const QByteArray &text, const QList<SecretSpan> &spans, const QByteArray &otherText, const QList<SecretSpan> &others,
                    const char *alone)
{
    QHash<QByteArray, QHash<QByteArray, int>> values; // by owner: each value of the other side, how often
    QHash<QByteArray, int> left;                      // by owner: values of the other side without an equal one here
    for (const SecretSpan &one : others) {
        ++values[one.owner][markOf(secretBytes(otherText, one))];
        ++left[one.owner];
    }
    QByteArrayList marks(spans.size());
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const auto owner = values.find(spans[i].owner);
        if (owner == values.end() || owner->value(markOf(secretBytes(text, spans[i]))) == 0)
            continue;
        --(*owner)[markOf(secretBytes(text, spans[i]))];
        --left[spans[i].owner];
        marks[i] = "secret (same)";
    }
    for (qsizetype i = 0; i < spans.size(); ++i) {
        if (!marks[i].isEmpty())
            continue;
        const bool another = left.value(spans[i].owner) > 0;
        if (another)
            --left[spans[i].owner];
        marks[i] = another ? "secret (changed) " + markOf(secretBytes(text, spans[i])) : QByteArray(alone);
    }
    return marks;
}

} // namespace

QByteArray withoutSecrets(const QByteArray &text)
{
    const QList<SecretSpan> spans = secretSpans(text);
    QByteArrayList marks;
    for (const SecretSpan &span : spans)
        marks.append("secret " + markOf(secretBytes(text, span)));
    return spans.isEmpty() ? text : masked(text, spans, marks);
}

MaskedPair withoutSecrets(const QByteArray &before, const QByteArray &after)
{
    const QList<SecretSpan> left = secretSpans(before);
    const QList<SecretSpan> right = secretSpans(after);
    return {masked(before, left, told(before, left, after, right, "secret (removed)")),
            masked(after, right, told(after, right, before, left, "secret (added)"))};
}

} // namespace lockstep
