/* SPDX-License-Identifier: MIT
 * value_parse.c - from a cell to a member: one parser per field type.
 */
#include "model/value.h"

#include <stdarg.h>
#include <string.h>

#include "base/compare.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"

enum { QUOTED_LENGTH = 40, NUMBER_DIGITS = 15 };

/* One value on its way into a record. */
struct parsing {
	struct record *r;
	const struct field *f;
	struct slice text; /* trimmed, NFC, no forbidden characters, not empty */
	size_t count;      /* its characters */
	const struct reading *reading;
	struct error *e;
};

/* Append the text as messages quote it: escaped, shortened. */
static void
put_quoted(struct buf *b, struct slice text)
{
	const char *p = text.data, *end = p + text.len;

	for (int n = 0; p < end && n < QUOTED_LENGTH; n++)
		utf8_next(&p, end);
	buf_puts(b, "«");
	utf8_put_shown(b, slice_make(text.data, (size_t)(p - (const char *)text.data)), false);
	buf_puts(b, p < end ? "…»" : "»");
}

__attribute__((format(printf, 2, 3))) static enum status
refuse(const struct parsing *p, const char *format, ...)
{
	struct buf sentence = {0};
	va_list args;

	if (p->e == NULL)
		return ST_INVALID;
	put_quoted(&sentence, p->text);
	buf_puts(&sentence, " — ");
	va_start(args, format);
	buf_vprintf(&sentence, format, args);
	va_end(args);
	error_set(p->e, ST_INVALID, "%s", buf_text(&sentence));
	buf_free(&sentence);
	return ST_INVALID;
}

/* Refuse the value and say what the field wants. */
static enum status
refuse_expecting(const struct parsing *p, const char *why)
{
	struct buf expected = {0};
	enum status st;

	value_put_expected(&expected, p->f, p->reading->vocabulary);
	st = refuse(p, "%s; %s", why, buf_text(&expected));
	buf_free(&expected);
	return st;
}

static enum status
refuse_item(const struct parsing *p, struct slice item, const char *why)
{
	struct buf sentence = {0};
	enum status st;

	if (slice_equal(item, p->text))
		return refuse_expecting(p, why);
	put_quoted(&sentence, item);
	buf_printf(&sentence, ": %s", why);
	st = refuse_expecting(p, buf_text(&sentence));
	buf_free(&sentence);
	return st;
}

static enum status
keep_text(const struct parsing *p, struct slice text)
{
	record_set_text(p->r, p->f, text.data, text.len);
	return ST_OK;
}

static enum status
parse_text(struct parsing *p)
{
	size_t most = field_max_length(p->f);

	if (p->count > most)
		return refuse(
		    p, "слишком длинно: знаков %zu, а можно не больше %zu", p->count, most);
	return keep_text(p, p->text);
}

/* 7,90012E+10: what a spreadsheet makes of a long number. With no sign behind the E it is a code
 * like any other. */
static bool
is_exponent(struct slice text)
{
	const char *p = text.data, *end = p + text.len, *digits = p;

	while (p < end && ((*p >= '0' && *p <= '9') || ((*p == ',' || *p == '.') && p > digits)))
		p++;
	if (p == digits || end - p < 3 || (*p != 'E' && *p != 'e') || (p[1] != '+' && p[1] != '-'))
		return false;
	for (p += 2; p < end; p++)
		if (*p < '0' || *p > '9')
			return false;
	return true;
}

static enum status
refuse_exponent(const struct parsing *p)
{
	return refuse(p,
	    "число, которое сократила электронная таблица: цифры потеряны; введите "
	    "его целиком, а ячейку таблицы сделайте текстовой");
}

static enum status
parse_line(struct parsing *p)
{
	return strcmp(p->f->id, "phone") == 0 && is_exponent(p->text) ? refuse_exponent(p)
								      : parse_text(p);
}

