#!/bin/bash
# The tree keeps to its rooms; and rooms.sh finds what it is for: each fault is planted in a copy.
. "$(dirname "$0")/../cli/tap.bash"

build=${BUILD:-$root/build}
copy=$work/copy
mkdir -p "$copy/tests/lint" "$copy/tools" "$copy/build"
cp -r "$root/src" "$root/db" "$root/screens" "$copy"
cp "$root/tools/rooms" "$copy/tools"
cp "$root/tests/lint/rooms.sh" "$copy/tests/lint"
cp -rs "$build/src" "$build/db" "$build/screens" "$copy/build"

# rooms TREE BUILD: what it says, but for the circles that may be.
rooms()
{
	"$1/tests/lint/rooms.sh" "$2" >"$work/all" 2>"$work/err"
	status=$?
	grep -v 'circle of [23]:' "$work/all" >"$work/out"
	out=$(<"$work/out") err=$(<"$work/err")
}

rooms "$root" "$build"
ok 'rooms use only what is below them, no circle of more than three' exits 0

"$root/tools/lists.sh" >"$work/out" 2>"$work/err"
status=$? out=$(<"$work/out") err=$(<"$work/err")
ok 'no list screen is written in more than 40 lines' exits 0

mkdir "$copy/src/attic"
echo '#include "base/buf.h"' >"$copy/src/attic/box.c"
echo '#include "screens/term/ui.h"' >"$copy/src/base/up.c"
echo '#include "screens/app/app.h"' >"$copy/src/cli/across.c"
echo '#include <lmdb.h>' >"$copy/db/record/window.c"
for i in 1 2 3 4; do
	echo "#include \"rules/ring$((i % 4 + 1)).h\"" >"$copy/src/rules/ring$i.h"
done
printf 'int app_run(void);\nint hand_copied(void);\nint hand_copied(void)\n{\n\treturn app_run();\n}\n' >"$copy/src/model/copied.c"
${CC:-cc} -c -o "$copy/build/src/model/copied.o" "$copy/src/model/copied.c"
cp "$copy/build/src/model/copied.o" "$copy/build/src/base/gone.o"

rooms "$copy" build
ok 'faults: refused' exits 1
ok 'a room that is in no line' says 'src/attic/box: комнаты src/attic нет'
ok 'an include upward' says 'src/base/up: src/base не может брать из screens/term'
ok 'a command that sees the screens' says 'src/cli/across: src/cli не может брать из screens/app'
ok 'a second door to LMDB' says 'db/record/window.c:1: <lmdb.h>'
ok 'a circle of four' says 'circle of 4: src/rules/ring'
ok 'a declaration copied by hand' says 'src/model/copied: src/model не может брать из screens/app (screens/app/app) | may not use, calls'
ok 'what is left of a file that is gone: not judged' not says 'src/base/gone'

sed -i 's/^src\/base:.*/src\/base: screens\/app/' "$copy/tools/rooms"
rooms "$copy" build
ok 'a table that is in no order' says 'tools/rooms: src/base стоит не выше screens/app'
finish
