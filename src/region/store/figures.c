/* SPDX-License-Identifier: MIT
 * figures.c - questions to the function ask() of sql/figures.sql, and their sums.
 */
#include "region/store/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "model/entity.h"
#include "region/store/shards.h"
#include "region/store/towns.h"

enum { ALL_TOWNS = 100000000, ONE_SUBJECT = 1000000, MOST_MONTHS = 600 };

static enum status
bad_scope(const char *text, struct error *e)
{
	if (strcmp(text, "city") == 0)
		return error_set(e, ST_INVALID,
		    "у региона нет части «city»: весь регион — region, город — municipality:ОКТМО");
	return error_set(e, ST_INVALID,
	    "нет части «%s»; есть region, subject:КОД, municipality:ОКТМО, level:УРОВЕНЬ, а у "
	    "города "
	    "— municipality:ОКТМО/organisation:КОД, /association:КОД, /level:УРОВЕНЬ",
	    text);
}

/* "level:начальное" and the like; the level's word becomes its place. */
static bool
take_part(const char *text, struct region_scope *out)
{
	static const char *const types[] = {"organisation", "association", "level"};
	const char *colon = strchr(text, ':');
	const char *const *words = field_find(KIND_PEOPLE, "level")->words;

	for (size_t i = 0; colon != NULL && i < sizeof(types) / sizeof(types[0]); i++)
		if (strncmp(text, types[i], (size_t)(colon - text)) == 0 &&
		    types[i][colon - text] == '\0')
			snprintf(out->type, sizeof(out->type), "%s", types[i]);
	if (out->type[0] == '\0' || strlen(colon + 1) >= sizeof(out->code) || colon[1] == '\0')
		return false;
	snprintf(out->code, sizeof(out->code), "%s", colon + 1);
	for (int i = 0; strcmp(out->type, "level") == 0; i++) {
		if (words[i] == NULL)
			return false;
		if (strcmp(words[i], colon + 1) == 0) {
			snprintf(out->code, sizeof(out->code), "%d", i + 1);
			break;
		}
	}
	return true;
}

/* The digits behind the colon; *rest: what follows them. */
static bool
take_towns(const char *text, const char *word, size_t digits, int32_t *number, const char **rest)
{
	size_t len = strlen(word);

	if (strncmp(text, word, len) != 0 || strspn(text + len, "0123456789") != digits)
		return false;
	*number = (int32_t)strtol(text + len, NULL, 10);
	*rest = text + len + digits;
	return true;
}

static bool
take_scope(const char *text, struct region_scope *out)
{
	const char *rest = text;

	*out = (struct region_scope){.low = 0, .high = ALL_TOWNS};
	if (strcmp(text, "region") == 0)
		rest = "";
	else if (take_towns(text, "municipality:", 8, &out->low, &rest))
		out->high = out->low + 1;
	else if (take_towns(text, "subject:", 2, &out->low, &rest)) {
		out->low *= ONE_SUBJECT;
		out->high = out->low + ONE_SUBJECT;
	}
	if (*rest == '\0') {
		snprintf(out->type, sizeof(out->type), "city");
		return true;
	}
	if (rest != text && *rest != '/')
		return false;
	/* Codes of several towns have nothing in common. */
	return take_part(rest + (*rest == '/'), out) &&
	    (out->high == out->low + 1 || strcmp(out->type, "level") == 0);
}

static bool
is_one_town(const struct region_scope *s)
{
	return s->high == s->low + 1;
}

/* The town is there, and its part. */
static enum status
check_scope(struct pg *pg, const char *text, const struct region_scope *s, struct error *e)
{
	char low[12];
	const char *given[] = {low, s->type, s->code};
	struct pg_rows *rows;
	enum status st;

	if (!is_one_town(s))
		return ST_OK;
	snprintf(low, sizeof(low), "%d", s->low);
	st = pg_ask(pg,
	    "SELECT w.name, $2 IN ('city', 'level') OR EXISTS (SELECT FROM part p WHERE p.town = "
	    "w.town AND p.kind = left($2, 1)::\"char\" AND p.code = $3) FROM town w WHERE w.town = "
	    "$1::int AND retired IS NULL",
	    given, 3, &rows, e);
	if (st != ST_OK)
		return st;
	if (pg_count(rows) == 0)
		st = error_set(
		    e, ST_NOTFOUND, "города %08d в регионе нет; какие есть: town list", s->low);
	else if (!pg_is_true(rows, 0, 1))
		st = error_set(e, ST_NOTFOUND, "части «%s» нет: в городе %s нет кода «%s»", text,
		    pg_cell(rows, 0, 0), s->code);
	pg_rows_free(rows);
	return st;
}

