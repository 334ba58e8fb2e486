// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace lockstep {

// Paths as a manifest could name them. Refused: no side may take it. Otherwise a file of that name may lie in the root, or not.
struct HostileName
{
    QByteArray path;
    QByteArray why;
    bool refused;
};

inline QList<HostileName> hostileNames()
{
    QList<HostileName> all;
    const auto bad = [&](const QByteArray &path, const QByteArray &why) { all.append({path, why, true}); };
    const auto odd = [&](const QByteArray &path, const QByteArray &why) { all.append({path, why, false}); };
    QByteArray up;
    for (int depth = 1; depth <= 12; ++depth) {
        up += "../";
        bad(up + "lockstep-escape", "up " + QByteArray::number(depth) + " folders");
        bad("zones/" + up + "lockstep-escape", "down, then up " + QByteArray::number(depth) + " folders");
        bad("/" + up + "lockstep-escape", "absolute, then up " + QByteArray::number(depth));
    }
    for (const char *path : {"..",
                             ".",
                             "",
                             "/",
                             "//",
                             "./x",
                             "x/.",
                             "x/..",
                             "x/./y",
                             "a//b",
                             "a/",
                             "/lockstep-escape",
                             "//lockstep-escape",
                             "/etc/lockstep-escape",
                             "/proc/self/cwd/x",
                             "/proc/self/root/lockstep-escape",
                             "/dev/shm/lockstep-escape",
                             "/var/lib/lockstep/state.json",
                             "zones/../../../current",
                             "zones/../../../state.json",
                             "zones/../../../gen",
                             "zones/../named.conf",
                             "../../current.new/x"})
        bad(path, "a path that is none of a folder's own");
    for (int c = 0; c < 0x20; ++c) {
        bad(QByteArray("a") + char(c) + "b", "control character " + QByteArray::number(c));
        bad(QByteArray(1, char(c)), "control character " + QByteArray::number(c) + " alone");
    }
    bad("a\x7f", "a delete");
    for (int c = 0x80; c < 0xa0; ++c) {
        bad(QByteArray("a\xc2") + char(c), "control character " + QByteArray::number(c));
        bad(QByteArray("a") + char(c), "a lone byte " + QByteArray::number(c));
    }
    for (int c = 0xaa; c <= 0xae; ++c)
        bad(QByteArray("a\xe2\x80") + char(c) + "txt", "a change of direction");
    for (int c = 0xa6; c <= 0xa9; ++c)
        bad(QByteArray("a\xe2\x81") + char(c) + "txt", "an isolated change of direction");
    for (const char *bytes : {"\xc0\xaf", "\xc0\xae\xc0\xae/x", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xed\xa0\x80", "\xed\xbf\xbf",
                              "\xf4\x90\x80\x80", "\xc3", "\xe2\x82", "\xff", "\xfe", "\xef\xbf\xbd", "\xf8\x88\x80\x80\x80"})
        bad(QByteArray("a") + bytes, "bytes that are no UTF-8");
    bad("\xef\xbb\xbfx", "a byte order mark in front");
    for (const int length : {256, 300, 1000, 4000})
        bad(QByteArray(length, 'x'), "a name of " + QByteArray::number(length) + " bytes");
    QByteArray longest = "x";
    while (longest.size() < 4097)
        longest += "/" + QByteArray(99, 'x');
    bad(longest, "a path of " + QByteArray::number(longest.size()) + " bytes");
    bad("a\nf etc-bind plain 1 0 b", "a line of its own");
    bad("a\nroot more /root", "a root of its own");
    bad("a\r\nb", "a line end of another system");

    for (const char *path : {"...",          "....",    ".. ",   " ..", " ",          "  x",    "x ",     "..x", "x..",   "..\\x",
                             "a\\..\\..\\b", "\\",      "C:\\x", "C:",  "%2e%2e%2fx", "%2e%2e", "%00",    "~",   "~root", "$(id)",
                             "`id`",         "${HOME}", "|id",   "&",   ";reboot",    "-rf",    "--help", "-",   "*",     "?",
                             "[a]",          "{a,b}",   "'",     "\"",  "<x>",        "#",      "!",      "a=b", "@"})
        odd(path, "a name that means something to others");
    for (const char *path :
         {".lockstep", ".git",     ".bashrc",      "current",     "current.new", "state.json", "gen",        "objects",        "reserve",
          "allowed",   "removals", "identity.pem", "local.d",     "rndc.key",    "1",          "1.manifest", "zones.manifest", "lost+found",
          "CON",       "nul",      "aux.txt",      "named.conf.", "NAMED.CONF",  "Named.conf", "Zones",      "ZONES",          "nAmEd.CoNf"})
        odd(path, "a name that is used elsewhere");
    for (const char *path : {"\xc3\xa9",
                             "e\xcc\x81",
                             "\xef\xbc\x8e\xef\xbc\x8e",
                             "\xe2\x80\xa4\xe2\x80\xa4",
                             "\xe2\x88\x95",
                             "\xe2\x81\x84",
                             "\xef\xbc\x8f",
                             "\xe2\x80\x8b",
                             "\xc2\xad",
                             "\xe2\x80\x8e",
                             "\xe2\x80\x8f",
                             "\xd8\x9c",
                             "a\xef\xbb\xbf",
                             "\xc4\xb0",
                             "\xc4\xb1",
                             "\xc3\x9f",
                             "\xe1\xba\x9e",
                             "\xf0\x9f\x92\xa9",
                             "\xf3\xa0\x80\x81",
                             "\xef\xb7\x90",
                             "\xf0\x9f\xbf\xbf",
                             "\xe2\x80\xa8",
                             "\xe2\x80\xa9",
                             "\xc2\xa0",
                             "\xe3\x80\x80"})
        odd(path, "letters that look like others, or like nothing");
    for (const int length : {200, 254, 255})
        odd(QByteArray(length, 'y'), "a name of " + QByteArray::number(length) + " bytes");
    QByteArray deep = "d";
    for (int i = 0; i < 200; ++i)
        deep += "/d";
    odd(deep, "200 folders deep");
    return all;
}

} // namespace lockstep
