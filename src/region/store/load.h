/* SPDX-License-Identifier: MIT
 * load.h - a batch of a town becomes the region's: whole or not at all, exactly once.
 */
#ifndef REGION_STORE_LOAD_H
#define REGION_STORE_LOAD_H

#include "region/batch/batch.h"
#include "region/pg/pg.h"

/* How it ended, where it ended well. */
struct receipt {
	bool already; /* it had been taken before: nothing has changed */
	bool behind;  /* and the region stands elsewhere meanwhile */
	bool turned;  /* it leads to another history than the last one did */
	char town[9];
	struct buf name; /* the caller frees */
	size_t rows;
};

/* Whose batch it is. */
struct sender {
	const char *oktmo; /* where that is known from elsewhere; NULL: as the batch says */
	bool fresh;        /* it has come from the town just now, and is no file that lay about */
};

/* One transaction; when this returns ST_OK it is committed. What is refused becomes the
 * town's trouble in its status. The town's own figures judge: where the region's differ the town is
 * quarantined, and nothing of the batch is seen. ST_REFUSED, ST_NOTFOUND, ST_INVALID with what to
 * do; others as pg_ask(). */
enum status region_load(struct pg *pg, struct batch *b, const struct sender *from,
    struct receipt *receipt, struct error *e);

#endif
