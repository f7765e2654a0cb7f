/* SPDX-License-Identifier: MIT
 * facts.h - the packed rows of rules/facts.h beside the records they come from.
 *
 * TABLE_FACTS holds blocks under kind and number (key_put_block): the rows of FACTS_BLOCK people,
 * or of as many items of plans or events, in order of id. They change in the transaction of the
 * records.
 */
#ifndef DB_FACTS_H
#define DB_FACTS_H

#include "db/record/tables.h"
#include "model/record.h"
#include "rules/facts.h"

/* Two pages as a rule: small enough for a save to rewrite, large enough for a
 * scan to run at the speed of memory. (16 people to a block: no cheaper to save, twice as slow to
 * scan.) */
enum { FACTS_BLOCK = 64 };

/* What a change does to facts, gathered while its records are written. */
struct facts_change {
	struct facts_touch *touches;
	size_t count, size;
};

/* Append what a record gives to the facts: a few bytes, for most kinds none. */
void facts_put_given(struct buf *b, const struct record *r);

/* A record is written: given is what facts_put_given said of it, borrowed until facts_write. fresh:
 * its id was never used before. */
void facts_note_put(
    struct facts_change *fc, enum kind kind, uint64_t id, struct slice given, bool fresh);
/* A stored record was this one until now: it is replaced or removed. */
void facts_note_old(struct facts_change *fc, const struct record *old, bool removed);
/* Bring the blocks up to date: once records and index keys have been written. */
void facts_write(struct txn *t, struct facts_change *fc);
void facts_change_free(struct facts_change *fc);

/* The kinds whose records have rows. */
enum { FACTS_KINDS = 3 };
extern const enum kind facts_kinds[FACTS_KINDS];

/* Every block of one of these kinds, in order; false from fn stops it. */
typedef bool facts_fn(void *context, struct slice block);
void facts_scan(struct txn *t, enum kind kind, facts_fn *fn, void *context);

/* The stored block of that number; empty when there is none. */
struct slice facts_block(struct txn *t, enum kind kind, uint64_t block);

/* Facts made anew from the records, block by block in rising order: what is stored should equal it.
 */
struct facts_source;
struct facts_source *facts_source_open(struct txn *t);
/* Append the block, nothing when none of its records is there. false: a record cannot be read. */
bool facts_source_put(struct facts_source *src, enum kind kind, uint64_t block, struct buf *out);
void facts_source_close(struct facts_source *src);

/* Blocks there are for records with ids up to `last`. */
static inline uint64_t
facts_blocks(uint64_t last)
{
	return last / FACTS_BLOCK + 1;
}

/* Make all facts anew in t, of records whose index and counters are right. */
void facts_rebuild(struct txn *t);

#endif
