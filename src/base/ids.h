/* SPDX-License-Identifier: MIT
 * ids.h - numbers in order, each once.
 */
#ifndef BASE_IDS_H
#define BASE_IDS_H

#include <stddef.h>
#include <stdint.h>

/* Sort and drop what repeats; returns how many are left. ids may be NULL when count is 0. */
size_t ids_sort_unique(uint64_t *ids, size_t count);

#endif
