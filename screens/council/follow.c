/* SPDX-License-Identifier: MIT
 * follow.c - a meeting as seen from the other chairs: the item under discussion, by itself; a
 * member of the council casts the own vote here.
 */
#include "base/clock.h"
#include "screens/council/announce.h"
#include "screens/council/meeting_view.h"
#include "screens/app/place_args.h"

enum { DO_MINUTES = ACT_OWN };

/* What holds now: the item shown is one. */
enum { IS_APPLICATION = 1 };

/* Milliseconds after an item has come by itself in which no digit votes: it was meant for another.
 */
enum { DEAD = 1000 };
/* Milliseconds a result stands over the item that has come by itself; any key puts it away. */
enum { HELD = 5000 };

struct follow {
	struct meeting_view hall;
	struct announcement announcement;
	bool looked; /* at the meeting, once */
	struct {
		uint64_t item;
		size_t opening;
	} rung; /* the vote this member was called to last */
};

static const struct action follow_actions[] = {
    ACTION(ACT_NEXT, "Tab", "Условия, ответы, прежние заявления: дальше", .word = "Дальше",
	.when = IS_APPLICATION),
    ACTION(ACT_OPEN, "F3", "Открыть карточку заявления", .word = "Карточка", .permit = PERMIT_READ,
	.when = IS_APPLICATION),
    ACTION(DO_MINUTES, "F2", "Показать протокол", .word = "Протокол", .permit = PERMIT_READ),
    ACTION(ACT_PAGE_UP, "PgUp Up", "Листать сведения о кандидате вверх"),
    ACTION(ACT_PAGE_DOWN, "PgDn Down", "Листать сведения о кандидате вниз"),
    {.act = ACT_NONE},
};

static unsigned
follow_now(const struct screen *sc)
{
	const struct follow *f = screen_state(sc);
	const struct meeting_item *item = meeting_view_item(&f->hall);

	return item != NULL && item->application != 0 ? IS_APPLICATION : 0;
}

static enum status
follow_open(struct screen *sc, const void *args, struct error *e)
{
	struct follow *f = screen_state(sc);

	(void)e;
	f->hall.meeting = ((const struct meeting_args *)args)->meeting;
	return ST_OK;
}

static void
follow_close(struct screen *sc)
{
	struct follow *f = screen_state(sc);

	meeting_view_free(&f->hall);
}

static void
follow_title(const struct screen *sc, struct buf *out)
{
	const struct follow *f = screen_state(sc);

	meeting_view_put_title(&f->hall, out);
}

/* Whoever has voted is told when another changes that vote. */
static void
tell_change(struct meeting_view *h, struct app *app)
{
	const struct council_meeting *s = &h->sitting;
	size_t own = council_meeting_member(s, s->own);
	const struct meeting_item *item = NULL;

	for (size_t i = 0; own < s->nmembers && i < s->nitems; i++) {
		const struct meeting_ballot *b = &s->items[i].ballots[own];

		if (b->changed == NULL || b->cast_stamp <= h->told)
			continue;
		item = &s->items[i];
		h->told = b->cast_stamp;
	}
	if (item != NULL)
		app_say(app, MESSAGE_WARNING,
		    "Ваш голос по пункту %lld изменил ведущий заседание: %s → %s%s%s",
		    (long long)item->position, council_vote_word(item->ballots[own].before),
		    council_vote_word(item->ballots[own].vote),
		    item->ballots[own].changed[0] != '\0' ? ". Причина: " : "",
		    item->ballots[own].changed);
}

/* Whose vote is awaited is called, once each time the vote is opened; not whoever comes to it. */
static void
call(struct follow *f, struct app *app)
{
	const struct meeting_view *h = &f->hall;
	const struct meeting_item *item = meeting_view_item(h);
	size_t own = council_meeting_member(&h->sitting, h->sitting.own);
	bool comes = !f->looked;

	f->looked = true;
	if (item == NULL || (f->rung.item == item->id && f->rung.opening == item->openings) ||
	    !council_meeting_takes_votes(&h->sitting, item))
		return;
	f->rung.item = item->id;
	f->rung.opening = item->openings;
	if (!comes && own < h->sitting.nmembers && council_meeting_awaits(&item->ballots[own]))
		app_ring(app);
}

static void
follow_load(struct screen *sc)
{
	struct follow *f = screen_state(sc);
	struct app *app = screen_app(sc);

	if (!meeting_view_load(&f->hall, app))
		return;
	announcement_look(&f->announcement, &f->hall.sitting);
	tell_change(&f->hall, app);
	call(f, app);
}

