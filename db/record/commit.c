/* SPDX-License-Identifier: MIT
 * commit.c - writing a staged change: one transaction, everything checked inside it.
 *
 * Records first, in order of kind and id; then the index keys, sorted: those of old images that are
 * gone, then the new ones after uniqueness and references have been looked at, and the columns;
 * then that nothing refers to what was removed, and what the caller's check says to it all; then
 * words, counters, raw rows and the journal's row.
 */
#include "db/record/change.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/record/codec.h"
#include "db/record/columns.h"
#include "db/record/counter.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/key.h"
#include "db/record/meta.h"
#include "db/record/search.h"
#include "db/record/standing.h"
#include "db/record/pending.h"
#include "db/record/words.h"

struct commit {
	struct change *c;
	struct txn *t;
	uint64_t stamp;
	struct journal_row row;
	struct journal_touched touched[JOURNAL_TOUCHED];
	struct change_obstacle obstacle;
	struct record *old[KIND_COUNT]; /* old images decoded, for their keys and words */
	struct keylist gone;            /* index keys of old images */
	struct words_change *words;
	struct buf key, image, past, text;
};

static int
compare_pending(const void *a, const void *b)
{
	const struct pending *sa = a, *sb = b;

	if (sa->kind != sb->kind)
		return sa->kind < sb->kind ? -1 : 1;
	if (sa->id != sb->id)
		return sa->id < sb->id ? -1 : 1;
	return sa->order < sb->order ? -1 : 1;
}

static void
take_back_keys(struct change *c, const struct pending *s)
{
	for (size_t i = 0; i < s->nkeys; i++)
		c->keys.keys[s->first_key + i].len = 0;
}

/* In order of kind and id, of each record only what was staged last; a new record removed again was
 * never there. */
static void
tidy(struct change *c)
{
	struct pending *staged = c->staged;
	bool sorted = true;
	size_t kept = 0;

	assert(staged != NULL || c->count == 0);
	for (size_t i = 1; i < c->count; i++)
		sorted = sorted && compare_pending(&staged[i - 1], &staged[i]) < 0;
	if (!sorted)
		qsort(staged, c->count, sizeof(*staged), compare_pending);
	for (size_t i = 0; i < c->count; i++) {
		const struct pending *s = &staged[i], *next = i + 1 < c->count ? s + 1 : NULL;

		if (next != NULL && next->kind == s->kind && next->id == s->id)
			take_back_keys(c, s);
		else if (!s->removed || !pending_is_new(c, s))
			staged[kept++] = *s;
	}
	c->count = kept;
}

static bool
stop(struct commit *w, enum status why, struct change_obstacle obstacle)
{
	if (txn_status(w->t) == ST_OK)
		w->obstacle = obstacle;
	txn_fail(w->t, why);
	return false;
}

static bool
good(const struct commit *w)
{
	return txn_status(w->t) == ST_OK;
}

/* New ids must still be free. */
static bool
check_counters(struct commit *w)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		uint64_t first = w->c->first_new[k];

		if (first != 0 && w->c->next[k] > first &&
		    counter_next(w->t, (enum kind)k) != first)
			return stop(w, ST_CONFLICT,
			    (struct change_obstacle){.kind = (enum kind)k, .id = first});
	}
	return good(w);
}

static struct slice
key_of_id(struct commit *w, uint64_t id)
{
	buf_clear(&w->key);
	key_put_id(&w->key, id);
	return buf_slice(&w->key);
}

static struct slice
key_of_past(struct commit *w, const struct pending *s, uint64_t stamp)
{
	buf_clear(&w->key);
	key_put_history(&w->key, s->kind, s->id, stamp);
	return buf_slice(&w->key);
}

/* The stamp of the tombstone of a record that is not there any more; 0 when it never was. */
static uint64_t
tombstone_stamp(struct commit *w, const struct pending *s)
{
	struct cursor *cursor = cursor_open(w->t, TABLE_HISTORY);
	struct slice behind = key_of_past(w, s, UINT64_MAX);
	uint64_t stamp = 0;

	if ((cursor_seek(cursor, behind) ? cursor_prev(cursor) : cursor_last(cursor)) &&
	    slice_starts(cursor_key(cursor), slice_make(behind.data, 1 + KEY_ID)))
		stamp = codec_stamp(cursor_value(cursor));
	cursor_close(cursor);
	return stamp;
}

/* Index keys the old image had: those the new one has as well stay where they are. */
static void
compare_keys(struct commit *w, const struct pending *s, const struct record *old)
{
	struct keylist *keys = &w->c->keys;
	struct key_span spans[KEYS_MAX];
	struct buf bytes = {0};
	size_t n = key_put_all(&bytes, old, spans);

	for (size_t i = 0; i < n; i++) {
		struct slice key = slice_make(bytes.data + spans[i].at, spans[i].len);
		size_t j = s->first_key, end = j + s->nkeys;

		while (j < end && !slice_equal(keylist_key(keys, j), key))
			j++;
		if (j < end)
			keys->keys[j].len = 0;
		else
			keylist_add(&w->gone, key);
	}
	buf_free(&bytes);
}

