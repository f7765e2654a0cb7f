#!/bin/bash
# Accounts and what each role may: who is refused gets exit 4, and nothing has changed.
. "$(dirname "$0")/tap.bash"
make_town strezhevoy

run user add ivanova --role clerk --full-name 'Иванова Мария'
ok 'add: exit 0' exits 0
run user add watcher --role наблюдатель
ok 'a role by its Russian word' exits 0
run user add ivanova --role viewer
ok 'add twice: exit 1' exits 1
long=$(printf 'a%.0s' {1..600})
run user add "$long" --role viewer
ok 'a name too long: told' complains 'имя записи не может быть длиннее 64 байт'
run user set ivanova --full-name "$long"
ok 'a full name too long: told' complains 'имя сотрудника не может быть длиннее'
run user set ivanova --person "$long"
ok 'a code too long: told' complains 'код человека не может быть длиннее'
run user set ivanova --full-name $'\xff'
ok 'a full name of another encoding: told' complains 'в UTF-8'
run --user "$long" stat
ok 'who comes by a name too long: exit 4' exits 4
run --user "$long" init --profile strezhevoy --db elsewhere
ok 'nor makes a database' [ "$status" -eq 4 -a ! -e elsewhere ]
run user add petrov --role boss
ok 'unknown role: exit 2' exits 2
ok 'unknown role: the known ones' complains 'viewer'
run user list --format json
ok 'list: three' [ "$(jq length "$work/out")" -eq 3 ]
ok 'list: what was said' [ "$(jq -c '.[] | select(.name == "ivanova")' "$work/out")" = \
    '{"name":"ivanova","role":"clerk","full_name":"Иванова Мария","person":"","disabled":false}' ]
run user list
ok 'list as text' says 'Иванова Мария'
run user set nobody --role clerk
ok 'set nobody: exit 1' exits 1
run user remove nobody
ok 'remove nobody: exit 1' exits 1
run user set "$(id -un)" --role viewer
ok 'the last administrator stays one' exits 1
run user remove "$(id -un)"
ok 'the last administrator stays' exits 1

printf 'code;name;type\nO77;Новая;школа\n' >organisations.csv
before=$(fingerprint)
count=$(operations)
# refused_to ACCOUNT ARGUMENT...
refused_to()
{
	run --user "$@"
	ok "$1 may not ${*:2:2}: exit 4" exits 4
	ok "$1 may not ${*:2:2}: told" complains "$1"
	ok "$1 may not ${*:2:2}: nothing answered" silent
}
allowed_to()
{
	run --user "$@"
	ok "$1 may ${*:2:2}" exits 0
}
refused_to watcher import organisations organisations.csv
refused_to watcher import --all "$root/tests/data/kuznetsk"
refused_to watcher undo
refused_to watcher user add evil --role administrator
refused_to watcher user list
refused_to watcher profile set strezhevoy
refused_to watcher backup copy.mdb
refused_to ivanova user add evil --role administrator
refused_to ivanova profile set strezhevoy
refused_to stranger stat
ok 'no copy was made' [ ! -e copy.mdb ]
ok 'nothing has changed' same "$before" "$(fingerprint)"
ok 'nothing was journalled but the refusals' same "$count" \
    "$("$program" log --format json | jq '[.[] | select(.operation | IN("export", "refusal") | not)] | length')"
ok 'every refusal was journalled' same 10 "$(($(operations) - count))"
allowed_to watcher stat
run --user watcher
ok 'the summary for one without a full name' grep -qx 'Сотрудник: watcher, наблюдатель' "$work/out"
run user set watcher --full-name watcher
run --user watcher whoami
ok 'a full name that is the name stands once' grep -qx 'Учётная запись: watcher' "$work/out"
allowed_to watcher show people P0001
allowed_to watcher eligibility --all
allowed_to watcher verify
allowed_to watcher log --entity people --code P0001
allowed_to ivanova import organisations organisations.csv
allowed_to ivanova undo
ok 'and it was taken back' same "$before" "$(fingerprint)"

run user set ivanova --person P0001
ok 'person: exit 0' exits 0
run user list
ok 'person: shown by code' says 'Иванова Мария (P0001)'
run user set ivanova --opens hall
run user list
ok 'opens: shown where it is not the usual screen' says 'начинает с заседания в зале'
run user set ivanova --opens home
run user list
ok 'opens: the usual one is not' not says 'начинает с'
run user set ivanova --person P99999
ok 'person: nobody of that code' exits 1
ok 'person: told' complains 'человека с кодом «P99999» в реестре нет'
run user set ivanova --person -
ok 'person: of nobody again' exits 0
run user set ivanova --disable
ok 'disable: exit 0' exits 0
run user list --format json
ok 'disable: in the list' jq -e '.[] | select(.name == "ivanova").disabled' "$work/out"
refused_to ivanova show people P0001
run user set ivanova --enable --role viewer
ok 'enable' says 'наблюдатель'
allowed_to ivanova show people P0001
run user set ivanova --enable --disable
ok 'both make no sense: exit 2' exits 2
run user remove ivanova
ok 'remove: exit 0' exits 0
refused_to ivanova stat
finish
