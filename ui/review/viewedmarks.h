// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/base/error.h"

#include <QBasicTimer>
#include <QObject>
#include <QSet>

namespace lockstep {

// Which changes of a group this user has looked at, known by what they say: they stay viewed when others are staged beside them,
// and in the next session. One file per group below the console's settings; the oldest marks go when there are too many.
class ViewedMarks : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype mostMarks = 500'000;
    // Of one group; views share them.
    static ViewedMarks &of(const QString &group);
    ~ViewedMarks() override; // what is not written yet is

    const QSet<Digest> &marks() const { return m_marks; }
    void mark(const QList<Digest> &units, bool viewed);
    // Why they could not be kept for the next session, if so.
    std::optional<Error> problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    explicit ViewedMarks(const QString &path);
    void load();
    void save();

    QString m_path;
    QSet<Digest> m_marks;
    QList<Digest> m_order; // as they were made; some of them may be gone
    QBasicTimer m_saving;
    std::optional<Error> m_problem;
};

} // namespace lockstep