/* The image in force becomes history. Its bytes are copied: they lie in the page that changes. */
static bool
supersede(struct commit *w, const struct pending *s, struct slice image)
{
	struct record **old = &w->old[s->kind];

	buf_clear(&w->past);
	buf_put_slice(&w->past, image);
	txn_append(w->t, TABLE_HISTORY, key_of_past(w, s, s->stamp), buf_slice(&w->past));
	if (*old == NULL)
		*old = record_new(s->kind);
	if (codec_get(*old, buf_slice(&w->past)) != ST_OK) {
		txn_fail(w->t, ST_DAMAGED);
		return false;
	}
	(*old)->id = s->id;
	compare_keys(w, s, *old);
	buf_clear(&w->text);
	search_put_text(&w->text, *old);
	words_change_put(w->words, s->kind, s->id, buf_slice(&w->text), false);
	return good(w);
}

static bool
write_record(struct commit *w, const struct pending *s)
{
	struct slice body = slice_make(buf_text(&w->c->bodies) + s->body, s->body_len), image;
	bool fresh = pending_is_new(w->c, s);
	bool had = !fresh && txn_get(w->t, table_of(s->kind), key_of_id(w, s->id), &image);
	uint64_t stamp = fresh ? 0
	    : had              ? codec_stamp(image)
	    : s->removed       ? 0
			       : tombstone_stamp(w, s);
	char how = s->removed ? '-' : had ? '*' : '+';

	if (had && stamp == 0)
		return stop(w, ST_DAMAGED, (struct change_obstacle){0});
	if (!fresh && (stamp == 0 || stamp != s->stamp))
		return stop(w, ST_CONFLICT, (struct change_obstacle){.kind = s->kind, .id = s->id});
	if (had && !supersede(w, s, image))
		return false;
	buf_clear(&w->image);
	codec_put_image(&w->image, w->stamp, body, s->pairs);
	if (s->removed) {
		txn_delete(w->t, table_of(s->kind), key_of_id(w, s->id));
		txn_append(w->t, TABLE_HISTORY, key_of_past(w, s, w->stamp), buf_slice(&w->image));
	} else {
		txn_append(w->t, table_of(s->kind), key_of_id(w, s->id), buf_slice(&w->image));
	}
	if (s->forgotten)
		history_erase(w->t, s->kind, s->id);
	journal_count_image(&w->row, s->kind, s->id, how, buf_slice(&w->image));
	words_change_put(w->words, s->kind, s->id,
	    slice_make(buf_text(&w->c->texts) + s->text, s->text_len), true);
	return good(w);
}

/* Bodies and texts go when they are written: an import is largest here and where the keys are. */
static bool
write_records(struct commit *w)
{
	w->words = words_change_new(w->t);
	for (size_t i = 0; i < w->c->count; i++)
		if (!write_record(w, &w->c->staged[i]))
			return false;
	buf_free(&w->c->bodies);
	buf_free(&w->c->texts);
	return true;
}

static void
delete_old_keys(struct commit *w)
{
	keylist_sort(&w->gone);
	for (size_t i = 0; i < w->gone.count; i++)
		txn_delete(w->t, TABLE_INDEX, keylist_key(&w->gone, i));
}

static struct slice
without_id(struct slice key)
{
	return slice_make(key.data, key.len - KEY_ID);
}

static bool
key_taken(struct commit *w, struct slice key, struct slice by)
{
	enum kind kind = key_kind(key);

	return stop(w, ST_INVALID,
	    (struct change_obstacle){
		.kind = kind, .id = key_id(key), .other = key_id(by), .other_kind = kind});
}

/* Nobody else may have a unique key of ours: neither in this change, where equals stand side by
 * side, nor in the store. The cursor waits on the next stored key until ours have reached it. */
static bool
check_unique(struct commit *w)
{
	struct cursor *stored = cursor_open(w->t, TABLE_INDEX);
	const struct keylist *keys = &w->c->keys;
	struct slice before = {0};
	bool sought = false, more = true, unique = true;

	for (size_t i = 0; unique && i < keys->count; i++) {
		struct slice key = keylist_key(keys, i), start = without_id(key);

		if ((keys->keys[i].head & 0xFF) != KEY_UNIQUE)
			continue;
		if (before.len == key.len && slice_starts(before, start))
			unique = key_taken(w, key, before);
		if (!sought || (more && slice_compare(cursor_key(stored), start) < 0))
			more = cursor_seek(stored, start);
		sought = true;
		if (unique && more && cursor_key(stored).len == key.len &&
		    slice_starts(cursor_key(stored), start))
			unique = key_taken(w, key, cursor_key(stored));
		before = key;
	}
	cursor_close(stored);
	return unique && good(w);
}

