#!/bin/bash
# loading.sh - batches in the region: what is taken, what is refused and how, who sees what. The
# batches are made by hand, so that each fault of theirs can be; tests/region/towns.sh has true ones.
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"

head1=$(printf '%064d' 1) head2=$(printf '%064d' 2)
counted() { "$region" indicators --to 2025-11-30 --format json | jq -r '.indicators[] | select(.id == "assessed") | "\(.numerator)/\(.denominator)"'; }

"$region" --print-manual >region.1
ok 'the manual page is one' mandoc -Tlint -W error region.1
for command in init 'town add' 'town retire' load pull status indicators roster verify upgrade; do
	ok "the manual: $command" grep -q "^.SS $command" region.1
done
ask help load
ok 'help of a command' says 'accepted'
ask lod x
ok 'a command that is not there: exit 2, and what may be meant' same "2 $(complains 'load' && echo yes)" "$status yes"
ask status
ok 'without a database to go to: exit 2' exits 2
ask status --connect 'postgresql:///x?host=/nowhere'
ok 'one that does not answer: exit 3' exits 3

pg_start || { echo 'Bail out! PostgreSQL'; exit 1; }
ok 'a region is made' make_region region
"$program" region status >said 2>&1
ok 'the town'"'"'s program gives way to it' grep -q 'Городов ещё нет' said
ask init
ok 'a second one in its place is refused' exits 1
ask town add 697 Город
ok 'a number that is no OKTMO is refused' exits 1
ask town add 69701000 Светлореченск
ok 'a town is added' exits 0
ask town add 69701000 Светлореченск
ok 'once' exits 1

{ begin null 1; people; judges 1; } | seal >first
{ begin 1 2; assessed 2 2; judges 2; } | seal >second
{ begin 2 3; printf '{"op":"-","t":"fact","kind":"assessed","id":1}\n'; judges 1; } | seal >third

ask load second
ok 'what is not begun with a snapshot is refused, and says what to do' complains 'нужен снимок'
ask load first
ok 'a snapshot is taken, and says so' says "accepted 69701000 $identity:1:$head1"
ok 'six teachers, one assessed' same "$(counted)" 1/6
ok 'its figures are stored' same "$(psql -c "SELECT num[2] || '/' || den[2] FROM region.figure WHERE scope = 'city'")" 1/6
before=$(region_print)
ask load first
ok 'the same batch again is told apart' says 'already 69701000'
ok 'and changes nothing' same "$before" "$(region_print)"
mkdir letters
ask load letters
ok 'a folder without a batch is told' complains 'в папке «letters» нет передач'
cp first letters/one.jsonl
ask load letters
ok 'one with one batch is loaded' says 'already 69701000'
ask load third
ok 'a gap is refused, with the token to go on from' complains "продолжайте с 1: changes --since $identity:1:$head1"
ok 'with exit 1' exits 1

ask upgrade
ok 'a database of this version has nothing to be brought up to' says 'уже версии 1'
psql -c "UPDATE region.setting SET value = 99 WHERE name = 'version'"
ask status
ok 'a newer one is not touched: exit 3' same "3 $(complains 'обновите программу' && echo yes)" "$status yes"
ask upgrade
ok 'nor brought down' exits 3
psql -c "UPDATE region.setting SET value = 0 WHERE name = 'version'"
ask status
ok 'an older one wants upgrade' complains 'metodaktiv-region upgrade'
ask upgrade
ok 'one that fails leaves it as it was' same "$status $(psql -c "SELECT value FROM region.setting WHERE name = 'version'")" '1 0'
psql -c "UPDATE region.setting SET value = 1 WHERE name = 'version'"

# The line cut: at every place of the file nothing changes. With REGION_ALL=1 at every byte.
cut_refused()
{
	local size at step
	size=$(stat -c %s second)
	step=$((size / 20))
	[ -z "${REGION_ALL:-}" ] || step=1
	for at in 1 $(seq $step $step $((size - 1))) $((size - 1)); do
		head -c "$at" second >cut
		ask load cut
		[ "$status" -eq 1 ] || { echo "# cut at $at: $status"; return 1; }
	done
	[ "$at" -gt 100 ] && same "$before" "$(region_print)"
}
ok 'a batch cut anywhere changes nothing' cut_refused
ask load - <second
"$region" load - <second >out 2>err
ok 'the whole of it is taken, from a pipe as well' grep -q '^accepted' out
ok 'and the figure has moved' same "$(counted)" 2/6
ask load third
ok 'what follows on it, too' exits 0
ok 'a removal moves it back' same "$(counted)" 1/6
before=$(region_print)

