/* SPDX-License-Identifier: MIT
 * draft_values.c - the values of a draft, put and taken one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "db/record/draft.h"

/* The room doubles: it is full at one and at every power of two. */
void
draft_put(struct draft *d, const char *id, const char *text)
{
	struct draft_field *before = d->fields;

	if ((d->count & (d->count - 1)) == 0)
		d->fields = arena_alloc(&d->arena, (2 * d->count + 1) * sizeof(*d->fields));
	if (d->fields != before && d->count > 0)
		memcpy(d->fields, before, d->count * sizeof(*before));
	d->fields[d->count++] = (struct draft_field){
	    .id = arena_strdup(&d->arena, id), .text = arena_strdup(&d->arena, text)};
}

void
draft_put_ref(struct draft *d, const char *id, enum kind kind, uint64_t ref)
{
	struct buf text = {0};

	if (ref != 0)
		buf_printf(&text, "%s %llu", entity_of(kind)->id, (unsigned long long)ref);
	draft_put(d, id, buf_text(&text));
	buf_free(&text);
}

void
draft_put_date(struct draft *d, const char *id, int32_t day)
{
	struct buf text = {0};

	date_put_iso(&text, day);
	draft_put(d, id, buf_text(&text));
	buf_free(&text);
}

uint64_t
draft_ref(const struct draft_field *value, enum kind kind)
{
	struct slice text = slice_of(value->text), name = slice_of(entity_of(kind)->id);

	if (!slice_starts(text, name) || value->text[name.len] != ' ')
		return 0;
	return strtoull(value->text + name.len, NULL, 10);
}

int32_t
draft_date(const struct draft_field *value)
{
	int32_t day;

	return date_parse(slice_of(value->text), &day) == DATE_PARSED ? day : DATE_NONE;
}
