/* SPDX-License-Identifier: MIT
 * document.h - the papers of the service, each made as a page by its description.
 *
 * A paper that is signed is made of the facts as they stood with the operation that wrote the last
 * of them: printed again in ten years it is the same bytes.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdio.h>

#include "document/page/page.h"
#include "service/corps/orders.h"
#include "service/corps/roster.h"

/* Of what a paper is made, as its source asks (model/paper/paper_source.h). */
struct paper_call {
	uint64_t record;     /* of the source's kind; the number of an operation */
	int32_t on;          /* the day */
	int32_t from, until; /* the period */
	bool publicly;       /* the roster: as the site shows it */
};

/* Fill a page (page_free it in any case; an empty one where it fails) with the paper of that id.
 * ST_NOTFOUND: the town has no such paper, there is no such record; ST_DENIED. */
enum status document_make(struct page *p, struct session *s, const char *id,
    const struct paper_call *call, struct error *e);
/* The same of a record. */
enum status document_of_record(
    struct page *p, struct session *s, const char *id, uint64_t record, struct error *e);
/* The order as it would be signed, without a number. */
enum status document_order_project(
    struct page *p, struct session *s, const struct order_project *project, struct error *e);
/* A roster that was read already. */
enum status document_of_roster(
    struct page *p, struct session *s, const struct roster *r, bool publicly, struct error *e);

/* The roster as a table for programs: the columns of the list, full or public. */
void roster_put_csv(const struct roster *r, bool publicly, struct buf *out);
void roster_put_json(const struct roster *r, bool publicly, struct buf *out);
enum status roster_write_xlsx(
    struct session *s, const struct roster *r, bool publicly, FILE *f, struct error *e);

#endif
