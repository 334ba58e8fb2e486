// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/faultrows.h"

#include <QRegularExpression>
#include <QTest>

#include <signal.h>

namespace lockstep {

namespace {

const QString etc = QStringLiteral("/etc/bind/");
const QString options = etc + QStringLiteral("named.conf.options");
const QString local = etc + QStringLiteral("named.conf.local");
const QString reverse = etc + QStringLiteral("zones/53.10.db");
const QString six = QStringLiteral("8.b.d.0.1.0.0.2.ip6.arpa");
const QByteArray smallZone = "$TTL 60\n@ IN SOA ns1 h 1 3600 600 86400 60\n@ IN NS ns1\nns1 IN A 192.0.2.53\n";

// --- staged

StagedEdit replaced(const QString &file, const QByteArray &before, const QByteArray &after)
{
    return {file, [=](QByteArray text) { return text.replace(before, after); }};
}
// Into the last view.
StagedEdit statement(const QByteArray &text)
{
    return {local, [=](QByteArray conf) { return conf.insert(conf.lastIndexOf("};"), text + '\n'); }};
}
StagedEdit appended(const QByteArray &text)
{
    return {etc + QStringLiteral("named.conf"), [=](const QByteArray &conf) { return QByteArray(conf + text + '\n'); }};
}
StagedEdit option(const QByteArray &text) { return replaced(options, "recursion no;", "recursion no;\n\t" + text); }
StagedEdit file(const QString &name, const QByteArray &text)
{
    return {etc + name, [=](const QByteArray &) { return text; }};
}
// The first pointer of the reverse zone leads to another host; `serial`: as it is written, or as it was.
StagedEdit pointer(const QByteArray &to, const QByteArray &serial = {})
{
    return {reverse, [=](const QByteArray &text) {
                static const QRegularExpression pointed(QStringLiteral("\\n1\\.0 IN PTR \\S+"));
                static const QRegularExpression soa(QStringLiteral("\\( \\d+ "));
                QString changed = QString::fromUtf8(text);
                changed.replace(pointed, QStringLiteral("\n1.0 IN PTR %1.example.net.").arg(QString::fromUtf8(to)));
                if (!serial.isEmpty())
                    changed.replace(soa, QStringLiteral("( %1 ").arg(QString::fromUtf8(serial)));
                return changed.toUtf8();
            }};
}

// --- by hand

QString ran(LiveGroup &group, const QString &script, int index = handHost)
{
    const Host::Output done = group.host(index).run({QStringLiteral("sh"), QStringLiteral("-ec"), script});
    return done.exit == 0 ? QString() : QStringLiteral("\"%1\": %2").arg(script, QString::fromUtf8(done.out + done.err));
}
std::function<QString(LiveGroup &)> script(const QString &words)
{
    return [=](LiveGroup &group) { return ran(group, words); };
}
QString restarted(LiveGroup &group, const QStringList &more = {})
{
    group.host(handHost).stopNamed();
    group.host(handHost).startNamed(more);
    return group.awaitAnswer(handHost) ? QString() : QStringLiteral("named does not come up");
}

// --- looks

QString ask(LiveGroup &group, int index, const QString &name, const QString &type)
{
    return group.host((index + 1) % 3).dig({QStringLiteral("+short"), QStringLiteral("+norec"), u'@' + group.host(index).address(), name, type});
}
std::function<QString(LiveGroup &)> everywhere(const QString &name, const QString &type, const QString &expected)
{
    return [=](LiveGroup &group) {
        for (int i = 0; i < 3; ++i) {
            if (const QString answer = ask(group, i, name, type); answer != expected)
                return QStringLiteral("ns%1 answers %2 with \"%3\"").arg(i + 1).arg(name, answer);
        }
        return QString();
    };
}
std::function<QString(LiveGroup &)> pointsTo(const char *to)
{
    return everywhere(QStringLiteral("1.0.53.10.in-addr.arpa"), QStringLiteral("PTR"), QLatin1String(to) + QStringLiteral(".example.net."));
}
std::function<QString(LiveGroup &)> risen(const char *to)
{
    return [=](LiveGroup &group) {
        for (int i = 0; i < 3; ++i) {
            const qint64 serial = ask(group, i, QStringLiteral("53.10.in-addr.arpa"), QStringLiteral("SOA")).section(u' ', 2, 2).toLongLong();
            if (serial <= 2026112301)
                return QStringLiteral("ns%1 has the serial %2").arg(i + 1).arg(serial);
        }
        return pointsTo(to)(group);
    };
}

QList<FaultRow> configurationRows()
{
    return {
        {"syntax", "a syntax error in named.conf", Met::Refused, "named.conf.options:", {replaced(options, "recursion no;", "recursion no")}},
        {"include-missing", "an included file is missing", Met::Refused, "gone.conf", {appended("include \"/etc/bind/gone.conf\";")}},
        {.id = "include-unreadable",
         .fault = "an included file cannot be read by named",
         .met = Met::Refused,
         .told = "permission denied",
         .edits = {pointer("unread")},
         .before = script(QStringLiteral("chmod 600 /etc/lockstep/local.d/options.conf")),
         .after = script(QStringLiteral("chmod 644 /etc/lockstep/local.d/options.conf")),
         .wantsUsers = true},
        {"zone-twice",
         "a zone twice",
         Met::Refused,
         "53.10.in-addr.arpa",
         {statement("zone \"53.10.in-addr.arpa\" { type primary; file \"/etc/bind/zones/53.10.db\"; };")}},
        {"policy-unknown",
         "a dnssec-policy that is not defined",
         Met::Refused,
         "none such",
         {file(QStringLiteral("zones/p.db"), smallZone),
          statement("zone \"p.example\" { type primary; file \"/etc/bind/zones/p.db\"; dnssec-policy \"none such\"; };")}},
        {"tls-missing",
         "the certificate of a TLS listener is missing, where named-checkconf does not look",
         Met::Refused,
         "/etc/bind/gone.pem",
         {appended("tls gone { cert-file \"/etc/bind/gone.pem\"; key-file \"/etc/bind/gone.key\"; };"),
          option("listen-on port 853 tls gone { any; };"), pointer("untls")}},
        {"plugin-missing", "a plugin is missing", Met::Refused, "/usr/lib/gone/gone.so", {statement("plugin query \"/usr/lib/gone/gone.so\";")}},
        {"log-outside",
         "a log in a folder that this server does not allow",
         Met::Refused,
         "/var/log/gone",
         {appended("logging { channel gone { file \"/var/log/gone/named.log\"; }; category default { gone; }; };")}},
        {"log-missing",
         "the folder of a log is missing, where named-checkconf does not look",
         Met::Refused,
         "logging configuration failed: file not found",
         {appended("logging { channel gone { file \"/var/cache/bind/gone/named.log\"; }; category default { gone; }; };"), pointer("unlogged")}},
        {"directory-relative",
         "a relative \"directory\": half of the old tree would be loaded",
         Met::Refused,
         "directory",
         {replaced(options, "directory \"/var/cache/bind\";", "directory \".\";")}},
        {"include-before-options",
         "a relative include before \"directory\": read from the tree of before",
         Met::Refused,
         "",
         {file(QStringLiteral("early.conf"), "acl early { 192.0.2.0/24; };\n"),
          {etc + QStringLiteral("named.conf"), [](const QByteArray &conf) { return QByteArray("include \"early.conf\";\n" + conf); }}}},
        {.id = "listen-absent",
         .fault = "an address to listen on that the host does not have: named does not listen there, without a word; all others are asked",
         .met = Met::Served,
         .edits = {option("listen-on { 192.0.2.77; };"), pointer("unheard")},
         .see = pointsTo("unheard")},
        {.id = "statistics-busy",
         .fault = "the port of the statistics channel is taken: the channel is lost without a word",
         .met = Met::Served,
         .edits = {pointer("uncounted")},
         .before =
             [](LiveGroup &group) {
                 return ran(group,
                            QStringLiteral("setsid python3 -c 'import socket, time; s = socket.socket(); s.bind((\"127.0.0.1\", 8054)); "
                                           "s.listen(); time.sleep(120)' >/dev/null 2>&1 & echo $! >/run/taken.pid; sleep 0.3; "
                                           "cp -a /etc/lockstep/local.d /run/local.d; sed -i 's/port 8053/port 8054/' /etc/lockstep/local.d/*; "
                                           "grep -q 8054 /etc/lockstep/local.d/*; rndc reconfig"));
             },
         .after =
             [](LiveGroup &group) {
                 const QString fault = ran(group, QStringLiteral("kill $(cat /run/taken.pid); cp -a /run/local.d/. /etc/lockstep/local.d/"));
                 return fault.isEmpty() && group.lockstep(QStringLiteral("member|sync|ns2")).exit != 0 ? QStringLiteral("it is not put back") : fault;
             },
         .see = pointsTo("uncounted")},
        {"control-key",
         "the control key becomes another one: nobody can say a word to named then",
         Met::TakenBack,
         "control key",
         {appended("controls { inet 127.0.0.1 port 953 allow { 127.0.0.1; } keys { \"transfer.example.net\"; }; };"), pointer("unkeyed")}},
    };
}

QList<FaultRow> zoneRows()
{
    return {
        {"zone-broken",
         "a zone file that does not load: named goes on with the old zone",
         Met::Refused,
         "zones/53.10.db:5",
         {replaced(reverse, "1.0 IN PTR host1.example.net.", "1.0 IN A 10.53.0")}},
        {"new-zone-broken",
         "the file of a new zone does not load: SERVFAIL",
         Met::Refused,
         "zones/n.db:",
         {file(QStringLiteral("zones/n.db"), QByteArray(smallZone).replace("192.0.2.53", "192.0.2")),
          statement("zone \"n.example\" { type primary; file \"/etc/bind/zones/n.db\"; };")}},
        {"zone-missing",
         "a zone file is missing",
         Met::Refused,
         "gone.db",
         {statement("zone \"m.example\" { type primary; file \"/etc/bind/zones/gone.db\"; };")}},
        {.id = "zone-removed",
         .fault = "a zone is removed",
         .met = Met::Served,
         .edits = {{local,
                    [](QByteArray text) {
                        const qsizetype at = text.indexOf("\tzone \"" + six.toUtf8() + '"');
                        return at < 0 ? text : text.remove(at, text.indexOf('\n', at) + 1 - at);
                    }}},
         .see =
             [](LiveGroup &group) {
                 for (int i = 0; i < 3; ++i) {
                     const QString answer = group.host(0).dig({QStringLiteral("+norec"), u'@' + group.host(i).address(), six, QStringLiteral("SOA")});
                     if (!answer.contains(QLatin1String("status: REFUSED")))
                         return answer;
                 }
                 return QString();
             }},
        {.id = "serial-lower",
         .fault = "a lower serial: secondaries stop following",
         .met = Met::Served,
         .edits = {pointer("lower", "7")},
         .see = risen("lower")},
        {.id = "serial-same",
         .fault = "other content under the same serial: secondaries never see it",
         .met = Met::Served,
         .edits = {pointer("same")},
         .see = risen("same")},
        {.id = "older-file",
         .fault = "going back to a file that is older than what is served: named does not read it",
         .met = Met::Served,
         .edits = {pointer("newest")},
         .see = risen("newest")},
        {.id = "future-file",
         .fault = "a file dated tomorrow: what named says of its date is of no use then",
         .met = Met::Served,
         .edits = {pointer("tomorrow")},
         .before =
             [](LiveGroup &group) {
                 return ran(group, QStringLiteral("touch -d '+1 day' %1/etc-bind/zones/53.10.db; rndc reload; sleep 0.3").arg(group.tree(handHost)));
             },
         .see = pointsTo("tomorrow")},
        {.id = "failed-flag",
         .fault = "the last reload failed by hand: a single zone would be read under the old configuration",
         .met = Met::Served,
         .edits = {pointer("flagged")},
         .before = script(QStringLiteral("cd /etc/lockstep/local.d; cp -p options.conf /run/keep.conf; echo 'broken' >> options.conf; "
                                         "rndc reload || true; cp -p /run/keep.conf options.conf")),
         .see = pointsTo("flagged")},
        {"dynamic-replaced",
         "the file of a zone that takes updates is replaced: named ignores it, and fails at its next start",
         Met::Refused,
         "named writes to",
         {replaced(local, "zones/53.10.db\";", "zones/53.10.db\"; allow-update { 127.0.0.1; };"), pointer("updated")}},
        {"dynamic-journal",
         "the same with a copied journal, with the serial raised or not",
         Met::Refused,
         "named writes to",
         {replaced(local, "zones/53.10.db\";", "zones/53.10.db\"; allow-update { 127.0.0.1; };"),
          file(QStringLiteral("zones/53.10.db.jnl"), "; no journal\n")}},
        {.id = "dynamic-kept",
         .fault = "a zone that takes updates, in named's own folder: what its clients wrote stays",
         .met = Met::Served,
         .edits = {pointer("kept"), statement("include \"/etc/lockstep/local.d/dyn.conf\";")},
         .before =
             [](LiveGroup &group) { // one signer, one that takes updates: each server has its own statement
                 for (int i = 0; i < 3; ++i)
                     group.host(i).write(
                         QStringLiteral("/etc/lockstep/local.d/dyn.conf"),
                         i == 0 ? "zone \"dyn.example\" { type primary; file \"/var/lib/bind/dyn.db\"; allow-update { 10.53.0.0/24; }; };\n"
                                : "zone \"dyn.example\" { type secondary; file \"/var/cache/bind/dyn.db\"; primaries { 10.53.0.1 key "
                                  "\"transfer.example.net\"; }; };\n");
                 return QString();
             },
         .see =
             [](LiveGroup &group) {
                 const auto written = [&] {
                     const QString answer = ask(group, 0, QStringLiteral("client.dyn.example"), QStringLiteral("A"));
                     return answer == QLatin1String("192.0.2.8") ? QString() : QStringLiteral("ns1 answers with \"%1\"").arg(answer);
                 };
                 if (written().isEmpty()) // after named was started again
                     return pointsTo("kept")(group);
                 const QString fault = ran(group,
                                           QStringLiteral("printf 'server 10.53.0.1\\nzone dyn.example\\nupdate add client.dyn.example 60 A "
                                                          "192.0.2.8\\nsend\\n' | nsupdate"),
                                           1);
                 return fault.isEmpty() ? written() : fault;
             }},
        {"signed-inside",
         "a zone that named signs, its file in the switched tree, its keys missing or its serial not above: old data, exit 0",
         Met::Refused,
         "named writes to",
         {file(QStringLiteral("zones/s.db"), smallZone),
          statement("zone \"s.example\" { type primary; file \"/etc/bind/zones/s.db\"; dnssec-policy default; inline-signing yes; key-directory "
                    "\"/etc/bind/gone\"; };")}},
        {"secondary-inside",
         "the file of a secondary zone lies in the switched tree",
         Met::Refused,
         "named writes to",
         {statement("zone \"t.example\" { type secondary; primaries { 192.0.2.9; }; file \"/etc/bind/zones/t.db\"; };")}},
        {"tsig-unknown",
         "a secondary zone names a key that is not defined",
         Met::Refused,
         "none such",
         {statement("zone \"u.example\" { type secondary; primaries { 192.0.2.9 key \"none such\"; }; file \"/var/cache/bind/u.db\"; };")}},
        {"one-view-broken",
         "one view's copy of a zone does not load",
         Met::Refused,
         "internal/example.net.db:",
         {replaced(etc + QStringLiteral("zones/internal/example.net.db"), "www\tIN\tA\t10.0.0.80", "www\tIN\tA\t10.0.0")}},
    };
}

// Into the served tree of one member. `touch`: words of touch(1) for its date, "" for now.
std::function<QString(LiveGroup &)> editedTree(const QString &name, const QByteArray &before, const QByteArray &after, const QString &touch,
                                               bool reload)
{
    return [=](LiveGroup &group) {
        const QString path = group.tree(handHost) + QStringLiteral("/etc-bind/") + name;
        const QByteArray text = group.host(handHost).read(path);
        if (!text.contains(before))
            return path + QStringLiteral(" holds something else");
        QString fault = ran(group, QStringLiteral("cp -p %1 /run/before").arg(path));
        group.host(handHost).write(path, QByteArray(text).replace(before, after));
        if (fault.isEmpty() && !touch.isEmpty())
            fault = ran(group, QStringLiteral("touch %1 %2").arg(touch, path));
        if (fault.isEmpty() && reload)
            fault = ran(group, QStringLiteral("rndc reload; sleep 0.3"));
        return fault;
    };
}
std::function<QString(LiveGroup &)> inTree(const QString &words)
{
    return [=](LiveGroup &group) { return ran(group, QStringLiteral("cd %1/etc-bind; ").arg(group.tree(handHost)) + words); };
}

QList<FaultRow> handRows()
{
    const QString zone = QStringLiteral("zones/example.net.db");
    const QByteArray mail = "mx1\tIN\tA\t192.0.2.25";
    const QByteArray other = "mx1\tIN\tA\t192.0.2.66";
    const auto shown = [](const char *id, const char *fault, const QByteArray &told, const std::function<QString(LiveGroup &)> &before) {
        return FaultRow{.id = id, .fault = fault, .met = Met::Shown, .told = told, .before = before};
    };
    QList<FaultRow> rows{
        shown("hand-edit", "by hand: a zone file edited and loaded, under the same serial", "zones/example.net.db",
              editedTree(zone, mail, other, {}, true)),
        shown("hand-unloaded", "by hand: a zone file edited and not loaded", "zones/example.net.db", editedTree(zone, mail, other, {}, false)),
        shown("hand-older", "by hand: other content under a date of long ago, which named never reads", "zones/example.net.db",
              editedTree(zone, mail, other, QStringLiteral("-d 2001-01-01"), true)),
        shown("hand-same-date", "by hand: other content of the same size, in the same file, under the same date", "zones/example.net.db",
              editedTree(zone, mail, other, QStringLiteral("-r /run/before"), false)),
        shown("hand-broken", "by hand: a zone file that does not load, with a reload that says it was successful", "zones/example.net.db",
              editedTree(zone, mail, "mx1\tIN\tA\t192.0.2", {}, true)),
        shown("hand-deleted", "by hand: a zone file deleted", "zones/example.net.db", inTree(QStringLiteral("rm zones/example.net.db"))),
        shown("hand-added", "by hand: a file more", "stranger.conf", inTree(QStringLiteral("echo '# who' >stranger.conf"))),
        shown("hand-configured", "by hand: a zone taken out of the configuration", "named.conf.local",
              inTree(QStringLiteral("grep -v ip6.arpa named.conf.local >/run/x; cat /run/x >named.conf.local; rndc reconfig"))),
        {.id = "hand-local",
         .fault = "by hand: a file of one server alone edited, and not read by named",
         .met = Met::Shown,
         .told = "/etc/lockstep/local.d/options.conf",
         .before = script(
             QStringLiteral("cd /etc/lockstep/local.d; cp -p options.conf /run/options.before; echo 'hostname \"by hand\";' >>options.conf")),
         .after =
             [](LiveGroup &group) {
                 // Brought to what is live, it is read as well; and what it was before comes the same way.
                 QString fault = group.lockstep(QStringLiteral("member|sync|ns2")).exit == 0 ? QString() : QStringLiteral("it is not synchronised");
                 const QString here = group.host((handHost + 1) % 3)
                                          .dig({QStringLiteral("+short"), u'@' + group.host(handHost).address(), QStringLiteral("CH"),
                                                QStringLiteral("TXT"), QStringLiteral("hostname.bind")});
                 if (fault.isEmpty() && here != QLatin1String("\"by hand\""))
                     fault = QStringLiteral("named has not read its local file: \"%1\"").arg(here);
                 if (fault.isEmpty())
                     fault = ran(group, QStringLiteral("cp -p /run/options.before /etc/lockstep/local.d/options.conf"));
                 return fault.isEmpty() && group.lockstep(QStringLiteral("member|sync|ns2")).exit != 0 ? QStringLiteral("it is not put back") : fault;
             }},
        {.id = "hand-unreadable",
         .fault = "by hand: a zone file that named may not read; it is gone at the next start",
         .met = Met::Shown,
         .before =
             [](LiveGroup &group) {
                 const QString fault = ran(group, QStringLiteral("chmod 600 %1/etc-bind/zones/53.10.db").arg(group.tree(handHost)));
                 return fault.isEmpty() ? restarted(group) : fault;
             },
         .wantsUsers = true},
        {.id = "hand-put-back",
         .fault = "by hand: a zone file edited, loaded and put back under its old date: the files are right, and something else is served",
         .met = Met::Shown,
         .before =
             [=](LiveGroup &group) {
                 const QString fault = editedTree(zone, mail, other, {}, true)(group);
                 return fault.isEmpty() ? ran(group, QStringLiteral("cp -p /run/before %1/etc-bind/%2").arg(group.tree(handHost), zone)) : fault;
             }},
        shown("hand-generation", "by hand: the link to what is served leads to an older generation", "",
              [](LiveGroup &group) {
                  return ran(group,
                             QStringLiteral("cd /var/lib/lockstep; cp -a %1 gen/900; cp %1.manifest gen/900.manifest; "
                                            "sed -i 's/192.0.2.25/192.0.2.66/' gen/900/etc-bind/zones/example.net.db; ln -sfn gen/900 current; "
                                            "rndc reload; sleep 0.3")
                                 .arg(group.tree(handHost)));
              }),
        {.id = "hand-other-configuration",
         .fault = "by hand: named is started on another configuration, while the files are right",
         .met = Met::Shown,
         .before =
             [](LiveGroup &group) {
                 const QString fault = ran(group,
                                           QStringLiteral("cp -aL /etc/bind /run/bind.other; cd /run/bind.other; sed -i 's/192.0.2.25/192.0.2.66/' "
                                                          "zones/example.net.db; sed -i 's#/etc/bind/#/run/bind.other/#' named.conf "
                                                          "named.conf.local; chmod -R a+rX /run/bind.other"));
                 return fault.isEmpty() ? restarted(group, {QStringLiteral("-c"), QStringLiteral("/run/bind.other/named.conf")}) : fault;
             },
         .after = [](LiveGroup &group) { return restarted(group); }},
        {.id = "named-gone",
         .fault = "named is not there any more",
         .met = Met::Shown,
         .told = "named does not answer",
         .before =
             [](LiveGroup &group) {
                 group.host(handHost).stopNamed(SIGKILL);
                 return QString();
             },
         .after = [](LiveGroup &group) { return restarted(group); }},
        {.id = "named-stuck",
         .fault = "named hangs",
         .met = Met::Shown,
         .before =
             [](LiveGroup &group) {
                 group.host(handHost).signal(group.host(handHost).namedPid(), SIGSTOP);
                 return QString();
             },
         .after =
             [](LiveGroup &group) {
                 group.host(handHost).signal(group.host(handHost).namedPid(), SIGCONT);
                 return QString();
             }},
        {.id = "prepared-damaged",
         .fault = "by hand: what was prepared is cut short before the deploy",
         .met = Met::TakenBack,
         .edits = {pointer("cut")},
         .between =
             [](LiveGroup &group) {
                 return ran(group, QStringLiteral("cd /var/lib/lockstep/gen; for d in [0-9]*; do case $d in *.manifest) continue;; esac; "
                                                  "[ $d = $(basename $(readlink ../current)) ] || truncate -s 120 $d/etc-bind/zones/53.10.db; done"));
             }},
        {.id = "edited-since-prepare",
         .fault = "by hand: the served tree is edited between prepare and deploy",
         .met = Met::Served,
         .edits = {pointer("since")},
         .between = editedTree(QStringLiteral("zones/2001-db8.db"), "host3.example.net.", "host99.example.net.", {}, true),
         .see = pointsTo("since")},
    };
    return rows;
}

} // namespace

QList<FaultRow> faultRows() { return configurationRows() + zoneRows() + handRows(); }

} // namespace lockstep
