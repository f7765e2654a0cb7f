/* SPDX-License-Identifier: MIT
 * highlight.c - the words that were searched for, found again in what is shown.
 */
#include "screens/widget/highlight.h"

#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/die.h"
#include "base/utf8.h"

void
highlight_clear(struct highlight *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->words[i]);
	f->count = 0;
}

void
highlight_set(struct highlight *f, const char *query)
{
	struct buf words = {0};
	struct slice rest, word;

	highlight_clear(f);
	if (query == NULL)
		return;
	compare_put_query(&words, slice_of(query));
	for (rest = buf_slice(&words);
	     f->count < HIGHLIGHT_WORDS && compare_next_word(&rest, &word); f->count++) {
		f->words[f->count] = xstrndup(word.data, word.len);
		f->lengths[f->count] = word.len;
	}
	buf_free(&words);
}

/* A text as it is searched, and for each byte of that where its letter stands in the text. */
struct folded {
	struct buf bytes;
	struct place {
		size_t from, to;
	} * places;
	size_t capacity;
};

static void
add_letter(struct folded *f, uint32_t letter, size_t from, size_t to)
{
	size_t before = f->bytes.len;

	utf8_put(&f->bytes, letter);
	if (f->bytes.len > f->capacity) {
		f->capacity = f->bytes.len * 2;
		f->places = xrealloc(f->places, f->capacity * sizeof(*f->places));
	}
	for (size_t i = before; i < f->bytes.len; i++)
		f->places[i] = (struct place){.from = from, .to = to};
}

static void
fold_text(struct folded *f, const char *text)
{
	struct comparing c = compare_begin(slice_of(text), COMPARE_PLAIN);
	uint32_t letter;

	*f = (struct folded){0};
	add_letter(f, COMPARE_BLANK, 0, 0); /* what begins a figure searched as №3 */
	while ((letter = compare_next(&c)) != COMPARE_END)
		add_letter(f, letter, (size_t)(c.from - text), (size_t)(c.to - text));
}

static void
folded_free(struct folded *f)
{
	buf_free(&f->bytes);
	free(f->places);
}

static void
each_place(const struct folded *folded, struct slice word, highlight_fn *fn, void *context)
{
	const char *start = buf_text(&folded->bytes), *p = start, *end = start + folded->bytes.len;
	size_t blank = word.len > 0 && *(const char *)word.data == COMPARE_BLANK;

	while ((p = memmem(p, (size_t)(end - p), word.data, word.len)) != NULL) {
		size_t from = folded->places[(size_t)(p - start) + blank].from;

		p += word.len;
		fn(context, from, folded->places[p - start - 1].to - from);
	}
}

void
highlight_each(const struct highlight *f, const char *text, highlight_fn *fn, void *context)
{
	struct folded folded;

	if (f->count == 0 || *text == '\0')
		return;
	fold_text(&folded, text);
	for (size_t i = 0; i < f->count; i++)
		each_place(&folded, slice_make(f->words[i], f->lengths[i]), fn, context);
	folded_free(&folded);
}

bool
highlight_all(const struct highlight *f, const char *text)
{
	struct buf sought = {0};
	bool all = true;

	compare_put_sought(&sought, slice_of(text));
	for (size_t i = 0; all && i < f->count; i++)
		all = memmem(buf_text(&sought), sought.len, f->words[i], f->lengths[i]) != NULL;
	buf_free(&sought);
	return all;
}
