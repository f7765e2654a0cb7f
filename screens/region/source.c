/* SPDX-License-Identifier: MIT
 * source.c - the connection behind the screens, and what they say alike.
 */
#include "screens/figures/figures.h"
#include "screens/region/parts.h"

struct pg *
region_pg(struct app *app, struct error *e)
{
	const struct region_source *source = app_data(app);

	if (*source->pg == NULL)
		pg_open(source->pg, source->address, e);
	return *source->pg;
}

void
region_failed(struct app *app, const struct error *e)
{
	const struct region_source *source = app_data(app);

	if (e->status == ST_NODB) {
		pg_close(*source->pg);
		*source->pg = NULL;
	}
	app_say_error(app, e);
}

void
region_say_names(struct app *app)
{
	app_say(app, MESSAGE_INFO,
	    "Имена видны только в самом муниципалитете: там «Показатели», Enter на числе.");
}

void
region_put_figure(enum indicator which, struct fraction f, bool untold, struct buf *out)
{
	if (untold)
		buf_puts(out, "скрыто");
	else
		figure_put(which, f, out);
}

void
region_put_numbers(enum indicator which, struct fraction f, bool untold, struct buf *out)
{
	if (!untold)
		figure_put_numbers(which, f, out);
}

const char *
region_mark_word(enum town_mark mark)
{
	static const char *const words[] = {[TOWN_CURRENT] = "",
	    [TOWN_WAITING] = "ещё не присылал",
	    [TOWN_LATE] = "опаздывает",
	    [TOWN_QUARANTINED] = "в карантине"};

	return words[mark];
}
