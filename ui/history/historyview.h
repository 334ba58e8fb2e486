// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/view.h"

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTableView;
class QTimer;

namespace lockstep {

class Banner;
class EmptyState;
class FilesReview;
class HistoryDetails;
class HistoryFilter;
class HistoryModel;

// Who did what to a group, when and why; newest first, older entries as they are scrolled to. "history?member=ID": those of one
// member.
class HistoryView : public View
{
    Q_OBJECT
public:
    explicit HistoryView(GroupSession &group, QWidget *parent = nullptr);
    ~HistoryView() override;

    QStringList trail() const override;
    QString place() const override;
    void open(const QString &place) override;
    // What rolls back to a deployment; while there is none the button is not there.
    void setRollBack(std::function<void(int deployment)> rollBack);

    HistoryModel *model() const { return m_model; }
    QTableView *table() const { return m_table; }
    FilesReview *filesReview() const { return m_files; }

Q_SIGNALS:
    void read();         // what was asked for last is there
    void changesShown(); // of a deployment

private:
    void build();
    QWidget *buildList();
    QWidget *buildChanges();
    Task<> readNewest();
    Task<> readOlder();
    void fetchIfShort();
    void showChoices();
    void showDetails();
    void showList();
    Task<> showChanges(int deployment);

    HistoryModel *m_model;
    HistoryFilter *m_filter;
    QList<Deployment> m_deployments;
    std::function<void(int)> m_rollBack;
    QString m_wantedMember;
    bool m_reading = false;
    bool m_again = false;
    bool m_readingOlder = false;
    bool m_complete = false; // the oldest entry is read
    quint64 m_turn = 0;
    int m_changesOf = 0;

    QStackedWidget *m_stack;
    Banner *m_banner;
    QLineEdit *m_text;
    QComboBox *m_member;
    QComboBox *m_type;
    QTableView *m_table;
    HistoryDetails *m_details;
    EmptyState *m_empty;
    QStackedWidget *m_rows;
    QLabel *m_changesTitle;
    FilesReview *m_files;
    QTimer *m_clock;
};

} // namespace lockstep
