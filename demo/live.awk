# live.awk - the demonstration's tables moved to a day: what that day's people would have written.
#   awk -f live.awk -v today=2026-11-29 -v into=FOLDER days TABLE.csv...
# Every date and every year named in a text moves by whole years, so that the last school year of the
# tables (the one that began in 2025) is the one of the day; until October, when a year has little to show
# yet, it is the one before, whole. Then what has not come by the day is taken away, as demo/days says.
# A cell T-12 is the day twelve days ago, T+5 that in five days. Weekdays do not stay; 29 February is 1 March in other years.
BEGIN {
	years = substr(today, 1, 4) - (substr(today, 6) < "10-01") - 2025
	split("31 28 31 30 31 30 31 31 30 31 30 31", days_of, " ")
}

FNR == 1 { file++ }

# demo/days
file == 1 && /^[a-z]/ {
	whose[$1] = $2
	for (i = 3; i <= NF; i++)
		parts[$1, ++parts_of[$1]] = $i
}
file == 1 { next }

# A row of CSV, which goes on over lines while a quote is open.
{
	row = row == "" ? $0 : row "\n" $0
	quotes += gsub(/"/, "\"")
	if (quotes % 2)
		next
	cells = read_cells(row)
	row = ""
	quotes = 0
	if (FILENAME != tables_file) {
		tables_file = FILENAME
		begin_table()
		write_row()
		next
	}
	for (i = 1; i <= cells; i++)
		cell[i] = moved(cell[i])
	if (stands()) {
		empty_parts()
		write_row()
	} else if ("code" in place)
		absent[cell[place["code"]]] = 1
}

function begin_table(    i)
{
	table = FILENAME
	sub(/.*\//, "", table)
	sub(/\.csv$/, "", table)
	if (!(table in whose)) {
		print "demo/days: " table "?" >"/dev/stderr"
		exit 1
	}
	split("", place)
	split("", of_part)
	for (i = 1; i <= cells; i++)
		place[cell[i]] = i
	for (i = 1; i <= parts_of[table]; i++)
		of_part[first_of(parts[table, i])] = 1
}

function first_of(part)
{
	sub(/,.*/, "", part)
	return part
}

# Not come yet by today, or not there.
function is_ahead(text)
{
	return is_date(text) ? text > today : text != "" && (text in absent)
}

function stands(    name, own)
{
	own = whose[table]
	if (own in place && (is_ahead(cell[place[own]]) || (cell[place[own]] in unheld)))
		return 0
	for (name in place)
		if (name != "code" && !(name in of_part) && !is_date(cell[place[name]]) && is_ahead(cell[place[name]]))
			return 0
	return 1
}

function empty_parts(    i, j, n, names)
{
	for (i = 1; i <= parts_of[table]; i++) {
		n = split(parts[table, i], names, ",")
		if (!(names[1] in place) || !is_ahead(cell[place[names[1]]]))
			continue
		for (j = 1; j <= n; j++) {
			if (names[j] == "held")
				unheld[cell[place["code"]]] = 1
			cell[place[names[j]]] = ""
		}
	}
}

function is_date(text)
{
	return text ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/
}

function is_leap(year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

function days_in(year, month)
{
	return month == 2 && is_leap(year) ? 29 : days_of[month]
}

function day_from_today(count,    year, month, day, length_left)
{
	year = substr(today, 1, 4) + 0
	month = substr(today, 6, 2) + 0
	for (day = substr(today, 9) + count; day < 1; day += days_in(year, month))
		if (--month == 0) {
			month = 12
			year--
		}
	for (; day > days_in(year, month); day -= length_left) {
		length_left = days_in(year, month)
		if (++month == 13) {
			month = 1
			year++
		}
	}
	return sprintf("%04d-%02d-%02d", year, month, day)
}

function moved(text,    out, at)
{
	if (text ~ /^T[-+][0-9]+$/)
		return day_from_today(substr(text, 2) + 0)
	if (is_date(text)) {
		out = (substr(text, 1, 4) + years) substr(text, 5)
		return out ~ /-02-29$/ && !is_leap(substr(out, 1, 4)) ? substr(out, 1, 5) "03-01" : out
	}
	while (match(text, /(^|[^0-9A-Za-z])20[0-9][0-9]([^0-9A-Za-z]|$)/)) {
		at = RSTART + (substr(text, RSTART, 1) != "2")
		out = out substr(text, 1, at - 1) (substr(text, at, 4) + years)
		text = substr(text, at + 4)
	}
	return out text
}

# Pieces between semicolons belong together while a quote is open.
function read_cells(text,    piece, pieces, i, n, whole, open)
{
	pieces = split(text, piece, ";")
	for (i = 1; i <= pieces; i++) {
		whole = open ? whole ";" piece[i] : piece[i]
		open = gsub(/"/, "\"", whole) % 2
		if (open)
			continue
		if (whole ~ /^"/) {
			whole = substr(whole, 2, length(whole) - 2)
			gsub(/""/, "\"", whole)
		}
		cell[++n] = whole
	}
	return n
}

function write_row(    i, text)
{
	for (i = 1; i <= cells; i++) {
		text = cell[i]
		if (text ~ /[";\n]/) {
			gsub(/"/, "\"\"", text)
			text = "\"" text "\""
		}
		printf "%s%s", text, (i < cells ? ";" : "\n") >(into "/" table ".csv")
	}
}
