/* SPDX-License-Identifier: MIT
 * meeting.c - keeping a meeting of the council: votes by digit, the outcome with Enter, one item
 * after the other. Every key writes at once, so that a dropped line costs nothing.
 */
#include "screens/council/meeting.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/app/shown.h"
#include "service/record/register.h"
#include "service/council/application_statuses.h"

enum {
	DO_DECIDE = ACT_OWN,
	DO_ATTENDANCE,
	DO_AGENDA,
	DO_TOTALS,
	DO_MINUTES,
	DO_CLOSE,
	DO_REST,
	DO_VOTING
};

static const struct action meeting_actions[] = {
    ACTION(DO_DECIDE, "Enter", "Записать решение и перейти к следующему пункту", .word = "Решить",
	.permit = PERMIT_COUNCIL),
    ACTION(DO_CLOSE, "F8", "Закрыть протокол; закрытый — открыть снова с причиной",
	.word = "Закрыть", .permit = PERMIT_COUNCIL),
    ACTION(DO_REST, "+", "Все, кто ещё не голосовал, — за, поимённо", .permit = PERMIT_COUNCIL),
    ACTION(DO_VOTING, "F5 v", "Открыть голосование по пункту, закрыть открытое",
	.permit = PERMIT_COUNCIL, .synonyms = "начать закончить голосовать голосуем"),
    ACTION(DO_ATTENDANCE, "F6", "Кто присутствует: пришли и ушли", .word = "Явка",
	.permit = PERMIT_COUNCIL),
    ACTION(DO_TOTALS, "F4 t", "Тайное голосование: записать итог числами, без имён",
	.word = "Тайно", .synonyms = "итогом числами бюллетени", .permit = PERMIT_COUNCIL),
    ACTION(DO_AGENDA, "F7 /", "Перейти к другому пункту повестки", .word = "Пункты"),
    ACTION(DO_MINUTES, "F2", "Показать протокол", .word = "Протокол", .permit = PERMIT_READ),
    ACTION(ACT_OPEN, "F3", "Открыть карточку заявления", .word = "Карточка", .permit = PERMIT_READ),
    ACTION(ACT_UNDO, "C-z BS", "Вернуть решение, затем голоса по одному, затем предыдущий пункт",
	.word = "Шаг назад", .permit = PERMIT_COUNCIL),
    ACTION(ACT_NEXT, "Tab", "Условия, ответы, прежние заявления: дальше"),
    ACTION(ACT_NEW, "Ins", "Внести в повестку ещё одно заявление", .permit = PERMIT_COUNCIL),
    ACTION(ACT_LEFT, "Left", "К предыдущему пункту"),
    ACTION(ACT_RIGHT, "Right", "К следующему пункту"),
    ACTION(ACT_UP, "Up", "К предыдущему члену совета"),
    ACTION(ACT_DOWN, "Down", "К следующему члену совета, за последним — к решению"),
    ACTION(ACT_PAGE_UP, "PgUp", "Листать сведения о кандидате вверх"),
    ACTION(ACT_PAGE_DOWN, "PgDn", "Листать сведения о кандидате вниз"),
    ACTION(ACT_FIRST, "Home", "К первому члену совета"),
    ACTION(ACT_LAST, "End", "К решению"),
    {.act = ACT_NONE},
};

static struct meeting_view *
meeting_view_of(struct screen *sc)
{
	struct meeting_screen *m = screen_state(sc);

	return &m->hall;
}

static enum status
meeting_open(struct screen *sc, const void *args, struct error *e)
{
	(void)e;
	meeting_view_of(sc)->meeting = ((const struct meeting_args *)args)->meeting;
	return ST_OK;
}

static void
meeting_close(struct screen *sc)
{
	meeting_view_free(meeting_view_of(sc));
}

static void
meeting_title(const struct screen *sc, struct buf *out)
{
	const struct meeting_screen *m = screen_state(sc);

	meeting_view_put_title(&m->hall, out);
}

static void
meeting_load(struct screen *sc)
{
	meeting_view_load(meeting_view_of(sc), screen_app(sc));
}

static void
meeting_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct meeting_screen *m = screen_state(sc);

	meeting_view_draw(&m->hall, ui, row, rows, columns, true);
}

/* Items. */

/* Everybody who follows comes along; what is closed is only leafed through. */
static void
move_to(struct screen *sc, size_t item)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (item >= h->sitting.nitems)
		return;
	if (h->sitting.state == MEETING_CLOSED) {
		meeting_view_show(h, app, item);
		return;
	}
	if (council_move(app_session(app), h->meeting, h->sitting.items[item].application, &e) !=
	    ST_OK)
		app_say_error(app, &e);
	meeting_view_load(h, app);
}

