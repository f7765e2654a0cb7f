/* SPDX-License-Identifier: MIT
 * used_values.h - what has been typed into a field before, and how often.
 */
#ifndef SERVICE_USED_VALUES_H
#define SERVICE_USED_VALUES_H

#include "base/arena.h"
#include "service/core/view.h"

struct used_value {
	const char *text;
	size_t count;
};

struct used_values {
	struct used_value *items; /* the most used first, else in order of their bytes */
	size_t count, total;      /* total: records that have a value */
	struct arena arena;
};

/* Is the field one that is filled from memory again and again: a position, a subject, a provider?
 */
bool used_values_repeat(const struct field *f);

/* The values of the field in the records of all kinds that have one of that name; a subject also
 * from the subjects people teach. Reads all records of those kinds. */
void used_values_read(struct view *v, const struct field *f, struct used_values *out);
void used_values_free(struct used_values *u);

/* The same of a name of people: new ones are usual, and what is typed is never taken for the
 * beginning of another. */
bool used_values_names(const struct field *f);

/* The most used value that begins so, in any case, and fits (NULL: all do); NULL: none does. */
const char *
used_values_begun(const struct used_values *u, struct slice start, bool (*fits)(const char *text));
/* The only value that begins so; NULL: there are none or several. */
const char *used_values_only(const struct used_values *u, struct slice start);
/* There are so many of them that a new one is worth a word. */
bool used_values_tell(const struct used_values *u);
/* The value was used before, in any case. */
bool used_values_has(const struct used_values *u, struct slice text);

#endif
