/* SPDX-License-Identifier: MIT
 * pg.h - the one door to PostgreSQL: a connection, statements with parameters, rows as text, rows
 * sent in one stream. Knows nothing of the region.
 *
 * Parameters are texts, NULL for null, and are never put into the statement. What the server
 * refuses becomes a Russian sentence with the server's own behind it.
 */
#ifndef REGION_PG_PG_H
#define REGION_PG_PG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/status.h"

struct pg;
struct pg_rows;

/* Connect as libpq understands the address: a URI or key=value pairs, what is missing from PG*
 * variables and ~/.pgpass. ST_NODB: nobody answers, or not to this user; ST_REFUSED: a server older
 * than 15. pg_close in any case but ST_NODB; NULL is fine. */
enum status pg_open(struct pg **out, const char *address, struct error *e);
void pg_close(struct pg *pg);
/* Is the connection gone? It is known to be when an answer was ST_NODB because of it. */
bool pg_is_lost(const struct pg *pg);

/* An address in words without its password: host:port/database. */
void pg_put_address(struct buf *b, const char *address);
/* The same as options of SQL, ", name 'value'" each: what a foreign server takes, and what who
 * connects to it does (user, password). */
void pg_put_options(struct buf *server, struct buf *user, const char *address);
/* A name between quotes. */
void pg_put_name(struct buf *b, const char *name);

/* One statement with `count` parameters; rows NULL: nobody reads them. pg_rows_free in the good
 * case. ST_DENIED: the role may not; ST_NOTFOUND: a table or schema that is not there;
 * ST_CONFLICT: broken off by another's work, to be tried again; ST_NODB: the connection is gone;
 * ST_REFUSED: all else. */
enum status pg_ask(struct pg *pg, const char *sql, const char *const *parameters, size_t count,
    struct pg_rows **rows, struct error *e);
/* The same without parameters and rows; several statements may stand in it, all or none. */
enum status pg_do(struct pg *pg, const char *sql, struct error *e);
/* The end of a transaction: commit, or where st is not ST_OK take everything back. Returns st, or
 * what went wrong. */
enum status pg_finish(struct pg *pg, enum status st, struct error *e);

size_t pg_count(const struct pg_rows *rows);
/* NULL: null. Valid until the rows are freed. */
const char *pg_cell(const struct pg_rows *rows, size_t row, int column);
/* A number in it; 0 for null. */
int64_t pg_number(const struct pg_rows *rows, size_t row, int column);
bool pg_is_true(const struct pg_rows *rows, size_t row, int column);
void pg_rows_free(struct pg_rows *rows); /* NULL is fine */

/* COPY … FROM STDIN: begin, lines of text with tabs between, end. */
enum status pg_copy_begin(struct pg *pg, const char *sql, struct error *e);
enum status pg_copy_put(struct pg *pg, struct slice lines, struct error *e);
enum status pg_copy_end(struct pg *pg, struct error *e);
/* A value as such a line holds it; NULL as \N. */
void pg_put_copied(struct buf *b, const char *value);

/* The library's version, for --version. */
int pg_library(void);

#endif
