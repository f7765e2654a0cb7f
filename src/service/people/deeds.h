/* SPDX-License-Identifier: MIT
 * deeds.h - what is done with several records at once: which, and as of when they were seen.
 */
#ifndef SERVICE_PEOPLE_DEEDS_H
#define SERVICE_PEOPLE_DEEDS_H

#include <stddef.h>
#include <stdint.h>

/* Records as they were shown: none newer than the operation `seen`, the newest there was then. */
struct shown_records {
	const uint64_t *ids;
	size_t count;
	uint64_t seen;
};

#endif