static enum status
find_scope(struct pg *pg, const char *text, struct region_scope *out, struct error *e)
{
	return take_scope(text, out) ? check_scope(pg, text, out, e) : bad_scope(text, e);
}

/* How the rows of one day are made of the towns': by what they are summed, which they are, what
 * their scope is called before the code. */
struct division {
	const char *type; /* NULL: the scope's */
	const char *key;  /* what one row is of, and the order of rows */
	bool one_town;    /* only a town has it */
};
static const struct division divisions[] = {
    [BY_NONE] = {.key = "''::text"},
    [BY_MUNICIPALITY] = {.key = "lpad(a.town::text, 8, '0')"},
    [BY_ITS_ASSOCIATION] = {.type = "association", .key = "a.code", .one_town = true},
    [BY_ITS_ORGANISATION] = {.type = "organisation", .key = "a.code", .one_town = true},
    [BY_MONTH_END] = {.key = "''::text"},
};

static void
put_scope(struct buf *b, const char *asked, enum region_by by, const char *key)
{
	const char *part = strchr(asked, '/');

	if (by == BY_MUNICIPALITY) /* level:W of the region is that of the town */
		buf_printf(b, "municipality:%s%s%s", key,
		    part != NULL                           ? part
			: strncmp(asked, "level:", 6) == 0 ? "/"
							   : "",
		    part == NULL && strncmp(asked, "level:", 6) == 0 ? asked : "");
	else if (divisions[by].type != NULL)
		buf_printf(b, "%s/%s:%s", asked, divisions[by].type, key);
	else
		buf_puts(b, asked);
}

enum { CELL_KEY, CELL_NAME, CELL_TOWNS, CELL_STAFF, CELL_UNKNOWN, CELL_LEVELS, CELL_NUM };

static void
put_question(struct buf *b, enum region_by by, bool one_town)
{
	buf_printf(b,
	    "SELECT %s COLLATE \"C\" AS key, coalesce(min(coalesce(p.name, CASE WHEN a.scope = "
	    "'city' "
	    "THEN w.name END)), ''), count(a.town), coalesce(sum(a.staff), 0), "
	    "coalesce(sum(a.unknown), "
	    "0), coalesce(bit_or(a.levels), 0)",
	    divisions[by].key);
	for (int i = 1; i <= INDICATOR_COUNT; i++) /* a cell that is not told has no denominator */
		buf_printf(b,
		    ", coalesce(sum(a.num[%d]) FILTER (WHERE a.den[%d] IS NOT NULL), 0), "
		    "coalesce(sum(a.den[%d]) FILTER (WHERE a.num[%d] IS NOT NULL), 0)",
		    i, i, i, i);
	buf_puts(b,
	    " FROM ask($1::date, $2::date, $3::int, $4::int, $5 <> 'city') a JOIN town w ON w.town "
	    "= a.town AND w.town >= $3::int AND w.town < $4::int LEFT JOIN ");
	buf_puts(b,
	    one_town /* of more the names of parts mean nothing, and are many */
		? "part p ON p.town = a.town AND p.town >= $3::int AND p.town < $4::int AND "
		  "p.kind = left(a.scope, 1)::\"char\" AND p.code = a.code AND a.scope IN "
		  "('organisation', 'association') "
		: "(SELECT NULL::text AS name) p ON false ");
	buf_puts(b, "WHERE a.scope = $5 AND ($6 = '*' OR a.code = $6)");
	buf_printf(b, " GROUP BY 1 ORDER BY 1");
}

