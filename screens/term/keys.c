/* SPDX-License-Identifier: MIT
 * keys.c - bytes from the terminal become keys.
 */
#include "screens/term/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"

enum { ESCAPE = 0x1B, DEFINED_MAX = 48, SEQUENCE_MAX = 32, SHIFTED_MAX = 16 };

/* Of a sequence whose Esc went out alone: ms after which its tail may begin to come, and ms that
 * the rest of a begun tail may take. */
enum { TAIL_BEGINS = 300, TAIL_ENDS = 100 };

#define ASKED_NOT (INT64_MIN / 2)

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
	int64_t asked;   /* where the cursor is; ASKED_NOT: the answer has come */
	int64_t escaped; /* when an Esc was given out alone; its tail may still be on the way */
	bool pasting;
	bool mouse; /* it was asked for */
	struct buf paste;
	struct defined defined[DEFINED_MAX];
	size_t ndefined;
	enum keys_background background;
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
	k->asked = ASKED_NOT;
	return k;
}

enum { MOUSE_DID_BITS = 4, MOUSE_ROW_BITS = 14 };

struct key
mouse_key(struct mouse m)
{
	return key_of(K_MOUSE,
	    (uint32_t)m.did | (uint32_t)m.row << MOUSE_DID_BITS |
		(uint32_t)m.column << (MOUSE_DID_BITS + MOUSE_ROW_BITS));
}

