/* SPDX-License-Identifier: MIT
 * towns.h - which towns the region has, and how each stands.
 */
#ifndef REGION_STORE_TOWNS_H
#define REGION_STORE_TOWNS_H

#include "region/pg/pg.h"

/* Does it read as a municipality's OKTMO: eight digits, the first two a subject? */
enum status town_check_number(const char *oktmo, struct error *e);

/* A new town, or one that was retired; texts may be NULL but for the first two. key: 64 hex digits.
 * ST_CONFLICT: it is there. */
struct new_town {
	const char *oktmo, *name, *ssh, *key, *late_days;
};
enum status town_add(struct pg *pg, const struct new_town *town, struct error *e);

/* Change what is given of it; "none" takes ssh or key away. */
enum status town_set(struct pg *pg, const struct new_town *town, struct error *e);

/* It is no more: its people go, its past figures stay. */
enum status town_retire(struct pg *pg, const char *oktmo, struct error *e);

/* Its database was made anew: the next snapshot may be of another identity. */
enum status town_reset(struct pg *pg, const char *oktmo, struct error *e);

/* How a town stands. Texts are borrowed for the call; NULL: there is none. */
struct town_state {
	const char *oktmo, *name, *state; /* waiting, current, late, quarantined, retired */
	const char *ssh, *identity, *sequence, *head, *level, *rules, *horizon;
	const char *received, *received_day; /* a moment, as ISO; ДД.ММ.ГГГГ */
	int64_t silent;                      /* days since then; -1: nothing yet */
	bool late;
	int64_t days; /* behind which it is late */
	const char *trouble, *trouble_at;
};
typedef enum status town_told(void *context, const struct town_state *town, struct error *e);
/* All, in the order of their numbers; the first status other than ST_OK ends it. */
enum status towns_each(struct pg *pg, town_told *told, void *context, struct error *e);

#endif
