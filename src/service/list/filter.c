/* SPDX-License-Identifier: MIT
 * filter.c - tests on single records, and the scan that applies them.
 */
#include "service/list/filter.h"

#include <string.h>

#include "base/date.h"
#include "base/compare.h"
#include "db/record/records.h"

/* How kinds say from when to when something holds. */
static const struct {
	const char *begins;
	const char *last;  /* the last day */
	const char *ended; /* the first day no more */
} spans[] = {
    {.begins = "from", .last = "to"},
    {.begins = "given", .last = "until", .ended = "revoked"},
    {.begins = "hired", .ended = "dismissed"},
};

static bool
is_in_force(const struct record *r, const struct field *begins, int32_t day)
{
	const struct field *last = NULL, *ended = NULL;
	int32_t from = record_date(r, begins);

	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
		if (strcmp(spans[i].begins, begins->id) != 0)
			continue;
		last = spans[i].last != NULL ? field_find(r->kind, spans[i].last) : NULL;
		ended = spans[i].ended != NULL ? field_find(r->kind, spans[i].ended) : NULL;
	}
	return from != DATE_NONE && from <= day &&
	    (last == NULL || record_field_empty(r, last) || record_date(r, last) >= day) &&
	    (ended == NULL || record_field_empty(r, ended) || record_date(r, ended) > day);
}

static bool
has_item(struct slice list, struct slice wanted)
{
	struct slice item;

	while (value_next_item(&list, &item))
		if (compare_equal(item, wanted))
			return true;
	return false;
}

static bool
text_equals(const struct record *r, const struct field *f, const char *wanted)
{
	struct slice text = slice_of(record_text(r, f));

	if (field_is_list(f))
		return has_item(text, slice_of(wanted));
	if (f->type == FIELD_CODE || f->type == FIELD_TERM)
		return slice_equal(text, slice_of(wanted));
	return compare_equal(text, slice_of(wanted));
}

/* The value as a number; false when the field is empty. */
static bool
value_of(const struct record *r, const struct field *f, int64_t *out)
{
	switch (f->type) {
	case FIELD_DATE:
		*out = record_date(r, f);
		return *out != DATE_NONE;
	case FIELD_NUMBER:
		*out = record_number(r, f);
		return *out != NUMBER_NONE;
	case FIELD_YESNO:
		*out = record_yes(r, f);
		return true;
	case FIELD_CHOICE:
		*out = record_choice(r, f);
		return true;
	default:
		*out = (int64_t)record_ref(r, f);
		return true;
	}
}

bool
filter_passes(const struct record *r, const struct filter *f)
{
	int64_t value;

	if (f->test == FILTER_EMPTY || f->test == FILTER_FILLED)
		return record_field_empty(r, f->field) == (f->test == FILTER_EMPTY);
	if (f->test == FILTER_IN_FORCE)
		return is_in_force(r, f->field, (int32_t)f->value);
	if (field_is_text(f->field))
		return f->test == FILTER_EQUAL &&
		    text_equals(r, f->field, f->text != NULL ? f->text : "");
	if (!value_of(r, f->field, &value))
		return false;
	return f->test == FILTER_EQUAL ? value == f->value
	    : f->test == FILTER_FROM   ? value >= f->value
				       : value <= f->value;
}

/* A scan of a set or of a whole kind that goes on where the transaction before stopped. */
struct scan {
	const struct listing_spec *spec;
	const struct idset *among;
	struct record *record;
	struct buf place; /* whole kind: the entry looked at last */
	uint64_t id;      /* set: the next id to look at */
};

static void
test_one(struct scan *scan, struct txn *t, uint64_t id, struct idset *out)
{
	bool passes = records_get(t, id, scan->record);

	for (size_t i = 0; i < scan->spec->nfilters && passes; i++)
		passes = filter_passes(scan->record, &scan->spec->filters[i]);
	if (passes)
		idset_add(out, id);
}

/* Returns how many were looked at; fewer than SCAN_CHUNK at the end. */
static size_t
scan_set(struct scan *scan, struct txn *t, struct idset *out)
{
	size_t done = 0;

	for (; done < SCAN_CHUNK && idset_next(scan->among, &scan->id); done++)
		test_one(scan, t, scan->id++, out);
	return done;
}

static size_t
scan_kind(struct scan *scan, struct txn *t, struct idset *out)
{
	struct walk *w = walk_by_id(t, scan->spec->kind);
	size_t done = 0;
	uint64_t id;

	if (scan->place.len > 0)
		walk_to_place(w, buf_slice(&scan->place));
	for (; done < SCAN_CHUNK && walk_next(w, &id); done++)
		test_one(scan, t, id, out);
	buf_clear(&scan->place);
	if (done > 0)
		walk_put_place(w, &scan->place);
	walk_close(w);
	return done;
}

bool
filter_go_on(struct view *v, listing_progress *progress, void *context, size_t done, size_t total)
{
	bool on;

	if (progress == NULL)
		return true;
	view_close(v);
	on = progress(context, done, total);
	view_open(v, v->session);
	return on;
}

enum status
filter_scan(struct view *v, const struct listing_spec *spec, const struct idset *among,
    struct idset *out, listing_progress *progress, void *context)
{
	struct scan scan = {.spec = spec, .among = among, .record = record_new(spec->kind)};
	size_t total = among != NULL ? among->count : 0, done = 0, chunk = SCAN_CHUNK;
	enum status st = ST_OK;

	while (chunk == SCAN_CHUNK && st == ST_OK) {
		if (among == NULL)
			total = records_count(v->txn, spec->kind);
		chunk =
		    among != NULL ? scan_set(&scan, v->txn, out) : scan_kind(&scan, v->txn, out);
		done += chunk;
		st = txn_status(v->txn);
		if (st == ST_OK && chunk == SCAN_CHUNK &&
		    !filter_go_on(v, progress, context, done, total))
			st = ST_CANCELLED;
	}
	buf_free(&scan.place);
	record_free(scan.record);
	return st;
}
