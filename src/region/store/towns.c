/* SPDX-License-Identifier: MIT
 * towns.c - the table of towns.
 */
#include "region/store/towns.h"

#include <stdlib.h>
#include <string.h>

#include "region/store/shards.h"

enum { KEY_DIGITS = 64 };

enum status
town_check_number(const char *oktmo, struct error *e)
{
	if (strlen(oktmo) == 8 && strspn(oktmo, "0123456789") == 8 &&
	    strtol(oktmo, NULL, 10) >= 1000000)
		return ST_OK;
	return error_set(e, ST_INVALID,
	    "«%s» — не ОКТМО муниципалитета: нужны восемь цифр, как 69701000", oktmo);
}

static enum status
check_town(const struct new_town *t, struct error *e)
{
	enum status st = town_check_number(t->oktmo, e);

	if (st == ST_OK && t->key != NULL && strcmp(t->key, "none") != 0 &&
	    (strlen(t->key) != KEY_DIGITS || strspn(t->key, "0123456789abcdef") != KEY_DIGITS))
		st = error_set(e, ST_INVALID,
		    "ключ подписи города — 64 шестнадцатеричные цифры; его печатает город");
	if (st == ST_OK && t->ssh != NULL && t->ssh[0] == '-')
		st =
		    error_set(e, ST_INVALID, "адрес SSH «%s» не может начинаться с дефиса", t->ssh);
	return st;
}

static enum status
missing(const char *oktmo, struct error *e)
{
	return error_set(e, ST_NOTFOUND,
	    "города %s в регионе нет: его заводит town add %s НАЗВАНИЕ", oktmo, oktmo);
}

/* A statement about one town; *done: it was there. */
static enum status
ask_one(struct pg *pg, const char *sql, const struct new_town *t, bool *done, struct error *e)
{
	const char *given[] = {t->oktmo, t->name, t->ssh, t->key, t->late_days};
	struct pg_rows *rows;
	enum status st = pg_ask(pg, sql, given, 5, &rows, e);

	if (st != ST_OK)
		return st;
	*done = pg_count(rows) > 0;
	pg_rows_free(rows);
	return ST_OK;
}

static const char add[] =
    "WITH again AS (UPDATE town SET name = $2, ssh = $3, key = $4, late_days = $5::int, retired = "
    "NULL, added = now() WHERE town = $1::int AND retired IS NOT NULL RETURNING 1), fresh AS "
    "(INSERT INTO town (town, name, ssh, key, late_days) SELECT $1::int, $2, $3, $4, $5::int WHERE "
    "NOT EXISTS (SELECT FROM town WHERE town = $1::int) ON CONFLICT DO NOTHING RETURNING 1) "
    "SELECT FROM again UNION ALL SELECT FROM fresh";
static const char set[] =
    "UPDATE town SET name = coalesce($2, name), ssh = nullif(coalesce($3, ssh), 'none'), key = "
    "nullif(coalesce($4, key), 'none'), late_days = coalesce($5::int, late_days) WHERE town = "
    "$1::int RETURNING 1";

enum status
town_add(struct pg *pg, const struct new_town *t, struct error *e)
{
	enum status st = check_town(t, e);
	bool added = false;
	struct pg *at;

	if (st == ST_OK)
		st = shard_open(&at, pg, t->oktmo, e);
	if (st != ST_OK)
		return st;
	st = pg_ask(at, "SELECT make_subject($1::int / 1000000)", &t->oktmo, 1, NULL, e);
	if (st == ST_OK)
		st = ask_one(at, add, t, &added, e);
	shard_close(at, pg);
	if (st == ST_OK && !added)
		return error_set(e, ST_CONFLICT,
		    "город %s в регионе уже есть; изменить его может town set", t->oktmo);
	return st;
}

enum status
town_set(struct pg *pg, const struct new_town *t, struct error *e)
{
	enum status st = check_town(t, e);
	bool found = false;
	struct pg *at;

	if (st == ST_OK)
		st = shard_open(&at, pg, t->oktmo, e);
	if (st != ST_OK)
		return st;
	st = ask_one(at, set, t, &found, e);
	shard_close(at, pg);
	return st == ST_OK && !found ? missing(t->oktmo, e) : st;
}

static enum status
change_one(struct pg *pg, const char *sql, const char *oktmo, struct error *e)
{
	enum status st = town_check_number(oktmo, e);
	struct pg_rows *rows;
	struct pg *at;

	if (st == ST_OK)
		st = shard_open(&at, pg, oktmo, e);
	if (st != ST_OK)
		return st;
	st = pg_ask(at, sql, &oktmo, 1, &rows, e);
	if (st == ST_OK) {
		if (pg_count(rows) == 0)
			st = missing(oktmo, e);
		pg_rows_free(rows);
	}
	shard_close(at, pg);
	return st;
}

enum status
town_retire(struct pg *pg, const char *oktmo, struct error *e)
{
	return change_one(
	    pg, "SELECT retire(town) FROM town WHERE town = $1::int AND retired IS NULL", oktmo, e);
}

enum status
town_reset(struct pg *pg, const char *oktmo, struct error *e)
{
	return change_one(pg,
	    "UPDATE town SET identity = NULL, sequence = NULL, head = NULL WHERE town = $1::int "
	    "RETURNING 1",
	    oktmo, e);
}

static const char each_town[] =
    "SELECT lpad(town::text, 8, '0'), name, CASE WHEN retired IS NOT NULL THEN 'retired' "
    "WHEN quarantined THEN 'quarantined' WHEN late THEN 'late' WHEN coalesce(received, "
    "roster_received) IS NULL THEN "
    "'waiting' "
    "ELSE 'current' END, ssh, identity, sequence, head, level, rules, horizon, "
    "to_char(received, 'YYYY-MM-DD\"T\"HH24:MI:SSTZH:TZM'), to_char(received, 'DD.MM.YYYY'), "
    "coalesce(silent, -1), late, days, trouble, to_char(trouble_at, 'DD.MM.YYYY HH24:MI') "
    "FROM towns ORDER BY town";

enum status
towns_each(struct pg *pg, town_told *told, void *context, struct error *e)
{
	struct pg_rows *rows;
	enum status st = pg_ask(pg, each_town, NULL, 0, &rows, e);

	if (st != ST_OK)
		return st;
	for (size_t i = 0; st == ST_OK && i < pg_count(rows); i++)
		st = told(context,
		    &(struct town_state){.oktmo = pg_cell(rows, i, 0),
			.name = pg_cell(rows, i, 1),
			.state = pg_cell(rows, i, 2),
			.ssh = pg_cell(rows, i, 3),
			.identity = pg_cell(rows, i, 4),
			.sequence = pg_cell(rows, i, 5),
			.head = pg_cell(rows, i, 6),
			.level = pg_cell(rows, i, 7),
			.rules = pg_cell(rows, i, 8),
			.horizon = pg_cell(rows, i, 9),
			.received = pg_cell(rows, i, 10),
			.received_day = pg_cell(rows, i, 11),
			.silent = pg_number(rows, i, 12),
			.late = pg_is_true(rows, i, 13),
			.days = pg_number(rows, i, 14),
			.trouble = pg_cell(rows, i, 15),
			.trouble_at = pg_cell(rows, i, 16)},
		    e);
	pg_rows_free(rows);
	return st;
}
