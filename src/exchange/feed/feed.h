/* SPDX-License-Identifier: MIT
 * feed.h - what leaves the town for its region: one batch of lines of JSON (docs/region.md).
 *
 * A snapshot is every row there is; a batch since a token is the present row of every record the
 * journal has touched since, or of what rests on it, and the removal of those that are no more. So
 * batches in any split, applied one after the other, are the snapshot. Behind the rows stand the
 * town's own figures, by which the region judges what it has.
 */
#ifndef EXCHANGE_FEED_H
#define EXCHANGE_FEED_H

#include "db/record/journal.h"
#include "service/core/view.h"

/* Where in the life of which database a batch begins or ends: the last operation that changed
 * something. Written identity:sequence:head. */
struct feed_token {
	unsigned char identity[JOURNAL_IDENTITY], head[JOURNAL_HASH];
	uint64_t sequence;
};

/* ST_USAGE, with the sentence how one is written. */
enum status feed_token_parse(const char *text, struct feed_token *out, struct error *e);
void feed_token_put(const struct feed_token *token, struct buf *out);
/* The token of the database as the view sees it. */
struct feed_token feed_token_now(const struct view *v);
/* Does it name a place in the life of this database? ST_REFUSED, each with its own sentence and
 * what to do: another database, a place ahead of it, a life that has gone another way. */
enum status feed_token_check(const struct view *v, const struct feed_token *token, struct error *e);

/* Rows are of these types, in this order. */
enum feed_type { FEED_PART, FEED_PERSON, FEED_FACT, FEED_ITEM, FEED_ROSTER_ROW, FEED_TYPES };
enum { FEED_SORTS = 8 }; /* of one type at most: kinds of facts, sources of items */

struct feed_batch {
	enum feed_level level;
	bool since;             /* it continues; else a snapshot */
	struct feed_token from; /* of one that continues */
	struct feed_token to;
	int32_t horizon;
	struct buf text; /* the whole file */
	size_t rows;
	struct feed_count {
		size_t put, removed;
	} counts[FEED_TYPES][FEED_SORTS];
};

/* Makes the batch of that level, since a token (NULL: a snapshot) that feed_token_check() let pass.
 * Where removals cannot be told, for the rules have changed, it is a snapshot all the same; so are
 * the levels figures and roster always. The secrets are those of feed_secrets_ready(). ST_DENIED
 * without PERMIT_EXPORT; ST_REFUSED where the town lacks the part of the program. Free with
 * feed_batch_free() in any case. */
enum status feed_make(const struct view *v, enum feed_level level, const struct feed_token *since,
    struct feed_batch *out, struct error *e);
void feed_batch_free(struct feed_batch *b);

/* Makes the secret of the pseudonyms where the database has none yet: no view may be open. It lies
 * in the database and its copies, leaves by no table and is made once, without a row in the
 * journal. */
enum status feed_secrets_ready(struct session *s, struct error *e);
/* Makes the town's key, by which batches are signed from then on; `replace` the one there is.
 * Appends the public part in hexadecimal digits. ST_DENIED without PERMIT_ACCOUNTS, ST_REFUSED:
 * there is one. */
enum status feed_make_key(struct session *s, bool replace, struct buf *out, struct error *e);

/* "facts" and what it is: "сведения под псевдонимами"; what the law says of it. */
extern const char *const feed_level_words[FEED_LEVELS + 1]; /* ended by NULL */
const char *feed_level_about(enum feed_level level);
void feed_put_remark(const struct session *s, enum feed_level level, struct buf *out);
/* Append what is in a batch, for people: counts, the first rows as they are, the remark. */
void feed_put_preview(const struct session *s, const struct feed_batch *b, struct buf *out);

/* The journal's row of a batch that leaves: write it before the batch does. */
void feed_put_note(const struct feed_batch *b, struct buf *out);
/* What was sent before, newest first, down to the journal's row behind `after`: called until it
 * says false. */
struct feed_sent {
	uint64_t sequence;
	int64_t time;
	const char *account, *via, *address;
	const char *what; /* "facts, № 12–34, строк 5" */
};
typedef bool feed_sent_fn(void *context, const struct feed_sent *sent);
void feed_each_sent(const struct view *v, uint64_t after, feed_sent_fn *fn, void *context);
/* Where the last batch of the level ended that was sent; false: none was. */
bool feed_token_sent(const struct view *v, enum feed_level level, struct feed_token *out);

#endif
