/* SPDX-License-Identifier: MIT
 * compare.c - the form of a text in which people would call it the same.
 */
#include "base/compare.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum { DIGITS = 0x23, LATIN = 0x2D, RUSSIAN = 0x47 };

/* The byte of a small Russian letter. */
#define RU(letter) (RUSSIAN + ((letter)-0x430))

/* What stands between two letters; all of it, as bits. */
enum {
	GAP_APOSTROPHE = 0x01,
	GAP_DASH = 0x02,
	GAP_MARK = 0x04,
	GAP_BLANK = 0x08,
	GAP_NUMBER = 0x10, /* №, or N before a figure */
	GAP_NOTHING = 0,
	GAP_LETTER = 0x80 /* no gap */
};

/* The Cyrillic letter drawn as a Latin one in capitals; 0 where there is none. I is drawn as І, and
 * that is taken for И: so numerals agree in whatever alphabet each of their letters was typed. */
static const unsigned char latin_shapes[26] = {['a' - 'a'] = RU(U'а'),
    ['b' - 'a'] = RU(U'в'),
    ['c' - 'a'] = RU(U'с'),
    ['e' - 'a'] = RU(U'е'),
    ['h' - 'a'] = RU(U'н'),
    ['i' - 'a'] = RU(U'и'),
    ['k' - 'a'] = RU(U'к'),
    ['m' - 'a'] = RU(U'м'),
    ['o' - 'a'] = RU(U'о'),
    ['p' - 'a'] = RU(U'р'),
    ['t' - 'a'] = RU(U'т'),
    ['x' - 'a'] = RU(U'х'),
    ['y' - 'a'] = RU(U'у')};

enum { CYRILLIC = 0x400, CYRILLIC_END = 0x530 };

#define BESIDE(capital, small, byte) [(capital)-CYRILLIC] = (byte), [(small)-CYRILLIC] = (byte)

/* Letters beside Russian ones that Unicode does not take apart into a letter and a mark; those it
 * does (ї, ў, ӣ, ӑ) are taken apart. */
static const unsigned char neighbours[CYRILLIC_END - CYRILLIC] = {
    BESIDE(U'Ё', U'ё', RU(U'е')),
    BESIDE(U'Є', U'є', RU(U'е')),
    BESIDE(U'І', U'і', RU(U'и')),
    BESIDE(U'Ї', U'ї', RU(U'и')),
    BESIDE(U'Ґ', U'ґ', RU(U'г')),
    BESIDE(U'Ғ', U'ғ', RU(U'г')),
    BESIDE(U'Ҕ', U'ҕ', RU(U'г')),
    BESIDE(U'Ӷ', U'ӷ', RU(U'г')),
    BESIDE(U'Җ', U'җ', RU(U'ж')),
    BESIDE(U'Ҙ', U'ҙ', RU(U'з')),
    BESIDE(U'Қ', U'қ', RU(U'к')),
    BESIDE(U'Ҡ', U'ҡ', RU(U'к')),
    BESIDE(U'Ҝ', U'ҝ', RU(U'к')),
    BESIDE(U'Ӄ', U'ӄ', RU(U'к')),
    BESIDE(U'Љ', U'љ', RU(U'л')),
    BESIDE(U'Њ', U'њ', RU(U'н')),
    BESIDE(U'Ң', U'ң', RU(U'н')),
    BESIDE(U'Ҥ', U'ҥ', RU(U'н')),
    BESIDE(U'Ӈ', U'ӈ', RU(U'н')),
    BESIDE(U'Ө', U'ө', RU(U'о')),
    BESIDE(U'Ҫ', U'ҫ', RU(U'с')),
    BESIDE(U'Ұ', U'ұ', RU(U'у')),
    BESIDE(U'Ү', U'ү', RU(U'у')),
    BESIDE(U'Һ', U'һ', RU(U'х')),
    BESIDE(U'Ҳ', U'ҳ', RU(U'х')),
    BESIDE(U'Ӽ', U'ӽ', RU(U'х')),
    BESIDE(U'Ҷ', U'ҷ', RU(U'ч')),
    BESIDE(U'Ҹ', U'ҹ', RU(U'ч')),
    BESIDE(U'Ә', U'ә', RU(U'а')),
    BESIDE(U'Ӏ', U'ӏ', RU(U'и')), /* palochka: a numeral's I as often as not */
    BESIDE(U'Ѵ', U'ѵ', LATIN + ('v' - 'a')),
    BESIDE(U'Ѕ', U'ѕ', LATIN + ('s' - 'a')),
    BESIDE(U'Ј', U'ј', LATIN + ('j' - 'a')),
};

