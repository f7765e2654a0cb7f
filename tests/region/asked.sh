#!/bin/bash
# asked.sh - what is typed wrong, and what is asked, in every form an answer has. No town's program is needed.
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"

# typed EXIT WORDS ARGUMENT...: it ends so, and says the words, here or there.
typed()
{
	local code=$1 words=$2
	shift 2
	ask "$@"
	[[ $status -eq $code && $out$err == *"$words"* ]]
	ok "${note:-typed}: ${*:-nothing}: exit $code, $words" [ $? -eq 0 ]
}

note='a wrong line'
typed 2 'неизвестный параметр «--nonsense»' status --nonsense
typed 2 'неизвестный параметр «-x»' status -x
typed 2 'параметр --force не принимает значения' roster --force=да
typed 2 'после --town нужно значение: --town OKTMO' roster --town
typed 2 'после --town нужно значение' roster --town=
typed 2 'нет команды «lod»' lod
typed 2 'после «town» нужно действие: add, set, list, reset, retire' town
typed 2 'после «shard» нужно действие: add, return, list' shard move
typed 2 'у команды «status» нет параметра --town' status --town 69701000
typed 2 '--to «31.02.2025»: нужен день, который есть' indicators --to 31.02.2025
typed 2 'нужно число дней, до 9999' town add 69701000 Город --late-days неделя
typed 2 'нужно число дней, до 9999' town add 69701000 Город --late-days 10000
typed 2 'такого значения нет, есть text, json, csv, xlsx' indicators --format odt
typed 2 'есть municipality, association, organisation, month' indicators --by day
typed 2 'команде «town» не хватает: OKTMO NAME' town add 69701000
typed 2 'лишнее в команде «status»: «69701000»' status 69701000
typed 2 'нет команды «nonsense»' help nonsense
note='without a database'
typed 2 'не сказано, где база региона' roster -onames.csv --town=69701000
typed 2 'не сказано, где база региона' load -- --file
HOME= XDG_CONFIG_HOME= typed 2 'не сказано, где база региона' status
home=$HOME config=$XDG_CONFIG_HOME
unset HOME XDG_CONFIG_HOME
typed 2 'не сказано, где база региона' status
export HOME=$home XDG_CONFIG_HOME=$config
note='help'
typed 0 'Код завершения'
typed 0 'Код завершения' --help
typed 0 'Код завершения' help
typed 0 'shard return SUBJECT [SUBJECT…]' shard -h
typed 0 'town retire OKTMO' help town
typed 0 'metodaktiv-region upgrade' upgrade --help
typed 0 'вид данных: text или json или csv или xlsx' help indicators
typed 0 'libpq' --version

pg_start || { echo 'Bail out! PostgreSQL'; exit 1; }
"$pg_bin/createdb" -h "$pg_folder" -U region -O owner region
note='the address'
HOME=$work/home XDG_CONFIG_HOME=none typed 0 "$work/home/.config/metodaktiv/region" init --connect "$(address)" --late-days 7
ok 'its days are kept' same "$(psql -c "SELECT value FROM region.setting WHERE name = 'late_days'")" 7
HOME=$work/home XDG_CONFIG_HOME=none typed 0 'Городов ещё нет' status
"$pg_bin/createdb" -h "$pg_folder" -U region -O owner other
XDG_CONFIG_HOME=/dev/null typed 3 'её адрес не записать в /dev/null/metodaktiv/region' init --connect "$(address other)"
export METODAKTIV_REGION
METODAKTIV_REGION=$(address)

note='nothing yet'
typed 0 'Список пуст' roster
typed 0 'Городов с показателями за этот период нет' indicators --to 2025-11-30 --by municipality
typed 0 'Городов: 0' indicators --to 2025-11-30
typed 0 30.09.2025 indicators --to 2025-11-30 --by month
typed 1 'ни у одного города нет адреса SSH' pull
typed 0 'Все субъекты на одном сервере' shard list
ask town list
ok 'no town is listed' same "$status$out" 0

note='no command'
try_options_alone "$region"
typed 2 'параметр --format — для команды, а она не названа' --format json

