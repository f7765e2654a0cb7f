/* SPDX-License-Identifier: MIT
 * hide.h - which figures of a town's small parts are not told outside.
 */
#ifndef REGION_STORE_HIDE_H
#define REGION_STORE_HIDE_H

#include "region/pg/pg.h"

/* Settle it for the stored figures of the town from its horizon on (ISO, NULL: all), as the town
 * itself does at the level `figures`. Within the caller's transaction. */
enum status region_hide(struct pg *pg, const char *town, const char *horizon, struct error *e);

#endif
