/* SPDX-License-Identifier: MIT
 * year_calendar.c - records that have a day, written as events of a calendar.
 */
#include "service/year/year_calendar.h"

#include "base/clock.h"
#include "base/date.h"
#include "db/record/records.h"
#include "mail/calendar.h"
#include "service/core/naming.h"
#include "service/year/plan_year.h"

struct writing {
	const struct view *view;
	int32_t from, to;
	struct buf *out;
};

/* What stands in the calendar; who it is of comes first, in brackets. */
struct told {
	const char *what, *code, *title, *place_text;
	uint64_t association, venue;
	int32_t from, to;
	bool cancelled;
};

static void
put(const struct writing *w, const struct told *t)
{
	struct buf uid = {0}, place = {0}, about = {0};

	buf_printf(&uid, "%s-%s@metodaktiv", t->what, t->code);
	register_put_name(w->view, KIND_ORGANISATIONS, t->venue, &place);
	if (t->place_text[0] != '\0')
		buf_printf(&place, "%s%s", place.len > 0 ? ", " : "", t->place_text);
	register_put_name(w->view, KIND_ASSOCIATIONS, t->association, &about);
	calendar_put(w->out,
	    &(struct calendar_event){.uid = buf_text(&uid),
		.from = t->from,
		.to = t->to,
		.title = t->title,
		.place = buf_text(&place),
		.about = buf_text(&about),
		.cancelled = t->cancelled},
	    clock_now());
	buf_free(&uid);
	buf_free(&place);
	buf_free(&about);
}

static void
put_meetings(const struct writing *w)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	struct walk *walk = walk_by_id(w->view->txn, KIND_MEETINGS);
	struct buf title = {0};

	while (walk_record(walk, &m->base)) {
		if (m->date < w->from || m->date > w->to)
			continue;
		buf_clear(&title);
		buf_printf(&title, "Заседание совета № %s", m->number);
		put(w,
		    &(struct told){.what = "meeting",
			.code = m->code,
			.title = buf_text(&title),
			.place_text = "",
			.from = m->date,
			.to = m->date});
	}
	walk_close(walk);
	buf_free(&title);
	record_free(&m->base);
}

static void
put_item(const struct writing *w, const struct plan_row *r)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);

	if (records_get(w->view->txn, r->item, &item->base))
		put(w,
		    &(struct told){.what = "item",
			.code = item->code,
			.title = item->title,
			.place_text = item->venue_text,
			.venue = item->venue,
			.association = r->association,
			.from = r->postponed ? r->due : r->from,
			.to = r->due,
			.cancelled = r->cancelled});
	record_free(&item->base);
}

/* Of the school year that holds the last day; one that is done is no more to come. */
static enum status
put_items(const struct writing *w, struct error *e)
{
	struct plan_year year;
	enum status st = plan_year_read(
	    w->view, (struct plan_part){.whose = PLANS_OF_ALL}, w->to, clock_today(), &year, e);

	for (size_t i = 0; i < year.count; i++)
		if (year.rows[i].done == DATE_NONE && plan_row_meets(&year.rows[i], w->from, w->to))
			put_item(w, &year.rows[i]);
	plan_year_free(&year);
	return st;
}

static void
put_events(const struct writing *w)
{
	struct event *event = (struct event *)record_new(KIND_EVENTS);
	struct walk *walk = walk_by_id(w->view->txn, KIND_EVENTS);

	while (walk_record(walk, &event->base))
		if (event->item == 0 && event->held == DATE_NONE && event->planned >= w->from &&
		    event->planned <= w->to)
			put(w,
			    &(struct told){.what = "event",
				.code = event->code,
				.title = event->title,
				.place_text = event->venue_text,
				.venue = event->venue,
				.association = event->association,
				.from = event->planned,
				.to = event->planned,
				.cancelled = event->cancelled});
	walk_close(walk);
	record_free(&event->base);
}

enum status
year_calendar_put(const struct view *v, int32_t from, int32_t to, struct buf *out, struct error *e)
{
	const struct writing w = {.view = v, .from = from, .to = to, .out = out};
	const struct profile *town = v->session->profile;
	enum status st = view_require(v, PERMIT_READ, e);

	if (st != ST_OK)
		return st;
	calendar_begin(out, profile_word(town, "department"));
	if (profile_has_module(town, "corps"))
		put_meetings(&w);
	if (profile_has_module(town, "associations"))
		st = put_items(&w, e);
	put_events(&w);
	calendar_end(out);
	return view_confirm(v, st, e);
}
