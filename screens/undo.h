/* SPDX-License-Identifier: MIT
 * undo.h - taking back the account's own last operation, with what it was in words.
 */
#ifndef SCREENS_UNDO_H
#define SCREENS_UNDO_H

#include "screens/app.h"

/* Take it back at once when it wrote a single record; ask first when it wrote more. true: it was
 * done or could not be, and was said; false: the question was asked, undo_answered() does the rest.
 */
bool undo_ask(struct app *app, struct question question);
void undo_answered(struct app *app, const struct answer *answer);

#endif
