// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/groupsettings.h"

#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/members/field.h"
#include "ui/operations/rollouteditor.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace lockstep {

namespace {

constexpr qsizetype longestName = 200; // the master refuses more, as with the numbers below
constexpr int mostDeployments = 10000;
constexpr qsizetype mostRules = 200;
constexpr qsizetype longestRule = 1000;
constexpr int nameWidth = 120; // as that of the rows of the editor below

QList<Member> attached(const GroupStatus &status)
{
    QList<Member> members;
    for (const Member &member : status.members) {
        if (member.attachment == Attachment::Attached)
            members.append(member);
    }
    return members;
}

QStringList rulesIn(const QString &text)
{
    QStringList rules;
    for (const QString &line : text.split(u'\n')) {
        if (const QString rule = line.trimmed(); !rule.isEmpty() && !rules.contains(rule))
            rules.append(rule);
    }
    return rules;
}

// "" when the master would take it.
QString faultOf(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString rule = lines[i].trimmed();
        if (!rule.isEmpty() && !rule.startsWith(u'/'))
            return GroupSettings::tr("Line %1: \"%2\" is no absolute path. It must begin with a slash.").arg(i + 1).arg(rule);
        if (rule.size() > longestRule)
            return GroupSettings::tr("Line %1 is too long: at most %2 letters fit.").arg(i + 1).arg(longestRule);
    }
    return rulesIn(text).size() > mostRules ? GroupSettings::tr("These are too many paths: at most %1 fit. Use * and ?.").arg(mostRules) : QString();
}

Label *heading(const QString &text)
{
    auto *head = new Label(text);
    head->setFont(strongFont());
    head->setContentsMargins(0, space::small, 0, 0);
    return head;
}

} // namespace

GroupSettings::GroupSettings(GroupSession &group, QWidget *parent)
    : QDialog(parent), m_group(group), m_before(group.status().group), m_banner(new Banner),
      m_name(new Field(tr("Na&me"), tr("For people; it is no part of any path."))), m_serials(new QComboBox), m_kept(new QSpinBox),
      m_rollout(new RolloutEditor), m_rules(new QPlainTextEdit), m_rulesNote(new Label)
{
    setObjectName(QStringLiteral("groupsettings"));
    m_rulesNote->setWordWrap(true);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Settings of \"%1\"").arg(m_before.name));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::medium);
    column->addWidget(m_banner);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Settings"));
    scroll->setWidget(page());
    column->addWidget(scroll, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setDefault(true);
    setPrimary(m_save);
    column->addWidget(buttons);
    resize(700, 680);

    connect(m_name, &Field::edited, this, &GroupSettings::check);
    connect(m_rules, &QPlainTextEdit::textChanged, this, &GroupSettings::check);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { save(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&m_group, &GroupSession::statusChanged, this, &GroupSettings::check);
    m_name->edit()->setFocus();
    check();
}

QWidget *GroupSettings::page()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    column->addWidget(m_name);
    m_name->setText(m_before.name);
    m_serials->addItems({tr("By date: 2026112701, 2026112702 ..."), tr("By one: 41, 42 ..."), tr("As the seconds since 1970: 1795766400 ...")});
    m_serials->setCurrentIndex(int(m_before.serialPolicy));
    m_serials->setToolTip(tr("What a zone's serial becomes when it changes. It never goes back."));
    m_kept->setRange(1, mostDeployments);
    m_kept->setValue(m_before.keepDeployments);
    m_kept->setAlignment(Qt::AlignRight);
    m_kept->setToolTip(tr("To so many deployments the group can be rolled back. Older ones stay in the history without their data."));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::small);
    grid->setVerticalSpacing(space::small);
    grid->setColumnMinimumWidth(0, nameWidth);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const auto &[text, field] : {std::pair<QString, QWidget *>{tr("Serials &rise"), m_serials}, {tr("Deployments &kept"), m_kept}}) {
        auto *name = new QLabel(text);
        name->setForegroundRole(QPalette::PlaceholderText);
        name->setBuddy(field);
        grid->addWidget(name, row, 0);
        grid->addWidget(field, row++, 1, Qt::AlignLeft);
    }
    column->addLayout(grid);
    column->addWidget(heading(tr("Deploying, unless it is said otherwise at a deploy")));
    m_rollout->show(m_before.rollout.value_or(Rollout()), m_before.keepMinutes.value_or(0), attached(m_group.status()));
    column->addWidget(m_rollout);
    column->addWidget(heading(tr("No drift")));
    m_rules->setPlainText(m_before.driftRules.value_or(QStringList()).join(u'\n'));
    m_rules->setFont(dataFont());
    m_rules->setTabChangesFocus(true);
    m_rules->setFixedHeight(m_rules->fontMetrics().lineSpacing() * 5);
    m_rules->setPlaceholderText(QStringLiteral("/etc/bind/local/*.conf"));
    m_rules->setAccessibleName(tr("Paths that are no drift, one a line"));
    column->addWidget(m_rules);
    column->addWidget(m_rulesNote);
    column->addStretch();
    return page;
}

