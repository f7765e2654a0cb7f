/* SPDX-License-Identifier: MIT
 * region.h - the screens of a region: eight indicators over stored figures, its towns, their parts.
 * They read nothing but what is stored, and nothing of people: names are seen in the town alone.
 */
#ifndef SCREENS_REGION_H
#define SCREENS_REGION_H

#include "region/pg/pg.h"

/* Be the full-screen program until whoever sits there leaves. The connection stands at *pg and may
 * be made anew at the address when it breaks; the caller closes it. */
enum status region_screens_run(struct pg **pg, const char *address, struct error *e);

#endif
