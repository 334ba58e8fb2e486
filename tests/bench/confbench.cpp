// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confcheck.h"
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

// A named.conf of 10,000 zones (or as many as the argument says): the tree, the meaning, the checks, one question.
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
    return 0;
}
