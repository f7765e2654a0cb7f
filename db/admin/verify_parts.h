/* SPDX-License-Identifier: MIT
 * verify_parts.h - a check while it runs: shared by verify.c, which goes through the tables, and
 * verify_journal.c, which follows the chain.
 */
#ifndef DB_VERIFY_PARTS_H
#define DB_VERIFY_PARTS_H

#include "db/admin/verify.h"
#include "db/record/journal.h"

enum { VERIFY_WINDOW = 1 << 20 }; /* operations whose sums are held at a time */

struct check {
	struct txn *t;
	struct verify_report *out;
	verify_told *told;
	verify_progress *progress;
	void *context;
	uint64_t done, total;
	bool stopped;

	enum verify_part part; /* what is being looked at: where faults belong */
	struct record *record; /* of the kind being checked */
	struct buf keys, text;
	uint64_t words[KIND_COUNT];   /* of all records, as a sum */
	struct buf sentences;         /* of the faults found, each with a NUL behind it */
	uint64_t highest[KIND_COUNT]; /* id of any image */
	uint64_t last;                /* operation */
	uint64_t first, behind;       /* operations whose sums are being made: [first, behind) */
	unsigned char (*sums)[JOURNAL_HASH];
	/* what the journal says of the rest: by its last row that says it; 0: none */
	uint64_t standing_by, identity_by;
	unsigned char standing[JOURNAL_HASH], identity[JOURNAL_IDENTITY];
};

void __attribute__((format(printf, 2, 3))) verify_fault(struct check *c, const char *format, ...);
/* One entry done; false when the caller's progress wants no more, or the store has given up. */
bool verify_step(struct check *c);
/* An image's share in what the journal promises of its operation. */
void
verify_add_image(struct check *c, enum kind kind, uint64_t id, uint64_t stamp, struct slice image);

/* The sums of the operations from `first` on are to be made. */
void verify_open_window(struct check *c, uint64_t first);
/* The chain, what it promises of images, accounts and rules, and its end. */
void verify_journal(struct check *c);

#endif
