// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/startupoptions.h"

#include "core/namedconf/grammar.h"

namespace lockstep {

QMap<QString, QString> startupOptions(const Config &config)
{
    QMap<QString, QString> found;
    if (config.files.isEmpty())
        return found;
    visitStatements(config, 0, config.files.first().statements(), [&](const ConfStatement &block, int file) {
        if (block.keyword() != "options")
            return;
        visitStatements(config, file, block.block, [&](const ConfStatement &statement, int) {
            const ConfRow *row = findConfRow(statement.keyword(), at::options);
            if (!row || !(row->flags & flag::start))
                return;
            QByteArrayList words;
            for (const ConfWord &word : statement.words.mid(1))
                words.append(word.text);
            found.insert(QString::fromLatin1(row->name), QString::fromUtf8(words.join(' ')));
        });
    });
    return found;
}

} // namespace lockstep
