// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include "core/base/errortext.h"
#include "core/bind/checkeroutput.h"
#include "core/namedconf/confdiff.h"
#include "core/namedconf/conffile.h"
#include "core/namedconf/confsecrets.h"
#include "core/text/linediff.h"
#include "core/zone/recorddiff.h"
#include "core/zone/rowchanges.h"
#include "core/zone/zonecheck.h"
#include "core/zone/zonefile.h"
#include "core/zone/zonerows.h"
#include "tests/fuzz/zonetargets.h"

namespace lockstep {

namespace {

const QByteArray origin("\7example\3net\0", 13);
constexpr qsizetype longest = 1 << 16;

const char *zoneEntries(const QByteArray &bytes)
{
    qsizetype end = 0;
    int line = 1;
    for (const ZoneEntry &entry : lexZone(bytes)) {
        if (entry.begin != end || entry.end <= entry.begin)
            return "entries do not touch";
        if (entry.line != line)
            return "an entry has another line";
        for (const ZoneToken &token : entry.tokens) {
            if (token.begin < entry.begin || token.end > entry.end || token.end <= token.begin)
                return "a word stands outside its entry";
        }
        line += int(QByteArrayView(bytes).sliced(entry.begin, entry.end - entry.begin).count('\n'));
        end = entry.end;
    }
    return end == bytes.size() ? nullptr : "bytes are left over";
}

const char *zoneRecords(const QByteArray &bytes)
{
    const ZoneFile zone = ZoneFile::parse(QStringLiteral("zone"), bytes, origin);
    if (zone.print() != bytes)
        return "the file is not printed back";
    for (const Record &record : zone.records()) {
        if (nameSize(record.owner) != record.owner.size() || !isBelow(record.owner, origin))
            return "an owner is no name of the zone";
        const QByteArray shown = rdataToText(record.type, record.rdata);
        const Result<QByteArray> again = rdataToWire(record.type, shown, QByteArray(1, '\0'));
        if (!again || *again != record.rdata)
            return "data that were read do not come back";
    }
    const qsizetype size = zone.records().size();
    const Result<QByteArray> more = zone.added("fuzz-www", "60 TXT \"x\"");
    if (more && ZoneFile::parse(QStringLiteral("zone"), *more, origin).records().size() < size)
        return "adding a record loses others";
    return nullptr;
}

const char *zoneRows(const QByteArray &bytes)
{
    const ZoneRows rows = ZoneRows::parse(QStringLiteral("zone"), bytes, origin);
    QByteArray all;
    for (qsizetype i = 0; i < rows.rows().size(); ++i)
        all += rows.bytesOf(i);
    if (all != bytes)
        return "rows are not the file";
    for (qsizetype i = 0; i < std::min<qsizetype>(rows.rows().size(), 8); ++i) {
        if (rows.rows()[i].kind != FileRow::Kind::Record)
            continue;
        RecordText text = rows.rows()[i].text;
        text.comment = "said";
        const Result<QByteArray> edited = rows.changed(i, text);
        if (edited && ZoneRows::parse(QStringLiteral("zone"), *edited, origin).rows().size() < rows.rows().size())
            return "an edit loses rows";
        (void)rows.disabled(i);
    }
    return nullptr;
}

const char *zoneDifference(const QByteArray &bytes)
{
    const auto [left, right] = halves(bytes);
    const ZoneText one{QStringLiteral("one"), left};
    const ZoneText other{QStringLiteral("other"), right};
    if (!zoneTextDiff(origin, one, one).records.isEmpty())
        return "a zone differs from itself";
    const ZoneTextDifference found = zoneTextDiff(origin, one, other);
    const ZoneDifference whole = zoneDiff(ZoneFile::parse({}, left, origin).records(), ZoneFile::parse({}, right, origin).records());
    if (found.records.rows.size() != whole.rows.size() || found.records.serialOnly != whole.serialOnly)
        return "it is not the difference of all records";
    (void)rowChanges(ZoneRows::parse({}, left, origin), ZoneRows::parse({}, right, origin));
    return nullptr;
}

const char *zoneFaults(const QByteArray &bytes)
{
    const ZoneFindings found = checkZone(origin, {QStringLiteral("zone"), bytes});
    for (const ZoneFinding &one : found.findings) {
        if (one.error.origin.line < 1 || one.error.origin.line > bytes.count('\n') + 1)
            return "a finding has no line";
    }
    return nullptr;
}

const char *wireData(const QByteArray &bytes)
{
    if (bytes.size() < 2)
        return nullptr;
    const int type = uchar(bytes[0]) << 8 | uchar(bytes[1]);
    const QByteArray wire = bytes.sliced(2);
    const QByteArray shown = rdataToText(type, wire);
    if (shown.contains('\n'))
        return "data are shown in several lines";
    const Result<QByteArray> once = rdataToWire(type, shown, QByteArray(1, '\0'));
    if (once && rdataToWire(type, rdataToText(type, *once), QByteArray(1, '\0')) != once)
        return "canonical data do not stay as they are";
    return nullptr;
}

const char *confStatements(const QByteArray &bytes)
{
    const ConfFile file = ConfFile::parse(QStringLiteral("named.conf"), bytes);
    if (file.print() != bytes)
        return "the file is not printed back";
    for (const ConfStatement &one : file.statements()) {
        if (one.begin < 0 || one.end > bytes.size() || one.end < one.begin)
            return "a statement stands outside the file";
    }
    return nullptr;
}

const char *confDifference(const QByteArray &bytes)
{
    const auto [left, right] = halves(bytes);
    const auto read = [](const QByteArray &text) {
        return readConfig(QStringLiteral("/named.conf"), [text](const QString &path) -> Result<QByteArray> {
            if (path == QLatin1String("/named.conf"))
                return text;
            return path.size() % 2 ? Result<QByteArray>(text.left(path.size())) : fail(QStringLiteral("file.missing"), {path});
        });
    };
    const Config one = read(left);
    const Config other = read(right);
    const ConfDifference same = confDiff(one, one);
    if (!same.changes.isEmpty() || !same.texts.isEmpty() || !same.identical)
        return "a configuration differs from itself";
    const ConfDifference there = confDiff(one, other);
    const ConfDifference back = confDiff(other, one);
    if (there.changes.isEmpty() != back.changes.isEmpty() || there.identical != back.identical)
        return "it differs in one direction only";
    if (there.identical && !there.changes.isEmpty())
        return "the same bytes differ";
    return nullptr;
}

const char *checkerWords(const QByteArray &bytes)
{
    const QList<CheckerFinding> refused = parseCheckerOutput(bytes, true);
    const QList<CheckerFinding> passed = parseCheckerOutput(bytes, false);
    if (refused.size() != passed.size() || refused.size() > std::min(bytes.count('\n') + 1, mostCheckerFindings))
        return "there are more findings than lines";
    bool errors = refused.isEmpty();
    for (qsizetype i = 0; i < refused.size(); ++i) {
        if (!sentenceOf(refused[i].code) || refused[i].line < 0 || refused[i].occurrence < 0)
            return "a finding cannot be told";
        if (passed[i].severity == CheckerFinding::Severity::Error && passed[i].zone.isEmpty())
            return "an accepted configuration has an error";
        errors = errors || refused[i].severity == CheckerFinding::Severity::Error;
    }
    const bool onlyLoaded = std::ranges::all_of(refused, [](const CheckerFinding &one) { return !one.zone.isEmpty(); });
    return errors || onlyLoaded ? nullptr : "a refused configuration has no error";
}

const char *secretPieces(const QByteArray &bytes)
{
    for (const SecretScope scope : {SecretScope::Plain, SecretScope::Key, SecretScope::Doubtful}) {
        qsizetype end = 0;
        for (const SecretSpan &span : secretSpans(bytes, scope)) {
            if (span.begin < end || span.end <= span.begin || span.end > bytes.size())
                return "pieces lie over each other";
            end = span.end;
            (void)secretBytes(bytes, span);
        }
    }
    return nullptr;
}

const char *textDifference(const QByteArray &bytes)
{
    const auto [left, right] = halves(bytes);
    const QList<QByteArray> a = linesOf(left);
    const QList<QByteArray> b = linesOf(right);
    if (a.join() != left)
        return "lines are not the text";
    QList<QByteArray> made;
    qsizetype at = 0;
    for (const Hunk &hunk : lineDiff(a, b)) {
        if (hunk.left < at)
            return "changed places are out of order";
        made += a.sliced(at, hunk.left - at) + b.sliced(hunk.right, hunk.rightCount);
        at = hunk.left + hunk.leftCount;
    }
    made += a.sliced(at);
    return made.join() == right ? nullptr : "the changes do not make the other text";
}

template <const char *(*run)(const QByteArray &)> const char *bounded(const QByteArray &bytes) { return run(bytes.left(longest)); }

} // namespace

const QList<FuzzTarget> &fuzzTargets()
{
    static const QByteArray zone =
        "$TTL 1h\n@ IN SOA ns host (\n 1 ; serial\n 2 3 4 5 )\n NS ns\nns 60 IN A 192.0.2.1\n\tAAAA 2001:db8::1\n"
        "t TXT \"a;b\" c\\032d ; said\n;~ off A 192.0.2.9\n$ORIGIN lab\nx MX 10 y\n_s SRV 1 2 3 y\nh HTTPS 1 . alpn=h2 port=\"8\"\n"
        "l LOC 1 2 3.5 N 4 5 W 10m\n$GENERATE 1-3/2 g${0,3,d} A 10.0.0.$\nu TYPE65280 \\# 3 010203\nz NSEC ns A TYPE999\n";
    static const QByteArray conf =
        "options { directory \"/var\"; // said\n allow-query { !10.0.0.0/8; any; }; };\n/* a */ zone \"x\" IN { type primary; file "
        "\"x.db\"; };\n# end\nkey k { algorithm hmac-sha256; secret \"b2xk\"; };\n";
    static const QByteArray confViews =
        QByteArray("view a { zone x { type master; masters { 192.0.2.1 key k; }; }; dlz d { search 1; }; };\n"
                   "view b IN { max-cache-ttl 1d; include \"/abcd\"; };\ncontrols { inet * allow { any; } keys { k; }; };\n") +
        '\0' + "view b { max-cache-ttl 86400; zone \"X.\" { type primary; }; }; view a { zone y { }; };\nacl z { !10/8; ::1; };\n";
    static const QList<FuzzTarget> targets{
        {"entries", bounded<zoneEntries>, {zone}},
        {"records", bounded<zoneRecords>, {zone}},
        {"rows", bounded<zoneRows>, {zone}},
        {"zonediff",
         bounded<zoneDifference>,
         {zone + '\0' + QByteArray(zone).replace("192.0.2.1", "192.0.2.3"), zone.repeated(2) + '\0' + zone + "www TXT x\n" + zone, zone}},
        {"zonemeaning",
         bounded<zoneWhole>,
         {zone + '\0' + QByteArray(zone).replace("192.0.2.1", "192.0.2.3").replace("\nu TYPE", "\n;u TYPE").replace(" ; said", ""),
          "$INCLUDE x\n$INCLUDE y\n" + QByteArray(1, '\0') + "$INCLUDE x\n$INCLUDE y lab\n; said" + '\0' + zone + '\0' + zone}},
        {"zoneedits", bounded<zoneEdits>, {zone + '\0' + QByteArray("\0\7\1\4\2\5\6\3\5\4\1\6", 12) + "www\nMX\n20 b\n60\nsaid", zone}},
        {"zonecheck", bounded<zoneFaults>, {zone}},
        {"wire",
         bounded<wireData>,
         {QByteArray("\0\x0f\0\x0a\4mail\0", 10), QByteArray("\0\x40\0\1\0\0\1\0\3\2h2", 12), QByteArray("\0\x1d\0\x12\x16\x13\x8b\x0d", 8)}},
        {"conf", bounded<confStatements>, {conf}},
        {"confdiff", bounded<confDifference>, {conf + '\0' + QByteArray(conf).replace("any", "10/8; key k"), conf, confViews}},
        {"checker",
         bounded<checkerWords>,
         {"dns_rdata_fromtext: /z.db:5: near '1.2': bad dotted quad\nzone a/IN: loading from master file /z.db failed: bad dotted quad\n"
          "zone a/IN: not loaded due to errors.\nv/a/IN: bad dotted quad\nzone b/IN: b/MX 'c.b' is a CNAME (illegal)\n"
          "zone b/IN: loaded serial 1\n",
          "/named.conf:3: unknown option 'x'\n/named.conf:4: option 'y' is deprecated\n"}},
        {"secrets",
         bounded<secretPieces>,
         {conf, "# key k { secret b2xk; };\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\nPrivateKey: b2xk\nk. KEY 512 3 165 b2xk\n"
                "key-store s { pkcs11-uri \"pkcs11:a;pin-value=1\"; };\nkey k { \"x; }; secret \"b2xk\" /*"}},
        {"textdiff", bounded<textDifference>, {QByteArray("a\nb\nc\nd\n\0a\nx\nc\nd\ne", 18), QByteArray("a\na\nb\n\0b\na\na", 12)}},
    };
    return targets;
}

} // namespace lockstep
