#!/bin/bash
# screens.sh - the screens of a region, on a terminal, over the figures of 2,300 towns. What is typed
# and seen is in screens.c.
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"

pg_start && make_region country &&
    psql -v subjects=89 -v towns=26 -f "$root/tests/region/country.sql" >/dev/null ||
    { echo 'Bail out! PostgreSQL'; exit 1; }
psql -c "CREATE ROLE reader LOGIN IN ROLE bi" -c "CREATE ROLE analyst1 LOGIN IN ROLE analyst"
HOME=$work METODAKTIV_NOW=2026-06-10T12:00:00 NO_COLOR=1 \
    ANALYST="postgresql:///country?host=$pg_folder&user=analyst1" \
    READER="postgresql:///country?host=$pg_folder&user=reader" \
    PG_CTL="$pg_bin/psql -h $pg_folder -U region -d country -qAtX -c" \
    "${BUILD:?}/tests/region/screens"
