/* SPDX-License-Identifier: MIT
 * indicators_json.h - figures as programs read them, JSON and the cells of CSV: the same of a town
 * and of a region. Pure.
 */
#ifndef RULES_INDICATORS_JSON_H
#define RULES_INDICATORS_JSON_H

#include "rules/indicators.h"

/* What an indicator is called there: the town's words, or the program's. */
struct indicator_said {
	const char *title, *clause;
};
typedef struct indicator_said indicator_say(const void *context, enum indicator which);

/* One answer as an object; scope: how its part of the whole is written. */
void indicators_put_object(struct buf *b, const struct indicators *a, const char *scope,
    indicator_say *say, const void *context);

/* "numerator;denominator;value;percent;per_methodist;levels;unknown" of one of them. */
void indicators_put_cells(struct buf *b, const struct indicators *a, enum indicator which);

/* The shortest decimal that is the same number again; always with a point. The denominator is not
 * 0. */
void indicator_put_ratio(struct buf *b, struct fraction f);
/* "муниципальный,региональный": the levels of the roadmap's denominator. */
void indicators_put_levels(struct buf *b, unsigned levels, const char *quote, const char *between);

#endif
