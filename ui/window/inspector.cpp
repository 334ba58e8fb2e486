// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/inspector.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QFormLayout>
#include <QLabel>

namespace lockstep {

Inspector::Inspector(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Properties"));
    setFocusPolicy(Qt::NoFocus);
}

void Inspector::show(const QList<InspectedSection> &sections)
{
    if (sections == m_shown && widget())
        return;
    m_shown = sections;
    auto *body = new QWidget;
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    m_column->setSpacing(space::tight);
    for (const InspectedSection &section : sections) {
        auto *head = new Label(section.heading.toUpper());
        head->setFont(captionFont());
        head->setForegroundRole(QPalette::PlaceholderText);
        m_column->addWidget(head);
        auto *form = new QFormLayout;
        form->setHorizontalSpacing(space::medium);
        form->setVerticalSpacing(space::tight);
        form->setLabelAlignment(Qt::AlignLeft);
        for (const auto &[name, value] : section.rows) {
            auto *label = new QLabel(name);
            label->setForegroundRole(QPalette::PlaceholderText);
            auto *text = new Label(value);
            text->setWordWrap(true);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse);
            form->addRow(label, text);
        }
        m_column->addLayout(form);
        m_column->addSpacing(space::medium);
    }
    m_column->addStretch();
    setWidget(body);
}

QList<InspectedSection> Inspector::ofGroup(const GroupSession &group, qint64 now)
{
    const GroupStatus &status = group.status();
    InspectedSection properties{tr("Properties"), {{tr("Name"), status.group.name}, {tr("Master"), group.master().name()}}};
    properties.rows.append(
        {tr("Members"), status.members.isEmpty() ? tr("none") : tr("%1, %2").arg(status.members.size()).arg(wordingOf(status.state).text.toLower())});
    QStringList roots;
    for (const Root &root : status.group.roots)
        roots.append(root.path);
    if (!roots.isEmpty())
        properties.rows.append({tr("Folders"), roots.join(QLatin1Char('\n'))});
    InspectedSection prepare{tr("Prepare"), {}};
    if (status.prepared) {
        prepare.rows.append({tr("Last"), tr("%1 by %2").arg(relativeTime(status.prepared->time, now), status.prepared->author)});
        if (!status.prepared->comment.isEmpty())
            prepare.rows.append({tr("Comment"), status.prepared->comment});
    } else {
        prepare.rows.append({tr("Last"), tr("nothing is prepared")});
    }
    InspectedSection deploy{tr("Deploy"), {}};
    if (status.live)
        deploy.rows.append({tr("Live"), status.liveDeployment > 0 ? tr("deployment %1").arg(status.liveDeployment) : tr("as the first member came")});
    deploy.rows.append({tr("Since"), status.live ? relativeTime(status.liveTime, now) : tr("nothing is live yet")});
    deploy.rows.append({tr("Staged"), status.changes > 0 ? tr("%n edits", nullptr, status.changes) : tr("no changes")});
    return {properties, prepare, deploy};
}

} // namespace lockstep
