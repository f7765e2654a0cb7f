/* SPDX-License-Identifier: MIT
 * db_key.c - keys: their bytes, their order against a slow comparison of Russian names, their
 * limits.
 */
#include "tests/lib/db_help.h"

#include "base/utf8.h"
#include "db/record/keylist.h"

static void
assert_bytes(struct buf *b, const char *hex)
{
	struct buf out = {0};

	for (size_t i = 0; i < b->len; i++)
		buf_printf(&out, "%02X", (unsigned char)b->data[i]);
	assert_string_equal(buf_text(&out), hex);
	buf_free(&out);
	buf_clear(b);
}

static void
the_bytes_are_those_of_the_header(void **state)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	uint64_t id, stamp;
	enum kind kind;
	struct key_span spans[KEYS_MAX];
	struct buf b = {0};

	(void)state;
	p->base.id = 7;
	p->code = "P1";
	p->surname = "Ёж";
	p->given_name = "Ян";
	p->organisation = 3;
	key_put_unique(&b, &p->base);
	assert_bytes(&b, "0100503100");
	key_put_code(&b, KIND_PEOPLE, slice_of("P1"));
	assert_bytes(&b, "0100503100");
	key_put_order(&b, &p->base);
	assert_bytes(&b,
	    "01014C4D01665401010200"
	    "0000000000000007");
	key_put_ref(&b, KIND_PEOPLE, field_find(KIND_PEOPLE, "organisation"), 3);
	assert_bytes(&b, "01460000000000000003");
	assert_int_equal(key_put_all(&b, &p->base, spans), 3);
	assert_int_equal(spans[1].at, spans[0].len);
	assert_int_equal(spans[2].at + spans[2].len, b.len);
	assert_int_equal(key_id(slice_make(b.data + spans[2].at, spans[2].len)), 7);
	assert_int_equal(key_target(slice_make(b.data + spans[2].at, spans[2].len)), 3);
	assert_int_equal(key_id(slice_of("short")), 0);
	buf_clear(&b);
	key_put_history(&b, KIND_PEOPLE, 7, 258);
	assert_true(key_read_history(buf_slice(&b), &kind, &id, &stamp));
	assert_int_equal(kind, KIND_PEOPLE);
	assert_int_equal(id, 7);
	assert_int_equal(stamp, 258);
	b.data[0] = '\xFF'; /* no kind of ours */
	assert_false(key_read_history(buf_slice(&b), &kind, &id, &stamp));
	b.data[0] = 1;
	assert_false(key_read_history(slice_make(b.data, b.len - 1), &kind, &id, &stamp));
	assert_bytes(&b, "0100000000000000070000000000000102");
	key_put_block(&b, KIND_PEOPLE, 2);
	assert_bytes(&b, "010000000000000002");
	record_free(&p->base);
	buf_free(&b);
}

/* Unique keys differ exactly when the key fields do, also where a text is cut. */
static void
long_texts_stay_apart(void **state)
{
	char text[300];
	struct buf a = {0}, b = {0};

	(void)state;
	memset(text, 'x', sizeof(text));
	for (size_t len = 60; len < 70; len++) {
		key_put_code(&a, KIND_PEOPLE, slice_make(text, len));
		key_put_code(&b, KIND_PEOPLE, slice_make(text, len + 1));
		assert_false(slice_equal(buf_slice(&a), buf_slice(&b)));
		assert_false(slice_starts(buf_slice(&b), buf_slice(&a)));
		buf_clear(&a);
		buf_clear(&b);
	}
	key_put_code(&a, KIND_PEOPLE, slice_make(text, 255));
	text[200] = 'y';
	key_put_code(&b, KIND_PEOPLE, slice_make(text, 255));
	assert_int_equal(a.len, 2 + 64 + 1 + 16);
	assert_int_equal(b.len, a.len);
	assert_false(slice_equal(buf_slice(&a), buf_slice(&b)));
	buf_free(&a);
	buf_free(&b);
}

static void
every_key_fits(void **state)
{
	char letters[LONG_LENGTH];
	struct key_span spans[KEYS_MAX];
	struct buf keys = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(letters) / 2; i++)
		memcpy(letters + i * 2, i % 2 ? "ё" : "Ў", 2); /* one byte folded, and two */
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct record *r = record_new((enum kind)kind);
		const struct entity *e = entity_of((enum kind)kind);
		size_t count;

		help_fill(r, true);
		for (size_t i = 0; i < e->count; i++)
			if (field_is_text(&e->fields[i]))
				record_set_text(r, &e->fields[i], letters,
				    field_max_length(&e->fields[i]) / 2 * 2);
		buf_clear(&keys);
		count = key_put_all(&keys, r, spans);
		assert_true(count >= 2);
		for (size_t i = 0; i < count; i++)
			assert_true(spans[i].len <= KEY_MAX && spans[i].len >= KEY_HEAD + KEY_ID);
		record_free(r);
	}
	buf_free(&keys);
}

