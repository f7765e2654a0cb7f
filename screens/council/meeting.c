/* SPDX-License-Identifier: MIT
 * meeting.c - keeping a meeting of the council: votes by digit, the outcome with Enter, one item
 * after the other. Every key writes at once, so that a dropped line costs nothing.
 */
#include "screens/council/meeting.h"

#include <assert.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/app/shown.h"

enum {
	DO_DECIDE = ACT_OWN,
	DO_ATTENDANCE,
	DO_AGENDA,
	DO_TOTALS,
	DO_MINUTES,
	DO_CLOSE,
	DO_REOPEN,
	DO_ORDER,
	DO_REST,
	DO_VOTING,
	DO_SPEECH,
	DO_REPORTER,
	DO_EXTRACT
};

/* What holds now: of the minutes, and of the item shown. */
enum {
	IS_OPEN = 1,
	HAS_ADMITTED = 2, /* somebody, for an order */
	HAS_OTHERS = 4,   /* undecided items besides the one shown */
	HAS_ITEM = 8,
	IS_UNDECIDED = 16,
	HAS_QUORUM = 32,
	IS_APPLICATION = 64
};

static const struct action meeting_actions[] = {
    ACTION(DO_DECIDE, "Enter", "Записать решение и перейти к следующему пункту", .word = "Решить",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN | IS_UNDECIDED | HAS_QUORUM),
    ACTION(DO_DECIDE, "Enter", "Записать, что пункт отложен: кворума нет", .permit = PERMIT_COUNCIL,
	.when = IS_OPEN | IS_UNDECIDED, .unless = HAS_QUORUM),
    ACTION(DO_DECIDE, "Enter", "Перейти к следующему нерешённому пункту", .word = "Дальше",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN | HAS_OTHERS, .unless = IS_UNDECIDED),
    ACTION(DO_DECIDE, "Enter", "Перейти к следующему пункту", .unless = IS_OPEN),
    ACTION(DO_CLOSE, "F8", "Закрыть протокол", .word = "Закрыть", .permit = PERMIT_COUNCIL,
	.when = IS_OPEN),
    ACTION(DO_MINUTES, "F2", "Показать протокол", .word = "Протокол", .permit = PERMIT_READ),
    ACTION(DO_ORDER, "C-o", "Составить приказ из принятых советом", .word = "Приказ",
	.permit = PERMIT_EDIT, .when = HAS_ADMITTED, .unless = IS_OPEN),
    ACTION(DO_REOPEN, "F8", "Открыть закрытый протокол снова, с причиной", .word = "Открыть",
	.permit = PERMIT_COUNCIL, .unless = IS_OPEN),
    ACTION(DO_EXTRACT, "C-w", "Выписка из протокола по этому пункту", .word = "Выписка",
	.permit = PERMIT_READ, .when = HAS_ITEM, .unless = IS_OPEN | IS_UNDECIDED),
    ACTION(DO_ATTENDANCE, "F6", "Кто присутствует: пришли и ушли", .word = "Явка",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN | HAS_ITEM),
    ACTION(DO_REST, "+", "Все, кто ещё не голосовал, — за, поимённо", .permit = PERMIT_COUNCIL,
	.when = IS_OPEN | IS_UNDECIDED | HAS_QUORUM),
    ACTION(DO_VOTING, "F5 v", "Открыть голосование по пункту, закрыть открытое",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN | IS_UNDECIDED | HAS_QUORUM,
	.synonyms = "начать закончить голосовать голосуем"),
    ACTION(DO_SPEECH, "C-g d", "Кто и что сказал по вопросу: ВЫСТУПИЛИ", .word = "Выступили",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN | HAS_ITEM, .unless = IS_APPLICATION),
    ACTION(DO_SPEECH, "C-g d", "Кто и что сказал о кандидате: ВЫСТУПИЛИ", .permit = PERMIT_COUNCIL,
	.when = IS_OPEN | HAS_ITEM | IS_APPLICATION),
    ACTION(DO_REPORTER, "C-k", "Кто докладывает по пункту: назначить или сменить",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN | HAS_ITEM),
    ACTION(DO_TOTALS, "F4 t", "Тайное голосование: записать итог числами, без имён",
	.word = "Тайно", .synonyms = "итогом числами бюллетени", .permit = PERMIT_COUNCIL,
	.when = IS_OPEN | IS_UNDECIDED | HAS_QUORUM),
    ACTION(
	DO_AGENDA, "F7 /", "Перейти к другому пункту повестки", .word = "Пункты", .when = HAS_ITEM),
    ACTION(ACT_OPEN, "F3", "Открыть карточку заявления", .word = "Карточка", .permit = PERMIT_READ,
	.when = IS_APPLICATION),
    ACTION(ACT_UNDO, "C-z BS",
	"Вернуть решение, сказанное, голоса по одному, затем предыдущий пункт", .word = "Шаг назад",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN | HAS_ITEM),
    ACTION(ACT_NEXT, "Tab", "Условия, ответы, прежние заявления: дальше", .when = IS_APPLICATION),
    ACTION(ACT_NEW, "Ins", "Внести в повестку ещё одно заявление или вопрос",
	.permit = PERMIT_COUNCIL, .when = IS_OPEN),
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

static unsigned
now_of_item(const struct meeting_view *h, const struct meeting_item *item)
{
	unsigned now = HAS_ITEM;

	if (item->outcome == 0)
		now |= IS_UNDECIDED;
	if (item->application != 0)
		now |= IS_APPLICATION;
	if (council_quorum(&h->sitting.rules, &item->count).reached)
		now |= HAS_QUORUM;
	return now;
}

static unsigned
meeting_now(const struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);
	const struct meeting_item *item = meeting_view_item(h);
	unsigned now = h->loaded && h->sitting.state != MEETING_CLOSED ? IS_OPEN : 0;

	if (item == NULL)
		return now;
	for (size_t i = 0; i < h->sitting.nitems; i++) {
		const struct meeting_item *other = &h->sitting.items[i];

		if (other->outcome == OUTCOME_ADMIT && other->application != 0)
			now |= HAS_ADMITTED;
		if (other->outcome == 0 && other != item)
			now |= HAS_OTHERS;
	}
	return now | now_of_item(h, item);
}

