/* SPDX-License-Identifier: MIT
 * sort.c - the kind's own order, and the order of any column, over an array of ids.
 */
#include "service/list/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/date.h"
#include "base/die.h"
#include "base/fold.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "service/list/filter.h"
#include "service/core/naming.h"

/* A row and where its key lies in the buffer of keys. */
struct keyed {
	uint64_t id;
	size_t position; /* among rows in the kind's own order */
	size_t at, len;
	bool is_empty;
};

/* What the comparison needs. */
struct ordering {
	struct buf keys;
	bool descending;
};

static struct slice
key_of(const struct ordering *o, const struct keyed *row)
{
	return slice_make(buf_text(&o->keys) + row->at, row->len);
}

static int
compare_rows(const void *left, const void *right, void *context)
{
	const struct keyed *a = left, *b = right;
	const struct ordering *o = context;
	int order;

	if (a->is_empty != b->is_empty)
		return a->is_empty ? 1 : -1;
	order = a->is_empty ? 0 : slice_compare(key_of(o, a), key_of(o, b));
	if (order != 0)
		return o->descending ? -order : order;
	return a->position < b->position ? -1 : a->position > b->position;
}

static size_t
take_ids(const struct keyed *rows, size_t count, uint64_t *ids)
{
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	return count;
}

/* A few records of many: load each and sort by its place, without walking all the others. */
static size_t
natural_of_few(struct txn *t, enum kind kind, const struct idset *set, bool backward, uint64_t *ids)
{
	struct keyed *rows = xcalloc(set->count, sizeof(*rows));
	struct ordering o = {.descending = backward};
	struct record *r = record_new(kind);
	size_t count = 0;

	for (uint64_t id = 0; count < set->count && idset_next(set, &id); id++) {
		if (!records_get(t, id, r))
			continue;
		rows[count] = (struct keyed){.id = id, .at = o.keys.len};
		walk_put_place_of(r, &o.keys);
		rows[count].len = o.keys.len - rows[count].at;
		count++;
	}
	qsort_r(rows, count, sizeof(*rows), compare_rows, &o);
	take_ids(rows, count, ids);
	record_free(r);
	buf_free(&o.keys);
	free(rows);
	return count;
}

static size_t
walk_all(struct txn *t, enum kind kind, bool backward, uint64_t *ids, size_t most)
{
	struct walk *w = walk_sorted(t, kind);
	size_t count = 0;
	uint64_t id;

	if (backward)
		walk_to_last(w);
	while (count < most && (backward ? walk_prev(w, &id) : walk_next(w, &id)))
		ids[count++] = id;
	walk_close(w);
	return count;
}

bool
sort_is_known(const struct session *s, struct txn *t, enum kind kind)
{
	return s->order.changes != 0 && s->order.kind == kind &&
	    s->order.changes == journal_changes(t);
}

static void
know_order(struct session *s, struct txn *t, enum kind kind)
{
	size_t total = records_count(t, kind);

	if (sort_is_known(s, t, kind))
		return;
	free(s->order.ids);
	s->order = (struct known_order){.changes = journal_changes(t),
	    .kind = kind,
	    .ids = xcalloc(total, sizeof(*s->order.ids))};
	s->order.count = walk_all(t, kind, false, s->order.ids, total);
}

static size_t
natural_of_many(
    const struct known_order *order, const struct idset *set, bool backward, uint64_t *ids)
{
	size_t count = 0;

	for (size_t i = 0; i < order->count && count < set->count; i++) {
		uint64_t id = order->ids[backward ? order->count - 1 - i : i];

		if (idset_has(set, id))
			ids[count++] = id;
	}
	return count;
}

/* Loading a record from anywhere costs as much as some 160 steps through the index, or as some
 * 1,000 through the order in memory. */
enum { STEPS_A_RECORD = 160, KNOWN_STEPS_A_RECORD = 1000 };

