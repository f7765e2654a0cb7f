/* SPDX-License-Identifier: MIT
 * history.c - superseded images in TABLE_HISTORY, the current one in its kind's table.
 */
#include "db/record/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "db/record/codec.h"
#include "db/record/journal.h"
#include "db/record/key.h"
#include "db/record/records.h"

enum { HISTORY_KEY = 1 + KEY_ID + 8 };

static bool
past_image(struct txn *t, enum kind kind, uint64_t id, uint64_t stamp, struct slice *image)
{
	struct buf key = {0};
	bool found;

	key_put_history(&key, kind, id, stamp);
	found = txn_get(t, TABLE_HISTORY, buf_slice(&key), image);
	buf_free(&key);
	return found;
}

struct stamps {
	uint64_t *list;
	size_t count, size;
};

static void
stamps_add(struct stamps *s, uint64_t stamp)
{
	ARRAY_ROOM(s->list, s->count, s->size);
	s->list[s->count++] = stamp;
}

static uint64_t
history_key_id(struct slice key)
{
	return be_read((const char *)key.data + 1, KEY_ID);
}

static uint64_t
history_key_stamp(struct slice key)
{
	return be_read((const char *)key.data + 1 + KEY_ID, 8);
}

size_t
history_stamps_before(
    struct txn *t, enum kind kind, uint64_t id, uint64_t before, size_t most, uint64_t *stamps)
{
	struct cursor *c = cursor_open(t, TABLE_HISTORY);
	struct buf key = {0};
	struct slice image;
	size_t count = 0;

	if (most > 0 && records_image(t, kind, id, &image) && codec_stamp(image) < before)
		stamps[count++] = codec_stamp(image);
	key_put_history(&key, kind, id, before);
	for (bool more = cursor_seek(c, buf_slice(&key)) ? cursor_prev(c) : cursor_last(c); more &&
	     count < most && slice_starts(cursor_key(c), slice_make(key.data, HISTORY_KEY - 8));
	     more = cursor_prev(c))
		if (cursor_key(c).len == HISTORY_KEY)
			stamps[count++] = history_key_stamp(cursor_key(c));
	cursor_close(c);
	buf_free(&key);
	return count;
}

size_t
history_stamps(struct txn *t, enum kind kind, uint64_t id, uint64_t **stamps)
{
	struct cursor *c = cursor_open(t, TABLE_HISTORY);
	struct buf prefix = {0};
	struct stamps s = {0};
	struct slice image;

	key_put_kind(&prefix, kind);
	buf_put_be(&prefix, id, KEY_ID);
	for (bool more = cursor_seek(c, buf_slice(&prefix));
	     more && slice_starts(cursor_key(c), buf_slice(&prefix)); more = cursor_next(c))
		if (cursor_key(c).len == HISTORY_KEY)
			stamps_add(&s, history_key_stamp(cursor_key(c)));
	if (records_image(t, kind, id, &image))
		stamps_add(&s, codec_stamp(image));
	cursor_close(c);
	buf_free(&prefix);
	*stamps = s.list;
	return s.count;
}

void
history_each(struct txn *t, enum kind kind, history_image_fn *fn, void *context)
{
	struct cursor *c = cursor_open(t, TABLE_HISTORY);
	struct buf prefix = {0};

	key_put_kind(&prefix, kind);
	for (bool more = cursor_seek(c, buf_slice(&prefix));
	     more && slice_starts(cursor_key(c), buf_slice(&prefix)); more = cursor_next(c))
		if (cursor_key(c).len == HISTORY_KEY)
			fn(context, history_key_id(cursor_key(c)),
			    history_key_stamp(cursor_key(c)));
	cursor_close(c);
	buf_free(&prefix);
}

bool
history_get(struct txn *t, uint64_t id, uint64_t stamp, struct record *out, bool *deleted)
{
	struct slice image;
	bool tombstone;

	record_clear(out);
	if (deleted != NULL)
		*deleted = false;
	if (!past_image(t, out->kind, id, stamp, &image) &&
	    (!records_image(t, out->kind, id, &image) || codec_stamp(image) != stamp))
		return false;
	tombstone = codec_is_tombstone(image) || codec_is_erased(image, &image);
	if (deleted != NULL)
		*deleted = tombstone;
	if (tombstone)
		return false;
	return records_read(t, id, image, out);
}

static bool
is_behind(struct txn *t, uint64_t operation, int32_t day)
{
	int64_t time = journal_time(t, operation);

	return time == INT64_MIN || clock_date_of(time) > day;
}

/* The last operation before `operation`, which is behind the day, that can be one of that day:
 * where the times grow it is the last that is; 0: none. */
