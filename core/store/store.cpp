// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace lockstep {

namespace {

// One step a row, in order; a row is never changed once it has been released.
constexpr const char *migrations[] = {
    "CREATE TABLE entry (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, grp TEXT NOT NULL, id TEXT NOT NULL, "
    "value TEXT NOT NULL, UNIQUE (kind, grp, id)) STRICT",
};

QString nameOf(Table table)
{
    static const char *names[] = {"setting", "group", "member", "change", "prepared", "deployment", "operation", "history", "burned"};
    return QLatin1String(names[int(table)]);
}

} // namespace

int Store::schemaVersion() { return int(std::size(migrations)); }

QSqlDatabase Store::database() const { return QSqlDatabase::database(m_connection, false); }

Result<std::unique_ptr<Store>> Store::open(const QString &path)
{
    auto store = std::unique_ptr<Store>(new Store(newId()));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), store->m_connection);
        database.setDatabaseName(path);
        if (!database.open())
            return fail(QStringLiteral("store.open"), {path}, database.lastError().text());
    }
    // Looked at before anything is written: what is not ours stays as it is.
    const Result<int> version = store->version();
    if (!version || *version < 0)
        return fail(QStringLiteral("store.open"), {path}, version ? QStringLiteral("user_version is below zero") : version.error().detail);
    if (*version > schemaVersion())
        return fail(QStringLiteral("store.newer"), {QString::number(*version), QString::number(schemaVersion())});
    for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", "PRAGMA busy_timeout=5000"})
        LOCKSTEP_CHECK(store->run(QLatin1String(pragma)));
    LOCKSTEP_CHECK(store->migrate(*version));
    return store;
}

Result<void> Store::copy(const QString &from, const QString &to)
{
    Store source(newId());
    Store target(newId());
    for (const auto &[store, path] : {std::pair(&source, from), std::pair(&target, to)}) {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), store->m_connection);
        database.setDatabaseName(path);
    }
    if (QSqlDatabase database = source.database(); !database.open())
        return fail(QStringLiteral("store.open"), {from}, database.lastError().text());
    LOCKSTEP_TRY(version, source.version());
    if (version > schemaVersion())
        return fail(QStringLiteral("store.newer"), {QString::number(version), QString::number(schemaVersion())});
    LOCKSTEP_CHECK(source.run(QStringLiteral("PRAGMA busy_timeout=5000")));
    LOCKSTEP_CHECK(source.run(QStringLiteral("VACUUM INTO ?"), {to}));
    if (QSqlDatabase database = target.database(); !database.open())
        return fail(QStringLiteral("store.open"), {to}, database.lastError().text());
    QSqlQuery query(target.database());
    if (!query.exec(QStringLiteral("PRAGMA integrity_check")) || !query.next() || query.value(0).toString() != QLatin1String("ok"))
        return fail(QStringLiteral("store.query"), {}, QStringLiteral("integrity_check: ") + query.value(0).toString());
    return {};
}

Store::~Store() { QSqlDatabase::removeDatabase(m_connection); }

Result<int> Store::version() const
{
    QSqlQuery query(database());
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return fail(QStringLiteral("store.query"), {}, query.lastError().text());
    return query.value(0).toInt();
}

Result<void> Store::migrate(int version)
{
    for (; version < schemaVersion(); ++version) {
        LOCKSTEP_CHECK(transaction([&]() -> Result<void> {
            LOCKSTEP_CHECK(run(QLatin1String(migrations[version])));
            return run(QStringLiteral("PRAGMA user_version=%1").arg(version + 1));
        }));
    }
    return {};
}

Result<void> Store::mayRun() const
{
    return !m_gate || m_gate() ? Result<void>() : fail(QStringLiteral("store.query"), {}, QStringLiteral("refused"));
}

