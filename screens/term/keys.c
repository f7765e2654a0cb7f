/* SPDX-License-Identifier: MIT
 * keys.c - bytes from the terminal become keys.
 */
#include "screens/term/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"

enum { ESCAPE = 0x1B, DEFINED_MAX = 48, SEQUENCE_MAX = 32, TAIL_PATIENCE = 300 };

static const char paste_end[] = "\033[201~";

struct defined {
	char sequence[SEQUENCE_MAX];
	struct key key;
};

struct keys {
	struct buf in; /* undecoded bytes, from `at` on */
	size_t at;
	int64_t arrived; /* of the newest byte */
	int escape_delay;
	int64_t escaped; /* when an Esc was given out alone; its tail may still be on the way */
	bool pasting;
	struct buf paste;
	struct defined defined[DEFINED_MAX];
	size_t ndefined;
};

/* Outcome of looking at the bytes from an Esc on: so many bytes are one key, or 0: not all there.
 */
struct match {
	size_t len;
	struct key key;
};

/* CSI number ~ */
static const struct {
	int number;
	struct key key;
} numbered[] = {
    {.number = 1, .key = {.code = K_TO_START}},
    {.number = 2, .key = {.code = K_INSERT}},
    {.number = 3, .key = {.code = K_DELETE}},
    {.number = 4, .key = {.code = K_TO_END}},
    {.number = 5, .key = {.code = K_PAGE_UP}},
    {.number = 6, .key = {.code = K_PAGE_DOWN}},
    {.number = 7, .key = {.code = K_TO_START}},
    {.number = 8, .key = {.code = K_TO_END}},
    {.number = 11, .key = {.code = K_FUNCTION, .ch = 1}},
    {.number = 12, .key = {.code = K_FUNCTION, .ch = 2}},
    {.number = 13, .key = {.code = K_FUNCTION, .ch = 3}},
    {.number = 14, .key = {.code = K_FUNCTION, .ch = 4}},
    {.number = 15, .key = {.code = K_FUNCTION, .ch = 5}},
    {.number = 17, .key = {.code = K_FUNCTION, .ch = 6}},
    {.number = 18, .key = {.code = K_FUNCTION, .ch = 7}},
    {.number = 19, .key = {.code = K_FUNCTION, .ch = 8}},
    {.number = 20, .key = {.code = K_FUNCTION, .ch = 9}},
    {.number = 21, .key = {.code = K_FUNCTION, .ch = 10}},
    {.number = 23, .key = {.code = K_FUNCTION, .ch = 11}},
    {.number = 24, .key = {.code = K_FUNCTION, .ch = 12}},
};

/* CSI letter and SS3 letter: cursor keys of every terminal. */
static const struct {
	char letter;
	struct key key;
} lettered[] = {
    {.letter = 'A', .key = {.code = K_ARROW_UP}},
    {.letter = 'B', .key = {.code = K_ARROW_DOWN}},
    {.letter = 'C', .key = {.code = K_ARROW_RIGHT}},
    {.letter = 'D', .key = {.code = K_ARROW_LEFT}},
    {.letter = 'F', .key = {.code = K_TO_END}},
    {.letter = 'H', .key = {.code = K_TO_START}},
    {.letter = 'Z', .key = {.code = K_BACKTAB}},
    {.letter = 'G', .key = {.code = K_PAGE_DOWN}}, /* SCO from here on */
    {.letter = 'I', .key = {.code = K_PAGE_UP}},
    {.letter = 'L', .key = {.code = K_INSERT}},
};

/* The numeric pad in its application mode: ESC O letter. */
static const struct {
	char letter, means;
} keypad_marks[] = {
    {.letter = 'j', .means = '*'},
    {.letter = 'k', .means = '+'},
    {.letter = 'l', .means = ','},
    {.letter = 'm', .means = '-'},
    {.letter = 'n', .means = '.'},
    {.letter = 'o', .means = '/'},
};

static struct key
key_of(enum key_code code, uint32_t ch)
{
	return (struct key){.code = code, .ch = ch};
}

struct keys *
keys_new(int escape_delay)
{
	struct keys *k = xcalloc(1, sizeof(*k));

	k->escape_delay = escape_delay;
	k->escaped = INT64_MIN / 2;
	return k;
}

void
keys_free(struct keys *k)
{
	if (k == NULL)
		return;
	buf_free(&k->in);
	buf_free(&k->paste);
	free(k);
}

void
keys_define(struct keys *k, const char *sequence, struct key key)
{
	struct defined *d = &k->defined[k->ndefined];

	if (k->ndefined == DEFINED_MAX || sequence[0] != ESCAPE || sequence[1] == '\0' ||
	    strlen(sequence) >= sizeof(d->sequence))
		return;
	snprintf(d->sequence, sizeof(d->sequence), "%s", sequence);
	d->key = key;
	k->ndefined++;
}

void
keys_feed(struct keys *k, const char *bytes, size_t n, int64_t now)
{
	if (k->at == k->in.len) {
		buf_clear(&k->in);
		k->at = 0;
	}
	buf_put(&k->in, bytes, n);
	k->arrived = now;
}

