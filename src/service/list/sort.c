/* SPDX-License-Identifier: MIT
 * sort.c - the order of a column: a number for each record, read in the columns or made of a text,
 * and a stable radix sort by it. So ties need no look at all, and a million takes some passes over
 * memory.
 */
#include "service/list/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "db/record/codec.h"
#include "db/record/columns.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "service/core/naming.h"
#include "service/list/images.h"
#include "service/list/natural.h"

#define NO_VALUE INT64_MIN

/* A key and what it is of: an id, or a place among texts. */
struct row {
	uint64_t key, at;
};

/* By one byte of the keys, equal ones in the order they stand in. */
static void
pass(const struct row *from, struct row *to, size_t count, int shift)
{
	size_t starts[257] = {0};

	for (size_t i = 0; i < count; i++)
		starts[(from[i].key >> shift & 0xFF) + 1]++;
	for (size_t i = 1; i < 257; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < count; i++)
		to[starts[from[i].key >> shift & 0xFF]++] = from[i];
}

/* Stable; bytes in which no two keys differ cost nothing. */
static void
sort_rows(struct row *rows, size_t count)
{
	struct row *other = xmalloc((count + 1) * sizeof(*other)), *from = rows, *to = other, *swap;
	uint64_t differ = 0;

	for (size_t i = 1; i < count; i++)
		differ |= rows[i].key ^ rows[0].key;
	for (int shift = 0; shift < 64; shift += 8) {
		if ((differ >> shift & 0xFF) == 0)
			continue;
		pass(from, to, count, shift);
		swap = from;
		from = to;
		to = swap;
	}
	if (from != rows)
		memcpy(rows, from, count * sizeof(*rows));
	free(other);
}

static uint64_t
highest(const uint64_t *ids, size_t count)
{
	uint64_t most = 0;

	for (size_t i = 0; i < count; i++)
		most = ids[i] > most ? ids[i] : most;
	return most;
}

/* The values of a column by id, up to the highest; the caller frees them. */
static int64_t *
column_values(struct txn *t, enum kind kind, const struct field *f, uint64_t most)
{
	int64_t *values = xcalloc(most + 1, sizeof(*values));

	columns_read_field(t, kind, f, f->type == FIELD_YESNO ? 0 : NO_VALUE, values, most + 1);
	return values;
}

/* Texts are told apart by so many bytes; behind them the kind's own order decides. */
enum { KEY_BYTES = 400 };

static void
put_text_key(struct slice text, struct buf *out)
{
	text = utf8_cut(text, KEY_BYTES);
	compare_put_order(out, text);
	buf_putc(out, '\0');
	fold_put_yo(out, text);
}

/* Keys of texts, one behind the other, and of which id each is. */
struct text_key {
	uint64_t id;
	size_t at, len;
};

struct text_keys {
	struct buf bytes;
	struct text_key *items;
	size_t count;
};

static struct slice
key_bytes(const struct text_keys *keys, const struct text_key *k)
{
	return slice_make(buf_text(&keys->bytes) + k->at, k->len);
}

static void
start_key(struct text_keys *keys, uint64_t id)
{
	keys->items[keys->count] = (struct text_key){.id = id, .at = keys->bytes.len};
}

static void
end_key(struct text_keys *keys)
{
	struct text_key *k = &keys->items[keys->count++];

	k->len = keys->bytes.len - k->at;
}

static void
text_keys_free(struct text_keys *keys)
{
	buf_free(&keys->bytes);
	free(keys->items);
}

/* The first bytes, which tell most texts apart, as a number. */
static uint64_t
lead_of(struct slice key)
{
	unsigned char lead[8] = {0};

	memcpy(lead, key.data, key.len < sizeof(lead) ? key.len : sizeof(lead));
	return be_read(lead, sizeof(lead));
}

static int
compare_tied(const void *left, const void *right, void *context)
{
	const struct row *a = left, *b = right;
	const struct text_keys *keys = context;
	int order = slice_compare(
	    key_bytes(keys, &keys->items[a->at]), key_bytes(keys, &keys->items[b->at]));

	if (order != 0)
		return order;
	return (a->at > b->at) - (a->at < b->at);
}

static bool
are_all_equal(const struct text_keys *keys, const struct row *rows, size_t count)
{
	struct slice first = key_bytes(keys, &keys->items[rows[0].at]);

	for (size_t i = 1; i < count; i++)
		if (!slice_equal(key_bytes(keys, &keys->items[rows[i].at]), first))
			return false;
	return true;
}

