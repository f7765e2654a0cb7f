/* SPDX-License-Identifier: MIT
 * paper_names.c - looked for from the inmost row outwards.
 */
#include "model/profile/paper_names.h"

#include <string.h>

#include "base/suggest.h"

static const char *const words[] = {
#define WORD(id, module, about, sample) #id,
#include "model/profile/words.def"
#undef WORD
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

struct paper_names
paper_names_of(const struct paper *paper, const struct profile *town)
{
	return (struct paper_names){.fields = paper->source->fields,
	    .records =
		paper->kind != KIND_COUNT ? &profile_vocabulary(town)->kinds[paper->kind] : NULL};
}

static const struct paper_field *
field_in(const struct paper_names *names, struct slice name)
{
	const struct paper_field *found = NULL;

	for (; names != NULL && found == NULL; names = names->outer)
		found = paper_field_find(names->fields, name);
	return found;
}

static bool
is_of_records(const struct kind_words *records, struct slice name)
{
	for (size_t i = 0; records != NULL && i < records->count; i++)
		if (slice_equal(slice_of(records->fields[i]->id), name))
			return true;
	return false;
}

bool
paper_names_know(const void *names, struct slice name)
{
	const struct paper_names *inner = names;

	if (slice_equal(name, slice_of("#")) || field_in(inner, name) != NULL)
		return true;
	for (const struct paper_names *n = inner; n != NULL; n = n->outer)
		if (is_of_records(n->records, name))
			return true;
	for (size_t i = 0; i < WORDS; i++)
		if (slice_equal(slice_of(words[i]), name))
			return true;
	return false;
}

bool
paper_names_enter(const struct paper_names *outer, const char *group, struct paper_names *inner)
{
	const struct paper_field *f = field_in(outer, slice_of(group));

	*inner = (struct paper_names){.outer = outer};
	if (f == NULL)
		return false;
	if (f->rows == NULL && (outer->records == NULL || strcmp(group, "rows") != 0))
		return false;
	inner->fields = f->rows;
	inner->records = f->rows == NULL ? outer->records : NULL;
	return true;
}

void
paper_names_put_near(
    struct buf *out, const struct paper_names *names, const char *wanted, bool groups)
{
	struct suggest near = {.wanted = wanted};

	for (; names != NULL; names = names->outer) {
		for (const struct paper_field *f = names->fields; f != NULL && f->name != NULL; f++)
			if (f->rows != NULL || !groups)
				suggest_try(&near, f->name);
		for (size_t i = 0; names->records != NULL && i < names->records->count; i++)
			suggest_try(&near, names->records->fields[i]->id);
	}
	for (size_t i = 0; i < WORDS && !groups; i++)
		suggest_try(&near, words[i]);
	suggest_put(&near, "", out);
}