size_t
sort_natural(
    const struct view *v, enum kind kind, const struct idset *set, bool backward, uint64_t **ids)
{
	size_t total = records_count(v->txn, kind);
	size_t steps =
	    sort_is_known(v->session, v->txn, kind) ? KNOWN_STEPS_A_RECORD : STEPS_A_RECORD;

	*ids = xcalloc(set != NULL ? set->count : total, sizeof(**ids));
	if (set == NULL)
		return walk_all(v->txn, kind, backward, *ids, total);
	if (set->count < total / steps)
		return natural_of_few(v->txn, kind, set, backward, *ids);
	know_order(v->session, v->txn, kind);
	return natural_of_many(&v->session->order, set, backward, *ids);
}

/* Texts are told apart by so many bytes; behind them the kind's own order decides. */
enum { KEY_BYTES = 400 };

static void
put_text_key(struct slice text, struct buf *out)
{
	const char *bytes = text.data;

	if (text.len > KEY_BYTES) {
		text.len = KEY_BYTES;
		while (text.len > 0 && ((unsigned char)bytes[text.len] & 0xC0) == 0x80)
			text.len--;
	}
	compare_put_order(out, text);
	buf_putc(out, '\0');
	fold_put_yo(out, text);
}

static void
put_name_key(const struct view *v, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *target = record_new(kind);
	struct buf name = {0};

	if (records_get(v->txn, id, target))
		register_put_name_of(v, target, &name);
	put_text_key(buf_slice(&name), out);
	buf_free(&name);
	record_free(target);
}

/* Terms stand in the order of the town's profile. */
static void
put_term_key(struct session *s, const struct field *f, const char *id, struct buf *out)
{
	size_t count, i = 0;
	const struct term *terms = profile_terms(s->profile, f->terms, &count);

	while (i < count && strcmp(terms[i].id, id) != 0)
		i++;
	buf_put_be(out, i, 2);
}

/* Append bytes that compare as the values do. */
static void
put_key(const struct view *v, const struct record *r, const struct field *f, struct buf *out)
{
	if (field_is_text(f) && f->type == FIELD_TERM)
		put_term_key(v->session, f, record_text(r, f), out);
	else if (field_is_text(f))
		put_text_key(slice_of(record_text(r, f)), out);
	else if (f->type == FIELD_DATE)
		buf_put_be(out, (uint64_t)((int64_t)record_date(r, f) - INT32_MIN), 4);
	else if (f->type == FIELD_NUMBER)
		buf_put_be(out, (uint64_t)record_number(r, f), 8);
	else if (f->type == FIELD_YESNO)
		buf_putc(out, record_yes(r, f) ? 1 : 0);
	else if (f->type == FIELD_CHOICE)
		buf_putc(out, (char)record_choice(r, f));
	else
		put_name_key(v, f->target, record_ref(r, f), out);
}

static void
key_rows(const struct view *v, const struct listing_spec *spec, struct ordering *o,
    struct keyed *rows, size_t count)
{
	struct record *r = record_new(spec->kind);

	for (size_t i = 0; i < count; i++) {
		bool found = records_get(v->txn, rows[i].id, r);

		rows[i].at = o->keys.len;
		rows[i].is_empty = !found ||
		    (spec->sort->type != FIELD_YESNO && record_field_empty(r, spec->sort));
		if (!rows[i].is_empty)
			put_key(v, r, spec->sort, &o->keys);
		rows[i].len = o->keys.len - rows[i].at;
	}
	record_free(r);
}

enum status
sort_by_column(struct view *v, const struct listing_spec *spec, uint64_t *ids, size_t count,
    listing_progress *progress, void *context)
{
	struct keyed *rows = xcalloc(count, sizeof(*rows));
	struct ordering o = {.descending = spec->descending};
	enum status st = ST_OK;

	for (size_t i = 0; i < count; i++)
		rows[i] = (struct keyed){.id = ids[i], .position = i};
	for (size_t done = 0; done < count && st == ST_OK;) {
		size_t chunk = count - done < SCAN_CHUNK ? count - done : SCAN_CHUNK;

		key_rows(v, spec, &o, rows + done, chunk);
		st = txn_status(v->txn);
		done += chunk;
		if (st == ST_OK && done < count && !filter_go_on(v, progress, context, done, count))
			st = ST_CANCELLED;
	}
	if (st == ST_OK) {
		qsort_r(rows, count, sizeof(*rows), compare_rows, &o);
		take_ids(rows, count, ids);
	}
	buf_free(&o.keys);
	free(rows);
	return st;
}
