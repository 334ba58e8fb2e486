// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QSqlDatabase>

#include <functional>

namespace lockstep {

// What a master remembers, in SQLite. A row is a plain value as JSON under an id, within a group; SQL keeps order, uniqueness
// and transactions. Every call is durable when it returns, unless it runs inside transaction(). Errors: store.* with the
// database's words in detail.
enum class Table { Setting, Group, Member, Change, Prepared, Deployment, Operation, History, Burned };

class Store
{
public:
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;
    // ":memory:" for tests. Migrates an older schema; a newer one (store.newer) and what is
    // no database of ours (store.open) are refused and stay as they are.
    static Result<std::unique_ptr<Store>> open(const QString &path);
    // The database at `from` as it is at one moment, while others read and write it, into a new file; whole when this returns.
    static Result<void> copy(const QString &from, const QString &to);

    template <class T> Result<void> save(Table table, const QString &group, const QString &id, const T &value)
    {
        return saveRaw(table, group, id, jsonBytes(toJson(value)));
    }
    template <class T> Result<QList<T>> all(Table table, const QString &group)
    {
        LOCKSTEP_TRY(rows, allRaw(table, group));
        QList<T> values;
        for (const QByteArray &row : rows) {
            LOCKSTEP_TRY(json, parseJson(row));
            LOCKSTEP_TRY(value, fromJson<T>(json));
            values.append(value);
        }
        return values;
    }
    template <class T> Result<std::optional<T>> find(Table table, const QString &group, const QString &id)
    {
        LOCKSTEP_TRY(row, findRaw(table, group, id));
        if (!row)
            return std::optional<T>();
        LOCKSTEP_TRY(json, parseJson(*row));
        LOCKSTEP_TRY(value, fromJson<T>(json));
        return std::optional<T>(value);
    }
    Result<void> remove(Table table, const QString &group, const QString &id);
    Result<void> removeAll(Table table, const QString &group);
    // All or nothing; what `work` did is undone when it fails.
    Result<void> transaction(const std::function<Result<void>()> &work);

    // Asked before every statement: when it says no, the statement fails. For tests of what a crash or a full disk leaves.
    void setGate(std::function<bool()> gate) { m_gate = std::move(gate); }

    static int schemaVersion();

private:
    explicit Store(QString connection) : m_connection(std::move(connection)) {}
    Result<int> version() const; // of the schema on disk
    Result<void> migrate(int version);
    Result<void> saveRaw(Table table, const QString &group, const QString &id, const QByteArray &json);
    Result<QList<QByteArray>> allRaw(Table table, const QString &group);
    Result<std::optional<QByteArray>> findRaw(Table table, const QString &group, const QString &id);
    Result<void> run(const QString &sql, const QVariantList &values = {});
    QSqlDatabase database() const;

    Result<void> mayRun() const;
    Result<void> endLeftOpen();

    QString m_connection;
    bool m_leftOpen = false; // a transaction that was to be undone may still be there
    std::function<bool()> m_gate;
};

} // namespace lockstep
