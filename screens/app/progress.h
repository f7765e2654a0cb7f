/* SPDX-License-Identifier: MIT
 * progress.h - when to say how far something long has come: not at once, and not all the time.
 */
#ifndef SCREENS_PROGRESS_H
#define SCREENS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* {0}: nothing is running. Times in ms. */
struct progress {
	int64_t begun, drawn;
	size_t done;
};

/* It has come to `done`; less than before is another work. true: say so now. */
bool progress_is_due(struct progress *p, size_t done, int64_t now);

#endif
