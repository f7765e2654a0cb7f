/* SPDX-License-Identifier: MIT
 * facts_read.c - columns given to the rules.
 */
#include "service/indicators/facts_read.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/columns.h"
#include "rules/idmap.h"

enum { PEOPLE_COLUMNS = 7 };

typedef int32_t column[COLUMNS_BLOCK];

/* A field and what stands for it where it is empty. */
struct wanted {
	const char *id;
	int32_t empty;
};

enum { MOST_WANTED = 16 };

/* Blocks of a kind, some of their columns at a time. */
struct reader {
	struct columns_scan *scan;
	struct columns block;
	const struct field *fields[MOST_WANTED];
	int32_t empty[MOST_WANTED];
	size_t count;
};

static struct reader
reader_open(struct txn *t, enum kind kind, const struct wanted *wanted, size_t count)
{
	struct reader r = {.scan = columns_scan_open(t, kind), .count = count};

	for (size_t i = 0; i < count; i++) {
		r.fields[i] = field_find(kind, wanted[i].id);
		r.empty[i] = wanted[i].empty;
	}
	return r;
}

static bool
reader_next(struct reader *r, column *out)
{
	if (!columns_scan_next(r->scan, &r->block))
		return false;
	for (size_t i = 0; i < r->count; i++)
		columns_get32(&r->block, r->fields[i], r->empty[i], out[i]);
	return true;
}

void
levels_read(struct txn *t, level_fn *fn, void *context)
{
	static const struct wanted wanted[] = {{"level", 0}};
	struct reader r = reader_open(t, KIND_ASSOCIATIONS, wanted, 1);
	column values[1] = {{0}};

	while (reader_next(&r, values))
		for (unsigned i = 0; i < COLUMNS_BLOCK; i++)
			if (columns_has(&r.block, i))
				fn(context, r.block.first + i, (uint8_t)values[0][i]);
	columns_scan_close(r.scan);
}

void
people_read(struct txn *t, people_fn *fn, void *context)
{
	static const struct wanted wanted[PEOPLE_COLUMNS] = {{"staff_kind", 0}, {"level", 0},
	    {"organisation", 0}, {"birth_date", DATE_NONE}, {"career_start", DATE_NONE},
	    {"hired", DATE_NONE}, {"dismissed", FACT_OPEN}};
	struct reader r = reader_open(t, KIND_PEOPLE, wanted, sizeof(wanted) / sizeof(wanted[0]));
	column values[PEOPLE_COLUMNS] = {{0}};

	while (reader_next(&r, values)) {
		fn(context,
		    &(struct people_columns){
			.first = r.block.first,
			.count = COLUMNS_BLOCK,
			.staff_kind = values[0],
			.level = values[1],
			.organisation = values[2],
			.birth_date = values[3],
			.career_start = values[4],
			.hired = values[5],
			.dismissed = values[6],
		    });
	}
	columns_scan_close(r.scan);
}

/* The flags of a block, from the columns they stand in. */
static void
put_flags(const struct fact_source *source, column *columns, size_t count, column flags)
{
	if (count > 0)
		memset(flags, 0, sizeof(column));
	for (size_t k = 0; k < count; k++) {
		const int32_t value = source->flags[k].value, flag = source->flags[k].flag;
		const int32_t *restrict from = columns[k];

		for (size_t i = 0; i < COLUMNS_BLOCK; i++)
			flags[i] |= -(from[i] == value) & flag;
	}
}

enum { FACT_PERSON, FACT_FROM, FACT_TO, FACT_REF, FACT_COLUMNS = FACT_REF + 2 };

void
facts_read(struct txn *t, enum fact_type type, facts_fn *fn, void *context)
{
	const struct fact_source *source = fact_source(type);
	struct wanted wanted[FACT_COLUMNS] = {
	    {"person", 0}, {source->from, DATE_NONE}, {source->to, FACT_OPEN}};
	column values[FACT_COLUMNS] = {{0}}, flags = {0};
	size_t count = FACT_REF, nflags = 0;
	struct reader r;

	if (source->ref != NULL)
		wanted[count++] = (struct wanted){source->ref, 0};
	else
		while (nflags < 2 && source->flags[nflags].id != NULL)
			wanted[count++] = (struct wanted){source->flags[nflags++].id, 0};
	r = reader_open(t, source->kind, wanted, count);
	while (reader_next(&r, values)) {
		put_flags(source, values + FACT_REF, nflags, flags);
		fn(context,
		    &(struct fact_columns){
			.type = type,
			.first = r.block.first,
			.count = COLUMNS_BLOCK,
			.person = values[FACT_PERSON],
			.from = values[FACT_FROM],
			.to = values[FACT_TO],
			.ref = source->ref != NULL ? values[FACT_REF] : NULL,
			.flags = nflags > 0 ? flags : NULL,
		    });
	}
	columns_scan_close(r.scan);
}

/* What items are told by events and plans: when each was done, whose roadmap it is in. */
struct measures {
	measure_fn *fn;
	void *context;
	struct idmap done; /* item -> its place in `days` */
	int32_t *days;     /* the last day of its first event */
	size_t ndays, days_size;
	struct idmap roadmaps; /* plan -> its place in `associations` */
	uint64_t *associations;
	size_t nplans, plans_size;
};

static void
note_done(struct measures *m, uint64_t item, int32_t day)
{
	uint32_t place = idmap_add(&m->done, item, (uint32_t)m->ndays);

	if (place == m->ndays) {
		ARRAY_ROOM(m->days, m->ndays, m->days_size);
		m->days[m->ndays++] = FACT_OPEN;
	}
	if (day < m->days[place])
		m->days[place] = day;
}

