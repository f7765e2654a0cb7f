/* SPDX-License-Identifier: MIT
 * change.h - one operation on the register: built in memory, checked and written in one short
 * transaction with its indexes, history, words, columns and journal row.
 */
#ifndef DB_CHANGE_H
#define DB_CHANGE_H

#include "db/record/actor.h"
#include "db/record/tables.h"
#include "model/record.h"

struct change;

/* The actor's texts outlive the change. operation: a word of the journal ("import", "save",
 * "remove", "undo", "user", "profile", ...); reason: why, "" when none. Both are copied. */
struct change *
change_new(struct store *st, const struct actor *actor, const char *operation, const char *reason);
void change_free(struct change *c); /* NULL is fine; nothing is written */

/* The id the next new record of that kind will get. A change may refer to records it makes itself.
 */
uint64_t change_next_id(struct change *c, enum kind kind);

/* Ids are given as t sees the counters, until it is set to NULL again (before t ends): a deed that
 * has a transaction open begins no other one for them. */
void change_look_in(struct change *c, struct txn *t);

/* Stage a record. r->id 0: a new one, r->id is set to what it will be. Otherwise the stored record
 * is replaced, provided it still has the stamp r->stamp when the change is committed; a removed
 * record comes back under its id when r->stamp is its tombstone's. r is not kept. Of several images
 * of one record staged here the last counts. */
void change_put(struct change *c, struct record *r);
void change_remove(struct change *c, enum kind kind, uint64_t id, uint64_t stamp);

/* As change_remove, and every image the record ever had is destroyed: of each its hash stays. */
void change_forget(struct change *c, enum kind kind, uint64_t id, uint64_t stamp);

/* As change_put, and every image the record had before is destroyed in the same way. */
void change_put_alone(struct change *c, struct record *r);

/* Stage a value of TABLE_META or TABLE_ACCOUNT (value.data NULL deletes), journalled by `reason`;
 * of TABLE_DRAFT a deletion (db/record/draft.h), which is no news for the journal. */
void change_put_raw(struct change *c, enum table table, struct slice key, struct slice value);

/* Another reason than change_new() was given. */
void change_set_reason(struct change *c, const char *reason);

/* The journal row shall say that this operation takes back another. */
void change_set_undoes(struct change *c, uint64_t operation);

/* Journal the operation though nothing is staged: it changes nothing, and journal_changes() passes
 * it over. Of no effect once something is staged. */
void change_note(struct change *c);

/* Asked inside the write transaction, before anything is written, with nothing of the change in it
 * yet: may the change go on? Anything but ST_OK stops it, and is what change_commit returns. */
typedef enum status change_guard(void *context, struct txn *t);
void change_set_guard(struct change *c, change_guard *guard, void *context);

size_t change_size(const struct change *c); /* staged records */

/* What a change did to one record. */
struct change_deed {
	enum kind kind;
	uint64_t id, before; /* the stamp of its image before; 0: it is new */
	bool removed;
};

/* Asked inside the write transaction when all records are written and nothing stands yet: t sees
 * them as they will be, with the stamp of the operation, and their images before as history.
 * Anything but ST_OK takes all of it back, and is what change_commit returns. */
typedef enum status
change_check(void *context, struct txn *t, const struct change *c, uint64_t stamp);
void change_set_check(struct change *c, change_check *check, void *context);
/* For the check: the deeds, change_size() of them, by kind and id; and the one on a record, if
 * there is one. */
struct change_deed change_deed(const struct change *c, size_t i);
bool change_find_deed(const struct change *c, enum kind kind, uint64_t id, struct change_deed *out);
/* Asked while it is written, up to the moment it stands: true takes all of it back, and
 * change_commit returns ST_CANCELLED. */
void change_set_stop(struct change *c, txn_stop *stop, void *context);
/* All is done but the last: change_commit returns what it would, and nothing is written. */
void change_only_try(struct change *c);

/* What stood in the way, when change_commit returns ST_CONFLICT or ST_INVALID. */
struct change_obstacle {
	enum kind kind;
	uint64_t id;    /* of the record in the change */
	uint64_t other; /* ST_INVALID: the record that has the same key already, or that refers to
			   the removed one, or 0 when a reference of `id` leads nowhere */
	enum kind other_kind;
};

/*
 * Write everything or nothing, and free the change. *stamp (may be NULL) is the operation's number;
 * 0 when nothing was staged nor to be noted, so that nothing was written either.
 * ST_CONFLICT: a record was changed or new ids were taken meanwhile; build the change anew.
 * ST_INVALID: a key is used twice, a removed record is referred to, a reference leads nowhere.
 * What the guard said.
 * ST_RULES: other rules are in force than the actor works by.
 * ST_FULL, ST_NOSPACE, ST_SYSTEM, ST_DAMAGED: nothing was written; store_explain() has the words.
 */
enum status change_commit(struct change *c, uint64_t *stamp, struct change_obstacle *obstacle);

/* Write everything into a transaction that the caller ends, and free the change; an error is t's.
 * For a database that is only being made: the change was built without a store (NULL), so it has no
 * new records. */
void change_write(struct change *c, struct txn *t);

#endif
