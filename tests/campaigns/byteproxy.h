// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace lockstep {

enum class ByteFault { Cut, Reset, MasterLearns, MemberLearns, Silent, SilentToMaster, SilentToMember, OneByOne, Flipped, Doubled, Lost };
inline const char *const byteFaultNames[] = {"cut, both ends learn of it",
                                             "reset, both ends learn of it",
                                             "cut, only the master learns of it",
                                             "cut, only the member learns of it",
                                             "half open, silent both ways",
                                             "half open, the master hears nothing",
                                             "half open, the member hears nothing",
                                             "one byte at a time",
                                             "a bit flipped",
                                             "bytes come twice",
                                             "bytes are lost"};
inline constexpr int byteFaults = int(std::size(byteFaultNames));

// What befalls the first connection on which so many bytes have passed.
struct BytePlan
{
    ByteFault fault = ByteFault::Cut;
    qint64 at = 0;        // bytes, both ways together
    int length = 1;       // bytes that come twice or are lost; twice as many go one by one
    int bit = 0;          // that is flipped
    qint64 quietMs = 0;   // how long silence lasts, of the time that `later` knows
    bool endsCut = false; // what was silent or slow is cut then; otherwise it goes on, and what was kept arrives
};

// Forwards what comes to its port to another one on loopback, byte for byte, and knows nothing of what it forwards.
class ByteProxy
{
public:
    using Later = std::function<void(qint64 milliseconds, std::function<void()>)>;
    explicit ByteProxy(quint16 to);
    quint16 port() const { return m_door.serverPort(); }
    void setLater(Later later) { m_later = std::move(later); }

    // Bytes count from now on. Without a plan nothing happens to them.
    void begin(const std::optional<BytePlan> &plan);
    // Nothing happens to other connections any more.
    void end() { m_counts = false; }
    qint64 passed() const { return m_passed; }
    bool struck() const { return m_struck; }
    bool silent() const; // somebody waits for bytes that are kept back
    void cutAll();
    void close(); // nobody gets in again, and all that is open is cut

private:
    struct Line
    {
        std::unique_ptr<QTcpSocket> ends[2]; // the master's, the member's
        bool over = false;
        bool heldTo[2] = {false, false};
        QByteArray keptFor[2];
        int slow = 0; // bytes that still go one by one
        QList<std::pair<int, char>> queue;
        QTimer turn;
    };
    using Shared = std::shared_ptr<Line>;
    void admit();
    void take(const Shared &line, int from);
    void strike(const Shared &line, int to, QByteArray rest);
    void deliver(const Shared &line, int to, const QByteArray &bytes);
    void sendOne(const Shared &line);
    void endSilence(const Shared &line);
    static void hold(const Shared &line, bool master, bool member);
    static void finish(const Shared &line, int side);
    static void cut(const Shared &line);

    QTcpServer m_door;
    quint16 m_to;
    Later m_later;
    std::vector<Shared> m_lines;
    std::optional<BytePlan> m_plan;
    bool m_counts = false;
    bool m_struck = false;
    qint64 m_passed = 0;
};

} // namespace lockstep
