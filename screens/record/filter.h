/* SPDX-License-Identifier: MIT
 * filter.h - what a list is narrowed to: the words for it, and the questions that choose it.
 */
#ifndef SCREENS_FILTER_H
#define SCREENS_FILTER_H

#include "screens/app/app.h"
#include "service/list/listing.h"

/* The conditions of a list; it owns their texts. */
struct filters {
	struct filter items[LISTING_FILTERS];
	char *texts[LISTING_FILTERS];
	size_t count;
};

/* Take a condition on; it replaces one on the same field with the same test. false: there is no
 * room. */
bool filters_add(struct filters *f, const struct filter *filter);
void filters_drop(struct filters *f, size_t i);
void filters_clear(struct filters *f);

/* "Организация: СОШ № 8 · Категория: высшая" */
void filters_put(const struct filters *f, const struct view *v, enum kind kind, struct buf *out);
/* One of them. */
void filter_put(const struct filter *f, const struct view *v, enum kind kind, struct buf *out);

/* Ask which test or word of a field, then which value. The asker is told of the condition when it
 * is whole; its text is borrowed from the profile or the tables. */
typedef void filter_fn(struct screen *asker, const struct filter *chosen);
void filter_ask(struct app *app, enum kind kind, const struct field *field, filter_fn *chosen);

#endif
