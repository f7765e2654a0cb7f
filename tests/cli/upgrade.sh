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
# None is a rehearsal: the clock is the machine's.
copy=$db/before-upgrade-1-$(date +%F).copy

# What format 1 had in three fields of an association is a row now. The expected rows are those of
# tests/data/formats: of heads with an order in the register, with one that is not there, and with
# none, who are heads since the day they were entered.
for town in strezhevoy kuznetsk; do
	bring 1-$town
	run --user lead verify
	ok "$town: format 1 verified" says 'База в порядке.'
	run --user lead upgrade
	ok "$town: upgraded" says 'формат 1 → 2'
	run --user lead verify
	ok "$town: verified" says 'База в порядке.'
	ok "$town: what is made of records is verified, too" not says 'не проверены'
	run --user lead export association_heads
	ok "$town: heads are rows" diff "$root/tests/data/formats/1-$town.association_heads.csv" \
	    "$work/out"
	rm -rf upgraded.tables imported.tables
	run --user lead export --all upgraded.tables
	rm -rf "$db"
	run --user lead init --profile $town
	run --user lead import --all upgraded.tables
	ok "$town: an import takes its tables" exits 0
	run --user lead export --all imported.tables
	ok "$town: and gives the same" diff -r upgraded.tables imported.tables
done

bring 1
run --user lead upgrade
run --user lead export --all first.tables
ok 'format 1: upgraded' exits 0

# The formats of before the columns, and of before the dictionary.
for format in '2-facts без столбцов' '2-texts без словаря'; do
old=${format%% *} name=${format#* }
bring "$old"
run --user lead export people
ok "$old: refused, exit 3" exits 3
ok "$old: told which format it is" complains "формат 2 $name"
run --user lead verify
ok "$old: verified" says 'База в порядке.'
run --user lead upgrade
ok "$old: upgraded" says "формат 2 $name → 2"
run --user lead verify
ok "$old: verified afterwards" says 'База в порядке.'
ok "$old: what is made of records is verified, too" not says 'не проверены'
run --user lead indicators --to 2026-05-31
ok "$old: the indicators are answered" exits 0
run --user lead backup "after-$old.copy"
ok "$old: the table of texts has gone" not grep -aqw search "after-$old.copy"
ok "$old: it was there" grep -aqw search "$old.copy"
done

for format in 1 1-without-facts; do
bring $format
sum=$(sha256sum <"$db/data.mdb")
for command in 'export people' 'import people -' 'user list' indicators log undo \
    'publish --format csv --output x' ''; do
	# shellcheck disable=SC2086
	run --user lead $command
	ok "$format: «$command» is refused, exit 3" exits 3
	ok "$format: «$command» says what to do" complains 'прежней версией программы (формат 1'
	ok "$format: «$command» names the command" complains 'metodaktiv upgrade'
done
run --user vera stat
ok "$format: stat works" says 'Формат базы: 1'
ok "$format: stat says what to do" says '(прежний: базу нужно обновить, metodaktiv upgrade)'
ok "$format: stat counts" grep -qE '^  Люди +3$' "$work/out"
run --user lead verify
ok "$format: verify works" says 'База в порядке.'
run --user lead backup "kept-$format.copy"
ok "$format: backup works" exits 0
run --db "$work/other-$format" --user lead restore "kept-$format.copy"
ok "$format: and restore of it" exits 0
run --user vera upgrade
ok "$format: upgrade is for an administrator: exit 4" exits 4
ok "$format: upgrade is for an administrator: why" complains 'не может обновлять и чинить базу'
ok "$format: until then not a byte has changed" same "$sum" "$(sha256sum <"$db/data.mdb")"
done

run --user lead stat --format json
ok 'older: has no identity yet' jq -e '.format == 1 and .identity == null and .sequence > 0' "$work/out"
run --user lead upgrade
ok 'upgrade: exit 0' exits 0
ok 'upgrade: says the copy' says "$copy"
run --user lead verify
ok 'upgrade: verified' says 'База в порядке.'
rm -rf upgraded.tables
run --user lead export --all upgraded.tables
ok 'upgrade: the same tables' diff -r first.tables upgraded.tables
run --user lead stat --format json
ok 'upgrade: gives an identity' jq -e '.format == 2 and (.identity | length == 32)' "$work/out"
run --user lead log --format json
ok 'upgrade: a row of the journal' \
    jq -e '[.[] | select(.operation != "export")][0] | .operation == "upgrade" and .account == "lead"' "$work/out"
run --user lead undo
ok 'upgrade: undo passes it over' says 'отменена'
run --db "$work/before" --user lead restore "$copy"
ok 'upgrade: the copy is as it was before' exits 0
run --db "$work/before" --user lead stat
ok 'upgrade: the copy has the old format' says 'без сведений'
run --db "$work/again" --user lead restore kept-1-without-facts.copy
rm "$db/lock.mdb" && mv "$work/again/data.mdb" "$db"
run --user lead upgrade
ok 'upgrade: a copy there is kept, and another made' [ -e "${copy%.copy}.2.copy" ]
run --user lead upgrade
ok 'upgrade again: nothing to do' says 'Обновлять нечего'
ok 'nothing temporary is left' [ "$(find "$db" -name '*.tmp-*' | wc -l)" -eq 0 ]
finish
