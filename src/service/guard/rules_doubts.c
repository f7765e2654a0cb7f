/* SPDX-License-Identifier: MIT
 * rules_doubts.c - what is possible but unlikely: let in, and told.
 *
 * A doubt between two records is told of the later one alone: the change's own, of two alike the
 * one with the greater id.
 */
#include "base/compare.h"
#include "base/date.h"
#include "db/record/records.h"
#include "rules/roster.h"
#include "rules/unlikely.h"
#include "service/guard/decision_stands.h"
#include "service/guard/namesakes.h"
#include "service/guard/record_rules_parts.h"

enum { YOUNGEST = 14, OLDEST = 100, LONG_BEFORE = 31 /* days */ };

static bool
is_later(const struct asking *a, const struct record *r, const struct record *other)
{
	bool mine = is_touched(a, r), its = is_touched(a, other);

	return mine != its ? mine : r->id > other->id;
}

static void
doubt_membership(struct asking *a, const struct record *r)
{
	const struct membership *m = (const struct membership *)r;
	size_t count;
	struct record **all = rules_referring(a, KIND_MEMBERSHIPS, "person", m->person, &count);

	for (size_t i = 0; i < count; i++) {
		const struct membership *other = (const struct membership *)all[i];
		struct buf from = {0};

		if (all[i]->id == r->id || !is_later(a, r, all[i]) ||
		    !date_spans_meet(m->from, m->to, other->from, other->to))
			continue;
		date_put_russian(&from, other->from);
		rule_doubted(a, DOUBT_OVERLAP, r, "from",
		    "в эти дни человек уже состоит в активе (с %s); проверьте, по какой день "
		    "действует каждое членство",
		    buf_text(&from));
		buf_free(&from);
		break;
	}
	rules_records_free(all, count);
	if (a->told != NULL && m->order != 0 && m->application != 0 && m->to == DATE_NONE &&
	    !decision_stands(a->view.txn, m->application))
		rule_doubted(a, DOUBT_ORDERED, r, "order", "решение изменено");
}

static bool
is_same_name(const struct person *a, const struct person *b)
{
	return compare_equal(slice_of(a->surname), slice_of(b->surname)) &&
	    compare_equal(slice_of(a->given_name), slice_of(b->given_name)) &&
	    compare_equal(slice_of(a->patronymic), slice_of(b->patronymic));
}

static bool
is_same_person(const struct person *a, const struct person *b)
{
	return a->birth_date != DATE_NONE && b->birth_date != DATE_NONE
	    ? a->birth_date == b->birth_date
	    : a->organisation == b->organisation;
}

/* So many namesakes are looked at on each side of somebody, when one is asked about. */
enum { NAMESAKES = 500 };

/* People of one name stand side by side in the order of names: the first of them on that side who
 * is the same person. */
static bool
find_same_person(struct asking *a, const struct person *p, struct walk *w,
    bool (*step)(struct walk *w, uint64_t *id), struct person *other)
{
	uint64_t id;

	for (unsigned n = 0;
	     n < NAMESAKES && step(w, &id) && records_get(a->view.txn, id, &other->base) &&
	     (id == p->base.id || is_same_name(p, other));
	     n++)
		if (id != p->base.id && is_later(a, &p->base, &other->base) &&
		    is_same_person(p, other))
			return true;
	return false;
}

/* The same of one among few. */
static bool
walk_to_same_person(struct asking *a, const struct person *p, struct person *other)
{
	struct walk *w = walk_sorted(a->view.txn, KIND_PEOPLE);
	struct buf place = {0};
	bool found;

	walk_put_place_of(&p->base, &place);
	walk_to_place(w, buf_slice(&place));
	found = find_same_person(a, p, w, walk_prev, other);
	if (!found) {
		walk_to_place(w, buf_slice(&place));
		found = find_same_person(a, p, w, walk_next, other);
	}
	walk_close(w);
	buf_free(&place);
	return found;
}

/* The same of one among many. */
struct same_person {
	struct asking *asking;
	const struct person *person;
	struct person *other;
	bool found;
};

static bool
look_at_namesake(void *context, uint64_t id)
{
	struct same_person *x = context;

	x->found = records_get(x->asking->view.txn, id, &x->other->base) &&
	    is_later(x->asking, &x->person->base, &x->other->base) &&
	    is_same_name(x->person, x->other) && is_same_person(x->person, x->other);
	return !x->found;
}

/* Asked about so many records, everybody's namesakes are read at once. */
enum { MANY = 200 };

static bool
are_many(const struct asking *a)
{
	return a->change == NULL || change_size(a->change) > MANY;
}

