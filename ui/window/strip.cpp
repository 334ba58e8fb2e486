// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/strip.h"

#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace lockstep {

// One step: its number and name, what it stands at, a caption, and at most one quiet button.
class StepBox : public QWidget
{
public:
    StepBox(int number, const QString &name, const QString &button)
        : m_number(number), m_name(new Label(name, Label::Elides)), m_text(new Label({}, Label::Elides)), m_caption(new Label({}, Label::Elides)),
          m_button(new QPushButton(button))
    {
        m_grid = new QGridLayout(this);
        m_name->setFont(captionFont());
        m_name->setForegroundRole(QPalette::PlaceholderText);
        m_text->setFont(strongFont());
        m_caption->setFont(captionFont());
        m_caption->setForegroundRole(QPalette::PlaceholderText);
        for (Label *label : {m_name, m_text, m_caption})
            label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_button->setFont(captionFont());
        m_button->setFixedHeight(space::wide);
        m_grid->setColumnStretch(1, 1);
        m_grid->setSpacing(0);
        arrange(false);
    }

    void arrange(bool compact)
    {
        for (QWidget *one :
             {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_caption), static_cast<QWidget *>(m_button)})
            m_grid->removeWidget(one);
        m_compact = compact;
        m_grid->setContentsMargins(circle + space::medium + space::small, compact ? space::tight : space::small, space::medium,
                                   compact ? space::tight : space::small);
        m_name->setVisible(!compact);
        m_caption->setVisible(!compact);
        // The button stands beside the step's name, so that what it stands at has the whole width.
        m_grid->setRowMinimumHeight(0, space::wide); // with a button or without, the steps stand in one line
        m_grid->addWidget(m_name, 0, 1, Qt::AlignVCenter);
        m_grid->addWidget(m_text, compact ? 0 : 1, 1, 1, compact ? 1 : 2);
        m_grid->addWidget(m_caption, compact ? 1 : 2, 1, 1, 2);
        m_grid->addWidget(m_button, 0, 2, Qt::AlignVCenter);
        update();
    }

    void show(const StripState::Step &step, bool button)
    {
        m_tone = step.tone;
        m_text->setText(step.text);
        m_caption->setText(step.caption);
        setToolTip((m_name->text() + QStringLiteral(": ") + step.text + (step.caption.isEmpty() ? QString() : QStringLiteral("\n") + step.caption))
                       .toHtmlEscaped());
        setAccessibleName(m_name->text() + QStringLiteral(": ") + step.text + QStringLiteral(", ") + step.caption);
        m_offered = button;
        update();
    }

    QPushButton *button() const { return m_button; }

    // In a strip that gives each step this width. On one line what the step stands at comes before the button, which a menu has too.
    void fitButton(int room)
    {
        const QMargins margins = m_grid->contentsMargins();
        const int text = QFontMetrics(m_text->font()).horizontalAdvance(m_text->text());
        const int needed = margins.left() + text + space::tight + m_button->sizeHint().width() + margins.right();
        m_button->setVisible(m_offered && (!m_compact || room >= needed));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF round(space::medium, (height() - circle) / 2.0, circle, circle);
        painter.setPen(Qt::NoPen);
        painter.setBrush(groundOf(m_tone, palette()));
        painter.drawEllipse(round);
        painter.setPen(inkOf(m_tone, palette()));
        painter.setFont(strongFont());
        painter.drawText(round, Qt::AlignCenter, QString::number(m_number));
    }

private:
    static constexpr int circle = 24;
    int m_number;
    bool m_compact = false;
    bool m_offered = false;
    Tone m_tone = Tone::Muted;
    QGridLayout *m_grid;
    Label *m_name;
    Label *m_text;
    Label *m_caption;
    QPushButton *m_button;
};

Strip::Strip(QWidget *parent)
    : QFrame(parent), m_staged(new StepBox(1, tr("Staged"), tr("Revie&w"))), m_prepared(new StepBox(2, tr("Prepared"), tr("Deploy &it..."))),
      m_live(new StepBox(3, tr("Live"), tr("&Roll back..."))), m_next(new QPushButton)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, space::medium, 0);
    row->setSpacing(0);
    for (StepBox *box : {m_staged, m_prepared, m_live})
        row->addWidget(box, 1);
    row->addSpacing(space::small);
    row->addWidget(m_next, 0, Qt::AlignVCenter);
    setPrimary(m_next);
    m_next->setObjectName(QStringLiteral("primary"));
    keepPlaces();
    m_staged->button()->setObjectName(QStringLiteral("review"));
    m_prepared->button()->setToolTip(tr("Deploys what is prepared. What was staged after it stays staged."));
    m_live->button()->setObjectName(QStringLiteral("rollback"));
    connect(m_staged->button(), &QPushButton::clicked, this, &Strip::reviewWanted);
    connect(m_prepared->button(), &QPushButton::clicked, this, &Strip::deployWanted);
    connect(m_live->button(), &QPushButton::clicked, this, &Strip::rollBackWanted);
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT nextWanted(m_state.next); });
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Staged, prepared, live"));
}

// The primary button has one width whatever it says, and its place stays free while there is none: nothing moves under the
// pointer when the state changes.
void Strip::keepPlaces()
{
    QSizePolicy policy = m_next->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_next->setSizePolicy(policy);
    int widest = 0;
    for (const QString &text : StripState::nextTexts(99)) {
        m_next->setText(text);
        widest = std::max(widest, m_next->sizeHint().width());
    }
    m_next->setText({});
    m_next->setMinimumWidth(widest);
}

void Strip::show(const StripState &state, bool editable)
{
    m_state = state;
    m_staged->show(state.staged, state.canReview);
    m_prepared->show(state.prepared, state.canDeployOlder);
    m_live->show(state.live, state.canRollBack);
    for (StepBox *box : {m_prepared, m_live})
        box->button()->setEnabled(editable);
    m_next->setText(state.nextText);
    m_next->setVisible(state.next != StripState::Next::Nothing);
    m_next->setEnabled(editable || state.next == StripState::Next::Watch || state.next == StripState::Next::Keep ||
                       state.next == StripState::Next::AddMember);
    setPrimary(m_next, state.next != StripState::Next::Watch);
    fitButtons();
}

void Strip::fitButtons()
{
    const int room = (width() - m_next->minimumWidth() - space::small - space::medium) / 3;
    for (StepBox *box : {m_staged, m_prepared, m_live})
        box->fitButton(room);
}

void Strip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitButtons();
}

void Strip::setCompact(bool compact)
{
    const int margin = compact ? space::tight : 0; // the primary button is taller than one line
    layout()->setContentsMargins(0, margin, space::medium, margin);
    for (StepBox *box : {m_staged, m_prepared, m_live})
        box->arrange(compact);
    fitButtons();
}

// Thin chevrons between the steps: one leads to the next.
void Strip::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lineOf(palette()));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    for (const StepBox *box : {m_prepared, m_live}) {
        const qreal x = box->x();
        const qreal middle = (height() - 1) / 2.0;
        painter.drawPolyline(QPolygonF{{x - 5, 4}, {x + 1, middle}, {x - 5, height() - 5.0}});
    }
}

} // namespace lockstep
