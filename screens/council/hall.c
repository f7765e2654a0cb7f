/* SPDX-License-Identifier: MIT
 * hall.c - the meeting that goes on, for the projector: whose application it is, how many are for
 * and against, what is decided.
 *
 * Nothing is shown that is not said aloud: no members by name, no votes by name, no answers, no
 * reasons. The screen is left alone with a whole hall before it, so no key does anything here, and
 * votes are hidden as for somebody who only follows, whoever the session belongs to.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "screens/council/hall_digits.h"
#include "screens/council/meeting_view.h"
#include "service/council/under_way.h"

enum {
	HELD = 20000, /* milliseconds a result stands though the next item is under discussion */
	BANNER = 3,   /* rows */
	CONTENT = 18, /* rows when nothing stands apart by more than a row */
	GAPS = 4,     /* what is below a gap may stand further apart */
	GAP_MOST = 3, /* rows */
	NAME_ROWS = 2 /* the surname, the given names */
};

struct hall {
	bool goes_on;
	struct council_meeting sitting; /* when it goes on */
	uint64_t discussed;             /* the application, when last looked */
	uint64_t held;                  /* that was decided before it and is still shown; 0: none */
	int64_t held_since;             /* clock_monotonic() */
};

static const char *const banners[] = {
    [OUTCOME_ADMIT] = "ПРИНЯТО",
    [OUTCOME_REFUSE] = "ОТКЛОНЕНО",
    [OUTCOME_POSTPONE] = "ОТЛОЖЕНО",
};

/* What is read. */

static const struct meeting_item *
item_of(const struct hall *h, uint64_t application)
{
	size_t i = h->goes_on ? council_meeting_item(&h->sitting, application) : 0;

	return h->goes_on && i < h->sitting.nitems ? &h->sitting.items[i] : NULL;
}

static const struct meeting_item *
current_item(const struct hall *h)
{
	const struct council_meeting *s = &h->sitting;

	return h->goes_on && s->current < s->nitems ? &s->items[s->current] : NULL;
}

/* A decision takes the meeting to the next item at once: what was decided stands on until the next
 * one is voted on, or a while. */
static void
hold_result(struct hall *h)
{
	const struct meeting_item *now = current_item(h), *before = item_of(h, h->discussed);
	uint64_t discussed = now != NULL ? now->application : 0;

	if (discussed != h->discussed) {
		h->held = before != NULL && before->outcome != 0 ? before->application : 0;
		h->held_since = clock_monotonic();
	}
	h->discussed = discussed;
	before = item_of(h, h->held);
	if (now == NULL || now->cast > 0 || now->outcome != 0 || before == NULL ||
	    before->outcome == 0)
		h->held = 0;
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
	hold_result(h);
}

static void
hall_tick(struct screen *sc)
{
	struct hall *h = screen_state(sc);

	if (h->held != 0 && clock_monotonic() - h->held_since >= HELD) {
		h->held = 0;
		app_redraw(screen_app(sc));
	}
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

static bool
are_votes_hidden(const struct hall *h, const struct meeting_item *item)
{
	return item->outcome == 0 &&
	    (item->hidden || h->sitting.rules.votes_shown == VOTES_AFTER_DECISION);
}

static void
put_centred(struct ui *ui, int row, int column, int width, enum style style, const char *text)
{
	int used = (int)utf8_width(text);

	if (used > width)
		ui_put(ui, row, column, width, style, text);
	else
		ui_put(ui, row, column + (width - used) / 2, used, style, text);
}

/* "С е д о в а": letters apart where the width allows it. */
static void
put_spaced(struct ui *ui, int row, int column, int width, enum style style, struct slice text)
{
	const char *p = text.data, *end = p + text.len;
	struct buf spaced = {0}, close = {0};

	buf_put_slice(&close, text);
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (spaced.len > 0 && utf8_columns(cp) > 0)
			buf_puts(&spaced, " ");
		utf8_put(&spaced, cp);
	}
	put_centred(ui, row, column, width, style,
	    buf_text((int)utf8_width(buf_text(&spaced)) <= width ? &spaced : &close));
	buf_free(&close);
	buf_free(&spaced);
}

/* The surname stands alone. */
static void
draw_name(struct ui *ui, int row, int columns, const char *name)
{
	struct slice whole = slice_of(name);
	const char *blank = strchr(name, ' ');
	size_t first = blank == NULL ? whole.len : (size_t)(blank - name);

	put_spaced(ui, row, 2, columns - 4, STYLE_STRONG, slice_make(name, first));
	if (blank != NULL)
		put_spaced(ui, row + 1, 2, columns - 4, STYLE_STRONG,
		    slice_make(blank + 1, whole.len - first - 1));
}

