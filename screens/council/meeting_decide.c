/* SPDX-License-Identifier: MIT
 * meeting_decide.c - from the outcome to the decision: totals, and the reason where one is needed.
 */
#include "screens/council/meeting.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/shown.h"

enum { POINTS = 8192 }; /* bytes */

/* What a decision is about: the item, what is decided, and the votes it was decided by. */
struct asked_decision {
	uint64_t item;
	char title[SHOWN_NAME];
	uint8_t outcome;
	bool counted;  /* totals instead of votes by name */
	bool contrary; /* another outcome than the votes give, which was said yes to */
	bool resumes;  /* the vote was closed for the time of asking: it goes on when nothing is
			* decided */
	struct council_count count;
	uint64_t roll;    /* who cast them */
	size_t phrases;   /* offered as the reason; behind them stands "another" */
	bool topic;       /* what is decided is told in points */
	int64_t position; /* of the item */
	size_t points;    /* told so far, a line each: */
	char text[POINTS];
	size_t used;         /* bytes of the former, that are offered already */
	char former[POINTS]; /* a decision that was taken back: its points are offered again */
};

static struct asked_decision
decision_on(const struct meeting_view *h, const struct meeting_item *item)
{
	struct asked_decision d = {.item = item->id,
	    .outcome = meeting_view_outcome(h),
	    .counted = h->counted,
	    .count = meeting_view_count(h),
	    .roll = item->roll,
	    .topic = item->application == 0,
	    .position = item->position};

	utf8_copy(d.title, sizeof(d.title), item->title);
	return d;
}

const struct meeting_item *
meeting_open_item(struct screen *sc, uint64_t id, const char *title)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct meeting_item *item = NULL;
	size_t at;

	if (!meeting_view_load(h, app))
		return NULL;
	at = council_meeting_item(&h->sitting, id);
	if (at < h->sitting.nitems)
		item = &h->sitting.items[at];
	if (item == NULL)
		app_say(app, MESSAGE_WARNING,
		    "%s: пункта в повестке больше нет. Ничего не записано.", title);
	else if (h->sitting.state == MEETING_CLOSED)
		app_say(app, MESSAGE_WARNING,
		    "%s: протокол тем временем закрыли. Ничего не записано.", title);
	else if (item->outcome != 0)
		app_say(app, MESSAGE_WARNING,
		    "%s: по пункту %lld тем временем решено: %s. Ничего не записано.", title,
		    (long long)item->position, meeting_view_outcome_word(item->outcome));
	else
		return item;
	return NULL;
}

static void
say_decided(
    struct app *app, const struct meeting_view *h, const struct meeting_item *item, uint8_t outcome)
{
	size_t left = 0;

	for (size_t i = 0; i < h->sitting.nitems; i++)
		left += h->sitting.items[i].outcome == 0 && &h->sitting.items[i] != item;
	if (left > 0)
		app_say(app, MESSAGE_INFO, "Пункт %lld, %s: %s.", (long long)item->position,
		    item->title, meeting_view_outcome_word(outcome));
	else
		app_say(app, MESSAGE_INFO,
		    "Пункт %lld: %s. Решено по всем пунктам: F8 — закрыть протокол.",
		    (long long)item->position, meeting_view_outcome_word(outcome));
}

/* What is asked in a window is asked about votes that stand: none is cast meanwhile. false: others
 * have come in between, which is said. */
static bool
hold_votes(struct screen *sc, struct asked_decision *d)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	bool held = true;

	d->resumes = council_meeting_takes_votes(&h->sitting, meeting_view_item(h));
	if (!d->resumes)
		return true;
	if (council_close_vote(
		app_session(app), h->meeting, d->item, d->counted ? 0 : d->roll, &e) != ST_OK) {
		app_say_error(app, &e);
		held = false;
	}
	meeting_view_load_votes(h, app);
	return held;
}

/* Nothing is decided (why: e, NULL: whoever was asked gave up): the vote goes on, unless it was
 * closed before. */
