#!/bin/bash
# Who it is the operating system says, and over SSH the key; never an argument.
. "$(dirname "$0")/tap.bash"
make_town strezhevoy
me=$(id -un)

# last FILTER: of the journal's newest row
last() { "$program" log --format json | jq -rc ".[0] | $1"; }

ok 'the journal says who, by which way and from where' [ "$(last '[.account, .os_user, .via, .fingerprint, .address]')" = \
    "[\"$me\",\"$me\",\"command\",null,null]" ]
"$program" user add vera --role clerk >/dev/null
printf 'code;name;type\nO77;Новая;школа\n' >organisations.csv
run --user vera import organisations organisations.csv
ok 'the owner of the folder comes as another' exits 0
ok 'and the journal keeps both names' [ "$(last '[.account, .os_user, .operation, .records]')" = \
    "[\"vera\",\"$me\",\"import\",1]" ]

changes=$(operations)
"$program" user add watcher --role viewer >/dev/null
run --user watcher import organisations organisations.csv
ok 'a refusal: exit 4' exits 4
ok 'a refusal stands in the journal' [ "$(last '[.account, .operation, .reason, .records]')" = \
    '["watcher","refusal","--user watcher import organisations organisations.csv",0]' ]
run --user ghost stat
ok 'nobody of that name: exit 4' exits 4
ok 'nobody of that name stands in the journal' [ "$(last '[.account, .os_user, .operation]')" = "[\"ghost\",\"$me\",\"refusal\"]" ]
run --user $'\xff\x1b[31m' stat
ok 'a name that none can be: exit 4' exits 4
ok 'a name that none can be: told by the words' [ "$(last .reason | grep -c $'\x1b')" -eq 0 ]
ok 'rows that are no change' [ "$(operations)" -eq $((changes + 4)) ]
run --user vera undo
ok 'undo passes them over' exits 0
run verify
ok 'the chain holds' exits 0

# The key and the address, as sshd tells them (ExposeAuthInfo).
key='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBl+LW5KCA4Yjf/NnZXAHnyCpRwFkHyZu19yETDP07sG'
print=SHA256:ndonCbLiwPGfyNvTH+JkSwfB+TbrXEnhxWQ7clbAhVY
printf 'publickey %s\n' "$key" >auth
SSH_CONNECTION='2001:db8::5 50000 10.0.0.1 22' SSH_USER_AUTH=$work/auth run user add anna --role clerk
ok 'over SSH: key and address' [ "$(last '[.via, .fingerprint, .address]')" = "[\"command\",\"$print\",\"2001:db8::5\"]" ]
SSH_CONNECTION='10.0.0.5 50000 10.0.0.1 22' SSH_USER_AUTH=$work/none run user set anna --opens hall
ok 'over SSH: without a key' [ "$(last '[.fingerprint, .address]')" = '[null,"10.0.0.5"]' ]
printf 'publickey \npassword\n' >nameless
SSH_CONNECTION='10.0.0.5 50000 10.0.0.1 22' SSH_USER_AUTH=$work/nameless run whoami
ok 'over SSH: a key that is not told' exits 0
mkfifo pipe.auth
SSH_CONNECTION='10.0.0.5 50000 10.0.0.1 22' SSH_USER_AUTH=$work/pipe.auth timeout 5 "$program" whoami >out 2>err
ok 'over SSH: a pipe is not waited for' [ $? -eq 0 ]
SSH_CONNECTION='10.0.0.5 50000 10.0.0.1 22' SSH_USER_AUTH=$work/auth run --user anna whoami
for told in 'Учётная запись: anna' 'Роль: сотрудник (clerk)' "Пользователь системы: $me" 'Вход: команда, SSH 10.0.0.5' \
    "Ключ: $print" "База: $db" 'Можно: смотреть записи, вносить и исправлять записи'; do
	ok "whoami: $told" says "$told"
done
ok 'whoami: not what one may not' not says 'вести учётные записи'

