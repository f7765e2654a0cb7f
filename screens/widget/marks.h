/* SPDX-License-Identifier: MIT
 * marks.h - the records somebody has marked, by id.
 */
#ifndef SCREENS_MARKS_H
#define SCREENS_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct marks {
	uint64_t *ids; /* ascending */
	size_t count, room;
};

bool marks_has(const struct marks *m, uint64_t id);
void marks_toggle(struct marks *m, uint64_t id);
/* Mark all of these besides, or turn each of them over. */
void marks_add(struct marks *m, const uint64_t *ids, size_t n);
void marks_invert(struct marks *m, const uint64_t *ids, size_t n);
void marks_clear(struct marks *m);

#endif
