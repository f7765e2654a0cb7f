/* SPDX-License-Identifier: MIT
 * event_roll_draft.h - a roll that is being changed, kept as a draft.
 */
#ifndef SERVICE_EVENT_ROLL_DRAFT_H
#define SERVICE_EVENT_ROLL_DRAFT_H

#include "service/events/event_roll.h"

/* What has changed, as values. */
void event_roll_put_draft(const struct event_roll *r, struct draft *out);
/* The same into a roll as it was read now. A part that has been removed meanwhile stays so; one
 * that was changed meets its conflict when it is saved. */
void event_roll_take_draft(struct event_roll *r, struct session *s, const struct draft *d);

#endif
