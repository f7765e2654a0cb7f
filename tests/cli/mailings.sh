#!/bin/bash
# Letters to many: who they are for, each address once; the queue, sent by a false sendmail that
# keeps what it gets; what is cut half-way goes to nobody twice.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00

# The rules of Strezhevoy with a sendmail of our own, which follows $work/how.
sed "s|^words = {|&\n  mail_from = \"metod@example.org\"; mail_command = \"$work/sendmail -i -t\";|" \
    "$root/profiles/strezhevoy.conf" >"$work/town.conf"
cat >"$work/sendmail" <<END
#!/bin/sh
cd $work && cat >letter.\$\$ && . ./how && mv letter.\$\$ got/\$\$.eml
END
chmod +x "$work/sendmail"
mkdir got

take_all() { : >how; }
# The fifth letter is taken, and the program that has given it is killed.
kill_at_fifth()
{
	cat >how <<'END'
if [ $(ls got | wc -l) -eq 4 ]; then mv letter.$$ got/$$.eml; kill -9 $PPID; exit; fi
END
}
refuse_one() { echo 'grep -q "^To: akimova" letter.$$ && echo "нет такого ящика" && exit 67' >how; echo : >>how; }

receivers() { cat got/*.eml | sed -n 's/^To: //p' | sort; }
kept() { "$program" export mailings --format json | jq -r ".[] | select(.code == \"$1\").addresses" | sort; }
# A header read back: unfolded, its encoded words decoded.
header()
{
	sed '/^\r*$/q; s/\r$//' "$2" | sed ':a; N; $!ba; s/\n / /g' | sed -n "s/^$1: //p" |
	    sed 's/ <.*//; s/?= =?UTF-8?B?/\n/g; s/=?UTF-8?B?//g; s/?=//g' | while read -r word; do
		echo "$word" | base64 -d
	done
}

"$program" init --rehearsal --profile town.conf >/dev/null
run mailings list
ok 'none is there yet' same "$out" 'Рассылок ещё нет.'
"$program" import --all "$root/tests/data/strezhevoy" >/dev/null 2>&1
subject='Дайджест мая: что прошло, что предстоит и куда ещё можно успеть подать заявку'
cat >mailings.csv <<END
code;date;subject;text;audience
ML1;2026-05-31;$subject;"Добрый день!

Точка."; corps
ML2;2026-05-31;Plan;text;association:A01
ML3;2026-05-31;Всем;text;level:начальное
ML4;2026-05-31;Молодым;text;young
ML5;2026-05-31;Руководителям;text;heads
END
"$program" import mailings mailings.csv >/dev/null

# Whom it is for is one of the contract's words, and a part of the town that is there.
for audience in никому методактив 'весь город' association:A99 organisation:нет level:высшее corps: city:A01; do
	printf 'code;date;subject;text;audience\nML8;2026-05-31;Кому;text;%s\n' "$audience" >wrong.csv
	run import mailings wrong.csv
	ok "for «$audience»: exit 1" exits 1
	ok "for «$audience»: where" complains 'wrong.csv, строка 2, столбец audience: '
done
ok 'and what there is' complains 'молодые педагоги (young)'
sed -i 's/city:A01/методактив/' wrong.csv
run import mailings wrong.csv
ok 'or how it is written' complains '«методактив» пишется словом corps'
for audience in city association:A02 organisation:O001 level:дошкольное corps heads young; do
	printf 'code;date;subject;text;audience\nML8;2026-05-31;Кому;text;%s\n' "$audience" >right.csv
	run import mailings right.csv
	ok "for «$audience»: exit 0" exits 0
done
run mailings queue ML9
ok 'a mailing there is none of' complains 'ML9'
run mailings send
ok 'nothing waits' says 'В очереди ничего нет.'