static void
draw_head(
    const struct hall *h, const struct meeting_item *item, struct ui *ui, int row, int columns)
{
	struct quorum quorum = council_quorum(&h->sitting.rules, &item->count);
	struct buf text = {0};

	buf_printf(&text, "Пункт %lld из %zu · ", (long long)item->position, h->sitting.nitems);
	council_put_quorum(&text, &h->sitting.rules, &item->count);
	put_centred(
	    ui, row, 1, columns - 2, quorum.reached ? STYLE_PLAIN : STYLE_BAD, buf_text(&text));
	buf_free(&text);
}

static void
draw_tally(
    const struct hall *h, const struct meeting_item *item, struct ui *ui, int row, int columns)
{
	bool hidden = are_votes_hidden(h, item);
	const struct {
		const char *word;
		int64_t votes;
	} tallies[] = {{"за", item->count.votes_for}, {"против", item->count.against},
	    {"воздержался", item->count.abstained}};
	int each = (columns - 2) / 3;

	for (int i = 0; i < 3; i++) {
		put_spaced(ui, row, 1 + i * each, each, STYLE_STRONG, slice_of(tallies[i].word));
		hall_digits_draw(
		    ui, row + 1, 1 + i * each, each, STYLE_STRONG, hidden ? -1 : tallies[i].votes);
	}
}

static void
put_voting(const struct hall *h, const struct meeting_item *item, struct buf *out)
{
	if (item->cast > 0)
		buf_printf(out, "%s: проголосовали %zu из %lld",
		    item->voting == VOTING_CLOSED ? "Голосование закрыто" : "Идёт голосование",
		    item->cast, (long long)(item->count.present - item->count.recused));
	else if (council_meeting_takes_votes(&h->sitting, item))
		buf_puts(out, "Голосов по этому пункту ещё нет");
	else
		buf_puts(out, "Голосование по этому пункту не открыто");
	if (are_votes_hidden(h, item))
		buf_puts(out, ". Итог — после решения");
}

static void
draw_result(
    const struct hall *h, const struct meeting_item *item, struct ui *ui, int row, int columns)
{
	struct buf text = {0};

	if (item->outcome != 0) {
		ui_fill(ui, row, 2, BANNER, columns - 4, STYLE_TITLE);
		put_spaced(ui, row + BANNER / 2, 2, columns - 4, STYLE_TITLE,
		    slice_of(banners[item->outcome]));
		return;
	}
	put_voting(h, item, &text);
	put_centred(ui, row + BANNER / 2, 1, columns - 2, STYLE_PLAIN, buf_text(&text));
	buf_free(&text);
}

/* Who comes next, or who was decided on last. */
static void
draw_other(
    const struct hall *h, const struct meeting_item *item, struct ui *ui, int row, int columns)
{
	const struct council_meeting *s = &h->sitting;
	const struct meeting_item *next = current_item(h),
				  *last = s->last < s->nitems ? &s->items[s->last] : NULL;
	struct buf text = {0};

	if (next != item)
		buf_printf(
		    &text, "Далее пункт %lld: %s", (long long)next->position, next->applicant);
	else if (last != NULL && last != item)
		buf_printf(&text, "Пункт %lld: %s — %s", (long long)last->position, last->applicant,
		    meeting_view_outcome_word(last->outcome));
	put_centred(ui, row, 1, columns - 2, STYLE_PLAIN, buf_text(&text));
	buf_free(&text);
}

static void
draw_item(const struct hall *h, const struct meeting_item *item, struct ui *ui, int row, int rows,
    int columns)
{
	int spare = rows > CONTENT ? rows - CONTENT : 0, apart = spare / (GAPS + 1);

	apart = apart < GAP_MOST - 1 ? apart : GAP_MOST - 1;
	row += (spare - GAPS * apart) / 2;
	draw_head(h, item, ui, row, columns);
	row += 2 + apart;
	draw_name(ui, row, columns, item->applicant);
	ui_cursor(ui, row, 2);
	row += NAME_ROWS;
	put_centred(ui, row, 1, columns - 2, STYLE_PLAIN, item->workplace);
	row += 2 + apart;
	draw_tally(h, item, ui, row, columns);
	row += 1 + HALL_DIGITS_ROWS + 1 + apart;
	draw_result(h, item, ui, row, columns);
	row += BANNER + 1 + apart;
	draw_other(h, item, ui, row, columns);
}

static void
hall_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct hall *h = screen_state(sc);
	const struct meeting_item *item = item_of(h, h->held);

	if (item == NULL)
		item = current_item(h);
	if (item != NULL) {
		draw_item(h, item, ui, row, rows, columns);
		return;
	}
	put_spaced(ui, row + rows / 2 - 1, 2, columns - 4, STYLE_STRONG,
	    slice_of(h->goes_on ? "Повестка пуста" : "Заседание не идёт"));
	if (!h->goes_on)
		put_centred(ui, row + rows / 2 + 1, 2, columns - 4, STYLE_PLAIN,
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
