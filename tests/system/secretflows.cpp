// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/secretflows.h"

#include "core/identity/identity.h"
#include "core/identity/joincode.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <signal.h>

namespace lockstep {

namespace {

HostContent content()
{
    HostContent content;
    content.records = 0;
    return content;
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

SecretFlows::SecretFlows(SecretHunt &hunt, PlantedSecrets &planted)
    : m_hunt(hunt), m_planted(planted), m_servers(3, content(), qEnvironmentVariable("LOCKSTEP_BIN"))
{
    const QByteArray pem = Identity::create(QStringLiteral("ns.example.net")).pem().reveal().toByteArray();
    for (int i = 0; i < 3; ++i) {
        Host &host = m_servers.host(i);
        host.stopNamed(SIGKILL);
        m_planted.plant(host, pem);
        host.startNamed({QStringLiteral("-g"), QStringLiteral("-d"), QStringLiteral("99")});
    }
}

QByteArray SecretFlows::allOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::unique_ptr<QProcess> SecretFlows::program(const QString &name, const QStringList &words) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LOCKSTEP_HOME"), m_servers.home());
    process->setProcessEnvironment(environment);
    process->setProgram(qEnvironmentVariable("LOCKSTEP_BIN") + u'/' + name);
    process->setArguments(words);
    return process;
}

bool SecretFlows::fail(const QString &what)
{
    if (m_fault.isEmpty())
        m_fault = what;
    return false;
}

void SecretFlows::heard(const QString &what, const Host::Output &output)
{
    ++m_outputs;
    for (const QByteArray &text : {output.out, output.err}) {
        m_outputBytes += text.size();
        const QList<SecretHunt::Sighting> found = m_hunt.in(text);
        for (const SecretHunt::Sighting &one : found)
            m_seen.append({QStringLiteral("output: ") + what, one.secret, one.form, one.around});
    }
}

Host::Output SecretFlows::said(const QString &words, const QByteArray &input, const QString &home)
{
    const Host::Output output = m_servers.lockstep(words.split(u'|'), input, 120000, home);
    heard(QStringLiteral("lockstep ") + QString(words).replace(u'|', u' '), output);
    return output;
}

bool SecretFlows::well(const QString &words, const QByteArray &input, const QString &home)
{
    const Host::Output done = said(words, input, home);
    return done.exit == 0 ||
           fail(QStringLiteral("\"%1\" ended with %2: %3").arg(words).arg(done.exit).arg(QString::fromUtf8(done.out + done.err).right(800)));
}

bool SecretFlows::refused(const QString &words, const QByteArray &input, const QString &home)
{
    return said(words, input, home).exit != 0 || fail(QStringLiteral("\"%1\" was not refused").arg(words));
}

QByteArray SecretFlows::staged(const QString &file) { return said(QStringLiteral("stage|show|") + file).out; }
bool SecretFlows::stage(const QString &file, const QByteArray &text) { return well(QStringLiteral("stage|set|%1|--from|-").arg(file), text); }
bool SecretFlows::prepareAndDeploy() { return well(QStringLiteral("prepare")) && well(QStringLiteral("--json|deploy")); }

bool SecretFlows::atRest()
{
    said(QStringLiteral("stage|discard|--all"));
    QElapsedTimer timer;
    timer.start();
    Host::Output status;
    while (timer.elapsed() < 60000) {
        status = said(QStringLiteral("status"));
        if (status.out.startsWith("Edge: in-sync\n") && !status.out.contains("\n  running "))
            return true;
        QThread::msleep(200);
    }
    return fail(QStringLiteral("the group does not come to rest: ") + QString::fromUtf8(status.out));
}

void SecretFlows::compare(const QString &before, const QString &after, bool everyWay)
{
    const QString words = QStringLiteral("diff|%1|%2").arg(before, after);
    const QStringList more = everyWay ? QStringList{QString(),
                                                    QStringLiteral("|--json"),
                                                    QStringLiteral("|--text"),
                                                    QStringLiteral("|--text|--json"),
                                                    QStringLiteral("|--text|--color|always"),
                                                    QStringLiteral("|--patch")}
                                      : QStringList{QString(), QStringLiteral("|--text|--json")};
    for (const QString &one : more)
        said(words + one);
}

// Everything that only tells.
void SecretFlows::look()
{
    for (const char *words : {"status", "group|show", "group|set", "member|list", "history", "stage|list"}) {
        said(QLatin1String(words));
        said(QLatin1String("--json|") + QLatin1String(words));
    }
    compare(QStringLiteral("live"), QStringLiteral("staged"));
}

QString SecretFlows::hunted(const Host::Output &printed)
{
    const QString text = QString::fromUtf8(printed.out).trimmed();
    if (const Result<JoinCode> code = JoinCode::parse(text)) // the pin in it is no secret
        m_hunt.add(QStringLiteral("own: join code %1").arg(++m_codes), text.split(u'-').mid(11, 4).join(u'-').toUtf8(),
                   code->secret.reveal().toByteArray());
    return text;
}

// Until it can be reached.
void SecretFlows::startAgent(int host)
{
    m_servers.startAgent(host);
    if (!m_servers.awaitAgent(host))
        fail(QStringLiteral("an agent does not start"));
}

QString SecretFlows::code(int host)
{
    const Host::Output printed = m_servers.enrol(host);
    const QString text = hunted(printed);
    heard(QStringLiteral("lockstep-agent enrol"), printed);
    return text;
}

void SecretFlows::huntIdentities()
{
    for (int i = 0; i < 3; ++i) {
        const Host &host = m_servers.host(i);
        for (const char *file : {"/identity.pem", "/identity.pem.next"})
            m_planted.privateKey(QStringLiteral("own: agent's key of ") + host.name(), host.read(stateFolder + QLatin1String(file)));
    }
    for (const QString &home : {m_servers.home(), restoredHome()}) {
        const QStringList files = QDir(home + QStringLiteral("/data")).entryList({QStringLiteral("*.pem*")}, QDir::Files);
        for (const QString &file : files)
            m_planted.privateKey(QStringLiteral("own: master's key"), allOf(home + QStringLiteral("/data/") + file));
        m_planted.bytes(QStringLiteral("own: what seals the objects"), allOf(home + QStringLiteral("/data/objects.key")));
    }
    m_planted.privateKey(QStringLiteral("own: master's key"), allOf(sharedData() + QStringLiteral("/identity.pem")));
    m_planted.bytes(QStringLiteral("own: what seals the objects"), allOf(sharedData() + QStringLiteral("/objects.key")));
}

QString SecretFlows::copyOfTree(int host, const QString &name)
{
    const QString to = m_admin.filePath(name);
    const QString from = m_servers.host(host).outside(stateFolder + QStringLiteral("/current/etc-bind"));
    return QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), from, to}) == 0 ? to : QString();
}

