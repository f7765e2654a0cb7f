/* SPDX-License-Identifier: MIT
 * feed_figures.c - the town's own figures: a line for each month end of the school year and for the
 * day itself, of the town and all its parts. At the level `facts` the region judges by them what it
 * has; at the level `figures` they are all that leaves, and those of few people do not.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/columns.h"
#include "exchange/export.h"
#include "exchange/feed/feed_parts.h"
#include "rules/idmap.h"
#include "rules/makeup.h"
#include "rules/suppress.h"
#include "service/indicators/facts_read.h"
#include "service/indicators/indicators.h"
#include "service/core/code_order.h"

/* The parts of the town, the same on every day; the first is the town. */
struct parts {
	struct scope *items;
	size_t count, room;
	struct idmap numbers[SCOPE_LEVEL + 1]; /* id -> place */
};

static void
add_part(struct parts *p, enum scope_type type, uint64_t id)
{
	if (type != SCOPE_CITY)
		idmap_add(&p->numbers[type], id, (uint32_t)p->count);
	ARRAY_ROOM(p->items, p->count, p->room);
	p->items[p->count++] = (struct scope){.type = type, .id = id};
}

static void
add_kind(struct parts *p, struct txn *t, enum kind kind, enum scope_type type)
{
	uint64_t *ids;
	size_t count = code_order(t, kind, NULL, &ids);

	for (size_t i = 0; i < count; i++)
		add_part(p, type, ids[i]);
	free(ids);
}

static void
parts_make(struct parts *p, struct txn *t)
{
	const char *const *levels = field_find(KIND_PEOPLE, "level")->words;

	add_part(p, SCOPE_CITY, 0);
	add_kind(p, t, KIND_ORGANISATIONS, SCOPE_ORGANISATION);
	add_kind(p, t, KIND_ASSOCIATIONS, SCOPE_ASSOCIATION);
	for (uint64_t i = 1; levels[i - 1] != NULL; i++)
		add_part(p, SCOPE_LEVEL, i);
}

static void
parts_free(struct parts *p)
{
	for (int type = 0; type <= SCOPE_LEVEL; type++)
		idmap_free(&p->numbers[type]);
	free(p->items);
}

/* Who works where, and in which associations they were: for what parts have in common. */
struct worker {
	uint64_t id;
	uint32_t organisation, level; /* places among the parts */
	int32_t hired, dismissed;
};

struct stay {
	uint32_t worker, association;
	int32_t from, to;
};

struct crowd {
	const struct parts *parts;
	unsigned staff;
	struct worker *workers;
	size_t count, room;
	struct idmap numbers; /* person -> worker */
	struct stay *stays;
	size_t nstays, stays_room;
};

static void
take_workers(void *context, const struct people_columns *p)
{
	struct crowd *c = context;
	const struct idmap *numbers = c->parts->numbers;

	for (size_t i = 0; i < p->count; i++) {
		if (p->staff_kind[i] == 0 || (c->staff >> p->staff_kind[i] & 1) == 0)
			continue;
		idmap_add(&c->numbers, p->first + i, (uint32_t)c->count);
		ARRAY_ROOM(c->workers, c->count, c->room);
		c->workers[c->count++] = (struct worker){.id = p->first + i,
		    .organisation = p->organisation[i] == 0
			? IDMAP_NONE
			: idmap_get(&numbers[SCOPE_ORGANISATION], (uint64_t)p->organisation[i]),
		    .level = p->level[i] == 0
			? IDMAP_NONE
			: idmap_get(&numbers[SCOPE_LEVEL], (uint64_t)p->level[i]),
		    .hired = p->hired[i],
		    .dismissed = p->dismissed[i]};
	}
}

static void
take_stays(void *context, const struct fact_columns *f)
{
	struct crowd *c = context;

	for (size_t i = 0; i < f->count; i++) {
		uint32_t worker =
		    f->person[i] == 0 ? IDMAP_NONE : idmap_get(&c->numbers, (uint64_t)f->person[i]);

		if (worker == IDMAP_NONE)
			continue;
		ARRAY_ROOM(c->stays, c->nstays, c->stays_room);
		c->stays[c->nstays++] = (struct stay){.worker = worker,
		    .association =
			idmap_get(&c->parts->numbers[SCOPE_ASSOCIATION], (uint64_t)f->ref[i]),
		    .from = f->from[i],
		    .to = f->to[i]};
	}
}

static int
compare_stays(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	if (x->worker != y->worker)
		return x->worker < y->worker ? -1 : 1;
	return x->association < y->association ? -1 : x->association > y->association;
}

static void
crowd_read(struct crowd *c, const struct feed_ground *g, const struct parts *parts)
{
	struct txn *t = g->view->txn;

	*c = (struct crowd){
	    .parts = parts, .staff = indicator_rules(g->view->session->profile).staff};
	people_read(t, take_workers, c);
	facts_read(t, FACT_MEMBER, take_stays, c);
	if (c->nstays > 0)
		qsort(c->stays, c->nstays, sizeof(*c->stays), compare_stays);
}

static void
crowd_free(struct crowd *c)
{
	idmap_free(&c->numbers);
	free(c->workers);
	free(c->stays);
}

/* The parts one person is in on a day; each once. */
struct belonging {
	uint32_t *parts;
	size_t count, room;
};

static void
belong(struct belonging *b, uint32_t part)
{
	if (part == IDMAP_NONE || (b->count > 0 && b->parts[b->count - 1] == part))
		return;
	ARRAY_ROOM(b->parts, b->count, b->room);
	b->parts[b->count++] = part;
}

