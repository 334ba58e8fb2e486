// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/zone/zonerows.h"

#include <QBasicTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QSplitter;

namespace lockstep {

class CodeEditor;

// The whole file as text. What is typed stays until it is staged or given up, whatever is staged meanwhile: a newer text stands
// beside it. Long files are shown and not edited.
class ZoneFileTab : public QWidget
{
    Q_OBJECT
public:
    explicit ZoneFileTab(QWidget *parent = nullptr);
    void setRows(std::shared_ptr<const ZoneRows> rows, const Digest &digest);
    void clear(); // for another zone
    void setEditable(bool editable);
    bool isModified() const;
    QByteArray text() const;
    Digest base() const { return m_base; } // of the text that the edit began from
    void goTo(int line);
    // What was typed is staged, or is given up for what is staged.
    void accept();
    void showNewer();
    CodeEditor *editor() const { return m_editor; }

Q_SIGNALS:
    void stageWanted();
    void modifiedChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void settle();
    void place();
    void readSlice();
    void finish(); // reading

    CodeEditor *m_editor;
    CodeEditor *m_newer; // beside it
    QWidget *m_newerBox;
    QSplitter *m_sides;
    QLabel *m_note;
    QPushButton *m_stage;
    QPushButton *m_revert;
    std::shared_ptr<const ZoneRows> m_rows;
    Digest m_digest; // what is staged
    Digest m_base;
    bool m_editable = false;
    bool m_shown = false; // the editor has the text that is staged
    bool m_first = true;  // it has had none yet
    bool m_long = false;
    QBasicTimer m_reading; // runs while the editor has not all of a long text yet
};

} // namespace lockstep
