/* SPDX-License-Identifier: MIT
 * schema.h - the region's database: made, brought up to date, known by its version.
 */
#ifndef REGION_STORE_SCHEMA_H
#define REGION_STORE_SCHEMA_H

#include "region/pg/pg.h"

/* Make it in the database connected to, in one transaction. late_days: a town silent for longer is
 * late. ST_CONFLICT: there is one. */
enum status schema_create(struct pg *pg, int late_days, struct error *e);

/* Bring an older one to this program's version. *from and *to tell the versions; they are equal
 * where nothing was to be done. */
enum status schema_upgrade(struct pg *pg, int *from, int *to, struct error *e);

/* ST_OK when it is this program's; ST_NOTFOUND, ST_OLDER, ST_NEWER with what to do. */
enum status schema_check(struct pg *pg, struct error *e);

#endif
