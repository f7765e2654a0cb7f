/* SPDX-License-Identifier: MIT
 * fold.h - words of a fixed set, as typed: case, ё and runs of blanks are forgiven, no mark is.
 * Names and whatever else people write freely are compared by base/compare.h.
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>

#include "base/buf.h"

/* Append a byte for each е or ё of the text (1, 2): the tie-break that puts ё after е. */
void fold_put_yo(struct buf *b, struct slice text);

/* Equal when case, ё and runs of blanks are ignored. */
bool fold_equal(struct slice a, struct slice b);

/* text begins with start when both are folded; an empty start begins everything. */
bool fold_starts(struct slice text, struct slice start);

/* Append the text as the same keys would have typed it in the other keyboard layout (ЙЦУКЕН <->
 * QWERTY): "bdfyjd" -> "иванов", "руддщ" -> "hello". false (and nothing appended) when nothing
 * would change. */
bool fold_put_other_layout(struct buf *b, struct slice text);

/* The Latin key a Cyrillic letter stands on (й -> q, Ж -> ':'), or cp itself. For commands only,
 * never inside text. */
uint32_t fold_key_position(uint32_t cp);

/* The letter of the other alphabet that is drawn alike (Cyrillic О -> Latin O and back), or 0. */
uint32_t fold_look_alike(uint32_t cp);

/* A Latin letter that looks like a Cyrillic one inside a word that is otherwise Cyrillic, or the
 * other way round. Appends the mended text; false (and nothing appended) when nothing is mixed. */
bool fold_put_mended(struct buf *b, struct slice text);

#endif
