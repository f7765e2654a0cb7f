/* SPDX-License-Identifier: MIT
 * mentor_pairs.h - who is whose mentor on a day: one answer for work lists, screens and papers
 * (inside the service layer).
 */
#ifndef SERVICE_MENTOR_PAIRS_H
#define SERVICE_MENTOR_PAIRS_H

#include "service/record/sheets.h"

/* A mentor and one person; the row of `support`, of several in force that which began last. */
struct mentor_pair {
	uint64_t mentor, person, support;
	int32_t from;
};
/* Those in force on the day, each once, the people of a mentor one behind the other; the caller
 * frees *out. */
size_t mentor_pairs_find(struct sheets *sheets, int32_t on, struct mentor_pair **out);

#endif