# Keys.
echo "$key дома" >anna.pub
run user key add anna anna.pub
ok 'key add' says "$print"
ok 'key add: journalled' [ "$(last .reason)" = "учётная запись anna: заведён ключ $print" ]
run user key add anna anna.pub
ok 'key add twice: exit 1' exits 1
"$program" user key add vera - <anna.pub >out 2>err
ok 'a key belongs to one account: exit 1' [ $? -eq 1 ]
ok 'a key belongs to one account: told' grep -q 'anna' err
echo '-----BEGIN OPENSSH PRIVATE KEY-----' >private
run user key add vera private
ok 'a private key: exit 1' exits 1
ok 'a private key: told' complains 'закрытый ключ'
mkfifo pipe.pub
run user key add vera pipe.pub
ok 'a pipe by name: refused, not waited for' complains 'это канал, а нужен файл'
run user key add vera nothing.pub
ok 'no such file: exit 1' exits 1
run user key add vera "$work"
ok 'a folder: exit 1' exits 1
ok 'a folder: told' complains 'это папка, а нужен файл'
ok 'a folder: nothing of tables' [ "$(grep -c 'import' "$work/err")" -eq 0 ]
"$program" user key add vera /dev/zero >out 2>err
ok 'without an end: exit 1' [ $? -eq 1 ]
run user key add vera ''
ok 'no name: exit 1' exits 1
printf '\004' | script -qfec "$program user key add vera" typescript >/dev/null
ok 'typed on a terminal: told how' grep -q 'Вставьте строку открытого ключа, нажмите Enter и Ctrl-D' typescript
run user key add nobody anna.pub
ok 'no such account: exit 1' exits 1
run --user vera user key add vera anna.pub
ok 'a clerk gives no keys: exit 4' exits 4
run user key list
ok 'key list' says "anna              $print  ssh-ed25519  дома"
run user key list vera
ok 'key list of one: empty' silent
run user key list nobody
ok 'key list of nobody: exit 1' exits 1
run user set anna --full-name 'Анна'
run user key list anna
ok 'keys stay when the account changes' says "$print"
run user key
ok 'user key: exit 2' exits 2
ok 'user key: what there is' complains 'key add'
run help user key
ok 'help of keys' says 'user key remove'
ok 'help of keys: not of others' not says 'user set'

# What sshd is told.
run authorized-keys "$me"
ok 'authorized-keys: exit 0' exits 0
ok 'authorized-keys: one line' [ "$out" = \
    "restrict,pty,command=\"$program --db $db ssh-session --account anna --fingerprint $print\" $key anna" ]
