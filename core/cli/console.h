// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QTextStream>

namespace lockstep {

// The terminal as the verbs see it: tables or JSON on stdout, sentences on stderr, one progress line that is rewritten in
// place when stderr is a terminal and printed line by line otherwise.
class Console
{
public:
    Console();
    bool json = false;
    // auto: when stdout is a terminal and NO_COLOR (no-color.org) is not set.
    enum class Colours { Auto, Always, Never };
    Colours colours = Colours::Auto;

    void line(const QString &text = {});
    // A row of a difference, in the colour of its sign (+ - ~ @) where colours are wanted.
    void row(const QString &text);
    // Columns aligned by display width; the first row is the head.
    void table(const QList<QStringList> &rows);
    void value(const QJsonValue &json);
    void raw(const QByteArray &bytes); // as they are, for pipes
    void fault(const Error &error);
    void note(const QString &sentence);
    void progress(const QString &text);
    void endProgress();

private:
    QTextStream m_out;
    QTextStream m_err;
    bool m_terminal = false;
    QString m_progress;
};

// Control and bidirectional characters made visible, so that record content cannot drive the terminal.
QString shown(const QString &text);
// "2026-11-23 10:41" in local time.
QString shownTime(qint64 milliseconds);

} // namespace lockstep