static void
step(struct screen *sc, bool forward)
{
	const struct meeting_view *h = meeting_view_of(sc);

	if (forward ? h->item + 1 < h->sitting.nitems : h->item > 0)
		move_to(sc, forward ? h->item + 1 : h->item - 1);
	else
		app_say(screen_app(sc), MESSAGE_INFO,
		    forward ? "Это последний пункт повестки." : "Это первый пункт повестки.");
}

static void
take_item(struct screen *sc, const void *about, const struct answer *answer)
{
	struct meeting_view *h = meeting_view_of(sc);
	size_t item;

	(void)about;
	if (answer->code == 0 || !meeting_view_load(h, screen_app(sc)))
		return;
	item = council_meeting_item(&h->sitting, answer->id);
	if (item < h->sitting.nitems)
		move_to(sc, item);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этого пункта в повестке больше нет: его тем временем сняли.");
}

static void
ask_item(struct screen *sc)
{
	const struct council_meeting *s = &meeting_view_of(sc)->sitting;
	char **lines = xcalloc(s->nitems + 1, sizeof(*lines));
	const char **pointers = xcalloc(s->nitems + 1, sizeof(*pointers));
	uint64_t *ids = xcalloc(s->nitems + 1, sizeof(*ids));

	for (size_t i = 0; i < s->nitems; i++) {
		struct buf line = {0};

		buf_printf(
		    &line, "%3lld  %s", (long long)s->items[i].position, s->items[i].applicant);
		if (s->items[i].outcome != 0)
			buf_printf(&line, " — %s", meeting_view_outcome_word(s->items[i].outcome));
		pointers[i] = lines[i] = buf_detach(&line);
		ids[i] = s->items[i].application;
	}
	ask_record(screen_app(sc), THEN(take_item), "Повестка", pointers, ids, s->nitems,
	    meeting_view_of(sc)->item + 1);
	for (size_t i = 0; i < s->nitems; i++)
		free(lines[i]);
	free(lines);
	free(pointers);
	free(ids);
}

static void
say_added(struct screen *sc, uint64_t application, const char *name)
{
	const struct council_meeting *s = &meeting_view_of(sc)->sitting;
	size_t item = council_meeting_item(s, application);

	if (item < s->nitems)
		app_say(screen_app(sc), MESSAGE_INFO, "Внесено в повестку: %s, пункт %lld.", name,
		    (long long)s->items[item].position);
}

/* about: the applications as they were offered. */
static void
add_application(struct screen *sc, const void *about, const struct answer *answer)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	const struct shown *chosen;
	struct error e = {0};

	assert(about != NULL);
	if (answer->code == 0)
		return;
	chosen = shown_find(about, answer->id);
	assert(chosen != NULL);
	if (council_add_item(app_session(app), h->meeting, chosen->id, chosen->stamp, &e) != ST_OK)
		app_say_error(app, &e);
	else if (meeting_view_load(h, app))
		say_added(sc, chosen->id, chosen->name);
}

/* One more application behind the last item: any that is ready or was postponed. */
static void
ask_application(struct screen *sc)
{
	struct session *s = app_session(screen_app(sc));
	struct application_statuses w = {.count = 0};
	struct shown_list *offered;
	uint64_t *ids = NULL;
	size_t n = 0;
	struct view v;

	view_open(&v, s);
	if (application_statuses_load(&v, clock_today(), &w) == ST_OK)
		n = application_statuses_ids(
		    &w, 1u << APPLICATION_READY | 1u << APPLICATION_POSTPONED, &ids);
	offered = shown_list_take(&v, KIND_APPLICATIONS, ids, n);
	view_close(&v);
	shown_ask(
	    offered, screen_app(sc), add_application, "Готовы или отложены: что внести в повестку");
	free(offered);
	free(ids);
	application_statuses_free(&w);
}

/* Votes. */

static bool
can_vote_now(struct screen *sc)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	const struct meeting_item *item = meeting_view_item(h);

	if (item == NULL)
		return false;
	if (h->sitting.state == MEETING_CLOSED)
		app_say(app, MESSAGE_WARNING,
		    "Протокол закрыт: голоса и решения не меняются. F8 — "
		    "открыть его снова, с причиной.");
	else if (item->outcome != 0)
		app_say(app, MESSAGE_WARNING,
		    "По этому пункту решено: %s. Enter — дальше, Ctrl-Z — вернуть решение.",
		    meeting_view_outcome_word(item->outcome));
	else
		return true;
	return false;
}