static void
let_votes_go_on(struct screen *sc, const struct asked_decision *d, const struct error *why)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (d->resumes)
		council_resume_vote(app_session(app), h->meeting, d->item, &e);
	if (why != NULL || e.status != ST_OK)
		app_say_error(app, why != NULL ? why : &e);
	meeting_view_load_votes(h, app);
}

/* Written, and everybody goes on to the next item. */
static void
write_decision(struct screen *sc, const struct asked_decision *d, const char *reason)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct council_totals totals = {.votes_for = d->count.votes_for,
	    .against = d->count.against,
	    .abstained = d->count.abstained};
	const struct council_decision decision = {.item = d->item,
	    .outcome = d->outcome,
	    .reason = reason,
	    .text = d->text,
	    .totals = d->counted ? &totals : NULL,
	    .seen = d->counted ? 0 : d->roll,
	    .contrary = d->contrary,
	    .move = true};
	size_t at = council_meeting_item(&h->sitting, d->item);
	struct error e = {0};

	assert(at < h->sitting.nitems);
	if (council_decide(app_session(app), h->meeting, &decision, &e) != ST_OK)
		let_votes_go_on(sc, d, &e);
	else
		say_decided(app, h, &h->sitting.items[at], d->outcome);
	meeting_view_load(h, app);
}

static void
decide_because(struct screen *sc, const struct asked_decision *d, const char *reason)
{
	if (meeting_open_item(sc, d->item, d->title) != NULL)
		write_decision(sc, d, reason);
}

static void
take_reason(struct screen *sc, const void *about, const struct answer *answer)
{
	assert(about != NULL);
	if (answer->code == 1 && !utf8_says_nothing(answer->text)) {
		decide_because(sc, about, answer->text);
		return;
	}
	let_votes_go_on(sc, about, NULL);
	if (answer->code == 1)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Без причины так решить нельзя: решение не записано.");
}

static void
ask_reason(struct app *app, const struct asked_decision *d)
{
	static const char *const prompts[] = {
	    [OUTCOME_NOTED] = "почему принять к сведению (войдёт в протокол):",
	    [OUTCOME_ADMIT] = "почему принять (войдёт в протокол):",
	    [OUTCOME_REFUSE] = "почему отклонить (войдёт в протокол):",
	    [OUTCOME_POSTPONE] = "почему отложить (войдёт в протокол):",
	};
	struct buf prompt = {0};

	buf_printf(&prompt, "%s: %s", d->title, prompts[d->outcome]);
	ask_line(app, ABOUT(take_reason, d), "Причина решения", buf_text(&prompt), "");
	buf_free(&prompt);
}

static void
take_phrase(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_decision *d = about;

	assert(d != NULL);
	if (answer->code == 0)
		let_votes_go_on(sc, d, NULL);
	else if ((size_t)answer->code <= d->phrases)
		decide_because(sc, d, answer->text);
	else
		ask_reason(screen_app(sc), d);
}

/* Phrases used before stand ready; the last line lets one type another. */
static void
ask_phrase(struct screen *sc, const struct meeting_item *item, struct asked_decision *d)
{
	static const char *const titles[] = {[OUTCOME_ADMIT] = "Почему принять",
	    [OUTCOME_REFUSE] = "Почему отклонить",
	    [OUTCOME_POSTPONE] = "Почему отложить"};
	struct app *app = screen_app(sc);
	char **phrases = NULL;
	const char **lines;
	const struct meeting_view *h = screen_state(sc);
	bool quorum = council_quorum(&h->sitting.rules, &d->count).reached;
	size_t nphrases;
	struct buf title = {0};
	struct view v;

	assert(d->outcome < sizeof(titles) / sizeof(titles[0]));
	view_open(&v, app_session(app));
	nphrases = council_reasons(&v, d->outcome, &phrases);
	view_close(&v);
	lines = xcalloc(nphrases + 1, sizeof(*lines));
	for (size_t i = 0; i < nphrases; i++)
		if (council_reason_fits(phrases[i], item->eligible, quorum))
			lines[d->phrases++] = phrases[i];
	lines[d->phrases] = "Другая причина…";
	buf_printf(&title, "%s: %s", titles[d->outcome], d->title);
	if (d->phrases == 0)
		ask_reason(app, d);
	else
		ask_numbered(app, ABOUT(take_phrase, d), buf_text(&title), lines, d->phrases + 1);
	for (size_t i = 0; i < nphrases; i++)
		free(phrases[i]);
	free(phrases);
	free(lines);
	buf_free(&title);
}

