/* SPDX-License-Identifier: MIT
 * browser_work.c - the list screen: what is done with applications, meetings, orders, the corps.
 */
#include "screens/browser.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "screens/ask.h"
#include "screens/open.h"
#include "screens/words.h"
#include "service/bulk.h"
#include "service/council.h"
#include "service/orders.h"
#include "service/register.h"
#include "service/ways.h"

enum { ASK_WAY = WORK_QUESTION, ASK_AGREED, ASK_NOTHING, ASK_MANY_OF, ASK_MANY };

/* Ways. */

void
browser_read_ways(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct ways w = {.count = 0};

	if (b->ways == 0)
		return;
	free(b->only);
	b->only = NULL;
	b->nonly = 0;
	if (ways_load(app_session(screen_app(sc)), clock_today(), &w) == ST_OK)
		b->nonly = ways_ids(&w, b->ways, &b->only);
	if (b->nonly == 0) { /* nobody is not the same as everybody */
		free(b->only);
		b->only = xcalloc(1, sizeof(*b->only));
	}
	ways_free(&w);
}

void
browser_drop_ways(struct browser *b)
{
	if (b->ways == 0)
		return;
	b->ways = 0;
	free(b->only);
	b->only = NULL;
	b->nonly = 0;
}

void
browser_put_ways(const struct browser *b, struct buf *out)
{
	const char *comma = "";

	for (int w = 0; w < WAY_COUNT; w++) {
		if ((b->ways & 1u << w) == 0)
			continue;
		buf_printf(out, "%s%s", comma, way_word((enum way)w));
		comma = ", ";
	}
}

/* "готово к совету   12" */
static void
ask_way(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct ways w = {.count = 0};
	char *lines[WAY_COUNT] = {NULL};
	const char *pointers[WAY_COUNT + 1] = {"Все заявления"};
	enum status st = ways_load(app_session(app), clock_today(), &w);

	for (int i = WAY_LACKING; i < WAY_COUNT; i++) {
		struct buf line = {0};

		buf_printf(&line, "%5zu  %s", w.counts[i], way_word((enum way)i));
		pointers[i] = lines[i] = buf_detach(&line);
	}
	if (st == ST_OK)
		ask_choice(app, NUMBERED(ASK_WAY), "Путь заявления", pointers, WAY_COUNT, 1);
	else
		app_say(app, MESSAGE_ERROR, "Путь заявлений не посчитан: %s.", status_text(st));
	for (int i = 0; i < WAY_COUNT; i++)
		free(lines[i]);
	ways_free(&w);
}

static void
take_way(struct screen *sc, int code)
{
	struct browser *b = screen_state(sc);

	browser_drop_ways(b);
	if (code > 1) /* the first line takes the place of the drafts, which are no records yet */
		b->ways = 1u << (code - 1);
	browser_wish(sc, true);
}

static void
show_lacking(struct screen *sc)
{
	static const char *const buttons[] = {"Закрыть", NULL};
	const struct record *r = browser_current(screen_state(sc));
	struct app *app = screen_app(sc);
	struct buf text = {0};

	if (r == NULL)
		return;
	if (ways_put_lacking(app_session(app), r->id, &text) == 0)
		buf_puts(&text, "Все сведения, которых требует положение, в заявлении есть.");
	ask_buttons(app, NUMBERED(ASK_NOTHING), "Чего не хватает", buf_text(&text), buttons);
	buf_free(&text);
}

/* Agreement of the institution, for many at once. */

static void
ask_agreed(struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf prompt = {0}, today = {0};

	if (b->marks.count == 0 && browser_current(b) == NULL) {
		app_say(app, MESSAGE_WARNING, "Список пуст: согласовывать нечего.");
		return;
	}
	buf_puts(&prompt, "Будет записано: учреждение согласовало ");
	if (b->marks.count > 0)
		words_put_count(&prompt, b->marks.count, "отмеченное заявление",
		    "отмеченных заявления", "отмеченных заявлений");
	else
		buf_puts(&prompt, "заявление под курсором (отметить несколько — Пробел)");
	buf_puts(&prompt, ". День согласия:");
	date_put_russian(&today, clock_today());
	ask_line(
	    app, NUMBERED(ASK_AGREED), "Согласие учреждения", buf_text(&prompt), buf_text(&today));
	buf_free(&prompt);
	buf_free(&today);
}

