#!/bin/bash
# What is kept about somebody is destroyed: all of it, nothing that the law keeps, and the chain holds.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
run --user lead init --profile kuznetsk
cat >organisations.csv <<'END'
code;name;type
O1;Школа № 1;школа
END
cat >people.csv <<'END'
code;surname;given_name;organisation;position;staff_kind;hired;dismissed
P1;Неповторимова;Мария;O1;учитель;педагог;2020-09-01;
P2;Озерская;Анна;O1;учитель;педагог;2015-09-01;
P3;Тихая;Вера;O1;учитель;педагог;2015-09-01;2026-01-31
END
cat >associations.csv <<'END'
code;name;level
A1;ММО учителей;начальное
END
cat >association_members.csv <<'END'
association;person;from
A1;P1;2020-09-01
A1;P2;2020-09-01
END
cat >pathways.csv <<'END'
person;developed;methodist
P1;2021-01-15;P2
P2;2021-01-15;P1
END
cat >orders.csv <<'END'
code;number;date;kind;subject
R1;7-од;2025-09-01;руководитель ММО;О назначении
END
cat >association_heads.csv <<'END'
association;person;from;to;manner;order
A1;P3;2025-09-01;2026-01-31;назначен;R1
END
for kind in organisations people associations association_members pathways orders association_heads; do
	run --user lead import $kind $kind.csv
	ok "prepared: $kind" exits 0
done
sed -i 's/учитель;педагог;2020/Старший учитель;педагог;2020/' people.csv
run --user lead import people people.csv
before=$("$program" --user lead stat --format json)

run --user lead forget P9 --reason "запрос"
ok 'nobody of that code: exit 1' exits 1
run --user lead forget P1
ok 'without a reason: exit 2' exits 2
run --user lead forget P1 --reason " "
ok 'without a word of reason: exit 2' exits 2
run --user lead forget P1 --reason "запрос"
ok 'still works: exit 1' exits 1
ok 'still works: told' complains 'ещё работает'
run --user lead forget P3 --reason "запрос"
ok 'an order names the records: exit 1' exits 1
ok 'an order names the records: told' complains 'хранится вместе с приказом или протоколом'
run --user lead user add vera --role clerk --person P1
run --user vera forget P1 --reason "запрос"
ok 'a clerk: exit 4' exits 4
sed -i '/^P1/s/$/2026-03-31/' people.csv
run --user lead import people people.csv
run --user lead forget P1 --reason "запрос"
ok 'an account stands for them: exit 1' exits 1
ok 'an account stands for them: told' complains 'учётная запись «vera»'
run --user lead user remove vera
ok 'nothing was destroyed yet' grep -aq 'Неповторимова' "$db/data.mdb"
run --user lead backup before.copy

run --user lead forget P1 --reason "отзыв согласия, вх. 12"
ok 'forgotten: exit 0' exits 0
ok 'the act: who' says 'Уничтожены данные: Неповторимова Мария'
ok 'the act: by whom, why' says 'Основание: отзыв согласия, вх. 12'
ok 'the act: how many' grep -qE '^  Люди: 1$' "$work/out"
ok 'the act: what was theirs alone' grep -qE '^  ИОМ педагогов: 1$' "$work/out"
ok 'the act: what only named them' says 'убрано упоминание: 1'
run --user lead verify
ok 'the chain holds' says 'База в порядке.'
run --user lead export pathways
ok "another's record has lost the name" same "$(sed -n 2p "$work/out" | cut -d';' -f1-3)" 'P2;2021-01-15;'
run --user lead export people
ok 'the person is gone' not says 'P1;'
run --user lead log --entity people --code P1
ok 'and the history' not says 'Неповторимова'
run --user lead undo
run --user lead export people
ok 'no undo brings it back' not says 'P1;'
run --user lead backup after.copy
ok 'nor is it in a copy made since' not grep -aq 'Неповторимова' after.copy
# as base/compare.h has it: а is 47 (G)
ok 'it was a word for search' grep -aq 'TLVUIYUWOSUIG' before.copy
ok 'nor is it a word for search' not grep -aq 'TLVUIYUWOSUIG' after.copy
run --user lead log --format json
ok 'the journal keeps the deed' jq -e \
    'any(.[]; .operation == "forget" and .reason == "отзыв согласия, вх. 12")' "$work/out"

# Letters that went to somebody: their address goes out of what is kept of them, out of its history and
# out of the queue; an address that is somebody else's as well stays.
sed "s|^words = {|&\n  mail_from = \"metod@example.org\"; mail_command = \"$work/sendmail\";|" \
    "$root/profiles/kuznetsk.conf" >town.conf
printf '#!/bin/sh\nexit 75\n' >sendmail && chmod +x sendmail
run --user lead profile set town.conf
cat >people.csv <<'END'
code;surname;given_name;organisation;position;staff_kind;hired;email
P4;Ушедшая;Ольга;O1;учитель;педагог;2020-09-01;ushedshaya@example.org
P5;Соседова;Инна;O1;учитель;педагог;2020-09-01;school@example.org
P6;Ушедший;Олег;O1;учитель;педагог;2020-09-01;school@example.org
END
run --user lead import people people.csv
cat >mailings.csv <<'END'
code;date;subject;text;audience;addresses
ML1;2026-03-01;Старая;Текст;city;
ML2;2026-03-02;Другая;Текст;city;"oseva@example.org
Ushedshaya@example.org"
ML3;2026-03-03;Одной;Текст;city;ushedshaya@example.org
END
run --user lead import mailings mailings.csv
ok 'letters: prepared' exits 0
run --user lead mailings queue ML1
ok 'letters: in the queue' says 'В очереди: 2 письма'
run --user lead document person-data P4 --format text
ok 'person-data: mailings to their address' same "$(grep -c 'Ушло на адрес' out)" 3
ok 'person-data: which' says 'Одной'
run --user lead document person-data P2 --format text
ok 'person-data: none for others' not says 'Ушло на адрес'
sed -i '1s/$/;dismissed/; /^P[46]/s/$/;2026-03-31/; /^P5/s/$/;/' people.csv
run --user lead import people people.csv
run --user lead forget P4 --reason "запрос"
ok 'letters: forgotten' exits 0
ok 'letters: told' says 'Писем, которые ждали отправки: 1'
ok 'letters: mailings that named them' says 'убрано упоминание: 3'
run --user lead export mailings --format json
ok 'letters: no address of theirs' not grep -qi ushedshaya out
ok 'letters: those of others stay' same oseva@example.org "$(jq -r '.[] | select(.code == "ML2").addresses' out)"
ok 'letters: one that went to them alone has gone still' same — "$(jq -r '.[] | select(.code == "ML3").addresses' out)"
run --user lead mailings write ML3 -o one.eml
ok 'letters: and is written for nobody' complains 'писать некому'
ok 'letters: none in the queue' not grep -rqi ushedshaya "$db/mail"
ok 'letters: that of others waits' grep -rq 'To: school@example.org' "$db/mail"
run --user lead backup letters.copy
ok 'letters: nor is it in the history' not grep -aqi ushedshaya letters.copy
run --user lead verify
ok 'letters: the chain holds' says 'База в порядке.'
run --user lead forget P6 --reason "запрос"
run --user lead export mailings --format json
ok 'letters: an address of two stays' same school@example.org "$(jq -r '.[] | select(.code == "ML1").addresses' out)"
ok 'letters: so does the letter' grep -rq 'To: school@example.org' "$db/mail"
finish
