/* SPDX-License-Identifier: MIT
 * format.c - the rows that say which format a database has.
 */
#include "db/format.h"

#include "base/compare.h"
#include "db/record/tables.h"

enum { NUMBER_BYTES = 4, FEATURE_BYTES = 8 };

static const char our_name[] = "metodaktiv";
static const uint64_t features_known = FEATURE_FACTS | FEATURE_COLUMNS | FEATURE_WORDS;
const struct format format_present = {
    .number = 2, .to_write = FEATURE_COLUMNS | FEATURE_WORDS, .comparison = COMPARE_VERSION};

bool
format_equal(const struct format *a, const struct format *b)
{
	return a->number == b->number && a->to_read == b->to_read && a->to_write == b->to_write;
}

void
format_put_name(const struct format *f, struct buf *out)
{
	buf_printf(out, "%u", f->number);
	if (f->to_write == 0)
		buf_puts(out, " без сведений для показателей");
	else if (f->number == format_present.number && (f->to_write & FEATURE_COLUMNS) == 0)
		buf_puts(out, " без столбцов");
	else if (f->number == format_present.number && (f->to_write & FEATURE_WORDS) == 0)
		buf_puts(out, " без словаря");
	else if (format_equal(f, &format_present) && f->comparison < format_present.comparison)
		buf_puts(out, " с прежним порядком и поиском");
}

static bool
row(struct txn *t, const char *key, size_t len, struct slice *value)
{
	return txn_get(t, TABLE_META, slice_of(key), value) && value->len == len;
}

static enum format_age
age_of(const struct format *f)
{
	if (f->number > format_present.number || f->comparison > format_present.comparison ||
	    (f->to_read & ~format_present.to_read) != 0 || (f->to_write & ~features_known) != 0)
		return FORMAT_NEWER;
	if (!format_equal(f, &format_present) || f->comparison < format_present.comparison)
		return FORMAT_OLDER;
	return FORMAT_PRESENT;
}

enum format_age
format_read(struct txn *t, struct format *out)
{
	struct slice name, number, features, comparison;
	const char *bits;

	*out = (struct format){0};
	if (!row(t, "format", sizeof(our_name) - 1, &name) ||
	    !slice_equal(name, slice_of(our_name)) || !row(t, "schema", NUMBER_BYTES, &number) ||
	    !row(t, "features", FEATURE_BYTES * 2, &features))
		return FORMAT_FOREIGN;
	bits = features.data;
	*out = (struct format){
	    .number = (uint32_t)be_read(number.data, NUMBER_BYTES),
	    .to_read = be_read(bits, FEATURE_BYTES),
	    .to_write = be_read(bits + FEATURE_BYTES, FEATURE_BYTES),
	};
	if (row(t, "comparison", NUMBER_BYTES, &comparison))
		out->comparison = (uint32_t)be_read(comparison.data, NUMBER_BYTES);
	return age_of(out);
}

void
format_write(struct txn *t, const struct format *f)
{
	struct buf number = {0}, features = {0}, comparison = {0};

	buf_put_be(&number, f->number, NUMBER_BYTES);
	buf_put_be(&features, f->to_read, FEATURE_BYTES);
	buf_put_be(&features, f->to_write, FEATURE_BYTES);
	buf_put_be(&comparison, f->comparison, NUMBER_BYTES);
	txn_put(t, TABLE_META, slice_of("format"), slice_of(our_name));
	txn_put(t, TABLE_META, slice_of("schema"), buf_slice(&number));
	txn_put(t, TABLE_META, slice_of("features"), buf_slice(&features));
	txn_put(t, TABLE_META, slice_of("comparison"), buf_slice(&comparison));
	buf_free(&comparison);
	buf_free(&number);
	buf_free(&features);
}
