/* SPDX-License-Identifier: MIT
 * row.h - one line of a batch as values: what each kind of row may hold.
 */
#ifndef REGION_BATCH_ROW_H
#define REGION_BATCH_ROW_H

#include <jansson.h>

#include "region/batch/batch.h"

/* Fill row from a line with "op". A key that no row of its kind has is refused, lest something
 * personal slips in. `why` gets the reason of false. */
bool row_read(struct batch_row *row, const json_t *line, enum batch_level level, struct buf *why);

/* Call taker->judge for every part of every day of a line with "figures"; taker NULL: only look. */
enum status
judges_read(const json_t *line, const struct batch_taker *taker, struct buf *why, struct error *e);

#endif
