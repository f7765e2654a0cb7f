/* SPDX-License-Identifier: MIT
 * people_order.c - the place of a person, or of two, among others.
 */
#include "service/people/people_order.h"

#include "db/record/records.h"
#include "rules/roster.h"

static void
put_order(const struct view *v, uint64_t id, struct buf *out)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (records_get(v->txn, id, &p->base))
		roster_put_order(out, p->surname, p->given_name, p->patronymic, p->code);
	record_free(&p->base);
}

struct slice
people_order(const struct view *v, uint64_t person, uint64_t other, struct arena *arena)
{
	struct buf text = {0};
	struct slice order;

	put_order(v, person, &text);
	if (other != 0)
		buf_putc(&text, '\0');
	put_order(v, other, &text);
	order = slice_make(arena_strndup(arena, buf_text(&text), text.len), text.len);
	buf_free(&text);
	return order;
}
