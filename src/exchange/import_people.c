/* SPDX-License-Identifier: MIT
 * import_people.c - the register's people by their names as people compare them, read once an
 * import.
 */
#include "exchange/import_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "db/record/records.h"
#include "service/record/register.h"

struct import_person {
	uint64_t id; /* 0: added by this import */
	char *code;  /* of one that was added, else NULL: the record has it */
	uint64_t organisation;
	int32_t birth_date;
	uint32_t next; /* of the same names, from 1; 0: none */
};

static const struct field *
person_field(const char *id)
{
	return field_find(KIND_PEOPLE, id);
}

/* The entry of the names of r. */
static struct import_key *
names_of(struct import_people *people, const struct record *r)
{
	static const char *const parts[] = {"surname", "given_name", "patronymic"};
	size_t number;

	buf_clear(&people->key);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		compare_put(&people->key, slice_of(record_text(r, person_field(parts[i]))));
		buf_putc(&people->key, '\0');
	}
	number = import_keys_of(&people->names, buf_slice(&people->key));
	return &people->names.entries[number];
}

static void
add_person(struct import_people *people, const struct record *r, const char *code)
{
	struct import_key *names = names_of(people, r);

	ARRAY_ROOM(people->persons, people->count, people->room);
	people->persons[people->count++] = (struct import_person){
	    .id = code == NULL ? r->id : 0,
	    .code = code != NULL ? xstrdup(code) : NULL,
	    .organisation = record_ref(r, person_field("organisation")),
	    .birth_date = record_date(r, person_field("birth_date")),
	    .next = names->place,
	};
	names->place = (uint32_t)people->count;
}

static void
read_register(struct import_people *people, struct txn *t)
{
	struct walk *w = walk_by_id(t, KIND_PEOPLE);
	struct record *r = record_new(KIND_PEOPLE);
	uint64_t id;

	while (walk_next(w, &id))
		if (records_get(t, id, r))
			add_person(people, r, NULL);
	record_free(r);
	walk_close(w);
	people->read = true;
}

static bool
is_same(const struct import_person *person, const struct record *row)
{
	int32_t birth_date = record_date(row, person_field("birth_date"));

	if (birth_date != DATE_NONE && person->birth_date != DATE_NONE)
		return birth_date == person->birth_date;
	return person->organisation == record_ref(row, person_field("organisation"));
}

static void
put_code_of(const struct import_person *person, struct txn *t, struct buf *out)
{
	if (person->code != NULL)
		buf_puts(out, person->code);
	else
		records_put_code(t, KIND_PEOPLE, person->id, out);
}

static void
add_new(
    struct import_people *people, const struct view *v, const struct record *row, struct buf *code)
{
	struct buf next = {0};

	if (people->last.len > 0)
		register_next_code_after(v, KIND_PEOPLE, buf_text(&people->last), &next);
	else
		register_next_code(v, KIND_PEOPLE, &next);
	buf_clear(&people->last);
	buf_put_slice(&people->last, buf_slice(&next));
	buf_put_slice(code, buf_slice(&next));
	add_person(people, row, buf_text(&next));
	buf_free(&next);
}

enum status
import_people_code(
    struct import_people *people, const struct view *v, const struct record *row, struct buf *code)
{
	size_t found = 0;

	if (!people->read)
		read_register(people, v->txn);
	for (uint32_t i = names_of(people, row)->place; i != 0; i = people->persons[i - 1].next) {
		if (!is_same(&people->persons[i - 1], row))
			continue;
		buf_puts(code, found++ > 0 ? ", " : "");
		put_code_of(&people->persons[i - 1], v->txn, code);
	}
	if (found == 0)
		add_new(people, v, row, code);
	return found > 1 ? ST_INVALID : ST_OK;
}

void
import_people_free(struct import_people *people)
{
	for (size_t i = 0; i < people->count; i++)
		free(people->persons[i].code);
	free(people->persons);
	import_keys_free(&people->names);
	buf_free(&people->key);
	buf_free(&people->last);
	*people = (struct import_people){0};
}
