/* SPDX-License-Identifier: MIT
 * used_values.c - what has been typed into a field before.
 */
#include "service/list/used_values.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "db/record/codec.h"
#include "model/value.h"
#include "service/list/images.h"

/* Fields that repeat, and one whose items are values of it, too. */
static const struct repeating {
	const char *id, *also;
	bool name; /* new ones are usual, and none is taken for its beginning */
} repeating[] = {
    {.id = "given_name", .name = true},
    {.id = "patronymic", .name = true},
    {.id = "position"},
    {.id = "subject_area", .also = "subjects"},
    {.id = "programme"},
    {.id = "provider"},
    {.id = "end_reason"},
};

static const struct repeating *
repeating_of(const struct field *f)
{
	for (size_t i = 0; f->type == FIELD_TEXT && i < sizeof(repeating) / sizeof(repeating[0]);
	     i++)
		if (strcmp(repeating[i].id, f->id) == 0)
			return &repeating[i];
	return NULL;
}

bool
used_values_repeat(const struct field *f)
{
	return repeating_of(f) != NULL;
}

bool
used_values_names(const struct field *f)
{
	const struct repeating *r = repeating_of(f);

	return r != NULL && r->name;
}

struct reading_values {
	struct used_values *out;
	const struct field *f;
	struct record *record; /* of a kind with a list: its items are parted in the image */
	size_t room;
};

static void
take(struct reading_values *x, struct slice text)
{
	struct used_values *out = x->out;

	text = utf8_trim(text);
	if (text.len == 0)
		return;
	ARRAY_ROOM(out->items, out->count, x->room);
	out->items[out->count++] = (struct used_value){
	    .text = arena_strndup(&out->arena, text.data, text.len), .count = 1};
}

static void
take_value(void *context, uint64_t id, struct slice image)
{
	struct reading_values *x = context;
	struct slice text, item;

	(void)id;
	if (x->f->type != FIELD_LIST) {
		if (codec_find_text(image, x->f->number, &text))
			take(x, text);
		return;
	}
	if (codec_get(x->record, image) != ST_OK)
		return;
	text = slice_of(record_text(x->record, x->f));
	while (value_next_item(&text, &item))
		take(x, item);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const struct used_value *)a)->text, ((const struct used_value *)b)->text);
}

static int
by_use(const void *a, const void *b)
{
	const struct used_value *x = a, *y = b;

	return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp(x->text, y->text);
}

/* The same values become one. */
static void
count_uses(struct used_values *u)
{
	size_t n = 0;

	if (u->count == 0)
		return;
	u->total = u->count;
	qsort(u->items, u->count, sizeof(*u->items), by_text);
	for (size_t i = 1; i < u->count; i++)
		if (strcmp(u->items[i].text, u->items[n].text) == 0)
			u->items[n].count++;
		else
			u->items[++n] = u->items[i];
	u->count = n + 1;
	qsort(u->items, u->count, sizeof(*u->items), by_use);
}

static void
read_kind(struct view *v, enum kind kind, const char *id, struct reading_values *x)
{
	x->f = id != NULL ? field_find(kind, id) : NULL;
	if (x->f == NULL || (x->f->type != FIELD_TEXT && x->f->type != FIELD_LIST))
		return;
	x->record = record_new(kind);
	images_read(v, kind, NULL, take_value, x, NULL, NULL);
	record_free(x->record);
}

void
used_values_read(struct view *v, const struct field *f, struct used_values *out)
{
	const struct repeating *r = repeating_of(f);
	const char *const ids[] = {f->id, r != NULL ? r->also : NULL};
	struct reading_values x = {.out = out};

	*out = (struct used_values){0};
	for (int kind = 0; kind < KIND_COUNT; kind++)
		for (int i = 0; i < 2; i++)
			read_kind(v, (enum kind)kind, ids[i], &x);
	count_uses(out);
}

void
used_values_free(struct used_values *u)
{
	free(u->items);
	arena_free(&u->arena);
	*u = (struct used_values){0};
}

const char *
used_values_begun(const struct used_values *u, struct slice start, bool (*fits)(const char *text))
{
	for (size_t i = 0; start.len > 0 && i < u->count; i++)
		if (fold_starts(slice_of(u->items[i].text), start) &&
		    (fits == NULL || fits(u->items[i].text)))
			return u->items[i].text;
	return NULL;
}

const char *
used_values_only(const struct used_values *u, struct slice start)
{
	const char *only = NULL;

	for (size_t i = 0; start.len > 0 && i < u->count; i++) {
		if (!fold_starts(slice_of(u->items[i].text), start))
			continue;
		if (only != NULL && !fold_equal(slice_of(only), slice_of(u->items[i].text)))
			return NULL;
		only = only != NULL ? only : u->items[i].text;
	}
	return only;
}

bool
used_values_tell(const struct used_values *u)
{
	enum { ENOUGH = 20 };

	return u->total >= ENOUGH;
}

bool
used_values_has(const struct used_values *u, struct slice text)
{
	for (size_t i = 0; i < u->count; i++)
		if (fold_equal(slice_of(u->items[i].text), text))
			return true;
	return false;
}
