/* SPDX-License-Identifier: MIT
 * batch.c - a batch that is cut or changed anywhere is refused; a whole one is read as it stands.
 */
#include "region/batch/batch.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

#define HEAD                                                                                       \
	"{\"format\":1,\"identity\":\"00ff\",\"town\":\"69701000\",\"name\":\"Город\","       \
	"\"from\":{\"sequence\":3,\"head\":\"ab\"},\"to\":{\"sequence\":7,\"head\":\"cd\"},"       \
	"\"level\":\"facts\",\"rules\":\"r\",\"horizon\":\"2025-09-01\"}\n"
#define PERSON "00112233445566778899aabbccddeeff"
#define ROWS                                                                                          \
	"{\"op\":\"+\",\"t\":\"part\",\"kind\":\"association\",\"code\":\"A01\",\"name\":\"ММО\"," \
	"\"level\":\"начальное\"}\n"                                                         \
	"{\"op\":\"+\",\"t\":\"person\",\"id\":\"" PERSON "\",\"organisation\":\"O\\\"1\","           \
	"\"young_until\":\"2026-03-01\",\"young\":\"known\"}\n"                                       \
	"{\"op\":\"-\",\"t\":\"fact\",\"kind\":\"pathway\",\"id\":12}\n"
#define FIGURES                                                                                                \
	"{\"figures\":{\"2025-11-30\":[{\"scope\":\"level:начальное\",\"staff\":5,\"unknown\":1,"     \
	"\"levels\":[\"региональный\"],\"num\":[1,2,3,4,5,6,7,null],\"den\":[8,7,6,5,4,3,2,1]}]}}" \
	"\n"

/* With the trailer that belongs to it. */
static void
seal(struct buf *b, const char *lines, int rows)
{
	unsigned char hash[32];
	char hex[65];

	crypto_generichash(
	    hash, sizeof(hash), (const unsigned char *)lines, strlen(lines), NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	buf_clear(b);
	buf_printf(b, "%s{\"end\":true,\"rows\":%d,\"hash\":\"%s\"}\n", lines, rows, hex);
}

static enum status
read_bytes(struct batch **out, const char *bytes, size_t len, struct error *e)
{
	FILE *f = tmpfile();
	enum status st;

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	rewind(f);
	st = batch_read(out, f, "передача", e);
	fclose(f);
	return st;
}

/* The lines, sealed, are refused with a sentence that has these words. */
static void
refused(const char *lines, int rows, const char *words)
{
	struct buf b = {0};
	struct batch *batch;
	struct error e = {0};

	seal(&b, lines, rows);
	assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_INVALID);
	if (strstr(e.text, words) == NULL)
		fail_msg("«%s» не говорит «%s»", e.text, words);
	assert_null(batch);
	buf_free(&b);
}

struct seen {
	size_t rows, judges;
	struct buf text;
};

static enum status
see_row(void *context, const struct batch_row *row, struct error *e)
{
	struct seen *s = context;

	(void)e;
	s->rows++;
	for (int i = 0; i < BATCH_COLUMNS; i++)
		buf_printf(&s->text, "%s|", row->values[i] != NULL ? row->values[i] : "");
	return ST_OK;
}

static enum status
see_judge(void *context, const struct batch_judge *j, struct error *e)
{
	struct seen *s = context;

	(void)e;
	s->judges++;
	assert_int_equal(j->until, date_make(2025, 11, 30));
	assert_string_equal(j->scope, "level");
	assert_string_equal(j->code, "3");
	assert_int_equal(j->staff, 5);
	assert_int_equal(j->levels, 1 << 2);
	assert_int_equal(j->num[6], 7);
	assert_int_equal(j->num[7], -1);
	assert_int_equal(j->den[0], 8);
	return ST_OK;
}

