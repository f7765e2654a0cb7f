/* SPDX-License-Identifier: MIT
 * order_idle.c - whose term in the corps is prolonged though nothing is written down of the year
 * before: told before the order is read and signed.
 */
#include "screens/corps/order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "screens/app/ask.h"
#include "service/core/naming.h"

enum { NAMES_MOST = 12 };

/* Who was told of. */
struct idle_people {
	size_t count;
	uint64_t ids[];
};

/* Of the order as it was checked last; the caller frees. */
static struct idle_people *
idle_of(const struct order_screen *o)
{
	struct idle_people *idle =
	    xcalloc(1, sizeof(*idle) + (o->project.count + 1) * sizeof(idle->ids[0]));

	for (size_t i = 0; i < o->project.count; i++)
		if (o->project.lines[i].taken && o->project.lines[i].idle)
			idle->ids[idle->count++] = o->project.lines[i].person;
	return idle;
}

static bool
is_same(const struct idle_people *a, const struct idle_people *b)
{
	return a->count == b->count && memcmp(a->ids, b->ids, a->count * sizeof(a->ids[0])) == 0;
}

/* Go on, unless there are others now: they are told anew. */
static void
take_idle(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct idle_people *told = about;
	struct order_screen *o = screen_state(sc);
	struct idle_people *now;
	struct error e = {0};
	struct view v;
	enum status st;

	assert(told != NULL);
	if (answer->code != 2)
		return;
	view_open(&v, app_session(screen_app(sc)));
	st = orders_check(&v, &o->project, &e);
	view_close(&v);
	now = idle_of(o);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	else if (now->count > 0 && !is_same(now, told))
		order_ask_idle(sc);
	else
		order_read_and_sign(sc);
	free(now);
}

static void
put_names(const struct view *v, const struct idle_people *idle, struct buf *out)
{
	for (size_t i = 0; i < idle->count && i < NAMES_MOST; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		register_put_short_name(v->txn, KIND_PEOPLE, idle->ids[i], out);
	}
	if (idle->count > NAMES_MOST)
		buf_printf(out, " и ещё %zu", idle->count - NAMES_MOST);
}

static void
put_question(struct screen *sc, const struct idle_people *idle, struct buf *out)
{
	const struct order_project *p = &((const struct order_screen *)screen_state(sc))->project;
	struct period year = {.from = DATE_NONE};
	struct view v;

	for (size_t i = 0; i < p->count; i++)
		if (p->lines[i].taken && p->lines[i].idle)
			year = orders_year_before(&p->lines[i]);
	buf_puts(out, "Остаются в активе, хотя с ");
	date_put_russian(out, year.from);
	buf_puts(out, " по ");
	date_put_russian(out, year.to);
	buf_puts(out, " у них не записано ни одного дела:\n\n");
	view_open(&v, app_session(screen_app(sc)));
	put_names(&v, idle, out);
	view_close(&v);
	buf_puts(out, "\n\nПриказу это не мешает. Кого в нём не должно быть, снимите пробелом.");
}

void
order_ask_idle(struct screen *sc)
{
	static const char *const buttons[] = {"Вернуться к приказу", "Читать приказ", NULL};
	struct idle_people *idle = idle_of(screen_state(sc));
	struct buf text = {0};

	put_question(sc, idle, &text);
	ask_buttons(screen_app(sc),
	    (struct question){.then = take_idle,
		.about = idle,
		.size = sizeof(*idle) + idle->count * sizeof(idle->ids[0])},
	    "За год ни одного дела", buf_text(&text), buttons);
	buf_free(&text);
	free(idle);
}