static void
take_answer(const struct pg_rows *rows, size_t row, struct period p, struct indicators *a)
{
	*a = (struct indicators){.period = p,
	    .staff = (uint64_t)pg_number(rows, row, CELL_STAFF),
	    .unknown = (uint64_t)pg_number(rows, row, CELL_UNKNOWN),
	    .levels = (unsigned)pg_number(rows, row, CELL_LEVELS)};
	for (int i = 0; i < INDICATOR_COUNT; i++)
		a->values[i] =
		    (struct fraction){.numerator = (uint64_t)pg_number(rows, row, CELL_NUM + 2 * i),
			.denominator = (uint64_t)pg_number(rows, row, CELL_NUM + 2 * i + 1)};
}

static void
add_row(struct region_table *t, struct buf *scope, const char *name, struct region_row row)
{
	t->rows = xrealloc(t->rows, (t->count + 1) * sizeof(*t->rows));
	row.scope = buf_detach(scope);
	row.name = xstrdup(name);
	t->rows[t->count++] = row;
}

/* Of a town nobody has heard of there is a row all the same: of nothing. */
static void
take_rows(const struct pg_rows *rows, struct period p, const char *asked, bool named,
    enum region_by by, struct region_table *out)
{
	struct buf scope = {0};
	struct region_row row = {.answer = {.period = p}};

	for (size_t i = 0; i < pg_count(rows); i++) {
		take_answer(rows, i, p, &row.answer);
		row.towns = (uint64_t)pg_number(rows, i, CELL_TOWNS);
		put_scope(&scope, asked, by, pg_cell(rows, i, CELL_KEY));
		add_row(out, &scope, named ? pg_cell(rows, i, CELL_NAME) : "", row);
	}
	if (pg_count(rows) > 0 || (by != BY_NONE && by != BY_MONTH_END))
		return;
	put_scope(&scope, asked, by, "");
	add_row(out, &scope, "", row);
}

/* Of a town that is there no part of that day. */
static enum status
untold(const struct region_scope *s, struct period p, struct error *e)
{
	struct buf from = {0}, to = {0};

	date_put_russian(&from, p.from);
	date_put_russian(&to, p.to);
	error_set(e, ST_REFUSED,
	    "показателей города %08d за период с %s по %s в регионе нет: город ничего не прислал, "
	    "сообщает только показатели или начинает свои сведения позже",
	    s->low, buf_text(&from), buf_text(&to));
	buf_free(&from);
	buf_free(&to);
	return ST_REFUSED;
}

static enum status
ask_period(struct pg *pg, struct period p, const char *asked, enum region_by by,
    struct region_table *out, struct error *e)
{
	const struct region_scope *s = &out->scope;
	const struct division *d = &divisions[by];
	struct buf sql = {0}, from = {0}, to = {0};
	char low[12], high[12];
	const char *given[] = {NULL, NULL, low, high, d->type != NULL ? d->type : s->type,
	    d->type != NULL ? "*" : s->code};
	struct pg_rows *rows;
	enum status st;

	put_question(&sql, by, is_one_town(s));
	date_put_iso(&from, p.from);
	date_put_iso(&to, p.to);
	given[0] = buf_text(&from);
	given[1] = buf_text(&to);
	snprintf(low, sizeof(low), "%d", s->low);
	snprintf(high, sizeof(high), "%d", s->high);
	st = pg_ask(pg, buf_text(&sql), given, 6, &rows, e);
	if (st == ST_OK) {
		if (pg_count(rows) == 0 && is_one_town(s))
			st = untold(s, p, e);
		take_rows(rows, p, asked, by == BY_MUNICIPALITY || is_one_town(s), by, out);
		pg_rows_free(rows);
	}
	buf_free(&sql);
	buf_free(&from);
	buf_free(&to);
	return st;
}

