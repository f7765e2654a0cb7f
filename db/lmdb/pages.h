/* SPDX-License-Identifier: MIT
 * pages.h - are the pages of the data file a sound tree?
 *
 * LMDB trusts every page it reads: a flipped bit in a page number or a length can end the program.
 * So verifying looks at the raw pages of its snapshot first, with its own eyes.
 */
#ifndef DB_PAGES_H
#define DB_PAGES_H

#include <sys/types.h>

#include "db/lmdb/store.h"

/* A read transaction whose pages are sound; NULL: *status says why, ST_CONFLICT when others commit
 * faster than we look. */
struct txn *pages_sound_snapshot(struct store *st, struct buf *fault, enum status *status);

/* Read the data file once from end to end, so that whole-table work finds it in memory. */
void pages_warm(const struct store *st);

/* Before work on whole tables: are they? ST_DAMAGED with the sentence. ST_OK also where others
 * commit faster than we look. */
enum status pages_check(struct store *st, struct error *e);

/* The same when a database is opened: a small one always, a large one once a day. short_by is how
 * many bytes the file lacks of what its header says (datafile_check): then it is looked at, and
 * given its length when it is whole. */
enum status pages_check_opened(struct store *st, off_t short_by, struct error *e);

#endif
