#!/bin/bash
# Copies, the way back, and databases that are not whole.
. "$(dirname "$0")/tap.bash"
make_town strezhevoy
before=$(fingerprint)

run stat
ok 'stat: exit 0' exits 0
ok 'stat: the counts' grep -qE '^  Люди +[1-9][0-9]*$' "$work/out"
ok 'stat: sizes' says 'Файл базы: '
run stat --format json
cp "$work/out" state.json
ok 'stat: which database, and up to where' jq -e '.program and .format == 2 and
    (.identity | test("^[0-9a-f]{32}$")) and .sequence > 0 and (.head | test("^[0-9a-f]{64}$"))' \
    state.json
identity=$(jq -r .identity state.json)
run verify
ok 'verify: exit 0' exits 0
ok 'verify: in order' says 'База в порядке.'
ok 'verify: the chain' grep -qE '^Конец цепочки журнала: [0-9a-f]{64}$' "$work/out"

run backup copy.mdb
ok 'backup: exit 0' exits 0
ok 'backup: nothing to complain of' [ -z "$err" ]
ok 'backup: which database it is of' says "База: $identity"
ok 'backup: up to where' grep -qE '^Конец цепочки журнала: [0-9a-f]{64}$' "$work/out"
run backup copy.mdb
ok 'an existing file stays: exit 1' exits 1
run backup nowhere/copy.mdb
ok 'no such folder is told' not exits 0
run restore copy.mdb
ok 'over a database: exit 1' exits 1
ok 'over a database: nothing changed' same "$before" "$(fingerprint)"
run --db "$work/second" restore copy.mdb
ok 'restore: exit 0' exits 0
run --db "$work/second" export --all second.tables
run export --all first.tables
ok 'restore: the same tables' diff -r first.tables second.tables
run --db "$work/second" stat --format json
ok 'restore: the same database' same_files state.json "$work/out"
run --db "$work/second" verify
ok 'restore: verified' exits 0
run --db "$work/third" restore nowhere.mdb
ok 'no such copy is told' not exits 0
ok 'no such copy: nothing made' [ ! -e "$work/third/data.mdb" ]

head -c 3000 copy.mdb >short.mdb
run --db "$work/third" restore short.mdb
ok 'half a copy: exit 3' exits 3
ok 'half a copy: nothing made' [ ! -e "$work/third/data.mdb" ]
mkdir "$work/broken"
head -c 3000 "$db/data.mdb" >"$work/broken/data.mdb"
run --db "$work/broken" stat
ok 'a cut database: exit 3' exits 3
ok 'a cut database: told' complains 'повреждён'
mkdir "$work/foreign"
head -c 100000 /dev/zero | tr '\0' x >"$work/foreign/data.mdb"
run --db "$work/foreign" verify
ok 'not a database: exit 3' exits 3
run --db "$work/foreign"
ok 'not a database, without a command: exit 3' exits 3

# A copy under a password.
echo тайна >password
echo другой >other
run backup secret.copy --password-file password
ok 'under a password: exit 0' exits 0
ok 'under a password: the town is not to be read' not grep -aq strezhevoy secret.copy
run --db "$work/fourth" restore secret.copy
ok 'without it: exit 1' exits 1
ok 'without it: said what is missing' complains 'под паролем: добавьте --password'
run --db "$work/fourth" restore secret.copy --password-file other
ok 'another one: exit 1' exits 1
ok 'another one: told' complains 'не подходит'
ok 'another one: nothing made' [ ! -e "$work/fourth" ]
run --db "$work/fourth" restore secret.copy --password-file password
ok 'the same: restored' exits 0
run --db "$work/fourth" verify
ok 'the same: verified' exits 0
printf '\nтайна\n' >nothing
for line in 'absent|absent' 'nothing|в файле nothing нет пароля: первая строка пуста'; do
	run backup again.copy --password-file "${line%%|*}"
	ok "a password in ${line%%|*}: told" complains "${line#*|}"
	ok "a password in ${line%%|*}: nothing made" [ "$status" -ne 0 -a ! -e again.copy ]
done
run backup again.copy --password
ok 'no terminal to ask on: exit 2' exits 2
ok 'no terminal: what else to do' complains '--password-file'
ok 'no terminal: nothing made' [ ! -e again.copy ]

# A byte of a record is changed: the checks tell.
cp -r "$db" "$work/bitten"
place=$(grep -obUaP 'Озерская|Белова|Иванов' "$work/bitten/data.mdb" | tail -1 | cut -d: -f1)
printf '\xFF' | dd of="$work/bitten/data.mdb" bs=1 seek="$place" conv=notrunc status=none
run --db "$work/bitten" verify
ok 'a bitten record: exit 3' exits 3
ok 'a bitten record: told' [ -n "$err" ]
finish
