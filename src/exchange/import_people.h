/* SPDX-License-Identifier: MIT
 * import_people.h - who a row without a code speaks of: people are known by their names and the
 * birth date, or where it is not known on both sides by their organisation.
 */
#ifndef EXCHANGE_IMPORT_PEOPLE_H
#define EXCHANGE_IMPORT_PEOPLE_H

#include "exchange/import_keys.h"
#include "service/core/view.h"

struct import_person;

/* Everybody in the register, and those the import has added; {0} is not read yet. */
struct import_people {
	struct import_keys names; /* place: the first of those called so, from 1 */
	struct import_person *persons;
	size_t count, room;
	struct buf key, last; /* last: the code given last */
	bool read;
};

/* Append the code of the one person row speaks of (its names, birth date and organisation are
 * read): ST_OK. Nobody: a new code that continues the register's own, ST_OK too; from then on the
 * import knows them. Several are alike: ST_INVALID, and their codes are appended, with commas. */
enum status import_people_code(
    struct import_people *people, const struct view *v, const struct record *row, struct buf *code);
void import_people_free(struct import_people *people);

#endif
