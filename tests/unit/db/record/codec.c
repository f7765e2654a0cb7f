/* SPDX-License-Identifier: MIT
 * db_codec.c - records as CBOR: the bytes, the way back, what a newer program wrote, and rubbish.
 */
#include "tests/lib/db_help.h"

#include "db/record/cbor.h"

static void
assert_bytes(const struct buf *b, const char *hex)
{
	struct buf out = {0};

	for (size_t i = 0; i < b->len; i++)
		buf_printf(&out, "%02X", (unsigned char)b->data[i]);
	assert_string_equal(buf_text(&out), hex);
	buf_free(&out);
}

static void
the_bytes_are_those_of_the_header(void **state)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct buf image = {0};

	(void)state;
	p->code = "P0001";
	p->surname = "Озерская";
	p->birth_date = 7820;
	p->organisation = 3;
	p->staff_kind = 1;
	help_image(&image, &p->base, 17);
	assert_bytes(&image,
	    "A6001101655030303031"
	    "0270D09ED0B7D0B5D180D181D0BAD0B0D18F"
	    "05191E8C06030801");
	assert_int_equal(codec_stamp(buf_slice(&image)), 17);
	assert_false(codec_is_tombstone(buf_slice(&image)));
	record_free(&p->base);

	/* yes, dates before 1970, lists, and own values: shorter ids first, as RFC 8949 wants it */
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	e->cancelled = true;
	e->planned = -1;
	record_set_own(&e->base, "aa", "x", 1);
	record_set_own(&e->base, "b", "y", 1);
	help_image(&image, &e->base, 1);
	assert_bytes(&image,
	    "A5000106"
	    "2008F5"
	    "61626179"
	    "6261616178");
	record_free(&e->base);
	buf_free(&image);
}

static void
lists_are_arrays(void **state)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE), *back;
	char items[1000] = "";
	struct buf image = {0};

	(void)state;
	back = (struct person *)record_new(KIND_PEOPLE);
	p->subjects = "a,b";
	help_image(&image, &p->base, 1);
	assert_bytes(&image, "A200010A8261616162");
	/* items of more than 23 and of more than 255 bytes have longer heads */
	for (int i = 0; i < 300; i++)
		strcat(items, i == 30 || i == 32 ? "," : "x");
	p->subjects = items;
	help_image(&image, &p->base, 1);
	assert_int_equal(codec_get(&back->base, buf_slice(&image)), ST_OK);
	assert_string_equal(back->subjects, items);
	record_free(&p->base);
	record_free(&back->base);
	buf_free(&image);
}

static void
every_kind_comes_back(void **state)
{
	struct buf image = {0}, again = {0};

	(void)state;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct record *r = record_new((enum kind)kind), *back = record_new((enum kind)kind);

		for (int round = 0; round < 50; round++) {
			help_fill(r, round == 0);
			help_image(&image, r, 1 + help_random(1 << 30));
			assert_int_equal(codec_get(back, buf_slice(&image)), ST_OK);
			assert_true(record_equal(r, back));
			help_image(&again, back, back->stamp);
			assert_true(slice_equal(buf_slice(&image), buf_slice(&again)));
		}
		record_free(r);
		record_free(back);
	}
	buf_free(&image);
	buf_free(&again);
}

/* Fields 30 and 100 are not ours; the order of the numbers stays. */
static void
unknown_fields_survive(void **state)
{
	static const char foreign[] =
	    "\xA6\x00\x05\x01\x62P1\x08\x01\x18\x1E\x82\x01\xA1\x61z\xF6\x18\x64\x43"
	    "abc\x61t\x61v";
	struct record *r = record_new(KIND_PEOPLE), *copy;
	struct slice image = slice_make(foreign, sizeof(foreign) - 1);
	struct buf again = {0};

	(void)state;
	assert_int_equal(codec_get(r, image), ST_OK);
	assert_int_equal(r->unknown_pairs, 2);
	assert_string_equal(record_own(r, "t"), "v");
	copy = record_dup(r);
	assert_true(record_equal(r, copy));
	help_image(&again, copy, 5);
	assert_true(slice_equal(buf_slice(&again), image));
	/* a field of ours that is set now goes before them */
	record_set_text(copy, field_find(KIND_PEOPLE, "email"), "a@b.ru", 6);
	help_image(&again, copy, 5);
	assert_int_equal(codec_get(r, buf_slice(&again)), ST_OK);
	assert_true(record_equal(r, copy));
	record_free(r);
	record_free(copy);
	buf_free(&again);
}

static void
assert_damaged(const char *bytes, size_t len)
{
	struct record *r = record_new(KIND_PEOPLE), *empty = record_new(KIND_PEOPLE);
	/* of exactly that size, so that reading behind it is noticed */
	char *exact = malloc(len > 0 ? len : 1);

	memcpy(exact, bytes, len);
	record_set_text(r, field_find(KIND_PEOPLE, "surname"), "x", 1);
	assert_int_equal(codec_get(r, slice_make(exact, len)), ST_DAMAGED);
	assert_true(record_equal(r, empty));
	assert_int_equal(r->stamp, 0);
	free(exact);
	record_free(r);
	record_free(empty);
}

#define DAMAGED(bytes) assert_damaged(bytes, sizeof(bytes) - 1)

