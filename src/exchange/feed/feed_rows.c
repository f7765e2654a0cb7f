/* SPDX-License-Identifier: MIT
 * feed_rows.c - every row of the state the town is in: parts, people under pseudonyms, facts, items
 * of roadmaps.
 *
 * What cannot count in any period from the horizon on is no row, and no day before the horizon
 * stands in one: who has no first day began before it.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/die.h"
#include "db/record/counter.h"
#include "db/record/records.h"
#include "exchange/feed/feed_parts.h"
#include "rules/young.h"
#include "service/indicators/facts_read.h"

/* What is gathered of the records others name, by id. */
struct named {
	const char **codes; /* NULL: there is none */
	uint64_t behind;
};

struct reading_rows {
	const struct feed_ground *g;
	struct feed_rows *out;
	struct indicator_rules rules;
	struct named organisations, associations;
	bool *told; /* people, by id */
	uint64_t people;
	struct arena arena;
	struct buf rest; /* of the row being made */
};

static const char *
code_of(const struct named *named, int64_t id)
{
	return id > 0 && (uint64_t)id < named->behind ? named->codes[id] : NULL;
}

static const char *
word_of(enum kind kind, const char *field, int choice)
{
	return choice > 0 ? field_find(kind, field)->words[choice - 1] : "";
}

static void
read_organisations(struct reading_rows *r, struct txn *t)
{
	struct organisation *o = (struct organisation *)record_new(KIND_ORGANISATIONS);
	struct walk *w = walk_by_id(t, KIND_ORGANISATIONS);
	uint64_t id;

	r->organisations.behind = counter_next(t, KIND_ORGANISATIONS) + 1;
	r->organisations.codes = xcalloc(r->organisations.behind, sizeof(char *));
	while (walk_next(w, &id)) {
		if (!records_get(t, id, &o->base))
			continue;
		r->organisations.codes[id] = arena_strdup(&r->arena, o->code);
		buf_clear(&r->rest);
		feed_put_text(&r->rest, "name", o->name);
		feed_rows_add_part(r->out, false, o->code, buf_text(&r->rest));
	}
	walk_close(w);
	record_free(&o->base);
}

static void
read_associations(struct reading_rows *r, struct txn *t)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);
	struct walk *w = walk_by_id(t, KIND_ASSOCIATIONS);
	uint64_t id;

	r->associations.behind = counter_next(t, KIND_ASSOCIATIONS) + 1;
	r->associations.codes = xcalloc(r->associations.behind, sizeof(char *));
	while (walk_next(w, &id)) {
		if (!records_get(t, id, &a->base))
			continue;
		r->associations.codes[id] = arena_strdup(&r->arena, a->code);
		buf_clear(&r->rest);
		feed_put_text(&r->rest, "name", a->name);
		feed_put_text(&r->rest, "level", word_of(KIND_ASSOCIATIONS, "level", a->level));
		feed_rows_add_part(r->out, true, a->code, buf_text(&r->rest));
	}
	walk_close(w);
	record_free(&a->base);
}

/* A day from the horizon on; DATE_NONE for one before it. */
static int32_t
within(const struct reading_rows *r, int32_t day)
{
	return day < r->g->horizon ? DATE_NONE : day;
}

static void
put_young(struct reading_rows *r, const struct young_span *span)
{
	static const char *const words[] = {
	    [YOUNG_NEVER] = "no", [YOUNG_KNOWN] = "known", [YOUNG_UNKNOWN] = "unknown"};

	feed_put_date(&r->rest, "young_since", span->since);
	feed_put_date(&r->rest, "young_until", span->until);
	feed_put_text(&r->rest, "young", words[span->young]);
}

static void
put_person(struct reading_rows *r, uint64_t id, const struct people_columns *p, size_t i)
{
	struct young_span span =
	    young_span(&r->rules, p->birth_date[i], p->career_start[i], r->g->horizon);

	buf_clear(&r->rest);
	feed_put_text(&r->rest, "organisation", code_of(&r->organisations, p->organisation[i]));
	feed_put_text(&r->rest, "level", word_of(KIND_PEOPLE, "level", p->level[i]));
	feed_put_date(&r->rest, "hired", within(r, p->hired[i]));
	feed_put_date(&r->rest, "dismissed", p->dismissed[i]);
	put_young(r, &span);
	feed_rows_add_person(r->out, feed_pseudonym(r->g, id).text, buf_text(&r->rest));
}

