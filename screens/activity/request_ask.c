/* SPDX-License-Identifier: MIT
 * request_ask.c - a request given to somebody, answered, refused: what is asked, and what came of
 * it.
 */
#include "screens/activity/requests.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "model/profile/profile.h"
#include "screens/app/ask.h"
#include "service/record/register.h"
#include "service/year/request_deeds.h"

/* What a question about a request is about. */
struct asked {
	struct request_seen seen;
	int32_t day;
	int64_t hours;
};

static struct request_seen
seen_of(const void *row)
{
	const struct request_row *r = row;

	return (struct request_seen){.request = r->request, .assigned = r->assigned};
}

static void
put_title(struct screen *sc, const char *what, uint64_t request, struct buf *out)
{
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	buf_printf(out, "%s: запрос ", what);
	records_put_code(v.txn, KIND_REQUESTS, request, out);
	view_close(&v);
}

/* What was done, or why not. */
static void
tell(struct screen *sc, enum status st, const struct error *e, const char *sentence)
{
	struct app *app = screen_app(sc);

	if (st != ST_OK) {
		app_say_error(app, e);
		return;
	}
	app_say(app, MESSAGE_INFO, "%s%s Ctrl-Z — отменить.", sentence,
	    sentence[strlen(sentence) - 1] == '.' ? "" : ".");
	app_reload(app);
}

static bool
is_said(struct screen *sc, const struct answer *answer, const char *sentence)
{
	if (answer->code == 0)
		return false;
	if (utf8_says_nothing(answer->text)) {
		app_say(screen_app(sc), MESSAGE_WARNING, "%s Ничего не изменено.", sentence);
		return false;
	}
	return true;
}

/* --- Given to somebody. */

static void
take_helper(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct session *s = app_session(screen_app(sc));
	struct buf text = {0};
	struct error e = {0};
	struct view v;
	int32_t due;
	enum status st;

	assert(a != NULL);
	if (answer->code == 0)
		return;
	st = request_assign(s, a->seen, answer->id, &due, &e);
	view_open(&v, s);
	buf_puts(&text, "Поручено: ");
	register_put_short_name(v.txn, KIND_PEOPLE, answer->id, &text);
	view_close(&v);
	if (st == ST_OK && due != DATE_NONE) {
		buf_puts(&text, ", срок ");
		date_put_russian(&text, due);
	}
	tell(sc, st, &e, buf_text(&text));
	buf_free(&text);
}

void
request_ask_helper(struct screen *sc, const void *row)
{
	const struct asked a = {.seen = seen_of(row)};

	place_open(screen_app(sc), PLACE_HELPERS, ABOUT(take_helper, &a),
	    &(struct helpers_args){.kind = KIND_REQUESTS, .id = a.seen.request});
}

/* --- Answered. */

static void
take_result(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct error e = {0};
	bool written = false;
	enum status st;

	assert(a != NULL);
	if (!is_said(sc, answer, "Что сделано, нужно написать: это ответ на запрос."))
		return;
	st = request_done(app_session(screen_app(sc)), a->seen,
	    &(struct request_answer){.day = a->day, .result = answer->text, .hours = a->hours},
	    &written, &e);
	tell(sc, st, &e,
	    written ? "Запрос выполнен, работа члена актива записана" : "Запрос выполнен");
}

static void
ask_result(struct screen *sc, const struct asked *a)
{
	struct buf title = {0};

	put_title(sc, "Выполнено", a->seen.request, &title);
	ask_line(screen_app(sc), ABOUT(take_result, a), buf_text(&title), "Что сделано:", "");
	buf_free(&title);
}

/* "" is none; false: it is no number, which is said. */
static bool
read_hours(struct app *app, const char *typed, int64_t *hours)
{
	enum { MOST = 3 };
	struct slice text = utf8_trim(slice_of(typed));
	size_t figures = strspn(text.data, "0123456789");

	*hours = NUMBER_NONE;
	if (text.len == 0)
		return true;
	if (figures < text.len || figures > MOST) {
		app_say(app, MESSAGE_ERROR,
		    "«%s» — не число часов. Нужно целое число, например «2», или пусто.", typed);
		return false;
	}
	*hours = strtol(text.data, NULL, 10);
	return true;
}

static answer_fn take_hours;

static void
ask_hours(struct screen *sc, const struct asked *a)
{
	struct buf title = {0};

	put_title(sc, "Выполнено", a->seen.request, &title);
	ask_line(screen_app(sc), ABOUT(take_hours, a), buf_text(&title),
	    "Сколько часов ушло (пусто — не считали):", "");
	buf_free(&title);
}

static void
take_hours(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *asked = about;
	struct asked a;

	assert(asked != NULL);
	a = *asked;
	if (answer->code == 0)
		return;
	if (read_hours(screen_app(sc), answer->text, &a.hours))
		ask_result(sc, &a);
	else
		ask_hours(sc, &a);
}

/* Hours are of the activity, which is written where the town has a corps. */
static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *asked = about;
	struct asked a;

	assert(asked != NULL);
	a = *asked;
	if (!ask_read_day(answer, &a.day))
		return;
	if (profile_has_module(app_session(screen_app(sc))->profile, "corps"))
		ask_hours(sc, &a);
	else
		ask_result(sc, &a);
}

void
request_ask_done(struct screen *sc, const void *row)
{
	const struct asked a = {.seen = seen_of(row), .hours = NUMBER_NONE};
	struct buf title = {0};

	put_title(sc, "Выполнено", a.seen.request, &title);
	ask_day(screen_app(sc), ABOUT(take_day, &a), buf_text(&title), "Когда:", clock_today());
	buf_free(&title);
}

/* --- Refused. */

static void
take_reason(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct error e = {0};

	assert(a != NULL);
	if (is_said(sc, answer, "Причина нужна: её сообщат тому, кто обратился."))
		tell(sc,
		    request_refuse(app_session(screen_app(sc)), a->seen.request, clock_today(),
			answer->text, &e),
		    &e, "Отказано");
}

void
request_ask_refused(struct screen *sc, const void *row)
{
	const struct asked a = {.seen = seen_of(row)};
	struct buf title = {0};

	put_title(sc, "Отказать", a.seen.request, &title);
	ask_line(screen_app(sc), ABOUT(take_reason, &a), buf_text(&title),
	    "Причина, которую сообщат обратившемуся:", "");
	buf_free(&title);
}
