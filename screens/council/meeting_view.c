/* SPDX-License-Identifier: MIT
 * meeting_view.c - a meeting of the council: what is shown of it.
 */
#include "screens/council/meeting_view.h"

#include "base/clock.h"
#include "base/date.h"
#include "screens/app/place_args.h"
#include "screens/council/meeting_view_draw.h"

const struct meeting_item *
meeting_view_item(const struct meeting_view *h)
{
	return h->loaded && h->item < h->sitting.nitems ? &h->sitting.items[h->item] : NULL;
}

struct council_count
meeting_view_count(const struct meeting_view *h)
{
	struct council_count c = meeting_view_item(h)->count;

	if (h->counted) {
		c.votes_for = h->totals.votes_for;
		c.against = h->totals.against;
		c.abstained = h->totals.abstained;
		c.chair = 0;
		c.by_totals = true;
	}
	return c;
}

uint8_t
meeting_view_outcome(const struct meeting_view *h)
{
	const struct meeting_item *item = meeting_view_item(h);
	struct council_count c;

	if (item == NULL)
		return 0;
	if (item->outcome != 0)
		return item->outcome;
	if (h->outcome != 0)
		return h->outcome;
	c = meeting_view_count(h);
	return council_judge(&h->sitting.rules, &c).outcome;
}

void
meeting_view_choose(struct meeting_view *h, uint8_t outcome)
{
	h->outcome = outcome;
	h->chosen_by = meeting_view_count(h);
	h->roll = meeting_view_item(h)->roll;
}

/* What was chosen and said by other votes than stand there now is forgotten. */
static void
forget_chosen(struct meeting_view *h)
{
	struct council_count now;

	if (meeting_view_item(h) == NULL)
		return;
	now = meeting_view_count(h);
	if (h->roll == meeting_view_item(h)->roll && council_count_same(&now, &h->chosen_by))
		return;
	h->outcome = 0;
	h->warned = false;
	h->chosen_by = now;
	h->roll = meeting_view_item(h)->roll;
}

size_t
meeting_view_next_voter(const struct meeting_view *h, size_t from)
{
	const struct meeting_item *item = meeting_view_item(h);
	size_t n = h->sitting.nmembers;

	for (size_t i = 0; item != NULL && item->outcome == 0 && i < n; i++) {
		size_t member = (from + i) % n;

		if (council_meeting_awaits(&item->ballots[member]))
			return member;
	}
	return n;
}

void
meeting_view_move(struct meeting_view *h, bool down)
{
	const struct meeting_item *item = meeting_view_item(h);
	size_t at = h->member, n = h->sitting.nmembers;

	if (item == NULL)
		return;
	do {
		if (down ? at >= n : at == 0)
			return;
		at = down ? at + 1 : at - 1;
	} while (at < n && !item->ballots[at].present);
	h->member = at;
	h->by_hand = true;
	list_go(&h->members, at);
}

static void
settle(struct meeting_view *h, struct app *app)
{
	struct meeting_view_layout l;
	int rows, columns;

	app_size(app, &rows, &columns);
	l = meeting_view_layout(h, 1, rows, columns);
	list_set(&h->members, h->sitting.nmembers, l.members_rows);
	list_go(&h->members, h->member);
	applicant_scroll(&h->applicant, 0, l.applicant_rows, l.applicant_columns, l.wide);
}

/* anew: the applicant is read though it is the one shown. */
static void
show(struct meeting_view *h, struct app *app, struct view *v, size_t item, bool anew)
{
	const struct meeting_item *shown = &h->sitting.items[item];
	bool another = h->item != item || h->applicant.item != shown->id;

	h->item = item;
	if (another) {
		h->outcome = 0;
		h->counted = h->warned = h->by_hand = false;
		h->member = meeting_view_next_voter(h, 0);
	}
	forget_chosen(h);
	if (another || anew)
		applicant_load(&h->applicant, v, shown, h->sitting.meeting->date);
	settle(h, app);
}

void
meeting_view_show(struct meeting_view *h, struct app *app, size_t item)
{
	struct view v;

	if (item >= h->sitting.nitems)
		return;
	view_open(&v, app_session(app));
	show(h, app, &v, item, false);
	view_close(&v);
}

