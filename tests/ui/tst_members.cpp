// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/grouphouse.h"
#include "ui/members/addingpage.h"
#include "ui/members/addmemberdialog.h"
#include "ui/members/editmemberdialog.h"
#include "ui/members/field.h"
#include "ui/members/foundpage.h"
#include "ui/members/memberactions.h"
#include "ui/members/membersview.h"
#include "ui/members/preflightlist.h"
#include "ui/review/filesreview.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace lockstep;

namespace {

MemberRow rowOf(const QString &name, SyncState state)
{
    MemberRow row;
    row.member.id = row.member.name = name;
    row.sync.member = name;
    row.sync.state = state;
    row.sync.seen = 1000;
    return row;
}

QPushButton *button(QWidget *dialog, const QString &text)
{
    for (QPushButton *one : dialog->findChildren<QPushButton *>()) {
        if (one->isVisibleTo(dialog) && QString(one->text()).remove(u'&').startsWith(text))
            return one;
    }
    return nullptr;
}

QLineEdit *field(QWidget *dialog, const QString &name)
{
    for (QLineEdit *one : dialog->findChildren<QLineEdit *>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

void type(QWidget *dialog, const QString &name, const QString &text)
{
    QLineEdit *edit = field(dialog, name);
    QVERIFY2(edit, qPrintable(name));
    edit->clear();
    QTest::keyClicks(edit, text);
}

// Every sentence that is shown.
QString textOf(QWidget *widget)
{
    QStringList all;
    for (QLabel *label : widget->findChildren<QLabel *>()) {
        if (label->isVisibleTo(widget))
            all.append(label->text());
    }
    return all.join(u'\n');
}

// An add dialog that is shown, with its first page filled in.
struct Adding
{
    Adding(GroupHouse &house, const QString &name, int member, const QString &code)
        : dialog(new AddMemberDialog(*house.session, house.group)), added(dialog, &AddMemberDialog::added)
    {
        dialog->open();
        type(dialog, QStringLiteral("Host"), SimDialer::addressOf(member));
        type(dialog, QStringLiteral("Name"), name);
        type(dialog, QStringLiteral("Join code"), code);
    }
    ~Adding() { delete dialog.data(); }
    bool next(const QString &text = QStringLiteral("Next"))
    {
        QPushButton *press = button(dialog, text);
        if (!press || !comes([&] { return press->isEnabled(); }))
            return false;
        QTest::mouseClick(press, Qt::LeftButton);
        return true;
    }
    // The preflight went through, and the data page is there.
    bool reachesData()
    {
        const bool found = next() &&
                           comes([&] { return button(dialog, QStringLiteral("Next")) && button(dialog, QStringLiteral("Next"))->isEnabled(); });
        return found && next() && comes([&] { return button(dialog, QStringLiteral("Add ")) != nullptr; });
    }
    QCheckBox *accept() const
    {
        for (QCheckBox *box : dialog->findChildren<QCheckBox *>()) {
            if (box->isVisibleTo(dialog))
                return box;
        }
        return nullptr;
    }
    bool says(const QString &text) const
    {
        return comes([&] { return textOf(dialog).contains(text); });
    }

    QPointer<AddMemberDialog> dialog;
    QSignalSpy added;
};

} // namespace

class TestMembers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { setAnswerer({}); }

    void rowsChangeOneByOne()
    {
        MemberModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.take({rowOf(QStringLiteral("a"), SyncState::InSync), rowOf(QStringLiteral("b"), SyncState::Unknown)});
        QCOMPARE(model.rowCount(), 2);
        const QPersistentModelIndex b = model.index(1, 0);
        model.take({rowOf(QStringLiteral("b"), SyncState::OutOfSync), rowOf(QStringLiteral("c"), SyncState::InSync)});
        QCOMPARE(b.row(), 0); // the same row, moved up
        QCOMPARE(model.index(0, MemberModel::Sync).data().toString(), QStringLiteral("Out of sync"));
        QCOMPARE(changed.count(), 1);
        model.take({rowOf(QStringLiteral("b"), SyncState::OutOfSync), rowOf(QStringLiteral("c"), SyncState::InSync)});
        QCOMPARE(changed.count(), 1); // nothing new, nothing told
        QCOMPARE(reset.count(), 0);
    }

    void statesAreWords_data()
    {
        QTest::addColumn<MemberRow>("row");
        QTest::addColumn<QString>("badge");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("serves");
        MemberRow row;
        QTest::newRow("nothing was heard") << row << QStringLiteral("Unknown") << QStringLiteral("not heard of yet") << QStringLiteral("not known");
        row = rowOf(QStringLiteral("ns1"), SyncState::InSync);
        row.live = row.sync.active = Digest::of("live");
        row.liveDeployment = 41;
        row.sync.bindVersion = QStringLiteral("9.20.23-1~deb13u1-Debian (Stable Release)");
        QTest::newRow("in sync") << row << QStringLiteral("In sync") << QStringLiteral("BIND 9.20.23") << QStringLiteral("41");
        row.sync.state = SyncState::FilesMatch;
        QTest::newRow("not proved") << row << QStringLiteral("Files match, not served") << QStringLiteral("BIND 9.20.23")
                                    << QStringLiteral("41, not proved");
        row.sync.state = SyncState::OutOfSync;
        row.sync.reasons = {Error{QStringLiteral("agent.drift"), {QStringLiteral("/etc/bind/named.conf")}, {}, {}}};
        QTest::newRow("edited by hand") << row << QStringLiteral("Out of sync") << QStringLiteral("BIND 9.20.23") << QStringLiteral("41 + by hand");
        row.sync.reasons.clear();
        row.sync.active = Digest::of("older");
        row.sync.behind = 40;
        QTest::newRow("behind") << row << QStringLiteral("Out of sync") << QStringLiteral("BIND 9.20.23") << QStringLiteral("40");
        row.member.attachment = Attachment::Detached;
        QTest::newRow("detached") << row << QStringLiteral("Detached") << QStringLiteral("BIND 9.20.23") << QStringLiteral("40");
    }

    void statesAreWords()
    {
        QFETCH(MemberRow, row);
        QTEST(badgeOf(row).text, "badge");
        QTEST(serverOf(row), "server");
        QTEST(servesOf(row), "serves");
        if (row.isDetached())
            QVERIFY(reasonsOf(row).first().contains(QStringLiteral("older data")));
    }

    void theFirstMemberBringsTheData()
    {
        GroupHouse house(1);
        QVERIFY(house.connect());
        Adding adding(house, QStringLiteral("ns1"), 0, SimDialer::freshCode());
        QVERIFY(adding.reachesData());
        QVERIFY(textOf(adding.dialog).contains(QStringLiteral("The group takes its data from ns1")));
        QVERIFY(textOf(adding.dialog).contains(QStringLiteral("Nothing that ns1 serves changes")));
        FilesReview *split = adding.dialog->findChild<FilesReview *>();
        QVERIFY(split->isVisibleTo(adding.dialog));
        QVERIFY(split->files().size() >= 3); // the options' file, the main file, and its own
        QPushButton *add = button(adding.dialog, QStringLiteral("Add ns1"));
        QVERIFY(!add->isEnabled()); // not before the split is accepted
        adding.accept()->click();
        QVERIFY(adding.next(QStringLiteral("Add ns1")));
        QVERIFY(adding.says(QStringLiteral("ns1 is a member")));
        QCOMPARE(adding.added.count(), 1);
        QVERIFY(comes([&] { return house.view->status().live.has_value(); }));
    }

    void aLaterMemberLosesWhatItHas()
    {
        GroupHouse house(2, [](SimMember &member) {
            if (member.index == 1)
                (void)member.disk.write(QStringLiteral("/etc/bind/zones/a.example.db"), simZone(9, 5), 0644);
        });
        QCOMPARE(house.add(0).outcome, Outcome::Succeeded);
        QVERIFY(house.connect());
        Adding adding(house, QStringLiteral("ns2"), 1, SimDialer::freshCode());
        QVERIFY(adding.reachesData());
        QVERIFY(adding.says(QStringLiteral("are replaced by what is live")));
        QVERIFY(textOf(adding.dialog).contains(QStringLiteral("/etc/bind.before-lockstep")));
        const QList<ReviewFile> files = adding.dialog->findChild<FilesReview *>()->files();
        QCOMPARE(files.size(), 1);
        QCOMPARE(files.first().before, std::optional(simZone(9, 5)));
        QCOMPARE(files.first().after, std::optional(simZone(7, 2)));
        QVERIFY(!button(adding.dialog, QStringLiteral("Add ns2"))->isEnabled());
        adding.accept()->click();
        QVERIFY(adding.next(QStringLiteral("Add ns2")));
        QVERIFY(adding.says(QStringLiteral("ns2 is a member")));
        QVERIFY(comes([&] { return house.view->status().members.size() == 2; }));
    }

    // Whoever only looked leaves the server as it was: it may still join another master.
    void lookingBindsNobody()
    {
        GroupHouse house(2);
        QCOMPARE(house.add(0).outcome, Outcome::Succeeded);
        QVERIFY(house.connect());
        {
            Adding adding(house, QStringLiteral("ns2"), 1, SimDialer::freshCode());
            QVERIFY(adding.reachesData());
            QVERIFY(adding.says(QStringLiteral("the same files")));
        }
        const Result<AgentState> state = loadState(house.members[1]->disk, SimMember::places());
        QVERIFY(!state || state->masterId.isEmpty());
    }

    void whatCannotBeIsSaidBesideTheField()
    {
        GroupHouse house(2);
        QCOMPARE(house.add(0).outcome, Outcome::Succeeded);
        QVERIFY(house.connect());
        Adding adding(house, QStringLiteral("ns1"), 0, QStringLiteral("abc"));
        QVERIFY(adding.next());
        const QString text = textOf(adding.dialog);
        QVERIFY2(text.contains(QStringLiteral("has a member \"ns1\" already")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("is in the group already, as \"ns1\"")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("not a complete join code")), qPrintable(text));
        QVERIFY(field(adding.dialog, QStringLiteral("Host"))->isVisible()); // still there
    }

    void whatFailsSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("advice");
        QTest::newRow("a code that is used up or too old")
            << SimDialer::usedCode() << QString() << QStringLiteral("join code is not accepted") << QStringLiteral("lockstep-agent enrol");
        QTest::newRow("a code of another server") << SimDialer::codeOfAnother() << QString() << QStringLiteral("does not hold the key")
                                                  << QStringLiteral("printed on another server");
        QTest::newRow("nobody answers") << SimDialer::freshCode() << QStringLiteral("partition") << QStringLiteral("did not answer in time")
                                        << QStringLiteral("port 9530");
    }

