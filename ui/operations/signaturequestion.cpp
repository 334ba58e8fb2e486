// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/signaturequestion.h"

#include <QCoreApplication>

#include <algorithm>

namespace lockstep {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SignatureQuestion)
};

} // namespace

QString zoneLosingSignatures(const QList<Error> &problems)
{
    const auto found = std::ranges::find(problems, QLatin1String("master.unsigned"), &Error::code);
    return found != problems.cend() ? found->args.value(0) : QString();
}

Question signatureQuestion(const QString &zone)
{
    Question question;
    question.name = QStringLiteral("operation.unsigned");
    question.title = Words::tr("Signatures are taken away");
    question.sentence = Words::tr("Take the signatures of %1 away, or let other keys make them?").arg(zone);
    question.details = Words::tr(
        "Resolvers that know its DS record answer nothing for this zone until its parent has no such record any more and "
        "every cache has lost it. Take the DS record out of the parent zone first, and wait for as long as its time to live.");
    question.yes = Words::tr("Take them away");
    question.dangerous = true;
    question.typed = zone;
    return question;
}

} // namespace lockstep
