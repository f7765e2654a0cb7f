#!/bin/bash
# docs/admin.md as an administrator reads it: every line that is to be typed, in its order, from a server without
# the program to two clerks in one register, a copy put back, a new version. All in a throw-away layer over
# this machine, or over $BARE, a folder debootstrap has made and git and tools/packages.sh have been in, with a
# network of its own: users, sshd at port 22 and what is installed are gone with it. Wants root. The program is
# that of the last commit, the page that of the working tree.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
page=$root/docs/admin.md

skip() { printf '1..1\nok 1 # SKIP %s\n' "$1"; exit 0; }

# Outside: what is needed, and a room of one's own.
enter()
{
	local tool
	[ "$(id -u)" -eq 0 ] || skip 'the walk along docs/admin.md wants root'
	for tool in unshare ip git make sshd runuser; do
		PATH=$PATH:/usr/sbin:/sbin type -P $tool >/dev/null || skip "no $tool"
	done
	git -C "$root" rev-parse -q --verify HEAD >/dev/null 2>&1 || skip 'not a clone, which the page begins with'
	[ ! -e "${BARE-}/etc/ssh/sshd_config.d/metodaktiv.conf" ] || skip 'this machine is a server already'
	unshare --mount --net true 2>/dev/null || skip 'no namespaces'
	LAYER=$(mktemp -d)
	export LAYER
	trap 'rmdir "$LAYER"' EXIT
	unshare --mount --pid --net --fork --kill-child "$root/tests/ssh/admin_walk.sh" inside
}

inside()
{
	local all=$LAYER/all
	mount --make-rprivate / && mount -t tmpfs none "$LAYER" && mkdir "$LAYER"/{up,work,all} &&
	    mount -t overlay overlay -o "lowerdir=${BARE:-/},upperdir=$LAYER/up,workdir=$LAYER/work" "$all" ||
	    skip 'no overlay over this file system'
	mount -t proc proc "$all/proc" && mount --rbind /dev "$all/dev" && mount -t tmpfs none "$all/run" &&
	    mount -t tmpfs none "$all/tmp" || exit
	mkdir -p "$all$root" && mount --bind "$root" "$all$root" || exit
	[ ! -d "$root/.git" ] && [ -f "$root/.git" ] && clone_of_worktree "$all"
	ip link set lo up
	exec chroot "$all" env -i HOME=/root PATH=/usr/lib/ccache:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
	    TERM=xterm LC_ALL=C.UTF-8 MAKEFLAGS=-j"$(nproc)" "$root/tests/ssh/admin_walk.sh" walk
}

# A worktree keeps its commits elsewhere.
clone_of_worktree()
{
	local kept
	kept=$(git -C "$root" rev-parse --path-format=absolute --git-common-dir)
	mkdir -p "$1$kept" && mount --bind "$kept" "$1$kept"
}

# The lines to be typed of one heading, number COUNT of its runs of indented lines.
block()
{
	awk -v heading="## $1" -v wanted="$2" '
		/^## / { here = $0 == heading }
		/^    / && here { if (!inside) count++; inside = 1; if (count == wanted) print substr($0, 5); next }
		NF { inside = 0 }' "$page"
}

tests=0 failures=0
ok()
{
	local name=$1 said
	shift
	tests=$((tests + 1))
	if said=$("$@" 2>&1); then
		echo "ok $tests - $name"
		return
	fi
	echo "not ok $tests - $name"
	printf '%s\n' "$said" | tail -20 | sed 's/^/# /'
	failures=$((failures + 1))
}
says() { local what=$1; shift; "$@" | tee /dev/stderr | grep -qF "$what"; }

# types WHO TEXT: what somebody types, up to the first line that fails.
types() { [ -n "$2" ] && su -s /bin/bash - "$1" -c "set -e; set -o pipefail; $2"; }
server() { [ -n "$1" ] && bash -ec "set -o pipefail; cd /srv/admin; $1"; }

