/* SPDX-License-Identifier: MIT
 * shards.c - which server owns a town, and how a subject gets there.
 */
#include "region/store/shards.h"

#include <stdio.h>
#include <stdlib.h>

#include "region/store/schema.h"

enum { USUAL_DAYS = 14 };

enum status
shard_connect(struct pg **out, const char *address, struct error *e)
{
	struct error why = {0};
	struct buf name = {0};
	enum status st = pg_open(out, address, &why);

	if (st == ST_OK && (st = schema_check(*out, &why)) != ST_OK)
		pg_close(*out);
	if (st == ST_OK)
		return ST_OK;
	pg_put_address(&name, address);
	error_set(e, st, "сервер %s, на который вынесена часть субъектов: %s", buf_text(&name),
	    error_text(&why));
	buf_free(&name);
	return st;
}

static void
let_go(struct pg *home)
{
	struct error ignored = {0};

	pg_do(home, "SELECT pg_advisory_unlock_all()", &ignored);
}

/* First held, then read: who moves it meanwhile waits, and who has moved it is seen. */
enum status
shard_open(struct pg **out, struct pg *home, const char *oktmo, struct error *e)
{
	struct pg_rows *rows;
	enum status st = pg_ask(home,
	    "SELECT pg_advisory_lock_shared(hashtext('metodaktiv-region subject'), $1::int / "
	    "1000000)",
	    &oktmo, 1, NULL, e);

	*out = home;
	if (st == ST_OK)
		st = pg_ask(home, "SELECT address FROM shard WHERE subject = $1::int / 1000000",
		    &oktmo, 1, &rows, e);
	if (st != ST_OK)
		return st;
	if (pg_count(rows) > 0)
		st = shard_connect(out, pg_cell(rows, 0, 0), e);
	pg_rows_free(rows);
	if (st != ST_OK)
		let_go(home);
	return st;
}

void
shard_close(struct pg *at, struct pg *home)
{
	if (at != home)
		pg_close(at);
	let_go(home);
}

enum status
shards_each(struct pg *home, shard_told *told, void *context, struct error *e)
{
	struct pg_rows *rows;
	enum status st = pg_ask(home,
	    "SELECT subject, server, address FROM shard UNION ALL SELECT replace(c.relname, "
	    "'left_town_', '')::int, f.srvname, NULL FROM pg_class c JOIN pg_foreign_table x ON "
	    "x.ftrelid = c.oid JOIN pg_foreign_server f ON f.oid = x.ftserver WHERE c.relnamespace "
	    "= 'region'::regnamespace AND c.relname LIKE 'left\\_town\\_%' ORDER BY 1",
	    NULL, 0, &rows, e);

	if (st != ST_OK)
		return st;
	for (size_t i = 0; st == ST_OK && i < pg_count(rows); i++)
		st = told(context,
		    &(struct shard_subject){.subject = (int)pg_number(rows, i, 0),
			.server = pg_cell(rows, i, 1),
			.address = pg_cell(rows, i, 2)},
		    e);
	pg_rows_free(rows);
	return st;
}

static enum status
check_extensions(struct pg *home, struct error *e)
{
	struct pg_rows *rows;
	enum status st = pg_ask(home,
	    "SELECT count(*), current_database(), current_user FROM pg_extension WHERE extname IN "
	    "('postgres_fdw', 'dblink')",
	    NULL, 0, &rows, e);

	if (st != ST_OK)
		return st;
	if (pg_number(rows, 0, 0) < 2)
		st = error_set(e, ST_NOTFOUND,
		    "в базе региона нет расширений postgres_fdw и dblink. От имени postgres: psql "
		    "%s -c 'CREATE EXTENSION postgres_fdw SCHEMA public' -c 'CREATE EXTENSION "
		    "dblink SCHEMA public' -c 'GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO "
		    "%s'",
		    pg_cell(rows, 0, 1), pg_cell(rows, 0, 2));
	pg_rows_free(rows);
	return st;
}

