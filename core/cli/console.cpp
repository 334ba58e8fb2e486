// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/console.h"

#include "core/base/errortext.h"

#include <QDateTime>
#include <QJsonDocument>

#include <unistd.h>

namespace lockstep {

namespace {

constexpr qsizetype together = 1 << 16;
constexpr auto plain = "\033[0m";

const char *colourOf(QChar sign)
{
    switch (sign.unicode()) {
    case u'+':
        return "\033[32m";
    case u'-':
        return "\033[31m";
    case u'~':
        return "\033[33m";
    case u'@':
        return "\033[36m";
    case u'<':
        return "\033[35m";
    case u'>':
        return "\033[34m";
    default:
        return nullptr;
    }
}

} // namespace

Console::Console() : m_err(stderr), m_terminal(::isatty(2) == 1) {}

Console::~Console() { finish(); }

bool Console::wantsColours() const
{
    return colours == Colours::Always ||
           (colours == Colours::Auto && ::isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb");
}

void Console::page()
{
    if (!m_pager && !json && ::isatty(STDOUT_FILENO) == 1)
        m_pager = std::make_unique<Pager>(Pager::chosen());
}

void Console::finish()
{
    flush();
    m_pager.reset();
    for (const QString &sentence : std::exchange(m_notes, {}))
        note(sentence);
}

void Console::put(const QString &text)
{
    m_out += text.toUtf8();
    if (m_out.size() >= together)
        flush();
}

void Console::flush()
{
    if (m_out.isEmpty())
        return;
    if (m_pager) {
        m_pager->write(m_out);
    } else {
        std::fwrite(m_out.constData(), 1, size_t(m_out.size()), stdout);
        std::fflush(stdout);
    }
    m_out.clear();
}

void Console::line(const QString &text)
{
    put(text + u'\n');
    flush();
}

void Console::table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i >= widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    for (const QStringList &row : rows) {
        QString text;
        for (qsizetype i = 0; i < row.size(); ++i)
            text += i + 1 < row.size() ? row[i].leftJustified(widths[i] + 2) : row[i];
        line(text);
    }
}

void Console::value(const QJsonValue &content)
{
    const QJsonDocument document = content.isArray() ? QJsonDocument(content.toArray()) : QJsonDocument(content.toObject());
    raw(document.toJson(QJsonDocument::Indented));
}

void Console::raw(const QByteArray &bytes)
{
    flush();
    m_out = bytes;
    flush();
}

void Console::head(const QString &text) { put((wantsColours() ? QLatin1String("\033[1m") + text + QLatin1String(plain) : text) + u'\n'); }

void Console::row(const DiffRow &row, const QString &indent, bool tight)
{
    const QString sign = row.sign == u'@' ? QString() : tight ? QString(row.sign) : row.sign + QStringLiteral(" ");
    const char *colour = wantsColours() ? colourOf(row.sign) : nullptr;
    if (!colour)
        return put(indent + sign + shown(row.text) + u'\n');
    QString text = indent + QLatin1String(colour) + sign;
    qsizetype from = 0;
    for (const TextPiece &mark : row.marks) {
        text += shown(row.text.sliced(from, mark.begin - from)) + QLatin1String("\033[1;4m") + shown(row.text.sliced(mark.begin, mark.length)) +
                QLatin1String("\033[22;24m");
        from = mark.begin + mark.length;
    }
    put(text + shown(row.text.sliced(from)) + QLatin1String(plain) + u'\n');
}

void Console::patch(const QByteArray &text)
{
    if (::isatty(STDOUT_FILENO) != 1)
        return raw(text);
    for (const QByteArray &one : text.split('\n')) {
        const QChar sign = QLatin1Char(one.isEmpty() ? ' ' : one.front());
        const char *colour = wantsColours() ? colourOf(sign) : nullptr;
        const QString safe = shown(QString::fromUtf8(one));
        put((colour ? QLatin1String(colour) + safe + QLatin1String(plain) : safe) + u'\n');
    }
}

void Console::fault(const Error &error) { note(shown(errorText(error))); }

void Console::note(const QString &sentence)
{
    if (m_pager) {
        m_notes.append(sentence);
        return;
    }
    endProgress();
    flush();
    m_err << sentence << '\n';
    m_err.flush();
}

void Console::progress(const QString &text)
{
    if (text == m_progress)
        return;
    if (m_terminal)
        m_err << "\r\033[K" << text;
    else
        m_err << text << '\n';
    m_err.flush();
    m_progress = text;
}

void Console::endProgress()
{
    if (m_terminal && !m_progress.isEmpty()) {
        m_err << "\r\033[K";
        m_err.flush();
    }
    m_progress.clear();
}

QString shown(const QString &text)
{
    QString safe;
    for (const QChar c : text) {
        const ushort code = c.unicode();
        const bool bidi = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
                          code == 0x061C;
        if ((code < 0x20 && c != QLatin1Char('\n') && c != QLatin1Char('\t')) || code == 0x7F || (code >= 0x80 && code < 0xA0) || bidi)
            safe += QStringLiteral("<U+%1>").arg(code, 4, 16, QLatin1Char('0')).toUpper();
        else
            safe += c;
    }
    return safe;
}

QString shownTime(qint64 milliseconds)
{
    if (milliseconds == 0)
        return QStringLiteral("never");
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace lockstep
