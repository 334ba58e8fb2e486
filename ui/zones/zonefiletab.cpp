// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/zonefiletab.h"

#include "ui/config/codeeditor.h"
#include "ui/config/findbar.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTimerEvent>
#include <QVBoxLayout>

namespace lockstep {

namespace {
constexpr int mostLines = 20000; // that are edited as text
constexpr int manyLines = 2000;  // more of them come in slices
} // namespace

ZoneFileTab::ZoneFileTab(QWidget *parent)
    : QWidget(parent), m_editor(new CodeEditor), m_newer(new CodeEditor), m_newerBox(new QWidget), m_sides(new QSplitter), m_note(new Label),
      m_stage(new QPushButton(tr("&Stage text"))), m_revert(new QPushButton(tr("&Give up edits")))
{
    m_editor->setAccessibleName(tr("Zone file"));
    m_newer->setAccessibleName(tr("What is staged now"));
    m_newer->setReadOnly(true);
    m_editor->setSyntax(Syntax::DnsZone);
    m_newer->setSyntax(Syntax::DnsZone);
    auto *caption = new QLabel(tr("Staged meanwhile"));
    caption->setFont(captionFont());
    caption->setContentsMargins(space::small, space::tight, space::small, space::tight);
    auto *column = new QVBoxLayout(m_newerBox);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(caption);
    column->addWidget(m_newer, 1);
    m_sides->addWidget(m_editor);
    m_sides->addWidget(m_newerBox);
    m_newerBox->hide();
    m_note->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->addWidget(m_note, 1);
    row->addWidget(m_revert);
    row->addWidget(m_stage);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_sides, 1);
    all->addWidget(new FindBar(m_editor));
    all->addLayout(row);
    auto *save = new QAction(tr("Stage text"), this);
    save->setShortcut(QKeySequence::Save);
    save->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(save);
    m_stage->setToolTip(tr("Stage text (%1)").arg(save->shortcut().toString(QKeySequence::NativeText)));
    connect(save, &QAction::triggered, m_stage, &QPushButton::click);
    connect(m_stage, &QPushButton::clicked, this, &ZoneFileTab::stageWanted);
    connect(m_revert, &QPushButton::clicked, this, &ZoneFileTab::accept);
    connect(m_editor, &QPlainTextEdit::modificationChanged, this, [this] {
        settle();
        Q_EMIT modifiedChanged();
    });
    setFocusProxy(m_editor);
    settle();
}

bool ZoneFileTab::isModified() const { return !m_reading.isActive() && m_editor->isModified(); }

QByteArray ZoneFileTab::text() const { return m_reading.isActive() ? m_rows->text() : m_editor->text(); }

void ZoneFileTab::setRows(std::shared_ptr<const ZoneRows> rows, const Digest &digest)
{
    m_rows = std::move(rows);
    m_digest = digest;
    finish();
    if (m_editor->isModified() && m_rows && m_editor->text() != m_rows->text()) {
        showNewer();
        settle();
        return;
    }
    m_shown = false;
    if (isVisible())
        place();
    settle();
}

// A long text costs time: only when somebody looks.
void ZoneFileTab::place()
{
    if (m_shown || !m_rows)
        return;
    m_shown = true;
    m_base = m_digest;
    m_long = m_rows->text().count('\n') > mostLines;
    finish();
    if (m_first && m_rows->text().count('\n') > manyLines) {
        m_editor->beginText(m_rows->text());
        m_reading.start(0, this);
    } else if (m_first) {
        m_editor->setText(m_rows->text());
    } else {
        m_editor->changeText(m_rows->text());
    }
    m_editor->setModified(false);
    m_first = false;
    m_newerBox->hide();
}

void ZoneFileTab::finish()
{
    while (m_reading.isActive())
        readSlice();
}

void ZoneFileTab::readSlice()
{
    if (m_editor->readMore())
        return;
    m_reading.stop();
    settle();
}

void ZoneFileTab::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_reading.timerId())
        readSlice();
    else
        QWidget::timerEvent(event);
}

void ZoneFileTab::clear()
{
    m_reading.stop();
    m_first = true;
    m_shown = false;
    m_rows.reset();
    m_editor->setText({});
    m_newerBox->hide();
}

void ZoneFileTab::setEditable(bool editable)
{
    m_editable = editable;
    settle();
}

void ZoneFileTab::settle()
{
    const bool writable = m_editable && !m_long && !m_reading.isActive();
    m_editor->setReadOnly(!writable);
    m_stage->setEnabled(writable && isModified());
    m_revert->setVisible(isModified());
    m_stage->setVisible(!m_long);
    QStringList lines;
    QList<Diagnostic> faults;
    for (const FileRow &row : m_rows ? m_rows->rows() : QList<FileRow>()) {
        if (row.fault)
            faults.append({row.line, 0, 0, row.kind == FileRow::Kind::Fault ? Tone::Danger : Tone::Attention, sentence(*row.fault)});
    }
    if (m_long)
        lines.append(tr("This file has more than %L1 lines: it is shown here and edited in the table.").arg(mostLines));
    if (isModified())
        lines.append(tr("Edited, not staged yet."));
    else if (!faults.isEmpty())
        lines.append(faults.first().sentence);
    m_note->setText(lines.join(u' '));
    if (m_shown && !m_reading.isActive() && !isModified())
        m_editor->setDiagnostics(faults);
}

void ZoneFileTab::accept()
{
    m_editor->setModified(false);
    m_shown = false;
    place();
    settle();
}

void ZoneFileTab::showNewer()
{
    m_newer->setText(m_rows ? m_rows->text() : QByteArray());
    m_newerBox->show();
    m_sides->setSizes({1, 1});
    m_base = m_digest; // both have been seen: staging now replaces it knowingly
}

void ZoneFileTab::goTo(int line)
{
    place();
    finish();
    m_editor->goTo(line);
}

void ZoneFileTab::showEvent(QShowEvent *event)
{
    place();
    settle();
    QWidget::showEvent(event);
}

} // namespace lockstep
