// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/model/effects.h"

namespace lockstep {

enum class OperationKind { Prepare, Deploy, RollBack, Synchronise, AddMember };
inline QList<const char *> wordsOf(OperationKind) { return {"prepare", "deploy", "roll-back", "synchronise", "add-member"}; }

// Undecided: the master does not know yet (a member is unreachable); it goes on asking until it does.
enum class Outcome { Running, Succeeded, Failed, Returned, Undecided };
inline QList<const char *> wordsOf(Outcome) { return {"running", "succeeded", "failed", "returned", "undecided"}; }

// One member's row of an operation. `step` is one of the words of the operation dialog: waiting, contacting, sending,
// checking, prepared, switching, proved, confirming, confirmed, returning, returned, failed, late.
struct MemberProgress
{
    QString member;
    QString name;
    QString step;
    int done = 0;
    int total = 0;
    qint64 elapsed = 0; // ms
    QList<Error> problems;
    std::optional<int> answers = {};  // of the proof, on the wire
    std::optional<int> byLoad = {};   // changed zones about which nobody could ask
    std::optional<qint64> proof = {}; // ms from the order to switch until it had proved that it serves the new data
    std::optional<int> wave = {};     // in which it is switched, from 1; nothing when all are at once
    template <class V> void fields(V &v)
    {
        v("member", member);
        v("name", name);
        v("step", step);
        v("done", done);
        v("total", total);
        v("elapsed", elapsed);
        v("problems", problems);
        v("answers", answers);
        v("byLoad", byLoad);
        v("proof", proof);
        v("wave", wave);
    }
};

// Lives in the master and outlasts the window that started it. Events carry the whole value.
struct Operation
{
    QString id;
    QString group;
    OperationKind kind = OperationKind::Prepare;
    QString owner;
    QString comment;
    qint64 started = 0;
    qint64 ended = 0;
    int deployment = 0; // number of the deployment, 0 before there is one
    Digest seal;        // snapshot that goes out
    QString shipment;   // id by which the members know the set
    QString step;
    Outcome outcome = Outcome::Running;
    QList<MemberProgress> members;
    QList<Error> problems; // of the whole operation
    // What the members' checkers find odd and named accepts: each said once, whoever said it. A master of old has none.
    std::optional<QList<Error>> warnings;
    std::optional<Effects> effects = {}; // what the members said of the set when they prepared it
    std::optional<int> wave = {};        // that is switched or watched now, from 1
    std::optional<int> waves = {};
    std::optional<qint64> until = {}; // ms UTC: how long a wave is watched, or the deploy waits to be kept
    MemberProgress *find(const QString &member);
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("group", group);
        v("kind", kind);
        v("owner", owner);
        v("comment", comment);
        v("started", started);
        v("ended", ended);
        v("deployment", deployment);
        v("seal", seal);
        v("shipment", shipment);
        v("step", step);
        v("outcome", outcome);
        v("members", members);
        v("problems", problems);
        v("warnings", warnings);
        v("effects", effects);
        v("wave", wave);
        v("waves", waves);
        v("until", until);
    }
};

} // namespace lockstep
