/* SPDX-License-Identifier: MIT
 * reports_ask.c - reports asked for, received, accepted, printed: what is asked, and what came of
 * it.
 */
#include "screens/activity/reports.h"

#include <assert.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/plural.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/output/document_viewer.h"
#include "screens/output/paper_of_period.h"
#include "service/core/naming.h"

/* Days from asking to the term that is proposed. */
enum { USUAL_TERM = 14 };

/* --- A new request: three days, each proposed. */

static void
tell_asked(struct screen *sc)
{
	const struct reports_screen *s = screen_state(sc);
	size_t n = s->reports.owing;

	app_say(screen_app(sc), MESSAGE_INFO,
	    "Отчёты запрошены у %zu %s; листы — F2. Ctrl-Z — отменить.", n,
	    plural(n, "члена актива", "членов актива", "членов актива"));
}

static void
take_due(struct screen *sc, const void *about, const struct answer *answer)
{
	struct report_call call;
	struct error e = {0};

	assert(about != NULL);
	call = *(const struct report_call *)about;
	if (!ask_read_day(answer, &call.due))
		return;
	call.asked = clock_today();
	if (reports_ask(app_session(screen_app(sc)), &call, &e) != ST_OK) {
		app_say_error(screen_app(sc), &e);
		return;
	}
	reports_show(sc, call.request);
	tell_asked(sc);
}

static void
take_to(struct screen *sc, const void *about, const struct answer *answer)
{
	struct report_call call;

	assert(about != NULL);
	call = *(const struct report_call *)about;
	if (ask_read_day(answer, &call.to))
		ask_day(screen_app(sc), ABOUT(take_due, &call), "Запросить отчёты",
		    "К какому дню их сдать:", clock_today() + USUAL_TERM);
}

static void
take_from(struct screen *sc, const void *about, const struct answer *answer)
{
	struct report_call call = {.request = 0};
	int32_t end, today = clock_today();

	(void)about;
	if (!ask_read_day(answer, &call.from))
		return;
	end = schoolyear_end(call.from);
	ask_day(screen_app(sc), ABOUT(take_to, &call), "Запросить отчёты",
	    "По какой день:", end < today ? end : today);
}

void
reports_ask_call(struct screen *sc)
{
	ask_day(screen_app(sc), THEN(take_from), "Запросить отчёты",
	    "О работе с какого дня:", schoolyear_start(clock_today()));
}

/* --- Another request. */

static void
take_other(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		reports_show(sc, answer->id);
}

/* "за 01.09.2025–31.05.2026, запрошены 01.06.2026, срок 20.06.2026" */
static char *
line_of(const struct report_call *call)
{
	struct buf line = {0};

	buf_puts(&line, "за ");
	date_put_russian(&line, call->from);
	buf_puts(&line, "–");
	date_put_russian(&line, call->to);
	buf_puts(&line, ", запрошены ");
	date_put_russian(&line, call->asked);
	buf_puts(&line, ", срок ");
	date_put_russian(&line, call->due);
	return buf_detach(&line);
}

static void
ask_of(struct screen *sc, const struct report_call *calls, size_t count)
{
	const struct reports_screen *s = screen_state(sc);
	char **lines = xcalloc(count + 1, sizeof(*lines));
	uint64_t *ids = xcalloc(count + 1, sizeof(*ids));
	size_t now = 0;

	for (size_t i = 0; i < count; i++) {
		lines[i] = line_of(&calls[i]);
		ids[i] = calls[i].request;
		if (ids[i] == s->request)
			now = i + 1;
	}
	ask_record(screen_app(sc), THEN(take_other), "Отчёты по запросу",
	    (const char *const *)lines, ids, count, now);
	for (size_t i = 0; i < count; i++)
		free(lines[i]);
	free(lines);
	free(ids);
}

void
reports_ask_other(struct screen *sc)
{
	struct report_call *calls;
	struct error e = {0};
	size_t count;
	enum status st;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	st = reports_calls(&v, &calls, &count, &e);
	view_close(&v);
	if (st == ST_OK)
		ask_of(sc, calls, count);
	else
		app_say_error(screen_app(sc), &e);
	free(calls);
}

/* --- Received, accepted. */

/* What is asked about: of which request, whose, as they were shown. */
struct asked_marks {
	uint64_t request;
	enum report_step step;
	size_t count;
	struct report_seen seen[];
};

static const char *const step_words[] = {
    [REPORT_RECEIVED] = "Получено", [REPORT_ACCEPTED] = "Принято"};

static void
tell_marked(struct screen *sc, const struct asked_marks *a, size_t done)
{
	struct buf rest = {0};

	if (done < a->count)
		buf_printf(&rest, " из %zu: %s", a->count,
		    a->step == REPORT_RECEIVED ? "другие получены раньше"
					       : "другие не получены или приняты раньше");
	app_say(screen_app(sc), MESSAGE_INFO, "%s отчётов: %zu%s. Ctrl-Z — отменить.",
	    step_words[a->step], done, buf_text(&rest));
	buf_free(&rest);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_marks *a = about;
	struct reports_screen *s = screen_state(sc);
	struct report_marking m;
	struct error e = {0};
	size_t done;

	assert(a != NULL);
	m = (struct report_marking){
	    .request = a->request, .step = a->step, .seen = a->seen, .count = a->count};
	if (!ask_read_day(answer, &m.day))
		return;
	if (reports_mark(app_session(screen_app(sc)), &m, &done, &e) == ST_OK) {
		idset_free(&s->marks);
		tell_marked(sc, a, done);
	} else {
		app_say_error(screen_app(sc), &e);
	}
	app_reload(screen_app(sc));
}

