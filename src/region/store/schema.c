/* SPDX-License-Identifier: MIT
 * schema.c - the statements of sql/, taken in by the assembler, and which of them make what.
 */
#include "region/store/schema.h"

#include <stdio.h>

#define SQL_FILE(name)                                                                             \
	__asm__(".pushsection .rodata\nregion_sql_" #name                                          \
		": .incbin \"src/region/store/sql/" #name ".sql\"\n.byte 0\n.popsection\n");       \
	extern const char region_sql_##name[]

SQL_FILE(schema);
SQL_FILE(figures);
SQL_FILE(accept);
SQL_FILE(shards);
SQL_FILE(access);

/* The step to each version from the one before it: tables. */
static const char *const steps[] = {region_sql_schema};
enum { VERSION_NOW = sizeof(steps) / sizeof(steps[0]) };

/* What stands on the tables is made anew with every version. */
static const char *const above[] = {
    region_sql_figures, region_sql_shards, region_sql_accept, region_sql_access};

static enum status
run_above(struct pg *pg, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < sizeof(above) / sizeof(above[0]); i++)
		st = pg_do(pg, above[i], e);
	return st;
}

static enum status
run_steps(struct pg *pg, int from, struct error *e)
{
	enum status st = ST_OK;

	for (int version = from; st == ST_OK && version < VERSION_NOW; version++)
		st = pg_do(pg, steps[version], e);
	return st;
}

static enum status
read_version(struct pg *pg, int *version, struct error *e)
{
	struct pg_rows *rows;
	enum status st =
	    pg_ask(pg, "SELECT value FROM setting WHERE name = 'version'", NULL, 0, &rows, e);

	if (st != ST_OK)
		return st;
	*version = pg_count(rows) > 0 ? (int)pg_number(rows, 0, 0) : 0;
	pg_rows_free(rows);
	return ST_OK;
}

enum status
schema_create(struct pg *pg, int late_days, struct error *e)
{
	const char *days;
	char text[12];
	enum status st;
	int version;

	if (read_version(pg, &version, &(struct error){0}) == ST_OK)
		return error_set(e, ST_CONFLICT, "база региона здесь уже есть: версия %d", version);
	snprintf(text, sizeof(text), "%d", late_days);
	days = text;
	st = pg_do(pg, "BEGIN", e);
	if (st == ST_OK)
		st = run_steps(pg, 0, e);
	if (st == ST_OK)
		st = run_above(pg, e);
	if (st == ST_OK)
		st = pg_ask(
		    pg, "INSERT INTO setting VALUES ('late_days', $1::int)", &days, 1, NULL, e);
	return pg_finish(pg, st, e);
}

static enum status
check_version(int version, struct error *e)
{
	if (version > VERSION_NOW)
		return error_set(e, ST_NEWER,
		    "база региона версии %d, эта программа знает по %d: обновите программу",
		    version, VERSION_NOW);
	if (version < VERSION_NOW)
		return error_set(e, ST_OLDER,
		    "база региона версии %d, этой программе нужна %d: metodaktiv-region upgrade",
		    version, VERSION_NOW);
	return ST_OK;
}

enum status
schema_upgrade(struct pg *pg, int *from, int *to, struct error *e)
{
	enum status st = read_version(pg, from, e);
	char text[80];

	*to = VERSION_NOW;
	if (st == ST_OK && *from > VERSION_NOW)
		return check_version(*from, e);
	if (st == ST_OK)
		st = pg_do(pg, "BEGIN", e);
	if (st != ST_OK)
		return st;
	st = run_steps(pg, *from, e);
	if (st == ST_OK)
		st = run_above(pg, e);
	snprintf(text, sizeof(text), "UPDATE setting SET value = %d WHERE name = 'version'",
	    VERSION_NOW);
	if (st == ST_OK)
		st = pg_do(pg, text, e);
	return pg_finish(pg, st, e);
}

enum status
schema_check(struct pg *pg, struct error *e)
{
	int version = 0;
	enum status st = read_version(pg, &version, e);

	if (st == ST_NOTFOUND)
		return error_set(e, ST_NODB,
		    "базы региона здесь нет: её создаёт metodaktiv-region init --connect АДРЕС");
	return st == ST_OK ? check_version(version, e) : st;
}
