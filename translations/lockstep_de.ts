<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Ask</name>
    <message>
        <source>Type %1 to go on:</source>
        <translation>Zum Fortfahren %1 eingeben:</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>no line end</source>
        <translation>kein Zeilenende</translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged lines</source>
        <translation>
            <numerusform>%n unveränderte Zeile</numerusform>
            <numerusform>%n unveränderte Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>moved from line %1</source>
        <translation>von Zeile %1 verschoben</translation>
    </message>
    <message>
        <source>moved to line %1</source>
        <translation>nach Zeile %1 verschoben</translation>
    </message>
    <message>
        <source>… the first %1 of %2 characters</source>
        <translation>… die ersten %1 von %2 Zeichen</translation>
    </message>
    <message>
        <source>Not all that stands in these lines is shown: this cannot be applied.</source>
        <translation>Nicht alles, was in diesen Zeilen steht, wird gezeigt: Dies kann nicht angewendet werden.</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>The agent&apos;s own record %1 is damaged. Nothing is changed until it is restored or the server is released by hand.</source>
        <translation>Die eigene Aufzeichnung %1 des Agenten ist beschädigt. Es wird nichts geändert, bis sie wiederhergestellt oder der Server von Hand freigegeben ist.</translation>
    </message>
    <message>
        <source>This server belongs to another master. Release it there, or rebind it on the server itself.</source>
        <translation>Dieser Server gehört zu einem anderen Master. Geben Sie ihn dort frei, oder binden Sie ihn auf dem Server selbst neu.</translation>
    </message>
    <message>
        <source>A master with epoch %1 was refused: epoch %2 has taken over since.</source>
        <translation>Ein Master mit der Epoche %1 wurde abgewiesen: Inzwischen hat die Epoche %2 übernommen.</translation>
    </message>
    <message>
        <source>The object %1 is not here, or its bytes do not have that digest.</source>
        <translation>Das Objekt %1 ist hier nicht vorhanden, oder sein Inhalt hat nicht diese Prüfsumme.</translation>
    </message>
    <message>
        <source>The prepared copy of %1 is no longer what was written. Prepare again.</source>
        <translation>Die vorbereitete Kopie von %1 ist nicht mehr die, die geschrieben wurde. Bereiten Sie erneut vor.</translation>
    </message>
    <message>
        <source>This server has an undecided deployment (%1). Wait until it is confirmed or has returned.</source>
        <translation>Auf diesem Server ist eine Ausrollung (%1) noch nicht entschieden. Warten Sie, bis sie bestätigt oder zurückgesetzt ist.</translation>
    </message>
    <message>
        <source>The folders of the group are not those that this server manages; its configuration begins at %1.</source>
        <translation>Die Ordner der Gruppe sind nicht die, die auf diesem Server verwaltet werden; seine Konfiguration beginnt bei %1.</translation>
    </message>
    <message>
        <source>This server has %1 active, not %2 as the master believes. Synchronise the member, then try again.</source>
        <translation>Auf diesem Server ist %1 aktiv und nicht %2, wie der Master annimmt. Synchronisieren Sie das Mitglied und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>This server is not adopted: its folders are its own.</source>
        <translation>Dieser Server ist nicht übernommen: Seine Ordner gehören ihm allein.</translation>
    </message>
    <message>
        <source>This server is adopted already.</source>
        <translation>Dieser Server ist bereits übernommen.</translation>
    </message>
    <message>
        <source>There is not enough space below %1: %2 MiB more are needed. Nothing was changed.</source>
        <translation>Unter %1 ist nicht genug Platz: Es fehlen %2 MiB. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>named-checkconf says: %1</source>
        <translation>named-checkconf meldet: %1</translation>
    </message>
    <message>
        <source>named-checkconf ended with code %1 and said nothing. Is bind9-utils installed on this server?</source>
        <translation>named-checkconf endete mit dem Code %1 und ohne Meldung. Ist bind9-utils auf diesem Server installiert?</translation>
    </message>
    <message>
        <source>The statement &quot;%2&quot; uses %1, which this server does not allow. If it is meant, add the line &quot;%2 %1&quot; to %3 on the server.</source>
        <translation>Die Anweisung „%2“ verwendet %1; das erlaubt dieser Server nicht. Wenn es so gewollt ist, fügen Sie auf dem Server die Zeile „%2 %1“ in %3 ein.</translation>
    </message>
    <message>
        <source>This server knows nothing of the deployment %1.</source>
        <translation>Dieser Server weiß nichts von der Ausrollung %1.</translation>
    </message>
    <message>
        <source>The deployment %1 cannot be confirmed: this server has returned to what it served before.</source>
        <translation>Die Ausrollung %1 kann nicht bestätigt werden: Dieser Server ist zu dem zurückgekehrt, was er zuvor ausgeliefert hat.</translation>
    </message>
    <message>
        <source>The helper has no command &quot;%1&quot;.</source>
        <translation>Das Hilfsprogramm kennt keinen Befehl „%1“.</translation>
    </message>
    <message>
        <source>The configuration has no absolute &quot;directory&quot; option. Add one: without it a switch can load half of the old tree.</source>
        <translation>Die Konfiguration hat keine Option „directory“ mit absolutem Pfad. Fügen Sie eine ein: Ohne sie kann beim Umschalten die Hälfte des alten Dateibaums geladen werden.</translation>
    </message>
    <message>
        <source>named writes to %1 (%2), which lies in a managed folder. Move it to a folder of named&apos;s own, such as /var/lib/bind.</source>
        <translation>named schreibt nach %1 (%2), und das liegt in einem verwalteten Ordner. Verlegen Sie es in einen eigenen Ordner von named, etwa /var/lib/bind.</translation>
    </message>
    <message>
        <source>%1 is not a plain folder.</source>
        <translation>%1 ist kein gewöhnlicher Ordner.</translation>
    </message>
    <message>
        <source>%1 stands in the way of the adoption and is not of Lockstep&apos;s making. Move it away, then try again.</source>
        <translation>%1 steht der Übernahme im Weg und stammt nicht von Lockstep. Verschieben Sie es und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 is neither a plain folder nor a link that leads to what is served. Nothing was switched; try again, and look at the disk if it stays so.</source>
        <translation>%1 ist weder ein gewöhnlicher Ordner noch ein Link auf das, was ausgeliefert wird. Es wurde nichts umgeschaltet; versuchen Sie es erneut, und prüfen Sie den Datenträger, wenn es so bleibt.</translation>
    </message>
    <message>
        <source>%1 is a mount point and cannot be switched. Mount its parent folder instead, or move the configuration.</source>
        <translation>%1 ist ein Einhängepunkt und lässt sich nicht umschalten. Hängen Sie stattdessen den übergeordneten Ordner ein, oder verlegen Sie die Konfiguration.</translation>
    </message>
    <message>
        <source>%1 holds statements of this server alone, but lies outside the managed folders. Move it below them, or move the statements by hand.</source>
        <translation>%1 enthält Anweisungen, die nur diesem Server gelten, liegt aber außerhalb der verwalteten Ordner. Verschieben Sie die Datei in einen davon, oder verlegen Sie die Anweisungen von Hand.</translation>
    </message>
    <message>
        <source>Another lockstep-agent works in %1. Stop it first (systemctl stop lockstep-agent), or release the server from its master.</source>
        <translation>In %1 arbeitet bereits ein anderer lockstep-agent. Halten Sie ihn zuerst an (systemctl stop lockstep-agent), oder lassen Sie den Server von seinem Master freigeben.</translation>
    </message>
    <message>
        <source>There is no user &quot;%1&quot; on this server. Say with --named-user as whom named runs.</source>
        <translation>Auf diesem Server gibt es keinen Benutzer „%1“. Geben Sie mit --named-user an, unter welchem Benutzer named läuft.</translation>
    </message>
    <message>
        <source>The privileged half of the agent does not answer.</source>
        <translation>Der privilegierte Teil des Agenten antwortet nicht.</translation>
    </message>
    <message>
        <source>named does not serve the new content of %1 (view &quot;%2&quot;): it has serial %3, expected %4.</source>
        <translation>named liefert den neuen Inhalt von %1 (View „%2“) nicht aus: Die Seriennummer ist %3, erwartet wurde %4.</translation>
    </message>
    <message>
        <source>named does not serve the zone %1 (view &quot;%2&quot;).</source>
        <translation>named liefert die Zone %1 (View „%2“) nicht aus.</translation>
    </message>
    <message>
        <source>Asked %1 %2 over %3, named answered %4; expected %5.</source>
        <translation>Auf die Anfrage %1 %2 über %3 antwortete named %4; erwartet wurde %5.</translation>
    </message>
    <message>
        <source>named says that its last reload failed; it serves the configuration from before.</source>
        <translation>named meldet, dass das letzte Neuladen fehlgeschlagen ist; es arbeitet weiter mit der vorherigen Konfiguration.</translation>
    </message>
    <message>
        <source>named does not answer the agent on this server. Start it, then try again.</source>
        <translation>named antwortet dem Agenten auf diesem Server nicht. Starten Sie named und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Files were changed by hand on this server, first %1.</source>
        <translation>Auf diesem Server wurden Dateien von Hand geändert, als erste %1.</translation>
    </message>
    <message>
        <source>The agent could not give up what it does not need (%1), so it does not serve. Run it as root, on a kernel with seccomp and namespaces.</source>
        <translation>Der Agent konnte nicht aufgeben, was er nicht braucht (%1), und arbeitet deshalb nicht. Starten Sie ihn als root, auf einem Kernel mit seccomp und Namensräumen.</translation>
    </message>
    <message>
        <source>The network half of the agent asked the kernel for &quot;%1&quot;, which it never needs; that was refused. If you see this again, report it: the agent may be under attack.</source>
        <translation>Der Netzwerkteil des Agenten hat vom Kernel „%1“ verlangt, was er nie braucht; das wurde abgelehnt. Wenn Sie dies wieder sehen, melden Sie es: Der Agent wird möglicherweise angegriffen.</translation>
    </message>
    <message>
        <source>The network half of the agent was ended by the signal %1 (%2) and is started again.</source>
        <translation>Der Netzwerkteil des Agenten wurde durch das Signal %1 (%2) beendet und wird neu gestartet.</translation>
    </message>
    <message>
        <source>The kernel ended the network half of the agent: it asked for a system call that only an intruder needs. It is started again. Look at the kernel&apos;s log, and at who reaches this server&apos;s port.</source>
        <translation>Der Kernel hat den Netzwerkteil des Agenten beendet: Er verlangte einen Systemaufruf, den nur ein Eindringling braucht. Er wird neu gestartet. Sehen Sie im Protokoll des Kernels nach, und prüfen Sie, wer den Port dieses Servers erreicht.</translation>
    </message>
    <message>
        <source>A deployment (%1) is undecided on this server. Wait until its master confirms it or the server returns by itself; &quot;rebind --force&quot; takes it back now.</source>
        <translation>Auf diesem Server ist über das Ausrollen von %1 noch nicht entschieden. Warten Sie, bis sein Master es bestätigt oder der Server von selbst zurückkehrt; „rebind --force“ nimmt es jetzt zurück.</translation>
    </message>
    <message>
        <source>The folders of this server are its own again, but named could not be told yet; the agent goes on trying.</source>
        <translation>Die Ordner dieses Servers gehören wieder ihm allein, aber named konnte das noch nicht mitgeteilt werden; der Agent versucht es weiter.</translation>
    </message>
    <message>
        <source>The undecided deployment was taken back, but named could not be told. If it runs, have it read its files again (rndc reload).</source>
        <translation>Das unentschiedene Ausrollen wurde zurückgenommen, aber named konnte das nicht mitgeteilt werden. Falls named läuft, lassen Sie es seine Dateien neu lesen (rndc reload).</translation>
    </message>
    <message>
        <source>The file %1 does not exist.</source>
        <translation>Die Datei %1 existiert nicht.</translation>
    </message>
    <message>
        <source>No permission to %2 %1. Check its owner and mode.</source>
        <translation>Keine Berechtigung für %1 (Vorgang: %2). Prüfen Sie Eigentümer und Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The disk that holds %1 is full. Free some space and try again.</source>
        <translation>Der Datenträger mit %1 ist voll. Schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 existiert bereits.</translation>
    </message>
    <message>
        <source>The system could not %2 %1.</source>
        <translation>Das System meldet einen Fehler bei %1 (Vorgang: %2).</translation>
    </message>
    <message>
        <source>The path %1 is refused: it leaves its folder or passes through a link.</source>
        <translation>Der Pfad %1 wird abgelehnt: Er verlässt seinen Ordner oder führt über einen Link.</translation>
    </message>
    <message>
        <source>This is not valid JSON.</source>
        <translation>Das ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is missing or is not %2.</source>
        <translation>Das Feld „%1“ fehlt oder ist nicht das Erwartete (%2).</translation>
    </message>
    <message>
        <source>The work was stopped before it was finished.</source>
        <translation>Der Vorgang wurde angehalten, bevor er fertig war.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Lockstep met a state that it does not expect: %1. Please report this.</source>
        <translation>Lockstep ist auf einen unerwarteten Zustand gestoßen: %1. Bitte melden Sie das.</translation>
    </message>
    <message>
        <source>named does not answer at %1. Check that it runs and listens there.</source>
        <translation>named antwortet nicht unter %1. Prüfen Sie, ob es läuft und dort lauscht.</translation>
    </message>
    <message>
        <source>named refuses the control key of this agent. The key file and named&apos;s &quot;controls&quot; statement no longer agree.</source>
        <translation>named lehnt den Steuerschlüssel dieses Agenten ab. Die Schlüsseldatei und die Anweisung „controls“ von named stimmen nicht mehr überein.</translation>
    </message>
    <message>
        <source>The control key file holds no usable key statement.</source>
        <translation>Die Datei mit dem Steuerschlüssel enthält keine brauchbare key-Anweisung.</translation>
    </message>
    <message>
        <source>named refused the command &quot;%1&quot;.</source>
        <translation>named hat den Befehl „%1“ abgelehnt.</translation>
    </message>
    <message>
        <source>named gave an answer that cannot be understood.</source>
        <translation>named gab eine Antwort, die nicht zu verstehen ist.</translation>
    </message>
    <message>
        <source>named offers no statistics channel to this agent.</source>
        <translation>named bietet diesem Agenten keinen Statistikkanal an.</translation>
    </message>
    <message>
        <source>named does not have the zone %1 (view &quot;%2&quot;).</source>
        <translation>named hat die Zone %1 (View „%2“) nicht.</translation>
    </message>
    <message>
        <source>There is no group yet. Create one with: lockstep group create NAME</source>
        <translation>Es gibt noch keine Gruppe. Legen Sie eine an mit: lockstep group create NAME</translation>
    </message>
    <message>
        <source>There are several groups (%1). Say which one with --group.</source>
        <translation>Es gibt mehrere Gruppen (%1). Geben Sie mit --group an, welche gemeint ist.</translation>
    </message>
    <message>
        <source>There is no group &quot;%1&quot;. The groups are: %2.</source>
        <translation>Es gibt keine Gruppe „%1“. Die Gruppen sind: %2.</translation>
    </message>
    <message>
        <source>There is no member &quot;%1&quot; in the group &quot;%2&quot;. Its members are: %3.</source>
        <translation>In der Gruppe „%2“ gibt es kein Mitglied „%1“. Ihre Mitglieder sind: %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not below a folder that this group manages (%2).</source>
        <translation>„%1“ liegt in keinem Ordner, den diese Gruppe verwaltet (%2).</translation>
    </message>
    <message>
        <source>This group manages several folders. Say with --root which of them the import stands for.</source>
        <translation>Diese Gruppe verwaltet mehrere Ordner. Geben Sie mit --root an, für welchen davon der Import steht.</translation>
    </message>
    <message>
        <source>No staged change has an id that begins with &quot;%1&quot;. See: lockstep stage list</source>
        <translation>Keine vorgemerkte Änderung hat eine Kennung, die mit „%1“ beginnt. Siehe: lockstep stage list</translation>
    </message>
    <message>
        <source>Several staged changes have ids that begin with &quot;%1&quot;. Give more letters of it.</source>
        <translation>Mehrere vorgemerkte Änderungen haben Kennungen, die mit „%1“ beginnen. Geben Sie mehr Zeichen davon an.</translation>
    </message>
    <message>
        <source>Say where the new text is with --from FILE, or --remove to stage the file&apos;s removal.</source>
        <translation>Geben Sie mit --from DATEI an, wo der neue Text steht, oder mit --remove, dass das Entfernen der Datei vorgemerkt werden soll.</translation>
    </message>
    <message>
        <source>Say which changes to discard by their ids, or --all for everything.</source>
        <translation>Geben Sie die Kennungen der Änderungen an, die verworfen werden sollen, oder --all für alle.</translation>
    </message>
    <message>
        <source>Nothing is prepared in the group &quot;%1&quot;. Prepare first: lockstep prepare</source>
        <translation>In der Gruppe „%1“ ist nichts vorbereitet. Bereiten Sie zuerst vor: lockstep prepare</translation>
    </message>
    <message>
        <source>The prepared set has the seal %1, not %2. Somebody prepared again: review it before you deploy.</source>
        <translation>Der vorbereitete Stand hat das Siegel %1 und nicht %2. Jemand hat erneut vorbereitet: Sehen Sie den Stand durch, bevor Sie ausrollen.</translation>
    </message>
    <message>
        <source>%1 and %2 are not of one kind: give two files or two folders.</source>
        <translation>%1 und %2 sind nicht von derselben Art: Geben Sie zwei Dateien oder zwei Ordner an.</translation>
    </message>
    <message>
        <source>Nothing has been deployed in the group &quot;%1&quot; yet.</source>
        <translation>In der Gruppe „%1“ wurde noch nichts ausgerollt.</translation>
    </message>
    <message>
        <source>Give the old and the new file or folder; without either, staged is compared with live.</source>
        <translation>Geben Sie die alte und die neue Datei oder den alten und den neuen Ordner an; ohne Angabe wird der vorgemerkte mit dem Live-Stand verglichen.</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation>%1 ist kein Ordner.</translation>
    </message>
    <message>
        <source>There is no option &quot;%1&quot; here. See: %2 --help</source>
        <translation>Die Option „%1“ gibt es hier nicht. Siehe: %2 --help</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot; here. See: %2 --help</source>
        <translation>Den Befehl „%1“ gibt es hier nicht. Siehe: %2 --help</translation>
    </message>
    <message>
        <source>Say what to do; the commands are listed by: %1 --help</source>
        <translation>Geben Sie an, was zu tun ist; die Befehle zeigt: %1 --help</translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; is one too many. See: %2 --help</source>
        <translation>Das Wort „%1“ ist zu viel. Siehe: %2 --help</translation>
    </message>
    <message>
        <source>The command cannot be understood: %1. See: %2 --help</source>
        <translation>Der Befehl ist nicht zu verstehen: %1. Siehe: %2 --help</translation>
    </message>
    <message>
        <source>The folder %1 can be read or written by others. Make it yours alone (mode 0700): keys lie in it.</source>
        <translation>Der Ordner %1 ist für andere lesbar oder schreibbar. Beschränken Sie ihn auf sich allein (Modus 0700): Darin liegen Schlüssel.</translation>
    </message>
    <message>
        <source>The local master did not start. Its own words are in %1.</source>
        <translation>Der lokale Master ist nicht gestartet. Seine Meldungen stehen in %1.</translation>
    </message>
    <message>
        <source>You may not write to the folder %1, where Lockstep keeps its data. Make it yours: its owner must be you, its mode 0700.</source>
        <translation>In den Ordner %1, in dem Lockstep seine Daten hält, darf nicht geschrieben werden. Machen Sie ihn zu Ihrem eigenen: Eigentümer müssen Sie sein, der Modus muss 0700 sein.</translation>
    </message>
    <message>
        <source>The program at %1 takes no join codes. Is it a master that several people share?</source>
        <translation>Das Programm unter %1 nimmt keine Beitrittscodes an. Ist es ein Master, den mehrere gemeinsam nutzen?</translation>
    </message>
    <message>
        <source>The key file is damaged. Restore it from a backup; a new key would have to be enrolled again everywhere.</source>
        <translation>Die Schlüsseldatei ist beschädigt. Stellen Sie sie aus einer Sicherung wieder her; ein neuer Schlüssel müsste überall neu angemeldet werden.</translation>
    </message>
    <message>
        <source>This is not a complete join code: a letter is wrong or missing. Copy it again as it was printed.</source>
        <translation>Das ist kein vollständiger Beitrittscode: Ein Zeichen ist falsch oder fehlt. Kopieren Sie ihn noch einmal so, wie er ausgegeben wurde.</translation>
    </message>
    <message>
        <source>The join code is not accepted: it was used already, is older than ten minutes, or is from another server. Print a new one there.</source>
        <translation>Der Beitrittscode wird nicht angenommen: Er wurde bereits benutzt, ist älter als zehn Minuten oder stammt von einem anderen Server. Lassen Sie dort einen neuen ausgeben.</translation>
    </message>
    <message>
        <source>%1 was changed by somebody else since you opened it. Look at the staged text again; your edit was not applied and is not lost here.</source>
        <translation>%1 wurde seit dem Öffnen von jemand anderem geändert. Sehen Sie sich den vorgemerkten Text noch einmal an; Ihre Änderung wurde nicht übernommen, ist hier aber nicht verloren.</translation>
    </message>
    <message>
        <source>A staged change no longer fits what is live. Discard it (it is marked in the list of changes) and make it again.</source>
        <translation>Eine vorgemerkte Änderung passt nicht mehr zum Live-Stand. Verwerfen Sie sie (sie ist in der Liste der Änderungen markiert) und nehmen Sie sie neu vor.</translation>
    </message>
    <message>
        <source>%1 already has exactly this text in staging.</source>
        <translation>%1 ist bereits mit genau diesem Text vorgemerkt.</translation>
    </message>
    <message>
        <source>The staged configuration has no zone %1 in view &quot;%2&quot; whose file is managed here.</source>
        <translation>Die vorgemerkte Konfiguration hat in der View „%2“ keine Zone %1, deren Datei hier verwaltet wird.</translation>
    </message>
    <message>
        <source>The zone %1 is in several views (%2). Say which one with --view.</source>
        <translation>Die Zone %1 ist in mehreren Views (%2). Geben Sie mit --view an, welche gemeint ist.</translation>
    </message>
    <message>
        <source>The group has no managed folder &quot;%1&quot;.</source>
        <translation>Die Gruppe hat keinen verwalteten Ordner „%1“.</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; has no data yet. Its first member brings them.</source>
        <translation>Die Gruppe „%1“ hat noch keine Daten. Ihr erstes Mitglied bringt sie mit.</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; has no attached member to prepare.</source>
        <translation>Die Gruppe „%1“ hat kein angekoppeltes Mitglied, auf dem vorbereitet werden kann.</translation>
    </message>
    <message>
        <source>There is no member %1 in this group.</source>
        <translation>In dieser Gruppe gibt es kein Mitglied %1.</translation>
    </message>
    <message>
        <source>There is no group %1.</source>
        <translation>Es gibt keine Gruppe %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a group&apos;s name: it is empty or too long.</source>
        <translation>„%1“ kann nicht der Name einer Gruppe sein: Er ist leer oder zu lang.</translation>
    </message>
    <message>
        <source>There is a group &quot;%1&quot; already. Choose another name.</source>
        <translation>Es gibt bereits eine Gruppe „%1“. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The group has a member &quot;%1&quot; already. Choose another name.</source>
        <translation>Die Gruppe hat bereits ein Mitglied „%1“. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The server at %1 is in the group already, as &quot;%2&quot;.</source>
        <translation>Der Server unter %1 ist bereits in der Gruppe, als „%2“.</translation>
    </message>
    <message>
        <source>The server at %1 is a member of the group &quot;%2&quot;. Remove it there first: a server belongs to one group.</source>
        <translation>Der Server unter %1 ist Mitglied der Gruppe „%2“. Entfernen Sie ihn zuerst dort: Ein Server gehört zu einer Gruppe.</translation>
    </message>
    <message>
        <source>Adding &quot;%1&quot; replaces the configuration and zones it has by the group&apos;s live data. Accept that with --overwrite.</source>
        <translation>Das Hinzufügen von „%1“ ersetzt dessen Konfiguration und Zonen durch die Live-Daten der Gruppe. Bestätigen Sie das mit --overwrite.</translation>
    </message>
    <message>
        <source>Statements that belong to &quot;%1&quot; alone would move to local files; member preflight shows which. Accept that with --accept-split.</source>
        <translation>Anweisungen, die nur zu „%1“ gehören, würden in lokale Dateien verschoben; „member preflight“ zeigt, welche. Bestätigen Sie das mit --accept-split.</translation>
    </message>
    <message>
        <source>The agent at %1 does not know this master yet. Print a join code there with &quot;lockstep-agent enrol&quot; and give it with --code.</source>
        <translation>Der Agent unter %1 kennt diesen Master noch nicht. Lassen Sie dort mit „lockstep-agent enrol“ einen Beitrittscode ausgeben und geben Sie ihn mit --code an.</translation>
    </message>
    <message>
        <source>A deployment on %1 is not decided yet: it is neither confirmed there nor taken back. Detach it when that is known.</source>
        <translation>Eine Ausrollung auf %1 ist noch nicht entschieden: Sie ist dort weder bestätigt noch zurückgenommen. Koppeln Sie das Mitglied ab, sobald das feststeht.</translation>
    </message>
    <message>
        <source>Nothing is prepared in the group &quot;%1&quot;. Prepare first.</source>
        <translation>In der Gruppe „%1“ ist nichts vorbereitet. Bereiten Sie zuerst vor.</translation>
    </message>
    <message>
        <source>The prepared set has the seal %1, not %2 that was reviewed. Review it again.</source>
        <translation>Der vorbereitete Stand hat das Siegel %1 und nicht das durchgesehene %2. Sehen Sie ihn erneut durch.</translation>
    </message>
    <message>
        <source>Live has moved since the set was prepared. Prepare again.</source>
        <translation>Der Live-Stand hat sich geändert, seit vorbereitet wurde. Bereiten Sie erneut vor.</translation>
    </message>
    <message>
        <source>%1 was attached after this set was prepared and does not hold it. Prepare again, or detach it.</source>
        <translation>%1 wurde erst nach dem Vorbereiten angekoppelt und hat den vorbereiteten Stand nicht. Bereiten Sie erneut vor, oder koppeln Sie es ab.</translation>
    </message>
    <message>
        <source>It served serial %1 of %2, above what is live: secondaries that follow it take nothing until the staged serial %3 is deployed.</source>
        <translation>Es hat für %2 die Seriennummer %1 ausgeliefert, höher als im Live-Stand: Secondaries, die ihm folgen, übernehmen nichts, bis die vorgemerkte Seriennummer %3 ausgerollt ist.</translation>
    </message>
    <message>
        <source>There is no earlier good deployment %1 to roll back to.</source>
        <translation>Es gibt keine frühere gelungene Ausrollung %1, zu der zurückgerollt werden kann.</translation>
    </message>
    <message>
        <source>The operation %1 is not running.</source>
        <translation>Der Vorgang %1 läuft nicht.</translation>
    </message>
    <message>
        <source>There is no snapshot &quot;%1&quot; in this group.</source>
        <translation>In dieser Gruppe gibt es keinen Schnappschuss „%1“.</translation>
    </message>
    <message>
        <source>The master was restarted before this was finished. Nothing that is served has changed; start it again.</source>
        <translation>Der Master wurde neu gestartet, bevor dies fertig war. An dem, was ausgeliefert wird, hat sich nichts geändert; starten Sie den Vorgang erneut.</translation>
    </message>
    <message>
        <source>It has %1 active, which is not what is live.</source>
        <translation>Auf diesem Mitglied ist %1 aktiv; das ist nicht der Live-Stand.</translation>
    </message>
    <message>
        <source>It did not answer when the last deployment ended. It is brought to what is live as soon as it answers.</source>
        <translation>Es hat nicht geantwortet, als die letzte Ausrollung endete. Sobald es antwortet, wird es auf den Live-Stand gebracht.</translation>
    </message>
    <message>
        <source>Its files match live, but it is not proved that named serves them.</source>
        <translation>Seine Dateien entsprechen dem Live-Stand, aber es ist nicht nachgewiesen, dass named sie ausliefert.</translation>
    </message>
    <message>
        <source>The file begins with a byte order mark, which named does not accept. Remove it.</source>
        <translation>Die Datei beginnt mit einer Bytereihenfolgemarke (BOM), die named nicht annimmt. Entfernen Sie sie.</translation>
    </message>
    <message>
        <source>The block that begins here is not closed: &quot;}&quot; is missing.</source>
        <translation>Der Block, der hier beginnt, ist nicht geschlossen: „}“ fehlt.</translation>
    </message>
    <message>
        <source>This &quot;}&quot; closes no block.</source>
        <translation>Dieses „}“ schließt keinen Block.</translation>
    </message>
    <message>
        <source>The statement that begins here does not end with a semicolon.</source>
        <translation>Die Anweisung, die hier beginnt, endet nicht mit einem Semikolon.</translation>
    </message>
    <message>
        <source>A semicolon stands here without a statement.</source>
        <translation>Hier steht ein Semikolon ohne Anweisung.</translation>
    </message>
    <message>
        <source>Blocks are nested too deeply here.</source>
        <translation>Die Blöcke sind hier zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The quotation mark that opens here is not closed.</source>
        <translation>Das Anführungszeichen, das hier öffnet, ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A zero byte stands in this word.</source>
        <translation>In diesem Wort steht ein Nullbyte.</translation>
    </message>
    <message>
        <source>The comment that begins here is not closed.</source>
        <translation>Der Kommentar, der hier beginnt, ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>The include of %1 nests too deeply; does a file include itself?</source>
        <translation>Das include von %1 ist zu tief verschachtelt; bindet eine Datei sich selbst ein?</translation>
    </message>
    <message>
        <source>The other side (%1 %2) speaks protocol %3 to %4, this program %5 to %6. Update the older of the two.</source>
        <translation>Die Gegenseite (%1 %2) spricht das Protokoll %3 bis %4, dieses Programm %5 bis %6. Aktualisieren Sie das ältere von beiden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an address. Write HOST or HOST:PORT, an IPv6 address in brackets.</source>
        <translation>„%1“ ist keine Adresse. Schreiben Sie HOST oder HOST:PORT, eine IPv6-Adresse in eckigen Klammern.</translation>
    </message>
    <message>
        <source>Nothing can listen at %1.</source>
        <translation>Unter %1 lässt sich kein Port zum Lauschen öffnen.</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check that the program runs there and that the network lets it through.</source>
        <translation>%1 ist nicht erreichbar. Prüfen Sie, ob das Programm dort läuft und ob das Netz die Verbindung durchlässt.</translation>
    </message>
    <message>
        <source>%1 does not hold the key that is expected there (pin %2, found %3). Nothing was sent to it. If its key was changed on purpose, enrol it again.</source>
        <translation>%1 besitzt nicht den Schlüssel, der dort erwartet wird (Pin %2, gefunden %3). Es wurde nichts dorthin gesendet. Wenn der Schlüssel mit Absicht gewechselt wurde, melden Sie die Gegenstelle neu an.</translation>
    </message>
    <message>
        <source>The connection to %1 is lost.</source>
        <translation>Die Verbindung zu %1 ist verloren.</translation>
    </message>
    <message>
        <source>Too many calls to %1 are waiting already. Try again in a moment.</source>
        <translation>Es warten bereits zu viele Aufrufe an %1. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The connection to %1 was closed because it sent %2.</source>
        <translation>Die Verbindung zu %1 wurde wegen dessen geschlossen, was von dort kam: %2.</translation>
    </message>
    <message>
        <source>This program does not know the call &quot;%1&quot;.</source>
        <translation>Dieses Programm kennt den Aufruf „%1“ nicht.</translation>
    </message>
    <message>
        <source>You do not have the right to call &quot;%1&quot;.</source>
        <translation>Für den Aufruf „%1“ fehlt die Berechtigung.</translation>
    </message>
    <message>
        <source>%1 gave an answer that cannot be understood.</source>
        <translation>%1 gab eine Antwort, die nicht zu verstehen ist.</translation>
    </message>
    <message>
        <source>This side takes no objects.</source>
        <translation>Diese Seite nimmt keine Objekte an.</translation>
    </message>
    <message>
        <source>This is too large to be sent: at most %1 MiB can be sent at once.</source>
        <translation>Das ist zu groß zum Senden: Auf einmal lassen sich höchstens %1 MiB senden.</translation>
    </message>
    <message>
        <source>The connection to %1 was closed because nothing was read there any more.</source>
        <translation>Die Verbindung zu %1 wurde geschlossen, weil dort nichts mehr gelesen wurde.</translation>
    </message>
    <message>
        <source>Line %1 of the manifest is not valid. The whole manifest is refused.</source>
        <translation>Zeile %1 des Manifests ist ungültig. Das ganze Manifest wird abgelehnt.</translation>
    </message>
    <message>
        <source>This manifest is of a version that this program does not know (&quot;%1&quot;). Update the program.</source>
        <translation>Dieses Manifest hat eine Version, die dieses Programm nicht kennt („%1“). Aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>A packed object is damaged or larger than the %1 bytes that are allowed.</source>
        <translation>Ein gepacktes Objekt ist beschädigt oder größer als die erlaubten %1 Bytes.</translation>
    </message>
    <message>
        <source>An encrypted object cannot be opened: it is damaged or was written with another key.</source>
        <translation>Ein verschlüsseltes Objekt lässt sich nicht öffnen: Es ist beschädigt oder wurde mit einem anderen Schlüssel geschrieben.</translation>
    </message>
    <message>
        <source>The object %1 is not in the store.</source>
        <translation>Das Objekt %1 ist nicht im Speicher.</translation>
    </message>
    <message>
        <source>The object %1 is damaged on disk or was written with another key.</source>
        <translation>Das Objekt %1 ist auf dem Datenträger beschädigt oder wurde mit einem anderen Schlüssel geschrieben.</translation>
    </message>
    <message>
        <source>The name of %1 has characters or a length that cannot be managed. Rename it or exclude it.</source>
        <translation>Der Name von %1 enthält Zeichen oder hat eine Länge, die sich nicht verwalten lässt. Benennen Sie die Datei um, oder schließen Sie sie aus.</translation>
    </message>
    <message>
        <source>%1 is a link or a special file. Only plain files and folders can be managed: replace it by a copy or exclude it.</source>
        <translation>%1 ist ein Link oder eine Spezialdatei. Nur gewöhnliche Dateien und Ordner lassen sich verwalten: Ersetzen Sie das durch eine Kopie, oder schließen Sie es aus.</translation>
    </message>
    <message>
        <source>The master&apos;s database %1 cannot be opened. Check the folder&apos;s owner, mode and free space.</source>
        <translation>Die Datenbank %1 des Masters lässt sich nicht öffnen. Prüfen Sie Eigentümer, Zugriffsrechte und freien Platz des Ordners.</translation>
    </message>
    <message>
        <source>The master&apos;s database refused a change. Nothing of it was kept.</source>
        <translation>Die Datenbank des Masters hat eine Änderung abgelehnt. Nichts davon wurde übernommen.</translation>
    </message>
    <message>
        <source>The database has schema %1, this program knows up to %2. Update the program; nothing was changed.</source>
        <translation>Die Datenbank hat das Schema %1, dieses Programm kennt Schemata bis %2. Aktualisieren Sie das Programm; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a domain name: a label is empty or longer than 63 bytes, the name is longer than 255, or an escape is incomplete.</source>
        <translation>„%1“ ist kein Domainname: Ein Label ist leer oder länger als 63 Bytes, der Name ist länger als 255, oder eine Escape-Folge ist unvollständig.</translation>
    </message>
    <message>
        <source>The data of this %1 record is not valid: &quot;%2&quot;.</source>
        <translation>Die Daten dieses %1-Eintrags sind ungültig: „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a record type.</source>
        <translation>„%1“ ist kein Eintragstyp.</translation>
    </message>
    <message>
        <source>The class %1 is not managed; only IN is.</source>
        <translation>Die Klasse %1 wird nicht verwaltet, nur IN.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time to live.</source>
        <translation>„%1“ ist keine TTL.</translation>
    </message>
    <message>
        <source>This record has no time to live, and no $TTL stands before it.</source>
        <translation>Dieser Eintrag hat keine TTL, und vor ihm steht kein $TTL.</translation>
    </message>
    <message>
        <source>This record has no owner name, and no record stands before it.</source>
        <translation>Dieser Eintrag hat keinen Namen, und vor ihm steht kein anderer Eintrag.</translation>
    </message>
    <message>
        <source>A quotation mark or a parenthesis is not closed, or closes nothing.</source>
        <translation>Ein Anführungszeichen oder eine Klammer ist nicht geschlossen oder schließt nichts.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a directive that named knows.</source>
        <translation>„%1“ ist keine Direktive, die named kennt.</translation>
    </message>
    <message>
        <source>This $GENERATE cannot be expanded: write START-STOP[/STEP] OWNER TYPE DATA.</source>
        <translation>Dieses $GENERATE lässt sich nicht auflösen: Schreiben Sie START-STOPP[/SCHRITT] NAME TYP DATEN.</translation>
    </message>
    <message>
        <source>$INCLUDE of %1 nests too deeply; does a file include itself?</source>
        <translation>$INCLUDE von %1 ist zu tief verschachtelt; bindet eine Datei sich selbst ein?</translation>
    </message>
    <message>
        <source>%1 is not in the zone %2; named would ignore it. Is a dot missing or too many at its end?</source>
        <translation>%1 liegt nicht in der Zone %2; named würde es ignorieren. Fehlt am Ende ein Punkt, oder ist dort einer zu viel?</translation>
    </message>
    <message>
        <source>The zone %1 has no SOA record.</source>
        <translation>Die Zone %1 hat keinen SOA-Eintrag.</translation>
    </message>
    <message>
        <source>%1 has no record &quot;%2&quot;. Somebody may have changed it: look at the zone again.</source>
        <translation>%1 hat keinen Eintrag „%2“. Vielleicht hat ihn jemand geändert: Sehen Sie sich die Zone noch einmal an.</translation>
    </message>
    <message>
        <source>%1 has the record &quot;%2&quot; already.</source>
        <translation>%1 hat den Eintrag „%2“ bereits.</translation>
    </message>
    <message>
        <source>The record &quot;%2&quot; of %1 stands in an included file or is made by $GENERATE. Edit it there.</source>
        <translation>Der Eintrag „%2“ von %1 steht in einer eingebundenen Datei oder wird von $GENERATE erzeugt. Bearbeiten Sie ihn dort.</translation>
    </message>
    <message>
        <source>This cannot be done with the line &quot;%1&quot;.</source>
        <translation>Mit der Zeile „%1“ ist das nicht möglich.</translation>
    </message>
    <message>
        <source>The line &quot;%1&quot; is not in the file any more. Somebody may have changed it: look at the zone again.</source>
        <translation>Die Zeile „%1“ ist nicht mehr in der Datei. Vielleicht hat sie jemand geändert: Sehen Sie sich die Zone noch einmal an.</translation>
    </message>
    <message>
        <source>The zone %1 was changed by somebody else after your last edit: undoing now would overwrite that. Look at both in the review.</source>
        <translation>Die Zone %1 wurde nach Ihrer letzten Bearbeitung von jemand anderem geändert: Rückgängig zu machen würde das überschreiben. Sehen Sie sich beides in der Durchsicht an.</translation>
    </message>
    <message>
        <source>No deployment on this server waits past its time: there is nothing to return from.</source>
        <translation>Keine Ausrollung wartet auf diesem Server über ihre Frist hinaus: Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>%1 is at work on this group: %2. Wait until it has ended.</source>
        <translation>%1 führt an dieser Gruppe gerade einen Vorgang aus (%2). Warten Sie, bis er beendet ist.</translation>
    </message>
    <message>
        <source>Staging changed while it was about to be prepared: members serve higher serials than it had, and Lockstep raised them, or somebody edited it. Review it and prepare again.</source>
        <translation>Die Vormerkung hat sich geändert, während sie vorbereitet werden sollte: Mitglieder liefern höhere Seriennummern aus, sodass Lockstep diese angehoben hat, oder jemand hat sie bearbeitet. Sehen Sie sie durch und bereiten Sie erneut vor.</translation>
    </message>
    <message>
        <source>%1 is a folder: --records compares two zone files.</source>
        <translation>%1 ist ein Ordner: --records vergleicht zwei Zonendateien.</translation>
    </message>
    <message>
        <source>%1 has a CNAME and also %2 data. A name with a CNAME may have nothing else (RFC 1034 3.6.2): remove one of them.</source>
        <translation>%1 hat einen CNAME und zugleich Daten vom Typ %2. Ein Name mit CNAME darf nichts anderes haben (RFC 1034 3.6.2): Entfernen Sie eines von beiden.</translation>
    </message>
    <message>
        <source>%1 has more than one CNAME. It can be an alias of one name only: keep one of them.</source>
        <translation>%1 hat mehr als einen CNAME. Ein Name kann nur für einen anderen stehen: Behalten Sie einen davon.</translation>
    </message>
    <message>
        <source>%1 is an alias of %2, which has no records in this zone. Add them, or correct the name.</source>
        <translation>%1 ist ein Alias von %2, das in dieser Zone keine Einträge hat. Legen Sie sie an oder berichtigen Sie den Namen.</translation>
    </message>
    <message>
        <source>%2 of %1 names %3, which is an alias itself. It must name the host (RFC 2181 10.3): write what %3 points to.</source>
        <translation>%2 von %1 nennt %3, das selbst ein Alias ist. Er muss den Rechner selbst nennen (RFC 2181 10.3): Schreiben Sie, worauf %3 zeigt.</translation>
    </message>
    <message>
        <source>%2 of %1 names %3, which lies below a DNAME. It must name the host: write the name that the DNAME leads to.</source>
        <translation>%2 von %1 nennt %3, das unter einem DNAME liegt. Er muss den Rechner selbst nennen: Schreiben Sie den Namen, auf den der DNAME führt.</translation>
    </message>
    <message>
        <source>%2 of %1 names %3, which has no address in this zone. Add an A or AAAA record for it, or correct the name; is a dot missing at its end?</source>
        <translation>%2 von %1 nennt %3, das in dieser Zone keine Adresse hat. Legen Sie einen A- oder AAAA-Eintrag an oder berichtigen Sie den Namen; fehlt am Ende ein Punkt?</translation>
    </message>
    <message>
        <source>The delegation of %1 names %2, which lies inside it and has no address here: nobody could find it. Add its A or AAAA record (glue).</source>
        <translation>Die Delegation von %1 nennt %2, das in ihr liegt und hier keine Adresse hat: Niemand könnte es finden. Legen Sie einen A- oder AAAA-Eintrag an (Glue).</translation>
    </message>
    <message>
        <source>%1 has this %2 record twice; it stands in line %3 already. named counts it once: remove one of them.</source>
        <translation>%1 hat diesen %2-Eintrag zweimal; er steht schon in Zeile %3. named zählt ihn einmal: Entfernen Sie einen davon.</translation>
    </message>
    <message>
        <source>The %2 records of %1 have several times to live: %3 here, %4 in line %5. An RRset has one (RFC 2181 5.2): write the same.</source>
        <translation>Die %2-Einträge von %1 haben verschiedene Gültigkeitsdauern: %3 hier, %4 in Zeile %5. Ein RRset hat nur eine (RFC 2181 5.2): Schreiben Sie überall dieselbe.</translation>
    </message>
    <message>
        <source>%1 has a DS record and is not delegated: named refuses the zone. Add the NS records of the delegation, or remove the DS.</source>
        <translation>%1 hat einen DS-Eintrag und ist nicht delegiert: named lehnt die Zone ab. Legen Sie die NS-Einträge der Delegation an oder entfernen Sie den DS.</translation>
    </message>
    <message>
        <source>This %2 record of %1 is never seen: another zone begins above it. Remove it here, or the delegation.</source>
        <translation>Dieser %2-Eintrag von %1 ist nie zu sehen: Darüber beginnt eine andere Zone. Entfernen Sie ihn hier oder die Delegation.</translation>
    </message>
    <message>
        <source>The zone %1 has no SOA record: named refuses it. Add one at its top.</source>
        <translation>Die Zone %1 hat keinen SOA-Eintrag: named lehnt sie ab. Legen Sie an ihrem Anfang einen an.</translation>
    </message>
    <message>
        <source>The zone %1 has a second SOA record: named refuses it. Keep one.</source>
        <translation>Die Zone %1 hat einen zweiten SOA-Eintrag: named lehnt sie ab. Behalten Sie einen.</translation>
    </message>
    <message>
        <source>The SOA record of %1 stands in the zone %2: it belongs at the zone&apos;s own name, or its zone is another one.</source>
        <translation>Der SOA-Eintrag von %1 steht in der Zone %2: Er gehört zum Namen der Zone selbst, oder seine Zone ist eine andere.</translation>
    </message>
    <message>
        <source>The zone %1 has no NS record at its own name: named refuses it. Add one for each of its servers.</source>
        <translation>Die Zone %1 hat unter ihrem eigenen Namen keinen NS-Eintrag: named lehnt sie ab. Legen Sie für jeden ihrer Server einen an.</translation>
    </message>
    <message>
        <source>The file %1 includes itself. Remove one of the includes.</source>
        <translation>Die Datei %1 bindet sich selbst ein. Entfernen Sie eines der include.</translation>
    </message>
    <message>
        <source>No file fits %1. named does not start then: remove the include or add a file.</source>
        <translation>Keine Datei passt auf %1. named startet dann nicht: Entfernen Sie das include oder legen Sie eine Datei an.</translation>
    </message>
    <message>
        <source>A statement begins with a keyword that is not in quotation marks; &quot;%1&quot; is none. Remove it.</source>
        <translation>Eine Anweisung beginnt mit einem Schlüsselwort ohne Anführungszeichen; „%1“ ist keines. Entfernen Sie es.</translation>
    </message>
    <message>
        <source>BIND does not know a statement &quot;%1&quot;. Remove it or correct its name.</source>
        <translation>BIND kennt keine Anweisung „%1“. Entfernen Sie sie oder berichtigen Sie ihren Namen.</translation>
    </message>
    <message>
        <source>BIND does not know a statement &quot;%1&quot;. Is &quot;%2&quot; meant?</source>
        <translation>BIND kennt keine Anweisung „%1“. Ist „%2“ gemeint?</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not allowed here (%2). Remove it, or move it to one of: %3.</source>
        <translation>„%1“ ist hier nicht erlaubt (%2). Entfernen Sie es oder verschieben Sie es nach: %3.</translation>
    </message>
    <message>
        <source>BIND %2 does not know &quot;%1&quot; any more. Remove the statement.</source>
        <translation>BIND %2 kennt „%1“ nicht mehr. Entfernen Sie die Anweisung.</translation>
    </message>
    <message>
        <source>BIND knows &quot;%1&quot; from version %2 on, not in %3. Remove the statement or update BIND.</source>
        <translation>BIND kennt „%1“ ab Version %2, nicht in %3. Entfernen Sie die Anweisung oder aktualisieren Sie BIND.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is deprecated in BIND %2: a later version will refuse it. Plan to do without it.</source>
        <translation>„%1“ ist in BIND %2 veraltet: Eine spätere Version wird es ablehnen. Planen Sie, darauf zu verzichten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does nothing in BIND %2. Remove the statement.</source>
        <translation>„%1“ bewirkt in BIND %2 nichts. Entfernen Sie die Anweisung.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is experimental in BIND %2 and may change. Look at the release notes before every update.</source>
        <translation>„%1“ ist in BIND %2 ein Versuch und kann sich ändern. Lesen Sie vor jeder Aktualisierung die Hinweise zur Version.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is known only to a BIND that was built with it. Check &quot;named -V&quot; on every server.</source>
        <translation>„%1“ kennt nur ein BIND, das damit gebaut wurde. Prüfen Sie auf jedem Server „named -V“.</translation>
    </message>
    <message>
        <source>The word &quot;%2&quot; in &quot;%1&quot; is deprecated. Leave it out, with its value.</source>
        <translation>Das Wort „%2“ in „%1“ ist veraltet. Lassen Sie es samt seinem Wert weg.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands here a second time; the first is in line %2 of %3. Keep one of them.</source>
        <translation>„%1“ steht hier zum zweiten Mal; das erste Mal in Zeile %2 von %3. Behalten Sie eines davon.</translation>
    </message>
    <message>
        <source>The %1 &quot;%2&quot; is defined a second time; the first is in line %3 of %4. Rename or remove one of them.</source>
        <translation>%1 „%2“ ist zum zweiten Mal definiert; das erste Mal in Zeile %3 von %4. Benennen Sie eines um oder entfernen Sie es.</translation>
    </message>
    <message>
        <source>The %1 &quot;%2&quot; has no statement &quot;%3&quot;. Add it.</source>
        <translation>%1 „%2“ hat keine Anweisung „%3“. Fügen Sie sie hinzu.</translation>
    </message>
    <message>
        <source>Nothing defines the %1 &quot;%2&quot;. Define it or correct the name.</source>
        <translation>%1 „%2“ ist nirgends definiert. Definieren Sie es oder berichtigen Sie den Namen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; ends too early: add %2 before the semicolon.</source>
        <translation>„%1“ endet zu früh: Ergänzen Sie %2 vor dem Semikolon.</translation>
    </message>
    <message>
        <source>&quot;%2&quot; is one too many in &quot;%1&quot;. Remove it, or add the semicolon that is missing before it.</source>
        <translation>„%2“ ist in „%1“ zu viel. Entfernen Sie es oder setzen Sie das fehlende Semikolon davor.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes yes or no, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet yes oder no, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a whole number up to 4294967295, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine ganze Zahl bis 4294967295, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a port from 0 to 65535, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet einen Port von 0 bis 65535, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a size such as 512k, 20m or 1g, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine Größe wie 512k, 20m oder 1g, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a percentage such as 90%, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet einen Anteil wie 90%, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a duration such as 3600, 1h30m or PT1H, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine Dauer wie 3600, 1h30m oder PT1H, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a text in quotation marks. Put them around %2.</source>
        <translation>„%1“ erwartet einen Text in Anführungszeichen. Setzen Sie sie um %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a name, not &quot;%2&quot;. A name with / or ! needs quotation marks.</source>
        <translation>„%1“ erwartet einen Namen, nicht „%2“. Ein Name mit / oder ! braucht Anführungszeichen.</translation>
    </message>
    <message>
        <source>&quot;%2&quot; behind &quot;%1&quot; is not a class. Write IN or leave it out.</source>
        <translation>„%2“ hinter „%1“ ist keine Klasse. Schreiben Sie IN oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes an IPv4 address, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine IPv4-Adresse, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes an IPv6 address, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine IPv6-Adresse, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes an address, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine Adresse, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes an address or a network such as 10.0.0.0/8, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine Adresse oder ein Netz wie 10.0.0.0/8, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a list in braces, not &quot;%2&quot;.</source>
        <translation>„%1“ erwartet eine Liste in geschweiften Klammern, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%2&quot; in &quot;%1&quot; is not an element of an address match list. Write an address, a network, the name of a list, or &quot;key&quot; and a key&apos;s name.</source>
        <translation>„%2“ in „%1“ ist kein Element einer Adressliste. Schreiben Sie eine Adresse, ein Netz, den Namen einer Liste oder „key“ und den Namen eines Schlüssels.</translation>
    </message>
    <message>
        <source>&quot;%2&quot; in &quot;%1&quot; is not a whole address. Write all four numbers, or a length behind a slash.</source>
        <translation>„%2“ in „%1“ ist keine ganze Adresse. Schreiben Sie alle vier Zahlen oder eine Länge hinter einem Schrägstrich.</translation>
    </message>
    <message>
        <source>The length of the network &quot;%2&quot; in &quot;%1&quot; is not a number that fits: an IPv4 network has 0 to 32 bits, an IPv6 network 0 to 128.</source>
        <translation>Die Länge des Netzes „%2“ in „%1“ ist keine Zahl, die passt: Ein IPv4-Netz hat 0 bis 32 Bits, ein IPv6-Netz 0 bis 128.</translation>
    </message>
    <message>
        <source>The network &quot;%2&quot; in &quot;%1&quot; has bits set behind its length. Set them to zero, or correct the length.</source>
        <translation>Im Netz „%2“ in „%1“ sind Bits hinter seiner Länge gesetzt. Setzen Sie sie auf null oder berichtigen Sie die Länge.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes here: %3. It has &quot;%2&quot;.</source>
        <translation>„%1“ erwartet hier: %3. Es hat „%2“.</translation>
    </message>
    <message>
        <source>The configuration has no zone %1. Correct the name, or the view.</source>
        <translation>Die Konfiguration hat keine Zone %1. Berichtigen Sie den Namen oder die View.</translation>
    </message>
    <message>
        <source>The zone %1 stands in several views (%2). Say which one with --view.</source>
        <translation>Die Zone %1 steht in mehreren Views (%2). Geben Sie mit --view an, welche gemeint ist.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no meaning for a zone of type %2. Ask for another option.</source>
        <translation>„%1“ hat für eine Zone vom Typ %2 keine Bedeutung. Fragen Sie nach einer anderen Option.</translation>
    </message>
    <message>
        <source>The zone %1 stands outside of all views. Where there are views, every zone must be in one: move it.</source>
        <translation>Die Zone %1 steht außerhalb aller Views. Wo es Views gibt, muss jede Zone in einer stehen: Verschieben Sie sie.</translation>
    </message>
    <message>
        <source>The acl %1 is BIND&apos;s own and cannot be defined. Choose another name.</source>
        <translation>Die acl %1 gehört zu BIND selbst und kann nicht definiert werden. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an IPv4 address. Write four numbers from 0 to 255 with dots between them.</source>
        <translation>„%1“ ist keine IPv4-Adresse. Schreiben Sie vier Zahlen von 0 bis 255 mit Punkten dazwischen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an IPv6 address. Write groups of hexadecimal digits with colons between them.</source>
        <translation>„%1“ ist keine IPv6-Adresse. Schreiben Sie Gruppen hexadezimaler Ziffern mit Doppelpunkten dazwischen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one word too many in this record. Remove it, or put quotation marks around a text with blanks.</source>
        <translation>„%1“ ist ein Wort zu viel in diesem Eintrag. Entfernen Sie es, oder setzen Sie einen Text mit Leerzeichen in Anführungszeichen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number. Write digits alone.</source>
        <translation>„%1“ ist keine Zahl. Schreiben Sie nur Ziffern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is out of range here. Write a smaller number.</source>
        <translation>„%1“ liegt hier außerhalb des erlaubten Bereichs. Schreiben Sie eine kleinere Zahl.</translation>
    </message>
    <message>
        <source>This record ends too early. Add the data that are missing.</source>
        <translation>Dieser Eintrag endet zu früh. Ergänzen Sie die fehlenden Daten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be decoded: it is not whole base64 or hexadecimal text. Copy it again.</source>
        <translation>„%1“ lässt sich nicht entschlüsseln: Es ist kein vollständiger Base64- oder Hexadezimaltext. Kopieren Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>This line cannot be read. Look for a text longer than 255 bytes, a missing blank or a wrong word.</source>
        <translation>Diese Zeile lässt sich nicht lesen. Suchen Sie nach einem Text von mehr als 255 Bytes, einem fehlenden Leerzeichen oder einem falschen Wort.</translation>
    </message>
    <message>
        <source>A part of this name between two dots is longer than 63 bytes. Shorten it.</source>
        <translation>Ein Teil dieses Namens zwischen zwei Punkten ist länger als 63 Bytes. Kürzen Sie ihn.</translation>
    </message>
    <message>
        <source>Two dots follow each other in this name. Remove one.</source>
        <translation>In diesem Namen folgen zwei Punkte aufeinander. Entfernen Sie einen.</translation>
    </message>
    <message>
        <source>No $TTL stands before this record, so named takes the last number of the SOA record. Write a $TTL above it.</source>
        <translation>Vor diesem Eintrag steht kein $TTL, daher nimmt named die letzte Zahl des SOA-Eintrags. Schreiben Sie ein $TTL darüber.</translation>
    </message>
    <message>
        <source>This record has another time to live than those of the same name and type above; named takes theirs, %1. Write the same.</source>
        <translation>Dieser Eintrag hat eine andere Lebensdauer als die mit gleichem Namen und Typ darüber; named nimmt deren, %1. Schreiben Sie dieselbe.</translation>
    </message>
    <message>
        <source>The time to live %1 is above %2, which max-zone-ttl allows. Write a shorter one, or change max-zone-ttl.</source>
        <translation>Die Lebensdauer %1 liegt über %2, das max-zone-ttl erlaubt. Schreiben Sie eine kürzere, oder ändern Sie max-zone-ttl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is an address where a host&apos;s name belongs. Write the name of a host that has this address.</source>
        <translation>„%1“ ist eine Adresse, wo der Name eines Rechners hingehört. Schreiben Sie den Namen eines Rechners, der diese Adresse hat.</translation>
    </message>
    <message>
        <source>%1 has a CNAME and other data too. A name with a CNAME may have nothing else (RFC 1034 3.6.2): remove one of them.</source>
        <translation>%1 hat einen CNAME und noch andere Daten. Ein Name mit einem CNAME darf nichts anderes haben (RFC 1034 3.6.2): Entfernen Sie eines von beiden.</translation>
    </message>
    <message>
        <source>%1 has a second record of a type that it may have once only (SOA, CNAME or DNAME). Keep one of them.</source>
        <translation>%1 hat einen zweiten Eintrag eines Typs, den es nur einmal geben darf (SOA, CNAME oder DNAME). Behalten Sie einen.</translation>
    </message>
    <message>
        <source>%1 is no name of a host, but has addresses or mail. Use letters, digits and hyphens only, or set check-names.</source>
        <translation>%1 ist kein Rechnername, hat aber Adressen oder Mail. Verwenden Sie nur Buchstaben, Ziffern und Bindestriche, oder setzen Sie check-names.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a host. Use letters, digits and hyphens only, or set check-names.</source>
        <translation>„%1“ ist kein Rechnername. Verwenden Sie nur Buchstaben, Ziffern und Bindestriche, oder setzen Sie check-names.</translation>
    </message>
    <message>
        <source>%1 is a wildcard, which may have no %2 record. Write it for each name.</source>
        <translation>%1 ist ein Platzhaltername (Wildcard) und darf keinen %2-Eintrag haben. Schreiben Sie ihn für jeden Namen einzeln.</translation>
    </message>
    <message>
        <source>named cannot read the file %1 that $INCLUDE names here. Add the file, or correct its path: it counts from the configuration&apos;s directory.</source>
        <translation>named kann die Datei %1 nicht lesen, die $INCLUDE hier nennt. Fügen Sie die Datei hinzu, oder berichtigen Sie den Pfad: Er zählt ab dem directory der Konfiguration.</translation>
    </message>
    <message>
        <source>The parameters of this service do not fit together: %1. Add what is missing (RFC 9460, RFC 9461).</source>
        <translation>Die Parameter dieses Dienstes passen nicht zusammen: %1. Ergänzen Sie, was fehlt (RFC 9460, RFC 9461).</translation>
    </message>
    <message>
        <source>%1 has a record of type SPF, which nobody reads any more (RFC 7208 3.1). Write the same as a TXT record.</source>
        <translation>%1 hat einen Eintrag vom Typ SPF, den niemand mehr liest (RFC 7208 3.1). Schreiben Sie dasselbe als TXT-Eintrag.</translation>
    </message>
    <message>
        <source>The folder %1 is not there on this server. Create it for named, or correct the path.</source>
        <translation>Den Ordner %1 gibt es auf diesem Server nicht. Legen Sie ihn für named an, oder berichtigen Sie den Pfad.</translation>
    </message>
    <message>
        <source>The secret of this key is not whole base64 text. Copy it again, or make a new one with tsig-keygen.</source>
        <translation>Das Geheimnis dieses Schlüssels ist kein vollständiger Base64-Text. Kopieren Sie es noch einmal, oder erzeugen Sie ein neues mit tsig-keygen.</translation>
    </message>
    <message>
        <source>This server runs BIND %2, which does not know &quot;%1&quot;: it came with BIND %3. Update BIND there, or remove the statement.</source>
        <translation>Auf diesem Server läuft BIND %2, das „%1“ nicht kennt: Es kam mit BIND %3. Aktualisieren Sie BIND dort, oder entfernen Sie die Anweisung.</translation>
    </message>
    <message>
        <source>This server runs BIND %2, which does not know &quot;%1&quot; any more. Remove the statement.</source>
        <translation>Auf diesem Server läuft BIND %2, das „%1“ nicht mehr kennt. Entfernen Sie die Anweisung.</translation>
    </message>
    <message>
        <source>The program %1 is missing, which talks to the master and opens archives. Install it beside lockstep.</source>
        <translation>Das Programm %1 fehlt, das mit dem Master spricht und Archive öffnet. Installieren Sie es neben lockstep.</translation>
    </message>
    <message>
        <source>The program %1, which talks to the master and opens archives, could not be started: %2.</source>
        <translation>Das Programm %1, das mit dem Master spricht und Archive öffnet, ließ sich nicht starten: %2.</translation>
    </message>
    <message>
        <source>%1 is no file: it is a folder, a device or a socket.</source>
        <translation>%1 ist keine Datei, sondern ein Ordner, ein Gerät oder ein Socket.</translation>
    </message>
    <message>
        <source>%1 has %2 MiB; at most %3 MiB can be read here.</source>
        <translation>%1 hat %2 MiB; höchstens %3 MiB können hier gelesen werden.</translation>
    </message>
    <message>
        <source>%1 changed while it was read. Try again when nothing writes to it.</source>
        <translation>%1 hat sich beim Lesen geändert. Versuchen Sie es noch einmal, wenn niemand mehr hineinschreibt.</translation>
    </message>
    <message>
        <source>%1 has more than %2 files, which is too many to be compared. Name a folder within it.</source>
        <translation>%1 hat mehr als %2 Dateien, zu viele für einen Vergleich. Nennen Sie einen Ordner darin.</translation>
    </message>
    <message>
        <source>%1 is a device, a socket or a pipe, which cannot be compared.</source>
        <translation>%1 ist ein Gerät, ein Socket oder eine Pipe und kann nicht verglichen werden.</translation>
    </message>
    <message>
        <source>%1 is binary, which a patch cannot carry: there is no patch. Compare the others by naming them behind OLD and NEW.</source>
        <translation>%1 ist eine Binärdatei, die ein Patch nicht tragen kann: Es gibt keinen Patch. Vergleichen Sie die übrigen, indem Sie sie hinter OLD und NEW nennen.</translation>
    </message>
    <message>
        <source>%1 is a link on one side, which a patch cannot carry: there is no patch. Compare the others by naming them behind OLD and NEW.</source>
        <translation>%1 ist auf einer Seite ein Verweis, den ein Patch nicht tragen kann: Es gibt keinen Patch. Vergleichen Sie die übrigen, indem Sie sie hinter OLD und NEW nennen.</translation>
    </message>
    <message>
        <source>The patch would carry key material of %1: there is no patch. Say --with-secrets if it may.</source>
        <translation>Der Patch trüge Schlüsselmaterial aus %1: Es gibt keinen Patch. Geben Sie --with-secrets an, wenn er das darf.</translation>
    </message>
    <message>
        <source>Neither side has a file or folder %1.</source>
        <translation>Keine Seite hat eine Datei oder einen Ordner %1.</translation>
    </message>
    <message>
        <source>A patch is no JSON: give either --patch or --json.</source>
        <translation>Ein Patch ist kein JSON: Geben Sie entweder --patch oder --json an.</translation>
    </message>
    <message>
        <source>%1 cannot be read as a tar archive: it is none, damaged or cut short.</source>
        <translation>%1 lässt sich nicht als Tar-Archiv lesen: Es ist keines, beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>%1 holds more than %2 MiB, which is too much to be compared. Unpack it into a folder.</source>
        <translation>%1 enthält mehr als %2 MiB, zu viel für einen Vergleich. Entpacken Sie es in einen Ordner.</translation>
    </message>
    <message>
        <source>%1 has an entry %2 that leads out of it or to nothing. It is left out.</source>
        <translation>%1 hat einen Eintrag %2, der hinaus- oder ins Leere führt. Er wird ausgelassen.</translation>
    </message>
    <message>
        <source>The directory &quot;%1&quot; is relative: it counts from wherever named was started. Write the whole path.</source>
        <translation>Das directory „%1“ ist relativ: Es zählt ab dem Ort, an dem named gestartet wurde. Schreiben Sie den ganzen Pfad.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is relative and is read before &quot;directory&quot;: it counts from wherever named was started. Put options above it, or write the whole path.</source>
        <translation>„%1“ ist relativ und wird vor „directory“ gelesen: Es zählt ab dem Ort, an dem named gestartet wurde. Setzen Sie options darüber, oder schreiben Sie den ganzen Pfad.</translation>
    </message>
    <message>
        <source>named writes to %1 (%2), which lies in a managed folder that every deployment replaces. Name a place of named&apos;s own, such as /var/lib/bind.</source>
        <translation>named schreibt nach %1 (%2); das liegt in einem verwalteten Ordner, den jedes Ausrollen ersetzt. Nennen Sie einen Ort, der named gehört, etwa /var/lib/bind.</translation>
    </message>
    <message>
        <source>Nothing uses the %1 &quot;%2&quot;. Remove it, or correct the name where it is meant.</source>
        <translation>Nichts verwendet %1 „%2“. Entfernen Sie die Anweisung, oder berichtigen Sie den Namen dort, wo sie gemeint ist.</translation>
    </message>
    <message>
        <source>No client reaches the view &quot;%1&quot;: &quot;%2&quot; before it takes everybody. Put it above, or give &quot;%2&quot; a match-clients.</source>
        <translation>Kein Client erreicht die View „%1“: „%2“ davor nimmt alle. Setzen Sie sie darüber, oder geben Sie „%2“ ein match-clients.</translation>
    </message>
    <message>
        <source>The file %1 of the zone %2 is that of %3 too (line %4 of %5), and named writes to it. Give each zone a file of its own.</source>
        <translation>Die Datei %1 der Zone %2 gehört auch zu %3 (Zeile %4 von %5), und named schreibt hinein. Geben Sie jeder Zone eine eigene Datei.</translation>
    </message>
    <message>
        <source>$INCLUDE of %1: the zone includes more than %2 files. Do some include each other?</source>
        <translation>$INCLUDE von %1: Die Zone bindet mehr als %2 Dateien ein. Binden sich einige gegenseitig ein?</translation>
    </message>
    <message>
        <source>The zone has more than %1 faults; from here on they are not told one by one. Correct those above first.</source>
        <translation>Die Zone hat mehr als %1 Fehler; von hier an werden sie nicht mehr einzeln genannt. Beheben Sie zuerst die obigen.</translation>
    </message>
    <message>
        <source>The SVCB record of %1 tells of a DNS server, but not over which protocol: named refuses the zone (RFC 9461). Add alpn, such as alpn=dot.</source>
        <translation>Der SVCB-Eintrag von %1 nennt einen DNS-Server, aber nicht, über welches Protokoll: named lehnt die Zone ab (RFC 9461). Ergänzen Sie alpn, etwa alpn=dot.</translation>
    </message>
    <message>
        <source>The SVCB record of %1 offers DNS over HTTPS, but not at which path: named refuses the zone (RFC 9461). Add dohpath, such as dohpath=/dns-query{?dns}.</source>
        <translation>Der SVCB-Eintrag von %1 bietet DNS über HTTPS an, aber nicht, unter welchem Pfad: named lehnt die Zone ab (RFC 9461). Ergänzen Sie dohpath, etwa dohpath=/dns-query{?dns}.</translation>
    </message>
    <message>
        <source>%1 has more entries that lead out of it or to nothing, beside those that are named: %2. They are left out; pack the archive without them.</source>
        <translation>%1 hat außer den genannten noch weitere Einträge, die aus dem Archiv hinaus oder ins Leere führen: %2. Sie werden ausgelassen; packen Sie das Archiv ohne sie.</translation>
    </message>
    <message>
        <source>The include of %1 and all that follow were not read: the configuration includes more than %2 files. Do some include each other? Remove includes, or put the statements into fewer files.</source>
        <translation>Das include von %1 und alle folgenden wurden nicht gelesen: Die Konfiguration bindet mehr als %2 Dateien ein. Binden sich einige gegenseitig ein? Entfernen Sie include-Anweisungen, oder fassen Sie die Anweisungen in weniger Dateien zusammen.</translation>
    </message>
    <message>
        <source>This would take %1 of the %2 zones from this server, which allows %3 at a time. If that is meant, write a larger number into %4 on the server.</source>
        <translation>Das nähme diesem Server %1 von %2 Zonen; er erlaubt %3 auf einmal. Wenn das so gemeint ist, schreiben Sie auf dem Server eine größere Zahl in %4.</translation>
    </message>
    <message>
        <source>A member that had proved the new data does not hold them any more. All members go back.</source>
        <translation>Ein Mitglied, das die neuen Daten schon nachgewiesen hatte, hat sie nicht mehr. Alle Mitglieder kehren zurück.</translation>
    </message>
    <message>
        <source>named has not read the new file of %1 (view &quot;%2&quot;): it has the one dated %3, expected the one dated %4.</source>
        <translation>named hat die neue Datei von %1 (View „%2“) nicht gelesen: Es hat die vom %3, erwartet war die vom %4.</translation>
    </message>
    <message>
        <source>named takes the new value of %1 only when it is started again. Restart it when that suits.</source>
        <translation>named übernimmt den neuen Wert von %1 erst, wenn es neu gestartet wird. Starten Sie es neu, sobald es passt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no amount of members. Say a number (2) or a share (10%), and --then in the same unit as --first.</source>
        <translation>„%1“ ist keine Anzahl von Mitgliedern. Geben Sie eine Zahl (2) oder einen Anteil (10%) an, und --then in derselben Einheit wie --first.</translation>
    </message>
    <message>
        <source>Nothing runs on the group &quot;%1&quot;: there is nothing to stop.</source>
        <translation>An der Gruppe „%1“ läuft nichts: Es gibt nichts anzuhalten.</translation>
    </message>
    <message>
        <source>The group has no rule %1 about drift. It has: %2.</source>
        <translation>Die Gruppe hat keine Regel %1 für Abweichungen. Sie hat: %2.</translation>
    </message>
    <message>
        <source>%1 has no file that differs from what is live: there is nothing to adopt.</source>
        <translation>%1 hat keine Datei, die vom Live-Stand abweicht: Es gibt nichts zu übernehmen.</translation>
    </message>
    <message>
        <source>%1 does not differ on %2 from what is live. These do: %3.</source>
        <translation>%1 weicht auf %2 nicht vom Live-Stand ab. Diese tun es: %3.</translation>
    </message>
    <message>
        <source>%1 % of its last %2 answers were SERVFAIL or NXDOMAIN, before the deploy %3 %. All members go back.</source>
        <translation>%1 % seiner letzten %2 Antworten waren SERVFAIL oder NXDOMAIN, vor dem Ausrollen %3 %. Alle Mitglieder kehren zurück.</translation>
    </message>
    <message>
        <source>Nobody kept the deployment within %1 minutes. All members go back.</source>
        <translation>Niemand hat die Ausrollung innerhalb von %1 Minuten behalten. Alle Mitglieder kehren zurück.</translation>
    </message>
    <message>
        <source>There is nothing to keep: this operation waits for nobody.</source>
        <translation>Es gibt nichts zu behalten: Dieser Vorgang wartet auf niemanden.</translation>
    </message>
    <message>
        <source>What this roll back would deploy is not what was looked at any more: live or its serials have moved. Look at it again.</source>
        <translation>Was hier zurückgerollt würde, ist nicht mehr das, was angesehen wurde: Der Live-Stand oder seine Seriennummern haben sich geändert. Sehen Sie es erneut an.</translation>
    </message>
    <message>
        <source>named was started again since it was proved what it serves.</source>
        <translation>named wurde neu gestartet, seit geprüft war, was er ausliefert.</translation>
    </message>
    <message>
        <source>%1 more zones are not served as they should be.</source>
        <translation>%1 weitere Zonen werden nicht ausgeliefert, wie sie sollten.</translation>
    </message>
    <message>
        <source>%1 does not have the deployment that is live: most of what differs there was not changed by hand. Synchronise it, or name the files to adopt.</source>
        <translation>%1 hat nicht, was live ist: Das meiste, was dort abweicht, wurde nicht von Hand geändert. Gleichen Sie das Mitglied ab, oder nennen Sie die Dateien, die übernommen werden sollen.</translation>
    </message>
    <message>
        <source>%1 is changed in staging too. Discard that first, or merge the two by hand.</source>
        <translation>%1 ist auch vorgemerkt geändert. Verwerfen Sie das zuerst, oder führen Sie beides von Hand zusammen.</translation>
    </message>
    <message>
        <source>How %1 answers its clients is not known: it has no statistics channel on 127.0.0.1 that Lockstep may ask, or it does not answer.</source>
        <translation>Wie %1 seinen Clients antwortet, ist nicht bekannt: Es hat keinen Statistikkanal auf 127.0.0.1, den Lockstep fragen darf, oder es antwortet nicht.</translation>
    </message>
    <message>
        <source>%1 should be switched first, and takes no part in this deployment. Choose another member to go first.</source>
        <translation>%1 soll zuerst umgeschaltet werden und nimmt an diesem Ausrollen nicht teil. Wählen Sie ein anderes Mitglied, das zuerst umschaltet.</translation>
    </message>
    <message>
        <source>%1 stopped it.</source>
        <translation>%1 hat es angehalten.</translation>
    </message>
    <message>
        <source>This server belongs to a master with another key. If that key is lost, free the server on itself: lockstep-agent rebind.</source>
        <translation>Dieser Server gehört zu einem Master mit einem anderen Schlüssel. Ist dieser Schlüssel verloren, geben Sie den Server auf ihm selbst frei: lockstep-agent rebind.</translation>
    </message>
    <message>
        <source>The deployment %1 cannot be confirmed: it was not proved that named serves it. Without a confirmation this server returns by itself.</source>
        <translation>Das Deployment %1 kann nicht bestätigt werden: Es ist nicht bewiesen, dass named es ausliefert. Ohne Bestätigung kehrt dieser Server von selbst zurück.</translation>
    </message>
    <message>
        <source>named signs %1 and would write its files beside %2, in a managed folder. Let the zone&apos;s statement name %3 instead, and keep the zone&apos;s text in %4: the agent makes the one a link to the other.</source>
        <translation>named signiert %1 und würde seine Dateien neben %2 schreiben, in einen verwalteten Ordner. Nennen Sie in der Zonenanweisung stattdessen %3, und bewahren Sie den Text der Zone in %4 auf: Der Agent macht das eine zu einer Verknüpfung auf das andere.</translation>
    </message>
    <message>
        <source>named signs %1, and at %2, where a link to %3 belongs, lies something else. Move it away on this server, or name another file in the zone&apos;s statement.</source>
        <translation>named signiert %1, und bei %2, wo eine Verknüpfung auf %3 hingehört, liegt etwas anderes. Räumen Sie es auf diesem Server weg, oder nennen Sie in der Zonenanweisung eine andere Datei.</translation>
    </message>
    <message>
        <source>The zone %1 (view &quot;%2&quot;) takes no updates: it was frozen for a switch, and named has not thawed it yet. The agent goes on trying; named&apos;s log says why it cannot (rndc thaw).</source>
        <translation>Die Zone %1 (View „%2“) nimmt keine Updates an: Sie wurde für eine Umschaltung eingefroren, und named hat sie noch nicht aufgetaut. Der Agent versucht es weiter; warum es nicht geht, steht im Protokoll von named (rndc thaw).</translation>
    </message>
    <message>
        <source>named could not freeze the zone %1 (view &quot;%2&quot;), which the change of its statement needs, so nothing was switched.</source>
        <translation>named konnte die Zone %1 (View „%2“) nicht einfrieren, was die Änderung ihrer Anweisung verlangt; es wurde nichts umgeschaltet.</translation>
    </message>
    <message>
        <source>The zone %1 (view &quot;%2&quot;) takes no updates.</source>
        <translation>Die Zone %1 (View „%2“) nimmt keine Updates an.</translation>
    </message>
    <message>
        <source>The program %1 could not be started: %2. Install it beside lockstep.</source>
        <translation>Das Programm %1 konnte nicht gestartet werden: %2. Installieren Sie es neben lockstep.</translation>
    </message>
    <message>
        <source>The key with the pin %1 is not here. Rotate the key again.</source>
        <translation>Der Schlüssel mit dem Pin %1 ist nicht hier. Wechseln Sie den Schlüssel noch einmal.</translation>
    </message>
    <message>
        <source>named signs the zone %1 on %2 and on %3, each with keys of its own. Let one of them be its secondary, by a zone statement in a file below /etc/lockstep/local.d there; or give both the same keys, under a policy whose keys have an unlimited lifetime.</source>
        <translation>named signiert die Zone %1 auf %2 und auf %3, jeweils mit eigenen Schlüsseln. Machen Sie einen der beiden durch eine Zonenanweisung in einer Datei unter /etc/lockstep/local.d zum Secondary, oder geben Sie beiden dieselben Schlüssel unter einer Policy, deren Schlüssel unbegrenzt gelten.</translation>
    </message>
    <message>
        <source>The zone %1 takes updates on %2 and on %3, so that each gets other records. Let one of them be its secondary, by a zone statement in a file below /etc/lockstep/local.d there.</source>
        <translation>Die Zone %1 nimmt auf %2 und auf %3 Updates an, sodass jeder andere Records bekommt. Machen Sie einen der beiden durch eine Zonenanweisung in einer Datei unter /etc/lockstep/local.d zum Secondary.</translation>
    </message>
    <message>
        <source>This takes the signatures of %1 away, or signs it with other keys, while resolvers may still expect those of now. Take its DS record out of the parent zone first and wait until it has run out of every cache; then accept it by the zone&apos;s name (--accept-unsigned %1).</source>
        <translation>Das nimmt %1 die Signaturen oder signiert die Zone mit anderen Schlüsseln, während Resolver womöglich noch die jetzigen erwarten. Nehmen Sie zuerst ihren DS-Record aus der übergeordneten Zone und warten Sie, bis er in allen Caches abgelaufen ist; stimmen Sie dann mit dem Namen der Zone zu (--accept-unsigned %1).</translation>
    </message>
    <message>
        <source>This master was restored from a backup and changes nothing yet. Look at what the members serve, then confirm it: lockstep master confirm-restore</source>
        <translation>Dieser Master wurde aus einer Sicherung wiederhergestellt und ändert noch nichts. Sehen Sie nach, was die Mitglieder ausliefern, und bestätigen Sie es dann: lockstep master confirm-restore</translation>
    </message>
    <message>
        <source>There is nothing to confirm: this master does not wait after a restore.</source>
        <translation>Es gibt nichts zu bestätigen: Dieser Master wartet nicht nach einer Wiederherstellung.</translation>
    </message>
    <message>
        <source>These members did not say what they serve: %1. Try again when they answer; with --missing it is confirmed without them, and they may have to be rebound on the server.</source>
        <translation>Diese Mitglieder haben nicht gesagt, was sie ausliefern: %1. Versuchen Sie es erneut, wenn sie antworten; mit --missing wird ohne sie bestätigt, und sie müssen dann vielleicht auf dem Server neu gebunden werden.</translation>
    </message>
    <message>
        <source>It ran when the backup was made. How it ended is not in the backup; look at what the members serve.</source>
        <translation>Der Vorgang lief, als die Sicherung entstand. Wie er endete, steht nicht in der Sicherung; sehen Sie nach, was die Mitglieder ausliefern.</translation>
    </message>
    <message>
        <source>The keys of this master cannot be rotated.</source>
        <translation>Die Schlüssel dieses Masters können nicht gewechselt werden.</translation>
    </message>
    <message>
        <source>%1 made a new key and still answers with the old one. Both are accepted; rotate its key again.</source>
        <translation>%1 hat einen neuen Schlüssel erzeugt und antwortet noch mit dem alten. Beide werden angenommen; wechseln Sie seinen Schlüssel noch einmal.</translation>
    </message>
    <message>
        <source>There is no master&apos;s data in %1.</source>
        <translation>In %1 liegen keine Daten eines Masters.</translation>
    </message>
    <message>
        <source>Another backup of %1 is being made. Wait until it has ended.</source>
        <translation>Von %1 wird gerade eine andere Sicherung gemacht. Warten Sie, bis sie fertig ist.</translation>
    </message>
    <message>
        <source>This file is no backup of a master.</source>
        <translation>Diese Datei ist keine Sicherung eines Masters.</translation>
    </message>
    <message>
        <source>The backup has the format %1, which this program does not know. Update the program.</source>
        <translation>Die Sicherung hat das Format %1, das dieses Programm nicht kennt. Aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>The backup cannot be opened: the passphrase or key file is another one, or the file is damaged.</source>
        <translation>Die Sicherung lässt sich nicht öffnen: Passphrase oder Schlüsseldatei ist eine andere, oder die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The backup is damaged or was cut short. Nothing of it was used.</source>
        <translation>Die Sicherung ist beschädigt oder abgeschnitten. Nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>The passphrase is too short: whoever finds the backup must not guess it. Take %1 letters or more.</source>
        <translation>Die Passphrase ist zu kurz: Wer die Sicherung findet, darf sie nicht erraten können. Nehmen Sie mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The key file %1 is too short. Make one of 32 random bytes: head -c 32 /dev/urandom &gt; FILE</source>
        <translation>Die Schlüsseldatei %1 ist zu kurz. Erzeugen Sie eine aus 32 zufälligen Bytes: head -c 32 /dev/urandom &gt; DATEI</translation>
    </message>
    <message>
        <source>The two passphrases differ. Nothing was written.</source>
        <translation>Die beiden Passphrasen sind verschieden. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>There is no terminal to ask for the passphrase. Give a key file with --key-file.</source>
        <translation>Es gibt kein Terminal, um nach der Passphrase zu fragen. Geben Sie mit --key-file eine Schlüsseldatei an.</translation>
    </message>
    <message>
        <source>%1 is not empty: %2 is there. A backup is restored into an empty folder; move what is there away first.</source>
        <translation>%1 ist nicht leer: Dort liegt %2. Eine Sicherung wird in einen leeren Ordner wiederhergestellt; räumen Sie zuerst weg, was dort liegt.</translation>
    </message>
    <message>
        <source>A restore into %1 was cut short. Empty the folder and restore again.</source>
        <translation>Eine Wiederherstellung nach %1 wurde abgebrochen. Leeren Sie den Ordner und stellen Sie noch einmal wieder her.</translation>
    </message>
    <message>
        <source>named was started with the configuration %1, and not with %2, which Lockstep keeps. Start it without -c, or with that file.</source>
        <translation>named wurde mit der Konfiguration %1 gestartet und nicht mit %2, die Lockstep führt. Starten Sie es ohne -c oder mit dieser Datei.</translation>
    </message>
    <message>
        <source>named does not take this configuration; when it was tried on this server it said: %1</source>
        <translation>named nimmt diese Konfiguration nicht; beim Versuch auf diesem Server sagte es: %1</translation>
    </message>
    <message>
        <source>named did not come up with this configuration when it was tried on this server: it crashed, or took more than %1 s.</source>
        <translation>named kam mit dieser Konfiguration beim Versuch auf diesem Server nicht hoch: Es stürzte ab oder brauchte länger als %1 s.</translation>
    </message>
    <message>
        <source>It could not be tried whether named takes this configuration: %1. The checkers have accepted it.</source>
        <translation>Ob named diese Konfiguration nimmt, konnte nicht versucht werden: %1. Die Prüfprogramme haben sie angenommen.</translation>
    </message>
    <message>
        <source>It was not tried whether named takes this configuration: a second named may need %1 MiB, and %2 MiB of memory are free. The checkers have accepted it.</source>
        <translation>Ob named diese Konfiguration nimmt, wurde nicht versucht: Ein zweites named braucht vielleicht %1 MiB, und %2 MiB Speicher sind frei. Die Prüfprogramme haben sie angenommen.</translation>
    </message>
    <message>
        <source>The permissions of %1 were changed by hand on this server to %2 (written with %3): named may find it closed at its next start, or others may read it. Synchronise the server.</source>
        <translation>Die Zugriffsrechte von %1 wurden auf diesem Server von Hand auf %2 geändert (geschrieben mit %3): named findet die Datei beim nächsten Start vielleicht verschlossen, oder andere können sie lesen. Synchronisieren Sie den Server.</translation>
    </message>
    <message>
        <source>How it ended could not be written down, and the master was started again since. Look at what the members serve.</source>
        <translation>Wie es endete, ließ sich nicht festhalten, und der Master wurde seitdem neu gestartet. Sehen Sie nach, was die Mitglieder ausliefern.</translation>
    </message>
    <message>
        <source>%1 faults before: what cannot be read has no rows here</source>
        <translation>%1 Fehler vorher: Was nicht lesbar ist, hat hier keine Zeilen</translation>
    </message>
    <message>
        <source>1 fault before: what cannot be read has no rows here</source>
        <translation>1 Fehler vorher: Was nicht lesbar ist, hat hier keine Zeilen</translation>
    </message>
    <message>
        <source>%1 faults after: what cannot be read has no rows here</source>
        <translation>%1 Fehler nachher: Was nicht lesbar ist, hat hier keine Zeilen</translation>
    </message>
    <message>
        <source>1 fault after: what cannot be read has no rows here</source>
        <translation>1 Fehler nachher: Was nicht lesbar ist, hat hier keine Zeilen</translation>
    </message>
    <message>
        <source>The record stands in a comment now</source>
        <translation>Der Eintrag steht jetzt in einem Kommentar</translation>
    </message>
    <message>
        <source>The record stood in a comment before</source>
        <translation>Der Eintrag stand vorher in einem Kommentar</translation>
    </message>
    <message>
        <source>%1 records stand in %2 instead of %3</source>
        <translation>%1 Einträge stehen in %2 statt in %3</translation>
    </message>
    <message>
        <source>1 record stands in %2 instead of %3</source>
        <translation>1 Eintrag steht in %2 statt in %3</translation>
    </message>
    <message>
        <source>%1 comments differ</source>
        <translation>%1 Kommentare sind verschieden</translation>
    </message>
    <message>
        <source>1 comment differs</source>
        <translation>1 Kommentar ist verschieden</translation>
    </message>
    <message>
        <source>A comment is new</source>
        <translation>Ein Kommentar ist neu</translation>
    </message>
    <message>
        <source>A comment is gone</source>
        <translation>Ein Kommentar ist weggefallen</translation>
    </message>
    <message>
        <source>A comment changed</source>
        <translation>Ein Kommentar wurde geändert</translation>
    </message>
    <message>
        <source>%1 signatures were renewed</source>
        <translation>%1 Signaturen wurden erneuert</translation>
    </message>
    <message>
        <source>1 signature was renewed</source>
        <translation>1 Signatur wurde erneuert</translation>
    </message>
    <message>
        <source>%1 signatures were added</source>
        <translation>%1 Signaturen wurden hinzugefügt</translation>
    </message>
    <message>
        <source>1 signature was added</source>
        <translation>1 Signatur wurde hinzugefügt</translation>
    </message>
    <message>
        <source>%1 signatures were removed</source>
        <translation>%1 Signaturen wurden entfernt</translation>
    </message>
    <message>
        <source>1 signature was removed</source>
        <translation>1 Signatur wurde entfernt</translation>
    </message>
    <message>
        <source>The new signatures expire on %1</source>
        <translation>Die neuen Signaturen laufen am %1 ab</translation>
    </message>
    <message>
        <source>The new signatures expire from %1 to %2</source>
        <translation>Die neuen Signaturen laufen zwischen %1 und %2 ab</translation>
    </message>
    <message>
        <source>%1 names of the NSEC chain changed</source>
        <translation>%1 Namen der NSEC-Kette haben sich geändert</translation>
    </message>
    <message>
        <source>1 name of the NSEC chain changed</source>
        <translation>1 Name der NSEC-Kette hat sich geändert</translation>
    </message>
    <message>
        <source>NSEC3PARAM was added: %1</source>
        <translation>NSEC3PARAM wurde hinzugefügt: %1</translation>
    </message>
    <message>
        <source>NSEC3PARAM was removed: %1</source>
        <translation>NSEC3PARAM wurde entfernt: %1</translation>
    </message>
    <message>
        <source>NSEC3PARAM %1 becomes %2</source>
        <translation>Aus NSEC3PARAM %1 wird %2</translation>
    </message>
    <message>
        <source>The digest of the zone (ZONEMD) changed</source>
        <translation>Die Prüfsumme der Zone (ZONEMD) hat sich geändert</translation>
    </message>
    <message>
        <source>Serial %1 becomes %2</source>
        <translation>Aus Seriennummer %1 wird %2</translation>
    </message>
    <message>
        <source>A secret in it changed</source>
        <translation>Ein Geheimnis darin hat sich geändert</translation>
    </message>
    <message>
        <source>Place %1 becomes place %2</source>
        <translation>Aus Platz %1 wird Platz %2</translation>
    </message>
    <message>
        <source>It stands in view &quot;%2&quot; instead of view &quot;%1&quot;</source>
        <translation>Steht in View „%2“ statt in View „%1“</translation>
    </message>
    <message>
        <source>It stands in view &quot;%2&quot; and stood in none</source>
        <translation>Steht in View „%2“ und stand vorher in keiner</translation>
    </message>
    <message>
        <source>It stands in no view and stood in view &quot;%1&quot;</source>
        <translation>Steht in keiner View und stand vorher in View „%1“</translation>
    </message>
    <message>
        <source>Comments differ in %1</source>
        <translation>Kommentare sind verschieden in %1</translation>
    </message>
    <message>
        <source>White space alone differs in %1</source>
        <translation>Nur Leerraum ist verschieden in %1</translation>
    </message>
    <message>
        <source>The same is written in another way in %1</source>
        <translation>Dasselbe ist anders geschrieben in %1</translation>
    </message>
    <message>
        <source>%1 statements stand in %2 instead of %3</source>
        <translation>%1 Anweisungen stehen in %2 statt in %3</translation>
    </message>
    <message>
        <source>1 statement stands in %2 instead of %3</source>
        <translation>1 Anweisung steht in %2 statt in %3</translation>
    </message>
    <message>
        <source>%1 %2 records: %3 becomes %4</source>
        <translation>%1 %2-Einträge: Aus %3 wird %4</translation>
    </message>
    <message>
        <source>%1 %2 records: %3 becomes %4; 1 other changes in another way</source>
        <translation>%1 %2-Einträge: Aus %3 wird %4; 1 anderer ändert sich auf andere Weise</translation>
    </message>
    <message>
        <source>%1 %2 records: %3 becomes %4; %5 others change in another way</source>
        <translation>%1 %2-Einträge: Aus %3 wird %4; %5 andere ändern sich auf andere Weise</translation>
    </message>
    <message>
        <source>%1 TTLs: %2 becomes %3</source>
        <translation>%1 TTLs: Aus %2 wird %3</translation>
    </message>
    <message>
        <source>%1 TTLs: %2 becomes %3; 1 other changes in another way</source>
        <translation>%1 TTLs: Aus %2 wird %3; 1 andere ändert sich auf andere Weise</translation>
    </message>
    <message>
        <source>%1 TTLs: %2 becomes %3; %4 others change in another way</source>
        <translation>%1 TTLs: Aus %2 wird %3; %4 andere ändern sich auf andere Weise</translation>
    </message>
    <message>
        <source>%1 %2 records are new: %3</source>
        <translation>%1 %2-Einträge sind neu: %3</translation>
    </message>
    <message>
        <source>%1 %2 records are gone: %3</source>
        <translation>%1 %2-Einträge sind weggefallen: %3</translation>
    </message>
    <message>
        <source>%1 more rows are not listed</source>
        <translation>%1 weitere Zeilen sind nicht aufgeführt</translation>
    </message>
    <message>
        <source>What you marked as viewed could not be written to %1: it is forgotten when the console ends.</source>
        <translation>Was Sie als gesehen markiert haben, konnte nicht in %1 geschrieben werden: Es ist vergessen, sobald die Konsole beendet wird.</translation>
    </message>
    <message>
        <source>The file holds bytes that are no text</source>
        <translation>Die Datei enthält Bytes, die kein Text sind</translation>
    </message>
    <message>
        <source>Its lines</source>
        <translation>Ihre Zeilen</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>Risiken</translation>
    </message>
    <message>
        <source>%1 changes in %2 files, %3 viewed, written %4</source>
        <translation>%1 Änderungen in %2 Dateien, davon %3 gesehen, geschrieben %4</translation>
    </message>
    <message>
        <source>Seal %1</source>
        <translation>Siegel %1</translation>
    </message>
    <message>
        <source>%1 holds bytes that are no text: it is not part of this patch.</source>
        <translation>%1 enthält Bytes, die kein Text sind: Die Datei gehört nicht zu diesem Patch.</translation>
    </message>
    <message>
        <source>%1 holds secrets near what changes. They are masked here, so this part cannot be applied:</source>
        <translation>%1 enthält Geheimnisse in der Nähe der Änderungen. Sie sind hier unkenntlich gemacht, deshalb lässt sich dieser Teil nicht anwenden:</translation>
    </message>
    <message>
        <source>%1 more are left out here.</source>
        <translation>%1 weitere sind hier ausgelassen.</translation>
    </message>
    <message>
        <source>1 more is left out here.</source>
        <translation>1 weiterer ist hier ausgelassen.</translation>
    </message>
    <message>
        <source>The zone&apos;s own name servers change: %2 goes, %3 comes. If the parent zone names other servers, part of the world stops finding the zone.</source>
        <translation>Die eigenen Nameserver der Zone ändern sich: Weg fällt %2, hinzu kommt %3. Nennt die übergeordnete Zone andere Server, so findet ein Teil der Welt die Zone nicht mehr.</translation>
    </message>
    <message>
        <source>The zone has more name servers of its own: %3 comes. Until the parent zone names them too, few resolvers ask them; each must serve the zone before it is named.</source>
        <translation>Die Zone hat mehr eigene Nameserver: Hinzu kommt %3. Bis auch die übergeordnete Zone sie nennt, fragen nur wenige Resolver sie; jeder muss die Zone ausliefern, bevor er genannt wird.</translation>
    </message>
    <message>
        <source>The zone has fewer name servers of its own: %2 goes. If the parent zone still names them, questions go on to servers that may not answer any more.</source>
        <translation>Die Zone hat weniger eigene Nameserver: Weg fällt %2. Nennt die übergeordnete Zone sie noch, so gehen weiter Fragen an Server, die vielleicht nicht mehr antworten.</translation>
    </message>
    <message>
        <source>The zone names %1 as its own name server, and it has no address in the zone afterwards. named refuses the zone, or nobody finds that server.</source>
        <translation>Die Zone nennt %1 als eigenen Nameserver, und er hat danach in der Zone keine Adresse. named lehnt die Zone ab, oder niemand findet diesen Server.</translation>
    </message>
    <message>
        <source>%1 is a name server of the zone %2 and loses its last address. named refuses the zone, or nobody finds that server.</source>
        <translation>%1 ist ein Nameserver der Zone %2 und verliert seine letzte Adresse. named lehnt die Zone ab, oder niemand findet diesen Server.</translation>
    </message>
    <message>
        <source>The zone %1 loses its SOA record. named refuses a zone without one.</source>
        <translation>Die Zone %1 verliert ihren SOA-Eintrag. named lehnt eine Zone ohne SOA ab.</translation>
    </message>
    <message>
        <source>The %2 records of %1 change by hand: %3 go, %4 come. If the DS in the parent zone does not fit them, every resolver that validates refuses the zone.</source>
        <translation>Die %2-Einträge von %1 werden von Hand geändert: %3 fallen weg, %4 kommen hinzu. Passt der DS in der übergeordneten Zone nicht dazu, so lehnt jeder validierende Resolver die Zone ab.</translation>
    </message>
    <message>
        <source>%1 signatures go and none comes: the zone %2 is not signed any more. As long as the parent zone has a DS for it, every resolver that validates refuses its answers.</source>
        <translation>%1 Signaturen fallen weg, und keine kommt hinzu: Die Zone %2 ist nicht mehr signiert. Solange die übergeordnete Zone einen DS für sie hat, lehnt jeder validierende Resolver ihre Antworten ab.</translation>
    </message>
    <message>
        <source>%1 signature goes and none comes: the zone %2 is not signed as before. As long as the parent zone has a DS for it, every resolver that validates refuses what is not signed.</source>
        <translation>%1 Signatur fällt weg, und keine kommt hinzu: Die Zone %2 ist nicht mehr wie vorher signiert. Solange die übergeordnete Zone einen DS für sie hat, lehnt jeder validierende Resolver ab, was nicht signiert ist.</translation>
    </message>
    <message>
        <source>The DS of the delegation %1 changes: %2 goes, %3 comes. If it does not fit the keys of %1, every resolver that validates refuses that zone.</source>
        <translation>Der DS der Delegation %1 ändert sich: Weg fällt %2, hinzu kommt %3. Passt er nicht zu den Schlüsseln von %1, so lehnt jeder validierende Resolver diese Zone ab.</translation>
    </message>
    <message>
        <source>The delegation %1 gets a DS: %3. From now on its zone must be signed with that key, or every resolver that validates refuses it.</source>
        <translation>Die Delegation %1 erhält einen DS: %3. Von da an muss ihre Zone mit diesem Schlüssel signiert sein, sonst lehnt jeder validierende Resolver sie ab.</translation>
    </message>
    <message>
        <source>The delegation %1 loses its DS: %2. Resolvers take its zone for unsigned and accept forged answers.</source>
        <translation>Die Delegation %1 verliert ihren DS: %2. Resolver halten ihre Zone für unsigniert und nehmen gefälschte Antworten an.</translation>
    </message>
    <message>
        <source>The delegation of %1 goes (%2). All names of that zone stop being found, unless this zone has them itself.</source>
        <translation>Die Delegation von %1 fällt weg (%2). Alle Namen dieser Zone werden nicht mehr gefunden, außer wenn diese Zone sie selbst enthält.</translation>
    </message>
    <message>
        <source>The delegation %1 loses the last address of its servers: %2 had %3. Its servers lie in it, so nobody finds that zone any more.</source>
        <translation>Die Delegation %1 verliert die letzte Adresse ihrer Server: %2 hatte %3. Ihre Server liegen in ihr selbst, deshalb findet niemand mehr diese Zone.</translation>
    </message>
    <message>
        <source>%1, a name server of this zone, moves: %2 goes, %3 comes. If the parent zone has its address as glue, the old one is asked until it is changed there.</source>
        <translation>%1, ein Nameserver dieser Zone, zieht um: Weg fällt %2, hinzu kommt %3. Hat die übergeordnete Zone seine Adresse als Glue, so wird die alte gefragt, bis sie dort geändert ist.</translation>
    </message>
    <message>
        <source>%1, a name server of this zone, loses the address %2. If the parent zone has it as glue, it is asked until it is removed there.</source>
        <translation>%1, ein Nameserver dieser Zone, verliert die Adresse %2. Hat die übergeordnete Zone sie als Glue, so wird sie gefragt, bis sie dort entfernt ist.</translation>
    </message>
    <message>
        <source>The SOA of %1 changes beyond its serial: %2. It decides which server is asked to update, how soon secondaries follow and give up, and how long names that are missing are remembered.</source>
        <translation>Der SOA von %1 ändert sich über die Seriennummer hinaus: %2. Er bestimmt, welcher Server um Updates gebeten wird, wie bald Secondaries folgen und aufgeben und wie lange fehlende Namen als fehlend gemerkt werden.</translation>
    </message>
    <message>
        <source>%1 signatures come and none was there before: the zone %2 becomes a signed one. Before its DS stands in the parent zone, everything must be signed on every server.</source>
        <translation>%1 Signaturen kommen hinzu, und vorher gab es keine: Die Zone %2 wird zu einer signierten. Bevor ihr DS in der übergeordneten Zone steht, muss auf jedem Server alles signiert sein.</translation>
    </message>
    <message>
        <source>%1 signature comes in the zone %2, and none was there before. A zone is signed as a whole, or not at all.</source>
        <translation>%1 Signatur kommt in der Zone %2 hinzu, und vorher gab es keine. Eine Zone wird ganz signiert oder gar nicht.</translation>
    </message>
    <message>
        <source>The delegation of %1 changes: %2 goes, %3 comes. The new servers must serve the zone already, and the old ones until resolvers have forgotten them.</source>
        <translation>Die Delegation von %1 ändert sich: Weg fällt %2, hinzu kommt %3. Die neuen Server müssen die Zone schon ausliefern, und die alten müssen es noch tun, bis Resolver sie vergessen haben.</translation>
    </message>
    <message>
        <source>The delegation of %1 has more servers: %3 comes. Each must serve the zone already.</source>
        <translation>Die Delegation von %1 hat mehr Server: Hinzu kommt %3. Jeder muss die Zone schon ausliefern.</translation>
    </message>
    <message>
        <source>The delegation of %1 has fewer servers: %2 goes. The others have to answer for them.</source>
        <translation>Die Delegation von %1 hat weniger Server: Weg fällt %2. Die anderen müssen für sie mit antworten.</translation>
    </message>
    <message>
        <source>%1 becomes a zone of its own, and %2 records of this zone at and below it are not seen any more. Its new servers must have them.</source>
        <translation>%1 wird eine eigene Zone, und %2 Einträge dieser Zone mit diesem Namen oder darunter sind nicht mehr zu sehen. Die neuen Server müssen sie haben.</translation>
    </message>
    <message>
        <source>%1 becomes a zone of its own, and %2 record of this zone at or below it is not seen any more. Its new servers must have it.</source>
        <translation>%1 wird eine eigene Zone, und %2 Eintrag dieser Zone mit diesem Namen oder darunter ist nicht mehr zu sehen. Die neuen Server müssen ihn haben.</translation>
    </message>
    <message>
        <source>The delegation %1 needs the address of its server %2, which changes: %3 goes, %4 comes. If the server is not there already, the zone below is found more slowly or not at all.</source>
        <translation>Die Delegation %1 braucht die Adresse ihres Servers %2, die sich ändert: Weg fällt %3, hinzu kommt %4. Ist der Server dort noch nicht erreichbar, so wird die Zone darunter langsamer oder gar nicht gefunden.</translation>
    </message>
    <message>
        <source>The delegation %1 needs the address of its server %2, which loses %3. What is left has to answer for it.</source>
        <translation>Die Delegation %1 braucht die Adresse ihres Servers %2, der %3 verliert. Was übrig bleibt, muss allein antworten.</translation>
    </message>
    <message>
        <source>%1 becomes a zone of its own (%2). Its servers must serve it already.</source>
        <translation>%1 wird eine eigene Zone (%2). Ihre Server müssen sie schon ausliefern.</translation>
    </message>
    <message>
        <source>The file of the zone %1 goes. A zone without its file is not served after the next start.</source>
        <translation>Die Datei der Zone %1 fällt weg. Eine Zone ohne ihre Datei wird nach dem nächsten Start nicht ausgeliefert.</translation>
    </message>
    <message>
        <source>The file of the zone %1 has %2 faults: what cannot be read may be anything, and named may refuse the zone.</source>
        <translation>Die Datei der Zone %1 hat %2 Fehler: Was nicht lesbar ist, kann alles Mögliche sein, und named lehnt die Zone vielleicht ab.</translation>
    </message>
    <message>
        <source>The file of the zone %1 has %2 fault: what cannot be read may be anything, and named may refuse the zone.</source>
        <translation>Die Datei der Zone %1 hat %2 Fehler: Was nicht lesbar ist, kann alles Mögliche sein, und named lehnt die Zone vielleicht ab.</translation>
    </message>
    <message>
        <source>The file of the zone %1 had %2 faults: what changes there cannot be told.</source>
        <translation>Die Datei der Zone %1 hatte %2 Fehler: Was sich dort ändert, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>The file of the zone %1 had %2 fault: what changes there cannot be told.</source>
        <translation>Die Datei der Zone %1 hatte %2 Fehler: Was sich dort ändert, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>The zone %1 is emptied: all %2 records go, and its SOA and NS are left. Every name in it stops being found.</source>
        <translation>Die Zone %1 wird geleert: Alle %2 Einträge fallen weg, es bleiben SOA und NS. Kein Name in ihr wird mehr gefunden.</translation>
    </message>
    <message>
        <source>The zone %1 is emptied: its only record goes, and SOA and NS are left.</source>
        <translation>Die Zone %1 wird geleert: Ihr einziger Eintrag fällt weg, es bleiben SOA und NS.</translation>
    </message>
    <message>
        <source>%1 of %2 records go (%3 %). More than half of the zone stops being found.</source>
        <translation>%1 von %2 Einträgen fallen weg (%3 %). Mehr als die Hälfte der Zone wird nicht mehr gefunden.</translation>
    </message>
    <message>
        <source>%1 loses its last address, %2, and %3 records of this zone still point to it. They lead nowhere then.</source>
        <translation>%1 verliert die letzte Adresse, %2, und %3 Einträge dieser Zone zeigen noch darauf. Sie führen dann ins Leere.</translation>
    </message>
    <message>
        <source>%1 loses its last address, %2, and %3 record of this zone still points to it. It leads nowhere then.</source>
        <translation>%1 verliert die letzte Adresse, %2, und %3 Eintrag dieser Zone zeigt noch darauf. Er führt dann ins Leere.</translation>
    </message>
    <message>
        <source>%1 goes, and %2 records of this zone still point to it. They lead nowhere then.</source>
        <translation>%1 fällt weg, und %2 Einträge dieser Zone zeigen noch darauf. Sie führen dann ins Leere.</translation>
    </message>
    <message>
        <source>%1 goes, and %2 record of this zone still points to it. It leads nowhere then.</source>
        <translation>%1 fällt weg, und %2 Eintrag dieser Zone zeigt noch darauf. Er führt dann ins Leere.</translation>
    </message>
    <message>
        <source>%1 of %2 records go (%3 %).</source>
        <translation>%1 von %2 Einträgen fallen weg (%3 %).</translation>
    </message>
    <message>
        <source>%1 becomes an alias of %2, which has no records in this zone afterwards. Whoever asks for it gets no answer.</source>
        <translation>%1 wird ein Alias von %2, das danach in dieser Zone keine Einträge hat. Wer danach fragt, erhält keine Antwort.</translation>
    </message>
    <message>
        <source>The wildcard %1 changes its %2: %3 goes, %4 comes. Every name that is not in the zone and that it covers is answered otherwise.</source>
        <translation>Die Wildcard %1 ändert ihre %2-Einträge: Weg fällt %3, hinzu kommt %4. Jeder Name, den sie abdeckt und der nicht in der Zone steht, wird anders beantwortet.</translation>
    </message>
    <message>
        <source>The wildcard %1 comes, with %2 %4. Every name below it that is not in the zone is answered by it, misspelt ones too.</source>
        <translation>Die Wildcard %1 kommt hinzu, mit %2 %4. Sie beantwortet jeden Namen darunter, der nicht in der Zone steht, auch falsch geschriebene.</translation>
    </message>
    <message>
        <source>The wildcard %1 loses its %2: %3. Every name that it alone answered for stops being found.</source>
        <translation>Die Wildcard %1 verliert ihre %2-Einträge: %3. Jeder Name, den nur sie beantwortet hat, wird nicht mehr gefunden.</translation>
    </message>
    <message>
        <source>The wildcard %1 has more %2: %4 comes. Every name that is not in the zone and that it covers is answered otherwise.</source>
        <translation>Die Wildcard %1 hat mehr %2-Einträge: Hinzu kommt %4. Jeder Name, den sie abdeckt und der nicht in der Zone steht, wird anders beantwortet.</translation>
    </message>
    <message>
        <source>The wildcard %1 has fewer %2: %3 goes. Every name that is not in the zone and that it covers is answered otherwise.</source>
        <translation>Die Wildcard %1 hat weniger %2-Einträge: Weg fällt %3. Jeder Name, den sie abdeckt und der nicht in der Zone steht, wird anders beantwortet.</translation>
    </message>
    <message>
        <source>%1 is now a name of its own, and %2 does not answer for it any more. It has no %3.</source>
        <translation>%1 ist jetzt ein eigener Name, und %2 antwortet nicht mehr dafür. Ihm fehlt: %3.</translation>
    </message>
    <message>
        <source>%1 makes %3 a name of its own, and %2 does not answer for it and all names below it any more.</source>
        <translation>%1 macht %3 zu einem eigenen Namen, und %2 antwortet für ihn und alle Namen darunter nicht mehr.</translation>
    </message>
    <message>
        <source>%1 loses its last address, %2. Nothing else in this zone points to it; others may.</source>
        <translation>%1 verliert die letzte Adresse, %2. In dieser Zone zeigt nichts anderes darauf, anderswo vielleicht schon.</translation>
    </message>
    <message>
        <source>%1 loses its mail servers (%2). Mail for it goes to its own address, or comes back.</source>
        <translation>%1 verliert die Mailserver (%2). Mail dafür geht an die eigene Adresse des Namens oder kommt zurück.</translation>
    </message>
    <message>
        <source>%1 says that it takes no mail (MX 0 .). Every mail for it comes back at once.</source>
        <translation>%1 gibt an, keine Mail anzunehmen (MX 0 .). Jede Mail dafür kommt sofort zurück.</translation>
    </message>
    <message>
        <source>The SPF of %1 lets any server of the world send mail in its name: %2.</source>
        <translation>Der SPF-Eintrag von %1 lässt jeden Server der Welt in diesem Namen Mail senden: %2.</translation>
    </message>
    <message>
        <source>The mail servers of %1 change: %2 goes, %3 comes. The new ones must take mail for it already.</source>
        <translation>Die Mailserver von %1 ändern sich: Weg fällt %2, hinzu kommt %3. Die neuen müssen schon Mail dafür annehmen.</translation>
    </message>
    <message>
        <source>%1 has more mail servers: %3 comes. They must take mail for it already.</source>
        <translation>%1 hat mehr Mailserver: Hinzu kommt %3. Sie müssen schon Mail dafür annehmen.</translation>
    </message>
    <message>
        <source>%1 has fewer mail servers: %2 goes. The others take all mail for it.</source>
        <translation>%1 hat weniger Mailserver: Weg fällt %2. Die anderen nehmen alle Mail dafür an.</translation>
    </message>
    <message>
        <source>%1 has %2 SPF records. Receivers take that for an error and may refuse its mail: it may have one.</source>
        <translation>%1 hat %2 SPF-Einträge. Empfänger halten das für einen Fehler und lehnen Mail von dort vielleicht ab: Erlaubt ist nur einer.</translation>
    </message>
    <message>
        <source>The SPF of %1 changes from %2 to %3. Mail from a server that it leaves out may be refused.</source>
        <translation>Der SPF-Eintrag von %1 ändert sich von %2 zu %3. Mail von einem Server, den er auslässt, wird vielleicht abgelehnt.</translation>
    </message>
    <message>
        <source>%1 gets an SPF record: %3. Mail from a server that it leaves out may be refused.</source>
        <translation>%1 erhält einen SPF-Eintrag: %3. Mail von einem Server, den er auslässt, wird vielleicht abgelehnt.</translation>
    </message>
    <message>
        <source>%1 loses its SPF record, %2. Anybody can send mail in its name more easily, and its own may be taken for it.</source>
        <translation>%1 verliert den SPF-Eintrag %2. Jeder kann leichter Mail in diesem Namen senden, und die eigene kann für gefälscht gehalten werden.</translation>
    </message>
    <message>
        <source>The DMARC policy of %1 becomes weaker: %2 becomes %3. Forged mail in its name is taken more easily.</source>
        <translation>Die DMARC-Richtlinie von %1 wird schwächer: Aus %2 wird %3. In diesem Namen gefälschte Mail wird leichter angenommen.</translation>
    </message>
    <message>
        <source>%1 loses its DMARC policy, %2. Forged mail in its name is taken more easily.</source>
        <translation>%1 verliert die DMARC-Richtlinie %2. In diesem Namen gefälschte Mail wird leichter angenommen.</translation>
    </message>
    <message>
        <source>%1 has several DMARC policies, which count as none; it had %2.</source>
        <translation>%1 hat mehrere DMARC-Richtlinien, die als keine gelten; vorher war es %2.</translation>
    </message>
    <message>
        <source>More authorities may issue certificates for %1: %2 goes, %3 comes.</source>
        <translation>Mehr Zertifizierungsstellen dürfen Zertifikate für %1 ausstellen: Weg fällt %2, hinzu kommt %3.</translation>
    </message>
    <message>
        <source>More authorities may issue certificates for %1: %3 comes.</source>
        <translation>Mehr Zertifizierungsstellen dürfen Zertifikate für %1 ausstellen: Hinzu kommt %3.</translation>
    </message>
    <message>
        <source>%1 loses CAA records: %2. More authorities may issue certificates for it.</source>
        <translation>%1 verliert CAA-Einträge: %2. Mehr Zertifizierungsstellen dürfen dafür Zertifikate ausstellen.</translation>
    </message>
    <message>
        <source>The TLSA records of %1 change: %2 goes, %3 comes. A server with another certificate is refused by whoever checks.</source>
        <translation>Die TLSA-Einträge von %1 ändern sich: Weg fällt %2, hinzu kommt %3. Wer sie prüft, lehnt einen Server mit einem anderen Zertifikat ab.</translation>
    </message>
    <message>
        <source>%1 gets TLSA records: %3. A server with another certificate is refused by whoever checks.</source>
        <translation>%1 erhält TLSA-Einträge: %3. Wer sie prüft, lehnt einen Server mit einem anderen Zertifikat ab.</translation>
    </message>
    <message>
        <source>%1 loses TLSA records: %2. A certificate that they alone allowed is refused by whoever checks.</source>
        <translation>%1 verliert TLSA-Einträge: %2. Wer sie prüft, lehnt ein Zertifikat ab, das nur sie erlaubt haben.</translation>
    </message>
    <message>
        <source>The serial of %1 goes down, from %2 to %3. Secondaries stop following until it is above again.</source>
        <translation>Die Seriennummer von %1 sinkt von %2 auf %3. Secondaries folgen nicht mehr, bis sie wieder darüber liegt.</translation>
    </message>
    <message>
        <source>The zone %1 changes, and its serial stays %2. Secondaries do not take the change.</source>
        <translation>Die Zone %1 ändert sich, und ihre Seriennummer bleibt %2. Secondaries übernehmen die Änderung nicht.</translation>
    </message>
    <message>
        <source>Resolvers may go on giving the old %1 of %2 for %3. A smaller TTL, deployed that long before, makes the change quicker.</source>
        <translation>Resolver geben den alten %1-Eintrag von %2 vielleicht noch %3 lang weiter. Eine kleinere TTL, um diese Zeit früher ausgerollt, lässt die Änderung schneller wirken.</translation>
    </message>
    <message>
        <source>The TTL of %1 at %2 rises from %3 to %4. If it proves wrong, resolvers go on giving it for that long after it was rolled back.</source>
        <translation>Die TTL von %1 bei %2 steigt von %3 auf %4. Erweist sich der Eintrag als falsch, so geben Resolver ihn noch so lange weiter, nachdem er zurückgerollt wurde.</translation>
    </message>
    <message>
        <source>%1 RRsets are new (%2 and others). Resolvers that were told there is none may go on saying so for %3.</source>
        <translation>%1 RRsets sind neu (%2 und andere). Resolver, die erfahren haben, dass es sie nicht gibt, sagen das vielleicht noch %3 lang.</translation>
    </message>
    <message>
        <source>%1 RRset is new (%2). Resolvers that were told there is none may go on saying so for %3.</source>
        <translation>%1 RRset ist neu (%2). Resolver, die erfahren haben, dass es das nicht gibt, sagen das vielleicht noch %3 lang.</translation>
    </message>
    <message>
        <source>The zone %1 is removed. Servers of this group do not answer for it any more.</source>
        <translation>Die Zone %1 wird entfernt. Die Server dieser Gruppe antworten nicht mehr für sie.</translation>
    </message>
    <message>
        <source>The zone %1 is removed from view &quot;%2&quot;. Clients of that view get no answer for it any more, or another one.</source>
        <translation>Die Zone %1 wird aus der View „%2“ entfernt. Clients dieser View erhalten keine Antwort mehr für sie oder eine andere.</translation>
    </message>
    <message>
        <source>The view &quot;%1&quot; is removed with all its zones. Its clients are answered by the next view that fits, or not at all.</source>
        <translation>Die View „%1“ wird mit allen ihren Zonen entfernt. Ihren Clients antwortet die nächste passende View oder gar keine.</translation>
    </message>
    <message>
        <source>The zone %1 was a %2 and becomes a %3. Its file is not what is served any more, and may be overwritten.</source>
        <translation>Die Zone %1 war vom Typ %2 und wird zum Typ %3. Ihre Datei ist nicht mehr das, was ausgeliefert wird, und wird vielleicht überschrieben.</translation>
    </message>
    <message>
        <source>The zone %1 was a %2 and has no type of its own any more. Its file is not what is served.</source>
        <translation>Die Zone %1 war vom Typ %2 und hat keinen eigenen Typ mehr. Ihre Datei ist nicht das, was ausgeliefert wird.</translation>
    </message>
    <message>
        <source>The zone %1 was a %2 and becomes a %3. Its data come from elsewhere.</source>
        <translation>Die Zone %1 war vom Typ %2 und wird zum Typ %3. Ihre Daten kommen von anderswo.</translation>
    </message>
    <message>
        <source>The zone %1 is a %3 now. Its data come from elsewhere.</source>
        <translation>Die Zone %1 ist jetzt vom Typ %3. Ihre Daten kommen von anderswo.</translation>
    </message>
    <message>
        <source>The zone %1 was a %2 and has no type of its own any more. Its data come from elsewhere.</source>
        <translation>Die Zone %1 war vom Typ %2 und hat keinen eigenen Typ mehr. Ihre Daten kommen von anderswo.</translation>
    </message>
    <message>
        <source>The zone %1 moves from %2 to %3. Clients of the one lose it, clients of the other get it.</source>
        <translation>Die Zone %1 wechselt von %2 nach %3. Die Clients der einen verlieren sie, die der anderen erhalten sie.</translation>
    </message>
    <message>
        <source>The zone %1 moves into %3 and stood in no view. Clients of other views lose it.</source>
        <translation>Die Zone %1 kommt nach %3 und stand vorher in keiner View. Clients anderer Views verlieren sie.</translation>
    </message>
    <message>
        <source>The zone %1 moves out of %2 and stands in no view.</source>
        <translation>Die Zone %1 kommt aus %2 heraus und steht in keiner View.</translation>
    </message>
    <message>
        <source>The zone %1 is read from %3 instead of %2. If they do not say the same, all of it may change at once.</source>
        <translation>Die Zone %1 wird aus %3 statt aus %2 gelesen. Steht dort nicht dasselbe, so kann sich alles in ihr auf einmal ändern.</translation>
    </message>
    <message>
        <source>The zone %1 is kept in a file now: %3.</source>
        <translation>Die Zone %1 wird jetzt in einer Datei gehalten: %3.</translation>
    </message>
    <message>
        <source>The zone %1 is kept in no file any more; it was %2. A secondary has no data after a start until its primary answers.</source>
        <translation>Die Zone %1 wird nicht mehr in einer Datei gehalten; bisher war es %2. Ein Secondary hat nach einem Start keine Daten, bis sein Primary antwortet.</translation>
    </message>
    <message>
        <source>The view &quot;%1&quot; moves from place %2 to place %3. The first view that fits a client answers it: some clients may get another one.</source>
        <translation>Die View „%1“ rückt von Platz %2 auf Platz %3. Die erste View, die zu einem Client passt, antwortet ihm: Manche Clients geraten vielleicht in eine andere.</translation>
    </message>
    <message>
        <source>The view &quot;%1&quot; is new. Clients that fit it are answered by it, and not by the views behind it.</source>
        <translation>Die View „%1“ ist neu. Clients, die zu ihr passen, erhalten ihre Antworten von ihr und nicht von den Views dahinter.</translation>
    </message>
    <message>
        <source>The zone %1 is new. Whether the world asks these servers for it is decided by its parent zone.</source>
        <translation>Die Zone %1 ist neu. Ob die Welt diese Server nach ihr fragt, entscheidet ihre übergeordnete Zone.</translation>
    </message>
    <message>
        <source>More may change zones (%1 of %2): %3. Whoever is let in can change every record that it covers.</source>
        <translation>Mehr Clients dürfen Zonen ändern (%1 in %2): %3. Wer zugelassen ist, kann jeden Eintrag ändern, den das umfasst.</translation>
    </message>
    <message>
        <source>More may change zones (%1 of %2): %3. Whoever is let in can change every record that it covers. Zones without a list of their own, which follow: %4.</source>
        <translation>Mehr Clients dürfen Zonen ändern (%1 in %2): %3. Wer zugelassen ist, kann jeden Eintrag ändern, den das umfasst. Zonen ohne eigene Liste, für die das auch gilt: %4.</translation>
    </message>
    <message>
        <source>More may change zones (%1 of %2 goes): %3.</source>
        <translation>Mehr Clients dürfen Zonen ändern (%1 in %2 fällt weg): %3.</translation>
    </message>
    <message>
        <source>More may transfer zones (%1 of %2): %3. They can read all of a zone at once.</source>
        <translation>Mehr Clients dürfen Zonen übertragen (%1 in %2): %3. Sie können eine ganze Zone auf einmal lesen.</translation>
    </message>
    <message>
        <source>More may transfer zones (%1 of %2): %3. They can read all of a zone at once. Zones without a list of their own, which follow: %4.</source>
        <translation>Mehr Clients dürfen Zonen übertragen (%1 in %2): %3. Sie können eine ganze Zone auf einmal lesen. Zonen ohne eigene Liste, für die das auch gilt: %4.</translation>
    </message>
    <message>
        <source>%1 of %2 goes, and nothing else says who may transfer: with BIND 9.18 everybody may, with 9.20 nobody. All of a zone can be read at once, or its secondaries get nothing.</source>
        <translation>%1 in %2 fällt weg, und sonst legt nichts fest, wer übertragen darf: Bei BIND 9.18 dürfen es alle, bei 9.20 niemand. Eine ganze Zone kann auf einmal gelesen werden, oder ihre Secondaries erhalten nichts.</translation>
    </message>
    <message>
        <source>named takes commands from outside: inet %1. Whoever has a key it accepts can stop the server.</source>
        <translation>named nimmt Befehle von außen an: inet %1. Wer einen Schlüssel hat, den es annimmt, kann den Server anhalten.</translation>
    </message>
    <message>
        <source>Recursion is switched on in %1, for everybody. An open resolver is used to attack others, and its cache is attacked.</source>
        <translation>In %1 wird die Rekursion für alle eingeschaltet. Ein offener Resolver wird für Angriffe auf andere benutzt, und sein Cache wird angegriffen.</translation>
    </message>
    <message>
        <source>%1 of %2 lets in everybody. An open resolver is used to attack others, and its cache is attacked.</source>
        <translation>%1 in %2 lässt alle zu. Ein offener Resolver wird für Angriffe auf andere benutzt, und sein Cache wird angegriffen.</translation>
    </message>
    <message>
        <source>%1 of %2 goes, and everybody is let in. An open resolver is used to attack others, and its cache is attacked.</source>
        <translation>%1 in %2 fällt weg, und alle sind zugelassen. Ein offener Resolver wird für Angriffe auf andere benutzt, und sein Cache wird angegriffen.</translation>
    </message>
    <message>
        <source>%1 of %2 lets everybody ask. What was for some is for the world.</source>
        <translation>%1 in %2 lässt alle fragen. Was für einige war, ist dann für die ganze Welt.</translation>
    </message>
    <message>
        <source>%1 of %2 lets everybody ask. What was for some is for the world. Zones without a list of their own, which follow: %4.</source>
        <translation>%1 in %2 lässt alle fragen. Was für einige war, ist dann für die ganze Welt. Zonen ohne eigene Liste, für die das auch gilt: %4.</translation>
    </message>
    <message>
        <source>%1 of %2 goes, and everybody may ask. What was for some is for the world.</source>
        <translation>%1 in %2 fällt weg, und alle dürfen fragen. Was für einige war, ist dann für die ganze Welt.</translation>
    </message>
    <message>
        <source>%1 of %2 lets everybody send NOTIFY. Anybody can make this server ask its primaries again and again.</source>
        <translation>%1 in %2 lässt alle NOTIFY senden. Jeder kann diesen Server dazu bringen, seine Primaries immer wieder zu fragen.</translation>
    </message>
    <message>
        <source>%1 of %2 lets everybody send NOTIFY. Anybody can make this server ask its primaries again and again. Zones without a list of their own, which follow: %4.</source>
        <translation>%1 in %2 lässt alle NOTIFY senden. Jeder kann diesen Server dazu bringen, seine Primaries immer wieder zu fragen. Zonen ohne eigene Liste, für die das auch gilt: %4.</translation>
    </message>
    <message>
        <source>%1 of %2 goes, and everybody may send NOTIFY.</source>
        <translation>%1 in %2 fällt weg, und alle dürfen NOTIFY senden.</translation>
    </message>
    <message>
        <source>%1 lets in more: %2. %3 statements use it: %4. They let more clients transfer, change or command, or everybody ask.</source>
        <translation>%1 lässt mehr zu: %2. %3 Anweisungen verwenden diese Liste: %4. Sie lassen mehr Clients übertragen, ändern oder Befehle geben oder lassen alle fragen.</translation>
    </message>
    <message>
        <source>%1 lets in more: %2. %3 statement uses it: %4. It lets more clients transfer, change or command, or everybody ask.</source>
        <translation>%1 lässt mehr zu: %2. %3 Anweisung verwendet diese Liste: %4. Sie lässt mehr Clients übertragen, ändern oder Befehle geben oder lässt alle fragen.</translation>
    </message>
    <message>
        <source>blackhole holds everybody. The server answers nobody.</source>
        <translation>blackhole umfasst alle. Der Server antwortet niemandem.</translation>
    </message>
    <message>
        <source>Recursion is switched on in %1. The server answers for the whole world to those whom allow-recursion lets in.</source>
        <translation>In %1 wird die Rekursion eingeschaltet. Der Server gibt denen, die allow-recursion zulässt, Antworten für die ganze Welt.</translation>
    </message>
    <message>
        <source>%1 of %2 lets in more clients: %3. They can use this resolver.</source>
        <translation>%1 in %2 lässt mehr Clients zu: %3. Sie können diesen Resolver benutzen.</translation>
    </message>
    <message>
        <source>%1 of %2 goes, and more clients are let in: %3. They can use this resolver.</source>
        <translation>%1 in %2 fällt weg, und mehr Clients sind zugelassen: %3. Sie können diesen Resolver benutzen.</translation>
    </message>
    <message>
        <source>%1 of %2 lets in more clients: %3. They can ask what they could not.</source>
        <translation>%1 in %2 lässt mehr Clients zu: %3. Sie können fragen, was sie bisher nicht konnten.</translation>
    </message>
    <message>
        <source>%1 of %2 lets in more clients: %3. They can ask what they could not. Zones without a list of their own, which follow: %4.</source>
        <translation>%1 in %2 lässt mehr Clients zu: %3. Sie können fragen, was sie bisher nicht konnten. Zonen ohne eigene Liste, für die das auch gilt: %4.</translation>
    </message>
    <message>
        <source>%1 of %2 goes, and more clients are let in: %3.</source>
        <translation>%1 in %2 fällt weg, und mehr Clients sind zugelassen: %3.</translation>
    </message>
    <message>
        <source>%1 of %2 lets in more clients: %3. They can make this server ask its primaries.</source>
        <translation>%1 in %2 lässt mehr Clients zu: %3. Sie können diesen Server dazu bringen, seine Primaries zu fragen.</translation>
    </message>
    <message>
        <source>%1 of %2 lets in more clients: %3. They can make this server ask its primaries. Zones without a list of their own, which follow: %4.</source>
        <translation>%1 in %2 lässt mehr Clients zu: %3. Sie können diesen Server dazu bringen, seine Primaries zu fragen. Zonen ohne eigene Liste, für die das auch gilt: %4.</translation>
    </message>
    <message>
        <source>%1 lets in more: %2. %3 statements use it: %4.</source>
        <translation>%1 lässt mehr zu: %2. %3 Anweisungen verwenden diese Liste: %4.</translation>
    </message>
    <message>
        <source>%1 lets in more: %2. %3 statement uses it: %4.</source>
        <translation>%1 lässt mehr zu: %2. %3 Anweisung verwendet diese Liste: %4.</translation>
    </message>
    <message>
        <source>blackhole holds more clients: %1. They get no answer at all.</source>
        <translation>blackhole umfasst mehr Clients: %1. Sie erhalten überhaupt keine Antwort.</translation>
    </message>
    <message>
        <source>blackhole holds fewer clients: %2 is answered again.</source>
        <translation>blackhole umfasst weniger Clients: %2 erhält wieder Antworten.</translation>
    </message>
    <message>
        <source>%2 of view &quot;%1&quot; changes. Some clients may be answered by another view.</source>
        <translation>%2 der View „%1“ ändert sich. Manchen Clients antwortet dann vielleicht eine andere View.</translation>
    </message>
    <message>
        <source>%1 changes, by which views choose their clients: %2. Some clients may be answered by another view.</source>
        <translation>%1 ändert sich, wonach Views ihre Clients wählen: %2. Manchen Clients antwortet dann vielleicht eine andere View.</translation>
    </message>
    <message>
        <source>Statistics can be read from outside: inet %1. They tell zones, clients and versions.</source>
        <translation>Die Statistik kann von außen gelesen werden: inet %1. Sie verrät Zonen, Clients und Versionen.</translation>
    </message>
    <message>
        <source>%1 of %2 lets in fewer clients: %3 gets no answer any more.</source>
        <translation>%1 in %2 lässt weniger Clients zu: %3 erhält keine Antwort mehr.</translation>
    </message>
    <message>
        <source>%1 has no dnssec-policy any more, it was &quot;%2&quot;. named stops signing; as long as the parent zone has a DS, every resolver that validates refuses the zone.</source>
        <translation>%1 hat keine dnssec-policy mehr, bisher war es „%2“. named hört auf zu signieren; solange die übergeordnete Zone einen DS hat, lehnt jeder validierende Resolver die Zone ab.</translation>
    </message>
    <message>
        <source>%1 has no dnssec-policy any more, it was &quot;%2&quot;. named stops signing every zone that had it from there (%3); as long as their parent zones have a DS, every resolver that validates refuses them.</source>
        <translation>%1 hat keine dnssec-policy mehr, bisher war es „%2“. named hört auf, jede Zone zu signieren, die sie von dort hatte (%3); solange deren übergeordnete Zonen einen DS haben, lehnt jeder validierende Resolver sie ab.</translation>
    </message>
    <message>
        <source>dnssec-validation is switched off in %1. Forged answers are believed.</source>
        <translation>In %1 wird dnssec-validation ausgeschaltet. Gefälschte Antworten werden geglaubt.</translation>
    </message>
    <message>
        <source>%2 is not included any more, and %1 statements go with it.</source>
        <translation>%2 wird nicht mehr eingebunden, und damit fallen %1 Anweisungen weg.</translation>
    </message>
    <message>
        <source>%2 is not included any more, and %1 statement goes with it.</source>
        <translation>%2 wird nicht mehr eingebunden, und damit fällt %1 Anweisung weg.</translation>
    </message>
    <message>
        <source>%1 has the dnssec-policy &quot;%3&quot; instead of &quot;%2&quot;. Keys may be changed, and the DS in the parent zone with them.</source>
        <translation>%1 hat die dnssec-policy „%3“ statt „%2“. Schlüssel werden vielleicht gewechselt und mit ihnen der DS in der übergeordneten Zone.</translation>
    </message>
    <message>
        <source>%1 changes its %2. It counts for every zone that has this policy: keys may be changed, and the DS in their parent zones with them.</source>
        <translation>In %1 ändert sich %2. Das gilt für jede Zone, die diese Policy hat: Schlüssel werden vielleicht gewechselt und mit ihnen der DS in deren übergeordneten Zonen.</translation>
    </message>
    <message>
        <source>%1 changes its %2. Whoever still has the old one is refused: all that use it must change at once.</source>
        <translation>In %1 ändert sich %2. Wer noch den alten Stand hat, wird abgelehnt: Alle, die ihn verwenden, müssen gleichzeitig wechseln.</translation>
    </message>
    <message>
        <source>%1 goes. Whoever still signs with it is refused.</source>
        <translation>%1 fällt weg. Wer noch damit signiert, wird abgelehnt.</translation>
    </message>
    <message>
        <source>%1 changes its %2. Clients that expect the old certificate, or speak less, are refused.</source>
        <translation>In %1 ändert sich %2. Clients, die das alte Zertifikat erwarten oder weniger beherrschen, werden abgelehnt.</translation>
    </message>
    <message>
        <source>%1 goes. What listens or connects with it does so no more.</source>
        <translation>%1 fällt weg. Was damit lauscht oder Verbindungen aufbaut, tut es nicht mehr.</translation>
    </message>
    <message>
        <source>The addresses at which named listens change from %2 to %3. Clients may not reach it there any more.</source>
        <translation>Die Adressen, an denen named lauscht, ändern sich von %2 zu %3. Clients erreichen es dort vielleicht nicht mehr.</translation>
    </message>
    <message>
        <source>named listens at other addresses: %3. Where nothing was said it listened at all.</source>
        <translation>named lauscht an anderen Adressen: %3. Wo nichts angegeben war, lauschte es an allen.</translation>
    </message>
    <message>
        <source>The addresses at which named listens change: %2 goes. Clients may not reach it there any more, or reach it at all addresses.</source>
        <translation>Die Adressen, an denen named lauscht, ändern sich: Weg fällt %2. Clients erreichen es dort vielleicht nicht mehr, oder sie erreichen es an allen Adressen.</translation>
    </message>
    <message>
        <source>The primaries in %1 change from %2 to %3. Its data come from there, and must be the same.</source>
        <translation>Die primaries in %1 ändern sich von %2 zu %3. Die Daten kommen von dort und müssen dieselben sein.</translation>
    </message>
    <message>
        <source>%1 gets primaries: %3.</source>
        <translation>%1 erhält primaries: %3.</translation>
    </message>
    <message>
        <source>%1 has no primaries any more; they were %2.</source>
        <translation>%1 hat keine primaries mehr; bisher waren es %2.</translation>
    </message>
    <message>
        <source>Questions are forwarded elsewhere in %1: from %2 to %3. Whoever answers there is believed.</source>
        <translation>Fragen werden in %1 anderswohin weitergeleitet: nicht mehr an %2, sondern an %3. Wer dort antwortet, dem wird geglaubt.</translation>
    </message>
    <message>
        <source>Questions are forwarded in %1: to %3. Whoever answers there is believed.</source>
        <translation>Fragen werden in %1 weitergeleitet: an %3. Wer dort antwortet, dem wird geglaubt.</translation>
    </message>
    <message>
        <source>Questions are not forwarded any more in %1; it was %2. named asks the world itself, if it can reach it.</source>
        <translation>Fragen werden in %1 nicht mehr weitergeleitet; bisher gingen sie an %2. named fragt die Welt selbst, wenn es sie erreicht.</translation>
    </message>
    <message>
        <source>Others are told of changes in %1: from %2 to %3. A secondary that is left out follows only when it looks by itself.</source>
        <translation>Andere werden in %1 über Änderungen benachrichtigt: nicht mehr %2, sondern %3. Ein Secondary, der ausgelassen wird, folgt erst, wenn er von sich aus nachsieht.</translation>
    </message>
    <message>
        <source>More are told of changes in %1: %3.</source>
        <translation>Mehr Server werden in %1 über Änderungen benachrichtigt: %3.</translation>
    </message>
    <message>
        <source>%1 has no also-notify any more; it was %2. A secondary that is left out follows only when it looks by itself.</source>
        <translation>%1 hat kein also-notify mehr; bisher war es %2. Ein Secondary, der ausgelassen wird, folgt erst, wenn er von sich aus nachsieht.</translation>
    </message>
    <message>
        <source>The response policy in %1 changes from %2 to %3. Answers to clients are rewritten otherwise.</source>
        <translation>Die response-policy in %1 ändert sich von %2 zu %3. Antworten an Clients werden anders umgeschrieben.</translation>
    </message>
    <message>
        <source>A response policy comes in %1: %3. Answers to clients are rewritten.</source>
        <translation>In %1 kommt eine response-policy hinzu: %3. Antworten an Clients werden umgeschrieben.</translation>
    </message>
    <message>
        <source>The response policy in %1 goes: %2. What it blocked is answered.</source>
        <translation>Die response-policy in %1 fällt weg: %2. Was sie gesperrt hat, wird beantwortet.</translation>
    </message>
    <message>
        <source>The catalog zones in %1 change from %2 to %3. All zones that a catalog lists come or go with it.</source>
        <translation>Die catalog-zones in %1 ändern sich von %2 zu %3. Alle Zonen, die ein Katalog aufführt, kommen oder gehen mit ihm.</translation>
    </message>
    <message>
        <source>Catalog zones come in %1: %3. All zones that they list are served.</source>
        <translation>In %1 kommen catalog-zones hinzu: %3. Alle Zonen, die sie aufführen, werden ausgeliefert.</translation>
    </message>
    <message>
        <source>The catalog zones in %1 go: %2. All zones that they list go with them.</source>
        <translation>Die catalog-zones in %1 fallen weg: %2. Alle Zonen, die sie aufführen, fallen mit ihnen weg.</translation>
    </message>
    <message>
        <source>Answers are not limited any more in %1. The server can be used to flood others.</source>
        <translation>Antworten sind in %1 nicht mehr begrenzt. Der Server kann benutzt werden, um andere zu überfluten.</translation>
    </message>
    <message>
        <source>minimal-responses is switched off in %1. Answers become larger.</source>
        <translation>In %1 wird minimal-responses ausgeschaltet. Antworten werden größer.</translation>
    </message>
    <message>
        <source>The two states are not compared yet. Try again when they are shown.</source>
        <translation>Die beiden Stände sind noch nicht verglichen. Versuchen Sie es noch einmal, wenn sie gezeigt werden.</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder or make space, then try again.</source>
        <translation>%1 konnte nicht geschrieben werden. Wählen Sie einen anderen Ordner oder schaffen Sie Platz, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>What is staged has the seal %1 now, not %2 that was reviewed. Look at what changed and prepare again.</source>
        <translation>Was vorgemerkt ist, hat jetzt das Siegel %1 und nicht %2, das geprüft wurde. Sehen Sie sich an, was sich geändert hat, und bereiten Sie erneut vor.</translation>
    </message>
    <message>
        <source>Something else is staged at this place already, in line %1 of the staged text. Review what is staged, and edit it there.</source>
        <translation>An dieser Stelle ist schon etwas anderes vorgemerkt, in Zeile %1 des vorgemerkten Textes. Sehen Sie durch, was vorgemerkt ist, und bearbeiten Sie es dort.</translation>
    </message>
    <message>
        <source>%1 is not in staging: somebody removed it there. Adopt the whole file to have it back.</source>
        <translation>%1 ist nicht vorgemerkt: Jemand hat die Datei dort entfernt. Übernehmen Sie die ganze Datei, um sie zurückzuholen.</translation>
    </message>
    <message>
        <source>It serves what is live, but was not told yet that this stays: it can still go back by itself.</source>
        <translation>Er liefert, was live ist, aber ihm wurde noch nicht gesagt, dass es dabei bleibt: Er kann noch von selbst zurückgehen.</translation>
    </message>
    <message>
        <source>Deleting the group &quot;%1&quot; ends the handling of its %2 members and throws away %3 staged edits and its history. Repeat the command with --yes to do it.</source>
        <translation>Mit dem Löschen der Gruppe „%1“ endet die Verwaltung ihrer Mitglieder (%2); vorgemerkte Bearbeitungen (%3) und ihr Verlauf gehen verloren. Wiederholen Sie den Befehl mit --yes, um das zu tun.</translation>
    </message>
    <message>
        <source>%1, a file of this server alone, was changed by hand since something was deployed here last. Whether named has read it is not known: synchronise the server, which checks it, has it read and proves what is served, or put the file back.</source>
        <translation>%1, eine Datei nur dieses Servers, wurde von Hand geändert, seit hier zuletzt ausgerollt wurde. Ob named sie gelesen hat, ist nicht bekannt: Synchronisieren Sie den Server – dabei wird sie geprüft und von named gelesen und nachgewiesen, was er ausliefert – oder stellen Sie die Datei wieder her.</translation>
    </message>
    <message>
        <source>%1 has been edited or deployed since this step: taking the step back would overwrite that. Discard the later edit first, or leave both.</source>
        <translation>%1 wurde seit diesem Schritt bearbeitet oder ausgerollt: Ihn zurückzunehmen würde das überschreiben. Verwerfen Sie zuerst die spätere Bearbeitung, oder lassen Sie beides, wie es ist.</translation>
    </message>
    <message>
        <source>The part of the agent that serves masters, %1, cannot be started. Install lockstep-agent on this server anew, with both of its programs.</source>
        <translation>Der Teil des Agenten, der Master bedient, %1, lässt sich nicht starten. Installieren Sie lockstep-agent auf diesem Server neu, mit seinen beiden Programmen.</translation>
    </message>
