/* SPDX-License-Identifier: MIT
 * figures_out.c - the year in figures as a workbook with charts, and the verb that makes it.
 */
#include "screens/year/figures.h"

#include <string.h>

#include "base/date.h"
#include "exchange/year_out.h"
#include "service/core/scope_words.h"
#include "service/indicators/indicators.h"

/* As they are at the moment it is written. */
static enum status
write_xlsx(struct session *s, const struct output *out, FILE *f, struct error *e)
{
	const struct indicator_question *q = out->about;
	struct year_figures now, before;
	enum status st;
	struct view v;

	view_open(&v, s);
	st = year_figures_compare(&v, q->period, q->scope, &now, &before, e);
	view_close(&v);
	if (st == ST_OK)
		st = year_write_xlsx(s, &now, &before, f, e);
	year_figures_free(&now);
	year_figures_free(&before);
	return st;
}

/* Nothing for a part whose name is several words, which is left to who types. */
static void
put_command(struct session *s, const struct figures_screen *f, struct buf *out)
{
	struct buf part = {0};
	struct view v;

	view_open(&v, s);
	scope_put(&v, f->now.scope, &part);
	view_close(&v);
	if (strchr(buf_text(&part), ' ') == NULL) {
		buf_puts(out, "year --from ");
		date_put_iso(out, f->now.period.from);
		buf_puts(out, " --to ");
		date_put_iso(out, f->now.period.to);
		buf_printf(out, " --scope %s", buf_text(&part));
	}
	buf_free(&part);
}

void
figures_put_out(struct screen *sc, struct output *out)
{
	const struct figures_screen *f = screen_state(sc);
	struct indicator_question *about = arena_alloc(&out->grid.texts, sizeof(*about));

	*about = (struct indicator_question){.period = f->now.period, .scope = f->now.scope};
	out->about = about;
	out->write_xlsx = write_xlsx;
	put_command(app_session(screen_app(sc)), f, &out->command);
}
