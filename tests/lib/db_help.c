/* SPDX-License-Identifier: MIT
 * db_help.c - fresh stores, records of any kind.
 */
#include "tests/lib/db_help.h"

char help_folder[LAB_PATH], help_db[LAB_PATH + 16];

struct store *help_store;

int
help_make(void **state)
{
	(void)state;
	lab_folder(help_folder);
	snprintf(help_db, sizeof(help_db), "%s/db", help_folder);
	help_store = lab_create(help_db);
	return 0;
}

int
help_remove(void **state)
{
	(void)state;
	store_close(help_store);
	lab_remove(help_folder);
	return 0;
}

/* The same numbers in every run. */
uint32_t
help_random(uint32_t below)
{
	static uint64_t seed = 20260531;

	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33) % below;
}

static const char *
help_random_text(char *out, size_t size)
{
	static const char *const letters[] = {"а", "ё", "Я", "z", "7", " ", "№", "ў", "-"};
	size_t count = 1 + help_random(20), len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < count; i++)
		len += (size_t)snprintf(out + len, size - len, "%s", letters[help_random(9)]);
	return out;
}

static void
help_fill_field(struct record *r, const struct field *f)
{
	char text[128], list[300];
	size_t words = 0;

	while (f->words != NULL && f->words[words] != NULL)
		words++;
	switch (f->type) {
	case FIELD_DATE:
		record_set_date(r, f, (int32_t)help_random(40000) - 20000);
		break;
	case FIELD_NUMBER:
		record_set_number(r, f, help_random(3) == 0 ? 0 : help_random(1 << 30));
		break;
	case FIELD_YESNO:
		record_set_yes(r, f, true);
		break;
	case FIELD_CHOICE:
		record_set_choice(r, f, (uint8_t)(1 + help_random((uint32_t)words)));
		break;
	case FIELD_REF:
		record_set_ref(r, f, 1 + help_random(1 << 30));
		break;
	case FIELD_CHOICES:
	case FIELD_LIST:
	case FIELD_TERMS:
		snprintf(list, sizeof(list), "%s,", help_random_text(text, sizeof(text)));
		strcat(list, help_random_text(text, sizeof(text)));
		record_set_text(r, f, list, strlen(list));
		break;
	default:
		help_random_text(text, sizeof(text));
		record_set_text(r, f, text, strlen(text));
		break;
	}
}

/* About two thirds of the fields filled, all of them when `full`; two own values at times. */
void
help_fill(struct record *r, bool full)
{
	const struct entity *e = entity_of(r->kind);

	record_clear(r);
	for (size_t i = 0; i < e->count; i++)
		if (full || help_random(3) > 0)
			help_fill_field(r, &e->fields[i]);
	if (full || help_random(2) == 0) {
		record_set_own(r, "b", "своё поле", strlen("своё поле"));
		record_set_own(r, "aa", "x", 1);
	}
}

void
help_image(struct buf *out, const struct record *r, uint64_t stamp)
{
	struct buf body = {0};
	size_t pairs = codec_put_body(&body, r);

	buf_clear(out);
	codec_put_image(out, stamp, buf_slice(&body), pairs);
	buf_free(&body);
}

struct person *
help_person(const char *code, const char *surname, uint64_t organisation)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	lab_set(&p->base, "code", code);
	lab_set(&p->base, "surname", surname);
	lab_set(&p->base, "given_name", "Анна");
	lab_set(&p->base, "position", "учитель");
	p->organisation = organisation;
	p->staff_kind = STAFF_TEACHER;
	p->hired = date_make(2020, 9, 1);
	return p;
}

struct change *
help_change(const char *operation)
{
	return change_new(help_store, &lab_actor, operation, "");
}

/* Write it, which must succeed, and free it; returns the operation's number. */
uint64_t
help_commit(struct change *c)
{
	struct change_obstacle obstacle;
	uint64_t stamp = 0;
	enum status status = change_commit(c, &stamp, &obstacle);

	if (status != ST_OK)
		fail_msg("commit: status %d, kind %d, id %llu", status, obstacle.kind,
		    (unsigned long long)obstacle.id);
	return stamp;
}

/* One record as one operation; r->stamp is the new one afterwards. */
uint64_t
help_put(struct record *r)
{
	struct change *c = help_change("save");

	change_put(c, r);
	r->stamp = help_commit(c);
	return r->stamp;
}

/* An organisation with the id and stamp it got. */
uint64_t
help_organisation(const char *code)
{
	struct record *r = lab_organisation(code);
	uint64_t id;

	help_put(r);
	id = r->id;
	record_free(r);
	return id;
}