enum {
	EVENT_ITEM,
	EVENT_HELD,
	EVENT_HELD_TO,
	EVENT_CANCELLED,
	EVENT_ROADMAP,
	EVENT_PLANNED,
	EVENT_ASSOCIATION,
	EVENT_VENUE,
	EVENT_LEVEL,
	EVENT_COLUMNS
};

/* An event: of an item, or a measure itself. */
static void
take_event(struct measures *m, uint64_t id, column *v, size_t i)
{
	int32_t last = event_last_day(v[EVENT_HELD][i], v[EVENT_HELD_TO][i]);
	bool cancelled = v[EVENT_CANCELLED][i] != 0;
	int32_t done = cancelled || last == DATE_NONE ? FACT_OPEN : last;

	if (v[EVENT_ITEM][i] != 0)
		note_done(m, (uint64_t)v[EVENT_ITEM][i], done);
	else if (v[EVENT_ROADMAP][i] != 0)
		m->fn(m->context,
		    &(struct measure){
			.kind = KIND_EVENTS,
			.id = id,
			.association = (uint64_t)v[EVENT_ASSOCIATION][i],
			.venue = (uint64_t)v[EVENT_VENUE][i],
			.planned = v[EVENT_PLANNED][i],
			.done = done,
			.cancelled = cancelled ? v[EVENT_PLANNED][i] : FACT_OPEN,
			.level = (uint8_t)v[EVENT_LEVEL][i],
		    });
}

static void
read_events(struct txn *t, struct measures *m)
{
	static const struct wanted wanted[EVENT_COLUMNS] = {
	    [EVENT_ITEM] = {"item", 0},
	    [EVENT_HELD] = {"held", DATE_NONE},
	    [EVENT_HELD_TO] = {"held_to", DATE_NONE},
	    [EVENT_CANCELLED] = {"cancelled", 0},
	    [EVENT_ROADMAP] = {"roadmap", 0},
	    [EVENT_PLANNED] = {"planned", DATE_NONE},
	    [EVENT_ASSOCIATION] = {"association", 0},
	    [EVENT_VENUE] = {"venue", 0},
	    [EVENT_LEVEL] = {"level", 0},
	};
	struct reader r = reader_open(t, KIND_EVENTS, wanted, sizeof(wanted) / sizeof(wanted[0]));
	column values[EVENT_COLUMNS] = {{0}};

	while (reader_next(&r, values))
		for (size_t i = 0; i < COLUMNS_BLOCK; i++)
			take_event(m, r.block.first + i, values, i);
	columns_scan_close(r.scan);
}

static void
read_plans(struct txn *t, struct measures *m)
{
	static const struct wanted wanted[] = {{"kind", 0}, {"association", 0}};
	struct reader r = reader_open(t, KIND_PLANS, wanted, sizeof(wanted) / sizeof(wanted[0]));
	column values[2] = {{0}};

	while (reader_next(&r, values)) {
		for (size_t i = 0; i < COLUMNS_BLOCK; i++) {
			if (values[0][i] != PLAN_ROADMAP)
				continue;
			idmap_add(&m->roadmaps, r.block.first + i, (uint32_t)m->nplans);
			ARRAY_ROOM(m->associations, m->nplans, m->plans_size);
			m->associations[m->nplans++] = (uint64_t)values[1][i];
		}
	}
	columns_scan_close(r.scan);
}

enum { ITEM_PLAN, ITEM_TO, ITEM_VENUE, ITEM_CANCELLED, ITEM_LEVEL, ITEM_COLUMNS };

static void
take_item(struct measures *m, uint64_t id, column *v, size_t i)
{
	uint32_t plan =
	    v[ITEM_PLAN][i] != 0 ? idmap_get(&m->roadmaps, (uint64_t)v[ITEM_PLAN][i]) : IDMAP_NONE;
	uint32_t done = plan != IDMAP_NONE ? idmap_get(&m->done, id) : IDMAP_NONE;

	if (plan == IDMAP_NONE)
		return;
	assert(m->associations != NULL); /* each plan there has its own */
	m->fn(m->context,
	    &(struct measure){
		.kind = KIND_PLAN_ITEMS,
		.id = id,
		.association = m->associations[plan],
		.venue = (uint64_t)v[ITEM_VENUE][i],
		.planned = v[ITEM_TO][i],
		.done = done != IDMAP_NONE ? m->days[done] : FACT_OPEN,
		.cancelled = v[ITEM_CANCELLED][i],
		.level = (uint8_t)v[ITEM_LEVEL][i],
	    });
}

static void
read_items(struct txn *t, struct measures *m)
{
	static const struct wanted wanted[ITEM_COLUMNS] = {
	    [ITEM_PLAN] = {"plan", 0},
	    [ITEM_TO] = {"to", DATE_NONE},
	    [ITEM_VENUE] = {"venue", 0},
	    [ITEM_CANCELLED] = {"cancelled", FACT_OPEN},
	    [ITEM_LEVEL] = {"level", 0},
	};
	struct reader r =
	    reader_open(t, KIND_PLAN_ITEMS, wanted, sizeof(wanted) / sizeof(wanted[0]));
	column values[ITEM_COLUMNS] = {{0}};

	while (reader_next(&r, values))
		for (size_t i = 0; i < COLUMNS_BLOCK; i++)
			take_item(m, r.block.first + i, values, i);
	columns_scan_close(r.scan);
}

void
measures_read(struct txn *t, measure_fn *fn, void *context)
{
	struct measures m = {.fn = fn, .context = context};

	read_plans(t, &m);
	read_events(t, &m);
	read_items(t, &m);
	idmap_free(&m.done);
	idmap_free(&m.roadmaps);
	free(m.days);
	free(m.associations);
}