static uint64_t
step_back(struct txn *t, uint64_t operation, int32_t day)
{
	uint64_t low = journal_run(t, operation), high = operation;

	if (low == operation || is_behind(t, low, day))
		return low - 1;
	while (high - low > 1) {
		uint64_t middle = low + (high - low) / 2;

		if (is_behind(t, middle, day))
			high = middle;
		else
			low = middle;
	}
	return low;
}

uint64_t
history_stamp_on(struct txn *t, enum kind kind, uint64_t id, int32_t day)
{
	uint64_t before = UINT64_MAX, stamp;

	while (history_stamps_before(t, kind, id, before, 1, &stamp) == 1) {
		if (!is_behind(t, stamp, day))
			return stamp;
		before = step_back(t, stamp, day) + 1;
	}
	return 0;
}

/* An image gives way to its hash; one that says nothing of anybody stays. */
static void
erase(struct txn *t, enum kind kind, uint64_t id, uint64_t stamp)
{
	unsigned char hash[JOURNAL_HASH];
	struct buf key = {0}, erased = {0};
	struct slice image;

	if (!past_image(t, kind, id, stamp, &image) || codec_is_tombstone(image))
		return;
	journal_hash_image(kind, id, image, hash);
	codec_put_erased(&erased, hash);
	key_put_history(&key, kind, id, stamp);
	txn_put(t, TABLE_HISTORY, buf_slice(&key), buf_slice(&erased));
	buf_free(&key);
	buf_free(&erased);
}

bool
history_is_erased(struct txn *t, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct slice image, hash;

	return past_image(t, kind, id, stamp, &image) && codec_is_erased(image, &hash);
}

void
history_erase(struct txn *t, enum kind kind, uint64_t id)
{
	uint64_t *stamps;
	size_t n = history_stamps(t, kind, id, &stamps);

	for (size_t i = 0; i < n; i++)
		erase(t, kind, id, stamps[i]);
	free(stamps);
}

/* All images of a large operation: its stamp stands in each of them. */
static void
scan_operation(struct txn *t, enum kind kind, uint64_t stamp, history_fn *fn, void *context)
{
	struct cursor *c = cursor_open(t, table_of(kind));
	struct buf prefix = {0};

	for (bool more = cursor_first(c); more; more = cursor_next(c))
		if (codec_stamp(cursor_value(c)) == stamp)
			fn(context, kind, key_id(cursor_key(c)), stamp);
	cursor_close(c);

	c = cursor_open(t, TABLE_HISTORY);
	key_put_kind(&prefix, kind);
	for (bool more = cursor_seek(c, buf_slice(&prefix));
	     more && slice_starts(cursor_key(c), buf_slice(&prefix)); more = cursor_next(c))
		if (cursor_key(c).len == HISTORY_KEY && history_key_stamp(cursor_key(c)) == stamp)
			fn(context, kind, history_key_id(cursor_key(c)), stamp);
	cursor_close(c);
	buf_free(&prefix);
}

void
history_of_operation(struct txn *t, uint64_t stamp, history_fn *fn, void *context)
{
	struct journal_row row;

	if (!journal_get(t, stamp, &row))
		return;
	for (size_t i = 0; i < row.ntouched; i++)
		fn(context, row.touched[i].kind, row.touched[i].id, stamp);
	for (int kind = 0; row.touched == NULL && kind < KIND_COUNT; kind++)
		if (row.counts[kind] > 0)
			scan_operation(t, (enum kind)kind, stamp, fn, context);
	journal_row_free(&row);
}

uint64_t
history_find_code(struct txn *t, enum kind kind, struct slice code)
{
	const struct field *f = field_find(kind, "code");
	uint64_t id = f != NULL ? records_find(t, kind, code) : 0, newest = 0;
	struct cursor *c = cursor_open(t, TABLE_HISTORY);
	struct buf prefix = {0};
	struct slice text;
	bool more;

	key_put_kind(&prefix, kind);
	more = f != NULL && id == 0 && cursor_seek(c, buf_slice(&prefix));
	for (; more && slice_starts(cursor_key(c), buf_slice(&prefix)); more = cursor_next(c)) {
		if (cursor_key(c).len != HISTORY_KEY || history_key_stamp(cursor_key(c)) < newest ||
		    !codec_find_text(cursor_value(c), f->number, &text) || !slice_equal(text, code))
			continue;
		newest = history_key_stamp(cursor_key(c));
		id = history_key_id(cursor_key(c));
	}
	cursor_close(c);
	buf_free(&prefix);
	return id;
}