</context>
<context>
    <name>FileMark</name>
    <message>
        <source>+ added</source>
        <translation>+ hinzugefügt</translation>
    </message>
    <message>
        <source>~ changed</source>
        <translation>~ geändert</translation>
    </message>
    <message>
        <source>− removed</source>
        <translation>− entfernt</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Its history and everything that can be rolled back to are thrown away. This cannot be undone.</source>
        <translation>Ihr Verlauf und alles, wozu zurückgerollt werden kann, gehen verloren. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message numerus="yes">
        <source>Its %n member(s) are not touched: they go on answering what they serve now, and nobody keeps them alike any more. To give a server its plain folders back, release it first.</source>
        <translation>
            <numerusform>Ihr %n Mitglied bleibt unberührt: Es antwortet weiter mit dem, was es jetzt ausliefert, und nichts hält es mehr aktuell. Um dem Server seine gewöhnlichen Ordner zurückzugeben, geben Sie ihn zuerst frei.</numerusform>
            <numerusform>Ihre %n Mitglieder bleiben unberührt: Sie antworten weiter mit dem, was sie jetzt ausliefern, und nichts hält sie mehr gleich. Um einem Server seine gewöhnlichen Ordner zurückzugeben, geben Sie ihn zuerst frei.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete a group</source>
        <translation>Gruppe löschen</translation>
    </message>
    <message>
        <source>Delete the group &quot;%1&quot;?</source>
        <translation>Gruppe „%1“ löschen?</translation>
    </message>
    <message>
        <source>Delete the group</source>
        <translation>Gruppe löschen</translation>
    </message>
    <message numerus="yes">
        <source>%n staged edit(s) are thrown away with it.</source>
        <translation>
            <numerusform>%n vorgemerkte Bearbeitung geht mit ihr verloren.</numerusform>
            <numerusform>%n vorgemerkte Bearbeitungen gehen mit ihr verloren.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>First data</source>
        <translation>Erste Daten</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückgesetzt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>contacting</source>
        <translation>wird kontaktiert</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>Übertragung läuft</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>vorbereitet</translation>
    </message>
    <message>
        <source>switching</source>
        <translation>schaltet um</translation>
    </message>
    <message>
        <source>proved</source>
        <translation>nachgewiesen</translation>
    </message>
    <message>
        <source>confirming</source>
        <translation>wird bestätigt</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>returning</source>
        <translation>wird zurückgesetzt</translation>
    </message>
    <message>
        <source>put back</source>
        <translation>zurückgesetzt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>did not answer, follows later</source>
        <translation>hat nicht geantwortet, folgt später</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Deployment %1 is live.</source>
        <translation>Ausrollung %1 ist live.</translation>
    </message>
    <message>
        <source>Deployment %1 was taken back on every member.</source>
        <translation>Ausrollung %1 wurde auf jedem Mitglied zurückgenommen.</translation>
    </message>
    <message>
        <source>The first member&apos;s data became live.</source>
        <translation>Die Daten des ersten Mitglieds wurden live.</translation>
    </message>
    <message>
        <source>%1, deployment %2: %3</source>
        <translation>%1, Ausrollung %2: %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Deployment %1: %2</source>
        <translation>Ausrollung %1: %2</translation>
    </message>
    <message>
        <source>Group &quot;%1&quot; was created.</source>
        <translation>Die Gruppe „%1“ wurde angelegt.</translation>
    </message>
    <message>
        <source>Member &quot;%1&quot; was edited.</source>
        <translation>Das Mitglied „%1“ wurde bearbeitet.</translation>
    </message>
    <message>
        <source>Member &quot;%1&quot; was attached.</source>
        <translation>Das Mitglied „%1“ wurde angekoppelt.</translation>
    </message>
    <message>
        <source>Member &quot;%1&quot; was detached.</source>
        <translation>Das Mitglied „%1“ wurde abgekoppelt.</translation>
    </message>
    <message>
        <source>A member was released.</source>
        <translation>Ein Mitglied wurde freigegeben.</translation>
    </message>
    <message>
        <source>A member was removed.</source>
        <translation>Ein Mitglied wurde entfernt.</translation>
    </message>
    <message>
        <source>The settings of the group &quot;%1&quot; were changed.</source>
        <translation>Die Einstellungen der Gruppe „%1“ wurden geändert.</translation>
    </message>
    <message>
        <source>Deployment %1 was kept.</source>
        <translation>Ausrollung %1 wurde behalten.</translation>
    </message>
