#!/bin/bash
# Clause 2.4 over both towns on three days, against answers worked out by hand and another program.
. "$(dirname "$0")/tap.bash"

# What the answers hold is compared; wordings are the profile's.
plain='map({application, on, musts: [.musts[] | {id, state}], grounds: [.grounds[] | {id, claimed}], eligible})'

for town in strezhevoy kuznetsk; do
	make_town $town
	while IFS=$'\t' read -r file command; do
		[[ $command == 'metodaktiv eligibility '* ]] || continue
		read -ra words <<<"${command#metodaktiv }"
		run "${words[@]}"
		ok "$town $file: exit 0" exits 0
		jq -S "$plain" "$work/out" >got.json
		jq -S . "$root/tests/data/$town/expected/$file" >expected.json
		ok "$town $file" same_files got.json expected.json
	done <"$root/tests/data/$town/expected/COMMANDS.txt"
done
# from here on: kuznetsk's people under Strezhevoy's rules

run eligibility --all --on 31.05.2026
ok 'all: an array without asking' [ "$(jq type "$work/out")" = '"array"' ]
ok 'the keys in their order' [ "$(jq -c '.[0] | keys_unsorted' "$work/out")" = \
    '["application","on","musts","grounds","eligible"]' ]
ok 'the keys of a must' [ "$(jq -c '.[0].musts[0] | keys_unsorted' "$work/out")" = \
    '["id","clause","text","state","because"]' ]
ok 'the keys of a ground' [ "$(jq -c '.[0].grounds[0] | keys_unsorted' "$work/out")" = \
    '["id","clause","text","claimed","evidence"]' ]
ok 'every must has clause, text and reason' [ "$(jq \
    '[.[].musts[] | select(.clause == "" or .text == "" or .because == "")] | length' "$work/out")" -eq 0 ]
ok 'by code' [ "$(jq '[.[].application] | . == sort' "$work/out")" = true ]
one=$(jq -c '.[0]' "$work/out")
code=$(jq -r .application <<<"$one")
run eligibility "$code" --on 2026-05-31 --format json
ok 'one: exit 0' exits 0
ok 'one: as among all' same "$one" "$(jq -c . "$work/out")"
run eligibility "$code" --on 31.05.2026
ok 'one as text: exit 0' exits 0
ok 'one as text: code and day' says "$code"
ok 'one as text: the day' says '31.05.2026'
METODAKTIV_NOW=2025-02-28T10:00:00 run eligibility "$code" --format json
ok 'today without --on' [ "$(jq -r .on "$work/out")" = 2025-02-28 ]
run eligibility --all --format text --on 2026-05-31
ok 'all as text' says 'Требования'
run eligibility АР0001
ok 'unknown: exit 1' exits 1
ok 'unknown: the one that looks like it' complains '«AP0001»'
run eligibility --all AP0001
ok 'all and one: exit 2' exits 2
finish
