/* SPDX-License-Identifier: MIT
 * order_draft.c - an order that is being composed as values, and back.
 *
 * The lines above by their names; then each line by the record it is about, "taken" or "left", and
 * behind it what was said about it.
 */
#include "screens/corps/order.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "rules/schoolyear.h"

#define PROJECT_TEXT(name)                                                                         \
	{                                                                                          \
#name, offsetof(struct order_project, name),                                       \
		    sizeof(((struct order_project *)NULL)->name)                                   \
	}

static const struct {
	const char *id;
	size_t offset, size;
} texts[] = {
    PROJECT_TEXT(number),
    PROJECT_TEXT(subject),
    PROJECT_TEXT(signed_by),
    PROJECT_TEXT(control),
    PROJECT_TEXT(reason),
};

/* What a line is about, by the order's purpose; an annulment has no lines of its own. */
static const struct {
	enum kind kind;
	size_t offset;
} subjects[ORDER_PURPOSES] = {
    [ORDER_COMPOSITION] = {KIND_APPLICATIONS, offsetof(struct order_line, application)},
    [ORDER_INCLUSION] = {KIND_APPLICATIONS, offsetof(struct order_line, application)},
    [ORDER_EXCLUSION] = {KIND_MEMBERSHIPS, offsetof(struct order_line, membership)},
    [ORDER_HEADS] = {KIND_ASSOCIATIONS, offsetof(struct order_line, association)},
};

static uint64_t
subject_of(const struct order_screen *o, const struct order_line *line)
{
	uint64_t id;

	memcpy(&id, (const char *)line + subjects[o->purpose].offset, sizeof(id));
	return id;
}

static void
put_line(const struct order_screen *o, const struct order_line *line, struct draft *out)
{
	draft_put_ref(
	    out, line->taken ? "taken" : "left", subjects[o->purpose].kind, subject_of(o, line));
	if (o->purpose == ORDER_EXCLUSION || o->purpose == ORDER_HEADS)
		draft_put_ref(out, "person", KIND_PEOPLE, line->person);
	if (o->purpose == ORDER_EXCLUSION)
		draft_put(out, "ground", line->ground);
	if (o->purpose == ORDER_HEADS)
		draft_put_date(out, "first_day", line->from);
	if (o->purpose == ORDER_EXCLUSION || o->purpose == ORDER_HEADS)
		draft_put_date(out, "last_day", line->to);
}

static void
put_order(void *work, struct draft *out)
{
	const struct order_screen *o = work;
	const struct order_project *p = &o->project;

	out->current = o->head < order_heads(o) ? o->head : o->head + o->list.cursor;
	draft_put_date(out, "date", p->date);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		draft_put(out, texts[i].id, (const char *)p + texts[i].offset);
	if (o->purpose == ORDER_ANNULMENT) {
		draft_put_ref(out, "annulled", KIND_ORDERS, p->annulled);
		return;
	}
	if (p->count > 0 && o->purpose != ORDER_HEADS)
		draft_put_date(out, "term", p->lines[0].from);
	for (size_t i = 0; i < p->count; i++)
		put_line(o, &p->lines[i], out);
}

/* The line about that record. Who is proposed no more is left out; who was added is added again.
 * NULL: there is none. */
static struct order_line *
find_line(struct order_screen *o, uint64_t subject)
{
	struct order_project *p = &o->project;

	for (size_t i = 0; i < p->count; i++)
		if (subject_of(o, &p->lines[i]) == subject)
			return &p->lines[i];
	if (subject == 0 || (o->purpose != ORDER_EXCLUSION && o->purpose != ORDER_HEADS))
		return NULL;
	if (o->purpose == ORDER_EXCLUSION)
		orders_add_exclusion(p, subject, "", p->date);
	else
		orders_add_head(p, subject, 0);
	return &p->lines[p->count - 1];
}

static void
take_in_line(struct order_line *line, const struct draft_field *value)
{
	if (strcmp(value->id, "person") == 0)
		line->person = draft_ref(value, KIND_PEOPLE);
	else if (strcmp(value->id, "ground") == 0)
		utf8_copy_trimmed(line->ground, sizeof(line->ground), value->text);
	else if (strcmp(value->id, "first_day") == 0)
		line->from = draft_date(value);
	else if (strcmp(value->id, "last_day") == 0)
		line->to = draft_date(value);
}

static void
take_above(struct order_screen *o, const struct draft_field *value)
{
	struct order_project *p = &o->project;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(value->id, texts[i].id) == 0)
			utf8_copy_trimmed((char *)p + texts[i].offset, texts[i].size, value->text);
	if (strcmp(value->id, "annulled") == 0)
		p->annulled = draft_ref(value, KIND_ORDERS);
	else if (strcmp(value->id, "date") == 0 && draft_date(value) != DATE_NONE)
		p->date = draft_date(value);
	else if (strcmp(value->id, "term") == 0 && draft_date(value) != DATE_NONE)
		orders_set_term(p, draft_date(value), schoolyear_end(draft_date(value)));
}

static void
take_order(void *work, const struct draft *d)
{
	struct order_screen *o = work;
	struct order_line *line = NULL;
	size_t heads = order_heads(o);

	if (o->purpose == ORDER_HEADS) /* of which associations, the draft knows */
		o->project.count = 0;
	for (size_t i = 0; i < d->count; i++) {
		const struct draft_field *value = &d->fields[i];
		bool taken = strcmp(value->id, "taken") == 0;

		if (taken || strcmp(value->id, "left") == 0) {
			line = find_line(o, draft_ref(value, subjects[o->purpose].kind));
			if (line != NULL)
				line->taken = taken;
		} else if (line != NULL) {
			take_in_line(line, value);
		} else {
			take_above(o, value);
		}
	}
	o->head = d->current < heads ? d->current : heads;
	o->list.cursor = d->current - o->head;
	if (o->project.count == 0 && o->head == heads)
		o->head = order_first_head(o);
}

const struct drafting_ops order_drafting = {
    .put = put_order,
    .take = take_order,
    .begun = "Этот приказ вы уже начинали составлять:",
    .left = "Приказ не зарегистрирован",
    .stay = "Продолжить",
};