</context>
<context>
    <name>MeaningView</name>
    <message numerus="yes">
        <source>%n more characters: see the text</source>
        <translation>
            <numerusform>%n weiteres Zeichen: siehe Text</numerusform>
            <numerusform>%n weitere Zeichen: siehe Text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message>
        <source>version not told</source>
        <translation>Version nicht genannt</translation>
    </message>
    <message>
        <source>not heard of yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>the group&apos;s first data</source>
        <translation>die ersten Daten der Gruppe</translation>
    </message>
    <message>
        <source>Give it a name. It is for people: the server&apos;s host name is a good one.</source>
        <translation>Geben Sie dem Mitglied einen Namen. Er ist für Menschen: Gut passt der Hostname des Servers.</translation>
    </message>
    <message>
        <source>Say where the server&apos;s agent listens: a host name or an address.</source>
        <translation>Geben Sie an, wo der Agent des Servers lauscht: einen Hostnamen oder eine Adresse.</translation>
    </message>
    <message>
        <source>Print a join code on the server with &quot;lockstep-agent enrol&quot; and paste it here.</source>
        <translation>Lassen Sie auf dem Server mit „lockstep-agent enrol“ einen Beitrittscode ausgeben und fügen Sie ihn hier ein.</translation>
    </message>
    <message>
        <source>On the server, &quot;systemctl status lockstep-agent&quot; says whether the agent runs. Between here and there, TCP port %1 must be open.</source>
        <translation>Auf dem Server zeigt „systemctl status lockstep-agent“, ob der Agent läuft. Zwischen hier und dort muss der TCP-Port %1 offen sein.</translation>
    </message>
    <message>
        <source>The join code was printed on another server than the one that answers at %1. Go back and check host and code.</source>
        <translation>Der Beitrittscode wurde auf einem anderen Server ausgegeben als dem, der unter %1 antwortet. Gehen Sie zurück und prüfen Sie Host und Code.</translation>
    </message>
    <message>
        <source>Run &quot;lockstep-agent enrol&quot; on the server again, go back and paste the new code.</source>
        <translation>Führen Sie auf dem Server noch einmal „lockstep-agent enrol“ aus, gehen Sie zurück und fügen Sie den neuen Code ein.</translation>
    </message>
    <message>
        <source>Go back and give a join code.</source>
        <translation>Gehen Sie zurück und geben Sie einen Beitrittscode an.</translation>
    </message>
    <message>
        <source>Detached</source>
        <translation>Abgekoppelt</translation>
    </message>
    <message>
        <source>named is silent</source>
        <translation>named antwortet nicht</translation>
    </message>
    <message>
        <source>first data</source>
        <translation>erste Daten</translation>
    </message>
    <message>
        <source>other data</source>
        <translation>andere Daten</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>%1 + by hand</source>
        <translation>%1 + von Hand</translation>
    </message>
    <message>
        <source>%1, not proved</source>
        <translation>%1, nicht nachgewiesen</translation>
    </message>
    <message>
        <source>It is detached: prepare and deploy leave it out, and it may go on answering older data. Attach it to compare it with what is live.</source>
        <translation>Es ist abgekoppelt: Es wird beim Vorbereiten und Ausrollen ausgelassen und antwortet vielleicht weiter mit älteren Daten. Koppeln Sie es an, um es mit dem Live-Stand zu vergleichen.</translation>
    </message>
