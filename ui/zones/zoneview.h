// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/view.h"
#include "ui/zones/zonedocument.h"

class QLineEdit;
class QStackedWidget;
class QTabBar;

namespace lockstep {

class Banner;
class EmptyState;
class Label;
class RecordsModel;
class RecordsTable;
class ZoneFileTab;

// One zone: its records in a table, and the same file as text. Every edit that can be is staged at once.
class ZoneView : public View
{
    Q_OBJECT
public:
    explicit ZoneView(GroupSession &group, QWidget *parent = nullptr);
    bool wantsRoom() const override { return true; }
    QStringList trail() const override;
    QList<QAction *> viewActions() const override { return m_actions; }
    QString place() const override;
    void open(const QString &place) override; // "zones/VIEW/ZONE", "?LINE" behind it
    QList<InspectedSection> inspected() const override;
    Task<bool> mayLeave() override;

    ZoneDocument *document() const { return m_document.get(); }
    RecordsModel *model() const { return m_model; }
    RecordsTable *table() const { return m_table; }
    ZoneFileTab *fileTab() const { return m_file; }

Q_SIGNALS:
    void shown(); // the rows of a zone that was opened

private:
    void makeActions();
    QWidget *makeBar();
    QWidget *makeRecords();
    void showZone(const QString &zone, const QString &view);
    void take();
    void settle();
    void settleActions();
    void goToLine();
    void removeSelected();
    void toggleSelected();
    void addComment();
    void newRecord();
    Task<> openInclude(QString name);
    void report(const Error &error);
    Task<> run(ZoneEdit edit);
    Task<> stageTyped(quint64 attempt, qsizetype row, RecordText text);
    Task<> stageLine(quint64 attempt, qsizetype row, QByteArray line);
    Task<> stageWhole();
    Task<> step(bool back);
    Task<> load();

    std::unique_ptr<ZoneDocument> m_document;
    RecordsModel *m_model;
    RecordsTable *m_table;
    ZoneFileTab *m_file;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    QLineEdit *m_filter;
    Banner *m_banner;
    Label *m_problem;
    Label *m_count;
    EmptyState *m_empty;
    QList<QAction *> m_actions;
    QAction *m_add = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_disable = nullptr;
    QAction *m_comment = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_find = nullptr;
    int m_line = 0; // to be shown as soon as it is there
    bool m_first = true;
    QPair<Digest, Digest> m_taken; // the texts, staged and live, that the model has
};

} // namespace lockstep