static void
a_whole_one_is_read(void **state)
{
	struct buf b = {0};
	struct batch *batch;
	struct error e = {0};
	struct seen s = {0};
	struct batch_taker taker = {.row = see_row, .judge = see_judge, .context = &s};

	(void)state;
	seal(&b, HEAD ROWS FIGURES, 3);
	assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_OK);
	assert_false(batch_head(batch)->whole);
	assert_int_equal(batch_head(batch)->from.sequence, 3);
	assert_string_equal(batch_head(batch)->to.head, "cd");
	assert_int_equal(batch_head(batch)->horizon, date_make(2025, 9, 1));
	assert_int_equal(batch_head(batch)->rows, 3);
	assert_int_equal(batch_head(batch)->judges, 1);
	assert_int_equal(batch_each(batch, &taker, &e), ST_OK);
	assert_int_equal(s.rows, 3);
	assert_int_equal(s.judges, 1);
	assert_string_equal(buf_text(&s.text),
	    "+|part|a|A01|ММО||3||||||||||"
	    "+|person||" PERSON "||O\"1||||k||2026-03-01|||||"
	    "-|fact|4|12|||||||||||||");
	batch_close(batch);
	buf_free(&s.text);
	buf_free(&b);
}

static void
cut_anywhere_it_is_refused(void **state)
{
	struct buf b = {0};

	(void)state;
	seal(&b, HEAD ROWS FIGURES, 3);
	for (size_t len = 0; len < b.len; len++) {
		struct batch *batch;
		struct error e = {0};

		assert_int_equal(read_bytes(&batch, b.data, len, &e), ST_INVALID);
		assert_true(e.text[0] != '\0');
	}
	buf_free(&b);
}

static void
changed_anywhere_it_is_refused(void **state)
{
	struct buf b = {0};

	(void)state;
	seal(&b, HEAD ROWS FIGURES, 3);
	for (size_t at = 0; at < b.len; at++) {
		char *text = b.data, kept = text[at];
		struct batch *batch;
		struct error e = {0};

		text[at] = kept == '0' ? '1' : '0';
		assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_INVALID);
		text[at] = kept;
	}
	buf_free(&b);
}

static void
what_does_not_belong_is_named(void **state)
{
	(void)state;
	refused(HEAD "{\"op\":\"+\",\"t\":\"person\",\"id\":\"" PERSON
		     "\",\"young\":\"no\",\"surname\":\"Озерская\"}\n",
	    1, "лишнее «surname»");
	refused(HEAD "{\"op\":\"+\",\"t\":\"person\",\"id\":\"P0001\",\"young\":\"no\"}\n", 1,
	    "негодное значение «id»");
	refused(HEAD "{\"op\":\"+\",\"t\":\"person\",\"id\":\"" PERSON "\"}\n", 1, "нет «young»");
	refused(HEAD
	    "{\"op\":\"+\",\"t\":\"item\",\"id\":1,\"source\":\"item\",\"due\":\"2025-02-30\"}\n",
	    1, "негодное значение «due»");
	refused(HEAD "{\"op\":\"*\",\"t\":\"part\"}\n", 1, "не бывает");
	refused(HEAD "{\"op\":\"+\",\"t\":\"roster\",\"surname\":\"Озерская\"}\n", 1, "не бывает");
	refused(HEAD "{\"else\":1}\n", 0, "неизвестный вид строки");
	refused(HEAD "{\"figures\":{\"2025-11-30\":[{\"scope\":\"city\",\"staff\":1,\"num\":[1],"
		     "\"den\":[1]}]}}\n",
	    0, "негодные показатели «city»");
	refused(HEAD "{\"figures\":{\"вчера\":[]}}\n", 0, "негодный день");
	refused("{\"format\":2}\n", 0, "формата 2");
	refused("[]\n", 0, "не передача города");
	refused(HEAD ROWS, 2, "должно быть 2");
	refused(HEAD "{\"op\":\"+\",\"op\":\"-\"}\n", 1, "не JSON");
}

/* Neither depth nor length gets the better of it. */
static void
depth_and_length_are_bounded(void **state)
{
	struct buf b = {0};
	struct batch *batch;
	struct error e = {0};

	(void)state;
	buf_puts(&b, HEAD);
	for (int i = 0; i < 100000; i++)
		buf_putc(&b, '[');
	buf_putc(&b, '\n');
	assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_INVALID);
	buf_clear(&b);
	for (int i = 0; i < (17 << 20); i++)
		buf_putc(&b, 'a');
	assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_INVALID);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_whole_one_is_read),
	    cmocka_unit_test(cut_anywhere_it_is_refused),
	    cmocka_unit_test(changed_anywhere_it_is_refused),
	    cmocka_unit_test(what_does_not_belong_is_named),
	    cmocka_unit_test(depth_and_length_are_bounded),
	};

	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
