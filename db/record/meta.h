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

/* A form of the office that papers of the profile name: blank.docx. */
struct meta_blank {
	const char *name;
	struct slice bytes;
};

/* What is put in force together. */
struct meta_rules {
	struct slice text;
	const struct meta_blank *blanks;
	size_t nblanks;
};

/* Stage it as the next version; versions: what meta_profile_versions() said. Should two people do
 * so at once, both texts are kept. */
void meta_stage_profile(struct change *c, size_t versions, const struct meta_rules *rules);
/* Is exactly that in force? */
bool meta_profile_is(struct txn *t, const struct meta_rules *rules);
/* The bytes of a form as that version has it, or the last where there is none of it; false: it has
 * none of that name. */
bool meta_blank(struct txn *t, size_t version, const char *name, struct slice *bytes);
/* Append the name of a form that is not as some version had it; false: all are. */
bool meta_blanks_differ(struct txn *t, struct buf *name);
size_t meta_profile_versions(struct txn *t);

/* What a school calls its columns: text as exchange/intake.h writes it, under the school's name. */
void meta_stage_columns(struct change *c, const char *school, struct slice text);
/* false: nothing is kept of it. */
bool meta_columns(struct txn *t, const char *school, struct slice *text);
/* The name behind `school` ("": the first) replaces it; false: there is none behind. */
bool meta_columns_next(struct txn *t, struct buf *school);

/* What an account has settled for itself, by name. false: nothing. */
bool meta_setting(struct txn *t, const char *account, const char *name, struct slice *text);
/* "" takes it away. No row of the journal tells of it: it is nobody else's business. */
void meta_put_setting(struct txn *t, const char *account, const char *name, const char *text);

/* What the database keeps to itself, by name: no table that leaves has it, only a copy. false: it
 * has none of that name and length. Writing it is in no row of the journal. */
bool meta_secret(struct txn *t, const char *name, void *out, size_t len);
void meta_put_secret(struct txn *t, const char *name, const void *secret, size_t len);

/* A database in which days are tried out: its clock may be stopped. Said once, at its birth. */
bool meta_is_rehearsal(struct txn *t);
void meta_stage_rehearsal(struct change *c);

#endif
