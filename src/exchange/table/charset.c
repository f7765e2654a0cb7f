/* SPDX-License-Identifier: MIT
 * charset.c - every encoding reads the bytes, and the one that makes the likeliest words has it.
 *
 * Letters of one encoding are, in another, other letters, of the other case, or signs: "Химия" in
 * KOI8-R reads "уХЛХЪ" as Windows-1251. Nobody writes a capital after a small letter in most words,
 * nor a currency sign inside them; and where all letters are capitals, there are more О than Щ in
 * any list.
 */
#include "exchange/table/charset.h"

/* What a byte is. Quiet ones are no letters, but may stand anywhere; signs are no part of a word;
 * anything above 0x7F that is not listed is odd: a clerk has no use for it. */
enum class { ODD, QUIET, SIGN, SMALL, CAPITAL };

/* Letters of a range follow one another in the alphabet from the first; OTHER is a letter of the
 * neighbours, or ё. */
struct range {
	unsigned char from, to;
	enum class is;
	unsigned char first;
};

enum { RANGES = 28, BYTES = 256, OTHER = 32 };

/* How many of a thousand letters of Russian are this one, from а to я, then any other. */
static const unsigned char frequencies[OTHER + 1] = {80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44,
    32, 67, 110, 28, 47, 55, 63, 26, 3, 10, 5, 14, 7, 4, 0, 19, 17, 3, 6, 20, 2};

/* The alphabet in the order of KOI8-R: ю а б ц д е ф г х и ... */
static const unsigned char koi8_order[OTHER] = {30, 0, 1, 22, 4, 5, 20, 3, 21, 8, 9, 10, 11, 12, 13,
    14, 15, 31, 16, 17, 18, 19, 6, 2, 28, 27, 7, 24, 29, 25, 23, 26};

/* A fault weighs as much as a common letter. An encoding is another one only if it makes the text
 * likelier by LIKELIER for each byte it reads otherwise, and by SURE: a word or two prove nothing.
 */
enum { FAULT = 60, LIKELIER = 8, SURE = 150 };

/* More than so much tells nothing new. */
enum { LOOKED_AT = 1 << 20 };

static const struct charset {
	const char *name;           /* NULL: Windows-1251 */
	const unsigned char *order; /* NULL: that of the alphabet */
	struct range ranges[RANGES];
} charsets[] = {
    {.ranges = {{0xC0, 0xDF, CAPITAL, 0}, {0xE0, 0xFF, SMALL, 0}, {0xA8, 0xA8, CAPITAL, OTHER},
	 {0xB8, 0xB8, SMALL, OTHER}, {0xAF, 0xAF, CAPITAL, OTHER}, {0xBF, 0xBF, SMALL, OTHER},
	 {0xAA, 0xAA, CAPITAL, OTHER}, {0xBA, 0xBA, SMALL, OTHER}, {0xB2, 0xB2, CAPITAL, OTHER},
	 {0xB3, 0xB3, SMALL, OTHER}, {0xB4, 0xB4, SMALL, OTHER}, {0xA5, 0xA5, CAPITAL, OTHER},
	 {0xA1, 0xA1, CAPITAL, OTHER}, {0xA2, 0xA2, SMALL, OTHER}, {0xA0, 0xA0, QUIET, 0},
	 {0xAD, 0xAD, QUIET, 0}, {0x91, 0x92, QUIET, 0}, {0x96, 0x97, QUIET, 0},
	 {0x82, 0x82, SIGN, 0}, {0x84, 0x85, SIGN, 0}, {0x93, 0x95, SIGN, 0}, {0xA7, 0xA7, SIGN, 0},
	 {0xAB, 0xAB, SIGN, 0}, {0xB0, 0xB0, SIGN, 0}, {0xB7, 0xB7, SIGN, 0}, {0xB9, 0xB9, SIGN, 0},
	 {0xBB, 0xBB, SIGN, 0}}},
    {.name = "KOI8-R",
	.order = koi8_order,
	.ranges = {{0xC0, 0xDF, SMALL, 0}, {0xE0, 0xFF, CAPITAL, 0}, {0xA3, 0xA3, SMALL, OTHER},
	    {0xB3, 0xB3, CAPITAL, OTHER}, {0x9A, 0x9A, QUIET, 0}, {0x9C, 0x9C, SIGN, 0},
	    {0x9E, 0x9E, SIGN, 0}}},
    {.name = "CP866",
	.ranges = {{0x80, 0x9F, CAPITAL, 0}, {0xA0, 0xAF, SMALL, 0}, {0xE0, 0xEF, SMALL, 16},
	    {0xF0, 0xF0, CAPITAL, OTHER}, {0xF1, 0xF1, SMALL, OTHER}, {0xFF, 0xFF, QUIET, 0},
	    {0xF8, 0xF8, SIGN, 0}, {0xFA, 0xFA, SIGN, 0}, {0xFC, 0xFC, SIGN, 0}}},
    {.name = "Mac Cyrillic",
	.ranges = {{0x80, 0x9F, CAPITAL, 0}, {0xE0, 0xFE, SMALL, 0}, {0xDF, 0xDF, SMALL, 31},
	    {0xDD, 0xDD, CAPITAL, OTHER}, {0xDE, 0xDE, SMALL, OTHER}, {0xCA, 0xCA, QUIET, 0},
	    {0xD0, 0xD1, QUIET, 0}, {0xD4, 0xD5, QUIET, 0}, {0xD2, 0xD3, SIGN, 0},
	    {0xD7, 0xD7, SIGN, 0}, {0xDC, 0xDC, SIGN, 0}, {0xC7, 0xC9, SIGN, 0},
	    {0xA1, 0xA1, SIGN, 0}, {0xA4, 0xA5, SIGN, 0}}},
};

