/* SPDX-License-Identifier: MIT
 * council_lists.c - what the lists of applications and of meetings offer besides what all lists do.
 */
#include "screens/record/browser.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/plural.h"
#include "screens/app/ask.h"
#include "screens/widget/words.h"
#include "service/council/application_statuses.h"
#include "service/council/applications.h"
#include "service/council/council.h"

/* Applications: those of some statuses (bits 1 << APPLICATION_...). */

enum { DO_STATUS = BROWSER_OWN, DO_AGREE, DO_MISSING, DO_COMPOSE };

static size_t
read_statuses(const struct view *v, unsigned statuses, uint64_t **ids)
{
	struct application_statuses w = {.count = 0};
	size_t n = 0;

	if (application_statuses_load(v, clock_today(), &w) == ST_OK)
		n = application_statuses_ids(&w, statuses, ids);
	application_statuses_free(&w);
	return n;
}

/* "Путь: готово к совету, отложено" */
static void
put_statuses(unsigned statuses, struct buf *out)
{
	const char *comma = "Путь: ";

	for (int w = 0; w < APPLICATION_COUNT; w++) {
		if ((statuses & 1u << w) == 0)
			continue;
		buf_printf(out, "%s%s", comma, application_status_word((enum application_status)w));
		comma = ", ";
	}
}

/* The lines are the ways in their order; the first takes the place of the drafts, which are no
 * records yet, and stands for all. */
static void
take_status(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	assert(answer->code <= APPLICATION_COUNT);
	browser_widen(b);
	if (answer->code > 1)
		b->narrowed = 1u << (answer->code - 1);
	browser_wish(sc, true);
}

/* "готово к совету   12" */
static void
ask_status(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct application_statuses w = {.count = 0};
	char *lines[APPLICATION_COUNT] = {NULL};
	const char *pointers[APPLICATION_COUNT + 1] = {"Все заявления"};
	enum status st;
	struct view v;

	view_open(&v, app_session(app));
	st = application_statuses_load(&v, clock_today(), &w);
	view_close(&v);
	for (int i = APPLICATION_LACKING; i < APPLICATION_COUNT; i++) {
		struct buf line = {0};

		buf_printf(&line, "%5zu  %s", w.counts[i],
		    application_status_word((enum application_status)i));
		pointers[i] = lines[i] = buf_detach(&line);
	}
	if (st == ST_OK)
		ask_choice(
		    app, THEN(take_status), "Путь заявления", pointers, APPLICATION_COUNT, 1);
	else
		app_say(app, MESSAGE_ERROR, "Путь заявлений не посчитан: %s.", status_text(st));
	for (int i = 0; i < APPLICATION_COUNT; i++)
		free(lines[i]);
	application_statuses_free(&w);
}

static void
show_lacking(struct screen *sc)
{
	static const char *const buttons[] = {"Закрыть", NULL};
	const struct record *r = browser_current(screen_state(sc));
	struct app *app = screen_app(sc);
	struct buf text = {0};
	struct view v;

	if (r == NULL)
		return;
	view_open(&v, app_session(app));
	if (application_put_lacking(&v, r->id, &text) == 0)
		buf_puts(&text, "Все сведения, которых требует положение, в заявлении есть.");
	view_close(&v);
	ask_buttons(app, NO_QUESTION, "Чего не хватает", buf_text(&text), buttons);
	buf_free(&text);
}

/* Agreement of the institution, for many at once. */

static void
say_agreed(struct app *app, const struct shown_ids *a, size_t changed)
{
	if (changed == 0)
		app_say(app, MESSAGE_INFO, "Это согласовано и раньше: записывать нечего.");
	else if (a->name[0] != '\0')
		app_say(
		    app, MESSAGE_INFO, "Согласование записано: %s. Отменить — Ctrl-Z.", a->name);
	else
		app_say(app, MESSAGE_INFO,
		    "Согласование записано: %zu %s. Отменить всё разом — Ctrl-Z.", changed,
		    plural(changed, "заявление", "заявления", "заявлений"));
}

