// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewexport.h"

#include "core/base/json.h"
#include "core/review/secrets.h"
#include "core/text/linediff.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>

namespace lockstep {

namespace {

constexpr qsizetype patchContext = 3;

const char *const head = R"(<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light dark; --ink: #1b1e20; --ground: #fff; --quiet: #5c6166; --line: #d5d8da; --soft: #f2f3f4;
  --added: #0b4f8a; --addedground: #e3effa; --removed: #7d4200; --removedground: #faedde; --changed: #5b3a99; --danger: #a5111f; --attention: #7a5200; --ok: #1a6330 }
@media (prefers-color-scheme: dark) { :root { --ink: #eff0f1; --ground: #1b1e20; --quiet: #a5abb0; --line: #3d4246; --soft: #26292c;
  --added: #8cc4f5; --addedground: #16324a; --removed: #f0b67a; --removedground: #432c14; --changed: #c5aef2; --danger: #ff9aa2; --attention: #ecc26a; --ok: #86d39b } }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--ground); margin: 2em auto; max-width: 75em; padding: 0 1em }
h1 { font-size: 1.5em; margin: 0 } h2 { font-size: 1.15em; margin: 2em 0 .4em } p { margin: .3em 0 } .quiet { color: var(--quiet) }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .2em .6em .2em 0; border-bottom: 1px solid var(--line) }
th { color: var(--quiet); font-weight: normal } code, pre, td.data { font: 13px/1.45 ui-monospace, monospace; overflow-wrap: anywhere }
pre { background: var(--soft); padding: .8em; overflow-x: auto; white-space: pre-wrap }
.added { color: var(--added) } .removed { color: var(--removed) } .changed, .moved { color: var(--changed) } .danger { color: var(--danger) } .attention { color: var(--attention) } .ok { color: var(--ok) }
mark.added { background: var(--addedground); color: var(--added) } mark.removed { background: var(--removedground); color: var(--removed) }
td.sign { white-space: nowrap; font-weight: bold } td.ttl { text-align: right; white-space: nowrap } summary { cursor: pointer; color: var(--quiet); margin-top: .5em }
</style>
)";

QByteArray escaped(const QString &text) { return text.toHtmlEscaped().toUtf8(); }

QByteArray marked(const QString &text, const QList<TextPiece> &marks, const char *kind)
{
    QByteArray html;
    qsizetype at = 0;
    for (const TextPiece &mark : marks) {
        html += escaped(text.mid(at, mark.begin - at));
        html += "<mark class=\"" + QByteArray(kind) + "\">" + escaped(text.mid(mark.begin, mark.length)) + "</mark>";
        at = mark.begin + mark.length;
    }
    return html + escaped(text.mid(at));
}

QByteArray signClass(ReviewRow::Sign sign)
{
    switch (sign) {
    case ReviewRow::Sign::Added:
        return "added";
    case ReviewRow::Sign::Removed:
        return "removed";
    case ReviewRow::Sign::Changed:
        return "changed";
    case ReviewRow::Sign::Moved:
        return "moved";
    case ReviewRow::Sign::None:
        break;
    }
    return "said";
}

QByteArray signText(ReviewRow::Sign sign)
{
    switch (sign) {
    case ReviewRow::Sign::Added:
        return "+";
    case ReviewRow::Sign::Removed:
        return "&minus;";
    case ReviewRow::Sign::Changed:
        return "~";
    case ReviewRow::Sign::Moved:
        return "&#8631;";
    case ReviewRow::Sign::None:
        break;
    }
    return {};
}

QByteArray rankClass(RiskNote::Rank rank)
{
    return rank == RiskNote::Rank::Danger ? "danger" : rank == RiskNote::Rank::Attention ? "attention" : "notice";
}

QByteArray dataHtml(const ReviewRow &row)
{
    const bool both = !row.before.isEmpty() && !row.after.isEmpty() && row.before != row.after;
    if (both)
        return marked(row.before, row.marksBefore, "removed") + " &rarr; " + marked(row.after, row.marksAfter, "added");
    return row.after.isEmpty() ? marked(row.before, row.marksBefore, "removed") : marked(row.after, row.marksAfter, "added");
}

QByteArray rowHtml(const ReviewExport &review, const ReviewRow &row)
{
    const bool spoken = row.kind == ReviewRow::Kind::Said || row.kind == ReviewRow::Kind::Pattern;
    const QByteArray said = row.said ? escaped(review.sentence(*row.said)) : QByteArray();
    if (spoken)
        return "<tr><td></td><td class=\"quiet\" colspan=\"4\">" + said + "</td></tr>\n";
    const QString ttl = row.ttlBefore == row.ttlAfter || row.ttlBefore.isEmpty() || row.ttlAfter.isEmpty()
                            ? (row.ttlAfter.isEmpty() ? row.ttlBefore : row.ttlAfter)
                            : row.ttlBefore + QStringLiteral(" \u2192 ") + row.ttlAfter;
    QByteArray html = "<tr><td class=\"sign " + signClass(row.sign) + "\">" + signText(row.sign) + "</td><td><code>" + escaped(row.name) +
                      "</code></td><td><code>" + escaped(row.what) + "</code></td><td class=\"ttl\">" + escaped(ttl) + "</td><td class=\"data\">" +
                      dataHtml(row);
    if (!said.isEmpty())
        html += " <span class=\"quiet\">" + said + "</span>";
    return html + "</td></tr>\n";
}

QJsonObject placeJson(const Origin &place) { return {{QStringLiteral("file"), place.file}, {QStringLiteral("line"), place.line}}; }

QJsonObject rowJson(const ReviewExport &review, const ReviewRow &row)
{
    static const char *kinds[] = {"record", "statement", "element", "pattern", "said"};
    static const char *signs[] = {"none", "added", "removed", "changed", "moved"};
    QJsonObject json{{QStringLiteral("kind"), QLatin1String(kinds[int(row.kind)])}, {QStringLiteral("sign"), QLatin1String(signs[int(row.sign)])}};
    const std::pair<const char *, const QString *> texts[] = {{"name", &row.name},       {"what", &row.what},  {"oldTtl", &row.ttlBefore},
                                                              {"newTtl", &row.ttlAfter}, {"old", &row.before}, {"new", &row.after}};
    for (const auto &[key, text] : texts) {
        if (!text->isEmpty())
            json.insert(QLatin1String(key), *text);
    }
    if (row.placeBefore.line > 0)
        json.insert(QStringLiteral("oldPlace"), placeJson(row.placeBefore));
    if (row.placeAfter.line > 0)
        json.insert(QStringLiteral("newPlace"), placeJson(row.placeAfter));
    if (row.above >= 0)
        json.insert(QStringLiteral("below"), row.above);
    if (row.said)
        json.insert(QStringLiteral("said"), review.sentence(*row.said));
    return json;
}

QString utc(qint64 time) { return QDateTime::fromMSecsSinceEpoch(time, QTimeZone::UTC).toString(Qt::ISODate); }

qsizetype viewedOf(const ReviewExport &review, const FileStudy &study)
{
    qsizetype viewed = 0;
    for (const Digest &unit : study.units)
        viewed += review.viewed && review.viewed(unit) ? 1 : 0;
    return viewed;
}

} // namespace

QByteArray reviewHtml(const ReviewExport &review)
{
    QByteArray body;
    QByteArray risks;
    qsizetype changes = 0;
    qsizetype viewed = 0;
    for (const RiskNote::Rank rank : {RiskNote::Rank::Danger, RiskNote::Rank::Attention, RiskNote::Rank::Notice}) {
        for (const ReviewFile &file : review.set->files) {
            const FileStudy *study = review.study(file.id());
            for (const RiskNote &note : study ? study->risks : QList<RiskNote>()) {
                if (note.rank == rank)
                    risks += "<tr><td class=\"sign " + rankClass(rank) + "\">" +
                             (rank == RiskNote::Rank::Danger      ? "!!"
                              : rank == RiskNote::Rank::Attention ? "!"
                                                                  : "i") +
                             "</td><td>" + escaped(file.title) + "</td><td>" + escaped(review.sentence(note.text)) + "</td></tr>\n";
            }
        }
    }
    for (const ReviewFile &file : review.set->files) {
        const FileStudy *study = review.study(file.id());
        const QByteArray mark = file.mark() == ReviewFile::Mark::Added ? "added" : file.mark() == ReviewFile::Mark::Removed ? "removed" : "changed";
        body += "<h2><span class=\"" + mark + "\">" +
                signText(mark == "added"     ? ReviewRow::Sign::Added
                         : mark == "removed" ? ReviewRow::Sign::Removed
                                             : ReviewRow::Sign::Changed) +
                "</span> " + escaped(file.title) + "</h2>\n<p class=\"quiet\"><code>" + escaped(file.place.isEmpty() ? file.path : file.place) +
                "</code></p>\n";
        if (study && !study->rows.isEmpty()) {
            body += "<table>\n";
            for (const ReviewRow &row : study->rows)
                body += rowHtml(review, row);
            body += "</table>\n";
        }
        if (study) {
            changes += study->units.size();
            viewed += viewedOf(review, *study);
            for (const Error &problem : study->problems)
                body += "<p class=\"attention\">" + escaped(review.sentence(problem)) + "</p>\n";
        }
        if (study && study->kind == FileStudy::Kind::Binary)
            body += "<p>" + escaped(review.sentence(Error{QStringLiteral("review.binary"), {}, {}, {}})) + "</p>\n";
        else
            body += "<details><summary>" + escaped(review.sentence(Error{QStringLiteral("review.lines"), {}, {}, {}})) + "</summary><pre>" +
                    escaped(QString::fromUtf8(unifiedDiff(file.shownBefore(), file.shownAfter()))) + "</pre></details>\n";
    }
    QByteArray html = head;
    html += "<title>" + escaped(review.group) + ": " + escaped(review.from) + " &rarr; " + escaped(review.to) + "</title></head><body>\n<h1>" +
            escaped(review.group) + "</h1>\n<p>" + escaped(review.from) + " &rarr; " + escaped(review.to) + "</p>\n<p class=\"quiet\">" +
            escaped(review.sentence(
                Error{QStringLiteral("review.sum"),
                      {QString::number(changes), QString::number(review.set->files.size()), QString::number(viewed), utc(review.time)},
                      {},
                      {}})) +
            "</p>\n";
    if (!review.seal.isEmpty())
        html += "<p class=\"quiet\">" + escaped(review.sentence(Error{QStringLiteral("review.seal"), {review.seal}, {}, {}})) + "</p>\n";
    if (!risks.isEmpty())
        html += "<h2>" + escaped(review.sentence(Error{QStringLiteral("review.risks"), {}, {}, {}})) + "</h2>\n<table>\n" + risks + "</table>\n";
    return html + body + "</body></html>\n";
}

QByteArray reviewJson(const ReviewExport &review)
{
    static const char *ranks[] = {"danger", "attention", "notice"};
    QJsonArray files;
    for (const ReviewFile &file : review.set->files) {
        const FileStudy *study = review.study(file.id());
        QJsonObject json{{QStringLiteral("path"), file.place.isEmpty() ? file.path : file.place},
                         {QStringLiteral("what"), QLatin1String(file.mark() == ReviewFile::Mark::Added     ? "added"
                                                                : file.mark() == ReviewFile::Mark::Removed ? "removed"
                                                                                                           : "changed")}};
        if (!file.zone.isEmpty()) {
            json.insert(QStringLiteral("zone"), file.zone);
            json.insert(QStringLiteral("view"), file.view);
        }
        QJsonArray rows;
        QJsonArray risks;
        QJsonArray problems;
        for (const ReviewRow &row : study ? study->rows : QList<ReviewRow>())
            rows.append(rowJson(review, row));
        for (const RiskNote &note : study ? study->risks : QList<RiskNote>()) {
            QJsonObject risk{{QStringLiteral("rule"), note.rule},
                             {QStringLiteral("rank"), QLatin1String(ranks[int(note.rank)])},
                             {QStringLiteral("text"), review.sentence(note.text)}};
            if (note.before.line > 0)
                risk.insert(QStringLiteral("oldPlace"), placeJson(note.before));
            if (note.after.line > 0)
                risk.insert(QStringLiteral("newPlace"), placeJson(note.after));
            if (note.staleMs > 0)
                risk.insert(QStringLiteral("staleSeconds"), note.staleMs / 1000);
            risks.append(risk);
        }
        for (const Error &problem : study ? study->problems : QList<Error>())
            problems.append(review.sentence(problem));
        json.insert(QStringLiteral("rows"), rows);
        json.insert(QStringLiteral("risks"), risks);
        json.insert(QStringLiteral("problems"), problems);
        json.insert(QStringLiteral("changes"), study ? study->units.size() : 0);
        json.insert(QStringLiteral("viewed"), study ? viewedOf(review, *study) : 0);
        files.append(json);
    }
    const QJsonObject whole{{QStringLiteral("schema"), QStringLiteral("lockstep-review")},
                            {QStringLiteral("version"), 1},
                            {QStringLiteral("group"), review.group},
                            {QStringLiteral("from"), review.from},
                            {QStringLiteral("to"), review.to},
                            {QStringLiteral("seal"), review.seal},
                            {QStringLiteral("time"), utc(review.time)},
                            {QStringLiteral("files"), files}};
    return jsonBytes(whole) + '\n';
}

QByteArray reviewPatch(const ReviewExport &review)
{
    QByteArray patch;
    for (const ReviewFile &file : review.set->files) {
        const QByteArray path = file.id().toUtf8();
        const QByteArray before = file.before.value_or(QByteArray());
        const QByteArray after = file.after.value_or(QByteArray());
        if (before.contains('\0') || after.contains('\0')) {
            patch += "# " + review.sentence(Error{QStringLiteral("review.patch.binary"), {file.id()}, {}, {}}).toUtf8() + '\n';
        } else if (file.kind == ReviewFile::Kind::Configuration && carriesSecrets(before, after, patchContext)) {
            patch += "# " + review.sentence(Error{QStringLiteral("review.patch.secret"), {file.id()}, {}, {}}).toUtf8() + '\n';
            const QList<QByteArray> lines = linesOf(unifiedDiff(file.shownBefore(), file.shownAfter(), path));
            for (const QByteArray &line : lines)
                patch += "# " + line;
        } else {
            patch += patchText(file.before, file.after, path, false);
        }
    }
    return patch;
}

} // namespace lockstep
