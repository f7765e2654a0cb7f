/* SPDX-License-Identifier: MIT
 * year_out.h - work lists, the year in figures and the activity of the corps as JSON and as text.
 */
#ifndef EXCHANGE_YEAR_OUT_H
#define EXCHANGE_YEAR_OUT_H

#include <stdio.h>

#include "service/corps/activity_figures.h"
#include "service/year/worklists.h"
#include "service/year/year_figures.h"

/* All lists of the town with how many they hold: an array of {"id","title","count"}; a line each; a
 * table of id, title, count. */
struct worklist_count {
	const struct worklist *list;
	size_t count;
};
void worklists_put_json(const struct worklist_count *counts, size_t count, struct buf *out);
void worklists_put_csv(const struct worklist_count *counts, size_t count, struct buf *out);

/* One list: {"id","on","codes"}; a table of codes. */
void worklist_put_json(
    const struct worklist *list, int32_t on, char *const *codes, size_t count, struct buf *out);
void worklist_put_csv(char *const *codes, size_t count, struct buf *out);

void year_put_json(const struct view *v, const struct year_figures *f, struct buf *out);
/* A workbook: the figures, events by kind and by level, by months, beside those of the year before,
 * with charts. */
enum status year_write_xlsx(struct session *session, const struct year_figures *f,
    const struct year_figures *before, FILE *out, struct error *e);
void activity_put_json(const struct view *v, const struct activity_figures *f, struct buf *out);

#endif
