/* SPDX-License-Identifier: MIT
 * words.h - numbers, counts and moments as people write them.
 */
#ifndef SCREENS_WORDS_H
#define SCREENS_WORDS_H

#include <stdint.h>

#include "base/buf.h"

/* "1 000 000" */
void words_put_number(struct buf *out, uint64_t n);

/* "2 черновика" */
void
words_put_count(struct buf *out, uint64_t n, const char *one, const char *few, const char *many);

/* A moment beside today: "сегодня 17:40", "вчера 17:40", "29.05.2026 17:40". */
void words_put_moment(struct buf *out, int64_t seconds, int32_t today);

/* "МБОУ «СОШ № 8»" -> "СОШ № 8": in a column the legal form would take the room of the name. */
void words_put_without_form(struct buf *out, const char *name);

/* A phrase as a whole sentence: a capital first, a full stop last. */
void words_put_sentence(struct buf *out, const char *phrase);

#endif
