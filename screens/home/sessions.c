/* SPDX-License-Identifier: MIT
 * sessions.c - who else is at work with the database.
 */
#include "screens/home/sessions.h"

#include "base/clock.h"
#include "screens/app/list_screen.h"
#include "screens/widget/words.h"
#include "service/core/company.h"

enum { NAMED = 4 };

size_t
sessions_put_line(const struct app *app, struct buf *out)
{
	size_t count;
	const struct present *all = app_company(app, &count);

	buf_clear(out);
	buf_puts(out, count == 1 ? "Ещё работает" : "Ещё работают");
	for (size_t i = 0; i < count && i < NAMED; i++) {
		buf_printf(out, "%s%s, ", i > 0 ? "; " : ": ", present_name(&all[i]));
		words_put_moment(out, all[i].since, clock_today());
		buf_puts(out, ", ");
		company_put_way(&all[i], out);
		buf_printf(out, "%s%s", all[i].screen[0] != '\0' ? ", " : "", all[i].screen);
	}
	if (count > NAMED)
		buf_printf(out, "; и ещё %zu", count - NAMED);
	return count;
}

static bool
sessions_read(struct screen *sc, struct list_rows *out)
{
	size_t count;
	const struct present *all = app_company(screen_app(sc), &count);

	for (size_t i = 0; i < count; i++)
		list_rows_add(out, &all[i]);
	return true;
}

static void
put_session(const void *row, struct list_cells *out)
{
	const struct present *who = row;

	buf_puts(&out->text[0], present_name(who));
	words_put_moment(&out->text[1], who->since, clock_today());
	company_put_way(who, &out->text[2]);
	company_put_doing(out->view, who, &out->text[3]);
}

const struct screen_ops sessions_screen = {
    .name = "sessions",
    .about = "Кто ещё работает с базой: с какого времени, откуда, что перед ним и какую запись он "
	     "правит.",
    .company = true,
    .actions = LIST_TO_READ,
    LIST_SCREEN(struct list_state, struct present,
	COLUMNS({.title = "Кто", .width = 24, .lead = true},
	    {.title = "С какого времени", .width = 16, .rank = 2},
	    {.title = "Откуда", .width = 20, .rank = 3},
	    {.title = "Экран", .width = 30, .rank = 1, .grows = true}),
	.title = "Кто работает", .read = sessions_read, .put = put_session,
	.key_size = sizeof(uint64_t), .empty = "Кроме вас с базой сейчас никто не работает."),
};
