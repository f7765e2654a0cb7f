/* SPDX-License-Identifier: MIT
 * plural.h - which form of a Russian word stands beside a number.
 */
#ifndef BASE_PLURAL_H
#define BASE_PLURAL_H

#include <stdint.h>

/* 1, 21 член; 2, 3, 24 члена; 5, 11, 100 членов. */
const char *plural(uint64_t n, const char *one, const char *few, const char *many);

#endif