/* The item shown stays, unless another one has come under discussion. */
static size_t
item_to_show(struct meeting_view *h, uint64_t shown)
{
	const struct council_meeting *s = &h->sitting;
	uint64_t discussed = s->current < s->nitems ? s->items[s->current].id : 0;
	size_t item = council_meeting_item(s, shown);

	if (discussed != h->under_discussion && h->under_discussion != 0)
		h->jumped = clock_monotonic();
	if (discussed != h->under_discussion || item == s->nitems)
		item = s->current < s->nitems ? s->current : 0;
	h->under_discussion = discussed;
	return item;
}

/* Others may have come into the council, or gone: the cursor stays on whom it is, or on the
 * outcome.
 */
static void
keep_cursor(struct meeting_view *h, const struct council_meeting *fresh)
{
	bool on_member = h->loaded && h->member < h->sitting.nmembers;

	h->member = on_member ? council_meeting_member(fresh, h->sitting.members[h->member].person)
			      : fresh->nmembers;
	if (on_member && h->member == fresh->nmembers)
		h->by_hand = false;
}

static bool
load(struct meeting_view *h, struct app *app, struct view *v, bool anew)
{
	struct council_meeting fresh = {.nitems = 0};
	struct error e = {0};
	uint64_t shown = meeting_view_item(h) != NULL ? meeting_view_item(h)->id : 0;

	if (council_meeting_load(v, h->meeting, &fresh, &e) != ST_OK) {
		council_meeting_free(&fresh);
		app_say_error(app, &e);
		return false;
	}
	keep_cursor(h, &fresh);
	if (h->loaded)
		council_meeting_free(&h->sitting);
	h->sitting = fresh;
	h->loaded = true;
	if (fresh.nitems > 0)
		show(h, app, v, item_to_show(h, shown), anew);
	else
		h->item = 0;
	return true;
}

bool
meeting_view_load(struct meeting_view *h, struct app *app)
{
	struct view v;
	bool loaded;

	view_open(&v, app_session(app));
	loaded = load(h, app, &v, true);
	view_close(&v);
	return loaded;
}

bool
meeting_view_load_votes(struct meeting_view *h, struct app *app)
{
	struct view v;
	bool loaded;

	view_open(&v, app_session(app));
	loaded = load(h, app, &v, false);
	view_close(&v);
	return loaded;
}

void
meeting_view_free(struct meeting_view *h)
{
	if (h->loaded)
		council_meeting_free(&h->sitting);
	h->loaded = false;
	applicant_free(&h->applicant);
}

bool
meeting_view_act(struct meeting_view *h, struct app *app, int act)
{
	struct meeting_view_layout l;
	int rows, columns;

	app_size(app, &rows, &columns);
	l = meeting_view_layout(h, 1, rows, columns);
	switch (act) {
	case ACT_NEXT:
		applicant_next(&h->applicant, l.applicant_rows, l.applicant_columns, l.wide);
		return true;
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		applicant_scroll(&h->applicant,
		    act == ACT_PAGE_UP ? 1 - l.applicant_rows : l.applicant_rows - 1,
		    l.applicant_rows, l.applicant_columns, l.wide);
		return true;
	default:
		return false;
	}
}

void
meeting_view_open_card(const struct meeting_view *h, struct screen *sc)
{
	const struct meeting_item *item = meeting_view_item(h);

	if (item != NULL && item->application != 0)
		open_card(sc, KIND_APPLICATIONS, item->application);
	else if (item != NULL)
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Пункт %lld — вопрос, а не заявление: карточки у него нет.",
		    (long long)item->position);
}

void
meeting_view_put_title(const struct meeting_view *h, struct buf *out)
{
	if (!h->loaded) {
		buf_puts(out, "Заседание совета");
		return;
	}
	buf_printf(out, "Заседание № %s от ", h->sitting.meeting->number);
	date_put_russian(out, h->sitting.meeting->date);
	if (h->sitting.state == MEETING_CLOSED)
		buf_puts(out, " › протокол закрыт");
	else if (h->sitting.nitems > 0)
		buf_printf(out, " › пункт %zu из %zu", h->item + 1, h->sitting.nitems);
}