static enum status
meeting_open(struct screen *sc, const void *args, struct error *e)
{
	struct meeting_view *h = screen_state(sc);

	(void)e;
	h->meeting = ((const struct meeting_args *)args)->meeting;
	return ST_OK;
}

static void
meeting_close(struct screen *sc)
{
	meeting_view_free(screen_state(sc));
}

static void
meeting_title(const struct screen *sc, struct buf *out)
{
	meeting_view_put_title(screen_state(sc), out);
}

static void
meeting_load(struct screen *sc)
{
	meeting_view_load(screen_state(sc), screen_app(sc));
}

static void
meeting_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	meeting_view_draw(screen_state(sc), ui, row, rows, columns, true);
}

/* Votes. */

static bool
can_vote_now(struct screen *sc)
{
	struct meeting_view *h = screen_state(sc);
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
	uint64_t item, person;
	uint8_t vote, instead_of;
	char title[SHOWN_NAME]; /* by which the answer can speak of it */
};

static struct ballot
ballot_of(const struct meeting_view *h, size_t member, uint8_t vote)
{
	const struct meeting_item *item = meeting_view_item(h);
	struct ballot b = {.vote = vote};

	assert(item != NULL && member < h->sitting.nmembers);
	b.item = item->id;
	b.person = h->sitting.members[member].person;
	b.instead_of = item->ballots[member].vote;
	utf8_copy(b.title, sizeof(b.title), item->title);
	return b;
}