# refused NAME WORDS: the batch on standard input changes nothing, and the sentence says so
shopt -s lastpipe
refused()
{
	cat >bad
	ask load bad
	ok "$1" complains "$2"
	ok "$1: exit 1, nothing changed" same "1 $before" "$status $(region_print)"
}
{ begin null 9; people; judges 1; } | seal | sed 's/"format":1/"format":9/' | refused 'a newer format' 'формата 9'
{ begin 3 4 facts 69701000 ffff; assessed 3 3; judges 2; } | seal | refused 'a foreign identity' 'чужой базы'
{ begin 3 4 facts 70701000; assessed 3 3; judges 2; } | seal | refused 'an unknown town' 'в регионе нет'
{ begin 3 4; assessed 3 3; judges 2; } | seal | sed 's/2025-11-03/2025-11-04/' | refused 'a changed byte' 'хеш не сходится'
{ begin 3 4; assessed 3 3; judges 2; } | seal 5 | refused 'a wrong count' 'должно быть 5'
{ begin 3 4; assessed 3 3; assessed 3 4; judges 2; } | seal | refused 'a row twice' 'дважды'
{ begin 3 4; assessed 3 3; } | seal | refused 'no figures of the town' 'нет показателей'
{ begin 3 4; assessed 3 3 | sed 's/"id"/"surname":"Озерская","id"/'; judges 2; } | seal | refused 'something personal' 'лишнее «surname»'
{ begin 3 4; assessed 3 3; judges 2; } | seal | sed 's/"rules":"ab"/"rules":"cd"/' | { head -n -1; } | seal | refused 'other rules' 'нужен снимок'
to_head=$(printf '%064d' 77)
{ begin 2 3; assessed 3 3; judges 2; } | seal | refused 'another history at the same number' 'разошлась'
unset to_head
{ begin 3 4; assessed 3 3; judges 2; } | seal | sed 's/"head":"0*3"/"head":"'"$(printf '%064d' 33)"'"/' | head -n -1 | seal | refused 'another head to go on from' 'разошлась'
echo '{"a":1}' | refused 'what is no batch' 'не передача города'
printf '' | refused 'nothing' 'пуста'
{ begin 3 4; assessed 3 3; judges 5; } | seal >wrong
refused 'figures that differ' 'assessed у города 5/6, у региона 2/6' <wrong
ok 'the town is in quarantine' same "$("$region" status --format json | jq -r '.[0].state')" quarantined
ok 'and its old figures are seen' same "$(counted)" 1/6

# Restored behind: a snapshot mends it.
{ begin null 2; people; judges 1; } | seal | sed "s/$head2/$(printf '%064d' 22)/" | head -n -1 | seal >restored
ask load restored
ok 'a snapshot of a restored town is taken' exits 0
ok 'and says that the history turned' says 'разошлась'
ok 'the quarantine is over' same "$("$region" status --format json | jq -r '.[0].state')" current

# Two at once.
{ printf '%s' ''; begin null 3; people; judges 1; } | seal >both
"$region" load both >one 2>&1 & "$region" load both >two 2>&1; wait $!
ok 'of two at once one is told already' same "$(cut -d' ' -f1 one two | sort | tr '\n' ' ')" 'accepted already '

# A copy of the folder claims another town.
ask town add 70701000 Другой
{ begin null 4 facts 70701000; people; judges 1; } | seal >copied
ask load copied
ok 'a copied folder is refused' complains 'скопировали'
ask town retire 70701000
ask town add 70701000 'Снова другой'
ok 'a retired town comes back' exits 0

# Late.
psql -c "UPDATE region.town SET received = now() - interval '15 days' WHERE town = 69701000"
ok 'a silent town is late' same "$("$region" status --format json | jq -r '.[0] | "\(.state) \(.silent)"')" 'late 15'
ask status
ok 'which is said once' same "$(grep -o 'опаздывает' "$work/out" | wc -l)" 1
ask indicators --to 2025-11-30
ok 'which answers say' complains 'молчит 15 дн.'

