/* SPDX-License-Identifier: MIT
 * manners.h - how an account wants its terminal: colours, mouse. Changed by a key, kept from then
 * on.
 */
#ifndef SCREENS_MANNERS_H
#define SCREENS_MANNERS_H

#include "screens/app/app.h"

void manners_next_theme(struct app *app);
void manners_turn_mouse(struct app *app);
/* As the account had them last. */
void manners_take(struct app *app);

#endif
