#!/bin/bash
# The demonstration: tables moved to a day, what has not come by it taken away, a town that lives then.
. "$(dirname "$0")/tap.bash"

# live DAY: the small tables below as of a day, into moved/.
live()
{
	rm -rf moved && mkdir moved
	awk -f "$root/demo/live.awk" -v today="$1" -v into=moved "$root/demo/days" \
	    in/people.csv in/plans.csv in/events.csv in/participants.csv in/consents.csv
}
rows() { sed 1d "moved/$1.csv"; }

mkdir in
cat >in/people.csv <<'E1'
code;surname;birth_date;hired;dismissed
P1;Озерская;1992-02-29;2020-02-29;
P2;Новикова;1999-03-01;2026-03-02;
P3;Ушакова;1980-01-01;2001-09-01;2026-02-01
E1
cat >in/plans.csv <<'E1'
code;from;title;goal;approved;order;published;page
L1;2025-09-01;План на 2025/2026 учебный год;"«2025»; ""первая""
и 12025 вторая";2025-09-20;;2025-10-20;https://example.org/plan/2025
E1
cat >in/events.csv <<'E1'
code;item;title;planned;held;held_to;headcount;responsible
E1;;Семинар;2025-10-10;2025-10-10;;12;P1
E2;;Форум;2026-01-20;2026-01-19;2026-01-21;90;P2
E1
cat >in/participants.csv <<'E1'
event;person;role
E1;P1;участник
E1;P2;участник
E2;P1;участник
E1
cat >in/consents.csv <<'E1'
person;kind;given;revoked;until
P1;распространение;2025-09-10;T-3;T+20
E1

live 2026-09-30
ok 'in September the year before stands, whole' same "$(rows events | cut -d';' -f5)" "$(printf '2025-10-10\n2026-01-19')"
live 2026-06-01
ok 'the same in June' same "$(rows people)" "$(sed 1d in/people.csv)"
live 2026-10-01
live 2026-10-15
ok 'from October the next year begins, birthdays come along; 29 February is a day in March' \
    same "$(rows people | head -1)" 'P1;Озерская;1993-03-01;2021-03-01;'
ok 'who is not hired yet is not there' same "$(rows people | cut -d';' -f1 | tr '\n' ' ')" 'P1 P3 '
ok 'who will leave has not left' same "$(rows people | tail -1)" 'P3;Ушакова;1981-01-01;2002-09-01;'
ok 'years named in a text move, other numbers do not; quotes and lines stay' same "$(rows plans)" \
    'L1;2026-09-01;План на 2026/2027 учебный год;"«2026»; ""первая""
и 12025 вторая";2026-09-20;;;'
ok 'what is not held yet is planned, without those who will lead it' same "$(rows events)" \
    "$(printf 'E1;;Семинар;2026-10-10;2026-10-10;;12;P1\nE2;;Форум;2027-01-20;;;;')"
ok 'who is not there, and what is not held, has no participants' same "$(rows participants)" 'E1;P1;участник'
ok 'T-3 is three days ago, T+20 in twenty' same "$(rows consents)" 'P1;распространение;2026-09-10;2026-10-12;2026-11-04'
live 2027-01-20
ok 'what goes on is not held yet' same "$(rows events | tail -1 | cut -d';' -f5-7)" ';;'
live 2027-01-21
ok 'its last day is over' same "$(rows events | tail -1 | cut -d';' -f5-7)" '2027-01-19;2027-01-21;90'
live 2028-03-02
ok 'days before a day in a leap year, and after it' same "$(rows consents | cut -d';' -f4,5)" '2028-02-28;2028-03-22'
live 2029-01-02
ok 'and before a new year' same "$(rows consents | cut -d';' -f4,5)" '2028-12-30;2029-01-22'

ok 'demo/days has a line for every table there is' same \
    "$(cd "$root/demo" && ls strezhevoy waiting | sed -n 's/\.csv$//p' | sort -u)" \
    "$(sed -n 's/^\([a-z_]*\) .*/\1/p' "$root/demo/days" | sort)"

# How many a list of what waits has.
waiting() { "$program" worklist | awk -v id="$1" '$2 == id { print $1 }'; }
at_least() { [ "${2:-0}" -ge "$1" ]; }

# How many of the newest request for reports are received, and the day they are due.
reports()
{
	"$program" export member_reports | grep -c '^RR90;[^;]*;2'
	"$program" export report_requests | sed -n 's/^RR90;.*;//p'
}

# town DAY FIGURES: as many of the eight are not zero.
town()
{
	export METODAKTIV_NOW=$1T10:00:00 METODAKTIV_DB=$work/town-$1
	"$root/demo/make.sh" "$program" "$METODAKTIV_DB" >"$work/out" 2>"$work/err"
	status=$?
	ok "$1: the town is made" exits 0
	run verify
	ok "$1: and whole" says 'База в порядке.'
	ok "$1: ten applications are ready, one at least admitted without an order, one consent revoked" \
	    eval 'at_least 10 "$(waiting ready)" && at_least 1 "$(waiting unordered)" && at_least 1 "$(waiting removal)"'
	run indicators --format json
	ok "$1: figures" at_least "$2" "$(jq '[.indicators[] | select((.numerator // 0) > 0)] | length' "$work/out")"
	ok "$1: the council is of seven" same "$("$program" export council_members | grep -c '^P')" 7
	ok "$1: last year's minutes are closed, an order and a publication rest on them" eval '
	    [ -n "$("$program" export minutes | grep "^M006;.*;закрыт;")" ] &&
	    "$program" export memberships | grep -q ";R0012;" && "$program" export publications | grep -q "^S0004;"'
	ok "$1: half of the reports are in, the others have five days left" same "$(reports | tr '\n' ' ')" \
	    "36 $(date -d "$1 + 5 days" +%F) "
	ok "$1: and are waited for" at_least 30 "$(waiting reports_missing)"
	last=$("$program" export events --format json | jq -r '[.[].held // empty] | max')
	ok "$1: the last event is of these weeks" [ ! "$last" \> "$1" -a "$last" \> "$3" ]
}

town 2026-09-30 3 2026-05-25
town 2028-02-29 8 2028-02-14
ok 'every role has an account' same \
    "$("$program" user list --format json 2>/dev/null | jq -r '[.[].role] | unique | length')" 7
finish
