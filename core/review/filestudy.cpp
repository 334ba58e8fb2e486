// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/filestudy.h"

#include "core/base/digestbuilder.h"
#include "core/review/reviewrows.h"
#include "core/review/riskrule.h"
#include "core/review/risks.h"

#include <algorithm>

namespace lockstep {

namespace {

// Rows below a statement say more of it, and are no change of their own.
bool isUnit(const ReviewRow &row) { return row.kind == ReviewRow::Kind::Record || row.kind == ReviewRow::Kind::Statement; }

bool isBinary(const std::optional<QByteArray> &text) { return text && text->contains('\0'); }

// The first of a zone's records, and all that is said about the rest.
QList<ReviewRow> bounded(QList<ReviewRow> rows)
{
    qsizetype records = 0;
    const qsizetype more = rows.removeIf(
        [&](const ReviewRow &row) { return row.kind == ReviewRow::Kind::Record && ++records > FileStudy::mostRows; });
    if (more > 0) {
        ReviewRow said;
        said.kind = ReviewRow::Kind::Said;
        said.said = Error{QStringLiteral("review.more"), {QString::number(more)}, {}, {}};
        rows.append(said);
    }
    return rows;
}

Digest unitOf(const Digest &file, const ReviewRow &row)
{
    DigestBuilder builder;
    builder.add(file.bytes());
    builder.add(row.content().bytes());
    return builder.digest();
}

void finish(FileStudy &study, const ReviewFile &file)
{
    const Digest id = Digest::of(file.id().toUtf8());
    study.names = {file.path, file.place};
    for (const ReviewRow &row : std::as_const(study.rows)) {
        study.unitsOfRows.append(isUnit(row) ? unitOf(id, row) : Digest());
        if (isUnit(row))
            study.units.append(study.unitsOfRows.last());
    }
    if (study.units.isEmpty()) {
        DigestBuilder bytes;
        for (const std::optional<QByteArray> *side : {&file.before, &file.after}) {
            bytes.add(Digest::of(side->value_or(QByteArray())).bytes());
            bytes.add(QByteArrayView(*side ? "+" : "-", 1));
        }
        bytes.add(id.bytes());
        study.units.append(bytes.digest());
    }
}

} // namespace

FileStudy studyOfZone(const ReviewFile &file, const ReviewSet &set)
{
    FileStudy study;
    if (isBinary(file.before) || isBinary(file.after)) {
        study.kind = FileStudy::Kind::Binary;
        finish(study, file);
        return study;
    }
    const auto reader = [](const QHash<QString, QByteArray> &texts) {
        return [&texts](const QString &name) -> Result<QByteArray> {
            const auto found = texts.constFind(name);
            return found == texts.constEnd() ? fail(QStringLiteral("file.missing"), {name}) : Result<QByteArray>(*found);
        };
    };
    const QByteArray left = file.before.value_or(QByteArray());
    const QByteArray right = file.after.value_or(QByteArray());
    const ZoneText before{file.path, left, reader(set.includedBefore)};
    const ZoneText after{file.path, right, reader(set.includedAfter)};
    const QByteArray origin = file.origin();
    const ZoneMeaning meaning = zoneMeaning(origin, before, after);
    study.rows = withPatterns(bounded(reviewRows(meaning, origin)));
    study.problems = meaning.faultsBefore + meaning.faultsAfter;
    study.risks = zoneRisks({file.zone, file.view, origin, meaning, file.before ? std::optional(before) : std::nullopt,
                             file.after ? std::optional(after) : std::nullopt});
    if (!set.served) { // no resolver and no secondary has what was before
        const auto isOfTime = [](const RiskNote &note) {
            return std::ranges::any_of(timeRules(), [&](const RiskRule &rule) { return note.rule == QLatin1String(rule.id); });
        };
        study.risks.removeIf(isOfTime);
        for (RiskNote &note : study.risks)
            note.staleMs = 0;
    }
    finish(study, file);
    return study;
}

QHash<QString, FileStudy> studyOfConfiguration(const ReviewSet &set)
{
    const Config before = set.before.read();
    const Config after = set.after.read();
    const ConfDifference difference = confDiff(before, after);
    const QList<RiskNote> risks = confRisks(difference, before, after);

    QHash<QString, const ReviewFile *> byPlace;
    QList<const ReviewFile *> files; // that are part of a configuration
    for (const ReviewFile &file : set.files) {
        byPlace.insert(file.place, &file);
        if (file.kind == ReviewFile::Kind::Configuration && (set.before.texts.contains(file.place) || set.after.texts.contains(file.place)))
            files.append(&file);
    }
    // Where it stands afterwards, or stood; what stands in a file with the same bytes (nothing includes it any more) belongs to the
    // first that differs.
    const auto fileOf = [&](const Origin &left, const Origin &right) {
        for (const auto &[config, origin] : {std::pair(&set.after, &right), std::pair(&set.before, &left)}) {
            const ReviewFile *file = origin->line > 0 ? byPlace.value(config->place(origin->file)) : nullptr;
            if (file && file->kind == ReviewFile::Kind::Configuration)
                return file;
        }
        return files.isEmpty() ? nullptr : files.first();
    };
    QHash<QString, QList<ConfChange>> changes;
    QHash<QString, QList<ConfTextChange>> texts;
    QHash<QString, QList<RiskNote>> notes;
    for (const ConfChange &change : difference.changes) {
        if (const ReviewFile *file = fileOf(change.originBefore, change.originAfter))
            changes[file->id()].append(change);
    }
    for (const ConfTextChange &text : difference.texts) {
        if (const ReviewFile *file = fileOf({{}, text.before, 1, 0}, {{}, text.after, 1, 0}))
            texts[file->id()].append(text);
    }
    for (const RiskNote &note : risks) {
        if (const ReviewFile *file = fileOf(note.before, note.after))
            notes[file->id()].append(note);
    }
    QHash<QString, FileStudy> studies;
    for (const ReviewFile &file : set.files) {
        if (file.kind != ReviewFile::Kind::Configuration)
            continue;
        FileStudy study;
        const bool known = files.contains(&file);
        const QString id = file.id();
        if (isBinary(file.before) || isBinary(file.after)) {
            study.kind = FileStudy::Kind::Binary;
        } else if (!known) { // of an include of a zone, a key, a text that nothing reads
            study.kind = FileStudy::Kind::Text;
        } else {
            study.rows = reviewRows(changes.value(id), texts.value(id));
            study.problems = difference.faultsBefore + difference.faultsAfter;
            study.problems.removeIf([&](const Error &one) {
                return !one.origin.file.isEmpty() && set.before.place(one.origin.file) != file.place &&
                       set.after.place(one.origin.file) != file.place;
            });
        }
        study.risks = notes.value(id);
        finish(study, file);
        studies.insert(id, study);
    }
    return studies;
}

} // namespace lockstep
