/* SPDX-License-Identifier: MIT
 * browser_work.c - the list screen: what is done with applications, meetings, orders, the corps.
 */
#include "screens/record/browser.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "screens/app/shown.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "service/record/bulk.h"
#include "service/council/council.h"
#include "service/corps/orders.h"
#include "service/record/register.h"
#include "service/council/application_statuses.h"

/* Ways. */

void
browser_read_statuses(struct screen *sc, const struct view *v)
{
	struct browser *b = screen_state(sc);
	struct application_statuses w = {.count = 0};

	if (b->ways == 0)
		return;
	free(b->only);
	b->only = NULL;
	b->nonly = 0;
	if (application_statuses_load(v, clock_today(), &w) == ST_OK)
		b->nonly = application_statuses_ids(&w, b->ways, &b->only);
	if (b->nonly == 0) { /* nobody is not the same as everybody */
		free(b->only);
		b->only = xcalloc(1, sizeof(*b->only));
	}
	application_statuses_free(&w);
}

void
browser_drop_statuses(struct browser *b)
{
	if (b->ways == 0)
		return;
	b->ways = 0;
	free(b->only);
	b->only = NULL;
	b->nonly = 0;
}

void
browser_put_statuses(const struct browser *b, struct buf *out)
{
	const char *comma = "";

	for (int w = 0; w < APPLICATION_COUNT; w++) {
		if ((b->ways & 1u << w) == 0)
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
	browser_drop_statuses(b);
	if (answer->code > 1)
		b->ways = 1u << (answer->code - 1);
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

/* What the deed is about, as it stands now: what is marked, else the record under the cursor; none
 * when the list is empty. Free it. */
static struct shown_ids *
chosen_now(struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	const struct record *r = browser_current(b);
	struct session *s = app_session(screen_app(sc));
	struct shown_ids *a;
	struct view v;

	view_open(&v, s);
	if (b->marks.count == 0) {
		a = shown_ids(r != NULL ? &r->id : NULL, r != NULL);
		if (r != NULL)
			memcpy(a->name, shown_of(&v, r).name, sizeof(a->name));
		a->seen = r != NULL ? r->stamp : 0;
	} else {
		a = shown_marks(&b->marks);
		a->seen = journal_last(v.txn);
	}
	view_close(&v);
	a->kind = b->kind;
	return a;
}

static void
say_agreed(struct app *app, const struct shown_ids *a, size_t changed)
{
	if (a->name[0] != '\0')
		app_say(app, MESSAGE_INFO, "Согласие записано: %s. Отменить — Ctrl-Z.", a->name);
	else
		app_say(app, MESSAGE_INFO,
		    "Согласие записано: %zu %s. Отменить всё разом — Ctrl-Z.", changed,
		    words_plural(changed, "заявление", "заявления", "заявлений"));
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
	if (answer->code != 1 || !ask_read_day(app, answer->text, &day))
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
	struct shown_ids *a = chosen_now(sc);
	struct buf prompt = {0}, today = {0};

	buf_puts(&prompt, "Будет записано: учреждение согласовало ");
	if (a->name[0] != '\0')
		buf_printf(&prompt, "заявление «%s» (отметить несколько — Пробел)", a->name);
	else
		words_put_count(&prompt, a->count, "отмеченное заявление", "отмеченных заявления",
		    "отмеченных заявлений");
	buf_puts(&prompt, ". День согласия:");
	date_put_russian(&today, clock_today());
	if (a->count > 0)
		ask_line(app, shown_question(agree, a), "Согласие учреждения", buf_text(&prompt),
		    buf_text(&today));
	else
		app_say(app, MESSAGE_WARNING, "Список пуст: согласовывать нечего.");
	buf_free(&prompt);
	buf_free(&today);
	free(a);
}

/* The same record for many people. */

static size_t
list_kinds(const struct session *s, enum kind *kinds, const char **lines, size_t room)
{
	size_t n = 0;

	for (const enum kind *k = bulk_kinds(); *k != KIND_COUNT && n < room; k++)
		if (profile_has_module(s->profile, entity_of(*k)->module)) {
			kinds[n] = *k;
			lines[n++] = entity_of(*k)->many;
		}
	return n;
}

/* People are shown in the order of their list, not of their marking. */
static struct shown_ids *
in_order_of_list(struct app *app, const struct shown_ids *a)
{
	struct listing_spec spec = {.kind = a->kind, .only = a->ids, .nonly = a->count};
	struct listing *l = NULL;
	struct shown_ids *ordered;
	uint64_t *ids = NULL;
	size_t n;
	struct view v;

	view_open(&v, app_session(app));
	if (listing_open(&l, &v, &spec, app_progress, app) != ST_OK) {
		view_close(&v);
		return NULL;
	}
	n = listing_ids(l, &v, &ids);
	view_close(&v);
	ordered = shown_ids(ids, n);
	free(ids);
	listing_close(l);
	return ordered;
}

static void
end_many(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code != 1)
		return;
	idset_free(&b->marks);
	b->marked_only = false;
	browser_wish(sc, false);
}

/* The lines are the kinds of the profile, which is read once a session. */
static void
begin_many(struct screen *sc, const void *about, const struct answer *answer)
{
	struct app *app = screen_app(sc);
	const struct shown_ids *a = about;
	enum kind kinds[KIND_COUNT];
	const char *lines[KIND_COUNT];
	size_t n = list_kinds(app_session(app), kinds, lines, KIND_COUNT);
	struct shown_ids *people;

	assert(a != NULL && a->count > 0);
	if (answer->code == 0)
		return;
	assert((size_t)answer->code <= n);
	people = in_order_of_list(app, a);
	if (people == NULL)
		return;
	if (people->count == a->count)
		place_open(app, PLACE_BULK, THEN(end_many),
		    &(struct bulk_args){.kind = kinds[answer->code - 1],
			.ids = people->ids,
			.count = people->count});
	else if (a->name[0] != '\0')
		app_say(app, MESSAGE_ERROR,
		    "«%s»: этой записи больше нет, её удалил другой сотрудник; вносить некому.",
		    a->name);
	else
		app_say(app, MESSAGE_ERROR,
		    "Ничего не внесено: из %zu отмеченных %zu удалил другой сотрудник; "
		    "посмотрите на отмеченных (=) и повторите.",
		    a->count, a->count - people->count);
	free(people);
}

static void
ask_many(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct shown_ids *a = chosen_now(sc);
	enum kind kinds[KIND_COUNT];
	const char *lines[KIND_COUNT];
	size_t n = list_kinds(app_session(app), kinds, lines, KIND_COUNT);
	struct buf title = {0};

	buf_puts(&title, "Что внести: ");
	if (a->name[0] != '\0')
		buf_puts(&title, a->name);
	else
		words_put_count(&title, a->count, "отмеченный", "отмеченных", "отмеченных");
	if (a->count == 0)
		app_say(app, MESSAGE_WARNING, "Список пуст: вносить некому.");
	else if (n == 0)
		app_say(app, MESSAGE_WARNING, "В этом городе таких записей не ведут.");
	else
		ask_choice(app, shown_question(begin_many, a), buf_text(&title), lines, n, 1);
	buf_free(&title);
	free(a);
}

/* Which key does what. */

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
open_current_order(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		place_open(screen_app(sc), PLACE_ORDER_TEXT, NO_QUESTION,
		    &(struct order_text_args){.order = r->id});
}

static void
compose(struct screen *sc)
{
	const struct browser *b = screen_state(sc);

	if (b->kind == KIND_APPLICATIONS)
		place_open(screen_app(sc), PLACE_ORDER, NO_QUESTION,
		    &(struct order_args){.purpose = ORDER_COMPOSITION});
	else
		place_open(screen_app(sc), PLACE_PURPOSES, NO_QUESTION, NULL);
}

static void
prepare(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PREPARATION, NO_QUESTION, NULL);
}

static void
view(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_ROSTER, NO_QUESTION, NULL);
}

void
browser_work(struct screen *sc, enum act act)
{
	static const struct {
		enum act act;
		void (*run)(struct screen *sc);
	} deeds[] = {
	    {.act = ACT_STATUS, .run = ask_status},
	    {.act = ACT_MANY, .run = ask_many},
	    {.act = ACT_AGREE, .run = ask_agreed},
	    {.act = ACT_MISSING, .run = show_lacking},
	    {.act = ACT_BEGIN, .run = open_current_meeting},
	    {.act = ACT_PREPARE, .run = prepare},
	    {.act = ACT_TEXT, .run = open_current_order},
	    {.act = ACT_COMPOSE, .run = compose},
	    {.act = ACT_VIEW, .run = view},
	};

	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (deeds[i].act == act)
			deeds[i].run(sc);
}
