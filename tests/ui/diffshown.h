// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/settings.h"
#include "ui/review/diffview.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

namespace lockstep {

inline QByteArray numbered(int count, const QMap<int, QByteArray> &other = {})
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += other.value(i, "host" + QByteArray::number(i) + " IN A 192.0.2.1") + '\n';
    return text;
}

inline TextDiff numberedDiff(int count, const QList<int> &changed)
{
    QMap<int, QByteArray> other;
    for (const int i : changed)
        other.insert(i, "host" + QByteArray::number(i) + " IN A 192.0.2.2");
    return textDiff(numbered(count), numbered(count, other));
}

// A view on the screen that has the keyboard.
struct ShownDiff
{
    DiffView view;
    explicit ShownDiff(const TextDiff &diff, const QSize &size = {900, 400})
    {
        view.resize(size);
        view.setDiff(diff, false);
        view.show();
        view.activateWindow();
        view.setFocus();
        [&] { QVERIFY(QTest::qWaitForWindowActive(&view)); }();
    }
    // "0 1 (12) 14": rows that are seen, and how many are folded.
    QString seen() const
    {
        QStringList told;
        for (const VisibleRow &row : view.seen().rows) {
            if (row.folded > 0)
                told.append(QStringLiteral("(%1)").arg(row.folded));
            else if (told.isEmpty() || !told.last().contains(u'-') || told.last().section(u'-', 1).toInt() + 1 != row.row)
                told.append(QStringLiteral("%1-%1").arg(row.row));
            else
                told.last() = told.last().section(u'-', 0, 0) + u'-' + QString::number(row.row);
        }
        return told.join(u' ');
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    void click(const QPoint &point) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, point); }
    int foldRow(int which = 0) const
    {
        for (int i = 0; i < view.seen().rows.size(); ++i) {
            if (view.seen().rows[i].folded > 0 && which-- == 0)
                return i;
        }
        return -1;
    }
    QImage image() { return view.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    QImage image(const QRect &rect)
    {
        const QImage whole = image();
        const qreal scale = whole.devicePixelRatio();
        return whole.copy(QRect((QPointF(rect.topLeft()) * scale).toPoint(), rect.size() * scale));
    }
    void wheel(int x, int y, Qt::KeyboardModifiers modifiers)
    {
        const QPointF at = view.viewport()->rect().center();
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, {x, y}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &event);
    }
};

inline bool has(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor here = image.pixelColor(x, y); // mixed colours are rounded
            if (std::abs(here.red() - colour.red()) <= 1 && std::abs(here.green() - colour.green()) <= 1 &&
                std::abs(here.blue() - colour.blue()) <= 1)
                return true;
        }
    }
    return false;
}

// Not one colour alone: something is painted there.
inline bool isPainted(const QImage &image)
{
    const QColor first = image.pixelColor(0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) != first)
                return true;
        }
    }
    return false;
}

inline QString longText(int words)
{
    QString text;
    for (int i = 0; i < words; ++i)
        text += QStringLiteral("word%1 ").arg(i);
    return text.trimmed();
}

// Settings of a test's own; what is wanted of one is forgotten for the next.
class OwnHome
{
public:
    OwnHome() : m_before(qEnvironmentVariable("LOCKSTEP_HOME")) { qputenv("LOCKSTEP_HOME", m_home.path().toUtf8()); }
    ~OwnHome()
    {
        finishSettings();
        if (m_before.isEmpty())
            qunsetenv("LOCKSTEP_HOME");
        else
            qputenv("LOCKSTEP_HOME", m_before.toUtf8());
    }
    OwnHome(const OwnHome &) = delete;
    OwnHome &operator=(const OwnHome &) = delete;
    void forget()
    {
        finishSettings();
        QFile::remove(m_home.path() + QStringLiteral("/settings/console.ini"));
    }

private:
    QTemporaryDir m_home;
    QString m_before;
};

} // namespace lockstep