/* The region's number, by which a server that has been given to it is known again. */
static enum status
read_mark(struct pg *home, char *mark, size_t size, struct error *e)
{
	struct pg_rows *rows;
	enum status st = pg_do(home,
	    "INSERT INTO setting VALUES ('mark', 1 + (random() * 2000000000)::int) ON CONFLICT DO "
	    "NOTHING",
	    e);

	if (st == ST_OK)
		st = pg_ask(home,
		    "SELECT value FROM setting WHERE name = 'mark' AND NOT EXISTS (SELECT FROM "
		    "setting WHERE name = 'shard_of')",
		    NULL, 0, &rows, e);
	if (st != ST_OK)
		return st;
	if (pg_count(rows) == 0)
		st = error_set(
		    e, ST_REFUSED, "эта база сама вынесена из базы региона: подключитесь к той");
	else
		snprintf(mark, size, "%s", pg_cell(rows, 0, 0));
	pg_rows_free(rows);
	return st;
}

/* The tables are there, and nobody else's. */
static enum status
prepare(struct pg *at, const char *mark, struct error *e)
{
	struct pg_rows *rows;
	enum status st = schema_check(at, e);

	if (st == ST_NODB)
		st = schema_create(at, USUAL_DAYS, e);
	if (st == ST_OK)
		st = pg_ask(at,
		    "INSERT INTO setting SELECT 'shard_of', $1::int WHERE NOT EXISTS (SELECT FROM "
		    "town) AND NOT EXISTS (SELECT FROM setting WHERE name IN ('mark', 'shard_of'))",
		    &mark, 1, NULL, e);
	if (st == ST_OK)
		st = pg_ask(at, "SELECT FROM setting WHERE name = 'shard_of' AND value = $1::int",
		    &mark, 1, &rows, e);
	if (st != ST_OK)
		return st;
	if (pg_count(rows) == 0)
		st = error_set(e, ST_CONFLICT,
		    "по этому адресу уже есть база региона, и не этого: укажите пустую базу");
	pg_rows_free(rows);
	return st;
}

/* What a move that was broken off has left is not ours, nor anybody's. */
static const char clear[] =
    "SELECT make_subject(%1$d); TRUNCATE town_%1$d, part_%1$d, person_%1$d, fact_%1$d, item_%1$d, "
    "figure_%1$d, batch_%1$d, roster_%1$d";

static enum status
clear_there(struct pg *at, int subject, struct error *e)
{
	struct buf sql = {0};
	enum status st;

	buf_printf(&sql, clear, subject);
	st = pg_do(at, buf_text(&sql), e);
	buf_free(&sql);
	return st;
}

static enum status
make_server(struct pg *home, const char *address, const char *name, struct error *e)
{
	struct buf server = {0}, user = {0}, sql = {0};
	struct pg_rows *rows;
	enum status st =
	    pg_ask(home, "SELECT FROM pg_foreign_server WHERE srvname = $1", &name, 1, &rows, e);
	bool there;

	if (st != ST_OK)
		return st;
	there = pg_count(rows) > 0;
	pg_rows_free(rows);
	if (there)
		return ST_OK;
	pg_put_options(&server, &user, address);
	buf_puts(&sql, "CREATE SERVER ");
	pg_put_name(&sql, name);
	buf_printf(&sql,
	    " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (fetch_size '10000', connect_timeout "
	    "'10'%s); CREATE USER MAPPING FOR PUBLIC SERVER ",
	    buf_text(&server));
	pg_put_name(&sql, name);
	if (user.len > 0)
		buf_printf(&sql, " OPTIONS (%s)", buf_text(&user) + 2);
	st = pg_do(home, buf_text(&sql), e);
	buf_free(&server);
	buf_free(&user);
	buf_free(&sql);
	return st;
}

/* The locks first: whoever moves the same subject still, even killed, ends before what it left is
 * cleared away; and nobody writes. */
