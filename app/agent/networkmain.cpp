// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/networkhalf.h"
#include "app/agent/networkstart.h"
#include "core/base/errortext.h"

#include <QTextStream>

#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

using namespace lockstep;

namespace {

constexpr int failed = 2;

bool isSocket(int descriptor)
{
    int kind = 0;
    socklen_t size = sizeof kind;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &size) == 0;
}

// Once, from the pipe that the helper has filled; it holds one key.
Result<Identity> givenIdentity()
{
    char part[4096];
    QByteArray pem;
    pem.reserve(2 * sizeof part); // no copy of it is left elsewhere
    for (ssize_t got = 0; (got = ::read(identityDescriptor, part, sizeof part)) > 0 && pem.size() < qsizetype(sizeof part);)
        pem.append(part, got);
    ::explicit_bzero(part, sizeof part);
    ::close(identityDescriptor);
    const Result<Identity> identity = Identity::parse(pem);
    ::explicit_bzero(pem.data(), size_t(pem.size()));
    return identity;
}

} // namespace

// lockstep-agent-network ADDRESS:PORT [recovered], as startNetworkHalf() starts it.
int main(int argc, char **argv)
{
    ::prctl(PR_SET_DUMPABLE, 0);            // a core file would hold its key, and named's
    ::prctl(PR_SET_NAME, "lockstep-agent"); // it is known by a descriptor only
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
        QTextStream(stdout) << "lockstep-agent-network " LOCKSTEP_VERSION << Qt::endl;
        return 0;
    }
    if (argc < 2 || argc > 3 || !isSocket(helperDescriptor)) {
        QTextStream(stderr) << "lockstep-agent starts this program; by itself it does nothing." << Qt::endl;
        return failed;
    }
    const Result<Identity> identity = givenIdentity();
    if (!identity) {
        QTextStream(stderr) << "lockstep-agent: " << errorText(identity.error()) << Qt::endl;
        return failed;
    }
    return runNetworkHalf(*identity, {helperDescriptor, QString::fromLocal8Bit(argv[1]), argc == 3}, argc, argv);
}
