/* SPDX-License-Identifier: MIT
 * meta.h - the facts about the database itself.
 */
#ifndef DB_META_H
#define DB_META_H

#include "db/record/change.h"

#define META_PROFILES "profile:" /* what the keys of all versions begin with */

/* The source text of the profile in force (the last version recorded); false in a fresh
 * environment. */
bool meta_profile(struct txn *t, struct slice *text);
/* Stage the text as the next version; versions: what meta_profile_versions() said. Should two
 * people do so at once, both texts are kept. */
void meta_stage_profile(struct change *c, size_t versions, struct slice text);
size_t meta_profile_versions(struct txn *t);

/* A database in which days are tried out: its clock may be stopped. Said once, at its birth. */
bool meta_is_rehearsal(struct txn *t);
void meta_stage_rehearsal(struct change *c);

#endif
