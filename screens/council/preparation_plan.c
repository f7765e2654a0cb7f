/* SPDX-License-Identifier: MIT
 * preparation_plan.c - from the register to the plan of a meeting, and back.
 */
#include "screens/council/preparation.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "screens/widget/words.h"
#include "service/list/listing.h"
#include "service/record/register.h"
#include "service/council/application_statuses.h"

enum { SEATS_MOST = 128 };

static const char *
keep(struct arena *a, const struct buf *text)
{
	return arena_strndup(a, buf_text(text), text->len);
}

static const char *
name_of(struct arena *a, const struct view *v, enum kind kind, uint64_t id)
{
	struct buf text = {0};
	const char *kept;

	if (id != 0)
		register_put_name(v, kind, id, &text);
	kept = keep(a, &text);
	buf_free(&text);
	return kept;
}

static const char *
place_of(struct arena *a, const struct view *v, uint64_t organisation)
{
	struct buf text = {0};
	const char *name = name_of(a, v, KIND_ORGANISATIONS, organisation), *kept;

	words_put_without_form(&text, name);
	kept = keep(a, &text);
	buf_free(&text);
	return kept;
}

/* Items. */

size_t
preparation_find(const struct preparation *p, const struct agenda_entry *entry)
{
	size_t i = 0;

	while (i < p->nitems &&
	    (p->items[i].entry.application != entry->application ||
		strcmp(p->items[i].entry.topic, entry->topic) != 0))
		i++;
	return i;
}

/* An item with nothing but its entry, at that place. */
static struct planned *
make_room(struct preparation *p, size_t at, const struct agenda_entry *entry, bool taken)
{
	struct planned *item;

	p->items = xrealloc(p->items, (p->nitems + 1) * sizeof(*p->items));
	item = &p->items[at];
	memmove(item + 1, item, (p->nitems++ - at) * sizeof(*item));
	*item = (struct planned){.entry = {.application = entry->application,
				     .topic = arena_strdup(&p->texts, entry->topic),
				     .speaker = arena_strdup(&p->texts, entry->speaker)},
	    .taken = taken};
	return item;
}

void
preparation_take(struct preparation *p, const struct agenda_entry *entry, bool taken)
{
	struct planned *item = make_room(p, p->nitems, entry, taken);

	item->name = item->workplace = item->subject_area = item->way = "";
}

static void
describe_application(struct preparation *p, const struct view *v,
    const struct application_statuses *w, struct planned *item, const struct application *a)
{
	struct buf name = {0};

	buf_printf(&name, "%s %s", a->surname, a->given_name);
	if (a->patronymic[0] != '\0')
		buf_printf(&name, " %s", a->patronymic);
	item->name = keep(&p->texts, &name);
	item->workplace = place_of(&p->texts, v, a->organisation);
	item->subject_area = arena_strdup(&p->texts, a->subject_area);
	/* No order could name whom the register does not hold. */
	item->way = a->person == 0
	    ? "нет в реестре"
	    : application_status_word(application_statuses_find(w, a->base.id));
	buf_free(&name);
}

static void
describe_topic(struct planned *item)
{
	item->name = item->entry.topic;
	item->workplace = item->subject_area = "";
	item->way = "вопрос";
}

/* Behind the others, unless it is there; an application that is gone is left out. */
static void
add_item(struct preparation *p, const struct view *v, const struct application_statuses *w,
    const struct agenda_entry *entry, bool taken)
{
	struct record *r;

	if (preparation_find(p, entry) < p->nitems)
		return;
	if (entry->application == 0) {
		describe_topic(make_room(p, p->nitems, entry, taken));
		return;
	}
	r = register_load(v, KIND_APPLICATIONS, entry->application);
	if (r != NULL)
		describe_application(
		    p, v, w, make_room(p, p->nitems, entry, taken), (const struct application *)r);
	record_free(r);
}

void
preparation_reword(struct preparation *p, size_t item, const char *topic, const char *speaker)
{
	struct planned *i = &p->items[item];

	i->entry.speaker = arena_strdup(&p->texts, speaker);
	if (i->entry.application == 0) {
		i->entry.topic = arena_strdup(&p->texts, topic);
		describe_topic(i);
	}
	preparation_changed(p);
}

void
preparation_add_topic(struct preparation *p, size_t before, const char *topic, const char *speaker)
{
	const struct agenda_entry entry = {.topic = topic, .speaker = speaker};

	describe_topic(make_room(p, before, &entry, true));
	preparation_changed(p);
}