QString SecretFlows::adopt()
{
    well(QStringLiteral("group|create|Edge"));
    refused(QStringLiteral("group|create|Edge"));
    well(QStringLiteral("member|preflight|10.53.0.1|--code|") + code(0));
    said(QStringLiteral("--json|member|preflight|10.53.0.1"));
    refused(QStringLiteral("member|add|ns1|10.53.0.1|--code|") + code(0)); // nobody accepted the split
    well(QStringLiteral("member|add|ns1|10.53.0.1|--accept-split|--code|") + code(0));
    well(QStringLiteral("--json|member|add|ns2|10.53.0.2|--accept-split|--overwrite|--code|") + code(1));
    well(QStringLiteral("member|add|ns3|10.53.0.3|--accept-split|--overwrite|--code|") + code(2));
    atRest();
    huntIdentities();
    look();
    return takeFault();
}

QString SecretFlows::rotateAKey()
{
    const QByteArray old = m_planted.key(QStringLiteral("conf: an included key"));
    const QByteArray other = m_planted.key(QStringLiteral("conf: a key that replaces one"));
    stage(keyFile, staged(keyFile).replace(old, other));
    const QByteArray comment = m_planted.key(QStringLiteral("conf: an old key in a comment"));
    stage(mainFile, staged(mainFile).replace(comment, m_planted.key(QStringLiteral("conf: another key in a comment"))));
    QByteArray notes = staged(QStringLiteral("/etc/bind/notes.ini"));
    notes.replace(m_planted.word(QStringLiteral("conf: a password in a file of notes")), m_planted.word(QStringLiteral("conf: another password")));
    stage(QStringLiteral("/etc/bind/notes.ini"), notes);
    look();
    said(QStringLiteral("diff|live|staged|--patch|--with-secrets"));
    well(QStringLiteral("--json|prepare"));
    compare(QStringLiteral("live"), QStringLiteral("prepared"));
    well(QStringLiteral("deploy|-m|another key"));
    compare(QStringLiteral("base:last"), QStringLiteral("deployment:last"));
    compare(QStringLiteral("rollback:1"), QStringLiteral("live"), false);
    atRest();
    look();
    return takeFault();
}

