// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

namespace lockstep {

// A process that ended in the middle of its work: nothing of it may run again, not even its destructors, which would resume
// what waits in it. It stays as it is to the end of the program.
template <class T> void bury(std::unique_ptr<T> process)
{
    static std::vector<std::unique_ptr<T>> *graves = new std::vector<std::unique_ptr<T>>; // never destroyed either
    graves->push_back(std::move(process));
}

} // namespace lockstep
