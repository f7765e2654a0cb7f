/* SPDX-License-Identifier: MIT
 * forget.c - metodaktiv forget: what is kept about somebody is destroyed; the facts for the act.
 */
#include "service/record/forget.h"

#include "base/clock.h"
#include "cli/command/command.h"
#include "cli/line/out.h"

static void
put_act(const struct call *c, const struct forgotten *f, struct buf *b)
{
	buf_printf(b, "Уничтожены данные: %s, код %s\n", buf_text(&f->name), c->operands[0]);
	buf_printf(b, "Операция журнала: № %llu, ", (unsigned long long)f->operation);
	clock_put_russian(b, f->time);
	buf_printf(b,
	    "\nИсполнитель: %s, %s\nОснование: %s\nЗаписи вместе с прежними редакциями:\n",
	    c->session->account.name, c->session->account.full_name, c->values[OPTION_REASON]);
	for (enum kind k = 0; k < KIND_COUNT; k++)
		if (f->destroyed[k] > 0)
			buf_printf(b, "  %s: %u\n", entity_of(k)->many, f->destroyed[k]);
	buf_printf(b, "Черновиков: %u\nЗаписей о других, из которых убрано упоминание: %u\n",
	    f->drafts, f->cleared);
	if (f->letters > 0)
		buf_printf(b, "Писем, которые ждали отправки: %u\n", f->letters);
	buf_puts(b, "В копиях, сделанных раньше, эти данные остались: уничтожьте и копии.\n");
}

enum status
command_forget(struct call *c, struct error *e)
{
	struct forgotten done;
	struct buf act = {0};
	enum status st =
	    forget_person(c->session, c->operands[0], c->values[OPTION_REASON], &done, e);

	if (st == ST_OK) {
		put_act(c, &done, &act);
		out_buf(c->out, &act);
	}
	buf_free(&act);
	buf_free(&done.name);
	return st;
}
