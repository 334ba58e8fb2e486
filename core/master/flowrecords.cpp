// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/flows.h"

// What has happened is in the database when it can be: what it does not take is tried again.
namespace lockstep {

void Flows::finish(Outcome outcome, const QList<Error> &problems)
{
    m_operation.outcome = outcome;
    m_operation.ended = m_clock.now();
    m_operation.problems += problems;
    m_operation.step = QStringLiteral("ended");
    m_running = false;
    static const char *words[] = {"running", "succeeded", "failed", "failed and returned", "undecided"};
    const QString kind = QLatin1String(wordsOf(m_operation.kind).at(qsizetype(m_operation.kind)));
    record({0, 0, {}, {}, m_operation.owner, kind, kind + u' ' + QLatin1String(words[int(outcome)]), m_operation.comment, toJson(m_operation), {}});
    if (!m_desk.saveOperation(m_operation)) { // it has ended all the same; the next start finds out from what was decided
        m_desk.operation = m_operation;
        Q_EMIT m_desk.operationChanged(m_operation);
        keepTrying({m_operation, std::nullopt});
    }
    Q_EMIT m_desk.changed();
}

void Flows::record(HistoryEntry entry)
{
    entry.time = m_clock.now();
    if (!m_desk.note(entry))
        keepTrying({std::nullopt, entry});
}

void Flows::keepTrying(const Unwritten &one)
{
    m_unwritten.append(one);
    if (m_unwritten.size() == 1)
        m_tasks.add(writeAll());
}

Task<> Flows::writeAll()
{
    for (qint64 pause = 500; !m_unwritten.isEmpty(); pause = std::min<qint64>(pause * 2, 30000)) {
        Task<bool> sleeping = m_clock.sleep(pause, m_closing);
        co_await sleeping;
        if (m_closing.raised())
            co_return;
        m_unwritten.removeIf([this](const Unwritten &one) {
            return one.entry ? m_desk.note(*one.entry).has_value() : m_desk.keepOperation(*one.operation).has_value();
        });
    }
}

Task<bool> Flows::untilWritten(QString step, std::function<Result<void>()> write)
{
    for (qint64 pause = 500;; pause = std::min<qint64>(pause * 2, 30000)) {
        const Result<void> written = write();
        if (written)
            co_return true;
        if (!m_operation.problems.contains(written.error()))
            m_operation.problems.append(written.error());
        m_operation.step = step;
        Q_EMIT m_desk.operationChanged(m_operation);
        Task<bool> sleeping = m_clock.sleep(pause, m_closing);
        co_await sleeping;
        if (m_closing.raised())
            co_return false;
    }
}

std::optional<Operation> Flows::operation(const QString &id) const
{
    if (const std::optional<Operation> now = operation(); now && now->id == id)
        return now;
    for (const Unwritten &one : m_unwritten) {
        if (one.operation && one.operation->id == id)
            return one.operation;
    }
    return std::nullopt;
}

} // namespace lockstep