/* Some times a second: whoever follows sees what was done within one. */
static void
follow_tick(struct screen *sc)
{
	struct follow *f = screen_state(sc);

	if (f->hall.loaded && announcement_lapse(&f->announcement, &f->hall.sitting, HELD))
		app_redraw(screen_app(sc));
	app_look(screen_app(sc));
}

static void
follow_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct follow *f = screen_state(sc);
	const struct council_meeting *s = &f->hall.sitting;
	const struct meeting_item *held =
	    f->hall.loaded ? announcement_item(&f->announcement, s) : NULL;

	if (held != NULL)
		announce_draw(s, held, ui, row, rows, columns);
	else
		meeting_view_draw(&f->hall, ui, row, rows, columns, false);
}

static void
follow_act(struct screen *sc, int act)
{
	struct follow *f = screen_state(sc);
	struct meeting_view *h = &f->hall;
	struct app *app = screen_app(sc);

	f->announcement.held = 0;
	if (!h->loaded || meeting_view_act(h, app, act))
		return;
	if (act == ACT_OPEN)
		meeting_view_open_card(h, sc);
	else if (act == DO_MINUTES)
		place_open(
		    app, PLACE_MINUTES, NO_QUESTION, &(struct meeting_args){.meeting = h->meeting});
}

static void
vote(struct screen *sc, size_t own, uint8_t vote)
{
	struct follow *f = screen_state(sc);
	const struct meeting_view *h = &f->hall;
	struct app *app = screen_app(sc);
	const struct meeting_item *item = meeting_view_item(h);
	struct error e = {0};

	if (council_vote(app_session(app), h->meeting, item->id, h->sitting.own, vote,
		item->ballots[own].vote, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Ваш голос по пункту %lld, %s: %s.",
		    (long long)item->position, item->title, council_vote_word(vote));
	app_reload(app);
}

/* Why no digit is a vote now; NULL: it is one. A recusal is declared before the vote, too. */
static const char *
why_not(const struct meeting_view *h, const struct meeting_item *item, uint8_t digit)
{
	if (h->sitting.state == MEETING_CLOSED || item->outcome != 0)
		return "По этому пункту решено: голос не меняется.";
	if (council_meeting_takes_votes(&h->sitting, item))
		return NULL;
	if (item->voting == VOTING_CLOSED)
		return "Голосование закрыто: голос не принят.";
	return digit == VOTE_RECUSED
	    ? NULL
	    : "Голосование ещё не открыто: цифра не принята. До него можно взять отвод — 4.";
}

/* Digits are the own vote, of whom has one here. */
static bool
follow_key(struct screen *sc, const struct key *key)
{
	struct follow *f = screen_state(sc);
	const struct meeting_view *h = &f->hall;
	struct app *app = screen_app(sc);
	const struct meeting_item *item = meeting_view_item(h);
	bool held = f->announcement.held != 0;
	const char *refusal;
	size_t own = h->loaded ? council_meeting_member(&h->sitting, h->sitting.own) : 0;

	f->announcement.held = 0;
	if (key->code != K_CHARACTER || key->ch < '0' || key->ch > '4' || item == NULL)
		return false;
	if (h->sitting.own == 0 || own == h->sitting.nmembers)
		app_say(app, MESSAGE_WARNING,
		    "Здесь голосуют члены совета; эта учётная запись за заседанием только следит.");
	else if (held || (h->jumped != 0 && clock_monotonic() - h->jumped < DEAD))
		app_say(app, MESSAGE_WARNING,
		    "Пункт сменился: %lld, %s. Цифра не принята, нажмите её ещё раз.",
		    (long long)item->position, item->title);
	else if ((refusal = why_not(h, item, (uint8_t)(key->ch - '0'))) != NULL)
		app_say(app, MESSAGE_WARNING, "%s", refusal);
	else
		vote(sc, own, (uint8_t)(key->ch - '0'));
	return true;
}

const struct screen_ops follow_screen = {
    .name = "follow",
    .watched = true,
    .about = "Заседание совета: рассматриваемый пункт показывается сам. Член совета голосует "
	     "цифрой: 1 за, 2 против, 3 воздержался, 4 отвод, 0 снять.",
    .state_size = sizeof(struct follow),
    .actions = follow_actions,
    .now = follow_now,
    .open = follow_open,
    .close = follow_close,
    .title = follow_title,
    .load = follow_load,
    .draw = follow_draw,
    .act = follow_act,
    .key = follow_key,
    .tick = follow_tick,
};
