// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/deletegroup.h"

#include "ui/widgets/ask.h"

#include <QCoreApplication>
#include <QPointer>

namespace lockstep {

namespace {

QString said(const char *text, int n = -1) { return QCoreApplication::translate("Groups", text, nullptr, n); }

} // namespace

Task<Result<bool>> deleteGroup(MasterSession &master, QString group, QWidget *parent)
{
    const QPointer<MasterSession> here(&master);
    const GroupStatus *status = master.group(group);
    if (!status)
        co_return fail(QStringLiteral("master.nogroup"), {group});
    QStringList lost{
        said(QT_TRANSLATE_NOOP("Groups", "Its history and everything that can be rolled back to are thrown away. This cannot be undone."))};
    if (status->changes > 0)
        lost.append(said(QT_TRANSLATE_N_NOOP("Groups", "%n staged edit(s) are thrown away with it."), status->changes));
    if (!status->members.isEmpty())
        lost.append(said(
            QT_TRANSLATE_N_NOOP("Groups", "Its %n member(s) are not touched: they go on answering what they serve now, and nobody keeps them alike "
                                          "any more. To give a server its plain folders back, release it first."),
            int(status->members.size())));
    Question question;
    question.name = QStringLiteral("group.delete");
    question.title = said(QT_TRANSLATE_NOOP("Groups", "Delete a group"));
    question.sentence = said(QT_TRANSLATE_NOOP("Groups", "Delete the group \"%1\"?")).arg(status->group.name);
    question.details = lost.join(QStringLiteral("\n\n"));
    question.yes = said(QT_TRANSLATE_NOOP("Groups", "Delete the group"));
    question.dangerous = true;
    question.typed = status->group.name;
    Task<bool> asking = ask(parent, question);
    const bool yes = co_await asking;
    if (!yes || !here)
        co_return false;
    Task<Result<Nothing>> deleting = here->call(mastercalls::groupDelete, GroupRequest{group});
    const Result<Nothing> deleted = co_await deleting;
    co_return deleted.transform([](const Nothing &) { return true; });
}

} // namespace lockstep
