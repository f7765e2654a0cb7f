/* SPDX-License-Identifier: MIT
 * step.h - what a step to a newer format is given (db/upgrade.c and the steps), and how it changes
 * a record.
 *
 * A step turns records of its format into those of the next one. Index, texts, columns and counters
 * are made anew behind the last step, so until then they are not to be relied upon.
 */
#ifndef DB_STEP_H
#define DB_STEP_H

#include "db/record/journal.h"
#include "model/record.h"

struct step {
	struct txn *t;
	struct journal_row row; /* of the upgrade; its number is the stamp of what is written */
	struct journal_touched touched[JOURNAL_TOUCHED];
};

/* Write a record as part of the upgrade: r->id 0 is a new one and gets its id, else the image in
 * force becomes history. The journal's row counts it. r->stamp is the new one afterwards. */
void step_put(struct step *s, struct record *r);

/* From format 1: an association's head and the head's order, which were three of its fields (5, 6
 * and 7), become a row of association_heads. */
void step_heads(struct step *s);

#endif
