// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>

namespace lockstep {

// One word of named.conf: bare or quoted, `text` without its quotes.
struct ConfWord
{
    QByteArray text;
    qsizetype begin = 0;
    qsizetype end = 0; // behind the closing quote
    bool quoted = false;
};

// One of several blocks of a statement: its bytes from behind "{" to "}", and which of the statement's `block` stand in it.
struct ConfBlock
{
    qsizetype begin = 0;
    qsizetype end = 0;
    qsizetype first = 0;
    qsizetype count = 0;
};

// One statement or clause (BIND manual, "Configuration Reference"): words, then perhaps a block, then a semicolon. A few have
// several blocks ("inet ... allow { } keys { }"); their statements then stand in one list, and `blocks` tells them apart. Offsets are
// bytes of the file; everything between statements (comments, white space) belongs to nobody and stays.
struct ConfStatement
{
    QList<ConfWord> words; // the keyword first; words behind the block ("{ ... } tls x") follow in `after`
    QList<ConfWord> after;
    bool hasBlock = false;
    qsizetype begin = 0;
    qsizetype end = 0;        // behind the semicolon
    qsizetype blockBegin = 0; // behind "{"
    qsizetype blockEnd = 0;   // at the last "}"
    int line = 1;
    int column = 1;
    QList<ConfStatement> block;
    QList<ConfBlock> blocks; // only when there are several

    QByteArray keyword() const { return words.isEmpty() ? QByteArray() : words.first().text.toLower(); }
    QByteArray word(qsizetype index) const { return words.value(index).text; }
    const ConfStatement *find(const QByteArray &keyword) const; // first in the block
};

// A named.conf or included file that keeps every byte. Faults become diagnostics with line and column; parsing goes on.
class ConfFile
{
public:
    static ConfFile parse(const QString &path, const QByteArray &text);
    const QString &path() const { return m_path; }
    const QByteArray &print() const { return m_text; }
    const QList<ConfStatement> &statements() const { return m_statements; }
    const QList<Error> &diagnostics() const { return m_diagnostics; }
    // A byte of the file as file, line and column (in bytes, from 1); counted from a statement that begins before it.
    Origin originOf(qsizetype offset, const ConfStatement &near) const;

private:
    QString m_path;
    QByteArray m_text;
    QList<ConfStatement> m_statements;
    QList<Error> m_diagnostics;
    friend class ConfParser;
};

// Replaces pieces of a text at once; pieces must not overlap.
struct TextEdit
{
    qsizetype offset = 0;
    qsizetype length = 0;
    QByteArray replacement;
};
QByteArray applyEdits(const QByteArray &text, QList<TextEdit> edits);

} // namespace lockstep
