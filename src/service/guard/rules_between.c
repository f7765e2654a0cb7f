/* SPDX-License-Identifier: MIT
 * rules_between.c - the rules between rows, each looked at once for a circle of records.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "db/record/records.h"
#include "rules/facts.h"
#include "service/core/naming.h"
#include "service/guard/record_rules_parts.h"

/* "01.09.2025": as many as stand in one sentence, each in a text of its own. */
struct day_text {
	char text[32];
};

static struct day_text
day_text(int32_t day)
{
	struct day_text out = {""};
	struct buf b = {0};

	date_put_russian(&b, day);
	if (b.len < sizeof(out.text))
		memcpy(out.text, buf_text(&b), b.len + 1);
	buf_free(&b);
	return out;
}

/* An event and its participants. */

/* «Дебют» and ДЕБЮТ are one. */
static bool
is_same_nomination(const struct participant *a, const struct participant *b)
{
	return compare_equal(slice_of(a->nomination), slice_of(b->nomination));
}

static void
tell_two_winners(struct asking *a, const struct participant *p, const struct participant *other)
{
	struct buf name = {0};

	register_put_name(&a->view, KIND_PEOPLE, other->person, &name);
	if (p->nomination[0] != '\0')
		rule_broken(a, &p->base, "role",
		    "в номинации «%s» этого мероприятия уже есть победитель (%s), двух не бывает",
		    p->nomination, buf_text(&name));
	else
		rule_broken(a, &p->base, "role",
		    "у этого мероприятия уже есть победитель (%s), двух без номинации не бывает",
		    buf_text(&name));
	buf_free(&name);
}

static void
check_winners(struct asking *a, struct record *const *all, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct participant *p = (const struct participant *)all[i], *other = NULL;

		if (p->role != ROLE_WINNER || !is_touched(a, all[i]))
			continue;
		for (size_t j = i; j-- > 0 && other == NULL;) {
			const struct participant *before = (const struct participant *)all[j];

			if (before->role == ROLE_WINNER && is_same_nomination(p, before))
				other = before;
		}
		if (other != NULL)
			tell_two_winners(a, p, other);
	}
}

/* Who stood there before the change counts first; the change's own people come behind. */
static void
check_headcount(struct asking *a, const struct event *e, struct record *const *all, size_t count)
{
	bool of_event = is_touched(a, &e->base);
	struct idset people = {0};

	for (size_t i = 0; i < count; i++) {
		uint64_t person = ((const struct participant *)all[i])->person;

		if (idset_has(&people, person))
			continue;
		idset_add(&people, person);
		if (!of_event && (int64_t)people.count > e->headcount && is_touched(a, all[i]))
			rule_broken(a, all[i], "event",
			    "в мероприятии указано участников: %lld, а поимённо названо уже "
			    "%zu; исправьте сначала число участников",
			    (long long)e->headcount, people.count);
	}
	if (of_event && (int64_t)people.count > e->headcount)
		rule_broken(a, &e->base, "headcount",
		    "указано %lld, а поимённо названо разных людей: %zu; число участников не "
		    "бывает меньше числа названных",
		    (long long)e->headcount, people.count);
	idset_free(&people);
}

static void
check_event(struct asking *a, uint64_t id)
{
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	struct record **all;
	size_t count;

	if (records_get(a->view.txn, id, &e->base)) {
		all = rules_referring(a, KIND_PARTICIPANTS, "event", id, &count);
		check_winners(a, all, count);
		if (e->headcount != NUMBER_NONE)
			check_headcount(a, e, all, count);
		rules_records_free(all, count);
	}
	record_free(&e->base);
}

/* An item of a plan and its events. */

static void
check_cancelled(struct asking *a, const struct plan_item *item, const struct event *e)
{
	int32_t last = event_last_day(e->held, e->held_to);

	if (e->cancelled || last == DATE_NONE || last <= item->cancelled)
		return;
	if (is_touched(a, &e->base))
		rule_broken(a, &e->base, e->held_to != DATE_NONE ? "held_to" : "held",
		    "%s, а пункт плана отменён %s: отметьте, что мероприятие отменено, или "
		    "уберите пункт",
		    day_text(last).text, day_text(item->cancelled).text);
	else
		rule_broken(a, &item->base, "cancelled",
		    "%s, а мероприятие этого пункта (%s) проведено %s: отменить пункт можно не "
		    "раньше этого дня",
		    day_text(item->cancelled).text, e->code, day_text(last).text);
}

