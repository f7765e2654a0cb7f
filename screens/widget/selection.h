/* SPDX-License-Identifier: MIT
 * selection.h - the records somebody has marked, by id.
 */
#ifndef SCREENS_SELECTION_H
#define SCREENS_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct selection {
	uint64_t *ids; /* ascending */
	size_t count, room;
};

bool selection_has(const struct selection *m, uint64_t id);
void selection_toggle(struct selection *m, uint64_t id);
/* Mark all of these besides, or turn each of them over. */
void selection_add(struct selection *m, const uint64_t *ids, size_t n);
void selection_invert(struct selection *m, const uint64_t *ids, size_t n);
void selection_clear(struct selection *m);

#endif
