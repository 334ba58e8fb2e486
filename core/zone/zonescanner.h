// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/textwindow.h"
#include "core/zone/recordreader.h"

#include <QStringList>

#include <functional>

namespace lockstep {

// One record as a scan meets it; what it points to lasts until the sink returns.
struct ScannedRecord
{
    QByteArrayView owner; // wire form, lower case
    int type = 0;
    quint32 ttl = 0;
    QByteArrayView rdata; // canonical wire form; empty when it was passed over
    const QString &file;
    int line = 0;
    // Of a record that stands in the scanned text itself, not in an included file and not from $GENERATE; otherwise nullptr.
    const ZoneEntry *entry = nullptr;
    qsizetype part = 0; // where that part of the text begins from which the entry's places count
    int typeWord = 0;
    const QByteArray &origin;   // $ORIGIN there
    const ZoneContext &context; // behind it
};

// A place in a text where a record begins, and all that reading on from there needs to know of what stands before.
struct ScanMark
{
    // Of a record that has an entry.
    explicit ScanMark(const ScannedRecord &record);
    // The same in a text where it stands so many bytes and lines further.
    ScanMark moved(qsizetype bytes, int lines) const;
    qsizetype begin;
    int line;
    QByteArray origin;
    QByteArray owner; // empty when the record names it
    std::optional<quint32> defaultTtl;
    std::optional<quint32> lastTtl;
};

// Whether $INCLUDE stands in a text, in whatever place.
bool mayInclude(QByteArrayView text);
bool mayInclude(TextWindow &text);

// Takes what a scan finds, in the order of the file.
class ZoneSink
{
public:
    virtual ~ZoneSink() = default;
    virtual void record(const ScannedRecord &record) = 0;
    // Whether its data are read; they are three quarters of the work.
    virtual bool wantsData(QByteArrayView owner, int type)
    {
        Q_UNUSED(owner)
        Q_UNUSED(type)
        return true;
    }
    // With file:line:column. The text goes on behind it.
    virtual void fault(const Error &error) { Q_UNUSED(error) }
    // A record that named passes over: it stands outside the zone (zone.outside).
    virtual void warning(const Error &warning) { Q_UNUSED(warning) }
    virtual void included(const QString &name) { Q_UNUSED(name) }
};

// Reads a zone file (RFC 1035 5.1 with BIND's $TTL, $INCLUDE and $GENERATE; FORMAT.md) from beginning to end without keeping
// it. Every fault is passed over, and told: 10,000 of them, then once that there are more (zone.faults).
class ZoneScanner
{
public:
    // Gives the bytes of a file named in $INCLUDE, resolved by the caller.
    using Reader = std::function<Result<QByteArray>(const QString &name)>;

    // `origin` is the zone's name in wire form, lower case.
    ZoneScanner(const QByteArray &origin, ZoneSink &sink, Reader reader = {});
    // The text must last until it returns.
    void scan(const QString &path, QByteArrayView text);
    void scan(const QString &path, TextWindow &text);
    // Only from `mark` to `end`, where an entry begins.
    void scan(const QString &path, TextWindow &text, const ScanMark &mark, qsizetype end);
    // From where the scan before ended; from the beginning when there was none.
    void scanOn(const QString &path, TextWindow &text, qsizetype end);

private:
    void readTo(const QString &path, TextWindow &text, qsizetype end);
    // Reads an entry, or what stands in its place.
    void read(const ZoneEntry &entry, const QString &path, QByteArrayView text, int depth);
    void readRecord(const ZoneEntry &entry, const QString &path, QByteArrayView text, bool own);
    void readDirective(const ZoneEntry &entry, const QString &path, QByteArrayView text, int depth);
    void include(const ZoneEntry &entry, const QString &path, QByteArrayView text, int depth);
    void generate(const ZoneEntry &entry, const QString &path, QByteArrayView text);
    void generateLines(const ZoneEntry &entry, const QList<QByteArray> &words, qint64 start, qint64 stop, qint64 step, const QString &path,
                       QByteArrayView text);
    void complain(Error error, const ZoneEntry &entry, qsizetype word, const QString &path, QByteArrayView text);
    void setOrigin(QByteArrayView wire);
    bool isInside(const ZoneEntry &entry, QByteArrayView text) const;

    QByteArray m_zone;
    ZoneSink &m_sink;
    Reader m_reader;
    ZoneContext m_context;
    QByteArray m_origin; // of m_context, to be shared
    bool m_originInside = true;
    WireBuffer m_data;
    qsizetype m_faults = 0;
    int m_includes = 0;
    qsizetype m_position = 0; // of the text: how far it is read
    int m_line = 1;
    qsizetype m_part = 0; // where the part begins that is being read
};

} // namespace lockstep
