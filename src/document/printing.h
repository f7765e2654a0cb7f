/* SPDX-License-Identifier: MIT
 * printing.h - what the journal says of a printed paper, so that it can be printed again.
 */
#ifndef DOCUMENT_PRINTING_H
#define DOCUMENT_PRINTING_H

#include "document/page/page.h"

/* Append "order R0033 --format pdf (запись № 12)": of page.command what stands behind `document`,
 * and page.operation. Where it is printed by no such command: `otherwise`. */
void printing_put(struct buf *out, const char *command, const char *otherwise,
    enum page_format format, uint64_t operation);

/* Cut such a text to what `document` is asked, "order R0033 --format pdf", and return the number of
 * the operation; 0: it tells none. */
uint64_t printing_part(struct buf *what);

#endif
