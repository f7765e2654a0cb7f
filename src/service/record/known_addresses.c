/* SPDX-License-Identifier: MIT
 * known_addresses.c - every image of somebody's records is looked into.
 */
#include "service/record/known_addresses.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/history.h"
#include "db/record/records.h"

static void
add(struct known_addresses *a, const char *address)
{
	if (address[0] == '\0')
		return;
	for (size_t i = 0; i < a->count; i++)
		if (strcasecmp(a->items[i], address) == 0)
			return;
	ARRAY_ROOM(a->items, a->count, a->room);
	a->items[a->count++] = xstrdup(address);
}

static const char *
email_of(const struct record *r)
{
	return record_text(r, field_find(r->kind, "email"));
}

static void
add_images(const struct view *v, enum kind kind, uint64_t id, struct known_addresses *out)
{
	uint64_t *stamps;
	size_t count = history_stamps(v->txn, kind, id, &stamps);
	struct record *r = record_new(kind);

	for (size_t i = count; i-- > 0;)
		if (history_get(v->txn, id, stamps[i], r, NULL))
			add(out, email_of(r));
	record_free(r);
	free(stamps);
}

void
known_addresses_read(const struct view *v, uint64_t person, struct known_addresses *out)
{
	struct walk *w;
	uint64_t id;

	*out = (struct known_addresses){.count = 0};
	add_images(v, KIND_PEOPLE, person, out);
	w = walk_referring(
	    v->txn, KIND_APPLICATIONS, field_find(KIND_APPLICATIONS, "person"), person);
	while (walk_next(w, &id))
		add_images(v, KIND_APPLICATIONS, id, out);
	walk_close(w);
}

static void
drop(struct known_addresses *a, const char *address)
{
	for (size_t i = 0; i < a->count; i++)
		if (strcasecmp(a->items[i], address) == 0) {
			free(a->items[i]);
			a->items[i] = a->items[--a->count];
			return;
		}
}

void
known_addresses_keep_own(const struct view *v, uint64_t person, struct known_addresses *a)
{
	static const enum kind kinds[] = {KIND_PEOPLE, KIND_ORGANISATIONS, KIND_CONTACTS};

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]) && a->count > 0; k++) {
		struct record *r = record_new(kinds[k]);
		struct walk *w = walk_by_id(v->txn, kinds[k]);
		uint64_t id;

		while (walk_next(w, &id))
			if ((kinds[k] != KIND_PEOPLE || id != person) && records_get(v->txn, id, r))
				drop(a, email_of(r));
		walk_close(w);
		record_free(r);
	}
}

void
known_addresses_free(struct known_addresses *a)
{
	for (size_t i = 0; i < a->count; i++)
		free(a->items[i]);
	free(a->items);
	*a = (struct known_addresses){.count = 0};
}