    void whatFailsSaysWhatToDo()
    {
        QFETCH(QString, code);
        QFETCH(QString, fault);
        QFETCH(QString, says);
        QFETCH(QString, advice);
        GroupHouse house(1);
        if (!fault.isEmpty())
            house.network.setPartition(0, true);
        QVERIFY(house.connect());
        Adding adding(house, QStringLiteral("first"), 0, code);
        QVERIFY(adding.next());
        QVERIFY2(adding.says(says), qPrintable(textOf(adding.dialog)));
        QVERIFY2(textOf(adding.dialog).contains(advice), qPrintable(textOf(adding.dialog)));
        QVERIFY(!button(adding.dialog, QStringLiteral("Next"))->isEnabled());
        QVERIFY(adding.next(QStringLiteral("Back")));
        QCOMPARE(field(adding.dialog, QStringLiteral("Name"))->text(), QStringLiteral("first")); // nothing typed is lost
        QCOMPARE(field(adding.dialog, QStringLiteral("Join code"))->text(), code);
        QCOMPARE(house.view->status().members.size(), 0);
    }

    // A code works once; going back and forth with it does too.
    void backAndForthWithOneCode()
    {
        GroupHouse house(1);
        QVERIFY(house.connect());
        Adding adding(house, QStringLiteral("ns1"), 0, SimDialer::freshCode());
        QVERIFY(adding.reachesData());
        QVERIFY(adding.next(QStringLiteral("Back")));
        QVERIFY(adding.next(QStringLiteral("Back")));
        type(adding.dialog, QStringLiteral("Name"), QStringLiteral("other"));
        QVERIFY(adding.reachesData());
        adding.accept()->click();
        QVERIFY(adding.next(QStringLiteral("Add other")));
        QVERIFY(adding.says(QStringLiteral("other is a member")));
    }

