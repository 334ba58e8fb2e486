// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"

struct evp_md_ctx_st;

namespace lockstep {

// The digest of what comes in parts.
class DigestBuilder
{
public:
    DigestBuilder();
    ~DigestBuilder();
    DigestBuilder(const DigestBuilder &) = delete;
    DigestBuilder &operator=(const DigestBuilder &) = delete;
    void add(QByteArrayView part);
    Digest digest(); // once

private:
    evp_md_ctx_st *m_context;
};

} // namespace lockstep