/* What stands in the keys of an order is told here again, letter by letter. */
static int
rank(uint32_t cp, bool yo)
{
	static const char alphabet[] = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
	const char *p = alphabet, *end = alphabet + sizeof(alphabet) - 1;
	int n = 0;

	if (cp == ' ')
		return 1;
	if (cp == '-')
		return 2;
	for (; p < end; n++) {
		uint32_t at = utf8_next(&p, end);

		if (at == cp || (cp >= 0x410 && cp <= 0x42F && at == cp + 0x20) ||
		    (cp == 0x401 && at == 0x451))
			return n == 6 && !yo ? 10 + 5 : 10 + n;
	}
	return 0;
}

static int
compare_texts(const char *a, const char *b, bool yo)
{
	const char *a_end = a + strlen(a), *b_end = b + strlen(b);

	while (a < a_end && b < b_end) {
		int ra = rank(utf8_next(&a, a_end), yo), rb = rank(utf8_next(&b, b_end), yo);

		if (ra != rb)
			return ra < rb ? -1 : 1;
	}
	return (a < a_end) - (b < b_end);
}

static int
compare_people(const struct person *a, const struct person *b)
{
	for (int yo = 0; yo <= 1; yo++) {
		int c = compare_texts(a->surname, b->surname, yo);

		c = c != 0 ? c : compare_texts(a->given_name, b->given_name, yo);
		c = c != 0 ? c : compare_texts(a->patronymic, b->patronymic, yo);
		if (c != 0)
			return c;
	}
	return (a->base.id > b->base.id) - (a->base.id < b->base.id);
}

static void
names_are_in_russian_order(void **state)
{
	static const char *const surnames[] = {"Елкин", "Ёлкин", "ЕЛКИНА", "Ёлкина", "Жук", "Е",
	    "Ё", "Римский", "Римский-Корсаков", "Римский Корсаков", "Римскийа", "Ель", "Ёж", "ёж",
	    "Еж"};
	static const char *const given[] = {"Алёна", "Алена", "Анна", "Ян", ""};
	enum {
		SURNAMES = sizeof(surnames) / sizeof(surnames[0]),
		GIVEN = sizeof(given) / sizeof(given[0])
	};
	struct person *people[SURNAMES * GIVEN];
	struct buf keys[SURNAMES * GIVEN] = {{0}};

	(void)state;
	for (size_t i = 0; i < SURNAMES * GIVEN; i++) {
		people[i] = help_person("x", surnames[i % SURNAMES], 1);
		lab_set(&people[i]->base, "given_name", given[i / SURNAMES]);
		lab_set(&people[i]->base, "patronymic", i % 2 ? "Семёновна" : "Семеновна");
		people[i]->base.id = 1000 - i;
		key_put_order(&keys[i], &people[i]->base);
	}
	for (size_t i = 0; i < SURNAMES * GIVEN; i++)
		for (size_t j = 0; j < SURNAMES * GIVEN; j++) {
			int wanted = compare_people(people[i], people[j]);
			int found = slice_compare(buf_slice(&keys[i]), buf_slice(&keys[j]));

			if ((found > 0) - (found < 0) != wanted)
				fail_msg("%s %s / %s %s: %d instead of %d", people[i]->surname,
				    people[i]->given_name, people[j]->surname,
				    people[j]->given_name, found, wanted);
		}
	for (size_t i = 0; i < SURNAMES * GIVEN; i++) {
		record_free(&people[i]->base);
		buf_free(&keys[i]);
	}
}

static void
dates_and_numbers_are_in_order(void **state)
{
	static const int32_t days[] = {DATE_NONE, -719162, -1, 0, 1, 255, 256, 20000, 2932896};
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	struct buf before = {0}, key = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		o->date = days[i];
		buf_clear(&key);
		key_put_order(&key, &o->base);
		if (i > 0)
			assert_true(slice_compare(buf_slice(&before), buf_slice(&key)) < 0);
		buf_clear(&before);
		buf_put_slice(&before, buf_slice(&key));
	}
	record_free(&o->base);
	buf_free(&before);
	buf_free(&key);
}

/* Both ways of sorting: few keys and many, with common starts and keys taken back. */
static void
lists_of_keys_are_sorted(void **state)
{
	static const size_t sizes[] = {0, 1, 2, 50, 63, 64, 65, 3000};
	char key[40];

	(void)state;
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		struct keylist list = {0};
		size_t left = sizes[s];

		for (size_t i = 0; i < sizes[s]; i++) {
			size_t len = 10 + help_random(30);

			for (size_t j = 0; j < len; j++)
				key[j] = (char)(j < 9 ? 7 : help_random(3) * 100);
			key[1] = (char)(help_random(2) * 200);
			keylist_add(&list, slice_make(key, len));
			if (help_random(10) == 0) {
				list.keys[i].len = 0;
				left--;
			}
		}
		keylist_sort(&list);
		assert_int_equal(list.count, left);
		for (size_t i = 1; i < list.count; i++)
			assert_true(
			    slice_compare(keylist_key(&list, i - 1), keylist_key(&list, i)) <= 0);
		keylist_free(&list);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_bytes_are_those_of_the_header),
	    cmocka_unit_test(long_texts_stay_apart),
	    cmocka_unit_test(every_key_fits),
	    cmocka_unit_test(names_are_in_russian_order),
	    cmocka_unit_test(dates_and_numbers_are_in_order),
	    cmocka_unit_test(lists_of_keys_are_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
