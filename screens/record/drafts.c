/* SPDX-License-Identifier: MIT
 * drafts.c - what was begun and not saved, of this account.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "db/record/draft.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "service/corps/orders.h"
#include "service/record/register.h"

static bool
drafts_read(struct screen *sc, struct list_rows *out)
{
	struct session *s = app_session(screen_app(sc));
	struct draft *drafts;

	view_close(out->view); /* they lie in files too, and are read by themselves */
	out->count = draft_list(s->store, s->account.name, &drafts);
	out->rows = drafts;
	view_open(out->view, s);
	return true;
}

static bool
is_same_draft(const void *row, const void *other)
{
	const struct draft *a = row, *b = other;

	return draft_is_same(a->of, b->of);
}

/* An order by what it does, a meeting that is planned, else the record of the form. */
static void
put_record(const struct view *v, struct draft_name of, struct buf *out)
{
	if (of.kind == KIND_ORDERS && of.work >= WORK_ORDER &&
	    of.work < WORK_ORDER + ORDER_PURPOSES)
		buf_puts(out, orders_purpose_word((enum order_purpose)(of.work - WORK_ORDER)));
	else if (of.kind == KIND_MEETINGS && of.work == WORK_PLAN && draft_is_new(of.id))
		buf_puts(out, "новое заседание");
	else if (draft_is_new(of.id))
		buf_puts(out, "новая запись");
	else
		register_put_name(v, of.kind, of.id, out);
}

static void
put_draft(const void *row, struct list_cells *out)
{
	const struct draft *draft = row;

	buf_puts(&out->text[0], entity_of(draft->of.kind)->many);
	put_record(out->view, draft->of, &out->text[1]);
	words_put_moment(&out->text[2], draft->time, clock_today());
}

/* A draft as it was when it was asked about. */
struct about_draft {
	struct draft_name of;
	uint64_t version;
};

static void
remove_draft(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct about_draft *a = about;
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	const char *form;
	enum status st;

	assert(a != NULL);
	if (answer->code != 2)
		return;
	form = entity_of(a->of.kind)->many;
	st = draft_remove_seen(
	    s->store, s->account.name, &(struct draft){.of = a->of, .version = a->version});
	if (st == ST_OK)
		app_say(app, MESSAGE_INFO, "Черновик стёрт: %s.", form);
	else if (st == ST_NOTFOUND)
		app_say(
		    app, MESSAGE_WARNING, "Этого черновика («%s») уже нет: стирать нечего.", form);
	else if (st == ST_CONFLICT)
		app_say(app, MESSAGE_WARNING,
		    "Черновик («%s») не стёрт: в него тем временем печатали в другом окне.", form);
	else
		app_say(app, MESSAGE_ERROR, "Черновик («%s») не стёрт: %s.", form,
		    store_reason(s->store, st).text);
	app_reload(app);
}

static void
ask_remove(struct screen *sc, const void *row)
{
	static const char *const buttons[] = {"Оставить", "Стереть", NULL};
	const struct draft *draft = row;
	const struct about_draft a = {.of = draft->of, .version = draft->version};
	struct buf text = {0};
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	buf_printf(&text, "%s: ", entity_of(draft->of.kind)->many);
	put_record(&v, draft->of, &text);
	buf_puts(&text, ".\nНабранное в нём пропадёт.");
	view_close(&v);
	ask_with_care(screen_app(sc), ABOUT(remove_draft, &a), "Стереть черновик?", buf_text(&text),
	    buttons, (struct ask_care){.careful = 1U << 1});
	buf_free(&text);
}

static void
go_on(struct screen *sc, const void *row)
{
	const struct draft_name *of = &((const struct draft *)row)->of;
	uint64_t id = draft_is_new(of->id) ? 0 : of->id;
	struct app *app = screen_app(sc);

	if (of->work == 0)
		place_open(app, PLACE_ENTRY, NO_QUESTION,
		    &(struct entry_args){.kind = of->kind, .id = id, .draft = &of->id});
	else if (of->kind == KIND_MEETINGS)
		place_open(app, PLACE_PREPARATION, NO_QUESTION,
		    &(struct meeting_args){.meeting = id, .draft = &of->id});
	else if (of->kind == KIND_EVENTS)
		place_open(app, PLACE_EVENT_PEOPLE, NO_QUESTION,
		    &(struct event_args){.event = id, .draft = &of->id});
	else
		place_open(app, PLACE_ORDER, NO_QUESTION,
		    &(struct order_args){.purpose = of->work - WORK_ORDER, .draft = &of->id});
}

const struct screen_ops drafts_screen = {
    .name = "drafts",
    .about = "Черновики: формы, приказы и заседания, которые вы начали и не закончили.",
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter F4", "Открыть форму и продолжить с черновика",
			     .word = "Продолжить", .permit = PERMIT_EDIT, .on_row = go_on),
	ACTION(ACT_REMOVE, "F8 Del", "Стереть черновик", .word = "Удалить", .on_row = ask_remove)),
    LIST_SCREEN(struct list_state, struct draft,
	COLUMNS({.title = "Форма", .width = 22, .rank = 1},
	    {.title = "Запись", .width = 28, .grows = true, .lead = true},
	    {.title = "Когда", .width = 16, .rank = 2}),
	.title = "Черновики", .read = drafts_read, .put = put_draft, .same = is_same_draft,
	.empty = "Черновиков нет: всё, что вы начинали, сохранено или отброшено.\nОни появляются "
		 "здесь сами, когда форма покинута без сохранения или связь оборвалась."),
};
