/* SPDX-License-Identifier: MIT
 * pages.h - are the pages of the data file a sound tree?
 *
 * LMDB trusts every page it reads: a flipped bit in a page number or a length can end the program.
 * So verifying looks at the raw pages of its snapshot first, with its own eyes.
 */
#ifndef DB_PAGES_H
#define DB_PAGES_H

#include "db/lmdb/store.h"

/* A read transaction whose pages are sound; NULL: *status says why, ST_CONFLICT when others commit
 * faster than we look. */
struct txn *pages_sound_snapshot(struct store *st, struct buf *fault, enum status *status);

/* The file is shorter than its header says. Either it was cut (ST_DAMAGED), or the missing tail is
 * pages given back before they were ever written: a look at all pages in use tells. */
enum status pages_check_short(struct store *st, struct error *e);

#endif
