// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/roothalf.h"

#include "core/agent/enrolment.h"
#include "core/agent/namedprocess.h"

#include <pwd.h>
#include <unistd.h>

namespace lockstep {

namespace {

uint groupOf(const AgentPlaces &places)
{
    const passwd *user = places.namedUser.isEmpty() ? nullptr : ::getpwnam(places.namedUser.toUtf8().constData());
    return user ? user->pw_gid : ::getgid();
}

} // namespace

RootHalf::RootHalf(Files &files, Clock &clock, const AgentPlaces &places, const QByteArray &network)
    : Helper(
          files, clock, places, groupOf(places), [](const IsolatedRun &run) { return startIsolated(run); },
          [user = places.namedUser, main = places.mainFile, network] { return hangUpNamed(user, main, network); }),
      m_files(files), m_places(places)
{
}

Result<QJsonObject> RootHalf::redeem(const QJsonObject &params)
{
    LOCKSTEP_TRY(request, fromJson<RedeemRequest>(params));
    const auto pin = Digest::fromHex(params.value(QLatin1String("pin")).toString().toLatin1());
    LOCKSTEP_TRY(enrolment, loadEnrolment(m_files, m_places));
    const Result<void> redeemed = enrolment.secrets.redeem(Secret(request.secret), systemClock().now());
    if (redeemed && pin && !enrolment.masters.contains(*pin))
        enrolment.masters.append(*pin);
    LOCKSTEP_CHECK(saveEnrolment(m_files, m_places, enrolment)); // a tried secret is used up either way
    return redeemed.transform([] { return QJsonObject(); });
}

Result<Secret> RootHalf::rebindTo(bool force, bool *returned)
{
    LOCKSTEP_CHECK(mayRebind(force));
    // The old master is shut out first: cut short after that, the server still names it, and nobody can bind until this is said
    // again.
    Enrolment fresh;
    Secret secret = fresh.secrets.issue(systemClock().now());
    LOCKSTEP_CHECK(saveEnrolment(m_files, m_places, fresh));
    LOCKSTEP_TRY(done, rebind(force));
    *returned = done;
    return secret;
}

Result<QJsonObject> RootHalf::handle(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out)
{
    if (verb == QLatin1String("masters")) {
        LOCKSTEP_TRY(enrolment, loadEnrolment(m_files, m_places));
        return toJson(DigestList{enrolment.masters});
    }
    if (verb == QLatin1String("redeem"))
        return redeem(params);
    const Result<QJsonObject> done = Helper::handle(verb, params, bytes, out);
    const bool binding = verb == QLatin1String("bind") || verb == QLatin1String("expect");
    if (done && (binding || verb == QLatin1String("release"))) { // one master: nobody else is known from here on
        LOCKSTEP_TRY(enrolment, loadEnrolment(m_files, m_places));
        QList<Digest> known = binding ? QList<Digest>{state().masterPin} : QList<Digest>();
        if (binding && state().nextMasterPin)
            known.append(*state().nextMasterPin);
        if (enrolment.masters != known) {
            enrolment.masters = known;
            LOCKSTEP_CHECK(saveEnrolment(m_files, m_places, enrolment));
        }
    }
    return done;
}

} // namespace lockstep