# Roles.
as() { psql -c "SET ROLE $1" -c "$2" 2>&1; }
denied() { as "$@" | grep -q 'permission denied'; }
for table in person fact item figure town; do ok "bi does not read $table" denied bi "SELECT * FROM region.$table"; done
ok 'nor asks' denied bi "SELECT * FROM region.ask('2025-09-01', '2025-11-30', 0, 99999999, true)"
ok 'analysts do not read people' denied analyst 'SELECT * FROM region.person'
ok 'analysts see figures' same "$(as analyst "SELECT num[2] FROM region.figure WHERE scope = 'city' AND town = 69701000")" 1
ok 'bi sees the town' same "$(as bi "SELECT numerator, denominator, figure FROM region.bi_indicator WHERE scope = 'city' AND id = 'assessed'")" '1|6|16.7'
ok 'a school of two is hidden, and the other with it' same "$(as bi "SELECT count(*), count(denominator) FROM region.bi_indicator WHERE scope = 'organisation' AND id = 'assessed'")" '2|0'

psql -c 'CREATE ROLE loader LOGIN IN ROLE administrator' -c 'CREATE ROLE reader LOGIN IN ROLE analyst'
by() { METODAKTIV_REGION=${METODAKTIV_REGION/user=owner/user=$1} ask "${@:2}"; }
by loader town add 71701000 'Другой субъект'
ok 'an administrator adds a town of a new subject' exits 0
{ begin null 5; people; judges 1; } | seal >fifth
by loader load fifth
ok 'and loads' says accepted
by reader indicators --to 2025-11-30 --scope municipality:69701000 --by organisation --format json
ok 'an analyst asks' same "$(jq -c '[.[].staff]' <<<"$out")" '[4,2]'
by reader load fifth
ok 'and does not load: exit 4' exits 4
psql -c "DELETE FROM region.town WHERE town = 71701000"
psql -c 'CREATE ROLE svetlo LOGIN IN ROLE municipality' -c "INSERT INTO region.access VALUES ('svetlo', 69701000)"
own() { "$pg_bin/psql" -h "$pg_folder" -U svetlo -d region -X -At -c "$1" 2>&1; }
ok 'a town sees its own figures' same "$(own "SELECT code, den[2] FROM region.own_figure WHERE scope = 'organisation' ORDER BY 1" | tr '\n' ' ')" 'O001|4 O002|2 '
psql -c "UPDATE region.access SET town = 70701000"
ok 'and no others' same "$(own 'SELECT count(*) FROM region.own_figure')" 0
ok 'nor people' grep -q 'permission denied' <(own 'SELECT * FROM region.person')

ask verify
ok 'stored figures are those of the facts' exits 0
psql -c 'UPDATE region.figure SET num[2] = 4 WHERE scope = $$city$$'
ask verify
ok 'a stored figure that is not is found' complains 'не сходится'
psql -c 'UPDATE region.figure SET num[2] = 1 WHERE scope = $$city$$'