static enum status
parse_code(struct parsing *p)
{
	const char *s = p->text.data, *end = s + p->text.len;

	if (p->count > CODE_LENGTH)
		return refuse(p, "слишком длинный код: знаков %zu, а можно не больше %d", p->count,
		    CODE_LENGTH);
	if (is_exponent(p->text))
		return refuse_exponent(p);
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (utf8_is_blank(cp))
			return refuse_expecting(p, "внутри кода пробел");
		if (cp == ',' || cp == ':')
			return refuse_expecting(
			    p, cp == ',' ? "внутри кода запятая" : "внутри кода двоеточие");
	}
	return keep_text(p, p->text);
}

static enum status
refuse_letter_of_email(const struct parsing *p, uint32_t cp, size_t place)
{
	uint32_t alike = fold_look_alike(cp);
	struct buf letter = {0};
	enum status st;

	utf8_put(&letter, cp);
	if (alike != 0)
		st = refuse(p, "знак %zu — русская буква «%s» (U+%04X), а нужна латинская «%c»",
		    place, buf_text(&letter), (unsigned)cp, (int)alike);
	else
		st = refuse(p,
		    "знак %zu, «%s» (U+%04X), не из латинского алфавита; в адресе бывают только "
		    "латинские буквы, цифры и знаки",
		    place, buf_text(&letter), (unsigned)cp);
	buf_free(&letter);
	return st;
}

/* The keyboard was in the Russian layout: several Russian letters, and not only such as are drawn
 * like Latin ones. */
static bool
is_typed_in_russian(struct slice text)
{
	const char *s = text.data, *end = s + text.len;
	size_t russian = 0, unlike = 0;

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		russian += cp >= 0x400 && cp < 0x500;
		unlike += cp >= 0x400 && cp < 0x500 && fold_look_alike(cp) == 0;
	}
	return russian > 1 && unlike > 0;
}

static enum status
parse_email(struct parsing *p)
{
	const char *start = p->text.data, *s = start, *end = s + p->text.len, *at, *dot;

	for (size_t place = 1; s < end; place++) {
		uint32_t cp = utf8_next(&s, end);

		if (cp >= 0x80 && is_typed_in_russian(p->text))
			return refuse(p, "адрес набран русскими буквами, а нужны латинские");
		if (cp >= 0x80)
			return refuse_letter_of_email(p, cp, place);
		if (cp == ' ' || cp == ',' || cp == ';' || cp == '<' || cp == '>' || cp == '"')
			return refuse(p,
			    "знак %zu, «%c», в адресе не бывает; нужен один адрес вида "
			    "ivanova@example.org",
			    place, (int)cp);
	}
	at = memchr(start, '@', p->text.len);
	if (at == NULL || at == start)
		return refuse_expecting(
		    p, at == NULL ? "в адресе нет знака @" : "перед @ ничего нет");
	if (memchr(at + 1, '@', (size_t)(end - at - 1)) != NULL)
		return refuse_expecting(p, "в адресе два знака @");
	dot = memchr(at + 1, '.', (size_t)(end - at - 1));
	if (dot == NULL)
		return refuse_expecting(p, "после @ нет точки");
	if (dot == at + 1 || end[-1] == '.')
		return refuse_expecting(p, "после @ точка стоит с краю");
	return parse_text(p);
}

/* Days that other programs write where there is none. */
static const struct {
	short year, month, day;
	const char *whose;
} empty_dates[] = {
    {.year = 1, .month = 1, .day = 1, .whose = "1С"},
    {.year = 1899, .month = 12, .day = 30, .whose = "Excel"},
    {.year = 1900, .month = 1, .day = 1, .whose = "Excel"},
};

