/* SPDX-License-Identifier: MIT
 * pg.c - libpq behind a few functions.
 */
#include "region/pg/pg.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

enum { OLDEST_SERVER = 150000 };

struct pg {
	PGconn *connection;
};

struct pg_rows {
	PGresult *result;
};

/* What the server says, on one line, for the end of a sentence. */
static void
put_said(struct buf *b, const char *said)
{
	for (; said != NULL && *said != '\0'; said++)
		buf_putc(b, *said == '\n' || *said == '\t' ? ' ' : *said);
	while (b->len > 0 && b->data[b->len - 1] == ' ')
		buf_truncate(b, b->len - 1);
}

/* The first digits of an SQLSTATE, what they mean here. */
static const struct {
	const char *state;
	enum status status;
	const char *text;
} refusals[] = {
    {.state = "42501", .status = ST_DENIED, .text = "у этой роли PostgreSQL нет права на это"},
    {.state = "42P01", .status = ST_NOTFOUND, .text = "базы региона здесь нет: её создаёт init"},
    {.state = "3F000", .status = ST_NOTFOUND, .text = "базы региона здесь нет: её создаёт init"},
    {.state = "42883",
	.status = ST_NOTFOUND,
	.text = "база региона записана другой версией программы: нужна upgrade"},
    {.state = "55P03",
	.status = ST_CONFLICT,
	.text = "городом занята другая работа дольше минуты; ничего не изменено, повторите"},
    {.state = "40",
	.status = ST_CONFLICT,
	.text = "помешала другая работа; ничего не изменено, повторите"},
    {.state = "53100", .status = ST_NOSPACE, .text = "на диске сервера PostgreSQL нет места"},
    {.state = "08001", /* of another server, for this one answers */
	.status = ST_NODB,
	.text =
	    "не отвечает сервер, на который вынесена часть субъектов; без неё ответа нет (shard "
	    "list скажет, какие на нём)"},
    {.state = "57P", .status = ST_NODB, .text = "сервер PostgreSQL остановлен"},
    {.state = "08", .status = ST_NODB, .text = "связь с сервером PostgreSQL оборвалась"},
    {.state = "", .status = ST_REFUSED, .text = "PostgreSQL отказал"},
};

bool
pg_is_lost(const struct pg *pg)
{
	return PQstatus(pg->connection) == CONNECTION_BAD;
}

static enum status
explain(const struct pg *pg, const PGresult *result, struct error *e)
{
	const char *state = result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *said =
	    result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	struct buf text = {0};
	size_t i = 0;

	if (pg_is_lost(pg))
		state = "08";
	while (
	    strncmp(refusals[i].state, state != NULL ? state : "", strlen(refusals[i].state)) != 0)
		i++;
	put_said(&text, said != NULL ? said : PQerrorMessage(pg->connection));
	error_set(e, refusals[i].status, "%s (%s)", refusals[i].text, buf_text(&text));
	buf_free(&text);
	return refusals[i].status;
}

static void
drop_notice(void *context, const char *message)
{
	(void)context;
	(void)message;
}

enum status
pg_open(struct pg **out, const char *address, struct error *e)
{
	struct pg *pg = xcalloc(1, sizeof(*pg));
	struct buf text = {0};

	*out = NULL;
	pg->connection = PQconnectdb(address);
	if (PQstatus(pg->connection) != CONNECTION_OK) {
		put_said(&text, PQerrorMessage(pg->connection));
		error_set(e, ST_NODB,
		    "с сервером PostgreSQL нет связи: проверьте адрес (--connect) и запущен ли он "
		    "(%s)",
		    buf_text(&text));
		buf_free(&text);
		pg_close(pg);
		return ST_NODB;
	}
	if (PQserverVersion(pg->connection) < OLDEST_SERVER) {
		error_set(e, ST_REFUSED, "сервер PostgreSQL %d старше 15-го: нужен 15 или новее",
		    PQserverVersion(pg->connection) / 10000);
		pg_close(pg);
		return ST_REFUSED;
	}
	PQsetNoticeProcessor(pg->connection, drop_notice, NULL);
	*out = pg;
	return pg_do(pg,
	    "SET client_encoding = 'UTF8'; SET datestyle = 'ISO'; SET search_path = region, "
	    "pg_temp",
	    e);
}

void
pg_close(struct pg *pg)
{
	if (pg == NULL)
		return;
	PQfinish(pg->connection);
	free(pg);
}

enum status
pg_ask(struct pg *pg, const char *sql, const char *const *parameters, size_t count,
    struct pg_rows **rows, struct error *e)
{
	PGresult *result =
	    PQexecParams(pg->connection, sql, (int)count, NULL, parameters, NULL, NULL, 0);
	ExecStatusType how = PQresultStatus(result);
	enum status st = ST_OK;

	if (how != PGRES_TUPLES_OK && how != PGRES_COMMAND_OK)
		st = explain(pg, result, e);
	if (st != ST_OK || rows == NULL) {
		PQclear(result);
		return st;
	}
	*rows = xcalloc(1, sizeof(**rows));
	(*rows)->result = result;
	return ST_OK;
}

