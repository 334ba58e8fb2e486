// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/wire.h"

#include "core/zone/rdatareader.h"

namespace lockstep {

int typeFromText(QByteArrayView word) { return rrTypeNumber(word); }

QByteArray typeToText(int type)
{
    const RrType *known = rrType(type);
    return known ? QByteArray(known->name) : "TYPE" + QByteArray::number(type);
}

Result<QByteArray> rdataToWire(int type, QByteArrayView text, QByteArrayView origin)
{
    ZoneLexer lexer(text);
    ZoneEntry entry;
    WireBuffer out;
    const bool one = lexer.next(entry) || text.isEmpty();
    const char *fault = entry.broken ? "a quotation mark or a parenthesis is missing" : nullptr;
    if (!one || lexer.next(entry))
        fault = "the data are one line";
    if (!fault)
        fault = RdataReader(text, entry.tokens, origin, out).read(type);
    if (fault)
        return fail(QStringLiteral("zone.rdata"),
                    {QString::fromLatin1(typeToText(type)), QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 300)))},
                    QString::fromLatin1(fault));
    return out.copy();
}

} // namespace lockstep
