#!/bin/bash
# pull.sh - towns fetched by the region over a real sshd on loopback, each with the key of docs/region.md, which may do
# nothing else: taken, what follows, refused keys, a line cut in the midst. In make check-region (REGION_ALL=1).
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"
. "$root/tests/ssh/lab.bash"
[ -n "${REGION_ALL:-}" ] || skip 'make check-region'
skip_without_sshd
export METODAKTIV_NOW=2026-05-31T12:00:00
unset METODAKTIV_DB
trap 'stop_sshd; pg_stop' EXIT

# A town whose key the region has; ssh knows it by its name.
town() # NAME OKTMO DATA
{
	local key
	{ cat "$root/profiles/$3.conf"; echo "feed = { oktmo = \"$2\"; };"; } >"$1.conf"
	"$program" --db "$work/$1" init --rehearsal --profile "$work/$1.conf" >/dev/null &&
	    "$program" --db "$work/$1" import --all "$root/tests/data/$3" >/dev/null 2>said &&
	    "$program" --db "$work/$1" user add region --role head >/dev/null || return
	ssh-keygen -q -t ed25519 -N '' -f "$lab/$1"
	"$program" --db "$work/$1" user key add region "$lab/$1.pub" >/dev/null || return
	key=$(cut -d' ' -f1,2 "$lab/$1.pub")
	echo "restrict,command=\"$program --db $work/$1 ssh-session --account region --only changes\" $key" >>"$lab/authorized_keys"
	"$region" town add "$2" "Город $1" --ssh "$1" >/dev/null
}
there() { "$program" --db "$work/$1" "${@:2}"; }
people() { psql -c "SELECT count(*) FROM region.person WHERE town = $1"; }
figures() { jq -c '[.indicators[] | .numerator, .denominator]'; }

pg_start && make_region region || { echo 'Bail out! PostgreSQL'; exit 1; }
ok 'sshd listens' start_sshd || finish
touch "$lab/authorized_keys"
chmod 600 "$lab/authorized_keys"
# The region's own ssh, which here reads the settings of the lab.
mkdir bin
printf '#!/bin/bash\nexec %s -F %s "$@"\n' "$(type -P ssh)" "$lab/client" >bin/ssh
chmod +x bin/ssh
PATH=$work/bin:$PATH
ok 'a town' town north 69701000 strezhevoy
ok 'another' town south 56705000 kuznetsk

ask pull
ok 'both are taken' same "$status $(grep -c ^accepted <<<"$out")" '0 2'
ok 'with their people' [ "$(people 69701000)" -gt 400 ]
for name in north south; do
	number=$([ $name = north ] && echo 69701000 || echo 56705000)
	ok "$name: the figures are the town's" same "$("$region" indicators --to 2026-05-31 --scope municipality:$number --format json | figures)" \
	    "$(there $name indicators --to 2026-05-31 --format json | figures)"
done
row=$(there north log --format json | jq -c '[.[] | select(.operation == "export")] | last')
ok 'the town knows who took it and how' same "$(jq -r '"\(.account) \(.via)"' <<<"$row")" 'region ssh'
ask pull
ok 'again, there is nothing' same "$status $(grep -c 'принято строк: 0\|^already' <<<"$out")" '0 2'
printf 'person;date;kind\nP0002;2026-05-20;иная\n' >w.csv
there north import assessments w.csv >/dev/null 2>said
ask pull 69701000
ok 'what follows is taken alone' says 'принято строк: 1'
ask pull --level figures 56705000
ok 'figures alone' says 'accepted 56705000'
ask pull --level roster
ok 'lists' same "$status $(grep -c ^accepted <<<"$out")" '0 2'
ask roster --town 69701000 --format json
ok 'are those of the towns' same "$(jq length <<<"$out")" "$(unset METODAKTIV_NOW; there north roster --public --format json | jq length)"

# The key may nothing else.
for verb in 'export people' whoami 'import people' 'changes --new-key' ''; do
	ssh north $verb >out 2>err </dev/null
	ok "the key does not open «$verb»" [ $? -ne 0 ]
	ok "«$verb»: nothing comes" [ ! -s out ]
done

# What is in the way is named, the others are taken.
before=$(region_print)
cat >"$lab/first" <<-END
	Host shut
		HostName 127.0.0.1
		Port 1
	Host south
		ProxyCommand $work/bin/cut $port
END
cat "$lab/client" >>"$lab/first"
mv "$lab/first" "$lab/client"
ssh-keygen -q -t ed25519 -N '' -f "$lab/stranger"
"$region" town add 70701000 Закрытый --ssh shut >/dev/null
"$region" town add 71701000 Чужой --ssh stranger >/dev/null
# So many bytes of what the town's sshd says, then the line is gone.
cat >bin/cut <<'END'
#!/bin/bash
exec 3<>"/dev/tcp/127.0.0.1/$1"
head -c 6000 <&3 &
exec cat >&3
END
chmod +x bin/cut
there south import assessments w.csv >/dev/null 2>said
ask pull
ok 'three towns of four cannot be had' complains 'не приняты передачи городов: 3 из 4'
ok 'exit 1, the fourth is taken' same "$status $(grep -c '69701000' <<<"$out")" '1 1'
ok 'one where nobody listens' complains 'Закрытый (70701000): город не ответил передачей (ssh shut, код 255)'
ok 'one that does not know the key' complains 'Чужой (71701000): город не ответил передачей (ssh stranger, код 255)'
ok 'one whose line is cut' complains 'Город south (56705000): город не ответил передачей'
ok 'of them nothing is there' same "$(people 70701000) $(people 71701000)" '0 0'
sed -i '/Host south/,/ProxyCommand/d' "$lab/client"
ask pull 56705000
ok 'asked again, it is taken' says 'accepted 56705000'
ask verify
ok 'and everything is right' exits 0
finish
