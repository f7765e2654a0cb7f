/* SPDX-License-Identifier: MIT
 * event_roll.c - the participations of an event, changed in memory and written as one operation.
 */
#include "service/events/event_roll.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "base/ids.h"
#include "db/record/records.h"
#include "rules/facts.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/guard/record_rules.h"
#include "service/record/register.h"
#include "service/record/save_errors.h"

static const struct field *
field(const char *id)
{
	return field_find(KIND_PARTICIPANTS, id);
}

static struct roll_part *
add_part(struct event_roll *r, const struct record *now)
{
	ARRAY_ROOM(r->parts, r->count, r->room);
	r->parts[r->count] = (struct roll_part){.now = (struct participant *)record_dup(now)};
	return &r->parts[r->count++];
}

enum status
event_roll_read(struct event_roll *out, const struct view *v, uint64_t event, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct participant *p;
	struct walk *w;

	*out = (struct event_roll){
	    .event = (struct event *)record_new(KIND_EVENTS), .event_was = record_new(KIND_EVENTS)};
	if (st != ST_OK)
		return st;
	if (!records_get(v->txn, event, &out->event->base))
		return view_confirm(
		    v, error_set(e, ST_NOTFOUND, "этого мероприятия в базе нет"), e);
	record_copy(out->event_was, &out->event->base);
	p = (struct participant *)record_new(KIND_PARTICIPANTS);
	w = walk_referring(v->txn, KIND_PARTICIPANTS, field("event"), event);
	while (walk_record(w, &p->base))
		add_part(out, &p->base)->was = record_dup(&p->base);
	walk_close(w);
	record_free(&p->base);
	return view_status(v, e);
}

void
event_roll_free(struct event_roll *r)
{
	for (size_t i = 0; i < r->count; i++) {
		record_free(&r->parts[i].now->base);
		record_free(r->parts[i].was);
	}
	free(r->parts);
	if (r->event != NULL)
		record_free(&r->event->base);
	record_free(r->event_was);
	*r = (struct event_roll){.event = NULL};
}

bool
roll_part_differs(const struct roll_part *part)
{
	if (part->was == NULL)
		return !part->gone;
	return part->gone || !record_equal(&part->now->base, part->was);
}

static bool
is_event_changed(const struct event_roll *r)
{
	return !record_equal(&r->event->base, r->event_was);
}

bool
event_roll_is_changed(const struct event_roll *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (roll_part_differs(&r->parts[i]))
			return true;
	return is_event_changed(r);
}

int32_t
event_roll_day(const struct event_roll *r)
{
	int32_t last = event_last_day(r->event->held, r->event->held_to);

	return last != DATE_NONE ? last : r->event->planned;
}

size_t
event_roll_people(const struct event_roll *r, uint64_t **ids)
{
	uint64_t *all = xcalloc(r->count + 1, sizeof(*all));
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		if (!r->parts[i].gone)
			all[count++] = r->parts[i].now->person;
	count = ids_sort_unique(all, count);
	if (ids != NULL)
		*ids = all;
	else
		free(all);
	return count;
}

/* Roles. */

size_t
event_roll_roles(const struct session *s, const char **words, size_t most)
{
	const struct vocabulary *v = profile_vocabulary(s->profile);
	size_t count = 0;

	while (count < most &&
	    (words[count] = vocabulary_offered(v, field("role"), count, DATE_NONE)) != NULL)
		count++;
	return count;
}

void
roll_part_put_role(const struct roll_part *part, struct buf *out)
{
	value_put_choice(out, &part->now->base, field("role"));
}

bool
roll_part_is(const struct roll_part *part, const char *role)
{
	struct buf word = {0};
	bool same;

	roll_part_put_role(part, &word);
	same = role == NULL || strcmp(buf_text(&word), role) == 0;
	buf_free(&word);
	return same;
}

size_t
event_roll_find(const struct event_roll *r, uint64_t participant)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->parts[i].now->base.id == participant)
			return i;
	return SIZE_MAX;
}

bool
event_roll_has(const struct event_roll *r, uint64_t person, const char *role)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->parts[i].now->person == person && !r->parts[i].gone &&
		    roll_part_is(&r->parts[i], role))
			return true;
	return false;
}

void
roll_part_set_role(struct roll_part *part, const struct session *s, const char *role)
{
	const struct vocabulary *v = profile_vocabulary(s->profile);
	const struct town_word *own = vocabulary_town_word(v, field("role"), slice_of(role));
	struct record *r = &part->now->base;

	if (own != NULL)
		record_set_word(r, field("role"), own->counts_as, own->word);
	for (uint8_t i = 0; own == NULL && field("role")->words[i] != NULL; i++)
		if (strcmp(field("role")->words[i], role) == 0)
			record_set_choice(r, field("role"), i + 1);
}

struct roll_part *
event_roll_add(struct event_roll *r, uint64_t person)
{
	struct participant *p = (struct participant *)record_new(KIND_PARTICIPANTS);
	struct roll_part *part;

	p->event = r->event->base.id;
	p->person = person;
	part = add_part(r, &p->base);
	record_free(&p->base);
	return part;
}

/* All parts of the person in that role; how many there are. */
static size_t
set_gone(struct event_roll *r, uint64_t person, const char *role, bool gone)
{
	size_t found = 0;

	for (size_t i = 0; i < r->count; i++)
		if (r->parts[i].now->person == person && roll_part_is(&r->parts[i], role)) {
			r->parts[i].gone = gone;
			found++;
		}
	return found;
}