static void
take_people(void *context, const struct people_columns *p)
{
	struct reading_rows *r = context;

	for (size_t i = 0; i < p->count; i++) {
		uint64_t id = p->first + i;

		if (id >= r->people ||
		    !feed_tells_of(r->g, (uint8_t)p->staff_kind[i], p->dismissed[i]))
			continue;
		r->told[id] = true;
		put_person(r, id, p, i);
	}
}

static bool
is_told(const struct reading_rows *r, int32_t person)
{
	return person > 0 && (uint64_t)person < r->people && r->told[person];
}

/* Can it count in a period from the horizon on? */
static bool
counts(const struct reading_rows *r, const struct fact_columns *f, size_t i)
{
	enum { TRAINED = FACT_REGISTRY | FACT_MATCHED };

	if (!is_told(r, f->person[i]) || f->to[i] < r->g->horizon)
		return false;
	if (f->type == FACT_TRAINED)
		return f->to[i] != FACT_OPEN && (f->flags[i] & TRAINED) == TRAINED;
	return f->type != FACT_ATTACHED || is_told(r, f->ref[i]);
}

static void
put_fact(struct reading_rows *r, const struct fact_columns *f, size_t i)
{
	buf_clear(&r->rest);
	feed_put_text(&r->rest, "person", feed_pseudonym(r->g, (uint64_t)f->person[i]).text);
	if (f->type != FACT_TRAINED) /* when it was begun says nothing */
		feed_put_date(&r->rest, "since", within(r, f->from[i]));
	if (f->type != FACT_ASSESSED) /* a day is no span */
		feed_put_date(&r->rest, "until", f->to[i]);
	if (f->type == FACT_MEMBER)
		feed_put_text(&r->rest, "ref", code_of(&r->associations, f->ref[i]));
	if (f->type == FACT_ATTACHED)
		feed_put_text(
		    &r->rest, "methodist", feed_pseudonym(r->g, (uint64_t)f->ref[i]).text);
	if (f->type == FACT_PATHWAY && f->to[i] != FACT_OPEN && (f->flags[i] & FACT_SUCCESS) != 0)
		buf_puts(&r->rest, ",\"ok\":true");
	feed_rows_add_fact(r->out, f->type, f->first + i, buf_text(&r->rest));
}

static void
take_facts(void *context, const struct fact_columns *f)
{
	struct reading_rows *r = context;

	for (size_t i = 0; i < f->count; i++)
		if (counts(r, f, i))
			put_fact(r, f, i);
}

static void
take_measure(void *context, const struct measure *m)
{
	struct reading_rows *r = context;
	int32_t done = m->done;

	if (m->planned < r->g->horizon)
		return;
	if (done < r->g->horizon) /* before its term all the same */
		done = r->g->horizon;
	buf_clear(&r->rest);
	feed_put_text(&r->rest, "association", code_of(&r->associations, (int64_t)m->association));
	feed_put_text(&r->rest, "venue", code_of(&r->organisations, (int64_t)m->venue));
	feed_put_text(&r->rest, "level", word_of(KIND_EVENTS, "level", m->level));
	feed_put_date(&r->rest, "due", m->planned);
	feed_put_date(&r->rest, "done", done);
	feed_rows_add_item(r->out, m->kind == KIND_EVENTS, m->id, buf_text(&r->rest));
}

void
feed_rows_read(const struct feed_ground *g, struct feed_rows *out)
{
	struct txn *t = g->view->txn;
	struct reading_rows r = {.g = g,
	    .out = out,
	    .rules = indicator_rules(g->view->session->profile),
	    .people = counter_next(t, KIND_PEOPLE) + 1};

	r.told = xcalloc(r.people, sizeof(*r.told));
	read_organisations(&r, t);
	read_associations(&r, t);
	people_read(t, take_people, &r);
	for (enum fact_type type = 0; type < FACT_TYPES; type++)
		facts_read(t, type, take_facts, &r);
	measures_read(t, take_measure, &r);
	feed_rows_sort(out);
	free(r.told);
	free(r.organisations.codes);
	free(r.associations.codes);
	arena_free(&r.arena);
	buf_free(&r.rest);
}
