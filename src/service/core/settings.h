/* SPDX-License-Identifier: MIT
 * settings.h - what an account has settled for itself: the colours, the columns of a list. Kept
 * outside the journal: it is nobody else's business.
 */
#ifndef SERVICE_SETTINGS_H
#define SERVICE_SETTINGS_H

#include "service/core/session.h"

/* Append the text kept under a name; nothing when there is none. */
void settings_get(struct session *s, const char *name, struct buf *out);
/* Keep a text; "" takes it away. What cannot be written is forgotten: it can be set again. */
void settings_put(struct session *s, const char *name, const char *text);

#endif