/* Drawn between letters for ' by one keyboard or another. */
static const uint32_t apostrophes[] = {'\'', '`', 0x00B4, 0x02B9, 0x02BB, 0x02BC, 0x02BD, 0x02C8,
    0x055A, 0x2018, 0x2019, 0x201B, 0x2032, 0x2035, 0xFF07};

static bool
is_apostrophe(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(apostrophes) / sizeof(apostrophes[0]); i++)
		if (apostrophes[i] == cp)
			return true;
	return false;
}

/* The byte of a letter or figure of the table, Latin letters as such; 0 for anything else. */
static inline unsigned char
table_byte(uint32_t cp)
{
	if (cp >= CYRILLIC && cp < CYRILLIC_END) {
		if (cp >= 0x410 && cp <= 0x44F)
			return (unsigned char)(RUSSIAN + ((cp - 0x410) & 0x1F));
		return neighbours[cp - CYRILLIC];
	}
	if (cp >= '0' && cp <= '9')
		return (unsigned char)(DIGITS + (cp - '0'));
	if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
		return (unsigned char)(LATIN + ((cp | 0x20) - 'a'));
	return 0;
}

static inline bool
is_latin_byte(uint32_t letter)
{
	return letter >= LATIN && letter < RUSSIAN;
}

static inline bool
is_figure_byte(uint32_t letter)
{
	return letter >= DIGITS && letter < LATIN;
}

/* The letters of a word from p on are all Latin. *until: where they end. */
static bool
goes_on_latin(const char *p, const char *end, const char **until)
{
	while (p < end) {
		uint32_t cp = utf8_next_letter(&p, end);
		unsigned char byte = table_byte(cp);

		if (byte >= RUSSIAN)
			return false;
		if (byte == 0)
			break;
	}
	*until = p;
	return true;
}

/* Blanks of every width, and what is not seen. */
static bool
is_space(uint32_t cp)
{
	return utf8_is_blank(cp) || (cp >= 0x2000 && cp <= 0x200D) || cp == 0x00AD || cp == 0x2060;
}

/* The figure behind the N of "N3", "N 3", "N. 3", "No 3"; NULL when there is none. */
static const char *
figure_behind(const char *p, const char *end)
{
	bool letter = true; /* an o may come yet */

	while (p < end) {
		const char *at = p;
		uint32_t cp = utf8_next_letter(&p, end);

		if (cp >= '0' && cp <= '9')
			return at;
		if (cp != '.' && !is_space(cp) &&
		    !(letter && (cp == 'o' || cp == 'O' || cp == U'о' || cp == U'О')))
			return NULL;
		letter = false;
	}
	return NULL;
}

struct comparing
compare_begin(struct slice text, enum compare_form form)
{
	return (struct comparing){
	    .p = text.data, .end = (const char *)text.data + text.len, .form = form};
}

/* The Russian letter a Latin one looks like; 0: none, or it is no Latin one. */
static inline unsigned char
latin_shape(unsigned char byte)
{
	unsigned at = (unsigned)byte - LATIN;

	return at < sizeof(latin_shapes) ? latin_shapes[at] : 0;
}

/* A letter of the table as this form has it. */
static uint32_t
shaped(struct comparing *c, unsigned char byte)
{
	unsigned char shape;

	if (!is_latin_byte(byte)) {
		c->cyrillic = c->cyrillic || byte >= RUSSIAN;
		return byte;
	}
	shape = latin_shape(byte);
	if (shape == 0)
		return byte;
	if (c->form == COMPARE_ORDER && !c->cyrillic &&
	    ((c->latin_until != NULL && c->p <= c->latin_until) ||
		goes_on_latin(c->p, c->end, &c->latin_until)))
		return byte;
	return shape;
}

static void
push(struct comparing *c, uint32_t letter)
{
	if (c->queued < COMPARE_QUEUE)
		c->queue[c->queued++] = letter;
}

/* Something was passed over since the last letter; an apostrophe inside a word leaves no trace. */
static inline bool
is_parted(const struct comparing *c)
{
	return c->gap != 0 && c->gap != GAP_APOSTROPHE;
}

