/* SPDX-License-Identifier: MIT
 * telephones.c - the digits of every telephone of a kind, a line each.
 */
#include "service/list/telephones.h"

#include <string.h>

#include "base/array.h"
#include "db/record/codec.h"
#include "db/record/journal.h"
#include "service/list/images.h"
#include "service/list/natural.h"

/* Fewer digits are found in too many telephones. */
enum { DIGITS_LEAST = 5 };

static void
put_digits(struct buf *out, struct slice text)
{
	const char *p = text.data;

	for (size_t i = 0; i < text.len; i++)
		if (p[i] >= '0' && p[i] <= '9')
			buf_putc(out, p[i]);
}

/* Nothing but digits and what is written between them. */
static bool
is_telephone(const char *typed)
{
	size_t digits = 0;

	for (const char *p = typed; *p != '\0'; p++) {
		if (*p >= '0' && *p <= '9')
			digits++;
		else if (strchr(" +-()", *p) == NULL)
			return false;
	}
	return digits >= DIGITS_LEAST;
}

struct noting {
	struct known_telephones *known;
	const struct field *field;
};

static void
note_telephone(void *context, uint64_t id, struct slice image)
{
	struct noting *n = context;
	struct known_telephones *k = n->known;
	struct slice text;

	if (!codec_find_text(image, n->field->number, &text))
		return;
	ARRAY_ROOM(k->lines, k->count, k->room);
	k->lines[k->count++] = (struct telephone_line){.id = id, .at = k->digits.len};
	put_digits(&k->digits, text);
	buf_putc(&k->digits, '\n');
}

static const struct known_telephones *
know(const struct view *v, enum kind kind, const struct field *phone)
{
	struct known_telephones *k = &v->session->telephones;
	struct noting noting = {.known = k, .field = phone};
	struct view own = *v;

	if (k->kind == kind && natural_is_good(v->txn, kind, &k->sequence))
		return k;
	known_telephones_free(k);
	k->kind = kind;
	if (images_read(&own, kind, NULL, note_telephone, &noting, NULL, NULL) == ST_OK)
		k->sequence = journal_last(v->txn);
	return k;
}

/* The line that the place lies in. */
static size_t
line_at(const struct known_telephones *k, size_t place)
{
	size_t low = 0, high = k->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (k->lines[middle].at <= place)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static void
find_digits(const struct known_telephones *k, struct slice digits, struct idset *found)
{
	const char *start = k->digits.data, *end = start + k->digits.len, *p = start;

	while ((p = memmem(p, (size_t)(end - p), digits.data, digits.len)) != NULL) {
		size_t line = line_at(k, (size_t)(p - start));

		idset_add(found, k->lines[line].id);
		p = line + 1 < k->count ? start + k->lines[line + 1].at : end;
	}
}

/* 8 900 and +7 900 are the same number. */
static struct slice
without_trunk(struct slice digits)
{
	const char *d = digits.data;
	bool trunk = digits.len == 11 && (d[0] == '7' || d[0] == '8');

	return trunk ? slice_make(d + 1, digits.len - 1) : digits;
}

void
telephones_find(const struct view *v, enum kind kind, const char *typed, struct idset *found)
{
	const struct field *phone = field_find(kind, "phone");
	struct buf digits = {0};

	if (phone == NULL || !is_telephone(typed))
		return;
	put_digits(&digits, slice_of(typed));
	find_digits(know(v, kind, phone), without_trunk(buf_slice(&digits)), found);
	buf_free(&digits);
}
