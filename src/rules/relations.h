/* SPDX-License-Identifier: MIT
 * relations.h - which sums over groups of people follow from others: town = its organisations; two
 * levels together = the schools. Pure.
 *
 * A group is given by a sketch, the sum of random numbers of its people modulo RELATIONS_PRIME,
 * `width` of them. Groups are tied by a relation when their sketches are: that they are so by
 * chance is as likely as one in 2^31.
 */
#ifndef RULES_RELATIONS_H
#define RULES_RELATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RELATIONS_PRIME UINT32_C(2147483647)

/* The numbers of sketches that many groups want. */
static inline size_t
relations_width(size_t groups)
{
	return groups + 1;
}
/* The i-th random number of somebody. */
uint32_t relations_number(uint64_t person, size_t i);

struct relations;
/* sketches: relations_width(groups) numbers of each group. */
struct relations *relations_find(const uint32_t *sketches, size_t groups);
void relations_free(struct relations *r); /* NULL is fine */

/* Does a sum that is hidden follow from those that are told? Then *tied has, for each group,
 * whether it stands in what it follows from (freed by the caller). */
bool relations_follow(const struct relations *r, const bool *hidden, bool **tied);

#endif
