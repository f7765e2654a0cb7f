/* SPDX-License-Identifier: MIT
 * bulk.h - the same record for many people at once: twenty teachers, one assessment.
 *
 * A pattern is a record of a kind that names a person (assessments, trainings, pathways,
 * methodists, attachments, support, members of associations, participants of events) with
 * everything filled but the person.
 */
#ifndef SERVICE_BULK_H
#define SERVICE_BULK_H

#include "service/core/view.h"

enum { BULK_MOST = 2000 }; /* people at once */

/* Kinds that can be entered so, in the order they are offered; ends with KIND_COUNT. */
const enum kind *bulk_kinds(void);
/* The field of such a kind that names the person; NULL for any other kind. */
const struct field *bulk_person_field(enum kind kind);

/* What stands in the way of one of the people's records. */
struct bulk_fault {
	size_t at; /* which of the people */
	const struct field *field;
	char *sentence;
};

/* Check the record each of the people would get, as register_check() does. Returns how many people
 * have a fault; *faults (free with bulk_faults_free) is in the order of the people. */
size_t bulk_check(const struct view *v, const struct record *pattern, const uint64_t *people,
    size_t count, struct bulk_fault **faults, size_t *nfaults);
void bulk_faults_free(struct bulk_fault *faults, size_t count);

/* Write them all as one operation, which is undone as one; or none. ST_INVALID names the first
 * people whose record has a fault, and how many there are. ST_REFUSED: nobody, or more than
 * BULK_MOST, or another kind. ST_DENIED. draft: the account's draft of that id goes in the same
 * transaction; NULL: none. */
enum status bulk_save(struct session *s, const struct record *pattern, const uint64_t *people,
    size_t count, const uint64_t *draft, struct error *e);

#endif
