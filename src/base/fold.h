/* SPDX-License-Identifier: MIT
 * fold.h - text as people look it up: one byte a letter, in Russian order.
 *
 * Folding drops case, takes ё for е, squeezes blanks, and maps a letter to one byte:
 *   0x02 blank, 0x03 hyphen and dashes, 0x04-0x22 other ASCII marks, 0x23-0x2C digits,
 *   0x2D-0x46 a-z, 0x47-0x66 а-я; anything else as its lower-case UTF-8 (bytes from 0x80).
 * So memcmp() of two folded texts is the order of a Russian card file (letters а-я with ё as е,
 * space and hyphen before letters), and memmem() on it is a search that forgives. The table is
 * frozen: stored keys depend on it, never on the machine's libc.
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>

#include "base/buf.h"

enum { FOLD_BLANK = 0x02 };

/* Append the folded text. Blanks at both ends are dropped. */
void fold_put(struct buf *b, struct slice text);

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
