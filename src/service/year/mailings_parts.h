/* SPDX-License-Identifier: MIT
 * mailings_parts.h - what putting letters into the queue and sending them share (inside the room).
 */
#ifndef SERVICE_MAILINGS_PARTS_H
#define SERVICE_MAILINGS_PARTS_H

#include "service/year/mailings.h"

/* The town says from which address its letters come, and it is one. */
enum status mailings_require_from(const struct session *s, struct error *e);
/* The parcel of a mailing: "m12". */
void mailings_name(uint64_t mailing, char out[OUTBOX_NAME]);
/* Is in the register what the parcel is of? context: the session (outbox_stands). */
bool mailings_stands(void *context, const char *name);

/* On a Monday, where the town wants it: to each clerk with an address what waits for them, once. */
enum status mailings_put_week(struct session *s, struct outbox *box, struct error *e);

#endif
