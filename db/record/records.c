/* SPDX-License-Identifier: MIT
 * records.c - records found by the indexes.
 */
#include "db/record/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/record/codec.h"
#include "db/record/cbor.h"
#include "db/record/key.h"
#include "db/record/search.h"

bool
records_image(struct txn *t, enum kind kind, uint64_t id, struct slice *image)
{
	struct buf key = {0};
	bool found;

	if (id == 0) /* a reference to nobody: there is nothing to look for */
		return false;
	key_put_id(&key, id);
	found = txn_get(t, table_of(kind), buf_slice(&key), image);
	buf_free(&key);
	return found;
}

bool
records_read(struct txn *t, uint64_t id, struct slice image, struct record *out)
{
	if (codec_get(out, image) != ST_OK) {
		txn_fail(t, ST_DAMAGED);
		return false;
	}
	out->id = id;
	return true;
}

bool
records_get(struct txn *t, uint64_t id, struct record *out)
{
	struct slice image;

	if (!records_image(t, out->kind, id, &image)) {
		record_clear(out);
		return false;
	}
	return records_read(t, id, image, out);
}

size_t
records_count(struct txn *t, enum kind kind)
{
	return txn_count(t, table_of(kind));
}

/* The id behind the only unique key that starts so. */
static uint64_t
find_unique(struct txn *t, struct slice start)
{
	struct cursor *c = cursor_open(t, TABLE_INDEX);
	uint64_t id = 0;

	if (cursor_seek(c, start) && slice_starts(cursor_key(c), start) &&
	    cursor_key(c).len == start.len + KEY_ID)
		id = key_id(cursor_key(c));
	cursor_close(c);
	return id;
}

uint64_t
records_find(struct txn *t, enum kind kind, struct slice code)
{
	struct buf start = {0};
	uint64_t id;

	key_put_code(&start, kind, code);
	id = find_unique(t, buf_slice(&start));
	buf_free(&start);
	return id;
}

uint64_t
records_find_same(struct txn *t, const struct record *r)
{
	struct buf start = {0};
	uint64_t id;

	key_put_unique(&start, r);
	id = find_unique(t, buf_slice(&start));
	buf_free(&start);
	return id;
}

bool
records_put_code(struct txn *t, enum kind kind, uint64_t id, struct buf *out)
{
	const struct field *f = field_find(kind, "code");
	struct slice image;
	struct slice code;

	if (f == NULL || !records_image(t, kind, id, &image))
		return false;
	if (!codec_find_text(image, f->number, &code)) {
		txn_fail(t, ST_DAMAGED);
		return false;
	}
	buf_put_slice(out, code);
	return true;
}

/* A walk stands on an entry (placed: the cursor is there) or between entries, beside `place`. */
struct walk {
	struct txn *txn;
	struct cursor *cursor;
	size_t prefix; /* bytes of place that every entry of the walk has */
	bool placed;
	size_t len;
	unsigned char place[KEY_MAX + 1];
};

/* Behind every key of an index: no key goes on with such bytes. */
enum { BEHIND_ALL = 0xFF, BEHIND_BYTES = 16 };

static struct walk *
walk_new(struct txn *t, enum table table, struct slice prefix)
{
	struct walk *w = xcalloc(1, sizeof(*w));

	w->txn = t;
	w->cursor = cursor_open(t, table);
	w->prefix = prefix.len;
	w->len = prefix.len;
	memcpy(w->place, prefix.data, prefix.len);
	return w;
}

static struct walk *
walk_index(struct txn *t, struct buf *prefix)
{
	struct walk *w = walk_new(t, TABLE_INDEX, buf_slice(prefix));

	buf_free(prefix);
	return w;
}

struct walk *
walk_sorted(struct txn *t, enum kind kind)
{
	struct buf prefix = {0};

	key_put_index(&prefix, kind, KEY_ORDER);
	return walk_index(t, &prefix);
}

struct walk *
walk_by_code(struct txn *t, enum kind kind)
{
	struct buf prefix = {0};

	key_put_index(&prefix, kind, KEY_UNIQUE);
	return walk_index(t, &prefix);
}

bool
walk_code(const struct walk *w, struct slice *code)
{
	if (w->len < KEY_HEAD + 1 + KEY_ID || w->place[w->len - KEY_ID - 1] != '\0')
		return false;
	*code = slice_make(w->place + KEY_HEAD, w->len - KEY_HEAD - 1 - KEY_ID);
	return memchr(code->data, '\x01', code->len) == NULL;
}

