#!/bin/bash
# papers.sh - every paper of both towns, and a hostile one, in all formats, as an office would open them:
# LibreOffice, python-docx, odfpy, qpdf, pdffonts, Chromium. What they saw is left in $BUILD/office to be
# looked at: a picture of each first sheet.
. "$(dirname "$0")/../cli/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
: "${BUILD:?where the pictures go}"
papers=$BUILD/office
rm -rf "$papers"
mkdir -p "$papers"

# Of a kind's records the first and the last.
some() { "$program" export "$1" --format json | jq -r '.[0].code, .[-1].code' | sort -u; }

# paper TOWN WORD...: all formats of one paper.
paper()
{
	local town=$1 words format name
	shift
	words=$*
	name=$town-${words//[^[:alnum:]]/_}
	for format in text html odt docx pdf; do
		run document "$@" --format "$format" -o "$papers/$name.$format"
		[ "$status" -eq 0 ] || break
	done
	ok "$town: $*: all formats" exits 0
}

town()
{
	local code who
	for code in $(some meetings); do paper "$1" minutes "$code"; done
	for code in $(some orders); do paper "$1" order "$code"; done
	for code in $(some applications); do paper "$1" application "$code"; done
	paper "$1" extract "$("$program" export decisions --format json | jq -r '.[0] | .meeting + ":" + .application')"
	paper "$1" roster
	paper "$1" roster --public
	paper "$1" justification
	paper "$1" worklists
	paper "$1" indicators
	who=$("$program" export pathways --format json | jq -r '.[0].person')
	paper "$1" consent "$who"
	paper "$1" person-data "$who"
	paper "$1" pathway "$("$program" export pathways --format json | jq -r '.[0] | .person + ":" + .developed')"
	for code in $(some plans); do paper "$1" plan "$code"; done
	paper "$1" month 2026-02
	paper "$1" digest 2026-02
	paper "$1" event "$(some events | head -1)"
	paper "$1" contest "$("$program" export events --format json | jq -r '[.[] | select(.type == "конкурс")][0].code')"
	paper "$1" heads
	paper "$1" mentoring
	paper "$1" association-report "$(some associations | head -1)" --from 2025-09-01 --to 2026-05-31
	paper "$1" requests --from 2025-09-01 --to 2026-05-31
}

make_town strezhevoy
town strezhevoy
rm -rf "$db"
"$program" init --rehearsal --profile kuznetsk >/dev/null
"$program" import --all "$root/tests/data/kuznetsk" >/dev/null 2>&1
town kuznetsk
# The office's own forms, as the examples have them.
cp "$root"/profiles/blank-* .
cat "$root/profiles/kuznetsk.conf" - >forms.conf <<'FORMS'
papers = (
{ id = "minutes"; name = "Протокол"; source = "minutes"; docx = "blank-minutes.docx"; },
{ id = "roster"; name = "Список актива"; source = "roster"; odt = "blank-roster.odt"; } );
FORMS
run profile set forms.conf
ok 'forms: in force' exits 0
run document minutes "$(some meetings | tail -1)" --format docx -o "$papers/form-minutes.docx"
ok 'forms: minutes' exits 0
run document roster --format odt -o "$papers/form-roster.odt"
ok 'forms: roster' exits 0
OFFICE_FILES=$papers "$BUILD/tests/unit/document/writers/office" >"$work/out" 2>&1
ok 'a hostile paper: written' [ -s "$papers/hostile.pdf" ]

# The stand-in where the office's font is not, as docs/admin.md says.
cat >"$work/fonts.conf" <<-FONTS
	<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
	<alias binding="same"><family>PT Astra Serif</family>
	<accept><family>Liberation Serif</family></accept></alias>
	<include>/etc/fonts/fonts.conf</include></fontconfig>
FONTS
mkdir "$work/home"
for format in odt docx; do
	HOME=$work/home FONTCONFIG_FILE=$work/fonts.conf soffice --headless --convert-to pdf \
	    --outdir "$papers/from-$format" "$papers"/*."$format" >"$work/out" 2>&1
	ok "LibreOffice opens every $format" same "$(ls "$papers/from-$format"/*.pdf | wc -l)" \
	    "$(ls "$papers"/*."$format" | wc -l)"
done
HOME=$work/home soffice --headless --convert-to odt --outdir "$papers/back" "$papers"/*.odt >"$work/out" 2>&1

# browse ARGUMENT...: Chromium, to which no name of a computer means anything.
browse()
{
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking \
	    --disable-component-update --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$work/home/c" \
	    "$@" >"$work/out" 2>&1
}

# What it asks for besides is its own makers', not the page's.
printed=0
for html in "$papers"/*.html; do
	for width in 360 1280; do
		browse --window-size="$width,1600" --screenshot="${html%.html}-$width.png" "file://$html"
	done
	browse --log-net-log="$work/net.json" --no-pdf-header-footer --print-to-pdf="${html%.html}-html.pdf" "file://$html"
	[ -s "${html%.html}-html.pdf" ] && printed=$((printed + 1))
	asked=$(grep -o '"url":"[a-z]*:[^"]*"' "$work/net.json" |
	    grep -v '"file:\|"data:\|"chrome\|/[^/]*\(google\|googleapis\|gvt1\)\.com/' | sort -u)
	ok "${html##*/}: asks the network for nothing" same "$asked" ''
done
ok 'Chromium prints every page' same "$printed" "$(ls "$papers"/*.html | wc -l)"

for pdf in "$papers"/*.pdf; do
	case $pdf in *-html.pdf) continue ;; esac
	ok "${pdf##*/}: qpdf finds nothing" eval 'qpdf --check "$pdf" >"$work/out" 2>&1'
	ok "${pdf##*/}: its fonts are within" same "$(pdffonts "$pdf" | awk 'NR > 2 && $(NF - 4) != "yes"')" ''
done
# The heading of a month goes with what stands under it.
for pdf in "$papers"/*-plan_*.pdf "$papers"/*-month_*.pdf; do
	case $pdf in *-html.pdf) continue ;; esac
	ok "${pdf##*/}: no sheet ends in a heading" same "$(pdftotext -layout "$pdf" - |
	    awk 'BEGIN { RS = "\f" } { n = split($0, line, "\n"); last = ""
		for (i = 1; i <= n; i++) if (line[i] ~ /[^ ]/ && line[i] !~ /^ *Электронная копия/) last = line[i]
		if (last ~ /^ *([А-Я][а-я]+ 20[0-9][0-9]|В течение года|[0-9–]+ [а-я]+ 20[0-9][0-9]) *$/) print last }')" ''
done
for pdf in "$papers"/*.pdf "$papers"/from-*/*.pdf; do
	pdftoppm -r 60 -png -f 1 -l 4 "$pdf" "${pdf%.pdf}"
done
# What LibreOffice shows of a form that was filled: the facts, and no mark of them.
for form in "$papers"/from-*/form-*.pdf; do
	pdftotext "$form" "$work/form.txt"
	ok "${form##*/}: filled" [ "$(wc -w <"$work/form.txt")" -gt 100 ]
	ok "${form##*/}: no mark is left" eval '! grep -q "{{\|}}" "$work/form.txt"'
done
while read -r verdict; do
	if [[ $verdict == ok* ]]; then
		ok "${verdict#ok }" true
	else
		ok "$verdict" false
	fi
done < <(/usr/bin/python3 "$root/tests/office/papers.py" "$papers" 2>&1)
finish
