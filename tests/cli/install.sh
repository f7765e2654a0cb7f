#!/bin/bash
# make install brings all that a person needs, make uninstall takes away that and nothing else, and the
# caller's flags lose nothing that the build needs.
. "$(dirname "$0")/tap.bash"

# build TARGET VARIABLE...: make, with the program and its module as they are: whatever it was built from is not looked at.
build()
{
	env -u MAKEFLAGS -u MFLAGS make -s -C "$root" -o "$program" -o "$program-writers.so" -o "$program-region" PROGRAM="$program" \
	    BUILD="$work/build" DESTDIR="$work/to" "$@" >"$work/out" 2>"$work/err"
	status=$?
}
installed() { (cd "$work/to" && find . ! -type d | sort); }

build install PREFIX=/opt/town
ok 'install: exit 0' exits 0
ok 'install: the program' [ -x to/opt/town/bin/metodaktiv ]
ok 'install: what writes papers for an office' same_files "$program-writers.so" \
    to/opt/town/lib/metodaktiv/writers.so
ok 'install: the manual' grep -q '^\.SH КОМАНДЫ' to/opt/town/share/man/ru/man1/metodaktiv.1
ok 'install: the way to it in English' grep -q 'man .-L ru metodaktiv' to/opt/town/share/man/man1/metodaktiv.1
[ ! -x "$program-region" ] || ok 'install: the region, where libpq is there' \
    grep -q '^\.TH METODAKTIV-REGION' to/opt/town/share/man/ru/man1/metodaktiv-region.1
ok 'install: a copy every day' [ -s to/opt/town/share/doc/metodaktiv/examples/metodaktiv-backup.timer ]
ok 'install: the completion' [ -s to/opt/town/share/bash-completion/completions/metodaktiv ]
ok 'install: the towns' same_files "$root/profiles/kuznetsk.conf" \
    to/opt/town/share/metodaktiv/profiles/kuznetsk.conf
for file in LICENSE docs/guide.md docs/profiles.md; do
	ok "install: $file" same_files "$root/$file" "to/opt/town/share/doc/metodaktiv/${file##*/}"
done
export METODAKTIV_NOW=2027-01-20T12:00:00
ok 'install: the demonstration town is made from what is there' \
    to/opt/town/share/doc/metodaktiv/demo/make.sh "$program" "$work/town"

echo 'id = "own";' >to/opt/town/share/metodaktiv/profiles/own.conf
build uninstall PREFIX=/opt/town
ok 'uninstall: exit 0' exits 0
ok "uninstall: a profile of one's own stays, alone" \
    same "$(installed)" ./opt/town/share/metodaktiv/profiles/own.conf

rm -rf to
build install bindir=/b libdir=/l datadir=/d mandir=/m docdir=/doc
ok 'folders of your own: exit 0' exits 0
ok 'folders of your own: all followed' same "$(cd to && ls)" "$(printf 'b\nd\ndoc\nl\nm')"
build uninstall bindir=/b libdir=/l datadir=/d mandir=/m docdir=/doc
ok 'folders of your own: taken away' same "$(installed)" ''
build -n V=1 CPPFLAGS=-DX=1 CFLAGS=-O1 SANITIZE=1 "$work/build/src/base/die.o"
out=$(<"$work/out")
for flag in -Isrc -DVERSION= -DX=1 -O1 -std=c11 -Wconversion -fsanitize=address; do
	ok "flags: $flag" says " $flag"
done
finish