QString SecretFlows::addAKeyFile()
{
    const QString added = QStringLiteral("/etc/bind/keys/added.key");
    const QByteArray statement = "key \"added\" {\n\talgorithm hmac-sha256;\n\tsecret \"" +
                                 m_planted.key(QStringLiteral("conf: a key in a new file")) + "\";\n};\n";
    stage(added, statement);
    stage(mainFile, staged(mainFile) + "include \"" + added.toUtf8() + "\";\n");
    look();
    prepareAndDeploy();
    atRest();
    return takeFault();
}

QString SecretFlows::editByHand()
{
    const Host &host = m_servers.host(1);
    const QString tree = stateFolder + QStringLiteral("/gen/") +
                         QFile::symLinkTarget(host.outside(stateFolder + QStringLiteral("/current"))).section(u'/', -1) +
                         QStringLiteral("/etc-bind/");
    const QByteArray old = m_planted.key(QStringLiteral("conf: a key that replaces one"));
    const QByteArray text = host.read(tree + QStringLiteral("keys/transfer.key"));
    const QByteArray edited = QByteArray(text).replace(old, m_planted.key(QStringLiteral("conf: a key that somebody typed")));
    if (edited == text)
        fail(QStringLiteral("the key on ns2 is not what it should be"));
    host.write(tree + QStringLiteral("keys/transfer.key"), edited, 0640);
    host.run({QStringLiteral("chown"), QStringLiteral("root:bind"), tree + QStringLiteral("keys/transfer.key")});
    said(QStringLiteral("status"));
    said(QStringLiteral("--json|status"));
    said(QStringLiteral("member|drift|ns2"));
    said(QStringLiteral("--json|member|drift|ns2"));
    compare(QStringLiteral("live"), QStringLiteral("member:ns2"));
    well(QStringLiteral("member|adopt|ns2"));
    look();
    well(QStringLiteral("stage|discard|--all"));
    well(QStringLiteral("member|sync|ns2"));
    atRest();
    return takeFault();
}

QString SecretFlows::rollBack()
{
    well(QStringLiteral("rollback|--to|1"));
    compare(QStringLiteral("base:last"), QStringLiteral("deployment:last"), false);
    well(QStringLiteral("--json|rollback|--reset-staging"));
    refused(QStringLiteral("rollback|--to|77"));
    atRest();
    look();
    return takeFault();
}

QString SecretFlows::workOffline()
{
    const QString tree = copyOfTree(0, QStringLiteral("tree"));
    const QString other = copyOfTree(1, QStringLiteral("other"));
    const QString key = QStringLiteral("/keys/transfer.key");
    QByteArray text = allOf(other + key);
    text.replace(m_planted.key(QStringLiteral("conf: a key that replaces one")), m_planted.key(QStringLiteral("conf: a key in broken text, 1")));
    put(other + key, text.replace(";", ""));
    put(other + QStringLiteral("/named.conf"), allOf(other + QStringLiteral("/named.conf")).replace("}; */", "").replace("secret \"", "secret "));
    const QString archive = m_admin.filePath(QStringLiteral("tree.tar.gz"));
    QProcess::execute(QStringLiteral("tar"), {QStringLiteral("-czf"), archive, QStringLiteral("-C"), tree, QStringLiteral(".")});
    for (const QString &folder : {tree, other}) {
        for (const QString &words :
             {QStringLiteral("check|%1").arg(folder), QStringLiteral("explain|%1|example.net|allow-transfer").arg(folder),
              QStringLiteral("explain|%1|example.net|cookie-secret").arg(folder), QStringLiteral("zone|check|%1").arg(folder + key),
              QStringLiteral("zone|stat|%1/notes.ini").arg(folder), QStringLiteral("zone|check|%1/tls/server.key").arg(folder)}) {
            said(words);
            said(QStringLiteral("--json|") + words);
        }
        said(QStringLiteral("conf|print|%1/named.conf").arg(folder));
    }
    compare(tree, other);
    compare(other, tree);
    compare(archive, other);
    compare(QStringLiteral("live"), archive);
    compare(tree + key, other + key);
    said(QStringLiteral("diff|--records|%1|%2").arg(tree + key, other + key));
    said(QStringLiteral("--json|diff|--records|%1|%2").arg(tree + key, other + key));
    return takeFault();
}

