/* SPDX-License-Identifier: MIT
 * charset.c - every encoding reads the bytes, and the one that makes the fewest impossible words
 * has it.
 *
 * Letters of one encoding are, in another, letters of the other case, or signs: "Химия" in KOI8-R
 * reads "уХЛХЪ" as Windows-1251. Nobody writes a capital after a small letter in most words, nor a
 * currency sign inside them.
 */
#include "exchange/charset.h"

/* What a byte is. Quiet ones are no letters, but may stand anywhere; signs are no part of a word;
 * anything above 0x7F that is not listed is odd: a clerk has no use for it. */
enum class { ODD, QUIET, SIGN, SMALL, CAPITAL };

struct range {
	unsigned char from, to;
	enum class is;
};

enum { RANGES = 28, BYTES = 256 };

static const struct charset {
	const char *name; /* NULL: Windows-1251 */
	struct range ranges[RANGES];
} charsets[] = {
    {.ranges = {{0xC0, 0xDF, CAPITAL}, {0xE0, 0xFF, SMALL}, {0xA8, 0xA8, CAPITAL},
	 {0xB8, 0xB8, SMALL}, {0xAF, 0xAF, CAPITAL}, {0xBF, 0xBF, SMALL}, {0xAA, 0xAA, CAPITAL},
	 {0xBA, 0xBA, SMALL}, {0xB2, 0xB2, CAPITAL}, {0xB3, 0xB4, SMALL}, {0xA5, 0xA5, CAPITAL},
	 {0xA1, 0xA1, CAPITAL}, {0xA2, 0xA2, SMALL}, {0xA0, 0xA0, QUIET}, {0xAD, 0xAD, QUIET},
	 {0x91, 0x92, QUIET}, {0x96, 0x97, QUIET}, {0x82, 0x82, SIGN}, {0x84, 0x85, SIGN},
	 {0x93, 0x95, SIGN}, {0xA7, 0xA7, SIGN}, {0xAB, 0xAB, SIGN}, {0xB0, 0xB0, SIGN},
	 {0xB7, 0xB7, SIGN}, {0xB9, 0xB9, SIGN}, {0xBB, 0xBB, SIGN}}},
    {.name = "KOI8-R",
	.ranges = {{0xC0, 0xDF, SMALL}, {0xE0, 0xFF, CAPITAL}, {0xA3, 0xA3, SMALL},
	    {0xB3, 0xB3, CAPITAL}, {0x9A, 0x9A, QUIET}, {0x9C, 0x9C, SIGN}, {0x9E, 0x9E, SIGN}}},
    {.name = "CP866",
	.ranges = {{0x80, 0x9F, CAPITAL}, {0xA0, 0xAF, SMALL}, {0xE0, 0xEF, SMALL},
	    {0xF0, 0xF0, CAPITAL}, {0xF1, 0xF1, SMALL}, {0xFF, 0xFF, QUIET}, {0xF8, 0xF8, SIGN},
	    {0xFA, 0xFA, SIGN}, {0xFC, 0xFC, SIGN}}},
    {.name = "Mac Cyrillic",
	.ranges = {{0x80, 0x9F, CAPITAL}, {0xE0, 0xFE, SMALL}, {0xDF, 0xDF, SMALL},
	    {0xDD, 0xDD, CAPITAL}, {0xDE, 0xDE, SMALL}, {0xCA, 0xCA, QUIET}, {0xD0, 0xD1, QUIET},
	    {0xD4, 0xD5, QUIET}, {0xD2, 0xD3, SIGN}, {0xD7, 0xD7, SIGN}, {0xDC, 0xDC, SIGN},
	    {0xC7, 0xC9, SIGN}, {0xA1, 0xA1, SIGN}, {0xA4, 0xA5, SIGN}}},
};

enum { CHARSETS = sizeof(charsets) / sizeof(charsets[0]) };

static void
list_classes(const struct charset *c, unsigned char classes[BYTES])
{
	for (int i = 0; i < BYTES; i++)
		classes[i] = i < 0x80 ? QUIET : ODD;
	for (int i = 0; i < RANGES && c->ranges[i].to != 0; i++)
		for (int byte = c->ranges[i].from; byte <= c->ranges[i].to; byte++)
			classes[byte] = (unsigned char)c->ranges[i].is;
}

/* Places where the bytes, so read, are no words: odd characters, a capital behind a small letter, a
 * sign between two small ones. */
static size_t
count_faults(const struct charset *c, struct slice bytes)
{
	unsigned char classes[BYTES];
	const unsigned char *p = bytes.data;
	enum class before = QUIET, last = QUIET;
	size_t faults = 0;

	list_classes(c, classes);
	for (size_t i = 0; i < bytes.len; i++) {
		enum class now = (enum class)classes[p[i]];

		faults += now == ODD || (now == CAPITAL && last == SMALL) ||
		    (now == SMALL && last == SIGN && before == SMALL);
		before = last;
		last = now;
	}
	return faults;
}

const char *
charset_other(struct slice bytes)
{
	/* One slip makes no other encoding. */
	size_t windows = count_faults(&charsets[0], bytes), best = windows;
	const char *name = NULL;

	for (int i = 1; i < CHARSETS && best > 0; i++) {
		size_t faults = count_faults(&charsets[i], bytes);

		if (faults < best && faults * 2 + 1 < windows) {
			best = faults;
			name = charsets[i].name;
		}
	}
	return name;
}