/* Number the texts from 1 in their order, equal ones alike, into values by id. */
static void
rank_texts(struct text_keys *keys, int64_t *values)
{
	struct row *rows = xcalloc(keys->count + 1, sizeof(*rows));
	size_t end;
	int64_t rank = 0;

	for (size_t i = 0; i < keys->count; i++)
		rows[i] = (struct row){.key = lead_of(key_bytes(keys, &keys->items[i])), .at = i};
	sort_rows(rows, keys->count);
	for (size_t start = 0; start < keys->count; start = end) {
		for (end = start + 1; end < keys->count && rows[end].key == rows[start].key;)
			end++;
		if (!are_all_equal(keys, rows + start, end - start))
			qsort_r(rows + start, end - start, sizeof(*rows), compare_tied, keys);
	}
	for (size_t i = 0; i < keys->count; i++) {
		const struct text_key *k = &keys->items[rows[i].at];

		rank += i == 0 ||
		    !slice_equal(key_bytes(keys, k), key_bytes(keys, &keys->items[rows[i - 1].at]));
		values[k->id] = rank;
	}
	free(rows);
}

/* What is read of the records for a column of texts. */
struct text_reading {
	const struct view *view;
	const struct field *field;
	struct record *record; /* of fields that are no single text */
	struct text_keys keys;
	int64_t *values; /* of terms: their places in the profile */
	bool damaged;
};

/* Terms stand in the order of the town's profile. */
static int64_t
place_of_term(struct session *s, const struct field *f, const char *id)
{
	size_t count, i = 0;
	const struct term *terms = profile_terms(s->profile, f->terms, &count);

	while (i < count && strcmp(terms[i].id, id) != 0)
		i++;
	return (int64_t)i + 1;
}

/* A text that lies in the record as it is. */
static bool
is_plain_text(const struct field *f)
{
	return !f->own && !field_is_list(f);
}

static bool
read_text(struct text_reading *x, struct slice image, struct slice *text)
{
	if (is_plain_text(x->field))
		return codec_find_text(image, x->field->number, text);
	if (codec_get(x->record, image) != ST_OK) {
		x->damaged = true;
		return false;
	}
	*text = slice_of(record_text(x->record, x->field));
	return text->len > 0;
}

static void
take_text(void *context, uint64_t id, struct slice image)
{
	struct text_reading *x = context;
	struct buf term = {0};
	struct slice text;

	if (!read_text(x, image, &text))
		return;
	if (x->field->type == FIELD_TERM) {
		buf_put_slice(&term, text);
		x->values[id] = place_of_term(x->view->session, x->field, buf_text(&term));
		buf_free(&term);
		return;
	}
	start_key(&x->keys, id);
	put_text_key(text, &x->keys.bytes);
	end_key(&x->keys);
}

/* The places of texts by id; *values is freed by the caller whatever is returned. */
static enum status
read_places(struct view *v, const struct listing_spec *spec, const struct idset *set, uint64_t most,
    int64_t **values, listing_progress *progress, void *context)
{
	struct text_reading x = {.view = v,
	    .field = spec->sort,
	    .record = record_new(spec->kind),
	    .values = xcalloc(most + 1, sizeof(**values))};
	enum status st;

	for (uint64_t i = 0; i <= most; i++)
		x.values[i] = NO_VALUE;
	x.keys.items = xcalloc(set->count + 1, sizeof(*x.keys.items));
	st = images_read(v, spec->kind, set, take_text, &x, progress, context);
	if (st == ST_OK && x.damaged)
		st = txn_fail(v->txn, ST_DAMAGED);
	if (st == ST_OK)
		rank_texts(&x.keys, x.values);
	*values = x.values;
	text_keys_free(&x.keys);
	record_free(x.record);
	return st;
}

/* What others have written while the texts were read, in more than one view, makes it no good, too:
 * `sequence` is of the time before. */
static void
remember_places(
    struct session *s, const struct listing_spec *spec, uint64_t sequence, int64_t *places)
{
	known_texts_free(&s->texts);
	s->texts = (struct known_texts){.sequence = sequence,
	    .kind = spec->kind,
	    .field = spec->sort->number,
	    .places = places};
}

/* The same of these ids. Of a whole kind they are remembered, so that a part of it (a letter is
 * typed, a filter set) is sorted without a look at the records. Where terms stand is the
 * profile's, which may change. */
static enum status
text_values(struct view *v, const struct listing_spec *spec, const uint64_t *ids, size_t count,
    const int64_t **values, int64_t **own, listing_progress *progress, void *context)
{
	bool lasting = is_plain_text(spec->sort) && spec->sort->type != FIELD_TERM;
	bool whole = lasting && count == records_count(v->txn, spec->kind);
	uint64_t sequence = journal_last(v->txn);
	struct known_texts *k = &v->session->texts;
	struct idset set = {0};
	enum status st;

	*values = k->places;
	if (lasting && k->kind == spec->kind && k->field == spec->sort->number &&
	    natural_is_good(v->txn, spec->kind, &k->sequence))
		return ST_OK;
	for (size_t i = 0; i < count; i++)
		idset_add(&set, ids[i]);
	st = read_places(v, spec, &set, highest(ids, count), own, progress, context);
	idset_free(&set);
	*values = *own;
	if (st == ST_OK && whole) {
		remember_places(v->session, spec, sequence, *own);
		*own = NULL;
	}
	return st;
}

