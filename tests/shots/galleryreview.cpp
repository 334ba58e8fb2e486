// SPDX-License-Identifier: GPL-3.0-or-later
// The review in each of its looks.
#include "tests/shots/gallery.h"

#include "ui/review/diffview.h"
#include "ui/review/filesreview.h"
#include "ui/review/lineseditor.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/reviewview.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTest>

#include <algorithm>

namespace lockstep {

void Gallery::review()
{
    MainWindow *window = m_console.window();
    open("review-again", QStringLiteral("review"));
    auto *view = window->findChild<ReviewView *>();
    if (!view || !QTest::qWaitFor([&] { return view->filesReview()->studies().isComplete() && view->filesReview()->file(); }, 20000)) {
        ++m_faults;
        return;
    }
    FilesReview *files = view->filesReview();
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QWidget *shown = files->shownLens() == FilesReview::Lens::Meaning ? static_cast<QWidget *>(files->meaningView()) : files->diffView();
        shown->setFocus();
        QTest::keyClick(shown, key, modifiers);
        QTest::qWait(120);
    };
    for (const ReviewFile &file : files->files()) { // one of configuration, whose statements have lists
        if (file.kind == ReviewFile::Kind::Configuration && file.mark() == ReviewFile::Mark::Changed)
            files->setCurrentFile(file.id());
    }
    QTest::qWait(120);
    keep("review-statements", window);
    for (const ReviewFile &file : files->files()) {
        if (file.kind == ReviewFile::Kind::Zone && file.mark() == ReviewFile::Mark::Changed) {
            files->setCurrentFile(file.id());
            break;
        }
    }
    press(Qt::Key_V);
    keep("review-viewed", window);
    press(Qt::Key_T);
    keep("review-text", window);
    press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    keep("review-unfolded", window);
    press(Qt::Key_S);
    keep("review-whitespace", window);
    press(Qt::Key_S);
    press(Qt::Key_U, Qt::ControlModifier);
    keep("review-unified", window);
    press(Qt::Key_U, Qt::ControlModifier);
    press(Qt::Key_W);
    for (int i = 0; i < 5; ++i)
        press(Qt::Key_Plus, Qt::ControlModifier);
    keep("review-wrapped", window);
    press(Qt::Key_0, Qt::ControlModifier);
    press(Qt::Key_W);
    press(Qt::Key_G, Qt::ControlModifier);
    keep("review-line", window);
    if (QWidget *field = QApplication::focusWidget())
        QTest::keyClick(field, Qt::Key_Escape);
    press(Qt::Key_E);
    QTest::qWait(600); // it is checked
    keep("review-edit", window);
    if (auto *lines = view->findChild<LinesEditor *>())
        Q_EMIT lines->abandoned();
    window->resize(900, 640);
    QTest::qWait(120);
    keep("review-narrow", window);
    window->resize(1920, 1080);
    QTest::qWait(120);
    keep("review-wide", window);
    window->resize(1280, 800);
    press(Qt::Key_Question);
    keepDialog("review-keys");
    press(Qt::Key_T);
    reviewMoves(*view);
}

// A colleague stages something while it is looked at, and takes it back.
void Gallery::reviewMoves(ReviewView &view)
{
    GroupSession session(master(), group());
    const auto button = [&](const char *text) {
        const QList<QAbstractButton *> all = view.findChildren<QAbstractButton *>();
        const auto found = std::ranges::find_if(all,
                                                [&](const QAbstractButton *one) { return one->isVisible() && one->text() == QLatin1String(text); });
        return found == all.cend() ? nullptr : *found;
    };
    const auto becomes = [&](qsizetype changes) {
        const bool came = QTest::qWaitFor([&] { return session.changes().changes.size() == changes && view.isNow(); }, 20000);
        m_faults += came ? 0 : 1;
    };
    m_faults += QTest::qWaitFor([&] { return !session.changes().changes.isEmpty(); }, 20000) ? 0 : 1;
    const qsizetype before = session.changes().changes.size();
    QSet<QString> known;
    for (const Change &change : session.changes().changes)
        known.insert(change.id);
    Task<Result<void>> staging = session.stageRecord(
        {{}, QStringLiteral("example.net"), QStringLiteral("external"), QStringLiteral("printer"), {}, QStringLiteral("300 IN A 192.0.2.44")});
    becomes(before + 1);
    QTest::qWait(120);
    keep("review-moved", m_console.window());
    for (const auto &[text, name] : {std::pair{"Show what changed", "review-since"}, {"Show all changes", ""}}) {
        if (QAbstractButton *pressed = button(text))
            pressed->click();
        QTest::qWait(300);
        if (*name)
            keep(name, m_console.window());
    }
    QStringList added;
    for (const Change &change : session.changes().changes) {
        if (!known.contains(change.id))
            added.append(change.id);
    }
    Task<Result<void>> discarding = session.discard(added);
    becomes(before);
}

} // namespace lockstep
