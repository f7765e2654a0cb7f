#!/bin/bash
# SPDX-License-Identifier: MIT
# history.sh - what a long history costs: a town in which one person was saved SAVES times and the others as often together, beside
# the same town at half of that and at hardly any. Prints Markdown.
#
#   history.sh PROGRAM TOOLS_DIR     (by run.sh)
#
# SAVES (100000), TOWN (2000) people.
set -eu
program=$1 tools=$2
town=${TOWN:-2000} saves=${SAVES:-100000} one=P0000010
work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
fast=$(mktemp -d /dev/shm/bench.XXXXXX 2>/dev/null || mktemp -d "$work/fast.XXXXXX")
trap 'rm -rf "$work" "$fast"' EXIT
export XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data TERM=xterm-256color LC_ALL=C.UTF-8
unset METODAKTIV_DB METODAKTIV_NOW METODAKTIV_THEME NO_COLOR
# shellcheck source-path=SCRIPTDIR source=common.bash
. "$(dirname "$0")/common.bash"
towns=(new half all)

# Saved where a sync costs nothing, and copied from there.
make_towns() {
	mkdir "$work/csv"
	"$tools/make_people" "$town" "$work/csv"
	quietly "$program" --db "$fast/db" init --profile kuznetsk
	quietly "$program" --db "$fast/db" import --all "$work/csv"
	"$tools/make_history" "$fast/db" "$one" 10 # which `undo` takes back
	cp -r "$fast/db" "$work/new"
	"$tools/make_history" "$fast/db" "$one" $((saves / 2))
	cp -r "$fast/db" "$work/half"
	"$tools/make_history" "$fast/db" "$one" $((saves - saves / 2))
	cp -r "$fast/db" "$work/all"
	rm -rf "$fast"
	for name in "${towns[@]}"; do
		quietly "$program" --db "$work/$name" whoami # the walk over a large file, once a day
	done
}

tell() { printf '%s\t%s\t%s\n' "$name" "$1" "$2" >>"$work/told"; }
told() { awk -F '\t' -v name="$1" -v what="$2" '$1 == name && $2 == what { print $3 }' "$work/told"; }

# A command five times: ms of the processor, and of the last MB of its own.
command_cost() { # what words...
	local run
	: >"$work/runs"
	for ((run = 0; run < 5; run++)); do
		"$tools/run_cost" "${@:2}" >>"$work/runs"
	done
	tell "$1" "$(awk '{ print $2 * 1000 }' "$work/runs" | median) ms"
	tell "$1, memory" "$(cut -d' ' -f4 "$work/runs" | sort -n | tail -n 1) MB"
}

commands() {
	local here=("$program" --db "$work/$name")
	tell size "$(stat -c %s "$work/$name/data.mdb" | awk '{ printf "%.1f", $1 / 1048576 }') MB"
	tell operations "$("${here[@]}" stat | sed -n 's/^Операций в журнале: //p')"
	command_cost whoami "${here[@]}" whoami
	command_cost since "${here[@]}" log --since 2099-01-01
	command_cost newest sh -c "'$program' --db '$work/$name' log | head -n 20"
	command_cost log "${here[@]}" log
	command_cost first sh -c "'$program' --db '$work/$name' log --entity people --code $one | head -n 1"
	command_cost code "${here[@]}" log --entity people --code "$one"
	command_cost other "${here[@]}" log --entity people --code P0000020
	command_cost undo "${here[@]}" undo
	command_cost verify "${here[@]}" verify
	command_cost backup "${here[@]}" backup --force "$work/copy"
}

save() {
	local median worst bare cpu
	read -r _ median worst _ bare _ _ cpu _ <<<"$("$tools/save_cost" "$work/$name" "$one")"
	tell save "$cpu ms, elapsed $median (p99 $worst; bare commit $bare)"
}

screens() {
	local run what
	rm -f "$work/start" "$work/figures"
	for ((run = 0; run < starts; run++)); do
		starts_cost "$work/start" Люди -- "$program" --db "$work/$name"
	done
	tell start "$(cut -d' ' -f2 "$work/start" | median) ms, elapsed $(median <"$work/start") (p99 $(cut -d' ' -f1 "$work/start" | p99))"
	keys_cost "" Люди 'list/home' "\\n|\\e*$presses" 'journal/out' "\\e[17~|\\e*$presses" in '@\n=Фамилия' 'card/back' "\\n|\\e*$presses" \
		open '@\n=Аа' history '\eOR*1' page '\e[6~*10' end '\e[F*1' 'begin/end again' '\e[H|\e[F*5' -- "$program" --db "$work/$name" >/dev/null
	[ -e "$work/figures" ] || return 0
	for what in list card history page end 'end again' journal; do
		[ "$(cell "$work/figures" "$what" 6)" -gt 0 ] || continue # nothing to show
		tell "$what" "$(cell "$work/figures" "$what" 5) ms, elapsed $(cell "$work/figures" "$what" 3)$(cell "$work/figures" "$what" 4 | sed 's/..*/ (p99 &)/')"
	done
	tell 'card, ms' "$(cell "$work/figures" card 3)"
	tell 'card, p99' "$(cell "$work/figures" card 4)"
}

line() { # title of-the-told
	printf '| %s |' "$1"
	for name in "${towns[@]}"; do printf ' %s |' "$(told "$name" "$2")"; done
	echo
}

make_towns
for name in "${towns[@]}"; do
	commands
	screens
	save
done

echo "| $town people; CPU where nothing else is said | as imported, saved ten times | $((saves / 2)) saves of one of them, as many of the rest | $saves and $saves |"
echo "|---|---|---|---|"
# shellcheck disable=SC2016 # backquotes of Markdown
while IFS=: read -r title what; do line "$title" "$what"; done <<'TABLE'
operations in the journal:operations
size of the database:size
start to first screen:start
list of people opened:list
card of the one opened:card
the same, its history (F3):history
the same, a page further:page
the same, to the first version (End), which reads all:end
the same, once more:end again
journal opened (F6):journal
durable save of the one:save
`undo`:undo
`log`, the newest twenty lines:newest
`log`, all:log
the same, memory of its own:log, memory
`log --since` a day without rows:since
`log --code` of the one, the first line:first
`log --code` of the one, all:code
the same, memory of its own:code, memory
`log --code` of another:other
`verify`:verify
the same, memory of its own:verify, memory
`backup` with its check:backup
the same, memory of its own:backup, memory
TABLE

budget "card of a record with $saves versions opened" 20 "$(told all 'card, ms')" " ms" "p99 $(told all 'card, p99')"
ms() { told all "$1" | cut -d' ' -f1; }
budget "\`log --since\` a day without rows, journal of $(told all operations), against a start (\`whoami\`), CPU" 1.5 \
	"$(ratio "$(ms since)" "$(ms whoami)")" "" "$(ms since) ms, $(ms whoami) ms"
budget "\`log --code\` of $saves versions until its first line, with \`sh\` and \`head\`, against a start, CPU" 3 \
	"$(ratio "$(ms first)" "$(ms whoami)")" "" "$(ms first) ms, all $(ms code) ms"
budget "the same, memory of its own" 64 "$(ms 'code, memory')" " MB"
for what in verify backup; do
	budget "\`$what\`, CPU against that of half the saves" 2.5 "$(ratio "$(ms $what)" "$(told half $what | cut -d' ' -f1)")" "" \
		"$(ms $what) ms, $(told half $what | cut -d' ' -f1) ms"
done