/* Who is marked, else who is under the cursor; the caller frees. */
static struct asked_marks *
chosen(struct screen *sc, enum report_step step)
{
	const struct reports_screen *s = screen_state(sc);
	const struct report_line *here = list_screen_here(sc);
	struct asked_marks *a =
	    xcalloc(1, sizeof(*a) + (s->reports.count + 1) * sizeof(a->seen[0]));

	a->request = s->reports.call.request;
	a->step = step;
	for (size_t i = 0; i < s->reports.count; i++) {
		const struct report_row *row = &s->reports.rows[i];
		bool is = s->marks.count > 0 ? idset_has(&s->marks, row->person)
					     : here != NULL && here->person == row->person;

		if (row->owes && is)
			a->seen[a->count++] = (struct report_seen){
			    .person = row->person, .report = row->report, .stamp = row->stamp};
	}
	return a;
}

/* "Получено: Белов Б. И."; "Получено отчётов: 10" */
static void
put_asked(struct screen *sc, const struct asked_marks *a, struct buf *out)
{
	struct view v;

	buf_puts(out, step_words[a->step]);
	if (a->count > 1) {
		buf_printf(out, " отчётов: %zu", a->count);
		return;
	}
	buf_puts(out, ": ");
	view_open(&v, app_session(screen_app(sc)));
	register_put_short_name(v.txn, KIND_PEOPLE, a->seen[0].person, out);
	view_close(&v);
}

static void
ask_step(struct screen *sc, enum report_step step)
{
	struct asked_marks *a = chosen(sc, step);
	struct buf title = {0};

	if (a->count == 0) {
		app_say(screen_app(sc), MESSAGE_INFO, "Отмечать некого: в этом списке пусто.");
	} else {
		put_asked(sc, a, &title);
		ask_day(screen_app(sc),
		    (struct question){.then = take_day,
			.about = a,
			.size = sizeof(*a) + a->count * sizeof(a->seen[0])},
		    buf_text(&title), "Когда:", clock_today());
	}
	buf_free(&title);
	free(a);
}

void
reports_ask_received(struct screen *sc)
{
	ask_step(sc, REPORT_RECEIVED);
}

void
reports_ask_accepted(struct screen *sc)
{
	ask_step(sc, REPORT_ACCEPTED);
}

/* --- Papers. */

struct asked_paper {
	struct report_call call;
	uint64_t person; /* 0: no member is under the cursor */
};

static void
show_paper(struct screen *sc, const struct asked_paper *a, const char *id, uint64_t record,
    const char *title, const char *name)
{
	const struct paper_call call = {
	    .record = record, .on = DATE_NONE, .from = a->call.from, .until = a->call.to};
	struct buf file = {0};

	buf_printf(&file, "%s-", name);
	date_put_iso(&file, a->call.to);
	open_paper(screen_app(sc), id, &call, title, buf_text(&file));
	buf_free(&file);
}

static struct asked_paper
paper_here(const struct screen *sc, const struct report_line *here)
{
	const struct reports_screen *s = screen_state(sc);

	return (struct asked_paper){
	    .call = s->reports.call, .person = here != NULL ? here->person : 0};
}

void
reports_show_sheet(struct screen *sc, const void *row)
{
	const struct asked_paper a = paper_here(sc, row);

	show_paper(sc, &a, "member-report", a.person, "Отчёт члена актива", "отчёт-члена-актива");
}

enum { PAPER_SHEETS = 1, PAPER_SUMMARY, PAPER_SHEET };

static void
take_paper(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_paper *a = about;

	assert(a != NULL);
	if (answer->code == PAPER_SHEETS)
		show_paper(
		    sc, a, "member-reports", 0, "Отчёты членов актива", "отчёты-членов-актива");
	else if (answer->code == PAPER_SUMMARY)
		show_paper(
		    sc, a, "corps-report", 0, "Сводный отчёт актива", "сводный-отчёт-актива");
	else if (answer->code == PAPER_SHEET)
		show_paper(
		    sc, a, "member-report", a->person, "Отчёт члена актива", "отчёт-члена-актива");
}

static void
ask_papers_of(struct screen *sc, const struct asked_paper *a)
{
	struct buf sheets = {0}, sheet = {0};
	const struct reports_screen *s = screen_state(sc);
	struct view v;

	buf_printf(&sheets, "Все листы одним документом: %zu", s->reports.owing);
	buf_puts(&sheet, "Лист: ");
	view_open(&v, app_session(screen_app(sc)));
	register_put_short_name(v.txn, KIND_PEOPLE, a->person, &sheet);
	view_close(&v);
	ask_numbered(screen_app(sc), ABOUT(take_paper, a), "Бумаги",
	    (const char *const[]){
		buf_text(&sheets), "Сводный отчёт по направлениям", buf_text(&sheet)},
	    a->person != 0 ? PAPER_SHEET : PAPER_SUMMARY);
	buf_free(&sheets);
	buf_free(&sheet);
}

void
reports_ask_papers(struct screen *sc)
{
	const struct asked_paper a = paper_here(sc, list_screen_here(sc));

	if (a.call.request != 0)
		ask_papers_of(sc, &a);
	else
		ask_paper_of_period(sc,
		    (struct paper_of_period){.id = "corps-report",
			.title = "Сводный отчёт актива",
			.name = "сводный-отчёт-актива"});
}
