// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTest>

#include <functional>
#include <memory>

namespace lockstep {

// One test program per folder, several classes in it: each tst_*.cpp ends with LOCKSTEP_SUITE(ClassName) and includes its
// own .moc. suitemain.cpp runs them all; a logged warning that the test did not announce (QTest::ignoreMessage) fails it.
struct SuiteRow
{
    const char *name;
    std::function<std::unique_ptr<QObject>()> make;
};
QList<SuiteRow> &suites();

struct SuiteEntry
{
    SuiteEntry(const char *name, std::function<std::unique_ptr<QObject>()> make) { suites().append({name, std::move(make)}); }
};

#define LOCKSTEP_SUITE(Class) static const lockstep::SuiteEntry suiteEntry##Class(#Class, [] { return std::make_unique<Class>(); });

// The shared folder with real data, or empty when this checkout stands alone (tests then QSKIP, saying so).
QString sharedFolder();

} // namespace lockstep

#include "tests/support/waitfor.h"
