// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/codeeditor.h"
#include "ui/config/linehighlighter.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace lockstep;

namespace {

// What a zone of a company looks like: hosts, some with a TTL, aliases, mail, text, services.
QByteArray zoneText(int lines)
{
    QByteArray text = "$ORIGIN example.test.\n$TTL 3600\n@\tIN\tSOA\tns1.example.test. hostmaster.example.test. (\n\t2026112301 ; serial\n"
                      "\t7200 3600 1209600 3600 )\n\tIN\tNS\tns1\n";
    for (int i = 6; i < lines; ++i) {
        const QByteArray n = QByteArray::number(i);
        const QByteArray address = "10." + QByteArray::number(i >> 16 & 255) + '.' + QByteArray::number(i >> 8 & 255) + '.' +
                                   QByteArray::number(i & 255);
        switch (i % 10) {
        case 0:
            text += "mail-" + n + "\tIN\tMX\t10 mx1\n";
            break;
        case 1:
            text += "\t300\tIN\tAAAA\t2001:db8:" + n.right(3) + "::" + n.right(4) + '\n';
            break;
        case 2:
            text += "alias" + n + "\tIN\tCNAME\tns1\n";
            break;
        case 3:
            text += "note" + n + "\tIN\tTXT\t\"v=spf1 ip4:" + address + " -all\" \"tag=" + n + "\"\n";
            break;
        case 4:
            text += "_sip._udp.h" + n + "\t600\tIN\tSRV\t10 60 5060 sip1 ; phones\n";
            break;
        default:
            text += "alpha-beta" + n + ".lab\tIN\tA\t" + address + '\n';
        }
    }
    return text;
}

void tell(const char *what, qint64 nanoseconds) { std::printf("%-58s %8.1f ms\n", what, double(nanoseconds) / 1e6); }

void highlightAll(const char *what, const QByteArray &bytes, Syntax syntax)
{
    const QString text = QString::fromUtf8(bytes);
    LineHighlighter highlighter(syntax);
    LineHighlighter::State state;
    QList<LineHighlighter::Span> spans;
    QElapsedTimer timer;
    timer.start();
    for (const QStringView line : QStringView(text).split(u'\n')) {
        spans.clear();
        state = highlighter.highlight(line, state, &spans);
    }
    tell(what, timer.nsecsElapsed());
}

void openInEditor(const QByteArray &bytes)
{
    CodeEditor editor;
    editor.setSyntax(Syntax::DnsZone);
    editor.resize(1280, 800);
    editor.show();
    QElapsedTimer timer;
    timer.start();
    editor.setText(bytes);
    editor.grab();
    tell("20,000-line zone in the editor: until it is painted", timer.nsecsElapsed());
    timer.start();
    editor.goTo(20000);
    editor.grab();
    tell("  its last line, the first time", timer.nsecsElapsed());
    timer.start();
    editor.goTo(2);
    editor.textCursor().insertText(QStringLiteral("x"));
    editor.grab();
    tell("  a letter typed at its top", timer.nsecsElapsed());
    timer.start();
    const bool same = editor.text().size() == bytes.size() + 1;
    tell(same ? "  its bytes" : "  its bytes, which are wrong", timer.nsecsElapsed());
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    applyTheme(Theme::Light);
    QElapsedTimer timer;
    timer.start();
    definition(Syntax::DnsZone);
    tell("definitions read", timer.nsecsElapsed());
    highlightAll("1,000,000-line zone highlighted", zoneText(1000000), Syntax::DnsZone);
    QByteArray conf;
    for (int i = 0; i < 10000; ++i)
        conf += "zone \"z" + QByteArray::number(i) + ".example\" {\n\ttype primary; file \"zones/z" + QByteArray::number(i) +
                ".db\";\n\tallow-transfer { 192.0.2.1; };\n};\n";
    highlightAll("named.conf of 10,000 zones, 40,000 lines, highlighted", conf, Syntax::NamedConf);
    openInEditor(zoneText(20000));
    return 0;
}
