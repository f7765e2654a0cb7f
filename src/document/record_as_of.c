/* SPDX-License-Identifier: MIT
 * record_as_of.c - reading for papers.
 */
#include "document/record_as_of.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "db/record/history.h"
#include "db/record/records.h"

void
record_as_of_open(struct record_as_of *src, struct session *s)
{
	*src = (struct record_as_of){.as_of = 0};
	view_open(&src->view, s);
}

enum status
record_as_of_close(struct record_as_of *src, struct error *e)
{
	enum status st = view_status(&src->view, e);

	view_close(&src->view);
	return st;
}

/* The newest image not younger than the operation, else the oldest there is. */
static bool
get_image(struct record_as_of *src, uint64_t id, struct record *out)
{
	enum kind kind = out->kind;
	uint64_t *stamps;
	size_t count = history_stamps(src->view.txn, kind, id, &stamps), at = count;
	bool found = false;

	while (at > 0 && src->as_of != 0 && stamps[at - 1] > src->as_of)
		at--;
	for (size_t i = at; i > 0 && !found; i--)
		found = history_get(src->view.txn, id, stamps[i - 1], out, NULL);
	for (size_t i = at; i < count && !found; i++)
		found = history_get(src->view.txn, id, stamps[i], out, NULL);
	free(stamps);
	if (found)
		out->id = id;
	return found;
}

bool
record_as_of_get(struct record_as_of *src, uint64_t id, struct record *out)
{
	bool found = id != 0 && records_get(src->view.txn, id, out);

	if (id != 0 && (!found || (src->as_of != 0 && out->stamp > src->as_of)))
		found = get_image(src, id, out);
	if (found && out->stamp > src->latest)
		src->latest = out->stamp;
	return found;
}

void
record_as_of_note(struct record_as_of *src, enum kind kind, uint64_t id)
{
	struct record *r = record_new(kind);

	record_as_of_get(src, id, r);
	record_free(r);
}

/* "А. " of Анна. */
static void
put_initial(struct buf *out, const char *name)
{
	utf8_put_initial(out, name);
	buf_puts(out, name[0] != '\0' ? " " : "");
}

void
record_as_of_put_signature(struct record_as_of *src, uint64_t person, struct buf *out)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (record_as_of_get(src, person, &p->base)) {
		put_initial(out, p->given_name);
		put_initial(out, p->patronymic);
		buf_puts(out, p->surname);
	}
	record_free(&p->base);
}

void
record_as_of_put_short_name(struct record_as_of *src, uint64_t person, struct buf *out)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct buf initials = {0};

	if (record_as_of_get(src, person, &p->base)) {
		put_initial(&initials, p->given_name);
		put_initial(&initials, p->patronymic);
		buf_printf(out, "%s %s", p->surname, buf_text(&initials));
		buf_truncate(out, out->len - 1); /* the blank behind the last initial */
	}
	buf_free(&initials);
	record_free(&p->base);
}

void
record_as_of_put_name(struct record_as_of *src, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *r = record_new(kind);
	const char *between = "";

	if (record_as_of_get(src, id, r)) {
		for (const char *const *name = entity_of(kind)->names; *name != NULL; name++) {
			const char *text = record_text(r, field_find(kind, *name));

			if (*text == '\0')
				continue;
			buf_printf(out, "%s%s", between, text);
			between = " ";
		}
	}
	record_free(r);
}