/* What parts the letter that comes from the one before. */
static void
push_gap(struct comparing *c, uint32_t letter)
{
	unsigned gap = c->gap;
	bool query = c->form == COMPARE_QUERY;
	bool numbered = query && (gap & GAP_NUMBER) != 0 && is_figure_byte(letter);

	if (c->begun && query && (gap & GAP_BLANK) != 0)
		push(c, COMPARE_WORD);
	else if (c->begun && c->form == COMPARE_ORDER &&
	    (gap & ~(unsigned)GAP_APOSTROPHE) == GAP_DASH)
		push(c, COMPARE_HYPHEN);
	else if (c->begun)
		push(c, COMPARE_BLANK);
	if (numbered && (c->queued == 0 || c->queue[0] == COMPARE_WORD))
		push(c, COMPARE_BLANK);
}

static void
pass_over(struct comparing *c, const char *at, unsigned gap)
{
	if (c->gap == 0)
		c->gap_from = at;
	if (gap == GAP_APOSTROPHE && (c->gap & GAP_APOSTROPHE) != 0)
		gap = GAP_MARK; /* two of them are a quote */
	c->gap |= (unsigned char)gap;
}

/* Combining marks, controls and what is not seen leave nothing at all. */
static const uint32_t categories_gone = 1u << UTF8PROC_CATEGORY_MN | 1u << UTF8PROC_CATEGORY_MC |
    1u << UTF8PROC_CATEGORY_ME | 1u << UTF8PROC_CATEGORY_CC | 1u << UTF8PROC_CATEGORY_CF;
static const uint32_t categories_blank =
    1u << UTF8PROC_CATEGORY_ZS | 1u << UTF8PROC_CATEGORY_ZL | 1u << UTF8PROC_CATEGORY_ZP;
static const uint32_t categories_mark = 1u << UTF8PROC_CATEGORY_PC | 1u << UTF8PROC_CATEGORY_PS |
    1u << UTF8PROC_CATEGORY_PE | 1u << UTF8PROC_CATEGORY_PI | 1u << UTF8PROC_CATEGORY_PF |
    1u << UTF8PROC_CATEGORY_PO | 1u << UTF8PROC_CATEGORY_SM | 1u << UTF8PROC_CATEGORY_SC |
    1u << UTF8PROC_CATEGORY_SK | 1u << UTF8PROC_CATEGORY_SO;

/* What a character outside the table leaves between letters: GAP_LETTER when it is one itself. */
static unsigned
gap_of(uint32_t cp)
{
	uint32_t category;

	if (cp == UTF8_BAD)
		return GAP_NOTHING;
	if (utf8_is_blank(cp))
		return GAP_BLANK;
	if (cp == '-' || cp == 0x2212)
		return GAP_DASH;
	if (cp == '#' || cp == 0x2116)
		return GAP_MARK | GAP_NUMBER;
	if (is_apostrophe(cp))
		return GAP_APOSTROPHE;
	category = 1u << utf8proc_category((utf8proc_int32_t)cp);
	if ((category & categories_mark) != 0)
		return GAP_MARK;
	if ((category & categories_gone) != 0)
		return GAP_NOTHING;
	if ((category & categories_blank) != 0)
		return GAP_BLANK;
	return category == 1u << UTF8PROC_CATEGORY_PD ? GAP_DASH : GAP_LETTER;
}

/* A letter beyond the table as Unicode takes it apart: small, without marks. */
static void
push_taken_apart(struct comparing *c, uint32_t cp)
{
	const utf8proc_option_t options =
	    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK;
	utf8proc_int32_t apart[COMPARE_QUEUE];
	int boundary = 0;
	unsigned char before = c->queued;
	utf8proc_ssize_t n =
	    utf8proc_decompose_char((utf8proc_int32_t)cp, apart, COMPARE_QUEUE, options, &boundary);

	for (utf8proc_ssize_t i = 0; i < n && i < COMPARE_QUEUE; i++) {
		unsigned char byte = table_byte((uint32_t)apart[i]);

		if (byte != 0)
			push(c, shaped(c, byte));
		else if (gap_of((uint32_t)apart[i]) == GAP_LETTER)
			push(c, (uint32_t)apart[i]);
	}
	if (c->queued == before)
		push(c, cp);
}

