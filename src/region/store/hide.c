/* SPDX-License-Identifier: MIT
 * hide.c - the figures of a school year and who works in which part, for rules/suppress.h.
 */
#include "region/store/hide.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "rules/makeup.h"
#include "rules/suppress.h"

static const char *const types[] = {[SCOPE_CITY] = "city",
    [SCOPE_ORGANISATION] = "organisation",
    [SCOPE_ASSOCIATION] = "association",
    [SCOPE_LEVEL] = "level"};

/* The order in which parts are hidden one for the other is that of the town. */
static const char figures_sql[] =
    "SELECT until, until - date '1970-01-01', scope, code, staff, unknown, num[1], den[1], num[2], "
    "den[2], num[3], den[3], num[4], den[4], num[5], den[5], num[6], den[6], num[7], den[7], "
    "num[8], "
    "den[8] FROM figure WHERE town = $1::int AND since = $2::date ORDER BY until, array_position("
    "ARRAY['city', 'organisation', 'association', 'level'], scope::text), code";
enum {
	FIGURE_UNTIL,
	FIGURE_DAY,
	FIGURE_SCOPE,
	FIGURE_CODE,
	FIGURE_STAFF,
	FIGURE_UNKNOWN,
	FIGURE_NUM
};

static const char people_sql[] =
    "SELECT id, ('x' || left(replace(id::text, '-', ''), 15))::bit(60)::bigint, organisation, "
    "level, "
    "coalesce(hired - date '1970-01-01', -2147483647), coalesce(dismissed - date '1970-01-01', "
    "2147483647) FROM person WHERE town = $1::int ORDER BY id";
enum {
	PERSON_ID,
	PERSON_NUMBER,
	PERSON_ORGANISATION,
	PERSON_LEVEL,
	PERSON_HIRED,
	PERSON_DISMISSED
};

static const char members_sql[] =
    "SELECT person, association, coalesce(since - date '1970-01-01', -2147483647), coalesce(until "
    "- "
    "date '1970-01-01', 2147483647) FROM fact WHERE town = $1::int AND kind = 1 ORDER BY person, "
    "association";
enum { MEMBER_PERSON, MEMBER_ASSOCIATION, MEMBER_SINCE, MEMBER_UNTIL };

struct hiding {
	struct pg *pg;
	const char *town, *since;
	struct pg_rows *figures, *people, *members;
	size_t parts, days;
	struct indicators *answers; /* day by day, part by part, as the rows are */
	uint16_t *hidden;
};

static enum scope_type
type_of(const char *scope)
{
	int type = SCOPE_CITY;

	while (strcmp(types[type], scope) != 0)
		type++;
	return (enum scope_type)type;
}

static void
take_answers(struct hiding *h)
{
	size_t count = pg_count(h->figures);

	h->answers = xcalloc(count + 1, sizeof(*h->answers));
	h->hidden = xcalloc(count + 1, sizeof(*h->hidden));
	for (size_t row = 0; row < count; row++) {
		struct indicators *a = &h->answers[row];

		a->scope.type = type_of(pg_cell(h->figures, row, FIGURE_SCOPE));
		a->staff = (uint64_t)pg_number(h->figures, row, FIGURE_STAFF);
		a->unknown = (uint64_t)pg_number(h->figures, row, FIGURE_UNKNOWN);
		for (int i = 0; i < INDICATOR_COUNT; i++)
			a->values[i] = (struct fraction){
			    .numerator = (uint64_t)pg_number(h->figures, row, FIGURE_NUM + 2 * i),
			    .denominator =
				(uint64_t)pg_number(h->figures, row, FIGURE_NUM + 2 * i + 1)};
	}
	while (h->parts < count &&
	    pg_number(h->figures, h->parts, FIGURE_DAY) == pg_number(h->figures, 0, FIGURE_DAY))
		h->parts++;
	h->days = h->parts > 0 ? count / h->parts : 0;
}

/* The place of a part among those of the first day; false: the town has none of that code. */
static bool
find_part(const struct hiding *h, enum scope_type type, const char *code, uint32_t *place)
{
	for (size_t i = 1; code != NULL && i < h->parts; i++)
		if (h->answers[i].scope.type == type &&
		    strcmp(pg_cell(h->figures, i, FIGURE_CODE), code) == 0) {
			*place = (uint32_t)i;
			return true;
		}
	return false;
}