static enum status
check_division(struct period p, const struct region_scope *s, enum region_by by, struct error *e)
{
	if (divisions[by].one_town && (!is_one_town(s) || strcmp(s->type, "city") != 0))
		return error_set(e, ST_REFUSED,
		    "по объединениям и организациям делится только один город: --scope "
		    "municipality:ОКТМО");
	if (by == BY_MUNICIPALITY && is_one_town(s))
		return error_set(
		    e, ST_REFUSED, "по городам делится регион: --scope region или subject:КОД");
	if (by == BY_MONTH_END && (p.to - p.from) / 31 > MOST_MONTHS)
		return error_set(
		    e, ST_REFUSED, "период длиннее %d месяцев: возьмите короче", MOST_MONTHS);
	return ST_OK;
}

static enum status
ask_all(struct pg *pg, struct period p, const char *asked, enum region_by by,
    struct region_table *out, struct error *e)
{
	int32_t *ends = NULL;
	size_t count = by == BY_MONTH_END ? period_month_ends(p, &ends) : 1;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < count; i++) {
		struct period of = {.from = p.from, .to = ends != NULL ? ends[i] : p.to};

		st = ask_period(pg, of, asked, by, out, e);
	}
	free(ends);
	return st;
}

enum status
region_ask(struct pg *pg, struct period p, const char *scope, enum region_by by,
    struct region_table *out, struct error *e)
{
	struct error ignored = {0};
	enum status st;

