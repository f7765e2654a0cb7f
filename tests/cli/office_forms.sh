#!/bin/bash
# The office's own forms: filled in place of a description, kept in the database, refused with the
# place of what is wrong in them.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00

# An archive with one part, as an editor packs it, and a part out of one.
le() { local i n=$1; for ((i = 0; i < $2; i++, n >>= 8)); do printf "\\x$(printf %02x $((n & 255)))"; done; }
pack() # FILE PART: the part on stdin
{
	local size packed sum at name=$2
	cat >part
	gzip -nc part | tail -c +11 | head -c -8 >packed
	sum=$(gzip -nc part | tail -c 8 | head -c 4 | od -An -tu4)
	size=$(stat -c %s part) packed=$(stat -c %s packed)
	entry() { le 20 2; le 0 2; le 8 2; le 0 2; le 33 2; le "$sum" 4; le "$packed" 4; le "$size" 4; le ${#name} 2; le 0 2; }
	{ printf 'PK\3\4'; entry; printf %s "$name"; cat packed; } >"$1"
	at=$(stat -c %s "$1")
	{
		printf 'PK\1\2'; le 20 2; entry; le 0 10; le 0 4; printf %s "$name"
		printf 'PK\5\6'; le 0 4; le 1 2; le 1 2; le $((46 + ${#name})) 4; le "$at" 4; le 0 2
	} >>"$1"
}
part() # FILE PART
{
	local at size names
	at=$(($(grep -abo "$2" "$1" | head -1 | cut -d: -f1) - 30))
	size=$(od -An -tu4 -j $((at + 18)) -N 4 "$1") names=$(od -An -tu2 -j $((at + 26)) -N 4 "$1")
	set -- "$1" $names
	{ printf '\x1f\x8b\x08\0\0\0\0\0\0\0'; tail -c +$((at + 31 + $2 + $3)) "$1" | head -c "$size"; } | gzip -dc 2>/dev/null
}
# A word processor's document with that body.
docx() { { printf '<?xml version="1.0"?><w:document><w:body>'; cat; printf '</w:body></w:document>'; } | pack "$1" word/document.xml; }
line() { printf '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' "$1"; }
holds() { [[ $filled == *"$1"* ]]; }

with_form() # SOURCE FORMAT FILE
{
	cat "$root/profiles/strezhevoy.conf" - >own.conf <<-END
		papers = ( { id = "$1"; name = "Бумага"; source = "$1"; $2 = "$3"; } );
	END
}
# What the check says of a form with that one paragraph.
refused() # NAME TEXT WORDS...
{
	local name=$1 word
	{ line 'Начало'; line "$2"; } | docx wrong.docx
	shift 2
	with_form minutes docx wrong.docx
	run profile check own.conf
	ok "$name: refused" exits 1
	for word in 'бланк «wrong.docx», абзац 2' "$@"; do ok "$name: $word" complains "$word"; done
}
refused 'a name there is none of' 'Секретарь {{secretar}}' '«Секретарь {{secretar}}»' 'поля «secretar» здесь нет' '«secretary»'
refused 'a group there is none of' '{{#itms}}x{{/itms}}' 'ряда «itms» здесь нет' '«items»'
refused 'a field outside of its rows' '{{applicant}}' 'поля «applicant» здесь нет'
refused 'a mark that does not end' 'Дата {{date' 'закрывающих }} в абзаце нет'
refused 'a group that does not end' '{{#items}}' 'нигде не закрыт'
refused 'a group that was not begun' '{{/items}}' 'не открыт'
refused 'a long paragraph is cut' 'Председатель методического совета города и его заместитель: {{chairr}}' \
    '«Председатель методического совета города и его заместитель: …»' 'поля «chairr» здесь нет'
refused 'braces in a mark' '{{{number}}}' 'написана не так'

with_form minutes docx missing.docx
run profile check own.conf
ok 'a form that is not there' complains 'бланка нет: файла «missing.docx»'
head -c 1100000 /dev/zero >large.docx
with_form minutes docx large.docx
run profile check own.conf
ok 'a form too large' complains 'больше 1 МБ'
echo 'no archive' >text.docx
with_form minutes docx text.docx
run profile check own.conf
ok 'no document at all' complains 'это не документ DOCX'
with_form minutes docx ../x.docx
run profile check own.conf
ok 'a form elsewhere' complains 'без папок'
with_form minutes docx x.odt
run profile check own.conf
ok 'a form of another kind' complains 'с концом .docx'

# The examples that are supplied, in force from the first day.
cp "$root"/profiles/blank-* .
cat "$root/profiles/strezhevoy.conf" - >own.conf <<'END'
papers = (
{ id = "minutes"; name = "Протокол заседания"; source = "minutes"; docx = "blank-minutes.docx"; },
{ id = "roster"; name = "Список актива"; source = "roster"; odt = "blank-roster.odt"; } );
END
"$program" init --rehearsal --profile own.conf >/dev/null
"$program" import --all "$root/tests/data/strezhevoy" >/dev/null 2>&1
rm blank-*
meeting=$("$program" export decisions --format json | jq -r '.[0].meeting')
run document minutes "$meeting" --format docx -o minutes.docx
ok 'the example of minutes' exits 0
filled=$(part minutes.docx word/document.xml)
ok 'the example of minutes: no mark is left' not holds '{{'
ok 'the example of minutes: its rows' same "$(grep -o '<w:tr>\|<w:tr ' <<<"$filled" | wc -l)" \
    "$(($("$program" export decisions --format json | jq --arg m "$meeting" '[.[] | select(.meeting == $m)] | length') + 1))"
sleep 1.1
run document minutes "$meeting" --format docx -o again.docx
ok 'the same bytes again' cmp minutes.docx again.docx
run verify-paper minutes.docx
ok 'it is known as the paper it is' exits 0
run document roster --format odt -o roster.odt
filled=$(part roster.odt content.xml)
ok 'the example of the roster: no mark is left' not holds '{{'
ok 'the example of the roster: its rows' [ "$(grep -o '<table:table-row' <<<"$filled" | wc -l)" -gt 5 ]
run document minutes "$meeting" --format html
ok 'other formats are as described' says '<html lang="ru"'
SSH_ORIGINAL_COMMAND="document minutes $meeting --format docx" "$program" --db "$db" ssh-session \
    --account "$(id -un)" >ssh.docx 2>"$work/err"
ok 'over SSH' cmp minutes.docx ssh.docx
run verify
ok 'the database is sound' exits 0

# Groups in groups: of each item what its candidate lacks, numbered anew.
{
	line '{{#items}}'
	line 'Пункт {{#}}: {{applicant}} {{draft:да=ПРОЕКТ}}'
	line '{{#missing}}'
	line '{{#}}) {{text}}'
	line '{{/missing}}'
	printf '%s' "<w:p w:x=' w14:paraId=\"07\" ' w14:paraId=\"02\"><w:r><w:t>конец пункта {{#}}</w:t></w:r></w:p>"
	line '{{/items}}'
} | docx nested.docx
with_form minutes docx nested.docx
run profile set own.conf
run document minutes "$meeting" --format docx -o nested-filled.docx
ok 'groups in groups' exits 0
filled=$(part nested-filled.docx word/document.xml)
items=$(grep -o 'конец пункта' <<<"$filled" | wc -l)
ok 'a row is copied: what may stand once does' [ "$items" -gt 1 -a "$(grep -o ' w14:paraId="02"' <<<"$filled" | wc -l)" -eq 1 ]
ok 'a row is copied: what is in quotes is a value' same "$(grep -o "<w:p w:x=' w14:paraId=\"07\" '" <<<"$filled" | wc -l)" "$items"
filled=$(sed <<<"$filled" 's/<w:p[^>]*>/\n/g; s/<[^>]*>//g; s/\xc2\xa0/ /g' | grep .)
ok 'groups in groups: in their places, each numbered by itself' same "$(head -5 <<<"$filled")" \
    'Пункт 1: Константинова Алина Константиновна ПРОЕКТ
1) стаж работы по специальности не менее 5 лет
конец пункта 1
Пункт 2: Пахомова Инна Леонидовна ПРОЕКТ
конец пункта 2'

# Another form under the same name, whose marks the editor has parted, and a town's nasty values.
cat >nasty.csv <<'END'
code;name;type
X1;"<Школа> & ""Ко"" }} {{number}}";школа
END
"$program" import organisations nasty.csv >/dev/null 2>&1
{
	printf '<w:p w14:paraId="01"><w:r><w:t>На {</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>{on:</w:t></w:r><w:r><w:t>long} } год, {{place}}</w:t></w:r></w:p>' |
	    sed 's/long} }/long}}/'
	line '{{#rows}}'
	line '{{#}}: {{name}}'
	line '{{/rows}}'
} | docx list.docx
cat "$root/profiles/strezhevoy.conf" - >own.conf <<'END'
papers = ( { id = "schools"; name = "Школы"; source = "organisations"; docx = "list.docx"; where = "code = X1";
    blocks = ( { title = "ШКОЛЫ"; } ); } );
END
run profile set own.conf
ok 'another edition' exits 0
run document schools --on 2026-05-31 --format docx -o schools.docx
ok 'a parted mark' exits 0
filled=$(part schools.docx word/document.xml)
ok 'a parted mark: its value' holds '<w:t xml:space="preserve">На 31'
ok 'a parted mark: what stands behind it' holds '<w:t xml:space="preserve"> год, Стрежевой</w:t>'
ok 'a parted mark: what stood between' holds '<w:proofErr/>'
ok 'a nasty value stands as it is' holds '&lt;Школа&gt; &amp; &quot;Ко&quot; }} {{number}}'
ok 'lines of a group alone are not written' same "$(grep -o '<w:p[ >]' <<<"$filled" | wc -l)" 2
cell() { printf '<w:tc>'; line "$1"; printf '</w:tc>'; }
row() { printf '<w:tr>'; cell "$1"; cell "$2"; printf '</w:tr>'; }
# A group of no rows: its paragraphs and its row of a table are left out; a table of it alone is a
# table still, with a row of nothing.
{
	line 'Школы на {{on}}'
	line '{{#rows}}'
	line 'Школа {{name}}'
	line '{{/rows}}'
	printf '<w:tbl>'
	row '№' 'Школа'
	row '{{#rows}}{{#}}' '{{name}}{{/rows}}'
	printf '</w:tbl><w:tbl>'
	row '{{#rows}}{{#}}' '{{name}} есть{{/rows}}'
	printf '</w:tbl>'
} | docx list.docx
sed -i 's/code = X1/code = X2/' own.conf
run profile set own.conf
run document schools --on 2026-05-31 --format docx -o none.docx
ok 'a group of no rows' exits 0
filled=$(part none.docx word/document.xml)
ok 'a group of no rows: what is left' same "$(sed 's/<w:tr>/;/g; s/<w:p>/|/g; s/<[^>]*>//g' <<<"$filled")" \
    '|Школы на 31.05.2026;|№|Школа;|| есть'
line 'Только {{on}}' | docx list.docx
sed -i 's/code = X2/code = X1/' own.conf
run profile set own.conf
ok 'the form alone is another' exits 0
run document schools --on 2026-05-31 --format docx --force -o schools.docx
filled=$(part schools.docx word/document.xml)
ok 'the form alone is another: in force' holds 'Только 31.05.2026'
run profile set own.conf
ok 'the same again' exits 0
run backup copy.mdb
run --db "$work/second" restore copy.mdb
METODAKTIV_DB=$work/second run document schools --on 2026-05-31 --format docx -o copy.docx
ok 'a copy of the database has its forms' cmp schools.docx copy.docx
run verify
ok 'the database is sound still' exits 0
finish
