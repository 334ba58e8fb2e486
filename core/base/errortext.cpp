// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"

#include <QHash>

#ifndef QT_TRANSLATE_NOOP
#define QT_TRANSLATE_NOOP(context, text) text
#endif

namespace lockstep {

namespace {

struct Row
{
    const char *code;
    const char *sentence;
};

constexpr Row rows[] = {
#define LOCKSTEP_SENTENCE(code, sentence) {code, sentence},
#include "core/base/sentences/agent.inc"
#include "core/base/sentences/base.inc"
#include "core/base/sentences/bind.inc"
#include "core/base/sentences/cli.inc"
#include "core/base/sentences/client.inc"
#include "core/base/sentences/identity.inc"
#include "core/base/sentences/master.inc"
#include "core/base/sentences/namedconf.inc"
#include "core/base/sentences/protocol.inc"
#include "core/base/sentences/review.inc"
#include "core/base/sentences/risk.inc"
#include "core/base/sentences/rpc.inc"
#include "core/base/sentences/snapshot.inc"
#include "core/base/sentences/store.inc"
#include "core/base/sentences/text.inc"
#include "core/base/sentences/zone.inc"
#undef LOCKSTEP_SENTENCE
};

QString placeOf(const Origin &origin)
{
    QString place;
    if (!origin.server.isEmpty())
        place += origin.server + QStringLiteral(": ");
    if (origin.file.isEmpty())
        return place;
    place += origin.file;
    if (origin.line > 0)
        place += QLatin1Char(':') + QString::number(origin.line);
    if (origin.line > 0 && origin.column > 0)
        place += QLatin1Char(':') + QString::number(origin.column);
    return place + QStringLiteral(": ");
}

} // namespace

const char *sentenceOf(const QString &code)
{
    static const QHash<QString, const char *> index = [] {
        QHash<QString, const char *> made;
        for (const Row &row : rows)
            made.insert(QString::fromLatin1(row.code), row.sentence);
        return made;
    }();
    return index.value(code, nullptr);
}

QString errorTextIn(const QString &sentence, const Error &error)
{
    // Filled in one pass: an argument that itself holds "%2" must not be filled again.
    QString filled;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == QLatin1Char('%') && i + 1 < sentence.size() && sentence[i + 1].isDigit();
        if (!place) {
            filled += sentence[i];
            continue;
        }
        filled += error.args.value(sentence[++i].digitValue() - 1);
        // A name that ends with its dot ends the sentence as well.
        const bool ends = sentence.sliced(i + 1).startsWith(u'.') && (i + 2 == sentence.size() || sentence[i + 2] == u' ');
        if (ends && filled.endsWith(u'.'))
            ++i;
    }
    if (filled.startsWith(QLatin1String("the "))) // "the master did not answer": an argument begins the sentence
        filled[0] = QLatin1Char('T');
    return placeOf(error.origin) + filled;
}

QString errorText(const Error &error)
{
    const char *sentence = sentenceOf(error.code);
    const QString text = errorTextIn(sentence ? QString::fromUtf8(sentence) : error.code, error);
    return error.detail.isEmpty() ? text : text + QStringLiteral(" (") + error.detail.trimmed() + QLatin1Char(')');
}

Error Error::at(const QString &file, int line, int column) const
{
    Error copy = *this;
    copy.origin.file = file;
    copy.origin.line = line;
    copy.origin.column = column;
    return copy;
}

Error Error::on(const QString &server) const
{
    Error copy = *this;
    copy.origin.server = server;
    return copy;
}

} // namespace lockstep
