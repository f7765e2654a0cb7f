/* SPDX-License-Identifier: MIT
 * letter.c - letters and calendars read back by readers of our own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "mail/calendar.h"
#include "mail/letter.h"

/* Lines that begin with a blank go on with the line before. */
static char *
unfold(const char *text, const char *end, bool keep_blank)
{
	struct buf out = {0};
	size_t len = strlen(end);

	for (const char *p = text; *p != '\0';) {
		if (strncmp(p, end, len) == 0 && p[len] == ' ') {
			p += len + !keep_blank;
			continue;
		}
		buf_putc(&out, *p++);
	}
	return buf_detach(&out);
}

static void
decode_base64(const char *text, size_t len, struct buf *out)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = 0;
	int n = 0;

	for (size_t i = 0; i < len && text[i] != '='; i++) {
		const char *at = strchr(letters, text[i]);

		if (at == NULL || *at == '\0')
			continue; /* a line's end */
		bits = bits << 6 | (uint32_t)(at - letters);
		n += 6;
		if (n >= 8)
			buf_putc(out, (char)(bits >> (n -= 8) & 255));
	}
}

/* The value of a header, its encoded words decoded, the blanks between two of them gone. */
static char *
header(const char *letter, const char *name, const char *end)
{
	static const char begin[] = "=?UTF-8?B?";
	char *flat = unfold(letter, end, true), *line = strstr(flat, name), *stop;
	struct buf out = {0};

	assert_non_null(line);
	stop = strstr(line + strlen(name), end);
	*stop = '\0';
	for (const char *p = line + strlen(name); *p != '\0';) {
		const char *close = strstr(p, "?=");

		if (strncmp(p, begin, strlen(begin)) != 0 || close == NULL) {
			buf_putc(&out, *p++);
			continue;
		}
		decode_base64(p + strlen(begin), (size_t)(close - p) - strlen(begin), &out);
		p = close + 2;
		if (strncmp(p, " =?", 3) == 0)
			p++;
	}
	free(flat);
	return buf_detach(&out);
}

static void
assert_header(const char *letter, const char *name, const char *end, const char *value)
{
	char *found = header(letter, name, end);

	assert_string_equal(found, value);
	free(found);
}

static void
assert_lines(const char *text, const char *end, size_t most)
{
	for (const char *p = text, *stop; (stop = strstr(p, end)) != NULL; p = stop + strlen(end)) {
		assert_true((size_t)(stop - p) <= most);
		assert_null(memchr(p, '\n', (size_t)(stop - p)));
	}
}

static struct letter
make(const char *subject, const char *text)
{
	return (struct letter){.from = "metod@example.org",
	    .from_name = "Управление образования администрации городского округа Примерный",
	    .to = "ivanova@example.org",
	    .subject = subject,
	    .text = text,
	    .written = 1780000000,
	    .id = "m1.1"};
}

static void
subjects_are_read_back(void **state)
{
	static const char *const subjects[] = {"План",
	    "Дайджест мая: что прошло, что предстоит — и «куда» ещё можно успеть подать заявку 😀",
	    "Plain words, so many of them that one line of seventy-six bytes does not hold them "
	    "all",
	    "=?UTF-8?B?0J8=?= is no encoded word", "x", "  ", "two\tlines", "\x7F",
	    "words up to the very end of the line, and then nothing more than the blanks         ",
	    "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"
	    "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"};
	static const char *const ends[] = {"\n", "\r\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++)
		for (int lines = LETTER_LF; lines <= LETTER_CRLF; lines++) {
			struct letter l = make(subjects[i], "Добрый день!\n\nТочка.");
			struct buf out = {0}, text = {0};
			const char *body;

			letter_put(&l, (enum letter_lines)lines, &out);
			assert_lines(buf_text(&out), ends[lines], 76);
			assert_header(buf_text(&out), "\nSubject: ", ends[lines], subjects[i]);
			body = strstr(buf_text(&out), lines == LETTER_LF ? "\n\n" : "\r\n\r\n");
			assert_non_null(body);
			decode_base64(body, strlen(body), &text);
			assert_string_equal(buf_text(&text), "Добрый день!\r\n\r\nТочка.\r\n");
			buf_free(&text);
			buf_free(&out);
		}
}

static void
names_and_hidden_copies(void **state)
{
	struct letter l = make("План", "x");
	struct buf out = {0};

	(void)state;
	l.blind = "a@example.org\nb@example.org\n\nc@example.org";
	l.draft = true;
	letter_put(&l, LETTER_CRLF, &out);
	assert_header(buf_text(&out), "\nFrom: ", "\r\n",
	    "Управление образования администрации городского округа Примерный "
	    "<metod@example.org>");
	assert_header(
	    buf_text(&out), "\nBcc: ", "\r\n", "a@example.org, b@example.org, c@example.org");
	assert_header(buf_text(&out), "\nMessage-ID: ", "\r\n", "<m1.1@example.org>");
	assert_non_null(strstr(buf_text(&out), "\r\nX-Unsent: 1\r\n"));
	buf_free(&out);
}

/* A name nobody has given, hidden copies to nobody, an address of this machine. */
static void
headers_of_little(void **state)
{
	struct letter l = make("План", "x");
	struct buf out = {0};

	(void)state;
	l.from = "root";
	l.from_name = "";
	l.blind = "\n";
	letter_put(&l, LETTER_LF, &out);
	assert_header(buf_text(&out), "\nFrom: ", "\n", "<root>");
	assert_header(buf_text(&out), "\nMessage-ID: ", "\n", "<m1.1@localhost>");
	assert_null(strstr(buf_text(&out), "Bcc:"));
	buf_free(&out);
}

static void
the_hour_is_told_with_its_zone(void **state)
{
	static const struct {
		const char *zone, *date;
	} rows[] = {{"UTC0", "Thu, 28 May 2026 20:26:40 +0000"},
	    {"XXX-7", "Fri, 29 May 2026 03:26:40 +0700"},
	    {"XXX3:30", "Thu, 28 May 2026 16:56:40 -0330"}};
	char *before = getenv("TZ") != NULL ? strdup(getenv("TZ")) : NULL;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct letter l = make("План", "x");
		struct buf out = {0};

		setenv("TZ", rows[i].zone, 1);
		tzset();
		letter_put(&l, LETTER_LF, &out);
		assert_header(buf_text(&out), "Date: ", "\n", rows[i].date);
		buf_free(&out);
	}
	if (before != NULL)
		setenv("TZ", before, 1);
	else
		unsetenv("TZ");
	tzset();
	free(before);
}

