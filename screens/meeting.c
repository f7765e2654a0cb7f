/* SPDX-License-Identifier: MIT
 * meeting.c - keeping a meeting of the council: votes by digit, the outcome with Enter, one item
 * after the other. Every key writes at once, so that a dropped line costs nothing.
 */
#include "screens/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/ask.h"
#include "screens/open.h"
#include "screens/paper.h"
#include "service/register.h"
#include "service/ways.h"

static const struct action meeting_actions[] = {
    {.act = ACT_DECIDE,
	.keys = "Enter",
	.word = "Решить",
	.help = "Записать решение и перейти к следующему пункту",
	.permit = PERMIT_COUNCIL},
    {.act = ACT_CLOSE,
	.keys = "F8",
	.word = "Закрыть",
	.help = "Закрыть протокол; закрытый — открыть снова с причиной",
	.permit = PERMIT_COUNCIL},
    {.act = ACT_ATTENDANCE,
	.keys = "F6",
	.word = "Явка",
	.help = "Кто присутствует: пришли и ушли",
	.permit = PERMIT_COUNCIL},
    {.act = ACT_TOTALS,
	.keys = "F4 t",
	.word = "Итогом",
	.help = "Записать итог голосования числами, без имён",
	.permit = PERMIT_COUNCIL},
    {.act = ACT_AGENDA,
	.keys = "F7 /",
	.word = "Пункты",
	.help = "Перейти к другому пункту повестки"},
    {.act = ACT_MINUTES,
	.keys = "F2",
	.word = "Протокол",
	.help = "Показать протокол",
	.permit = PERMIT_READ},
    {.act = ACT_OPEN,
	.keys = "F3",
	.word = "Карточка",
	.help = "Открыть карточку заявления",
	.permit = PERMIT_READ},
    {.act = ACT_UNDO,
	.keys = "C-z BS",
	.word = "Шаг назад",
	.help = "Вернуть решение, затем голоса, затем предыдущий пункт",
	.permit = PERMIT_COUNCIL},
    {.act = ACT_NEXT, .keys = "Tab", .help = "Условия, ответы, прежние заявления: дальше"},
    {.act = ACT_NEW,
	.keys = "Ins",
	.help = "Внести в повестку ещё одно заявление",
	.permit = PERMIT_COUNCIL},
    {.act = ACT_LEFT, .keys = "Left", .help = "К предыдущему пункту"},
    {.act = ACT_RIGHT, .keys = "Right", .help = "К следующему пункту"},
    {.act = ACT_UP, .keys = "Up", .help = "К предыдущему члену совета"},
    {.act = ACT_DOWN,
	.keys = "Down",
	.help = "К следующему члену совета, за последним — к решению"},
    {.act = ACT_PAGE_UP, .keys = "PgUp", .help = "Листать сведения о кандидате вверх"},
    {.act = ACT_PAGE_DOWN, .keys = "PgDn", .help = "Листать сведения о кандидате вниз"},
    {.act = ACT_FIRST, .keys = "Home", .help = "К первому члену совета"},
    {.act = ACT_LAST, .keys = "End", .help = "К решению"},
    {.act = ACT_NONE},
};

static struct hall *
hall_of(struct screen *sc)
{
	struct meeting_screen *m = screen_state(sc);

	return &m->hall;
}

static enum status
meeting_open(struct screen *sc, const void *args, struct error *e)
{
	(void)e;
	hall_of(sc)->meeting = *(const uint64_t *)args;
	return ST_OK;
}

static void
meeting_close(struct screen *sc)
{
	struct meeting_screen *m = screen_state(sc);

	hall_free(&m->hall);
	meeting_free_phrases(m);
}

static void
meeting_title(const struct screen *sc, struct buf *out)
{
	const struct meeting_screen *m = screen_state(sc);

	hall_put_title(&m->hall, out);
}

static void
meeting_load(struct screen *sc)
{
	hall_load(hall_of(sc), screen_app(sc));
}

static void
meeting_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct meeting_screen *m = screen_state(sc);

	hall_draw(&m->hall, ui, row, rows, columns, true);
}

/* Items. */

/* Everybody who follows comes along; what is closed is only leafed through. */
static void
move_to(struct screen *sc, size_t item)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (item >= h->sitting.nitems)
		return;
	if (h->sitting.state == SITTING_CLOSED) {
		hall_show(h, app, item);
		return;
	}
	if (council_move(app_session(app), h->meeting, h->sitting.items[item].application, &e) !=
	    ST_OK)
		app_say_error(app, &e);
	hall_load(h, app);
}