enum { CHARSETS = sizeof(charsets) / sizeof(charsets[0]) };

/* What every byte is in an encoding, and how likely. */
struct reading_table {
	unsigned char is[BYTES], frequency[BYTES];
};

static void
list_letters(struct reading_table *t, const struct charset *c, const struct range *range)
{
	for (int byte = range->from; byte <= range->to; byte++) {
		int letter = range->first == OTHER ? OTHER : range->first + byte - range->from;

		if (letter != OTHER && c->order != NULL)
			letter = c->order[letter];
		t->is[byte] = (unsigned char)range->is;
		t->frequency[byte] = range->is >= SMALL ? frequencies[letter] : 0;
	}
}

static void
list_bytes(struct reading_table *t, const struct charset *c)
{
	*t = (struct reading_table){0};
	for (int i = 0; i < 0x80; i++)
		t->is[i] = QUIET;
	for (int i = 0; i < RANGES && c->ranges[i].to != 0; i++)
		list_letters(t, c, &c->ranges[i]);
}

/* How likely the bytes, so read, are words. Faults are odd characters, a capital behind a small
 * letter, a sign between two small ones. */
static long
weigh(const struct charset *c, struct slice bytes)
{
	struct reading_table t;
	const unsigned char *p = bytes.data;
	enum class before = QUIET, last = QUIET;
	long likely = 0;

	list_bytes(&t, c);
	for (size_t i = 0; i < bytes.len; i++) {
		enum class now = (enum class)t.is[p[i]];

		likely += t.frequency[p[i]];
		if (now == ODD || (now == CAPITAL && last == SMALL) ||
		    (now == SMALL && last == SIGN && before == SMALL))
			likely -= FAULT;
		before = last;
		last = now;
	}
	return likely;
}

/* How many of the bytes the encoding reads otherwise than Windows-1251. */
static long
count_different(const struct charset *c, struct slice bytes)
{
	struct reading_table t, windows;
	const unsigned char *p = bytes.data;
	long n = 0;

	list_bytes(&t, c);
	list_bytes(&windows, &charsets[0]);
	for (size_t i = 0; i < bytes.len; i++)
		n += t.is[p[i]] != windows.is[p[i]] || t.frequency[p[i]] != windows.frequency[p[i]];
	return n;
}

const char *
charset_other(struct slice bytes)
{
	const char *name = NULL;
	long windows, best = 0;

	if (bytes.len > LOOKED_AT)
		bytes = slice_make(bytes.data, LOOKED_AT);
	windows = weigh(&charsets[0], bytes);

	for (int i = 1; i < CHARSETS; i++) {
		long better = weigh(&charsets[i], bytes) - windows -
		    LIKELIER * count_different(&charsets[i], bytes) - SURE;

		if (better <= best)
			continue;
		best = better;
		name = charsets[i].name;
	}
	return name;
}