</context>
<context>
    <name>OperationWords</name>
    <message numerus="yes">
        <source>%1, %2 and %n more</source>
        <translation>
            <numerusform>%1, %2 und %n weiteres</numerusform>
            <numerusform>%1, %2 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Every member that switched goes back to what it served before.</source>
        <translation>Jedes Mitglied, das umgeschaltet hat, kehrt zu dem zurück, was es zuvor ausgeliefert hat.</translation>
    </message>
    <message>
        <source>It is decided: the members are told to keep what they serve now.</source>
        <translation>Es ist entschieden: Die Mitglieder werden angewiesen, zu behalten, was sie jetzt ausliefern.</translation>
    </message>
    <message>
        <source>The members switch, and every one is asked whether it serves the new data.</source>
        <translation>Die Mitglieder schalten um, und jedes wird gefragt, ob es die neuen Daten ausliefert.</translation>
    </message>
    <message>
        <source>The server is read. Nothing that it serves changes.</source>
        <translation>Der Server wird gelesen. An dem, was er ausliefert, ändert sich nichts.</translation>
    </message>
    <message>
        <source>The set is verified and laid beside what the members serve. Nothing that is served changes.</source>
        <translation>Der Stand wird geprüft und neben dem abgelegt, was die Mitglieder ausliefern. An dem, was ausgeliefert wird, ändert sich nichts.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Returning</source>
        <translation>Wird zurückgesetzt</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückgesetzt</translation>
    </message>
    <message>
        <source>Not reached, follows later</source>
        <translation>Nicht erreicht, folgt später</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Proved</source>
        <translation>Nachgewiesen</translation>
    </message>
    <message>
        <source>Serving %1</source>
        <translation>Liefert Ausrollung %1 aus</translation>
    </message>
    <message>
        <source>Serving live</source>
        <translation>Liefert den Live-Stand aus</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Contacting</source>
        <translation>Wird kontaktiert</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Übertragung läuft</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Switching and proving</source>
        <translation>Umschalten und Nachweisen</translation>
    </message>
    <message>
        <source>Confirming</source>
        <translation>Wird bestätigt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Prepare &quot;%1&quot;</source>
        <translation>„%1“ vorbereiten</translation>
    </message>
    <message>
        <source>Deploy &quot;%1&quot;</source>
        <translation>„%1“ ausrollen</translation>
    </message>
    <message>
        <source>Roll back &quot;%1&quot;</source>
        <translation>„%1“ zurückrollen</translation>
    </message>
    <message>
        <source>Synchronise &quot;%1&quot;</source>
        <translation>„%1“ synchronisieren</translation>
    </message>
    <message>
        <source>Add a member to &quot;%1&quot;</source>
        <translation>Mitglied zu „%1“ hinzufügen</translation>
    </message>
    <message>
        <source>Not every member answers, so it is not known yet how it ended. The master goes on asking until it is.</source>
        <translation>Nicht jedes Mitglied antwortet; deshalb steht noch nicht fest, wie es ausgegangen ist. Der Master fragt weiter, bis es feststeht.</translation>
    </message>
    <message>
        <source>All members serve what they served before. Nothing staged is lost.</source>
        <translation>Alle Mitglieder liefern aus, was sie zuvor ausgeliefert haben. Nichts Vorgemerktes ist verloren.</translation>
    </message>
    <message>
        <source>It was stopped: all members serve what they served before. Nothing staged is lost.</source>
        <translation>Der Vorgang wurde angehalten: Alle Mitglieder liefern aus, was sie zuvor ausgeliefert haben. Nichts Vorgemerktes ist verloren.</translation>
    </message>
    <message>
        <source>%1 failed: all members serve what they served before. Nothing staged is lost.</source>
        <translation>Fehlgeschlagen auf %1: Alle Mitglieder liefern aus, was sie zuvor ausgeliefert haben. Nichts Vorgemerktes ist verloren.</translation>
    </message>
    <message>
        <source>It failed before any member switched: what is served has not changed. Nothing staged is lost.</source>
        <translation>Der Vorgang schlug fehl, bevor ein Mitglied umgeschaltet hat: An dem, was ausgeliefert wird, hat sich nichts geändert. Nichts Vorgemerktes ist verloren.</translation>
    </message>
    <message>
        <source>It was not prepared. What is served has not changed; nothing staged is lost.</source>
        <translation>Es wurde nicht vorbereitet. An dem, was ausgeliefert wird, hat sich nichts geändert; nichts Vorgemerktes ist verloren.</translation>
    </message>
    <message>
        <source>%1 refused the set. What is served has not changed; correct what is marked and prepare again.</source>
        <translation>Abgelehnt von %1. An dem, was ausgeliefert wird, hat sich nichts geändert; korrigieren Sie, was markiert ist, und bereiten Sie erneut vor.</translation>
    </message>
    <message numerus="yes">
        <source>%n members hold the verified set. What they serve has not changed; deploy it when you are ready.</source>
        <translation>
            <numerusform>%n Mitglied hat den geprüften Stand. An dem, was es ausliefert, hat sich nichts geändert; rollen Sie aus, wenn Sie so weit sind.</numerusform>
            <numerusform>%n Mitglieder haben den geprüften Stand. An dem, was sie ausliefern, hat sich nichts geändert; rollen Sie aus, wenn Sie so weit sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>The member belongs to the group now.</source>
        <translation>Das Mitglied gehört jetzt zur Gruppe.</translation>
    </message>
    <message>
        <source>The member serves what is live.</source>
        <translation>Das Mitglied liefert den Live-Stand aus.</translation>
    </message>
    <message numerus="yes">
        <source>%n members serve deployment %1, and each was asked to prove it.</source>
        <translation>
            <numerusform>%n Mitglied liefert die Ausrollung %1 aus und hat es auf Anfrage nachgewiesen.</numerusform>
            <numerusform>%n Mitglieder liefern die Ausrollung %1 aus, und jedes hat es auf Anfrage nachgewiesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 does not answer: it goes back by itself, about a minute after it switched.</source>
        <translation>%1 antwortet nicht: Es kehrt etwa eine Minute nach dem Umschalten von selbst zurück.</translation>
    </message>
    <message>
        <source>Returning %1</source>
        <translation>Rückkehr %1</translation>
    </message>
    <message>
        <source>Preparing %1</source>
        <translation>Vorbereiten %1</translation>
    </message>
    <message>
        <source>Deploying %1</source>
        <translation>Ausrollen %1</translation>
    </message>
    <message>
        <source>Rolling back %1</source>
        <translation>Zurückrollen %1</translation>
    </message>
    <message>
        <source>Synchronising</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Adding a member</source>
        <translation>Mitglied wird hinzugefügt</translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) read again</source>
        <translation>
            <numerusform>%n Zone wird neu gelesen</numerusform>
            <numerusform>%n Zonen werden neu gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new zone(s)</source>
        <translation>
            <numerusform>%n Zone ist neu</numerusform>
            <numerusform>%n Zonen sind neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) removed: refused from then on</source>
        <translation>
            <numerusform>%n Zone fällt weg: ab dann wird sie verweigert</numerusform>
            <numerusform>%n Zonen fallen weg: ab dann werden sie verweigert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) whose records stay with their clients or with named</source>
        <translation>
            <numerusform>%n Zone, deren Einträge bei ihren Clients oder bei named bleiben</numerusform>
            <numerusform>%n Zonen, deren Einträge bei ihren Clients oder bei named bleiben</numerusform>
        </translation>
    </message>
    <message>
        <source>The configuration is read again</source>
        <translation>Die Konfiguration wird neu gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) made anew (%1). named does not answer for it until it has loaded it; all zones of the server load in %2.</source>
        <translation>
            <numerusform>%n Zone wird neu angelegt (%1). named antwortet für sie nicht, bis sie geladen ist; alle Zonen des Servers laden in %2.</numerusform>
            <numerusform>%n Zonen werden neu angelegt (%1). named antwortet für sie nicht, bis sie geladen sind; alle Zonen des Servers laden in %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>Wave %1 of %2 serves the new data and is watched for another %3 before the next one switches.</source>
        <translation>Welle %1 von %2 liefert die neuen Daten aus und wird noch %3 beobachtet, bevor die nächste umschaltet.</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) serve the new data and are watched for another %1.</source>
        <translation>
            <numerusform>%n Mitglied liefert die neuen Daten aus und wird noch %1 beobachtet.</numerusform>
            <numerusform>%n Mitglieder liefern die neuen Daten aus und werden noch %1 beobachtet.</numerusform>
        </translation>
    </message>
    <message>
        <source>If one of them fails, all go back.</source>
        <translation>Schlägt es auf einem fehl, kehren alle zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) serve deployment %1. Keep it within %2, or all of them go back to what they served before.</source>
        <translation>
            <numerusform>%n Mitglied liefert die Ausrollung %1 aus. Behalten Sie sie innerhalb von %2, sonst kehrt es zu dem zurück, was es zuvor ausgeliefert hat.</numerusform>
            <numerusform>%n Mitglieder liefern die Ausrollung %1 aus. Behalten Sie sie innerhalb von %2, sonst kehren alle zu dem zurück, was sie zuvor ausgeliefert haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>All members serve what they served before. The master cannot write that down and tries it again until it can; nothing else can begin in this group before.</source>
        <translation>Alle Mitglieder liefern aus, was sie zuvor ausgeliefert haben. Der Master kann das nicht festhalten und versucht es weiter, bis es gelingt; vorher kann in dieser Gruppe nichts anderes beginnen.</translation>
    </message>
    <message>
        <source>Wave %1 of %2 switches, and every member of it is asked whether it serves the new data.</source>
        <translation>Welle %1 von %2 schaltet um, und jedes ihrer Mitglieder wird gefragt, ob es die neuen Daten ausliefert.</translation>
    </message>
    <message>
        <source>Waits to be kept</source>
        <translation>Wartet auf Behalten</translation>
    </message>
    <message>
        <source>Watching wave %1/%2</source>
        <translation>Welle %1/%2 wird beobachtet</translation>
    </message>
    <message>
        <source>Returned, not written down</source>
        <translation>Zurückgesetzt, nicht festgehalten</translation>
    </message>
    <message>
        <source>named takes the new value of %1 only when it is started again. Deploying does not restart it: do that on every member when it suits.</source>
        <translation>named übernimmt den neuen Wert von %1 erst, wenn es neu gestartet wird. Das Ausrollen startet es nicht neu: Tun Sie das auf jedem Mitglied, sobald es passt.</translation>
    </message>
    <message>
        <source>The master cannot write down which members are late and tries it again until it can; nothing else can begin in this group before.</source>
        <translation>Der Master kann nicht festhalten, welche Mitglieder im Rückstand sind, und versucht es weiter; vorher kann in dieser Gruppe nichts anderes beginnen.</translation>
    </message>
    <message>
        <source>Cannot write down who is late</source>
        <translation>Rückstand lässt sich nicht festhalten</translation>
    </message>
