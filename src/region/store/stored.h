/* SPDX-License-Identifier: MIT
 * stored.h - figures as they are stored, for screens: nothing is computed of facts, so that a
 * country answers while a key is still down.
 *
 * Periods are those that are stored: from the first of September of a school year to the last day
 * of a month in it.
 */
#ifndef REGION_STORE_STORED_H
#define REGION_STORE_STORED_H

#include "region/pg/pg.h"
#include "rules/indicators.h"

/* The region (town ""), a town of it (scope "city"), a part of that town. */
struct stored_place {
	char town[9]; /* OKTMO */
	char scope[16], code[260];
};

enum town_mark { TOWN_CURRENT, TOWN_WAITING, TOWN_LATE, TOWN_QUARANTINED };

/* Texts are borrowed for the call. */
struct stored_row {
	struct stored_place place;
	const char *name;         /* of the town or its part; "" */
	const char *received;     /* ДД.ММ.ГГГГ of the town's last batch; "" */
	enum town_mark mark;      /* of the town */
	uint64_t towns;           /* whose figures stand in it; 0: none are stored */
	unsigned untold;          /* bits (1 << indicator): what the town does not tell */
	struct indicators answer; /* .scope means nothing */
};
typedef void stored_told(void *context, const struct stored_row *row);

/* The last day of the month that day is in, and the period of its school year up to there. */
struct period stored_period(int32_t day);
/* The same of a year before. */
struct period stored_year_before(struct period p);

/* The latest month end up to that day of which anything is stored; DATE_NONE: none. */
enum status stored_latest(struct pg *pg, int32_t until, int32_t *day, struct error *e);

/* A row of each of the two periods of which anything is stored, by .answer.period.to. */
enum status stored_answers(struct pg *pg, const struct stored_place *place, struct period p,
    struct period before, stored_told *told, void *context, struct error *e);
/* One indicator at every month end of both school years, the earlier day first; of the others
 * nothing is told. */
enum status stored_months(struct pg *pg, const struct stored_place *place, enum indicator which,
    struct period year, struct period before, stored_told *told, void *context, struct error *e);
/* A row for every town that has not retired, by name. */
enum status
stored_towns(struct pg *pg, struct period p, stored_told *told, void *context, struct error *e);
/* A row for every part of a town: associations, levels, organisations. */
enum status stored_parts(struct pg *pg, const char *town, struct period p, stored_told *told,
    void *context, struct error *e);

/* How the towns stand. */
struct stored_standing {
	uint64_t towns, waiting, late, quarantined;
	char received[16]; /* of one town, ДД.ММ.ГГГГ; "" */
};
enum status stored_standing(
    struct pg *pg, const struct stored_place *place, struct stored_standing *out, struct error *e);

#endif
