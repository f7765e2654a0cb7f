/* SPDX-License-Identifier: MIT
 * manners.h - how an account wants its terminal: colours, mouse. Changed by a key, kept from then
 * on.
 */
#ifndef SCREENS_MANNERS_H
#define SCREENS_MANNERS_H

#include "screens/term/ui.h"
#include "service/core/session.h"

/* What is so now is put as a sentence. s NULL: nobody it could be kept for. */
typedef void manner_fn(struct ui *ui, struct session *s, struct buf *said);
manner_fn manners_next_theme, manners_turn_mouse;
/* As the account had them last. */
void manners_take(struct ui *ui, struct session *s);

#endif