struct mouse
ui_mouse_of(const struct key *key)
{
	return (struct mouse){.did = (enum mouse_did)(key->ch & ((1U << MOUSE_DID_BITS) - 1)),
	    .row = (int)(key->ch >> MOUSE_DID_BITS & ((1U << MOUSE_ROW_BITS) - 1)),
	    .column = (int)(key->ch >> (MOUSE_DID_BITS + MOUSE_ROW_BITS))};
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
keys_describe(struct keys *k, const char *(*capability)(const char *name))
{
	static const struct {
		const char *name;
		struct key key;
	} own[] = {
	    {.name = "kcuu1", .key = {.code = K_ARROW_UP}},
	    {.name = "kcud1", .key = {.code = K_ARROW_DOWN}},
	    {.name = "kcub1", .key = {.code = K_ARROW_LEFT}},
	    {.name = "kcuf1", .key = {.code = K_ARROW_RIGHT}},
	    {.name = "khome", .key = {.code = K_TO_START}},
	    {.name = "kend", .key = {.code = K_TO_END}},
	    {.name = "kpp", .key = {.code = K_PAGE_UP}},
	    {.name = "knp", .key = {.code = K_PAGE_DOWN}},
	    {.name = "kich1", .key = {.code = K_INSERT}},
	    {.name = "kdch1", .key = {.code = K_DELETE}},
	    {.name = "kcbt", .key = {.code = K_BACKTAB}},
	};
	const char *s;
	char name[16];

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if ((s = capability(own[i].name)) != NULL)
			keys_define(k, s, own[i].key);
	for (uint32_t n = 1; n <= 12; n++) {
		snprintf(name, sizeof(name), "kf%u", (unsigned)n);
		if ((s = capability(name)) != NULL)
			keys_define(k, s, key_of(K_FUNCTION, n));
	}
}

void
keys_set_mouse(struct keys *k, bool on)
{
	k->mouse = on;
}

void
keys_asked(struct keys *k, int64_t now)
{
	k->asked = now;
	k->escape_delay = KEYS_FAR_DELAY;
}

static void
take_answer(struct keys *k)
{
	if (k->asked == ASKED_NOT)
		return;
	k->escape_delay = k->arrived - k->asked < KEYS_NEAR ? KEYS_NEAR_DELAY : KEYS_FAR_DELAY;
	k->asked = ASKED_NOT;
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

/* The number that begins at *i, which is moved behind it; -1: there is none. */
static int
take_number(const char *s, size_t n, size_t *i)
{
	int number = *i < n && s[*i] >= '0' && s[*i] <= '9' ? 0 : -1;

	for (; *i < n && s[*i] >= '0' && s[*i] <= '9'; ++*i)
		number = number < 10000 ? number * 10 + (s[*i] - '0') : number;
	return number;
}

/* Parameters of CSI row ; column R, where the cursor is. In the first row xterm's F3 with a
 * modifier has the same form, CSI 1 ; 2 R. */
static bool
is_position(const char *parameters, size_t n, char final)
{
	size_t i = 0;
	int row = take_number(parameters, n, &i), column;

	if (final != 'R' || row < 1 || i == n || parameters[i++] != ';')
		return false;
	column = take_number(parameters, n, &i);
	return column >= 1 && i == n && (row > 1 || column == 1 || column > SHIFTED_MAX);
}

/* The button as the terminal numbers it; a release and what has no meaning here is no key. */
static struct key
mouse_told(int button, int column, int row)
{
	static const int clicked = 0, wheel_up = 64, wheel_down = 65, modifiers = 4 | 8 | 16;
	struct mouse m = {.row = row - 1, .column = column - 1};

	button &= ~modifiers;
	if (row < 1 || column < 1 ||
	    (button != clicked && button != wheel_up && button != wheel_down))
		return key_of(K_NOTHING, 0);
	m.did = button == clicked ? MOUSE_CLICKED
	    : button == wheel_up  ? MOUSE_WHEEL_UP
				  : MOUSE_WHEEL_DOWN;
	return mouse_key(m);
}

/* Parameters of CSI < button ; column ; row M, or m where it is let go. */
static struct key
sgr_mouse_key(const char *s, size_t n, char final)
{
	size_t i = 1;
	int button = take_number(s, n, &i), column, row;

	if (i++ >= n || final != 'M')
		return key_of(K_NOTHING, 0);
	column = take_number(s, n, &i);
	if (i++ >= n)
		return key_of(K_NOTHING, 0);
	row = take_number(s, n, &i);
	return mouse_told(button, column, row);
}

/* CSI M and three bytes, each 32 more than what it tells. */
static struct match
match_old_mouse(const char *s, size_t n)
{
	enum { WHOLE = 6, ZERO = 32, LET_GO = 3 };
	int button;

	if (n < WHOLE)
		return (struct match){0};
	button = (unsigned char)s[3] - ZERO;
	return (struct match){.len = WHOLE,
	    .key = (button & LET_GO) == LET_GO
		? key_of(K_NOTHING, 0)
		: mouse_told(button, (unsigned char)s[4] - ZERO, (unsigned char)s[5] - ZERO)};
}

static struct match
match_csi(const struct keys *k, const char *s, size_t n)
{
	size_t i = 2;

	if (k->mouse && n > 2 && s[2] == 'M')
		return match_old_mouse(s, n);
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
	if (is_position(s + 2, i - 2, s[i]))
		return (struct match){.len = i + 1, .key = key_of(K_NOTHING, 0)};
	if (s[2] == '<')
		return (struct match){.len = i + 1, .key = sgr_mouse_key(s + 2, i - 2, s[i])};
	return (struct match){.len = i + 1, .key = csi_key(s + 2, i - 2, s[i])};
}

static const char background_answer[] = "\033]11;rgb:";
enum { BACKGROUND_LONGEST = 32 };

/* OSC 11 ; rgb: RRRR / GGGG / BBBB, ended by BEL or ST. len 0: it may become one. No answer at all
 * is an Esc, as it stands. */
static struct match
match_background(const char *s, size_t n, bool late)
{
	static const struct match escape = {.len = 1, .key = {.code = K_ESCAPE}};
	size_t known = sizeof(background_answer) - 1, i;

	if (memcmp(s, background_answer, n < known ? n : known) != 0)
		return escape;
	for (i = known; i < n && s[i] != '\a' && s[i] != ESCAPE; i++)
		if (i >= BACKGROUND_LONGEST)
			return escape;
	if (i < n && s[i] == '\a')
		return (struct match){.len = i + 1, .key = key_of(K_NOTHING, 0)};
	if (i + 1 < n && s[i + 1] == '\\')
		return (struct match){.len = i + 2, .key = key_of(K_NOTHING, 0)};
	return late ? escape : (struct match){0};
}

/* As bright as grey of the middle, or brighter; of each colour its first two digits are enough. */
static void
take_background(struct keys *k, const char *s, size_t n)
{
	static const unsigned weights[] = {3, 6, 1}; /* of red, green and blue; 10 in all */
	char text[BACKGROUND_LONGEST + 8] = "";
	const char *p = text + sizeof(background_answer) - 1;
	unsigned bright = 0, part;

	memcpy(text, s, n < sizeof(text) - 1 ? n : sizeof(text) - 1);
	for (int i = 0; i < 3; i++) {
		if (sscanf(p, "%2x", &part) != 1)
			return;
		bright += weights[i] * part;
		p += strspn(p, "0123456789abcdefABCDEF");
		p += *p == '/';
	}
	k->background = bright < 128 * 10 ? BACKGROUND_DARK : BACKGROUND_LIGHT;
}

enum keys_background
keys_background(const struct keys *k)
{
	return k->background;
}

static struct match
match_ss3(const char *s, size_t n)
{
	size_t i = 2;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	if (i > 3) /* no terminal sends so many: a code is typed behind an Esc */
		return (struct match){.len = 1, .key = key_of(K_ESCAPE, 0)};
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
	if (s[1] == '\r')
		return (struct match){.len = 2, .key = key_of(K_NEW_LINE, 1)};
	if (s[1] == '[')
		m = match_csi(k, s, n);
	else if (s[1] == 'O')
		m = match_ss3(s, n);
	else if (s[1] == ']')
		return match_background(s, n, late);
	else
		return (struct match){.len = 1, .key = key_of(K_ESCAPE, 0)};
	if (m.len == 0 && late)
		m = (struct match){.len = n, .key = key_of(K_UNKNOWN, 0)};
	return m;
}

/* ESC [ 200 ~, or what is left of it behind a lost Esc. */
static bool
begins_paste(const char *s, size_t n)
{
	return (n == 6 && memcmp(s, "\033[200~", 6) == 0) || (n == 5 && memcmp(s, "[200~", 5) == 0);
}

/* May these bytes be the tail of a sequence whose Esc was given out alone because the line was
 * slow? */
static bool
may_be_tail(const struct keys *k, const char *s, size_t n)
{
	int64_t late = k->arrived - k->escaped;

	return n > 0 && (s[0] == '[' || s[0] == 'O' || s[0] == ']') &&
	    late < TAIL_BEGINS + (n > 1 ? TAIL_ENDS : 0);
}

/* Is it a tail by its form: a sequence with parameters, or one that is a key. */
static bool
is_tail(const struct match *m)
{
	return m->len > 3 || (m->len == 3 && m->key.code != K_UNKNOWN);
}

/* A tail comes whole, with nothing behind it but another sequence, or what is pasted; letters
 * behind it mean that somebody types fast. What is no tail has len 0 and K_CHARACTER: text. */
static struct match
match_tail(const struct keys *k, const char *s, size_t n, bool late)
{
	static const struct match text = {.key = {.code = K_CHARACTER}};
	char whole[SEQUENCE_MAX + 1] = {ESCAPE};
	size_t taken = n < SEQUENCE_MAX ? n : SEQUENCE_MAX;
	struct match m;

	memcpy(whole + 1, s, taken);
	m = match_escape(k, whole, taken + 1, false);
	if (m.len == 0)
		return late ? text : m;
	if (!is_tail(&m))
		return text;
	m.len--;
	if (m.len < n && s[m.len] != ESCAPE && !begins_paste(s, m.len))
		return text;
	m.key = key_of(K_NOTHING, 0);
	return m;
}

static struct key
control_key(unsigned char c)
{
	switch (c) {
	case '\r':
		return key_of(K_ENTER, 0);
	case '\n':
		return key_of(K_NEW_LINE, 0);
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
	if (may_be_tail(k, p, s.len))
		return TAIL_ENDS;
	if (s.len == 1 || (s.len == 2 && p[1] == ']'))
		return p[0] == ESCAPE ? k->escape_delay : KEYS_PATIENCE;
	return KEYS_PATIENCE;
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

/* The key that begins with these bytes; len 0: not certain yet. */
static struct match
match_any(const struct keys *k, const char *s, size_t n, bool late)
{
	if (may_be_tail(k, s, n)) {
		struct match m = match_tail(k, s, n, late);

		if (m.len > 0 || m.key.code != K_CHARACTER)
			return m;
	}
	if (s[0] == ESCAPE)
		return match_escape(k, s, n, late);
	if ((unsigned char)s[0] < 0x20 || s[0] == 0x7F)
		return (struct match){.len = 1, .key = control_key((unsigned char)s[0])};
	return match_character(s, n, late);
}

bool
keys_next(struct keys *k, int64_t now, struct key *out)
{
	for (;;) {
		struct slice s = waiting(k);
		bool late = now - k->arrived >= patience(k, s);
		const char *p = s.data;
		struct match m;

		if (k->pasting)
			return next_pasted(k, late, out);
		if (s.len == 0)
			return false;
		m = match_any(k, p, s.len, late);
		if (m.len == 0)
			return false;
		k->at += m.len;
		k->escaped = m.key.code == K_ESCAPE && late ? now : INT64_MIN / 2;
		if (begins_paste(p, m.len)) {
			k->pasting = true;
			buf_clear(&k->paste);
		} else if (m.key.code != K_NOTHING) {
			*out = m.key;
			return true;
		} else if (p[0] == ESCAPE && m.len > 1 && p[1] == ']') {
			take_background(k, p, m.len);
		} else if (p[0] == ESCAPE && p[m.len - 1] == 'R') {
			take_answer(k);
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
