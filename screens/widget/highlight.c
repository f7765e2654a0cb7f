/* SPDX-License-Identifier: MIT
 * highlight.c - the words that were searched for, found again in what is shown.
 */
#include "screens/widget/highlight.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/fold.h"
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
	struct buf folded = {0};
	const char *p, *end;

	highlight_clear(f);
	if (query == NULL)
		return;
	fold_put(&folded, slice_of(query));
	p = buf_text(&folded);
	end = p + folded.len;
	while (p < end && f->count < HIGHLIGHT_WORDS) {
		const char *blank = memchr(p, FOLD_BLANK, (size_t)(end - p));
		size_t len = (size_t)((blank != NULL ? blank : end) - p);

		if (len > 0) {
			f->words[f->count] = xstrndup(p, len);
			f->lengths[f->count++] = len;
		}
		p += len + (blank != NULL);
	}
	buf_free(&folded);
}

/* The text folded letter by letter, and for each folded byte where its letter begins in the text.
 */
struct folded {
	struct buf bytes;
	size_t *origin; /* bytes.len + 1 of them */
};

static void
fold_text(struct folded *f, const char *text)
{
	const char *p = text, *end = text + strlen(text);
	size_t room = (size_t)(end - p) * 4 + 1;

	f->bytes = (struct buf){0};
	f->origin = xcalloc(room + 1, sizeof(*f->origin));
	while (p < end) {
		const char *start = p;
		size_t before = f->bytes.len;

		utf8_next(&p, end);
		fold_put(&f->bytes, slice_make(start, (size_t)(p - start)));
		if (f->bytes.len == before)
			buf_putc(&f->bytes, FOLD_BLANK);
		for (size_t i = before; i < f->bytes.len && i < room; i++)
			f->origin[i] = (size_t)(start - text);
	}
	if (f->bytes.len < room)
		f->origin[f->bytes.len] = (size_t)(end - text);
}

void
highlight_each(const struct highlight *f, const char *text, highlight_fn *fn, void *context)
{
	struct folded folded;

	if (f->count == 0 || *text == '\0')
		return;
	fold_text(&folded, text);
	for (size_t i = 0; i < f->count; i++) {
		const char *start = buf_text(&folded.bytes), *p = start,
			   *end = start + folded.bytes.len;

		while ((p = memmem(p, (size_t)(end - p), f->words[i], f->lengths[i])) != NULL) {
			size_t from = folded.origin[p - start];

			p += f->lengths[i];
			fn(context, from, folded.origin[p - start] - from);
		}
	}
	buf_free(&folded.bytes);
	free(folded.origin);
}

bool
highlight_all(const struct highlight *f, const char *text)
{
	struct buf folded = {0};
	bool all = true;

	fold_put(&folded, slice_of(text));
	for (size_t i = 0; all && i < f->count; i++)
		all = memmem(buf_text(&folded), folded.len, f->words[i], f->lengths[i]) != NULL;
	buf_free(&folded);
	return all;
}