static void
step(struct screen *sc, bool forward)
{
	const struct hall *h = hall_of(sc);

	if (forward ? h->item + 1 < h->sitting.nitems : h->item > 0)
		move_to(sc, forward ? h->item + 1 : h->item - 1);
	else
		app_say(screen_app(sc), MESSAGE_INFO,
		    forward ? "Это последний пункт повестки." : "Это первый пункт повестки.");
}

static void
ask_item(struct screen *sc)
{
	const struct sitting *s = &hall_of(sc)->sitting;
	char **lines = xcalloc(s->nitems + 1, sizeof(*lines));
	const char **pointers = xcalloc(s->nitems + 1, sizeof(*pointers));

	for (size_t i = 0; i < s->nitems; i++) {
		struct buf line = {0};

		buf_printf(
		    &line, "%3lld  %s", (long long)s->items[i].position, s->items[i].applicant);
		if (s->items[i].outcome != 0)
			buf_printf(&line, " — %s", hall_outcome_word(s->items[i].outcome));
		pointers[i] = lines[i] = buf_detach(&line);
	}
	ask_choice(screen_app(sc), NUMBERED(ASK_ITEM), "Повестка", pointers, s->nitems,
	    hall_of(sc)->item + 1);
	for (size_t i = 0; i < s->nitems; i++)
		free(lines[i]);
	free(lines);
	free(pointers);
}

/* One more application behind the last item: any that is ready or was postponed. */
static void
ask_application(struct screen *sc)
{
	struct meeting_screen *m = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct ways w = {.count = 0};
	uint64_t *ids = NULL;
	size_t n = 0;
	const char **lines;

	meeting_free_phrases(m);
	if (ways_load(s, clock_today(), &w) == ST_OK)
		n = ways_ids(&w, 1u << WAY_READY | 1u << WAY_POSTPONED, &ids);
	lines = xcalloc(n + 1, sizeof(*lines));
	m->phrases = xcalloc(n + 1, sizeof(*m->phrases));
	for (; m->nphrases < n; m->nphrases++) {
		struct buf line = {0};

		register_put_name(s, KIND_APPLICATIONS, ids[m->nphrases], &line);
		lines[m->nphrases] = m->phrases[m->nphrases] = buf_detach(&line);
	}
	ask_choice(screen_app(sc), NUMBERED(ASK_ADD), "Готовы или отложены: что внести в повестку",
	    lines, n, 1);
	free(lines);
	free(ids);
	ways_free(&w);
}

/* The same order as asked for; what has gone meanwhile is refused by the rules. */
static void
add_application(struct screen *sc, size_t chosen)
{
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct ways w = {.count = 0};
	uint64_t *ids = NULL;
	struct error e = {0};
	size_t n = 0;

	if (ways_load(s, clock_today(), &w) == ST_OK)
		n = ways_ids(&w, 1u << WAY_READY | 1u << WAY_POSTPONED, &ids);
	if (chosen >= n)
		app_say(app, MESSAGE_WARNING, "Список тем временем изменился: выберите ещё раз.");
	else if (council_add_item(s, hall_of(sc)->meeting, ids[chosen], &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Внесено в повестку последним пунктом.");
	free(ids);
	ways_free(&w);
	hall_load(hall_of(sc), app);
}

/* Votes. */

static bool
can_vote_now(struct screen *sc)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	const struct sitting_item *item = hall_item(h);

	if (item == NULL)
		return false;
	if (h->sitting.state == SITTING_CLOSED)
		app_say(app, MESSAGE_WARNING,
		    "Протокол закрыт: голоса и решения не меняются. F8 — "
		    "открыть его снова, с причиной.");
	else if (item->outcome != 0)
		app_say(app, MESSAGE_WARNING,
		    "По этому пункту решено: %s. Enter — дальше, Ctrl-Z — вернуть решение.",
		    hall_outcome_word(item->outcome));
	else
		return true;
	return false;
}

static void
vote(struct screen *sc, size_t member, uint8_t vote)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	const struct sitting_item *item = hall_item(h);
	struct error e = {0};

	if (council_vote(app_session(app), h->meeting, item->application,
		h->sitting.members[member].person, vote, item->ballots[member].vote, &e) != ST_OK) {
		app_say_error(app, &e);
		hall_load(h, app);
		return;
	}
	h->counted = false;
	hall_load(h, app);
	if (vote != 0)
		h->member = hall_next_voter(h, member + 1);
	list_go(&h->members, h->member);
}

