#!/bin/bash
# Over a real sshd on loopback: keys, every verb, files in and out, what sshd itself forbids a key of
# the register, a few of the tries of tests/ssh/tries.txt.
. "$(dirname "$0")/tap.bash"
. "$root/tests/ssh/lab.bash"
skip_without_sshd
trap 'stop_sshd; rm -rf "$work"' EXIT
make_town strezhevoy
unset METODAKTIV_DB TZ
ok 'sshd listens' start_sshd || { finish; }
add_person petrova clerk
add_person head1 head
quiet() { "$@" >/dev/null 2>&1 </dev/null; }
plain() { "$program" --db "$db" "$@" 2>/dev/null; }
before=$(plain export people | sha256sum)

# Every verb there is, asked for as it stands in the help.
as petrova help </dev/null
ok 'help' says 'сеанс по SSH'
for verb in 'export people' indicators 'eligibility --all' roster 'document roster' 'show people P0001' log verify stat whoami help; do
	as petrova "$verb" </dev/null
	ok "$verb: exit 0" exits 0
	ok "$verb: an answer" not silent
done
as petrova whoami </dev/null
ok 'whoami: the account of the key' says 'Учётная запись: petrova'
ok 'whoami: the key' says "$(ssh-keygen -lf "$lab/petrova.pub" | cut -d' ' -f2)"
as petrova export people </dev/null
ok 'words as separate arguments' same "$(sha256sum <"$work/out")" "$before"
printf 'code;name;type\nO901;По линии;школа\n' | client petrova import organisations >"$work/out" 2>&1
ok 'import from standard input' [ "${PIPESTATUS[1]}" -eq 0 ]
ok 'and it is there' [ -n "$(plain export organisations | grep -a 'По линии')" ]
# The module and the font are read though the session is confined.
for format in odt docx pdf; do
	as petrova "document order R0026 --format $format" </dev/null 2>/dev/null
	ok "$format over SSH: exit 0" exits 0
	"$program" --db "$db" document order R0026 --format $format >"$work/here"
	ok "$format over SSH: as without" same_files "$work/out" "$work/here"
done
row=$(plain log --format json | jq -c '[.[] | select(.operation == "import")][0]')
ok 'journal: account' same "$(jq -r .account <<<"$row")" petrova
ok 'journal: by SSH' same "$(jq -r .via <<<"$row")" ssh
ok 'journal: address' same "$(jq -r .address <<<"$row")" 127.0.0.1
ok 'journal: key' same "$(jq -r .fingerprint <<<"$row")" "$(ssh-keygen -lf "$lab/petrova.pub" | cut -d' ' -f2)"

# The role decides.
as head1 'import organisations' <<<'code;name;type'
ok 'head may not import: exit 4' exits 4
as head1 'export people' </dev/null
ok 'head may export' exits 0

# What the client sends besides.
METODAKTIV_DB=/nowhere METODAKTIV_NOW=2001-01-01T00:00:00 LC_ALL=C \
    client -o 'SendEnv METODAKTIV_* LC_*' petrova export people >"$work/out"
ok 'variables change nothing' same "$(sha256sum <"$work/out")" "$before"
as petrova '' </dev/null
ok 'the screens without a terminal: exit 2' exits 2

# What a key of the register may not, whatever the client asks sshd for.
while IFS=$'\t' read -r wanted sent; do
	printf -v command %b. "$sent"
	as petrova "${command%.}" </dev/null
	ok "refused by sshd's command: $sent" exits "$wanted"
done <<'TRIES'
4	sh -c id
4	stat; id
4	stat --db /etc
4	user list
4	stat\nid
4	scp -t /tmp
4	export people -o /tmp/x
2	stat '
TRIES
echo x >"$work/file"
ok 'no scp' not quiet scp -F "$lab/client" "$work/file" "petrova:$work/copied"
ok 'no old scp' not quiet scp -O -F "$lab/client" "$work/file" "petrova:$work/copied"
ok 'nothing was copied' [ ! -e "$work/copied" ]
ok 'no sftp' not quiet client -s petrova sftp
ok 'no forwarding to elsewhere' not quiet client -W 127.0.0.1:"$port" petrova
ok 'no forwarding back' not quiet client -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1 petrova stat

# A key taken away, an account that is disabled: sshd has no line for them any more.
plain user key remove petrova "$(ssh-keygen -lf "$lab/petrova.pub" | cut -d' ' -f2)" >/dev/null
refresh_keys
fresh=1
as petrova stat </dev/null
ok 'a key taken away: not let in' exits 255
plain user set head1 --disable >/dev/null
as head1 stat </dev/null
ok 'a disabled account, by a line that is still there: exit 4' exits 4
refresh_keys
as head1 stat </dev/null
ok 'a disabled account: not let in' exits 255
finish
