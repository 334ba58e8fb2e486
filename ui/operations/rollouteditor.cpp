// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/rollouteditor.h"

#include "ui/look/type.h"
#include "ui/operations/rolloutsentence.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QRadioButton>
#include <QSpinBox>

namespace lockstep {

namespace {

constexpr int nameWidth = 120; // as that of the facts above it
constexpr int mostMembers = 10000;
constexpr int aDay = 24 * 60 * 60; // seconds
constexpr int offeredPercent = 5;
constexpr int offeredMinutes = 10;

} // namespace

RolloutEditor::RolloutEditor(QWidget *parent)
    : QWidget(parent), m_grid(new QGridLayout(this)), m_all(new QRadioButton(tr("All at o&nce"))), m_one(new QRadioButton(tr("&One member first"))),
      m_waves(new QRadioButton(tr("In &waves"))), m_canary(new QComboBox), m_first(number(tr("Size of the first wave"), 1, mostMembers, {})),
      m_growth(number(tr("Size of every later wave"), 0, mostMembers, {})), m_unit(new QComboBox),
      m_seconds(number(tr("Seconds that a wave is watched"), 0, aDay, tr(" s"))),
      m_watched(new QCheckBox(tr("&Take back when SERVFAIL and NXDOMAIN rise by more than"))),
      m_percent(number(tr("By how many per cent of the answers"), 1, 100, tr(" %"))), m_kept(new QCheckBox(tr("&Ask to keep it within"))),
      m_minutes(number(tr("Minutes to keep it"), 1, aDay / 60, tr(" min"))), m_sentence(new Label({}, Label::Wraps))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::small);
    m_grid->setVerticalSpacing(space::tight);
    m_grid->setColumnMinimumWidth(0, nameWidth);
    m_grid->setColumnStretch(1, 1);
    m_canary->setAccessibleName(tr("The member that goes first"));
    m_unit->setAccessibleName(tr("Unit of the sizes"));
    m_unit->addItems({tr("members"), tr("per cent")});
    m_growth->setSpecialValueText(tr("all others"));
    addRow(tr("How it goes out"), {m_all, m_one, m_waves});
    addRow(tr("Begins with"), {m_canary});
    addRow(tr("Waves"), {m_first, new Label(tr("first, then")), m_growth, m_unit});
    addRow(tr("Watched for"), {m_seconds, new Label(tr("after each wave"))});
    addRow({}, {m_watched, m_percent});
    addRow({}, {m_kept, m_minutes});
    // It says more or less in one line or two; what stands below it stays where it is.
    m_sentence->setMinimumHeight(m_sentence->fontMetrics().lineSpacing() * 2);
    m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_sentence->setFont(strongFont());
    m_sentence->setAccessibleName(tr("What will happen"));
    m_grid->addWidget(m_sentence, m_grid->rowCount(), 0, 1, 2);

    for (QRadioButton *one : {m_all, m_one, m_waves})
        connect(one, &QRadioButton::toggled, this, &RolloutEditor::settle);
    for (QComboBox *one : {m_canary, m_unit})
        connect(one, &QComboBox::currentIndexChanged, this, &RolloutEditor::settle);
    for (QSpinBox *one : {m_first, m_growth, m_seconds, m_percent, m_minutes})
        connect(one, &QSpinBox::valueChanged, this, &RolloutEditor::settle);
    for (QCheckBox *one : {m_watched, m_kept})
        connect(one, &QCheckBox::toggled, this, &RolloutEditor::settle);
    show({}, 0, {});
}

void RolloutEditor::addRow(const QString &name, const QList<QWidget *> &parts)
{
    const int row = m_grid->rowCount();
    if (!name.isEmpty()) {
        auto *label = new Label(name);
        label->setForegroundRole(QPalette::PlaceholderText);
        m_grid->addWidget(label, row, 0);
    }
    auto *across = new QHBoxLayout;
    across->setSpacing(space::small);
    for (QWidget *part : parts)
        across->addWidget(part);
    across->addStretch();
    m_grid->addLayout(across, row, 1);
}

QSpinBox *RolloutEditor::number(const QString &name, int least, int most, const QString &suffix)
{
    auto *made = new QSpinBox;
    made->setRange(least, most);
    made->setSuffix(suffix);
    made->setAlignment(Qt::AlignRight);
    made->setAccessibleName(name);
    return made;
}

void RolloutEditor::show(const Rollout &rollout, int keepMinutes, const QList<Member> &members)
{
    m_showing = true;
    m_members = members;
    m_canary->clear();
    m_canary->addItem(tr("the first of the list"), QString());
    for (const Member &member : members)
        m_canary->addItem(member.name, member.id);
    m_canary->setCurrentIndex(std::max(0, m_canary->findData(rollout.canary)));
    const bool one = rollout.first == 1 && rollout.growth == 0 && rollout.unit == Rollout::Unit::Members;
    (rollout.allAtOnce() ? m_all : one ? m_one : m_waves)->setChecked(true);
    m_unit->setCurrentIndex(int(rollout.unit));
    settle(); // what the sizes can be
    m_first->setValue(std::max(1, rollout.first));
    m_growth->setValue(rollout.growth);
    m_watched->setChecked(rollout.mostFailed > 0);
    m_percent->setValue(rollout.mostFailed > 0 ? rollout.mostFailed : offeredPercent);
    m_seconds->setValue(rollout.watchSeconds);
    m_kept->setChecked(keepMinutes > 0);
    m_minutes->setValue(keepMinutes > 0 ? keepMinutes : offeredMinutes);
    m_showing = false;
    settle();
}

Rollout RolloutEditor::rollout() const
{
    Rollout rollout;
    if (m_one->isChecked())
        rollout.first = 1;
    if (m_waves->isChecked()) {
        rollout.first = m_first->value();
        rollout.growth = m_growth->value();
        rollout.unit = Rollout::Unit(m_unit->currentIndex());
    }
    rollout.canary = m_canary->currentData().toString();
    rollout.watchSeconds = m_seconds->value();
    rollout.mostFailed = m_watched->isChecked() ? m_percent->value() : 0;
    return rollout;
}

int RolloutEditor::keepMinutes() const { return m_kept->isChecked() ? m_minutes->value() : 0; }

void RolloutEditor::settle()
{
    const bool waves = m_waves->isChecked();
    const bool all = m_all->isChecked();
    m_canary->setEnabled(!all);
    for (QWidget *one : std::initializer_list<QWidget *>{m_first, m_growth, m_unit})
        one->setEnabled(waves);
    const int most = m_unit->currentIndex() == int(Rollout::Unit::Percent) ? 100 : mostMembers;
    m_first->setMaximum(most);
    m_growth->setMaximum(most);
    // Nothing is seen of answers in no time.
    m_seconds->setMinimum(m_watched->isChecked() ? 1 : 0);
    m_seconds->setEnabled(!all || m_watched->isChecked());
    m_percent->setEnabled(m_watched->isChecked());
    m_minutes->setEnabled(m_kept->isChecked());
    m_sentence->setText(rolloutSentence(rollout(), keepMinutes(), m_members));
    if (!m_showing)
        Q_EMIT changed();
}

} // namespace lockstep
