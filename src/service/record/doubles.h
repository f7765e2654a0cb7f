/* SPDX-License-Identifier: MIT
 * doubles.h - records that may be one: people under two codes, memberships at the same time.
 */
#ifndef SERVICE_DOUBLES_H
#define SERVICE_DOUBLES_H

#include "service/core/view.h"

enum double_because {
	DOUBLE_BIRTH,   /* one name, one birth date */
	DOUBLE_PLACE,   /* one name, one organisation, and not two birth dates */
	DOUBLE_FORMER,  /* one birth date, given name and patronymic; the surname of the one is a
			   former one of the other */
	DOUBLE_SURNAME, /* the same, but the surnames have never met */
	DOUBLE_OVERLAP, /* two memberships of one person on the same days */
	DOUBLE_REASONS
};
const char *double_because(enum double_because because); /* "одно имя, одна дата рождения" */

struct double_pair {
	enum double_because because;
	enum kind kind;
	uint64_t first, second; /* by their ids; of memberships by when they began */
};

/* All pairs, surest first, those of equal reasons by id; the caller frees. Reads dates of all
 * people from the columns, and the records of those that share one. */
size_t doubles_read(const struct view *v, struct double_pair **out);

#endif
