// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/difference.h"
#include "core/cli/pager.h"

#include <QTextStream>

namespace lockstep {

// The terminal as the verbs see it: tables or JSON on stdout, sentences on stderr, one progress line that is rewritten in
// place when stderr is a terminal and printed line by line otherwise.
class Console
{
public:
    Console();
    ~Console();
    bool json = false;
    // auto: when stdout is a terminal and NO_COLOR (no-color.org) is not set.
    enum class Colours { Auto, Always, Never };
    Colours colours = Colours::Auto;

    // What does not fit on the screen goes through a pager from now on. Does nothing where stdout is no terminal.
    void page();
    // Ends what page() began: waits for the person to leave the pager, then tells what was noted meanwhile.
    void finish();

    void line(const QString &text = {});
    // Rows of a difference, in the colours of their signs where colours are wanted, what is marked more so. `tight`: no blank
    // between the sign and the text, for lines of texts.
    void head(const QString &text);
    void row(const DiffRow &row, const QString &indent, bool tight);
    // Columns aligned by display width; the first row is the head.
    void table(const QList<QStringList> &rows);
    void value(const QJsonValue &json);
    void raw(const QByteArray &bytes); // as they are, for pipes
    // A patch: as it is for pipes, made safe and coloured for a terminal.
    void patch(const QByteArray &text);
    void fault(const Error &error);
    void note(const QString &sentence);
    void progress(const QString &text);
    void endProgress();

private:
    bool wantsColours() const;
    void put(const QString &text);
    void flush();

    QByteArray m_out; // many rows go out together
    QTextStream m_err;
    bool m_terminal = false;
    std::unique_ptr<Pager> m_pager;
    QStringList m_notes; // until the pager has left the screen
    QString m_progress;
};

// Control and bidirectional characters made visible, so that record content cannot drive the terminal.
QString shown(const QString &text);
// "2026-11-23 10:41" in local time.
QString shownTime(qint64 milliseconds);

} // namespace lockstep
