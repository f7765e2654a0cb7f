/* SPDX-License-Identifier: MIT
 * record_as_of.c - reading for papers.
 */
#include "document/record_as_of.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "db/record/history.h"
#include "db/record/journal.h"
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
get_image(const struct record_as_of *src, uint64_t id, struct record *out)
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
record_as_of_get(const struct record_as_of *src, uint64_t id, struct record *out)
{
	if (id == 0)
		return false;
	if (records_get(src->view.txn, id, out) && (src->as_of == 0 || out->stamp <= src->as_of))
		return true;
	return get_image(src, id, out);
}

/* "А. " of Анна. */
static void
put_initial(struct buf *out, const char *name)
{
	utf8_put_initial(out, name);
	buf_puts(out, name[0] != '\0' ? " " : "");
}

void
record_as_of_put_signature(const struct record_as_of *src, uint64_t person, struct buf *out)
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
record_as_of_put_short_name(const struct record_as_of *src, uint64_t person, struct buf *out)
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
record_as_of_put_name(const struct record_as_of *src, enum kind kind, uint64_t id, struct buf *out)
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

void
record_as_of_put_seal(const struct record_as_of *src, uint64_t operation, struct page *p)
{
	struct journal_row row;
	struct buf text = {0};
	char hash[2 * JOURNAL_HASH + 1];

	if (!journal_get(src->view.txn, operation, &row))
		return;
	buf_printf(&text, "Запись журнала № %llu: %s", (unsigned long long)operation,
	    sodium_bin2hex(hash, sizeof(hash), row.hash, JOURNAL_HASH));
	page_set_foot(p, buf_text(&text));
	journal_row_free(&row);
	buf_free(&text);
}

/* Russian and Latin letters; others as they are. */
static uint32_t
capital(uint32_t cp)
{
	if ((cp >= 0x0430 && cp <= 0x044F) || (cp >= 'a' && cp <= 'z'))
		return cp - 0x20;
	return cp == 0x0451 ? 0x0401 : cp;
}

void
record_as_of_put_capitals(struct buf *out, const char *word)
{
	const char *end = word + strlen(word);

	while (word < end)
		utf8_put(out, capital(utf8_next(&word, end)));
}

void
record_as_of_put_capital(struct buf *out, const char *word)
{
	const char *end = word + strlen(word);

	if (word == end)
		return;
	utf8_put(out, capital(utf8_next(&word, end)));
	buf_puts(out, word);
}
