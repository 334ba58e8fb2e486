// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace lockstep {

// A quiet area with a head that leads to the place where the rest of it is.
class Panel : public QFrame
{
    Q_OBJECT
public:
    // `place`: where the head leads, "" for a head that only says what this is.
    Panel(const QString &title, const QString &place, QWidget *parent = nullptr);
    QVBoxLayout *body() const { return m_body; }
    void setHead(const QString &title);
    // Empties the body for what is shown next, and is true; false when `content` is what it shows already: nothing flickers.
    bool begin(const QString &content);
    // A plain line, wrapped.
    QLabel *addText(const QString &text, bool quiet = false);

Q_SIGNALS:
    void wanted(const QString &place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *m_head;
    QLabel *m_title;
    QVBoxLayout *m_body;
    std::optional<QString> m_content;
};

} // namespace lockstep
