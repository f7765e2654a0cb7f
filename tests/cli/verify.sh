#!/bin/bash
# What verify tells of that is no damage: it is counted, and listed so far as a screen holds.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
make_town kuznetsk 2>/dev/null

run verify
ok 'nothing to tell of: exit 0' exits 0
ok 'nothing to tell of: no warning' not says 'Предупреждение'

# postponed COUNT: the decisions of so many members by order are others by now.
postponed()
{
	"$program" export memberships --format json |
	    jq -r '.[] | select(.order and .application and (.to | not)).application' | head -"$1" >members
	{ "$program" export decisions | head -1
	  "$program" export decisions --format json | jq -r --rawfile members members '.[] |
		select(.application as $one | $members | split("\n") | index($one)) |
		[.meeting, .application, "отложить", .votes_for, .votes_against, .abstained, "по ошибке"] | join(";")'; } >decisions.csv
	"$program" import decisions decisions.csv >/dev/null
}
listed() { grep -c '^  Методический актив, ' "$work/out"; }

postponed 50
run verify
ok 'fifty: no damage' exits 0
ok 'fifty: counted' grep -qx 'Предупреждение: Решение изменено после приказа — 50' "$work/out"
ok 'fifty: a line each' [ "$(listed)" -eq 50 ]
ok 'fifty: no more' not says '… и ещё'
postponed 53
run verify
ok 'more: counted' says '— 53'
ok 'more: fifty are listed' [ "$(listed)" -eq 50 ]
ok 'more: and how many are not' same "$(tail -1 "$work/out")" '  … и ещё 3'
finish
