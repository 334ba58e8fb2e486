// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/riskcases.h"

namespace lockstep {

namespace {

const QByteArray digest = QByteArray(64, 'a');

QByteArray texts(int from, int to)
{
    QByteArray lines;
    for (int i = from; i < to; ++i)
        lines += "t" + QByteArray::number(i) + " TXT x\n";
    return lines;
}

// What stands below the SOA, as it is.
void wholeZones(QList<RiskCase> &cases)
{
    const auto soa = [](const char *data) -> QByteArray { return "$TTL 300\n@ SOA " + QByteArray(data) + '\n'; };
    const QByteArray rest = "@ NS ns1\nns1 A 192.0.2.1\nkeep A 192.0.2.8\n";
    const auto find = [&](const char *name, const QByteArray &before, const QByteArray &after, const char *notes) {
        cases.append({name, nullptr, before, after, notes});
    };
    const auto miss = [&](const char *name, const char *rule, const QByteArray &before, const QByteArray &after, const char *notes = "") {
        cases.append({name, rule, before, after, notes});
    };
    const char *first = "ns1 host 1 7200 3600 1209600 300";
    const char *second = "ns1 host 2 7200 3600 1209600 300";
    const QByteArray before = soa(first) + rest;
    miss("white space and comments", "serial-same", before, "; said\n" + soa(first) + QByteArray(rest).replace(" A ", "\tIN A "));
    miss("the serial alone", "soa", before, soa(second) + rest);
    find("another minimum", before, soa("ns1 host 2 7200 3600 1209600 60") + rest, "A soa @ SOA");
    find("another primary and a later end", before, soa("ns2.example.com. host 2 7200 3600 2419200 300") + rest, "A soa @ SOA");
    miss("who is responsible, and the time between tries", "soa", before, soa("ns1 other 2 7200 1800 1209600 300") + rest);
    find("no SOA any more", before, "$TTL 300\n" + rest, "D soa-gone @ SOA");
    miss("an SOA in another place", "soa-gone", before, "$TTL 300\n" + rest + "@ SOA ns1 host 2 7200 3600 1209600 300\n");
    find("a serial that goes down", soa("ns1 host 5 7200 3600 1209600 300") + rest, soa("ns1 host 4 7200 3600 1209600 300") + rest,
         "D serial-down @ SOA");
    miss("a serial that begins anew as RFC 1982 has it", "serial-down", soa("ns1 host 4294967290 7200 3600 1209600 300") + rest, before);
    find("half the way round", soa("ns1 host 1 7200 3600 1209600 300") + rest, soa("ns1 host 2147483649 7200 3600 1209600 300") + rest,
         "D serial-down @ SOA");
    find("records under one serial", before, before + "w TXT x\n", "A serial-same @ SOA");
    miss("an own server's address is there by AAAA", "apex-ns-address", before, soa(second) + "@ NS ns1\nns1 AAAA 2001:db8::1\nkeep A 192.0.2.8\n",
         "A apex-ns-moved ns1 A");
    find("an own server's last address", before, soa(second) + "@ NS ns1\nkeep A 192.0.2.8\n", "D apex-ns-address ns1 A");
    find("an own server moves", before, soa(second) + "@ NS ns1\nns1 A 192.0.2.2\nkeep A 192.0.2.8\n", "A apex-ns-moved ns1 A");
    miss("another host moves", "apex-ns-moved", before, soa(second) + "@ NS ns1\nns1 A 192.0.2.1\nkeep A 192.0.2.9\n");
    miss("an own server has one more address", "apex-ns-moved", before, soa(second) + rest + "ns1 A 192.0.2.2\n");
    miss("the TTL of the zone's own NS", "apex-ns", before, soa(second) + "@ 600 NS ns1\nns1 A 192.0.2.1\nkeep A 192.0.2.8\n");
    const QByteArray outside = "@ NS ns.example.com.\n";
    find("nothing is left", soa(first) + outside + "w A 192.0.2.3\nx TXT x\n", soa(second) + outside, "D zone-emptied\nA last-address w A");
    miss("one is left", "zone-emptied", soa(first) + outside + "w A 192.0.2.3\nx TXT x\n", soa(second) + outside + "w A 192.0.2.3\n");
    const QByteArray slow = "$TTL 7200\n@ SOA ns1 host 1 7200 3600 1209600 7200\n" + rest;
    const auto added = [](QByteArray zone) -> QByteArray { return zone.replace("host 1", "host 2") + "new A 192.0.2.7\n"; };
    find("a name that was missing for long", slow, added(slow), "N negative-ttl new A");
    const QByteArray quick = QByteArray(slow).replace("1209600 7200", "1209600 3600");
    miss("a name that was missing for an hour", "negative-ttl", quick, added(quick));
    miss("the SOA's own TTL is smaller", "negative-ttl", QByteArray(slow).replace("@ SOA", "@ 60 SOA"),
         added(QByteArray(slow).replace("@ SOA", "@ 60 SOA")));
}

// What stands below zoneHead(), with another serial afterwards.
void zones(QList<RiskCase> &cases)
{
    const auto find = [&](const char *name, const QByteArray &before, const QByteArray &after, const char *notes) {
        cases.append({name, nullptr, zoneHead(1) + before, zoneHead(2) + after, notes});
    };
    const auto miss = [&](const char *name, const char *rule, const QByteArray &before, const QByteArray &after, const char *notes = "") {
        cases.append({name, rule, zoneHead(1) + before, zoneHead(2) + after, notes});
    };
    find("one more server of its own", "", "@ NS ns.example.com.\n", "D apex-ns @ NS");
    find("one without an address", "", "@ NS ns2\n", "D apex-ns @ NS\nD apex-ns-address @ NS");
    find("one with an address", "", "@ NS ns2\nns2 A 192.0.2.2\n", "D apex-ns @ NS");
    find("a key of the zone", "", "@ DNSKEY 257 3 13 AwEAAQ==\n", "D dnskey @ DNSKEY");
    find("what the parent zone is to have", "@ CDS 1 13 2 " + digest + "\n", "@ CDS 0 0 0 00\n", "D dnskey @ CDS");
    miss("the TTL of a key", "dnskey", "@ DNSKEY 257 3 13 AwEAAQ==\n", "@ 600 DNSKEY 257 3 13 AwEAAQ==\n");
    const auto signature = [](const char *end, const char *bytes) -> QByteArray {
        return QByteArray("@ RRSIG SOA 13 2 300 ") + end + " 20200101000000 1 example.net. " + bytes + '\n';
    };
    find("no signature any more", signature("20300101000000", "AAAA"), "", "D signatures-lost");
    find("the first signature", "", signature("20300101000000", "AAAA"), "A signatures-new");
    miss("a signature is renewed", "signatures-lost", signature("20300101000000", "AAAA"), signature("20300201000000", "AAAB"));
    miss("a signature is made again", "signatures-new", signature("20300101000000", "AAAA"), signature("20300201000000", "AAAB"));
    const QByteArray sub = "sub NS a.example.com.\n";
    find("a DS comes", sub, sub + "sub DS 1 13 2 " + digest + "\n", "D ds sub DS");
    find("a DS goes", sub + "sub DS 1 13 2 " + digest + "\n", sub, "D ds sub DS");
    miss("a DS that goes with its delegation", "ds", sub + "sub DS 1 13 2 " + digest + "\n", "", "D delegation-gone sub NS");
    find("a delegation goes", sub, "", "D delegation-gone sub NS");
    find("a delegation goes elsewhere", sub, "sub NS b.example.com.\n", "A delegation-changed sub NS");
    miss("a delegation stays, by another server", "delegation-gone", sub, "sub NS b.example.com.\n", "A delegation-changed sub NS");
    miss("the TTL of a delegation", "delegation-changed", sub, "sub 600 NS a.example.com.\n");
    find("a delegation comes", "", sub, "N delegation-new sub NS");
    find("a delegation hides a host", "x.sub A 192.0.2.3\nns.sub A 192.0.2.4\n", "x.sub A 192.0.2.3\nns.sub A 192.0.2.4\nsub NS ns.sub\n",
         "A delegation-hides sub NS");
    find("a delegation hides its own name's text", "sub TXT x\n", "sub TXT x\n" + sub, "A delegation-hides sub NS");
    miss("a delegation has its glue below it", "delegation-hides", "ns.sub A 192.0.2.4\n", "ns.sub A 192.0.2.4\nsub NS ns.sub\n",
         "N delegation-new sub NS");
    miss("a delegation hides something, which says more", "delegation-new", "x.sub A 192.0.2.3\n", "x.sub A 192.0.2.3\n" + sub,
         "A delegation-hides sub NS");
    const QByteArray inner = "sub NS ns.sub\n";
    find("the only glue goes", inner + "ns.sub A 192.0.2.4\n", inner, "D glue-last ns.sub A");
    find("one glue of two goes", inner + "sub NS a.sub\nns.sub A 192.0.2.4\na.sub A 192.0.2.5\n", inner + "sub NS a.sub\na.sub A 192.0.2.5\n",
         "A glue ns.sub A");
    find("glue changes", inner + "ns.sub A 192.0.2.4\n", inner + "ns.sub A 192.0.2.5\n", "A glue ns.sub A");
    miss("glue goes, and a server lies elsewhere", "glue-last", inner + sub + "ns.sub A 192.0.2.4\n", inner + sub, "A glue ns.sub A");
    miss("glue of IPv4 goes and of IPv6 stays", "glue-last", inner + "ns.sub A 192.0.2.4\nns.sub AAAA 2001:db8::4\n",
         inner + "ns.sub AAAA 2001:db8::4\n", "A glue ns.sub A");
    miss("what is no glue changes below a delegation", "glue", inner + "ns.sub A 192.0.2.4\nx.sub A 192.0.2.5\n",
         inner + "ns.sub A 192.0.2.4\nx.sub A 192.0.2.6\n");
    miss("glue goes with its delegation", "last-address", inner + "ns.sub A 192.0.2.4\n", "", "D delegation-gone sub NS");
    find("what cannot be read", "", "w BOGUS x\n", "D unreadable");
    miss("what named passes over", "unreadable", "", "www.example.com. A 192.0.2.1\n");

    find("most of it goes", texts(0, 30), texts(20, 30), "D most-removed");
    find("much of it goes", texts(0, 100), texts(25, 100), "A many-removed");
    find("more than a hundred of very many", texts(0, 2000), texts(101, 2000), "A many-removed");
    miss("half of it goes", "most-removed", texts(0, 36), texts(20, 36), "A many-removed");
    miss("nineteen of few", "many-removed", texts(0, 60), texts(19, 60));
    miss("twenty of many", "many-removed", texts(0, 300), texts(20, 300));

    const QByteArray used = "m MX 10 w\nc CNAME w\n";
    find("the last address of a name in use", "w A 192.0.2.3\n" + used, used, "D last-address-used w A");
    find("of a service", "w AAAA 2001:db8::3\n_x._tcp SRV 0 0 5 w\n", "_x._tcp SRV 0 0 5 w\n", "D last-address-used w AAAA");
    find("an address stands in a comment", "w A 192.0.2.3\n", ";w A 192.0.2.3\n", "A last-address w A");
    find("what could not be read before", "w BOGUS x\n", "", "D unreadable");
    find("the last address of a name", "w A 192.0.2.3\nw AAAA 2001:db8::3\n", "", "A last-address w A");
    miss("an address is left", "last-address-used", "w A 192.0.2.3\nw AAAA 2001:db8::3\n" + used, "w AAAA 2001:db8::3\n" + used);
    miss("an alias takes its place", "last-address-used", "w A 192.0.2.3\nm MX 10 w\n", "w CNAME keep\nm MX 10 w\n");
    miss("a wildcard takes its place", "last-address", "w A 192.0.2.3\n* A 192.0.2.9\n", "* A 192.0.2.9\n");
    find("an alias in use goes", "a CNAME keep\nb CNAME a\n", "b CNAME a\n", "D name-gone-used a CNAME");
    miss("a name that nobody uses goes", "name-gone-used", "a TXT x\n", "");
    miss("a name in use keeps something", "name-gone-used", "a TXT x\na SPF x\nb CNAME a\n", "a SPF x\nb CNAME a\n");
    find("an alias of nothing", "", "a CNAME gone\n", "A cname-nowhere a CNAME");
    miss("an alias of something", "cname-nowhere", "", "a CNAME keep\n");
    miss("an alias of something elsewhere", "cname-nowhere", "", "a CNAME gone.example.com.\n");
    miss("an alias that a wildcard answers", "cname-nowhere", "* TXT x\n", "* TXT x\na CNAME gone\n");
    miss("an alias into a delegation", "cname-nowhere", sub, sub + "a CNAME x.sub\n");
    miss("an alias of nothing that was one", "cname-nowhere", "a CNAME gone\n", "a 60 CNAME gone\n");
    find("a wildcard comes", "", "* A 192.0.2.9\n", "A wildcard * A");
    find("a wildcard changes", "*.x A 192.0.2.9\n", "*.x A 192.0.2.10\n", "A wildcard *.x A");
    find("a wildcard has more", "* A 192.0.2.9\n", "* A 192.0.2.9\n* A 192.0.2.10\n", "A wildcard * A");
    find("a wildcard has less", "* A 192.0.2.9\n* A 192.0.2.10\n", "* A 192.0.2.9\n", "A wildcard * A");
    miss("a star that is no wildcard", "wildcard", "", "a.*.x A 192.0.2.9\n");
    find("a name without a type of the wildcard", "* A 192.0.2.9\n* TXT x\n", "* A 192.0.2.9\n* TXT x\nnew A 192.0.2.7\n",
         "A wildcard-stopped new A");
    find("a name that makes another one", "* A 192.0.2.9\n", "* A 192.0.2.9\na.b A 192.0.2.7\n", "A wildcard-stopped a.b A");
    miss("a name with all that the wildcard has", "wildcard-stopped", "* A 192.0.2.9\n", "* A 192.0.2.9\nnew A 192.0.2.7\n");
    miss("a name below one that was", "wildcard-stopped", "* A 192.0.2.9\nc.b A 192.0.2.6\n", "* A 192.0.2.9\nc.b A 192.0.2.6\na.b TXT x\n");

    find("another mail server", "m MX 10 a.example.com.\n", "m MX 20 a.example.com.\n", "A mx m MX");
    find("the first mail server of a name", "m TXT x\n", "m TXT x\nm MX 10 a.example.com.\n", "A mx m MX");
    miss("a new name with its mail server", "mx", "", "m MX 10 a.example.com.\n");
    find("the last mail server", "m TXT x\nm MX 10 a.example.com.\n", "m TXT x\n", "A mx-gone m MX");
    miss("the last but one", "mx-gone", "m MX 10 a.example.com.\nm MX 10 b.example.com.\n", "m MX 10 a.example.com.\n", "A mx m MX");
    find("the zone's last mail server", "@ MX 10 a.example.com.\n", "", "D apex-mx-gone @ MX");
    miss("the zone's last but one", "apex-mx-gone", "@ MX 10 a.example.com.\n@ MX 10 b.example.com.\n", "@ MX 10 a.example.com.\n", "A mx @ MX");
    find("no mail any more", "@ MX 10 a.example.com.\n", "@ MX 0 .\n", "D mx-null @ MX");
    miss("no mail as before", "mx-null", "@ MX 0 .\n", "@ 60 MX 0 .\n");
    find("everybody may send", "@ TXT \"v=spf1 mx -all\"\n", "@ TXT \"v=spf1 mx\" \" +all\"\n", "D spf-open @ TXT");
    miss("whoever sends is doubtful", "spf-open", "@ TXT \"v=spf1 mx -all\"\n", "@ TXT \"v=spf1 mx ?all\"\n", "A spf @ TXT");
    find("no SPF any more", "@ TXT \"v=spf1 mx -all\"\n@ TXT x\n", "@ TXT x\n", "A spf @ TXT");
    miss("another text", "spf", "@ TXT \"v=spf1 mx -all\"\n@ TXT x\n@ TXT v=spf10\n", "@ TXT \"v=spf1 mx -all\"\n@ TXT y\n");
    find("a second SPF", "@ TXT \"v=spf1 mx -all\"\n", "@ TXT \"v=spf1 mx -all\"\n@ TXT \"v=spf1 a -all\"\n", "A spf-twice @ TXT");
    miss("a second text", "spf-twice", "@ TXT \"v=spf1 mx -all\"\n", "@ TXT \"v=spf1 mx -all\"\n@ TXT \"v=spf2.0/pra mx\"\n");
    find("a weaker DMARC policy", "_dmarc TXT \"v=DMARC1; p=reject\"\n", "_dmarc TXT \"v=DMARC1; p=none\"\n", "A dmarc _dmarc TXT");
    find("weaker for names below", "_dmarc TXT \"v=DMARC1;p=reject\"\n", "_dmarc TXT \"v=DMARC1;p=reject; sp=none\"\n", "A dmarc _dmarc TXT");
    find("no DMARC policy any more", "_dmarc TXT \"v=DMARC1; p=none\"\n", "", "A dmarc _dmarc TXT");
    miss("a stronger DMARC policy, and where to report", "dmarc", "_dmarc TXT \"v=DMARC1; p=none\"\n",
         "_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:a@example.net\"\n");
    find("one more authority", "@ CAA 0 issue \"a.example\"\n", "@ CAA 0 issue \"a.example\"\n@ CAA 0 issue \"b.example\"\n", "A caa @ CAA");
    find("no authority named any more", "@ CAA 0 issue \"a.example\"\n", "", "A caa @ CAA");
    miss("one authority less, and where to report", "caa", "@ CAA 0 issue \"a.example\"\n@ CAA 0 issue \"b.example\"\n",
         "@ CAA 0 issue \"a.example; policy=x\"\n@ CAA 0 iodef \"mailto:a@example.net\"\n");
    find("another certificate", "_25._tcp.m TLSA 3 1 1 " + digest + "\n", "_25._tcp.m TLSA 3 1 1 " + QByteArray(64, 'b') + "\n",
         "A tlsa _25._tcp.m TLSA");
    miss("the TTL of a certificate", "tlsa", "_25._tcp.m TLSA 3 1 1 " + digest + "\n", "_25._tcp.m 60 TLSA 3 1 1 " + digest + "\n");

    find("a day", "w 86400 A 192.0.2.1\n", "w 60 A 192.0.2.2\n", "N ttl-long w A");
    miss("less than a day", "ttl-long", "w 86399 A 192.0.2.1\n", "w 60 A 192.0.2.2\n");
    miss("a TTL that is made smaller first", "ttl-long", "w 86400 A 192.0.2.1\n", "w 60 A 192.0.2.1\n");
    find("a TTL that rises to a day", "w A 192.0.2.1\n", "w 86400 A 192.0.2.1\n", "N ttl-raised w A");
    miss("a TTL that rises to less", "ttl-raised", "w A 192.0.2.1\n", "w 86399 A 192.0.2.1\n");
    miss("a file that is there", "zone-file-gone", "", "");
}

void configurations(QList<RiskCase> &cases)
{
    const auto find = [&](const char *name, const QByteArray &before, const QByteArray &after, const char *notes) {
        cases.append({name, nullptr, before, after, notes, true});
    };
    const auto miss = [&](const char *name, const char *rule, const QByteArray &before, const QByteArray &after, const char *notes = "") {
        cases.append({name, rule, before, after, notes, true});
    };
    const auto options = [](const char *text) -> QByteArray { return "options { " + QByteArray(text) + " };\n"; };
    const auto zone = [](const char *text) -> QByteArray { return "zone \"a\" { type primary; file \"a\"; " + QByteArray(text) + " };\n"; };
    const auto view = [](const char *name, const QByteArray &text) -> QByteArray { return "view \"" + QByteArray(name) + "\" { " + text + " };\n"; };

    find("a zone goes", zone(""), "", "D zone-removed zone \"a\"");
    miss("a zone in other words", "zone-removed", zone(""), "zone A. IN { // x\n file \"a\"; type master; };\n");
    find("a zone comes", "", zone(""), "N zone-new zone \"a\"");
    miss("a zone that includes its statements", "zone-new", zone(""), "zone \"a\" { type primary; file \"a\"; }; # x\n");
    const QByteArray two = view("v", zone("")) + view("w", "zone \"b\" { type primary; file \"b\"; };");
    find("a view goes", two, view("w", "zone \"b\" { type primary; file \"b\"; };"), "D zone-removed view \"v\"\nD view-removed view \"v\"");
    find("a view comes", view("w", "zone \"b\" { type primary; file \"b\"; };"), two, "A view-new view \"v\"");
    miss("a view has a comment", "view-removed", two, QByteArray(two).replace("view \"w\"", "# x\nview w"));
    miss("a view is of class IN", "view-new", two, QByteArray(two).replace("view \"w\"", "view w in"));
    find("views in another order", two, view("w", "zone \"b\" { type primary; file \"b\"; };") + view("v", zone("")), "A view-order view \"w\"");
    miss("zones in another order", "view-order", zone("") + "zone \"b\" { type hint; file \"b\"; };\n",
         "zone \"b\" { type hint; file \"b\"; };\n" + zone(""));
    find("a zone moves to another view", two, view("v", "") + view("w", zone("") + "zone \"b\" { type primary; file \"b\"; };"),
         "A zone-view view \"w\" > zone \"a\"");
    miss("a zone in another place of its view", "zone-view", view("v", zone("") + "zone \"b\" { type hint; file \"b\"; };"),
         view("v", "zone \"b\" { type hint; file \"b\"; };" + zone("")));
    find("a primary becomes a secondary", zone(""), "zone \"a\" { type secondary; file \"a\"; primaries { 192.0.2.1; }; };\n",
         "D zone-not-primary zone \"a\" > type\nA primaries zone \"a\" > primaries");
    miss("a master is a primary", "zone-not-primary", zone(""), QByteArray(zone("")).replace("primary", "master"));
    find("a secondary becomes a primary", "zone \"a\" { type secondary; file \"a\"; };\n", zone(""), "A zone-type zone \"a\" > type");
    miss("a slave is a secondary", "zone-type", "zone \"a\" { type slave; file \"a\"; };\n", "zone \"a\" { type secondary; file \"a\"; };\n");
    find("another file", zone(""), QByteArray(zone("")).replace("file \"a\"", "file \"b\""), "A zone-file zone \"a\" > file");
    miss("the file of a log", "zone-file", "logging { channel c { file \"a\"; }; };\n", "logging { channel c { file \"b\"; }; };\n");

    find("more may change a zone", zone("allow-update { none; };"), zone("allow-update { 192.0.2.1; };"), "D update-wider zone \"a\" > allow-update");
    find("a grant more", zone("update-policy { grant k zonesub ANY; };"), zone("update-policy { grant k zonesub ANY; grant l zonesub ANY; };"),
         "D update-wider zone \"a\" > update-policy");
    find("a denial less", zone("update-policy { deny m zonesub ANY; grant * zonesub ANY; };"), zone("update-policy { grant * zonesub ANY; };"),
         "D update-wider zone \"a\" > update-policy");
    miss("fewer may change a zone", "update-wider", zone("allow-update { 192.0.2.0/24; };"), zone("allow-update { 192.0.2.1; };"));
    find("more may transfer", zone("allow-transfer { 192.0.2.1; };"), zone("allow-transfer { 192.0.2.1; key k; };"),
         "D transfer-wider zone \"a\" > allow-transfer");
    find("nothing says who may transfer", zone("allow-transfer { 192.0.2.1; };"), zone(""), "D transfer-wider zone \"a\" > allow-transfer");
    find("a new zone for everybody to transfer", "", zone("allow-transfer { any; };"), "D transfer-wider zone \"a\"\nN zone-new zone \"a\"");
    miss("a new zone with its secondaries", "transfer-wider", "", zone("allow-transfer { 192.0.2.1; };"), "N zone-new zone \"a\"");
    miss("what options say already", "transfer-wider", options("allow-transfer { 192.0.2.1; };") + zone(""),
         options("allow-transfer { 192.0.2.1; };") + zone("allow-transfer { 192.0.2.1; };"));
    find("commands from outside", "controls { inet 127.0.0.1 allow { localhost; } keys { k; }; };\n",
         "controls { inet 192.0.2.1 port 953 allow { 192.0.2.0/24; } keys { k; }; };\n", "D controls-open controls > inet \"192.0.2.1 port 953\"");
    find("commands from everywhere", "", "controls { inet * allow { any; } keys { k; }; };\n", "D controls-open controls");
    miss("commands by IPv6", "controls-open", "controls { inet 127.0.0.1 allow { localhost; } keys { k; }; };\n",
         "controls { inet ::1 allow { any; } keys { k; }; };\n");
    miss("commands from itself", "controls-open", "", "controls { inet * allow { localhost; } keys { k; }; };\n");
    find("statistics from outside", "", "statistics-channels { inet * port 8053 allow { any; }; };\n", "A statistics-open statistics-channels");
    miss("statistics for itself", "statistics-open", "", "statistics-channels { inet 127.0.0.1 port 8053 allow { any; }; };\n");

    find("recursion for everybody", options("recursion no; allow-recursion { any; };"), options("allow-recursion { any; };"),
         "D recursion-open options > recursion");
    find("recursion for some", options("recursion no;"), options("recursion yes;"), "A recursion-on options > recursion");
    miss("recursion for some is not for everybody", "recursion-open", options("recursion no;"), options("recursion yes;"),
         "A recursion-on options > recursion");
    miss("recursion as it is", "recursion-on", options("recursion yes;"), options(""));
    find("an open resolver", options("allow-recursion { 10.0.0.0/8; };"), options("allow-recursion { any; };"),
         "D recursion-any options > allow-recursion");
    find("an open resolver by allow-query", options("allow-query { 10.0.0.0/8; };"), options("allow-query { any; };"),
         "D recursion-any options > allow-query\nD query-any options > allow-query");
    miss("no resolver", "recursion-any", options("recursion no; allow-query { 10.0.0.0/8; };"), options("recursion no; allow-query { any; };"),
         "D query-any options > allow-query");
    find("a resolver for more", options("allow-recursion { 10.0.0.0/8; };"), options("allow-recursion { 10.0.0.0/8; 192.0.2.0/24; };"),
         "A recursion-wider options > allow-recursion");
    miss("a resolver for fewer", "recursion-wider", options("allow-recursion { 10.0.0.0/8; };"), options("allow-recursion { 10.0.0.0/9; };"));
    find("a zone for more", zone("allow-query { 10.0.0.0/8; };"), zone("allow-query { 10.0.0.0/8; 192.0.2.0/24; };"),
         "A query-wider zone \"a\" > allow-query");
    find("all zones for more", options("recursion no; allow-query { 10.0.0.0/8; };") + zone(""),
         options("recursion no; allow-query { 10.0.0.0/8; 192.0.2.0/24; };") + zone(""), "A query-wider options > allow-query");
    find("a denial goes", zone("allow-query { !10.1.0.0/16; 10.0.0.0/8; };"), zone("allow-query { 10.0.0.0/8; };"),
         "A query-wider zone \"a\" > allow-query");
    find("a zone for everybody, as options say", options("recursion no; allow-query { any; };") + zone("allow-query { 10.0.0.0/8; };"),
         options("recursion no; allow-query { any; };") + zone(""), "D query-any zone \"a\" > allow-query");
    miss("a zone for everybody as before", "query-any", zone(""), zone("allow-query { any; };"));
    miss("in an order that does not count", "query-wider", zone("allow-query { 10.0.0.0/8; 192.0.2.0/24; };"),
         zone("allow-query { 192.0.2.0/24; 10.0.0.0/8; };"));
    find("a zone for fewer", zone("allow-query { 10.0.0.0/8; };"), zone("allow-query { 10.0.0.0/9; };"), "N query-narrower zone \"a\" > allow-query");
    miss("a zone for the same", "query-narrower", zone("allow-query { 10.0.0.0/9; 10.128.0.0/9; };"), zone("allow-query { 10.0.0.0/8; };"));
    const auto secondary = [](const char *text) -> QByteArray {
        return "zone \"a\" { type secondary; primaries { 192.0.2.1; }; " + QByteArray(text) + " };\n";
    };
    find("NOTIFY from everybody", secondary(""), secondary("allow-notify { any; };"), "D notify-any zone \"a\" > allow-notify");
    find("NOTIFY from one more", secondary(""), secondary("allow-notify { 192.0.2.2; };"), "A notify-wider zone \"a\" > allow-notify");
    miss("NOTIFY from one is not from everybody", "notify-any", secondary(""), secondary("allow-notify { 192.0.2.2; };"),
         "A notify-wider zone \"a\" > allow-notify");
    miss("NOTIFY from nobody", "notify-wider", secondary("allow-notify { 192.0.2.2; };"), secondary(""));
    const auto acl = [](const char *list) -> QByteArray { return "acl \"t\" { " + QByteArray(list) + " };\nacl u { t; };\n"; };
    find("a list of those who transfer", acl("192.0.2.1;") + zone("allow-transfer { u; };"), acl("192.0.2.0/24;") + zone("allow-transfer { u; };"),
         "D acl-opens acl \"t\"");
    find("a list of those who ask", acl("192.0.2.1;") + zone("allow-query { t; };"), acl("192.0.2.0/24;") + zone("allow-query { t; };"),
         "A acl-wider acl \"t\"");
    miss("a list of those who ask is not of those who transfer", "acl-opens", acl("192.0.2.1;") + zone("allow-query { t; };"),
         acl("192.0.2.0/24;") + zone("allow-query { t; };"), "A acl-wider acl \"t\"");
    miss("a list that nobody uses", "acl-wider", acl("192.0.2.1;") + zone(""), acl("192.0.2.0/24;") + zone(""));
    miss("a list of those who may not", "acl-wider", acl("192.0.2.1;") + zone("allow-query { !t; any; };"),
         acl("192.0.2.0/24;") + zone("allow-query { !t; any; };"));
    find("everybody is ignored", options("blackhole { 192.0.2.1; };"), options("blackhole { any; };"), "D blackhole-any options > blackhole");
    find("one more is ignored", options(""), options("blackhole { 192.0.2.1; };"), "A blackhole options > blackhole");
    find("one less is ignored", options("blackhole { 192.0.2.1; };"), options(""), "A blackhole options > blackhole");
    miss("one is not everybody", "blackhole-any", options(""), options("blackhole { 192.0.2.1; };"), "A blackhole options > blackhole");
    miss("nobody is ignored", "blackhole", options(""), options("blackhole { none; };"));
    find("other clients of a view", view("v", "match-clients { 10.0.0.0/8; };"), view("v", "match-clients { any; };"),
         "A view-clients view \"v\" > match-clients");
    find("other clients of a view by a list", acl("192.0.2.1;") + view("v", "match-clients { u; };"),
         acl("192.0.2.2;") + view("v", "match-clients { u; };"), "A view-clients acl \"t\"");
    miss("the same clients in other words", "view-clients", view("v", "match-clients { 10/8; };"), view("v", "match-clients { 10.0.0.0/8; };"));

    find("no policy any more", zone("dnssec-policy default;"), zone(""), "D dnssec-policy-lost zone \"a\" > dnssec-policy");
    find("no policy any more for all", options("dnssec-policy default;") + zone(""), options("") + zone(""),
         "D dnssec-policy-lost options > dnssec-policy");
    miss("no policy any more, and no zone had it", "dnssec-policy-lost", options("dnssec-policy default;") + zone("dnssec-policy none;"),
         options("") + zone("dnssec-policy none;"));
    find("on the way to no signatures", zone("dnssec-policy default;"), zone("dnssec-policy insecure;"),
         "A dnssec-policy zone \"a\" > dnssec-policy");
    find("a policy changes", "dnssec-policy p { max-zone-ttl 1d; };\n", "dnssec-policy p { max-zone-ttl 2d; };\n",
         "A dnssec-policy dnssec-policy \"p\" > max-zone-ttl");
    miss("the policy of options", "dnssec-policy", options("dnssec-policy default;") + zone(""),
         options("dnssec-policy default;") + zone("dnssec-policy default;"));
    find("no validation", options(""), options("dnssec-validation no;"), "D validation-off options > dnssec-validation");
    miss("validation by another anchor", "validation-off", options("dnssec-validation auto;"), options("dnssec-validation yes;"));
    find("a file is not included any more", "include \"/etc/bind/part.conf\";\n", "", "D zone-removed zone \"part.example\"\nA include-lost");
    miss("an included file stands where it was included", "include-lost", "include \"/etc/bind/part.conf\";\n",
         "zone \"part.example\" { type primary; file \"p\"; };\n");
    const auto key = [](const char *secret) -> QByteArray {
        return QByteArray("key \"k\" { algorithm hmac-sha256; secret \"") + secret + "\"; };\n";
    };
    find("a key has another secret", key("eA=="), key("eQ=="), "A key key \"k\" > secret");
    find("a key goes", key("eA=="), "", "A key key \"k\"");
    miss("a key comes", "key", "", key("eA=="));
    find("another certificate", "tls t { cert-file \"a\"; key-file \"b\"; };\n", "tls t { cert-file \"c\"; key-file \"b\"; };\n",
         "A tls tls \"t\" > cert-file");
    miss("a certificate comes", "tls", "", "tls t { cert-file \"a\"; key-file \"b\"; };\n");
    find("other addresses", options("listen-on { 192.0.2.1; };"), options("listen-on { 192.0.2.2; };"), "A listen-on options > listen-on");
    miss("another number of threads", "listen-on", options("listen-on { 192.0.2.1; };"), options("listen-on { 192.0.2.1; }; tcp-listen-queue 20;"));
    find("other primaries", secondary(""), QByteArray(secondary("")).replace("192.0.2.1", "192.0.2.2"), "A primaries zone \"a\" > primaries");
    find("a list of primaries", "primaries p { 192.0.2.1; };\n", "primaries p { 192.0.2.2; };\n", "A primaries primaries \"p\"");
    miss("masters are primaries", "primaries", secondary(""), QByteArray(secondary("")).replace("primaries", "masters"));
    find("other forwarders", options("forwarders { 192.0.2.1; };"), options("forwarders { 192.0.2.2; };"), "A forwarders options > forwarders");
    miss("how questions are forwarded", "forwarders", options("forwarders { 192.0.2.1; };"), options("forwarders { 192.0.2.1; }; forward only;"));
    find("others are told", zone("also-notify { 192.0.2.1; };"), zone(""), "A also-notify zone \"a\" > also-notify");
    miss("the same are told", "also-notify", zone("also-notify { 192.0.2.1; 192.0.2.2; };"), zone("also-notify { 192.0.2.2; 192.0.2.1; };"));
    find("other rewriting", options("response-policy { zone a; };"), options("response-policy { zone a; zone b; };"),
         "A response-policy options > response-policy");
    miss("the same rewriting", "response-policy", options("response-policy { zone a; };"), options("response-policy { zone \"a\"; };"));
    find("no catalog any more", options("catalog-zones { zone a; };"), options(""), "A catalog-zones options > catalog-zones");
    miss("the same catalog", "catalog-zones", options("catalog-zones { zone a; };"), options("catalog-zones { zone \"a\"; };"));
    find("no limit", options("rate-limit { responses-per-second 5; };"), options(""), "A rate-limit-gone options > rate-limit");
    miss("another limit", "rate-limit-gone", options("rate-limit { responses-per-second 5; };"), options("rate-limit { responses-per-second 50; };"));
    find("larger answers", options(""), options("minimal-responses no;"), "N full-responses options > minimal-responses");
    miss("smaller answers", "full-responses", options("minimal-responses no;"), options("minimal-responses yes;"));
}

} // namespace

const QList<RiskCase> &riskCases()
{
    static const QList<RiskCase> all = [] {
        QList<RiskCase> cases;
        wholeZones(cases);
        zones(cases);
        configurations(cases);
        return cases;
    }();
    return all;
}

QByteArray zoneHead(int serial)
{
    return "$TTL 300\n@ SOA ns1 host " + QByteArray::number(serial) + " 7200 3600 1209600 300\n@ NS ns1\nns1 A 192.0.2.1\nkeep A 192.0.2.8\n";
}

} // namespace lockstep