/* reason: NULL, but where what the member has cast is changed. */
static void
vote(struct screen *sc, const struct ballot *b, const char *reason)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct error e = {0};
	enum status st = reason == NULL
	    ? council_vote(s, h->meeting, b->item, b->person, b->vote, b->instead_of, &e)
	    : council_change_vote(
		  s, h->meeting, b->item, b->person, b->vote, b->instead_of, reason, &e);

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
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (council_recuse(app_session(app), h->meeting, b->item, b->person, b->instead_of, reason,
		&e) != ST_OK)
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
	if (answer->code == 1 && meeting_open_item(sc, b->item, b->title) != NULL)
		recuse(sc, b, answer->text);
}

/* What the member has cast gives way to a recusal with a reason of its own. */
static void
ask_recusal(struct screen *sc, size_t member)
{
	const struct meeting_view *h = screen_state(sc);
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
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	assert(b != NULL);
	if (answer->code != 1 || meeting_open_item(sc, b->item, b->title) == NULL)
		return;
	if (council_dismiss_recusal(app_session(app), h->meeting, b->item, b->person, b->instead_of,
		answer->text, &e) != ST_OK)
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
	const struct meeting_view *h = screen_state(sc);
	const struct ballot b = ballot_of(h, member, then);
	const struct meeting_ballot *stands = &meeting_view_item(h)->ballots[member];
	bool taken = stands->recusal == RECUSAL_IS_TAKEN;
	struct buf text = {0};

	buf_printf(&text, "%s: %s", h->sitting.members[member].name,
	    taken ? "отвод записан" : "предлагается отвод");
	if (stands->why[0] != '\0')
		buf_printf(&text, " (%s)", stands->why);
	buf_puts(&text, ". Почему голосует всё же (войдёт в протокол):");
	ask_line(screen_app(sc), ABOUT(dismiss, &b), taken ? "Отвод снять" : "Отвод отклонить",
	    buf_text(&text), "");
	buf_free(&text);
}

static void
change_vote(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct ballot *b = about;

	assert(b != NULL);
	if (answer->code == 1 && meeting_open_item(sc, b->item, b->title) != NULL)
		vote(sc, b, answer->text);
}

static void
vote_of(struct screen *sc, size_t member, uint8_t digit)
{
	const struct meeting_view *h = screen_state(sc);
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
	if (meeting_view_item(screen_state(sc))->voting != VOTING_CLOSED)
		return true;
	app_say(screen_app(sc), MESSAGE_WARNING,
	    "Голосование закрыто: голоса не меняются. F5 — открыть его снова.");
	return false;
}

/* Everybody who has not voted is for it. */
static void
vote_rest(struct screen *sc)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	size_t voted = 0;
	struct error e = {0};

	if (!can_vote_now(sc) || !is_vote_open(sc))
		return;
	if (council_vote_rest(app_session(app), h->meeting, meeting_view_item(h)->id, &voted, &e) !=
	    ST_OK)
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
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct meeting_item *item = meeting_view_item(h);
	struct error e = {0};
	bool open;

	if (!can_vote_now(sc))
		return;
	open = council_meeting_takes_votes(&h->sitting, item);
	if ((open ? council_close_vote(app_session(app), h->meeting, item->id, 0, &e)
		  : council_open_vote(app_session(app), h->meeting, item->id, &e)) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Голосование по пункту %lld %s.",
		    (long long)item->position, open ? "закрыто" : "открыто");
	meeting_view_load_votes(h, app);
}

static void
digit_for_member(struct screen *sc, uint8_t digit)
{
	struct meeting_view *h = screen_state(sc);
	const struct meeting_ballot *b = &meeting_view_item(h)->ballots[h->member];

	if (!is_vote_open(sc))
		return;
	if (!b->present)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "%s отсутствует и не голосует. Приход отмечают на F6 — явка.",
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

/* On the outcome: 1 admit, 2 refuse, 3 postpone, of a topic 4 take note; 0 as the votes say. Where
 * the cursor has come by itself a digit was meant for a member, and is none of these. */
static void
digit_for_outcome(struct screen *sc, uint8_t digit)
{
	struct meeting_view *h = screen_state(sc);

	if (!h->by_hand)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Проголосовали все: цифра не принята. Enter — записать решение, End — выбрать "
		    "другое.");
	else if (digit > meeting_item_outcomes(meeting_view_item(h)))
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "На строке решения: 1 принять, 2 отклонить, 3 отложить%s, 0 — как "
		    "проголосовали.",
		    meeting_view_item(h)->application == 0 ? ", 4 принять к сведению" : "");
	else
		meeting_view_choose(h, digit);
}

