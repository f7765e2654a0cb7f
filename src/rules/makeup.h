/* SPDX-License-Identifier: MIT
 * makeup.h - which people the parts of a town have in common on a day, for rules/suppress.h. Pure.
 */
#ifndef RULES_MAKEUP_H
#define RULES_MAKEUP_H

#include <stddef.h>
#include <stdint.h>

struct makeup {
	size_t parts;
	uint32_t *common;   /* parts * parts: how many are in both; with themselves: the staff */
	uint32_t *sketches; /* of the parts' people (rules/relations.h) */
};

/* Of so many parts, without anybody. makeup_free when done. */
void makeup_begin(struct makeup *m, size_t parts);
/* Somebody at work that day, and the parts they are in, each once. */
void makeup_add(struct makeup *m, uint64_t person, const uint32_t *parts, size_t count);
void makeup_free(struct makeup *m);

#endif