static void
check_item(struct asking *a, uint64_t id)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct record **events;
	size_t count;

	if (records_get(a->view.txn, id, &item->base) && item->cancelled != DATE_NONE) {
		events = rules_referring(a, KIND_EVENTS, "item", id, &count);
		for (size_t i = 0; i < count; i++)
			if (is_touched(a, &item->base) || is_touched(a, events[i]))
				check_cancelled(a, item, (const struct event *)events[i]);
		rules_records_free(events, count);
	}
	record_free(&item->base);
}

/* A plan and its items. */

static void
check_term(struct asking *a, const struct plan *plan, const struct plan_item *item)
{
	bool early = item->from<plan->from, late = item->to> plan->to;

	if (!early && !late)
		return;
	if (is_touched(a, &item->base))
		rule_broken(a, &item->base, early ? "from" : "to",
		    "срок пункта (%s – %s) выходит за срок плана (%s – %s)",
		    day_text(item->from).text, day_text(item->to).text, day_text(plan->from).text,
		    day_text(plan->to).text);
	else
		rule_broken(a, &plan->base, early ? "from" : "to",
		    "срок плана (%s – %s) меньше, чем срок его пункта %s (%s – %s)",
		    day_text(plan->from).text, day_text(plan->to).text, item->number,
		    day_text(item->from).text, day_text(item->to).text);
}

static void
check_plan(struct asking *a, uint64_t id)
{
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	struct record **items;
	size_t count;

	if (records_get(a->view.txn, id, &plan->base)) {
		items = rules_referring(a, KIND_PLAN_ITEMS, "plan", id, &count);
		for (size_t i = 0; i < count; i++)
			if (is_touched(a, &plan->base) || is_touched(a, items[i]))
				check_term(a, plan, (const struct plan_item *)items[i]);
		rules_records_free(items, count);
	}
	record_free(&plan->base);
}

/* The heads of an association. */

/* Two in force on one day, neither of whom is acting. */
static bool
are_two_heads(const struct association_head *a, const struct association_head *b)
{
	return a->manner != MANNER_ACTING && b->manner != MANNER_ACTING &&
	    date_spans_meet(a->from, a->to, b->from, b->to);
}

static void
tell_two_heads(struct asking *a, const struct record *r, const struct association_head *other)
{
	struct buf name = {0};

	register_put_name(&a->view, KIND_PEOPLE, other->person, &name);
	if (other->to != DATE_NONE)
		rule_broken(a, r, "from",
		    "в эти дни объединением уже руководит %s (с %s по %s): двое сразу бывают, "
		    "только если один исполняет обязанности",
		    buf_text(&name), day_text(other->from).text, day_text(other->to).text);
	else
		rule_broken(a, r, "from",
		    "в эти дни объединением уже руководит %s (с %s): двое сразу бывают, только "
		    "если один исполняет обязанности",
		    buf_text(&name), day_text(other->from).text);
	buf_free(&name);
}

static void
check_heads(struct asking *a, uint64_t association)
{
	size_t count, j;
	struct record **heads =
	    rules_referring(a, KIND_ASSOCIATION_HEADS, "association", association, &count);

	for (size_t i = 1; i < count; i++) {
		const struct association_head *h = (const struct association_head *)heads[i];

		if (!is_touched(a, heads[i]))
			continue;
		for (j = 0; j < i; j++)
			if (are_two_heads(h, (const struct association_head *)heads[j]))
				break;
		if (j < i)
			tell_two_heads(a, heads[i], (const struct association_head *)heads[j]);
	}
	rules_records_free(heads, count);
}

/* The pathways of a person and their items. */

static bool
has_pathway(struct record *const *pathways, size_t count, int32_t developed)
{
	for (size_t i = 0; i < count; i++)
		if (((const struct pathway *)pathways[i])->developed == developed)
			return true;
	return false;
}

/* An item that has lost its pathway by a change of the pathway is told of the pathway. */
static void
tell_orphan(struct asking *a, const struct pathway_item *item)
{
	struct pathway *was = (struct pathway *)record_new(KIND_PATHWAYS);
	bool told = false;

	for (size_t i = 0; i < change_size(a->change) && !told; i++) {
		struct change_deed deed = change_deed(a->change, i);

		told = deed.kind == KIND_PATHWAYS && deed.before != 0 &&
		    rules_before(a, deed.kind, deed.id, &was->base) &&
		    was->person == item->person && was->developed == item->developed;
		if (told)
			rule_broken(a, &was->base, "developed",
			    "у ИОМ от %s есть пункты; сначала удалите их",
			    day_text(item->developed).text);
	}
	record_free(&was->base);
}