/* What a vote is about: whose, on what, and the vote that stood there when it was given. */
struct ballot {
	uint64_t application, person;
	uint8_t vote, instead_of;
	char applicant[SHOWN_NAME]; /* by which the answer can speak of it */
};

static struct ballot
ballot_of(const struct meeting_view *h, size_t member, uint8_t vote)
{
	const struct meeting_item *item = meeting_view_item(h);
	struct ballot b = {.vote = vote};

	assert(item != NULL && member < h->sitting.nmembers);
	b.application = item->application;
	b.person = h->sitting.members[member].person;
	b.instead_of = item->ballots[member].vote;
	snprintf(b.applicant, sizeof(b.applicant), "%s", item->applicant);
	return b;
}

/* reason: NULL, but where what the member has cast is changed. */
static void
vote(struct screen *sc, const struct ballot *b, const char *reason)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct error e = {0};
	enum status st = reason == NULL
	    ? council_vote(s, h->meeting, b->application, b->person, b->vote, b->instead_of, &e)
	    : council_change_vote(
		  s, h->meeting, b->application, b->person, b->vote, b->instead_of, reason, &e);

	if (st != ST_OK) {
		app_say_error(app, &e);
		meeting_view_load(h, app);
		return;
	}
	h->counted = h->by_hand = false;
	if (meeting_view_load_votes(h, app) && b->vote != 0)
		h->member =
		    meeting_view_next_voter(h, council_meeting_member(&h->sitting, b->person) + 1);
	list_go(&h->members, h->member);
}

static void
recuse(struct screen *sc, const struct ballot *b, const char *reason)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (council_recuse(app_session(app), h->meeting, b->application, b->person, b->instead_of,
		reason, &e) != ST_OK)
		app_say_error(app, &e);
	h->by_hand = false;
	if (meeting_view_load_votes(h, app))
		h->member =
		    meeting_view_next_voter(h, council_meeting_member(&h->sitting, b->person) + 1);
	list_go(&h->members, h->member);
}

static void
recuse_because(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct ballot *b = about;

	assert(b != NULL);
	if (answer->code == 1 && meeting_open_item(sc, b->application, b->applicant) != NULL)
		recuse(sc, b, answer->text);
}

/* What the member has cast gives way to a recusal with a reason of its own. */
static void
ask_recusal(struct screen *sc, size_t member)
{
	const struct meeting_view *h = meeting_view_of(sc);
	const struct meeting_ballot *stands = &meeting_view_item(h)->ballots[member];
	const struct ballot b = ballot_of(h, member, VOTE_RECUSED);
	struct buf text = {0};

	if (!stands->by_owner || stands->vote == 0 || h->sitting.own == b.person) {
		recuse(sc, &b, stands->why);
		return;
	}
	buf_printf(&text, "%s голосует со своего места. Почему отвод (войдёт в протокол):",
	    h->sitting.members[member].name);
	ask_line(
	    screen_app(sc), ABOUT(recuse_because, &b), "Отвод вместо голоса", buf_text(&text), "");
	buf_free(&text);
}

static void
dismiss(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct ballot *b = about;
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	assert(b != NULL);
	if (answer->code != 1 || meeting_open_item(sc, b->application, b->applicant) == NULL)
		return;
	if (council_dismiss_recusal(app_session(app), h->meeting, b->application, b->person,
		b->instead_of, answer->text, &e) != ST_OK)
		app_say_error(app, &e);
	else if (b->vote != 0)
		vote(sc, b, NULL);
	else
		meeting_view_load(h, app);
}

/* A proposed recusal is not passed over in silence: voting all the same takes a reason. */
static void
ask_dismissal(struct screen *sc, size_t member, uint8_t then)
{
	const struct meeting_view *h = meeting_view_of(sc);
	const struct ballot b = ballot_of(h, member, then);
	const struct meeting_ballot *stands = &meeting_view_item(h)->ballots[member];
	bool taken = stands->recusal == RECUSAL_IS_TAKEN;
	struct buf text = {0};

	buf_printf(&text, "%s: %s (%s). Почему голосует всё же (войдёт в протокол):",
	    h->sitting.members[member].name, taken ? "отвод записан" : "предлагается отвод",
	    stands->why);
	ask_line(screen_app(sc), ABOUT(dismiss, &b), taken ? "Отвод снять" : "Отвод отклонить",
	    buf_text(&text), "");
	buf_free(&text);
}

static void
change_vote(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct ballot *b = about;

	assert(b != NULL);
	if (answer->code == 1 && meeting_open_item(sc, b->application, b->applicant) != NULL)
		vote(sc, b, answer->text);
}

