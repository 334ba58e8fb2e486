// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/helper.h"
#include "core/base/task.h"

#include <QQueue>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace lockstep {

struct HelperReply
{
    QJsonObject json;
    QByteArray bytes;
};

// The network half's only way to this server's files: a seam, to the helper's process or (tests) straight to a Helper.
class HelperLink
{
public:
    virtual ~HelperLink() = default;
    virtual Task<Result<HelperReply>> call(QString verb, QJsonObject params, QByteArray bytes = {}) = 0;
    // Called when files that are served were touched by somebody else, or may have been.
    void onTouched(std::function<void()> touched) { m_touched = std::move(touched); }

protected:
    std::function<void()> m_touched;
};

class DirectLink final : public HelperLink
{
public:
    explicit DirectLink(Helper &helper) : m_helper(helper) {}
    Task<Result<HelperReply>> call(QString verb, QJsonObject params, QByteArray bytes = {}) override;

private:
    Helper &m_helper;
};

// Frames on a socketpair: two lengths (4 bytes each, big endian), JSON, bytes. Requests are answered in order; {"touched":true} may
// come in between.
class SocketLink final : public HelperLink
{
public:
    explicit SocketLink(int socket);
    ~SocketLink() override;
    Task<Result<HelperReply>> call(QString verb, QJsonObject params, QByteArray bytes = {}) override;

private:
    void readMore();
    void giveUp();
    void writeMore();

    int m_socket;
    QByteArray m_in;
    QByteArray m_out;
    QQueue<Promise<Result<HelperReply>>> m_waiting;
    bool m_broken = false; // the helper is gone: every call fails
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
};

// The helper's side: answers requests until the other end closes or sends what is no frame. Blocks.
void serveHelper(Helper &helper, int socket);

} // namespace lockstep
