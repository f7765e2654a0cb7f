/* SPDX-License-Identifier: MIT
 * sought.h - what a search finds besides words: a day, the digits of a telephone, a former surname
 * (inside the service layer).
 *
 * "иванова 12.05" is everybody called so whose first date (of people the birth date) is a 12 May,
 * "9000007139" whoever's telephone has these digits in this order, however it is written.
 */
#ifndef SERVICE_SOUGHT_H
#define SERVICE_SOUGHT_H

#include "base/idset.h"
#include "service/core/view.h"

/* Who was found by a former surname, and by which. */
struct sought_former {
	uint64_t id;
	char *surname;
};
struct sought {
	struct sought_former *former;
	size_t count, room;
};
void sought_free(struct sought *s);

/* Add to `found`, which the words have found, what else was meant by them. */
void sought_add(
    struct sought *s, const struct view *v, enum kind kind, const char *typed, struct idset *found);

#endif
