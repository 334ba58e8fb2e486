// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/treepairs.h"

#include "core/cli/lenses.h"
#include "core/review/secrets.h"

namespace lockstep {

bool PairTexts::isBinary() const { return lockstep::isBinary(of(before)) || lockstep::isBinary(of(after)); }

bool PairTexts::holdsOthers(const QByteArray &zone) const
{
    class Outside : public ZoneSink
    {
    public:
        bool wantsData(QByteArrayView, int) override { return false; }
        void record(const ScannedRecord &) override {}
        void warning(const Error &) override { found = true; }
        bool found = false;
    };
    Outside outside;
    for (const QByteArrayView text : {of(before), of(after)})
        ZoneScanner(zone, outside).scan({}, text);
    return outside.found;
}

void showLines(FileDifference &difference, const PairTexts &texts)
{
    const QByteArray before = PairTexts::bytes(texts.before);
    const QByteArray after = PairTexts::bytes(texts.after);
    difference.byLines = true;
    const MaskedPair shown = withoutSecrets(before, after);
    difference.rows = lineRows(shown.before, shown.after);
    if (difference.rows.isEmpty() && before != after)
        difference.note = QStringLiteral("It differs in bytes that cannot be shown.");
}

void showLinks(FileDifference &difference, const TreePair &pair, const PairTexts &texts)
{
    difference.kind = FileDifference::Kind::Link;
    const auto told = [](const TreeFile *file, const std::optional<LocalText> &text) {
        if (!file)
            return QStringLiteral("nothing");
        return file->kind == TreeFile::Kind::Link ? QStringLiteral("a link to ") + QString::fromUtf8(text->view()) : QStringLiteral("a file");
    };
    difference.rows.append({u'~', told(pair.before, texts.before) + QStringLiteral(" -> ") + told(pair.after, texts.after), {}, {}, {}});
}

void showBinary(FileDifference &difference)
{
    difference.kind = FileDifference::Kind::Binary;
    difference.note = QStringLiteral("It is binary, and differs.");
}

} // namespace lockstep
