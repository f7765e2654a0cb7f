#!/bin/bash
# make.sh PROGRAM FOLDER [ADMINISTRATOR] - the demonstration town as a database in a new FOLDER, living
# today (or on the day of METODAKTIV_NOW), with an account for every role. Its owner may be any of them:
# --user NAME.
set -eu

program=$1 db=$2 administrator=${3:-$(id -un)}
here=$(cd "$(dirname "$0")" && pwd)
today=${METODAKTIV_NOW:-$(date +%F)}
today=${today%%T*}
tables=$(sed -n 's/^\([a-z_]\{1,\}\) .*/\1/p' "$here/days")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() { "$program" --db "$db" --user "$administrator" "$@"; }

# take FOLDER: its tables, as they are today. What the program doubts is the town's own affair.
take()
{
	local files=() table
	for table in $tables; do
		[ ! -f "$here/$1/$table.csv" ] || files+=("$here/$1/$table.csv")
	done
	mkdir "$work/$1"
	awk -f "$here/live.awk" -v today="$today" -v into="$work/$1" "$here/days" "${files[@]}"
	run import --all "$work/$1" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
}

run init --rehearsal --profile strezhevoy >/dev/null
# Letters of the demonstration go nowhere.
run profile show | sed 's|^words = {|&\n  mail_from = "metod@example.org"; mail_command = "/bin/true";|' \
    >"$work/strezhevoy.conf"
run profile set "$work/strezhevoy.conf" >/dev/null
take strezhevoy
take waiting
while read -r name role person full_name; do
	[ "$person" = - ] && person=() || person=(--person "$person")
	run user add "$name" --role "$role" "${person[@]}" --full-name "$full_name" >/dev/null
done <<'ACCOUNTS'
petrova   clerk          -     Петрова Анна Ивановна
gracheva  secretary      P0104 Грачёва Жанна Юрьевна
vlasov    chair          P0004 Власов Андрей Николаевич
gorshkova council_member P0006 Горшкова Евгения Юрьевна
haritonov council_member P0304 Харитонов Константин Николаевич
naumova   council_member P0404 Наумова Елена Михайловна
vorontsov council_member P0017 Воронцов Александр Геннадьевич
eliseeva  council_member P0039 Елисеева Ирина Борисовна
ryabinina head           -     Рябинина Нина Петровна
gost      viewer         -     Гость
ACCOUNTS
