/* SPDX-License-Identifier: MIT
 * saved_filters.c - the conditions of a list kept by name.
 *
 * A setting of the account: a line with the name, under it a line for each condition, which begins
 * with a tab and has four cells: field, test, value, text. What this program or this town does not
 * know of it is left where it is when another one is put.
 */
#include "service/list/saved_filters.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "model/profile/profile.h"
#include "service/core/settings.h"

static const char *const test_ids[] = {[FILTER_EQUAL] = "equal",
    [FILTER_EMPTY] = "empty",
    [FILTER_FILLED] = "filled",
    [FILTER_FROM] = "from",
    [FILTER_UNTIL] = "until",
    [FILTER_IN_FORCE] = "in_force"};
enum { TESTS = sizeof(test_ids) / sizeof(test_ids[0]) };

static void
put_setting(enum kind kind, struct buf *out)
{
	buf_printf(out, "filters.%s", entity_of(kind)->id);
}

static void
get_kept(struct session *s, enum kind kind, struct buf *out)
{
	struct buf name = {0};

	put_setting(kind, &name);
	settings_get(s, buf_text(&name), out);
	buf_free(&name);
}

/* What stands before the mark, taken off with it; the whole of it when there is none. */
static struct slice
take_until(struct slice *rest, char mark)
{
	const char *end = rest->len > 0 ? memchr(rest->data, mark, rest->len) : NULL;
	size_t len = end != NULL ? (size_t)(end - (const char *)rest->data) : rest->len;
	struct slice taken = slice_make(rest->data, len);

	*rest = slice_make(
	    (const char *)rest->data + len + (end != NULL), rest->len - len - (end != NULL));
	return taken;
}

static bool
is_condition(struct slice line)
{
	return line.len > 0 && *(const char *)line.data == '\t';
}

static bool
find_test(struct slice id, enum filter_test *out)
{
	for (int i = 0; i < TESTS; i++)
		if (slice_equal(id, slice_of(test_ids[i]))) {
			*out = (enum filter_test)i;
			return true;
		}
	return false;
}

/* Is what it is compared with still there? What has been removed since is found by nobody, and
 * that is told by the list. */
static bool
has_value(const struct profile *profile, const struct filter *f)
{
	const struct field *field = f->field;
	int64_t words = 0;

	if (f->test != FILTER_EQUAL)
		return true;
	if (field->type == FIELD_TERM || field->type == FIELD_TERMS)
		return f->text != NULL &&
		    profile_term(profile, field->terms, slice_of(f->text)) != NULL;
	if (field->type != FIELD_CHOICE)
		return true;
	for (; field->words[words] != NULL; words++)
		if (field->own && f->text != NULL && strcmp(field->words[words], f->text) == 0)
			return true;
	return !field->own && f->value >= 1 && f->value <= words;
}

/* "\tfield\ttest\tvalue\ttext" */
static bool
read_condition(const struct profile *profile, enum kind kind, struct slice line,
    struct arena *texts, struct filter *out)
{
	struct slice id, value;
	char *number;

	take_until(&line, '\t');
	id = take_until(&line, '\t');
	*out = (struct filter){.field = profile_field(profile, kind, id)};
	if (out->field == NULL || !find_test(take_until(&line, '\t'), &out->test))
		return false;
	value = take_until(&line, '\t');
	number = arena_strndup(texts, value.data, value.len);
	out->value = strtoll(number, NULL, 10);
	out->text = line.len > 0 ? arena_strndup(texts, line.data, line.len) : NULL;
	return has_value(profile, out);
}

static void
take_condition(const struct profile *profile, enum kind kind, struct slice line,
    struct arena *texts, struct saved_filter *out)
{
	struct filter f;

	if (out->count < LISTING_FILTERS && read_condition(profile, kind, line, texts, &f))
		out->items[out->count++] = f;
	else
		out->lost++;
}

void
saved_filters_read(struct session *s, enum kind kind, struct saved_filters *out)
{
	struct saved_filter *into = NULL; /* the name that stood last; NULL: no room for it */
	struct buf kept = {0};
	struct slice rest;

	*out = (struct saved_filters){.count = 0};
	get_kept(s, kind, &kept);
	rest = buf_slice(&kept);
	while (rest.len > 0) {
		struct slice line = take_until(&rest, '\n');

		if (!is_condition(line)) {
			into = out->count < SAVED_FILTERS ? &out->items[out->count++] : NULL;
			if (into != NULL)
				into->name = arena_strndup(&out->texts, line.data, line.len);
		} else if (into != NULL) {
			take_condition(s->profile, kind, line, &out->texts, into);
		}
	}
	buf_free(&kept);
}

void
saved_filters_free(struct saved_filters *all)
{
	arena_free(&all->texts);
	all->count = 0;
}

const struct saved_filter *
saved_filters_find(const struct saved_filters *all, const char *name)
{
	for (size_t i = 0; i < all->count; i++)
		if (fold_equal(slice_of(all->items[i].name), slice_of(name)))
			return &all->items[i];
	return NULL;
}

static void
put_conditions(const char *name, const struct filter *items, size_t count, struct buf *out)
{
	buf_printf(out, "%s\n", name);
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "\t%s\t%s\t%lld\t%s\n", items[i].field->id, test_ids[items[i].test],
		    (long long)items[i].value, items[i].text != NULL ? items[i].text : "");
}

/* What is kept, with these under the name where it stood, else at the end; no conditions: without
 * it. How many names there are then. */
static size_t
put_anew(
    struct slice kept, const char *name, const struct filter *items, size_t count, struct buf *out)
{
	bool ours = false, done = count == 0;
	size_t names = 0;

	while (kept.len > 0) {
		struct slice line = take_until(&kept, '\n');

		if (!is_condition(line)) {
			ours = fold_equal(line, slice_of(name));
			names += !ours;
		}
		if (!ours) {
			buf_put_slice(out, line);
			buf_putc(out, '\n');
		} else if (!done) {
			put_conditions(name, items, count, out);
			done = true;
		}
	}
	if (!done)
		put_conditions(name, items, count, out);
	return names + (count > 0);
}

static size_t
put(struct session *s, enum kind kind, const char *name, const struct filter *items, size_t count)
{
	struct buf kept = {0}, anew = {0}, setting = {0};
	size_t names;

	get_kept(s, kind, &kept);
	names = put_anew(buf_slice(&kept), name, items, count, &anew);
	put_setting(kind, &setting);
	if (names <= SAVED_FILTERS)
		settings_put(s, buf_text(&setting), buf_text(&anew));
	buf_free(&kept);
	buf_free(&anew);
	buf_free(&setting);
	return names;
}

enum status
saved_filters_put(struct session *s, enum kind kind, const char *name, const struct filter *items,
    size_t count, struct error *e)
{
	if (*name == '\0' || strpbrk(name, "\t\n") != NULL)
		return error_set(e, ST_REFUSED, "Отбору нужно имя: по нему его выбирают.");
	if (utf8_width(name) > SAVED_NAME)
		return error_set(e, ST_REFUSED,
		    "Имя отбора длинное: в нём %zu знаков, а в окно поместится %d.",
		    utf8_width(name), SAVED_NAME);
	if (put(s, kind, name, items, count) > SAVED_FILTERS)
		return error_set(e, ST_REFUSED,
		    "Отборов уже %d, больше не хранится: забудьте ненужный (+, «Забыть отбор…»).",
		    SAVED_FILTERS);
	return ST_OK;
}

void
saved_filters_forget(struct session *s, enum kind kind, const char *name)
{
	put(s, kind, name, NULL, 0);
}
