/* SPDX-License-Identifier: MIT
 * letters.c - mailings looked through for an address.
 */
#include "service/record/letters.h"

#include "base/array.h"
#include "db/record/records.h"
#include "rules/addresses.h"

size_t
letters_to(const struct view *v, const struct record *r, uint64_t **ids)
{
	const struct field *f = field_find(r->kind, "email");
	const char *address = f != NULL ? record_text(r, f) : "";
	struct mailing *m = (struct mailing *)record_new(KIND_MAILINGS);
	struct walk *w = walk_by_id(v->txn, KIND_MAILINGS);
	size_t count = 0, room = 0;
	uint64_t id;

	*ids = NULL;
	while (address[0] != '\0' && walk_next(w, &id)) {
		if (!records_get(v->txn, id, &m->base) || !addresses_have(m->addresses, address))
			continue;
		ARRAY_ROOM(*ids, count, room);
		(*ids)[count++] = id;
	}
	walk_close(w);
	record_free(&m->base);
	return count;
}