static void
check_pathways(struct asking *a, uint64_t person)
{
	size_t npathways, nitems;
	struct record **pathways = rules_referring(a, KIND_PATHWAYS, "person", person, &npathways);
	struct record **items = rules_referring(a, KIND_PATHWAY_ITEMS, "person", person, &nitems);

	for (size_t i = 0; i < nitems; i++) {
		const struct pathway_item *item = (const struct pathway_item *)items[i];

		if (has_pathway(pathways, npathways, item->developed))
			continue;
		if (!is_touched(a, items[i]))
			tell_orphan(a, item);
		else
			rule_broken(a, items[i], "developed",
			    "у этого педагога нет ИОМ от %s: сначала внесите сам ИОМ",
			    day_text(item->developed).text);
	}
	rules_records_free(pathways, npathways);
	rules_records_free(items, nitems);
}

/* The orders of a year. */

/* An order by its register and number. */
struct numbered {
	struct order *order;
	struct slice key; /* the register's byte and the number as people compare it */
	bool touched;
};

struct numbered_list {
	struct numbered *items;
	size_t count, room;
	struct arena arena;
};

static void
add_order(struct asking *a, struct numbered_list *list, const struct order *o)
{
	const struct profile *profile = a->rules->session->profile;
	struct numbered *n;
	struct buf key = {0};

	buf_putc(&key, (char)profile_order_register(profile, o->kind));
	compare_put(&key, slice_of(o->number));
	ARRAY_ROOM(list->items, list->count, list->room);
	n = &list->items[list->count++];
	n->order = (struct order *)record_dup(&o->base);
	n->key = slice_make(arena_strndup(&list->arena, key.data, key.len), key.len);
	n->touched = is_touched(a, &o->base);
	buf_free(&key);
}

static void
add_orders(struct asking *a, int year, struct numbered_list *list)
{
	int32_t first = date_make(year, 1, 1), last = date_make(year, 12, 31);
	struct walk *w = walk_by_id(a->view.txn, KIND_ORDERS);
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	uint64_t id;

	while (walk_next(w, &id))
		if (records_get(a->view.txn, id, &o->base) && o->date >= first && o->date <= last)
			add_order(a, list, o);
	walk_close(w);
	record_free(&o->base);
}

/* Of equal numbers the change's own come last. */
static int
by_number(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;
	int order = slice_compare(x->key, y->key);

	if (order != 0 || x->touched != y->touched)
		return order != 0 ? order : (int)x->touched - (int)y->touched;
	return (x->order->base.id > y->order->base.id) - (x->order->base.id < y->order->base.id);
}

static void
check_numbers(struct asking *a, uint64_t year)
{
	struct numbered_list list = {0};
	const struct numbered *first;

	add_orders(a, (int)year, &list);
	if (list.count > 1)
		qsort(list.items, list.count, sizeof(*list.items), by_number);
	first = list.items;
	for (size_t i = 1; i < list.count; i++) {
		const struct numbered *n = &list.items[i];

		if (!slice_equal(n->key, first->key))
			first = n;
		else if (n->touched)
			rule_broken(a, &n->order->base, "number",
			    "номер %s в %d году уже есть у приказа %s от %s; в одном журнале номер "
			    "даётся один раз",
			    n->order->number, (int)year, first->order->code,
			    day_text(first->order->date).text);
	}
	for (size_t i = 0; i < list.count; i++)
		record_free(&list.items[i].order->base);
	arena_free(&list.arena);
	free(list.items);
}

circle_fn *const rules_of_circles[CIRCLES] = {
    [CIRCLE_EVENT] = check_event,
    [CIRCLE_PLAN] = check_plan,
    [CIRCLE_ITEM] = check_item,
    [CIRCLE_ASSOCIATION] = check_heads,
    [CIRCLE_PATHWAYS] = check_pathways,
    [CIRCLE_YEAR] = check_numbers,
    [CIRCLE_MEETING] = rules_of_meeting,
    [CIRCLE_APPLICATION] = rules_of_application,
};
