// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/look/theme.h"

#include <QWidget>

namespace lockstep {

// Sentences below each other, each with a way to its line and what a tool said about it. Hidden when there are none.
class FaultLines : public QWidget
{
    Q_OBJECT
public:
    explicit FaultLines(Tone tone, QWidget *parent = nullptr);
    void show(const QList<Error> &faults);

Q_SIGNALS:
    void lineWanted(const QString &file, int line);

private:
    Tone m_tone;
    QList<Error> m_faults;
};

} // namespace lockstep
