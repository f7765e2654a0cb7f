/* SPDX-License-Identifier: MIT
 * app.c - the loop.
 */
#include "screens/app/stack.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/trace.h"
#include "screens/app/ask.h"
#include "screens/app/behind.h"
#include "screens/app/footer.h"
#include "screens/app/frame.h"
#include "screens/app/key_told.h"
#include "screens/app/manners.h"
#include "screens/app/mouse.h"

enum {
	TICK = 250, /* ms */
	LOOK_EVERY = 1000,
	REST_AFTER = 2000, /* without a key: from then on only to look */
	READERS_EVERY = 60000
};

bool
app_waiting(const struct app *app)
{
	return !typed_ahead_is_empty(&app->ahead) || ui_waiting(app->ui);
}

struct slice
app_pasted(const struct app *app)
{
	return ui_pasted(app->ui);
}

/* The frame. */

const struct present *
app_company(const struct app *app, size_t *count)
{
	*count = app->others.count;
	return app->others.all;
}

void
app_size(const struct app *app, int *rows, int *columns)
{
	ui_size(app->ui, rows, columns);
	*rows = *rows > 3 ? *rows - 3 : 0;
}

static bool
is_too_small(const struct app *app)
{
	int rows, columns;

	ui_size(app->ui, &rows, &columns);
	return rows < UI_ROWS || columns < UI_COLUMNS;
}

static bool
is_in_text(const struct screen *sc)
{
	return sc->ops->in_text != NULL && sc->ops->in_text(sc);
}

/* Who else is changing the record stands where messages come and go. */
static void
draw_message(struct app *app, int row, int columns)
{
	const struct buf *note = &app->others.note;

	if (app->message.len > 0 || note->len == 0)
		frame_draw_message(
		    app->ui, row, columns, app->message_kind, buf_text(&app->message));
	else
		frame_draw_message(app->ui, row, columns, MESSAGE_WARNING, buf_text(note));
}

static void
put_whose(const struct app *app, bool with_town, struct buf *out)
{
	if (app->session != NULL)
		frame_put_account(app->session, with_town, out);
	else
		buf_puts(out, app->bare.whose);
}

static void
draw_screens(struct app *app, int rows, int columns)
{
	size_t first = stack_first_visible(app);
	const struct screen *top;
	struct footer footer;
	struct buf title = {0}, whole = {0}, brief = {0};

	assert(app->depth > 0 && !app->stack[app->depth - 1]->closed); /* it was settled */
	top = app->stack[app->depth - 1];
	if (app->stack[first]->ops->title != NULL)
		app->stack[first]->ops->title(app->stack[first], &title);
	put_whose(app, true, &whole);
	put_whose(app, false, &brief);
	frame_draw_title(app->ui, buf_text(&whole), buf_text(&brief), buf_text(&title), columns);
	buf_free(&title);
	buf_free(&whole);
	buf_free(&brief);
	for (size_t i = first; i < app->depth; i++) {
		zones_clear(ui_zones(app->ui)); /* a window takes clicks alone */
		app->stack[i]->ops->draw(app->stack[i], app->ui, 1, rows - 3, columns);
	}
	draw_message(app, rows - 2, columns);
	footer_choose(
	    &footer, screen_actions(top), behind_permits(app->session), is_in_text(top), columns);
	footer_draw(&footer, app->ui, rows - 1);
}

static void
draw(struct app *app)
{
	int rows, columns;

	ui_size(app->ui, &rows, &columns);
	ui_begin(app->ui);
	behind_forbid(app->session, true);
	if (is_too_small(app))
		frame_draw_notice(app->ui, rows, columns);
	else
		draw_screens(app, rows, columns);
	behind_forbid(app->session, false);
	app->dirty = !ui_end(app->ui);
}

/* Read where a screen that shows it is seen. */
static void
look_who_is_here(struct app *app)
{
	enum kind kind;
	uint64_t id = stack_seen(app, &kind);
	bool news = false;

	if (id != 0 || stack_shows_company(app))
		news = others_read(&app->others, app->session);
	else
		others_skip(&app->others);
	for (size_t i = stack_first_visible(app); news && i < app->depth; i++)
		if (app->stack[i]->ops->company)
			app->stack[i]->stale = true;
	if (others_note(&app->others, kind, id))
		app->dirty = true;
}

static bool
is_stale(const struct app *app)
{
	bool stale = false;

	for (size_t i = stack_first_visible(app); i < app->depth; i++)
		stale = stale || app->stack[i]->stale;
	return stale;
}

/* Read what is to be read again, of the screens that can be seen. A screen may find its record gone
 * and leave; then there is another to look at. */
