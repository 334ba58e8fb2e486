// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"

#include <QSet>

namespace lockstep {

namespace {

const QSet<QByteArray> &localOptions()
{
    static const QSet<QByteArray> words{
        "listen-on",          "listen-on-v6",  "server-id",        "hostname",        "query-source",       "query-source-v6", "transfer-source",
        "transfer-source-v6", "notify-source", "notify-source-v6", "parental-source", "parental-source-v6", "pid-file"};
    return words;
}

bool isLocalTop(const ConfStatement &statement)
{
    const QByteArray keyword = statement.keyword();
    const bool control = (keyword == "include" && statement.word(1).endsWith("/rndc.key")) ||
                         (keyword == "key" && (statement.word(1) == "rndc-key" || statement.word(1) == "rndckey"));
    return control || keyword == "controls" || keyword == "statistics-channels";
}

// The statement with its line: leading blanks, and what follows up to the line's end when only blanks do.
TextEdit removal(const QByteArray &text, const ConfStatement &statement)
{
    qsizetype begin = statement.begin;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
        --begin;
    qsizetype end = statement.end;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r'))
        ++end;
    const bool wholeLine = (begin == 0 || text[begin - 1] == '\n') && (end == text.size() || text[end] == '\n');
    if (!wholeLine)
        return {statement.begin, statement.end - statement.begin, {}};
    return {begin, std::min(end + 1, text.size()) - begin, {}};
}

} // namespace

LocalSplit splitLocal(const Config &config, const QString &localFolder)
{
    LocalSplit split;
    const QByteArray folder = localFolder.toUtf8();
    const QByteArray serverInclude = "include \"" + folder + "/server.conf\";";
    const QByteArray optionsInclude = "include \"" + folder + "/options.conf\";";
    bool serverThere = false;
    bool optionsThere = false;
    for (const FileUse &use : config.uses) {
        serverThere = serverThere || use.path == localFolder + QStringLiteral("/server.conf");
        optionsThere = optionsThere || use.path == localFolder + QStringLiteral("/options.conf");
    }
    QMap<QString, QList<TextEdit>> edits;
    bool optionsSeen = false;
    QSet<QString> seen; // a file may be included several times
    for (const ConfFile &file : config.files) {
        if (file.path().startsWith(localFolder + u'/') || seen.contains(file.path()))
            continue;
        if (file.path().endsWith(QLatin1String("/rndc.key")))
            continue; // moves by its include, whole
        seen.insert(file.path());
        const QByteArray &text = file.print();
        const auto move = [&](const ConfStatement &statement, QByteArray &into) {
            into += text.sliced(statement.begin, statement.end - statement.begin) + '\n';
            edits[file.path()].append(removal(text, statement));
        };
        for (const ConfStatement &statement : file.statements()) {
            if (isLocalTop(statement))
                move(statement, split.serverConf);
            else if (config.optionFiles.contains(file.path()) && localOptions().contains(statement.keyword()))
                move(statement, split.optionsConf);
            if (statement.keyword() != "options" || !statement.hasBlock)
                continue;
            optionsSeen = true;
            for (const ConfStatement &inner : statement.block) {
                if (localOptions().contains(inner.keyword()))
                    move(inner, split.optionsConf);
            }
            if (!optionsThere)
                edits[file.path()].append({statement.blockBegin, 0, "\n\t" + optionsInclude});
            optionsThere = true;
        }
    }
    if (!config.files.isEmpty()) {
        const QString main = config.files.first().path();
        QByteArray head;
        if (!serverThere)
            head = "// What differs on every server: kept beside the managed files.\n" + serverInclude + "\n";
        if (!optionsSeen && !optionsThere)
            head += "options {\n\t" + optionsInclude + "\n};\n";
        if (!head.isEmpty())
            edits[main].append({0, 0, head});
    }
    for (auto it = edits.cbegin(); it != edits.cend(); ++it)
        split.files.insert(it.key(), applyEdits(config.file(it.key())->print(), it.value()));
    return split;
}

} // namespace lockstep
