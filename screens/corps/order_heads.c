/* SPDX-License-Identifier: MIT
 * order_heads.c - the screen that composes an order: who heads which association, and how long.
 */
#include "screens/corps/order.h"

#include <assert.h>

#include "base/date.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"

static struct order_line *
line_of_association(struct order_screen *o, uint64_t association)
{
	for (size_t i = 0; i < o->project.count; i++)
		if (o->project.lines[i].association == association)
			return &o->project.lines[i];
	return NULL;
}

/* about: the association, whether it stands in the order or not. Its line is taken, and the cursor
 * goes to the next. */
static void
take_new_head(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *association = about;
	struct order_screen *o = screen_state(sc);
	struct order_line *line;

	assert(association != NULL);
	if (answer->code == 0)
		return;
	if (line_of_association(o, *association) == NULL)
		orders_add_head(&o->project, *association, 0);
	line = line_of_association(o, *association);
	line->person = answer->id;
	line->taken = true;
	o->head = order_heads(o);
	order_changed(sc);
	list_go(&o->list, (size_t)(line - o->project.lines) + 1);
}

void
order_ask_head(struct screen *sc, const struct order_line *line)
{
	place_open(screen_app(sc), PLACE_PICKER, ABOUT(take_new_head, &line->association),
	    &(struct picker_args){.kind = KIND_PEOPLE});
}

static void
take_association(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		place_open(screen_app(sc), PLACE_PICKER, ABOUT(take_new_head, &answer->id),
		    &(struct picker_args){.kind = KIND_PEOPLE});
}

void
order_add_association(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PICKER, THEN(take_association),
	    &(struct picker_args){.kind = KIND_ASSOCIATIONS});
}

/* about: the first day. */
static void
take_last_of_heads(struct screen *sc, const void *about, const struct answer *answer)
{
	const int32_t *from = about;
	struct order_screen *o = screen_state(sc);
	int32_t to = DATE_NONE;

	assert(from != NULL);
	if (answer->code == 0 || (answer->text[0] != '\0' && !ask_read_day(answer, &to)))
		return;
	orders_set_term(&o->project, *from, to);
	order_changed(sc);
}

static void
take_first_of_heads(struct screen *sc, const void *about, const struct answer *answer)
{
	int32_t from;

	(void)about;
	if (!ask_read_day(answer, &from))
		return;
	ask_day(screen_app(sc), ABOUT(take_last_of_heads, &from), "Приказ",
	    "По какой день руководят (пусто — без срока):", schoolyear_end(from));
}

void
order_ask_heads_term(struct screen *sc)
{
	const struct order_project *p = &((const struct order_screen *)screen_state(sc))->project;

	ask_day(screen_app(sc), THEN(take_first_of_heads), "Приказ",
	    "С какого дня руководят все, кто в приказе:", orders_begins(p, &p->lines[0]));
}