/* Nothing the register tells of lies outside two centuries: such a year is a slip, or no date. */
static enum status
check_bounds(const struct parsing *p, int32_t date)
{
	for (size_t i = 0; i < sizeof(empty_dates) / sizeof(empty_dates[0]); i++)
		if (date ==
		    date_make(empty_dates[i].year, empty_dates[i].month, empty_dates[i].day))
			return refuse(p,
			    "это пустая дата программы %s; если даты нет, оставьте место пустым",
			    empty_dates[i].whose);
	if (date <= date_make(1900, 1, 1))
		return refuse(p, "слишком давно; нужна дата с 02.01.1900 по 31.12.2100");
	if (date > date_make(2100, 12, 31))
		return refuse(p, "слишком нескоро; нужна дата с 02.01.1900 по 31.12.2100");
	return ST_OK;
}

static enum status
parse_date(struct parsing *p)
{
	struct buf iso = {0};
	int32_t date;
	bool typed = p->reading->typed;
	enum date_parse found = typed ? date_parse_typed(p->text, p->reading->today, &date)
				      : date_parse(p->text, &date);

	if (typed && found != DATE_PARSED)
		return refuse(p, "%s", date_typed_fault(found));
	if (found == DATE_NOT_EXISTING)
		return refuse(p, "такого дня нет; нужна дата ДД.ММ.ГГГГ или ГГГГ-ММ-ДД");
	if (found == DATE_NOT_A_DATE)
		return refuse(p, "не дата; нужна дата ДД.ММ.ГГГГ или ГГГГ-ММ-ДД");
	if (check_bounds(p, date) != ST_OK)
		return ST_INVALID;
	if (!p->f->own) {
		record_set_date(p->r, p->f, date);
		return ST_OK;
	}
	date_put_iso(&iso, date);
	keep_text(p, buf_slice(&iso));
	buf_free(&iso);
	return ST_OK;
}

static enum status
parse_number(struct parsing *p)
{
	const char *s = p->text.data, *end = s + p->text.len;
	struct buf digits = {0};
	int64_t number = 0;
	int length = 0; /* without leading zeros */

	for (; s < end; s++) {
		if (*s < '0' || *s > '9')
			return refuse_expecting(p, "не целое неотрицательное число");
		length += length > 0 || *s != '0';
		if (length <= NUMBER_DIGITS)
			number = number * 10 + (*s - '0');
	}
	if (length > NUMBER_DIGITS)
		return refuse(p, "слишком большое число; можно не больше %d цифр", NUMBER_DIGITS);
	if (!p->f->own) {
		record_set_number(p->r, p->f, number);
		return ST_OK;
	}
	buf_printf(&digits, "%lld", (long long)number);
	keep_text(p, buf_slice(&digits));
	buf_free(&digits);
	return ST_OK;
}

static enum status
parse_yesno(struct parsing *p)
{
	static const struct {
		const char *word;
		bool yes;
	} forms[] = {{.word = "нет"}, {.word = "да", .yes = true}, {.word = "0"},
	    {.word = "1", .yes = true}, {.word = "false"}, {.word = "true", .yes = true},
	    {.word = "ложь"}, {.word = "истина", .yes = true}};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (!fold_equal(p->text, slice_of(forms[i].word)))
			continue;
		if (!p->f->own)
			record_set_yes(p->r, p->f, forms[i].yes);
		else
			keep_text(p, slice_of(forms[i].yes ? "да" : ""));
		return ST_OK;
	}
	return refuse_expecting(p, "не да и не нет");
}

/* Place of the text among the words, from 1; 0 when it is none of them. */
static uint8_t
word_place(const char *const *words, struct slice text)
{
	for (int i = 0; words[i] != NULL; i++)
		if (slice_equal(slice_of(words[i]), text))
			return (uint8_t)(i + 1);
	for (int i = 0; words[i] != NULL; i++)
		if (fold_equal(slice_of(words[i]), text))
			return (uint8_t)(i + 1);
	return 0;
}

