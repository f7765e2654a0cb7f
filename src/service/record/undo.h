/* SPDX-License-Identifier: MIT
 * undo.h - operations taken back: one's own from the newest on, any other by its number, and an
 * undo itself, which does the operation again.
 *
 * An operation that is taken back gives every record it wrote its image before, as a new operation.
 * ST_REFUSED, with the record's name, when somebody has changed one since, or other records rest on
 * it.
 */
#ifndef SERVICE_UNDO_H
#define SERVICE_UNDO_H

#include "db/record/journal.h"
#include "service/core/view.h"

/* Above so many records somebody is to be asked first. */
enum { UNDO_ASKS_ABOVE = 50 };

/* Take back the newest of the account's own operations that is not taken back yet. Pressed again it
 * takes back the one before that. expected: the operation somebody was asked about, ST_CONFLICT
 * when it is no longer that one; 0: whichever it is. ST_NOTFOUND when there is nothing. *undone is
 * the operation taken back; both may be NULL. */
enum status register_undo(
    struct session *s, uint64_t expected, uint64_t *undone, size_t *records, struct error *e);
/* The same of the newest own undo, as long as nothing else was done since. */
enum status register_redo(
    struct session *s, uint64_t expected, uint64_t *undone, size_t *records, struct error *e);
/* Any operation, an undo among them: by its author, else by an administrator. */
enum status register_undo_operation(struct session *s, uint64_t operation, struct error *e);

/* The operation register_undo() or register_redo() would take back; free the row. false: there is
 * none. */
bool register_undo_next(const struct view *v, struct journal_row *out);
bool register_redo_next(const struct view *v, struct journal_row *out);

/* What taking an operation back does, or has done, to the records it wrote. */
struct undo_effect {
	size_t removed, returned, changed; /* it had made, removed, changed them */
	enum kind kind;                    /* of the first of them */
	uint64_t id;
};
void register_undo_effect(const struct view *v, uint64_t operation, struct undo_effect *out);

#endif