/* What is said yes to here stands against the votes in the minutes. */
static void
take_contrary(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked_decision d;

	assert(about != NULL);
	if (answer->code != 2) {
		let_votes_go_on(sc, about, NULL);
		return;
	}
	d = *(const struct asked_decision *)about;
	d.contrary = true;
	ask_reason(screen_app(sc), &d);
}

static void
ask_contrary(struct screen *sc, const struct asked_decision *d)
{
	static const char *const buttons[] = {"Нет, как голосовали", "Вопреки голосам", NULL};
	struct buf title = {0}, text = {0};

	buf_puts(&title, "ВОПРЕКИ ГОЛОСАМ: ");
	council_put_votes(&title, &d->count);
	buf_printf(&text,
	    "%s: %s?\n\nИз голосов следует другое. Так решает только председатель или секретарь "
	    "заседания, с причиной; в протоколе будет стоять, что решение принято вопреки голосам.",
	    d->title, council_outcome_word(d->outcome));
	ask_with_care(screen_app(sc), ABOUT(take_contrary, d), buf_text(&title), buf_text(&text),
	    buttons, (struct ask_care){.careful = 1u << 1});
	buf_free(&title);
	buf_free(&text);
}

/* Of a topic its points say all there is to say. */
static bool
needs_reason(const struct meeting_item *item, uint8_t outcome)
{
	return item->application != 0 && (outcome != OUTCOME_ADMIT || !item->eligible);
}

/* Everything is told that the minutes will say: written, unless it stands against the votes. */
static void
settle(struct screen *sc, const struct meeting_item *item, const struct asked_decision *d)
{
	const struct meeting_view *h = screen_state(sc);
	struct asked_decision asked = *d;

	if (council_accord(&h->sitting.rules, &d->count, d->outcome) == COUNCIL_CONTRARY)
		ask_contrary(sc, d);
	else if (needs_reason(item, d->outcome))
		ask_phrase(sc, item, &asked);
	else
		write_decision(sc, d, "");
}

static void ask_point(struct app *app, struct asked_decision *d);

/* The point of the former decision that comes next; "": none is left. */
static struct slice
next_former(struct asked_decision *d)
{
	const char *at = d->former + d->used;
	size_t len = strcspn(at, "\n");

	d->used += len + (at[len] == '\n');
	return slice_make(at, len);
}

static void
add_point(struct screen *sc, struct asked_decision *d, struct slice point)
{
	size_t used = strlen(d->text);

	if (used + point.len + 2 > sizeof(d->text)) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "В решении больше нет места: этот пункт не взят. Enter — записать без него.");
		return;
	}
	snprintf(d->text + used, sizeof(d->text) - used, "%s%.*s", used > 0 ? "\n" : "",
	    (int)point.len, (const char *)point.data);
	d->points++;
}

static void
take_point(struct screen *sc, const void *about, const struct answer *answer)
{
	struct slice point = utf8_trim(slice_of(answer->text != NULL ? answer->text : ""));
	const struct meeting_item *item;
	struct asked_decision d;

	assert(about != NULL);
	if (answer->code != 1) {
		let_votes_go_on(sc, about, NULL);
		return;
	}
	d = *(const struct asked_decision *)about;
	if (point.len > 0)
		add_point(sc, &d, point);
	if (point.len > 0 || d.former[d.used] != '\0') {
		ask_point(screen_app(sc), &d);
		return;
	}
	item = meeting_open_item(sc, d.item, d.title);
	if (item != NULL)
		settle(sc, item, &d);
}

static const char *
point_prompt(const struct asked_decision *d, bool again)
{
	if (again)
		return d->former[d->used] != '\0'
		    ? "Пункт отменённого решения (пусто — убрать его):"
		    : "Последний пункт отменённого решения (пусто — записать без него):";
	return d->points > 0 ? "Ещё один пункт решения (пусто — записать решение):"
			     : "Что решили, по пункту за раз (пусто — записать без слов):";
}

