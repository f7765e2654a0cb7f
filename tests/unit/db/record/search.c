/* SPDX-License-Identifier: MIT
 * db_search.c - words found in records and in what they refer to, against a plain search.
 */
#include "tests/lib/db_help.h"

#include "db/record/counter.h"
#include "db/record/search.h"
#include "db/record/words.h"
#include "tests/lib/plain_search.h"

static void
assert_found(enum kind kind, const char *query, const char *ids)
{
	struct txn *t = txn_read(help_store);
	struct idset set;
	struct buf list = {0};

	assert_true(search_words(t, kind, slice_of(query), &set));
	for (uint64_t id = 0; id < set.nwords * 64; id++)
		if (idset_has(&set, id))
			buf_printf(
			    &list, "%s%llu", list.len > 0 ? " " : "", (unsigned long long)id);
	assert_string_equal(buf_text(&list), ids);
	txn_abort(t);
	idset_free(&set);
	buf_free(&list);
}

static void
put_person(const char *code, const char *surname, uint64_t organisation)
{
	struct person *p = help_person(code, surname, organisation);

	lab_set(&p->base, "subjects", "физика,астрономия");
	help_put(&p->base);
	record_free(&p->base);
}

static void
words_are_found(void **state)
{
	uint64_t first = help_organisation("Ш1"), second = help_organisation("Ш2");
	struct change *c;
	struct idset none;
	struct txn *t;

	(void)state;
	put_person("П1", "Ёлкина", first);
	put_person("П2", "Петрова-Водкина", second);
	put_person("П3", "Елкин", second);
	assert_found(KIND_PEOPLE, "ЕЛКИН", "1 3");
	assert_found(KIND_PEOPLE, "  ёлкина  ", "1");
	assert_found(KIND_PEOPLE, "анна водкин", "2");
	assert_found(KIND_PEOPLE, "водкин анна", "2");
	assert_found(KIND_PEOPLE, "физика П3", "3");
	assert_found(KIND_PEOPLE, "астроном", "1 2 3");
	assert_found(KIND_PEOPLE, "педагог", "1 2 3"); /* the word of a choice */
	assert_found(KIND_PEOPLE, "п", "1 2 3");
	assert_found(KIND_PEOPLE, "аннаелкин", ""); /* fields do not run together */
	assert_found(KIND_PEOPLE, "нет такого", "");
	assert_found(KIND_PEOPLE, "петрова-водкина", "2");
	assert_found(KIND_PEOPLE, "петрова водкина", "2");
	assert_found(KIND_PEOPLE, "«ёлкина»", "1");
	/* by the name of the school, not by its other fields */
	assert_found(KIND_PEOPLE, "«ш2»", "2 3");
	assert_found(KIND_PEOPLE, "«ш2» елкин", "3");
	assert_found(KIND_ORGANISATIONS, "школа", "1 2");
	assert_found(KIND_ORGANISATIONS, "физика", "");
	t = txn_read(help_store);
	assert_false(search_words(t, KIND_PEOPLE, slice_of("  "), &none));
	txn_abort(t);

	c = help_change("remove");
	change_remove(c, KIND_PEOPLE, 3, 5);
	help_commit(c);
	assert_found(KIND_PEOPLE, "елкин", "1");
	assert_found(KIND_PEOPLE, "«ш2»", "2");
}

static void
put_organisation(const char *code, const char *name)
{
	struct record *r = lab_organisation(code);

	lab_set(r, "name", name);
	help_put(r);
	record_free(r);
}

/* Whichever way a school or a name was written and is typed. */
static void
marks_and_alphabets_do_not_matter(void **state)
{
	(void)state;
	put_organisation("O1", "МБОУ «Школа № 3»");
	put_organisation("O2", "Детский сад № 6 „Колокольчик“");
	put_organisation("O3", "МБОУ \"Школа №4\"");
	put_organisation("O4", "Лицей N 5");
	put_organisation("O5", "Гим\u00ADна\u00ADзия 3");
	put_organisation("O6", "МБОУ «СОШ № 10»");
	put_organisation("O7", "№ 7");
	assert_found(
	    KIND_ORGANISATIONS, "школа №3", "1 5"); /* and not the 3 of O3; 5 is of that type */
	assert_found(KIND_ORGANISATIONS, "школа n3", "1 5");
	assert_found(KIND_ORGANISATIONS, "школа № 4", "3");
	assert_found(KIND_ORGANISATIONS, "«колокольчик»", "2");
	assert_found(KIND_ORGANISATIONS, "\"колокольчик\"", "2");
	assert_found(KIND_ORGANISATIONS, "лицей №5", "4");
	assert_found(KIND_ORGANISATIONS, "гимназия №3", "5");
	assert_found(KIND_ORGANISATIONS, "сош №10", "6");
	assert_found(KIND_ORGANISATIONS, "сош№10", "6");
	assert_found(KIND_ORGANISATIONS, "cош № 1", "6"); /* a Latin c; on the way to 10 */
	assert_found(KIND_ORGANISATIONS, "n7", "7");
	assert_found(KIND_ORGANISATIONS, "№ 4 школа", "3");
	assert_found(KIND_ORGANISATIONS, "о7", "7"); /* a Cyrillic о in the code */
	put_person("П1", "О’Нил", 4);
	put_person("П2", "О'Нил", 4);
	put_person("П3", "ОʼНил", 4);
	put_person("П4", "Әхмәтов", 6);
	assert_found(KIND_PEOPLE, "о'нил", "1 2 3");
	assert_found(KIND_PEOPLE, "о’нил", "1 2 3");
	assert_found(KIND_PEOPLE, "оʼнил", "1 2 3");
	assert_found(KIND_PEOPLE, "лицей №5", "1 2 3");
	assert_found(KIND_PEOPLE, "ахметов", "4");
	assert_found(KIND_PEOPLE, "әхмәт №10", "4");
}