/* The text ends with one line's end, whether it came with one; of nothing comes nothing. */
static void
texts_end_with_a_line(void **state)
{
	static const char *const texts[][2] = {
	    {"Точка", "Точка\r\n"}, {"Точка\n", "Точка\r\n"}, {"", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct letter l = make("План", texts[i][0]);
		struct buf out = {0}, text = {0};
		const char *body;

		letter_put(&l, LETTER_LF, &out);
		body = strstr(buf_text(&out), "\n\n");
		decode_base64(body, strlen(body), &text);
		assert_string_equal(buf_text(&text), texts[i][1]);
		buf_free(&text);
		buf_free(&out);
	}
}

/* The calendar goes with it as a part of its own, as it was. */
static void
a_calendar_goes_with_it(void **state)
{
	struct letter l = make("Дела на неделю", "Список");
	struct buf out = {0}, calendar = {0}, found = {0};
	char *part;

	(void)state;
	calendar_begin(&calendar, "Методактив");
	calendar_end(&calendar);
	l.calendar = buf_slice(&calendar);
	letter_put(&l, LETTER_LF, &out);
	part = strstr(buf_text(&out), "Content-Type: text/calendar");
	assert_non_null(part);
	part = strstr(part, "\n\n") + 2;
	decode_base64(part, strcspn(part, "-"), &found);
	assert_string_equal(buf_text(&found), buf_text(&calendar));
	assert_non_null(strstr(buf_text(&out), "\n--=_metodaktiv_=--\n"));
	buf_free(&found);
	buf_free(&calendar);
	buf_free(&out);
}

static void
days_are_read_back(void **state)
{
	static const char *const wanted[] = {"\r\nUID:item-PI00001@metodaktiv\r\n",
	    "\r\nDTSTART;VALUE=DATE:20261230\r\n", "\r\nDTEND;VALUE=DATE:20270102\r\n",
	    "\r\nDTSTAMP:20260528T202640Z\r\n",
	    "\r\nSUMMARY:Семинар «Работа с детьми\\, которым трудно: что делать\\; "
	    "как\\, с кем и зачем»\\nвторая строка \\\\\r\n",
	    "\r\nLOCATION:МБОУ «СОШ № 8»\r\n", "\r\nSTATUS:CANCELLED\r\n"};
	struct calendar_event event = {.uid = "item-PI00001@metodaktiv",
	    .from = date_make(2026, 12, 30),
	    .to = date_make(2027, 1, 1),
	    .title = "Семинар «Работа с детьми, которым трудно: что делать; как, с кем и "
		     "зачем»\nвторая строка \\",
	    .place = "МБОУ «СОШ № 8»",
	    .about = "",
	    .cancelled = true};
	struct buf out = {0};
	char *flat;

	(void)state;
	calendar_begin(&out, "Методактив");
	calendar_put(&out, &event, 1780000000);
	calendar_end(&out);
	assert_lines(buf_text(&out), "\r\n", 75);
	flat = unfold(buf_text(&out), "\r\n", false);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (strstr(flat, wanted[i]) == NULL)
			fail_msg("no %s in %s", wanted[i], flat);
	assert_null(strstr(flat, "DESCRIPTION"));
	free(flat);
	buf_clear(&out);
	event.to = DATE_NONE; /* one day, and a title with what no reader wants */
	event.title = "Се\tминар\r";
	calendar_put(&out, &event, 1780000000);
	assert_non_null(strstr(buf_text(&out), "\r\nDTEND;VALUE=DATE:20261231\r\n"));
	assert_non_null(strstr(buf_text(&out), "\r\nSUMMARY:Семинар\r\n"));
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(subjects_are_read_back),
	    cmocka_unit_test(names_and_hidden_copies),
	    cmocka_unit_test(headers_of_little),
	    cmocka_unit_test(the_hour_is_told_with_its_zone),
	    cmocka_unit_test(texts_end_with_a_line),
	    cmocka_unit_test(a_calendar_goes_with_it),
	    cmocka_unit_test(days_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