static void
agree(struct screen *sc, const char *typed)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct record *r = browser_current(b);
	uint64_t one = r != NULL ? r->id : 0;
	const uint64_t *ids = b->marks.count > 0 ? b->marks.ids : &one;
	size_t count = b->marks.count > 0 ? b->marks.count : 1, changed = 0;
	struct error e = {0};
	int32_t day;

	if (!ask_read_day(app, typed, &day))
		return;
	if (council_agree(app_session(app), ids, count, day, &changed, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	app_say(app, MESSAGE_INFO, "Согласие записано: %zu %s. Отменить всё разом — Ctrl-Z.",
	    changed, words_plural(changed, "заявление", "заявления", "заявлений"));
	marks_clear(&b->marks);
	b->marked_only = false;
	browser_wish(sc, false);
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

static void
ask_many(struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	enum kind kinds[KIND_COUNT];
	const char *lines[KIND_COUNT];
	size_t n = list_kinds(app_session(app), kinds, lines, KIND_COUNT);
	struct buf title = {0};

	if (b->marks.count == 0 && browser_current(b) == NULL) {
		app_say(app, MESSAGE_WARNING, "Список пуст: вносить некому.");
		return;
	}
	if (n == 0) {
		app_say(app, MESSAGE_WARNING, "В этом городе таких записей не ведут.");
		return;
	}
	buf_puts(&title, "Что внести: ");
	if (b->marks.count > 0)
		words_put_count(&title, b->marks.count, "отмеченный", "отмеченных", "отмеченных");
	else
		buf_puts(&title, "один, под курсором");
	ask_choice(app, NUMBERED(ASK_MANY_OF), buf_text(&title), lines, n, 1);
	buf_free(&title);
}

/* People are shown in the order of their list, not of their marking. */
static void
begin_many(struct screen *sc, size_t line)
{
	const struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct record *r = browser_current(b);
	uint64_t one = r != NULL ? r->id : 0, *ids = NULL;
	struct listing_spec spec = {.kind = b->kind,
	    .only = b->marks.count > 0 ? b->marks.ids : &one,
	    .nonly = b->marks.count > 0 ? b->marks.count : 1};
	struct listing *l = NULL;
	enum kind kinds[KIND_COUNT];
	const char *lines[KIND_COUNT];
	size_t n;

	if (line >= list_kinds(app_session(app), kinds, lines, KIND_COUNT) ||
	    listing_open(&l, app_session(app), &spec, app_progress, app) != ST_OK)
		return;
	n = listing_ids(l, app_session(app), &ids);
	open_bulk(app, NUMBERED(ASK_MANY), kinds[line], ids, n);
	listing_close(l);
	free(ids);
}

static void
end_many(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	marks_clear(&b->marks);
	b->marked_only = false;
	browser_wish(sc, false);
}

/* Which key does what. */

static void
open_current_meeting(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		open_meeting(screen_app(sc), r->id);
	else
		app_say(
		    screen_app(sc), MESSAGE_WARNING, "Заседаний нет. Ctrl-G — подготовить новое.");
}

static void
open_current_order(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		open_order_text(screen_app(sc), r->id);
}

static void
compose(struct screen *sc)
{
	const struct browser *b = screen_state(sc);

	if (b->kind == KIND_APPLICATIONS)
		open_order(screen_app(sc), ORDER_COMPOSITION);
	else
		open_orders(screen_app(sc));
}

static void
prepare(struct screen *sc)
{
	open_preparation(screen_app(sc), 0);
}

static void
view(struct screen *sc)
{
	open_roster(screen_app(sc));
}

void
browser_work(struct screen *sc, enum act act)
{
	static const struct {
		enum act act;
		void (*run)(struct screen *sc);
	} deeds[] = {
	    {.act = ACT_WAY, .run = ask_way},
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

void
browser_work_answered(struct screen *sc, int question, const struct answer *answer)
{
	if (question == ASK_WAY && answer->code > 0)
		take_way(sc, answer->code);
	else if (question == ASK_AGREED && answer->code == 1)
		agree(sc, answer->text);
	else if (question == ASK_MANY_OF && answer->code > 0)
		begin_many(sc, (size_t)answer->code - 1);
	else if (question == ASK_MANY && answer->code == 1)
		end_many(sc);
}
