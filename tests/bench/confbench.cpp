// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confcheck.h"
#include "core/namedconf/confdiff.h"
#include "core/namedconf/effective.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace lockstep;

namespace {

// As shared/bench/gencfg.py writes it: options on a few lines, then a zone on each line.
QByteArray configuration(int zones)
{
    QByteArray text = "options { directory \"/srv/bind\"; listen-on port 5300 { 127.0.0.1; }; recursion no; allow-query { any; }; };\n";
    for (int i = 0; i < zones; ++i) {
        const QByteArray name = 'z' + QByteArray::number(i).rightJustified(5, '0') + ".example";
        text += "zone \"" + name + "\" { type primary; file \"zones/" + name + ".db\"; };\n";
    }
    return text;
}

// Every `step`th zone lies in another file.
QByteArray changed(const QByteArray &text, int step)
{
    QByteArrayList lines = text.split('\n');
    for (qsizetype i = 1; i < lines.size() - 1; i += step)
        lines[i].replace(".db\"", ".zone\"");
    return lines.join('\n');
}

// The zones in another order that is the same in every run.
QByteArray shuffled(const QByteArray &text)
{
    QByteArrayList lines = text.split('\n');
    quint64 state = 1;
    for (qsizetype i = lines.size() - 2; i > 1; --i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        lines.swapItemsAt(i, 1 + qsizetype((state >> 33) % quint64(i)));
    }
    return lines.join('\n');
}

// Milliseconds of the middle one of nine runs.
template <class Fn> double middle(Fn fn)
{
    QList<double> times;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer timer;
        timer.start();
        fn();
        times.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[4];
}

} // namespace

// A named.conf of 10,000 zones (or as many as the argument says): the tree, the meaning, the checks, one question, and
// the comparison with the same, one zone changed, a tenth of them changed, all of them in another order.
int main(int argc, char **argv)
{
    const int zones = argc > 1 ? std::atoi(argv[1]) : 10000;
    const QByteArray text = configuration(zones);
    const QString path = QStringLiteral("/srv/bind/named.conf");
    const auto reader = [&](const QString &) -> Result<QByteArray> { return text; };
    std::printf("%d zones, %lld bytes\n", zones, static_cast<long long>(text.size()));
    std::printf("parse    %8.2f ms\n", middle([&] {
                    if (!ConfFile::parse(path, text).diagnostics().isEmpty())
                        std::abort();
                }));
    std::printf("read     %8.2f ms\n", middle([&] {
                    if (readConfig(path, reader).zones.size() != zones)
                        std::abort();
                }));
    const Config config = readConfig(path, reader);
    std::printf("check    %8.2f ms\n", middle([&] {
                    if (!checkStatements(config).isEmpty())
                        std::abort();
                }));
    std::printf("explain  %8.2f ms\n", middle([&] {
                    if (!effective(config, config.zones.last().name, {}, "allow-query"))
                        std::abort();
                }));
    const auto compare = [&](const char *name, const QByteArray &other, qsizetype rows) {
        const Config after = readConfig(path, [&](const QString &) -> Result<QByteArray> { return other; });
        std::printf("%-8s %8.2f ms\n", name, middle([&] {
                        if (confDiff(config, after).changes.size() != rows)
                            std::abort();
                    }));
    };
    compare("equal", text, 0);
    compare("one", changed(text, zones), 1);
    compare("tenth", changed(text, 10), (zones + 9) / 10);
    compare("shuffled", shuffled(text), 0);
    return 0;
}
