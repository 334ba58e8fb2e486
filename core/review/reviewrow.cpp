// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewrow.h"

namespace lockstep {

namespace {

void put(QByteArray &bytes, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    bytes += QByteArray::number(utf8.size()) + ':' + utf8;
}

} // namespace

Digest ReviewRow::content() const
{
    QByteArray bytes = QByteArray::number(int(kind)) + ' ' + QByteArray::number(int(sign)) + ' ';
    for (const QString *text : {&name, &what, &ttlBefore, &ttlAfter, &before, &after})
        put(bytes, *text);
    if (said) {
        put(bytes, said->code);
        bytes += QByteArray::number(said->args.size()) + ' ';
        for (const QString &one : said->args)
            put(bytes, one);
    }
    return Digest::of(bytes);
}

} // namespace lockstep
