// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/words.h"

#include "core/base/errortext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace lockstep {

namespace {

QString said(const char *text, int n = -1) { return QCoreApplication::translate("Words", text, nullptr, n); }

// Arguments that are words of the program, not names: they are translated like the sentence around them.
constexpr const char *programWords[] = {
    QT_TRANSLATE_NOOP("Word", "write"),
    QT_TRANSLATE_NOOP("Word", "read"),
    QT_TRANSLATE_NOOP("Word", "change the owner of"),
    QT_TRANSLATE_NOOP("Word", "change the mode of"),
    QT_TRANSLATE_NOOP("Word", "sync"),
    QT_TRANSLATE_NOOP("Word", "list"),
    QT_TRANSLATE_NOOP("Word", "rename"),
    QT_TRANSLATE_NOOP("Word", "exchange"),
    QT_TRANSLATE_NOOP("Word", "remove"),
    QT_TRANSLATE_NOOP("Word", "create"),
    QT_TRANSLATE_NOOP("Word", "date"),
    QT_TRANSLATE_NOOP("Word", "prepare"),
    QT_TRANSLATE_NOOP("Word", "deploy"),
    QT_TRANSLATE_NOOP("Word", "roll-back"),
    QT_TRANSLATE_NOOP("Word", "synchronise"),
    QT_TRANSLATE_NOOP("Word", "add-member"),
    QT_TRANSLATE_NOOP("Word", "release"),
};

Error worded(Error error)
{
    if ((error.code != QLatin1String("file.io") && error.code != QLatin1String("master.busy")) || error.args.size() < 2)
        return error;
    for (const char *word : programWords) {
        if (error.args[1] == QLatin1String(word))
            error.args[1] = QCoreApplication::translate("Word", word);
    }
    return error;
}

} // namespace

Wording wordingOf(SyncState state)
{
    switch (state) {
    case SyncState::InSync:
        return {said(QT_TRANSLATE_NOOP("Words", "In sync")), Tone::Ok, "checkmark"};
    case SyncState::FilesMatch:
        return {said(QT_TRANSLATE_NOOP("Words", "Files match, not served")), Tone::Attention, "emblem-warning"};
    case SyncState::OutOfSync:
        return {said(QT_TRANSLATE_NOOP("Words", "Out of sync")), Tone::Attention, "emblem-warning"};
    case SyncState::Unknown:
        break;
    }
    return {said(QT_TRANSLATE_NOOP("Words", "Unknown")), Tone::Muted, "help-contextual"};
}

Wording wordingOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Running:
        return {said(QT_TRANSLATE_NOOP("Words", "Running")), Tone::Accent, "view-refresh"};
    case Outcome::Succeeded:
        return {said(QT_TRANSLATE_NOOP("Words", "Done")), Tone::Ok, "checkmark"};
    case Outcome::Failed:
        return {said(QT_TRANSLATE_NOOP("Words", "Failed")), Tone::Danger, "emblem-error"};
    case Outcome::Returned:
        return {said(QT_TRANSLATE_NOOP("Words", "Everything put back")), Tone::Attention, "edit-undo"};
    case Outcome::Undecided:
        break;
    }
    return {said(QT_TRANSLATE_NOOP("Words", "Not decided yet")), Tone::Attention, "help-contextual"};
}

Wording wordingOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Prepare:
        return {said(QT_TRANSLATE_NOOP("Words", "Prepare")), Tone::Accent, "document-send"};
    case OperationKind::Deploy:
        return {said(QT_TRANSLATE_NOOP("Words", "Deploy")), Tone::Accent, "go-next"};
    case OperationKind::RollBack:
        return {said(QT_TRANSLATE_NOOP("Words", "Roll back")), Tone::Attention, "edit-undo"};
    case OperationKind::Synchronise:
        return {said(QT_TRANSLATE_NOOP("Words", "Synchronise")), Tone::Accent, "view-refresh"};
    case OperationKind::AddMember:
        break;
    }
    return {said(QT_TRANSLATE_NOOP("Words", "Add a member")), Tone::Accent, "list-add"};
}

QString sentence(const Error &error)
{
    const char *row = sentenceOf(error.code);
    return row ? errorTextIn(QCoreApplication::translate("Error", row), worded(error)) : errorTextIn(error.code, error);
}

QString sentences(const QList<Error> &errors)
{
    QStringList lines;
    for (const Error &one : errors)
        lines.append(sentence(one));
    return lines.join(QLatin1Char('\n'));
}

// The same in every language, and in order as text: "2026-11-26 13:14:37 UTC".
QString absoluteTime(qint64 time)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time);
    return time == 0 ? QString() : when.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")) + when.timeZoneAbbreviation();
}

QString relativeTime(qint64 time, qint64 now)
{
    if (time == 0)
        return said(QT_TRANSLATE_NOOP("Words", "never"));
    const qint64 seconds = std::max<qint64>(now - time, 0) / 1000;
    if (seconds < 20)
        return said(QT_TRANSLATE_NOOP("Words", "now"));
    if (seconds < 60)
        return said(QT_TRANSLATE_N_NOOP("Words", "%n s ago"), int(seconds));
    if (seconds < 60 * 60)
        return said(QT_TRANSLATE_N_NOOP("Words", "%n min ago"), int(seconds / 60));
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(time);
    const qint64 days = then.date().daysTo(QDateTime::fromMSecsSinceEpoch(now).date());
    const QString clock = QLocale().toString(then.time(), QLocale::ShortFormat);
    if (days == 0 || seconds < 6 * 60 * 60)
        return said(QT_TRANSLATE_N_NOOP("Words", "%n h ago"), int(seconds / 3600));
    if (days == 1)
        return said(QT_TRANSLATE_NOOP("Words", "yesterday, %1")).arg(clock);
    return QLocale().toString(then.date(), QLocale::ShortFormat) + QStringLiteral(", ") + clock;
}

} // namespace lockstep
