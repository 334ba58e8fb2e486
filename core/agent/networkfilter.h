// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lockstep {

// A filter for libseccomp that is not in force yet (scmp_filter_ctx), nullptr when it cannot be made; and from then on this
// process' handler of SIGSYS, which tells what the filter refused.
void *makeNetworkFilter();

} // namespace lockstep
