// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/candidate.h"

#include "core/identity/joincode.h"
#include "core/rpc/websocketchannel.h"
#include "ui/look/words.h"

#include <QCoreApplication>

namespace lockstep {

namespace {

constexpr quint16 agentPort = 9530;

QString said(const char *text) { return QCoreApplication::translate("Members", text); }

QString placeOf(const QString &address)
{
    const Result<Endpoint> place = Endpoint::parse(address, agentPort);
    return place ? place->text().toLower() : address;
}

} // namespace

QString Candidate::liveText() const
{
    const int number = status() ? status()->liveDeployment : 0;
    return number > 0 ? said(QT_TRANSLATE_NOOP("Members", "deployment %1")).arg(number)
                      : said(QT_TRANSLATE_NOOP("Members", "the group's first data"));
}

Task<Result<PreflightReport>> preflight(std::shared_ptr<Candidate> candidate)
{
    const QString address = candidate->address;
    const QString code = candidate->joinCode;
    Task<Result<PreflightReport>> asking = candidate->master.call(mastercalls::memberPreflight, PreflightRequest{address, candidate->codeToSend()},
                                                                  180000);
    Result<PreflightReport> report = co_await asking;
    const bool tried = !report && !code.isEmpty() && report.error().code == QLatin1String("identity.secret");
    if (tried && candidate->usedCode == code) {
        Task<Result<PreflightReport>> again = candidate->master.call(mastercalls::memberPreflight, PreflightRequest{address, {}}, 180000);
        Result<PreflightReport> second = co_await again;
        if (second)
            report = second;
    }
    candidate->usedCode = code; // whatever came of it: it may have arrived
    candidate->usedAddress = report ? address : QString();
    co_return report;
}

QString nameFault(const MasterSession &master, const QString &group, const QString &name, const QString &own)
{
    if (name.trimmed().isEmpty())
        return said(QT_TRANSLATE_NOOP("Members", "Give it a name. It is for people: the server's host name is a good one."));
    const GroupStatus *status = master.group(group);
    const QList<Member> members = status ? status->members : QList<Member>();
    for (const Member &member : members) {
        if (member.id != own && member.name == name.trimmed())
            return sentence(Error{QStringLiteral("master.membername"), {name.trimmed()}, {}, {}});
    }
    return {};
}

QString addressFault(const MasterSession &master, const QString &group, const QString &address, const QString &own)
{
    if (address.trimmed().isEmpty())
        return said(QT_TRANSLATE_NOOP("Members", "Say where the server's agent listens: a host name or an address."));
    const Result<Endpoint> place = Endpoint::parse(address, agentPort);
    if (!place)
        return sentence(place.error());
    for (const GroupStatus &status : master.groups()) {
        for (const Member &member : status.members) {
            if (member.id == own || placeOf(member.address) != placeOf(address))
                continue;
            return status.group.id == group ? sentence(Error{QStringLiteral("master.memberaddress"), {address.trimmed(), member.name}, {}, {}})
                                            : sentence(Error{QStringLiteral("master.elsewhere"), {address.trimmed(), status.group.name}, {}, {}});
        }
    }
    return {};
}

QString codeFault(const QString &code)
{
    if (code.trimmed().isEmpty())
        return said(QT_TRANSLATE_NOOP("Members", "Print a join code on the server with \"lockstep-agent enrol\" and paste it here."));
    const Result<JoinCode> parsed = JoinCode::parse(code);
    return parsed ? QString() : sentence(parsed.error());
}

QString adviceOf(const Error &error, const QString &address)
{
    if (error.code == QLatin1String("rpc.unreachable") || error.code == QLatin1String("timeout"))
        return said(QT_TRANSLATE_NOOP("Members",
                                      "On the server, \"systemctl status lockstep-agent\" says whether the agent runs. Between here and there, "
                                      "TCP port %1 must be open."))
            .arg(Endpoint::parse(address, agentPort).value_or(Endpoint{{}, agentPort}).port);
    if (error.code == QLatin1String("rpc.pin"))
        return said(QT_TRANSLATE_NOOP(
                        "Members", "The join code was printed on another server than the one that answers at %1. Go back and check host and code."))
            .arg(address);
    if (error.code == QLatin1String("identity.secret"))
        return said(QT_TRANSLATE_NOOP("Members", "Run \"lockstep-agent enrol\" on the server again, go back and paste the new code."));
    if (error.code == QLatin1String("master.nocode"))
        return said(QT_TRANSLATE_NOOP("Members", "Go back and give a join code."));
    return {};
}

} // namespace lockstep
