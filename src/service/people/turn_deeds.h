/* SPDX-License-Identifier: MIT
 * turn_deeds.h - what is done as the school year turns with attachments, many at once. Each deed is
 * one operation, which is undone as one: all of the rows, or none.
 */
#ifndef SERVICE_PEOPLE_TURN_DEEDS_H
#define SERVICE_PEOPLE_TURN_DEEDS_H

#include "service/core/view.h"
#include "service/people/deeds.h"

/* ST_REFUSED: none, one that is settled already, has changed since it was shown, or cannot be
 * settled so, with a sentence that names it; ST_NOTFOUND, ST_INVALID, ST_DENIED. */

/* Attachments end with the day, one that begins behind it with its own first; the people are
 * attached to another methodist from the day after on, 0: to nobody. Who is no methodist then is
 * refused. */
enum status attachments_end(struct session *s, struct shown_records attachments, int32_t day,
    uint64_t methodist, struct error *e);

#endif
