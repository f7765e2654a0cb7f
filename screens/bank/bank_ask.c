/* SPDX-License-Identifier: MIT
 * bank_ask.c - a material put forward, given to an expert, judged: what is asked, and what came of
 * it.
 */
#include "screens/bank/bank.h"

#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "model/profile/profile.h"
#include "screens/app/ask.h"
#include "service/core/naming.h"
#include "service/record/register.h"

/* What a question about a material is about. */
struct asked {
	struct bank_seen seen;
	bool recommended;
	int32_t day;
	char title[96]; /* of its windows */
};

static void
tell(struct screen *sc, enum status st, const struct error *e, const char *sentence)
{
	struct app *app = screen_app(sc);

	if (st != ST_OK)
		app_say_error(app, e);
	else
		app_say(app, MESSAGE_INFO, "%s%s Ctrl-Z — отменить.", sentence,
		    sentence[strlen(sentence) - 1] == '.' ? "" : ".");
	app_reload(app);
}

/* The material as the row shows it; false: a colleague has been quicker, which is said. */
static bool
look(struct screen *sc, const struct bank_row *row, struct asked *out)
{
	struct resource *r;
	struct view v;
	bool same;

	view_open(&v, app_session(screen_app(sc)));
	r = (struct resource *)register_load(&v, KIND_RESOURCES, row->resource);
	view_close(&v);
	same = r != NULL && r->status == row->status && r->reviewer == row->reviewer;
	*out = (struct asked){.day = DATE_NONE};
	if (same) {
		out->seen = (struct bank_seen){.resource = row->resource, .stamp = r->base.stamp};
		snprintf(out->title, sizeof(out->title), "Материал %s", r->code);
	}
	if (r != NULL)
		record_free(&r->base);
	if (!same) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этот материал тем временем изменил другой сотрудник: посмотрите ещё раз.");
		app_reload(screen_app(sc));
	}
	return same;
}

void
bank_do_offer(struct screen *sc, const void *row)
{
	struct error e = {0};
	struct asked a;

	if (look(sc, row, &a))
		tell(sc, bank_offer(app_session(screen_app(sc)), a.seen, &e), &e,
		    "Материал предложен и ждёт экспертизы");
}

/* --- Given to an expert. */

static void
take_expert(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct session *s = app_session(screen_app(sc));
	struct buf text = {0};
	struct error e = {0};
	enum status st;
	struct view v;

	assert(a != NULL);
	if (answer->code == 0)
		return;
	st = bank_examine(s, a->seen, answer->id, &e);
	view_open(&v, s);
	buf_puts(&text, "На экспертизе: ");
	register_put_short_name(v.txn, KIND_PEOPLE, answer->id, &text);
	view_close(&v);
	tell(sc, st, &e, buf_text(&text));
	buf_free(&text);
}

/* In a town without a corps anybody may be asked. */
void
bank_ask_expert(struct screen *sc, const void *row)
{
	struct app *app = screen_app(sc);
	struct asked a;

	if (!look(sc, row, &a))
		return;
	if (profile_has_module(app_session(app)->profile, "corps"))
		place_open(app, PLACE_HELPERS, ABOUT(take_expert, &a),
		    &(struct helpers_args){.kind = KIND_RESOURCES, .id = a.seen.resource});
	else
		place_open(app, PLACE_PICKER, ABOUT(take_expert, &a),
		    &(struct picker_args){.kind = KIND_PEOPLE});
}

/* --- Judged. */

static void
take_annotation(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct error e = {0};
	bool written = false;
	enum status st;

	assert(a != NULL);
	if (answer->code == 0)
		return;
	st = bank_judge(app_session(screen_app(sc)), a->seen,
	    &(struct bank_verdict){
		.recommended = a->recommended, .day = a->day, .annotation = answer->text},
	    &written, &e);
	if (a->recommended)
		tell(sc, st, &e,
		    written ? "Материал рекомендован, работа эксперта записана"
			    : "Материал рекомендован");
	else
		tell(sc, st, &e,
		    written ? "Материал отклонён, работа эксперта записана" : "Материал отклонён");
}

static void
ask_annotation(struct screen *sc, const struct asked *a)
{
	ask_line(screen_app(sc), ABOUT(take_annotation, a), a->title,
	    "Аннотация или вывод эксперта (пусто — останется прежняя):", "");
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked a;

	assert(about != NULL);
	a = *(const struct asked *)about;
	if (ask_read_day(answer, &a.day))
		ask_annotation(sc, &a);
}

static void
take_outcome(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked a;

	assert(about != NULL);
	a = *(const struct asked *)about;
	if (answer->code == 0)
		return;
	a.recommended = answer->code == 1;
	ask_day(
	    screen_app(sc), ABOUT(take_day, &a), a.title, "Когда дано заключение:", clock_today());
}

void
bank_ask_verdict(struct screen *sc, const void *row)
{
	static const char *const lines[] = {"Рекомендован", "Отклонён"};
	struct asked a;

	if (look(sc, row, &a))
		ask_numbered(screen_app(sc), ABOUT(take_outcome, &a), a.title, lines, 2);
}
