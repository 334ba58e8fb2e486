// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/memberrows.h"

#include "ui/look/type.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace lockstep {

namespace {

constexpr int steps = 1000;

} // namespace

class MemberRow : public QObject
{
public:
    MemberRow(MemberRows *owner, QGridLayout *grid, int row, QWidget *parent)
        : QObject(parent), m_owner(owner), m_name(new Label({}, Label::Selectable)), m_badge(new Badge), m_bar(new QProgressBar),
          m_detail(new Label({}, Label::Selectable)), m_time(new Label({}, Label::Selectable)), m_faults(new QWidget)
    {
        m_name->setFont(strongFont());
        m_bar->setRange(0, steps);
        m_bar->setTextVisible(false);
        m_bar->setFixedHeight(6);
        m_bar->setMinimumWidth(96);
        m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_faults->setLayout(new QVBoxLayout);
        m_faults->layout()->setContentsMargins(0, 0, 0, space::small);
        m_faults->layout()->setSpacing(space::tight);
        grid->addWidget(m_name, row, 0);
        grid->addWidget(m_badge, row, 1);
        grid->addWidget(m_bar, row, 2);
        grid->addWidget(m_detail, row, 3);
        grid->addWidget(m_time, row, 4);
        grid->addWidget(m_faults, row + 1, 1, 1, 4);
    }

    void show(const MemberProgress &row, const Operation &operation)
    {
        m_name->setText(row.name);
        m_badge->setWording(wordingOfStep(row, operation));
        const bool over = operation.outcome != Outcome::Running;
        m_bar->setVisible(!over && row.step != QLatin1String("returned") && row.step != QLatin1String("failed"));
        m_bar->setAccessibleName(MemberRows::tr("Progress of %1").arg(row.name));
        const int share = int(shareOf(row, operation) * steps);
        if (share > m_bar->value() || row.step == QLatin1String("waiting"))
            m_bar->setValue(share);
        m_detail->setText(row.total > 0 && !over ? MemberRows::tr("%1 of %2").arg(row.done).arg(row.total) : QString());
        m_time->setText(secondsText(row.elapsed));
        showFaults(row);
    }

private:
    void showFaults(const MemberProgress &row)
    {
        if (row.problems == m_problems)
            return;
        m_problems = row.problems;
        while (QLayoutItem *item = m_faults->layout()->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        for (const Error &problem : row.problems) {
            auto *line = new QWidget;
            auto *across = new QHBoxLayout(line);
            across->setContentsMargins(0, 0, 0, 0);
            auto *text = new Label(sentence(problem), Label::Wraps | Label::Selectable);
            text->setToolTip(problem.detail.toHtmlEscaped());
            text->setTone(Tone::Danger);
            across->addWidget(text, 1);
            if (!problem.origin.file.isEmpty() && problem.origin.line > 0) {
                auto *link = new QPushButton(MemberRows::tr("Show line"));
                link->setAccessibleName(MemberRows::tr("Show line %1 of %2").arg(problem.origin.line).arg(problem.origin.file));
                QObject::connect(link, &QPushButton::clicked, m_owner,
                                 [owner = m_owner, where = problem.origin] { Q_EMIT owner->lineWanted(where.file, where.line); });
                across->addWidget(link, 0, Qt::AlignTop);
            }
            m_faults->layout()->addWidget(line);
            if (!problem.detail.isEmpty()) {
                auto *detail = new Label(problem.detail.trimmed(), Label::Wraps | Label::Selectable);
                detail->setFont(dataFont());
                m_faults->layout()->addWidget(detail);
            }
        }
        m_faults->setVisible(!row.problems.isEmpty());
    }

    MemberRows *m_owner;
    QLabel *m_name;
    Badge *m_badge;
    QProgressBar *m_bar;
    QLabel *m_detail;
    QLabel *m_time;
    QWidget *m_faults;
    QList<Error> m_problems;
};

MemberRows::MemberRows(QWidget *parent) : QScrollArea(parent), m_body(new QWidget), m_grid(new QGridLayout)
{
    auto *column = new QVBoxLayout(m_body);
    column->addLayout(m_grid);
    column->addStretch();
    m_grid->setHorizontalSpacing(space::medium);
    m_grid->setVerticalSpacing(space::tight);
    m_grid->setColumnStretch(3, 1);
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
}

} // namespace lockstep
