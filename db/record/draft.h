/* SPDX-License-Identifier: MIT
 * draft.h - what is being typed, kept from the first keystroke.
 *
 * A draft belongs to an account and to what is being made: the form of a record, or other work on
 * one, as an order that is being composed. Of a new record the id is a number of the session that
 * types it (DRAFT_NEW), so that two of one account at one new form keep one each. It holds values
 * by their names, as text, right or wrong. When the database cannot take it (full map, full disk)
 * it is kept in the account's state folder ($XDG_STATE_HOME/metodaktiv) and found there again.
 */
#ifndef DB_DRAFT_H
#define DB_DRAFT_H

#include "db/record/change.h"

/* The highest bit, which the id of no record has. A draft of a new record whose session had no
 * number is 0. */
#define DRAFT_NEW (UINT64_C(1) << 63)

static inline bool
draft_is_new(uint64_t id)
{
	return id == 0 || (id & DRAFT_NEW) != 0;
}

/* What is being made. */
struct draft_name {
	enum kind kind;
	uint64_t id;  /* record being edited, or a new one (draft_is_new) */
	uint8_t work; /* 0: its form; else other work on records of the kind, by its own number */
};

static inline struct draft_name
draft_of_form(enum kind kind, uint64_t id)
{
	return (struct draft_name){.kind = kind, .id = id};
}

static inline bool
draft_is_same(struct draft_name a, struct draft_name b)
{
	return a.kind == b.kind && a.id == b.id && a.work == b.work;
}

struct draft_field {
	const char *id, *text;
};

struct draft {
	struct draft_name of;
	uint64_t stamp;   /* the image the editing began from */
	int64_t time;     /* last written, seconds since 1970 */
	uint64_t version; /* of what was read: differs as soon as it is written again */
	size_t current;   /* field the cursor stood in */
	struct draft_field *fields;
	size_t count;
	struct arena arena; /* of what was read, or put */
};

/* Put one more value behind the others, of a draft that began as nothing but its name; both texts
 * are copied. Then draft_free. */
void draft_put(struct draft *d, const char *id, const char *text);
/* The same of a record ("people 12"; nothing of 0) and of a day, and what was put so: 0 and
 * DATE_NONE where it is something else. */
void draft_put_ref(struct draft *d, const char *id, enum kind kind, uint64_t ref);
void draft_put_date(struct draft *d, const char *id, int32_t day);
uint64_t draft_ref(const struct draft_field *value, enum kind kind);
int32_t draft_date(const struct draft_field *value);

/* Write at once and durably. ST_OK also when it went to the fallback folder; e then says so. The
 * version is set to that of what was written. */
enum status draft_save(struct store *st, const char *account, struct draft *d, struct error *e);
/* false when there is none; then draft_free. The newer of database and fallback folder. */
bool draft_load(struct store *st, const char *account, struct draft_name of, struct draft *out);
/* Remove the draft that was seen (its name and version), and no later one. ST_NOTFOUND: there
 * is none any more; ST_CONFLICT: it has been written since, and stays; else what the database said.
 */
enum status draft_remove_seen(struct store *st, const char *account, const struct draft *seen);
void draft_remove(struct store *st, const char *account, struct draft_name of);
/* The same as part of a change: the row goes in its transaction. What lies in the fallback folder
 * is taken away by draft_forget_files, once the change is committed. */
void draft_stage_removal(struct change *c, const char *account, struct draft_name of);
void draft_forget_files(struct store *st, const char *account, struct draft_name of);
/* All drafts of an account without their fields, the latest first; the caller frees *drafts. */
size_t draft_list(struct store *st, const char *account, struct draft **drafts);
/* The data file has gone from its place (store_in_place): put all drafts of the account into the
 * state folder, where they are found when a database is opened in that place again. Returns how
 * many are safe; dir is where the last of them is, and left alone when none is. */
size_t draft_rescue(struct store *st, const char *account, struct buf *dir);
void draft_free(struct draft *d);
/* Can a row of TABLE_DRAFT be read? */
bool draft_check(struct slice image);

#endif