    void problemsStandInTheWay()
    {
        GroupHouse house(1, [](SimMember &member) {
            (void)member.disk.write(QStringLiteral("/etc/bind/named.conf.options"), "options {\n\trecursion no;\n};\n", 0644); // no directory
        });
        QVERIFY(house.connect());
        Adding adding(house, QStringLiteral("ns1"), 0, SimDialer::freshCode());
        QVERIFY(adding.next());
        QVERIFY(adding.says(QStringLiteral("no absolute \"directory\" option")));
        QVERIFY(!button(adding.dialog, QStringLiteral("Next"))->isEnabled());
        (void)house.members[0]->disk.write(QStringLiteral("/etc/bind/named.conf.options"), "options {\n\tdirectory \"/var/cache/bind\";\n};\n", 0644);
        QVERIFY(adding.next(QStringLiteral("Check again")));
        QVERIFY(comes([&] { return button(adding.dialog, QStringLiteral("Next"))->isEnabled(); }));
        QCOMPARE(adding.dialog->findChild<PreflightList *>()->topLevelItemCount() > 0, true);
    }

    void membersAreDetachedAndRemoved()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        QVERIFY(house.connect());
        MembersView view(*house.view);
        view.resize(860, 560);
        view.show();
        QVERIFY(comes([&] { return view.findChild<MemberModel *>()->rowCount() == 2; }));
        const QString id = house.view->status().members.at(1).id;
        view.open(QStringLiteral("members/") + id);
        QCOMPARE(view.place(), QStringLiteral("members/") + id);
        auto *actions = view.findChild<MemberActions *>();
        actions->attach->trigger();
        QVERIFY(comes([&] { return view.selected()->isDetached(); }));
        QVERIFY(comes([&] { return textOf(&view).contains(QStringLiteral("may go on answering older data")); }));
        QVERIFY(!actions->synchronise->isEnabled());
        QVERIFY(actions->synchronise->toolTip().contains(QStringLiteral("is detached")));
        QCOMPARE(actions->attach->text().remove(u'&'), QStringLiteral("Attach"));
        actions->attach->trigger();
        QVERIFY(comes([&] { return !view.selected()->isDetached(); }));