cp "$program" replaced && exec 8<replaced && rm replaced
/proc/self/fd/8 authorized-keys "$me" >"$work/replaced.out"
exec 8<&-
ok 'a program replaced while it ran names the new one' same "$(<replaced.out)" "${out/"$program"/$work/replaced}"
run authorized-keys "$me" "$print"
ok 'of that key' says ' anna'
run authorized-keys "$me" SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU
ok 'of another key: nothing' silent
run authorized-keys anna
ok 'of her own login' says '--account anna'
run authorized-keys vera
ok 'of a login without keys: nothing' silent
run authorized-keys stranger
ok 'of no account: nothing' silent
ok 'of no account: exit 0' exits 0
mkdir "it's \"odd\"" && cp -r "$db" "it's \"odd\"/db"
run --db "it's \"odd\"/db" authorized-keys anna
quoted=${out#restrict,pty,command=} quoted=${quoted% ssh-ed25519*}
quoted=${quoted#\"} quoted=${quoted%\"} quoted=${quoted//\\\"/\"}
ok 'a path that wants quotes' [ "$(eval "set -- $quoted"; echo "$3")" = "$work/it's \"odd\"/db" ]
mkdir $'two\nlines' && cp -r "$db" $'two\nlines/db'
run --db $'two\nlines/db' authorized-keys anna
ok "a path sshd cannot be told is refused" complains "перевод строки"
run user set anna --disable
run user list
ok "who may not come in is told in the list" says "(вход запрещён)"
run authorized-keys "$me"
ok 'disabled: nothing' silent
run user set anna --enable
run user key remove anna "${print#SHA256:}"
ok 'key remove: exit 0' exits 0
run user key remove anna "$print"
ok 'key remove twice: exit 1' exits 1
run authorized-keys anna
ok 'removed: nothing' silent
if command -v ssh-keygen >/dev/null; then
	for type in ed25519 'rsa -b 2048' 'ecdsa -b 256' 'ecdsa -b 384' 'ecdsa -b 521'; do
		rm -f made made.pub
		# shellcheck disable=SC2086
		ssh-keygen -q -t $type -N '' -f made
		run user key add vera made.pub
		ok "ssh-keygen -t $type" says "$(ssh-keygen -lf made.pub | cut -d' ' -f2)"
		run user key add vera made
		ok "ssh-keygen -t $type: not its private key" exits 1
	done
	ssh-keygen -q -t ed25519 -N '' -f authority
	ssh-keygen -q -s authority -I vera made.pub
	run user key add vera made-cert.pub
	ok 'a certificate: told' complains 'сертификат'
fi

# Others of the operating system: only root can become them here.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	# a folder that others may look into
	outside=$(mktemp -d /tmp/metodaktiv-XXXXXX)
	trap 'rm -rf "$work" "$outside"' EXIT
	chmod 711 "$outside"
	cp "$program" "$outside/metodaktiv"
	cp -a "$db" "$outside/db"
	export METODAKTIV_DB=$outside/db
	cd "$outside" || exit 1
	as() { run_as "$1" "${@:2}" >"$work/out" 2>"$work/err" </dev/null; status=$?; out=$(<"$work/out") err=$(<"$work/err"); }
	run_as() { setpriv --reuid="$1" --regid=0 --clear-groups "$outside/metodaktiv" "${@:2}"; }
	before=$("$program" user list --format json)
	as nobody --user root user add evil --role administrator
	ok 'another name: exit 4' exits 4
	ok 'another name: told who one is' complains '«nobody»'
	ok 'another name: nothing has changed' same "$before" "$("$program" user list --format json)"
	ok 'another name: the journal has both' [ "$(last '[.account, .os_user, .operation, .reason]')" = \
	    '["root","nobody","refusal","--user root user add evil --role administrator"]' ]
	as nobody stat
	ok 'no account of that name: exit 4' exits 4
	"$program" user add nobody --role viewer >/dev/null
	as nobody stat
	ok 'an account of that name' exits 0
	as nobody --user nobody stat
	ok 'and by that name' exits 0
	as nobody --user vera log
	ok 'not by another' exits 4
	as nobody authorized-keys root
	ok 'keys are not for anybody: exit 4' exits 4
	mkdir -m 777 own && chown nobody own && ln -s ../db/data.mdb ../db/lock.mdb own
	as nobody --db own --user root user add evil --role administrator
	ok 'links in a folder of his own: exit not 0' [ "$status" -ne 0 ]
	ok 'links in a folder of his own: nothing has changed' [ "$("$program" user list --format json | grep -c evil)" -eq 0 ]
	as 54321 stat
	ok 'a number without a name: exit 4' exits 4
	ok 'a number without a name: told' complains 'номером 54321'
	as 54321 init --profile strezhevoy --db "$outside/third"
	ok 'a number without a name makes no database' [ ! -e third ]
	chown -R nobody db
	as nobody --user vera stat
	ok 'the owner, who is not root' exits 0
	as nobody authorized-keys nobody
	ok 'the owner may ask for all keys' says '--account vera'
	SSH_ORIGINAL_COMMAND='indicators --format xlsx' as nobody --db "$outside/db" ssh-session --account vera
	ok 'over SSH, as one whose home is none: exit 0' exits 0
	ok 'over SSH, as one whose home is none: a workbook' same "$(head -c 2 "$work/out")" PK
	run --user vera stat
	ok 'root' exits 0
fi
finish
