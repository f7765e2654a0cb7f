/* SPDX-License-Identifier: MIT
 * cbor_values.c - typed values over db/item.h, with an error that sticks.
 */
#include "db/record/cbor_values.h"

#include <string.h>

#include "base/utf8.h"

struct cbor_values
cbor_values_of(struct slice bytes)
{
	return (struct cbor_values){.items = cbor_of(bytes)};
}

static bool
expect(struct cbor_values *w, enum cbor_head type)
{
	if (!w->bad && !cbor_expect(&w->items, type))
		w->bad = true;
	return !w->bad;
}

size_t
cbor_values_map(struct cbor_values *w)
{
	if (expect(w, CBOR_MAP) && w->items.value > w->items.rest.len)
		w->bad = true;
	return w->bad ? 0 : (size_t)w->items.value;
}

uint64_t
cbor_values_uint(struct cbor_values *w)
{
	return expect(w, CBOR_UINT) ? w->items.value : 0;
}

bool
cbor_values_bool(struct cbor_values *w)
{
	return expect(w, CBOR_BOOL) && w->items.value != 0;
}

struct slice
cbor_values_text(struct cbor_values *w)
{
	struct slice text = expect(w, CBOR_STRING) ? w->items.text : slice_of("");

	if (utf8_bad_at(text) < text.len || memchr(text.data, '\0', text.len) != NULL)
		w->bad = true;
	return w->bad ? slice_of("") : text;
}

bool
cbor_values_text_into(struct cbor_values *w, char *out, size_t size)
{
	struct slice text = cbor_values_text(w);

	if (text.len >= size) {
		w->bad = true;
		text.len = 0;
	}
	memcpy(out, text.data, text.len);
	out[text.len] = '\0';
	return !w->bad;
}

void
cbor_values_skip(struct cbor_values *w)
{
	if (!w->bad && !cbor_skip(&w->items))
		w->bad = true;
}

bool
cbor_values_done(const struct cbor_values *w)
{
	return !w->bad && w->items.rest.len == 0;
}