# Fetched over SSH, here a program of that name which hands the verb to the town's own session.
mkdir bin
cat >bin/ssh <<END
#!/bin/bash
for address; do shift; [ "\$#" -gt 1 ] || break; done
[ "\$address" = region@down ] && { echo 'ssh: connect to host down: Connection refused' >&2; exit 255; }
SSH_ORIGINAL_COMMAND=\$1 SSH_CONNECTION='192.0.2.1 1 192.0.2.2 22' exec "$program" --db "$work/\${address#*@}" ssh-session --account $(id -un)
END
chmod +x bin/ssh
PATH=$work/bin:$PATH
export METODAKTIV_NOW=2026-05-31T12:00:00
there() { "$program" --db "$work/remote" "$@" >/dev/null 2>&1; }
there init --rehearsal --profile strezhevoy
there import --all "$root/tests/data/strezhevoy"
ask town add 69709000 Дальний --ssh region@remote
ask pull 69709000
ok 'a snapshot is fetched' says 'accepted 69709000'
ok 'with people in it' [ "$(psql -c 'SELECT count(*) FROM region.person WHERE town = 69709000')" -gt 400 ]
sequence() { psql -c 'SELECT sequence FROM region.town WHERE town = 69709000'; }
before=$(sequence)
there backup "$work/copy"
printf 'person;date;kind\nP0002;2026-05-20;иная\n' >w.csv
there import assessments "$work/w.csv"
ask pull
ok 'what follows on it is fetched' says 'accepted 69709000'
ok 'it is one row' says 'принято строк: 1'
ok 'and leads further' [ "$(sequence)" -gt "$before" ]
rm -rf remote && there restore "$work/copy"
ask pull
ok 'a town restored from a copy: told' complains 'копии'
ok 'and mended by a snapshot' says 'история города разошлась'
ok 'the region stands where the town does' same "$(sequence)" "$before"
key=$("$program" --db "$work/remote" changes --new-key)
ask town set 69709000 --key "$key"
ok 'its key is known' exits 0
ask pull
ok 'signed, it is taken' exits 0
ask town set 69709000 --key "$(printf '%064d' 5)"
"$program" --db remote changes --level facts >signed
ask load --town 69709000 signed
ok 'signed by another it is refused' complains 'подпись'
ask town set 69709000 --key "$key"
head -n -1 signed | sed 's/Светлореченск/Светлогорск/' | seal >unsigned
ask load --town 69709000 unsigned
ok 'unsigned it is refused' complains 'не подписана'
ask town add 69709001 Молчаливый --ssh region@down
ask pull
ok 'a town that does not answer is named' complains 'Молчаливый (69709001): город не ответил'
ok 'exit 1, the others are taken' same "1 1" "$status $(grep -c 69709000 <<<"$out")"
ask status
ok 'the text of status names all' same "$(grep -c '^[0-9]' <<<"$out")" 4

# A town that tells figures alone.
there changes -o "$work/told" --force
ask town add 69709002 Скромный
"$program" --db remote changes >told
sed '1s/"identity":"[^"]*"/"identity":"abcdef"/' told | head -n -1 | seal >modest
ask load --town 69709002 modest
ok 'figures are taken' says 'accepted 69709002'
day=$(jq -r 'select(.figures) | .figures | keys[]' told | tail -1)
ask indicators --to "$day" --scope municipality:69709002 --format json
ok 'and answered' same "$(jq -c '[.indicators[] | .numerator, .denominator]' <<<"$out")" \
    "$("$program" --db remote indicators --to "$day" --format json | jq -c '[.indicators[] | .numerator, .denominator]')"
ask indicators --from 2025-09-02 --to "$day" --scope municipality:69709002 --format json
ok 'of other days it is not' complains 'в регионе нет'
ok 'bi is told what the town has not hidden' same \
    "$(as bi "SELECT count(*) FROM region.bi_indicator WHERE municipality = 'Скромный' AND until = '$day' AND scope <> 'city' AND denominator IS NULL" | grep -c '^[1-9]')" 1

# The towns' lists for their sites, as one.
"$program" --db remote changes --level roster >list
ask load --town 69709000 list
ok 'a list is taken' says 'accepted 69709000'
"$program" --db remote roster --public --format json | jq -c '.[] | [.[]]' >theirs
ask roster --format json
jq -c '.[] | del(.municipality) | [.[]]' <<<"$out" >ours
ok 'it is the town'"'"'s, in its order' same_files theirs ours
ok 'with people in it' [ "$(wc -l <ours)" -gt 50 ]
ask load --town 69709000 list
ok 'twice it is told already' says 'already'
ask roster --town 69709002 --format csv
ok 'a town without one has none' same "$out" 'municipality;surname;given_name;patronymic;organisation;position;subject_area;email'
{ sed '$d' list | sed '1s/"sequence":[0-9]*/"sequence":1/'; } | seal >older
ask load --town 69709000 older
ok 'an older list is refused' complains 'старше'
psql -c "UPDATE region.town SET roster_received = now() - interval '15 days' WHERE town = 69709000"
ask roster --format json
ok 'a list that is late is not shown' same "$(jq length <<<"$out")" 0
ok 'and that is said' complains 'согласия могли отозвать'
ask town retire 69709000
ok 'a town that retires takes its people along' same "$(psql -c 'SELECT (SELECT count(*) FROM region.person WHERE town = 69709000) + (SELECT count(*) FROM region.fact WHERE town = 69709000) + (SELECT count(*) FROM region.roster)')" 0
ok 'its figures stay for bi' [ "$(as bi "SELECT count(*) FROM region.bi_indicator WHERE municipality = 'Дальний'")" -gt 100 ]
finish
