// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/lineseditor.h"

#include "ui/config/codeeditor.h"
#include "ui/config/stagedreading.h"
#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QCoroFuture>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

namespace lockstep {

namespace {
constexpr int mostLines = 12; // seen at once
constexpr int checkAfterMs = 250;
} // namespace

LinesEditor::LinesEditor(GroupSession &group, const ReviewFile &file, const LinesEdit &edit, QWidget *over)
    : QFrame(over), m_group(&group), m_file(file), m_edit(edit), m_editor(new CodeEditor), m_fault(new Label({}, Label::Wraps)),
      m_stage(new QPushButton(tr("&Stage"))), m_cancel(new QPushButton(tr("Cancel"))), m_banner(new Banner)
{
    build();
    m_editor->setSyntax(file.kind == ReviewFile::Kind::Zone ? Syntax::DnsZone : Syntax::NamedConf);
    QByteArray lines = edit.lines;
    if (lines.endsWith('\n'))
        lines.chop(lines.endsWith("\r\n") ? 2 : 1);
    m_editor->setText(lines);
    m_editor->setFirstNumber(edit.first);
    if (edit.count == 0)
        m_editor->setModified(true); // they would come back as they are
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        fit();
        m_later.start(checkAfterMs);
    });
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &LinesEditor::check);
    connect(m_stage, &QPushButton::clicked, this, &LinesEditor::submitted);
    connect(m_cancel, &QPushButton::clicked, this, &LinesEditor::abandoned);
    m_editor->installEventFilter(this);
    over->installEventFilter(this);
    setFocusProxy(m_editor);
    show();
    raise();
    fit();
    m_editor->moveCursor(QTextCursor::End);
    m_editor->setFocus();
    check();
}

void LinesEditor::build()
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);
    const QString what = m_edit.count == 0  ? tr("Put back into %1, at line %2").arg(m_file.title).arg(m_edit.first)
                         : m_edit.count < 2 ? tr("Line %1 of %2, as it is staged").arg(m_edit.first).arg(m_file.title)
                                            : tr("Lines %1 to %2 of %3, as they are staged")
                                                  .arg(QString::number(m_edit.first), QString::number(m_edit.first + m_edit.count - 1), m_file.title);
    auto *title = new Label(what, Label::Elides);
    title->setFont(captionFont());
    title->setTone(Tone::Muted);
    m_editor->setAccessibleName(what);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_fault->setFont(captionFont());
    setPrimary(m_stage);
    m_stage->setToolTip(tr("Stages it (Ctrl+Enter)"));
    m_cancel->setToolTip(tr("Leaves it as it is (Esc)"));
    m_banner->setClosable(true);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::small, space::tight, space::small, space::small);
    foot->setSpacing(space::small);
    foot->addWidget(m_fault, 1, Qt::AlignVCenter);
    foot->addWidget(m_cancel);
    foot->addWidget(m_stage);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::small, space::tight, space::small, space::tight);
    head->addWidget(title, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_banner);
    column->addWidget(m_editor, 1);
    column->addLayout(foot);
}

LinesEdit LinesEditor::edit() const
{
    LinesEdit edit = m_edit;
    edit.lines = m_editor->text();
    if (!edit.lines.isEmpty() && m_edit.lines.endsWith('\n') && !edit.lines.endsWith('\n'))
        edit.lines += m_edit.lines.endsWith("\r\n") ? "\r\n" : "\n";
    return edit;
}

bool LinesEditor::isModified() const { return m_edit.count == 0 ? edit().lines != m_edit.lines : m_editor->isModified(); }

void LinesEditor::place(const QRect &row)
{
    m_row = row;
    fit();
}

bool LinesEditor::isOneLine() const { return m_edit.lines.trimmed().count('\n') == 0; }

// As high as its lines, within what it lies over.
void LinesEditor::fit()
{
    const QWidget *over = parentWidget();
    const int lines = std::clamp(m_editor->document()->blockCount(), 1, mostLines);
    const QFontMetrics metrics(m_editor->font());
    const int text = lines * metrics.lineSpacing() + 2 * int(m_editor->document()->documentMargin()) + 4;
    const QScrollBar *sideways = m_editor->horizontalScrollBar();
    m_editor->setFixedHeight(text + (sideways->maximum() > 0 ? sideways->sizeHint().height() : 0));
    const int width = over->width();
    const int height = std::min(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : layout()->totalSizeHint().height(),
                                over->height());
    int top = m_row.bottom() + 1;
    if (top + height > over->height() && m_row.top() - height >= 0)
        top = m_row.top() - height;
    setGeometry(0, std::clamp(top, 0, std::max(over->height() - height, 0)), width, height);
}

void LinesEditor::setBusy(bool busy)
{
    m_editor->setReadOnly(busy);
    m_stage->setEnabled(!busy);
    m_cancel->setEnabled(!busy);
}

void LinesEditor::showError(const Error &error)
{
    m_banner->show(error);
    fit();
    m_editor->setFocus();
}

// What named and the checks would say of the whole file.
Task<> LinesEditor::check()
{
    const quint64 turn = ++m_turn;
    const QPointer<LinesEditor> here(this);
    const ReviewFile file = m_file;
    const QByteArray text = withLines(file.after.value_or(QByteArray()), edit());
    Task<Result<StagedReading>> asking = readStaged(m_group, {{file.place, text}});
    const Result<StagedReading> reading = co_await asking;
    if (!here || turn != m_turn || !reading)
        co_return;
    Result<QList<TextFault>> faults = reading->faultsOf(file.place);
    const ZoneDecl *zone = reading->zoneOf(file.place);
    if (zone) {
        Task<Result<QList<TextFault>>> looking = faultsOfZone(m_group, *reading, *zone, text, true);
        faults = co_await looking;
        if (!here || turn != m_turn)
            co_return;
    }
    QList<Error> found;
    for (const TextFault &fault : faults.value_or(QList<TextFault>())) {
        if (!fault.warning)
            found.append(fault.error);
    }
    showFaults(found);
}

void LinesEditor::showFaults(const QList<Error> &faults)
{
    QList<Diagnostic> here;
    QString first;
    const int last = m_edit.first + m_editor->document()->blockCount() - 1;
    for (const Error &fault : faults) {
        const bool inside = fault.origin.line >= m_edit.first && fault.origin.line <= last;
        Error bare = fault;
        bare.origin = {};
        if (inside)
            here.append({fault.origin.line - m_edit.first + 1, fault.origin.column, 0, Tone::Danger, sentence(bare)});
        if (first.isEmpty() || (inside && here.size() == 1))
            first = inside || fault.origin.line < 1 ? sentence(bare) : tr("Line %1: %2").arg(fault.origin.line).arg(sentence(bare));
    }
    m_editor->setDiagnostics(here);
    m_fault->setTone(faults.isEmpty() ? Tone::Muted : Tone::Danger);
    m_fault->setText(!faults.isEmpty() ? first
                     : isOneLine()     ? tr("Enter stages it, Shift+Enter begins another line, Esc leaves it as it is.")
                                       : tr("Ctrl+Enter stages it, Esc leaves it as it is."));
    fit();
}

bool LinesEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize)
            fit();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // every key is its own while it has the keyboard
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT abandoned();
        return true;
    }
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return false;
    const bool ends = key->modifiers().testFlag(Qt::ControlModifier) || (isOneLine() && !key->modifiers().testFlag(Qt::ShiftModifier));
    if (!ends) {
        m_editor->insertPlainText(QStringLiteral("\n"));
        return true;
    }
    if (m_stage->isEnabled())
        Q_EMIT submitted();
    return true;
}

void LinesEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace lockstep