QString SecretFlows::backUpAndRestore()
{
    const QString file = m_admin.filePath(QStringLiteral("backup"));
    const QString secret = m_admin.filePath(QStringLiteral("backup.key"));
    put(secret, m_planted.key(QStringLiteral("host: what seals the backup")) + '\n');
    put(m_admin.filePath(QStringLiteral("weak.key")), "short\n");
    refused(QStringLiteral("master|backup|%1|--key-file|%2").arg(file, m_admin.filePath(QStringLiteral("weak.key"))));
    well(QStringLiteral("master|backup|%1|--key-file|%2").arg(file, secret));
    refused(QStringLiteral("master|backup|%1|--key-file|%2").arg(file, secret));  // it is there
    refused(QStringLiteral("master|restore|%1|--key-file|%2").arg(file, secret)); // something is there
    QDir().mkpath(restoredHome());
    refused(QStringLiteral("master|restore|%1|--key-file|%2").arg(file, file), {}, restoredHome());
    well(QStringLiteral("master|restore|%1|--key-file|%2").arg(file, secret), {}, restoredHome());
    said(QStringLiteral("status"), {}, restoredHome());
    said(QStringLiteral("master|confirm-restore"), {}, restoredHome());
    said(QStringLiteral("--json|master|confirm-restore"), {}, restoredHome());
    compare(QStringLiteral("live"), QStringLiteral("staged"), false);
    huntIdentities();
    if (const qint64 pid = m_servers.masterPid(restoredHome()); pid > 1) {
        ::kill(pid_t(pid), SIGTERM);
        m_servers.host(0).ended(pid);
    }
    return takeFault();
}

// A master for several administrators.
QString SecretFlows::shareAMaster()
{
    const QStringList data{QStringLiteral("--data"), sharedData()};
    const std::unique_ptr<QProcess> serving = program(QStringLiteral("lockstep-master"),
                                                      data + QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:9539")});
    serving->start();
    for (int tries = 0; tries < 500 && !QFile::exists(sharedData() + QStringLiteral("/master.socket")); ++tries)
        QThread::msleep(20);
    huntIdentities();
    const QString secret = m_admin.filePath(QStringLiteral("backup.key"));
    const QString file = m_admin.filePath(QStringLiteral("shared backup"));
    for (const QStringList &words :
         {QStringList{QStringLiteral("enrol")}, QStringList{QStringLiteral("backup"), file, QStringLiteral("--key-file"), secret},
          QStringList{QStringLiteral("backup"), file}, QStringList{QStringLiteral("restore"), file, QStringLiteral("--key-file"), secret}}) {
        const std::unique_ptr<QProcess> command = program(QStringLiteral("lockstep-master"), data + words);
        command->start();
        if (!command->waitForFinished(20000))
            fail(QStringLiteral("lockstep-master does not end"));
        const Host::Output output{command->exitCode(), command->readAllStandardOutput(), command->readAllStandardError()};
        if (const int before = m_codes; words.size() == 1) {
            hunted(output);
            if (m_codes == before)
                fail(QStringLiteral("there is no join code: ") + QString::fromUtf8(output.out + output.err));
        }
        heard(QStringLiteral("lockstep-master ") + words.first(), output);
    }
    serving->terminate();
    serving->waitForFinished(10000);
    heard(QStringLiteral("lockstep-master"), {serving->exitCode(), serving->readAllStandardOutput(), serving->readAllStandardError()});
    return takeFault();
}

QString SecretFlows::rotateIdentities()
{
    well(QStringLiteral("member|rotate|ns1"));
    huntIdentities();
    well(QStringLiteral("master|rotate"));
    huntIdentities();
    well(QStringLiteral("--json|master|rotate"));
    huntIdentities();
    atRest();
    return takeFault();
}

QString SecretFlows::comeAndGo()
{
    const QString agent = qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-agent");
    well(QStringLiteral("member|detach|ns3"));
    said(QStringLiteral("status"));
    well(QStringLiteral("member|attach|ns3"));
    well(QStringLiteral("member|edit|ns3|--name|third"));
    well(QStringLiteral("member|release|third"));
    refused(QStringLiteral("member|add|ns3|10.53.0.3|--accept-split|--overwrite|--code|") + code(0)); // of another server
    well(QStringLiteral("member|add|ns3|10.53.0.3|--accept-split|--overwrite|--code|") + code(2));
    well(QStringLiteral("member|remove|ns3"));
    m_servers.stopAgent(2);
    const Host::Output freed = m_servers.host(2).run({agent, QStringLiteral("rebind")});
    const QString again = hunted(freed);
    heard(QStringLiteral("lockstep-agent rebind"), freed);
    startAgent(2);
    well(QStringLiteral("member|add|ns3|10.53.0.3|--accept-split|--overwrite|--code|") + again);
    atRest();
    for (const char *verb : {"recover", "release"}) { // it runs already
        heard(QStringLiteral("lockstep-agent ") + QLatin1String(verb), m_servers.host(1).run({agent, QLatin1String(verb)}));
    }
    return takeFault();
}

} // namespace lockstep