// What is written within a transaction that nobody ends would not be durable.
Result<void> Store::endLeftOpen()
{
    if (!std::exchange(m_leftOpen, false))
        return {};
    (void)run(QStringLiteral("ROLLBACK"));                       // refused where SQLite has done it by itself
    Result<void> ended = run(QStringLiteral("BEGIN IMMEDIATE")); // refused while the old one is open
    if (ended)
        ended = run(QStringLiteral("COMMIT"));
    m_leftOpen = !ended;
    return ended;
}

Result<void> Store::run(const QString &sql, const QVariantList &values)
{
    LOCKSTEP_CHECK(endLeftOpen());
    LOCKSTEP_CHECK(mayRun());
    QSqlQuery query(database());
    query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    return query.exec() ? Result<void>() : fail(QStringLiteral("store.query"), {}, query.lastError().text());
}

Result<void> Store::transaction(const std::function<Result<void>()> &work)
{
    LOCKSTEP_CHECK(run(QStringLiteral("BEGIN IMMEDIATE")));
    Result<void> done = work();
    if (done)
        done = run(QStringLiteral("COMMIT"));
    if (!done) // the first error is the one to tell
        m_leftOpen = !run(QStringLiteral("ROLLBACK"));
    return done;
}

Result<void> Store::saveRaw(Table table, const QString &group, const QString &id, const QByteArray &json)
{
    return run(QStringLiteral("INSERT INTO entry (kind, grp, id, value) VALUES (?, ?, ?, ?) "
                              "ON CONFLICT (kind, grp, id) DO UPDATE SET value = excluded.value"),
               {nameOf(table), group.isNull() ? QStringLiteral("") : group, id, QString::fromUtf8(json)});
}

Result<QList<QByteArray>> Store::allRaw(Table table, const QString &group)
{
    LOCKSTEP_CHECK(endLeftOpen()); // nor must it be read
    LOCKSTEP_CHECK(mayRun());
    QSqlQuery query(database());
    query.prepare(QStringLiteral("SELECT value FROM entry WHERE kind = ? AND grp = ? ORDER BY seq"));
    query.addBindValue(nameOf(table));
    query.addBindValue(group.isNull() ? QStringLiteral("") : group);
    if (!query.exec())
        return fail(QStringLiteral("store.query"), {}, query.lastError().text());
    QList<QByteArray> rows;
    while (query.next())
        rows.append(query.value(0).toString().toUtf8());
    if (query.lastError().isValid()) // which ends the rows as if there were no more
        return fail(QStringLiteral("store.query"), {}, query.lastError().text());
    return rows;
}

Result<std::optional<QByteArray>> Store::findRaw(Table table, const QString &group, const QString &id)
{
    LOCKSTEP_CHECK(endLeftOpen());
    LOCKSTEP_CHECK(mayRun());
    QSqlQuery query(database());
    query.prepare(QStringLiteral("SELECT value FROM entry WHERE kind = ? AND grp = ? AND id = ?"));
    query.addBindValue(nameOf(table));
    query.addBindValue(group.isNull() ? QStringLiteral("") : group);
    query.addBindValue(id);
    if (!query.exec())
        return fail(QStringLiteral("store.query"), {}, query.lastError().text());
    const bool found = query.next();
    if (!found && query.lastError().isValid())
        return fail(QStringLiteral("store.query"), {}, query.lastError().text());
    return found ? std::optional(query.value(0).toString().toUtf8()) : std::nullopt;
}

Result<void> Store::remove(Table table, const QString &group, const QString &id)
{
    return run(QStringLiteral("DELETE FROM entry WHERE kind = ? AND grp = ? AND id = ?"),
               {nameOf(table), group.isNull() ? QStringLiteral("") : group, id});
}

Result<void> Store::removeAll(Table table, const QString &group)
{
    return run(QStringLiteral("DELETE FROM entry WHERE kind = ? AND grp = ?"), {nameOf(table), group.isNull() ? QStringLiteral("") : group});
}

} // namespace lockstep
