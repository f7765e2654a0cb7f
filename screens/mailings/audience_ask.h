/* SPDX-License-Identifier: MIT
 * audience_ask.h - whom a letter is for, chosen from a menu (inside the room).
 */
#ifndef SCREENS_AUDIENCE_ASK_H
#define SCREENS_AUDIENCE_ASK_H

#include "screens/app/app.h"
#include "service/year/audience.h"

/* Somebody has chosen; month: what was handed to audience_ask(). */
typedef void audience_chosen(struct screen *sc, struct audience a, int32_t month);
void audience_ask(struct screen *sc, audience_chosen *then, int32_t month);

#endif
