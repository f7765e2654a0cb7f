#!/bin/bash
# Who is at work with the database.
. "$(dirname "$0")/tap.bash"
make_town strezhevoy
me=$(id -un)

run sessions
ok 'alone' says 'Кроме вас с базой сейчас никто не работает.'
"$program" user add vera --role clerk --full-name 'Иванова Вера' >/dev/null
"$program" user add watcher --role viewer >/dev/null

# An import that waits for its table.
mkfifo table
"$program" --user vera import organisations - <table >/dev/null 2>&1 &
child=$!
exec 7>table
for _ in {1..100}; do
	run sessions
	says vera && says import && break # who comes first, then what is done
	sleep 0.05
done
ok 'who' says 'vera (Иванова Вера)'
ok 'by which way, and what is done' [ "$(grep -c '^vera (Иванова Вера)  ..\...\.....  *..:..:..  команда  *import$' out)" -eq 1 ]
ok 'a heading and one line' [ "$(wc -l <out)" -eq 2 ]
run --user watcher sessions
ok 'whoever may look sees it' says 'vera (Иванова Вера)'
ok 'the file is the group'"'"'s' [ "$(stat -c %a "$db"/here "$db"/here/* | tr '\n' ' ')" = '2770 660 ' ]
run backup copy
ok 'a copy is made meanwhile' exits 0
run --db restored restore copy
ok 'nobody is in the copy' [ ! -e restored/here ] || run --db restored sessions
run export people -o "$db/here/people.csv"
ok 'nothing else goes into the folder' exits 1
SSH_CONNECTION='10.0.0.5 50000 10.0.0.1 22' SSH_ORIGINAL_COMMAND=sessions run --db "$db" ssh-session --account watcher
ok 'over SSH' says 'vera (Иванова Вера)'
mkfifo second
"$program" user add anna --role clerk --full-name anna >/dev/null
"$program" --user anna import organisations - <second >/dev/null 2>&1 &
anna=$!
exec 8>second
for _ in {1..100}; do
	run sessions
	says anna && break
	sleep 0.05
done
ok 'a full name that is the name stands once' grep -q '^anna   ' out
kill -9 $anna
{ wait $anna; } 2>/dev/null
exec 8>&-
kill -9 $child
{ wait $child; } 2>/dev/null
exec 7>&-
run sessions
ok 'a process that was killed is not there' says 'никто не работает'
ok 'and its file is gone' [ "$(find "$db/here" -type f | wc -l)" -eq 0 ]
run verify
ok 'the database is whole' exits 0

# Where nothing can be written.
rm -rf "$db/here"
: >"$db/here"
run sessions
ok 'without a folder all goes on' exits 0
rm "$db/here"

# A folder whose database was taken away may have a new one.
run sessions
rm "$db/data.mdb" "$db/lock.mdb"
run restore copy
ok 'a copy comes into a folder where others were' exits 0
finish
