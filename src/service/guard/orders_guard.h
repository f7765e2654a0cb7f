/* SPDX-License-Identifier: MIT
 * orders_guard.h - what orders have settled and a hand may not unsettle (inside the service layer).
 */
#ifndef SERVICE_ORDERS_GUARD_H
#define SERVICE_ORDERS_GUARD_H

#include "service/core/view.h"

/* Did the order come about by signing? */
bool orders_is_signed(struct txn *t, const struct record *r);

/* ST_REFUSED for an order the program has numbered: without it the numbers would have a gap. */
enum status orders_check_removal(const struct view *v, const struct record *r, struct error *e);

#endif