static void
wrong_images_are_refused(void **state)
{
	(void)state;
	DAMAGED("");
	DAMAGED("\xA0");                 /* no stamp */
	DAMAGED("\xA1\x00\x00");         /* stamp 0 */
	DAMAGED("\xA1\x01\x61x");        /* not the stamp */
	DAMAGED("\xA1\x00\x01\x00");     /* something behind the end */
	DAMAGED("\xA2\x00\x01");         /* a pair too few */
	DAMAGED("\xA2\x00\x01\x01\x05"); /* the code a number */
	DAMAGED("\xA2\x00\x01\x01\x60"); /* an empty text is not written */
	DAMAGED("\xA2\x00\x01\x01\x63"
		"a\0b"); /* a NUL inside */
	DAMAGED("\xA2\x00\x01\x01\x65"
		"abc"); /* cut short */
	DAMAGED("\xA2\x00\x01\x01\x7B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
		"abc");
	DAMAGED("\xA2\x00\x01\x05\x1B\x00\x00\x00\x01\x00\x00\x00\x00"); /* no such day */
	DAMAGED("\xA2\x00\x01\x05\x61x");                                /* the date a text */
	DAMAGED("\xA2\x00\x01\x06\x20");                                 /* a negative reference */
	DAMAGED("\xA2\x00\x01\x06\x00");     /* a reference to nothing */
	DAMAGED("\xA2\x00\x01\x08\x04");     /* there are three kinds of staff */
	DAMAGED("\xA2\x00\x01\x0A\x61x");    /* a list that is none */
	DAMAGED("\xA2\x00\x01\x0A\x80");     /* an empty list */
	DAMAGED("\xA2\x00\x01\x0A\x81\x01"); /* a list of numbers */
	DAMAGED("\xA2\x00\x01\x0A\x81\x63"
		"a,b"); /* an item with a comma */
	DAMAGED("\xA2\x00\x01\x0A\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x61x");
	DAMAGED("\xA3\x00\x01\x02\x61x\x01\x61y"); /* not in order */
	DAMAGED("\xA3\x00\x01\x01\x61x\x01\x61y"); /* twice */
	DAMAGED("\xA2\x00\x01\x20\x01");           /* a negative number of a field */
	DAMAGED("\xA2\x00\x01\x61t\x01");          /* an own value that is no text */
	DAMAGED("\xBF\x00\x01\xFF");               /* indefinite lengths */
	DAMAGED("\xA2\x00\x01\x01\x7F\x61x\xFF");
	DAMAGED("\xA2\x00\x01\x18\x1E\x9F\x01\xFF");
	DAMAGED("\xA2\x00\x01\x18\x1E\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x01"); /* too deep */
	DAMAGED("\xBB\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00\x01");
	DAMAGED("\xC1\xA1\x00\x01"); /* a tag */
}

/* Cut anywhere and flipped anywhere: an answer, never a read beyond the end (ASan looks on). */
static void
torn_images_do_no_harm(void **state)
{
	struct buf image = {0};

	(void)state;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct record *r = record_new((enum kind)kind), *back = record_new((enum kind)kind);

		help_fill(r, true);
		help_image(&image, r, 1000);
		for (size_t len = 0; len < image.len; len++) {
			char *exact = malloc(len > 0 ? len : 1);

			memcpy(exact, image.data, len);
			assert_int_equal(codec_get(back, slice_make(exact, len)), ST_DAMAGED);
			free(exact);
		}
		for (size_t bit = 0; bit < image.len * 8; bit++) {
			char *exact = malloc(image.len);
			enum status status;

			memcpy(exact, image.data, image.len);
			exact[bit / 8] = (char)(exact[bit / 8] ^ 1 << bit % 8);
			status = codec_get(back, slice_make(exact, image.len));
			assert_true(status == ST_OK || status == ST_DAMAGED);
			codec_stamp(slice_make(exact, image.len));
			codec_is_tombstone(slice_make(exact, image.len));
			free(exact);
		}
		record_free(r);
		record_free(back);
	}
	buf_free(&image);
}

static void
tombstones_and_single_texts(void **state)
{
	struct person *p = help_person("К-7", "Ёлкина", 3);
	struct slice text = {0};
	struct buf image = {0};

	(void)state;
	codec_put_image(&image, 300, slice_of(""), 0);
	assert_bytes(&image, "A10019012C");
	assert_true(codec_is_tombstone(buf_slice(&image)));
	assert_int_equal(codec_stamp(buf_slice(&image)), 300);
	help_image(&image, &p->base, 9);
	assert_true(codec_find_text(buf_slice(&image), 2, &text));
	assert_true(slice_equal(text, slice_of("Ёлкина")));
	assert_false(codec_find_text(buf_slice(&image), 4, &text));
	assert_false(codec_find_text(buf_slice(&image), 6, &text)); /* there, but no text */
	assert_false(codec_find_text(slice_of("nonsense"), 1, &text));
	record_free(&p->base);
	buf_free(&image);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_bytes_are_those_of_the_header),
	    cmocka_unit_test(lists_are_arrays),
	    cmocka_unit_test(every_kind_comes_back),
	    cmocka_unit_test(unknown_fields_survive),
	    cmocka_unit_test(wrong_images_are_refused),
	    cmocka_unit_test(torn_images_do_no_harm),
	    cmocka_unit_test(tombstones_and_single_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
