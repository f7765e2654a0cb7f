/* SPDX-License-Identifier: MIT
 * facts.c - the tree of a paper's values.
 */
#include "document/facts.h"

#include <assert.h>
#include <string.h>

struct fact {
	struct fact *next;
	const char *name;
	struct paper_value value;
	struct fact_row *first, *last; /* of a group */
};

struct fact_row {
	struct fact_row *next;
	struct arena *arena;
	const struct paper_field *fields; /* NULL: whatever a town's table has */
	struct fact *first, *last;
};

static struct fact_row *
new_row(struct arena *arena, const struct paper_field *fields)
{
	struct fact_row *row = arena_alloc(arena, sizeof(*row));

	row->arena = arena;
	row->fields = fields;
	return row;
}

void
facts_begin(struct facts *f, const struct paper_source *source)
{
	*f = (struct facts){.draft = false};
	f->root = new_row(&f->arena, source->fields);
}

void
facts_free(struct facts *f)
{
	arena_free(&f->arena);
	*f = (struct facts){.draft = false};
}

static struct fact *
find(const struct fact_row *row, struct slice name)
{
	for (struct fact *f = row->first; f != NULL; f = f->next)
		if (slice_equal(slice_of(f->name), name))
			return f;
	return NULL;
}

/* Names are literals, of the program or of its tables: they outlive the facts. */
static struct fact *
put(struct fact_row *row, const char *name)
{
	struct fact *f = find(row, slice_of(name));

	assert(row->fields == NULL || paper_field_find(row->fields, slice_of(name)) != NULL);
	if (f != NULL)
		return f;
	f = arena_alloc(row->arena, sizeof(*f));
	f->name = name;
	if (row->last != NULL)
		row->last->next = f;
	else
		row->first = f;
	row->last = f;
	return f;
}

void
fact_text(struct fact_row *row, const char *name, const char *text)
{
	put(row, name)->value =
	    (struct paper_value){.type = PAPER_VALUE_TEXT, .text = arena_strdup(row->arena, text)};
}

void
fact_buf(struct fact_row *row, const char *name, struct buf *text)
{
	fact_text(row, name, buf_text(text));
	buf_clear(text);
}

void
fact_day(struct fact_row *row, const char *name, int32_t day)
{
	put(row, name)->value = (struct paper_value){.type = PAPER_VALUE_DAY, .day = day};
}

void
fact_number(struct fact_row *row, const char *name, int64_t number)
{
	put(row, name)->value = (struct paper_value){.type = PAPER_VALUE_NUMBER, .number = number};
}

void
fact_flag(struct fact_row *row, const char *name, bool yes)
{
	if (yes)
		fact_text(row, name, "да");
}

struct fact_row *
fact_new(struct facts *f)
{
	return new_row(&f->arena, NULL);
}

void
fact_append(struct fact_row *row, const char *group, struct fact_row *added)
{
	struct fact *f = put(row, group);

	f->value = (struct paper_value){
	    .type = PAPER_VALUE_NUMBER, .number = f->first != NULL ? f->value.number + 1 : 1};
	if (f->last != NULL)
		f->last->next = added;
	else
		f->first = added;
	f->last = added;
}

struct fact_row *
fact_add(struct fact_row *row, const char *group)
{
	const struct paper_field *field = paper_field_find(row->fields, slice_of(group));
	struct fact_row *added = new_row(row->arena, field->rows);

	fact_append(row, group, added);
	return added;
}

void
fact_add_line(struct fact_row *row, const char *group, const char *text)
{
	fact_text(fact_add(row, group), "text", text);
}

void
fact_lines(struct fact_row *row, const char *group, const char *text)
{
	struct buf line = {0};

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		buf_put(&line, text, len);
		if (line.len > 0)
			fact_add_line(row, group, buf_text(&line));
		buf_clear(&line);
		text += len + (text[len] == '\n');
	}
	buf_free(&line);
}

bool
fact_find(const struct fact_row *row, struct slice name, struct paper_value *out)
{
	const struct fact *f = find(row, name);

	if (f != NULL)
		*out = f->value;
	return f != NULL;
}

const struct fact_row *
fact_first(const struct fact_row *row, struct slice group)
{
	const struct fact *f = find(row, group);

	return f != NULL ? f->first : NULL;
}

const struct fact_row *
fact_next(const struct fact_row *row)
{
	return row->next;
}