note='a town'
typed 0 заведён town add 69701000 Светлореченск
typed 0 заведён town add 56705000 'Город, чьё название шире столбца показателей' --late-days 30
typed 0 заведён town add 70701000 $'Город \e[31mкрасный'
typed 1 'не ОКТМО муниципалитета' town add 6970100x Город
typed 1 'не ОКТМО муниципалитета' town add 00000001 Город
typed 1 'не ОКТМО муниципалитета' town retire 697
typed 2 'нечего менять' town set 69701000
typed 1 'ключ подписи города — 64' town set 69701000 --key 00ff
typed 1 'ключ подписи города — 64' town set 69701000 --key "$(printf '%063d' 0)g"
typed 1 'не может начинаться с дефиса' town set 69701000 --ssh=-oProxyCommand=sh
typed 1 'города 99701000 в регионе нет' town set 99701000 --name Нету
typed 1 'города 99701000 в регионе нет' town reset 99701000
typed 1 'города 99701000 в регионе нет' town retire 99701000
typed 0 изменён town set 69701000 --ssh region@svetlo
typed 0 '69701000  Светлореченск  region@svetlo' town list
ok 'a line for each town, and none of nothing' same "$("$region" town list | wc -l)$("$region" town list | grep -c '^$')" 30
typed 0 изменён town set 69701000 --ssh none --key "$(printf '%064d' 5)"
typed 0 изменён town set 69701000 --key none
typed 0 изменён town set 69701000 --late-days 9
ok 'address and key are gone, the days are kept' same "$(psql -c 'SELECT ssh, key, late_days FROM region.town WHERE town = 69701000')" '||9'
ask town list --format json
as_json=$out
ask status --format json
ok 'towns as JSON are what status says' same "$as_json" "$out"
script -qec "'$region' status" /dev/null >screen </dev/null
ok 'a terminal is given no command of its own by a name' not grep -q $'\e' screen
ok 'but the name' grep -q красный screen

# The folder: what follows on what, whatever the files are called; each by itself.
mkdir folder empty
{ begin null 1; people; judges 1; } | seal >folder/c.jsonl
{ begin 2 2; judges 2; } | seal >folder/b.ndjson
{ begin null 2; people; assessed 2 2; judges 2; } | seal >folder/d.jsonl
{ begin 7 8; assessed 2 3; judges 3; } | seal >folder/a.jsonl
{ begin null 1 facts 56705000 abcdef; people; judges 1; } | seal >folder/e.jsonl
{ begin null 1 facts '' 0123; people; judges 1; } | seal >folder/g.jsonl
{ begin null 1 facts '' 4567; people; judges 1; } | seal >folder/h.jsonl
echo '{' >folder/f.jsonl
echo '{' >folder/f.txt
echo '{' >folder/README
note='a folder'
typed 1 'не приняты передачи: 4' load folder
ok 'four are taken' same "$(grep -c ^accepted <<<"$out")" 4
ok 'in the order of the history, the snapshot first' same "$(grep -o "^accepted 69701000 $identity:[0-9]*" <<<"$out" | cut -d: -f2 | tr '\n' ' ')" '1 2 2 '
ok 'what does not follow is named' complains 'продолжайте с 2'
ok 'what is no batch as well' complains 'folder/f.jsonl, строка 1'
typed 1 'нет передач (*.jsonl, *.ndjson)' load empty
mkdir bad
echo '[]' >bad/a.jsonl
typed 1 'не приняты передачи: 1' load bad
typed 1 'нет такого файла' load nowhere.jsonl

note='whose it is'
typed 1 'укажите город: --town ОКТМО' load folder/g.jsonl
typed 1 'называет себя передачей города 69701000, а ждали её от 56705000' load folder/c.jsonl --town 56705000
typed 0 'accepted 70701000' load folder/g.jsonl --town 70701000
{ begin 1 2 facts '' 0123; assessed 2 2; judges 2; } | seal >next
typed 0 'accepted 70701000' load next
{ begin null 9 facts 697; people; judges 1; } | seal >short
typed 1 'негодный ОКТМО «697»' load short
typed 0 'с тех пор регион принял другие' load folder/c.jsonl
{ begin null 2 figures 70701000 0123; } | seal >silent
typed 1 'нет показателей города' load silent
typed 0 'другой базы' town reset 70701000
{ begin null 3 roster 70701000 0123; echo '{"op":"+","t":"roster","surname":"Ёлкина","email":"elk@example"}'; } | seal >list
typed 0 'accepted 70701000' load list
typed 0 'с тех пор регион принял другие' load folder/g.jsonl --town 70701000

