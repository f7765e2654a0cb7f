# region.bash - what the tests of the region share: a PostgreSQL of their own, and batches made by
# hand. Sourced behind ../cli/tap.bash; says "1..0 # SKIP" and ends where there is no PostgreSQL.

region=$program-region
export XDG_CONFIG_HOME=$work/config
unset METODAKTIV_REGION
pg_bin=
for folder in "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin; do
	[ -x "$folder/initdb" ] && pg_bin=$folder
done
if [ ! -x "$region" ] || [ -z "$pg_bin" ]; then
	echo '1..1'
	echo 'ok 1 # SKIP нет PostgreSQL или metodaktiv-region | no PostgreSQL or no metodaktiv-region'
	exit 0
fi

# PostgreSQL does not run as root. Its folder is short, for the name of a socket is, and all may
# enter it.
pg_folder=$(mktemp -d /tmp/mr.XXXXXX)
chmod 755 "$pg_folder"
pg_as=()
if [ "$(id -u)" -eq 0 ]; then
	for pg_user in postgres nobody; do id "$pg_user" >/dev/null 2>&1 && break; done
	chown "$pg_user" "$pg_folder"
	pg_as=(setpriv --reuid="$pg_user" --regid="$(id -g "$pg_user")" --clear-groups)
fi
pg_pid=

# A server on a socket alone, which ends with this script however that ends.
pg_start()
{
	(cd / && "${pg_as[@]}" "$pg_bin/initdb" -D "$pg_folder/data" -U region -A trust -E UTF8 \
	    --locale=C.UTF-8 --no-sync --no-instructions >/dev/null) || return
	pg_run && "$pg_bin/createuser" -h "$pg_folder" -U region --createrole --createdb owner
}

# Start it, for the first time or again.
pg_run()
{
	(cd / && exec setpriv --pdeathsig QUIT "${pg_as[@]:1}" "$pg_bin/postgres" -D "$pg_folder/data" \
	    -c listen_addresses= -c unix_socket_directories="$pg_folder" -c fsync=off \
	    -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=64MB -c jit=off \
	    -c log_destination=stderr -c logging_collector=off) >>"$work/pg.log" 2>&1 &
	pg_pid=$!
	for _ in $(seq 200); do
		"$pg_bin/pg_isready" -q -h "$pg_folder" -U region && return
		kill -0 "$pg_pid" 2>/dev/null || break
		sleep 0.05
	done
	cat "$work/pg.log"
	return 1
}

pg_stop()
{
	[ -z "$pg_pid" ] || { kill -QUIT "$pg_pid" 2>/dev/null; wait "$pg_pid" 2>/dev/null; }
	rm -rf "$pg_folder" "$work"
}
trap pg_stop EXIT
trap 'exit 143' TERM INT

psql() { "$pg_bin/psql" -h "$pg_folder" -U region -d "${pg_base:-region}" -q -X -At -v ON_ERROR_STOP=1 "$@"; }
# As the administrator's page says: whoever owns the region may make roles, and is no superuser.
address() { echo "postgresql:///${1:-region}?host=$pg_folder&user=owner"; }

# A fresh region in a database of that name, which the program finds by METODAKTIV_REGION.
make_region()
{
	pg_base=$1
	"$pg_bin/createdb" -h "$pg_folder" -U region -O owner "$pg_base" || return
	export METODAKTIV_REGION
	METODAKTIV_REGION=$(address "$pg_base")
	"$region" init >/dev/null
}

# The region's program; answers as run() of tap.bash leaves them.
ask()
{
	"$region" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}

# Lines on standard input become a batch with its trailer: seal [ROWS]
seal()
{
	local lines rows
	lines=$(cat; echo .)
	lines=${lines%.}
	rows=${1:-$(grep -c '^{"op":' <<<"$lines")}
	printf '%s{"end":true,"rows":%s,"hash":"%s"}\n' "$lines" "$rows" \
	    "$(printf %s "$lines" | b2sum -l 256 | cut -d' ' -f1)"
}

# Batches made by hand.
identity=00112233445566778899aabbccddeeff
person() { printf '%032d' "$1"; }

# begin FROM TO [LEVEL [TOWN [IDENTITY]]]: the first line; FROM null or a number
begin()
{
	local from=null
	[ "$1" = null ] || from="{\"sequence\":$1,\"head\":\"$(printf '%064d' "$1")\"}"
	printf '{"format":1,"identity":"%s","town":"%s","name":"Светлореченск","from":%s,' \
	    "${5-$identity}" "${4-69701000}" "$from"
	printf '"to":{"sequence":%s,"head":"%s"},"level":"%s","rules":"ab","horizon":"2025-09-01"}\n' \
	    "$2" "${to_head:-$(printf '%064d' "$2")}" "${3-facts}"
}

# Six teachers of two schools, one an association's, one with an assessment.
people()
{
	echo '{"op":"+","t":"part","kind":"organisation","code":"O001","name":"Школа 1"}'
	echo '{"op":"+","t":"part","kind":"organisation","code":"O002","name":"Школа 2"}'
	echo '{"op":"+","t":"part","kind":"association","code":"A01","name":"ММО","level":"начальное"}'
	for i in 1 2 3 4 5 6; do
		printf '{"op":"+","t":"person","id":"%s","organisation":"O00%d","level":"начальное","young":"no"}\n' \
		    "$(person "$i")" $(((i > 4) + 1))
	done
	printf '{"op":"+","t":"fact","id":1,"kind":"member","person":"%s","ref":"A01"}\n' "$(person 1)"
	printf '{"op":"+","t":"fact","id":1,"kind":"assessed","person":"%s","since":"2025-10-01"}\n' "$(person 1)"
	echo '{"op":"+","t":"item","id":7,"source":"event","association":"A01","venue":"O001","level":"региональный","due":"2025-10-10","done":"2025-10-11"}'
}

# judges ASSESSED [STAFF]: what the town says of itself on 30.11.2025
judges()
{
	local n=${2-6}
	printf '{"figures":{"2025-11-30":[{"scope":"city","staff":%s,"unknown":0,"levels":["региональный"],' "$n"
	printf '"num":[1,%s,0,0,0,0,0,0],"den":[1,%s,%s,%s,%s,0,0,0]},' "$1" "$n" "$n" "$n" "$n"
	printf '{"scope":"organisation:O002","staff":2,"num":[0,0,0,0,0,0,0,0],"den":[0,2,2,2,2,0,0,0]}]}}\n'
}

assessed() # ID PERSON
{
	printf '{"op":"+","t":"fact","id":%s,"kind":"assessed","person":"%s","since":"2025-11-0%s"}\n' \
	    "$1" "$(person "$2")" "$2"
}

# What has been taken of all towns, for "nothing has changed".
region_print()
{
	for table in part person fact item figure batch; do
		psql -c "SELECT * FROM region.$table ORDER BY $table::text"
	done | sha256sum
	psql -c 'SELECT town, identity, sequence, head, level FROM region.town ORDER BY 1' | sha256sum
}
