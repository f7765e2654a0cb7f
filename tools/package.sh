#!/bin/bash
# package.sh - the packages as a Debian machine makes and meets them. In a bare system of each release:
# built twice, at two places by two clocks, and held to be the same bytes; read by lintian; then, in
# another bare system, installed, tried by debian/tests, upgraded and purged with nothing left behind.
#   tools/package.sh [bookworm] [trixie]      both; needs root, mmdebstrap and the network's packages
# What was built stands in build/packages/RELEASE. The last line is "N passed, N failed".
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
releases=("${@:-bookworm}")
[ $# -gt 0 ] || releases+=(trixie)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

must()
{
	local what=$1
	shift
	if "$@"; then
		passed=$((passed + 1)) && echo "ok - $what"
	else
		failed=$((failed + 1)) && echo "not ok - $what"
	fi
}

# The machine's own place of packages, whichever it is.
mirror() { awk '/^URIs:/ { print $2; exit } /^deb / { sub(/\[[^]]*\] /, ""); print $2; exit }' \
	/etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null; }

build_depends()
{
	sed -n '/^Build-Depends:/,/^[A-Z].*:/p' "$root/debian/control" | sed -n '/^Build-Depends:/p; /^ /p' |
	    sed 's/^Build-Depends: //; s/debhelper-compat (= [0-9]*)/debhelper/; s/<[^>]*>//; s/[ ,]//g' | paste -sd,
}

# bare RELEASE PACKAGES HOOKS...: a bare system that lives as long as its hooks do.
bare()
{
	local release=$1 packages=$2 hooks=()
	shift 2
	for hook; do hooks+=("--customize-hook=$hook"); done
	mmdebstrap --quiet --mode=root --variant=minbase --format=null --include="$packages" \
	    "${hooks[@]}" "$release" /dev/null "deb $(mirror) $release main" 2>"$work/said" || {
		cat "$work/said" >&2
		return 1
	}
}

# Run in the bare system: two builds, the second by another clock, at another place, with no tests.
cat >"$work/build" <<'E'
set -eu
useradd --create-home builder
build() { # place, options
	mkdir -p "$1" && tar -C "$1" -xf /root/source.tar && chown -R builder "$1"
	runuser -u builder -- sh -c "cd $1/metodaktiv && $2 dpkg-buildpackage -us -uc -b" >"$1/log" 2>&1 ||
		{ tail -n 60 "$1/log"; exit 1; }
}
build /home/builder/one 'DEB_BUILD_OPTIONS=parallel=2'
build /home/builder/another/place 'umask 027; TZ=Asia/Tomsk LC_ALL=C DEB_BUILD_OPTIONS="nocheck parallel=1"'
mkdir /root/built
cp /home/builder/one/*.deb /home/builder/one/*.changes /home/builder/one/*.buildinfo /root/built
cd /home/builder/one && sha256sum ./*.deb >/root/built/one
cd /home/builder/another/place && sha256sum ./*.deb >/root/built/another
cd /home/builder/one && runuser -u builder -- lintian --fail-on error,warning --info ./*.changes >/root/built/lintian 2>&1 &&
	echo clean >/root/built/lintian-verdict
true
E

# Run in another: the packages come, work, are replaced by a later version of their own, and go.
cat >"$work/try" <<'E'
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
files() { find / -xdev \( -path /proc -o -path /sys -o -path /root -o -path /tmp -o -path /run -o -path /var/cache -o \
	-path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log \) -prune -o -print | sort; }
files >/root/before
apt-get install -y -qq fonts-liberation /root/built/*.deb
useradd --create-home clerk
install -m 755 /root/register /home/clerk/register
runuser -u clerk -- env HOME=/home/clerk /home/clerk/register
userdel --remove clerk
mkdir /root/later
for deb in /root/built/*.deb; do
	rm -rf /root/unpacked && dpkg-deb -R "$deb" /root/unpacked
	sed -i 's/^Version: .*/&+later/' /root/unpacked/DEBIAN/control
	dpkg-deb -b /root/unpacked /root/later >/dev/null
done
apt-get install -y -qq /root/later/*.deb
metodaktiv --version >/dev/null
metodaktiv-region help >/dev/null
apt-get purge -y -qq metodaktiv metodaktiv-region metodaktiv-doc fonts-liberation
apt-get autoremove -y -qq --purge
files >/root/after
comm -13 /root/before /root/after | grep -i metodaktiv >/root/left || true
E

git -C "$root" archive --prefix=metodaktiv/ -o "$work/source.tar" HEAD
cp "$root/debian/tests/register" "$work/register"
for release in "${releases[@]}"; do
	out=$root/build/packages/$release
	rm -rf "$out" && mkdir -p "$out"
	# shellcheck disable=SC2016 # "$1" is the hook's
	must "$release: built" bare "$release" "build-essential,fakeroot,lintian,$(build_depends)" \
	    "copy-in $work/source.tar $work/build /root" 'chroot "$1" bash /root/build' "sync-out /root/built $out"
	must "$release: the same bytes again" cmp "$out/one" "$out/another"
	must "$release: lintian" cmp -s "$out/lintian-verdict" - <<<clean
	mkdir "$work/built" && cp "$out"/*.deb "$work/built" && rm -f "$work"/built/*-dbgsym_*
	# shellcheck disable=SC2016
	must "$release: installed, tried, upgraded, purged" bare "$release" ca-certificates \
	    "copy-in $work/built $work/try $work/register /root" 'chroot "$1" bash /root/try' "copy-out /root/left $work"
	must "$release: nothing left behind" [ ! -s "$work/left" ]
	rm -rf "$work/built" "$work/left"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