static void
load_visible(struct app *app)
{
	bool again = true;

	while (again && app->depth > 0) {
		again = false;
		if (is_stale(app))
			look_who_is_here(app);
		for (size_t i = stack_first_visible(app); i < app->depth; i++) {
			struct screen *sc = app->stack[i];

			if (!sc->stale)
				continue;
			sc->stale = false;
			sc->changes = behind_number(app->session); /* or later: read after it */
			app->dirty = true;
			trace("load", sc->ops->name);
			app->running = sc;
			if (sc->ops->load != NULL)
				sc->ops->load(sc);
			app->running = NULL;
			again = true;
		}
		stack_settle(app);
	}
}

/* Actions. */

static void
go_back(struct app *app, struct screen *sc)
{
	bool may = true;

	app->running = sc;
	if (sc->ops->may_close != NULL)
		may = sc->ops->may_close(sc);
	app->running = NULL;
	if (may && stack_top(app) == sc)
		app_pop(app, NULL);
}

static void
quit_anyway(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 2)
		app_quit(screen_app(sc));
}

/* Ctrl-Q is near other keys: where something is typed it is asked about. */
static void
quit(struct app *app, struct screen *sc)
{
	static const char *const buttons[] = {"Продолжить", "Закончить", NULL};
	bool unsaved = false;

	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i]->ops->unsaved != NULL)
			unsaved = unsaved || app->stack[i]->ops->unsaved(app->stack[i]);
	if (!unsaved) {
		app_quit(app);
		return;
	}
	app->running = sc;
	ask_buttons(app, THEN(quit_anyway), "Закончить работу?",
	    "Набранное не сохранено. Форма записи останется в черновике, остальное пропадёт.",
	    buttons);
	app->running = NULL;
}

static void
change_manner(struct app *app, manner_fn *change)
{
	struct buf said = {0};

	change(app->ui, app->session, &said);
	app_say(app, MESSAGE_INFO, "%s", buf_text(&said));
	buf_free(&said);
}

static void
do_common(struct app *app, struct screen *sc, int act)
{
	switch (act) {
	case ACT_HELP:
		place_open(app, PLACE_HELP, NO_QUESTION, NULL);
		break;
	case ACT_PALETTE:
		place_open(app, PLACE_PALETTE, NO_QUESTION, NULL);
		break;
	case ACT_MESSAGES:
		place_open(app, PLACE_MESSAGES, NO_QUESTION, NULL);
		break;
	case ACT_REFRESH:
		app_reload(app);
		app_say(app, MESSAGE_INFO, "Данные прочитаны заново.");
		break;
	case ACT_REDRAW:
		ui_redraw(app->ui);
		break;
	case ACT_THEME:
		change_manner(app, manners_next_theme);
		break;
	case ACT_MOUSE:
		change_manner(app, manners_turn_mouse);
		break;
	case ACT_QUIT:
		quit(app, sc);
		break;
	default:
		go_back(app, sc);
		break;
	}
}