void
preparation_drop_topic(struct preparation *p, size_t item)
{
	struct planned *i = &p->items[item];

	memmove(i, i + 1, (--p->nitems - item) * sizeof(*i));
	preparation_changed(p);
}

/* Behind the agenda stand those who could be on it as well. */
static void
add_waiting(struct preparation *p, const struct view *v, const struct application_statuses *w)
{
	uint64_t *ids = NULL;
	size_t n = application_statuses_ids(
	    w, 1u << APPLICATION_READY | 1u << APPLICATION_POSTPONED, &ids);

	for (size_t i = 0; i < n; i++)
		add_item(p, v, w, &(struct agenda_entry){ids[i], "", ""}, false);
	free(ids);
}

/* The plan. */

static void
begin_new(struct preparation *p, const struct view *v, const struct application_statuses *w)
{
	struct agenda_entry *agenda;

	council_propose(v, clock_today(), &p->plan, &agenda);
	for (size_t i = 0; i < p->plan.nagenda; i++)
		add_item(p, v, w, &(struct agenda_entry){agenda[i].application, "", ""}, true);
	free(agenda);
	p->changed = true;
}

static enum status
begin_old(struct preparation *p, const struct view *v, const struct application_statuses *w,
    uint64_t meeting, struct error *e)
{
	struct council_meeting sitting = {.nitems = 0};
	enum status st = council_meeting_load(v, meeting, &sitting, e);

	if (st == ST_OK) {
		const struct meeting *m = sitting.meeting;

		p->plan = (struct meeting_plan){.meeting = meeting,
		    .stamp = m->base.stamp,
		    .date = m->date,
		    .chair = m->chair,
		    .secretary = m->secretary,
		    .seats = m->seats};
		for (const struct meeting_item *i = sitting.items;
		     i < sitting.items + sitting.nitems; i++)
			add_item(p, v, w,
			    &(struct agenda_entry){i->application, i->topic, i->speaker}, true);
	}
	council_meeting_free(&sitting);
	return st;
}

enum status
preparation_begin(struct preparation *p, struct view *v, uint64_t meeting, struct error *e)
{
	struct application_statuses w = {.count = 0};
	enum status st = application_statuses_load(v, clock_today(), &w);

	if (st != ST_OK) {
		application_statuses_free(&w);
		return error_set(e, st, "%s", status_text(st));
	}
	p->nitems = 0;
	arena_clear(&p->texts);
	p->changed = false;
	if (meeting == 0)
		begin_new(p, v, &w);
	else
		st = begin_old(p, v, &w, meeting, e);
	add_waiting(p, v, &w);
	application_statuses_free(&w);
	preparation_read_around(p, v);
	return st;
}

void
preparation_refresh(struct preparation *p, struct view *v)
{
	struct application_statuses w = {.count = 0};
	struct planned *old = p->items;
	size_t nold = p->nitems;
	struct arena texts = p->texts;

	if (application_statuses_load(v, clock_today(), &w) == ST_OK) {
		p->items = NULL;
		p->nitems = 0;
		p->texts = (struct arena){0};
		for (size_t i = 0; i < nold; i++)
			add_item(p, v, &w, &old[i].entry, old[i].taken);
		add_waiting(p, v, &w);
		free(old);
		arena_free(&texts);
	}
	application_statuses_free(&w);
	preparation_read_around(p, v);
}

void
preparation_free(struct preparation *p)
{
	free(p->items);
	free(p->seats);
	arena_free(&p->texts);
	arena_free(&p->around);
}

/* Around it. */

static void
add_seat(struct preparation *p, const struct view *v, const struct record *r)
{
	const struct council_member *m = (const struct council_member *)r;
	struct record *person = register_load(v, KIND_PEOPLE, m->person);
	struct buf duty = {0};

	register_put_field(v, r, field_find(KIND_COUNCIL_MEMBERS, "duty"), &duty);
	p->seats[p->nseats++] = (struct seat){.person = m->person,
	    .name = name_of(&p->around, v, KIND_PEOPLE, m->person),
	    .workplace = place_of(
		&p->around, v, person != NULL ? ((const struct person *)person)->organisation : 0),
	    .duty = keep(&p->around, &duty)};
	record_free(person);
	buf_free(&duty);
}

