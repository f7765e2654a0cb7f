/* SPDX-License-Identifier: MIT
 * take.h - a batch is loaded and its receipt printed, once it is committed.
 */
#ifndef REGION_TAKE_H
#define REGION_TAKE_H

#include "region/store/load.h"

/* As region_load(). */
enum status region_take(struct pg *pg, struct batch *b, const struct sender *from, struct error *e);

#endif
