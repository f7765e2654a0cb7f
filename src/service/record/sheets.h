/* SPDX-License-Identifier: MIT
 * sheets.h - columns of whole kinds as plain arrays by id, each read once when it is first asked
 * for: what work lists and the year's figures are counted from.
 */
#ifndef SERVICE_SHEETS_H
#define SERVICE_SHEETS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "service/core/view.h"

struct sheets; /* opaque; lives within its view */

struct sheets *sheets_open(const struct view *v);
void sheets_close(struct sheets *s); /* NULL is fine */

/* Ids of the kind are below this. */
uint64_t sheets_behind(struct sheets *s, enum kind kind);
/* For each id whether there is a record. */
const bool *sheets_there(struct sheets *s, enum kind kind);
/* The field's values by id: days (DATE_NONE), else 0 where it is empty; numbers NUMBER_NONE. The
 * field is one of fixed width, which is asserted. */
const int32_t *sheets_column(struct sheets *s, enum kind kind, const char *field);

/* For each item of a plan the last day of the first event that did it, cancelled ones aside;
 * FACT_OPEN (rules/facts.h): none has. */
const int32_t *sheets_done(struct sheets *s);

/* A new array of zeros with a place for each id of the kind; freed with the sheets. */
bool *sheets_marks(struct sheets *s, enum kind kind);
int32_t *sheets_numbers(struct sheets *s, enum kind kind);

/* For ids from 1 of the kind that have a record. */
#define EACH_RECORD(id, sheets, kind)                                                              \
	uint64_t id = 1, id##_behind = sheets_behind(sheets, kind);                                \
	id < id##_behind;                                                                          \
	id++

/* Has the day come by then? DATE_NONE never does. */
static inline bool
has_come(int32_t day, int32_t on)
{
	return day != DATE_NONE && day <= on;
}

/* Is something that goes from a day to a day (DATE_NONE: has no end) in force on the day? */
static inline bool
is_in_force(int32_t from, int32_t to, int32_t on)
{
	return has_come(from, on) && (to == DATE_NONE || to >= on);
}

#endif
