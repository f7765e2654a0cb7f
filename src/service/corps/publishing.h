/* SPDX-License-Identifier: MIT
 * publishing.h - each list put on the site is journalled; a revoked consent is a reminder until the
 * next one.
 */
#ifndef SERVICE_PUBLISHING_H
#define SERVICE_PUBLISHING_H

#include <stdio.h>

#include "service/corps/roster.h"

/* Puts the page of a list into the file; what could not be written is seen by the caller. */
typedef void page_writer(const void *context, FILE *f);

struct page_file {
	const char *path; /* NULL: the page goes another way, and only the list is journalled */
	bool replace;     /* over a file that is there */
	page_writer *write;
	const void *context;
	const char *note; /* what the journal says of the page (taken_put_file); NULL: nothing */
};

/* Journals what a page shows; called when the page is whole and on the disk. */
typedef enum status page_record(void *context, struct error *e);
/* Write the page beside its place, let it be journalled, then put it in its place. ST_REFUSED with
 * *recorded: it is journalled, but could not take its place; e tells where it lies. */
enum status publishing_page(const struct page_file *page, page_record *record, void *context,
    bool *recorded, struct error *e);

/* Write the page of the list (of roster_open, publicly) to a file and journal that it is on the
 * site from its day on. The page is whole and on the disk, beside its place, before it is
 * journalled, and in its place only afterwards; a device or a pipe is written before. So nothing is
 * journalled that nobody could put on the site.
 *
 * Where it may go says base/delivery.h.
 * *id is the new publication's, or 0. ST_REFUSED: the file cannot be written, the day of the list
 * is after today or before the last publication's; ST_CONFLICT: somebody changed memberships or
 * consents since the list was made; ST_DENIED. ST_REFUSED with *id not 0: journalled, but the page
 * could not take its place; e tells where it lies. */
enum status publishing_to_file(struct session *s, const struct roster *list,
    const struct page_file *page, uint64_t *id, struct error *e);

/* Somebody who was on the list revoked, and no list was published since. */
struct reminder {
	uint64_t consent, person;
	int32_t revoked, deadline;
	bool overdue; /* the deadline is before the day asked for */
};
/* Reminders open on a day, most urgent first; the caller frees *out. */
size_t publishing_reminders(const struct view *v, int32_t on, struct reminder **out);

/* The newest publication made by the day; 0 when there is none. */
uint64_t publishing_last(const struct view *v, int32_t on);

#endif
