/* SPDX-License-Identifier: MIT
 * record_rules.h - what records have to do with each other, asked of every change at every door:
 * form, import, undo, signing (inside the service and exchange layers).
 *
 * The rules look at the records as the change leaves them, inside its write transaction, so that
 * two clerks cannot break together what neither breaks alone. What one record alone must hold is
 * record_check() (model/value.h); an undo or a copy, which bring back records of another time, are
 * asked that here as well.
 *
 * What is possible but unlikely is a doubt: it is let in, and told.
 *
 * A fault is told of a record that the change itself has written, of the later of two, so that an
 * import can name its line and leave it out.
 */
#ifndef SERVICE_RECORD_RULES_H
#define SERVICE_RECORD_RULES_H

#include "db/record/change.h"
#include "rules/data_checks.h"
#include "service/core/view.h"

/* Who asks: what is frozen to a hand is let through where the program does it by its own rules. */
enum rules_door {
	RULES_HAND,    /* a form, an import, a removal */
	RULES_UNDO,    /* undoing the operation that brought what is frozen takes it away */
	RULES_ORDER,   /* an order signed or annulled */
	RULES_SITTING, /* a deed of the council at its meeting, planned by its own rules */
	RULES_COPY,    /* an image out of a copy: frozen as to a hand, as old as an undo's */
	RULES_MERGE,   /* two records that are one: who is named stays who it was, under one id */
};

/* A fault, or a doubt: what is possible but unlikely. */
struct rule_fault {
	enum kind kind;
	uint64_t id;
	const struct field *field;
	const char *name; /* of the record */
	const char *sentence; /* "указано 5, а поимённо названо 8 человек; ..." */
};

/* After so many nothing more is asked. */
enum { RULES_MOST = 10000 };

struct rule_faults {
	struct rule_fault *items;
	size_t count, room;
};

/* {.session, .door}; stays where it is until the change is committed. */
struct record_rules {
	struct session *session;
	enum rules_door door;
	/* RULES_MERGE: a reference to `gone` of that kind that becomes one to `kept` is no change
	 */
	struct {
		enum kind kind;
		uint64_t gone, kept;
	} merge;
	struct rule_faults refused;
	struct rule_faults
	    doubted;        /* records the change has written that are let in all the same */
	struct arena arena; /* owns the texts */
};

/* change_commit() under the rules: ST_INVALID with `refused` filled when one is broken; then
 * nothing is written. The faults of an earlier commit are forgotten. */
enum status record_rules_commit(
    struct record_rules *x, struct change *c, uint64_t *stamp, struct change_obstacle *obstacle);

/* The first fault as the sentence of the whole, with the name of its record unless that is `of`
 * (NULL: any), and how many there are. ST_INVALID. */
enum status
record_rules_explain(const struct record_rules *x, const struct record *of, struct error *e);

void record_rules_free(struct record_rules *x);

/* A doubt about a stored record; person: whom it is about, 0: nobody. */
typedef void
record_doubt_fn(void *context, enum data_check which, enum kind kind, uint64_t id, uint64_t person);
/* Every stored record in doubt, of DOUBTS_OF_FACTS and behind; reads all records of many kinds. */
void record_rules_doubts(const struct view *v, record_doubt_fn *told, void *context);

#endif