enum status
pg_do(struct pg *pg, const char *sql, struct error *e)
{
	PGresult *result = PQexec(pg->connection, sql);
	ExecStatusType how = PQresultStatus(result);
	enum status st =
	    how == PGRES_TUPLES_OK || how == PGRES_COMMAND_OK ? ST_OK : explain(pg, result, e);

	PQclear(result);
	return st;
}

enum status
pg_finish(struct pg *pg, enum status st, struct error *e)
{
	struct error ignored = {0};

	if (st == ST_OK)
		return pg_do(pg, "COMMIT", e);
	pg_do(pg, "ROLLBACK", &ignored);
	return st;
}

size_t
pg_count(const struct pg_rows *rows)
{
	return (size_t)PQntuples(rows->result);
}

const char *
pg_cell(const struct pg_rows *rows, size_t row, int column)
{
	return PQgetisnull(rows->result, (int)row, column)
	    ? NULL
	    : PQgetvalue(rows->result, (int)row, column);
}

int64_t
pg_number(const struct pg_rows *rows, size_t row, int column)
{
	const char *text = pg_cell(rows, row, column);

	return text != NULL ? strtoll(text, NULL, 10) : 0;
}

bool
pg_is_true(const struct pg_rows *rows, size_t row, int column)
{
	const char *text = pg_cell(rows, row, column);

	return text != NULL && text[0] == 't';
}

void
pg_rows_free(struct pg_rows *rows)
{
	if (rows == NULL)
		return;
	PQclear(rows->result);
	free(rows);
}

enum status
pg_copy_begin(struct pg *pg, const char *sql, struct error *e)
{
	PGresult *result = PQexec(pg->connection, sql);
	enum status st = PQresultStatus(result) == PGRES_COPY_IN ? ST_OK : explain(pg, result, e);

	PQclear(result);
	return st;
}

enum status
pg_copy_put(struct pg *pg, struct slice lines, struct error *e)
{
	if (PQputCopyData(pg->connection, lines.data, (int)lines.len) == 1)
		return ST_OK;
	return explain(pg, NULL, e);
}

enum status
pg_copy_end(struct pg *pg, struct error *e)
{
	enum status st = ST_OK;
	PGresult *result;

	if (PQputCopyEnd(pg->connection, NULL) != 1)
		return explain(pg, NULL, e);
	while ((result = PQgetResult(pg->connection)) != NULL) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK && st == ST_OK)
			st = explain(pg, result, e);
		PQclear(result);
	}
	return st;
}

void
pg_put_copied(struct buf *b, const char *value)
{
	if (value == NULL)
		buf_puts(b, "\\N");
	for (; value != NULL && *value != '\0'; value++)
		switch (*value) {
		case '\\':
			buf_puts(b, "\\\\");
			break;
		case '\t':
			buf_puts(b, "\\t");
			break;
		case '\n':
			buf_puts(b, "\\n");
			break;
		case '\r':
			buf_puts(b, "\\r");
			break;
		default:
			buf_putc(b, *value);
		}
}

static const char *
option_value(const PQconninfoOption *options, const char *name)
{
	const char *value = NULL;

	for (; options != NULL && options->keyword != NULL; options++)
		if (strcmp(options->keyword, name) == 0 && options->val != NULL)
			value = options->val;
	return value;
}

void
pg_put_address(struct buf *b, const char *address)
{
	PQconninfoOption *options = PQconninfoParse(address, NULL);
	const char *host = option_value(options, "host");
	const char *port = option_value(options, "port");
	const char *base = option_value(options, "dbname");

	buf_printf(b, "%s:%s/%s", host != NULL ? host : "localhost", port != NULL ? port : "5432",
	    base != NULL ? base : "");
	PQconninfoFree(options);
}

static void
put_quoted(struct buf *b, const char *text, char quote)
{
	buf_putc(b, quote);
	for (; *text != '\0'; text++) {
		if (*text == quote)
			buf_putc(b, quote);
		buf_putc(b, *text);
	}
	buf_putc(b, quote);
}

void
pg_put_options(struct buf *server, struct buf *user, const char *address)
{
	PQconninfoOption *options = PQconninfoParse(address, NULL);

	for (const PQconninfoOption *o = options; o != NULL && o->keyword != NULL; o++) {
		bool of_user =
		    strcmp(o->keyword, "user") == 0 || strcmp(o->keyword, "password") == 0;
		struct buf *b = of_user ? user : server;

		if (o->val == NULL || strcmp(o->keyword, "connect_timeout") == 0)
			continue;
		buf_printf(b, ", %s ", o->keyword);
		put_quoted(b, o->val, '\'');
	}
	PQconninfoFree(options);
}

void
pg_put_name(struct buf *b, const char *name)
{
	put_quoted(b, name, '"');
}

int
pg_library(void)
{
	return PQlibVersion();
}
