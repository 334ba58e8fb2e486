// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewed.h"

#include "ui/review/filesbetween.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/viewedmarks.h"

#include <QPointer>

#include <algorithm>

namespace lockstep {

Reviewed::Reviewed(GroupSession &group, const QString &from, const QString &to, QObject *parent)
    : QObject(parent), m_group(group), m_studies(new ReviewStudies(this))
{
    connect(m_studies, &ReviewStudies::progressed, this, [this] {
        if (m_studies->isComplete() && !m_files.isEmpty())
            end();
    });
    connect(&ViewedMarks::of(group.id()), &ViewedMarks::changed, this, &Reviewed::changed);
    read(from, to);
}

Task<> Reviewed::read(QString from, QString to)
{
    const QPointer<Reviewed> here(this);
    Task<Result<ReviewSet>> reading = reviewBetween(&m_group, from, to);
    const Result<ReviewSet> set = co_await reading;
    if (!here)
        co_return;
    if (!set)
        m_problem = set.error();
    else
        m_files = set->files;
    if (!set || set->files.isEmpty())
        co_return end();
    m_studies->setReview(*set);
    m_studies->begin();
}

void Reviewed::end()
{
    if (!std::exchange(m_known, true))
        Q_EMIT known();
}

int Reviewed::changes() const
{
    int sum = 0;
    for (const ReviewFile &file : m_files) {
        const FileStudy *study = m_studies->study(file.id());
        sum += study ? int(study->units.size()) : 0;
    }
    return sum;
}

int Reviewed::viewed() const
{
    const QSet<Digest> &marks = ViewedMarks::of(m_group.id()).marks();
    int sum = 0;
    for (const ReviewFile &file : m_files) {
        const FileStudy *study = m_studies->study(file.id());
        sum += study ? int(std::ranges::count_if(study->units, [&](const Digest &unit) { return marks.contains(unit); })) : 0;
    }
    return sum;
}

QList<Reviewed::Danger> Reviewed::dangers() const
{
    QList<Danger> found;
    const QList<ReviewStudies::Place> places = m_studies->risks();
    for (const ReviewStudies::Place &place : places) {
        const RiskNote &note = m_studies->study(place.file)->risks[place.note];
        if (note.rank != RiskNote::Rank::Danger)
            continue;
        const auto same = std::ranges::find(found, note.zone, &Danger::zone);
        if (same == found.end())
            found.append({note.zone, {note.text}});
        else
            same->texts.append(note.text);
    }
    return found;
}

} // namespace lockstep
