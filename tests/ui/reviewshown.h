// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/waitfor.h"
#include "tests/ui/reviewhouse.h"
#include "ui/review/diffview.h"
#include "ui/review/filesreview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/reviewview.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>

#include <algorithm>

namespace lockstep {

// The review of a house, on the screen.
struct ShownReview
{
    static constexpr const char *zonePath = "zones/example.net.db";
    ReviewHouse house;
    std::unique_ptr<ReviewView> view;

    void open()
    {
        view = std::make_unique<ReviewView>(*house.me);
        files().setLens(FilesReview::Lens::Text);
        view->resize(1280, 640);
        view->show();
        view->activateWindow(); // shortcuts want an active window
        QVERIFY(QTest::qWaitForWindowActive(view.get()));
    }
    // Of a text that was edited, and nothing else.
    bool openEdited(const char *path, const std::function<void(QByteArray &)> &edit)
    {
        if (!house.stageText(*house.me, path, edit))
            return false;
        open();
        return lists({QString::fromLatin1(path)});
    }
    FilesReview &files() { return *view->filesReview(); }
    bool lists(const QStringList &titles)
    {
        const auto now = [&] {
            QStringList list;
            for (const ReviewFile &file : files().files())
                list.append(file.title);
            return list;
        };
        return comes([&] { return now() == titles && isSettled(); });
    }
    // What is staged is on the screen, compared, and its meaning known.
    bool isSettled() { return view->isNow() && (!files().file() || (files().isCompared() && files().studies().study(files().currentFile()))); }
    bool settles()
    {
        return comes([this] { return isSettled(); });
    }
    bool says(const QString &text)
    {
        const QList<QLabel *> labels = view->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QVERIFY(settles());
        files().diffView()->setFocus();
        QTest::keyClick(files().diffView(), key, modifiers);
    }
    QAction *action(const char *text)
    {
        const QList<QAction *> all = view->viewActions();
        const auto found = std::ranges::find_if(all, [&](const QAction *one) { return one->text().remove(u'&') == QLatin1String(text); });
        return found == all.cend() ? nullptr : *found;
    }
    // Stands in the change that holds a text on its right side.
    bool goTo(const QString &text)
    {
        const TextDiff diff = files().diffView()->diff();
        for (qsizetype i = 0; i < diff.hunks.size(); ++i) {
            const Hunk &lines = diff.hunks[i].lines;
            for (qsizetype line = lines.right; line < lines.right + lines.rightCount; ++line) {
                if (diff.right.line(line).contains(text)) {
                    files().diffView()->goToHunk(i);
                    return true;
                }
            }
        }
        return false;
    }
};

} // namespace lockstep