/* Somebody's parts on a day; *member: the first membership that is not of those before. */
static void
add_person(const struct hiding *h, struct makeup *m, size_t person, size_t *member, int64_t day)
{
	uint32_t *parts = xcalloc(h->parts + 1, sizeof(*parts));
	const char *id = pg_cell(h->people, person, PERSON_ID);
	size_t count = 1; /* the town itself */

	count += find_part(
	    h, SCOPE_ORGANISATION, pg_cell(h->people, person, PERSON_ORGANISATION), &parts[count]);
	count += find_part(h, SCOPE_LEVEL, pg_cell(h->people, person, PERSON_LEVEL), &parts[count]);
	for (; *member < pg_count(h->members); (*member)++) {
		int after = strcmp(pg_cell(h->members, *member, MEMBER_PERSON), id);

		if (after > 0)
			break;
		if (after == 0 && pg_number(h->members, *member, MEMBER_SINCE) <= day &&
		    pg_number(h->members, *member, MEMBER_UNTIL) >= day &&
		    find_part(h, SCOPE_ASSOCIATION,
			pg_cell(h->members, *member, MEMBER_ASSOCIATION), &parts[count]) &&
		    parts[count] != parts[count - 1])
			count++;
	}
	if (pg_number(h->people, person, PERSON_HIRED) <= day &&
	    pg_number(h->people, person, PERSON_DISMISSED) > day)
		makeup_add(m, (uint64_t)pg_number(h->people, person, PERSON_NUMBER), parts, count);
	free(parts);
}

static struct makeup
made_on(const struct hiding *h, int64_t day)
{
	struct makeup m;
	size_t member = 0;

	makeup_begin(&m, h->parts);
	for (size_t i = 0; i < pg_count(h->people); i++)
		add_person(h, &m, i, &member, day);
	return m;
}

static void
settle(const struct hiding *h, uint64_t smallest)
{
	struct suppress_day *days = xcalloc(h->days + 1, sizeof(*days));
	struct makeup *made = xcalloc(h->days + 1, sizeof(*made));

	for (size_t d = 0; d < h->days; d++) {
		made[d] = made_on(h, pg_number(h->figures, d * h->parts, FIGURE_DAY));
		days[d] = (struct suppress_day){.parts = &h->answers[d * h->parts],
		    .common = made[d].common,
		    .sketches = made[d].sketches,
		    .hidden = &h->hidden[d * h->parts]};
	}
	suppress(days, h->days, h->parts, smallest);
	for (size_t d = 0; d < h->days; d++)
		makeup_free(&made[d]);
	free(made);
	free(days);
}

/* An element of an array as PostgreSQL reads it. */
static void
put_element(struct buf *b, const char *text)
{
	buf_puts(b, b->len > 1 ? ",\"" : "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *text);
	}
	buf_putc(b, '"');
}

static enum status
keep(const struct hiding *h, struct error *e)
{
	struct buf lists[4] = {{0}};
	const char *given[6] = {h->town, h->since};
	enum status st;

	for (int i = 0; i < 4; i++)
		buf_putc(&lists[i], '{');
	for (size_t row = 0; row < h->days * h->parts; row++) {
		char bits[8];

		if (h->hidden[row] == 0)
			continue;
		snprintf(bits, sizeof(bits), "%u", h->hidden[row]);
		put_element(&lists[0], pg_cell(h->figures, row, FIGURE_UNTIL));
		put_element(&lists[1], pg_cell(h->figures, row, FIGURE_SCOPE));
		put_element(&lists[2], pg_cell(h->figures, row, FIGURE_CODE));
		put_element(&lists[3], bits);
	}
	for (int i = 0; i < 4; i++) {
		buf_putc(&lists[i], '}');
		given[i + 2] = buf_text(&lists[i]);
	}
	st = pg_ask(h->pg,
	    "SELECT hide($1::int, $2::date, $3::date[], $4::text[], $5::text[], $6::int[])", given,
	    6, NULL, e);
	for (int i = 0; i < 4; i++)
		buf_free(&lists[i]);
	return st;
}

static enum status
hide_year(struct hiding *h, uint64_t smallest, struct error *e)
{
	const char *given[] = {h->town, h->since};
	enum status st = pg_ask(h->pg, figures_sql, given, 2, &h->figures, e);

	if (st != ST_OK)
		return st;
	h->parts = h->days = 0;
	take_answers(h);
	settle(h, smallest);
	st = keep(h, e);
	free(h->answers);
	free(h->hidden);
	pg_rows_free(h->figures);
	return st;
}

static enum status
hide_years(struct hiding *h, const struct pg_rows *years, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < pg_count(years); i++) {
		h->since = pg_cell(years, i, 0);
		st = hide_year(h, (uint64_t)pg_number(years, i, 1), e);
	}
	return st;
}

enum status
region_hide(struct pg *pg, const char *town, const char *horizon, struct error *e)
{
	struct hiding h = {.pg = pg, .town = town};
	const char *given[] = {town, horizon};
	struct pg_rows *years = NULL;
	enum status st = pg_ask(pg,
	    "SELECT DISTINCT f.since, s.value FROM figure f, setting s WHERE f.town = $1::int AND "
	    "s.name = 'smallest' AND ($2::date IS NULL OR f.since >= $2::date)",
	    given, 2, &years, e);

	if (st == ST_OK)
		st = pg_ask(pg, people_sql, given, 1, &h.people, e);
	if (st == ST_OK)
		st = pg_ask(pg, members_sql, given, 1, &h.members, e);
	if (st == ST_OK)
		st = hide_years(&h, years, e);
	pg_rows_free(years);
	pg_rows_free(h.people);
	pg_rows_free(h.members);
	return st;
}
