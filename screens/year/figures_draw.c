/* SPDX-License-Identifier: MIT
 * figures_draw.c - events held by months as a graph, beside those of the year before.
 */
#include "screens/year/figures.h"

#include <stdio.h>

#include "base/date.h"
#include "base/utf8.h"
#include "screens/widget/gauge.h"

enum { MONTHS = 12 };

/* Whole numbers, as tenths. */
static struct gauge_value
value_of(const struct year_figures *f, size_t month)
{
	return (struct gauge_value){.known = month < f->nmonths,
	    .tenths = month < f->nmonths ? 10 * (uint64_t)f->months[month].held : 0};
}

/* "сен" */
static void
put_month(int32_t first, char *label, size_t room)
{
	const char *name = date_month_name(date_month(first));

	snprintf(label, room, "%.*s", (int)utf8_fit(name, 3), name);
}

static size_t
make_columns(const struct figures_screen *s, struct gauge_column *out, uint64_t *largest)
{
	const struct year_figures *now = &s->now, *before = &s->before;
	size_t first = now->nmonths > MONTHS ? now->nmonths - MONTHS : 0, n = 0;

	*largest = 0;
	for (size_t i = first; i < now->nmonths; i++) {
		struct gauge_column *c = &out[n++];

		*c = (struct gauge_column){.value = value_of(now, i), .other = value_of(before, i)};
		put_month(now->months[i].first, c->label, sizeof(c->label));
		snprintf(c->figure, sizeof(c->figure), "%zu", now->months[i].held);
		if (c->value.tenths > *largest)
			*largest = c->value.tenths;
		if (c->other.tenths > *largest)
			*largest = c->other.tenths;
	}
	return n;
}

void
figures_draw_foot(const struct screen *sc, const void *here, struct ui *ui, int row, int columns)
{
	const struct figures_screen *s = screen_state(sc);
	struct gauge_column months[MONTHS];
	uint64_t largest;
	size_t n = make_columns(s, months, &largest);

	(void)here;
	ui_printf(ui, row, 1, columns - 2, STYLE_FAINT, "Проведено по месяцам · %s — год назад",
	    gauge_mark(ui));
	gauge_graph(
	    ui, row + 1, 1, FIGURES_FOOT - 2, columns - 2, months, n, largest > 0 ? largest : 1, 0);
}
