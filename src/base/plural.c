/* SPDX-License-Identifier: MIT
 * plural.c - forms beside numbers.
 */
#include "base/plural.h"

const char *
plural(uint64_t n, const char *one, const char *few, const char *many)
{
	uint64_t units = n % 10, tens = n / 10 % 10;

	if (tens == 1 || units == 0 || units >= 5)
		return many;
	return units == 1 ? one : few;
}