static struct slice
waiting(const struct keys *k)
{
	return slice_make(buf_text(&k->in) + k->at, k->in.len - k->at);
}

static struct key
numbered_key(int number)
{
	for (size_t i = 0; i < sizeof(numbered) / sizeof(numbered[0]); i++)
		if (numbered[i].number == number)
			return numbered[i].key;
	return key_of(K_UNKNOWN, 0);
}

static struct key
lettered_key(char letter)
{
	for (size_t i = 0; i < sizeof(lettered) / sizeof(lettered[0]); i++)
		if (lettered[i].letter == letter)
			return lettered[i].key;
	return key_of(K_UNKNOWN, 0);
}

/* ESC [ parameters final. With parameters P..S are F1..F4 (xterm), without them M..X are F1..F12
 * (SCO). A modifier makes no difference to the cursor keys; to a function key it does. */
static struct key
csi_key(const char *parameters, size_t n, char final)
{
	bool modified = memchr(parameters, ';', n) != NULL;
	int number = 0;

	for (size_t i = 0; i < n && parameters[i] >= '0' && parameters[i] <= '9' && number < 1000;
	     i++)
		number = number * 10 + (parameters[i] - '0');
	if (final == '~' && modified && number > 10)
		return key_of(K_UNKNOWN, 0);
	if (final == '~')
		return numbered_key(number);
	if (n == 0 && final >= 'M' && final <= 'X')
		return key_of(K_FUNCTION, (uint32_t)(final - 'M' + 1));
	return lettered_key(final);
}

/* ESC O letter: cursor keys, F1..F4 (to F12 in PuTTY's VT100+ mode), the numeric pad. */
static struct key
ss3_key(char letter)
{
	if (letter >= 'P' && letter <= '[')
		return key_of(K_FUNCTION, (uint32_t)(letter - 'P' + 1));
	if (letter >= 'p' && letter <= 'y')
		return key_of(K_CHARACTER, (uint32_t)('0' + letter - 'p'));
	if (letter == 'M')
		return key_of(K_ENTER, 0);
	for (size_t i = 0; i < sizeof(keypad_marks) / sizeof(keypad_marks[0]); i++)
		if (keypad_marks[i].letter == letter)
			return key_of(K_CHARACTER, (uint32_t)keypad_marks[i].means);
	return lettered_key(letter);
}

static struct match
match_csi(const char *s, size_t n)
{
	size_t i = 2;

	if (n > 2 && s[2] == '[') { /* the Linux console: ESC [ [ A to E */
		if (n == 3)
			return (struct match){0};
		return (struct match){.len = 4,
		    .key = s[3] >= 'A' && s[3] <= 'E'
			? key_of(K_FUNCTION, (uint32_t)(s[3] - 'A' + 1))
			: key_of(K_UNKNOWN, 0)};
	}
	while (i < n && s[i] >= 0x20 && s[i] <= 0x3F)
		i++;
	if (i == n)
		return (struct match){0};
	if (s[i] < 0x20 || s[i] > 0x7E) /* broken off: what follows is another key */
		return (struct match){.len = i, .key = key_of(K_UNKNOWN, 0)};
	return (struct match){.len = i + 1, .key = csi_key(s + 2, i - 2, s[i])};
}

static struct match
match_ss3(const char *s, size_t n)
{
	size_t i = 2;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	if (i == n)
		return (struct match){0};
	if (s[i] < 0x20 || s[i] > 0x7E)
		return (struct match){.len = i, .key = key_of(K_UNKNOWN, 0)};
	return (struct match){.len = i + 1, .key = i == 2 ? ss3_key(s[i]) : key_of(K_UNKNOWN, 0)};
}

static struct match
match_defined(const struct keys *k, const char *s, size_t n)
{
	for (size_t i = 0; i < k->ndefined; i++) {
		const struct defined *d = &k->defined[i];
		size_t len = strlen(d->sequence);

		if (n >= len && memcmp(s, d->sequence, len) == 0)
			return (struct match){.len = len, .key = d->key};
	}
	return (struct match){0};
}

/* s begins with Esc; `late`: nothing more will come. */
static struct match
match_escape(const struct keys *k, const char *s, size_t n, bool late)
{
	struct match m = match_defined(k, s, n);

	if (m.len > 0)
		return m;
	if (n == 1)
		return late ? (struct match){.len = 1, .key = key_of(K_ESCAPE, 0)} : m;
	if (s[1] >= '0' && s[1] <= '9')
		return (struct match){
		    .len = 2, .key = key_of(K_FUNCTION, s[1] == '0' ? 10 : (uint32_t)(s[1] - '0'))};
	if (s[1] == '[')
		m = match_csi(s, n);
	else if (s[1] == 'O')
		m = match_ss3(s, n);
	else
		return (struct match){.len = 1, .key = key_of(K_ESCAPE, 0)};
	if (m.len == 0 && late)
		m = (struct match){.len = n, .key = key_of(K_UNKNOWN, 0)};
	return m;
}

