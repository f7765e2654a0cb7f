/* SPDX-License-Identifier: MIT
 * suggest.c - what may have been meant: an edit distance over letters that look alike.
 */
#include "base/suggest.h"

#include <string.h>

#include "base/utf8.h"

/* A Cyrillic letter drawn like a Latin one, each pair "Cyrillic, Latin". */
static const struct {
	uint32_t cyrillic, latin;
} lookalikes[] = {
    {.cyrillic = 0x430, .latin = 'a'},
    {.cyrillic = 0x432, .latin = 'b'},
    {.cyrillic = 0x435, .latin = 'e'},
    {.cyrillic = 0x43A, .latin = 'k'},
    {.cyrillic = 0x43C, .latin = 'm'},
    {.cyrillic = 0x43D, .latin = 'h'},
    {.cyrillic = 0x43E, .latin = 'o'},
    {.cyrillic = 0x440, .latin = 'p'},
    {.cyrillic = 0x441, .latin = 'c'},
    {.cyrillic = 0x442, .latin = 't'},
    {.cyrillic = 0x443, .latin = 'y'},
    {.cyrillic = 0x445, .latin = 'x'},
};

/* Lower case, Latin where the two alphabets look alike. */
static uint32_t
plain_letter(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0x410 && cp <= 0x42F))
		cp += 0x20;
	for (size_t i = 0; i < sizeof(lookalikes) / sizeof(*lookalikes); i++)
		if (lookalikes[i].cyrillic == cp)
			return lookalikes[i].latin;
	return cp;
}

static size_t
plain_letters(const char *s, uint32_t out[SUGGEST_LENGTH])
{
	const char *end = s + strlen(s);
	size_t count = 0;

	while (s < end && count < SUGGEST_LENGTH)
		out[count++] = plain_letter(utf8_next(&s, end));
	return count;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
suggest_distance(const char *a, const char *b)
{
	uint32_t left[SUGGEST_LENGTH], right[SUGGEST_LENGTH];
	size_t row[SUGGEST_LENGTH + 1];
	size_t nleft = plain_letters(a, left), nright = plain_letters(b, right);

	for (size_t j = 0; j <= nright; j++)
		row[j] = j;
	for (size_t i = 1; i <= nleft; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= nright; j++) {
			size_t changed = diagonal + (left[i - 1] != right[j - 1]);

			diagonal = row[j];
			row[j] = least(changed, least(row[j], row[j - 1]) + 1);
		}
	}
	return row[nright];
}

/* The start of a longer word is as good as a slip of the finger. */
static size_t
distance_to(const char *wanted, const char *word)
{
	size_t len = strlen(wanted);

	return len >= 2 && strncmp(wanted, word, len) == 0 ? 1 : suggest_distance(wanted, word);
}

void
suggest_try(struct suggest *n, const char *word)
{
	size_t limit = utf8_count(n->wanted) / 3 + 1;
	size_t distance = distance_to(n->wanted, word), at = n->count;

	if (distance > limit || strlen(word) >= sizeof(n->words[0]))
		return;
	for (size_t i = 0; i < n->count; i++)
		if (strcmp(n->words[i], word) == 0)
			return;
	while (at > 0 && n->distances[at - 1] > distance)
		at--;
	if (at == SUGGEST_WORDS)
		return;
	if (n->count < SUGGEST_WORDS)
		n->count++;
	for (size_t i = n->count - 1; i > at; i--) {
		memcpy(n->words[i], n->words[i - 1], sizeof(n->words[i]));
		n->distances[i] = n->distances[i - 1];
	}
	memcpy(n->words[at], word, strlen(word) + 1);
	n->distances[at] = distance;
}

void
suggest_put(const struct suggest *n, const char *prefix, struct buf *out)
{
	if (n->count == 0)
		return;
	buf_puts(out, "; может быть, ");
	for (size_t i = 0; i < n->count; i++)
		buf_printf(out, "%s«%s%s»",
		    i == 0                  ? ""
			: i + 1 == n->count ? " или "
					    : ", ",
		    prefix, n->words[i]);
	buf_putc(out, '?');
}
