/* SPDX-License-Identifier: MIT
 * facts_read.h - the facts of people and the measures of roadmaps, read out of the columns (inside
 * the service layer).
 */
#ifndef SERVICE_INDICATORS_FACTS_READ_H
#define SERVICE_INDICATORS_FACTS_READ_H

#include "db/lmdb/store.h"
#include "rules/facts.h"
#include "rules/indicators.h"

/* Each is called with some records after the other, in order of ids; what it is given is good
 * during the call. An error is the transaction's. */
typedef void people_fn(void *context, const struct people_columns *people);
typedef void facts_fn(void *context, const struct fact_columns *facts);
typedef void measure_fn(void *context, const struct measure *measure);
typedef void level_fn(void *context, uint64_t association, uint8_t level);

/* The levels of associations, which items and events take theirs from. */
void levels_read(struct txn *t, level_fn *fn, void *context);

void people_read(struct txn *t, people_fn *fn, void *context);
/* FACT_DOCUMENT, which stands in a text, is looked up in the records: not among the flags. */
void facts_read(struct txn *t, enum fact_type type, facts_fn *fn, void *context);
/* Items of plans that are roadmaps, and events that stand in a roadmap without an item. */
void measures_read(struct txn *t, measure_fn *fn, void *context);

#endif
