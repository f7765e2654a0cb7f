/* SPDX-License-Identifier: MIT
 * parts.h - what the screens of this room share.
 */
#ifndef SCREENS_REGION_PARTS_H
#define SCREENS_REGION_PARTS_H

#include "exchange/grid_figures.h"
#include "region/store/stored.h"
#include "screens/app/app.h"

/* What stands behind them. */
struct region_source {
	struct pg **pg;
	const char *address;
};

/* The connection, made anew where it was lost; NULL: that failed, and e says why. */
struct pg *region_pg(struct app *app, struct error *e);
/* After a failure: a connection that is gone is dropped, so that the next reading makes another;
 * what went wrong is said. */
void region_failed(struct app *app, const struct error *e);

/* What a screen is opened for. The name is copied. */
struct region_args {
	struct stored_place place;
	const char *name;
	struct period period;
	enum indicator which;
	bool by_figure; /* a table: begins in the order of `which`, the lowest first */
};
extern const struct screen_ops region_dashboard_screen; /* args NULL: the region, the latest day */
extern const struct screen_ops region_table_screen;     /* of a place that has parts */

/* "Имена видны только в самом муниципалитете …" */
void region_say_names(struct app *app);

/* "43,1 %", "—", "скрыто" */
void region_put_figure(enum indicator which, struct fraction f, bool untold, struct buf *out);
/* "181 из 420"; nothing of what is not told. */
void region_put_numbers(enum indicator which, struct fraction f, bool untold, struct buf *out);
/* "опаздывает", "в карантине", "ещё не присылал"; "" where all is well. */
const char *region_mark_word(enum town_mark mark);

/* A workbook: asked where to, filled when that is known, written whole or not at all. */
typedef void region_fill_fn(const struct screen *sc, struct grid *g);
void region_save(struct screen *sc, region_fill_fn *fill, const char *name);

#endif