static void
vote_of(struct screen *sc, size_t member, uint8_t digit)
{
	const struct meeting_view *h = meeting_view_of(sc);
	const struct ballot b = ballot_of(h, member, digit);
	const struct meeting_ballot *stands = &meeting_view_item(h)->ballots[member];
	struct buf text = {0};

	if (!stands->by_owner || stands->vote == 0 || stands->vote == digit ||
	    h->sitting.own == b.person) {
		vote(sc, &b, NULL);
		return;
	}
	buf_printf(&text,
	    "%s голосует со своего места. Почему голос меняется (останется в журнале, "
	    "%s увидит):",
	    h->sitting.members[member].name, h->sitting.members[member].name);
	ask_line(
	    screen_app(sc), ABOUT(change_vote, &b), "Изменить чужой голос", buf_text(&text), "");
	buf_free(&text);
}

static bool
is_vote_open(struct screen *sc)
{
	if (meeting_view_item(meeting_view_of(sc))->voting != VOTING_CLOSED)
		return true;
	app_say(screen_app(sc), MESSAGE_WARNING,
	    "Голосование закрыто: голоса не меняются. F5 — открыть его снова.");
	return false;
}

/* Everybody who has not voted is for it. */
static void
vote_rest(struct screen *sc)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	size_t voted = 0;
	struct error e = {0};

	if (!can_vote_now(sc) || !is_vote_open(sc))
		return;
	if (council_vote_rest(app_session(app), h->meeting, meeting_view_item(h)->application,
		&voted, &e) != ST_OK)
		app_say_error(app, &e);
	else if (voted == 0)
		app_say(app, MESSAGE_INFO, "Все, кто может голосовать, проголосовали.");
	h->counted = h->by_hand = false;
	if (meeting_view_load_votes(h, app))
		h->member = meeting_view_next_voter(h, 0);
	list_go(&h->members, h->member);
}

/* Members vote in between; whoever keeps the meeting writes votes down until it is closed. */
static void
turn_voting(struct screen *sc)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	const struct meeting_item *item = meeting_view_item(h);
	struct error e = {0};
	bool open;

	if (!can_vote_now(sc))
		return;
	open = council_meeting_takes_votes(&h->sitting, item);
	if ((open ? council_close_vote(app_session(app), h->meeting, item->application, 0, &e)
		  : council_open_vote(app_session(app), h->meeting, item->application, &e)) !=
	    ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Голосование по пункту %lld %s.",
		    (long long)item->position, open ? "закрыто" : "открыто");
	meeting_view_load_votes(h, app);
}

static void
digit_for_member(struct screen *sc, uint8_t digit)
{
	struct meeting_view *h = meeting_view_of(sc);
	const struct meeting_ballot *b = &meeting_view_item(h)->ballots[h->member];

	if (!is_vote_open(sc))
		return;
	if (!b->present)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "%s отсутствует и не голосует. Если пришёл(а), отметьте: F6 — явка.",
		    h->sitting.members[h->member].name);
	else if (digit == 5 && b->recusal != RECUSAL_IS_PROPOSED && b->recusal != RECUSAL_IS_TAKEN)
		app_say(screen_app(sc), MESSAGE_WARNING, "Отвода здесь нет: отклонять нечего.");
	else if (digit == 5)
		ask_dismissal(sc, h->member, 0);
	else if (digit == VOTE_RECUSED)
		ask_recusal(sc, h->member);
	else if (digit != 0 && b->recusal == RECUSAL_IS_PROPOSED)
		ask_dismissal(sc, h->member, digit);
	else
		vote_of(sc, h->member, digit);
}

/* On the outcome: 1 admit, 2 refuse, 3 postpone; 0 as the votes say. Where the cursor has come by
 * itself a digit was meant for a member, and is none of these. */
static void
digit_for_outcome(struct screen *sc, uint8_t digit)
{
	struct meeting_view *h = meeting_view_of(sc);

	if (!h->by_hand)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Проголосовали все: цифра не принята. Enter — записать решение, End — выбрать "
		    "другое.");
	else if (digit > OUTCOME_POSTPONE)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "На строке решения: 1 принять, 2 отклонить, 3 отложить, 0 — как "
		    "проголосовали.");
	else
		meeting_view_choose(h, digit);
}

static bool
meeting_key(struct screen *sc, const struct key *key)
{
	struct meeting_view *h = meeting_view_of(sc);
	uint8_t digit;

	if (key->code != K_CHARACTER || key->ch < '0' || key->ch > '5')
		return false;
	digit = (uint8_t)(key->ch - '0');
	if (!can_vote_now(sc))
		return true;
	if (h->member < h->sitting.nmembers)
		digit_for_member(sc, digit);
	else
		digit_for_outcome(sc, digit);
	return true;
}

