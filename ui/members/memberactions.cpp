// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/memberactions.h"

#include "ui/operations/signaturequestion.h"

namespace lockstep {

MemberActions::MemberActions(GroupSession &group, QWidget *window) : QObject(window), m_group(group), m_window(window)
{
    using K = QKeySequence;
    add = make("list-add", tr("&Add member..."), K(Qt::CTRL | Qt::Key_N), nullptr);
    connect(add, &QAction::triggered, this, &MemberActions::addWanted);
    edit = make("document-edit", tr("&Edit..."), K(Qt::Key_F2), nullptr);
    connect(edit, &QAction::triggered, this, [this] { Q_EMIT editWanted(m_row->member); });
    synchronise = make("view-refresh", tr("S&ynchronise..."), K(Qt::CTRL | Qt::Key_Y), &MemberActions::askSynchronise);
    differences = make("vcs-diff", tr("Show &differences"), K(Qt::CTRL | Qt::Key_D), nullptr);
    connect(differences, &QAction::triggered, this, [this] { Q_EMIT wanted(QStringLiteral("review?from=live&to=member:") + m_row->member.id); });
    attach = make("network-disconnect", tr("De&tach"), K(), &MemberActions::turnAttachment);
    release = make("unlock", tr("Re&lease..."), K(), &MemberActions::askRelease);
    remove = make("list-remove", tr("&Remove..."), K(Qt::Key_Delete), &MemberActions::askRemove);
    refresh = make("view-refresh", tr("Re&fresh"), K(), nullptr); // F5 is the window's, and does the same
    connect(refresh, &QAction::triggered, this, [this] { m_group.master().refresh(m_group.id()); });
    connect(&m_group, &GroupSession::operationChanged, this, &MemberActions::take);
    setMember(nullptr);
}

QList<QAction *> MemberActions::all() const { return {add, edit, synchronise, differences, attach, release, remove, refresh}; }

QAction *MemberActions::make(const char *icon, const QString &text, const QKeySequence &shortcut, void (MemberActions::*act)())
{
    auto *action = new QAction(themeIcon(icon), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    if (act)
        connect(action, &QAction::triggered, this, act);
    return action;
}

void MemberActions::allow(QAction *action, const QString &does, const QString &whyNot)
{
    action->setEnabled(whyNot.isEmpty());
    const QString text = whyNot.isEmpty() ? does : whyNot;
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? text : text + QStringLiteral(" (") + keys + u')');
}

QString MemberActions::busy() const
{
    if (!m_group.master().isConnected())
        return tr("The master does not answer: nothing can be changed until it does.");
    const std::optional<Operation> &operation = m_group.status().operation;
    if (operation && operation->outcome == Outcome::Running)
        return tr("%1 is running on this group. Wait until it has ended.").arg(wordingOf(operation->kind).text);
    return {};
}

void MemberActions::setMember(const MemberRow *row)
{
    m_row = row ? std::optional(*row) : std::nullopt;
    const QString waiting = busy();
    const QString none = row ? waiting : tr("Select a member first.");
    const QString name = row ? row->member.name : QString();
    const bool detached = row && row->isDetached();
    const bool inSync = row && !detached && row->sync.state == SyncState::InSync;
    const bool seeded = m_group.status().live.has_value();

    allow(add, tr("Add a server to this group."), waiting);
    allow(edit, tr("Change the name or the address of %1.").arg(name), none);
    attach->setText(detached ? tr("A&ttach") : tr("De&tach"));
    attach->setIcon(themeIcon(detached ? "network-connect" : "network-disconnect"));
    allow(attach,
          detached ? tr("Bring %1 back into prepare and deploy. Nothing is sent to it by that.").arg(name)
                   : tr("Leave %1 out of prepare and deploy. It goes on answering what it serves now.").arg(name),
          none);
    allow(synchronise, tr("Bring %1 to what is live.").arg(name),
          !none.isEmpty() ? none
          : !seeded       ? tr("The group has no data yet.")
          : detached      ? tr("%1 is detached. Attach it first.").arg(name)
          : inSync        ? tr("%1 serves what is live already.").arg(name)
                          : QString());
    allow(differences, tr("Compare what is live with the files that %1 has now.").arg(name),
          !none.isEmpty() && !row ? none
          : !m_group.canEdit()    ? waiting.isEmpty() ? tr("The group has no data yet.") : waiting
          : inSync                ? tr("%1 has exactly what is live.").arg(name)
                                  : QString());
    allow(release, tr("Give %1 its plain folders back and end its membership.").arg(name), none);
    allow(remove, tr("Take %1 out of the group without touching the server.").arg(name), none);
    allow(refresh, tr("Ask every member for its state now."), m_group.master().isConnected() ? QString() : waiting);
}

template <class M> Task<> MemberActions::call(M method, QString member, int deadlineMs)
{
    const QPointer<MemberActions> here(this);
    Q_EMIT began();
    Task<Result<typename M::Reply>> calling = m_group.master().call(method, MemberRequest{m_group.id(), member}, deadlineMs);
    const Result<typename M::Reply> done = co_await calling;
    if (here && !done)
        Q_EMIT failed(done.error());
}

template <class M> Task<> MemberActions::askThen(Question question, M method, QString member)
{
    const QPointer<MemberActions> here(this);
    Task<bool> asking = ask(m_window, question);
    const bool yes = co_await asking;
    if (here && yes)
        call(method, member, 180000);
}

void MemberActions::turnAttachment()
{
    if (m_row->isDetached())
        call(mastercalls::memberAttach, m_row->member.id);
    else
        call(mastercalls::memberDetach, m_row->member.id);
}

void MemberActions::askSynchronise()
{
    const GroupStatus &status = m_group.status();
    const QString name = m_row->member.name;
    QStringList lost{
        status.liveDeployment > 0
            ? tr("It gets what is live, deployment %1. What was changed by hand in its managed files is replaced.").arg(status.liveDeployment)
            : tr("It gets the group's first data. What was changed by hand in its managed files is replaced.")};
    if (status.prepared)
        lost.append(tr("What is prepared is dropped by that: prepare again afterwards."));
    bring({QStringLiteral("member.sync"),
           tr("Synchronise"),
           tr("Bring %1 to what is live?").arg(name),
           lost.join(QStringLiteral("\n\n")),
           tr("Synchronise %1").arg(name),
           false,
           {}},
          {m_group.id(), m_row->member.id, {}});
}

Task<> MemberActions::bring(Question question, SynchroniseRequest request)
{
    const QPointer<MemberActions> here(this);
    Task<bool> asking = ask(m_window, question);
    const bool yes = co_await asking;
    if (!here || !yes)
        co_return;
    Q_EMIT began();
    Task<Result<Operation>> calling = m_group.master().call(mastercalls::memberSync, request, 180000);
    const Result<Operation> begun = co_await calling;
    if (!here)
        co_return;
    if (!begun) {
        Q_EMIT failed(begun.error());
        co_return;
    }
    m_brought = request;
    m_bringing = begun->id;
    take(m_group.master().operation(begun->id).value_or(*begun)); // it may have ended meanwhile
}

// Whether live takes signatures away there is known when the server has looked at it: then it is asked, and begun once more.
void MemberActions::take(const Operation &operation)
{
    if (operation.id != m_bringing || operation.outcome == Outcome::Running)
        return;
    m_bringing.clear();
    const QString zone = zoneLosingSignatures(operation.problems);
    if (zone.isEmpty())
        return;
    SynchroniseRequest again = m_brought;
    again.acceptUnsigned = again.acceptUnsigned.value_or(QStringList()) << zone;
    bring(signatureQuestion(zone), again);
}

void MemberActions::askRelease()
{
    const QString name = m_row->member.name;
    QStringList folders;
    for (const Root &root : m_group.status().group.roots)
        folders.append(root.path);
    askThen({QStringLiteral("member.release"),
             tr("Release a member"),
             tr("Release %1 from Lockstep?").arg(name),
             tr("%1 becomes a plain folder on %2 again, with the files that it has now, and named runs on. The server leaves the group and belongs "
                "to no master.\n\nThis cannot be undone from here: to manage it again, add it with a new join code.")
                 .arg(folders.join(QStringLiteral(", ")), name),
             tr("Release %1").arg(name),
             true,
             {}},
            mastercalls::memberRelease, m_row->member.id);
}

void MemberActions::askRemove()
{
    const QString name = m_row->member.name;
    askThen({QStringLiteral("member.remove"),
             tr("Remove a member"),
             tr("Remove %1 from the group?").arg(name),
             tr("The group forgets %1; the server itself is not touched and goes on answering what it serves now. Nothing brings it up to date any "
                "more.\n\nTo come back it must be added again, which replaces what it has by what is live. If it only cannot be reached for a while, "
                "detach it instead.")
                 .arg(name),
             tr("Remove %1").arg(name),
             true,
             {}},
            mastercalls::memberRemove, m_row->member.id);
}

} // namespace lockstep
