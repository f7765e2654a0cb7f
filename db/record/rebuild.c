/* SPDX-License-Identifier: MIT
 * rebuild.c - counters, index, words and columns made anew from the records.
 */
#include "db/record/rebuild.h"

#include "db/record/codec.h"
#include "db/record/columns.h"
#include "db/record/counter.h"
#include "db/record/journal.h"
#include "db/record/key.h"
#include "db/record/keylist.h"
#include "db/record/search.h"
#include "db/record/words.h"

/* Keys begin with the number of their kind: what is appended goes by it, not by the kind's place,
 * or LMDB has to look for the place of each. KIND_COUNT: no kind has this number. */
enum { NUMBERS = UINT8_MAX + 1 };

/* Called for every record of a kind, in order of id. */
typedef void record_fn(void *context, const struct record *r);

static void
each_record(struct txn *t, enum kind kind, record_fn *fn, void *context)
{
	struct cursor *c = cursor_open(t, table_of(kind));
	struct record *r = record_new(kind);

	for (bool more = cursor_first(c); more && txn_status(t) == ST_OK; more = cursor_next(c)) {
		if (codec_get(r, cursor_value(c)) != ST_OK) {
			txn_fail(t, ST_DAMAGED);
			break;
		}
		r->id = key_id(cursor_key(c));
		fn(context, r);
	}
	record_free(r);
	cursor_close(c);
}

/* The highest id of a kind that history knows: removed records have a tombstone there. */
static uint64_t
last_of_history(struct txn *t, enum kind kind)
{
	struct cursor *c = cursor_open(t, TABLE_HISTORY);
	struct buf behind = {0};
	uint64_t last = 0;

	key_put_history(&behind, kind, UINT64_MAX, UINT64_MAX);
	if ((cursor_seek(c, buf_slice(&behind)) ? cursor_prev(c) : cursor_last(c)) &&
	    cursor_key(c).len == behind.len &&
	    slice_starts(cursor_key(c), slice_make(behind.data, behind.len - KEY_ID - 8)))
		last = be_read((const char *)cursor_key(c).data + behind.len - KEY_ID - 8, KEY_ID);
	cursor_close(c);
	buf_free(&behind);
	return last;
}

static uint64_t
last_of_records(struct txn *t, enum kind kind)
{
	struct cursor *c = cursor_open(t, table_of(kind));
	uint64_t last = cursor_last(c) ? key_id(cursor_key(c)) : 0;

	cursor_close(c);
	return last;
}

static void
counters_rebuild(struct txn *t)
{
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		uint64_t records = last_of_records(t, k), past = last_of_history(t, k);
		uint64_t last = records > past ? records : past, next;

		if (!counter_read(t, k, &next) || next <= last)
			counter_set(t, k, last + 1);
	}
}

static void
add_keys(void *context, const struct record *r)
{
	struct keylist *keys = context;
	struct key_span spans[KEYS_MAX];
	size_t count = key_put_all(&keys->bytes, r, spans);

	for (size_t i = 0; i < count; i++)
		keylist_add_here(keys, spans[i].at, spans[i].len);
}

static void
index_rebuild(struct txn *t)
{
	txn_clear(t, TABLE_INDEX);
	for (unsigned number = 0; number < NUMBERS; number++) {
		enum kind k = kind_of_number(number);
		struct keylist keys = {0};

		if (k == KIND_COUNT)
			continue;
		each_record(t, k, add_keys, &keys);
		keylist_sort(&keys);
		for (size_t i = 0; i < keys.count; i++)
			txn_append(
			    t, TABLE_INDEX, keylist_key(&keys, i), (struct slice){.data = ""});
		keylist_free(&keys);
	}
}

/* What the words of each record are made with. */
struct wording {
	struct words_change *words;
	struct buf text;
};

static void
add_words(void *context, const struct record *r)
{
	struct wording *w = context;

	buf_clear(&w->text);
	search_put_text(&w->text, r);
	words_change_put(w->words, r->kind, r->id, buf_slice(&w->text), true);
}

static void
words_rebuild(struct txn *t)
{
	struct wording w = {.words = words_change_new(t)};

	txn_clear(t, TABLE_WORDS);
	for (unsigned number = 0; number < NUMBERS; number++)
		if (kind_of_number(number) != KIND_COUNT)
			each_record(t, kind_of_number(number), add_words, &w);
	words_change_write(w.words);
	words_change_free(w.words);
	buf_free(&w.text);
}

static void
columns_rebuild_kind(struct txn *t, enum kind kind, struct columns_maker *m)
{
	for (uint64_t block = 0; columns_next_block(t, kind, &block); block++)
		if (columns_of_records(m, t, kind, block))
			columns_maker_store(m, t, kind, block);
		else
			txn_fail(t, ST_DAMAGED);
}

static void
columns_rebuild(struct txn *t)
{
	struct columns_maker *m = columns_maker_new();

	txn_clear(t, TABLE_COLUMNS);
	for (unsigned number = 0; number < NUMBERS; number++)
		if (kind_of_number(number) != KIND_COUNT)
			columns_rebuild_kind(t, kind_of_number(number), m);
	columns_maker_free(m);
}

void
derived_rebuild(struct txn *t)
{
	counters_rebuild(t);
	index_rebuild(t);
	words_rebuild(t);
	columns_rebuild(t);
	journal_forget_turns(t);
}