run mailings queue ML1
ok 'into the queue' says 'В очереди: '
ok 'who has no address is told' says 'нет адреса: 5; отозвали согласие на обработку данных: 4.'
count=$(kept ML1 | wc -l)
ok 'each address once' same "$(kept ML1 | uniq | wc -l)" "$count"
ok 'the corps, as the roster has it, but for who has left or taken back consent' same "$(kept ML1)" \
    "$(jq -rs --arg day 2026-05-31 'def holds: .given <= $day and (.until // "9") >= $day and (.revoked // "9") > $day;
	(.[2] | map(select(.kind == "обработка")) | [map(select((.revoked // "9") <= $day).person),
	    map(select(holds).person)] | .[0] - .[1]) as $gone | [.[0][].person] as $corps |
	.[1][] | select((.dismissed // "9") > $day and .email and (.code | IN($corps[])) and (.code | IN($gone[]) | not)).email' \
	<("$program" roster --format json) <("$program" export people --format json) \
	<("$program" export consents --format json) | sort -u)"
ok 'the words are kept as the contract has them' same corps \
    "$("$program" export mailings --format json | jq -r '.[] | select(.code == "ML1").audience')"
run mailings queue ML1
ok 'not twice' complains 'уже ушла'
run mailings list
ok 'how it stands' says "$subject — в очереди, писем: $count"

# What has gone stays as it went; the operation it came by takes it away whole.
for change in 's/^ML1;2026-05-31/ML1;2026-05-30/' 's/прошло/пройдёт/' 's/Точка/Запятая/' 's/;corps;/;young;/' \
    's/akimova/other/'; do
	"$program" export mailings | sed "$change" >changed.csv
	run import mailings changed.csv
	ok "gone: $change: exit 1" exits 1
	ok "gone: $change: why" complains 'у рассылки, которая ушла, не меняют'
done

kill_at_fifth
"$program" mailings send >/dev/null 2>&1
ok 'killed: five have theirs' same "$(receivers | wc -l)" 5
take_all
run mailings send
ok 'gone on with' says "Отправлено: $((count - 5)) пис"
ok 'what was on its way is told' says 'Неизвестно, ушло ли: 1 письмо'
ok 'nobody has it twice, everybody once' same "$(receivers)" "$(kept ML1)"
run mailings send
ok 'and not by another call' same "$(receivers | wc -l)" "$count"
file=$(grep -l '^To: akimova' got/*)
ok 'the subject, read back' same "$(header Subject "$file")" "$subject"
ok 'who it is from, read back' same "$(header From "$file")" 'Управление образования'
ok 'lines of headers are short' [ "$(sed '/^$/q' "$file" | awk '{ print length }' | sort -n | tail -1)" -le 78 ]
ok 'the text, read back' same "$(sed '1,/^$/d' "$file" | base64 -d | tr -d '\r')" $'Добрый день!\n\nТочка.'
ok 'no address of others' same "$(grep -c '@' "$file")" 3

# The record stands, the program is killed before its letters wait: they do by the next call.
rm -f got/*
run mailings queue ML5
mv "$db"/mail/m[0-9] "$work/parcel" 2>/dev/null || mv "$db"/mail/m[0-9][0-9] "$work/parcel"
number=$("$program" mailings list >/dev/null; ls "$db/mail" | sed -n 's/^m\([0-9]*\)\.begun$/\1/p')
mv "$work/parcel" "$db/mail/m$((number + 4)).new"
mkdir "$db/mail/m999999.new" && echo lost >"$db/mail/m999999.new/000001"
run mailings send
ok 'letters of a killed call leave' same "$(receivers)" "$(kept ML5)"
ok 'those of no record do not' [ ! -e "$db/mail/m999999.new" ]

# Taken back while they wait.
rm -f got/*
run mailings queue ML4
ok 'the young' exits 0
run undo --yes
run mailings send
ok 'taken back: nobody is written to' same "$(ls got | wc -l)" 0
run mailings list
ok 'and it is being written again' says 'Молодым — пишется'

# Refused by the program that sends.
run mailings queue ML4
queued=$(grep -Eo '[0-9]+ письм[^ .;,]*' "$work/out" | head -1)
echo 'echo "нет такого ящика"; exit 67' >how
run mailings send
ok 'refused: exit 1' exits 1
ok 'none has gone, all wait' same "$(head -1 "$work/out")" "Отправлено: 0 писем; ждёт: $queued."
ok 'why' complains 'нет такого ящика'
ok 'they wait on' complains 'уйдёт со следующим mailings send'
rm sendmail
run mailings send
ok 'no program: why' complains 'нет такого файла'

# As a file for a mail program.
run mailings write ML9 -o plan.eml
ok 'eml: of none' [ "$status" -eq 1 -a ! -e plan.eml ]
run mailings write ML2 -o plan.eml
ok 'eml: written' exits 0
ok 'eml: lines end with CR LF' same "$(grep -c $'\r$' plan.eml)" "$(wc -l <plan.eml)"
ok 'eml: addresses are hidden copies' same \
    "$(sed -n '/^Bcc:/,/^Subject/p' plan.eml | sed -n 's/^\(Bcc:\)* \([^,]*@[^,]*\)\(,\)*\r$/\2/p' | sort)" "$(kept ML2)"
run mailings write ML2 -o plan.eml
ok 'eml: not over a file' exits 1
printf 'mine' >mine.eml
before=$(kept ML3)
run mailings write ML3 -o mine.eml
ok 'eml: not over another file either' [ "$status" -eq 1 -a "$(cat mine.eml)" = mine ]
ok 'eml: which was looked at first: it still waits to be written' same "$(kept ML3)" "$before"
run mailings queue ML2
ok 'eml: and not into the queue besides' exits 1

# On Mondays, where the town says so.
sed 's|^rules = {|&\n  mail_worklists = true; mail_calendar = true;|' town.conf >weekly.conf
printf '#!/bin/sh\ncat >%s/got/$$.eml\n' "$work" >sendmail && chmod +x sendmail
rm -f got/*
"$program" mailings send >/dev/null 2>&1
"$program" profile set weekly.conf >/dev/null
"$program" user add clerk --role clerk --person P0019 >/dev/null
"$program" user add chief --role head --person P0216 >/dev/null
rm -f got/*
METODAKTIV_NOW=2026-05-31T08:00:00 run mailings send
ok 'not on a Sunday' same "$(ls got | wc -l)" 0
METODAKTIV_NOW=2026-06-01T08:00:00 run mailings send
ok 'on Monday each clerk has the list' same "$(receivers)" "$("$program" export people --format json | jq -r '.[] | select(.code == "P0019").email')"
ok 'its subject' same "$(header Subject got/*)" 'Список дел на 01.06.2026'
METODAKTIV_NOW=2026-06-01T12:00:00 run mailings send
ok 'once' same "$(ls got | wc -l)" 1
sed -n '/^Content-Type: text.calendar/,$p' got/* | sed '1,/^$/d; /^--/,$d' | base64 -d >week.ics
ok 'with a calendar' same "$(head -1 week.ics)" $'BEGIN:VCALENDAR\r'
METODAKTIV_NOW=2026-06-01T08:00:00 run mailings calendar --to 2026-06-30 -o june.ics
ok 'the calendar by itself' exits 0
ok 'calendar: as many as begin end' same "$(grep -c BEGIN:VEVENT june.ics)" "$(grep -c END:VEVENT june.ics)"
ok 'calendar: each by its own name' same "$(grep ^UID june.ics | sort -u | wc -l)" "$(grep -c BEGIN:VEVENT june.ics)"
ok 'calendar: lines of 75 bytes' [ "$(LC_ALL=C awk '{ print length }' june.ics | sort -n | tail -1)" -le 76 ]
run mailings calendar --from 2026-06-30 --to 2026-06-01
ok 'calendar: from after to' complains 'кончается раньше'

# Who may, and from whom.
"$program" user add looker --role viewer >/dev/null
run --user looker mailings send
ok 'a viewer sends nothing' exits 4
run profile set "$root/profiles/strezhevoy.conf"
run mailings send
ok 'no address to write from' complains 'mail_from'

finish