/* What the parts are made of on a day. */
static struct makeup
made_on(const struct crowd *c, int32_t day)
{
	struct belonging b = {0};
	struct makeup made;
	size_t stay = 0;

	makeup_begin(&made, c->parts->count);
	for (uint32_t w = 0; w < c->count; w++) {
		const struct worker *x = &c->workers[w];

		b.count = 0;
		belong(&b, 0);
		belong(&b, x->organisation);
		belong(&b, x->level);
		for (; stay < c->nstays && c->stays[stay].worker == w; stay++)
			if (c->stays[stay].from <= day && c->stays[stay].to >= day)
				belong(&b, c->stays[stay].association);
		if (x->hired <= day && x->dismissed > day)
			makeup_add(&made, x->id, b.parts, b.count);
	}
	free(b.parts);
	return made;
}

/* Answers of all parts, day by day. */
struct figures {
	struct parts parts;
	int32_t *days;
	size_t ndays;
	struct indicators *answers;
	uint16_t *hidden; /* of each answer */
};

static void
hide_small(const struct feed_ground *g, struct figures *f)
{
	struct suppress_day *days = xcalloc(f->ndays + 1, sizeof(*days));
	size_t count = f->parts.count;
	struct crowd crowd;

	crowd_read(&crowd, g, &f->parts);
	for (size_t d = 0; d < f->ndays; d++) {
		struct makeup made = made_on(&crowd, f->days[d]);

		days[d] = (struct suppress_day){.parts = &f->answers[d * count],
		    .common = made.common,
		    .sketches = made.sketches,
		    .hidden = &f->hidden[d * count]};
	}
	suppress(
	    days, f->ndays, count, (uint64_t)profile_feed(g->view->session->profile)->smallest);
	for (size_t d = 0; d < f->ndays; d++) {
		free(days[d].common);
		free(days[d].sketches);
	}
	free(days);
	crowd_free(&crowd);
}

static enum status
figures_ask(const struct feed_ground *g, struct figures *f, struct error *e)
{
	struct period year = {.from = DATE_NONE, .to = g->today};
	struct indicator_question *questions;
	enum status st = indicators_period(&year, e);
	size_t count;

	if (st != ST_OK)
		return st;
	parts_make(&f->parts, g->view->txn);
	f->ndays = period_month_ends(year, &f->days);
	count = f->ndays * f->parts.count;
	questions = xcalloc(count + 1, sizeof(*questions));
	for (size_t i = 0; i < count; i++)
		questions[i] = (struct indicator_question){
		    .period = {.from = year.from, .to = f->days[i / f->parts.count]},
		    .scope = f->parts.items[i % f->parts.count]};
	f->answers = xcalloc(count + 1, sizeof(*f->answers));
	f->hidden = xcalloc(count + 1, sizeof(*f->hidden));
	st = indicators_ask(g->view, questions, count, f->answers, e);
	free(questions);
	return st;
}

static void
figures_free(struct figures *f)
{
	parts_free(&f->parts);
	free(f->days);
	free(f->answers);
	free(f->hidden);
}

static void
put_number(struct buf *out, const char *name, uint64_t value, bool hidden)
{
	if (hidden)
		buf_printf(out, ",\"%s\":null", name);
	else
		buf_printf(out, ",\"%s\":%llu", name, (unsigned long long)value);
}

static void
put_fractions(struct buf *out, const struct indicators *a, uint16_t hidden, bool denominator)
{
	buf_puts(out, denominator ? ",\"den\":" : ",\"num\":");
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		const struct fraction *f = &a->values[i];

		buf_putc(out, i == 0 ? '[' : ',');
		if (suppress_hides(hidden, i, denominator))
			buf_puts(out, "null");
		else
			buf_printf(out, "%llu",
			    (unsigned long long)(denominator ? f->denominator : f->numerator));
	}
	buf_putc(out, ']');
}

static void
put_levels(struct buf *out, unsigned levels)
{
	const char *const *words = field_find(KIND_EVENTS, "level")->words;
	const char *between = "";

	buf_puts(out, ",\"levels\":[");
	for (unsigned i = 0; words[i] != NULL; i++) {
		if ((levels >> (i + 1) & 1) == 0)
			continue;
		buf_puts(out, between);
		json_put_string(out, words[i]);
		between = ",";
	}
	buf_putc(out, ']');
}

static void
put_answer(const struct view *v, const struct indicators *a, uint16_t hidden, struct buf *out)
{
	struct buf scope = {0};

	scope_put(v, a->scope, &scope);
	buf_puts(out, "{\"scope\":");
	json_put_string(out, buf_text(&scope));
	put_number(out, "staff", a->staff, (hidden >> SUM_STAFF & 1) != 0);
	put_number(out, "unknown", a->unknown, (hidden >> SUM_UNKNOWN & 1) != 0);
	put_levels(out, a->levels);
	put_fractions(out, a, hidden, false);
	put_fractions(out, a, hidden, true);
	buf_putc(out, '}');
	buf_free(&scope);
}

enum status
feed_put_figures(
    const struct feed_ground *g, enum feed_level level, struct buf *out, struct error *e)
{
	struct figures f = {.ndays = 0};
	enum status st = figures_ask(g, &f, e);
	size_t count = f.parts.count;

	if (st == ST_OK && level == FEED_FIGURES)
		hide_small(g, &f);
	for (size_t d = 0; st == ST_OK && d < f.ndays; d++) {
		buf_puts(out, "{\"figures\":{\"");
		date_put_iso(out, f.days[d]);
		buf_puts(out, "\":[");
		for (size_t i = 0; i < count; i++) {
			buf_puts(out, i > 0 ? "," : "");
			put_answer(
			    g->view, &f.answers[d * count + i], f.hidden[d * count + i], out);
		}
		buf_puts(out, "]}}\n");
	}
	figures_free(&f);
	return st;
}
