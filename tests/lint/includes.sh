#!/bin/bash
# includes.sh - layers use only those below them, and each terminal or database library has one door.
cd "$(dirname "$0")/../.." || exit 1
bad=0

# Layers from the lowest; the folder of each file tells its layer, so does the folder of an include.
layers=(base model rules db service exchange document cli screens)
rank()
{
	local i
	for i in "${!layers[@]}"; do
		[ "${layers[i]}" = "$1" ] && echo "$i" && return
	done
	echo -1
}

while IFS=: read -r file line text; do
	own=$(basename "$(dirname "$file")")
	used=${text#*\"}
	used=${used%%/*}
	[ "$own" = src ] && continue
	if [ "$(rank "$used")" -gt "$(rank "$own")" ]; then
		echo "$file:$line: слой $own не может включать $used | layer $own must not include $used"
		bad=1
	fi
done < <(grep -nHE '^#include "[a-z]+/' src/*/*.[ch] src/*/*.def db/*.[ch] screens/*.[ch])

# header, then the only file that may include it
while read -r header door; do
	while IFS=: read -r file line _; do
		[ "$file" = "$door" ] && continue
		echo "$file:$line: <$header> включает только $door | only $door may include <$header>"
		bad=1
	done < <(grep -nHE "^#include <$header>" src/*.c src/*/*.[ch] db/*.[ch] screens/*.[ch])
done <<'END'
lmdb.h db/store.c
curses.h screens/ui.c
ncurses.h screens/ui.c
ncursesw/curses.h screens/ui.c
term.h screens/ui.c
form.h screens/form.c
menu.h screens/menu.c
END
exit $bad
