// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historywords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace lockstep {

namespace {

QString said(const char *text) { return QCoreApplication::translate("History", text); }

QString valueOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? said(QT_TRANSLATE_NOOP("History", "yes")) : said(QT_TRANSLATE_NOOP("History", "no"));
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isString()) {
        const auto digest = Digest::fromHex(value.toString().toLatin1());
        return digest ? digest->isNull() ? QString() : digest->seal() : value.toString();
    }
    if (value.isArray()) {
        QStringList list;
        for (const QJsonValue &one : value.toArray())
            list.append(valueOf(one));
        list.removeAll(QString());
        return list.join(QStringLiteral(", "));
    }
    QStringList list;
    const QJsonObject object = value.toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (const QString text = valueOf(it.value()); !text.isEmpty())
            list.append(QStringLiteral("%1 %2").arg(it.key(), text));
    }
    return list.join(QStringLiteral(", "));
}

// What the master writes down in English, in the person's language; what a newer one writes stays as it is.
QString toldInWords(const QString &description)
{
    static const QList<QPair<QRegularExpression, const char *>> known{
        {QRegularExpression(QStringLiteral("^group \"(.*)\" created$")), QT_TRANSLATE_NOOP("History", "Group \"%1\" was created.")},
        {QRegularExpression(QStringLiteral("^member \"(.*)\" edited$")), QT_TRANSLATE_NOOP("History", "Member \"%1\" was edited.")},
        {QRegularExpression(QStringLiteral("^member \"(.*)\" attached$")), QT_TRANSLATE_NOOP("History", "Member \"%1\" was attached.")},
        {QRegularExpression(QStringLiteral("^member \"(.*)\" detached$")), QT_TRANSLATE_NOOP("History", "Member \"%1\" was detached.")},
        {QRegularExpression(QStringLiteral("^settings of the group \"(.*)\" changed$")),
         QT_TRANSLATE_NOOP("History", "The settings of the group \"%1\" were changed.")},
        {QRegularExpression(QStringLiteral("^deployment (\\d+) was kept$")), QT_TRANSLATE_NOOP("History", "Deployment %1 was kept.")},
        {QRegularExpression(QStringLiteral("^member released$")), QT_TRANSLATE_NOOP("History", "A member was released.")},
        {QRegularExpression(QStringLiteral("^member removed$")), QT_TRANSLATE_NOOP("History", "A member was removed.")},
    };
    for (const auto &[pattern, sentence] : known) {
        if (const auto match = pattern.match(description); match.hasMatch())
            return match.captured(1).isNull() ? said(sentence) : said(sentence).arg(match.captured(1));
    }
    QString text = description;
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

Wording wordingOfType(const QString &type)
{
    static const QHash<QString, Wording> words{
        {QStringLiteral("group"), {QT_TRANSLATE_NOOP("History", "Group"), Tone::Neutral, "folder-open"}},
        {QStringLiteral("member"), {QT_TRANSLATE_NOOP("History", "Member"), Tone::Neutral, "network-server"}},
        {QStringLiteral("seed"), {QT_TRANSLATE_NOOP("History", "First data"), Tone::Ok, "document-import"}},
        {QStringLiteral("live"), {QT_TRANSLATE_NOOP("History", "Live"), Tone::Ok, "checkmark"}},
        {QStringLiteral("returned"), {QT_TRANSLATE_NOOP("History", "Put back"), Tone::Attention, "edit-undo"}},
    };
    if (const auto known = words.constFind(type); known != words.constEnd())
        return {said(known->text.toLatin1()), known->tone, known->icon};
    const QList<const char *> kinds = wordsOf(OperationKind());
    for (qsizetype i = 0; i < kinds.size(); ++i) {
        if (type == QLatin1String(kinds[i]))
            return wordingOf(OperationKind(i));
    }
    return {type, Tone::Muted, "emblem-information"};
}

std::optional<Operation> operationOf(const HistoryEntry &entry)
{
    if (!entry.details.contains(QLatin1String("outcome")))
        return std::nullopt;
    const Result<Operation> operation = fromJson<Operation>(entry.details);
    return operation ? std::optional(*operation) : std::nullopt;
}

int deploymentOf(const HistoryEntry &entry)
{
    if (entry.type == QLatin1String("live") || entry.type == QLatin1String("returned")) {
        static const QRegularExpression number(QStringLiteral("\\bdeployment (\\d+)\\b"));
        return number.match(entry.description).captured(1).toInt();
    }
    return entry.details.value(QLatin1String("deployment")).toInt();
}

QString told(const HistoryEntry &entry)
{
    const int number = deploymentOf(entry);
    if (entry.type == QLatin1String("live") && number > 0)
        return said(QT_TRANSLATE_NOOP("History", "Deployment %1 is live.")).arg(number);
    if (entry.type == QLatin1String("returned") && number > 0)
        return said(QT_TRANSLATE_NOOP("History", "Deployment %1 was taken back on every member.")).arg(number);
    if (entry.type == QLatin1String("seed"))
        return said(QT_TRANSLATE_NOOP("History", "The first member's data became live."));
    if (const std::optional<Operation> operation = operationOf(entry)) {
        const QString kind = wordingOf(operation->kind).text;
        const QString outcome = wordingOf(operation->outcome).text;
        if (number > 0 && operation->kind == OperationKind::Deploy)
            return said(QT_TRANSLATE_NOOP("History", "Deployment %1: %2")).arg(number).arg(outcome);
        return number > 0 ? said(QT_TRANSLATE_NOOP("History", "%1, deployment %2: %3")).arg(kind).arg(number).arg(outcome)
                          : said(QT_TRANSLATE_NOOP("History", "%1: %2")).arg(kind, outcome);
    }
    return toldInWords(entry.description);
}

Wording wordingOfStep(const QString &step)
{
    static const QHash<QString, Wording> words{
        {QStringLiteral("waiting"), {QT_TRANSLATE_NOOP("History", "waiting"), Tone::Muted, ""}},
        {QStringLiteral("contacting"), {QT_TRANSLATE_NOOP("History", "contacting"), Tone::Muted, ""}},
        {QStringLiteral("sending"), {QT_TRANSLATE_NOOP("History", "sending"), Tone::Muted, ""}},
        {QStringLiteral("checking"), {QT_TRANSLATE_NOOP("History", "checking"), Tone::Muted, ""}},
        {QStringLiteral("prepared"), {QT_TRANSLATE_NOOP("History", "prepared"), Tone::Ok, ""}},
        {QStringLiteral("switching"), {QT_TRANSLATE_NOOP("History", "switching"), Tone::Muted, ""}},
        {QStringLiteral("proved"), {QT_TRANSLATE_NOOP("History", "proved"), Tone::Ok, ""}},
        {QStringLiteral("confirming"), {QT_TRANSLATE_NOOP("History", "confirming"), Tone::Muted, ""}},
        {QStringLiteral("confirmed"), {QT_TRANSLATE_NOOP("History", "confirmed"), Tone::Ok, ""}},
        {QStringLiteral("returning"), {QT_TRANSLATE_NOOP("History", "returning"), Tone::Attention, ""}},
        {QStringLiteral("returned"), {QT_TRANSLATE_NOOP("History", "put back"), Tone::Attention, ""}},
        {QStringLiteral("failed"), {QT_TRANSLATE_NOOP("History", "failed"), Tone::Danger, ""}},
        {QStringLiteral("late"), {QT_TRANSLATE_NOOP("History", "did not answer, follows later"), Tone::Attention, ""}},
    };
    const auto known = words.constFind(step);
    return known == words.constEnd() ? Wording{step, Tone::Muted, ""} : Wording{said(known->text.toLatin1()), known->tone, ""};
}

QList<DetailRow> detailRows(const QJsonObject &details)
{
    QList<DetailRow> rows;
    for (auto it = details.constBegin(); it != details.constEnd(); ++it) {
        if (const QString text = valueOf(it.value()); !text.isEmpty())
            rows.append({it.key(), text});
    }
    return rows;
}

} // namespace lockstep
