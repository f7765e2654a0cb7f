/* SPDX-License-Identifier: MIT
 * namesakes.h - who may be the same person under another code, of a whole register at once (inside
 * the guard).
 *
 * A big import and the list of doubts ask it of everybody: people of one name are found by the
 * order of names, and told apart by birth date and organisation in the columns, so that nobody is
 * compared with each of a thousand others.
 */
#ifndef SERVICE_NAMESAKES_H
#define SERVICE_NAMESAKES_H

#include "db/record/tables.h"

struct namesakes;

/* As the transaction sees people now. */
struct namesakes *namesakes_read(struct txn *t);
void namesakes_free(struct namesakes *n); /* NULL is fine */

/* Called with those of the person's name who have the same birth date, or where one of them has
 * none the same organisation: those with lesser ids first, the nearest before the others; false
 * from fn ends it. */
typedef bool namesake_fn(void *context, uint64_t id);
void namesakes_each(const struct namesakes *n, uint64_t id, namesake_fn *fn, void *context);

#endif