bool
event_roll_toggle(struct event_roll *r, const struct session *s, uint64_t person, const char *role)
{
	bool had = event_roll_has(r, person, role);

	if (set_gone(r, person, role, had) == 0)
		roll_part_set_role(event_roll_add(r, person), s, role);
	return !had;
}

void
event_roll_drop(struct event_roll *r, uint64_t person)
{
	set_gone(r, person, NULL, true);
}

/* Values. */

enum status
event_roll_set(struct event_roll *r, struct session *s, size_t part, const char *id,
    const char *text, struct error *e)
{
	struct session_refs refs;
	struct reading reading = session_reading(s, &refs);

	return value_parse(&r->parts[part].now->base, field(id), slice_of(text), &reading, e);
}

void
event_roll_set_role(struct event_roll *r, size_t part, uint8_t role)
{
	if (r->parts[part].now->role != role) /* a town's own word of it stays */
		record_set_choice(&r->parts[part].now->base, field("role"), role);
}

enum status
event_roll_set_headcount(struct event_roll *r, struct session *s, const char *text, struct error *e)
{
	struct session_refs refs;
	struct reading reading = session_reading(s, &refs);

	return value_parse(
	    &r->event->base, field_find(KIND_EVENTS, "headcount"), slice_of(text), &reading, e);
}

/* Saving. */

/* The first fault of a part, as a sentence that names whose it is. */
struct telling {
	const struct view *view;
	const struct participant *part;
	struct error *e;
	bool told;
};

static void
tell_first(void *context, const struct field *f, const char *sentence)
{
	struct telling *t = context;
	struct buf name = {0};

	if (t->told)
		return;
	t->told = true;
	register_put_name(t->view, KIND_PEOPLE, t->part->person, &name);
	error_set(t->e, ST_INVALID, "%s, %s: %s", buf_text(&name),
	    profile_label(t->view->session->profile, KIND_PARTICIPANTS, f), sentence);
	buf_free(&name);
}

static enum status
require_faultless(const struct view *v, const struct event_roll *r, struct error *e)
{
	struct telling t = {.view = v, .e = e};

	for (size_t i = 0; i < r->count && !t.told; i++) {
		t.part = r->parts[i].now;
		if (!r->parts[i].gone && roll_part_differs(&r->parts[i]))
			register_check(v, &t.part->base, tell_first, &t);
	}
	return t.told ? ST_INVALID : ST_OK;
}

static void
stage(struct change *c, const struct roll_part *part, struct roll_saved *out)
{
	struct record *r;

	if (!roll_part_differs(part))
		return;
	if (part->gone) {
		change_remove(c, KIND_PARTICIPANTS, part->now->base.id, part->now->base.stamp);
		out->removed++;
		return;
	}
	r = record_dup(&part->now->base);
	change_put(c, r);
	record_free(r);
	out->added += part->was == NULL;
	out->changed += part->was != NULL;
}

static enum status
write_all(struct session *s, const struct event_roll *r, const struct draft_name *draft,
    struct roll_saved *out, struct record_rules *rules, struct change_obstacle *obstacle)
{
	struct change *c = change_new(s->store, &s->actor, OPERATION_PARTICIPANTS, "");
	struct record *event = record_dup(&r->event->base);

	*out = (struct roll_saved){.added = 0};
	if (is_event_changed(r))
		change_put(c, event);
	record_free(event);
	for (size_t i = 0; i < r->count; i++)
		stage(c, &r->parts[i], out);
	if (draft != NULL)
		draft_stage_removal(c, s->account.name, *draft);
	return record_rules_commit(rules, c, NULL, obstacle);
}

/* Of a part that somebody else has changed or removed it is said who. */
static enum status
explain(struct session *s, const struct event_roll *r, enum status st,
    const struct change_obstacle *obstacle, struct error *e)
{
	struct view v;

	if (st != ST_CONFLICT || obstacle->id == 0)
		return save_error_explain(s, st, &r->event->base, obstacle, e);
	view_open(&v, s);
	st = save_error_conflict(&v, obstacle->kind, obstacle->id, e);
	view_close(&v);
	return st;
}

enum status
event_roll_save(struct session *s, const struct event_roll *r, const struct draft_name *draft,
    struct roll_saved *out, struct error *e)
{
	struct record_rules rules = {.session = s, .door = RULES_HAND};
	struct change_obstacle obstacle = {0};
	enum status st;
	struct view v;

	view_open(&v, s);
	st = view_require(&v, PERMIT_EDIT, e);
	if (st == ST_OK)
		st = require_faultless(&v, r, e);
	view_close(&v);
	if (st != ST_OK)
		return st;
	st = ST_CONFLICT;
	for (unsigned tries = 0; st == ST_CONFLICT && store_next_try(s->store, &tries);)
		st = write_all(s, r, draft, out, &rules, &obstacle);
	store_leave_turn(s->store);
	if (rules.refused.count > 0) /* the sentence names whom it is about */
		st = error_set(e, ST_INVALID, "%s", rules.refused.items[0].sentence);
	else if (st != ST_OK)
		st = explain(s, r, st, &obstacle, e);
	record_rules_free(&rules);
	if (st == ST_OK && draft != NULL)
		draft_forget_files(s->store, s->account.name, *draft);
	return st;
}