/* Take the letter that stands [at, c->p): into the queue, behind what parts it from the last. */
static void
take_letter(struct comparing *c, const char *at, uint32_t cp, unsigned char byte)
{
	if (byte == RU(U'и') && c->end - c->p >= 2 && memcmp(c->p, "\xCC\x86", 2) == 0) {
		c->p += 2; /* a breve: й in two parts */
		byte = RU(U'й');
	}
	if (is_parted(c)) {
		push_gap(c, byte);
		c->latin_until = NULL;
		c->cyrillic = false;
	}
	c->gap = 0;
	c->gaps = c->queued;
	if (byte != 0)
		push(c, shaped(c, byte));
	else
		push_taken_apart(c, cp);
	c->letter_from = at;
	c->letter_until = c->p;
	c->begun = true;
}

static uint32_t
give_queued(struct comparing *c)
{
	bool gap = c->next < c->gaps;
	uint32_t letter = c->queue[c->next++];

	c->from = gap ? c->gap_from : c->letter_from;
	c->to = gap ? c->letter_from : c->letter_until;
	if (c->next == c->queued)
		c->next = c->queued = 0;
	return letter;
}

/* Inside a word nearly every letter is its byte, whatever stands around it. */
static inline unsigned char
plain_byte(const struct comparing *c, unsigned char byte)
{
	if (c->gap != 0 || !c->begun)
		return 0;
	if (is_latin_byte(byte))
		return c->form == COMPARE_ORDER ? 0
		    : latin_shape(byte) != 0    ? latin_shape(byte)
						: byte;
	return byte == RU(U'и') && c->p < c->end && *c->p == '\xCC' ? 0 : byte;
}

uint32_t
compare_next(struct comparing *c)
{
	if (c->queued > 0)
		return give_queued(c);
	while (c->p < c->end) {
		const char *at = c->p, *figure;
		uint32_t cp = utf8_next_letter(&c->p, c->end);
		unsigned char byte = table_byte(cp), plain = plain_byte(c, byte);
		unsigned gap = byte != 0 ? GAP_LETTER : gap_of(cp);

		if (plain != 0) {
			c->cyrillic = c->cyrillic || byte >= RUSSIAN;
			c->from = at;
			c->to = c->p;
			return plain;
		}
		if ((cp == 'n' || cp == 'N') && (!c->begun || is_parted(c)) &&
		    (figure = figure_behind(c->p, c->end)) != NULL) {
			c->p = figure;
			gap = GAP_MARK | GAP_NUMBER;
		}
		if (gap == GAP_LETTER) {
			take_letter(c, at, cp, byte);
			return give_queued(c);
		}
		if (gap != GAP_NOTHING)
			pass_over(c, at, gap);
	}
	return COMPARE_END;
}

/* The byte of a two-byte Russian letter at p, and no breve behind; 0 for anything else. */
static inline unsigned char
russian_at(const unsigned char *p, const unsigned char *end)
{
	unsigned cp;

	if (end - p < 2 || (p[0] != 0xD0 && p[0] != 0xD1) || (end - p > 2 && p[2] == 0xCC))
		return 0;
	cp = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	if (cp - 0x410 > 0x44F - 0x410 || (p[1] & 0xC0) != 0x80)
		return 0;
	return (unsigned char)(RUSSIAN + ((cp - 0x410) & 0x1F));
}

/* Most of any text: Russian letters, figures, single blanks between such words. Stops before
 * whatever else; b has the room. */
static void
put_plain_run(struct buf *b, struct comparing *c)
{
	const unsigned char *p = (const unsigned char *)c->p, *end = (const unsigned char *)c->end;
	char *out = b->data + b->len;

	while (p < end) {
		unsigned char byte = russian_at(p, end);

		if (byte != 0) {
			c->cyrillic = true;
			p += 2;
		} else if (p[0] >= '0' && p[0] <= '9') {
			byte = (unsigned char)(DIGITS + (p[0] - '0'));
			p++;
		} else if (p[0] == ' ' && c->form != COMPARE_QUERY && russian_at(p + 1, end) != 0) {
			c->latin_until = NULL;
			byte = COMPARE_BLANK;
			p++;
		} else {
			break;
		}
		*out++ = (char)byte;
	}
	b->len = (size_t)(out - b->data);
	c->p = (const char *)p;
}

static void
put_form(struct buf *b, struct slice text, enum compare_form form)
{
	struct comparing c = compare_begin(text, form);
	uint32_t letter;

	/* A letter taken apart may be longer than it was, though never twice as long in bytes of
	 * the table. */
	buf_reserve(b, text.len * 2 + COMPARE_QUEUE);
	while ((letter = compare_next(&c)) != COMPARE_END) {
		if (letter < 0x80) {
			b->data[b->len++] = (char)letter;
		} else {
			utf8_put(b, letter);
			buf_reserve(b, (size_t)(c.end - c.p) * 2 + COMPARE_QUEUE);
		}
		if (c.queued == 0)
			put_plain_run(b, &c);
	}
	b->data[b->len] = '\0';
}

