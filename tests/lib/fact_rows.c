/* SPDX-License-Identifier: MIT
 * fact_rows.c - rows to columns.
 */
#include "tests/lib/fact_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"

enum { PERSON_COLUMNS = 7, FACT_COLUMNS = 5 };

struct facts_of_type {
	int32_t *columns[FACT_COLUMNS]; /* person, from, to, ref, flags */
	size_t count;
};

struct columns_of_rows {
	int32_t *people[PERSON_COLUMNS];
	size_t npeople; /* behind the highest id */
	struct facts_of_type facts[FACT_TYPES];
};

static void
grow(int32_t **column, size_t old, size_t count, int32_t empty)
{
	*column = xrealloc(*column, count * sizeof(**column));
	for (; old < count; old++)
		(*column)[old] = empty;
}

static void
add_person(struct columns_of_rows *c, const struct person_facts *p)
{
	const int32_t values[PERSON_COLUMNS] = {p->staff_kind, p->level, (int32_t)p->organisation,
	    p->birth_date, p->career_start, p->hired, p->dismissed};

	for (size_t i = 0; i < PERSON_COLUMNS; i++) {
		if (p->id >= c->npeople)
			grow(&c->people[i], c->npeople, p->id + 1, 0);
		c->people[i][p->id] = values[i];
	}
	if (p->id >= c->npeople)
		c->npeople = p->id + 1;
}

static void
add_fact(struct columns_of_rows *c, uint64_t person, const struct fact *f)
{
	const int32_t values[FACT_COLUMNS] = {
	    (int32_t)person, f->from, f->to, (int32_t)f->ref, (int32_t)f->flags};
	struct facts_of_type *of = &c->facts[f->type];

	for (size_t i = 0; i < FACT_COLUMNS; i++) {
		grow(&of->columns[i], of->count, of->count + 1, 0);
		of->columns[i][of->count] = values[i];
	}
	of->count++;
}

static struct columns_of_rows *
columns_of(struct slice rows)
{
	struct columns_of_rows *c = xcalloc(1, sizeof(*c));
	const char *at = rows.data, *end = at + rows.len;
	struct person_facts p;
	struct fact f;

	while (at < end) {
		memcpy(&p, at, sizeof(p));
		at += sizeof(p);
		add_person(c, &p);
		for (uint32_t i = 0; i < p.count; i++, at += sizeof(f)) {
			memcpy(&f, at, sizeof(f));
			add_fact(c, p.id, &f);
		}
	}
	return c;
}

static void
columns_of_rows_free(struct columns_of_rows *c)
{
	for (size_t i = 0; i < PERSON_COLUMNS; i++)
		free(c->people[i]);
	for (size_t type = 0; type < FACT_TYPES; type++)
		for (size_t i = 0; i < FACT_COLUMNS; i++)
			free(c->facts[type].columns[i]);
	free(c);
}

static struct people_columns
people_of(const struct columns_of_rows *c)
{
	return (struct people_columns){.count = c->npeople,
	    .staff_kind = c->people[0],
	    .level = c->people[1],
	    .organisation = c->people[2],
	    .birth_date = c->people[3],
	    .career_start = c->people[4],
	    .hired = c->people[5],
	    .dismissed = c->people[6]};
}

static struct fact_columns
facts_of(const struct columns_of_rows *c, enum fact_type type)
{
	const struct facts_of_type *of = &c->facts[type];

	return (struct fact_columns){.type = type,
	    .first = 1,
	    .count = of->count,
	    .person = of->columns[0],
	    .from = of->columns[1],
	    .to = of->columns[2],
	    .ref = of->columns[3],
	    .flags = of->columns[4]};
}

void
fact_rows_ask(struct indicators_run *run, struct slice people)
{
	struct columns_of_rows *c = columns_of(people);
	struct people_columns p = people_of(c);

	indicators_add_people(run, &p);
	for (enum fact_type type = FACT_TYPES; type-- > 0;) {
		struct fact_columns f = facts_of(c, type);

		indicators_add_facts(run, &f);
	}
	columns_of_rows_free(c);
}

void
fact_rows_check(struct data_checks_run *run, struct slice people)
{
	struct columns_of_rows *c = columns_of(people);
	struct people_columns p = people_of(c);

	data_checks_add_people(run, &p);
	for (enum fact_type type = 0; type < FACT_TYPES; type++) {
		struct fact_columns f = facts_of(c, type);

		data_checks_add_facts(run, &f);
	}
	columns_of_rows_free(c);
}
