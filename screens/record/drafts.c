/* SPDX-License-Identifier: MIT
 * drafts.c - what was begun and not saved, of this account.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "db/record/draft.h"
#include "screens/app/ask.h"
#include "screens/widget/list.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "service/record/register.h"

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

static const struct draft *
find_draft(const struct drafts *d, enum kind kind, uint64_t id)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->drafts[i].kind == kind && d->drafts[i].id == id)
			return &d->drafts[i];
	return NULL;
}

static void
drafts_load(struct screen *sc)
{
	struct drafts *d = state(sc);
	int rows, columns;
	const struct draft *current = d->list.cursor < d->count ? &d->drafts[d->list.cursor] : NULL;
	enum kind kind = current != NULL ? current->kind : KIND_COUNT;
	uint64_t id = current != NULL ? current->id : 0;

	app_size(screen_app(sc), &rows, &columns);
	free(d->drafts);
	d->drafts = NULL;
	d->count = draft_list(d->session->store, d->session->account.name, &d->drafts);
	read_names(d);
	list_set(&d->list, d->count, rows - 2);
	current = find_draft(d, kind, id); /* the cursor stays on its draft */
	if (current != NULL)
		list_go(&d->list, (size_t)(current - d->drafts));
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

/* A draft as it was when it was asked about. */
struct about_draft {
	enum kind kind;
	uint64_t id;
	int64_t time;
};

static void
remove_draft(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct about_draft *a = about;
	struct drafts *d = state(sc);
	struct app *app = screen_app(sc);
	const struct draft *now;

	assert(a != NULL);
	if (answer->code != 2)
		return;
	drafts_load(sc);
	now = find_draft(d, a->kind, a->id);
	if (now == NULL) {
		app_say(app, MESSAGE_WARNING, "Этого черновика («%s») уже нет: стирать нечего.",
		    entity_of(a->kind)->many);
	} else if (now->time != a->time) {
		app_say(app, MESSAGE_WARNING,
		    "Черновик («%s») не стёрт: в него тем временем печатали в другом окне.",
		    entity_of(a->kind)->many);
	} else {
		draft_remove(d->session->store, d->session->account.name, a->kind, a->id);
		app_say(app, MESSAGE_INFO, "Черновик стёрт: %s.", entity_of(a->kind)->many);
	}
}

static void
ask_remove(struct screen *sc, size_t row)
{
	static const char *const buttons[] = {"Оставить", "Стереть", NULL};
	const struct drafts *d = state(sc);
	const struct draft *draft = &d->drafts[row];
	const struct about_draft a = {.kind = draft->kind, .id = draft->id, .time = draft->time};
	struct buf text = {0};

	assert(row < d->count);
	buf_printf(&text, "%s: %s.\nНабранное в нём пропадёт.", entity_of(draft->kind)->many,
	    d->names[row] != NULL ? d->names[row] : "новая запись");
	ask_buttons(
	    screen_app(sc), ABOUT(remove_draft, &a), "Стереть черновик?", buf_text(&text), buttons);
	buf_free(&text);
}

static void
drafts_act(struct screen *sc, enum act act)
{
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
		place_open(screen_app(sc), PLACE_ENTRY, NO_QUESTION,
		    &(struct entry_args){.kind = draft->kind, .id = draft->id, .go_on = true});
	else if (act == ACT_REMOVE)
		ask_remove(sc, d->list.cursor);
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
};
