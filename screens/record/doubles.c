/* SPDX-License-Identifier: MIT
 * doubles.c - records that may be one, pair by pair: people under two codes, overlapping
 * memberships. A pair of people opens as what a merge would make of it.
 */
#include <stdlib.h>

#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/app/undo.h"
#include "service/core/naming.h"
#include "service/record/doubles.h"
#include "service/record/register.h"

static bool
doubles_read_rows(struct screen *sc, struct list_rows *out)
{
	struct double_pair *pairs;
	size_t count = doubles_read(out->view, &pairs);

	(void)sc;
	for (size_t i = 0; i < count; i++)
		list_rows_add(out, &pairs[i]);
	free(pairs);
	return true;
}

/* "P0177 · 05.05.1980 · СОШ № 8": what tells the two apart. */
static void
put_one(const struct view *v, enum kind kind, uint64_t id, struct buf *out)
{
	static const char *const shown[] = {
	    "code", "birth_date", "from", "to", "organisation", "order"};
	struct record *r = register_load(v, kind, id);
	struct buf part = {0};

	for (size_t i = 0; r != NULL && i < sizeof(shown) / sizeof(shown[0]); i++) {
		const struct field *f = field_find(kind, shown[i]);

		buf_clear(&part);
		if (f != NULL)
			register_put_field(v, r, f, &part);
		if (part.len > 0)
			buf_printf(out, "%s%s", out->len > 0 ? " · " : "", buf_text(&part));
	}
	buf_free(&part);
	record_free(r);
}

/* "Агеева / Сидорова Диана Игоревна": the names differ in that alone. */
static void
put_surname(const struct view *v, uint64_t id, struct buf *out)
{
	struct person *p = (struct person *)register_load(v, KIND_PEOPLE, id);

	if (p != NULL)
		buf_printf(out, "%s / ", p->surname);
	record_free((struct record *)p);
}

static void
put_pair(const void *row, struct list_cells *out)
{
	const struct double_pair *p = row;

	if (p->because == DOUBLE_FORMER || p->because == DOUBLE_SURNAME)
		put_surname(out->view, p->first, &out->text[0]);
	register_put_name(out->view, p->kind, p->second, &out->text[0]);
	put_one(out->view, p->kind, p->first, &out->text[1]);
	put_one(out->view, p->kind, p->second, &out->text[2]);
	buf_puts(&out->text[3], double_because(p->because));
}

static void
mend(struct screen *sc, const void *row)
{
	const struct double_pair *p = row;

	/* Memberships that orders have named do not become one. */
	if (p->because == DOUBLE_OVERLAP) {
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Закончите более раннее членство: последний день и приказ об исключении.");
		open_form(sc, p->kind, p->first); /* what is in its way is said instead */
	} else {
		place_open(screen_app(sc), PLACE_MERGE, NO_QUESTION,
		    &(struct merge_args){.kind = p->kind, .kept = p->first, .gone = p->second});
	}
}

static void
open_first(struct screen *sc, const void *row)
{
	const struct double_pair *p = row;

	open_card(sc, p->kind, p->first);
}

static void
open_second(struct screen *sc, const void *row)
{
	const struct double_pair *p = row;

	open_card(sc, p->kind, p->second);
}

enum { DO_SECOND = ACT_OWN };

const struct screen_ops doubles_screen = {
    .name = "doubles",
    .about = "Записи, за которыми, похоже, стоит один человек или одно членство в активе. Enter "
	     "покажет, что получится, если их объединить.",
    .actions = LIST_WORK(
	ACTION(ACT_CHOOSE, "Enter F2",
	    "Сравнить две записи и объединить их; у наложившихся членств — закончить первое",
	    .word = "Объединить", .synonyms = "слить двойники дубли повторы", .permit = PERMIT_EDIT,
	    .on_row = mend),
	ACTION(ACT_OPEN, "F3", "Открыть карточку первой записи", .word = "Первая",
	    .permit = PERMIT_READ, .on_row = open_first),
	ACTION(DO_SECOND, "F4", "Открыть карточку второй записи", .word = "Вторая",
	    .permit = PERMIT_READ, .on_row = open_second),
	ACTION(ACT_UNDO, "C-z", "Отменить своё последнее объединение или другую свою операцию",
	    .permit = PERMIT_EDIT, .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова то, что отменено", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct list_state, struct double_pair,
	COLUMNS({.title = "Похоже, один человек", .width = 28, .grows = true, .lead = true},
	    {.title = "Первая запись", .width = 22, .grows = true},
	    {.title = "Вторая запись", .width = 22, .grows = true},
	    {.title = "Почему", .width = 38, .rank = 1}),
	.title = "Похоже, один человек", .read = doubles_read_rows, .put = put_pair,
	.key_size = sizeof(struct double_pair),
	.empty = "Двойников нет: имена с датами рождения не повторяются, членства в активе не "
		 "накладываются."),
};
