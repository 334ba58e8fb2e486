// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/driftpanel.h"

#include "ui/look/type.h"
#include "ui/members/memberactions.h"
#include "ui/review/adopting.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int fewestRows = 2;
constexpr int mostRows = 6; // the rest is scrolled to
constexpr qsizetype namedFiles = 8;
constexpr qsizetype mostTold = 200; // the master tells no more of a member

QString listed(QStringList paths)
{
    const qsizetype more = paths.size() - namedFiles;
    if (more > 1) {
        paths = paths.first(namedFiles);
        paths.append(DriftPanel::tr("and %n more", nullptr, int(more)));
    }
    return paths.join(u'\n');
}

} // namespace

QString ruleOf(const QString &path)
{
    QString rule;
    for (const QChar letter : path) {
        const bool special = letter == u'*' || letter == u'?' || letter == u'[' || letter == u']';
        rule += special ? u'[' + QString(letter) + u']' : QString(letter);
    }
    return rule;
}

DriftPanel::DriftPanel(GroupSession &group, MemberActions &actions, QWidget *parent)
    : QWidget(parent), m_group(group), m_actions(actions), m_head(new Label({}, Label::Wraps)), m_list(new QTreeWidget), m_adopt(new QPushButton),
      m_overwrite(new QPushButton(tr("&Overwrite..."))), m_ignore(new QPushButton(tr("&Not drift any more..."))),
      m_differences(new QPushButton(tr("Show &differences"))), m_state(new Banner)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::tight, 0, space::small);
    column->setSpacing(space::tight);
    column->addWidget(m_head);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    for (QPushButton *button : {m_adopt, m_overwrite, m_ignore, m_differences})
        buttons->addWidget(button);
    buttons->addStretch();
    column->addLayout(buttons); // above the list, which may be long
    column->addWidget(m_list);
    column->addWidget(m_state);
    m_list->setAccessibleName(tr("Files that were changed by hand"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->header()->setStretchLastSection(true);
    m_state->setClosable(true);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &DriftPanel::settle);
    connect(m_adopt, &QPushButton::clicked, this, [this] { adoptChosen(); });
    connect(m_ignore, &QPushButton::clicked, this, [this] { ignoreChosen(); });
    connect(m_overwrite, &QPushButton::clicked, m_actions.synchronise, &QAction::trigger);
    connect(m_differences, &QPushButton::clicked, m_actions.differences, &QAction::trigger);
    for (const QAction *action : {m_actions.synchronise, m_actions.differences})
        connect(action, &QAction::changed, this, &DriftPanel::settle);
    connect(m_state, &Banner::actionPressed, this, [this] { Q_EMIT wanted(QStringLiteral("review")); });
    hide();
}

void DriftPanel::show(const MemberRow *row)
{
    // One that was brought to live since has its files again, whatever was told of it before.
    const bool intact = !row || row->sync.state == SyncState::InSync || row->sync.state == SyncState::FilesMatch;
    const QStringList paths = intact ? QStringList() : row->sync.drifted.value_or(QStringList());
    const QString member = row ? row->member.id : QString();
    if (member != m_member)
        m_state->hide();
    if (member != m_member || paths != m_paths)
        list(paths);
    m_member = member;
    m_name = row ? row->member.name : QString();
    m_paths = paths;
    m_head->setText(paths.size() < mostTold
                        ? tr("%n file(s) differ on %1 from what it was given:", nullptr, int(paths.size())).arg(m_name)
                        : tr("Many files differ on %1 from what it was given; the first %n of them:", nullptr, int(paths.size())).arg(m_name));
    showOutcomes();
    settle();
    setVisible(!paths.isEmpty());
}

void DriftPanel::list(const QStringList &paths)
{
    QSet<QString> selected; // what stays keeps its mark
    const QList<QTreeWidgetItem *> marked = m_list->selectedItems();
    for (const QTreeWidgetItem *item : marked)
        selected.insert(item->text(0));
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const QString &path : paths) {
        auto *item = new QTreeWidgetItem(m_list, {path});
        item->setFont(0, dataFont());
        item->setToolTip(0, path);
        item->setSelected(selected.contains(path));
    }
    const int rows = std::clamp(int(paths.size()), fewestRows, mostRows);
    const int height = m_list->topLevelItemCount() > 0 ? m_list->visualItemRect(m_list->topLevelItem(0)).height() : 0;
    m_list->setFixedHeight(rows * std::max(height, m_list->fontMetrics().height() + space::small) + 2 * m_list->frameWidth());
}

void DriftPanel::showOutcomes()
{
    const QHash<QString, Outcome> outcomes = m_outcomes.value(m_member);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        const auto known = outcomes.constFind(item->text(0));
        const bool any = known != outcomes.constEnd();
        item->setText(1, any ? known->text : QString());
        item->setToolTip(1, any ? known->tip : QString());
        item->setIcon(1, any ? themeIcon(known->good ? "checkmark" : "emblem-error") : QIcon());
    }
    m_list->resizeColumnToContents(0);
    m_list->header()->resizeSection(0, m_list->header()->sectionSize(0) + space::large);
}

QStringList DriftPanel::chosen() const
{
    QStringList paths;
    const QList<QTreeWidgetItem *> marked = m_list->selectedItems();
    for (const QTreeWidgetItem *item : marked)
        paths.append(item->text(0));
    return paths.isEmpty() ? m_paths : paths;
}