/* A title is not a category above the highest, though many take it for one. */
static bool
is_title_as_category(const struct parsing *p)
{
	return !p->f->own && strcmp(p->f->id, "category") == 0 &&
	    word_place(field_find(KIND_PEOPLE, "titles")->words, p->text) != 0;
}

/* Whoever types speaks of today, a file may speak of the day when the word was in use. */
static enum status
refuse_ended(const struct parsing *p, struct slice word)
{
	int32_t last = vocabulary_word_ends(p->reading->vocabulary, p->f, word);
	struct buf day = {0};
	enum status st = ST_OK;

	if (!p->reading->typed || last == DATE_NONE || last >= p->reading->today)
		return ST_OK;
	date_put_russian(&day, last);
	st = refuse(p, "это слово писали по %s, теперь его нет", buf_text(&day));
	buf_free(&day);
	return st;
}

static enum status
parse_town_word(struct parsing *p, const struct town_word *own)
{
	enum status st = refuse_ended(p, slice_of(own->word));

	if (st == ST_OK)
		record_set_word(p->r, p->f, own->counts_as, own->word);
	return st;
}

static enum status
parse_choice(struct parsing *p)
{
	uint8_t place = word_place(p->f->words, p->text);
	const struct town_word *own =
	    place == 0 ? vocabulary_town_word(p->reading->vocabulary, p->f, p->text) : NULL;

	if (own != NULL)
		return parse_town_word(p, own);
	if (place == 0 && is_title_as_category(p))
		return refuse(p,
		    "это звание, а не категория: его место в поле «Звания», а категория при нём "
		    "— высшая");
	if (place == 0)
		return refuse_expecting(p, "такого значения нет");
	if (refuse_ended(p, slice_of(p->f->words[place - 1])) != ST_OK)
		return ST_INVALID;
	if (p->f->own)
		return keep_text(p, slice_of(p->f->words[place - 1]));
	record_set_choice(p->r, p->f, place);
	return ST_OK;
}

/* Words of a town's own are told apart as people do; those of a set as they are written there. */
static bool
list_holds(const struct parsing *p, struct slice list, struct slice wanted)
{
	struct slice item;

	while (value_next_item(&list, &item))
		if (p->f->type == FIELD_LIST ? compare_equal(item, wanted)
					     : slice_equal(item, wanted))
			return true;
	return false;
}

/* Turn an item into its canonical form; false when the field does not know it. */
typedef bool item_fn(const struct parsing *p, struct slice *item);

static bool
any_item(const struct parsing *p, struct slice *item)
{
	(void)p;
	(void)item;
	return true;
}

static bool
word_item(const struct parsing *p, struct slice *item)
{
	uint8_t place = word_place(p->f->words, *item);

	if (place > 0)
		*item = slice_of(p->f->words[place - 1]);
	return place > 0;
}

static bool
term_item(const struct parsing *p, struct slice *item)
{
	return vocabulary_term(p->reading->vocabulary, p->f->terms, *item) != NULL;
}

/* As value_next_item(), of a list as people write it: semicolons divide, too. */
static bool
next_written_item(struct slice *rest, struct slice *item)
{
	const char *p = rest->data, *end = p + rest->len;

	if (rest->len == 0)
		return false;
	while (p < end && *p != ',' && *p != ';')
		p++;
	*item = slice_make(rest->data, (size_t)(p - (const char *)rest->data));
	p += p < end;
	*rest = slice_make(p, (size_t)(end - p));
	return true;
}

/* Items in their order, trimmed, none twice; an empty one (a comma too many) is passed over. */
static enum status
parse_items(struct parsing *p, item_fn *canonical)
{
	struct slice rest = p->text, item;
	struct buf list = {0};
	enum status st = ST_OK;

	while (st == ST_OK && next_written_item(&rest, &item)) {
		struct slice given = item = utf8_trim(item);

		if (item.len == 0)
			continue;
		if (!canonical(p, &item)) {
			st = refuse_item(p, given, "такого значения нет");
		} else if (list_holds(p, buf_slice(&list), item)) {
			st = refuse_item(p, given, "названо дважды");
		} else {
			buf_puts(&list, list.len > 0 ? "," : "");
			buf_put_slice(&list, item);
		}
	}
	if (st == ST_OK)
		keep_text(p, buf_slice(&list));
	buf_free(&list);
	return st;
}

