/* SPDX-License-Identifier: MIT
 * feed_row.c - rows of a batch: their keys and their order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "exchange/export.h"
#include "exchange/feed/feed_parts.h"

void
feed_rows_free(struct feed_rows *rows)
{
	free(rows->items);
	arena_free(&rows->arena);
	*rows = (struct feed_rows){0};
}

enum feed_type
feed_row_type(const struct feed_row *row)
{
	return (enum feed_type) * (const unsigned char *)row->order.data;
}

_Static_assert((int)FACT_TYPES <= (int)FEED_SORTS, "kinds of facts are told apart");

size_t
feed_row_sort(const struct feed_row *row)
{
	enum feed_type type = feed_row_type(row);

	if (type != FEED_PART && type != FEED_FACT && type != FEED_ITEM)
		return 0;
	return ((const unsigned char *)row->order.data)[1];
}

void
feed_put_text(struct buf *out, const char *name, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	buf_printf(out, ",\"%s\":", name);
	json_put_string(out, text);
}

void
feed_put_date(struct buf *out, const char *name, int32_t date)
{
	if (date == DATE_NONE || date == FACT_OPEN)
		return;
	buf_printf(out, ",\"%s\":\"", name);
	date_put_iso(out, date);
	buf_putc(out, '"');
}

/* order and key are taken and freed. */
static void
add(struct feed_rows *rows, struct buf *order, struct buf *key, const char *rest)
{
	struct feed_row row = {.rest = rest != NULL ? arena_strdup(&rows->arena, rest) : NULL};

	row.order = slice_make(arena_strndup(&rows->arena, order->data, order->len), order->len);
	row.key = arena_strndup(&rows->arena, buf_text(key), key->len);
	ARRAY_ROOM(rows->items, rows->count, rows->room);
	rows->items[rows->count++] = row;
	buf_free(order);
	buf_free(key);
}

void
feed_rows_add_part(struct feed_rows *rows, bool association, const char *code, const char *rest)
{
	struct buf order = {0}, key = {0};

	buf_putc(&order, FEED_PART);
	buf_putc(&order, association ? 1 : 0);
	buf_puts(&order, code);
	buf_printf(&key, "\"t\":\"part\",\"kind\":\"%s\",\"code\":",
	    association ? "association" : "organisation");
	json_put_string(&key, code);
	add(rows, &order, &key, rest);
}

void
feed_rows_add_person(struct feed_rows *rows, const char *pseudonym, const char *rest)
{
	struct buf order = {0}, key = {0};

	buf_putc(&order, FEED_PERSON);
	buf_puts(&order, pseudonym);
	buf_printf(&key, "\"t\":\"person\",\"id\":\"%s\"", pseudonym);
	add(rows, &order, &key, rest);
}

static const char *const fact_words[FACT_TYPES] = {
    [FACT_MEMBER] = "member",
    [FACT_ASSESSED] = "assessed",
    [FACT_TRAINED] = "trained",
    [FACT_PATHWAY] = "pathway",
    [FACT_METHODIST] = "methodist",
    [FACT_ATTACHED] = "attached",
    [FACT_SUPPORTED] = "supported",
};

void
feed_rows_add_fact(struct feed_rows *rows, enum fact_type type, uint64_t id, const char *rest)
{
	struct buf order = {0}, key = {0};

	buf_putc(&order, FEED_FACT);
	buf_putc(&order, (char)type);
	buf_put_be(&order, id, 8);
	buf_printf(&key, "\"t\":\"fact\",\"id\":%llu,\"kind\":\"%s\"", (unsigned long long)id,
	    fact_words[type]);
	add(rows, &order, &key, rest);
}

void
feed_rows_add_item(struct feed_rows *rows, bool event, uint64_t id, const char *rest)
{
	struct buf order = {0}, key = {0};

	buf_putc(&order, FEED_ITEM);
	buf_putc(&order, event ? 1 : 0);
	buf_put_be(&order, id, 8);
	buf_printf(&key, "\"t\":\"item\",\"id\":%llu,\"source\":\"%s\"", (unsigned long long)id,
	    event ? "event" : "item");
	add(rows, &order, &key, rest);
}

static int
compare(const void *a, const void *b)
{
	const struct feed_row *x = a, *y = b;

	return slice_compare(x->order, y->order);
}

void
feed_rows_sort(struct feed_rows *rows)
{
	size_t kept = 0;

	if (rows->count > 0)
		qsort(rows->items, rows->count, sizeof(*rows->items), compare);
	for (size_t i = 0; i < rows->count; i++)
		if (i == 0 || compare(&rows->items[i], &rows->items[kept - 1]) != 0)
			rows->items[kept++] = rows->items[i];
	rows->count = kept;
}
