// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewstudies.h"

#include "core/base/digestbuilder.h"

#include <QCoroFuture>
#include <QDateTime>
#include <QPointer>
#include <QThread>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace lockstep {

namespace {

constexpr qint64 tellEveryMs = 100;

Digest textsOf(const ReviewFile &file)
{
    DigestBuilder builder;
    for (const std::optional<QByteArray> *side : {&file.before, &file.after}) {
        builder.add(Digest::of(side->value_or(QByteArray())).bytes());
        builder.add(QByteArrayView(*side ? "+" : "-", 1));
    }
    builder.add((file.zone + u'\n' + file.view).toUtf8());
    return builder.digest();
}

} // namespace

ReviewStudies::ReviewStudies(QObject *parent) : QObject(parent) {}
ReviewStudies::~ReviewStudies() = default;

void ReviewStudies::setReview(const ReviewSet &set)
{
    ++m_turn;
    m_waiting = true;
    m_set = std::make_shared<const ReviewSet>(set);
    m_studies.clear();
    m_begun.clear();
    m_places.clear();
    m_next = 0;
    for (qsizetype i = 0; i < m_set->files.size(); ++i)
        m_places.insert(m_set->files[i].id(), i);
    m_kept.removeIf([this](auto it) { return !m_places.contains(it.key()); });
    Q_EMIT progressed();
}

void ReviewStudies::begin()
{
    if (!std::exchange(m_waiting, false))
        return;
    const quint64 turn = m_turn;
    const bool configured = std::ranges::any_of(m_set->files, [](const ReviewFile &file) { return file.kind == ReviewFile::Kind::Configuration; });
    if (configured)
        workOnConfiguration(turn);
    const int workers = std::max(QThread::idealThreadCount() - 1, 1);
    for (int i = 0; i < workers; ++i)
        work(turn);
}

void ReviewStudies::prefer(const QString &file) { m_preferred = file; }

const FileStudy *ReviewStudies::study(const QString &file) const { return m_studies.value(file).get(); }

// Of a zone that nobody has begun; "": none is left.
QString ReviewStudies::next()
{
    const auto wanted = [this](qsizetype i) { return m_set->files[i].kind == ReviewFile::Kind::Zone && !m_begun.contains(m_set->files[i].id()); };
    const auto preferred = m_places.constFind(m_preferred);
    qsizetype found = preferred != m_places.cend() && wanted(*preferred) ? *preferred : -1;
    while (found < 0 && m_next < m_set->files.size()) {
        if (wanted(m_next))
            found = m_next;
        else
            ++m_next;
    }
    if (found < 0)
        return {};
    m_begun.insert(m_set->files[found].id());
    return m_set->files[found].id();
}

void ReviewStudies::took(const QString &file)
{
    Q_EMIT studied(file);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!isComplete() && now - m_told < tellEveryMs && now >= m_told)
        return;
    m_told = now;
    Q_EMIT progressed();
}

Task<> ReviewStudies::work(quint64 turn)
{
    const QPointer<ReviewStudies> here(this);
    for (QString id = next(); !id.isEmpty(); id = next()) {
        const std::shared_ptr<const ReviewSet> set = m_set;
        const qsizetype place = m_places.value(id);
        const auto kept = m_kept.value(id);
        const bool includes = !set->includedBefore.isEmpty() || !set->includedAfter.isEmpty(); // whose texts are not in its own
        QFuture<QPair<Digest, std::shared_ptr<const FileStudy>>> working = QtConcurrent::run([set, place, kept, includes] {
            const ReviewFile &file = set->files[place];
            const Digest texts = textsOf(file);
            if (kept.second && kept.first == texts && !includes)
                return kept;
            return QPair(texts, std::shared_ptr<const FileStudy>(std::make_shared<FileStudy>(studyOfZone(file, *set))));
        });
        const auto known = co_await working;
        if (!here || turn != m_turn)
            co_return;
        m_kept.insert(id, known);
        m_studies.insert(id, known.second);
        took(id);
    }
}

Task<> ReviewStudies::workOnConfiguration(quint64 turn)
{
    const QPointer<ReviewStudies> here(this);
    const std::shared_ptr<const ReviewSet> set = m_set;
    QFuture<QHash<QString, FileStudy>> working = QtConcurrent::run([set] { return studyOfConfiguration(*set); });
    const QHash<QString, FileStudy> studies = co_await working;
    if (!here || turn != m_turn)
        co_return;
    for (auto it = studies.cbegin(); it != studies.cend(); ++it)
        m_studies.insert(it.key(), std::make_shared<const FileStudy>(it.value()));
    for (auto it = studies.cbegin(); here && turn == m_turn && it != studies.cend(); ++it)
        took(it.key());
}

QList<ReviewStudies::Place> ReviewStudies::risks() const
{
    QList<Place> places;
    QList<RiskNote::Rank> ranks;
    if (!m_set)
        return places;
    for (const RiskNote::Rank rank : {RiskNote::Rank::Danger, RiskNote::Rank::Attention, RiskNote::Rank::Notice}) {
        for (const ReviewFile &file : m_set->files) {
            const FileStudy *one = study(file.id());
            for (qsizetype i = 0; one && i < one->risks.size(); ++i) {
                if (one->risks[i].rank == rank)
                    places.append({file.id(), i});
            }
        }
    }
    return places;
}

} // namespace lockstep
