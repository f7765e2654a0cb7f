/* SPDX-License-Identifier: MIT
 * fact_rows.h - people and their facts as tests write them down: a person's row and behind it its
 * facts; given to the rules as the columns they read.
 */
#ifndef TESTS_LIB_FACT_ROWS_H
#define TESTS_LIB_FACT_ROWS_H

#include "base/buf.h"
#include "rules/data_checks.h"
#include "rules/indicators.h"

struct fact {
	int32_t from, to;
	enum fact_type type;
	unsigned flags;
	uint64_t ref;
};

struct person_facts {
	uint64_t id, organisation;
	int32_t birth_date, career_start, hired, dismissed;
	uint8_t staff_kind, level;
	uint32_t count; /* of the facts behind it */
};

/* An item of a plan or an event; owner: an item's plan, an event's association. */
struct roadmap_facts {
	uint64_t id, owner, venue;
	int32_t planned, done, cancelled;
	uint8_t level;
};

/* People in any order; facts of a type are records 1, 2, 3 ... as they come. */
void fact_rows_ask(struct indicators_run *run, struct slice people);
void fact_rows_check(struct data_checks_run *run, struct slice people);

#endif