/* Is the order of the kind's list the order of its names? */
static bool
is_sorted_by_name(enum kind kind)
{
	const char *const *names = entity_of(kind)->names, *const *sorted = entity_of(kind)->sorted;

	while (*names != NULL && *sorted != NULL && strcmp(*names, *sorted) == 0) {
		names++;
		sorted++;
	}
	return *names == NULL && *sorted == NULL;
}

/* The references of these ids become the places of the names they lead to, which are made for each
 * once. */
static void
place_names(
    const struct view *v, enum kind target, const uint64_t *ids, size_t count, int64_t *refs)
{
	struct idset targets = {0};
	struct text_keys keys = {0};
	int64_t *places;
	uint64_t id = 1, most = 0;
	struct buf name = {0};

	for (size_t i = 0; i < count; i++)
		if (refs[ids[i]] > 0)
			idset_add(&targets, (uint64_t)refs[ids[i]]);
	keys.items = xcalloc(targets.count + 1, sizeof(*keys.items));
	for (; idset_next(&targets, &id); id++) {
		buf_clear(&name);
		register_put_name(v, target, id, &name);
		start_key(&keys, id);
		put_text_key(buf_slice(&name), &keys.bytes);
		end_key(&keys);
		most = id;
	}
	places = xcalloc(most + 1, sizeof(*places));
	rank_texts(&keys, places);
	for (size_t i = 0; i < count; i++)
		if (refs[ids[i]] > 0)
			refs[ids[i]] = places[refs[ids[i]]];
	text_keys_free(&keys);
	idset_free(&targets);
	buf_free(&name);
	free(places);
}

/* The same where the order of the target's list is that of its names. */
static void
place_ranks(struct txn *t, enum kind target, const uint64_t *ids, size_t count, int64_t *refs)
{
	uint64_t behind;
	uint32_t *ranks = records_ranks(t, target, false, &behind);

	for (size_t i = 0; i < count; i++) {
		int64_t *ref = &refs[ids[i]];

		if (*ref > 0)
			*ref = (uint64_t)*ref < behind ? ranks[*ref] : 0;
	}
	free(ranks);
}

/* References to few of many are looked at one by one. */
enum { NAMES_A_WALK = 16 };

static int64_t *
ref_values(const struct view *v, const struct listing_spec *spec, const uint64_t *ids, size_t count,
    uint64_t most)
{
	enum kind target = spec->sort->target;
	int64_t *refs = column_values(v->txn, spec->kind, spec->sort, most);

	if (is_sorted_by_name(target) && count > records_count(v->txn, target) / NAMES_A_WALK)
		place_ranks(v->txn, target, ids, count, refs);
	else
		place_names(v, target, ids, count, refs);
	return refs;
}

struct range {
	int64_t least, most;
};

static struct range
range_of(const uint64_t *ids, size_t count, const int64_t *values)
{
	struct range r = {.least = INT64_MAX, .most = INT64_MIN};

	for (size_t i = 0; i < count; i++) {
		int64_t value = values[ids[i]];

		if (value == NO_VALUE)
			continue;
		r.least = value < r.least ? value : r.least;
		r.most = value > r.most ? value : r.most;
	}
	return r;
}

/* By the values of their ids; those without one come last, as they stand. */
static void
arrange(uint64_t *ids, size_t count, const int64_t *values, bool descending)
{
	struct row *rows = xmalloc((count + 1) * sizeof(*rows));
	struct range range = range_of(ids, count, values);
	size_t filled = 0, empty = count;

	/* counted from the end that comes first, so that high bytes are alike */
	for (size_t i = 0; i < count; i++) {
		uint64_t value = (uint64_t)values[ids[i]];

		if (values[ids[i]] != NO_VALUE)
			rows[filled++] =
			    (struct row){.key = descending ? (uint64_t)range.most - value
							   : value - (uint64_t)range.least,
				.at = ids[i]};
	}
	for (size_t i = count; i-- > 0;) /* no one is overtaken: those behind are moved already */
		if (values[ids[i]] == NO_VALUE)
			ids[--empty] = ids[i];
	sort_rows(rows, filled);
	for (size_t i = 0; i < filled; i++)
		ids[i] = rows[i].at;
	free(rows);
}

enum status
sort_by_column(struct view *v, const struct listing_spec *spec, uint64_t *ids, size_t count,
    listing_progress *progress, void *context)
{
	enum status st = ST_OK;
	const int64_t *values;
	int64_t *own = NULL;

	if (spec->sort->own || field_is_text(spec->sort))
		st = text_values(v, spec, ids, count, &values, &own, progress, context);
	else if (spec->sort->type == FIELD_REF)
		values = own = ref_values(v, spec, ids, count, highest(ids, count));
	else
		values = own = column_values(v->txn, spec->kind, spec->sort, highest(ids, count));
	if (st == ST_OK)
		st = txn_status(v->txn);
	if (st == ST_OK)
		arrange(ids, count, values, spec->descending);
	free(own);
	return st;
}
