/* SPDX-License-Identifier: MIT
 * import_terms.h - terms in the words of plans: an item whose days no cell has gets those its words
 * mean in its plan, stored or brought by the same import.
 */
#ifndef EXCHANGE_IMPORT_TERMS_H
#define EXCHANGE_IMPORT_TERMS_H

#include "db/record/tables.h"
#include "model/record.h"
#include "rules/idmap.h"
#include "rules/plan_term.h"

/* {0} knows of no plan the import has brought. */
struct import_terms {
	struct idmap places; /* plan -> its place in `plans` */
	struct plan_days *plans;
	size_t count, room;
};

/* A plan that is staged, with its id. */
void import_terms_note(struct import_terms *terms, const struct record *plan);
/* An item that has words, no days and a plan gets its days. ST_INVALID: they cannot be read; e says
 * why. */
enum status
import_terms_fill(struct import_terms *terms, struct txn *t, struct record *item, struct error *e);
/* Is it a field that the words of a term fill? */
bool import_terms_tells(const struct field *f);
void import_terms_clear(struct import_terms *terms);
void import_terms_free(struct import_terms *terms);

#endif
