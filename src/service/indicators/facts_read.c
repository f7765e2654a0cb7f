/* SPDX-License-Identifier: MIT
 * facts_read.c - columns given to the rules.
 */
#include "service/indicators/facts_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/columns.h"
#include "rules/idmap.h"

/* The columns read of one block. */
enum { PEOPLE_COLUMNS = 7, FACT_COLUMNS = 5 };

typedef int64_t column[COLUMNS_BLOCK];

/* A field and what stands for it where it is empty. */
struct wanted {
	const char *id;
	int64_t empty;
};

static void
read_columns(
    const struct columns *c, enum kind kind, const struct wanted *wanted, size_t count, column *out)
{
	for (size_t i = 0; i < count; i++)
		columns_get(c, field_find(kind, wanted[i].id), wanted[i].empty, out[i]);
}

void
people_read(struct txn *t, people_fn *fn, void *context)
{
	static const struct wanted wanted[PEOPLE_COLUMNS] = {{"staff_kind", 0}, {"level", 0},
	    {"organisation", 0}, {"birth_date", DATE_NONE}, {"career_start", DATE_NONE},
	    {"hired", DATE_NONE}, {"dismissed", FACT_OPEN}};
	struct columns_scan *scan = columns_scan_open(t, KIND_PEOPLE);
	column values[PEOPLE_COLUMNS];
	struct columns c;

	while (columns_scan_next(scan, &c)) {
		read_columns(&c, KIND_PEOPLE, wanted, PEOPLE_COLUMNS, values);
		fn(context,
		    &(struct people_columns){
			.first = c.first,
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
	columns_scan_close(scan);
}

/* Gather the flags of a block; false: the type has none. */
static bool
read_flags(const struct columns *c, const struct fact_source *source, column flags)
{
	column value;

	memset(flags, 0, sizeof(column));
	for (size_t i = 0; i < 2 && source->flags[i].id != NULL; i++) {
		columns_get(c, field_find(source->kind, source->flags[i].id), 0, value);
		for (size_t k = 0; k < COLUMNS_BLOCK; k++)
			flags[k] |= value[k] == source->flags[i].value ? source->flags[i].flag : 0;
	}
	return source->flags[0].id != NULL;
}

void
facts_read(struct txn *t, enum fact_type type, facts_fn *fn, void *context)
{
	const struct fact_source *source = fact_source(type);
	const struct wanted wanted[] = {
	    {"person", 0}, {source->from, DATE_NONE}, {source->to, FACT_OPEN}, {source->ref, 0}};
	size_t count = source->ref != NULL ? 4 : 3;
	struct columns_scan *scan = columns_scan_open(t, source->kind);
	column values[FACT_COLUMNS];
	struct columns c;

	while (columns_scan_next(scan, &c)) {
		bool flags = read_flags(&c, source, values[4]);

		read_columns(&c, source->kind, wanted, count, values);
		fn(context,
		    &(struct fact_columns){
			.type = type,
			.first = c.first,
			.count = COLUMNS_BLOCK,
			.person = values[0],
			.from = values[1],
			.to = values[2],
			.ref = source->ref != NULL ? values[3] : NULL,
			.flags = flags ? values[4] : NULL,
		    });
	}
	columns_scan_close(scan);
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
note_done(struct measures *m, uint64_t item, int64_t day)
{
	uint32_t place = idmap_add(&m->done, item, (uint32_t)m->ndays);

	if (place == m->ndays) {
		ARRAY_ROOM(m->days, m->ndays, m->days_size);
		m->days[m->ndays++] = FACT_OPEN;
	}
	if (day < m->days[place])
		m->days[place] = (int32_t)day;
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
	int64_t last = v[EVENT_HELD_TO][i] != FACT_OPEN ? v[EVENT_HELD_TO][i] : v[EVENT_HELD][i];
	bool cancelled = v[EVENT_CANCELLED][i] != 0;
	int32_t done = cancelled ? FACT_OPEN : (int32_t)last;

	if (v[EVENT_ITEM][i] != 0)
		note_done(m, (uint64_t)v[EVENT_ITEM][i], done);
	else if (v[EVENT_ROADMAP][i] != 0)
		m->fn(m->context,
		    &(struct measure){
			.kind = KIND_EVENTS,
			.id = id,
			.association = (uint64_t)v[EVENT_ASSOCIATION][i],
			.venue = (uint64_t)v[EVENT_VENUE][i],
			.planned = (int32_t)v[EVENT_PLANNED][i],
			.done = done,
			.cancelled = cancelled ? (int32_t)v[EVENT_PLANNED][i] : FACT_OPEN,
			.level = (uint8_t)v[EVENT_LEVEL][i],
		    });
}

static void
read_events(struct txn *t, struct measures *m)
{
	static const struct wanted wanted[EVENT_COLUMNS] = {
	    [EVENT_ITEM] = {"item", 0},
	    [EVENT_HELD] = {"held", FACT_OPEN},
	    [EVENT_HELD_TO] = {"held_to", FACT_OPEN},
	    [EVENT_CANCELLED] = {"cancelled", 0},
	    [EVENT_ROADMAP] = {"roadmap", 0},
	    [EVENT_PLANNED] = {"planned", DATE_NONE},
	    [EVENT_ASSOCIATION] = {"association", 0},
	    [EVENT_VENUE] = {"venue", 0},
	    [EVENT_LEVEL] = {"level", 0},
	};
	struct columns_scan *scan = columns_scan_open(t, KIND_EVENTS);
	column values[EVENT_COLUMNS];
	struct columns c;

	while (columns_scan_next(scan, &c)) {
		read_columns(&c, KIND_EVENTS, wanted, EVENT_COLUMNS, values);
		for (size_t i = 0; i < COLUMNS_BLOCK; i++)
			take_event(m, c.first + i, values, i);
	}
	columns_scan_close(scan);
}

static void
read_plans(struct txn *t, struct measures *m)
{
	static const struct wanted wanted[] = {{"kind", 0}, {"association", 0}};
	struct columns_scan *scan = columns_scan_open(t, KIND_PLANS);
	column values[2];
	struct columns c;

	while (columns_scan_next(scan, &c)) {
		read_columns(&c, KIND_PLANS, wanted, 2, values);
		for (size_t i = 0; i < COLUMNS_BLOCK; i++) {
			if (values[0][i] != PLAN_ROADMAP)
				continue;
			idmap_add(&m->roadmaps, c.first + i, (uint32_t)m->nplans);
			ARRAY_ROOM(m->associations, m->nplans, m->plans_size);
			m->associations[m->nplans++] = (uint64_t)values[1][i];
		}
	}
	columns_scan_close(scan);
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
	m->fn(m->context,
	    &(struct measure){
		.kind = KIND_PLAN_ITEMS,
		.id = id,
		.association = m->associations[plan],
		.venue = (uint64_t)v[ITEM_VENUE][i],
		.planned = (int32_t)v[ITEM_TO][i],
		.done = done != IDMAP_NONE ? m->days[done] : FACT_OPEN,
		.cancelled = (int32_t)v[ITEM_CANCELLED][i],
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
	struct columns_scan *scan = columns_scan_open(t, KIND_PLAN_ITEMS);
	column values[ITEM_COLUMNS];
	struct columns c;

	while (columns_scan_next(scan, &c)) {
		read_columns(&c, KIND_PLAN_ITEMS, wanted, ITEM_COLUMNS, values);
		for (size_t i = 0; i < COLUMNS_BLOCK; i++)
			take_item(m, c.first + i, values, i);
	}
	columns_scan_close(scan);
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
