/* SPDX-License-Identifier: MIT
 * hall.c - the meeting that goes on, for the projector: whose application it is or what topic, how
 * many are for and against, what is decided.
 *
 * Nothing is shown that is not said aloud (announce.h). The screen is left alone with a whole hall
 * before it, so no key does anything here, and votes are hidden as for somebody who only follows,
 * whoever the session belongs to.
 */
#include "base/date.h"
#include "screens/app/app.h"
#include "screens/council/announce.h"
#include "service/council/under_way.h"

/* Milliseconds a result stands though the next item is under discussion. */
enum { HELD = 20000 };

struct hall {
	bool goes_on;
	struct council_meeting sitting; /* when it goes on */
	struct announcement announcement;
};

/* What is read. */

static const struct council_meeting *
meeting_of(const struct hall *h)
{
	return h->goes_on ? &h->sitting : NULL;
}

static void
forget_meeting(struct hall *h)
{
	if (h->goes_on)
		council_meeting_free(&h->sitting);
	h->goes_on = false;
}

static void
hall_load(struct screen *sc)
{
	struct hall *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct council_meeting fresh = {.nitems = 0};
	struct error e = {0};
	uint64_t meeting;
	struct view v;

	view_open(&v, app_session(app));
	meeting = meeting_under_way(&v);
	forget_meeting(h);
	if (meeting != 0 && council_meeting_load(&v, meeting, &fresh, &e) == ST_OK) {
		h->sitting = fresh;
		h->goes_on = true;
	} else {
		council_meeting_free(&fresh);
	}
	view_close(&v);
	if (e.status != ST_OK)
		app_say_error(app, &e);
	announcement_look(&h->announcement, meeting_of(h));
}

static void
hall_tick(struct screen *sc)
{
	struct hall *h = screen_state(sc);

	if (announcement_lapse(&h->announcement, meeting_of(h), HELD))
		app_redraw(screen_app(sc));
	app_look(screen_app(sc));
}

static void
hall_close(struct screen *sc)
{
	forget_meeting(screen_state(sc));
}

/* What is shown. */

static void
hall_title(const struct screen *sc, struct buf *out)
{
	const struct hall *h = screen_state(sc);

	buf_puts(out, "Заседание в зале");
	if (!h->goes_on)
		return;
	buf_printf(out, " › № %s от ", h->sitting.meeting->number);
	date_put_russian(out, h->sitting.meeting->date);
}

static void
hall_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct hall *h = screen_state(sc);
	const struct council_meeting *s = meeting_of(h);
	const struct meeting_item *item = announcement_item(&h->announcement, s);

	if (item == NULL && s != NULL && s->current < s->nitems)
		item = &s->items[s->current];
	if (item != NULL) {
		announce_draw(s, item, ui, row, rows, columns);
		return;
	}
	announce_put_spaced(ui, row + rows / 2 - 1, 2, columns - 4, STYLE_STRONG,
	    slice_of(h->goes_on ? "Повестка пуста" : "Заседание не идёт"));
	if (!h->goes_on)
		announce_put(ui, row + rows / 2 + 1, 2, columns - 4, STYLE_PLAIN,
		    "Когда совет начнёт заседание, оно появится здесь само.");
	ui_cursor(ui, row + rows / 2 - 1, 2);
}

const struct screen_ops hall_screen = {
    .name = "hall",
    .watched = true,
    .about = "Заседание, которое идёт, для проектора в зале: о ком речь, сколько голосов за, "
	     "против и воздержавшихся, кворум и решение. Сменяется само; клавиши здесь ничего не "
	     "меняют.",
    .state_size = sizeof(struct hall),
    .actions = (const struct action[]){{.act = ACT_NONE}},
    .close = hall_close,
    .title = hall_title,
    .load = hall_load,
    .draw = hall_draw,
    .tick = hall_tick,
};
