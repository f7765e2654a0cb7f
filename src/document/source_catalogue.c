/* SPDX-License-Identifier: MIT
 * source_catalogue.c - the recommended materials by kind and subject: one of several subjects
 * stands under each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "document/source.h"
#include "service/year/catalogue.h"

/* A material under one of its subjects. */
struct place {
	const struct catalogue_entry *entry;
	const char *subject; /* "": of none in particular */
	size_t number;       /* of the entry: by kind, then by title */
};

struct places {
	struct place *items;
	size_t count, room;
	struct arena arena;
};

static void
add(struct places *p, const struct catalogue_entry *entry, size_t number, struct slice subject)
{
	ARRAY_ROOM(p->items, p->count, p->room);
	p->items[p->count++] = (struct place){.entry = entry,
	    .number = number,
	    .subject = arena_strndup(&p->arena, subject.data, subject.len)};
}

static void
add_subjects(struct places *p, const struct catalogue_entry *entry, size_t number)
{
	const char *s = entry->subjects;

	if (*s == '\0')
		add(p, entry, number, slice_of(""));
	while (*s != '\0') {
		size_t len = strcspn(s, ",");

		add(p, entry, number, slice_make(s, len));
		s += len + (s[len] == ',');
	}
}

/* By kind, then by subject, those of none first. */
static int
compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	struct buf one = {0}, other = {0};
	int order;

	if (a->entry->kind != b->entry->kind)
		return a->entry->kind < b->entry->kind ? -1 : 1;
	compare_put_order(&one, slice_of(a->subject));
	compare_put_order(&other, slice_of(b->subject));
	order = slice_compare(buf_slice(&one), buf_slice(&other));
	buf_free(&one);
	buf_free(&other);
	return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static void
tell_place(struct record_as_of *src, const struct place *p, struct fact_row *row)
{
	const struct catalogue_entry *entry = p->entry;

	record_as_of_note(src, KIND_RESOURCES, entry->resource);
	if (entry->author != 0)
		record_as_of_note(src, KIND_PEOPLE, entry->author);
	fact_text(row, "subject", p->subject);
	fact_text(row, "title", entry->title);
	fact_text(row, "author", entry->by);
	fact_text(row, "location", entry->location);
	fact_text(row, "annotation", entry->annotation);
}

static void
tell_places(struct facts *f, struct record_as_of *src, const struct places *p)
{
	struct fact_row *group = NULL;

	for (size_t i = 0; i < p->count; i++) {
		const struct catalogue_entry *entry = p->items[i].entry;

		if (i == 0 || entry->kind != p->items[i - 1].entry->kind) {
			group = fact_add(f->root, "kinds");
			fact_text(group, "kind", entry->kind_word);
		}
		tell_place(src, &p->items[i], fact_add(group, "rows"));
	}
}

enum status
source_catalogue(struct facts *f, const struct paper_question *q)
{
	struct catalogue c;
	struct places places = {.count = 0};
	enum status st = catalogue_read(&q->src->view, q->call->on, &c, q->e);

	for (size_t i = 0; i < c.count; i++)
		add_subjects(&places, &c.entries[i], i);
	if (places.count > 0)
		qsort(places.items, places.count, sizeof(*places.items), compare_places);
	fact_day(f->root, "on", q->call->on);
	fact_number(f->root, "count", (int64_t)c.count);
	tell_places(f, q->src, &places);
	free(places.items);
	arena_free(&places.arena);
	catalogue_free(&c);
	return st;
}
