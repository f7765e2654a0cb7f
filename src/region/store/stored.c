/* SPDX-License-Identifier: MIT
 * stored.c - questions to the table of figures.
 */
#include "region/store/stored.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "model/entity.h"
#include "rules/schoolyear.h"

struct period
stored_period(int32_t day)
{
	int year, month, of_month;

	date_parts(day, &year, &month, &of_month);
	return (struct period){.from = schoolyear_start(day),
	    .to = date_make(year, month, date_month_days(year, month))};
}

struct period
stored_year_before(struct period p)
{
	int year, month, of_month;

	date_parts(p.to, &year, &month, &of_month);
	return stored_period(date_make(year - 1, month, 1));
}

/* Each question: what its rows are of (CELL_TOWN up to CELL_UNTIL), and where they come from. */
struct question {
	const char *what, *from, *group, *order;
	size_t parameters; /* of since, until (or the other year), town, scope, code */
};

#define OF_REGION                                                                                  \
	"figure f JOIN town w USING (town) WHERE w.retired IS NULL AND f.scope = 'city' AND "
#define OF_PLACE  "figure f WHERE f.town = $3::int AND f.scope = $4 AND f.code = $5 AND "
#define OF_DAY    "f.since = $1::date AND f.until = $2::date"
#define OF_YEARS  "f.since IN ($1::date, $2::date)"
#define MONTH_END "f.until = (date_trunc('month', f.until) + interval '1 month - 1 day')::date"
#define EVERY_DAY "'', '', '', '', '', 0, f.until::text"

static const struct question region_by_day = {.what = EVERY_DAY,
    .from = OF_REGION OF_YEARS,
    .group = "f.until",
    .order = "f.until",
    .parameters = 2};
static const struct question place_by_day = {.what = EVERY_DAY,
    .from = OF_PLACE OF_YEARS,
    .group = "f.until",
    .order = "f.until",
    .parameters = 5};
static const struct question all_towns = {
    .what = "lpad(w.town::text, 8, '0'), 'city', '', w.name, coalesce(to_char(w.received, "
	    "'DD.MM.YYYY'), ''), CASE WHEN w.quarantined THEN 3 WHEN w.late THEN 2 WHEN w.received "
	    "IS NULL THEN 1 ELSE 0 END, $2::date::text",
    .from = "towns w LEFT JOIN figure f ON f.town = w.town AND f.scope = 'city' AND " OF_DAY
	    " WHERE w.retired IS NULL",
    .group = "w.town, w.name, w.received, w.quarantined, w.late",
    .order = "4, 1",
    .parameters = 2};
static const struct question parts_of_town = {
    .what = "lpad(f.town::text, 8, '0'), f.scope, f.code, coalesce(p.name, ''), '', 0, "
	    "$2::date::text",
    .from = "figure f LEFT JOIN part p ON p.town = f.town AND p.code = f.code AND f.scope = CASE "
	    "p.kind WHEN 'a' THEN 'association' ELSE 'organisation' END WHERE f.town = $3::int AND "
	    "f.scope <> 'city' AND " OF_DAY,
    .group = "f.town, f.scope, f.code, p.name",
    .order = "2, 4, 3",
    .parameters = 3};

enum {
	CELL_TOWN,
	CELL_SCOPE,
	CELL_CODE,
	CELL_NAME,
	CELL_RECEIVED,
	CELL_MARK,
	CELL_UNTIL,
	CELL_TOWNS,
	CELL_STAFF,
	CELL_UNKNOWN,
	CELL_LEVELS,
	CELL_NUM
};

/* The days a question is asked with: since and until; or since of two years, and which ends in
 * them.
 */
struct days {
	int32_t first, second;
	int32_t ends[24];
	size_t count;
};

static void
add_month_ends(struct days *d, int32_t september)
{
	int year = date_year(september);

	for (int month = 9; month < 9 + 12; month++)
		d->ends[d->count++] = date_make(year + month / 12, month % 12 + 1, 1) - 1;
}