/* A decision on a topic is told point by point; an empty line ends it. */
static void
ask_point(struct app *app, struct asked_decision *d)
{
	struct buf title = {0}, prompt = {0}, former = {0};

	buf_put_slice(&former, next_former(d));
	buf_printf(&title, "Решили, пункт %lld.%zu", (long long)d->position, d->points + 1);
	buf_printf(&prompt, "%s: %s.\n%s", d->title, meeting_view_outcome_word(d->outcome),
	    point_prompt(d, former.len > 0));
	ask_line(app, ABOUT(take_point, d), buf_text(&title), buf_text(&prompt), buf_text(&former));
	buf_free(&title);
	buf_free(&prompt);
	buf_free(&former);
}

/* Those of a decision that was taken back stand there already. */
static void
ask_points(struct screen *sc, struct asked_decision *d)
{
	const struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf former = {0};
	struct view v;

	view_open(&v, app_session(app));
	council_put_former_points(&v, h->meeting, meeting_view_item(h), &former);
	view_close(&v);
	utf8_copy(d->former, sizeof(d->former), buf_text(&former));
	buf_free(&former);
	ask_point(app, d);
}

/* Nobody need vote to put something off or to take note of it. */
static bool
wants_votes(const struct asked_decision *d)
{
	return d->outcome != OUTCOME_POSTPONE &&
	    (d->outcome != OUTCOME_NOTED || d->counted || d->count.votes_for > 0);
}

/* Who is there and has not voted: told once, for these votes. */
static bool
told_who_is_silent(struct screen *sc)
{
	struct meeting_view *h = screen_state(sc);
	const struct meeting_item *item = meeting_view_item(h);
	struct buf names = {0};
	bool silent;

	for (size_t i = 0; i < h->sitting.nmembers && !h->counted; i++) {
		const struct meeting_ballot *b = &item->ballots[i];

		if (!b->present || council_meeting_has_voted(b) || b->recusal == RECUSAL_IS_TAKEN)
			continue;
		buf_printf(&names, "%s%s%s", names.len > 0 ? ", " : "", h->sitting.members[i].name,
		    b->recusal == RECUSAL_IS_PROPOSED ? " (отвод?)" : "");
	}
	silent = names.len > 0 && !h->warned;
	if (silent)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Не голосовали: %s. Enter ещё раз — записать так.", buf_text(&names));
	h->warned |= silent;
	buf_free(&names);
	return silent;
}

/* Why Enter cannot decide yet, in words. */
static void
say_undecided(struct app *app, const struct meeting_view *h)
{
	struct council_count count = meeting_view_count(h);

	if (!council_quorum(&h->sitting.rules, &count).reached)
		app_say(app, MESSAGE_WARNING,
		    "Кворума нет: голосовать нельзя. End и 3 — отложить, F6 — кто присутствует.");
	else if (council_judge(&h->sitting.rules, &count).ground == COUNCIL_FEW_VOTED)
		app_say(app, MESSAGE_WARNING,
		    "Для решения нужно, чтобы проголосовали %lld: так в правилах города.",
		    (long long)council_quorum(&h->sitting.rules, &count).needed);
	else if (meeting_view_item(h)->application == 0)
		app_say(app, MESSAGE_WARNING,
		    "Голосов ещё нет. Без голосования на этой строке: 4 — принять к сведению, 3 — "
		    "отложить.");
	else
		app_say(app, MESSAGE_WARNING,
		    "Голосов ещё нет: цифра — голос члена совета, F4 — тайное, числами, или 3 на "
		    "строке решения — отложить.");
}

/* The next item nobody has decided on, from the one shown on. */
static void
go_on(struct screen *sc)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct council_meeting *s = &h->sitting;
	struct error e = {0};

	for (size_t i = 1; i < s->nitems; i++) {
		const struct meeting_item *item = &s->items[(h->item + i) % s->nitems];

		if (item->outcome != 0)
			continue;
		if (council_move(app_session(app), h->meeting, item->id, &e) != ST_OK)
			app_say_error(app, &e);
		meeting_view_load(h, app);
		return;
	}
	app_say(app, MESSAGE_INFO, "Решено по всем пунктам: F8 — закрыть протокол.");
}

