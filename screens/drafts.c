/* SPDX-License-Identifier: MIT
 * drafts.c - what was begun and not saved, of this account.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "db/draft.h"
#include "screens/ask.h"
#include "screens/list.h"
#include "screens/open.h"
#include "screens/words.h"
#include "service/register.h"

enum { ASK_REMOVE = 1, ASK_FORM };

struct drafts {
	struct session *session;
	struct draft *drafts;
	size_t count;
	const char **names; /* of the records, NULL: a new one */
	struct arena texts;
	struct list list;
};

static const struct action actions[] = {
    {.act = ACT_OPEN,
	.keys = "Enter F4",
	.word = "Продолжить",
	.help = "Открыть форму и продолжить с черновика",
	.permit = PERMIT_EDIT},
    {.act = ACT_REMOVE, .keys = "F8 Del", .word = "Удалить", .help = "Стереть черновик"},
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

static struct drafts *
state(const struct screen *sc)
{
	return screen_state(sc);
}

static enum status
drafts_open(struct screen *sc, const void *args, struct error *e)
{
	(void)args;
	(void)e;
	state(sc)->session = app_session(screen_app(sc));
	return ST_OK;
}

static void
drafts_close(struct screen *sc)
{
	free(state(sc)->drafts);
	arena_free(&state(sc)->texts);
}

static void
drafts_title(const struct screen *sc, struct buf *out)
{
	(void)sc;
	buf_puts(out, "Черновики");
}

static void
read_names(struct drafts *d)
{
	struct buf name = {0};

	arena_clear(&d->texts);
	d->names = arena_alloc(&d->texts, (d->count + 1) * sizeof(*d->names));
	for (size_t i = 0; i < d->count; i++) {
		buf_clear(&name);
		if (d->drafts[i].id != 0)
			register_put_name(d->session, d->drafts[i].kind, d->drafts[i].id, &name);
		d->names[i] = d->drafts[i].id == 0
		    ? NULL
		    : arena_strndup(&d->texts, buf_text(&name), name.len);
	}
	buf_free(&name);
}

static void
drafts_load(struct screen *sc)
{
	struct drafts *d = state(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	free(d->drafts);
	d->drafts = NULL;
	d->count = draft_list(d->session->store, d->session->account.name, &d->drafts);
	read_names(d);
	list_set(&d->list, d->count, rows - 2);
}

static void
put_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct drafts *d = context;
	const struct draft *draft = &d->drafts[row];

	if (column == 0)
		buf_puts(out, entity_of(draft->kind)->many);
	else if (column == 2)
		words_put_moment(out, draft->time, clock_today());
	else
		buf_puts(out, d->names[row] != NULL ? d->names[row] : "новая запись");
}

static void
drafts_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	static const struct list_column shown[] = {
	    {.title = "Форма", .width = 22, .rank = 1},
	    {.title = "Запись", .width = 28, .rank = 0, .grows = true, .lead = true},
	    {.title = "Когда", .width = 16, .rank = 2},
	};
	const struct drafts *d = state(sc);
	struct list_view view = {.columns = shown,
	    .ncolumns = 3,
	    .context = d,
	    .cell = put_cell,
	    .sorted = 3,
	    .headings = true,
	    .focused = true};

	if (d->count > 0) {
		list_draw(&d->list, ui, row, 0, rows, columns, &view);
		return;
	}
	ui_put(ui, row + 2, 3, columns - 6, STYLE_PLAIN,
	    "Черновиков нет: всё, что вы начинали, сохранено или отброшено.");
	ui_put(ui, row + 3, 3, columns - 6, STYLE_FAINT,
	    "Они появляются здесь сами, когда форма покинута без сохранения или связь оборвалась.");
	ui_cursor(ui, row + 2, 3);
}

static void
drafts_act(struct screen *sc, enum act act)
{
	static const char *const buttons[] = {"Оставить", "Стереть", NULL};
	struct drafts *d = state(sc);
	const struct draft *draft;

	if (list_act(&d->list, act))
		return;
	if (d->count == 0) {
		app_say(screen_app(sc), MESSAGE_INFO, "Черновиков нет.");
		return;
	}
	draft = &d->drafts[list_at(&d->list, d->count)];
	if (act == ACT_OPEN)
		open_draft(screen_app(sc), NUMBERED(ASK_FORM), draft->kind, draft->id);
	else if (act == ACT_REMOVE)
		ask_buttons(screen_app(sc), NUMBERED(ASK_REMOVE), "Стереть черновик?",
		    "Набранное в нём пропадёт.", buttons);
}

static void
drafts_answered(struct screen *sc, int question, const struct answer *answer)
{
	struct drafts *d = state(sc);
	const struct draft *draft = d->list.cursor < d->count ? &d->drafts[d->list.cursor] : NULL;

	if (question != ASK_REMOVE || answer->code != 2 || draft == NULL)
		return;
	draft_remove(d->session->store, d->session->account.name, draft->kind, draft->id);
	app_say(screen_app(sc), MESSAGE_INFO, "Черновик стёрт.");
}

const struct screen_ops drafts_screen = {
    .name = "drafts",
    .about = "Черновики: формы, которые вы начали и не сохранили.",
    .state_size = sizeof(struct drafts),
    .actions = actions,
    .open = drafts_open,
    .close = drafts_close,
    .title = drafts_title,
    .load = drafts_load,
    .draw = drafts_draw,
    .act = drafts_act,
    .answered = drafts_answered,
};

void
open_drafts(struct app *app)
{
	app_push(app, &drafts_screen, NULL, NO_QUESTION);
}