static enum status
move(struct pg *home, struct pg *at, const char *address, int subject, int64_t *towns,
    struct error *e)
{
	struct buf name = {0};
	char number[12];
	const char *given[] = {number, NULL, address};
	struct pg_rows *rows;
	enum status st;

	snprintf(number, sizeof(number), "%d", subject);
	pg_put_address(&name, address);
	given[1] = buf_text(&name);
	st = pg_ask(home, "SELECT hold_subject($1::int), make_subject($1::int)", given, 1, NULL, e);
	if (st == ST_OK)
		st = pg_ask(
		    home, "SELECT server FROM shard WHERE subject = $1::int", given, 1, &rows, e);
	if (st == ST_OK) {
		if (pg_count(rows) > 0)
			st = error_set(e, ST_CONFLICT, "субъект %02d уже на сервере %s", subject,
			    pg_cell(rows, 0, 0));
		pg_rows_free(rows);
	}
	if (st == ST_OK)
		st = clear_there(at, subject, e);
	if (st == ST_OK)
		st = make_server(home, address, buf_text(&name), e);
	if (st == ST_OK)
		st = pg_ask(home, "SELECT move_subject($1::int, $2, $3)", given, 3, &rows, e);
	if (st == ST_OK) {
		*towns = pg_number(rows, 0, 0);
		pg_rows_free(rows);
	}
	buf_free(&name);
	return st;
}

/* What an earlier return has left is cleared away in a transaction of its own. */
static enum status
clear_left(struct pg *home, int subject, int64_t *towns, struct error *e)
{
	char number[12];
	const char *given = number;
	struct pg_rows *rows;
	enum status st;

	snprintf(number, sizeof(number), "%d", subject);
	st = pg_ask(home, "SELECT clear_left($1::int)", &given, 1, &rows, e);
	if (st != ST_OK)
		return st;
	*towns = pg_cell(rows, 0, 0) != NULL ? pg_number(rows, 0, 0) : -1;
	pg_rows_free(rows);
	return ST_OK;
}

enum status
shard_move(struct pg *home, const char *address, int subject, int64_t *towns, struct error *e)
{
	struct pg *at;
	char mark[12];
	enum status st = check_extensions(home, e);

	if (st == ST_OK)
		st = read_mark(home, mark, sizeof(mark), e);
	if (st == ST_OK)
		st = clear_left(home, subject, towns, e);
	if (st == ST_OK)
		st = pg_open(&at, address, e);
	if (st != ST_OK)
		return st;
	st = prepare(at, mark, e);
	if (st == ST_OK)
		st = pg_do(home, "BEGIN", e);
	if (st == ST_OK)
		st = move(home, at, address, subject, towns, e);
	st = pg_finish(home, st, e);
	pg_close(at);
	return st;
}

enum status
shard_return(struct pg *home, int subject, int64_t *towns, struct error *e)
{
	char number[12];
	const char *given = number;
	struct error why = {0};
	struct pg_rows *rows;
	bool came = false;
	enum status st = pg_do(home, "BEGIN", e); /* who is killed commits nothing */

	snprintf(number, sizeof(number), "%d", subject);
	if (st == ST_OK)
		st = pg_ask(home, "SELECT return_subject($1::int)", &given, 1, &rows, e);
	if (st == ST_OK) {
		came = pg_is_true(rows, 0, 0);
		pg_rows_free(rows);
	}
	st = pg_finish(home, st, e);
	if (st != ST_OK)
		return st;
	st = clear_left(home, subject, towns, &why);
	if (st != ST_OK)
		return error_set(e, st,
		    "субъект %02d возвращён, но его строки на прежнем сервере ещё не убраны: "
		    "повторите shard return %02d (%s)",
		    subject, subject, error_text(&why));
	if (!came && *towns < 0)
		return error_set(
		    e, ST_NOTFOUND, "субъект %02d не вынесен; какие вынесены: shard list", subject);
	return ST_OK;
}
