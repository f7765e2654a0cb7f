/* SPDX-License-Identifier: MIT
 * db_search.c - words found in records and in what they refer to, against a plain search.
 */
#include "tests/lib/db_help.h"

#include "base/compare.h"
#include "db/record/search.h"

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
	assert_found(KIND_ORGANISATIONS, "школа №3", "1 5"); /* and not the 3 of O3; 5 is of that type */
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

static bool
plainly_has(const struct record *r, const char *word)
{
	struct buf text = {0}, folded = {0};
	bool found;

	search_put_text(&text, r);
	compare_put(&folded, slice_of(word));
	found = memmem(text.data, text.len, folded.data, folded.len) != NULL;
	buf_free(&text);
	buf_free(&folded);
	return found;
}

/* Every place in a block, every length of a word, texts of all lengths, holes between. */
static void
blocks_are_searched_to_the_last_letter(void **state)
{
	enum { RECORDS = 400 };
	struct record *all[RECORDS];
	struct change *c = help_change("import");
	struct txn *t;

	(void)state;
	for (size_t i = 0; i < RECORDS; i++) {
		struct buf name = {0};
		char code[16];

		snprintf(code, sizeof(code), "Ш%zu", i);
		all[i] = lab_organisation(code);
		for (uint32_t n = help_random(i % 7 == 0 ? 200 : 20) + 1; n > 0; n--)
			buf_puts(&name, help_random(4) == 0 ? "б" : "а");
		lab_set(all[i], "name", buf_text(&name));
		buf_free(&name);
		change_put(c, all[i]);
	}
	for (size_t i = 0; i < RECORDS; i += 3)
		change_remove(c, KIND_ORGANISATIONS, all[i]->id, 0);
	help_commit(c);
	t = txn_read(help_store);
	for (int round = 0; round < 300; round++) {
		char word[64] = "";
		struct idset set;
		size_t count = 0;

		for (uint32_t n = 1 + help_random(10); n > 0; n--)
			strcat(word, help_random(4) == 0 ? "б" : "а");
		assert_true(search_words(t, KIND_ORGANISATIONS, slice_of(word), &set));
		for (size_t i = 0; i < RECORDS; i++) {
			bool wanted = i % 3 != 0 && plainly_has(all[i], word);

			assert_int_equal(idset_has(&set, all[i]->id), wanted);
			count += wanted;
		}
		assert_int_equal(set.count, count);
		idset_free(&set);
	}
	txn_abort(t);
	for (size_t i = 0; i < RECORDS; i++)
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
	    TEST(blocks_are_searched_to_the_last_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
