/* SPDX-License-Identifier: MIT
 * tally.h - times of one thing done again and again, in milliseconds: the middle one and the one
 * that 99 of a hundred do not exceed.
 */
#ifndef TESTS_LIB_TALLY_H
#define TESTS_LIB_TALLY_H

#include <stdbool.h>
#include <stddef.h>

/* 99 of a hundred are told from the worst by a hundred; what takes long is done as often as fits in
 * a while. */
enum { TALLY_MOST = 1000, TALLY_ENOUGH = 100, TALLY_LEAST = 9, TALLY_WHILE = 3000 };

struct tally {
	double values[TALLY_MOST];
	size_t count;
};

double cpu_ms(void);  /* of this process */
double wall_ms(void); /* of the clock that only goes forward */

void tally_add(struct tally *t, double ms);
/* ENOUGH of them, or LEAST and a WHILE spent on it. */
bool tally_is_enough(const struct tally *t);

/* 0 when there are none. They put the values in order. */
double tally_middle(struct tally *t);
double tally_p99(struct tally *t); /* of fewer than a hundred the worst */

#endif
