/* SPDX-License-Identifier: MIT
 * meeting_decide.c - from the outcome to the decision: totals, and the reason where one is needed.
 */
#include "screens/meeting.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/ask.h"

static struct hall *
hall_of(struct screen *sc)
{
	struct meeting_screen *m = screen_state(sc);

	return &m->hall;
}

void
meeting_free_phrases(struct meeting_screen *m)
{
	for (size_t i = 0; i < m->nphrases; i++)
		free(m->phrases[i]);
	free(m->phrases);
	m->phrases = NULL;
	m->nphrases = 0;
}

static void
say_decided(struct app *app, const struct hall *h, const struct sitting_item *item, uint8_t outcome)
{
	size_t left = 0;

	for (size_t i = 0; i < h->sitting.nitems; i++)
		left += h->sitting.items[i].outcome == 0 && &h->sitting.items[i] != item;
	if (left > 0)
		app_say(app, MESSAGE_INFO, "Пункт %lld, %s: %s.", (long long)item->position,
		    item->applicant, hall_outcome_word(outcome));
	else
		app_say(app, MESSAGE_INFO,
		    "Пункт %lld: %s. Решено по всем пунктам: F8 — закрыть протокол.",
		    (long long)item->position, hall_outcome_word(outcome));
}

/* Written, and everybody goes on to the next item. */
static void
write_decision(struct screen *sc, const char *reason)
{
	struct meeting_screen *m = screen_state(sc);
	struct hall *h = &m->hall;
	struct app *app = screen_app(sc);
	const struct sitting_item *item;
	size_t at = sitting_item(&h->sitting, m->application);
	struct council_decision decision = {.application = m->application,
	    .outcome = m->outcome,
	    .reason = reason,
	    .totals = h->counted ? &h->totals : NULL,
	    .move = true};
	struct error e = {0};

	if (at == h->sitting.nitems)
		return;
	item = &h->sitting.items[at];
	if (council_decide(app_session(app), h->meeting, &decision, &e) != ST_OK)
		app_say_error(app, &e);
	else
		say_decided(app, h, item, m->outcome);
	hall_load(h, app);
}

static void
ask_reason(struct app *app, uint8_t outcome, const char *initial)
{
	static const char *const prompts[] = {
	    [OUTCOME_ADMIT] = "Почему принять (войдёт в протокол):",
	    [OUTCOME_REFUSE] = "Почему отклонить (войдёт в протокол):",
	    [OUTCOME_POSTPONE] = "Почему отложить (войдёт в протокол):",
	};

	ask_line(app, NUMBERED(ASK_REASON), "Причина решения", prompts[outcome], initial);
}

/* Phrases used before stand ready; the last line lets one type another. */
static void
ask_phrase(struct screen *sc)
{
	static const char *const titles[] = {[OUTCOME_ADMIT] = "Почему принять",
	    [OUTCOME_REFUSE] = "Почему отклонить",
	    [OUTCOME_POSTPONE] = "Почему отложить"};
	struct meeting_screen *m = screen_state(sc);
	struct app *app = screen_app(sc);
	const char **lines;

	meeting_free_phrases(m);
	m->nphrases = council_reasons(app_session(app), m->outcome, &m->phrases);
	if (m->nphrases == 0) {
		ask_reason(app, m->outcome, "");
		return;
	}
	lines = xcalloc(m->nphrases + 1, sizeof(*lines));
	for (size_t i = 0; i < m->nphrases; i++)
		lines[i] = m->phrases[i];
	lines[m->nphrases] = "Другая причина…";
	ask_choice(app, NUMBERED(ASK_PHRASE), titles[m->outcome], lines, m->nphrases + 1, 1);
	free(lines);
}

static bool
needs_reason(const struct hall *h, uint8_t outcome)
{
	struct council_count count = hall_count(h);

	return outcome != OUTCOME_ADMIT || !hall_item(h)->eligible ||
	    council_judge(&h->sitting.rules, &count).outcome != outcome;
}

