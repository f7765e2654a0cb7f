/* SPDX-License-Identifier: MIT
 * filter.c - tests on columns of fields, and on texts of records.
 */
#include "service/list/filter.h"

#include <string.h>

#include "base/compare.h"
#include "db/record/codec.h"
#include "db/record/columns.h"
#include "service/list/images.h"

#define NO_VALUE INT64_MIN

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

/* Fields that have a column. */
static bool
has_column(const struct field *f)
{
	return !f->own && !field_is_text(f);
}

/* A block and the places in it that pass so far. */
struct sieve {
	enum kind kind;
	struct columns columns;
	uint64_t pass[COLUMNS_WORDS];
};

typedef bool value_fn(int64_t value, int64_t wanted);

static bool
is_equal(int64_t value, int64_t wanted)
{
	return value == wanted;
}

static bool
is_from(int64_t value, int64_t wanted)
{
	return value != NO_VALUE && value >= wanted;
}

static bool
is_until(int64_t value, int64_t wanted)
{
	return value != NO_VALUE && value <= wanted;
}

static bool
is_empty_or_from(int64_t value, int64_t wanted)
{
	return value == NO_VALUE || value >= wanted;
}

static bool
is_empty_or_behind(int64_t value, int64_t wanted)
{
	return value == NO_VALUE || value > wanted;
}

static bool
is_filled(int64_t value, int64_t wanted)
{
	(void)wanted;
	return value != NO_VALUE;
}

static bool
is_empty(int64_t value, int64_t wanted)
{
	(void)wanted;
	return value == NO_VALUE;
}

static void
keep(struct sieve *s, const struct field *f, int64_t empty, value_fn *test, int64_t wanted)
{
	int64_t values[COLUMNS_BLOCK];

	columns_get(&s->columns, f, empty, values);
	for (size_t i = 0; i < COLUMNS_BLOCK; i++)
		if (!test(values[i], wanted))
			s->pass[i / 64] &= ~(UINT64_C(1) << i % 64);
}

/* Begun by the day, and neither ended, revoked nor dismissed. */
static void
keep_in_force(struct sieve *s, const struct field *begins, int64_t day)
{
	const struct field *f;

	keep(s, begins, NO_VALUE, is_until, day);
	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
		if (strcmp(spans[i].begins, begins->id) != 0)
			continue;
		if (spans[i].last != NULL && (f = field_find(s->kind, spans[i].last)) != NULL)
			keep(s, f, NO_VALUE, is_empty_or_from, day);
		if (spans[i].ended != NULL && (f = field_find(s->kind, spans[i].ended)) != NULL)
			keep(s, f, NO_VALUE, is_empty_or_behind, day);
	}
}

/* An empty choice, reference or yes/no is 0; an empty date or number is no value. */
static int64_t
empty_of(const struct field *f)
{
	return f->type == FIELD_DATE || f->type == FIELD_NUMBER ? NO_VALUE : 0;
}

static void
keep_passing(struct sieve *s, const struct filter *f)
{
	static value_fn *const tests[] = {
	    [FILTER_EQUAL] = is_equal,
	    [FILTER_EMPTY] = is_empty,
	    [FILTER_FILLED] = is_filled,
	    [FILTER_FROM] = is_from,
	    [FILTER_UNTIL] = is_until,
	};
	bool of_presence = f->test == FILTER_EMPTY || f->test == FILTER_FILLED;

	if (f->test == FILTER_IN_FORCE)
		keep_in_force(s, f->field, f->value);
	else
		keep(s, f->field, of_presence ? NO_VALUE : empty_of(f->field), tests[f->test],
		    f->value);
}

/* Places of the block that are among the ids. */
static void
start_sieve(struct sieve *s, const struct idset *among)
{
	uint64_t word = s->columns.first / 64;

	for (size_t i = 0; i < COLUMNS_WORDS; i++) {
		s->pass[i] = s->columns.there[i];
		if (among != NULL)
			s->pass[i] &= word + i < among->nwords ? among->words[word + i] : 0;
	}
}

static bool
is_spent(const struct sieve *s)
{
	uint64_t any = 0;

	for (size_t i = 0; i < COLUMNS_WORDS; i++)
		any |= s->pass[i];
	return any == 0;
}

/* What passes the filters of columns. */
static void
scan_columns(
    struct txn *t, const struct listing_spec *spec, const struct idset *among, struct idset *out)
{
	struct columns_scan *scan = columns_scan_open(t, spec->kind);
	struct sieve s = {.kind = spec->kind};

	while (columns_scan_next(scan, &s.columns)) {
		start_sieve(&s, among);
		for (size_t i = 0; i < spec->nfilters && !is_spent(&s); i++)
			if (has_column(spec->filters[i].field))
				keep_passing(&s, &spec->filters[i]);
		for (size_t i = 0; i < COLUMNS_WORDS; i++)
			if (s.pass[i] != 0)
				idset_add_bits(out, s.columns.first / 64 + i, s.pass[i]);
	}
	columns_scan_close(scan);
}

/* The filters of texts, over single records. */
struct texts {
	const struct listing_spec *spec;
	struct record *record;
	struct idset passed;
	bool damaged;
};

static bool
passes(const struct record *r, const struct filter *f)
{
	if (f->test == FILTER_EMPTY || f->test == FILTER_FILLED)
		return record_field_empty(r, f->field) == (f->test == FILTER_EMPTY);
	return f->test == FILTER_EQUAL && text_equals(r, f->field, f->text != NULL ? f->text : "");
}

static void
test_record(void *context, uint64_t id, struct slice image)
{
	struct texts *x = context;
	bool pass = codec_get(x->record, image) == ST_OK;

	x->damaged = x->damaged || !pass;
	for (size_t i = 0; i < x->spec->nfilters && pass; i++)
		if (!has_column(x->spec->filters[i].field))
			pass = passes(x->record, &x->spec->filters[i]);
	if (pass)
		idset_add(&x->passed, id);
}

static size_t
count_filters(const struct listing_spec *spec, bool of_columns)
{
	size_t count = 0;

	for (size_t i = 0; i < spec->nfilters; i++)
		count += has_column(spec->filters[i].field) == of_columns;
	return count;
}

enum status
filter_scan(struct view *v, const struct listing_spec *spec, const struct idset *among,
    struct idset *out, listing_progress *progress, void *context)
{
	struct texts x = {.spec = spec};
	enum status st;

	if (count_filters(spec, true) > 0) {
		scan_columns(v->txn, spec, among, out);
		among = out;
	}
	if (txn_status(v->txn) != ST_OK || count_filters(spec, false) == 0)
		return txn_status(v->txn);
	x.record = record_new(spec->kind);
	st = images_read(v, spec->kind, among, test_record, &x, progress, context);
	if (st == ST_OK && x.damaged)
		st = txn_fail(v->txn, ST_DAMAGED);
	record_free(x.record);
	idset_free(out);
	*out = x.passed;
	return st;
}
