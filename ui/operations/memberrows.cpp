// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/memberrows.h"

#include "ui/look/type.h"
#include "ui/operations/faultlines.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>

namespace lockstep {

namespace {

constexpr int steps = 1000;

} // namespace

class MemberRow : public QObject
{
public:
    MemberRow(MemberRows *owner, QGridLayout *grid, int row, QWidget *parent)
        : QObject(parent), m_name(new Label({}, Label::Selectable)), m_wave(new Label), m_badge(new Badge), m_bar(new QProgressBar),
          m_detail(new Label({}, Label::Selectable)), m_time(new Label({}, Label::Selectable)), m_faults(new FaultLines(Tone::Danger))
    {
        m_name->setFont(strongFont());
        m_wave->setForegroundRole(QPalette::PlaceholderText);
        m_wave->hide();
        m_bar->setRange(0, steps);
        m_bar->setTextVisible(false);
        m_bar->setFixedHeight(6);
        m_bar->setMinimumWidth(96);
        m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        QObject::connect(m_faults, &FaultLines::lineWanted, owner, &MemberRows::lineWanted);
        grid->addWidget(m_name, row, 0);
        grid->addWidget(m_wave, row, 1);
        grid->addWidget(m_badge, row, 2);
        grid->addWidget(m_bar, row, 3);
        grid->addWidget(m_detail, row, 4);
        grid->addWidget(m_time, row, 5);
        grid->addWidget(m_faults, row + 1, 1, 1, 5);
    }

    void show(const MemberProgress &row, const Operation &operation)
    {
        m_name->setText(row.name);
        m_wave->setText(row.wave ? MemberRows::tr("wave %1").arg(*row.wave) : QString());
        m_wave->setVisible(row.wave.has_value());
        m_badge->setWording(wordingOfStep(row, operation));
        const bool over = operation.outcome != Outcome::Running;
        m_bar->setVisible(!over && row.step != QLatin1String("returned") && row.step != QLatin1String("failed"));
        m_bar->setAccessibleName(MemberRows::tr("Progress of %1").arg(row.name));
        const int share = int(shareOf(row, operation) * steps);
        if (share > m_bar->value() || row.step == QLatin1String("waiting"))
            m_bar->setValue(share);
        const int byLoad = row.byLoad.value_or(0);
        m_detail->setText(row.answers && row.problems.isEmpty() ? proofText(row)
                          : row.total > 0 && !over              ? MemberRows::tr("%1 of %2").arg(row.done).arg(row.total)
                                                                : QString());
        m_detail->setToolTip(byLoad > 0 ? MemberRows::tr("This server does not answer itself about these zones (allow-query, views). "
                                                         "named says that it loaded them; nobody asked for their records.")
                                        : QString());
        m_time->setText(secondsText(row.elapsed));
        m_faults->show(row.problems);
    }

private:
    // What the proof rests on.
    static QString proofText(const MemberProgress &row)
    {
        const QString answers = MemberRows::tr("%n answer(s) as expected", nullptr, row.answers.value_or(0));
        const int byLoad = row.byLoad.value_or(0);
        return byLoad > 0 ? MemberRows::tr("%1, %2").arg(answers, MemberRows::tr("%n zone(s) by load, not by query", nullptr, byLoad)) : answers;
    }

    QLabel *m_name;
    QLabel *m_wave;
    Badge *m_badge;
    QProgressBar *m_bar;
    QLabel *m_detail;
    QLabel *m_time;
    FaultLines *m_faults;
};

MemberRows::MemberRows(QWidget *parent)
    : QScrollArea(parent), m_body(new QWidget), m_grid(new QGridLayout), m_warned(new Label({}, Label::Wraps)),
      m_warnings(new FaultLines(Tone::Attention))
{
    auto *column = new QVBoxLayout(m_body);
    column->addLayout(m_grid);
    column->addWidget(m_warned);
    column->addWidget(m_warnings);
    column->addStretch();
    m_warned->setFont(strongFont());
    m_warned->setContentsMargins(0, space::medium, 0, 0);
    m_warned->hide();
    connect(m_warnings, &FaultLines::lineWanted, this, &MemberRows::lineWanted);
    m_grid->setHorizontalSpacing(space::medium);
    m_grid->setVerticalSpacing(space::tight);
    m_grid->setColumnStretch(4, 1);
    setWidget(m_body);
    setWidgetResizable(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Members"));
    m_body->setBackgroundRole(QPalette::Base);
    m_body->setAutoFillBackground(true);
}

MemberRows::~MemberRows() = default;

void MemberRows::show(const Operation &operation)
{
    for (const MemberProgress &row : operation.members) {
        MemberRow *&mine = m_rows[row.member];
        if (!mine)
            mine = new MemberRow(this, m_grid, int(m_rows.size()) * 2, m_body);
        mine->show(row, operation);
    }
    const QList<Error> warnings = operation.warnings.value_or(QList<Error>());
    m_warned->setText(tr("%n warning(s): no member refuses to serve this, but look at it.", nullptr, int(warnings.size())));
    m_warned->setVisible(!warnings.isEmpty());
    m_warnings->show(warnings);
}

} // namespace lockstep
