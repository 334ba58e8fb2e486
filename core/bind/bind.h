// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/task.h"

namespace lockstep {

// A zone as rndc names it: "ZONE CLASS VIEW"; the view is left out when it is empty.
struct ZoneName
{
    QString zone; // lower case, no trailing dot; the root is "."
    QString view; // "" when the configuration has no views
    bool operator==(const ZoneName &) const = default;
};

struct ServerStatus
{
    QString version;           // "9.20.30"
    bool reloadFailed = false; // "reload/reconfig failed" (RELIABILITY 1.2): single zones must not be reloaded then
    int zones = 0;
    qint64 booted = 0;          // ms UTC, to the second, when this named was started; 0: it does not say
    QString configuration = {}; // path of the file that it was started with; "": it does not say
    bool operator==(const ServerStatus &) const = default;
};

// One row of rndc zonestatus; `loaded` false: named has the zone but nothing to answer from. `serial` of a zone that named signs
// beside its file is that of the file; what is served has one of its own.
struct ZoneStatus
{
    bool loaded = false;
    QString type; // primary, secondary ...
    quint32 serial = 0;
    bool dynamic = false;
    qint64 loadedAt = 0; // as LoadedZone has it; 0: it does not say
    bool frozen = false; // takes no updates until it is thawed
    bool operator==(const ZoneStatus &) const = default;
};

// One zone in the statistics channel (/json/v1/zones). `loaded` equals the mtime of the file in service, to the second.
struct LoadedZone
{
    ZoneName name;
    QString type;
    std::optional<quint32> serial;
    qint64 loaded = 0; // ms UTC
    bool operator==(const LoadedZone &) const = default;
};

// How the questions of clients were answered since named was started (statistics channel, /json/v1/server).
struct AnswerCounts
{
    qint64 answered = 0; // responses sent
    qint64 failed = 0;   // SERVFAIL
    qint64 unknown = 0;  // NXDOMAIN
    bool operator==(const AnswerCounts &) const = default;
};

enum class Transport { Udp, Tcp };

struct WireRecord
{
    QByteArray owner; // wire form, lower case, not compressed
    int type = 0;
    int klass = 1;
    quint32 ttl = 0;
    QByteArray rdata; // wire form, names in it not compressed; canonical (RFC 4034 6.2) for the types that RFC 4034 lists
    bool operator==(const WireRecord &) const = default;
};

struct Answer
{
    int rcode = 0; // extended by EDNS (RFC 6891 6.1.3)
    bool authoritative = false;
    bool truncated = false; // what stands in it may not be all
    QByteArray cookie;      // RFC 7873: the client's part, then the server's
    QList<WireRecord> answers;
    QList<WireRecord> authorities;
};

// What Lockstep says to the BIND server beside it: a seam, so that a simulated server can stand in. Errors: bind.unreachable,
// bind.key, bind.control (named's words in detail), bind.malformed, bind.nostatistics, timeout.
class Bind
{
public:
    virtual ~Bind() = default;
    virtual Task<Result<ServerStatus>> status() = 0;
    virtual Task<Result<void>> reconfigure() = 0; // rndc reconfig
    virtual Task<Result<void>> reload() = 0;
    virtual Task<Result<void>> reloadZone(ZoneName zone) = 0;
    // The file of a zone that takes updates is made whole, and updates are refused until thaw(). False: somebody else has frozen it
    // before. Errors: bind.nozone, bind.static.
    virtual Task<Result<bool>> freeze(ZoneName zone) = 0;
    // One that is not frozen stays as it is. named reads the file first, if it is younger: zoneStatus() tells whether it is over.
    virtual Task<Result<void>> thaw(ZoneName zone) = 0;
    // Error bind.nozone when named does not have it.
    virtual Task<Result<ZoneStatus>> zoneStatus(ZoneName zone) = 0;
    // From the statistics channel at that port of 127.0.0.1 (0: there is none).
    virtual Task<Result<QList<LoadedZone>>> loadedZones(int port) = 0;
    // From the same place.
    virtual Task<Result<AnswerCounts>> answerCounts(int port) = 0;
    // Whether an address is one of this server's now.
    virtual bool isHere(const QString &address)
    {
        Q_UNUSED(address)
        return true;
    }
    // `owner` in wire form. Asks 127.0.0.1 or the address given, port 53.
    virtual Task<Result<Answer>> ask(QByteArray owner, int type, QString address, Transport transport) = 0;
};

} // namespace lockstep