static void
agree(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct shown_ids *a = about;
	size_t changed = 0;
	struct error e = {0};
	int32_t day;

	assert(a != NULL && a->count > 0);
	if (!ask_read_day(answer, &day))
		return;
	if (council_agree(app_session(app), a->ids, a->count, a->seen, day, &changed, &e) !=
	    ST_OK) {
		app_say_error(app, &e);
		return;
	}
	say_agreed(app, a, changed);
	idset_free(&b->marks);
	b->marked_only = false;
	browser_wish(sc, false);
}

static void
ask_agreed(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct shown_ids *a = browser_chosen(sc);
	struct buf prompt = {0};

	buf_puts(&prompt, "Будет записано: учреждение согласовало ");
	if (a->name[0] != '\0')
		buf_printf(&prompt, "заявление «%s» (отметить несколько — Пробел)", a->name);
	else
		buf_printf(&prompt, "отмеченное (отмечено %zu); где день уже стоит, он останется",
		    a->count);
	buf_puts(&prompt, ". День согласования:");
	if (a->count > 0)
		ask_day(app, shown_question(agree, a), "Согласование учреждения", buf_text(&prompt),
		    clock_today());
	else
		app_say(app, MESSAGE_WARNING, "Список пуст: согласовывать нечего.");
	buf_free(&prompt);
	free(a);
}

static void
compose(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_ORDER, NO_QUESTION, NULL);
}

static const struct action application_actions[] = {
    ACTION(DO_STATUS, "F2", "Показать заявления на одном шаге пути: что готово, чего ждут",
	.word = "Путь", .on_screen = ask_status),
    ACTION(DO_AGREE, "C-g", "Записать, когда учреждение согласовало отмеченные заявления",
	.word = "Согласовать", .permit = PERMIT_EDIT, .on_screen = ask_agreed),
    ACTION(DO_MISSING, "C-k", "Чего не хватает в заявлении и у кого спросить",
	.permit = PERMIT_READ, .on_screen = show_lacking),
    ACTION(DO_COMPOSE, "C-o", "Составить приказ из принятых советом", .permit = PERMIT_EDIT,
	.on_screen = compose),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

/* How far each has come, and what the rules say of it. */
static void
put_derived(const struct view *v, struct record *const *records, size_t n, struct buf *out)
{
	struct application_statuses w = {.count = 0};

	application_statuses_load(v, clock_today(), &w);
	for (size_t i = 0; i < n; i++) {
		struct verdict verdict = {0};

		applications_judge(
		    v, (const struct application *)records[i], clock_today(), &verdict);
		buf_puts(&out[2 * i],
		    application_status_word(application_statuses_find(&w, records[i]->id)));
		verdict_put_outcome(&verdict, &out[2 * i + 1]);
		verdict_put_counts(&verdict, &out[2 * i + 1]);
		verdict_free(&verdict);
	}
	application_statuses_free(&w);
}

static const struct list_work application_work = {.narrow = read_statuses,
    .put = put_statuses,
    .derived = {.columns = {{.label = "Путь", .title = "Путь", .width = 18, .rank = 5},
		    {.label = "Проверка", .title = "Проверка", .width = 16, .rank = 8}},
	.count = 2,
	.put = put_derived}};

const struct screen_ops applications_screen =
    BROWSER_SCREEN(application_actions, &application_work);

/* Meetings. */

enum { DO_BEGIN = BROWSER_OWN, DO_PREPARE };

static void
open_current_meeting(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		place_open(screen_app(sc), PLACE_MEETING, NO_QUESTION,
		    &(struct meeting_args){.meeting = r->id});
	else
		app_say(
		    screen_app(sc), MESSAGE_WARNING, "Заседаний нет. Ctrl-G — подготовить новое.");
}

static void
prepare(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PREPARATION, NO_QUESTION, NULL);
}

static const struct action meeting_actions[] = {
    ACTION(DO_BEGIN, "F2", "Готовить, вести или смотреть заседание под курсором",
	.word = "Заседание", .permit = PERMIT_READ, .on_screen = open_current_meeting),
    ACTION(DO_PREPARE, "C-g", "Подготовить новое заседание", .word = "Подготовить",
	.permit = PERMIT_COUNCIL, .on_screen = prepare),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops meetings_screen = BROWSER_SCREEN(meeting_actions, NULL);
