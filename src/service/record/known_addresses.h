/* SPDX-License-Identifier: MIT
 * known_addresses.h - the addresses of mail that stand with somebody, or stood.
 */
#ifndef SERVICE_KNOWN_ADDRESSES_H
#define SERVICE_KNOWN_ADDRESSES_H

#include "service/core/view.h"

struct known_addresses {
	char **items;
	size_t count, room;
};

/* Of the person's record and their applications, now and before; each once. Free it. */
void known_addresses_read(const struct view *v, uint64_t person, struct known_addresses *out);
void known_addresses_free(struct known_addresses *a);

/* Leave out those that stand with another person, an organisation or a contact today: they are
 * somebody else's as well. */
void known_addresses_keep_own(const struct view *v, uint64_t person, struct known_addresses *a);

#endif