/* Steps back. */

static void
undo(struct screen *sc)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	uint64_t application = 0;
	size_t item;

	if (council_undo(app_session(app), h->meeting, &application, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	meeting_view_load(h, app);
	item = council_meeting_item(&h->sitting, application);
	if (item == h->sitting.nitems)
		return;
	meeting_view_show(h, app, item);
	h->member = meeting_view_next_voter(h, 0);
	app_say(app, MESSAGE_INFO, "Шаг назад: пункт %lld, %s.",
	    (long long)h->sitting.items[item].position, h->sitting.items[item].applicant);
}

static void
act_on_member(struct screen *sc, int act)
{
	struct meeting_view *h = meeting_view_of(sc);

	if (act == ACT_UP || act == ACT_DOWN)
		meeting_view_move(h, act == ACT_DOWN);
	else if (act == ACT_LAST) {
		h->member = h->sitting.nmembers;
		h->by_hand = true;
	} else
		h->member = meeting_view_next_voter(h, 0) < h->sitting.nmembers
		    ? meeting_view_next_voter(h, 0)
		    : 0;
	list_go(&h->members, h->member);
}

static void
open_current(struct screen *sc)
{
	if (meeting_view_item(meeting_view_of(sc)) != NULL)
		open_card(
		    sc, KIND_APPLICATIONS, meeting_view_item(meeting_view_of(sc))->application);
}

static void
meeting_act(struct screen *sc, int act)
{
	struct meeting_view *h = meeting_view_of(sc);
	struct app *app = screen_app(sc);

	if (!h->loaded || meeting_view_act(h, app, act))
		return;
	switch (act) {
	case DO_DECIDE:
		if (meeting_view_item(h) != NULL && h->member < h->sitting.nmembers)
			act_on_member(sc, ACT_LAST); /* first to the outcome, to be seen */
		else if (h->sitting.state == MEETING_CLOSED)
			step(sc, true);
		else
			meeting_decide(sc);
		break;
	case DO_CLOSE:
		if (h->sitting.state == MEETING_CLOSED)
			meeting_ask_reopen(sc);
		else
			meeting_ask_close(sc);
		break;
	case DO_ATTENDANCE:
		place_open(app, PLACE_ATTENDANCE, NO_QUESTION,
		    &(struct meeting_args){.meeting = h->meeting});
		break;
	case DO_REST:
		vote_rest(sc);
		break;
	case DO_VOTING:
		turn_voting(sc);
		break;
	case DO_TOTALS:
		meeting_ask_totals(sc);
		break;
	case DO_AGENDA:
		ask_item(sc);
		break;
	case DO_MINUTES:
		place_open(
		    app, PLACE_MINUTES, NO_QUESTION, &(struct meeting_args){.meeting = h->meeting});
		break;
	case ACT_OPEN:
		open_current(sc);
		break;
	case ACT_UNDO:
		undo(sc);
		break;
	case ACT_NEW:
		ask_application(sc);
		break;
	case ACT_LEFT:
	case ACT_RIGHT:
		step(sc, act == ACT_RIGHT);
		break;
	default:
		act_on_member(sc, act);
		break;
	}
}

const struct screen_ops meeting_screen = {
    .name = "meeting",
    .about =
	"Заседание совета: цифра — голос члена совета под курсором (1 за, 2 против, 3 "
	"воздержался, 4 отвод, 5 отвод отклонить, 0 снять), Enter — решение и следующий пункт.",
    .state_size = sizeof(struct meeting_screen),
    .actions = meeting_actions,
    .open = meeting_open,
    .close = meeting_close,
    .title = meeting_title,
    .load = meeting_load,
    .draw = meeting_draw,
    .act = meeting_act,
    .key = meeting_key,
};

void
open_meeting(struct app *app, struct question question, const void *args)
{
	uint64_t meeting = ((const struct meeting_args *)args)->meeting;
	struct council_meeting sitting = {.nitems = 0};
	struct error e = {0};
	enum status st;
	struct view v;

	view_open(&v, app_session(app));
	st = council_meeting_load(&v, meeting, &sitting, &e);
	view_close(&v);
	if (st != ST_OK)
		app_say_error(app, &e);
	else if (!sitting.leads)
		place_open(app, PLACE_MEETING_FOLLOW, question, args);
	else if (sitting.state == MEETING_PREPARED)
		place_open(app, PLACE_PREPARATION, question, args);
	else
		place_open(app, PLACE_MEETING_LEAD, question, args);
	council_meeting_free(&sitting);
}
