/* SPDX-License-Identifier: MIT
 * helpers.c - whom to give a request, or a material to examine: those who look after its subject
 * first, each with what they have in hand.
 */
#include "base/clock.h"
#include "base/date.h"
#include "model/profile/profile.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/record/board.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/year/helpers.h"

struct helpers_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct helper */
	struct help_wanted wanted;
	struct helpers helpers; /* the rows' texts are its */
	size_t of_subject;
};

static void
take_helpers(struct helpers_screen *h, struct helpers fresh, struct list_rows *out)
{
	helpers_free(&h->helpers);
	h->helpers = fresh;
	h->of_subject = 0;
	for (size_t i = 0; i < fresh.count; i++) {
		list_rows_add(out, &fresh.rows[i]);
		h->of_subject += fresh.rows[i].of_subject;
	}
}

static bool
read_helpers(struct screen *sc, struct list_rows *out)
{
	struct helpers_screen *h = screen_state(sc);
	struct helpers fresh;
	struct error e = {0};
	bool read = helpers_read(out->view, h->wanted, clock_today(), &fresh, &e) == ST_OK;

	if (read) {
		take_helpers(h, fresh, out);
	} else {
		helpers_free(&fresh);
		app_say_error(screen_app(sc), &e);
	}
	return read;
}

static void
put_number(struct buf *out, size_t n)
{
	if (n > 0)
		words_put_number(out, n);
}

/* Requests, those overdue, materials: a cell each. */
static void
put_load(const struct helper *h, struct buf *out)
{
	put_number(&out[0], h->open);
	put_number(&out[1], h->overdue);
	put_number(&out[2], h->materials);
}

static void
helpers_put(const void *row, struct list_cells *out)
{
	const struct helper *h = row;

	out->style = h->overdue > 0 ? STYLE_WARNING : h->of_subject ? STYLE_GOOD : STYLE_PLAIN;
	register_put_short_name(out->view->txn, KIND_PEOPLE, h->person, &out->text[0]);
	buf_puts(&out->text[1], h->area);
	buf_puts(&out->text[2], h->of_subject ? "да" : "");
	put_load(h, &out->text[3]);
}

static void
helpers_title(const struct screen *sc, struct buf *out)
{
	const struct helpers_screen *h = screen_state(sc);

	buf_printf(out, "Кому поручить · этого предмета: %zu › ", h->of_subject);
	list_put_position(&h->base.list, out);
}

static const char *
helpers_empty(const struct screen *sc)
{
	return profile_has_module(app_session(screen_app(sc))->profile, "corps")
	    ? "В активе сейчас никого нет. Ins — выбрать человека из списка людей."
	    : "Методистов сейчас нет. Ins — выбрать человека из списка людей.";
}

static enum status
helpers_open(struct screen *sc, const void *args, struct error *e)
{
	const struct helpers_args *a = args;

	(void)e;
	((struct helpers_screen *)screen_state(sc))->wanted =
	    (struct help_wanted){.kind = a->kind, .id = a->id};
	return ST_OK;
}

static void
helpers_close(struct screen *sc)
{
	helpers_free(&((struct helpers_screen *)screen_state(sc))->helpers);
}

const struct screen_ops helpers_screen = {
    .name = "helpers",
    .about = "Кому поручить: первыми те, чей предмет и у кого меньше в работе.",
    .open = helpers_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Поручить этому человеку", .word = "Поручить",
			     .permit = PERMIT_EDIT, .on_row = choice_take),
	ACTION(ACT_NEW, "Ins F7 /", "Другой человек: найти по фамилии", .word = "Другой",
	    .permit = PERMIT_EDIT, .on_screen = choice_take_another),
	ACTION(ACT_EDIT, "F3", "Карточка человека", .word = "Карточка", .permit = PERMIT_READ,
	    .on_row = choice_show_person)),
    LIST_SCREEN(struct helpers_screen, struct helper,
	COLUMNS({.title = "Кто", .width = 18, .grows = true, .lead = true},
	    {.title = "Что курирует", .width = 16, .grows = true}, {.title = "Предмет", .width = 7},
	    {.title = "В работе", .width = 8, .right = true},
	    {.title = "Просроч.", .width = 8, .right = true},
	    {.title = "Экспертиз", .width = 9, .right = true}),
	.put_title = helpers_title, .read = read_helpers, .put = helpers_put,
	.close = helpers_close, .key_size = sizeof(uint64_t), .why_empty = helpers_empty),
};
