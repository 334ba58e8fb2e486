// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "ui/widgets/view.h"

#include <QScrollArea>

class QVBoxLayout;

namespace lockstep {

// What is known of the selection, or of the group when nothing is selected: headings with rows of name and value.
class Inspector : public QScrollArea
{
    Q_OBJECT
public:
    explicit Inspector(QWidget *parent = nullptr);
    void show(const QList<InspectedSection> &sections);
    static QList<InspectedSection> ofGroup(const GroupSession &group, qint64 now);
    QSize sizeHint() const override { return {248, 400}; }

private:
    QVBoxLayout *m_column = nullptr;
    QList<InspectedSection> m_shown;
};

} // namespace lockstep
