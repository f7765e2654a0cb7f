/* SPDX-License-Identifier: MIT
 * feed_parts.h - what the files of this room share.
 */
#ifndef EXCHANGE_FEED_PARTS_H
#define EXCHANGE_FEED_PARTS_H

#include "base/arena.h"
#include "exchange/feed/feed.h"
#include "rules/facts.h"

/* A row: by `order` it is sorted and known; `key` names it, `rest` is what is said of it, both
 * members of a JSON object. rest NULL: it is no more. */
struct feed_row {
	struct slice order;
	const char *key, *rest;
};

/* By its order: its type, and which of its type it is. */
enum feed_type feed_row_type(const struct feed_row *row);
size_t feed_row_sort(const struct feed_row *row);

/* {0} has none. */
struct feed_rows {
	struct feed_row *items;
	size_t count, room;
	struct arena arena; /* owns texts */
};
void feed_rows_free(struct feed_rows *rows);
/* rest: borrowed until the call returns; NULL: only the key. */
void
feed_rows_add_part(struct feed_rows *rows, bool association, const char *code, const char *rest);
void feed_rows_add_person(struct feed_rows *rows, const char *pseudonym, const char *rest);
void feed_rows_add_fact(struct feed_rows *rows, enum fact_type type, uint64_t id, const char *rest);
void feed_rows_add_item(struct feed_rows *rows, bool event, uint64_t id, const char *rest);
/* By order; of several with one key one stays. */
void feed_rows_sort(struct feed_rows *rows);

enum { FEED_SECRET = 32, PSEUDONYM = 16 };

/* What the rows of a state rest on. */
struct feed_ground {
	const struct view *view;
	int32_t today, horizon;
	unsigned char secret[FEED_SECRET];
};
/* ST_REFUSED where feed_secrets_ready() was not called. */
enum status feed_ground_take(const struct view *v, struct feed_ground *out, struct error *e);
/* The day before which nothing is told, as of a day. */
int32_t feed_horizon(const struct session *s, int32_t today);
/* The hash of what rows rest on, hexadecimal. */
void feed_put_rules(const struct feed_ground *g, struct buf *out);
/* Somebody's pseudonym: of their record's number, by the town's secret. */
struct pseudonym {
	char text[2 * PSEUDONYM + 1];
};
struct pseudonym feed_pseudonym(const struct feed_ground *g, uint64_t person);
/* Is somebody with these told of at all? */
bool feed_tells_of(
    const struct feed_ground *g, uint8_t staff_kind, int32_t dismissed /* FACT_OPEN: not */);

/* Every row there is now, sorted. */
void feed_rows_read(const struct feed_ground *g, struct feed_rows *out);
/* The keys of all that was touched after an operation, sorted, each once. false: that cannot be
 * told, for rules have changed since. */
bool feed_touched_since(const struct feed_ground *g, uint64_t sequence, struct feed_rows *out);

/* The lines of figures, one a month end. */
enum status feed_put_figures(
    const struct feed_ground *g, enum feed_level level, struct buf *out, struct error *e);

/* Sign the hash of a batch: 128 hexadecimal digits; false: the town has no key. */
bool
feed_put_signature(const struct view *v, const unsigned char hash[JOURNAL_HASH], struct buf *out);

/* `,"name":"2026-05-31"`; nothing for DATE_NONE or FACT_OPEN. */
void feed_put_date(struct buf *out, const char *name, int32_t date);
/* `,"name":"text"`; nothing for "" and NULL. */
void feed_put_text(struct buf *out, const char *name, const char *text);

#endif
