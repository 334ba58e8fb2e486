// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/preflightlist.h"

#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype fewFiles = 8;
constexpr qsizetype manyProblems = 100;
constexpr int highest = 170; // pixels

struct Kind
{
    FileRole role;
    const char *icon;
    const char *name;
    const char *means;
};

const Kind kinds[] = {
    {FileRole::Problem, "emblem-error", QT_TRANSLATE_NOOP("lockstep::PreflightList", "In the way"),
     QT_TRANSLATE_NOOP("lockstep::PreflightList", "Files that cannot stay where they are; the sentences above say what to do.")},
    {FileRole::Managed, "folder", QT_TRANSLATE_NOOP("lockstep::PreflightList", "Managed"),
     QT_TRANSLATE_NOOP("lockstep::PreflightList", "Kept alike on every member of the group.")},
    {FileRole::Local, "network-server", QT_TRANSLATE_NOOP("lockstep::PreflightList", "This server's own"),
     QT_TRANSLATE_NOOP("lockstep::PreflightList", "Never leaves this server: addresses, keys, what differs on every member.")},
    {FileRole::System, "package-x-generic", QT_TRANSLATE_NOOP("lockstep::PreflightList", "System"),
     QT_TRANSLATE_NOOP("lockstep::PreflightList", "Belongs to the system and stays as it is; only reported.")},
    {FileRole::State, "document-save", QT_TRANSLATE_NOOP("lockstep::PreflightList", "State"),
     QT_TRANSLATE_NOOP("lockstep::PreflightList", "named writes there itself; never managed, never replaced.")},
};

} // namespace

PreflightList::PreflightList(QWidget *parent) : QTreeWidget(parent)
{
    setAccessibleName(tr("What the server has"));
    setColumnCount(2);
    setHeaderHidden(true);
    header()->setStretchLastSection(true);
    header()->resizeSection(0, 400);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setAllColumnsShowFocus(true);
}

void PreflightList::show(const PreflightReport &report)
{
    clear();
    for (const Kind &kind : kinds) {
        QList<PreflightFile> files;
        std::ranges::copy_if(report.files, std::back_inserter(files), [&](const PreflightFile &file) { return file.role == kind.role; });
        if (files.isEmpty())
            continue;
        auto *group = new QTreeWidgetItem(this);
        group->setText(0, tr("%1, %n file(s)", nullptr, int(files.size())).arg(tr(kind.name)));
        group->setText(1, tr(kind.means));
        group->setFont(0, strongFont());
        group->setForeground(1, QApplication::palette().color(QPalette::PlaceholderText));
        group->setIcon(0, themeIcon(kind.icon));
        group->setToolTip(1, tr(kind.means));
        for (const PreflightFile &file : std::as_const(files)) {
            auto *row = new QTreeWidgetItem(group);
            row->setText(0, file.path);
            row->setFont(0, dataFont());
            row->setToolTip(0, file.path);
            row->setText(1, file.why);
            row->setFont(1, dataFont());
        }
        group->setExpanded(files.size() <= fewFiles || kind.role == FileRole::Problem);
    }
}

PreflightProblems::PreflightProblems(QWidget *parent) : QWidget(parent), m_scroll(new QScrollArea), m_lines(new QVBoxLayout)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *inner = new QWidget;
    inner->setLayout(m_lines);
    m_lines->setContentsMargins(0, 0, space::small, 0);
    m_lines->setSpacing(space::small);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(inner);
    m_scroll->setAccessibleName(tr("Problems and notes"));
    outer->addWidget(m_scroll);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    hide();
}

void PreflightProblems::show(const PreflightReport &report)
{
    while (QLayoutItem *old = m_lines->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    const auto add = [this](const Error &error, Tone tone, const char *icon, const QString &word) {
        auto *line = new QWidget;
        auto *across = new QHBoxLayout(line);
        across->setContentsMargins(0, 0, 0, 0);
        across->setSpacing(space::small);
        auto *sign = new QLabel;
        sign->setPixmap(themeIcon(icon).pixmap(16, 16));
        sign->setAccessibleName(word);
        auto *text = new Label(sentence(error), Label::Wraps);
        text->setToolTip(error.detail.left(2000).toHtmlEscaped());
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setTone(tone);
        across->addWidget(sign, 0, Qt::AlignTop);
        across->addWidget(text, 1);
        m_lines->addWidget(line);
    };
    for (const Error &problem : report.problems.first(std::min(manyProblems, report.problems.size())))
        add(problem, Tone::Danger, "emblem-error", tr("Problem"));
    for (const Error &note : report.notes)
        add(note, Tone::Neutral, "emblem-information", tr("Note"));
    m_lines->addStretch();
    setVisible(m_lines->count() > 1);
    fit();
}

// As high as its sentences at this width, up to where it scrolls.
void PreflightProblems::fit()
{
    m_scroll->setFixedHeight(std::clamp(m_lines->totalHeightForWidth(std::max(width() - space::large, 100)), 0, highest));
}

void PreflightProblems::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace lockstep
