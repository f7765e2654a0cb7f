/* SPDX-License-Identifier: MIT
 * worklists.h - what asks for attention on a day: one table of lists for the home screen, the views
 * of lists, papers and the command.
 *
 * A list is a row of the table in worklists.c: its id, its title, whose records it holds, how they
 * are found (worklists_find.h). All of them are counted in one reading of the columns.
 */
#ifndef SERVICE_WORKLISTS_H
#define SERVICE_WORKLISTS_H

#include "service/core/view.h"

/* What is opened for a record of a list to settle it. */
enum worklist_way {
	SETTLE_FORM,  /* its form, at `field` */
	SETTLE_ENTER, /* the form of a new record of the kind `enter` that names it in `field` */
	SETTLE_HEADS, /* an order on the heads of associations */
	SETTLE_PLAN,  /* the year of the item's plan, in the month of its term */
	SETTLE_PUBLISH,
	SETTLE_DOUBLES,
	SETTLE_REQUESTS, /* the board of requests */
	SETTLE_REPORTS,  /* who has not reported */
	SETTLE_BANK,     /* the bank of materials */
	SETTLE_MENTORING,
	SETTLE_PATHWAYS,
	SETTLE_METHODISTS,
	SETTLE_THERE /* what the list of its kind offers */
};

struct worklist {
	const char *id, *title;
	const char *module; /* the part of the program it comes with; "" */
	enum kind kind;     /* of its records; of a list of pairs, the first part */
	enum kind other;    /* what the second part is, where the list is of pairs */
	bool late;          /* a term has passed already */
	const char *settle; /* what is to be done about it: a phrase for people */
	enum worklist_way way;
	const char *field;
	enum kind enter;
};

/* The lists in their order; NULL behind the last. */
const struct worklist *worklist_at(size_t place);
/* NULL when there is none of that id. */
const struct worklist *worklist_find(const char *id);
size_t worklist_place(const struct worklist *list);

/* Whose records are shown where a list is opened; of a list of pairs those of the second parts. */
enum kind worklist_kind(const struct worklist *list);

/* The records of a list on a day, in no order that means anything; pairs have others[i] to ids[i].
 * Free with worklist_found_free. */
struct worklist_found {
	uint64_t *ids, *others; /* others NULL: no pairs */
	size_t count;
};
void worklist_found_free(struct worklist_found *f);
/* What is shown of it: each of worklist_kind() once, sorted; the caller frees *ids. */
size_t worklist_found_ids(struct worklist_found *f, uint64_t **ids);

/* Several lists of one day are read together: what one has read the others need not read. */
struct worklists_run;
struct worklists_run *worklists_begin(const struct view *v, int32_t on);
void worklists_end(struct worklists_run *run);
/* ST_REFUSED: the list comes with a module the town lacks. */
enum status worklists_ask(struct worklists_run *run, const struct worklist *list,
    struct worklist_found *out, struct error *e);
/* What they are found from, for whoever counts beside them: T and Y of the day, by id of people,
 * and the columns; theirs as long as the run. */
struct sheets;
const bool *worklists_staff(struct worklists_run *run);
const bool *worklists_young(struct worklists_run *run);
struct sheets *worklists_sheets(struct worklists_run *run);

/* Call told() with every list of the town and what it holds on a day, in the table's order. */
typedef void
worklist_told(void *context, const struct worklist *list, const struct worklist_found *found);
enum status worklists_each(
    const struct view *v, int32_t on, worklist_told *told, void *context, struct error *e);

/* Append the codes of a found list as they are printed, sorted: the code of a record, or the parts
 * of its key (of a pair: its two codes) joined by ':'. The caller frees each and *codes. */
size_t worklist_codes(const struct view *v, const struct worklist *list,
    const struct worklist_found *found, char ***codes);

#endif