	*out = (struct region_table){0};
	st = pg_do(pg, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", e);
	if (st == ST_OK)
		st = find_scope(pg, scope, &out->scope, e);
	if (st == ST_OK)
		st = check_division(p, &out->scope, by, e);
	if (st == ST_OK)
		st = ask_all(pg, p, scope, by, out, e);
	pg_do(pg, "ROLLBACK", &ignored);
	if (st != ST_OK)
		region_table_free(out);
	return st;
}

void
region_table_free(struct region_table *t)
{
	for (size_t i = 0; i < t->count; i++) {
		free(t->rows[i].scope);
		free(t->rows[i].name);
	}
	free(t->rows);
	*t = (struct region_table){0};
}

enum status
region_remarks(struct pg *pg, struct period p, const struct region_scope *scope,
    region_remark *tell, void *context, struct error *e)
{
	static const char sql[] =
	    "SELECT CASE WHEN quarantined THEN format('%s (%s) в карантине: его последнее не "
	    "принято', "
	    "name, oktmo) WHEN received IS NULL THEN format('%s (%s) ещё не присылал ничего и не "
	    "учтён', name, oktmo) WHEN partial AND NOT told THEN format('%s (%s) за этот "
	    "период не учтён: сообщает только показатели на концы месяцев или начинает свои "
	    "сведения "
	    "позже', name, oktmo) "
	    "ELSE format('%s (%s) молчит %s дн.: его показатели могли устареть', name, oktmo, "
	    "silent) "
	    "END FROM (SELECT *, lpad(town::text, 8, '0') AS oktmo, EXISTS (SELECT FROM figure f "
	    "WHERE "
	    "f.town = t.town AND f.town >= $1::int AND f.town < $2::int AND f.since = $3::date AND "
	    "f.until = $4::date) AS told, (level <> "
	    "'facts' OR "
	    "horizon > $3::date) IS TRUE AS partial FROM towns t WHERE "
	    "town >= $1::int AND town < $2::int AND retired IS NULL) x WHERE late OR quarantined "
	    "OR "
	    "received IS NULL OR (partial AND NOT told) ORDER BY town";
	struct buf from = {0}, to = {0};
	char low[12], high[12];
	const char *given[] = {low, high, NULL, NULL};
	struct pg_rows *rows;
	enum status st;

	date_put_iso(&from, p.from);
	date_put_iso(&to, p.to);
	snprintf(low, sizeof(low), "%d", scope->low);
	snprintf(high, sizeof(high), "%d", scope->high);
	given[2] = buf_text(&from);
	given[3] = buf_text(&to);
	st = pg_ask(pg, sql, given, 4, &rows, e);
	buf_free(&from);
	buf_free(&to);
	if (st != ST_OK)
		return st;
	for (size_t i = 0; i < pg_count(rows); i++)
		tell(context, pg_cell(rows, i, 0));
	pg_rows_free(rows);
	return ST_OK;
}

/* What has been checked, and whom to tell. */
struct verified {
	size_t checked, bad;
	region_remark *tell;
	void *context;
};

static void
tell_wrong(const struct pg_rows *periods, size_t row, const struct pg_rows *wrong,
    region_remark *tell, void *context)
{
	struct buf text = {0};

	buf_printf(&text, "%s (%s), с %s по %s: не сходится частей города: %zu, первая — %s%s%s",
	    pg_cell(periods, row, 4), pg_cell(periods, row, 0), pg_cell(periods, row, 1),
	    pg_cell(periods, row, 2), pg_count(wrong), pg_cell(wrong, 0, 0),
	    *pg_cell(wrong, 0, 1) != '\0' ? ":" : "", pg_cell(wrong, 0, 1));
	tell(context, buf_text(&text));
	buf_free(&text);
}

/* The towns of one range on one server. */
static enum status
verify_range(struct pg *pg, const char *const range[2], struct verified *v, struct error *e)
{
	struct pg_rows *periods, *wrong;
	enum status st = pg_ask(pg,
	    "SELECT DISTINCT lpad(town::text, 8, '0'), since, until, town, name FROM figure JOIN "
	    "town USING (town) WHERE level = 'facts' AND retired IS NULL AND (horizon IS NULL OR "
	    "since >= horizon) AND figure.town >= $1::int AND figure.town < $2::int AND "
	    "town.town >= $1::int AND town.town < $2::int ORDER BY town, since, until",
	    range, 2, &periods, e);

	if (st != ST_OK)
		return st;
	for (size_t i = 0; st == ST_OK && i < pg_count(periods); i++) {
		const char *given[] = {
		    pg_cell(periods, i, 0), pg_cell(periods, i, 1), pg_cell(periods, i, 2)};

		st = pg_ask(pg, "SELECT scope, code FROM wrong($1::int, $2::date, $3::date)", given,
		    3, &wrong, e);
		if (st != ST_OK)
			break;
		if (pg_count(wrong) > 0) {
			v->bad++;
			tell_wrong(periods, i, wrong, v->tell, v->context);
		}
		pg_rows_free(wrong);
		v->checked++;
	}
	pg_rows_free(periods);
	return st;
}

static enum status
verify_here(struct pg *pg, struct verified *v, struct error *e)
{
	struct pg_rows *ranges;
	enum status st =
	    pg_ask(pg, "SELECT low, high FROM here(0, 100000000)", NULL, 0, &ranges, e);

	if (st != ST_OK)
		return st;
	for (size_t i = 0; st == ST_OK && i < pg_count(ranges); i++) {
		const char *range[] = {pg_cell(ranges, i, 0), pg_cell(ranges, i, 1)};

		st = verify_range(pg, range, v, e);
	}
	pg_rows_free(ranges);
	return st;
}

static enum status
verify_subject(void *context, const struct shard_subject *s, struct error *e)
{
	struct verified *v = context;
	char low[12], high[12];
	const char *range[] = {low, high};
	struct pg *pg;
	enum status st;

	if (s->address == NULL)
		return ST_OK;
	st = shard_connect(&pg, s->address, e);
	if (st != ST_OK)
		return st;
	snprintf(low, sizeof(low), "%d", s->subject * ONE_SUBJECT);
	snprintf(high, sizeof(high), "%d", (s->subject + 1) * ONE_SUBJECT);
	st = verify_range(pg, range, v, e);
	pg_close(pg);
	return st;
}

enum status
region_verify(struct pg *pg, size_t *checked, region_remark *tell, void *context, struct error *e)
{
	struct verified v = {.tell = tell, .context = context};
	enum status st = verify_here(pg, &v, e);

	if (st == ST_OK)
		st = shards_each(pg, verify_subject, &v, e);
	*checked = v.checked;
	if (st == ST_OK && v.bad > 0)
		st = error_set(e, ST_REFUSED,
		    "сохранённые показатели не сходятся с фактами: периодов %zu из %zu", v.bad,
		    v.checked);
	return st;
}
