/* SPDX-License-Identifier: MIT
 * import_plan.c - a few words of a person: they are looked through, cell by cell.
 */
#include "exchange/import_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fold.h"

void
plan_set_columns(struct import_plan *plan, size_t count)
{
	free(plan->columns);
	plan->columns = xcalloc(count + 1, sizeof(*plan->columns));
	plan->ncolumns = count;
}

bool
plan_may_have_full_name(enum kind kind)
{
	return field_find(kind, "surname") != NULL && field_find(kind, "patronymic") != NULL;
}

/* Would both fill the same field? */
static bool
meet(struct plan_column a, struct plan_column b)
{
	static const char *const parts[] = {"surname", "given_name", "patronymic"};

	if (a.use == PLAN_SKIP || b.use == PLAN_SKIP)
		return false;
	if (a.use == b.use)
		return a.use == PLAN_FULL_NAME || a.field == b.field;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp((a.use == PLAN_FIELD ? a : b).field->id, parts[i]) == 0)
			return true;
	return false;
}

void
plan_use_column(struct import_plan *plan, size_t column, struct plan_column use)
{
	for (size_t i = 0; i < plan->ncolumns; i++)
		if (i != column && meet(plan->columns[i], use))
			plan->columns[i] = (struct plan_column){.use = PLAN_SKIP};
	plan->columns[column] = use;
	for (size_t i = 0; i < plan->nvalues; i++)
		if (meet(use,
			(struct plan_column){.use = PLAN_FIELD, .field = plan->values[i].field}))
			plan_set_value(plan, plan->values[i].field, NULL);
}

size_t
plan_find_column(const struct import_plan *plan, const struct field *field)
{
	const struct plan_column wanted = {.use = PLAN_FIELD, .field = field};
	size_t i = 0;

	while (i < plan->ncolumns && !meet(plan->columns[i], wanted))
		i++;
	return i;
}

static size_t
find_value(const struct import_plan *plan, const struct field *field)
{
	size_t i = 0;

	while (i < plan->nvalues && plan->values[i].field != field)
		i++;
	return i;
}

void
plan_set_value(struct import_plan *plan, const struct field *field, const char *text)
{
	size_t i = find_value(plan, field);

	if (text == NULL) {
		if (i < plan->nvalues)
			plan->values[i] = plan->values[--plan->nvalues];
		return;
	}
	if (i == plan->nvalues) {
		ARRAY_ROOM(plan->values, plan->nvalues, plan->values_room);
		plan->nvalues++;
	}
	plan->values[i] =
	    (struct plan_value){.field = field, .text = arena_strdup(&plan->arena, text)};
}

const char *
plan_value(const struct import_plan *plan, const struct field *field)
{
	size_t i = find_value(plan, field);

	return i < plan->nvalues ? plan->values[i].text : NULL;
}

static bool
is_of(const struct plan_fix *fix, size_t line, const struct field *field, struct slice given)
{
	if (fix->field != field)
		return false;
	return fix->line > 0 ? fix->line == line : fold_equal(slice_of(fix->from), given);
}

static void
add_fix(struct import_plan *plan, struct plan_fix fix)
{
	for (size_t i = 0; i < plan->nfixes; i++)
		if (plan->fixes[i].line == fix.line &&
		    is_of(&plan->fixes[i], fix.line, fix.field, slice_of(fix.from))) {
			plan->fixes[i] = fix;
			return;
		}
	ARRAY_ROOM(plan->fixes, plan->nfixes, plan->fixes_room);
	plan->fixes[plan->nfixes++] = fix;
}

void
plan_fix(struct import_plan *plan, size_t line, const struct field *field, const char *to)
{
	add_fix(plan,
	    (struct plan_fix){
		.field = field, .line = line, .from = "", .to = arena_strdup(&plan->arena, to)});
}

void
plan_replace(struct import_plan *plan, const struct field *field, struct slice from, const char *to)
{
	add_fix(plan,
	    (struct plan_fix){.field = field,
		.from = arena_strndup(&plan->arena, from.data, from.len),
		.to = arena_strdup(&plan->arena, to)});
}

/* Where the line is, or would be. */
static size_t
find_line(const struct import_plan *plan, size_t line)
{
	size_t low = 0, high = plan->nleft;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (plan->left_out[middle] < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
plan_leaves_out(const struct import_plan *plan, size_t line)
{
	size_t i = find_line(plan, line);

	return i < plan->nleft && plan->left_out[i] == line;
}

void
plan_leave_out(struct import_plan *plan, size_t line, bool out)
{
	size_t i = find_line(plan, line), *at;

	if (plan_leaves_out(plan, line) == out)
		return;
	ARRAY_ROOM(plan->left_out, plan->nleft, plan->left_room);
	at = &plan->left_out[i];
	if (out) {
		memmove(at + 1, at, (plan->nleft++ - i) * sizeof(*at));
		*at = line;
	} else {
		memmove(at, at + 1, (--plan->nleft - i) * sizeof(*at));
	}
}

/* What is said of one line goes before what is said of all. */
struct slice
plan_cell(
    const struct import_plan *plan, size_t line, const struct field *field, struct slice given)
{
	const char *everywhere = NULL;

	for (size_t i = 0; i < plan->nfixes; i++) {
		if (!is_of(&plan->fixes[i], line, field, given))
			continue;
		if (plan->fixes[i].line > 0)
			return slice_of(plan->fixes[i].to);
		everywhere = plan->fixes[i].to;
	}
	return everywhere != NULL ? slice_of(everywhere) : given;
}

void
plan_free(struct import_plan *plan)
{
	free(plan->columns);
	free(plan->values);
	free(plan->fixes);
	free(plan->left_out);
	arena_free(&plan->arena);
	*plan = (struct import_plan){.header = 0};
}
