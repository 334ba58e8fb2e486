// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/fileeditor.h"

#include "ui/config/findbar.h"
#include "ui/config/textmerge.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QVBoxLayout>

namespace lockstep {

FileEditor::FileEditor(GroupSession &group, QString root, QString path, QWidget *parent)
    : QWidget(parent), m_group(group), m_root(std::move(root)), m_path(std::move(path)), m_editor(new CodeEditor), m_bar(new FindBar(m_editor)),
      m_banner(new Banner), m_note(new Label), m_fault(new Label), m_place(new Label)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_note);
    column->addWidget(m_editor, 1);
    column->addWidget(m_bar);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::medium, space::tight, space::medium, space::tight);
    foot->setSpacing(space::medium);
    foot->addWidget(m_fault, 1);
    foot->addWidget(m_place);
    column->addLayout(foot);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(space::medium, space::small, space::medium, space::small);
    m_note->hide();
    m_fault->setWordWrap(true);
    m_place->setFont(captionFont());
    m_editor->setSyntax(syntaxOf(m_path));
    m_editor->setAccessibleName(tr("Text of %1").arg(m_path));
    m_editor->setReadOnly(true);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &FileEditor::edited);
    connect(m_editor, &QPlainTextEdit::modificationChanged, this, &FileEditor::edited);
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this, &FileEditor::tellPlace);
    connect(m_editor, &CodeEditor::diagnosticShown, this, [this] { tellPlace(); });
    connect(m_banner, &Banner::actionPressed, this, &FileEditor::takeTheirs);
    connect(m_banner, &Banner::closed, this, [this] { m_banner->setAction({}); });
    tellPlace();
}

QList<QAction *> FileEditor::editActions() const { return m_bar->editActions(); }

void FileEditor::begin()
{
    m_new = true;
    m_loaded = true;
    m_editor->setText({});
    settle();
    Q_EMIT edited();
}

void FileEditor::settle()
{
    m_editor->setReadOnly(!m_loaded || m_gone || m_shownOnly || !m_group.canEdit());
    QString note;
    if (m_gone)
        note = tr("This file is removed in staging and still live. Discard the staged change to keep it.");
    else if (m_shownOnly)
        note = m_editor->document()->isEmpty()
                   ? tr("This file is not text: it is kept and deployed as it is, and cannot be edited here.")
                   : tr("This file has more than %L1 lines. The first of them are shown here; it cannot be edited as a whole.").arg(mostLines);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    tellPlace();
}

Task<> FileEditor::follow(std::optional<Entry> entry, std::optional<Entry> live, QString who)
{
    const int round = ++m_round;
    const Digest now = entry ? entry->digest : Digest();
    if (m_saving || (m_loaded && now == m_base && m_gone == (!entry && !m_new)))
        co_return;
    if (!entry && hasEdits()) {
        if (!m_new) { // somebody removed it: saving makes it anew
            m_base = {};
            m_new = true;
            m_banner->setAction({});
            m_banner->setClosable(true);
            m_banner->show(Tone::Attention,
                           who.isEmpty() ? tr("This file is not staged any more. Your text is kept here: save it to bring the file back.")
                                         : tr("%1 removed this file meanwhile. Your text is kept here: save it to bring the file back.").arg(who));
            Q_EMIT edited();
        }
        co_return;
    }
    const std::optional<Entry> shown = entry ? entry : live;
    if (!shown)
        co_return;
    const QPointer<FileEditor> here(this);
    Task<Result<QByteArray>> fetching = m_group.bytes(shown->digest);
    const Result<QByteArray> bytes = co_await fetching;
    if (!here || round != m_round || m_saving)
        co_return;
    if (!bytes) {
        m_banner->show(bytes.error());
        co_return;
    }
    m_gone = !entry;
    if (!m_loaded || m_gone)
        takeFirst(*bytes);
    else
        take(now, *bytes, who);
    m_base = m_theirs ? m_base : now;
    m_new = m_new && !entry;
    settle();
    Q_EMIT edited();
}

void FileEditor::takeFirst(const QByteArray &bytes)
{
    m_loaded = true;
    const bool binary = TextBytes::isBinary(bytes);
    QByteArray shown = binary ? QByteArray() : bytes;
    m_shownOnly = binary || bytes.count('\n') > mostLines;
    if (m_shownOnly && !binary) {
        qsizetype end = 0;
        for (int line = 0; line < mostLines; ++line)
            end = bytes.indexOf('\n', end) + 1;
        shown.truncate(end);
    }
    m_editor->setText(shown);
    m_baseText = bytes;
    if (const int line = std::exchange(m_line, 0))
        m_editor->goTo(line);
}

void FileEditor::take(const Digest &digest, const QByteArray &bytes, const QString &who)
{
    const QByteArray mine = m_editor->text();
    if (m_shownOnly || !m_editor->isModified() || mine == bytes) {
        if (m_shownOnly)
            return takeFirst(bytes);
        m_editor->changeText(bytes);
        m_editor->setModified(false);
        m_baseText = bytes;
        m_theirs.reset();
        return;
    }
    if (const std::optional<QByteArray> both = mergedText(m_baseText, mine, bytes)) {
        m_editor->changeText(*both);
        m_baseText = bytes;
        m_theirs.reset();
        if (!who.isEmpty()) {
            m_banner->setAction({});
            m_banner->setClosable(true);
            m_banner->show(Tone::Accent, tr("%1 changed other lines of this file meanwhile. They are in your text now.").arg(who));
        }
        return;
    }
    m_theirs = Theirs{digest, bytes, who};
    showConflict();
}

