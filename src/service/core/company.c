/* SPDX-License-Identifier: MIT
 * company.c - presences in words.
 */
#include "service/core/company.h"

#include "base/clock.h"
#include "service/core/naming.h"

size_t
company_list(const struct session *s, struct present **out)
{
	return presence_list(store_real_dir(s->store), s->presence, out);
}

void
company_put_way(const struct present *who, struct buf *out)
{
	way_put(who->way, who->address, out);
}

void
company_put_doing(const struct view *v, const struct present *who, struct buf *out)
{
	buf_puts(out, who->screen);
	if (who->id == 0)
		return;
	buf_puts(out, out->len > 0 ? "; правит: " : "правит: ");
	register_put_name(v, who->kind, who->id, out);
}

/* "31.05.2026 12:00:00" without its seconds, and without the day when that is today. */
static void
put_since(int64_t moment, struct buf *out)
{
	enum { DAY = 11, MINUTES = 16 };
	struct buf text = {0};
	bool today = clock_date_of(moment) == clock_today();

	clock_put_russian(&text, moment);
	buf_truncate(&text, MINUTES);
	buf_puts(out, buf_text(&text) + (today ? DAY : 0));
	buf_free(&text);
}

void
company_put_editors(
    const struct present *all, size_t count, enum kind kind, uint64_t id, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (id == 0 || all[i].id != id || all[i].kind != kind)
			continue;
		buf_printf(out, "%s%s, с ", out->len > 0 ? "; " : "Эту запись правит ",
		    present_name(&all[i]));
		put_since(all[i].editing_since, out);
	}
}
