/* SPDX-License-Identifier: MIT
 * fold.c - words of a fixed set, the two keyboard layouts, look-alike letters.
 */
#include "base/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

/* The small letter, with е for ё and one sign for all dashes. */
static uint32_t
fold_letter(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0x0410 && cp <= 0x042F))
		return cp + 0x20;
	if (cp >= 0x0430 && cp <= 0x044F)
		return cp; /* as most are */
	if (cp == 0x0401 || cp == 0x0451)
		return 0x0435; /* ё, Ё -> е */
	if (cp >= 0x2010 && cp <= 0x2015)
		return '-';
	return cp < 0x80 ? cp : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

/* A text being folded, letter by letter. */
struct folding {
	const char *p, *end;
	bool begun; /* a letter was given: blanks count from here on */
};

enum { FOLD_END = 0xFFFFFFFF };

/* The next folded letter, blanks squeezed and dropped at both ends; FOLD_END at the end. */
static uint32_t
fold_next(struct folding *f)
{
	bool blank = false;

	while (f->p < f->end) {
		const char *at = f->p;
		uint32_t cp = utf8_next_letter(&f->p, f->end);

		if ((cp <= ' ' || cp == 0xA0 || cp >= 0x1680) && utf8_is_blank(cp)) {
			blank = blank || f->begun;
			continue;
		}
		if (cp == UTF8_BAD || cp < 0x20 || cp == 0x7F)
			continue;
		if (blank) {
			f->p = at; /* the letter comes next time */
			f->begun = false;
			return ' ';
		}
		f->begun = true;
		return fold_letter(cp);
	}
	return FOLD_END;
}

static struct folding
folding_of(struct slice text)
{
	return (struct folding){.p = text.data, .end = (const char *)text.data + text.len};
}

void
fold_put_yo(struct buf *b, struct slice text)
{
	const char *p = text.data, *end = p + text.len;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == 0x0435 || cp == 0x0415)
			buf_putc(b, 1);
		else if (cp == 0x0451 || cp == 0x0401)
			buf_putc(b, 2);
	}
}

bool
fold_equal(struct slice a, struct slice b)
{
	struct folding fa = folding_of(a), fb = folding_of(b);
	uint32_t letter;

	do {
		letter = fold_next(&fa);
		if (letter != fold_next(&fb))
			return false;
	} while (letter != FOLD_END);
	return true;
}

bool
fold_starts(struct slice text, struct slice start)
{
	struct folding ft = folding_of(text), fs = folding_of(start);
	uint32_t letter;

	while ((letter = fold_next(&fs)) != FOLD_END)
		if (letter != fold_next(&ft))
			return false;
	return true;
}

/* The letter keys of a Russian keyboard, in the order of the same keys of a Latin one. */
static const char *const latin_keys =
    "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
static const uint32_t russian_keys[] = {0x451, 0x439, 0x446, 0x443, 0x43A, 0x435, 0x43D, 0x433,
    0x448, 0x449, 0x437, 0x445, 0x44A, 0x444, 0x44B, 0x432, 0x430, 0x43F, 0x440, 0x43E, 0x43B,
    0x434, 0x436, 0x44D, 0x44F, 0x447, 0x441, 0x43C, 0x438, 0x442, 0x44C, 0x431, 0x44E, 0x401,
    0x419, 0x426, 0x423, 0x41A, 0x415, 0x41D, 0x413, 0x428, 0x429, 0x417, 0x425, 0x42A, 0x424,
    0x42B, 0x412, 0x410, 0x41F, 0x420, 0x41E, 0x41B, 0x414, 0x416, 0x42D, 0x42F, 0x427, 0x421,
    0x41C, 0x418, 0x422, 0x42C, 0x411, 0x42E};

enum { LAYOUT_KEYS = sizeof(russian_keys) / sizeof(russian_keys[0]) };

uint32_t
fold_key_position(uint32_t cp)
{
	for (int i = 0; i < LAYOUT_KEYS; i++)
		if (russian_keys[i] == cp)
			return (unsigned char)latin_keys[i];
	return cp;
}

static uint32_t
typed_in_russian(uint32_t cp)
{
	const char *key = cp != 0 && cp < 0x80 ? strchr(latin_keys, (int)cp) : NULL;

	return key != NULL ? russian_keys[key - latin_keys] : cp;
}

bool
fold_put_other_layout(struct buf *b, struct slice text)
{
	const char *p = text.data, *end = p + text.len;
	size_t start = b->len;
	bool changed = false, latin = false;

	for (const char *q = p; q < end;) {
		uint32_t cp = utf8_next(&q, end);

		latin = latin || (cp < 0x80 && ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z'));
	}
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		uint32_t other = cp == UTF8_BAD ? '?'
		    : latin                     ? typed_in_russian(cp)
						: fold_key_position(cp);

		changed = changed || other != cp;
		utf8_put(b, other);
	}
	if (!changed)
		buf_truncate(b, start);
	return changed;
}

/* Latin and Cyrillic letters drawn alike, pair by pair. */
static const char look_latin[] = "ABCEHKMOPTXYaceopxy";
static const uint32_t look_russian[] = {0x410, 0x412, 0x421, 0x415, 0x41D, 0x41A, 0x41C, 0x41E,
    0x420, 0x422, 0x425, 0x423, 0x430, 0x441, 0x435, 0x43E, 0x440, 0x445, 0x443};
enum { LOOK_PAIRS = sizeof(look_latin) - 1 };

static bool
is_russian(uint32_t cp)
{
	return (cp >= 0x410 && cp <= 0x44F) || cp == 0x401 || cp == 0x451;
}

static bool
is_latin(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static uint32_t
look_alike(uint32_t cp, bool to_russian)
{
	for (int i = 0; i < LOOK_PAIRS; i++) {
		if (to_russian && (uint32_t)look_latin[i] == cp)
			return look_russian[i];
		if (!to_russian && look_russian[i] == cp)
			return (uint32_t)look_latin[i];
	}
	return 0;
}

uint32_t
fold_look_alike(uint32_t cp)
{
	return is_russian(cp) ? look_alike(cp, false) : look_alike(cp, true);
}

/* One word [p, end): mend it towards the alphabet whose letters cannot be mistaken. */
static bool
put_mended_word(struct buf *b, const char *p, const char *end)
{
	bool only_russian = false, only_latin = false, russian = false, latin = false, to_russian;

	for (const char *q = p; q < end;) {
		uint32_t cp = utf8_next(&q, end);

		if (is_russian(cp))
			russian = true, only_russian |= look_alike(cp, false) == 0;
		else if (is_latin(cp))
			latin = true, only_latin |= look_alike(cp, true) == 0;
	}
	if (!(russian && latin) || (only_russian && only_latin)) {
		buf_put(b, p, (size_t)(end - p));
		return false;
	}
	to_russian = !only_latin;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		uint32_t other =
		    (to_russian ? is_latin(cp) : is_russian(cp)) ? look_alike(cp, to_russian) : 0;

		utf8_put(b, other != 0 ? other : cp);
	}
	return true;
}

bool
fold_put_mended(struct buf *b, struct slice text)
{
	const char *p = text.data, *end = p + text.len, *word = p;
	size_t start = b->len;
	bool mended = false;

	while (p < end) {
		const char *at = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp != UTF8_BAD && (is_russian(cp) || is_latin(cp)))
			continue;
		mended |= put_mended_word(b, word, at);
		buf_put(b, at, (size_t)(p - at));
		word = p;
	}
	mended |= put_mended_word(b, word, end);
	if (!mended)
		buf_truncate(b, start);
	return mended;
}