struct walk *
walk_referring(struct txn *t, enum kind kind, const struct field *ref, uint64_t target)
{
	struct buf prefix = {0};

	key_put_ref(&prefix, kind, ref, target);
	return walk_index(t, &prefix);
}

struct walk *
walk_by_id(struct txn *t, enum kind kind)
{
	return walk_new(t, table_of(kind), slice_of(""));
}

/* Is the cursor, where it moved, still on an entry of this walk? Then this is the new place. */
static bool
arrive(struct walk *w, bool moved, uint64_t *id)
{
	struct slice key = moved ? cursor_key(w->cursor) : (struct slice){0};

	w->placed =
	    moved && key.len <= KEY_MAX && slice_starts(key, slice_make(w->place, w->prefix));
	if (!w->placed)
		return false;
	memcpy(w->place, key.data, key.len);
	w->len = key.len;
	*id = key_id(key);
	return true;
}

bool
walk_next(struct walk *w, uint64_t *id)
{
	struct slice place = slice_make(w->place, w->len);
	bool moved;

	if (w->placed)
		return arrive(w, cursor_next(w->cursor), id);
	moved = cursor_seek(w->cursor, place);
	if (moved && slice_equal(cursor_key(w->cursor), place))
		moved = cursor_next(w->cursor);
	return arrive(w, moved, id);
}

bool
walk_record(struct walk *w, struct record *out)
{
	bool found = false;

	for (uint64_t id; !found && walk_next(w, &id);)
		found = records_get(w->txn, id, out);
	return found;
}

bool
walk_prev(struct walk *w, uint64_t *id)
{
	bool moved;

	if (w->placed)
		return arrive(w, cursor_prev(w->cursor), id);
	if (cursor_seek(w->cursor, slice_make(w->place, w->len)))
		moved = cursor_prev(w->cursor);
	else
		moved = cursor_last(w->cursor);
	return arrive(w, moved, id);
}

/* Only the entry that is given has its key copied. */
bool
walk_within(struct walk *w, bool backward, const struct idset *set, uint64_t *id)
{
	const struct slice prefix = slice_make(w->place, w->prefix);
	bool (*move)(struct cursor *) = backward ? cursor_prev : cursor_next;
	bool moved = backward ? walk_prev(w, id) : walk_next(w, id);

	while (moved && !idset_has(set, *id)) {
		moved = move(w->cursor) && slice_starts(cursor_key(w->cursor), prefix);
		*id = moved ? key_id(cursor_key(w->cursor)) : 0;
	}
	return arrive(w, moved, id);
}

void
walk_to_first(struct walk *w)
{
	w->placed = false;
	w->len = w->prefix;
}

void
walk_to_last(struct walk *w)
{
	w->placed = false;
	w->len = w->prefix + BEHIND_BYTES;
	memset(w->place + w->prefix, BEHIND_ALL, BEHIND_BYTES);
}

void
walk_to_place(struct walk *w, struct slice place)
{
	w->placed = false;
	w->len = place.len <= KEY_MAX ? place.len : KEY_MAX;
	memcpy(w->place, place.data, w->len);
}

void
walk_put_place(const struct walk *w, struct buf *out)
{
	buf_put(out, w->place, w->len);
}

void
walk_put_place_of(const struct record *r, struct buf *out)
{
	key_put_order(out, r);
}

uint32_t *
records_ranks(struct txn *t, enum kind kind, bool letters, uint64_t *behind)
{
	struct walk *w = walk_sorted(t, kind);
	uint32_t *ranks = NULL, rank = 0;
	struct buf last = {0};
	uint64_t id;

	*behind = 0;
	while (walk_next(w, &id)) {
		struct slice by = key_sorted_by(slice_make(w->place, w->len), letters);

		rank += rank == 0 || !slice_equal(by, buf_slice(&last));
		buf_clear(&last);
		buf_put_slice(&last, by);
		if (id >= *behind) {
			uint64_t more = id * 2 + 1024;

			ranks = xrealloc(ranks, more * sizeof(*ranks));
			memset(ranks + *behind, 0, (more - *behind) * sizeof(*ranks));
			*behind = more;
		}
		ranks[id] = rank;
	}
	walk_close(w);
	buf_free(&last);
	return ranks;
}

void
walk_close(struct walk *w)
{
	if (w == NULL)
		return;
	cursor_close(w->cursor);
	free(w);
}