/* As constants: so the index finds them. */
static void
put_ends(struct buf *b, const struct days *d)
{
	for (size_t i = 0; i < d->count; i++) {
		buf_puts(b, i > 0 ? ", '" : " AND f.until IN ('");
		date_put_iso(b, d->ends[i]);
		buf_puts(b, "'");
	}
	buf_puts(b, d->count > 0 ? ")" : "");
}

static void
put_sql(struct buf *b, const struct question *q, const struct days *days, enum indicator first,
    enum indicator last)
{
	buf_printf(b,
	    "SELECT %s, count(f.town), coalesce(sum(f.staff), 0), coalesce(sum(f.unknown), 0), "
	    "coalesce(bit_or(f.levels), 0)",
	    q->what);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		if (i < first || i > last)
			buf_puts(b, ", NULL, NULL");
		else /* a pair that is not told whole is not told */
			buf_printf(b,
			    ", sum(f.num[%d]) FILTER (WHERE f.den[%d] IS NOT NULL), "
			    "sum(f.den[%d]) FILTER (WHERE f.num[%d] IS NOT NULL)",
			    i + 1, i + 1, i + 1, i + 1);
	buf_printf(b, " FROM %s", q->from);
	put_ends(b, days);
	buf_printf(b, " GROUP BY %s ORDER BY %s", q->group, q->order);
}

/* The level's number is shown as its word. */
static const char *
level_word(const char *code)
{
	const char *const *words = field_find(KIND_PEOPLE, "level")->words;
	long number = strtol(code, NULL, 10), at = 1;

	while (*words != NULL && at < number) {
		words++;
		at++;
	}
	return *words != NULL ? *words : code;
}

static void
take_row(const struct pg_rows *rows, size_t i, int32_t from, struct stored_row *out)
{
	struct indicators *a = &out->answer;

	*out = (struct stored_row){.name = pg_cell(rows, i, CELL_NAME),
	    .received = pg_cell(rows, i, CELL_RECEIVED),
	    .mark = (enum town_mark)pg_number(rows, i, CELL_MARK),
	    .towns = (uint64_t)pg_number(rows, i, CELL_TOWNS),
	    .answer = {.period = {.from = from},
		.staff = (uint64_t)pg_number(rows, i, CELL_STAFF),
		.unknown = (uint64_t)pg_number(rows, i, CELL_UNKNOWN),
		.levels = (unsigned)pg_number(rows, i, CELL_LEVELS)}};
	snprintf(out->place.town, sizeof(out->place.town), "%s", pg_cell(rows, i, CELL_TOWN));
	snprintf(out->place.scope, sizeof(out->place.scope), "%s", pg_cell(rows, i, CELL_SCOPE));
	snprintf(out->place.code, sizeof(out->place.code), "%s", pg_cell(rows, i, CELL_CODE));
	if (strcmp(out->place.scope, "level") == 0)
		out->name = level_word(out->place.code);
	date_parse(slice_of(pg_cell(rows, i, CELL_UNTIL)), &a->period.to);
	for (int k = 0; k < INDICATOR_COUNT; k++) {
		if (pg_cell(rows, i, CELL_NUM + 2 * k) == NULL)
			out->untold |= out->towns > 0 ? 1u << k : 0;
		a->values[k] =
		    (struct fraction){.numerator = (uint64_t)pg_number(rows, i, CELL_NUM + 2 * k),
			.denominator = (uint64_t)pg_number(rows, i, CELL_NUM + 2 * k + 1)};
	}
}

static enum status
ask(struct pg *pg, const struct question *q, const struct days *days,
    const struct stored_place *place, int which, stored_told *told, void *context, struct error *e)
{
	struct buf sql = {0}, first = {0}, second = {0};
	const char *given[] = {NULL, NULL, place->town, place->scope, place->code};
	struct stored_row row;
	struct pg_rows *rows;
	enum status st;

	put_sql(&sql, q, days, which < 0 ? 0 : (enum indicator)which,
	    which < 0 ? INDICATOR_COUNT - 1 : (enum indicator)which);
	date_put_iso(&first, days->first);
	date_put_iso(&second, days->second);
	given[0] = buf_text(&first);
	given[1] = buf_text(&second);
	st = pg_ask(pg, buf_text(&sql), given, q->parameters, &rows, e);
	for (size_t i = 0; st == ST_OK && i < pg_count(rows); i++) {
		take_row(rows, i, days->first, &row);
		told(context, &row);
	}
	if (st == ST_OK)
		pg_rows_free(rows);
	buf_free(&sql);
	buf_free(&first);
	buf_free(&second);
	return st;
}

