/* SPDX-License-Identifier: MIT
 * record_rules_parts.c - what the rules read, and how they say that one is broken.
 */
#include "service/guard/record_rules_parts.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/array.h"
#include "db/record/history.h"
#include "db/record/records.h"
#include "service/core/naming.h"

static bool
is_full(const struct rule_faults *faults)
{
	return faults->count >= RULES_MOST;
}

bool
rules_have_enough(const struct asking *a)
{
	return is_full(&a->rules->refused);
}

/* Keep a fault or a doubt, with texts of its own. */
__attribute__((format(printf, 5, 0))) static void
keep(struct asking *a, struct rule_faults *faults, const struct record *r, const char *field,
    const char *format, va_list args)
{
	struct arena *arena = &a->rules->arena;
	struct buf name = {0}, sentence = {0};

	buf_vprintf(&sentence, format, args);
	register_put_name_of(&a->view, r, &name);
	ARRAY_ROOM(faults->items, faults->count, faults->room);
	faults->items[faults->count++] = (struct rule_fault){.kind = r->kind,
	    .id = r->id,
	    .field = profile_field(a->view.session->profile, r->kind, slice_of(field)),
	    .name = arena_strndup(arena, buf_text(&name), name.len),
	    .sentence = arena_strndup(arena, buf_text(&sentence), sentence.len)};
	buf_free(&name);
	buf_free(&sentence);
}

void
rule_broken(struct asking *a, const struct record *r, const char *field, const char *format, ...)
{
	va_list args;

	if (rules_have_enough(a))
		return;
	va_start(args, format);
	keep(a, &a->rules->refused, r, field, format, args);
	va_end(args);
}

static uint64_t
person_of(const struct record *r)
{
	const struct field *person = field_find(r->kind, "person");

	return r->kind == KIND_PEOPLE ? r->id : person != NULL ? record_ref(r, person) : 0;
}

void
rule_doubted(struct asking *a, enum data_check which, const struct record *r, const char *field,
    const char *format, ...)
{
	va_list args;

	if (a->told != NULL) {
		a->told(a->told_context, which, r->kind, r->id, person_of(r));
		return;
	}
	if (is_full(&a->rules->doubted))
		return;
	va_start(args, format);
	keep(a, &a->rules->doubted, r, field, format, args);
	va_end(args);
}

bool
rules_before(struct asking *a, enum kind kind, uint64_t id, struct record *out)
{
	struct change_deed deed;
	bool found;

	if (!change_find_deed(a->change, kind, id, &deed))
		return records_get(a->view.txn, id, out);
	found = deed.before != 0 && history_get(a->view.txn, id, deed.before, out, NULL);
	out->id = id;
	return found;
}

/* The next record of the walk, loaded anew; NULL at the end. */
static struct record *
next_record(struct asking *a, struct walk *w, enum kind kind)
{
	struct record *r;
	uint64_t id;

	while (walk_next(w, &id)) {
		r = record_new(kind);
		if (records_get(a->view.txn, id, r))
			return r;
		record_free(r);
	}
	return NULL;
}

static int
by_work(const void *a, const void *b, void *asking)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	bool mine = is_touched(asking, x), its = is_touched(asking, y);

	if (mine != its)
		return mine ? 1 : -1;
	return (x->id > y->id) - (x->id < y->id);
}

struct record **
rules_referring(struct asking *a, enum kind kind, const char *field, uint64_t target, size_t *count)
{
	struct walk *w = walk_referring(a->view.txn, kind, field_find(kind, field), target);
	struct record **out = NULL, *r;
	size_t n = 0, room = 0;

	while ((r = next_record(a, w, kind)) != NULL) {
		ARRAY_ROOM(out, n, room);
		out[n++] = r;
	}
	walk_close(w);
	if (n > 1)
		qsort_r(out, n, sizeof(*out), by_work, a);
	*count = n;
	return out;
}

void
rules_records_free(struct record **records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		record_free(records[i]);
	free(records);
}
