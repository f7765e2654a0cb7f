/* SPDX-License-Identifier: MIT
 * people_move.c - people of the list moved to another institution, all that are marked at once.
 */
#include "screens/record/people_move.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "screens/app/ask.h"
#include "screens/record/browser.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/record/register.h"
#include "service/year/moves.h"

/* Who, and where they worked when it was asked; then where to. */
struct asked_move {
	uint64_t organisation;
	size_t count;
	struct move moves[];
};

static struct question
question_of(answer_fn *then, const struct asked_move *a)
{
	return (struct question){
	    .then = then, .about = a, .size = sizeof(*a) + a->count * sizeof(a->moves[0])};
}

/* Those chosen that are still there; the caller frees. */
static struct asked_move *
asked_of(struct app *app, const struct shown_ids *chosen)
{
	struct asked_move *a = xcalloc(1, sizeof(*a) + chosen->count * sizeof(a->moves[0]));
	struct person *who = (struct person *)record_new(KIND_PEOPLE);
	struct view v;

	view_open(&v, app_session(app));
	for (size_t i = 0; i < chosen->count; i++)
		if (records_get(v.txn, chosen->ids[i], &who->base))
			a->moves[a->count++] = (struct move){who->base.id, who->organisation};
	view_close(&v);
	record_free(&who->base);
	return a;
}

static void
tell_moved(struct screen *sc, const struct asked_move *a, int32_t day)
{
	struct app *app = screen_app(sc);
	struct browser *b = screen_state(sc);
	struct buf text = {0};
	struct view v;

	words_put_count(&text, a->count, "человек", "человека", "человек");
	buf_puts(&text, " — ");
	view_open(&v, app_session(app));
	register_put_name(&v, KIND_ORGANISATIONS, a->organisation, &text);
	view_close(&v);
	buf_puts(&text, " с ");
	date_put_russian(&text, day);
	app_say(app, MESSAGE_INFO, "Переход: %s. Ctrl-Z — отменить.", buf_text(&text));
	buf_free(&text);
	idset_free(&b->marks);
	b->marked_only = false;
	browser_wish(sc, false);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_move *a = about;
	struct error e = {0};
	int32_t day;

	assert(a != NULL);
	if (!ask_read_day(answer, &day))
		return;
	if (people_move(
		app_session(screen_app(sc)), a->moves, a->count, a->organisation, day, &e) == ST_OK)
		tell_moved(sc, a, day);
	else
		app_say_error(screen_app(sc), &e);
}

static void
take_organisation(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_move *asked = about;
	struct app *app = screen_app(sc);
	struct asked_move *a;
	struct buf title = {0};
	struct view v;

	assert(asked != NULL);
	if (answer->code == 0)
		return;
	a = xcalloc(1, sizeof(*a) + asked->count * sizeof(a->moves[0]));
	memcpy(a, asked, sizeof(*a) + asked->count * sizeof(a->moves[0]));
	a->organisation = answer->id;
	words_put_count(&title, a->count, "человек", "человека", "человек");
	buf_puts(&title, " — ");
	view_open(&v, app_session(app));
	register_put_name(&v, KIND_ORGANISATIONS, a->organisation, &title);
	view_close(&v);
	ask_day(app, question_of(take_day, a), buf_text(&title),
	    "С какого дня работают там:", clock_today());
	buf_free(&title);
	free(a);
}

void
people_ask_move(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct shown_ids *chosen = browser_chosen(sc);
	struct asked_move *a = asked_of(app, chosen);

	if (a->count == 0)
		app_say(app, MESSAGE_WARNING, "Список пуст: переводить некого.");
	else if (a->count > MOVED_MOST)
		app_say(app, MESSAGE_WARNING, "За один раз — не больше %d человек, а отмечено %zu.",
		    MOVED_MOST, a->count);
	else if (a->count < chosen->count)
		app_say(app, MESSAGE_ERROR,
		    "Никто не переведён: из %zu отмеченных %zu удалил другой сотрудник; посмотрите "
		    "на отмеченных (=) и повторите.",
		    chosen->count, chosen->count - a->count);
	else
		place_open(app, PLACE_PICKER, question_of(take_organisation, a),
		    &(struct picker_args){.kind = KIND_ORGANISATIONS});
	free(a);
	free(chosen);
}