static void
do_act(struct app *app, struct screen *sc, int act)
{
	const struct action *own = action_find(screen_actions(sc), act);
	const struct action *a = own != NULL ? own : action_find(action_common(), act);
	struct error e = {0};

	if (a == NULL)
		return;
	if (behind_require(app->session, a->permit, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	if (own == NULL || (act == ACT_BACK && sc->ops->act == NULL)) {
		do_common(app, sc, act);
		return;
	}
	app->running = sc;
	if (act == ACT_OUTPUT)
		place_open(app, PLACE_OUTPUT, NO_QUESTION, &sc);
	else
		sc->ops->act(sc, act);
	app->running = NULL;
}

static bool
key_of_screen(struct app *app, struct screen *sc, const struct key *key)
{
	bool known = false;

	app->running = sc;
	if (sc->ops->key != NULL)
		known = sc->ops->key(sc, key);
	app->running = NULL;
	return known;
}

/* Frees the sentence. */
static void
say_of_key(struct app *app, struct buf *sentence)
{
	app_say(app, MESSAGE_WARNING, "%s", buf_text(sentence));
	buf_free(sentence);
}

/* What a handler wants done on the screen that is on top when it has returned. */
static void
do_queued(struct app *app)
{
	stack_settle(app);
	while (app->queued != ACT_NONE && !app->ending && stack_top(app) != NULL) {
		int act = app->queued;

		app->queued = ACT_NONE;
		do_act(app, stack_top(app), act);
		stack_settle(app);
	}
}

static void
take_key(struct app *app, const struct key *key)
{
	struct screen *sc = stack_top(app);
	struct buf told = {0};
	bool in_text;
	int act;

	key_trace(key);
	if (is_too_small(app))
		return;
	buf_clear(&app->message);
	if (sc->ops->makes_way != NULL && sc->ops->makes_way(sc, key)) {
		app_pop(app, NULL);
		stack_settle(app);
		sc = stack_top(app);
	}
	in_text = is_in_text(sc);
	if (key_is_refused(key, in_text || sc->ops->pastes, &told)) {
		say_of_key(app, &told);
		return;
	}
	act = action_of_key(screen_actions(sc), key, in_text);
	if (act == ACT_NONE)
		act = action_of_key(action_common(), key, in_text);
	if (act != ACT_NONE)
		do_act(app, sc, act);
	else if (!key_of_screen(app, sc, key)) {
		key_put_unknown(key, &told);
		say_of_key(app, &told);
	}
	do_queued(app);
}

/* The mouse stands for keys: it does what they do, wherever they do it. */
static void
take_mouse_key(struct app *app, const struct key *key)
{
	struct screen *sc = stack_top(app);
	struct mouse_means m = mouse_means(app->ui, key);

	for (int i = 0; i < m.times && !app->ending && stack_top(app) == sc; i++)
		take_key(app, &m.key);
	if (m.opens && !app->ending && stack_top(app) == sc)
		take_key(app, &(struct key){.code = K_ENTER});
	if (m.is == ZONE_SPOT && sc->ops->pressed != NULL) {
		buf_clear(&app->message);
		app->running = sc;
		sc->ops->pressed(sc, m.press);
		app->running = NULL;
	} else if (m.is == ZONE_ACTION) {
		buf_clear(&app->message);
		app_do(app, m.n);
	} else if (m.is == ZONE_HEADING && sc->ops->heading != NULL) {
		app->running = sc;
		sc->ops->heading(sc, (size_t)m.n);
		app->running = NULL;
	}
	do_queued(app);
}

static void
handle_key(struct app *app, const struct key *key)
{
	const struct screen *sc = stack_top(app);

	if (key->code == K_MOUSE) {
		take_mouse_key(app, key);
		return;
	}
	if (key->code != K_NEW_LINE || key->ch == 0 || sc->ops->lines) {
		take_key(app, key);
		return;
	}
	take_key(app, &(struct key){.code = K_ESCAPE});
	if (stack_top(app) != NULL && !app->ending)
		take_key(app, &(struct key){.code = K_ENTER});
}

/* A screen loaded after the last change has seen it, whoever made it. */
void
app_look(struct app *app)
{
	uint64_t changes = behind_number(app->session);

	app->looked = clock_monotonic();
	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i]->changes != changes)
			app->stack[i]->stale = true;
}

/* Nothing is typed: look whether others have changed something, and let the screens go on. */
static void
idle(struct app *app)
{
	int64_t now = clock_monotonic();
	size_t first = stack_first_visible(app), depth = app->depth;

	if (now - app->looked >= LOOK_EVERY - TICK / 2) /* at the tick that is nearest */
		app_look(app);
	if (now - app->readers_checked >= READERS_EVERY) {
		app->readers_checked = now;
		behind_tend(app->session);
	}
	if (others_are_due(&app->others))
		look_who_is_here(app);
	for (size_t i = first; i < depth && i < app->depth; i++) {
		struct screen *sc = app->stack[i];

		app->running = sc;
		if (sc->ops->tick != NULL && !sc->closed)
			sc->ops->tick(sc);
		app->running = NULL;
	}
	stack_settle(app);
}

/* Where nobody types there is nothing to do but to look: a hundred sessions are often idle. A
 * screen that is watched, and a window, which may be asleep at first, go on as before. */
static bool
is_resting(const struct app *app)
{
	const struct screen_ops *ops = stack_top(app)->ops;

	return !app->dirty && !ops->watched && !ops->overlay &&
	    clock_monotonic() - app->typed >= REST_AFTER;
}

/* How long to wait for a key: at rest until it is time to look again, from when it was last. */
static int
patience(const struct app *app)
{
	int64_t left = app->looked + LOOK_EVERY - clock_monotonic();

	return is_resting(app) && left > TICK ? (int)left : TICK;
}

static struct key
next_key(struct app *app)
{
	struct key key;

	return typed_ahead_take(&app->ahead, &key) ? key : ui_key(app->ui, patience(app));
}

/* Keep for later what was typed while something long is running; only Esc and Ctrl-C speak to it.
 */
static bool
is_cancelled(struct app *app)
{
	while (ui_waiting(app->ui)) {
		struct key key = ui_key(app->ui, 0);

		if (key.code == K_NOTHING)
			return false;
		if (key.code == K_ESCAPE || key.code == K_CLOSED ||
		    (key.code == K_CONTROL && key.ch == 'c'))
			return true;
		if (key.code != K_PASTED && key.code != K_RESIZED)
			typed_ahead_keep(&app->ahead, &key);
	}
	return false;
}

