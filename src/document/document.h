/* SPDX-License-Identifier: MIT
 * document.h - the papers of the service, each built once as a page.
 *
 * A paper that is signed is made of the facts as they stood with the operation that wrote the last
 * of them, whose journal hash stands under it: printed again in ten years it is the same bytes.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "document/page/page.h"
#include "service/corps/orders.h"
#include "service/corps/roster.h"

/* Each fills a page (page_free it in any case). ST_NOTFOUND, ST_DENIED. */
enum status document_minutes(struct page *p, struct session *s, uint64_t meeting, struct error *e);
enum status document_order(struct page *p, struct session *s, uint64_t order, struct error *e);
/* The order as it would be signed, without a number. */
enum status document_order_project(
    struct page *p, struct session *s, const struct order_project *project, struct error *e);
enum status
document_application(struct page *p, struct session *s, uint64_t application, struct error *e);
/* The roster of a day; publicly: the page for the site. */
enum status
document_roster(struct page *p, struct session *s, int32_t on, bool publicly, struct error *e);
void document_of_roster(struct page *p, struct session *s, const struct roster *r, bool publicly);
/* How many members are needed (clause 2.3), for the school year of the day. */
enum status document_justification(struct page *p, struct session *s, int32_t on, struct error *e);

/* The roster as a table for programs: the columns of the list, full or public. */
void roster_put_csv(const struct roster *r, bool publicly, struct buf *out);
void roster_put_json(const struct roster *r, bool publicly, struct buf *out);

#endif