enum status
stored_latest(struct pg *pg, int32_t until, int32_t *day, struct error *e)
{
	struct buf text = {0};
	const char *given;
	struct pg_rows *rows;
	enum status st;

	*day = DATE_NONE;
	date_put_iso(&text, until);
	given = buf_text(&text);
	st = pg_ask(pg,
	    "SELECT coalesce(max(f.until)::text, '') FROM figure f WHERE f.scope = 'city' AND "
	    "f.until <= $1::date AND " MONTH_END,
	    &given, 1, &rows, e);
	buf_free(&text);
	if (st != ST_OK)
		return st;
	if (pg_count(rows) > 0 && *pg_cell(rows, 0, 0) != '\0')
		date_parse(slice_of(pg_cell(rows, 0, 0)), day);
	pg_rows_free(rows);
	return ST_OK;
}

enum status
stored_answers(struct pg *pg, const struct stored_place *place, struct period p,
    struct period before, stored_told *told, void *context, struct error *e)
{
	const struct days days = {
	    .first = p.from, .second = before.from, .ends = {p.to, before.to}, .count = 2};

	return ask(pg, *place->town != '\0' ? &place_by_day : &region_by_day, &days, place, -1,
	    told, context, e);
}

enum status
stored_months(struct pg *pg, const struct stored_place *place, enum indicator which,
    struct period year, struct period before, stored_told *told, void *context, struct error *e)
{
	struct days days = {.first = year.from, .second = before.from};

	add_month_ends(&days, year.from);
	add_month_ends(&days, before.from);
	return ask(pg, *place->town != '\0' ? &place_by_day : &region_by_day, &days, place,
	    (int)which, told, context, e);
}

enum status
stored_towns(struct pg *pg, struct period p, stored_told *told, void *context, struct error *e)
{
	return ask(pg, &all_towns, &(const struct days){.first = p.from, .second = p.to},
	    &(struct stored_place){.town = ""}, -1, told, context, e);
}

enum status
stored_parts(struct pg *pg, const char *town, struct period p, stored_told *told, void *context,
    struct error *e)
{
	struct stored_place place = {.town = ""};

	snprintf(place.town, sizeof(place.town), "%s", town);
	return ask(pg, &parts_of_town, &(const struct days){.first = p.from, .second = p.to},
	    &place, -1, told, context, e);
}

enum status
stored_standing(
    struct pg *pg, const struct stored_place *place, struct stored_standing *out, struct error *e)
{
	const char *town = place->town;
	struct pg_rows *rows;
	enum status st = pg_ask(pg,
	    "SELECT count(*), count(*) FILTER (WHERE received IS NULL), count(*) FILTER (WHERE "
	    "late), count(*) FILTER (WHERE quarantined), coalesce(to_char(max(received), "
	    "'DD.MM.YYYY'), '') FROM towns WHERE retired IS NULL AND ($1 = '' OR town = "
	    "nullif($1, '')::int)",
	    &town, 1, &rows, e);

	*out = (struct stored_standing){.towns = 0};
	if (st != ST_OK)
		return st;
	*out = (struct stored_standing){.towns = (uint64_t)pg_number(rows, 0, 0),
	    .waiting = (uint64_t)pg_number(rows, 0, 1),
	    .late = (uint64_t)pg_number(rows, 0, 2),
	    .quarantined = (uint64_t)pg_number(rows, 0, 3)};
	if (*town != '\0')
		snprintf(out->received, sizeof(out->received), "%s", pg_cell(rows, 0, 4));
	pg_rows_free(rows);
	return ST_OK;
}
