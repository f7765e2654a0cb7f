/* SPDX-License-Identifier: MIT
 * source_plan_items.h - an item of a plan as papers tell of it (inside the document layer).
 */
#ifndef DOCUMENT_SOURCE_PLAN_ITEMS_H
#define DOCUMENT_SOURCE_PLAN_ITEMS_H

#include "document/source.h"

/* The last day of the first event that did it; DATE_NONE: none has. Its events are noted. */
int32_t plan_item_done(struct record_as_of *src, const struct plan_item *item);
/* title, type, level, venue, audience, responsible; publicly: nobody out of the register is named
 */
void plan_item_tell(
    struct record_as_of *src, struct fact_row *row, const struct plan_item *item, bool publicly);
/* The words of the plan, else the days. */
void plan_item_put_term(const struct plan_item *item, struct buf *out);
/* "проведено 12.10.2025"; "перенесено на 14.04.2026: болезнь"; "отменено: нет денег" */
void plan_item_put_mark(const struct plan_item *item, int32_t done, struct buf *out);
/* "2.9" before "2.10" */
int plan_number_compare(const char *a, const char *b);

#endif
