/* SPDX-License-Identifier: MIT
 * tally.c - times of one thing done again and again.
 */
#include "tests/lib/tally.h"

#include <stdlib.h>
#include <time.h>

static double
milliseconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

double
cpu_ms(void)
{
	return milliseconds(CLOCK_PROCESS_CPUTIME_ID);
}

double
wall_ms(void)
{
	return milliseconds(CLOCK_MONOTONIC);
}

void
tally_add(struct tally *t, double ms)
{
	if (t->count < TALLY_MOST)
		t->values[t->count++] = ms;
}

bool
tally_is_enough(const struct tally *t)
{
	double spent = 0;

	for (size_t i = 0; i < t->count; i++)
		spent += t->values[i];
	return t->count >= TALLY_ENOUGH || (t->count >= TALLY_LEAST && spent >= TALLY_WHILE);
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
at(struct tally *t, size_t i)
{
	qsort(t->values, t->count, sizeof(t->values[0]), by_value);
	return t->count > 0 ? t->values[i] : 0;
}

double
tally_middle(struct tally *t)
{
	return at(t, t->count / 2);
}

double
tally_p99(struct tally *t)
{
	return at(t, (t->count * 99 + 99) / 100 - (t->count > 0));
}
