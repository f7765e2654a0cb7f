/* SPDX-License-Identifier: MIT
 * event_roll_draft.c - what has changed of a roll as values, and back: for each part that differs
 * which it is and as of which operation, its person, role and texts; how many took part.
 */
#include "service/events/event_roll_draft.h"

#include <stdlib.h>
#include <string.h>

static const char *const texts[] = {"nomination", "place", "score", "topic"};
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static void
put_number(struct draft *out, const char *id, uint64_t number)
{
	struct buf text = {0};

	buf_printf(&text, "%llu", (unsigned long long)number);
	draft_put(out, id, buf_text(&text));
	buf_free(&text);
}

static void
put_part(const struct roll_part *part, struct draft *out)
{
	const struct participant *p = part->now;
	struct buf role = {0};

	draft_put_ref(out, "part", KIND_PARTICIPANTS, p->base.id);
	put_number(out, "stamp", p->base.stamp);
	draft_put_ref(out, "person", KIND_PEOPLE, p->person);
	roll_part_put_role(part, &role);
	draft_put(out, "role", buf_text(&role));
	for (size_t i = 0; i < TEXTS; i++)
		draft_put(
		    out, texts[i], record_text(&p->base, field_find(KIND_PARTICIPANTS, texts[i])));
	if (part->gone)
		draft_put(out, "gone", "");
	buf_free(&role);
}

void
event_roll_put_draft(const struct event_roll *r, struct draft *out)
{
	for (size_t i = 0; i < r->count; i++)
		if (roll_part_differs(&r->parts[i]))
			put_part(&r->parts[i], out);
	if (!record_equal(&r->event->base, r->event_was)) {
		put_number(out, "event", r->event->base.stamp);
		put_number(out, "headcount", (uint64_t)(r->event->headcount + 1));
	}
}

/* The part that is taken, from its first value on; NULL: it has been removed since. */
struct taking {
	struct event_roll *roll;
	struct session *session;
	struct roll_part *part;
};

static void
begin_part(struct taking *t, uint64_t id)
{
	t->part = id == 0 ? event_roll_add(t->roll, 0) : NULL;
	for (size_t i = 0; id != 0 && i < t->roll->count; i++)
		if (t->roll->parts[i].now->base.id == id)
			t->part = &t->roll->parts[i];
}

static void
take_text(struct taking *t, const struct draft_field *value)
{
	for (size_t i = 0; i < TEXTS; i++)
		if (strcmp(value->id, texts[i]) == 0)
			record_set_text(&t->part->now->base,
			    field_find(KIND_PARTICIPANTS, texts[i]), value->text,
			    strlen(value->text));
}

static void
take_part_value(struct taking *t, const struct draft_field *value)
{
	struct participant *p = t->part->now;

	if (strcmp(value->id, "stamp") == 0)
		p->base.stamp = strtoull(value->text, NULL, 10);
	else if (strcmp(value->id, "person") == 0)
		p->person = draft_ref(value, KIND_PEOPLE);
	else if (strcmp(value->id, "role") == 0)
		roll_part_set_role(t->part, t->session, value->text);
	else if (strcmp(value->id, "gone") == 0)
		t->part->gone = true;
	else
		take_text(t, value);
}

void
event_roll_take_draft(struct event_roll *r, struct session *s, const struct draft *d)
{
	struct taking t = {.roll = r, .session = s};

	for (size_t i = 0; i < d->count; i++) {
		const struct draft_field *value = &d->fields[i];

		if (strcmp(value->id, "part") == 0) {
			begin_part(&t, draft_ref(value, KIND_PARTICIPANTS));
		} else if (strcmp(value->id, "event") == 0) {
			r->event->base.stamp = strtoull(value->text, NULL, 10);
		} else if (strcmp(value->id, "headcount") == 0) {
			r->event->headcount = (int64_t)strtoull(value->text, NULL, 10) - 1;
		} else if (t.part != NULL) {
			take_part_value(&t, value);
		}
	}
	event_roll_drop(r, 0); /* parts of nobody: their person was not written down */
}
