/* SPDX-License-Identifier: MIT
 * golden.h - a text held against an expected file, which can be made anew.
 */
#ifndef TESTS_LIB_GOLDEN_H
#define TESTS_LIB_GOLDEN_H

#include "base/buf.h"

/* The file holds the text. With METODAKTIV_GOLDEN set (make golden) it is written first. */
void assert_golden(const char *path, const struct buf *got);

#endif