void
compare_put(struct buf *b, struct slice text)
{
	put_form(b, text, COMPARE_PLAIN);
}

void
compare_put_query(struct buf *b, struct slice typed)
{
	put_form(b, typed, COMPARE_QUERY);
}

void
compare_put_order(struct buf *b, struct slice text)
{
	put_form(b, text, COMPARE_ORDER);
}

/* How ә is written in Russian depends on the name: Әхмәт is Ахмет, Зәйнәп Зейнеп or Зайнап. The
 * form has а; these are the others: the first one, the rest. */
static const struct {
	const char *first, *rest;
} spellings[] = {{"а", "е"}, {"е", "е"}, {"э", "э"}};

/* Append a text with every ә written otherwise. */
static void
spell(struct buf *b, struct slice text, const char *first, const char *rest)
{
	const char *p = text.data, *end = p + text.len;
	bool inside = false, begun = false; /* a word; its first ә was met */

	while (p < end) {
		const char *at = p;
		uint32_t cp = utf8_next(&p, end);
		bool schwa = cp == U'Ә' || cp == U'ә';

		inside = cp >= 0x80 || table_byte(cp) != 0;
		begun = begun && inside;
		if (schwa)
			buf_puts(b, begun ? rest : first);
		else
			buf_put(b, at, (size_t)(p - at));
		begun = begun || schwa;
	}
}

static void
put_spellings(struct buf *b, struct slice text)
{
	struct buf other = {0};

	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		buf_clear(&other);
		spell(&other, text, spellings[i].first, spellings[i].rest);
		buf_putc(b, COMPARE_BLANK);
		compare_put(b, buf_slice(&other));
	}
	buf_free(&other);
}

/* Nearly every text has no byte of its first one, and memchr() is a tenth of memmem(). */
static bool
has_schwa(struct slice text)
{
	return memchr(text.data, (unsigned char)"ә"[0], text.len) != NULL &&
	    (memmem(text.data, text.len, "ә", 2) != NULL ||
		memmem(text.data, text.len, "Ә", 2) != NULL);
}

void
compare_put_sought(struct buf *b, struct slice text)
{
	size_t start = b->len;

	buf_putc(b, COMPARE_BLANK);
	compare_put(b, text);
	if (b->len == start + 1) {
		buf_truncate(b, start);
		return;
	}
	if (has_schwa(text))
		put_spellings(b, text);
}

bool
compare_equal(struct slice a, struct slice b)
{
	struct comparing ca = compare_begin(a, COMPARE_PLAIN);
	struct comparing cb = compare_begin(b, COMPARE_PLAIN);
	uint32_t letter;

	do {
		letter = compare_next(&ca);
		if (letter != compare_next(&cb))
			return false;
	} while (letter != COMPARE_END);
	return true;
}

bool
compare_is_empty(struct slice text)
{
	struct comparing c = compare_begin(text, COMPARE_PLAIN);

	return compare_next(&c) == COMPARE_END;
}

bool
compare_starts(struct slice text, struct slice start)
{
	struct comparing ct = compare_begin(text, COMPARE_PLAIN);
	struct comparing cs = compare_begin(start, COMPARE_PLAIN);
	uint32_t letter;

	while ((letter = compare_next(&cs)) != COMPARE_END)
		if (letter != compare_next(&ct))
			return false;
	return true;
}

bool
compare_next_word(struct slice *query, struct slice *word)
{
	const char *p = query->data, *end = p + query->len, *stop;

	if (query->len == 0)
		return false;
	stop = memchr(p, COMPARE_WORD, query->len);
	*word = slice_make(p, (size_t)((stop != NULL ? stop : end) - p));
	p += word->len + (stop != NULL);
	*query = slice_make(p, (size_t)(end - p));
	return true;
}

bool
compare_holds(struct slice text, struct slice typed)
{
	struct buf sought = {0}, query = {0};
	struct slice rest, word;
	bool all = true;

	compare_put_sought(&sought, text);
	compare_put_query(&query, typed);
	for (rest = buf_slice(&query); all && compare_next_word(&rest, &word);)
		all = memmem(buf_text(&sought), sought.len, word.data, word.len) != NULL;
	buf_free(&sought);
	buf_free(&query);
	return all;
}
