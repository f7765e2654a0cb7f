/* SPDX-License-Identifier: MIT
 * undo.h - taking back the account's own last operation, with what it was in words.
 */
#ifndef SCREENS_UNDO_H
#define SCREENS_UNDO_H

#include "screens/app/app.h"

/* Take it back at once when it wrote a single record; ask first when it wrote more. true: it was
 * done or could not be, and was said; false: the question was asked. The answer is for the
 * operation that was asked about, and refused when it is no longer the last. */
bool undo_ask(struct app *app);

#endif