static const struct field *
ref_field(enum kind kind, unsigned number)
{
	const struct entity *e = entity_of(kind);

	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].type == FIELD_REF && e->fields[i].number == number)
			return &e->fields[i];
	return NULL;
}

/* Every record referred to is there; in the sorted keys each is asked for once. */
static bool
check_references(struct commit *w)
{
	const struct keylist *keys = &w->c->keys;
	struct slice unused;

	for (size_t i = 0; i < keys->count; i++) {
		const struct listed_key *k = &keys->keys[i], *before = i > 0 ? k - 1 : NULL;
		unsigned index = k->head & 0xFF;
		enum kind kind;

		if (index < KEY_REF ||
		    (before != NULL && before->head == k->head && before->lead == k->lead))
			continue;
		kind = kind_of_number(k->head >> 8);
		if (!txn_get(w->t, table_of(ref_field(kind, index - KEY_REF)->target),
			key_of_id(w, k->lead), &unused))
			return stop(w, ST_INVALID,
			    (struct change_obstacle){
				.kind = kind, .id = key_id(keylist_key(keys, i))});
	}
	return good(w);
}

/* And let them go. */
static void
put_keys(struct commit *w)
{
	for (size_t i = 0; i < w->c->keys.count; i++)
		txn_append(
		    w->t, TABLE_INDEX, keylist_key(&w->c->keys, i), (struct slice){.data = ""});
	keylist_free(&w->c->keys);
}

/* Does any record still refer by this field to one of the removed ones, which are in order? */
static bool
check_field_unreferred(struct commit *w, enum kind kind, const struct field *f,
    const struct pending *staged, size_t count)
{
	struct cursor *cursor = cursor_open(w->t, TABLE_INDEX);
	struct buf prefix = {0}, start = {0};
	bool free_of_them = true;
	uint64_t target = 0;

	key_put_index(&prefix, kind, KEY_REF + f->number);
	for (size_t i = 0; free_of_them && i < count; i++) {
		if (!staged[i].removed || staged[i].id < target)
			continue;
		if (staged[i].id > target) {
			buf_clear(&start);
			key_put_ref(&start, kind, f, staged[i].id);
			if (!cursor_seek(cursor, buf_slice(&start)) ||
			    !slice_starts(cursor_key(cursor), buf_slice(&prefix)))
				break;
			target = key_target(cursor_key(cursor));
		}
		if (staged[i].id == target)
			free_of_them = stop(w, ST_INVALID,
			    (struct change_obstacle){.kind = staged[i].kind,
				.id = staged[i].id,
				.other = key_id(cursor_key(cursor)),
				.other_kind = kind});
	}
	cursor_close(cursor);
	buf_free(&prefix);
	buf_free(&start);
	return free_of_them;
}

/* The staged records of one kind, which stand together. */
static bool
check_unreferred(struct commit *w, const struct pending *staged, size_t count)
{
	bool removed = false;

	for (size_t i = 0; i < count; i++)
		removed = removed || staged[i].removed;
	for (int k = 0; removed && k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);

		for (size_t i = 0; i < e->count; i++)
			if (e->fields[i].type == FIELD_REF && e->fields[i].target == staged->kind &&
			    !check_field_unreferred(w, (enum kind)k, &e->fields[i], staged, count))
				return false;
	}
	return good(w);
}

static bool
check_removed(struct commit *w)
{
	const struct change *c = w->c;
	size_t start = 0, end;

	for (; start < c->count; start = end) {
		for (end = start + 1;
		     end < c->count && c->staged[end].kind == c->staged[start].kind;)
			end++;
		if (!check_unreferred(w, &c->staged[start], end - start))
			return false;
	}
	return true;
}

static void
put_columns(struct commit *w, struct columns_maker *m, const struct pending *s)
{
	unsigned place = (unsigned)(s->id % COLUMNS_BLOCK);
	struct slice image, body;

	if (s->removed)
		columns_maker_remove(m, place);
	else if (txn_get(w->t, table_of(s->kind), key_of_id(w, s->id), &image) &&
	    codec_body(image, &body))
		columns_maker_put(m, place, body);
	else
		txn_fail(w->t, ST_DAMAGED);
}