void
meeting_decide(struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);
	const struct meeting_item *item = meeting_view_item(h);
	enum council_accord accord;
	struct asked_decision d;

	if (item == NULL)
		return;
	if (item->outcome != 0) {
		go_on(sc);
		return;
	}
	d = decision_on(h, item);
	accord = council_accord(&h->sitting.rules, &d.count, d.outcome);
	if (d.outcome == 0 || accord == COUNCIL_UNFOUNDED) {
		say_undecided(screen_app(sc), h);
	} else if (wants_votes(&d) && told_who_is_silent(sc)) {
		return;
	} else if (accord != COUNCIL_CONTRARY && !d.topic && !needs_reason(item, d.outcome)) {
		write_decision(sc, &d, "");
	} else if (!hold_votes(sc, &d)) {
		return;
	} else if (d.topic) {
		ask_points(sc, &d);
	} else {
		settle(sc, meeting_view_item(h), &d); /* read anew by now */
	}
}

/* "5 1 0", "5,1" or "5": what is not said is 0. */
static bool
read_totals(const char *typed, struct council_totals *out)
{
	long long n[3] = {0};
	const char *p = typed;
	int count = 0;

	while (*p != '\0') {
		char *end;

		if (*p == ' ' || *p == ',' || *p == ';' || *p == '/') {
			p++;
			continue;
		}
		if (*p < '0' || *p > '9' || count == 3)
			return false;
		n[count++] = strtoll(p, &end, 10);
		p = end;
	}
	*out = (struct council_totals){.votes_for = n[0], .against = n[1], .abstained = n[2]};
	return count > 0;
}

static void
set_totals(struct screen *sc, const char *typed)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct council_totals totals;
	struct council_count count;
	struct error e = {0};

	h->counted = false;
	if (utf8_says_nothing(typed))
		return;
	if (!read_totals(typed, &totals)) {
		app_say(app, MESSAGE_ERROR,
		    "«%s» — не итог. Нужны три числа: за, против, воздержались, например 5 1 0.",
		    typed);
		return;
	}
	h->totals = totals;
	h->counted = true;
	count = meeting_view_count(h);
	if (council_check_count(&count, &e) != ST_OK) {
		h->counted = false;
		app_say_error(app, &e);
		return;
	}
	h->member = h->sitting.nmembers;
}

/* The totals are those of the item they were asked for, and of no other that came up meanwhile. */
static void
take_totals(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_decision *d = about;
	const struct meeting_item *item;

	assert(d != NULL);
	if (answer->code != 1)
		return;
	item = meeting_open_item(sc, d->item, d->title);
	if (item == NULL)
		return;
	if (item == meeting_view_item(screen_state(sc)))
		set_totals(sc, answer->text);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "%s: тем временем перешли к другому пункту. Итог не взят: вернитесь к пункту "
		    "%lld и наберите его там.",
		    d->title, (long long)item->position);
}

void
meeting_ask_totals(struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);
	const struct meeting_item *item = meeting_view_item(h);
	struct app *app = screen_app(sc);
	struct buf initial = {0};
	struct asked_decision d;

	if (item == NULL || item->outcome != 0) {
		app_say(app, MESSAGE_WARNING,
		    "По этому пункту решено: чтобы исправить, верните его клавишами Ctrl-Z.");
		return;
	}
	d = decision_on(h, item);
	if (h->counted)
		buf_printf(&initial, "%lld %lld %lld", (long long)h->totals.votes_for,
		    (long long)h->totals.against, (long long)h->totals.abstained);
	ask_line(app, ABOUT(take_totals, &d), "Тайное голосование: итог числами",
	    "За, против, воздержались — три числа через пробел (5 1 0). Пусто — считать голоса по "
	    "именам:",
	    buf_text(&initial));
	buf_free(&initial);
}
