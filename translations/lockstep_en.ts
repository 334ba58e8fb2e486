<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>DiffView</name>
    <message numerus="yes">
        <source>%n unchanged lines</source>
        <translation>
            <numerusform>%n unchanged line</numerusform>
            <numerusform>%n unchanged lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message numerus="yes">
        <source>Its %n member(s) are not touched: they go on answering what they serve now, and nobody keeps them alike any more. To give a server its plain folders back, release it first.</source>
        <translation>
            <numerusform>Its %n member is not touched: it goes on answering what it serves now, and nothing keeps it up to date any more. To give the server its plain folders back, release it first.</numerusform>
            <numerusform>Its %n members are not touched: they go on answering what they serve now, and nobody keeps them alike any more. To give a server its plain folders back, release it first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n staged edit(s) are thrown away with it.</source>
        <translation>
            <numerusform>%n staged edit is thrown away with it.</numerusform>
            <numerusform>%n staged edits are thrown away with it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeaningView</name>
    <message numerus="yes">
        <source>%n more characters: see the text</source>
        <translation>
            <numerusform>%n more character: see the text</numerusform>
            <numerusform>%n more characters: see the text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OperationWords</name>
    <message numerus="yes">
        <source>%1, %2 and %n more</source>
        <translation>
            <numerusform>%1, %2 and %n more</numerusform>
            <numerusform>%1, %2 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n members hold the verified set. What they serve has not changed; deploy it when you are ready.</source>
        <translation>
            <numerusform>%n member holds the verified set. What it serves has not changed; deploy it when you are ready.</numerusform>
            <numerusform>%n members hold the verified set. What they serve has not changed; deploy it when you are ready.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n members serve deployment %1, and each was asked to prove it.</source>
        <translation>
            <numerusform>%n member serves deployment %1, and was asked to prove it.</numerusform>
            <numerusform>%n members serve deployment %1, and each was asked to prove it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) read again</source>
        <translation>
            <numerusform>%n zone is read again</numerusform>
            <numerusform>%n zones are read again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new zone(s)</source>
        <translation>
            <numerusform>%n zone is new</numerusform>
            <numerusform>%n zones are new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) removed: refused from then on</source>
        <translation>
            <numerusform>%n zone is removed: refused from then on</numerusform>
            <numerusform>%n zones are removed: refused from then on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) whose records stay with their clients or with named</source>
        <translation>
            <numerusform>%n zone whose records stay with its clients or with named</numerusform>
            <numerusform>%n zones whose records stay with their clients or with named</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) made anew (%1). named does not answer for it until it has loaded it; all zones of the server load in %2.</source>
        <translation>
            <numerusform>%n zone is made anew (%1). named does not answer for it until it has loaded it; all zones of the server load in %2.</numerusform>
            <numerusform>%n zones are made anew (%1). named does not answer for them until it has loaded them; all zones of the server load in %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) serve the new data and are watched for another %1.</source>
        <translation>
            <numerusform>%n member serves the new data and is watched for another %1.</numerusform>
            <numerusform>%n members serve the new data and are watched for another %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) serve deployment %1. Keep it within %2, or all of them go back to what they served before.</source>
        <translation>
            <numerusform>%n member serves deployment %1. Keep it within %2, or it goes back to what it served before.</numerusform>
            <numerusform>%n members serve deployment %1. Keep it within %2, or all of them go back to what they served before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rollout</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) at once, watched for %1 s.</source>
        <translation>
            <numerusform>%n member at once, watched for %1 s.</numerusform>
            <numerusform>All %n members at once, watched for %1 s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) at once.</source>
        <translation>
            <numerusform>%n member at once.</numerusform>
            <numerusform>All %n members at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, watched for %2 s, then the other %n.</source>
        <translation>
            <numerusform>%1 first, watched for %2 s, then the other %n.</numerusform>
            <numerusform>%1 first, watched for %2 s, then the other %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, then the other %n.</source>
        <translation>
            <numerusform>%1 first, then the other %n.</numerusform>
            <numerusform>%1 first, then the other %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, watched for %2 s, then %n at a time (%3 waves).</source>
        <translation>
            <numerusform>%1 first, watched for %2 s, then %n at a time (%3 waves).</numerusform>
            <numerusform>%1 first, watched for %2 s, then %n at a time (%3 waves).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 first, then %n at a time (%2 waves).</source>
        <translation>
            <numerusform>%1 first, then %n at a time (%2 waves).</numerusform>
            <numerusform>%1 first, then %n at a time (%2 waves).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the end it waits %n minute(s) for somebody to keep it; otherwise all go back.</source>
        <translation>
            <numerusform>In the end it waits %n minute for somebody to keep it; otherwise all go back.</numerusform>
            <numerusform>In the end it waits %n minutes for somebody to keep it; otherwise all go back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message numerus="yes">
        <source>%n do not fit what is live</source>
        <translation>
            <numerusform>%n does not fit what is live</numerusform>
            <numerusform>%n do not fit what is live</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n files, by %1</source>
        <translation>
            <numerusform>in %n file, by %1</numerusform>
            <numerusform>in %n files, by %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Deploy to %n members...</source>
        <translation>
            <numerusform>&amp;Deploy to %n member...</numerusform>
            <numerusform>&amp;Deploy to %n members...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n members</source>
        <translation>
            <numerusform>%1 of %n member</numerusform>
            <numerusform>%1 of %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edits</source>
        <translation>
            <numerusform>%n edit</numerusform>
            <numerusform>%n edits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Prepare %n edits...</source>
        <translation>
            <numerusform>&amp;Prepare %n edit...</numerusform>
            <numerusform>&amp;Prepare %n edits...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>%n s ago</numerusform>
            <numerusform>%n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::ChangedFiles</name>
    <message numerus="yes">
        <source>and %n more files</source>
        <translation>
            <numerusform>and %n more file</numerusform>
            <numerusform>and %n more files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::ConfigurationView</name>
    <message numerus="yes">
        <source>Give up the edits in %n file(s)?</source>
        <translation>
            <numerusform>Give up the edits in %n file?</numerusform>
            <numerusform>Give up the edits in %n files?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n staged edit(s) of %1?</source>
        <translation>
            <numerusform>Discard %n staged edit of %1?</numerusform>
            <numerusform>Discard %n staged edits of %1?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::DiffActions</name>
    <message numerus="yes">
        <source>%n more lines ab&amp;ove</source>
        <translation>
            <numerusform>%n more line ab&amp;ove</numerusform>
            <numerusform>%n more lines ab&amp;ove</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more lines &amp;below</source>
        <translation>
            <numerusform>%n more line &amp;below</numerusform>
            <numerusform>%n more lines &amp;below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::DiffFind</name>
    <message numerus="yes">
        <source>in %n rows</source>
        <translation>
            <numerusform>in %n row</numerusform>
            <numerusform>in %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::DiffRuler</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::DiffView</name>
    <message numerus="yes">
        <source>%n unchanged lines, folded</source>
        <translation>
            <numerusform>%n unchanged line, folded</numerusform>
            <numerusform>%n unchanged lines, folded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This side has %n lines.</source>
        <translation>
            <numerusform>This side has %n line.</numerusform>
            <numerusform>This side has %n lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more lines below the text above</source>
        <translation>
            <numerusform>%n more line below the text above</numerusform>
            <numerusform>%n more lines below the text above</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more lines above the text below</source>
        <translation>
            <numerusform>%n more line above the text below</numerusform>
            <numerusform>%n more lines above the text below</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n lines</source>
        <translation>
            <numerusform>Show the %n line</numerusform>
            <numerusform>Show all %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::DriftPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) differ on %1 from what it was given:</source>
        <translation>
            <numerusform>%n file differs on %1 from what it was given:</numerusform>
            <numerusform>%n files differ on %1 from what it was given:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Many files differ on %1 from what it was given; the first %n of them:</source>
        <translation>
            <numerusform>Many files differ on %1 from what it was given; the first %n of them:</numerusform>
            <numerusform>Many files differ on %1 from what it was given; the first %n of them:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adopt %n into &amp;staging</source>
        <translation>
            <numerusform>Adopt %n into &amp;staging</numerusform>
            <numerusform>Adopt %n into &amp;staging</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace what is staged of %n file(s)?</source>
        <translation>
            <numerusform>Replace what is staged of %n file?</numerusform>
            <numerusform>Replace what is staged of %n files?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are staged as %1 has them. Review them, then prepare and deploy.</source>
        <translation>
            <numerusform>%n file is staged as %1 has it. Review it, then prepare and deploy.</numerusform>
            <numerusform>%n files are staged as %1 has them. Review them, then prepare and deploy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>May these %n file(s) differ on every member?</source>
        <translation>
            <numerusform>May this file differ on every member?</numerusform>
            <numerusform>May these %n files differ on every member?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FileEditor</name>
    <message numerus="yes">
        <source>%n problem(s), the first in line %1. F8 goes there.</source>
        <translation>
            <numerusform>%n problem, in line %1. F8 goes there.</numerusform>
            <numerusform>%n problems, the first in line %1. F8 goes there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s), the first in line %1. F8 goes there.</source>
        <translation>
            <numerusform>%n warning, in line %1. F8 goes there.</numerusform>
            <numerusform>%n warnings, the first in line %1. F8 goes there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FileTreeModel</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FilesModel</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FilesReview</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FindBar</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) replaced; there are more.</source>
        <translation>
            <numerusform>%n place replaced; there are more.</numerusform>
            <numerusform>%n places replaced; there are more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) replaced.</source>
        <translation>
            <numerusform>%n place replaced.</numerusform>
            <numerusform>%n places replaced.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::FoundPage</name>
    <message numerus="yes">
        <source>%1 runs BIND %2 with %n zone(s). Its configuration begins at %3.</source>
        <translation>
            <numerusform>%1 runs BIND %2 with %n zone. Its configuration begins at %3.</numerusform>
            <numerusform>%1 runs BIND %2 with %n zones. Its configuration begins at %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It cannot be added yet: %n thing(s) must be changed on the server first.</source>
        <translation>
            <numerusform>It cannot be added yet: %n thing must be changed on the server first.</numerusform>
            <numerusform>It cannot be added yet: %n things must be changed on the server first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::Inspector</name>
    <message numerus="yes">
        <source>%n edits</source>
        <translation>
            <numerusform>%n edit</numerusform>
            <numerusform>%n edits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::MemberDetails</name>
    <message numerus="yes">
        <source>%1, %n zone(s)</source>
        <translation>
            <numerusform>%1, %n zone</numerusform>
            <numerusform>%1, %n zones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::MemberRows</name>
    <message numerus="yes">
        <source>%n warning(s): no member refuses to serve this, but look at it.</source>
        <translation>
            <numerusform>%n warning: no member refuses to serve this, but look at it.</numerusform>
            <numerusform>%n warnings: no member refuses to serve this, but look at them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) as expected</source>
        <translation>
            <numerusform>%n answer as expected</numerusform>
            <numerusform>%n answers as expected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s) by load, not by query</source>
        <translation>
            <numerusform>%n zone by load, not by query</numerusform>
            <numerusform>%n zones by load, not by query</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::MembersView</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n shown</source>
        <translation>
            <numerusform>%1, %n shown</numerusform>
            <numerusform>%1, %n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::OperationSummary</name>
    <message numerus="yes">
        <source>&amp;Prepare on %n members</source>
        <translation>
            <numerusform>&amp;Prepare on %n member</numerusform>
            <numerusform>&amp;Prepare on %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Deploy to %n members</source>
        <translation>
            <numerusform>&amp;Deploy to %n member</numerusform>
            <numerusform>&amp;Deploy to %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edits are verified on every member and laid beside what it serves. Nothing that is served changes.</source>
        <translation>
            <numerusform>%n edit is verified on every member and laid beside what it serves. Nothing that is served changes.</numerusform>
            <numerusform>%n edits are verified on every member and laid beside what it serves. Nothing that is served changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edits no longer fit what is live and are left out. Look at them in the review.</source>
        <translation>
            <numerusform>%n edit no longer fits what is live and is left out. Look at it in the review.</numerusform>
            <numerusform>%n edits no longer fit what is live and are left out. Look at them in the review.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edits were staged after it was prepared. They stay staged and are not deployed.</source>
        <translation>
            <numerusform>%n edit was staged after it was prepared. It stays staged and is not deployed.</numerusform>
            <numerusform>%n edits were staged after it was prepared. They stay staged and are not deployed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::OverviewView</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s)</source>
        <translation>
            <numerusform>%n zone</numerusform>
            <numerusform>%n zones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s)</source>
        <translation>
            <numerusform>%n edit</numerusform>
            <numerusform>%n edits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) were staged after it.</source>
        <translation>
            <numerusform>%n edit was staged after it.</numerusform>
            <numerusform>%n edits were staged after it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::PreflightList</name>
    <message numerus="yes">
        <source>%1, %n file(s)</source>
        <translation>
            <numerusform>%1, %n file</numerusform>
            <numerusform>%1, %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::RestoreDialog</name>
    <message numerus="yes">
        <source>%n member(s) serve what this history does not know: it is newer than the backup, or from elsewhere. They are shown as out of sync afterwards.</source>
        <translation>
            <numerusform>%n member serves what this history does not know: it is newer than the backup, or from elsewhere. It is shown as out of sync afterwards.</numerusform>
            <numerusform>%n members serve what this history does not know: it is newer than the backup, or from elsewhere. They are shown as out of sync afterwards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on &amp;without the %n member(s) that do not answer</source>
        <translation>
            <numerusform>Go on &amp;without the %n member that does not answer</numerusform>
            <numerusform>Go on &amp;without the %n members that do not answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::ReviewView</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more changes are left out of staged.</source>
        <translation>
            <numerusform>%n more change is left out of staged.</numerusform>
            <numerusform>%n more changes are left out of staged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edits</source>
        <translation>
            <numerusform>%n edit</numerusform>
            <numerusform>%n edits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::RiskPanel</name>
    <message numerus="yes">
        <source>%n dangers</source>
        <translation>
            <numerusform>%n danger</numerusform>
            <numerusform>%n dangers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::RisksModel</name>
    <message numerus="yes">
        <source>%n more notes: choose a file to see its own.</source>
        <translation>
            <numerusform>%n more note: choose a file to see its own.</numerusform>
            <numerusform>%n more notes: choose a file to see its own.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::Sidebar</name>
    <message numerus="yes">
        <source>%n staged changes</source>
        <translation>
            <numerusform>%n staged change</numerusform>
            <numerusform>%n staged changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::ZoneView</name>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n disabled</source>
        <translation>
            <numerusform>%n disabled</numerusform>
            <numerusform>%n disabled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockstep::ZonesView</name>
    <message numerus="yes">
        <source>%n zones</source>
        <translation>
            <numerusform>%n zone</numerusform>
            <numerusform>%n zones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n zones</source>
        <translation>
            <numerusform>%1 of %n zone</numerusform>
            <numerusform>%1 of %n zones</numerusform>
        </translation>
    </message>
</context>
</TS>
