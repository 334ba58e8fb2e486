// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/console.h"

#include "core/base/errortext.h"

#include <QDateTime>
#include <QJsonDocument>

#include <unistd.h>

namespace lockstep {

Console::Console() : m_out(stdout), m_err(stderr), m_terminal(::isatty(2) == 1) {}

void Console::line(const QString &text)
{
    m_out << text << '\n';
    m_out.flush();
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
    m_out << QString::fromUtf8(document.toJson(QJsonDocument::Indented));
    m_out.flush();
}

void Console::raw(const QByteArray &bytes)
{
    m_out.flush();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

void Console::row(const QString &text)
{
    const bool wanted = colours == Colours::Always ||
                        (colours == Colours::Auto && isatty(STDOUT_FILENO) && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb");
    const QChar sign = wanted ? QStringView(text).trimmed().isEmpty() ? QChar() : QStringView(text).trimmed().front() : QChar();
    const char *colour = sign == u'+' ? "\033[32m" : sign == u'-' ? "\033[31m" : sign == u'~' ? "\033[33m" : sign == u'@' ? "\033[36m" : nullptr;
    m_out << (colour ? QLatin1String(colour) + text + QStringLiteral("\033[0m") : text) << '\n'; // many follow: they go out together
}

void Console::fault(const Error &error) { note(shown(errorText(error))); }

void Console::note(const QString &sentence)
{
    endProgress();
    m_out.flush();
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
