#!/bin/bash
# A forced command without sshd: one verb of those let through, and nothing else. With sshd: tests/ssh.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
make_town strezhevoy
unset METODAKTIV_DB METODAKTIV_NOW
me=$(id -un)
state=$HOME/.local/state/metodaktiv

# asks COMMAND [ARGUMENT of the forced command...]: standard input is the caller's.
asks()
{
	local command=$1
	shift
	SSH_ORIGINAL_COMMAND=$command "$program" --db "$db" ssh-session --account "$me" "$@" \
	    >"$work/out" 2>"$work/err"
	status=$?
	out=$(tr -d '\000' <"$work/out") err=$(<"$work/err")
}
# The same without SSH, in the machine's own time zone.
run()
{
	env -u TZ "$program" --db "$db" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}
journal() { "$program" --db "$db" log --format json; }
# Every row of a table and every account; refusals are no change.
register()
{
	rm -rf "$work/print"
	"$program" --db "$db" export --all "$work/print" >/dev/null && cat "$work"/print/* | sha256sum
	"$program" --db "$db" user list
}

# What a verb answers is what the command answers.
for verb in 'export people' 'export people --format json' 'roster --on 2026-05-31' \
    'indicators --to 2026-05-31 --format json' "show people P0001" 'document roster --on 2026-05-31' \
    'eligibility --all --on 2026-05-31' verify "log --entity people --format json"; do
	run $verb
	wanted=$out
	asks "$verb" </dev/null
	ok "$verb: exit 0" exits 0
	ok "$verb: as without SSH" same "$out" "$wanted"
done
asks "'show' \"people\" P\\0001" </dev/null
ok 'quotes and backslash as in a shell' says 'P0001'
asks 'indicators --to 2026-05-31 --format xlsx' </dev/null 2>/dev/null
ok 'a workbook: exit 0' exits 0
ok 'a workbook: is one' same "$(head -c 2 "$work/out")" PK
# What writes it is loaded then, not at every start; where it is missing, that is said.
ok 'a workbook: a start does not load its library' not grep -q xlsxwriter <(readelf -d "$program")
writer=$(grep -ao 'libxlsxwriter\.so\.[0-9]*' "$program" | sort -u)
mkdir missing && : >"missing/$writer"
LD_LIBRARY_PATH=$PWD/missing run indicators --to 2026-05-31 --format xlsx
ok 'a workbook: without the library it is refused' exits 3
ok 'a workbook: and the library is named' complains "нет библиотеки $writer"
ok 'a workbook: nothing is printed then' silent
LD_LIBRARY_PATH=$PWD/missing run year --format xlsx -o year.xlsx
ok 'the workbook of a year: is refused, too' exits 3
ok 'the workbook of a year: there is none' [ ! -e year.xlsx ]
rm -r missing
asks 'stat --help' </dev/null
ok 'help of a verb' says 'размеры базы'
asks help </dev/null
ok 'help: verbs' says 'export KIND'
ok 'help: nothing else' not says 'restore'
ok 'help: no folders' not says '--all DIR'
asks whoami </dev/null
ok 'whoami: the way in' says 'Вход: SSH'
ok 'whoami: what is given up' says 'Ограничения: другие программы не запускаются'

# Files: standard input and output, whether said or not.
for verb in 'import organisations' 'import organisations -'; do
	printf 'code;name;type\nO901;Школа по SSH;школа\n' >table.csv
	asks "$verb" <table.csv
	ok "$verb: exit 0" exits 0
done
run show organisations O901
ok 'the table came in' says 'Школа по SSH'
"$program" --db "$db" export people >people.csv

asks backup </dev/null
ok 'a copy to standard output: exit 0' exits 0
cp out copy
run --db "$work/restored" restore copy
ok 'which is one' exits 0
rm -rf restored copy

# An account that is not, or may not.
before=$(register)
SSH_ORIGINAL_COMMAND=stat run ssh-session --account nobody-here
ok 'unknown account: exit 4' exits 4
SSH_ORIGINAL_COMMAND="stat --db x" run ssh-session --account nobody-here
ok 'unknown account asking for more: exit 4' exits 4
run user add sleeper --role administrator
run user set sleeper --disable
SSH_ORIGINAL_COMMAND=help run ssh-session --account sleeper
ok 'disabled account: exit 4, even for help' exits 4
SSH_ORIGINAL_COMMAND=stat run ssh-session
ok 'no account: exit 2' exits 2
SSH_ORIGINAL_COMMAND=stat run --user "$me" ssh-session --account "$me"
ok 'two accounts: exit 2' exits 2
fingerprint=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
for none in SHA256:short "MD5678:$fingerprint" "SHA256:${fingerprint/A/!}"; do
	SSH_ORIGINAL_COMMAND=stat run ssh-session --account "$me" --fingerprint "$none"
	ok "the fingerprint $none is none: exit 2" exits 2
	ok "the fingerprint $none is none: told" complains 'не отпечаток ключа'
done
SSH_ORIGINAL_COMMAND=stat run ssh-session --account "$(printf 'a%.0s' {1..70})"
ok 'an account of a longer name than any: exit 4' exits 4
SSH_ORIGINAL_COMMAND='restore -' "$program" --db "$work/nowhere" ssh-session --account "$me" >"$work/out" 2>"$work/err" </dev/null
status=$? err=$(<"$work/err")
ok 'no database, and no such verb: exit 4' exits 4
ok 'no database, and no such verb: told' complains 'такой команды по SSH нет'
run user add viewer1 --role viewer
printf 'code;name;type\nO902;Чужая;школа\n' |
    SSH_ORIGINAL_COMMAND='import organisations' "$program" --db "$db" ssh-session --account viewer1 2>/dev/null
status=$?
ok 'the role decides: exit 4' exits 4
SSH_ORIGINAL_COMMAND='backup' run ssh-session --account viewer1
ok 'the role decides of copies, too: exit 4' exits 4
run user remove viewer1
run user remove sleeper
ok 'nothing has changed' same "$before" "$(register)"

# No terminal, no verb.
asks '' </dev/null
ok 'the screens without a terminal: exit 2' exits 2
asks '   ' </dev/null
ok 'blanks are no verb: exit 2' exits 2
mkfifo keys
SSH_ORIGINAL_COMMAND= script -qfec "stty rows 24 cols 80; TERM=xterm exec $program --db $db ssh-session --account $me" \
    typescript >/dev/null <keys &
child=$!
exec 3>keys
# shown TEXT: wait for it behind what has been waited for; a terminal is sent differences alone.
seen=0
shown()
{
	local size tries
	for ((tries = 0; tries < 500; tries++)); do
		size=$(stat -c %s typescript 2>/dev/null || echo 0)
		tail -c +$((seen + 1)) typescript 2>/dev/null | grep -aqF "$1" && seen=$size && return
		kill -0 "$child" 2>/dev/null || return 1
		sleep 0.02
	done
	return 1
}
ok 'with a terminal: the screens' shown 'Выход'
# A paper is taken away by a line to type at home; no path is asked for.
printf '\033OQ' >&3
ok 'the indicators' shown 'Дорожная карта'
printf '\033OQ' >&3
ok 'their ways out' shown 'На принтер вашего терминала'
printf 3 >&3
ok 'in a file: the line to type at home' shown "ssh город indicators --to "
printf 2 >&3
ok 'copied' shown 'Отправлено в буфер обмена'
sent=$(grep -aoP '\e\]52;c;\K[A-Za-z0-9+/=]+' typescript | base64 -d)
ok 'the line itself' same "${sent%% --to*}" 'ssh город indicators'
ok 'and where to' same "${sent##* > }" "показатели-$(env -u TZ date +%F).xlsx"
printf '\0330\0330\0330' >&3
[ "$failures" -eq 0 ] || kill "$child"
wait "$child"
exec 3>&-

# The journal: by which way, with which key, from where.
key=SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
SSH_CONNECTION='10.1.2.3 50022 10.0.0.1 22' asks 'user list' --fingerprint $key </dev/null
row=$(journal | jq -c '.[0]')
ok 'a refusal: its row' same "$(jq -r .operation <<<"$row")" refusal
ok 'a refusal: the command' same "$(jq -r .reason <<<"$row")" 'user list'
ok 'a refusal: by SSH' same "$(jq -r .via <<<"$row")" ssh
ok 'a refusal: the key' same "$(jq -r .fingerprint <<<"$row")" $key
ok 'a refusal: the address' same "$(jq -r .address <<<"$row")" 10.1.2.3
ok 'a refusal: the operating system'"'"'s user' same "$(jq -r .os_user <<<"$row")" "$me"

# Nothing in the environment has a say.
mkdir other
XDG_DATA_HOME=$work/other "$program" init --profile kuznetsk >/dev/null
sent=(METODAKTIV_DB="$work/other/metodaktiv" METODAKTIV_NOW=2001-01-01T00:00:00 METODAKTIV_TRACE=txn,key,load
    METODAKTIV_TRACE_FILE="$work/trace" LANG=ru_RU.KOI8-R LC_ALL=ru_RU.CP1251 LC_TIME=de_DE TZ=Asia/Kamchatka
    XDG_DATA_HOME="$work/other" XDG_STATE_HOME="$work/other" HOME="$work/other" USER=root LOGNAME=root COLUMNS=1
    LINES=1 TERM=../../etc/passwd TERMINFO=/etc TMPDIR=/nowhere)
for verb in 'export people --format json' whoami indicators 'log --format json'; do
	asks "$verb" </dev/null
	SSH_ORIGINAL_COMMAND=$verb env "${sent[@]}" "$program" --db "$db" ssh-session --account "$me" >sent
	ok "the environment has no say: $verb" same_files "$work/out" sent
done
SSH_ORIGINAL_COMMAND=whoami env "${sent[@]}" "$program" ssh-session --account "$me" >sent 2>&1
ok 'nor in which database, where none is given' not grep -q "$work/other" sent
ok 'no trace was written' [ ! -e trace ]

# What leaves for the region is a verb, and a key may be there for it alone.
"$program" --db "$db" user add region --role head >/dev/null
"$program" --db "$db" user add looker --role viewer >/dev/null
asks_as()
{
	SSH_ORIGINAL_COMMAND=$2 "$program" --db "$db" ssh-session --account "$1" "${@:3}" \
	    >"$work/out" 2>"$work/err" </dev/null
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}
asks_as region 'changes --level facts'
ok 'changes: exit 0' exits 0
ok 'changes: rows' [ "$(tail -1 "$work/out" | jq .rows)" -gt 100 ]
since=$(head -1 "$work/out" | jq -r '"\(.identity):\(.to.sequence):\(.to.head)"')
ok 'changes: its row says who and by which way' same ssh:region \
    "$(journal | jq -r '.[0] | "\(.via):\(.account)"')"
asks_as region "changes --level facts --since $since"
ok 'changes: since then' exits 0
ok 'changes: nothing' same 0 "$(tail -1 "$work/out" | jq .rows)"
asks_as region 'changes -o file'
ok 'changes: no file there' exits 4
asks_as looker changes
ok 'changes: not for who may not take tables out' exits 4
asks_as region changes --only changes
ok 'only changes: that' exits 0
asks_as region 'export people' --only changes
ok 'only changes: nothing else' exits 4
ok 'only changes: nothing is printed' silent
asks_as region '' --only changes
ok 'only changes: no screens' exits 4

# Tries to get past it.
before=$(register)
find "$work" "$HOME" -not -path '*/print*' -not -name out -not -name err | sort >files.before
mkdir cwd
cd cwd || exit 1
printf 'code;name;type\nO903;x;школа\n' >x
cp x x.csv
tried=0 refusals=$(journal | jq '[.[] | select(.operation == "refusal")] | length')
while IFS=$'\t' read -r wanted sent; do
	[[ $wanted =~ ^[0-9]$ ]] || continue
	tried=$((tried + 1))
	printf -v command %b. "$sent"
	command=${command%.}
	SSH_ORIGINAL_COMMAND=$command "$program" --db "$db" ssh-session --account "$me" <x >"$work/out" 2>"$work/err"
	status=$?
	ok "refused: $sent" [ "$status" = "$wanted" -a ! -s "$work/out" ]
	[ "$wanted" != 4 ] || refusals=$((refusals + 1))
done <"$root/tests/ssh/tries.txt"
cd .. || exit 1
ok 'no fewer than sixty' [ "$tried" -ge 60 ]
ok 'every refusal is in the journal' same "$refusals" \
    "$(journal | jq '[.[] | select(.operation == "refusal")] | length')"
ok 'the register is what it was' same "$before" "$(register)"
rm -r cwd
find "$work" "$HOME" -not -path '*/print*' -not -name out -not -name err -not -name files.before | sort >files.after
ok 'no file has come' diff <(grep -v files.before files.before) <(grep -v files.after files.after)
ok 'nor gone to /tmp/x' [ ! -e /tmp/x ]
finish
