#!/bin/bash
# Databases of every format that ever was: told, copied, checked, and upgraded by an administrator.
. "$(dirname "$0")/tap.bash"

# The registers of tests/data/formats are the same few records: made, changed and taken back by the
# program that wrote the format.
bring()
{
	rm -rf "$db"
	gzip -dc "$root/tests/data/formats/$1.copy.gz" >"$1.copy"
	"$program" --user lead restore "$1.copy" >/dev/null
}
export METODAKTIV_NOW=2026-05-31T12:00:00
copy=$db/before-upgrade-1-2026-05-31.copy

bring 1
run --user lead export --all first.tables
ok 'format 1: works as it is' exits 0
run --user lead upgrade
ok 'format 1: nothing to upgrade' says 'Обновлять нечего: база уже в формате этой программы'
ok 'format 1: no copy is made' [ ! -e "$copy" ]

bring 1-without-facts
sum=$(sha256sum <"$db/data.mdb")
for command in 'export people' 'import people -' 'user list' indicators log ''; do
	# shellcheck disable=SC2086
	run --user lead $command
	ok "older: «$command» is refused, exit 3" exits 3
	ok "older: «$command» says what to do" complains 'прежней версией программы (формат 1'
	ok "older: «$command» names the command" complains 'metodaktiv upgrade'
done
run --user vera stat
ok 'older: stat works' says 'Формат базы: 1 без сведений для показателей (прежний'
ok 'older: stat counts' grep -qE '^  Люди +3$' "$work/out"
run --user lead verify
ok 'older: verify works' says 'База в порядке.'
run --user lead backup kept.copy
ok 'older: backup works' exits 0
run --db "$work/other" --user lead restore kept.copy
ok 'older: and restore of it' exits 0
run --user vera upgrade
ok 'upgrade is for an administrator: exit 4' exits 4
ok 'upgrade is for an administrator: why' complains 'не может обновлять и чинить базу'
ok 'until then not a byte has changed' same "$sum" "$(sha256sum <"$db/data.mdb")"

run --user lead upgrade
ok 'upgrade: exit 0' exits 0
ok 'upgrade: says the copy' says "$copy"
run --user lead verify
ok 'upgrade: verified' says 'База в порядке.'
run --user lead export --all upgraded.tables
ok 'upgrade: the same tables' diff -r first.tables upgraded.tables
run --user lead log --format json
ok 'upgrade: a row of the journal' \
    jq -e '.[0].operation == "upgrade" and .[0].account == "lead"' "$work/out"
run --user lead undo
ok 'upgrade: undo passes it over' says 'отменена'
run --db "$work/before" --user lead restore "$copy"
ok 'upgrade: the copy is as it was before' exits 0
run --db "$work/before" --user lead stat
ok 'upgrade: the copy has the old format' says 'без сведений'
touch "$db/kept" && rm "$db/data.mdb" "$db/lock.mdb" && run --user lead restore kept.copy
run --user lead upgrade
ok 'upgrade: a copy there is kept, and another made' [ -e "${copy%.copy}.2.copy" ]
run --user lead upgrade
ok 'upgrade again: nothing to do' says 'Обновлять нечего'
ok 'nothing temporary is left' [ "$(find "$db" -name '*.tmp-*' | wc -l)" -eq 0 ]
finish
