/* SPDX-License-Identifier: MIT
 * figures.h - the eight indicators of the region, of a town in it, of a part of that town.
 */
#ifndef REGION_STORE_FIGURES_H
#define REGION_STORE_FIGURES_H

#include "region/pg/pg.h"
#include "rules/indicators.h"

/* A part of the region: towns of [low, high), and what of each of them. */
struct region_scope {
	int32_t low, high;
	char type[16];  /* city, organisation, association, level */
	char code[260]; /* of a level the place of its word, from 1 */
};

enum region_by { BY_NONE, BY_MUNICIPALITY, BY_ITS_ASSOCIATION, BY_ITS_ORGANISATION, BY_MONTH_END };

struct region_row {
	char *scope;              /* as it is written in answers */
	char *name;               /* of the town or its part, for people; "" */
	struct indicators answer; /* .scope means nothing */
	uint64_t towns;           /* how many stand in it */
};

struct region_table {
	struct region_scope scope;
	struct region_row *rows;
	size_t count;
};

/* The answers, in one transaction. The scope: region, subject:69, municipality:69701000,
 * level:WORD, or one of the first three followed by /organisation:CODE, /association:CODE or
 * /level:WORD. ST_NOTFOUND: the town or its part is not there; ST_INVALID: it reads as none of
 * these; ST_REFUSED: a division that the scope does not have, a town of which nothing is known in
 * that period. region_table_free when done. */
enum status region_ask(struct pg *pg, struct period p, const char *scope, enum region_by by,
    struct region_table *out, struct error *e);
void region_table_free(struct region_table *t);

/* One sentence for each thing that makes the answers less than they seem: towns that are late, in
 * quarantine, not heard yet, or tell no figures of that day. */
typedef void region_remark(void *context, const char *sentence);
enum status region_remarks(struct pg *pg, struct period p, const struct region_scope *scope,
    region_remark *tell, void *context, struct error *e);

/* Compute all stored figures anew and compare. *checked: how many periods of towns; told for each
 * town that differs. ST_REFUSED when one does. */
enum status
region_verify(struct pg *pg, size_t *checked, region_remark *tell, void *context, struct error *e);

#endif
