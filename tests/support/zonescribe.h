// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/rrtypes.h"
#include "core/zone/wire.h"
#include "core/zone/zonelexer.h"
#include "tests/support/recordsamples.h"

#include <QRandomGenerator>

#include <array>
#include <optional>

// A zone of every type, and a hand that writes it in ever other ways.
namespace lockstep::scribe {

inline const QByteArray origin = QByteArray("\7example\3net\0", 13);

struct Line
{
    QByteArray owner; // wire
    quint32 ttl = 0;
    int type = 0;
    QByteArray data; // absolute names, as rdataToText() writes them
};

// A zone with one record of every sample, and a few names of several records.
inline QList<Line> baseZone()
{
    QList<Line> lines{{origin, 3600, rrtype::soa, "ns1.example.net. host.example.net. 7 7200 3600 1209600 300"},
                      {origin, 3600, rrtype::ns, "ns1.example.net."},
                      {origin, 3600, rrtype::ns, "ns2.example.net."}};
    int number = 0;
    for (const RecordSample &sample : recordSamples()) {
        const int type = typeFromText(sample.type);
        const auto wire = rdataToWire(type, sample.data, origin);
        if (wire)
            lines.append({*nameToWire("h" + QByteArray::number(++number) + ".Lab", origin), 300, type, rdataToText(type, *wire)});
    }
    for (int i = 0; i < 5; ++i)
        lines.append({*nameToWire("many", origin), 600, rrtype::a, "192.0.2." + QByteArray::number(i)});
    return lines;
}

// Writes the same records as differently as the format allows.
class Scribe
{
public:
    explicit Scribe(quint32 seed, bool withComments = true) : m_random(seed), m_withComments(withComments) {}

    QByteArrayList comments; // that were written, without ';' and blanks

    QByteArray write(QList<Line> lines)
    {
        if (chance(3)) {
            for (qsizetype i = lines.size() - 1; i > 1; --i) // the SOA stays first
                lines.swapItemsAt(i, 1 + m_random.bounded(int(i)));
        }
        QByteArray text;
        QByteArray here = origin;
        QByteArray owner;
        std::optional<quint32> standing;
        for (const Line &line : std::as_const(lines)) {
            if (chance(10)) {
                standing = std::array<quint32, 4>{60, 300, 600, 3600}[m_random.bounded(4U)];
                text += (chance(2) ? "$TTL " : "$ttl\t") + ttl(*standing) + end();
                if (chance(4))
                    owner.clear();
            }
            if (chance(12)) {
                here = chance(2) ? origin : *nameToWire("lab", origin);
                text += "$ORIGIN " + nameToText(here) + end();
            }
            if (chance(9))
                text += chance(2) ? QByteArray("\n") : comment("nothing " + QByteArray::number(m_random.bounded(99))) + "\n";
            const bool blank = owner == line.owner && chance(2);
            text += blank ? gap() : name(line.owner, here) + gap();
            owner = line.owner;
            const bool written = !standing || *standing != line.ttl || chance(2);
            const QByteArray number = written ? ttl(line.ttl) + gap() : QByteArray();
            const QByteArray cls = chance(2) ? (chance(3) ? QByteArray("in") : QByteArray("IN")) + gap() : QByteArray();
            text += chance(2) ? number + cls : cls + number;
            const QByteArray type = typeToText(line.type);
            text += (chance(4) ? type.toLower() : chance(8) ? "TYPE" + QByteArray::number(line.type) : type) + gap() + data(line) + end();
        }
        return text;
    }
    bool chance(quint32 of) { return m_random.bounded(of) == 0; }
    quint32 below(quint32 most) { return m_random.bounded(most); }

private:
    QByteArray gap() { return chance(3) ? QByteArray("  \t") : chance(2) ? QByteArray("\t") : QByteArray(" "); }
    QByteArray end() { return (chance(8) ? ' ' + comment("said (so) \"here") : QByteArray()) + QByteArray(chance(5) ? "\r\n" : "\n"); }

    QByteArray ttl(quint32 seconds)
    {
        if (chance(3) && seconds % 60 == 0)
            return QByteArray::number(seconds / 60) + (chance(2) ? "m" : "M");
        return QByteArray::number(seconds) + (chance(9) ? "s" : "");
    }

    QByteArray name(const QByteArray &wire, const QByteArray &here)
    {
        QByteArray text = chance(2) ? nameToText(wire) : nameToText(wire, here);
        if (chance(3))
            text = text.toUpper();
        if (chance(6) && text[0] >= 'a' && text[0] <= 'z')
            text = '\\' + QByteArray::number(int(text[0])).rightJustified(3, '0') + text.sliced(1);
        return text;
    }

    // Between words anything may stand once a parenthesis is open.
    QByteArray data(const Line &line)
    {
        if (chance(6)) {
            const QByteArray wire = rdataToWire(line.type, line.data, QByteArray(1, '\0')).value_or(QByteArray());
            return "\\# " + QByteArray::number(wire.size()) + ' ' + (chance(2) ? wire.toHex() : wire.toHex().toUpper());
        }
        if (!chance(3))
            return line.data;
        QByteArray text("(");
        qsizetype at = 0;
        for (const ZoneEntry &entry : lexZone(line.data)) {
            for (const ZoneToken &token : entry.tokens) {
                const bool joined = token.begin == at && at > 0; // key="value"
                text += joined ? QByteArray() : chance(3) ? ' ' + comment("part") + "\n\t" : gap();
                text += entry.word(&token - entry.tokens.data(), line.data);
                at = token.end;
            }
        }
        return text + (chance(2) ? "\n )" : ")");
    }

    QByteArray comment(const QByteArray &text)
    {
        if (!m_withComments)
            return {};
        comments.append(text);
        return "; " + text;
    }

    QRandomGenerator m_random;
    bool m_withComments;
};

} // namespace lockstep::scribe
