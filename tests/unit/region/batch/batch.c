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

#define PERSON_ROW(more)                                                                           \
	"{\"op\":\"+\",\"t\":\"person\",\"id\":\"" PERSON "\",\"young\":\"no\"" more "}"
#define FACT_ROW(more)                                                                             \
	"{\"op\":\"+\",\"t\":\"fact\",\"kind\":\"assessed\",\"person\":\"" PERSON "\"" more "}"

static void
what_does_not_belong_is_named(void **state)
{
	static const struct {
		const char *row, *words;
	} rows[] = {
	    {PERSON_ROW(",\"surname\":\"Озерская\""), "лишнее «surname»"},
	    {"{\"op\":\"+\",\"t\":\"person\",\"id\":\"P0001\",\"young\":\"no\"}",
		"негодное значение «id»"},
	    {"{\"op\":\"+\",\"t\":\"person\",\"id\":\"" PERSON "\"}", "нет «young»"},
	    {"{\"op\":\"-\",\"t\":\"person\"}", "нет «id»"},
	    {PERSON_ROW(",\"hired\":\"2025-1-01\""), "негодное значение «hired»"},
	    {PERSON_ROW(",\"hired\":\"01.09.2025\""), "негодное значение «hired»"},
	    {PERSON_ROW(",\"hired\":20250901"), "негодное значение «hired»"},
	    {PERSON_ROW(",\"level\":\"высшее\""), "негодное значение «level»"},
	    {PERSON_ROW(",\"level\":3"), "негодное значение «level»"},
	    {PERSON_ROW(",\"organisation\":\"\""), "негодное значение «organisation»"},
	    {PERSON_ROW(",\"organisation\":[]"), "негодное значение «organisation»"},
	    {"{\"op\":\"+\",\"t\":\"person\",\"id\":\"0011223344556677889900aabbccddeX\"}",
		"негодное значение «id»"},
	    {"{\"op\":\"+\",\"t\":\"person\",\"id\":5}", "негодное значение «id»"},
	    {FACT_ROW(",\"id\":-1"), "негодное значение «id»"},
	    {FACT_ROW(",\"id\":\"1\""), "негодное значение «id»"},
	    {FACT_ROW(",\"id\":1,\"ok\":1"), "негодное значение «ok»"},
	    {FACT_ROW(",\"id\":1,\"ok\":{}"), "негодное значение «ok»"},
	    {"{\"op\":\"+\",\"t\":\"item\",\"id\":1,\"source\":\"item\",\"due\":\"2025-02-30\"}",
		"негодное значение «due»"},
	    {"{\"op\":\"*\",\"t\":\"part\"}", "не бывает"},
	    {"{\"op\":1,\"t\":\"part\"}", "не бывает"},
	    {"{\"op\":\"+\",\"t\":\"parts\"}", "не бывает"},
	    {"{\"op\":\"+\"}", "не бывает"},
	    {"{\"op\":\"+\",\"t\":\"roster\",\"surname\":\"Озерская\"}", "не бывает"},
	    {"{\"op\":\"+\",\"op\":\"-\"}", "не JSON"},
	};
	struct buf lines = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_clear(&lines);
		buf_printf(&lines, "%s%s\n", HEAD, rows[i].row);
		refused(buf_text(&lines), 1, rows[i].words);
	}
	buf_clear(&lines);
	buf_puts(&lines, HEAD "{\"op\":\"+\",\"t\":\"person\",\"organisation\":\"");
	for (int i = 0; i < 5000; i++)
		buf_putc(&lines, 'O');
	buf_puts(&lines, "\"}\n");
	refused(buf_text(&lines), 1, "негодное значение «organisation»");
	buf_free(&lines);
	refused(HEAD "{\"else\":1}\n", 0, "неизвестный вид строки");
	refused(HEAD "{\"end\":false}\n", 0, "неизвестный вид строки");
	refused(HEAD ROWS, 2, "должно быть 2");
}