static void
recuse(struct screen *sc, size_t member)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	const struct sitting_item *item = hall_item(h);
	struct error e = {0};

	if (council_recuse(app_session(app), h->meeting, item->application,
		h->sitting.members[member].person, item->ballots[member].why, &e) != ST_OK)
		app_say_error(app, &e);
	hall_load(h, app);
	h->member = hall_next_voter(h, member + 1);
	list_go(&h->members, h->member);
}

/* A proposed recusal is not passed over in silence: voting all the same takes a reason. */
static void
ask_dismissal(struct screen *sc, size_t member, uint8_t then)
{
	struct meeting_screen *m = screen_state(sc);
	const struct sitting_item *item = hall_item(&m->hall);
	struct buf text = {0};

	m->application = item->application;
	m->person = m->hall.sitting.members[member].person;
	m->vote = then;
	buf_printf(&text,
	    "%s: предлагается отвод (%s). Почему голосует всё же (войдёт в протокол):",
	    m->hall.sitting.members[member].name, item->ballots[member].why);
	ask_line(screen_app(sc), NUMBERED(ASK_DISMISS), "Отвод отклонить", buf_text(&text), "");
	buf_free(&text);
}

static void
dismiss(struct screen *sc, const char *reason)
{
	struct meeting_screen *m = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	size_t member = sitting_member(&m->hall.sitting, m->person);

	if (council_dismiss_recusal(app_session(app), m->hall.meeting, m->application, m->person,
		reason, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	hall_load(&m->hall, app);
	if (m->vote != 0 && member < m->hall.sitting.nmembers && hall_item(&m->hall) != NULL &&
	    hall_item(&m->hall)->application == m->application)
		vote(sc, member, m->vote);
}

static void
digit_for_member(struct screen *sc, uint8_t digit)
{
	struct hall *h = hall_of(sc);
	const struct sitting_ballot *b = &hall_item(h)->ballots[h->member];

	if (!b->present)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "%s отсутствует и не голосует. Если пришёл(а), отметьте: F6 — явка.",
		    h->sitting.members[h->member].name);
	else if (digit == 5 && b->recusal != RECUSAL_IS_PROPOSED && b->recusal != RECUSAL_IS_TAKEN)
		app_say(screen_app(sc), MESSAGE_WARNING, "Отвода здесь нет: отклонять нечего.");
	else if (digit == 5)
		ask_dismissal(sc, h->member, 0);
	else if (digit == VOTE_RECUSED)
		recuse(sc, h->member);
	else if (digit != 0 && b->recusal == RECUSAL_IS_PROPOSED)
		ask_dismissal(sc, h->member, digit);
	else
		vote(sc, h->member, digit);
}

/* On the outcome: 1 admit, 2 refuse, 3 postpone; 0 as the votes say. */
static void
digit_for_outcome(struct screen *sc, uint8_t digit)
{
	struct hall *h = hall_of(sc);

	if (digit > OUTCOME_POSTPONE) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "На строке решения: 1 принять, 2 отклонить, 3 отложить, 0 — как "
		    "проголосовали.");
		return;
	}
	h->outcome = digit;
}