# A town of odd names and codes, memberships that have ended or not begun, people without a school.
odd='O\"\\'
{
	begin null 3
	people
	printf '{"op":"+","t":"part","kind":"organisation","code":"%s","name":"Школа\\t3\\n\\r\\\\ \\"Родник\\""}\n' "$odd"
	printf '{"op":"+","t":"person","id":"%s","organisation":"%s","young":"no"}\n' "$(person 7)" "$odd"
	printf '{"op":"+","t":"person","id":"%s","young":"known","young_until":"2026-01-01"}\n' "$(person 8)"
	for i in 2 3 4; do
		printf '{"op":"+","t":"fact","id":%d,"kind":"member","person":"%s","ref":"%s"%s}\n' $i "$(person $i)" \
		    "$([ $i = 4 ] && echo A99 || echo A01)" \
		    "$([ $i = 2 ] && echo ',"since":"2025-12-01"'; [ $i = 3 ] && echo ',"until":"2025-10-15"')"
	done
	printf '{"op":"+","t":"fact","id":5,"kind":"pathway","person":"%s","since":"2025-12-10","ok":false}\n' "$(person 1)"
	printf '{"op":"+","t":"fact","id":9,"kind":"member","person":"%s","ref":"A01"}\n' "$(person 0)"
	judges 1 8 | sed 's/,0,0,0\]}/,0,0,1]}/'
} | seal >odd
note='odd names'
typed 0 'accepted 69701000' load odd
ok 'a name is what was sent' same "$(psql -c "SELECT name = E'Школа\t3\n\r\\\\ \"Родник\"' FROM region.part WHERE code = E'O\"\\\\'")" t
ok 'what ended badly is told from what ended well' same "$(psql -c 'SELECT ok FROM region.fact WHERE kind = 4')" f
typed 0 'педагогов: 1' indicators --to 2025-11-30 --scope 'municipality:69701000/organisation:O"\'
ok 'of one person nothing is told' same "$(psql -c 'SET ROLE bi' -c "SELECT count(denominator) FROM region.bi_indicator WHERE code = E'O\"\\\\' AND until = '2025-11-30' AND scope = 'organisation' AND id <> 'roadmap'")" 0
typed 0 'педагогов: 1' indicators --to 2025-11-30 --scope municipality:69701000/association:A01
typed 0 'педагогов: 2' indicators --to 2025-12-31 --scope municipality:69701000/association:A01

note='a part'
typed 1 'у региона нет части «city»' indicators --scope city
typed 1 'нет части «town»' indicators --scope town
typed 1 'нет части «level:высшее»' indicators --scope level:высшее
typed 1 'нет части «subject:6»' indicators --scope subject:6
typed 1 'нет части «municipality:697010001»' indicators --scope municipality:697010001
typed 1 'нет части «municipality:69701000x»' indicators --scope municipality:69701000x
typed 1 'нет части «municipality:69701000/school:O001»' indicators --scope municipality:69701000/school:O001
typed 1 'нет части «municipality:69701000/org:O001»' indicators --scope municipality:69701000/org:O001
typed 1 'нет части «municipality:69701000/level»' indicators --scope municipality:69701000/level
typed 1 'нет части «municipality:69701000/organisation:»' indicators --scope municipality:69701000/organisation:
typed 1 'нет части' indicators --scope "municipality:69701000/organisation:$(printf '%0300d' 1)"
typed 1 'нет части «subject:69/organisation:O001»' indicators --scope subject:69/organisation:O001
typed 1 'нет части «organisation:O001»' indicators --scope organisation:O001
typed 1 'города 99701000 в регионе нет' indicators --scope municipality:99701000
typed 1 'в городе Светлореченск нет кода «O999»' indicators --scope municipality:69701000/organisation:O999
typed 1 'делится только один город' indicators --by association
typed 1 'делится только один город' indicators --scope municipality:69701000/organisation:O001 --by organisation
typed 1 'по городам делится регион' indicators --scope municipality:69701000 --by municipality
typed 1 'период длиннее 600 месяцев' indicators --from 1925-09-01 --to 2025-11-30 --by month
typed 1 'за период с 01.09.2020 по 30.11.2020 в регионе нет' indicators --from 2020-09-01 --to 2020-11-30 --scope municipality:69701000
typed 1 'период кончается (01.11.2025) раньше' indicators --from 2025-12-01 --to 2025-11-01
typed 1 'имён в регионе нет' indicators --names assessed
scopes() { jq -c '[.[].scope]' <<<"$out"; }
typed 0 диагностику indicators --to 2025-11-30 --by municipality --scope level:начальное --format json
ok 'a level of each town' same "$(scopes)" '["municipality:56705000/level:начальное","municipality:69701000/level:начальное","municipality:70701000/level:начальное"]'
typed 0 диагностику indicators --to 2025-11-30 --by municipality --scope subject:69/level:начальное --format json
ok 'of each town of a subject' same "$(scopes)" '["municipality:69701000/level:начальное"]'
typed 0 'педагогов: 6' indicators --to 2025-11-30 --scope municipality:69701000/level:начальное