static enum status
parse_list(struct parsing *p)
{
	if (p->count > TEXT_LENGTH ||
	    (memchr(p->text.data, ',', p->text.len) == NULL &&
		memchr(p->text.data, ';', p->text.len) == NULL))
		return parse_text(p);
	return parse_items(p, any_item);
}

static enum status
parse_choices(struct parsing *p)
{
	return parse_items(p, word_item);
}

static enum status
parse_terms(struct parsing *p)
{
	return parse_items(p, term_item);
}

static enum status
parse_term(struct parsing *p)
{
	if (vocabulary_term(p->reading->vocabulary, p->f->terms, p->text) == NULL)
		return refuse_expecting(p, "такого значения нет");
	return keep_text(p, p->text);
}

static uint64_t
find_code(const struct reading *reading, enum kind kind, struct slice code)
{
	return reading->find_code != NULL ? reading->find_code(reading->refs, kind, code) : 0;
}

enum script { SCRIPT_AS_IS, SCRIPT_LATIN, SCRIPT_RUSSIAN, SCRIPTS };
enum letters { LETTERS_AS_THEY_ARE, LETTERS_UPPER, LETTERS_LOWER, LETTERS };

/* Append the code as it may have been meant: in one alphabet, in one case. */
static void
put_meant(struct buf *b, struct slice code, enum script script, enum letters letters)
{
	const char *p = code.data, *end = p + code.len;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end), alike;

		if (letters == LETTERS_UPPER)
			cp = utf8_capital(cp);
		else if (letters == LETTERS_LOWER)
			cp = utf8_small(cp);
		alike = script == SCRIPT_AS_IS ? 0 : fold_look_alike(cp);
		if (alike != 0 && (script == SCRIPT_LATIN) == (alike < 0x80))
			cp = alike;
		utf8_put(b, cp);
	}
}

/* What is wrong with the code as typed when another one was meant: the first letter that differs.
 */
static void
put_difference(struct buf *b, struct slice typed, struct slice meant)
{
	const char *p = typed.data, *pend = p + typed.len, *q = meant.data, *qend = q + meant.len;

	for (int place = 1; p < pend && q < qend; place++) {
		uint32_t is = utf8_next(&p, pend), should = utf8_next(&q, qend);

		if (is == should)
			continue;
		if ((is < 0x80) == (should < 0x80)) {
			buf_puts(b, "заглавные и строчные буквы в коде различаются");
			return;
		}
		buf_printf(b, "знак %d — %s буква «", place, is < 0x80 ? "латинская" : "русская");
		utf8_put(b, is);
		buf_puts(b, "»");
		return;
	}
}

/* The code that was probably meant, when there is such a record. */
static bool
put_meant_code(struct buf *b, const struct parsing *p)
{
	for (int way = 1; way < SCRIPTS * LETTERS; way++) {
		buf_clear(b);
		put_meant(b, p->text, (enum script)(way % SCRIPTS), (enum letters)(way / SCRIPTS));
		if (!slice_equal(buf_slice(b), p->text) &&
		    find_code(p->reading, p->f->target, buf_slice(b)) != 0)
			return true;
	}
	return false;
}

static enum status
refuse_code(const struct parsing *p)
{
	struct buf meant = {0}, difference = {0};
	const char *table = entity_of(p->f->target)->many;
	enum status st;

	if (p->count <= CODE_LENGTH && put_meant_code(&meant, p)) {
		put_difference(&difference, p->text, buf_slice(&meant));
		st = refuse(p, "такого кода нет в таблице «%s»: %s; есть код «%s»", table,
		    buf_text(&difference), buf_text(&meant));
	} else {
		st = refuse(
		    p, "такого кода нет в таблице «%s»; нужен код записи, которая там есть", table);
	}
	buf_free(&meant);
	buf_free(&difference);
	return st;
}