static void
write_columns(struct commit *w)
{
	struct columns_maker *m = columns_maker_new();
	const struct change *c = w->c;
	size_t i = 0;

	while (i < c->count && good(w)) {
		enum kind kind = c->staged[i].kind;
		uint64_t block = c->staged[i].id / COLUMNS_BLOCK;

		if (!columns_maker_start(m, columns_stored(w->t, kind, block)))
			txn_fail(w->t, ST_DAMAGED);
		for (; i < c->count && c->staged[i].kind == kind &&
		     c->staged[i].id / COLUMNS_BLOCK == block;
		     i++)
			put_columns(w, m, &c->staged[i]);
		columns_maker_store(m, w->t, kind, block);
	}
	columns_maker_free(m);
}

static void
write_counters(struct commit *w)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (w->c->next[k] > w->c->first_new[k])
			counter_set(w->t, (enum kind)k, w->c->next[k]);
}

static void
write_raws(struct commit *w)
{
	for (size_t i = 0; i < w->c->nraws; i++) {
		const struct pending_raw *raw = &w->c->raws[i];
		struct slice key = slice_make(w->c->values.data + raw->key, raw->key_len);

		if (raw->removed)
			txn_delete(w->t, raw->table, key);
		else
			txn_put(w->t, raw->table, key,
			    slice_make(w->c->values.data + raw->value, raw->value_len));
	}
}

/* An account or a rule of the town. */
static bool
changes_standing(const struct change *c)
{
	for (size_t i = 0; i < c->nraws; i++)
		if (c->raws[i].table != TABLE_DRAFT)
			return true;
	return false;
}

static bool
start_row(struct commit *w)
{
	w->row = (struct journal_row){
	    .operation = w->c->operation,
	    .reason = w->c->reason,
	    .undoes = w->c->undoes,
	    .touched = w->touched,
	};
	journal_sign_row(&w->row, &w->c->actor);
	if (!journal_start_row(w->t, &w->row))
		return false;
	w->stamp = w->row.sequence;
	return true;
}

static bool
has_content(const struct change *c)
{
	return c->count + c->nraws > 0;
}

static bool
pass_guard(struct commit *w)
{
	enum status why = w->c->guard != NULL ? w->c->guard(w->c->guard_context, w->t) : ST_OK;

	return why == ST_OK || stop(w, why, (struct change_obstacle){0});
}

/* What the rules say to the records as they will be. */
static bool
pass_check(struct commit *w)
{
	enum status why = w->c->check != NULL && good(w)
	    ? w->c->check(w->c->check_context, w->t, w->c, w->stamp)
	    : ST_OK;

	return good(w) && (why == ST_OK || stop(w, why, (struct change_obstacle){0}));
}

/* What was read and checked by other rules is not written under these. */
static bool
check_rules(struct commit *w)
{
	size_t rules = w->c->actor.rules;

	return rules == 0 || !has_content(w->c) || meta_profile_versions(w->t) == rules ||
	    stop(w, ST_RULES, (struct change_obstacle){0});
}

static void
write_everything(struct commit *w)
{
	if (!check_rules(w) || !pass_guard(w) || !start_row(w) || !check_counters(w) ||
	    !write_records(w))
		return;
	delete_old_keys(w);
	keylist_sort(&w->c->keys);
	if (!check_unique(w) || !check_references(w))
		return;
	put_keys(w);
	write_columns(w); /* the check may read them */
	if (!check_removed(w) || !pass_check(w))
		return;
	words_change_write(w->words);
	write_counters(w);
	write_raws(w);
	if (changes_standing(w->c)) {
		w->row.stands = true;
		standing_sum(w->t, w->row.standing);
	}
	journal_write_row(w->t, &w->row);
	if (!has_content(w->c))
		journal_add_note(w->t);
}

static void
commit_free(struct commit *w)
{
	for (int k = 0; k < KIND_COUNT; k++)
		record_free(w->old[k]);
	keylist_free(&w->gone);
	buf_free(&w->key);
	buf_free(&w->image);
	buf_free(&w->past);
	buf_free(&w->text);
	words_change_free(w->words);
	change_free(w->c);
	free(w);
}

enum status
change_commit(struct change *c, uint64_t *stamp, struct change_obstacle *obstacle)
{
	struct commit *w = xcalloc(1, sizeof(*w));
	enum status status = ST_OK;

	w->c = c;
	tidy(c);
	if (has_content(c) || c->note) {
		w->t = txn_write(c->store);
		txn_set_stop(w->t, c->stop, c->stop_context);
		write_everything(w);
		status = c->only_try ? txn_status(w->t) : txn_commit(w->t);
		if (c->only_try)
			txn_abort(w->t);
	}
	if (stamp != NULL)
		*stamp = status == ST_OK ? w->stamp : 0;
	if (obstacle != NULL)
		*obstacle = w->obstacle;
	commit_free(w);
	return status;
}

void
change_write(struct change *c, struct txn *t)
{
	struct commit *w = xcalloc(1, sizeof(*w));

	w->c = c;
	w->t = t;
	tidy(c);
	write_everything(w);
	commit_free(w);
}
