// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/offline.h"

#include "core/namedconf/effective.h"

#include <QJsonArray>

namespace lockstep {

namespace {

QString placeText(const Origin &origin) { return QStringLiteral("%1:%2:%3").arg(origin.file).arg(origin.line).arg(origin.column); }

QString levelName(const EffectiveLevel &level)
{
    switch (level.kind) {
    case EffectiveLevel::Kind::Zone:
        return QStringLiteral("the zone itself");
    case EffectiveLevel::Kind::View:
        return QStringLiteral("the view \"%1\"").arg(level.name);
    case EffectiveLevel::Kind::Options:
        return QStringLiteral("options");
    case EffectiveLevel::Kind::Policy:
        return QStringLiteral("the dnssec-policy \"%1\"").arg(level.name);
    default:
        return QStringLiteral("the default of BIND 9.20");
    }
}

QString levelWord(EffectiveLevel::Kind kind)
{
    constexpr const char *words[] = {"zone", "view", "options", "policy", "default"};
    return QString::fromLatin1(words[int(kind)]);
}

QString valuesText(const EffectiveLevel &level)
{
    QStringList values;
    for (const QByteArray &value : level.values)
        values.append(value.isEmpty() ? QStringLiteral("(no value)") : QString::fromUtf8(value));
    return values.join(QLatin1String("; "));
}

QString levelText(const EffectiveLevel &level)
{
    QStringList places;
    for (const Origin &origin : level.origins)
        places.append(placeText(origin));
    QString text = levelName(level);
    if (!places.isEmpty())
        text += QStringLiteral(", ") + places.join(QLatin1String(" and "));
    return text;
}

void tell(Console &console, const Effective &found)
{
    const QString option = QString::fromUtf8(found.option);
    QString zone = QStringLiteral("the zone %1").arg(found.zone);
    if (!found.type.isEmpty())
        zone += QStringLiteral(" (%1)").arg(found.type);
    if (!found.view.isEmpty())
        zone += QStringLiteral(" in the view \"%1\"").arg(found.view);
    if (found.levels.isEmpty()) {
        console.line(QStringLiteral("Nothing sets %1 for %2, and BIND 9.20 tells no default of it.").arg(option, zone));
        return;
    }
    const EffectiveLevel &first = found.levels.first();
    console.line(QStringLiteral("For %1, %2 is: %3").arg(zone, option, valuesText(first)));
    if (first.option != found.option)
        console.line(QStringLiteral("Nothing sets %1; BIND takes %2 for it.").arg(option, QString::fromUtf8(first.option)));
    console.line(QStringLiteral("It comes from %1.").arg(levelText(first)));
    for (const EffectiveLevel &level : found.levels.sliced(1))
        console.line(QStringLiteral("It goes before %1: %2").arg(levelText(level), valuesText(level)));
}

QJsonObject toJson(const Effective &found)
{
    QJsonArray levels;
    for (const EffectiveLevel &level : found.levels) {
        QJsonArray values;
        for (const QByteArray &value : level.values)
            values.append(QString::fromUtf8(value));
        levels.append(QJsonObject{{QStringLiteral("from"), levelWord(level.kind)},
                                  {QStringLiteral("name"), level.name},
                                  {QStringLiteral("option"), QString::fromUtf8(level.option)},
                                  {QStringLiteral("values"), values},
                                  {QStringLiteral("origins"), toJsonValue(level.origins)}});
    }
    return {{QStringLiteral("zone"), found.zone},
            {QStringLiteral("view"), found.view},
            {QStringLiteral("type"), found.type},
            {QStringLiteral("option"), QString::fromUtf8(found.option)},
            {QStringLiteral("levels"), levels}};
}

Result<Exit> explain(Session &session, const QString &folder, const QString &zone, const std::optional<QString> &view, const QByteArray &option)
{
    LOCKSTEP_TRY(copy, ConfFolder::open(folder));
    const Config config = copy.config();
    if (config.files.isEmpty())
        return fail(config.problems.value(0));
    LOCKSTEP_TRY(found, effective(config, zone, view, option));
    if (session.console.json) {
        QJsonObject json = toJson(found);
        json.insert(QStringLiteral("problems"), toJsonValue(config.problems));
        session.console.value(json);
        return config.problems.isEmpty() ? Exit::Done : Exit::Different;
    }
    tell(session.console, found);
    return complain(session.console, config.problems);
}

} // namespace

void addConfVerbs(CLI::App &app, Session &session)
{
    struct Words
    {
        std::string folder, zone, option, view;
    };
    auto words = std::make_shared<Words>();
    CLI::App *explaining = app.add_subcommand("explain", "Tell what counts for a zone, and which statement says it, without a master");
    explaining->add_option("dir", words->folder, "Folder with named.conf")->required();
    explaining->add_option("zone", words->zone, "Name of the zone")->required();
    explaining->add_option("option", words->option, "Statement of named.conf, such as allow-transfer")->required();
    CLI::Option *view = explaining->add_option("--view", words->view, "View, when the zone stands in several");
    session.choose(explaining, immediately([&session, words, view] {
                       const auto chosen = view->count() > 0 ? std::optional(text(words->view)) : std::nullopt;
                       return explain(session, text(words->folder), text(words->zone), chosen, QByteArray::fromStdString(words->option));
                   }));
}

} // namespace lockstep
