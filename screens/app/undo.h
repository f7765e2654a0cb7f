/* SPDX-License-Identifier: MIT
 * undo.h - operations taken back and done again, with what came of it in words.
 */
#ifndef SCREENS_UNDO_H
#define SCREENS_UNDO_H

#include "screens/app/app.h"

/* Take back the account's own last operation, or do again what it has taken back: at once, but for
 * one of many records, which is asked about first. true: it was done or could not be, and was said;
 * false: the question was asked. The answer is for the operation that was asked about, and refused
 * when it is no longer the last. */
bool undo_own(struct app *app);
bool redo_own(struct app *app);
/* The same as actions of a screen: what it shows is read anew. */
void undo_here(struct screen *sc);
void redo_here(struct screen *sc);

/* Ask about an operation of the journal, whoever has done it, and take it back. */
void undo_ask(struct app *app, uint64_t operation);

#endif
