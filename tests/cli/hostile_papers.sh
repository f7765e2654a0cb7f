#!/bin/bash
# Papers of what people really type: signs that mean something to a page, to HTML, to a description
# of a paper, very long names, hundreds of rows, none. Right in text and in HTML.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
"$program" init --rehearsal --profile strezhevoy >/dev/null
mkdir tables
nasty='О{{Нил}} «Ж» <b>&amp;</b> }} {name} [тут]'
long=$(for i in {1..9}; do printf 'Муниципальное учреждение %s ' "$i"; done) # 242 characters, a row of some 20 lines
cat >tables/organisations.csv <<END
code;name;type
O1;"МБОУ ""Школа"" <№ 1> & Ко }}";школа
O2;${long% };школа
O3;Управление;управление образования
END
{
	echo 'code;surname;given_name;patronymic;organisation;position;staff_kind;education;category;hired;email'
	echo "P1;\"$nasty\";Анна;\"'; DROP\";O1;учитель <физики> & \"химии\";педагог;высшее педагогическое;высшая;2020-09-01;p1@example.org"
	echo 'P2;Долгова;Вера;;O2;учитель;педагог;высшее педагогическое;высшая;2020-09-01;'
	echo 'P3;Председатель;Пётр;Петрович;O3;начальник;специалист управления;высшее;;2020-09-01;'
	for i in {100..399}; do
		echo "C$i;Кандидатова$i;Мария;Ивановна;O1;учитель;педагог;высшее педагогическое;высшая;2020-09-01;"
	done
} >tables/people.csv
{
	echo 'code;submitted;person;surname;given_name;patronymic;organisation;position;phone;email;category;experience_years;education;subject_area;other;agreed'
	echo "A1;2026-05-01;P1;\"$nasty\";Анна;\"'; DROP\";O1;учитель <физики> & \"химии\";1;p1@example.org;высшая;10;высшее педагогическое;\"физика & химия }}\";\"строка <1>
строка {{2}}\";2026-05-02"
	for i in {100..399}; do
		echo "B$i;2026-05-01;C$i;Кандидатова$i;Мария;Ивановна;O1;учитель;1;c$i@example.org;высшая;10;высшее педагогическое;физика;;2026-05-02"
	done
} >tables/applications.csv
printf 'code;number;date;chair;secretary;seats;quorum\nM1;1;2026-05-20;P3;P3;9;5\n' >tables/meetings.csv
{
	echo 'meeting;application;outcome;votes_for;votes_against;abstained;reason'
	echo 'M1;A1;отклонить;0;7;0;"нет ""грамоты"" <2> & }} {number}"'
	for i in {100..399}; do echo "M1;B$i;принять;7;0;0;"; done
} >tables/decisions.csv
printf 'person;developed;basis;methodist\nP1;2026-01-15;"<диагностика> & {{основание}}";P2\nP2;2026-01-15;;P1\n' >tables/pathways.csv
{
	echo 'person;developed;number;deficit;task;form'
	echo "P1;2026-01-15;1;\"$nasty\";\"]] [[\";\"'самообразование'\""
} >tables/pathway_items.csv
cat >tables/orders.csv <<'END'
code;number;date;kind;subject;signed_by;control
R1;"1-ма & <2>";2026-05-21;состав методактива;"О ""составе"" & {{прочем}} <b>";О. П. О'Нил;начальник
END
printf 'person;subject_area;from;to;order;application\nP2;"физика <&> химия";2026-05-21;;R1;\n' >tables/memberships.csv
run import --all tables
ok 'prepared' exits 0