/* What the town says of itself: parts it does not have, numbers that are none. */
static void
figures_that_are_none_are_named(void **state)
{
#define OF(scope) "{\"2025-11-30\":[{\"scope\":\"" scope "\""
#define COUNTS    "\"num\":[1,2,3,4,5,6,7,8],\"den\":[1,2,3,4,5,6,7,8]"
	static const struct {
		const char *figures, *words;
	} lines[] = {
	    {"{\"вчера\":[]}", "негодный день"},
	    {"{\"2025-11-30\":{}}", "негодный день"},
	    {"[]", "не по дням"},
	    {"null", "не по дням"},
	    {OF("city") ",\"num\":[1],\"den\":[1]}]}", "негодные показатели «city»"},
	    {OF("city") ",\"num\":[1,2,3,4,5,6,7,8],\"den\":[1,2,3,4,5,6,7,-1]}]}", "«city»"},
	    {OF("city") ",\"num\":[1,2,3,4,5,6,7,\"8\"],\"den\":[]}]}", "«city»"},
	    {OF("city") ",\"staff\":\"5\"," COUNTS "}]}", "«city»"},
	    {OF("city") ",\"unknown\":-5," COUNTS "}]}", "«city»"},
	    {OF("city") ",\"levels\":5," COUNTS "}]}", "«city»"},
	    {OF("city") ",\"levels\":[5]," COUNTS "}]}", "«city»"},
	    {OF("city") ",\"levels\":[\"мировой\"]," COUNTS "}]}", "«city»"},
	    {OF("town") "," COUNTS "}]}", "«town»"},
	    {OF("level:высшее") "," COUNTS "}]}", "«level:высшее»"},
	    {OF("school:O001") "," COUNTS "}]}", "«school:O001»"},
	    {OF("organisation:") "," COUNTS "}]}", "«organisation:»"},
	    {"{\"2025-11-30\":[{" COUNTS "}]}", "негодные показатели «»"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct buf b = {0};

		buf_printf(&b, "%s{\"figures\":%s}\n", HEAD, lines[i].figures);
		refused(buf_text(&b), 0, lines[i].words);
		buf_free(&b);
	}
#undef COUNTS
#undef OF
}

/* HEAD with one of its texts put for another. */
static void
put_head(struct buf *b, const char *from, const char *to)
{
	const char *at = strstr(HEAD, from);

	assert_non_null(at);
	buf_clear(b);
	buf_printf(b, "%.*s%s%s", (int)(at - HEAD), HEAD, to, at + strlen(from));
}

static void
a_first_line_that_is_none_is_named(void **state)
{
#define WIDE   "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define WIDE_4 WIDE WIDE WIDE WIDE
	static const struct {
		const char *from, *to, *words;
	} heads[] = {
	    {"\"format\":1", "\"format\":2", "формата 2"},
	    {"\"format\":1", "\"format\":\"1\"", "не передача города"},
	    {"\"00ff\"", "\"00fg\"", "первая строка передачи негодна"},
	    {"\"00ff\"", "\"\"", "первая строка"},
	    {"\"00ff\"", "\"" WIDE_4 "\"", "первая строка"},
	    {"\"69701000\"", "\"6970100x\"", "первая строка"},
	    {"\"69701000\"", "\"697010001\"", "первая строка"},
	    {"\"Город\"", "\"" WIDE_4 "\"", "первая строка"},
	    {"\"rules\":\"r\"", "\"rules\":\"" WIDE_4 "\"", "первая строка"},
	    {"\"sequence\":3", "\"sequence\":-3", "первая строка"},
	    {"\"sequence\":3", "\"sequence\":8", "первая строка"},
	    {"\"sequence\":7", "\"sequence\":\"7\"", "первая строка"},
	    {"\"sequence\":7,", "", "первая строка"},
	    {"\"head\":\"cd\"", "\"head\":\"\"", "первая строка"},
	    {"\"head\":\"cd\"", "\"head\":\"xy\"", "первая строка"},
	    {"\"level\":\"facts\"", "\"level\":\"names\"", "первая строка"},
	    {"\"level\":\"facts\"", "\"level\":5", "первая строка"},
	    {"\"2025-09-01\"", "\"осень\"", "первая строка"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		put_head(&b, heads[i].from, heads[i].to);
		refused(buf_text(&b), 0, heads[i].words);
	}
	refused("[]\n", 0, "не передача города");
	buf_free(&b);
#undef WIDE
#undef WIDE_4
}

/* A snapshot is one whose first line has no place to go on from, or none but null. */
static void
a_snapshot_goes_on_from_nothing(void **state)
{
	static const char *const froms[] = {"", "\"from\":null,"};

	(void)state;
	for (size_t i = 0; i < sizeof(froms) / sizeof(froms[0]); i++) {
		struct buf head = {0}, b = {0};
		struct batch *batch;
		struct error e = {0};

		put_head(&head, "\"from\":{\"sequence\":3,\"head\":\"ab\"},", froms[i]);
		seal(&b, buf_text(&head), 0);
		assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_OK);
		assert_true(batch_head(batch)->whole);
		batch_close(batch);
		buf_free(&head);
		buf_free(&b);
	}
}

/* A list holds nothing but its rows: no removals, no figures. */
static void
a_list_is_only_rows(void **state)
{
	static const struct {
		const char *line, *words;
	} lines[] = {
	    {"{\"op\":\"-\",\"t\":\"roster\",\"surname\":\"Озерская\"}", "не бывает"},
	    {PERSON_ROW(""), "не бывает"},
	    {"{\"op\":\"+\",\"t\":\"roster\",\"phone\":\"5-55\"}", "лишнее «phone»"},
	    {"{\"figures\":{\"2025-11-30\":[]}}", "неизвестный вид строки"},
	};
	struct buf head = {0}, b = {0};

	(void)state;
	put_head(&head, "\"facts\"", "\"roster\"");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		buf_clear(&b);
		buf_printf(&b, "%s%s\n", buf_text(&head), lines[i].line);
		refused(buf_text(&b), 1, lines[i].words);
	}
	buf_free(&head);
	buf_free(&b);
}

