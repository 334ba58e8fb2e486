// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandbox.h"
#include "tests/system/secrethunt.h"

#include <QMap>
#include <QMutex>
#include <QSet>
#include <QThread>

#include <atomic>

namespace lockstep {

// Where a secret was seen.
struct SecretSeen
{
    QString place;
    QString secret;
    QString form;
    QByteArray around;
};

// Every packet on the bridge between the hosts and on the loopback of some of them, kept by conversation and direction, so that a secret in two
// packets is one. What is kept is searched, and thrown away, before it is more than it may be.
class PacketWatch : public QThread
{
public:
    PacketWatch(const SecretHunt &hunt, const QList<const Host *> &hosts);
    ~PacketWatch() override;

    QString fault() const { return m_fault; }
    // Searches what there is; everything since the last time.
    QList<SecretSeen> take();
    qint64 packets() const { return m_packets; }
    qint64 bytes() const { return m_bytes; }
    qint64 missed(); // by the kernel, for nobody read them in time

protected:
    void run() override;

private:
    struct Ear
    {
        QString place;
        int socket;
    };
    void listenOn(const QString &place, const char *interface);
    void hear(const Ear &ear);
    void keep(const Ear &ear, QByteArrayView frame);
    void search(bool last);

    const SecretHunt &m_hunt;
    QList<Ear> m_ears;
    QString m_fault;
    QMutex m_lock; // over what follows, and reading
    QByteArray m_frame = QByteArray(1 << 18, '\0');
    QHash<QByteArray, QByteArray> m_talks;
    QHash<QByteArray, QString> m_names;
    qsizetype m_kept = 0;
    QList<SecretSeen> m_seen;
    std::atomic<qint64> m_packets = 0;
    std::atomic<qint64> m_bytes = 0;
    qint64 m_missed = 0;
    std::atomic<bool> m_over = false;
};

// The command lines and environments of all processes, looked at again and again.
class ProcessWatch : public QThread
{
public:
    explicit ProcessWatch(const SecretHunt &hunt);
    ~ProcessWatch() override;

    QList<SecretSeen> take();
    qint64 looks() const { return m_looks; }
    qint64 processes();
    qint64 bytes() const { return m_bytes; }

protected:
    void run() override;

private:
    const SecretHunt &m_hunt;
    QMutex m_lock;
    QMap<QByteArray, QString> m_texts; // each once, with the name of a program that had it
    QSet<qint64> m_pids;
    QList<SecretSeen> m_seen;
    std::atomic<qint64> m_looks = 0;
    std::atomic<qint64> m_bytes = 0;
    std::atomic<bool> m_over = false;
};

} // namespace lockstep
