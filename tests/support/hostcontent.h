// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandbox.h"

namespace lockstep {

// What the servers of the demonstration and the tests hold: a company's DNS.
struct HostContent
{
    bool views = true;   // an internal view with its own variant of example.net, and an external one
    int customers = 0;   // further small zones zNNN.example
    int records = 20000; // of the zone dhcp.example.net; 0: the zone is left out
};

// Writes /etc/bind of one host as Debian lays it out; only listen-on and server-id differ between hosts.
void writeContent(const Host &host, const HostContent &content);

// The zone file that writeContent gives a customer zone: floor.sh's shape, 20 records.
QByteArray customerZone(quint32 serial);

} // namespace lockstep