static void
a_last_line_that_is_none_is_named(void **state)
{
	static const struct {
		const char *line, *words;
	} ends[] = {
	    {"{\"end\":true,\"hash\":\"00\"}\n", "последняя строка негодна"},
	    {"{\"end\":true,\"rows\":\"0\",\"hash\":\"00\"}\n", "последняя строка негодна"},
	    {"{\"end\":true,\"rows\":0,\"hash\":\"xy\"}\n", "последняя строка негодна"},
	    {"{\"end\":true,\"rows\":0,\"hash\":\"00\",\"signature\":\"xy\"}\n",
		"последняя строка негодна"},
	    {"{\"end\":true,\"rows\":0}\n", "хеш не сходится"},
	};
	struct batch *batch;
	struct error e = {0};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		buf_clear(&b);
		buf_printf(&b, "%s%s", HEAD, ends[i].line);
		assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_INVALID);
		assert_non_null(strstr(e.text, ends[i].words));
	}
	seal(&b, HEAD, 0);
	buf_puts(&b, "{\"end\":true}\n");
	assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "за последней строкой передачи ещё что-то есть"));
	buf_free(&b);
}

/* A batch whose last line has these digits for a signature; of the town's key, or of another. */
static bool
signed_by(const char *signature, const char *key)
{
	struct buf b = {0};
	struct batch *batch;
	struct error e = {0};
	bool yes;

	seal(&b, HEAD, 0);
	buf_truncate(&b, b.len - 2);
	buf_printf(&b, ",\"signature\":\"%s\"}\n", signature);
	assert_int_equal(read_bytes(&batch, b.data, b.len, &e), ST_OK);
	yes = batch_is_signed_by(batch, key);
	batch_close(batch);
	buf_free(&b);
	return yes;
}

static void
a_signature_is_that_of_the_key(void **state)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	unsigned char hash[32], signature[crypto_sign_BYTES];
	char key[2 * sizeof(public) + 1], digits[2 * sizeof(signature) + 1], other[sizeof(key)];

	(void)state;
	crypto_sign_keypair(public, secret);
	sodium_bin2hex(key, sizeof(key), public, sizeof(public));
	crypto_generichash(hash, sizeof(hash), (const unsigned char *)HEAD, strlen(HEAD), NULL, 0);
	crypto_sign_detached(signature, NULL, hash, sizeof(hash), secret);
	sodium_bin2hex(digits, sizeof(digits), signature, sizeof(signature));
	assert_true(signed_by(digits, key));
	crypto_sign_keypair(public, secret);
	sodium_bin2hex(other, sizeof(other), public, sizeof(public));
	assert_false(signed_by(digits, other));
	assert_false(signed_by("", key));
	assert_false(signed_by("abc", key));
	assert_false(signed_by("abcd", key));
	assert_false(signed_by(digits, "abcd"));
	assert_false(signed_by(digits, "не ключ"));
	digits[0] = digits[0] == '0' ? '1' : '0';
	assert_false(signed_by(digits, key));
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
	    cmocka_unit_test(figures_that_are_none_are_named),
	    cmocka_unit_test(a_first_line_that_is_none_is_named),
	    cmocka_unit_test(a_snapshot_goes_on_from_nothing),
	    cmocka_unit_test(a_list_is_only_rows),
	    cmocka_unit_test(a_last_line_that_is_none_is_named),
	    cmocka_unit_test(a_signature_is_that_of_the_key),
	    cmocka_unit_test(depth_and_length_are_bounded),
	};

	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