/* Why Enter cannot decide yet, in words. */
static void
say_undecided(struct app *app, const struct hall *h)
{
	struct council_count count = hall_count(h);

	if (!council_quorum(&h->sitting.rules, &count).reached)
		app_say(app, MESSAGE_WARNING,
		    "Кворума нет: голосовать нельзя. 3 — отложить, F6 — кто присутствует.");
	else
		app_say(app, MESSAGE_WARNING,
		    "Голосов ещё нет: цифра — голос члена совета, F4 — итог числами, или 3 на "
		    "строке "
		    "решения — отложить.");
}

/* The next item nobody has decided on, from the one shown on. */
static void
go_on(struct screen *sc)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	const struct sitting *s = &h->sitting;
	struct error e = {0};

	for (size_t i = 1; i < s->nitems; i++) {
		const struct sitting_item *item = &s->items[(h->item + i) % s->nitems];

		if (item->outcome != 0)
			continue;
		if (council_move(app_session(app), h->meeting, item->application, &e) != ST_OK)
			app_say_error(app, &e);
		hall_load(h, app);
		return;
	}
	app_say(app, MESSAGE_INFO, "Решено по всем пунктам: F8 — закрыть протокол.");
}

void
meeting_decide(struct screen *sc)
{
	struct meeting_screen *m = screen_state(sc);
	const struct sitting_item *item = hall_item(&m->hall);

	if (item == NULL)
		return;
	if (item->outcome != 0) {
		go_on(sc);
		return;
	}
	m->application = item->application;
	m->outcome = hall_outcome(&m->hall);
	if (m->outcome == 0)
		say_undecided(screen_app(sc), &m->hall);
	else if (needs_reason(&m->hall, m->outcome))
		ask_phrase(sc);
	else
		write_decision(sc, "");
}

void
meeting_ask_totals(struct screen *sc)
{
	struct meeting_screen *m = screen_state(sc);
	const struct sitting_item *item = hall_item(&m->hall);
	struct app *app = screen_app(sc);
	struct buf initial = {0};

	if (item == NULL || item->outcome != 0) {
		app_say(app, MESSAGE_WARNING,
		    "По этому пункту решено: чтобы исправить, верните его клавишами Ctrl-Z.");
		return;
	}
	m->application = item->application;
	if (m->hall.counted)
		buf_printf(&initial, "%lld %lld %lld", (long long)m->hall.totals.votes_for,
		    (long long)m->hall.totals.against, (long long)m->hall.totals.abstained);
	ask_line(app, NUMBERED(ASK_TOTALS), "Итог голосования числами",
	    "За, против, воздержались — три числа через пробел (5 1 0). Пусто — считать голоса по "
	    "именам:",
	    buf_text(&initial));
	buf_free(&initial);
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
take_totals(struct screen *sc, const char *typed)
{
	struct hall *h = hall_of(sc);
	struct app *app = screen_app(sc);
	struct council_totals totals;
	struct council_count count;
	struct error e = {0};

	h->counted = false;
	if (utf8_trim(slice_of(typed)).len == 0)
		return;
	if (!read_totals(typed, &totals)) {
		app_say(app, MESSAGE_ERROR,
		    "«%s» — не итог. Нужны три числа: за, против, воздержались, например 5 1 0.",
		    typed);
		return;
	}
	h->totals = totals;
	h->counted = true;
	count = hall_count(h);
	if (council_check_count(&count, &e) != ST_OK) {
		h->counted = false;
		app_say_error(app, &e);
		return;
	}
	h->member = h->sitting.nmembers;
}

void
meeting_decide_answered(struct screen *sc, int question, const struct answer *answer)
{
	struct meeting_screen *m = screen_state(sc);
	struct app *app = screen_app(sc);
	struct slice reason;

	if (question == ASK_TOTALS) {
		if (answer->code == 1)
			take_totals(sc, answer->text);
	} else if (question == ASK_PHRASE && answer->code > 0) {
		if ((size_t)answer->code <= m->nphrases)
			write_decision(sc, m->phrases[answer->code - 1]);
		else
			ask_reason(app, m->outcome, "");
	} else if (question == ASK_REASON && answer->code == 1) {
		reason = utf8_trim(slice_of(answer->text));
		if (reason.len == 0)
			app_say(app, MESSAGE_WARNING,
			    "Без причины так решить нельзя: решение не записано.");
		else
			write_decision(sc, answer->text);
	}
}