</context>
<context>
    <name>RiskSign</name>
    <message>
        <source>danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>old answers until %1</source>
        <translation>alte Antworten bis %1</translation>
    </message>
</context>
<context>
    <name>Rollout</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) at once, watched for %1 s.</source>
        <translation>
            <numerusform>%n Mitglied auf einmal, %1 s beobachtet.</numerusform>
            <numerusform>Alle %n Mitglieder auf einmal, %1 s beobachtet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) at once.</source>
        <translation>
            <numerusform>%n Mitglied auf einmal.</numerusform>
            <numerusform>Alle %n Mitglieder auf einmal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, watched for %2 s, then the other %n.</source>
        <translation>
            <numerusform>Zuerst %1, %2 s beobachtet, dann das andere (%n).</numerusform>
            <numerusform>Zuerst %1, %2 s beobachtet, dann die anderen %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, then the other %n.</source>
        <translation>
            <numerusform>Zuerst %1, dann das andere (%n).</numerusform>
            <numerusform>Zuerst %1, dann die anderen %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, watched for %2 s, then %n at a time (%3 waves).</source>
        <translation>
            <numerusform>Zuerst %1, %2 s beobachtet, dann je %n (%3 Wellen).</numerusform>
            <numerusform>Zuerst %1, %2 s beobachtet, dann je %n (%3 Wellen).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, then %n at a time (%2 waves).</source>
        <translation>
            <numerusform>Zuerst %1, dann je %n (%2 Wellen).</numerusform>
            <numerusform>Zuerst %1, dann je %n (%2 Wellen).</numerusform>
        </translation>
    </message>
    <message>
        <source>The group has no members yet.</source>
        <translation>Die Gruppe hat noch keine Mitglieder.</translation>
    </message>
    <message>
        <source>All go back when SERVFAIL and NXDOMAIN rise by more than %1 % of a member&apos;s answers.</source>
        <translation>Alle kehren zurück, wenn SERVFAIL und NXDOMAIN um mehr als %1 % der Antworten eines Mitglieds zunehmen.</translation>
    </message>
    <message numerus="yes">
        <source>In the end it waits %n minute(s) for somebody to keep it; otherwise all go back.</source>
        <translation>
            <numerusform>Am Ende wartet es %n Minute, dass jemand es behält; sonst kehren alle zurück.</numerusform>
            <numerusform>Am Ende wartet es %n Minuten, dass jemand es behält; sonst kehren alle zurück.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignatureQuestion</name>
    <message>
        <source>Signatures are taken away</source>
        <translation>Signaturen werden entfernt</translation>
    </message>
    <message>
        <source>Take the signatures of %1 away, or let other keys make them?</source>
        <translation>Die Signaturen von %1 entfernen oder von anderen Schlüsseln erzeugen lassen?</translation>
    </message>
    <message>
        <source>Resolvers that know its DS record answer nothing for this zone until its parent has no such record any more and every cache has lost it. Take the DS record out of the parent zone first, and wait for as long as its time to live.</source>
        <translation>Resolver, die ihren DS-Record kennen, beantworten für diese Zone nichts mehr, bis die übergeordnete Zone keinen solchen Record mehr hat und er aus jedem Cache verschwunden ist. Nehmen Sie den DS-Record zuerst aus der übergeordneten Zone und warten Sie seine Gültigkeitsdauer (TTL) ab.</translation>
    </message>
    <message>
        <source>Take them away</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>the first member brings it</source>
        <translation>vom ersten Mitglied</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message>
        <source>staged is what is live</source>
        <translation>gleich dem Live-Stand</translation>
    </message>
    <message numerus="yes">
        <source>%n do not fit what is live</source>
        <translation>
            <numerusform>%n passt nicht zum Live-Stand</numerusform>
            <numerusform>%n passen nicht zum Live-Stand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n files, by %1</source>
        <translation>
            <numerusform>in %n Datei, von %1</numerusform>
            <numerusform>in %n Dateien, von %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing prepared</source>
        <translation>Nichts vorbereitet</translation>
    </message>
    <message>
        <source>review, then prepare</source>
        <translation>durchsehen, vorbereiten</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No longer valid</source>
        <translation>Nicht mehr gültig</translation>
    </message>
    <message>
        <source>live has moved since, prepare again</source>
        <translation>Live-Stand seitdem geändert, erneut vorbereiten</translation>
    </message>
    <message>
        <source>older than staging</source>
        <translation>älter als die Vormerkung</translation>
    </message>
    <message>
        <source>Nothing live</source>
        <translation>Nichts live</translation>
    </message>
    <message>
        <source>As the first member came</source>
        <translation>Wie vom ersten Mitglied gebracht</translation>
    </message>
    <message>
        <source>Deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>&amp;Show progress</source>
        <translation>&amp;Fortschritt zeigen</translation>
    </message>
    <message>
        <source>&amp;Add the first member...</source>
        <translation>Erstes &amp;Mitglied hinzufügen...</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Deploy to %n members...</source>
        <translation>
            <numerusform>Auf %n Mitglied aus&amp;rollen...</numerusform>
            <numerusform>Auf %n Mitglieder aus&amp;rollen...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n members</source>
        <translation>
            <numerusform>%1 von %n Mitglied</numerusform>
            <numerusform>%1 von %n Mitgliedern</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep deployment %1...</source>
        <translation>Ausrollung %1 &amp;behalten...</translation>
    </message>
    <message numerus="yes">
        <source>%n edits</source>
        <translation>
            <numerusform>%n vorgemerkt</numerusform>
            <numerusform>%n vorgemerkt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Prepare %n edits...</source>
        <translation>
            <numerusform>%n &amp;vorbereiten...</numerusform>
            <numerusform>%n &amp;vorbereiten...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Word</name>
    <message>
        <source>write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>change the owner of</source>
        <translation>Ändern des Besitzers</translation>
    </message>
    <message>
        <source>change the mode of</source>
        <translation>Ändern der Rechte</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>Sichern auf dem Datenträger</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Auflisten</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>exchange</source>
        <translation>Vertauschen</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Ändern der Zeit</translation>
    </message>
    <message>
        <source>prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>deploy</source>
        <translation>Ausrollen</translation>
    </message>
    <message>
        <source>roll-back</source>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>synchronise</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>add-member</source>
        <translation>Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>release</source>
        <translation>Freigeben</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>In sync</source>
        <translation>Synchron</translation>
    </message>
    <message>
        <source>Files match, not served</source>
        <translation>Dateien gleich, nicht geladen</translation>
    </message>
    <message>
        <source>Out of sync</source>
        <translation>Nicht synchron</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Everything put back</source>
        <translation>Alles zurückgesetzt</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>Noch nicht entschieden</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Ausrollen</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>vor %n s</numerusform>
            <numerusform>vor %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n h</numerusform>
            <numerusform>vor %n h</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday, %1</source>
        <translation>gestern, %1</translation>
    </message>
</context>
<context>
    <name>ZonesModel</name>
    <message>
        <source>primary</source>
        <translation>Primary</translation>
    </message>
    <message>
        <source>secondary</source>
        <translation>Secondary</translation>
    </message>
    <message>
        <source>hint</source>
        <translation>Hint</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>stub</source>
        <translation>Stub</translation>
    </message>
    <message>
        <source>static stub</source>
        <translation>Static-Stub</translation>
    </message>
    <message>
        <source>mirror</source>
        <translation>Mirror</translation>
    </message>
    <message>
        <source>redirect</source>
        <translation>Redirect</translation>
    </message>
</context>
<context>
    <name>lockstep</name>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>IPv4 address</source>
        <translation>IPv4-Adresse</translation>
    </message>
    <message>
        <source>IPv6 address</source>
        <translation>IPv6-Adresse</translation>
    </message>
    <message>
        <source>Name server</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <source>name of the server</source>
        <translation>Name des Servers</translation>
    </message>
    <message>
        <source>Preference</source>
        <translation>Präferenz</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>prio.</source>
        <translation>Prio.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>text, without quotation marks</source>
        <translation>Text, ohne Anführungszeichen</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Primary server</source>
        <translation>Primary-Server</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Mailbox of the person in charge</source>
        <translation>Postfach der zuständigen Person</translation>
    </message>
    <message>
        <source>mailbox</source>
        <translation>Postfach</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>serial</source>
        <translation>Seriennr.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>refresh</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Expire</source>
        <translation>Expire</translation>
    </message>
    <message>
        <source>expire</source>
        <translation>Expire</translation>
    </message>
    <message>
        <source>Negative caching</source>
        <translation>Negativ-Caching</translation>
    </message>
    <message>
        <source>neg.</source>
        <translation>neg.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>data as in a zone file</source>
        <translation>Daten wie in einer Zonendatei</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is empty.</source>
        <translation>„%1“ ist leer.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one word, and &quot;%2&quot; has a blank in it.</source>
        <translation>„%1“ ist ein einzelnes Wort; „%2“ enthält aber ein Leerzeichen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a whole number from 0 to %2, and &quot;%3&quot; is not.</source>
        <translation>„%1“ ist eine ganze Zahl von 0 bis %2; „%3“ ist das nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an IPv4 address: four numbers from 0 to 255 with dots between them.</source>
        <translation>„%1“ ist keine IPv4-Adresse: vier Zahlen von 0 bis 255 mit Punkten dazwischen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an IPv6 address, such as 2001:db8::1.</source>
        <translation>„%1“ ist keine IPv6-Adresse wie etwa 2001:db8::1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a time, in seconds or such as 2h, and &quot;%2&quot; is not.</source>
        <translation>„%1“ ist eine Zeit, in Sekunden oder wie 2h; „%2“ ist das nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a domain name.</source>
        <translation>„%1“ ist kein Domainname.</translation>
    </message>
</context>
<context>
    <name>lockstep::AddMemberDialog</name>
    <message>
        <source>Add a member to &quot;%1&quot;</source>
        <translation>Mitglied zu „%1“ hinzufügen</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Run in &amp;background</source>
        <translation>Im Hinter&amp;grund ausführen</translation>
    </message>
</context>
<context>
    <name>lockstep::AddingPage</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 is a member</source>
        <translation>%1 ist Mitglied</translation>
    </message>
    <message>
        <source>%1 was not added</source>
        <translation>%1 wurde nicht hinzugefügt</translation>
    </message>
    <message>
        <source>%1 is being added</source>
        <translation>%1 wird hinzugefügt</translation>
    </message>
    <message>
        <source>The group has its data now. The next member gets what is live.</source>
        <translation>Die Gruppe hat jetzt ihre Daten. Das nächste Mitglied erhält den Live-Stand.</translation>
    </message>
    <message>
        <source>It serves what is live (%1).</source>
        <translation>Es liefert den Live-Stand aus (%1).</translation>
    </message>
    <message>
        <source>The server serves what it served before, and the group is what it was.</source>
        <translation>Der Server liefert aus, was er zuvor ausgeliefert hat, und die Gruppe ist unverändert.</translation>
    </message>
    <message>
        <source>The connection to the master is lost. The work goes on there; this page follows it again when the master is back.</source>
        <translation>Die Verbindung zum Master ist verloren. Der Vorgang läuft dort weiter; diese Seite folgt ihm wieder, sobald der Master erreichbar ist.</translation>
    </message>
    <message>
        <source>The master does the work. You may close this window: it goes on.</source>
        <translation>Den Vorgang führt der Master aus. Dieses Fenster kann geschlossen werden: Er läuft weiter.</translation>
    </message>
    <message>
        <source>Reach the agent and bind it to this master</source>
        <translation>Den Agenten erreichen und an diesen Master binden</translation>
    </message>
    <message>
        <source>Take its configuration and zones</source>
        <translation>Seine Konfiguration und Zonen übernehmen</translation>
    </message>
    <message>
        <source>Read what it has</source>
        <translation>Lesen, was der Server hat</translation>
    </message>
    <message>
        <source>Send what is live</source>
        <translation>Den Live-Stand senden</translation>
    </message>
    <message>
        <source>Check it with named&apos;s own checkers</source>
        <translation>Mit den Prüfprogrammen von named prüfen</translation>
    </message>
    <message>
        <source>Switch its folders</source>
        <translation>Die Ordner des Servers umschalten</translation>
    </message>
    <message>
        <source>Prove that named serves it</source>
        <translation>Nachweisen, dass named die Daten ausliefert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Adding</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>lockstep::Banner</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>lockstep::CellEditor</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
</context>
<context>
    <name>lockstep::ChangedFiles</name>
    <message numerus="yes">
        <source>and %n more files</source>
        <translation>
            <numerusform>und %n weitere Datei</numerusform>
            <numerusform>und %n weitere Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Files that change</source>
        <translation>Dateien, die sich ändern</translation>
    </message>
</context>
<context>
    <name>lockstep::CodeEditor</name>
    <message>
        <source>Text of the file</source>
        <translation>Text der Datei</translation>
    </message>
    <message>
        <source>A character that cannot be seen: %1</source>
        <translation>Ein unsichtbares Zeichen: %1</translation>
    </message>