/* The tail of a sequence whose Esc was given out alone because the line was slow. */
static bool
is_late_tail(const struct keys *k, const char *s, size_t n)
{
	return k->arrived - k->escaped < TAIL_PATIENCE &&
	    (s[0] == '[' || (s[0] == 'O' && n > 1 && lettered_key(s[1]).code != K_UNKNOWN));
}

static struct key
control_key(unsigned char c)
{
	switch (c) {
	case '\r':
	case '\n':
		return key_of(K_ENTER, 0);
	case '\t':
		return key_of(K_TAB, 0);
	case 0x08:
	case 0x7F:
		return key_of(K_BACK, 0);
	default:
		return c >= 1 && c <= 26 ? key_of(K_CONTROL, (uint32_t)('a' + c - 1))
					 : key_of(K_UNKNOWN, 0);
	}
}

/* How many bytes the lead byte asks for; 1 for one that can lead nothing. */
static size_t
utf8_length(unsigned char lead)
{
	return lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
}

static struct match
match_character(const char *s, size_t n, bool late)
{
	size_t need = utf8_length((unsigned char)s[0]);
	const char *p = s;
	uint32_t cp;

	for (size_t i = 1; i < need && i < n; i++)
		if (((unsigned char)s[i] & 0xC0) != 0x80)
			return (struct match){
			    .len = 1, .key = key_of(K_BROKEN, (unsigned char)s[0])};
	if (n < need)
		return late ? (struct match){.len = n, .key = key_of(K_BROKEN, (unsigned char)s[0])}
			    : (struct match){0};
	cp = utf8_next(&p, s + n);
	if (cp == UTF8_BAD)
		return (struct match){.len = 1, .key = key_of(K_BROKEN, (unsigned char)s[0])};
	return (struct match){.len = (size_t)(p - s), .key = key_of(K_CHARACTER, cp)};
}

static int
patience(const struct keys *k, struct slice s)
{
	const char *p = s.data;

	if (k->pasting)
		return KEYS_PASTE_PATIENCE;
	return s.len == 1 && p[0] == ESCAPE ? k->escape_delay : KEYS_PATIENCE;
}

/* Move pasted bytes over; what may be the beginning of the end mark stays until it is certain. */
static bool
next_pasted(struct keys *k, bool late, struct key *out)
{
	struct slice s = waiting(k);
	const char *end =
	    s.len == 0 ? NULL : memmem(s.data, s.len, paste_end, sizeof(paste_end) - 1);
	size_t keep = s.len < sizeof(paste_end) - 2 ? s.len : sizeof(paste_end) - 2;
	size_t n = end != NULL ? (size_t)(end - (const char *)s.data) : late ? s.len : s.len - keep;
	size_t room = KEYS_PASTE_MAX - k->paste.len;

	if (n > 0)
		buf_put(&k->paste, s.data, n < room ? n : room);
	k->at += n + (end != NULL ? sizeof(paste_end) - 1 : 0);
	if (end == NULL && !late)
		return false;
	k->pasting = false;
	*out = key_of(K_PASTED, 0);
	return true;
}

static struct match
match_late_tail(const char *s, size_t n, bool late)
{
	size_t i = 1;

	while (i < n && s[i] >= 0x20 && s[i] <= 0x3F)
		i++;
	if (i == n)
		return late ? (struct match){.len = n, .key = key_of(K_NOTHING, 0)}
			    : (struct match){0};
	return (struct match){.len = i + 1, .key = key_of(K_NOTHING, 0)};
}

bool
keys_next(struct keys *k, int64_t now, struct key *out)
{
	struct match m;

	for (;;) {
		struct slice s = waiting(k);
		bool late = now - k->arrived >= patience(k, s);
		const char *p = s.data;

		if (k->pasting)
			return next_pasted(k, late, out);
		if (s.len == 0)
			return false;
		if (is_late_tail(k, p, s.len))
			m = match_late_tail(p, s.len, late);
		else if (p[0] == ESCAPE)
			m = match_escape(k, p, s.len, late);
		else if ((unsigned char)p[0] < 0x20 || p[0] == 0x7F)
			m = (struct match){.len = 1, .key = control_key((unsigned char)p[0])};
		else
			m = match_character(p, s.len, late);
		if (m.len == 0)
			return false;
		k->at += m.len;
		k->escaped = m.key.code == K_ESCAPE && late ? now : INT64_MIN / 2;
		if (m.len == 6 && memcmp(p, "\033[200~", 6) == 0) {
			k->pasting = true;
			buf_clear(&k->paste);
		} else if (m.key.code != K_NOTHING) {
			*out = m.key;
			return true;
		}
	}
}

int
keys_wait(const struct keys *k, int64_t now)
{
	struct slice s = waiting(k);
	int64_t left = k->arrived + patience(k, s) - now;

	if (s.len == 0 && !k->pasting)
		return -1;
	return left > 0 ? (int)left : 0;
}

struct slice
keys_pasted(const struct keys *k)
{
	return buf_slice(&k->paste);
}
