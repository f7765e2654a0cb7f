/* SPDX-License-Identifier: MIT
 * taken.h - what leaves the register leaves a trace: a row of the journal that is no change.
 */
#ifndef SERVICE_TAKEN_H
#define SERVICE_TAKEN_H

#include "service/core/operations.h"
#include "service/core/session.h"

/* Say in the journal that `what` is taken out, before it is: OPERATION_EXPORT, OPERATION_PAPER.
 * When the row cannot be written what was asked for is to be refused: ST_REFUSED with a sentence,
 * or what stops every writing (ST_OLDER, ST_UPGRADED, ST_MOVED ...). */
enum status taken_note(struct session *s, const char *operation, const char *what, struct error *e);

/* The same for a copy of the whole database, which is given to the owner of its folder (and root)
 * whether there is a row or not: he may have to save what can still be read. *unnoted: there is
 * none, and e says why. */
enum status taken_note_copy(struct session *s, const char *what, bool *unnoted, struct error *e);

#endif