/* Curator of an association: a person two steps away is not meant, the person itself is. */
static void
one_step_only(void **state)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);
	struct association_member *m =
	    (struct association_member *)record_new(KIND_ASSOCIATION_MEMBERS);

	(void)state;
	put_person("П1", "Ёлкина", help_organisation("Ш1"));
	lab_set(&a->base, "code", "М1");
	lab_set(&a->base, "name", "Физики");
	a->curator = 1;
	help_put(&a->base);
	m->association = a->base.id;
	m->person = 1;
	m->from = 20000;
	help_put(&m->base);
	assert_found(KIND_ASSOCIATIONS, "елкина", "1");
	assert_found(KIND_ASSOCIATIONS, "«ш1»", "");
	assert_found(KIND_ASSOCIATION_MEMBERS, "елкина физики", "1");
	assert_found(
	    KIND_ASSOCIATION_MEMBERS, "м1", ""); /* the association's code does not name it */
	record_free(&a->base);
	record_free(&m->base);
}

/* A word or two of few letters, so that many records share them, at times a word longer than a key.
 */
static const char *
random_name(char out[1200])
{
	static const char *const letters[] = {"а", "б", "а", "1", "-", " ", "ж", "ә"};
	uint32_t len = help_random(40) == 0 ? 550 : 1 + help_random(12);
	size_t at = 0;

	for (uint32_t i = 0; i < len; i++) {
		uint32_t letter = len > 12 ? help_random(4) : help_random(8);

		at += (size_t)snprintf(out + at, 1200 - at, "%s", letters[letter]);
	}
	return out;
}

enum { PEOPLE = 500, SCHOOLS = 40, LONGEST = 65600 };

static void
put_name(struct change *c, struct record *r)
{
	char name[1200];

	lab_set(r, r->kind == KIND_PEOPLE ? "surname" : "name", random_name(name));
	if (r->kind == KIND_PEOPLE) {
		lab_set(r, "position", random_name(name));
		record_set_ref(
		    r, field_find(KIND_PEOPLE, "organisation"), 1 + help_random(SCHOOLS));
	}
	change_put(c, r);
}

/* A tenth of the schools and some of the people changed, people removed and brought back: one
 * operation. */
static void
change_some(struct record **all)
{
	struct change *c = help_change("change");
	bool touched[SCHOOLS + PEOPLE] = {false}, removed;
	uint64_t stamp;

	for (uint32_t n = help_random(200) + 1; n > 0; n--) {
		uint32_t i = help_random(SCHOOLS + PEOPLE);

		if (touched[i] || (i < SCHOOLS && help_random(4) > 0))
			continue;
		touched[i] = true;
		removed =
		    i >= SCHOOLS && *record_text(all[i], field_find(KIND_PEOPLE, "email")) != '\0';
		if (i < SCHOOLS || removed || help_random(3) > 0) {
			if (i >= SCHOOLS)
				lab_set(all[i], "email", "");
			put_name(c, all[i]);
		} else {
			change_remove(c, KIND_PEOPLE, all[i]->id, all[i]->stamp);
			lab_set(all[i], "email", "removed");
		}
	}
	stamp = help_commit(c);
	for (uint32_t i = 0; i < SCHOOLS + PEOPLE; i++)
		all[i]->stamp = touched[i] ? stamp : all[i]->stamp;
}

static const char *
long_word(char word[LONGEST + 1])
{
	memset(word, 'w', LONGEST);
	word[LONGEST] = '\0';
	return word;
}

static void
make_all(struct record **all)
{
	struct change *c = help_change("import");
	static char word[LONGEST + 1];
	char code[16];
	uint64_t stamp;

	for (int i = 0; i < SCHOOLS + PEOPLE; i++) {
		snprintf(code, sizeof(code), "%s%05d", i < SCHOOLS ? "Ш" : "П", i * 7919 % 100000);
		all[i] = i < SCHOOLS ? lab_organisation(code) : &help_person(code, "", 0)->base;
		put_name(c, all[i]);
	}
	lab_set(all[0], "address", long_word(word));
	change_put(c, all[0]);
	stamp = help_commit(c);
	for (int i = 0; i < SCHOOLS + PEOPLE; i++)
		all[i]->stamp = stamp;
}

/* Ids on both sides of where two parts meet; words that come to have many records and lose them. */
static void
answers_are_those_of_a_plain_search(void **state)
{
	static struct record *all[SCHOOLS + PEOPLE];
	struct txn *t = txn_write(help_store);

	(void)state;
	counter_set(t, KIND_PEOPLE, WORDS_PART - PEOPLE / 3);
	assert_int_equal(txn_commit(t), ST_OK);
	make_all(all);
	for (int round = 0; round < 8; round++) {
		t = txn_read(help_store);
		assert_true(plain_search_compare(t, 100) > 50);
		txn_abort(t);
		lab_verify(help_store);
		change_some(all);
	}
	for (int i = 0; i < SCHOOLS + PEOPLE; i++)
		record_free(all[i]);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    TEST(words_are_found),
	    TEST(marks_and_alphabets_do_not_matter),
	    TEST(one_step_only),
	    TEST(answers_are_those_of_a_plain_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