static bool
meeting_key(struct screen *sc, const struct key *key)
{
	struct hall *h = hall_of(sc);
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

/* Steps back, minutes. */

static void
undo(struct screen *sc)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	uint64_t application = 0;
	size_t item;

	if (council_undo(app_session(app), h->meeting, &application, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	hall_load(h, app);
	item = sitting_item(&h->sitting, application);
	if (item == h->sitting.nitems)
		return;
	hall_show(h, app, item);
	h->member = hall_next_voter(h, 0);
	app_say(app, MESSAGE_INFO, "Шаг назад: пункт %lld, %s.",
	    (long long)h->sitting.items[item].position, h->sitting.items[item].applicant);
}

static void
ask_reopen(struct screen *sc)
{
	ask_line(screen_app(sc), NUMBERED(ASK_REOPEN), "Открыть протокол снова",
	    "Почему закрытый протокол нужно изменить (войдёт в журнал):", "");
}

static void
ask_close(struct screen *sc)
{
	static const char *const whole[] = {"Не закрывать", "Закрыть протокол", NULL};
	static const char *const part[] = {"Не закрывать", "Отложить остальное и закрыть", NULL};
	const struct sitting *s = &hall_of(sc)->sitting;
	struct buf text = {0};
	size_t left = 0;

	for (size_t i = 0; i < s->nitems; i++)
		left += s->items[i].outcome == 0;
	buf_printf(&text, "Пунктов в повестке: %zu.", s->nitems);
	if (left > 0)
		buf_printf(
		    &text, " Без решения: %zu — будут отложены до следующего заседания.", left);
	else
		buf_puts(&text, " Решено по всем.");
	buf_puts(&text, "\n\nПосле закрытия голоса и решения не меняются.");
	ask_buttons(screen_app(sc), NUMBERED(ASK_CLOSE), "Закрыть протокол", buf_text(&text),
	    left > 0 ? part : whole);
	buf_free(&text);
}

static void
close_minutes(struct screen *sc)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (council_close(app_session(app), h->meeting, true, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO,
		    "Протокол закрыт. F2 — прочитать и записать в файл. Дальше — приказ о "
		    "составе.");
	hall_load(h, app);
}

static void
reopen(struct screen *sc, const char *reason)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (council_reopen(app_session(app), h->meeting, reason, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Протокол открыт снова. Причина записана в журнал.");
	hall_load(h, app);
}

void
open_minutes(struct app *app, uint64_t meeting)
{
	struct page page = {.title = ""};
	struct error e = {0};
	struct record *r;
	struct buf name = {0}, title = {0};

	if (document_minutes(&page, app_session(app), meeting, &e) != ST_OK) {
		page_free(&page);
		app_say_error(app, &e);
		return;
	}
	r = register_load(app_session(app), KIND_MEETINGS, meeting);
	if (r != NULL) {
		const struct meeting *m = (const struct meeting *)r;

		buf_printf(&title, "Протокол № %s", m->number);
		buf_puts(&name, "protokol-");
		date_put_iso(&name, m->date);
	}
	open_paper_page(app, buf_text(&title), buf_text(&name), &page);
	record_free(r);
	buf_free(&name);
	buf_free(&title);
}

static void
act_on_member(struct screen *sc, enum act act)
{
	struct hall *h = hall_of(sc);

	if (act == ACT_UP || act == ACT_DOWN)
		hall_move(h, act == ACT_DOWN);
	else if (act == ACT_LAST)
		h->member = h->sitting.nmembers;
	else
		h->member = hall_next_voter(h, 0) < h->sitting.nmembers ? hall_next_voter(h, 0) : 0;
	list_go(&h->members, h->member);
}

static void
open_current(struct screen *sc)
{
	if (hall_item(hall_of(sc)) != NULL)
		open_card(screen_app(sc), KIND_APPLICATIONS, hall_item(hall_of(sc))->application);
}

static void
meeting_act(struct screen *sc, enum act act)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);

	if (!h->loaded || hall_act(h, app, act))
		return;
	switch (act) {
	case ACT_DECIDE:
		if (hall_item(h) != NULL && h->member < h->sitting.nmembers)
			h->member = h->sitting.nmembers; /* first to the outcome, to be seen */
		else if (h->sitting.state == SITTING_CLOSED)
			step(sc, true);
		else
			meeting_decide(sc);
		break;
	case ACT_CLOSE:
		if (h->sitting.state == SITTING_CLOSED)
			ask_reopen(sc);
		else
			ask_close(sc);
		break;
	case ACT_ATTENDANCE:
		open_attendance(app, NUMBERED(ASK_PRESENT), h->meeting);
		break;
	case ACT_TOTALS:
		meeting_ask_totals(sc);
		break;
	case ACT_AGENDA:
		ask_item(sc);
		break;
	case ACT_MINUTES:
		open_minutes(app, h->meeting);
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

static void
meeting_answered(struct screen *sc, int question, const struct answer *answer)
{
	if (question == ASK_ITEM && answer->code > 0)
		move_to(sc, (size_t)answer->code - 1);
	else if (question == ASK_ADD && answer->code > 0)
		add_application(sc, (size_t)answer->code - 1);
	else if (question == ASK_DISMISS && answer->code == 1)
		dismiss(sc, answer->text);
	else if (question == ASK_CLOSE && answer->code == 2)
		close_minutes(sc);
	else if (question == ASK_REOPEN && answer->code == 1)
		reopen(sc, answer->text);
	else
		meeting_decide_answered(sc, question, answer);
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
    .answered = meeting_answered,
};

void
open_meeting(struct app *app, uint64_t meeting)
{
	struct sitting sitting = {.version = 0};
	struct error e = {0};

	if (sitting_load(app_session(app), meeting, &sitting, &e) != ST_OK)
		app_say_error(app, &e);
	else if (!sitting.leads)
		app_push(app, &follow_screen, &meeting, NO_QUESTION);
	else if (sitting.state == SITTING_PREPARED)
		open_preparation(app, meeting);
	else
		app_push(app, &meeting_screen, &meeting, NO_QUESTION);
	sitting_free(&sitting);
}
