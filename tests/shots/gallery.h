// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/consoleprogram.h"

#include <QString>

class QWidget;

namespace lockstep {

class MainWindow;
class ReviewView;

// Pictures of the console on the group of the local master, in one scale, theme and language: FOLDER/NAME-THEME-SCALEx-LANGUAGE.png.
class Gallery
{
public:
    Gallery(QString folder, const QString &scale, const QString &theme, const QString &language);
    // The exit of the program: 0 when every picture was painted.
    int paint();

private:
    void places();
    void review();
    void reviewMoves(ReviewView &view);
    void operations();
    void prepare();
    void rollouts();
    void drift();
    void restoring();
    void dialogs();
    void zoneStates();
    void configurationStates();
    void addingAMember();
    void otherMasters();
    void open(const char *name, const QString &place);
    void keep(const char *name, QWidget *widget);
    void keepDialog(const char *name); // the one that is open, and closes it
    MasterSession &master();
    QString group();

    QString m_folder;
    QString m_suffix;
    ConsoleProgram m_console;
    int m_faults = 0;
};

} // namespace lockstep
