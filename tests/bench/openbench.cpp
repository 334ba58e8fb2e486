// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/longzones.h"
#include "ui/look/theme.h"
#include "ui/review/filesreview.h"

#include <QApplication>
#include <QFile>

using namespace lockstep;

namespace {

QByteArray contentOf(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", path, qPrintable(file.errorString()));
    return file.readAll();
}

} // namespace

// Two zone files in a window of their own, as other programs that compare files open them.
int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    if (argc < 3)
        qFatal("two files are wanted");
    applyTheme(Theme::Light);
    FilesReview review;
    review.setLens(FilesReview::Lens::Text);
    review.setFiles(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]),
                    {zoneFile(QStringLiteral("example.net"), contentOf(argv[1]), contentOf(argv[2]))});
    review.showMaximized();
    return QApplication::exec();
}
