/* SPDX-License-Identifier: MIT
 * roster.c - lists taken whole, and put together.
 */
#include "region/store/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "rules/roster.h"

struct taking {
	struct buf lines;
	size_t place;
};

static enum status
take_row(void *context, const struct batch_row *row, struct error *e)
{
	struct taking *t = context;

	(void)e;
	buf_printf(&t->lines, "%zu", t->place++);
	for (int i = 0; i < BATCH_ROSTER_COLUMNS; i++) {
		buf_putc(&t->lines, '\t');
		pg_put_copied(&t->lines, row->values[i]);
	}
	buf_putc(&t->lines, '\n');
	return ST_OK;
}

static const char staging[] =
    "CREATE TEMP TABLE listed (place int, surname text, given_name text, patronymic text, "
    "organisation "
    "text, \"position\" text, subject_area text, email text) ON COMMIT DROP";

static enum status
replace(struct pg *pg, const struct batch_head *h, const char *town, struct error *e)
{
	char sequence[24];
	const char *given[] = {town, h->identity, sequence, h->hash};
	enum status st = pg_ask(pg, "DELETE FROM roster WHERE town = $1::int", given, 1, NULL, e);

	snprintf(sequence, sizeof(sequence), "%lld", (long long)h->to.sequence);
	if (st == ST_OK)
		st = pg_ask(
		    pg, "INSERT INTO roster SELECT $1::int, l.* FROM listed l", given, 1, NULL, e);
	if (st == ST_OK)
		st = pg_ask(pg,
		    "UPDATE town SET identity = coalesce(identity, $2), roster_sequence = "
		    "$3::bigint, "
		    "roster_hash = $4, roster_received = now() WHERE town = $1::int",
		    given, 4, NULL, e);
	return st;
}

enum status
roster_take(struct pg *pg, struct batch *b, const char *town, struct error *e)
{
	struct taking t = {.place = 1};
	struct batch_taker taker = {.row = take_row, .context = &t};
	enum status st = pg_do(pg, staging, e);

	if (st == ST_OK)
		st = batch_each(b, &taker, e);
	if (st == ST_OK)
		st = pg_copy_begin(pg, "COPY listed FROM STDIN", e);
	if (st == ST_OK && t.lines.len > 0)
		st = pg_copy_put(pg, buf_slice(&t.lines), e);
	if (st == ST_OK)
		st = pg_copy_end(pg, e);
	buf_free(&t.lines);
	return st == ST_OK ? replace(pg, batch_head(b), town, e) : st;
}

/* A row, and what it is sorted by. */
struct sorted {
	struct roster_row row;
	struct buf key;
};

static const char *
text_of(const char *value)
{
	return value != NULL ? value : "";
}

static int
compare_rows(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	return slice_compare(buf_slice(&x->key), buf_slice(&y->key));
}

static void
sort_rows(struct region_roster *out)
{
	struct sorted *list = xcalloc(out->count + 1, sizeof(*list));

	for (size_t i = 0; i < out->count; i++) {
		const struct roster_row *r = &out->rows[i];

		list[i].row = *r;
		roster_put_order(&list[i].key, text_of(r->values[0]), text_of(r->values[1]),
		    text_of(r->values[2]), r->oktmo);
	}
	if (out->count > 0)
		qsort(list, out->count, sizeof(*list), compare_rows);
	for (size_t i = 0; i < out->count; i++) {
		out->rows[i] = list[i].row;
		buf_free(&list[i].key);
	}
	free(list);
}

/* Towns whose list is not shown are told. */
static enum status
tell_late(struct pg *pg, const char *oktmo, void (*tell)(void *context, const char *sentence),
    void *context, struct error *e)
{
	struct pg_rows *rows;
	enum status st = pg_ask(pg,
	    "SELECT format('%s (%s): список старше %s дн. и не показан: за это время согласия "
	    "могли "
	    "отозвать', name, lpad(town::text, 8, '0'), days), roster_late FROM towns WHERE "
	    "retired IS "
	    "NULL AND (roster_late OR $1::int IS NOT NULL) AND ($1::int IS NULL OR town = $1::int) "
	    "ORDER "
	    "BY town",
	    &oktmo, 1, &rows, e);

	if (st != ST_OK)
		return st;
	if (oktmo != NULL && pg_count(rows) == 0)
		st = error_set(
		    e, ST_NOTFOUND, "города %s в регионе нет; какие есть: town list", oktmo);
	for (size_t i = 0; i < pg_count(rows); i++)
		if (pg_is_true(rows, i, 1))
			tell(context, pg_cell(rows, i, 0));
	pg_rows_free(rows);
	return st;
}

enum status
region_roster(struct pg *pg, const char *oktmo, struct region_roster *out,
    void (*tell)(void *context, const char *sentence), void *context, struct error *e)
{
	enum status st = tell_late(pg, oktmo, tell, context, e);

	*out = (struct region_roster){0};
	if (st == ST_OK)
		st = pg_ask(pg,
		    "SELECT w.name, lpad(w.town::text, 8, '0'), surname, given_name, patronymic, "
		    "organisation, \"position\", subject_area, email FROM roster r JOIN towns w "
		    "USING "
		    "(town) WHERE w.retired IS NULL AND NOT w.roster_late AND ($1::int IS NULL OR "
		    "w.town = $1::int) ORDER BY w.town, r.place",
		    &oktmo, 1, &out->held, e);
	if (st != ST_OK)
		return st;
	out->count = pg_count(out->held);
	out->rows = xcalloc(out->count + 1, sizeof(*out->rows));
	for (size_t i = 0; i < out->count; i++) {
		out->rows[i].municipality = pg_cell(out->held, i, 0);
		out->rows[i].oktmo = pg_cell(out->held, i, 1);
		for (int k = 0; k < BATCH_ROSTER_COLUMNS; k++)
			out->rows[i].values[k] = pg_cell(out->held, i, k + 2);
	}
	sort_rows(out);
	return ST_OK;
}

void
region_roster_free(struct region_roster *r)
{
	free(r->rows);
	pg_rows_free(r->held);
}