static void
doubt_two_codes(struct asking *a, const struct person *p)
{
	struct person *other = (struct person *)record_new(KIND_PEOPLE);
	struct same_person x = {.asking = a, .person = p, .other = other};

	if (are_many(a)) {
		if (a->namesakes == NULL)
			a->namesakes = namesakes_read(a->view.txn);
		namesakes_each(a->namesakes, p->base.id, look_at_namesake, &x);
	} else {
		x.found = walk_to_same_person(a, p, other);
	}
	if (x.found)
		rule_doubted(a, DOUBT_TWO_CODES, &p->base, "surname",
		    "похоже, это человек с кодом %s: имена совпадают, и совпадает %s", other->code,
		    p->birth_date != DATE_NONE && other->birth_date != DATE_NONE ? "дата рождения"
										 : "организация");
	record_free(&other->base);
}

static void
doubt_person(struct asking *a, const struct record *r)
{
	const struct person *p = (const struct person *)r;

	if (p->birth_date != DATE_NONE &&
	    (date_add_years(p->birth_date, YOUNGEST) > a->today ||
		date_add_years(p->birth_date, OLDEST) < a->today))
		rule_doubted(a, DOUBT_AGE, r, "birth_date",
		    "по этой дате человеку меньше %d или больше %d лет; проверьте год", YOUNGEST,
		    OLDEST);
	doubt_two_codes(a, p);
}

static void
doubt_participant(struct asking *a, const struct record *r)
{
	struct event *e = (struct event *)record_new(KIND_EVENTS);

	if (records_get(a->view.txn, ((const struct participant *)r)->event, &e->base) &&
	    e->cancelled)
		rule_doubted(a, DOUBT_CANCELLED, r, "event",
		    "мероприятие %s отменено; проверьте, то ли это мероприятие", e->code);
	record_free(&e->base);
}

static void
doubt_activity(struct asking *a, const struct record *r)
{
	const struct activity *did = (const struct activity *)r;
	size_t count, i = 0;
	struct record **all = rules_referring(a, KIND_MEMBERSHIPS, "person", did->person, &count);

	while (i < count && !membership_in_force((const struct membership *)all[i], did->date))
		i++;
	if (i == count)
		rule_doubted(a, DOUBT_NOT_MEMBER, r, "person",
		    "в этот день человек не состоял в активе; проверьте дату или членство");
	rules_records_free(all, count);
}

/* The first day of the plan of an item; DATE_NONE when there is none. */
static int32_t
plan_begins(struct asking *a, uint64_t item_id)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	int32_t from = DATE_NONE;

	if (item_id != 0 && records_get(a->view.txn, item_id, &item->base) &&
	    records_get(a->view.txn, item->plan, &plan->base))
		from = plan->from;
	record_free(&item->base);
	record_free(&plan->base);
	return from;
}

static bool
has_participants(struct asking *a, uint64_t event)
{
	struct walk *w = walk_referring(
	    a->view.txn, KIND_PARTICIPANTS, field_find(KIND_PARTICIPANTS, "event"), event);
	uint64_t id;
	bool has = walk_next(w, &id);

	walk_close(w);
	return has;
}

/* In the list of doubts a cancelled event is told by its participants. */
static void
doubt_event(struct asking *a, const struct record *r)
{
	const struct event *e = (const struct event *)r;
	int32_t from = e->held != DATE_NONE ? plan_begins(a, e->item) : DATE_NONE;

	if (from != DATE_NONE && e->held < from - LONG_BEFORE)
		rule_doubted(a, DOUBT_BEFORE_PLAN, r, "held",
		    "это больше чем за месяц до начала плана; проверьте дату или пункт плана");
	if (e->cancelled && is_touched(a, r) && has_participants(a, r->id))
		rule_doubted(a, DOUBT_CANCELLED, r, "cancelled",
		    "у отменённого мероприятия есть участники; проверьте отметку");
}

static void
doubt_values(struct asking *a, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);
	struct unlikely u = {0};

	for (size_t i = 0; i < e->count; i++)
		if (unlikely_value(r, &e->fields[i], a->today, &u))
			rule_doubted(a, u.which, r, e->fields[i].id, "%s", buf_text(&u.sentence));
	unlikely_free(&u);
}

static const struct {
	enum kind kind;
	void (*look)(struct asking *a, const struct record *r);
} table[] = {
    {KIND_PEOPLE, doubt_person},
    {KIND_MEMBERSHIPS, doubt_membership},
    {KIND_PARTICIPANTS, doubt_participant},
    {KIND_ACTIVITIES, doubt_activity},
    {KIND_EVENTS, doubt_event},
    {KIND_DECISIONS, rules_doubt_decision},
    {KIND_TOPIC_DECISIONS, rules_doubt_decision},
};

enum { LOOKS = sizeof(table) / sizeof(table[0]) };

bool
rules_have_doubts(enum kind kind)
{
	for (int i = 0; i < LOOKS; i++)
		if (table[i].kind == kind)
			return true;
	return unlikely_possible(kind);
}

void
rules_doubts(struct asking *a, const struct record *r)
{
	for (int i = 0; i < LOOKS; i++)
		if (table[i].kind == r->kind)
			table[i].look(a, r);
	doubt_values(a, r);
}