static void
draw_progress(struct app *app, const char *what)
{
	int rows, columns;

	ui_size(app->ui, &rows, &columns);
	ui_printf(app->ui, rows - 2, 1, columns - 1, STYLE_WARNING,
	    "%s. Esc или Ctrl-C — прервать.", what);
	ui_cursor(app->ui, rows - 2, 1);
	ui_end(app->ui);
}

bool
app_progress(void *context, size_t done, size_t total)
{
	struct app *app = context;
	char what[80];

	if (!progress_is_due(&app->progress, done, clock_monotonic()))
		return true;
	if (is_cancelled(app))
		return false;
	snprintf(what, sizeof(what), "Идёт работа: %zu из %zu", done, total);
	draw_progress(app, what);
	return true;
}

void
app_writing(void *context, size_t records)
{
	char what[80];

	snprintf(what, sizeof(what), "Записей: %zu, идут проверка и запись", records);
	draw_progress(context, what);
}

bool
app_is_stopped(void *context)
{
	return is_cancelled(context);
}

/* Before the end, every screen may put away what was typed; the topmost knows most, it comes first.
 */
static void
leave_all(struct app *app)
{
	for (size_t i = app->depth; i > 0; i--)
		if (app->stack[i - 1]->ops->leave != NULL)
			app->stack[i - 1]->ops->leave(app->stack[i - 1]);
	while (app->depth > 0) {
		struct screen *sc = app->stack[app->depth - 1];

		stack_free(sc);
		app->depth--;
	}
}

static void
show(struct app *app)
{
	struct buf screen = {0};
	enum kind kind;
	uint64_t id = stack_edited(app, &kind);

	stack_put_screen(app, &screen);
	behind_tell_screen(app->session, buf_text(&screen), kind, id);
	buf_free(&screen);
	draw(app);
}

static bool
is_over(struct app *app)
{
	const struct screen *top = stack_top(app);

	app->over = behind_over(
	    app->session, clock_monotonic() - app->typed, top != NULL && top->ops->watched);
	return app->over != OVER_NOT;
}

/* That somebody has come is written when the first frame has been sent: nobody waits for the disk
 * to see it. No key is taken before; where it cannot be written it ends here. */
static enum status
note_login(struct app *app, struct error *e)
{
	if (app->noted)
		return ST_OK;
	app->noted = true;
	return behind_note_login(app->session, e);
}

static enum status
loop(struct app *app, struct error *e)
{
	while (!app->ending && !is_over(app)) {
		enum status st;
		struct key key;

		load_visible(app);
		app_say_unread(app);
		if (app->ending)
			break;
		if (app->dirty)
			show(app);
		st = note_login(app, e);
		if (st != ST_OK)
			return st;
		key = next_key(app);
		if (key.code != K_NOTHING)
			app->dirty = true;
		if (key.code == K_CLOSED)
			app_quit(app);
		else if (key.code == K_NOTHING)
			idle(app);
		else if (key.code == K_RESIZED)
			app_reload(app);
		else
			handle_key(app, &key);
		if (key.code != K_NOTHING)
			app->typed = clock_monotonic();
	}
	return ST_OK;
}

static void
say_clock(struct app *app)
{
	struct buf text = {0};

	behind_put_clock(app->session, &text);
	if (text.len > 0)
		app_say(app, MESSAGE_WARNING, "%s", buf_text(&text));
	buf_free(&text);
}

/* Frees the app. */
static enum status
run(struct app *app, enum place first, struct error *e)
{
	enum status st = ui_open(&app->ui, e);

	if (st == ST_OK) {
		app->looked = app->readers_checked = app->typed = clock_monotonic();
		behind_take_manners(app->session, app->ui);
		place_open(app, first, NO_QUESTION, NULL);
		/* what the account begins with: left, it is the first screen as always */
		if (first == PLACE_HOME &&
		    behind_wishes_hall(app->session, app->places[PLACE_HALL].module))
			place_open(app, PLACE_HALL, NO_QUESTION, NULL);
		say_clock(app);
		st = loop(app, e);
		leave_all(app);
		ui_close(app->ui);
		if (st == ST_OK)
			st = behind_tell_ending(app->session, app->over, e);
	}
	others_free(&app->others);
	log_free(&app->log);
	buf_free(&app->message);
	free(app);
	return st;
}

enum status
app_run(struct session *s, const struct place_traits *places, enum place first, struct error *e)
{
	struct app *app = xcalloc(1, sizeof(*app));

	app->session = s;
	app->places = places;
	return run(app, first, e);
}

enum status
app_run_bare(const struct app_bare *bare, const struct place_traits *places, struct error *e)
{
	struct app *app = xcalloc(1, sizeof(*app));

	app->bare = *bare;
	app->places = places;
	return run(app, PLACE_HOME, e);
}
