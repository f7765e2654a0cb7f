#!/bin/bash
# rooms.sh - which room uses which, held against tools/rooms: by what its files include, and by the
# symbols its objects take from others (so a declaration copied by hand helps nobody). Then circles:
# between rooms there are none, for the table is in order; inside a room one may have three files.
#   tests/lint/rooms.sh [BUILD]      BUILD: where the objects are (build)
cd "$(dirname "$0")/../.." || exit 1
build=${1:-build} bad=0

# "module module": files without their ending, who includes whom.
includes()
{
	find src db screens -name '*.[ch]' -o -name '*.def' | sort |
	    xargs grep -HE '^#include "' | awk -F'[:"]' '
		function is_there(path) {
			if (!(path in there)) {
				there[path] = (getline line < path) >= 0
				close(path)
			}
			return there[path]
		}
		function stem(path) { sub(/\.[a-z]+$/, "", path); return path }
		{
			path = is_there("src/" $3) ? "src/" $3 : $3
			if (path == "screens/places.def") # names alone; whom they stand for, nm tells
				next
			if (stem($1) != stem(path))
				print stem($1), stem(path)
		}'
}

# The same by symbols: who takes a function or table from whom.
calls()
{
	find "$build/src" "$build/db" "$build/screens" -name '*.o' | sort |
	    xargs nm -A -g | awk -v skip="${#build}" '
		function is_there(path) {
			if (!(path in there)) {
				there[path] = (getline line < path) >= 0
				close(path)
			}
			return there[path]
		}
		{
			split($0, part, ":")
			module = substr(part[1], skip + 2)
			sub(/\.o$/, "", module)
			symbol = $NF
			if (!is_there(module ".c")) # what is left of a file that is gone
				next
		}
		$(NF - 1) ~ /^[TDBRC]$/ { home[symbol] = module }
		$(NF - 1) == "U" { wants[++n] = module " " symbol }
		END {
			for (i = 1; i <= n; i++) {
				split(wants[i], part, " ")
				if (part[2] in home && home[part[2]] != part[1])
					print part[1], home[part[2]]
			}
		}' | sort -u
}

# Edges of modules against the table. A room that stands in no line is an error.
allowed()
{
	awk -v how="$1" '
		function room(path) { sub(/\/[^\/]*$/, "", path); return path }
		FILENAME == "tools/rooms" {
			if ($0 !~ /^[a-z]/)
				next
			own = $1
			sub(/:$/, "", own)
			floor[own] = ++floors
			for (i = 2; i <= NF; i++)
				may[own, $i] = 1
			next
		}
		{
			from = room($1); to = room($2)
			if (from == to || (from, to) in may)
				next
			if (!(from in floor))
				printf "%s: комнаты %s нет в tools/rooms | no such room\n", $1, from
			else
				printf "%s: %s не может брать из %s (%s) | may not use, %s\n", $1, from, to, $2, how
			bad = 1
		}
		END {
			for (pair in may) {
				split(pair, part, SUBSEP)
				if (!(part[2] in floor) || floor[part[2]] <= floor[part[1]]) {
					printf "tools/rooms: %s стоит не выше %s | must stand above\n", part[1], part[2]
					bad = 1
				}
			}
			exit bad
		}' tools/rooms -
}

# Circles of modules (Tarjan); of more than three they fail.
circles()
{
	awk -v how="$1" '
		function visit(v,    n, i, w, list) {
			low[v] = number[v] = ++counter
			stack[++depth] = v
			waiting[v] = 1
			n = split(next_of[v], list, " ")
			for (i = 1; i <= n; i++) {
				w = list[i]
				if (!(w in number)) {
					visit(w)
					if (low[w] < low[v]) low[v] = low[w]
				} else if (waiting[w] && number[w] < low[v])
					low[v] = number[w]
			}
			if (low[v] == number[v])
				take_circle(v)
		}
		function take_circle(v,    w, count, names) {
			do {
				w = stack[depth--]
				waiting[w] = 0
				count++
				names = names " " w
			} while (w != v)
			if (count > 1)
				printf "%s: круг из %d | circle of %d:%s\n", how, count, count, names
			if (count > 3)
				bad = 1
		}
		{ next_of[$1] = next_of[$1] " " $2; all[$1] }
		END {
			for (v in all)
				if (!(v in number))
					visit(v)
			exit bad
		}'
}

edges=$(mktemp)
trap 'rm -f "$edges"' EXIT
for how in includes calls; do
	"$how" >"$edges"
	if [ ! -s "$edges" ]; then
		echo "$how: ничего не прочитано | nothing was read"
		bad=1
	fi
	allowed "$how" <"$edges" || bad=1
	circles "$how" <"$edges" || bad=1
done

# header, then the only file that may include it
while read -r header door; do
	while IFS=: read -r file line _; do
		[ "$file" = "$door" ] && continue
		echo "$file:$line: <$header> включает только $door | only $door may include <$header>"
		bad=1
	done < <(grep -rnHE --include='*.[ch]' "^#include <$header>" src db screens)
done <<'END'
lmdb.h db/lmdb/store.c
curses.h screens/term/ui.c
ncurses.h screens/term/ui.c
ncursesw/curses.h screens/term/ui.c
term.h screens/term/ui.c
form.h screens/widget/form.c
menu.h screens/widget/menu.c
libpq-fe.h src/region/pg/pg.c
END
exit $bad
