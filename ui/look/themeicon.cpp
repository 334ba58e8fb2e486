// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/themeicon.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

namespace lockstep {

namespace {

// Breeze draws some icons anew for small sizes: the smallest that is not too small, else the largest.
QString fileOf(const QString &name, int size)
{
    static QHash<QPair<QString, int>, QString> known;
    QString &file = known[{name, size}];
    if (!file.isNull())
        return file;
    file = QStringLiteral("");
    int best = 0;
    for (const char *folder : {"actions", "emblems", "status", "devices", "places", "categories", "apps", "preferences", "mimetypes"}) {
        for (const int side : {16, 22, 24, 32, 48, 64}) {
            const QString path = QStringLiteral(":/icons/breeze/%1/%2/%3.svg").arg(QLatin1String(folder)).arg(side).arg(name);
            const bool better = best == 0 || (best < size ? side > best : side >= size && side < best);
            if (better && QFile::exists(path)) {
                best = side;
                file = path;
            }
        }
        if (best > 0)
            break;
    }
    return file;
}

class ThemeIconEngine final : public QIconEngine
{
public:
    explicit ThemeIconEngine(QString name) : m_name(std::move(name)) {}
    QIconEngine *clone() const override { return new ThemeIconEngine(m_name); }
    bool isNull() override { return fileOf(m_name, 16).isEmpty(); }
    QString iconName() override { return m_name; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatio();
        const QPixmap picture = scaledPixmap(rect.size() * scale, mode, state, scale);
        const QSizeF size = picture.deviceIndependentSize();
        painter->drawPixmap(QPointF(rect.x() + (rect.width() - size.width()) / 2, rect.y() + (rect.height() - size.height()) / 2), picture);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1); }

    // `size` in the device's pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QPalette palette = QGuiApplication::palette();
        const QColor ink = mode == QIcon::Selected   ? palette.color(QPalette::HighlightedText)
                           : mode == QIcon::Disabled ? palette.color(QPalette::Disabled, QPalette::Text)
                                                     : palette.color(QPalette::Text);
        const int side = std::min(size.width(), size.height());
        const QString key = QStringLiteral("lockstep/%1/%2/%3/%4/%5").arg(m_name).arg(side).arg(scale).arg(ink.rgb()).arg(int(mode));
        QPixmap picture;
        if (QPixmapCache::find(key, &picture))
            return picture;
        QFile file(fileOf(m_name, int(side / scale)));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QByteArray text = file.readAll();
        text.replace("#232629", ink.name().toLatin1()); // ColorScheme-Text of Breeze's light drawing
        QBuffer drawing(&text);
        QImageReader reader(&drawing, "svg");
        reader.setScaledSize({side, side});
        picture = QPixmap::fromImage(reader.read());
        if (mode == QIcon::Disabled) {
            QPixmap faint(picture.size());
            faint.fill(Qt::transparent);
            QPainter painter(&faint);
            painter.setOpacity(0.6);
            painter.drawPixmap(0, 0, picture);
            painter.end();
            picture = faint;
        }
        picture.setDevicePixelRatio(scale);
        QPixmapCache::insert(key, picture);
        return picture;
    }

private:
    QString m_name;
};

} // namespace

QIcon themeIcon(const char *name)
{
    const QString wanted = QString::fromLatin1(name);
    return wanted.isEmpty() || fileOf(wanted, 16).isEmpty() ? QIcon() : QIcon(new ThemeIconEngine(wanted));
}

} // namespace lockstep