static enum status
parse_ref(struct parsing *p)
{
	uint64_t id = find_code(p->reading, p->f->target, p->text);

	if (id == 0)
		return refuse_code(p);
	record_set_ref(p->r, p->f, id);
	return ST_OK;
}

typedef enum status parser_fn(struct parsing *p);

static parser_fn *const parsers[] = {
    [FIELD_CODE] = parse_code,
    [FIELD_TEXT] = parse_line,
    [FIELD_LONG] = parse_text,
    [FIELD_EMAIL] = parse_email,
    [FIELD_DATE] = parse_date,
    [FIELD_NUMBER] = parse_number,
    [FIELD_YESNO] = parse_yesno,
    [FIELD_CHOICE] = parse_choice,
    [FIELD_CHOICES] = parse_choices,
    [FIELD_LIST] = parse_list,
    [FIELD_REF] = parse_ref,
    [FIELD_TERM] = parse_term,
    [FIELD_TERMS] = parse_terms,
};

static enum status
refuse_characters(const struct parsing *p, const struct utf8_facts *facts)
{
	const unsigned char *bytes = p->text.data;

	if (facts->bad_at < p->text.len)
		return refuse(p, "байт 0x%02X — не текст UTF-8", bytes[facts->bad_at]);
	if (facts->forbidden == '\n' || facts->forbidden == '\t')
		return refuse(p, "внутри %s (U+%04X), а поле — в одну строку",
		    facts->forbidden == '\n' ? "перевод строки" : "знак табуляции",
		    (unsigned)facts->forbidden);
	return refuse(
	    p, "недопустимый невидимый знак U+%04X; уберите его", (unsigned)facts->forbidden);
}

/* A dash or dot where somebody has no patronymic. In other fields it may mean something. */
static bool
is_empty_name(const struct field *f, struct slice text)
{
	static const char *const names[] = {"surname", "given_name", "patronymic"};
	static const char *const signs[] = {".", "-", "‐", "‑", "‒", "–", "—", "―", "−"};
	bool sign = false, name = false;

	if (text.len > 3 || f->own)
		return false;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		sign = sign || slice_equal(text, slice_of(signs[i]));
	for (size_t i = 0; sign && i < sizeof(names) / sizeof(names[0]); i++)
		name = name || strcmp(f->id, names[i]) == 0;
	return name;
}

enum status
value_parse(struct record *r, const struct field *f, struct slice cell,
    const struct reading *reading, struct error *e)
{
	bool lines = f->type == FIELD_LONG;
	struct parsing p = {.r = r, .f = f, .text = utf8_trim(cell), .reading = reading, .e = e};
	struct utf8_facts facts = utf8_look(p.text, lines);
	struct buf plain = {0}, composed = {0};
	enum status st = ST_OK;

	if (facts.ghosts) {
		utf8_put_without_ghosts(&plain, p.text);
		p.text = utf8_trim(buf_slice(&plain));
		facts = utf8_look(p.text, lines);
	}
	if (!facts.composed && facts.bad_at == p.text.len) {
		utf8_put_nfc(&composed, p.text);
		p.text = buf_slice(&composed);
		facts = utf8_look(p.text, lines);
	}
	p.count = facts.count;
	if (p.text.len == 0 || is_empty_name(f, p.text))
		record_clear_field(r, f);
	else if (facts.bad_at < p.text.len || facts.forbidden != UTF8_BAD)
		st = refuse_characters(&p, &facts);
	else
		st = parsers[f->type](&p);
	buf_free(&plain);
	buf_free(&composed);
	return st;
}