void FileEditor::showConflict()
{
    const QString who = m_theirs->who.isEmpty() ? tr("Somebody") : m_theirs->who;
    m_banner->setClosable(false);
    m_banner->setAction(tr("Take the staged text"));
    m_banner->show(Tone::Attention,
                   tr("%1 changed the same lines of this file meanwhile. Nothing that you typed is lost: save to put your text in the "
                      "place of the staged one, or take the staged text (Ctrl+Z brings yours back).")
                       .arg(who));
}

void FileEditor::takeTheirs()
{
    if (!m_theirs)
        return;
    m_editor->changeText(m_theirs->bytes);
    m_editor->setModified(false);
    m_base = m_theirs->digest;
    m_baseText = m_theirs->bytes;
    m_theirs.reset();
    m_banner->hide();
    m_editor->setFocus();
    Q_EMIT edited();
}

Task<bool> FileEditor::save()
{
    if (!canSave())
        co_return !hasEdits();
    const QPointer<FileEditor> here(this);
    if (m_theirs) {
        Question question;
        question.name = QStringLiteral("overwrite");
        question.title = tr("Replace the staged text");
        question.sentence = tr("Put your text of %1 in the place of the one that %2 staged?")
                                .arg(m_path, m_theirs->who.isEmpty() ? tr("somebody else") : m_theirs->who);
        question.details = tr("What was changed there and is not in your text is no longer staged.");
        question.yes = tr("Replace");
        question.dangerous = true;
        Task<bool> asking = ask(this, question);
        const bool yes = co_await asking;
        if (!here || !yes || !m_theirs)
            co_return false;
        m_base = m_theirs->digest;
    }
    const QByteArray bytes = m_editor->text();
    m_saving = true;
    settle();
    Task<Result<void>> staging = m_group.stageFile(m_root, m_path, m_new ? Digest() : m_base, bytes);
    const Result<void> done = co_await staging;
    if (!here)
        co_return false;
    m_saving = false;
    settle();
    if (!done && done.error().code != QLatin1String("master.same")) {
        m_banner->setClosable(true);
        m_banner->setAction({});
        m_banner->show(done.error());
        if (done.error().code == QLatin1String("master.conflict"))
            Q_EMIT staleSeen();
        co_return false;
    }
    m_base = Digest::of(bytes);
    m_baseText = bytes;
    m_new = false;
    m_theirs.reset();
    m_banner->hide();
    if (m_editor->text() == bytes)
        m_editor->setModified(false);
    Q_EMIT edited();
    Q_EMIT staged();
    co_return true;
}

// One step that can be undone.
void FileEditor::revert()
{
    if (m_theirs)
        return takeTheirs();
    m_editor->changeText(m_baseText);
    m_editor->setModified(false);
    Q_EMIT edited();
}

void FileEditor::showError(const Error &error)
{
    m_banner->setClosable(true);
    m_banner->setAction({});
    m_banner->show(error);
}

void FileEditor::setFaults(const QList<TextFault> &faults)
{
    QList<Diagnostic> diagnostics;
    for (const TextFault &one : faults) {
        Error bare = one.error;
        bare.origin = {};
        // The word stands beside colour and sign: it is read out, too.
        const QString words = one.warning ? tr("Warning: %1").arg(sentence(bare)) : sentence(bare);
        diagnostics.append({std::max(1, one.error.origin.line), one.error.origin.column, 0, one.warning ? Tone::Attention : Tone::Danger, words});
    }
    m_editor->setDiagnostics(diagnostics);
    tellPlace();
}

void FileEditor::tellPlace()
{
    const QList<Diagnostic> all = m_editor->diagnostics();
    QStringList here;
    const auto isDanger = [](const Diagnostic &one) { return one.tone == Tone::Danger; };
    bool danger = false;
    for (const Diagnostic &one : m_editor->diagnosticsOf(m_editor->textCursor().block())) {
        here.append(one.sentence);
        danger = danger || isDanger(one);
    }
    const int problems = int(std::ranges::count_if(all, isDanger));
    const auto first = std::ranges::find_if(all, isDanger);
    if (!here.isEmpty()) {
        m_fault->setText(here.join(u'\n'));
        m_fault->setTone(danger ? Tone::Danger : Tone::Attention);
    } else if (problems > 0) {
        m_fault->setText(tr("%n problem(s), the first in line %1. F8 goes there.", nullptr, problems).arg(first->line));
        m_fault->setTone(Tone::Danger);
    } else if (!all.isEmpty()) {
        m_fault->setText(tr("%n warning(s), the first in line %1. F8 goes there.", nullptr, int(all.size())).arg(all.first().line));
        m_fault->setTone(Tone::Attention);
    } else {
        m_fault->setText({});
        m_fault->setTone(Tone::Muted);
    }
    QStringList words{tr("Line %1, column %2").arg(m_editor->line()).arg(m_editor->column())};
    if (m_loaded) {
        words.append(m_editor->encoding().isUtf8() ? QStringLiteral("UTF-8") : QStringLiteral("ISO 8859-1"));
        if (m_editor->encoding().hasCrLf())
            words.append(QStringLiteral("CR LF"));
        if (m_editor->isReadOnly())
            words.append(tr("read only"));
    }
    m_place->setText(words.join(QStringLiteral("  \u00b7  ")));
}

} // namespace lockstep
