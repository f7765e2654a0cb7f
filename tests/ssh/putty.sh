#!/bin/bash
# Real PuTTY under Xvfb: the screens are the same with its default settings and with those of an old one,
# where text is CP1251 or KOI8-R; so is what is typed. Pictures are kept in $PICTURES if it is set: a
# machine finds them equal, eyes find them right. Wants putty, putty-tools, xvfb, xdotool, imagemagick
# and a font with Russian letters (fonts-dejavu-core).
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/ssh/lab.bash"
skip_without_sshd
for tool in putty plink puttygen Xvfb xdotool import compare; do
	type -P "$tool" >/dev/null || skip "no $tool (putty putty-tools xvfb xdotool imagemagick)"
done
pids=()
trap '[ -z "${pids[*]}" ] || kill "${pids[@]}" 2>/dev/null; stop_sshd; rm -rf "$work"' EXIT
make_town strezhevoy 2>/dev/null
unset METODAKTIV_DB
ok 'sshd listens' start_sshd || finish
add_person petrova clerk
pictures=${PICTURES:-$work/pictures}
mkdir -p "$pictures" "$work/home/.putty/sessions"
export HOME=$work/home

# A display nobody has.
mkfifo "$work/display"
exec {number}<>"$work/display"
Xvfb -displayfd "$number" -screen 0 1280x1024x24 -nolisten tcp 2>"$work/xvfb.log" &
pids+=($!)
read -r -t 20 -u "$number" display
export DISPLAY=:$display

puttygen "$lab/petrova" -O private -o "$lab/petrova.ppk" || finish
# saved NAME SETTING...: a saved session, as PuTTY keeps it.
saved()
{
	local name=$1
	shift
	printf '%s\n' Protocol=ssh HostName=127.0.0.1 "PortNumber=$port" "UserName=$(id -un)" \
	    "PublicKeyFile=$lab/petrova.ppk" "SSHManualHostKeys=$(ssh-keygen -lf "$lab/host.pub" | cut -d' ' -f2)" \
	    'FontName=client:DejaVu Sans Mono 12' BlinkCur=0 WarnOnClose=0 "$@" >"$HOME/.putty/sessions/$name"
}
# PuTTY for Unix takes UTF-8 from its own surroundings unless told not to; on Windows there are none.
saved default
saved cp1251 LineCodePage=CP1251 UTF8Override=0
saved koi8 LineCodePage=KOI8-R UTF8Override=0

# shot NAME WINDOW: its picture once it has stood still for half a second.
shot()
{
	local try
	for ((try = 0; try < 10; try++)); do
		import -silent -window "$2" "$pictures/$1.new.png"
		sleep 0.5
		import -silent -window "$2" "$pictures/$1.png"
		same_pictures "$1.new" "$1" && break
	done
	rm -f "$pictures/$1.new.png"
}
# Without the lower rows, where the program tells what o'clock something was.
same_pictures()
{
	local part=[780x330+0+0]
	[ "$(compare -metric AE "$pictures/$1.png$part" "$pictures/$2.png$part" null: 2>&1)" = 0 ]
}

# visit NAME: the first screen, then a search for a Russian name.
visit()
{
	local window
	putty -load "$1" &
	pids+=($!)
	window=$(timeout 20 xdotool search --sync --onlyvisible --pid $! --class putty 2>/dev/null | tail -1)
	ok "$1: there is a window" xdotool windowfocus "${window:-none}"
	ok "$1: its session has begun" begun
	shot "$1-first" "$window"
	xdotool key --window 0 slash
	xdotool type --delay 80 'иванова'
	shot "$1-search" "$window"
	xdotool key --delay 300 Escape Escape Escape
	kill "${pids[-1]}"
	wait "${pids[-1]}" 2>/dev/null
	unset 'pids[-1]'
}
logins() { "$program" --db "$db" log --format json | jq '[.[] | select(.operation == "login")] | length'; }
begun()
{
	local try
	for ((try = 0; try < 200; try++)); do
		[ "$(logins)" -gt "$before" ] && return
		sleep 0.1
	done
	return 1
}
for session in default cp1251 koi8; do
	before=$(logins)
	visit "$session"
done
ok 'there is something to see' [ "$(identify -format %k "$pictures/default-first.png")" -gt 4 ]
for session in cp1251 koi8; do
	ok "$session: the first screen is the same" same_pictures default-first "$session-first"
	ok "$session: what was typed and found is the same" same_pictures default-search "$session-search"
done
ok 'something was typed' not same_pictures default-first default-search

# The lines for plink.
quiet() { "$@" >/dev/null 2>&1; }
plain() { "$program" --db "$db" "$@" 2>/dev/null; }
plain export people >"$work/wanted.csv"
plink -batch default export people >"$work/people.csv" </dev/null
ok 'plink: a table out' same_files "$work/people.csv" "$work/wanted.csv"
plink -batch cp1251 import people <"$work/people.csv" >"$work/out" 2>&1
ok 'plink: a table in' [ "$(grep -c 'Внесено: 0' "$work/out")" = 1 ]
plink -batch default document minutes M001 --format html >"$work/out" </dev/null
ok 'plink: minutes' grep -q '<html' "$work/out"
plink -batch default backup >"$work/copy" </dev/null
ok 'plink: a copy' quiet "$program" --db "$work/restored" restore "$work/copy"
finish