</context>
<context>
    <name>lockstep::ConfigurationView</name>
    <message>
        <source>Discard staged changes</source>
        <translation>Vorgemerkte Änderungen verwerfen</translation>
    </message>
    <message>
        <source>The file is staged again as it is live. This cannot be undone.</source>
        <translation>Die Datei ist danach wieder so vorgemerkt, wie sie live ist. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Remove a file</source>
        <translation>Datei entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>It is not staged yet: what you typed is lost.</source>
        <translation>Sie ist noch nicht vorgemerkt: Was Sie eingegeben haben, geht verloren.</translation>
    </message>
    <message>
        <source>Its removal is staged; the next deployment takes it from every member. Until then it comes back when you discard that change.</source>
        <translation>Das Entfernen wird vorgemerkt; die nächste Ausrollung nimmt die Datei von jedem Mitglied. Bis dahin kommt sie zurück, wenn Sie diese Änderung verwerfen.</translation>
    </message>
    <message>
        <source>It was staged and never deployed. Its text comes back when you discard the removal.</source>
        <translation>Sie wurde vorgemerkt und nie ausgerollt. Ihr Text kommt zurück, wenn Sie das Entfernen verwerfen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 existiert bereits.</translation>
    </message>
    <message>
        <source>&amp;Save to staging</source>
        <translation>&amp;Speichern und vormerken</translation>
    </message>
    <message>
        <source>Re&amp;vert</source>
        <translation>Zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>Open &amp;zone</source>
        <translation>&amp;Zone öffnen</translation>
    </message>
    <message>
        <source>&amp;Discard staged changes of this file...</source>
        <translation>&amp;Vorgemerkte Änderungen dieser Datei verwerfen...</translation>
    </message>
    <message>
        <source>&amp;New file...</source>
        <translation>&amp;Neue Datei...</translation>
    </message>
    <message>
        <source>Re&amp;move file...</source>
        <translation>Datei &amp;entfernen...</translation>
    </message>
    <message>
        <source>N&amp;ext problem</source>
        <translation>Näc&amp;hstes Problem</translation>
    </message>
    <message>
        <source>Pre&amp;vious problem</source>
        <translation>V&amp;origes Problem</translation>
    </message>
    <message>
        <source>Give up what was typed since the file was staged</source>
        <translation>Verwerfen, was seit dem letzten Vormerken der Datei eingegeben wurde</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>The first member brings its configuration and zones. They can be edited here from then on.</source>
        <translation>Das erste Mitglied bringt seine Konfiguration und seine Zonen mit. Von da an lassen sie sich hier bearbeiten.</translation>
    </message>
    <message>
        <source>Go to the members</source>
        <translation>Zu den Mitgliedern</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Files of the staged configuration stand on the left. What you save here is staged, not yet deployed.</source>
        <translation>Links stehen die Dateien der vorgemerkten Konfiguration. Was hier gespeichert wird, ist vorgemerkt und noch nicht ausgerollt.</translation>
    </message>
    <message>
        <source>Filter files</source>
        <translation>Dateien filtern</translation>
    </message>
    <message>
        <source>Files of the staged configuration</source>
        <translation>Dateien der vorgemerkten Konfiguration</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More that can be done with this file</source>
        <translation>Weitere Aktionen für diese Datei</translation>
    </message>
    <message>
        <source>not staged</source>
        <translation>nicht vorgemerkt</translation>
    </message>
    <message>
        <source>Open &amp;zone %1</source>
        <translation>&amp;Zone %1 öffnen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Edits that are not staged</source>
        <translation>Eingaben, die nicht vorgemerkt sind</translation>
    </message>
    <message numerus="yes">
        <source>Give up the edits in %n file(s)?</source>
        <translation>
            <numerusform>Die Eingaben in %n Datei verwerfen?</numerusform>
            <numerusform>Die Eingaben in %n Dateien verwerfen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not saved to staging: %1. Go back and press Ctrl+S to keep them.</source>
        <translation>Sie sind nicht gespeichert und nicht vorgemerkt: %1. Gehen Sie zurück und drücken Sie Strg+S, um sie zu behalten.</translation>
    </message>
    <message>
        <source>Give up the edits</source>
        <translation>Eingaben verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n staged edit(s) of %1?</source>
        <translation>
            <numerusform>%n vorgemerkte Bearbeitung von %1 verwerfen?</numerusform>
            <numerusform>%n vorgemerkte Bearbeitungen von %1 verwerfen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::ConnectDialog</name>
    <message>
        <source>The join code was printed by another master than the one that answers at %1. Check host and code.</source>
        <translation>Der Beitrittscode wurde von einem anderen Master ausgegeben als dem, der unter %1 antwortet. Prüfen Sie Host und Code.</translation>
    </message>
    <message>
        <source>Does lockstep-master run there, and does it listen on more than 127.0.0.1? TCP port %1 must be open between here and there.</source>
        <translation>Läuft dort lockstep-master, und lauscht er nicht nur auf 127.0.0.1? Der TCP-Port %1 muss zwischen hier und dort offen sein.</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>&amp;Host</translation>
    </message>
    <message>
        <source>Host name or address of the master, with :PORT when it does not listen at 9531.</source>
        <translation>Hostname oder Adresse des Masters, mit :PORT, wenn er nicht auf 9531 lauscht.</translation>
    </message>
    <message>
        <source>&amp;Join code</source>
        <translation>&amp;Beitrittscode</translation>
    </message>
    <message>
        <source>On the master, &quot;lockstep-master --data FOLDER enrol&quot; prints one. It is good for ten minutes, and once.</source>
        <translation>Auf dem Master gibt „lockstep-master --data ORDNER enrol“ einen aus. Er gilt zehn Minuten und nur einmal.</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>How the master is called in this window.</source>
        <translation>So heißt der Master in diesem Fenster.</translation>
    </message>
    <message>
        <source>Connect to a master</source>
        <translation>Mit einem Master verbinden</translation>
    </message>
    <message>
        <source>A master elsewhere keeps groups that several administrators work on. Your key and its key are made known to each other once.</source>
        <translation>Ein Master auf einem anderen Rechner führt Gruppen, an denen mehrere Personen arbeiten. Ihr Schlüssel und seiner werden einander einmalig bekannt gemacht.</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Say where the master is: a host name or an address.</source>
        <translation>Geben Sie an, wo der Master ist: einen Hostnamen oder eine Adresse.</translation>
    </message>
    <message>
        <source>Have a join code printed on the master and paste it here.</source>
        <translation>Lassen Sie auf dem Master einen Beitrittscode ausgeben und fügen Sie ihn hier ein.</translation>
    </message>
</context>
<context>
    <name>lockstep::ConsoleProgram</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Lockstep cannot use the folder for its data and does not start. %1 Give yourself the rights to it, or name another folder in LOCKSTEP_HOME.</source>
        <translation>Lockstep kann den Ordner für seine Daten nicht benutzen und startet nicht. %1 Geben Sie sich die Rechte daran, oder nennen Sie in LOCKSTEP_HOME einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>lockstep::CreateGroupDialog</name>
    <message>
        <source>Create a group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Create the group &quot;%1&quot;</source>
        <translation>Gruppe „%1“ anlegen</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; is created and has no members yet. If you stop here it stays like that: its first member can be added later, under Members.</source>
        <translation>Die Gruppe „%1“ ist angelegt und hat noch keine Mitglieder. Wenn Sie hier aufhören, bleibt es so: Ihr erstes Mitglied lässt sich später unter „Mitglieder“ hinzufügen.</translation>
    </message>
</context>
<context>
    <name>lockstep::DataPage</name>
    <message>
        <source>The server&apos;s files are read</source>
        <translation>Die Dateien des Servers werden gelesen</translation>
    </message>
    <message>
        <source>The group takes its data from %1</source>
        <translation>Die Gruppe übernimmt ihre Daten von %1</translation>
    </message>
    <message>
        <source>%1 gets what is live</source>
        <translation>%1 erhält den Live-Stand</translation>
    </message>
    <message>
        <source>Its configuration and zones become the first data of the group, for every member that follows. Nothing that %1 serves changes.</source>
        <translation>Konfiguration und Zonen dieses Servers werden die ersten Daten der Gruppe, für jedes Mitglied, das folgt. An dem, was %1 ausliefert, ändert sich nichts.</translation>
    </message>
    <message>
        <source>Statements that belong to %1 alone - addresses, keys, channels - move to files of its own, which stay on the server. This is how its files change by that:</source>
        <translation>Anweisungen, die nur zu %1 gehören – Adressen, Schlüssel, Kanäle –, werden in eigene Dateien verschoben, die auf dem Server bleiben. So ändern sich dadurch seine Dateien:</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>%1 jetzt</translation>
    </message>
    <message>
        <source>%1 as a member</source>
        <translation>%1 als Mitglied</translation>
    </message>
    <message>
        <source>&amp;Move these statements to files of %1 alone</source>
        <translation>Diese Anweisungen in &amp;Dateien verschieben, die nur %1 gehören</translation>
    </message>
    <message>
        <source>A copy of what it has now stays on the server, in %1.</source>
        <translation>Eine Kopie des jetzigen Stands bleibt auf dem Server, in %1.</translation>
    </message>
    <message>
        <source>What %1 has now is compared with what is live.</source>
        <translation>Was %1 jetzt hat, wird mit dem Live-Stand verglichen.</translation>
    </message>
    <message>
        <source>Its files could not be compared with what is live. Nothing was changed.</source>
        <translation>Die Dateien ließen sich nicht mit dem Live-Stand vergleichen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>&amp;Replace what %1 has without seeing what is lost</source>
        <translation>&amp;Ersetzen, was %1 hat, ohne zu sehen, was verloren geht</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut versu&amp;chen</translation>
    </message>
    <message>
        <source>%1 has the same files as %2 already: nothing is lost.</source>
        <translation>%1 hat bereits dieselben Dateien wie %2: Es geht nichts verloren.</translation>
    </message>
    <message>
        <source>Its addresses and keys stay its own. Left is what it has now, right what it gets.</source>
        <translation>Adressen und Schlüssel bleiben seine eigenen. Links steht, was der Server jetzt hat, rechts, was er erhält.</translation>
    </message>
    <message>
        <source>The configuration and zones of %1 are replaced by what is live (%2).</source>
        <translation>Konfiguration und Zonen von %1 werden durch den Live-Stand ersetzt (%2).</translation>
    </message>
    <message>
        <source>live (%1)</source>
        <translation>live (%1)</translation>
    </message>
    <message>
        <source>&amp;Replace what %1 has by what is live</source>
        <translation>Was %1 hat, durch den Live-Stand &amp;ersetzen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>&amp;Add %1</source>
        <translation>%1 &amp;hinzufügen</translation>
    </message>
</context>
<context>
    <name>lockstep::DiffActions</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;patch</source>
        <translation>Als &amp;Patch kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all of this side</source>
        <translation>Diese Seite &amp;ganz auswählen</translation>
    </message>
    <message numerus="yes">
        <source>%n more lines ab&amp;ove</source>
        <translation>
            <numerusform>%n weitere Zeile &amp;oberhalb</numerusform>
            <numerusform>%n weitere Zeilen &amp;oberhalb</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more lines &amp;below</source>
        <translation>
            <numerusform>%n weitere Zeile &amp;unterhalb</numerusform>
            <numerusform>%n weitere Zeilen &amp;unterhalb</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Go to line...</source>
        <translation>Zu Zeile &amp;gehen...</translation>
    </message>
    <message>
        <source>&amp;Wrap long lines</source>
        <translation>Lange Zeilen &amp;umbrechen</translation>
    </message>
    <message>
        <source>Show white &amp;space</source>
        <translation>&amp;Leerraum zeigen</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>G&amp;rößere Schrift</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>&amp;Kleinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Normal text size</source>
        <translation>&amp;Normale Schriftgröße</translation>
    </message>
</context>
<context>
    <name>lockstep::DiffFind</name>
    <message>
        <source>Find in this file</source>
        <translation>In dieser Datei suchen</translation>
    </message>
    <message>
        <source>Find the previous one (Shift+F3)</source>
        <translation>Vorige Fundstelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Find the next one (F3)</source>
        <translation>Nächste Fundstelle (F3)</translation>
    </message>
    <message>
        <source>Close find (Esc)</source>
        <translation>Suche schließen (Esc)</translation>
    </message>
    <message>
        <source>This file has no such text.</source>
        <translation>Diese Datei enthält diesen Text nicht.</translation>
    </message>
    <message>
        <source>%1 left, %2 right</source>
        <translation>%1 links, %2 rechts</translation>
    </message>
    <message numerus="yes">
        <source>in %n rows</source>
        <translation>
            <numerusform>in %n Zeile</numerusform>
            <numerusform>in %n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::DiffGoTo</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Line of the left side</source>
        <translation>Zeile der linken Seite</translation>
    </message>
    <message>
        <source>Line of the right side</source>
        <translation>Zeile der rechten Seite</translation>
    </message>
</context>
<context>
    <name>lockstep::DiffRuler</name>
    <message>
        <source>Overview of the changes</source>
        <translation>Übersicht der Änderungen</translation>
    </message>
    <message>
        <source>Where the changes are. Press to go there.</source>
        <translation>Wo die Änderungen sind. Ein Klick führt dorthin.</translation>
    </message>
    <message>
        <source>Where the changes and, on the right, the risks are. Press to go there.</source>
        <translation>Wo die Änderungen und rechts davon die Risiken sind. Ein Klick führt dorthin.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::DiffView</name>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged lines, folded</source>
        <translation>
            <numerusform>%n unveränderte Zeile, eingeklappt</numerusform>
            <numerusform>%n unveränderte Zeilen, eingeklappt</numerusform>
        </translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>added, line %1: %2</source>
        <translation>hinzugefügt, Zeile %1: %2</translation>
    </message>
    <message>
        <source>removed, line %1: %2</source>
        <translation>entfernt, Zeile %1: %2</translation>
    </message>
    <message>
        <source>changed, line %1, from %2, to %3</source>
        <translation>geändert, Zeile %1, von %2 zu %3</translation>
    </message>
    <message>
        <source>%1: a character that cannot be seen</source>
        <translation>%1: ein unsichtbares Zeichen</translation>
    </message>
    <message>
        <source>moved here from line %1, line %2: %3</source>
        <translation>von Zeile %1 hierher verschoben, Zeile %2: %3</translation>
    </message>
    <message>
        <source>moved away to line %1, line %2: %3</source>
        <translation>nach Zeile %1 verschoben, Zeile %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>This side has %n lines.</source>
        <translation>
            <numerusform>Diese Seite hat %n Zeile.</numerusform>
            <numerusform>Diese Seite hat %n Zeilen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more lines below the text above</source>
        <translation>
            <numerusform>%n weitere Zeile unter dem Text darüber</numerusform>
            <numerusform>%n weitere Zeilen unter dem Text darüber</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more lines above the text below</source>
        <translation>
            <numerusform>%n weitere Zeile über dem Text darunter</numerusform>
            <numerusform>%n weitere Zeilen über dem Text darunter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n lines</source>
        <translation>
            <numerusform>Die %n Zeile zeigen</numerusform>
            <numerusform>Alle %n Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>White space at the end of the line</source>
        <translation>Leerraum am Ende der Zeile</translation>
    </message>
    <message>
        <source>There is no change here to copy.</source>
        <translation>Hier ist keine Änderung, die kopiert werden könnte.</translation>
    </message>
</context>
<context>
    <name>lockstep::DriftPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Overwrite...</source>
        <translation>&amp;Überschreiben...</translation>
    </message>
    <message>
        <source>&amp;Not drift any more...</source>
        <translation>&amp;Nicht mehr melden...</translation>
    </message>
    <message>
        <source>Show &amp;differences</source>
        <translation>&amp;Unterschiede zeigen</translation>
    </message>
    <message>
        <source>Files that were changed by hand</source>
        <translation>Dateien, die von Hand geändert wurden</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) differ on %1 from what it was given:</source>
        <translation>
            <numerusform>%n Datei weicht auf %1 von dem ab, was es bekommen hat:</numerusform>
            <numerusform>%n Dateien weichen auf %1 von dem ab, was es bekommen hat:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Many files differ on %1 from what it was given; the first %n of them:</source>
        <translation>
            <numerusform>Viele Dateien weichen auf %1 von dem ab, was es bekommen hat; die erste (%n):</numerusform>
            <numerusform>Viele Dateien weichen auf %1 von dem ab, was es bekommen hat; die ersten %n:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adopt %n into &amp;staging</source>
        <translation>
            <numerusform>%n über&amp;nehmen und vormerken</numerusform>
            <numerusform>%n über&amp;nehmen und vormerken</numerusform>
        </translation>
    </message>
    <message>
        <source>Adopt all into &amp;staging</source>
        <translation>Alle übernehmen und &amp;vormerken</translation>
    </message>
    <message>
        <source>The master does not answer: nothing can be changed until it does.</source>
        <translation>Der Master antwortet nicht: Bis er es tut, lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>Stages the files as %1 has them. Select some to take those alone. Nothing is served by that.</source>
        <translation>Merkt die Dateien so vor, wie %1 sie hat. Wählen Sie einige aus, um nur diese zu nehmen. Ausgeliefert wird dadurch nichts.</translation>
    </message>
    <message>
        <source>Replaces all of them by what is live.</source>
        <translation>Ersetzt sie alle durch den Live-Stand.</translation>
    </message>
    <message>
        <source>Lets these files be edited on every member without a word about it.</source>
        <translation>Lässt diese Dateien auf jedem Mitglied ändern, ohne dass es gemeldet wird.</translation>
    </message>
    <message>
        <source>Adopt into staging</source>
        <translation>Übernehmen und vormerken</translation>
    </message>
    <message numerus="yes">
        <source>Replace what is staged of %n file(s)?</source>
        <translation>
            <numerusform>Ersetzen, was von %n Datei vorgemerkt ist?</numerusform>
            <numerusform>Ersetzen, was von %n Dateien vorgemerkt ist?</numerusform>
        </translation>
    </message>
    <message>
        <source>Another text is staged already of what %1 has changed. It is replaced:</source>
        <translation>Von dem, was auf %1 geändert wurde, ist schon ein anderer Text vorgemerkt. Er wird ersetzt:</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>The files of %1 are read ...</source>
        <translation>Die Dateien von %1 werden gelesen ...</translation>
    </message>
    <message>
        <source>Staging %1 of %2 ...</source>
        <translation>%1 von %2 wird vorgemerkt ...</translation>
    </message>
    <message>
        <source>as it is live by now</source>
        <translation>inzwischen wie live</translation>
    </message>
    <message>
        <source>staged</source>
        <translation>vorgemerkt</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Durchsicht</translation>
    </message>
    <message>
        <source>%1 of %2 files are staged; the others stay as they were. Why stands beside each.</source>
        <translation>%1 von %2 Dateien sind vorgemerkt; die anderen bleiben, wie sie waren. Der Grund steht jeweils daneben.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are staged as %1 has them. Review them, then prepare and deploy.</source>
        <translation>
            <numerusform>%n Datei ist so vorgemerkt, wie %1 sie hat. Sehen Sie sie durch, bereiten Sie dann vor und rollen Sie aus.</numerusform>
            <numerusform>%n Dateien sind so vorgemerkt, wie %1 sie hat. Sehen Sie sie durch, bereiten Sie dann vor und rollen Sie aus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not drift any more</source>
        <translation>Abweichung nicht mehr melden</translation>
    </message>
    <message numerus="yes">
        <source>May these %n file(s) differ on every member?</source>
        <translation>
            <numerusform>Darf diese Datei auf jedem Mitglied abweichen?</numerusform>
            <numerusform>Dürfen diese %n Dateien auf jedem Mitglied abweichen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is told any more when they are changed by hand; that can be taken back in the settings of the group. They stay managed: a deployment brings its own text of them.</source>
        <translation>Wenn sie von Hand geändert werden, wird das nicht mehr gemeldet; in den Einstellungen der Gruppe lässt sich das zurücknehmen. Sie bleiben verwaltet: Eine Ausrollung bringt ihren eigenen Text mit.</translation>
    </message>
    <message>
        <source>They may differ</source>
        <translation>Sie dürfen abweichen</translation>
    </message>
</context>
<context>
    <name>lockstep::EditMemberDialog</name>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>How it is called in this group.</source>
        <translation>So heißt das Mitglied in dieser Gruppe.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Where its agent listens. The agent must be the same one: its key is compared.</source>
        <translation>Wo der Agent lauscht. Es muss derselbe Agent sein: Sein Schlüssel wird verglichen.</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>The master does not answer: nothing can be changed until it does.</source>
        <translation>Der Master antwortet nicht: Bis er es tut, lässt sich nichts ändern.</translation>
    </message>
</context>
<context>
    <name>lockstep::FaultLines</name>
    <message>
        <source>Show line</source>
        <translation>Zeile zeigen</translation>
    </message>
    <message>
        <source>Show line %1 of %2</source>
        <translation>Zeile %1 von %2 zeigen</translation>
    </message>
</context>
<context>
    <name>lockstep::FileEditor</name>
    <message>
        <source>Text of %1</source>
        <translation>Text von %1</translation>
    </message>
    <message>
        <source>This file is removed in staging and still live. Discard the staged change to keep it.</source>
        <translation>Das Entfernen dieser Datei ist vorgemerkt, live ist sie noch da. Verwerfen Sie die vorgemerkte Änderung, um sie zu behalten.</translation>
    </message>
    <message>
        <source>This file is not text: it is kept and deployed as it is, and cannot be edited here.</source>
        <translation>Diese Datei ist kein Text: Sie wird aufbewahrt und ausgerollt, wie sie ist, und lässt sich hier nicht bearbeiten.</translation>
    </message>
    <message>
        <source>This file has more than %L1 lines. The first of them are shown here; it cannot be edited as a whole.</source>
        <translation>Diese Datei hat mehr als %L1 Zeilen. Hier werden die ersten davon gezeigt; als Ganzes lässt sie sich nicht bearbeiten.</translation>
    </message>
    <message>
        <source>This file is not staged any more. Your text is kept here: save it to bring the file back.</source>
        <translation>Diese Datei ist nicht mehr vorgemerkt. Ihr Text bleibt hier erhalten: Speichern Sie ihn, um die Datei zurückzuholen.</translation>
    </message>
    <message>
        <source>%1 removed this file meanwhile. Your text is kept here: save it to bring the file back.</source>
        <translation>%1 hat diese Datei inzwischen entfernt. Ihr Text bleibt hier erhalten: Speichern Sie ihn, um die Datei zurückzuholen.</translation>
    </message>
    <message>
        <source>%1 changed other lines of this file meanwhile. They are in your text now.</source>
        <translation>%1 hat inzwischen andere Zeilen dieser Datei geändert. Sie stehen jetzt in Ihrem Text.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Take the staged text</source>
        <translation>Vorgemerkten Text übernehmen</translation>
    </message>
    <message>
        <source>%1 changed the same lines of this file meanwhile. Nothing that you typed is lost: save to put your text in the place of the staged one, or take the staged text (Ctrl+Z brings yours back).</source>
        <translation>%1 hat inzwischen dieselben Zeilen dieser Datei geändert. Nichts von Ihren Eingaben ist verloren: Speichern Sie, um den vorgemerkten Text durch Ihren zu ersetzen, oder übernehmen Sie den vorgemerkten Text (Strg+Z bringt Ihren zurück).</translation>
    </message>
    <message>
        <source>Replace the staged text</source>
        <translation>Vorgemerkten Text ersetzen</translation>
    </message>
    <message>
        <source>Put your text of %1 in the place of the one that %2 staged?</source>
        <translation>Soll Ihr Text von %1 den ersetzen, den %2 vorgemerkt hat?</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>jemand anderes</translation>
    </message>
    <message>
        <source>What was changed there and is not in your text is no longer staged.</source>
        <translation>Was dort geändert wurde und nicht in Ihrem Text steht, ist dann nicht mehr vorgemerkt.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s), the first in line %1. F8 goes there.</source>
        <translation>
            <numerusform>%n Problem, in Zeile %1. F8 führt dorthin.</numerusform>
            <numerusform>%n Probleme, das erste in Zeile %1. F8 führt dorthin.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s), the first in line %1. F8 goes there.</source>
        <translation>
            <numerusform>%n Warnung, in Zeile %1. F8 springt dorthin.</numerusform>
            <numerusform>%n Warnungen, die erste in Zeile %1. F8 springt dorthin.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FileTreeModel</name>
    <message>
        <source>not staged</source>
        <translation>nicht vorgemerkt</translation>
    </message>
    <message>
        <source>secret: only named may read it</source>
        <translation>geheim: nur named darf sie lesen</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FilesModel</name>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>serial only</source>
        <translation>nur Seriennummer</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>serial</source>
        <translation>Seriennr.</translation>
    </message>
    <message>
        <source>viewed</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>No risk found</source>
        <translation>Kein Risiko gefunden</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Noch nicht angesehen</translation>
    </message>
    <message>
        <source>View %1</source>
        <translation>View %1</translation>
    </message>
</context>
<context>
    <name>lockstep::FilesReview</name>
    <message>
        <source>Nothing differs.</source>
        <translation>Keine Unterschiede.</translation>
    </message>
    <message>
        <source>Filter files</source>
        <translation>Dateien filtern</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>Dateien mit Unterschieden</translation>
    </message>
    <message>
        <source>&amp;Previous change</source>
        <translation>&amp;Vorige Änderung</translation>
    </message>
    <message>
        <source>&amp;Next change</source>
        <translation>&amp;Nächste Änderung</translation>
    </message>
    <message>
        <source>&amp;Find in this file</source>
        <translation>In dieser Datei &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;One under the other</source>
        <translation>&amp;Untereinander</translation>
    </message>
    <message>
        <source>&amp;All lines</source>
        <translation>&amp;Alle Zeilen</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>Änderung %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Serial only</source>
        <translation>Nur Seriennummer</translation>
    </message>
    <message>
        <source>By &amp;meaning</source>
        <translation>Nach B&amp;edeutung</translation>
    </message>
    <message>
        <source>As &amp;text</source>
        <translation>Als &amp;Text</translation>
    </message>
    <message>
        <source>Meaning or text</source>
        <translation>Bedeutung oder Text</translation>
    </message>
    <message>
        <source>Mark as &amp;viewed</source>
        <translation>Als &amp;gesehen markieren</translation>
    </message>
    <message>
        <source>Mark this change as viewed and go on (V)</source>
        <translation>Diese Änderung als gesehen markieren und weitergehen (V)</translation>
    </message>
    <message>
        <source>%1 of %2 viewed</source>
        <translation>%1 von %2 gesehen</translation>
    </message>
    <message>
        <source>More for this text</source>
        <translation>Mehr für diesen Text</translation>
    </message>
</context>
<context>
    <name>lockstep::FindBar</name>
    <message>
        <source>&amp;Find...</source>
        <translation>S&amp;uchen...</translation>
    </message>
    <message>
        <source>&amp;Replace...</source>
        <translation>Erse&amp;tzen...</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>Nächste &amp;Fundstelle</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>Vor&amp;ige Fundstelle</translation>
    </message>
    <message>
        <source>&amp;Go to line...</source>
        <translation>Zu Zeile &amp;gehen...</translation>
    </message>
    <message>
        <source>&amp;Comment lines, or take the comment away</source>
        <translation>Zeilen aus&amp;kommentieren oder Kommentar aufheben</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not a regular expression, at character %1: %2.</source>
        <translation>Das ist kein regulärer Ausdruck, bei Zeichen %1: %2.</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>looked too long</source>
        <translation>Suche dauerte zu lange</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Went on from the end.</source>
        <translation>Vom Ende aus fortgesetzt.</translation>
    </message>
    <message>
        <source>Went on from the beginning.</source>
        <translation>Vom Anfang aus fortgesetzt.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) replaced; there are more.</source>
        <translation>
            <numerusform>%n Stelle ersetzt; es gibt weitere.</numerusform>
            <numerusform>%n Stellen ersetzt; es gibt weitere.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) replaced.</source>
        <translation>
            <numerusform>%n Stelle ersetzt.</numerusform>
            <numerusform>%n Stellen ersetzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the number of a line, from 1 to %1.</source>
        <translation>Geben Sie eine Zeilennummer von 1 bis %1 ein.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find previous (Shift+F3)</source>
        <translation>Vorige Fundstelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Find next (F3)</source>
        <translation>Nächste Fundstelle (F3)</translation>
    </message>
    <message>
        <source>Upper and lower case differ</source>
        <translation>Groß- und Kleinschreibung unterscheiden</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>Er&amp;setzen</translation>
    </message>
    <message>
        <source>Replace &amp;all</source>
        <translation>A&amp;lle ersetzen</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>&amp;Go to line</source>
        <translation>Zur Zeile g&amp;ehen</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
</context>
<context>
    <name>lockstep::FirstRun</name>
    <message>
        <source>Welcome to Lockstep</source>
        <translation>Willkommen bei Lockstep</translation>
    </message>
    <message>
        <source>Lockstep keeps a group of BIND servers alike: you edit once, see exactly what changes, and deploy to all of them - or none.</source>
        <translation>Lockstep hält eine Gruppe von BIND-Servern gleich: einmal bearbeiten, genau sehen, was sich ändert, und auf alle ausrollen – oder auf keinen.</translation>
    </message>
    <message>
        <source>&amp;Create a group...</source>
        <translation>Gruppe an&amp;legen...</translation>
    </message>
    <message>
        <source>You need a server with lockstep-agent and a join code of it.</source>
        <translation>Dazu braucht es einen Server mit lockstep-agent und einen Beitrittscode von ihm.</translation>
    </message>
    <message>
        <source>Open the &amp;demonstration</source>
        <translation>Demon&amp;stration öffnen</translation>
    </message>
    <message>
        <source>Three name servers on this computer, to look at and to break.</source>
        <translation>Drei Nameserver auf diesem Rechner, zum Ansehen und zum Kaputtmachen.</translation>
    </message>
    <message>
        <source>The master does not answer: nothing can be changed until it does.</source>
        <translation>Der Master antwortet nicht: Bis er es tut, lässt sich nichts ändern.</translation>
    </message>
</context>
<context>
    <name>lockstep::FoundPage</name>
    <message>
        <source>The agent is asked</source>
        <translation>Der Agent wird gefragt</translation>
    </message>
    <message>
        <source>The agent at %1 is asked what it would bring. Nothing is changed on the server.</source>
        <translation>Der Agent unter %1 wird gefragt, was er mitbringen würde. Auf dem Server wird nichts geändert.</translation>
    </message>
    <message>
        <source>The agent could not be asked. Nothing was changed; what you typed is kept.</source>
        <translation>Der Agent konnte nicht gefragt werden. Es wurde nichts geändert; Ihre Eingaben bleiben erhalten.</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut versu&amp;chen</translation>
    </message>
    <message numerus="yes">
        <source>%1 runs BIND %2 with %n zone(s). Its configuration begins at %3.</source>
        <translation>
            <numerusform>Auf %1 läuft BIND %2 mit %n Zone. Die Konfiguration beginnt bei %3.</numerusform>
            <numerusform>Auf %1 läuft BIND %2 mit %n Zonen. Die Konfiguration beginnt bei %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It cannot be added yet: %n thing(s) must be changed on the server first.</source>
        <translation>
            <numerusform>Der Server kann noch nicht hinzugefügt werden: Zuerst muss dort %n Punkt geändert werden.</numerusform>
            <numerusform>Der Server kann noch nicht hinzugefügt werden: Zuerst müssen dort %n Punkte geändert werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Check again</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>What is there</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>What %1 has</source>
        <translation>Was %1 hat</translation>
    </message>
</context>
<context>
    <name>lockstep::GroupNamePage</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>For people: &quot;Edge resolvers&quot;, &quot;Authoritative, Vienna&quot;. It can be as long as you like to read.</source>
        <translation>Für Menschen: „Edge-Resolver“, „Autoritativ, Wien“. Er darf so lang sein, wie Sie ihn lesen mögen.</translation>
    </message>
    <message>
        <source>Give the group a name.</source>
        <translation>Geben Sie der Gruppe einen Namen.</translation>
    </message>
    <message>
        <source>This name is too long: at most %1 letters fit.</source>
        <translation>Dieser Name ist zu lang: Er darf höchstens %1 Zeichen haben.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Create a group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>A group is a set of servers that serve the same zones: edited, checked and deployed as if it were one server.</source>
        <translation>Eine Gruppe ist eine Menge von Servern, die dieselben Zonen ausliefern: bearbeitet, geprüft und ausgerollt, als wäre sie ein einziger Server.</translation>
    </message>
    <message>
        <source>&amp;Create the group</source>
        <translation>Gruppe &amp;anlegen</translation>
    </message>
</context>
<context>
    <name>lockstep::GroupSettings</name>
    <message>
        <source>Line %1: &quot;%2&quot; is no absolute path. It must begin with a slash.</source>
        <translation>Zeile %1: „%2“ ist kein absoluter Pfad. Er muss mit einem Schrägstrich beginnen.</translation>
    </message>
    <message>
        <source>Line %1 is too long: at most %2 letters fit.</source>
        <translation>Zeile %1 ist zu lang: Höchstens %2 Zeichen passen.</translation>
    </message>
    <message>
        <source>These are too many paths: at most %1 fit. Use * and ?.</source>
        <translation>Das sind zu viele Pfade: Höchstens %1 passen. Verwenden Sie * und ?.</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>For people; it is no part of any path.</source>
        <translation>Für Menschen; er ist Teil keines Pfades.</translation>
    </message>
    <message>
        <source>By date: 2026112701, 2026112702 ...</source>
        <translation>Nach Datum: 2026112701, 2026112702 ...</translation>
    </message>
    <message>
        <source>By one: 41, 42 ...</source>
        <translation>Um eins: 41, 42 ...</translation>
    </message>
    <message>
        <source>As the seconds since 1970: 1795766400 ...</source>
        <translation>Als Sekunden seit 1970: 1795766400 ...</translation>
    </message>
    <message>
        <source>What a zone&apos;s serial becomes when it changes. It never goes back.</source>
        <translation>Was die Seriennummer einer Zone wird, wenn sie sich ändert. Sie geht nie zurück.</translation>
    </message>
    <message>
        <source>To so many deployments the group can be rolled back. Older ones stay in the history without their data.</source>
        <translation>Zu so vielen Ausrollungen lässt sich die Gruppe zurückrollen. Ältere bleiben ohne ihre Daten im Verlauf.</translation>
    </message>
    <message>
        <source>Serials &amp;rise</source>
        <translation>Seriennu&amp;mmern</translation>
    </message>
    <message>
        <source>Deployments &amp;kept</source>
        <translation>&amp;Ausrollungen</translation>
    </message>
    <message>
        <source>Deploying, unless it is said otherwise at a deploy</source>
        <translation>Ausrollen, wenn dabei nichts anderes bestimmt wird</translation>
    </message>
    <message>
        <source>No drift</source>
        <translation>Keine Abweichung</translation>
    </message>
    <message>
        <source>Paths that are no drift, one a line</source>
        <translation>Pfade, die keine Abweichung sind, einer je Zeile</translation>
    </message>
    <message>
        <source>Give the group a name.</source>
        <translation>Geben Sie der Gruppe einen Namen.</translation>
    </message>
    <message>
        <source>This name is too long: at most %1 letters fit.</source>
        <translation>Dieser Name ist zu lang: Höchstens %1 Zeichen passen.</translation>
    </message>
    <message>
        <source>Whoever edits these files on a member may do so: they are not reported. One path a line; * and ? stand for letters of a name, not for a slash.</source>
        <translation>Wer diese Dateien auf einem Mitglied ändert, darf das: Es wird nicht gemeldet. Ein Pfad je Zeile; * und ? stehen für Zeichen eines Namens, nicht für einen Schrägstrich.</translation>
    </message>
    <message>
        <source>The master does not answer: nothing can be changed until it does.</source>
        <translation>Der Master antwortet nicht: Bis er es tut, lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>Settings of &quot;%1&quot;</source>
        <translation>Einstellungen von „%1“</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