void DriftPanel::settle()
{
    const qsizetype some = m_list->selectedItems().size();
    m_adopt->setText(some > 0 && some < m_paths.size() ? tr("Adopt %n into &staging", nullptr, int(some)) : tr("Adopt all into &staging"));
    const QString lost = m_group.master().isConnected() ? QString() : tr("The master does not answer: nothing can be changed until it does.");
    m_adopt->setEnabled(!m_working && lost.isEmpty());
    m_adopt->setToolTip(
        !lost.isEmpty() ? lost : tr("Stages the files as %1 has them. Select some to take those alone. Nothing is served by that.").arg(m_name));
    m_overwrite->setEnabled(!m_working && m_actions.synchronise->isEnabled());
    m_overwrite->setToolTip(m_actions.synchronise->isEnabled() ? tr("Replaces all of them by what is live.") : m_actions.synchronise->toolTip());
    const QString busy = m_actions.busy();
    m_ignore->setEnabled(!m_working && busy.isEmpty());
    m_ignore->setToolTip(!busy.isEmpty() ? busy : tr("Lets these files be edited on every member without a word about it."));
    m_differences->setEnabled(m_actions.differences->isEnabled());
    m_differences->setToolTip(m_actions.differences->toolTip());
}

Task<bool> DriftPanel::mayReplace(QStringList edited)
{
    if (edited.isEmpty())
        co_return true;
    Question question{QStringLiteral("drift.adopt"),
                      tr("Adopt into staging"),
                      tr("Replace what is staged of %n file(s)?", nullptr, int(edited.size())),
                      tr("Another text is staged already of what %1 has changed. It is replaced:").arg(m_name) + QStringLiteral("\n\n") +
                          listed(edited),
                      tr("Replace it"),
                      true,
                      {}};
    Task<bool> asking = ask(this, question);
    const bool yes = co_await asking;
    co_return yes;
}

Task<> DriftPanel::adoptChosen()
{
    const QPointer<DriftPanel> here(this);
    const QStringList paths = chosen();
    const QString member = m_member;
    const QString name = m_name;
    m_working = true;
    m_outcomes.remove(member);
    showOutcomes();
    m_state->setAction({});
    m_state->show(Tone::Accent, tr("The files of %1 are read ...").arg(name));
    settle();
    Task<Result<QList<DriftedFile>>> asking = driftOf(&m_group, member);
    const Result<QList<DriftedFile>> drift = co_await asking;
    if (!here)
        co_return;
    QHash<QString, DriftedFile> found;
    QStringList edited;
    for (const DriftedFile &file : drift.value_or(QList<DriftedFile>())) {
        found.insert(file.path, file);
        if (file.isEdited() && paths.contains(file.path))
            edited.append(file.path);
    }
    bool may = drift.has_value();
    if (may) {
        Task<bool> confirming = mayReplace(edited);
        may = co_await confirming;
        if (!here)
            co_return;
    }
    int staged = 0;
    for (qsizetype i = 0; may && i < paths.size(); ++i) {
        const QString &path = paths[i];
        m_state->show(Tone::Accent, tr("Staging %1 of %2 ...").arg(i + 1).arg(paths.size()));
        if (!found.contains(path)) {
            m_outcomes[member].insert(path, {tr("as it is live by now"), {}, true});
        } else {
            Task<Result<void>> staging = adopt(&m_group, found.value(path));
            const Result<void> done = co_await staging;
            if (!here)
                co_return;
            staged += done ? 1 : 0;
            m_outcomes[member].insert(path, done ? Outcome{tr("staged"), {}, true} : Outcome{sentence(done.error()), sentence(done.error()), false});
        }
        showOutcomes();
    }
    m_working = false;
    settle();
    if (!drift)
        m_state->show(drift.error());
    else if (!may)
        m_state->hide();
    if (!may)
        co_return;
    const auto failed = std::ranges::count_if(paths, [&](const QString &path) { return !m_outcomes.value(member).value(path).good; });
    m_state->setAction(staged > 0 ? tr("&Review") : QString());
    m_state->show(failed > 0 ? Tone::Danger : Tone::Ok,
                  failed > 0 ? tr("%1 of %2 files are staged; the others stay as they were. Why stands beside each.").arg(staged).arg(paths.size())
                             : tr("%n file(s) are staged as %1 has them. Review them, then prepare and deploy.", nullptr, staged).arg(name));
}

Task<> DriftPanel::ignoreChosen()
{
    const QPointer<DriftPanel> here(this);
    const QStringList paths = chosen();
    Question question{QStringLiteral("drift.ignore"),
                      tr("Not drift any more"),
                      tr("May these %n file(s) differ on every member?", nullptr, int(paths.size())),
                      listed(paths) + QStringLiteral("\n\n") +
                          tr("Nobody is told any more when they are changed by hand; that can be taken back in the settings of the group. They stay "
                             "managed: a deployment brings its own text of them."),
                      tr("They may differ"),
                      false,
                      {}};
    Task<bool> asking = ask(this, question);
    const bool yes = co_await asking;
    if (!here || !yes)
        co_return;
    EditGroupRequest request;
    request.group = m_group.id();
    QStringList rules = m_group.status().group.driftRules.value_or(QStringList());
    for (const QString &path : paths)
        rules.append(ruleOf(path));
    request.driftRules = rules;
    m_working = true;
    settle();
    Task<Result<Group>> setting = m_group.master().call(mastercalls::groupEdit, request);
    const Result<Group> set = co_await setting;
    if (!here)
        co_return;
    m_working = false;
    settle();
    m_state->setAction({});
    if (set)
        m_group.master().refresh(m_group.id());
    set ? m_state->hide() : m_state->show(set.error());
}

} // namespace lockstep
