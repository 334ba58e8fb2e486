// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/enrolment.h"

namespace lockstep {

namespace {
QString enrolmentFile(const AgentPlaces &places) { return places.state + QStringLiteral("/enrolment.json"); }
} // namespace

Result<Enrolment> loadEnrolment(Files &files, const AgentPlaces &places)
{
    const Result<QByteArray> text = files.read(enrolmentFile(places));
    if (!text)
        return text.error().code == QLatin1String("file.missing") ? Result<Enrolment>(Enrolment()) : fail(text.error());
    const Result<QJsonObject> json = parseJson(*text);
    return json ? fromJson<Enrolment>(*json) : Result<Enrolment>(std::unexpected(json.error()));
}

Result<void> saveEnrolment(Files &files, const AgentPlaces &places, const Enrolment &enrolment)
{
    return files.replace(enrolmentFile(places), jsonBytes(toJson(enrolment)), 0600);
}

} // namespace lockstep
