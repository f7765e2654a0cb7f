/* SPDX-License-Identifier: MIT
 * subject_match.c - subjects are named in any case of their words: endings are left off.
 */
#include "rules/subject_match.h"

#include <string.h>

#include "base/compare.h"

enum { SHORT = 4 /* letters of a word that tells a subject, and that keeps its ending */ };

/* A letter is a byte in the form of compare.h. */
static bool
is_vowel(char letter)
{
	struct buf vowels = {0};
	bool is;

	compare_put(&vowels, slice_of("аеиоуыэюя"));
	is = memchr(buf_text(&vowels), letter, vowels.len) != NULL;
	buf_free(&vowels);
	return is;
}

/* "русский", "начальные", "история" lose two letters, "математика" one. */
static size_t
stem_length(const char *word, size_t len)
{
	return len <= SHORT ? len : is_vowel(word[len - 2]) ? len - 2 : len - 1;
}

/* A stem at the beginning of a word of the text, which begins with a blank. */
static bool
is_there(struct slice text, const char *word, size_t len)
{
	struct buf stem = {0};
	bool there;

	buf_putc(&stem, COMPARE_BLANK);
	buf_put_slice(&stem, slice_make(word, stem_length(word, len)));
	there = memmem(text.data, text.len, buf_text(&stem), stem.len) != NULL;
	buf_free(&stem);
	return there;
}

static bool
is_area_named(struct slice area, struct slice text)
{
	struct buf form = {0};
	size_t words = 0, found = 0;

	compare_put(&form, area);
	for (const char *w = buf_text(&form); *w != '\0'; w += *w == COMPARE_BLANK) {
		const char separators[] = {COMPARE_BLANK, '\0'};
		size_t len = strcspn(w, separators);

		if (len >= SHORT) {
			words++;
			found += is_there(text, w, len);
		}
		w += len;
	}
	buf_free(&form);
	return words > 0 && found == words;
}

bool
subject_is_named(struct slice areas, struct slice text)
{
	const char *at = areas.data, *end = at + areas.len;
	struct buf form = {0};
	bool named = false;

	compare_put_sought(&form, text);
	while (at < end && !named) {
		const char *to = at;

		while (to < end && strchr(",;(", *to) == NULL)
			to++;
		named = is_area_named(slice_make(at, (size_t)(to - at)), buf_slice(&form));
		at = to < end ? to + 1 : end;
	}
	buf_free(&form);
	return named;
}
