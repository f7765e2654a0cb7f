/* SPDX-License-Identifier: MIT
 * wire.c - typed values over db/item.h, with an error that sticks.
 */
#include "db/record/wire.h"

#include <string.h>

#include "base/utf8.h"

struct wire
wire_of(struct slice bytes)
{
	return (struct wire){.items = items_of(bytes)};
}

static bool
expect(struct wire *w, enum item_type type)
{
	if (!w->bad && !items_expect(&w->items, type))
		w->bad = true;
	return !w->bad;
}

size_t
wire_map(struct wire *w)
{
	if (expect(w, ITEM_MAP) && w->items.value > w->items.rest.len)
		w->bad = true;
	return w->bad ? 0 : (size_t)w->items.value;
}

uint64_t
wire_uint(struct wire *w)
{
	return expect(w, ITEM_UINT) ? w->items.value : 0;
}

bool
wire_bool(struct wire *w)
{
	return expect(w, ITEM_BOOL) && w->items.value != 0;
}

struct slice
wire_text(struct wire *w)
{
	struct slice text = expect(w, ITEM_STRING) ? w->items.text : slice_of("");

	if (utf8_bad_at(text) < text.len || memchr(text.data, '\0', text.len) != NULL)
		w->bad = true;
	return w->bad ? slice_of("") : text;
}

bool
wire_text_into(struct wire *w, char *out, size_t size)
{
	struct slice text = wire_text(w);

	if (text.len >= size) {
		w->bad = true;
		text.len = 0;
	}
	memcpy(out, text.data, text.len);
	out[text.len] = '\0';
	return !w->bad;
}

void
wire_skip(struct wire *w)
{
	if (!w->bad && !items_skip(&w->items))
		w->bad = true;
}

bool
wire_done(const struct wire *w)
{
	return !w->bad && w->items.rest.len == 0;
}