static void
read_seats(struct preparation *p, struct view *v)
{
	const struct listing_spec spec = {.kind = KIND_COUNCIL_MEMBERS,
	    .filters = {{.field = field_find(KIND_COUNCIL_MEMBERS, "from"),
		.test = FILTER_IN_FORCE,
		.value = p->plan.date}},
	    .nfilters = 1};
	struct listing *l = NULL;
	struct record *r = record_new(KIND_COUNCIL_MEMBERS);

	free(p->seats);
	p->seats = xcalloc(SEATS_MOST, sizeof(*p->seats));
	p->nseats = 0;
	if (listing_open(&l, v, &spec, NULL, NULL) == ST_OK)
		for (size_t i = 0; i < listing_count(l) && p->nseats < SEATS_MOST; i++)
			if (listing_page(l, v, i, 1, &r) == 1)
				add_seat(p, v, r);
	listing_close(l);
	record_free(r);
}

static void
read_number(struct preparation *p, const struct view *v)
{
	struct record *r = register_load(v, KIND_MEETINGS, p->plan.meeting);
	const char *number = r != NULL ? ((const struct meeting *)r)->number : "";

	p->number = arena_strdup(&p->around, number);
	record_free(r);
}

void
preparation_read_around(struct preparation *p, struct view *v)
{
	struct buf text = {0};

	arena_clear(&p->around);
	read_number(p, v);
	read_seats(p, v);
	date_put_russian(&text, p->plan.date);
	p->values[LINE_DATE] = keep(&p->around, &text);
	p->values[LINE_CHAIR] = name_of(&p->around, v, KIND_PEOPLE, p->plan.chair);
	p->values[LINE_SECRETARY] = name_of(&p->around, v, KIND_PEOPLE, p->plan.secretary);
	buf_clear(&text);
	if (p->plan.seats == NUMBER_NONE)
		buf_printf(&text, "%zu, сколько членов совета в этот день", p->nseats);
	else
		buf_printf(&text, "%lld", (long long)p->plan.seats);
	p->values[LINE_SEATS] = keep(&p->around, &text);
	buf_clear(&text);
	buf_printf(&text, "%zu", p->nseats);
	p->values[LINE_MEMBERS] = keep(&p->around, &text);
	buf_free(&text);
}

size_t
preparation_taken(const struct preparation *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nitems; i++)
		n += p->items[i].taken;
	return n;
}

/* Whoever is on the agenda is ready for the council at this moment too. */
static enum status
refuse_unready(const struct preparation *p, struct session *s, struct error *e)
{
	const unsigned unready =
	    1u << APPLICATION_DRAFT | 1u << APPLICATION_LACKING | 1u << APPLICATION_AGREEMENT;
	struct application_statuses w = {.count = 0};
	enum status st = ST_OK;
	struct view v;

	view_open(&v, s);
	if (application_statuses_load(&v, clock_today(), &w) != ST_OK)
		w.count = 0; /* the service reads them too, and says it */
	for (size_t i = 0; i < p->nitems && w.count > 0 && st == ST_OK; i++) {
		const struct planned *item = &p->items[i];
		enum application_status now =
		    application_statuses_find(&w, item->entry.application);

		if (item->taken && item->entry.application != 0 && (unready & 1u << now) != 0)
			st = error_set(e, ST_REFUSED,
			    "заявление «%s» не готово к совету: %s; уберите его из повестки "
			    "(пробел) или дождитесь",
			    item->name, application_status_word(now));
	}
	application_statuses_free(&w);
	view_close(&v);
	return st;
}

enum status
preparation_save(struct preparation *p, struct session *s, struct error *e)
{
	struct agenda_entry *agenda;
	uint64_t meeting = 0;
	struct meeting_plan plan = p->plan;
	enum status st = refuse_unready(p, s, e);
	struct view v;

	if (st != ST_OK)
		return st;
	agenda = xcalloc(p->nitems + 1, sizeof(*agenda));
	plan.agenda = agenda;
	plan.nagenda = 0;
	for (size_t i = 0; i < p->nitems; i++)
		if (p->items[i].taken)
			agenda[plan.nagenda++] = p->items[i].entry;
	st = council_prepare(s, &plan, &meeting, e);
	free(agenda);
	if (st != ST_OK)
		return st;
	view_open(&v, s);
	st = preparation_begin(p, &v, meeting, e);
	view_close(&v);
	return st;
}
