// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/review/filestudy.h"

#include <QObject>

#include <memory>

namespace lockstep {

// What the differences of a review mean, worked out off the window's thread, the file that is looked at first. Files that are the
// same as in the review before are not studied again.
class ReviewStudies : public QObject
{
    Q_OBJECT
public:
    explicit ReviewStudies(QObject *parent = nullptr);
    ~ReviewStudies() override;

    // Nothing is studied until it is begun.
    void setReview(const ReviewSet &set);
    void begin();
    // The next one to be studied, unless it is.
    void prefer(const QString &file);
    // nullptr as long as it is not known.
    const FileStudy *study(const QString &file) const;
    int done() const { return int(m_studies.size()); }
    int total() const { return int(m_set ? m_set->files.size() : 0); }
    bool isComplete() const { return done() == total(); }
    // Of all that is known, ranked: which file, and its how-manieth note.
    struct Place
    {
        QString file;
        qsizetype note = 0;
    };
    QList<Place> risks() const;

Q_SIGNALS:
    void studied(const QString &file);
    void progressed(); // some more are known, at most ten times a second; in the end at once

private:
    Task<> work(quint64 turn);
    Task<> workOnConfiguration(quint64 turn);
    QString next();
    void took(const QString &file);

    std::shared_ptr<const ReviewSet> m_set;
    QHash<QString, qsizetype> m_places; // of files in the set
    QHash<QString, std::shared_ptr<const FileStudy>> m_studies;
    QHash<QString, QPair<Digest, std::shared_ptr<const FileStudy>>> m_kept; // of zones: by their texts
    QSet<QString> m_begun;
    QString m_preferred;
    qsizetype m_next = 0;
    quint64 m_turn = 0;
    bool m_waiting = false; // to be begun
    qint64 m_told = 0;
};

} // namespace lockstep