        QStringList asked;
        setAnswerer([&](const Question &question) {
            asked.append(question.name + (question.dangerous ? QStringLiteral("!") : QString()) +
                         (question.sentence.contains(QStringLiteral("ns2")) ? QStringLiteral(" ns2") : QString()));
            return asked.size() > 2; // the third time it is meant
        });
        actions->release->trigger();
        actions->remove->trigger();
        QCOMPARE(house.view->status().members.size(), 2);
        actions->remove->trigger();
        QVERIFY(comes([&] { return view.findChild<MemberModel *>()->rowCount() == 1; }));
        QCOMPARE(asked,
                 (QStringList{QStringLiteral("member.release! ns2"), QStringLiteral("member.remove! ns2"), QStringLiteral("member.remove! ns2")}));

        // It still knows this master: no code is needed to come back.
        AddMemberDialog again(*house.session, house.group);
        again.setAttribute(Qt::WA_DeleteOnClose, false);
        again.open();
        type(&again, QStringLiteral("Host"), SimDialer::addressOf(1));
        QCOMPARE(field(&again, QStringLiteral("Name"))->text(), QStringLiteral("10.53.0.2")); // taken over from the host
        for (QCheckBox *box : again.findChildren<QCheckBox *>()) {
            if (box->isVisibleTo(&again))
                box->click();
        }
        QTest::mouseClick(button(&again, QStringLiteral("Next")), Qt::LeftButton);
        QVERIFY2(comes([&] { return textOf(&again).contains(QStringLiteral("This server is adopted already")); }), qPrintable(textOf(&again)));
    }

    void releaseGivesTheFoldersBack()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        QVERIFY(house.connect());
        MembersView view(*house.view);
        view.show();
        view.open(QStringLiteral("members/") + house.view->status().members.at(1).id);
        setAnswerer([](const Question &question) { return question.name == QLatin1String("member.release"); });
        view.findChild<MemberActions *>()->release->trigger();
        QVERIFY(comes([&] { return house.view->status().members.size() == 1; }));
        const Result<FileFacts> root = house.members[1]->disk.facts(QStringLiteral("/etc/bind"));
        QCOMPARE(root->kind, FileFacts::Kind::Folder);
    }

    void reasonsAreShownAllOfThem()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        (void)house.members[1]->disk.write(QStringLiteral("/var/lib/lockstep/current/etc-bind/zones/a.example.db"), simZone(70, 3), 0644);
        house.members[1]->named.stop();
        QVERIFY(house.connect());
        MembersView view(*house.view);
        view.resize(860, 560);
        view.show();
        view.open(QStringLiteral("members/") + house.view->status().members.at(1).id);
        house.session->refresh(house.group);
        QVERIFY(comes([&] { return view.selected() && !view.selected()->sync.reasons.isEmpty(); }));
        const QStringList reasons = reasonsOf(*view.selected());
        for (const QString &reason : reasons)
            QVERIFY2(comes([&] { return textOf(&view).contains(reason); }), qPrintable(reason));
        QVERIFY(view.findChild<MemberActions *>()->differences->isEnabled());
        QSignalSpy wanted(&view, &View::wanted);
        view.findChild<MemberActions *>()->differences->trigger();
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("review?from=live&to=member:") + view.selected()->member.id);
    }

    void aLostMasterCanOnlyBeLookedAt()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        QVERIFY(house.connect());
        MembersView view(*house.view);
        view.show();
        auto *actions = view.findChild<MemberActions *>();
        QVERIFY(actions->remove->isEnabled());
        const QString place = view.place();
        house.setReachable(false);
        QVERIFY(comes([&] { return !actions->remove->isEnabled(); }));
        QCOMPARE(view.findChild<MemberModel *>()->rowCount(), 2);
        for (QAction *action : actions->all()) {
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
            QVERIFY2(action->toolTip().contains(QStringLiteral("does not answer")), qPrintable(action->toolTip()));
        }
        house.setReachable(true);
        QVERIFY(comes([&] { return actions->remove->isEnabled(); }));
        QCOMPARE(view.place(), place);
    }

    void membersAreEdited()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        QVERIFY(house.connect());
        const QPointer<EditMemberDialog> dialog = new EditMemberDialog(*house.view, house.view->status().members.first());
        dialog->open();
        type(dialog, QStringLiteral("Name"), QStringLiteral("ns2"));
        QVERIFY(textOf(dialog).contains(QStringLiteral("has a member \"ns2\" already")));
        QVERIFY(!button(dialog, QStringLiteral("Save"))->isEnabled());
        type(dialog, QStringLiteral("Name"), QStringLiteral("first"));
        QTest::mouseClick(button(dialog, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY(comes([&] { return !dialog; }));
        QVERIFY(comes([&] { return house.view->status().members.first().name == QLatin1String("first"); }));
    }

    void anEmptyGroupSaysHowToBegin()
    {
        GroupHouse house(1);
        QVERIFY(house.connect());
        MembersView view(*house.view);
        view.show();
        QVERIFY(textOf(&view).contains(QStringLiteral("No members yet")));
        QTest::mouseClick(button(&view, QStringLiteral("Add the first member")), Qt::LeftButton);
        QVERIFY(view.findChild<AddMemberDialog *>());
    }
};

LOCKSTEP_SUITE(TestMembers)
#include "tst_members.moc"