static bool
meeting_key(struct screen *sc, const struct key *key)
{
	struct meeting_view *h = screen_state(sc);
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
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	uint64_t undone = 0;
	size_t item;

	if (council_undo(app_session(app), h->meeting, &undone, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	meeting_view_load(h, app);
	item = council_meeting_item(&h->sitting, undone);
	if (item == h->sitting.nitems)
		return;
	meeting_view_show(h, app, item);
	h->member = meeting_view_next_voter(h, 0);
	app_say(app, MESSAGE_INFO, "Шаг назад: пункт %lld, %s.",
	    (long long)h->sitting.items[item].position, h->sitting.items[item].title);
}

static void
act_on_member(struct screen *sc, int act)
{
	struct meeting_view *h = screen_state(sc);

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

/* First to the outcome, to be seen. */
static void
decide(struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);

	if (meeting_view_item(h) != NULL && h->member < h->sitting.nmembers)
		act_on_member(sc, ACT_LAST);
	else if (h->sitting.state == MEETING_CLOSED)
		meeting_step(sc, true);
	else
		meeting_decide(sc);
}

static void
compose_order(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_ORDER, NO_QUESTION, NULL);
}

static void
open_attendance(struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);

	place_open(screen_app(sc), PLACE_ATTENDANCE, NO_QUESTION,
	    &(struct meeting_args){.meeting = h->meeting});
}

static void
show_minutes(struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);

	place_open(screen_app(sc), PLACE_MINUTES, NO_QUESTION,
	    &(struct meeting_args){.meeting = h->meeting});
}

static void
show_card(struct screen *sc)
{
	meeting_view_open_card(screen_state(sc), sc);
}

static const struct {
	int act;
	void (*deed)(struct screen *sc);
} deeds[] = {
    {DO_DECIDE, decide},
    {DO_CLOSE, meeting_ask_close},
    {DO_REOPEN, meeting_ask_reopen},
    {DO_ORDER, compose_order},
    {DO_ATTENDANCE, open_attendance},
    {DO_REST, vote_rest},
    {DO_VOTING, turn_voting},
    {DO_TOTALS, meeting_ask_totals},
    {DO_AGENDA, meeting_ask_item},
    {DO_SPEECH, meeting_ask_speech},
    {DO_REPORTER, meeting_ask_reporter},
    {DO_MINUTES, show_minutes},
    {DO_EXTRACT, meeting_show_extract},
    {ACT_OPEN, show_card},
    {ACT_UNDO, undo},
    {ACT_NEW, meeting_ask_addition},
};

static void
meeting_act(struct screen *sc, int act)
{
	struct meeting_view *h = screen_state(sc);

	if (!h->loaded || meeting_view_act(h, screen_app(sc), act))
		return;
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (deeds[i].act == act) {
			deeds[i].deed(sc);
			return;
		}
	if (act == ACT_LEFT || act == ACT_RIGHT)
		meeting_step(sc, act == ACT_RIGHT);
	else
		act_on_member(sc, act);
}

const struct screen_ops meeting_screen = {
    .name = "meeting",
    .about =
	"Заседание совета: цифра — голос члена совета под курсором (1 за, 2 против, 3 "
	"воздержался, 4 отвод, 5 отвод отклонить, 0 снять), Enter — решение и следующий пункт.",
    .state_size = sizeof(struct meeting_view),
    .actions = meeting_actions,
    .now = meeting_now,
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
