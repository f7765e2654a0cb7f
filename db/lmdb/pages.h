/* SPDX-License-Identifier: MIT
 * pages.h - are the pages of the data file a sound tree?
 *
 * LMDB trusts every page it reads: a flipped bit in a page number or a length can end the program.
 * So verifying looks at the raw pages of its snapshot first, with its own eyes.
 */
#ifndef DB_PAGES_H
#define DB_PAGES_H

#include "base/buf.h"
#include "base/status.h"

/* Check the pages that the snapshot `version` consists of; a read transaction holds it meanwhile,
 * so that they stay as they are. 0 is the newest version, held by nobody: for a look before
 * opening. ST_DAMAGED: fault is appended a sentence. ST_CONFLICT: others have committed meanwhile
 * and it cannot be told any more; try again with a new snapshot. */
enum status pages_check(const char *dir, uint64_t version, struct buf *fault);

#endif