bool GroupSettings::check()
{
    const QString name = m_name->text();
    QString fault = name.isEmpty()              ? tr("Give the group a name.")
                    : name.size() > longestName ? tr("This name is too long: at most %1 letters fit.").arg(longestName)
                                                : QString();
    for (const GroupStatus &status : m_group.master().groups()) {
        if (status.group.name == name && status.group.id != m_group.id())
            fault = sentence(Error{QStringLiteral("master.grouptaken"), {name}, {}, {}});
    }
    m_name->setFault(fault);
    const QString rules = faultOf(m_rules->toPlainText());
    m_rulesNote->setText(rules.isEmpty() ? tr("Whoever edits these files on a member may do so: they are not reported. One path a line; * and ? "
                                              "stand for letters of a name, not for a slash.")
                                         : rules);
    m_rulesNote->setTone(rules.isEmpty() ? Tone::Muted : Tone::Danger);
    const bool good = fault.isEmpty() && rules.isEmpty();
    const bool connected = m_group.master().isConnected();
    m_save->setEnabled(good && connected && !m_saving);
    m_save->setToolTip(connected ? QString() : tr("The master does not answer: nothing can be changed until it does."));
    return good;
}

EditGroupRequest GroupSettings::request() const
{
    EditGroupRequest request;
    request.group = m_group.id();
    if (m_name->text() != m_before.name)
        request.name = m_name->text();
    if (SerialPolicy(m_serials->currentIndex()) != m_before.serialPolicy)
        request.serialPolicy = SerialPolicy(m_serials->currentIndex());
    if (m_kept->value() != m_before.keepDeployments)
        request.keepDeployments = m_kept->value();
    if (const Rollout rollout = m_rollout->rollout(); rollout != m_before.rollout.value_or(Rollout()))
        request.rollout = rollout;
    if (m_rollout->keepMinutes() != m_before.keepMinutes.value_or(0))
        request.keepMinutes = m_rollout->keepMinutes();
    if (const QStringList rules = rulesIn(m_rules->toPlainText()); rules != m_before.driftRules.value_or(QStringList()))
        request.driftRules = rules;
    return request;
}

Task<> GroupSettings::save()
{
    if (!check() || m_saving)
        co_return;
    const QPointer<GroupSettings> here(this);
    m_saving = true;
    m_banner->hide();
    check();
    Task<Result<Group>> saving = m_group.master().call(mastercalls::groupEdit, request());
    const Result<Group> saved = co_await saving;
    if (!here)
        co_return;
    m_saving = false;
    if (saved) {
        // Who was reported for what is no drift now is asked again.
        if (saved->driftRules != m_before.driftRules)
            m_group.master().refresh(m_group.id());
        close();
        co_return;
    }
    m_banner->show(saved.error());
    check();
}

} // namespace lockstep
