/* SPDX-License-Identifier: MIT
 * plain.h - what stands for marks beyond Cyrillic where they cannot be shown.
 */
#ifndef SCREENS_PLAIN_H
#define SCREENS_PLAIN_H

#include <stdint.h>

/* An ASCII character for a mark of ours; every other code point is itself. */
uint32_t plain_mark(uint32_t cp);

#endif