# What this layer has not: an init to reload sshd by, a network to fetch packages from, and maybe sudo.
stand_ins()
{
	local bin=/usr/local/sbin
	printf '#!/bin/sh\n[ "$*" = "reload ssh" ] && kill -HUP "$(cat /run/sshd.pid)"\n' >$bin/systemctl
	printf '#!/bin/sh\n[ "$1" = install ] && shift && exec dpkg -s "$@" >/dev/null\n' >$bin/apt-get
	type -P sudo >/dev/null || printf '#!/bin/sh\n[ "$1" = -u ] && shift && u=$1 && shift && exec runuser -u "$u" -- "$@"\nexec "$@"\n' >$bin/sudo
	chmod 755 $bin/*
	printf '127.0.0.1 localhost server.example.org %s\n' "$(uname -n)" >/etc/hosts
	git config --system --add safe.directory '*'
	mkdir -p /run/sshd /srv/admin /srv/copies
}

# A clerk's own computer is a user here. ssh asks about the server's key; a person answers.
clerk()
{
	useradd -m "$1"
	types "$1" 'mkdir -m 700 .ssh; ssh-keygen -q -t ed25519 -N "" -f .ssh/id_ed25519'
	{ block 'Сотрудники и ключи' 3; printf '    %s\n' 'StrictHostKeyChecking accept-new' 'BatchMode yes'; } >"/home/$1/.ssh/config"
	chown "$1" "/home/$1/.ssh/config"
	cp "/home/$1/.ssh/id_ed25519.pub" "/srv/admin/$1.pub"
}

screens()
{
	{ sleep 1; printf '\0330'; } | types "$1" "TERM=xterm-256color timeout 20 ssh -tt город" | grep -aq 'Выход'
}

walk()
{
	stand_ins
	/usr/sbin/sshd
	ok 'installing: the program' server "$(block Установка 1 | sed "s|АДРЕС|$root|")"
	ok 'installing: user and database' server "$(block Установка 2)"
	block sshd 1 >/etc/ssh/sshd_config.d/metodaktiv.conf
	ok 'sshd takes its lines' server "$(block sshd 2)"
	ok 'and nobody else is touched' says 'authorizedkeysfile .ssh/authorized_keys' sshd -T -C user=root,host=x,addr=127.0.0.1
	for name in petrova sidorova copies; do
		clerk $name
		ok "$name: account and key" server "$(block 'Сотрудники и ключи' 1 | sed "s/petrova/$name/g")"
	done
	ok 'a line for each key' says 'account sidorova' server "$(block 'Сотрудники и ключи' 2)"
	for name in petrova sidorova copies; do
		ok "$name: comes in" says "Учётная запись: $name" types $name "$(block 'Сотрудники и ключи' 4)"
	done
	printf 'code;name;type\nO001;Школа на двоих;школа\n' >/tmp/school.csv
	ok 'one clerk brings a school' types petrova 'ssh город import organisations < /tmp/school.csv'
	ok 'the other sees it' says 'Школа на двоих' types sidorova 'ssh город show organisations O001'
	ok 'both have the screens' screens petrova
	ok 'both have the screens, the other' screens sidorova
	ok 'nobody gets a shell' not types petrova "ssh город 'sh -c id'"
	chown copies: /srv/copies && chmod 700 /srv/copies
	ok 'copies: the line of cron' types copies "$(block Копии 1 | cut -d' ' -f6- | sed 's/\\%/%/g')"
	ok 'copies: whole, and nothing else' [ "$(ls /srv/copies)" = "metodaktiv-$(date +%F).copy" ]
	ok 'copies: the drill' says 'База в порядке.' types copies "$(block Копии 2)"
	ok 'copies: one put back' says 'База в порядке.' server "$(block Копии 3 | sed 's|КОПИЯ|/srv/copies/*.copy|')"
	ok 'copies: and all is there' says 'Школа на двоих' types sidorova 'ssh город show organisations O001'
	ok 'a key taken away' server "sudo -u metodaktiv metodaktiv --db /var/lib/metodaktiv/db --user ivanova user key remove \
	    sidorova \$(ssh-keygen -lf sidorova.pub | cut -d' ' -f2)"
	ok 'is not let in' not types sidorova 'ssh город stat'
	ok 'the other key still is' types petrova 'ssh город stat'
	ok 'a new version' server "$(block 'Новая версия' 1 | sed 's/^ssh/su - petrova -c "ssh/; /^su/s/$/"/')"
	mv /var/lib/metodaktiv/db /var/lib/metodaktiv/db.new
	gzip -dc "$root/tests/data/formats/1-strezhevoy.copy.gz" |
	    runuser -u metodaktiv -- metodaktiv --db /var/lib/metodaktiv/db restore - >/dev/null
	ok 'an older format is upgraded' says 'формат 1 → 2' server "$(block 'Новая версия' 2 | sed s/ivanova/lead/)"
	echo "1..$tests"
	kill "$(cat /run/sshd.pid)"
	[ "$failures" -eq 0 ]
}
not() { ! "$@"; }

case ${1-} in
inside) inside ;;
walk) walk ;;
*) enter ;;
esac
