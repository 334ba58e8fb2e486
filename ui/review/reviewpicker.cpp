// SPDX-License-Identifier: GPL-3.0-or-later
// Which two states of the group a ReviewView compares, taking it along, and what keys do in it.
#include "core/review/reviewexport.h"
#include "ui/look/words.h"
#include "ui/review/filesreview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/reviewview.h"
#include "ui/review/viewedmarks.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/keysheet.h"
#include "ui/widgets/quickcommand.h"

#include <QAction>
#include <QDateTime>
#include <QFileDialog>
#include <QPointer>
#include <QSaveFile>
#include <QToolButton>

#include <algorithm>

namespace lockstep {

namespace {
constexpr int mostDeployments = 500; // that are offered
}

void ReviewView::choose(bool target)
{
    const QString asks = target ? tr("Compare with: a state, a server, a deployment") : tr("Compare from: a state, a server, a deployment");
    const QPointer<ReviewView> here(this);
    const auto entry = [here, target](const QString &which, const QString &text, const QString &hint) {
        return QuickEntry{text, hint, {}, [here, target, which] {
                              if (here)
                                  Q_EMIT here->wanted(
                                      QStringLiteral("review?from=%1&to=%2").arg(target ? here->m_from : which, target ? which : here->m_to));
                          }};
    };
    const GroupStatus &status = group().status();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QList<QuickEntry> entries;
    entries.append(entry(QStringLiteral("staged"), titleOf(QStringLiteral("staged")), tr("%n edits", nullptr, status.changes)));
    if (status.prepared)
        entries.append(entry(QStringLiteral("prepared"), titleOf(QStringLiteral("prepared")),
                             tr("%1, by %2").arg(relativeTime(status.prepared->time, now), status.prepared->author)));
    entries.append(entry(QStringLiteral("live"), titleOf(QStringLiteral("live")), relativeTime(status.liveTime, now)));
    for (const Member &member : status.members)
        entries.append(entry(QStringLiteral("member:%1").arg(member.id), titleOf(QStringLiteral("member:%1").arg(member.id)), tr("its files now")));
    QToolButton *button = target ? m_toButton : m_fromButton;
    auto *picker = new QuickCommand(entries, this, asks);
    picker->placeBelow(button);
    picker->show();
    offerDeployments(picker, entry);
}

Task<> ReviewView::offerDeployments(QPointer<QuickCommand> picker, std::function<QuickEntry(QString, QString, QString)> entry)
{
    Task<Result<HistoryList>> asking = group().master().call(mastercalls::historyList, HistoryRequest{group().id(), {}, 1, 0});
    Result<HistoryList> history = co_await asking;
    if (!picker || !history)
        co_return;
    std::ranges::sort(history->deployments, std::greater(), &Deployment::number);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QList<QuickEntry> entries;
    for (const Deployment &one : std::as_const(history->deployments)) {
        if (entries.size() >= mostDeployments)
            break;
        QStringList hints{relativeTime(one.time, now), one.author};
        if (!one.comment.isEmpty())
            hints.append(one.comment.left(60));
        if (one.state == Deployment::State::Undone)
            hints.append(tr("taken back"));
        const QString text = one.number == 0 ? tr("what the first member brought") : tr("deployment %1").arg(one.number);
        entries.append(entry(QStringLiteral("deployment:%1").arg(one.number), text, hints.join(QStringLiteral(" \u00b7 "))));
    }
    picker->add(entries);
}

// Which file it becomes is said by its name's end.
void ReviewView::exportReview()
{
    const QString name = QStringLiteral("%1 %2").arg(group().status().group.name,
                                                     QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HHmm")));
    auto *dialog = new QFileDialog(this, tr("Take this review along"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Page (*.html)"), tr("Patch (*.patch)"), tr("Data for programs (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(QString(name).replace(u'/', u'-'));
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &filter) { dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1)); });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<void> written = exportTo(path);
        m_banner->setAction({});
        if (written)
            m_banner->show(Tone::Ok, tr("This review was written to %1. Secrets are masked in it.").arg(path));
        else
            m_banner->show(written.error());
    });
    dialog->open();
}

Result<void> ReviewView::exportTo(const QString &path)
{
    if (!m_set)
        return fail(QStringLiteral("review.unread"));
    ReviewExport review;
    review.group = group().status().group.name;
    review.from = titleOf(m_from);
    review.to = titleOf(m_to);
    const Digest staged = group().changes().staged.isNull() ? group().status().staged : group().changes().staged;
    review.seal = isStaged() && !staged.isNull() ? staged.seal() : QString();
    review.time = QDateTime::currentMSecsSinceEpoch();
    const ReviewSet shown = m_since ? sinceThen(*m_then, *m_set) : *m_set;
    review.set = &shown;
    review.study = [this](const QString &file) { return m_review->studies().study(file); };
    review.sentence = [](const Error &error) { return sentence(error); };
    review.viewed = [this](const Digest &unit) { return ViewedMarks::of(group().id()).marks().contains(unit); };
    const QByteArray bytes = path.endsWith(QLatin1String(".patch"), Qt::CaseInsensitive)  ? reviewPatch(review)
                             : path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? reviewJson(review)
                                                                                          : reviewHtml(review);
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return written ? Result<void>() : fail(Error{QStringLiteral("review.unwritten"), {path}, {}, file.errorString()});
}

void ReviewView::showKeys()
{
    QList<QAction *> actions = m_review->actions();
    actions.append(QList<QAction *>{m_edit, m_openEditor, m_discardHunk, m_discardFile, m_undo, m_adoptHunk, m_adopt, m_overwrite});
    const KeySheet::Part moving{tr("Going through it"),
                                {{QStringLiteral("F7, Shift+F7"), tr("Next and previous change, over files too")},
                                 {tr("Arrows, Page Up, Page Down"), tr("Row by row, page by page")},
                                 {tr("Home, End"), tr("First and last row")},
                                 {tr("Enter"), tr("Opens what is folded; from a meaning to its lines")},
                                 {tr("Ctrl+Shift+Up, Ctrl+Shift+Down"), tr("Twenty more of the unchanged lines")},
                                 {QStringLiteral("T"), tr("Meaning or text, at the same place")},
                                 {QStringLiteral("V"), tr("Marks as viewed and goes on")},
                                 {QStringLiteral("M"), tr("From lines that moved to where they stand now")},
                                 {tr("Ctrl+Left, Ctrl+Right"), tr("Which side is selected and copied")}}};
    auto *sheet = new KeySheet({moving, {tr("Doing"), KeySheet::keysOf(actions)}}, this);
    sheet->open();
}

} // namespace lockstep