</context>
<context>
    <name>lockstep::GroupingButton</name>
    <message>
        <source>Group files</source>
        <translation>Dateien gruppieren</translation>
    </message>
    <message>
        <source>By &amp;kind: zones and configuration</source>
        <translation>Nach &amp;Art: Zonen und Konfiguration</translation>
    </message>
    <message>
        <source>By &amp;view</source>
        <translation>Nach &amp;View</translation>
    </message>
    <message>
        <source>By &amp;risk, the worst first</source>
        <translation>Nach &amp;Risiko, das größte zuerst</translation>
    </message>
</context>
<context>
    <name>lockstep::HistoryDetails</name>
    <message>
        <source>Details of the entry</source>
        <translation>Details des Eintrags</translation>
    </message>
    <message>
        <source>Choose an entry to see all of it.</source>
        <translation>Wählen Sie einen Eintrag, um ihn ganz zu sehen.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>Began from</source>
        <translation>Ausgangsstand</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>&amp;Show what changed</source>
        <translation>Änd&amp;erungen zeigen</translation>
    </message>
    <message>
        <source>Roll &amp;back to this...</source>
        <translation>H&amp;ierhin zurückrollen...</translation>
    </message>
</context>
<context>
    <name>lockstep::HistoryModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Ausrollung</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
</context>
<context>
    <name>lockstep::HistoryView</name>
    <message>
        <source>Filter: who, what, member, comment</source>
        <translation>Filter: wer, was, Mitglied, Kommentar</translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation>Verlauf filtern</translation>
    </message>
    <message>
        <source>Entries of which member</source>
        <translation>Einträge welches Mitglieds</translation>
    </message>
    <message>
        <source>Entries of which kind</source>
        <translation>Einträge welcher Art</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing has happened here yet</source>
        <translation>Hier ist noch nichts geschehen</translation>
    </message>
    <message>
        <source>Whatever anyone does to this group is kept here.</source>
        <translation>Alles, was jemand an dieser Gruppe tut, wird hier festgehalten.</translation>
    </message>
    <message>
        <source>&amp;Back to the history</source>
        <translation>Zurück zum Ver&amp;lauf</translation>
    </message>
    <message>
        <source>Deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>a former member</source>
        <translation>ein früheres Mitglied</translation>
    </message>
    <message>
        <source>All members</source>
        <translation>Alle Mitglieder</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>What deployment %1 changed</source>
        <translation>Was Ausrollung %1 geändert hat</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Deployment %1 brought the same files again.</source>
        <translation>Ausrollung %1 brachte noch einmal dieselben Dateien.</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
</context>
<context>
    <name>lockstep::Inspector</name>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Master</source>
        <translation>Master</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>nothing is prepared</source>
        <translation>nichts ist vorbereitet</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Ausrollen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>as the first member came</source>
        <translation>wie vom ersten Mitglied gebracht</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>nothing is live yet</source>
        <translation>noch nichts ist live</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>no changes</source>
        <translation>keine Änderungen</translation>
    </message>
    <message numerus="yes">
        <source>%n edits</source>
        <translation>
            <numerusform>%n Bearbeitung</numerusform>
            <numerusform>%n Bearbeitungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>lockstep::LinesEditor</name>
    <message>
        <source>&amp;Stage</source>
        <translation>&amp;Vormerken</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Put back into %1, at line %2</source>
        <translation>Wird in %1 zurückgebracht, bei Zeile %2</translation>
    </message>
    <message>
        <source>Line %1 of %2, as it is staged</source>
        <translation>Zeile %1 von %2, wie sie vorgemerkt ist</translation>
    </message>
    <message>
        <source>Lines %1 to %2 of %3, as they are staged</source>
        <translation>Zeilen %1 bis %2 von %3, wie sie vorgemerkt sind</translation>
    </message>
    <message>
        <source>Stages it (Ctrl+Enter)</source>
        <translation>Merkt es vor (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Leaves it as it is (Esc)</source>
        <translation>Lässt es, wie es ist (Esc)</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Enter stages it, Shift+Enter begins another line, Esc leaves it as it is.</source>
        <translation>Eingabe merkt es vor, Umschalt+Eingabe beginnt eine weitere Zeile, Esc lässt es, wie es ist.</translation>
    </message>
    <message>
        <source>Ctrl+Enter stages it, Esc leaves it as it is.</source>
        <translation>Strg+Eingabe merkt es vor, Esc lässt es, wie es ist.</translation>
    </message>
</context>
<context>
    <name>lockstep::MainWindow</name>
    <message>
        <source>Lockstep</source>
        <translation>Lockstep</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut versu&amp;chen</translation>
    </message>
    <message>
        <source>Starting the master ...</source>
        <translation>Der Master wird gestartet ...</translation>
    </message>
    <message>
        <source>The master is not reached.</source>
        <translation>Der Master ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 is not reached. What you see may be older, and nothing can be changed until it is back. %2</source>
        <translation>%1 ist nicht erreichbar. Die Anzeige ist vielleicht nicht aktuell, und es lässt sich nichts ändern, bis die Verbindung wieder besteht. %2</translation>
    </message>
    <message>
        <source>%1, connected</source>
        <translation>%1, verbunden</translation>
    </message>
    <message>
        <source>%1, connecting</source>
        <translation>%1, wird verbunden</translation>
    </message>
    <message>
        <source>%1, not reached</source>
        <translation>%1, nicht erreichbar</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Create a &amp;group...</source>
        <translation>&amp;Gruppe anlegen...</translation>
    </message>
    <message>
        <source>&amp;Connect to a master...</source>
        <translation>&amp;Mit einem Master verbinden...</translation>
    </message>
    <message>
        <source>&amp;Forget this master...</source>
        <translation>Diesen Master &amp;vergessen...</translation>
    </message>
    <message>
        <source>Open the &amp;demonstration</source>
        <translation>&amp;Demonstration öffnen</translation>
    </message>
    <message>
        <source>&amp;Preferences...</source>
        <translation>&amp;Einstellungen...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Nothing to edit here</source>
        <translation>Hier gibt es nichts zu bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Properties</source>
        <translation>&amp;Eigenschaften</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>&amp;Prepare...</source>
        <translation>&amp;Vorbereiten...</translation>
    </message>
    <message>
        <source>&amp;Deploy...</source>
        <translation>&amp;Ausrollen...</translation>
    </message>
    <message>
        <source>&amp;Roll back...</source>
        <translation>&amp;Zurückrollen...</translation>
    </message>
    <message>
        <source>Ask the members &amp;again</source>
        <translation>&amp;Mitglieder erneut abfragen</translation>
    </message>
    <message>
        <source>D&amp;elete the group...</source>
        <translation>Gruppe &amp;löschen...</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>E&amp;xtras</translation>
    </message>
    <message>
        <source>&amp;Quick command...</source>
        <translation>&amp;Schnellbefehl...</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Lockstep</source>
        <translation>Ü&amp;ber Lockstep</translation>
    </message>
    <message>
        <source>About Lockstep</source>
        <translation>Über Lockstep</translation>
    </message>
    <message>
        <source>Lockstep %1 treats a group of BIND servers as one: what is staged is reviewed, prepared on every member, deployed to all of them and proved, or put back.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Lockstep %1 behandelt eine Gruppe von BIND-Servern wie einen einzigen: Was vorgemerkt ist, wird durchgesehen, auf jedem Mitglied vorbereitet, auf alle ausgerollt und nachgewiesen – oder zurückgesetzt.

Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>Forget a master</source>
        <translation>Master vergessen</translation>
    </message>
    <message>
        <source>Forget %1?</source>
        <translation>%1 vergessen?</translation>
    </message>
    <message>
        <source>This console no longer shows its groups. The master and its members are not touched. To see it again, connect with a new join code.</source>
        <translation>Diese Konsole zeigt seine Gruppen dann nicht mehr. Der Master und seine Mitglieder bleiben unberührt. Um ihn wieder zu sehen, verbinden Sie sich mit einem neuen Beitrittscode.</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>&amp;Settings of the group...</source>
        <translation>&amp;Einstellungen der Gruppe...</translation>
    </message>
    <message>
        <source>What changes could not be looked at.</source>
        <translation>Was sich ändert, konnte nicht angesehen werden.</translation>
    </message>
    <message>
        <source>%1 of %2 changes viewed</source>
        <translation>%1 von %2 Änderungen gesehen</translation>
    </message>
</context>
<context>
    <name>lockstep::MeaningView</name>
    <message>
        <source>What the changes mean</source>
        <translation>Was die Änderungen bedeuten</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>the zone itself</source>
        <translation>die Zone selbst</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 zu %2</translation>
    </message>
    <message>
        <source>TTL from %1 to %2</source>
        <translation>TTL von %1 zu %2</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>ausgeklappt</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>viewed</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>before: %1, line %2</source>
        <translation>vorher: %1, Zeile %2</translation>
    </message>
    <message>
        <source>after: %1, line %2</source>
        <translation>nachher: %1, Zeile %2</translation>
    </message>
    <message>
        <source>in the list of %1</source>
        <translation>in der Liste von %1</translation>
    </message>
    <message>
        <source>element of a list</source>
        <translation>Element einer Liste</translation>
    </message>
</context>
<context>
    <name>lockstep::MemberActions</name>
    <message>
        <source>&amp;Add member...</source>
        <translation>Mitglied &amp;hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Edit...</source>
        <translation>&amp;Bearbeiten...</translation>
    </message>
    <message>
        <source>S&amp;ynchronise...</source>
        <translation>S&amp;ynchronisieren...</translation>
    </message>
    <message>
        <source>Show &amp;differences</source>
        <translation>&amp;Unterschiede zeigen</translation>
    </message>
    <message>
        <source>De&amp;tach</source>
        <translation>Ab&amp;koppeln</translation>
    </message>
    <message>
        <source>Re&amp;lease...</source>
        <translation>&amp;Freigeben...</translation>
    </message>
    <message>
        <source>&amp;Remove...</source>
        <translation>&amp;Entfernen...</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>The master does not answer: nothing can be changed until it does.</source>
        <translation>Der Master antwortet nicht: Bis er es tut, lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>%1 is running on this group. Wait until it has ended.</source>
        <translation>An dieser Gruppe läuft gerade ein Vorgang (%1). Warten Sie, bis er beendet ist.</translation>
    </message>
    <message>
        <source>Select a member first.</source>
        <translation>Wählen Sie zuerst ein Mitglied aus.</translation>
    </message>
    <message>
        <source>Add a server to this group.</source>
        <translation>Einen Server zu dieser Gruppe hinzufügen.</translation>
    </message>
    <message>
        <source>Change the name or the address of %1.</source>
        <translation>Namen oder Adresse von %1 ändern.</translation>
    </message>
    <message>
        <source>A&amp;ttach</source>
        <translation>An&amp;koppeln</translation>
    </message>
    <message>
        <source>Bring %1 back into prepare and deploy. Nothing is sent to it by that.</source>
        <translation>%1 beim Vorbereiten und Ausrollen wieder einbeziehen. Gesendet wird dabei nichts.</translation>
    </message>
    <message>
        <source>Leave %1 out of prepare and deploy. It goes on answering what it serves now.</source>
        <translation>%1 beim Vorbereiten und Ausrollen auslassen. Es antwortet weiter mit dem, was es jetzt ausliefert.</translation>
    </message>
    <message>
        <source>Bring %1 to what is live.</source>
        <translation>%1 auf den Live-Stand bringen.</translation>
    </message>
    <message>
        <source>The group has no data yet.</source>
        <translation>Die Gruppe hat noch keine Daten.</translation>
    </message>
    <message>
        <source>%1 is detached. Attach it first.</source>
        <translation>%1 ist abgekoppelt. Koppeln Sie es zuerst an.</translation>
    </message>
    <message>
        <source>%1 serves what is live already.</source>
        <translation>%1 liefert den Live-Stand bereits aus.</translation>
    </message>
    <message>
        <source>Compare what is live with the files that %1 has now.</source>
        <translation>Den Live-Stand mit den Dateien vergleichen, die %1 jetzt hat.</translation>
    </message>
    <message>
        <source>%1 has exactly what is live.</source>
        <translation>%1 hat genau den Live-Stand.</translation>
    </message>
    <message>
        <source>Give %1 its plain folders back and end its membership.</source>
        <translation>%1 seine gewöhnlichen Ordner zurückgeben und die Mitgliedschaft beenden.</translation>
    </message>
    <message>
        <source>Take %1 out of the group without touching the server.</source>
        <translation>%1 aus der Gruppe nehmen, ohne den Server anzurühren.</translation>
    </message>
    <message>
        <source>Ask every member for its state now.</source>
        <translation>Jedes Mitglied jetzt nach seinem Zustand fragen.</translation>
    </message>
    <message>
        <source>It gets what is live, deployment %1. What was changed by hand in its managed files is replaced.</source>
        <translation>Es erhält den Live-Stand, Ausrollung %1. Was in seinen verwalteten Dateien von Hand geändert wurde, wird ersetzt.</translation>
    </message>
    <message>
        <source>It gets the group&apos;s first data. What was changed by hand in its managed files is replaced.</source>
        <translation>Es erhält die ersten Daten der Gruppe. Was in seinen verwalteten Dateien von Hand geändert wurde, wird ersetzt.</translation>
    </message>
    <message>
        <source>What is prepared is dropped by that: prepare again afterwards.</source>
        <translation>Was vorbereitet ist, wird dabei verworfen: Bereiten Sie danach erneut vor.</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Bring %1 to what is live?</source>
        <translation>%1 auf den Live-Stand bringen?</translation>
    </message>
    <message>
        <source>Synchronise %1</source>
        <translation>%1 synchronisieren</translation>
    </message>
    <message>
        <source>Release a member</source>
        <translation>Mitglied freigeben</translation>
    </message>
    <message>
        <source>Release %1 from Lockstep?</source>
        <translation>%1 aus der Verwaltung durch Lockstep freigeben?</translation>
    </message>
    <message>
        <source>%1 becomes a plain folder on %2 again, with the files that it has now, and named runs on. The server leaves the group and belongs to no master.

This cannot be undone from here: to manage it again, add it with a new join code.</source>
        <translation>%1 wird auf %2 wieder zu einem gewöhnlichen Ordner mit den jetzigen Dateien, und named läuft weiter. Der Server verlässt die Gruppe und gehört zu keinem Master.

Das lässt sich von hier aus nicht rückgängig machen: Um ihn wieder zu verwalten, fügen Sie ihn mit einem neuen Beitrittscode hinzu.</translation>
    </message>
    <message>
        <source>Release %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>Remove a member</source>
        <translation>Mitglied entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the group?</source>
        <translation>%1 aus der Gruppe entfernen?</translation>
    </message>
    <message>
        <source>The group forgets %1; the server itself is not touched and goes on answering what it serves now. Nothing brings it up to date any more.

To come back it must be added again, which replaces what it has by what is live. If it only cannot be reached for a while, detach it instead.</source>
        <translation>Die Gruppe vergisst %1; der Server selbst bleibt unberührt und antwortet weiter mit dem, was er jetzt ausliefert. Nichts hält ihn mehr aktuell.

Um zurückzukehren, muss er wieder hinzugefügt werden; das ersetzt, was er hat, durch den Live-Stand. Ist er nur eine Weile nicht erreichbar, koppeln Sie ihn stattdessen ab.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>lockstep::MemberDetails</name>
    <message>
        <source>Select a member to see its state in words.</source>
        <translation>Wählen Sie ein Mitglied aus, um seinen Zustand in Worten zu sehen.</translation>
    </message>
    <message>
        <source>The selected member</source>
        <translation>Das ausgewählte Mitglied</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Liefert aus</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Letzte Antwort</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>Mitglied seit</translation>
    </message>
    <message>
        <source>Key (pin)</source>
        <translation>Schlüssel (Pin)</translation>
    </message>
    <message>
        <source>%1, not answering</source>
        <translation>%1, antwortet nicht</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n zone(s)</source>
        <translation>
            <numerusform>%1, %n Zone</numerusform>
            <numerusform>%1, %n Zonen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::MemberModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Liefert aus</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Letzte Antwort</translation>
    </message>
</context>
<context>
    <name>lockstep::MemberRows</name>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s): no member refuses to serve this, but look at it.</source>
        <translation>
            <numerusform>%n Warnung: Kein Mitglied weigert sich, dies auszuliefern; sehen Sie sie sich aber an.</numerusform>
            <numerusform>%n Warnungen: Kein Mitglied weigert sich, dies auszuliefern; sehen Sie sie sich aber an.</numerusform>
        </translation>
    </message>
    <message>
        <source>This server does not answer itself about these zones (allow-query, views). named says that it loaded them; nobody asked for their records.</source>
        <translation>Dieser Server beantwortet seine eigenen Fragen nach diesen Zonen nicht (allow-query, Views). named sagt, dass es sie geladen hat; nach ihren Einträgen hat niemand gefragt.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) as expected</source>
        <translation>
            <numerusform>%n Antwort wie erwartet</numerusform>
            <numerusform>%n Antworten wie erwartet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) by load, not by query</source>
        <translation>
            <numerusform>%n Zone durch Laden, nicht durch Abfrage</numerusform>
            <numerusform>%n Zonen durch Laden, nicht durch Abfrage</numerusform>
        </translation>
    </message>
    <message>
        <source>wave %1</source>
        <translation>Welle %1</translation>
    </message>
</context>
<context>
    <name>lockstep::MembersView</name>
    <message>
        <source>No members yet</source>
        <translation>Noch keine Mitglieder</translation>
    </message>
    <message>
        <source>Members are the servers that this group keeps alike. The first one brings the group its data: nothing that it serves changes.</source>
        <translation>Mitglieder sind die Server, die diese Gruppe gleich hält. Das erste bringt der Gruppe ihre Daten: An dem, was es ausliefert, ändert sich nichts.</translation>
    </message>
    <message>
        <source>Add the first member...</source>
        <translation>Erstes Mitglied hinzufügen...</translation>
    </message>
    <message>
        <source>A&amp;ctions</source>
        <translation>Aktione&amp;n</translation>
    </message>
    <message>
        <source>Everything that can be done with the selected member.</source>
        <translation>Alles, was mit dem ausgewählten Mitglied möglich ist.</translation>
    </message>
    <message>
        <source>Filter: a name, &quot;out of sync&quot;, a version</source>
        <translation>Filter: ein Name, „nicht synchron“, eine Version</translation>
    </message>
    <message>
        <source>Filter the members</source>
        <translation>Mitglieder filtern</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n shown</source>
        <translation>
            <numerusform>%1, %n angezeigt</numerusform>
            <numerusform>%1, %n angezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::NewFileDialog</name>
    <message>
        <source>New file</source>
        <translation>Neue Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Path of the new file</source>
        <translation>Pfad der neuen Datei</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Path in it</source>
        <translation>&amp;Pfad darin</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Write a path below the folder, without &quot;..&quot; and without a &quot;/&quot; at its beginning.</source>
        <translation>Geben Sie einen Pfad unterhalb des Ordners an, ohne „..“ und ohne „/“ am Anfang.</translation>
    </message>
    <message>
        <source>It is staged when you save it. named reads it once the configuration names it.</source>
        <translation>Die Datei ist vorgemerkt, sobald sie gespeichert wird. named liest sie, sobald die Konfiguration sie nennt.</translation>
    </message>
</context>
<context>
    <name>lockstep::OperationDialog</name>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Run in &amp;background</source>
        <translation>Im &amp;Hintergrund ausführen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>sealed %1</source>
        <translation>Siegel %1</translation>
    </message>
    <message>
        <source>&amp;Stop and return to %1</source>
        <translation>&amp;Anhalten und zu Ausrollung %1 zurückkehren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Take back to %1</source>
        <translation>Zu Ausrollung %1 zurück&amp;kehren</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>Zurück&amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Keep deployment %1</source>
        <translation>&amp;Ausrollung %1 behalten</translation>
    </message>
    <message>
        <source>What changes is looked at ...</source>
        <translation>Was sich ändert, wird angesehen ...</translation>
    </message>
    <message>
        <source>Dangerous changes</source>
        <translation>Gefährliche Änderungen</translation>
    </message>
    <message>
        <source>Deploy what may do harm to %1?</source>
        <translation>Ausrollen, was %1 schaden kann?</translation>
    </message>
    <message>
        <source>Deploy it</source>
        <translation>Ausrollen</translation>
    </message>
</context>
<context>
    <name>lockstep::OperationSummary</name>
    <message>
        <source>Why, for the history (may stay empty)</source>
        <translation>Grund, für den Verlauf (kann leer bleiben)</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Kommentar</translation>
    </message>
    <message>
        <source>Without the mark %1 is left out of this deployment by name. It stays attached and is shown as behind.</source>
        <translation>Ohne Häkchen wird %1 bei dieser Ausrollung namentlich ausgelassen. Es bleibt angekoppelt und wird als zurückliegend angezeigt.</translation>
    </message>
    <message>
        <source>Every member switches to the prepared set and is asked to prove it. If one cannot, all of them go back to what they serve now.</source>
        <translation>Jedes Mitglied schaltet auf den vorbereiteten Stand um und muss das nachweisen. Kann eines das nicht, kehren alle zu dem zurück, was sie jetzt ausliefern.</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>Live now</source>
        <translation>Jetzt live</translation>
    </message>
    <message>
        <source>deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>as the first member came</source>
        <translation>wie vom ersten Mitglied gebracht</translation>
    </message>
    <message>
        <source>Left out by name: %1. It goes on serving what it serves.</source>
        <translation>Namentlich ausgelassen: %1. Dort wird weiter ausgeliefert, was jetzt ausgeliefert wird.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Prepare on %n members</source>
        <translation>
            <numerusform>Auf %n Mitglied v&amp;orbereiten</numerusform>
            <numerusform>Auf %n Mitgliedern v&amp;orbereiten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Roll back to %1</source>
        <translation>Zu Ausrollung %1 zurück&amp;rollen</translation>
    </message>
    <message>
        <source>&amp;Roll back</source>
        <translation>Zurück&amp;rollen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Deploy to %n members</source>
        <translation>
            <numerusform>Auf %n Mitglied ausro&amp;llen</numerusform>
            <numerusform>Auf %n Mitglieder ausro&amp;llen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is prepared. Prepare what is staged first.</source>
        <translation>Nichts ist vorbereitet. Bereiten Sie zuerst vor, was vorgemerkt ist.</translation>
    </message>
    <message>
        <source>At the switch</source>
        <translation>Beim Umschalten</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>Every member goes back to what an older deployment served, all at once. Serials rise, so that secondaries follow.</source>
        <translation>Alle Mitglieder kehren auf einmal zu dem zurück, was eine ältere Ausrollung ausgeliefert hat. Die Seriennummern steigen, damit Secondaries folgen.</translation>
    </message>
    <message>
        <source>The signatures of %1 are taken away, or other keys make them. You are asked for each of these names before it begins.</source>
        <translation>Die Signaturen von %1 werden entfernt oder von anderen Schlüsseln erzeugt. Bevor es beginnt, werden Sie nach jedem dieser Namen gefragt.</translation>
    </message>
    <message>
        <source>Show what changed</source>
        <translation>Zeigen, was sich geändert hat</translation>
    </message>
    <message>
        <source>What is staged has changed since it was looked at. Its seal is %1 now. Look at what changed first.</source>
        <translation>Was vorgemerkt ist, hat sich geändert, seit es angesehen wurde. Sein Siegel ist jetzt %1. Sehen Sie sich erst an, was sich geändert hat.</translation>
    </message>
    <message numerus="yes">
        <source>%n edits are verified on every member and laid beside what it serves. Nothing that is served changes.</source>
        <translation>
            <numerusform>%n Bearbeitung wird auf jedem Mitglied geprüft und neben dem abgelegt, was es ausliefert. An dem, was ausgeliefert wird, ändert sich nichts.</numerusform>
            <numerusform>%n Bearbeitungen werden auf jedem Mitglied geprüft und neben dem abgelegt, was es ausliefert. An dem, was ausgeliefert wird, ändert sich nichts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edits no longer fit what is live and are left out. Look at them in the review.</source>
        <translation>
            <numerusform>%n Bearbeitung passt nicht mehr zum Live-Stand und wird ausgelassen. Sehen Sie sie in der Durchsicht an.</numerusform>
            <numerusform>%n Bearbeitungen passen nicht mehr zum Live-Stand und werden ausgelassen. Sehen Sie sie in der Durchsicht an.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edits were staged after it was prepared. They stay staged and are not deployed.</source>
        <translation>
            <numerusform>%n Bearbeitung wurde nach dem Vorbereiten vorgemerkt. Sie bleibt vorgemerkt und wird nicht ausgerollt.</numerusform>
            <numerusform>%n Bearbeitungen wurden nach dem Vorbereiten vorgemerkt. Sie bleiben vorgemerkt und werden nicht ausgerollt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::OperationsDrawer</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Progress of the operation</source>
        <translation>Fortschritt des Vorgangs</translation>
    </message>
    <message>
        <source>Show the operation</source>
        <translation>Vorgang anzeigen</translation>
    </message>
    <message>
        <source>Close this line</source>
        <translation>Diese Zeile schließen</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Keep %1</source>
        <translation>%1 behalten</translation>
    </message>
    <message>
        <source>Keep deployment %1</source>
        <translation>Ausrollung %1 behalten</translation>
    </message>
</context>
<context>
    <name>lockstep::OverviewView</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Last happened</source>
        <translation>Zuletzt geschehen</translation>
    </message>
    <message>
        <source>The first member brings the data to edit.</source>
        <translation>Das erste Mitglied bringt die Daten zum Bearbeiten mit.</translation>
    </message>
    <message>
        <source>not deployed yet</source>
        <translation>noch nicht ausgerollt</translation>
    </message>
    <message>
        <source>Staging is what is live.</source>
        <translation>Die Vormerkung entspricht dem Live-Stand.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Prepare checks what is staged on every member.</source>
        <translation>Beim Vorbereiten wird auf jedem Mitglied geprüft, was vorgemerkt ist.</translation>
    </message>
    <message>
        <source>by %1, seal %2</source>
        <translation>von %1, Siegel %2</translation>
    </message>
    <message>
        <source>Live has moved since: prepare again.</source>
        <translation>Der Live-Stand hat sich seitdem geändert: Bereiten Sie erneut vor.</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>The group&apos;s first member brings them.</source>
        <translation>Das erste Mitglied der Gruppe bringt sie mit.</translation>
    </message>
    <message>
        <source>Deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>First data</source>
        <translation>Erste Daten</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>This group has no members yet. The first one brings its data.</source>
        <translation>Diese Gruppe hat noch keine Mitglieder. Das erste bringt ihre Daten mit.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s)</source>
        <translation>
            <numerusform>%n Zone</numerusform>
            <numerusform>%n Zonen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show %1 among the members.</source>
        <translation>%1 unter den Mitgliedern zeigen.</translation>
    </message>
    <message>
        <source>serves %1</source>
        <translation>liefert aus: %1</translation>
    </message>
    <message>
        <source>answered %1</source>
        <translation>letzte Antwort: %1</translation>
    </message>
    <message>
        <source>never answered</source>
        <translation>hat nie geantwortet</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>%1 - %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>&amp;Add the first member...</source>
        <translation>Erstes &amp;Mitglied hinzufügen...</translation>
    </message>
    <message>
        <source>serves deployment %1</source>
        <translation>liefert Ausrollung %1 aus</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s)</source>
        <translation>
            <numerusform>%n Bearbeitung</numerusform>
            <numerusform>%n Bearbeitungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) were staged after it.</source>
        <translation>
            <numerusform>%n Bearbeitung wurde danach vorgemerkt.</numerusform>
            <numerusform>%n Bearbeitungen wurden danach vorgemerkt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::Panel</name>
    <message>
        <source>Open: %1</source>
        <translation>Öffnen: %1</translation>
    </message>
</context>
<context>
    <name>lockstep::PlaceHeader</name>
    <message>
        <source>No members</source>
        <translation>Keine Mitglieder</translation>
    </message>
    <message>
        <source>Why, member by member</source>
        <translation>Grund, nach Mitgliedern</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>Detached</source>
        <translation>Abgekoppelt</translation>
    </message>
    <message>
        <source>last answer: %1</source>
        <translation>letzte Antwort: %1</translation>
    </message>
    <message>
        <source>The group has no members yet.</source>
        <translation>Die Gruppe hat noch keine Mitglieder.</translation>
    </message>
    <message>
        <source>Show members</source>
        <translation>Mitglieder zeigen</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
</context>
<context>
    <name>lockstep::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
</context>
<context>
    <name>lockstep::PreflightList</name>
    <message>
        <source>What the server has</source>
        <translation>Was der Server hat</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n file(s)</source>
        <translation>
            <numerusform>%1, %n Datei</numerusform>
            <numerusform>%1, %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>In the way</source>
        <translation>Im Weg</translation>
    </message>
    <message>
        <source>Files that cannot stay where they are; the sentences above say what to do.</source>
        <translation>Dateien, die nicht bleiben können, wo sie sind; die Sätze darüber sagen, was zu tun ist.</translation>
    </message>
    <message>
        <source>Managed</source>
        <translation>Verwaltet</translation>
    </message>
    <message>
        <source>Kept alike on every member of the group.</source>
        <translation>Auf jedem Mitglied der Gruppe gleich gehalten.</translation>
    </message>
    <message>
        <source>This server&apos;s own</source>
        <translation>Eigenes dieses Servers</translation>
    </message>
    <message>
        <source>Never leaves this server: addresses, keys, what differs on every member.</source>
        <translation>Verlässt diesen Server nie: Adressen, Schlüssel, was auf jedem Mitglied anders ist.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Belongs to the system and stays as it is; only reported.</source>
        <translation>Gehört zum System und bleibt, wie es ist; wird nur genannt.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>named writes there itself; never managed, never replaced.</source>
        <translation>Dort schreibt named selbst; wird nie verwaltet und nie ersetzt.</translation>
    </message>
</context>
<context>
    <name>lockstep::PreflightProblems</name>
    <message>
        <source>Problems and notes</source>
        <translation>Probleme und Hinweise</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>lockstep::QuickCommand</name>
    <message>
        <source>Type a command, a place or a zone</source>
        <translation>Befehl, Bereich oder Zone eingeben</translation>
    </message>
    <message>
        <source>Quick command</source>
        <translation>Schnellbefehl</translation>
    </message>
    <message>
        <source>What matches</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>lockstep::RecordDelegate</name>
    <message>
        <source>new record</source>
        <translation>neuer Eintrag</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>as above</source>
        <translation>wie oben</translation>
    </message>
</context>
<context>
    <name>lockstep::RecordsModel</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Type here to add a record.</source>
        <translation>Hier tippen, um einen Eintrag hinzuzufügen.</translation>
    </message>
    <message>
        <source>Added: live does not have it.</source>
        <translation>Hinzugefügt: live nicht vorhanden.</translation>
    </message>
    <message>
        <source>Disabled. Live has: %1</source>
        <translation>Deaktiviert. Live: %1</translation>
    </message>
    <message>
        <source>Enabled. Live has it disabled: %1</source>
        <translation>Aktiviert. Live deaktiviert: %1</translation>
    </message>
    <message>
        <source>Changed. Live has: %1</source>
        <translation>Geändert. Live: %1</translation>
    </message>
    <message>
        <source>Disabled: it stands in a comment and is not served.</source>
        <translation>Deaktiviert: Der Eintrag steht in einem Kommentar und wird nicht ausgeliefert.</translation>
    </message>
    <message>
        <source>The records of this file are edited there: Ctrl+Enter or a double click opens it.</source>
        <translation>Die Einträge dieser Datei werden dort bearbeitet: Strg+Eingabe oder ein Doppelklick öffnet sie.</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>aktiviert</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
</context>
<context>
    <name>lockstep::RecordsTable</name>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>What you typed here is not staged yet: Enter opens it again.</source>
        <translation>Diese Eingabe ist noch nicht vorgemerkt: Die Eingabetaste öffnet sie wieder.</translation>
    </message>
    <message>
        <source>Somebody else removed this record while you were typing.</source>
        <translation>Jemand anderes hat diesen Eintrag entfernt, während Sie getippt haben.</translation>
    </message>
    <message>
        <source>Somebody else removed the record that you were editing. What you typed stands in the last row and is not staged.</source>
        <translation>Jemand anderes hat den Eintrag entfernt, den Sie gerade bearbeiten. Ihre Eingabe steht in der letzten Zeile und ist nicht vorgemerkt.</translation>
    </message>
    <message>
        <source>Somebody else changed this line while you were typing. It is now: %1. What you typed is still in the editor: Enter stages it, Escape gives it up.</source>
        <translation>Jemand anderes hat diese Zeile geändert, während Sie getippt haben. Sie lautet jetzt: %1. Ihre Eingabe steht noch im Eingabefeld: Die Eingabetaste merkt sie vor, Esc verwirft sie.</translation>
    </message>
    <message>
        <source>No record has &quot;%1&quot; in it.</source>
        <translation>Kein Eintrag enthält „%1“.</translation>
    </message>
