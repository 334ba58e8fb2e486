// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/viewedmarks.h"

#include "ui/look/settings.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QSaveFile>
#include <QTimerEvent>

namespace lockstep {

namespace {
constexpr int saveAfterMs = 500;
constexpr qsizetype digestBytes = 32;
} // namespace

ViewedMarks &ViewedMarks::of(const QString &group)
{
    // By path: another home has others.
    const QString path = settingsFolder() + QStringLiteral("/viewed/") + QString::fromLatin1(Digest::of(group.toUtf8()).hex().first(32));
    static QHash<QString, ViewedMarks *> all; // as long as the program
    ViewedMarks *&found = all[path];
    if (!found) {
        found = new ViewedMarks(path);
        found->setParent(QCoreApplication::instance()); // saved at its end
        connect(found, &QObject::destroyed, [path] { all.remove(path); });
    }
    return *found;
}

ViewedMarks::ViewedMarks(const QString &path) : m_path(path) { load(); }

ViewedMarks::~ViewedMarks()
{
    if (m_saving.isActive())
        save();
}

// A file that is cut short has whole marks in its front.
void ViewedMarks::load()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return; // none were made yet, or they are made again
    const QByteArray bytes = file.read(mostMarks * digestBytes);
    for (qsizetype at = 0; at + digestBytes <= bytes.size(); at += digestBytes) {
        if (const auto digest = Digest::fromHex(bytes.sliced(at, digestBytes).toHex()); digest && !m_marks.contains(*digest)) {
            m_marks.insert(*digest);
            m_order.append(*digest);
        }
    }
}

void ViewedMarks::mark(const QList<Digest> &units, bool viewed)
{
    bool other = false;
    for (const Digest &unit : units) {
        if (viewed == m_marks.contains(unit))
            continue;
        other = true;
        if (viewed) {
            m_marks.insert(unit);
            m_order.append(unit);
        } else {
            m_marks.remove(unit);
        }
    }
    if (!other)
        return;
    m_saving.start(saveAfterMs, this);
    Q_EMIT changed();
}

void ViewedMarks::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_saving.timerId())
        save();
    else
        QObject::timerEvent(event);
}

void ViewedMarks::save()
{
    m_saving.stop();
    // What was unmarked and marked again stands at its newer place.
    QList<Digest> order;
    QSet<Digest> written;
    for (qsizetype i = m_order.size() - 1; i >= 0 && order.size() < mostMarks; --i) {
        if (m_marks.contains(m_order[i]) && !written.contains(m_order[i])) {
            written.insert(m_order[i]);
            order.prepend(m_order[i]);
        }
    }
    m_order = order;
    QByteArray bytes;
    bytes.reserve(order.size() * digestBytes);
    for (const Digest &unit : std::as_const(order))
        bytes.append(unit.bytes());
    QSaveFile file(m_path);
    const bool kept = QDir().mkpath(QFileInfo(m_path).absolutePath()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() &&
                      file.commit();
    m_problem = kept ? std::nullopt : std::optional(Error{QStringLiteral("review.marks"), {m_path}, {}, file.errorString()});
    if (!kept)
        Q_EMIT changed(); // it is told
}

} // namespace lockstep