note='a form'
typed 0 'Город, чьё название шире сто         100,0' indicators --to 2025-11-30 --by municipality
typed 0 'Школа 2' indicators --to 2025-11-30 --scope municipality:69701000 --by organisation
typed 0 '30.11.2025                           100,0' indicators --to 2025-11-30 --by month -o -
typed 0 '' indicators --to 2025-11-30 --format csv -o figures.csv
typed 1 'уже есть' indicators --to 2025-11-30 --format json -o figures.csv
ok 'which stays' grep -q ';' figures.csv
typed 0 '' indicators --to 2025-11-30 --format json -o figures.csv --force
ok 'unless it is to go' jq -e 'has("indicators")' figures.csv
typed 0 '' indicators --to 2025-11-30 --by municipality --format xlsx -o figures.xlsx
cells() { unzip -p "$1" xl/sharedStrings.xml | tr -d '\n'; }
ok 'a workbook has the towns' grep -q 'municipality:56705000.*Город, чьё название шире' <(cells figures.xlsx)
ok 'and the indicators' grep -q 'число.*всего.*Диагностика, %.*12,5' <(cells figures.xlsx)
ok 'with their figures' grep -q '<c r="J3"[^>]*><v>1</v></c><c r="K3"[^>]*><v>8</v>' <(unzip -p figures.xlsx xl/worksheets/sheet1.xml)
typed 1 'уже есть' indicators --to 2025-11-30 --format xlsx -o figures.xlsx
"$region" indicators --to 2025-11-30 --format xlsx -o - >piped.xlsx 2>/dev/null
ok 'it goes down a pipe' grep -q Диагностика <(cells piped.xlsx)
script -qec "'$region' indicators --to 2025-11-30 --format xlsx" /dev/null >screen </dev/null
status=$?
ok 'and to no terminal' same "$status $(grep -c 'на экран не выводится' screen)" '2 1'

{
	begin null 4 roster
	echo '{"op":"+","t":"roster","surname":"Озерская","given_name":"Анна","patronymic":"Львовна","organisation":"Школа 1","position":"учитель"}'
} | seal >list
"$region" load list >/dev/null
note='a list'
typed 0 'Озерская Анна Львовна · Светлореченск · Школа 1 · учитель' roster
ok 'of two towns, by surname' same "$(head -1 <<<"$out" | grep -o '^[^ ]*')" Ёлкина
typed 0 'Светлореченск;Озерская;Анна;Львовна;Школа 1;учитель;;' roster --format csv
typed 0 '"position": null' roster --format json --town 70701000
typed 1 'не ОКТМО муниципалитета' roster --town 697
typed 1 'города 99701000 в регионе нет' roster --town 99701000
typed 1 'уже есть' roster -o figures.csv
begin null 5 roster | seal >list
typed 0 'accepted 69701000' load list
typed 0 'Ёлкина' roster
ok 'a list that is empty now is shown so' same "$(wc -l <<<"$out")" 1

# In quarantine and late; three of the differences are named, the others counted.
{ begin 3 4; judges 7 8 | sed 's/"scope":"organisation:O002","staff":2/"scope":"organisation:O099","staff":3/; s/den":\[1,8/den":[null,9/'; } | seal >wrong
note='quarantine'
typed 1 '2025-11-30 city: roadmap у города —, у региона 1/1; 2025-11-30 city: assessed у города 7/9, у региона 1/8' load wrong
ok 'the others are counted' complains 'и ещё'
{ begin 3 4; judges 1 8 | sed 's/O002/O099/; s/,0,0,0\]}/,0,0,1]}/'; } | seal >wrong
typed 1 '(2025-11-30 organisation:O099: staff у города 2, у региона —;' load wrong
psql -c "UPDATE region.town SET received = now() - interval '10 days' WHERE town = 69701000"
typed 0 '69701000  Светлореченск: в карантине, опаздывает; последняя передача' status
psql -c "UPDATE region.town SET received = now() - interval '31 days' WHERE town = 56705000"
typed 0 'показателей: опаздывает; последняя передача' status
typed 0 '70701000  Город' status
typed 0 'в карантине: его последнее не принято' indicators --to 2025-11-30
psql -c "UPDATE region.figure SET staff = staff + 1 WHERE town = 69701000 AND code = 'O002'"
typed 1 'первая — organisation:O002' verify

