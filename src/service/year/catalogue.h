/* SPDX-License-Identifier: MIT
 * catalogue.h - the recommended materials of the bank, as others read of them.
 */
#ifndef SERVICE_CATALOGUE_H
#define SERVICE_CATALOGUE_H

#include "base/arena.h"
#include "service/core/view.h"
#include "service/corps/publishing.h"

struct catalogue_entry {
	uint64_t resource;
	uint64_t author; /* named in it; 0: nobody is */
	int64_t kind;
	const char *kind_word; /* the town's */
	const char *subjects; /* as they are kept: "физика,химия"; "": of none in particular */
	const char *title, *location, *annotation;
	const char *by; /* name, position and place of work, as far as the author has agreed; "" */
};

struct catalogue {
	struct catalogue_entry *entries; /* by kind, then by title */
	size_t count;
	struct arena arena;
};
/* What is recommended now, the authors by what they have agreed to on the day. ST_DENIED. Free with
 * catalogue_free in any case. */
enum status
catalogue_read(const struct view *v, int32_t on, struct catalogue *out, struct error *e);
void catalogue_free(struct catalogue *c);

/* Put the page where it is wanted, its row in the journal first (publishing_page): no change of the
 * register. ST_DENIED, ST_REFUSED. */
enum status catalogue_publish(struct session *s, const struct page_file *page, struct error *e);

#endif