</context>
<context>
    <name>lockstep::RestoreDialog</name>
    <message>
        <source>Does not answer</source>
        <translation>Antwortet nicht</translation>
    </message>
    <message>
        <source>Its own folders</source>
        <translation>Die eigenen Ordner</translation>
    </message>
    <message>
        <source>Deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>Known to this history</source>
        <translation>Dieser Verlauf kennt es</translation>
    </message>
    <message>
        <source>Not known to this history</source>
        <translation>Dieser Verlauf kennt es nicht</translation>
    </message>
    <message>
        <source>It was released, or was never taken over: its named reads plain folders.</source>
        <translation>Es wurde freigegeben oder nie übernommen: named liest dort gewöhnliche Ordner.</translation>
    </message>
    <message>
        <source>This history can deploy to it and roll it back.</source>
        <translation>Dieser Verlauf kann darauf ausrollen und es zurücksetzen.</translation>
    </message>
    <message>
        <source>&amp;Ask again</source>
        <translation>E&amp;rneut fragen</translation>
    </message>
    <message>
        <source>A master that came out of a backup</source>
        <translation>Ein Master aus einer Sicherung</translation>
    </message>
    <message>
        <source>&amp;Let it work again</source>
        <translation>&amp;Wieder arbeiten lassen</translation>
    </message>
    <message>
        <source>What the members serve</source>
        <translation>Was die Mitglieder ausliefern</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Liefert aus</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Asking the members what they serve ...</source>
        <translation>Die Mitglieder werden gefragt, was sie ausliefern ...</translation>
    </message>
    <message>
        <source>%1 came out of a backup of %2 and only looks. If it works again, it is the master of these members: the one that was thought lost is refused by them from then on. What they serve stays as it is.</source>
        <translation>%1 stammt aus einer Sicherung vom %2 und sieht nur zu. Arbeitet er wieder, ist er der Master dieser Mitglieder: Sie weisen den verloren geglaubten von da an ab. Was sie ausliefern, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Somebody has confirmed it already: the master works.</source>
        <translation>Es hat schon jemand bestätigt: Der Master arbeitet.</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) serve what this history does not know: it is newer than the backup, or from elsewhere. They are shown as out of sync afterwards.</source>
        <translation>
            <numerusform>%n Mitglied liefert etwas aus, was dieser Verlauf nicht kennt: Es ist neuer als die Sicherung oder stammt von anderswo. Das Mitglied gilt danach als nicht synchron.</numerusform>
            <numerusform>%n Mitglieder liefern etwas aus, was dieser Verlauf nicht kennt: Es ist neuer als die Sicherung oder stammt von anderswo. Sie gelten danach als nicht synchron.</numerusform>
        </translation>
    </message>
    <message>
        <source>This master has no members.</source>
        <translation>Dieser Master hat keine Mitglieder.</translation>
    </message>
    <message numerus="yes">
        <source>Go on &amp;without the %n member(s) that do not answer</source>
        <translation>
            <numerusform>&amp;Ohne das %n Mitglied weitermachen, das nicht antwortet</numerusform>
            <numerusform>&amp;Ohne die %n Mitglieder weitermachen, die nicht antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>If one of them has seen a higher epoch, it refuses this master until it is rebound on its own host.</source>
        <translation>Hat eines von ihnen eine höhere Epoche gesehen, weist es diesen Master ab, bis es auf seinem eigenen Host neu gebunden wird.</translation>
    </message>
    <message>
        <source>The master does not answer: nothing can be changed until it does.</source>
        <translation>Der Master antwortet nicht: Bis er es tut, lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>Some members do not answer.</source>
        <translation>Einige Mitglieder antworten nicht.</translation>
    </message>
    <message>
        <source>A number that rises when a master is restored. This master takes one above the highest that any member has seen; a master with a lower one is refused.</source>
        <translation>Eine Zahl, die steigt, wenn ein Master wiederhergestellt wird. Dieser Master nimmt eine über der höchsten, die ein Mitglied gesehen hat; ein Master mit einer niedrigeren wird abgewiesen.</translation>
    </message>
    <message>
        <source>It is newer than this backup, or from elsewhere. The member goes on serving it and is shown as out of sync: bring it to what is live here, or take over what it has.</source>
        <translation>Es ist neuer als diese Sicherung oder stammt von anderswo. Das Mitglied liefert es weiter aus und gilt als nicht synchron: Bringen Sie es auf den hier aktiven Stand, oder übernehmen Sie, was es hat.</translation>
    </message>
    <message>
        <source>What the members serve is not known.</source>
        <translation>Was die Mitglieder ausliefern, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>lockstep::RestoreNotice</name>
    <message>
        <source>&amp;Compare with the members...</source>
        <translation>Mit den Mitgliedern &amp;vergleichen...</translation>
    </message>
    <message>
        <source>%1 came out of a backup of %2 and only looks: nothing can be changed before somebody has compared it with what the members serve, and confirmed it.</source>
        <translation>%1 stammt aus einer Sicherung vom %2 und sieht nur zu: Es lässt sich nichts ändern, bevor jemand ihn mit dem verglichen und bestätigt hat, was die Mitglieder ausliefern.</translation>
    </message>
</context>
<context>
    <name>lockstep::ReviewView</name>
    <message>
        <source>The serial follows the other changes of %1. It goes back by itself when they are discarded.</source>
        <translation>Die Seriennummer folgt den anderen Änderungen an %1. Sie geht von selbst zurück, wenn diese verworfen werden.</translation>
    </message>
    <message>
        <source>Nobody staged a change of %1: its serial was raised because a member serves a higher one.</source>
        <translation>Niemand hat eine Änderung an %1 vorgemerkt: Die Seriennummer wurde angehoben, weil ein Mitglied eine höhere ausliefert.</translation>
    </message>
    <message>
        <source>Everything staged in %1 is discarded.</source>
        <translation>Alles in %1 Vorgemerkte ist verworfen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The seal names exactly what is staged. What you prepare and deploy has the same one.</source>
        <translation>Das Siegel bezeichnet genau das, was vorgemerkt ist. Was vorbereitet und ausgerollt wird, hat dasselbe.</translation>
    </message>
    <message>
        <source>Open zones</source>
        <translation>Zonen öffnen</translation>
    </message>
    <message>
        <source>&amp;Discard this change</source>
        <translation>Diese Änderung ver&amp;werfen</translation>
    </message>
    <message>
        <source>Discard everything in this &amp;file</source>
        <translation>Alles in dieser &amp;Datei verwerfen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>live (deployment %1)</source>
        <translation>live (Ausrollung %1)</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>staged</source>
        <translation>vorgemerkt</translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>vorbereitet</translation>
    </message>
    <message>
        <source>deployment %1</source>
        <translation>Ausrollung %1</translation>
    </message>
    <message>
        <source>before deployment %1</source>
        <translation>vor Ausrollung %1</translation>
    </message>
    <message>
        <source>%1 (on the server)</source>
        <translation>%1 (auf dem Server)</translation>
    </message>
    <message>
        <source>There is nothing to review yet</source>
        <translation>Es gibt noch nichts durchzusehen</translation>
    </message>
    <message>
        <source>This group has no data. Its first member brings them.</source>
        <translation>Diese Gruppe hat keine Daten. Ihr erstes Mitglied bringt sie mit.</translation>
    </message>
    <message>
        <source>Open members</source>
        <translation>Mitglieder öffnen</translation>
    </message>
    <message>
        <source>Nothing is staged</source>
        <translation>Nichts ist vorgemerkt</translation>
    </message>
    <message>
        <source>Live and staged are the same.</source>
        <translation>Live-Stand und Vormerkung sind gleich.</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Both hold the same files.</source>
        <translation>Beide enthalten dieselben Dateien.</translation>
    </message>
    <message>
        <source>seal %1</source>
        <translation>Siegel %1</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed %2 of %3</source>
        <translation>%1 hat %2 in %3 geändert</translation>
    </message>
    <message>
        <source>%1 changed %2</source>
        <translation>%1 hat %2 geändert</translation>
    </message>
    <message>
        <source>Discard this change</source>
        <translation>Diese Änderung verwerfen</translation>
    </message>
    <message>
        <source>Left out of staged: %1. %2</source>
        <translation>Nicht in der Vormerkung: %1. %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more changes are left out of staged.</source>
        <translation>
            <numerusform>%n weitere Änderung ist nicht in der Vormerkung.</numerusform>
            <numerusform>%n weitere Änderungen sind nicht in der Vormerkung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stage this file as %1 has it</source>
        <translation>Diese Datei so vormerken, wie %1 sie hat</translation>
    </message>
    <message>
        <source>Replace every file that differs on %1 by what is live</source>
        <translation>Jede Datei, die auf %1 abweicht, durch den Live-Stand ersetzen</translation>
    </message>
    <message>
        <source>%1 is read as %2 has it now ...</source>
        <translation>%1 wird gelesen, wie %2 sie jetzt hat ...</translation>
    </message>
    <message>
        <source>Adopt into staging</source>
        <translation>Übernehmen und vormerken</translation>
    </message>
    <message>
        <source>Replace what is staged of %1?</source>
        <translation>Ersetzen, was von %1 vorgemerkt ist?</translation>
    </message>
    <message>
        <source>Another text of this file is staged already. It is replaced by the one that %1 has.</source>
        <translation>Von dieser Datei ist schon ein anderer Text vorgemerkt. Er wird durch den ersetzt, den %1 hat.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>%1 is staged as %2 has it. Review what is staged, then prepare and deploy it.</source>
        <translation>%1 ist so vorgemerkt, wie %2 sie hat. Sehen Sie durch, was vorgemerkt ist, bereiten Sie dann vor und rollen Sie aus.</translation>
    </message>
    <message>
        <source>%1 has %2 as it is live by now.</source>
        <translation>%1 hat %2 inzwischen so, wie sie live ist.</translation>
    </message>
    <message>
        <source>&amp;Adopt this file into staging</source>
        <translation>Diese Datei über&amp;nehmen und vormerken</translation>
    </message>
    <message>
        <source>&amp;Overwrite what differs on the server...</source>
        <translation>Abweichungen auf dem Server &amp;überschreiben...</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>zurückgerollt</translation>
    </message>
    <message>
        <source>rolled back to %1</source>
        <translation>zurückgerollt zu %1</translation>
    </message>
    <message>
        <source>Compare with: a state, a server, a deployment</source>
        <translation>Vergleich mit: Stand, Server oder Ausrollung</translation>
    </message>
    <message>
        <source>Compare from: a state, a server, a deployment</source>
        <translation>Vergleich von: Stand, Server oder Ausrollung</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>its files now</source>
        <translation>seine Dateien jetzt</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>what the first member brought</source>
        <translation>was das erste Mitglied mitgebracht hat</translation>
    </message>
    <message>
        <source>Going through it</source>
        <translation>Durchgehen</translation>
    </message>
    <message>
        <source>Next and previous change, over files too</source>
        <translation>Nächste und vorige Änderung, auch über Dateien hinweg</translation>
    </message>
    <message>
        <source>Arrows, Page Up, Page Down</source>
        <translation>Pfeiltasten, Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>Row by row, page by page</source>
        <translation>Zeile um Zeile, Seite um Seite</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>First and last row</source>
        <translation>Erste und letzte Zeile</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Opens what is folded; from a meaning to its lines</source>
        <translation>Klappt Eingeklapptes aus; führt von einer Bedeutung zu ihren Zeilen</translation>
    </message>
    <message>
        <source>Meaning or text, at the same place</source>
        <translation>Bedeutung oder Text, an derselben Stelle</translation>
    </message>
    <message>
        <source>Marks as viewed and goes on</source>
        <translation>Markiert als gesehen und geht weiter</translation>
    </message>
    <message>
        <source>From lines that moved to where they stand now</source>
        <translation>Von verschobenen Zeilen dorthin, wo sie jetzt stehen</translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation>Strg+Links, Strg+Rechts</translation>
    </message>
    <message>
        <source>Which side is selected and copied</source>
        <translation>Auf welcher Seite ausgewählt und kopiert wird</translation>
    </message>
    <message>
        <source>Doing</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Compare &amp;from...</source>
        <translation>Vergleich v&amp;on...</translation>
    </message>
    <message>
        <source>Compare &amp;with...</source>
        <translation>Vergleich &amp;mit...</translation>
    </message>
    <message>
        <source>&amp;Keys of the review</source>
        <translation>Tasten der Dur&amp;chsicht</translation>
    </message>
    <message>
        <source>as you began</source>
        <translation>wie zu Beginn</translation>
    </message>
    <message>
        <source>staged now</source>
        <translation>jetzt vorgemerkt</translation>
    </message>
    <message>
        <source>Nothing has changed since</source>
        <translation>Seitdem hat sich nichts geändert</translation>
    </message>
    <message>
        <source>What is staged is again what you began with.</source>
        <translation>Vorgemerkt ist wieder das, womit Sie begonnen haben.</translation>
    </message>
    <message>
        <source>Compared from: %1</source>
        <translation>Vergleich von: %1</translation>
    </message>
    <message>
        <source>Compared with: %1</source>
        <translation>Vergleich mit: %1</translation>
    </message>
    <message>
        <source>Choose another state to compare</source>
        <translation>Einen anderen Stand zum Vergleich wählen</translation>
    </message>
    <message>
        <source>viewed %1 of %2</source>
        <translation>%1 von %2 gesehen</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>Alle Änderungen zeigen</translation>
    </message>
    <message>
        <source>This is what has changed in staging since you began this review.</source>
        <translation>Das hat sich an der Vormerkung geändert, seit Sie diese Durchsicht begonnen haben.</translation>
    </message>
    <message>
        <source>Show what changed</source>
        <translation>Zeigen, was sich geändert hat</translation>
    </message>
    <message>
        <source>What is staged has changed since you began this review.</source>
        <translation>Die Vormerkung hat sich geändert, seit Sie diese Durchsicht begonnen haben.</translation>
    </message>
    <message>
        <source>Take this review along</source>
        <translation>Diese Durchsicht mitnehmen</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Seite (*.html)</translation>
    </message>
    <message>
        <source>Patch (*.patch)</source>
        <translation>Patch (*.patch)</translation>
    </message>
    <message>
        <source>Data for programs (*.json)</source>
        <translation>Daten für Programme (*.json)</translation>
    </message>
    <message>
        <source>This review was written to %1. Secrets are masked in it.</source>
        <translation>Diese Durchsicht wurde nach %1 geschrieben. Geheimnisse sind darin unkenntlich.</translation>
    </message>
    <message>
        <source>Take this review &amp;along...</source>
        <translation>Diese Durchsicht mit&amp;nehmen...</translation>
    </message>
    <message>
        <source>the change of %1</source>
        <translation>die Änderung von %1</translation>
    </message>
    <message>
        <source>What was staged here in %1 is discarded.</source>
        <translation>Was hier in %1 vorgemerkt war, ist verworfen.</translation>
    </message>
    <message>
        <source>What was staged here in %1 is discarded, and what cannot stay without it: %2.</source>
        <translation>Was hier in %1 vorgemerkt war, ist verworfen, und mit ihm, was ohne es nicht bleiben kann: %2.</translation>
    </message>
    <message>
        <source>It is not staged any more: it was deployed or discarded meanwhile.</source>
        <translation>Es ist nicht mehr vorgemerkt: Es wurde inzwischen ausgerollt oder verworfen.</translation>
    </message>
    <message>
        <source>Nothing of this row stands in %1. Open it in its editor instead.</source>
        <translation>Von dieser Zeile steht nichts in %1. Öffnen Sie sie stattdessen in ihrem Editor.</translation>
    </message>
    <message>
        <source>%1 is staged as you edited it.</source>
        <translation>%1 ist so vorgemerkt, wie Sie es bearbeitet haben.</translation>
    </message>
    <message>
        <source>An edit that is not staged</source>
        <translation>Eine Bearbeitung, die nicht vorgemerkt ist</translation>
    </message>
    <message>
        <source>Give up what you typed into %1?</source>
        <translation>Was Sie in %1 eingegeben haben, aufgeben?</translation>
    </message>
    <message>
        <source>It is not staged. Go back to the review and press Ctrl+Enter to keep it.</source>
        <translation>Es ist nicht vorgemerkt. Gehen Sie zur Prüfung zurück und drücken Sie Strg+Eingabe, um es zu behalten.</translation>
    </message>
    <message>
        <source>Give up the edit</source>
        <translation>Bearbeitung aufgeben</translation>
    </message>
    <message>
        <source>&amp;Edit in place</source>
        <translation>Hier &amp;bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Open in its editor</source>
        <translation>In seinem Editor öff&amp;nen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>This cannot be compared</source>
        <translation>Das lässt sich nicht vergleichen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Up, Ctrl+Shift+Down</source>
        <translation>Strg+Umschalt+Auf, Strg+Umschalt+Ab</translation>
    </message>
    <message>
        <source>Twenty more of the unchanged lines</source>
        <translation>Zwanzig weitere der unveränderten Zeilen</translation>
    </message>
    <message>
        <source>Stage this change as %1 has it</source>
        <translation>Diese Änderung so vormerken, wie %1 sie hat</translation>
    </message>
    <message>
        <source>This change of %1 is staged as %2 has it. Review what is staged, then prepare and deploy it.</source>
        <translation>Diese Änderung von %1 ist so vorgemerkt, wie %2 sie hat. Sehen Sie durch, was vorgemerkt ist, bereiten Sie es dann vor und rollen Sie es aus.</translation>
    </message>
    <message>
        <source>This change of %1 is staged already.</source>
        <translation>Diese Änderung von %1 ist schon vorgemerkt.</translation>
    </message>
    <message>
        <source>Adopt this chan&amp;ge into staging</source>
        <translation>Diese Änderun&amp;g übernehmen und vormerken</translation>
    </message>
    <message numerus="yes">
        <source>%n edits</source>
        <translation>
            <numerusform>%n Bearbeitung</numerusform>
            <numerusform>%n Bearbeitungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 does not answer. This is what it had at %2; it is read again as soon as %1 answers.</source>
        <translation>%1 antwortet nicht. Das hatte er um %2; sobald %1 antwortet, wird er wieder gelesen.</translation>
    </message>
    <message>
        <source>%1 does not answer: nothing can be written there now.</source>
        <translation>%1 antwortet nicht: Dort kann jetzt nichts geschrieben werden.</translation>
    </message>
    <message>
        <source>Something else is live since you began this review, and what is staged has changed as well. Look at all of it again.</source>
        <translation>Seit Beginn dieser Prüfung ist etwas anderes ausgerollt, und auch das Vorgemerkte hat sich geändert. Sehen Sie sich alles noch einmal an.</translation>
    </message>
</context>
<context>
    <name>lockstep::RiskPanel</name>
    <message>
        <source>Risks</source>
        <translation>Risiken</translation>
    </message>
    <message>
        <source>Risks of this difference</source>
        <translation>Risiken dieses Unterschieds</translation>
    </message>
    <message>
        <source>%1 of %2 files looked at</source>
        <translation>%1 von %2 Dateien geprüft</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n dangers</source>
        <translation>
            <numerusform>%n Gefahr</numerusform>
            <numerusform>%n Gefahren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::RisksModel</name>
    <message numerus="yes">
        <source>%n more notes: choose a file to see its own.</source>
        <translation>
            <numerusform>%n weiterer Risikohinweis: Wählen Sie eine Datei, um die Hinweise zu ihr zu sehen.</numerusform>
            <numerusform>%n weitere Risikohinweise: Wählen Sie eine Datei, um die Hinweise zu ihr zu sehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>lockstep::RollBackChoice</name>
    <message>
        <source>Show &amp;differences</source>
        <translation>&amp;Unterschiede zeigen</translation>
    </message>
    <message>
        <source>Also put &amp;staging back to the same data</source>
        <translation>Auch die &amp;Vormerkung auf dieselben Daten zurücksetzen</translation>
    </message>
    <message>
        <source>Back &amp;to</source>
        <translation>Zurück &amp;zu</translation>
    </message>
    <message>
        <source>Deployment to go back to</source>
        <translation>Ausrollung, zu der zurückgekehrt wird</translation>
    </message>
    <message>
        <source>Otherwise what is staged now stays staged, on top of the older data.</source>
        <translation>Sonst bleibt vorgemerkt, was jetzt vorgemerkt ist, auf Grundlage der älteren Daten.</translation>
    </message>
    <message>
        <source>Compares what is live with what would be deployed, line by line. This window closes; nothing happens by that.</source>
        <translation>Vergleicht den Live-Stand Zeile für Zeile mit dem, was ausgerollt würde. Dieses Fenster wird geschlossen; sonst geschieht dadurch nichts.</translation>
    </message>
    <message>
        <source>This changes, with serials that rise:</source>
        <translation>Das ändert sich, mit steigenden Seriennummern:</translation>
    </message>
    <message>
        <source>Nothing would change: it holds what is live.</source>
        <translation>Nichts würde sich ändern: Das ist der Live-Stand.</translation>
    </message>
    <message>
        <source>What would change cannot be shown. %1</source>
        <translation>Was sich ändern würde, kann nicht gezeigt werden. %1</translation>
    </message>
    <message>
        <source>What the first member came with, %1</source>
        <translation>Womit das erste Mitglied kam, %1</translation>
    </message>
    <message>
        <source>Deployment %1, %2, %3%4</source>
        <translation>Ausrollung %1, %2, %3%4</translation>
    </message>
    <message>
        <source>Reading what would change ...</source>
        <translation>Was sich ändern würde, wird gelesen ...</translation>
    </message>
    <message>
        <source>There is no older deployment to go back to.</source>
        <translation>Es gibt keine ältere Ausrollung, zu der zurückgekehrt werden kann.</translation>
    </message>
</context>
<context>
    <name>lockstep::RolloutEditor</name>
    <message>
        <source>All at o&amp;nce</source>
        <translation>Alle auf &amp;einmal</translation>
    </message>
    <message>
        <source>&amp;One member first</source>
        <translation>Zuerst ei&amp;n Mitglied</translation>
    </message>
    <message>
        <source>In &amp;waves</source>
        <translation>In &amp;Wellen</translation>
    </message>
    <message>
        <source>Size of the first wave</source>
        <translation>Größe der ersten Welle</translation>
    </message>
    <message>
        <source>Size of every later wave</source>
        <translation>Größe jeder späteren Welle</translation>
    </message>
    <message>
        <source>Seconds that a wave is watched</source>
        <translation>Sekunden, die eine Welle beobachtet wird</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>&amp;Take back when SERVFAIL and NXDOMAIN rise by more than</source>
        <translation>&amp;Zurücknehmen, wenn SERVFAIL und NXDOMAIN zunehmen um mehr als</translation>
    </message>
    <message>
        <source>By how many per cent of the answers</source>
        <translation>Um wie viel Prozent der Antworten</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;Ask to keep it within</source>
        <translation>&amp;Fragen, ob es behalten wird, innerhalb von</translation>
    </message>
    <message>
        <source>Minutes to keep it</source>
        <translation>Minuten, um es zu behalten</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>The member that goes first</source>
        <translation>Das Mitglied, mit dem begonnen wird</translation>
    </message>
    <message>
        <source>Unit of the sizes</source>
        <translation>Einheit der Größen</translation>
    </message>
    <message>
        <source>members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>alle anderen</translation>
    </message>
    <message>
        <source>How it goes out</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>Wellen</translation>
    </message>
    <message>
        <source>first, then</source>
        <translation>zuerst, dann</translation>
    </message>
    <message>
        <source>Watched for</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>after each wave</source>
        <translation>nach jeder Welle</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>the first of the list</source>
        <translation>dem ersten der Liste</translation>
    </message>
</context>
<context>
    <name>lockstep::ServerPage</name>
    <message>
        <source>&amp;Host</source>
        <translation>&amp;Host</translation>
    </message>
    <message>
        <source>Host name or address of the server, with :PORT when its agent does not listen at 9530.</source>
        <translation>Hostname oder Adresse des Servers, mit :PORT, wenn sein Agent nicht auf 9530 lauscht.</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>How it is called in this group.</source>
        <translation>So heißt das Mitglied in dieser Gruppe.</translation>
    </message>
    <message>
        <source>&amp;Join code</source>
        <translation>&amp;Beitrittscode</translation>
    </message>
    <message>
        <source>Run &quot;lockstep-agent enrol&quot; as root on the server and paste what it prints. The code is good for ten minutes, and once.</source>
        <translation>Führen Sie auf dem Server als root „lockstep-agent enrol“ aus und fügen Sie die Ausgabe hier ein. Der Code gilt zehn Minuten und nur einmal.</translation>
    </message>
    <message>
        <source>The agent &amp;knows this master already; there is no code</source>
        <translation>Der Agent &amp;kennt diesen Master bereits; es gibt keinen Code</translation>
    </message>
    <message>
        <source>So it is when the server was a member before and was removed, or when an earlier attempt got this far.</source>
        <translation>Das ist so, wenn der Server schon einmal Mitglied war und entfernt wurde oder wenn ein früherer Versuch bis hierher kam.</translation>
    </message>
    <message>
        <source>Add the first member</source>
        <translation>Erstes Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>The group takes its data from this server. Nothing that it serves changes.</source>
        <translation>Die Gruppe übernimmt ihre Daten von diesem Server. An dem, was er ausliefert, ändert sich nichts.</translation>
    </message>
    <message>
        <source>This server gets what is live in the group. What it has now is replaced; before that you see what would be lost.</source>
        <translation>Dieser Server erhält den Live-Stand der Gruppe. Was er jetzt hat, wird ersetzt; vorher wird gezeigt, was verloren ginge.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>lockstep::Sidebar</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Masters and groups</source>
        <translation>Master und Gruppen</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message numerus="yes">
        <source>%n staged changes</source>
        <translation>
            <numerusform>%n vorgemerkte Änderung</numerusform>
            <numerusform>%n vorgemerkte Änderungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::StepDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The current step</source>
        <translation>Der aktuelle Schritt</translation>
    </message>
</context>
<context>
    <name>lockstep::StepPage</name>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>lockstep::Strip</name>
    <message>
        <source>Staged</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Revie&amp;w</source>
        <translation>D&amp;urchsicht</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Deploy &amp;it...</source>
        <translation>Ausrollen...</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>&amp;Roll back...</source>
        <translation>&amp;Zurückrollen...</translation>
    </message>
    <message>
        <source>Deploys what is prepared. What was staged after it stays staged.</source>
        <translation>Rollt aus, was vorbereitet ist. Was danach vorgemerkt wurde, bleibt vorgemerkt.</translation>
    </message>
    <message>
        <source>Staged, prepared, live</source>
        <translation>Vorgemerkt, vorbereitet, live</translation>
    </message>
</context>
<context>
    <name>lockstep::ZoneFileTab</name>
    <message>
        <source>&amp;Stage text</source>
        <translation>Text vormer&amp;ken</translation>
    </message>
    <message>
        <source>&amp;Give up edits</source>
        <translation>Ei&amp;ngaben verwerfen</translation>
    </message>
    <message>
        <source>Zone file</source>
        <translation>Zonendatei</translation>
    </message>
    <message>
        <source>What is staged now</source>
        <translation>Was jetzt vorgemerkt ist</translation>
    </message>
    <message>
        <source>Staged meanwhile</source>
        <translation>Inzwischen vorgemerkt</translation>
    </message>
    <message>
        <source>Stage text</source>
        <translation>Text vormerken</translation>
    </message>
    <message>
        <source>Stage text (%1)</source>
        <translation>Text vormerken (%1)</translation>
    </message>
    <message>
        <source>This file has more than %L1 lines: it is shown here and edited in the table.</source>
        <translation>Diese Datei hat mehr als %L1 Zeilen: Sie wird hier gezeigt und in der Tabelle bearbeitet.</translation>
    </message>
    <message>
        <source>Edited, not staged yet.</source>
        <translation>Bearbeitet, noch nicht vorgemerkt.</translation>
    </message>
</context>
<context>
    <name>lockstep::ZoneView</name>
    <message>
        <source>&amp;Records</source>
        <translation>&amp;Einträge</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>Da&amp;tei</translation>
    </message>
    <message>
        <source>Records or file</source>
        <translation>Einträge oder Datei</translation>
    </message>
    <message>
        <source>Filter records</source>
        <translation>Einträge filtern</translation>
    </message>
    <message>
        <source>&amp;New record</source>
        <translation>&amp;Neuer Eintrag</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Disable or enable</source>
        <translation>&amp;Deaktivieren oder aktivieren</translation>
    </message>
    <message>
        <source>Add a &amp;comment line</source>
        <translation>&amp;Kommentarzeile hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Filter records</source>
        <translation>Einträge &amp;filtern</translation>
    </message>
    <message>
        <source>Show as &amp;file or records</source>
        <translation>&amp;Als Datei oder Einträge zeigen</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>%1 in view %2</source>
        <translation>%1 in View %2</translation>
    </message>
    <message>
        <source>Somebody else changed %1. What you typed is still here and is not staged.</source>
        <translation>Jemand anderes hat %1 geändert. Ihre Eingabe ist noch hier und nicht vorgemerkt.</translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n hinzugefügt</numerusform>
            <numerusform>%n hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n disabled</source>
        <translation>
            <numerusform>%n deaktiviert</numerusform>
            <numerusform>%n deaktiviert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n entfernt</numerusform>
            <numerusform>%n entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>the zone&apos;s statement is removed in staging</source>
        <translation>das Entfernen der Zonenanweisung ist vorgemerkt</translation>
    </message>
    <message>
        <source>A zone of the type &quot;%1&quot; has no file: its statement in the configuration says everything.</source>
        <translation>Eine Zone vom Typ „%1“ hat keine Datei: Ihre Anweisung in der Konfiguration sagt alles.</translation>
    </message>
    <message>
        <source>Its file %1 is not among the group&apos;s files: named writes it itself, or it lies elsewhere.</source>
        <translation>Ihre Datei %1 gehört nicht zu den Dateien der Gruppe: named schreibt sie selbst, oder sie liegt woanders.</translation>
    </message>
    <message>
        <source>Reading the zone.</source>
        <translation>Die Zone wird gelesen.</translation>
    </message>
    <message>
        <source>The zone is shown as soon as the master answers.</source>
        <translation>Die Zone wird gezeigt, sobald der Master antwortet.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>%1, the default</source>
        <translation>%1, Standard</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Somebody else changed %1 since you began. Your text is on the left and is not staged; on the right is what is staged now. Bring over what you want to keep and stage again, or give up your edits.</source>
        <translation>Jemand anderes hat %1 geändert, seit Sie begonnen haben. Ihr Text steht links und ist nicht vorgemerkt; rechts steht, was jetzt vorgemerkt ist. Übertragen Sie, was Sie behalten wollen, und merken Sie erneut vor, oder verwerfen Sie Ihre Eingaben.</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>%1, which %2 includes, is not among the group&apos;s files: it lies on each server by itself.</source>
        <translation>%1, von %2 eingebunden, gehört nicht zu den Dateien der Gruppe: Jeder Server hat dafür seine eigene Datei.</translation>
    </message>
    <message>
        <source>Edits of %1</source>
        <translation>Eingaben in %1</translation>
    </message>
    <message>
        <source>What you typed in %1 is not staged yet.</source>
        <translation>Ihre Eingaben in %1 sind noch nicht vorgemerkt.</translation>
    </message>
    <message>
        <source>Leave and lose it</source>
        <translation>Verlassen und verwerfen</translation>
    </message>
    <message>
        <source>If you leave now, it is lost. What is staged stays.</source>
        <translation>Beim Verlassen geht es verloren. Was vorgemerkt ist, bleibt.</translation>
    </message>
</context>
<context>
    <name>lockstep::ZonesModel</name>
    <message>
        <source>in view %1</source>
        <translation>in View %1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>View</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>+ added</source>
        <translation>+ hinzugefügt</translation>
    </message>
    <message>
        <source>− removed</source>
        <translation>− entfernt</translation>
    </message>
    <message>
        <source>~ changed</source>
        <translation>~ geändert</translation>
    </message>
    <message>
        <source>DNSSEC</source>
        <translation>DNSSEC</translation>
    </message>
    <message>
        <source>dynamic</source>
        <translation>dynamisch</translation>
    </message>
    <message>
        <source>%1 (%2 on the wire)</source>
        <translation>%1 (im DNS: %2)</translation>
    </message>
    <message>
        <source>Live %1, staged %2</source>
        <translation>Live %1, vorgemerkt %2</translation>
    </message>
    <message>
        <source>%1, which named writes itself or which is not managed</source>
        <translation>%1, von named selbst geschrieben oder nicht verwaltet</translation>
    </message>
    <message>
        <source>The records of a dynamic zone belong to its clients: they are not edited here.</source>
        <translation>Die Einträge einer dynamischen Zone gehören ihren Clients: Sie werden hier nicht bearbeitet.</translation>
    </message>
</context>
<context>
    <name>lockstep::ZonesView</name>
    <message>
        <source>Filter by name, view, type or file</source>
        <translation>Filter: Name, View, Typ oder Datei</translation>
    </message>
    <message>
        <source>Filter zones</source>
        <translation>Zonen filtern</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>&amp;Open zone</source>
        <translation>&amp;Zone öffnen</translation>
    </message>
    <message>
        <source>&amp;Filter zones</source>
        <translation>Zonen &amp;filtern</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Im DNS</translation>
    </message>
    <message>
        <source>View</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Serial, live</source>
        <translation>Seriennummer, live</translation>
    </message>
    <message>
        <source>Serial, staged</source>
        <translation>Seriennummer, vorgemerkt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n zones</source>
        <translation>
            <numerusform>%n Zone</numerusform>
            <numerusform>%n Zonen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n zones</source>
        <translation>
            <numerusform>%1 von %n Zone</numerusform>
            <numerusform>%1 von %n Zonen</numerusform>
        </translation>
    </message>
    <message>
        <source>No zones</source>
        <translation>Keine Zonen</translation>
    </message>
    <message>
        <source>The configuration of this group has no zone statement. Add one to its configuration, and it is listed here.</source>
        <translation>Die Konfiguration dieser Gruppe enthält keine zone-Anweisung. Fügen Sie der Konfiguration eine hinzu, dann wird die Zone hier aufgeführt.</translation>
    </message>
    <message>
        <source>Reading the zones of this group.</source>
        <translation>Die Zonen dieser Gruppe werden gelesen.</translation>
    </message>
    <message>
        <source>The zones are shown as soon as the master answers.</source>
        <translation>Die Zonen werden gezeigt, sobald der Master antwortet.</translation>
    </message>
    <message>
        <source>No zones yet</source>
        <translation>Noch keine Zonen</translation>
    </message>
    <message>
        <source>The zones come with the first member: its configuration becomes the group&apos;s.</source>
        <translation>Die Zonen kommen mit dem ersten Mitglied: Seine Konfiguration wird die der Gruppe.</translation>
    </message>
    <message>
        <source>Go to the members</source>
        <translation>Zu den Mitgliedern</translation>
    </message>
</context>
</TS>