# What a town is asked for, and what it may answer.
mkdir bin
cat >bin/ssh <<END
#!/bin/bash
echo "\${*: -2}" >>"$work/asked"
case "\$*" in
*@kuznetsk*roster*) cat "$work/kuznetsk.list" ;;
*@kuznetsk*) cat "$work/kuznetsk" ;;
*) echo 'Permission denied (publickey).' >&2; exit 255 ;;
esac
END
chmod +x bin/ssh
asks() { rm -f asked; PATH=$work/bin:$PATH typed "$@"; }
note='asked over SSH'
typed 1 'ни у одного города нет адреса SSH' pull
typed 1 'у города 56705000 (Город, чьё название шире столбца показателей) нет адреса SSH' pull 56705000
typed 1 'не все названные города' pull 56705001
typed 1 'не все названные города' pull 56705001 56705002
"$region" town set 56705000 --ssh region@kuznetsk >/dev/null
"$region" town set 69701000 --ssh region@svetlo >/dev/null
"$region" town set 70701000 --ssh region@red >/dev/null
"$region" town retire 70701000 >/dev/null
{ begin 1 2 facts 56705000 abcdef; assessed 2 2; judges 2; } | seal >kuznetsk
asks 1 'не приняты передачи городов: 1 из 2' pull
ok 'the others are taken' says 'accepted 56705000 abcdef:2'
ok 'from where the region stands; a town that has retired is asked nothing' same "$(cat asked)" \
    "region@kuznetsk changes --since abcdef:1:$(printf '%064d' 1) --level facts
region@svetlo changes --since $identity:3:$(printf '%064d' 3) --level facts
region@svetlo changes --level facts"
ok 'why not is said' complains 'Светлореченск (69701000): город не ответил передачей (ssh region@svetlo, код 255): Permission denied'
{ begin null 3 roster 56705000 abcdef; echo '{"op":"+","t":"roster","surname":"Аверина"}'; } | seal >kuznetsk.list
asks 0 'accepted 56705000' pull --level roster 56705000
ok 'a list is asked for whole' same "$(cat asked)" 'region@kuznetsk changes --level roster'
{ begin null 1 roster 73705000 eeee; echo '{"op":"+","t":"roster","surname":"Яшина"}'; } | seal >list
"$region" town add 73705000 Список --ssh region@list >/dev/null
"$region" load list >/dev/null
asks 1 'Permission denied' pull 73705000
ok 'of a town that has sent a list alone, all is asked' same "$(cat asked)" 'region@list changes --level facts'
echo 'Last login: today' >kuznetsk
asks 1 'Город, чьё название шире столбца показателей, строка 1: это не передача города' pull 56705000
echo 'echo' >bin/ssh
chmod -x bin/ssh
PATH=$work/bin typed 1 'программа ssh не запускается' pull 56705000

# A database of another time, and roles.
psql -c "DELETE FROM region.setting WHERE name = 'version'"
note='without a version'
typed 3 'metodaktiv-region upgrade' status
psql -c "INSERT INTO region.setting VALUES ('version', 1)" -c 'CREATE ROLE looker LOGIN IN ROLE bi' -c 'CREATE ROLE reader LOGIN IN ROLE analyst'
as_role() { METODAKTIV_REGION=${METODAKTIV_REGION/user=owner/user=$1} typed 4 'нет права' "${@:2}"; }
note='a role without the right'
as_role looker indicators --to 2025-11-30
as_role looker status
as_role reader load list
as_role reader roster
as_role reader verify
as_role reader town add 71701000 Город
as_role reader town set 69701000 --name Город
as_role reader town retire 69701000
as_role reader shard list
as_role reader shard return 69
as_role reader upgrade
note='other batches'
"$region" town add 71705000 Скромный >/dev/null
"$region" town add 72705000 Вечный >/dev/null
{ begin null 1 figures 71705000 aaaa; judges 1; } | seal >told
{ begin 1 2 figures 71705000 aaaa; judges 2; } | seal >next
typed 0 'accepted 71705000' load told
typed 0 'accepted 71705000' load next
typed 0 '2/6' indicators --to 2025-11-30 --scope municipality:71705000
{ begin null 1 facts 72705000 bbbb | sed 's/,"horizon":"2025-09-01"//'; people; judges 1; } | seal >always
typed 0 'accepted 72705000' load always
typed 0 'педагогов: 6' indicators --from 2020-09-01 --to 2020-11-30 --scope municipality:72705000
note='shards'
typed 1 'субъект 69 не вынесен' shard return 69
typed 1 'не код субъекта' shard return 00
typed 1 'не код субъекта' shard return 6x
finish