# words_of FILE: what stands between the tags of a page, in one line; a sign of markup left over is shown as it is.
words_of()
{
	tr '\n' ' ' <"$1" | LC_ALL=C sed -E 's/<(style|title)[ >].*<\/\1>//g
		s/<(!DOCTYPE html|\/?(a|html|head|meta|body|main|header|footer|article|section|div|p|span|br|h[1-6]|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|ol|ul|li|small|strong|style|title)( [^<>]*)?)>/ /g'
}
# the same as a person reads it, of the page looked at last.
plain_of()
{
	LC_ALL=C sed -E "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#39;/'/g; s/&amp;/\&/g; s/\xC2\xA0/ /g" words | tr -s ' '
}
# html_is_whole FILE: nothing of the data is markup, and as many rows and cells end as begin.
html_is_whole()
{
	words_of "$1" >words
	! LC_ALL=C grep -qE '[<>]|&($|[^algq#])' words &&
	    LC_ALL=C awk -v RS='<' '
		match($0, /^\/?(table|tr|td|th|p|h[1-6])[ >]/) {
			open[substr($0, ($0 ~ /^\//) + 1, RLENGTH - 1 - ($0 ~ /^\//))] += $0 ~ /^\// ? -1 : 1
		}
		END { for (tag in open) bad += open[tag] != 0; exit bad > 0 }' "$1"
}
# says_in FILE TEXT
says_in() { grep -qF -- "$2" "$1"; }
# paper NAME TEXT ARGUMENT...: the text stands in both forms, word for word.
paper()
{
	local name=$1 text=$2
	shift 2
	"$program" document "$@" >paper.txt 2>"$work/err"
	status=$?
	ok "$name: printed" exits 0
	"$program" document "$@" --format html >paper.html
	ok "$name: HTML is whole" html_is_whole paper.html
	plain_of >html.plain
	tr '\f\n' '  ' <paper.txt | tr -s ' ' >text.plain
	ok "$name: HTML says it" says_in html.plain "$text"
	ok "$name: text says it" says_in text.plain "$text"
}
# rows FILE PATTERN: how many lines of it have the pattern.
rows() { grep -cE -- "$2" "$1"; }
school='МБОУ "Школа" <№ 1> & Ко }}'

paper application "$nasty Анна '; DROP" application A1
ok 'application: an answer of two lines' says_in html.plain 'строка {{2}}'

paper minutes "$nasty Анна '; DROP; нет \"грамоты\" <2> & }} {number}." minutes M1
ok 'minutes: 301 items are told' same "$(rows paper.txt '^(3[0-9]{2}|[0-9]{1,2}|[12][0-9]{2})\.1\. ')" 301
ok 'minutes: 301 rows in the table' same "$(rows paper.txt '^│ +[0-9]+ │')" 301
ok 'minutes: 301 rows in HTML' same "$(rows paper.html '^<th scope="row">.*(Мария Ивановна|DROP)</th>$')" 301
ok 'minutes: no line is wider than a sheet' [ "$(wc -L <paper.txt)" -le 80 ]
paper extract "$nasty Анна '; DROP, учитель <физики> & \"химии\", $school" extract M1:A1

paper order 'О "составе" & {{прочем}} <b>' order R1
ok 'order: a name of some twenty lines' [ "$(rows paper.txt 'учреждение')" -ge 9 ]
ok 'order: in HTML it is one' says_in html.plain "${long% }"
ok 'order: its number' says_in html.plain 'от 21.05.2026 № 1-ма & <2>'
paper roster 'по состоянию на 31.05.2026' roster --on 2026-05-31
ok 'roster: signs in a cell' says_in html.plain 'физика <&> химия'
ok 'roster: a name of some twenty lines' [ "$(rows paper.txt 'учреждение')" -ge 9 ]
paper 'roster of nobody' 'На этот день в списке никого нет.' roster --on 2020-01-01
paper justification 'Что из этого следует' justification --on 2026-05-31
ok 'justification: a table of no rows has its sum' grep -Eq '^│ Всего +│ +0 │$' paper.txt

paper consent "Я, $nasty Анна '; DROP, учитель <физики> & \"химии\", $school, в соответствии" consent P1
paper 'consent of a long school' "Я, Долгова Вера, учитель, ${long% }, в соответствии" consent P2
paper pathway 'Основание: <диагностика> & {{основание}}' pathway P1:2026-01-15
ok 'pathway: brackets of data are data' says_in html.plain ']] [['
paper 'pathway without points' 'Пункты маршрута в базу не внесены.' pathway P2:2026-01-15
paper person-data "О ком: $nasty Анна '; DROP, учитель <физики> & \"химии\", $school (код P1)." person-data P1

# What was printed of all this is known again.
"$program" document person-data P1 >paper.txt
run verify-paper paper.txt
ok 'known again' says 'Сведения с тех пор не изменились'
finish
