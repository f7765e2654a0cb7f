/* SPDX-License-Identifier: MIT
 * service_publishing.c - publications journalled; reminders opened by a revocation, closed by the
 * next list.
 */
#include "tests/lib/town.h"

#include <sys/stat.h>
#include <unistd.h>

#include "service/corps/publishing.h"
#include "tests/lib/in_view.h"

/* Two members of the corps since 2026-01-10, both on the site's list. */
static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s;

	s = town->s;
	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Яшина", "Анна", "Петровна");
	town_person(s, "P10", "Абрамов", "Олег", "");
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1-ма", "date=2026-01-10",
		"kind=состав методактива", "subject=о составе"));
	town_save(s,
	    RECORD(s, KIND_MEMBERSHIPS, "person=P1", "subject_area=физика", "from=2026-01-10",
		"order=R1"));
	town_save(s, RECORD(s, KIND_MEMBERSHIPS, "person=P10", "from=2026-01-10", "order=R1"));
	town_save(
	    s, RECORD(s, KIND_CONSENTS, "person=P1", "kind=распространение", "given=2025-12-01"));
	town_save(s,
	    RECORD(s, KIND_CONSENTS, "person=P10", "kind=распространение", "given=2025-12-01",
		"fields=name,position"));
	*state = town;
	return 0;
}

static void
write_word(const void *context, FILE *f)
{
	fputs(context, f);
}

static enum status
publish_page(struct session *s, const struct roster *list, const char *path, page_writer *write,
    const void *context, uint64_t *id, struct error *e)
{
	return publishing_to_file(
	    s, list, &(struct page_file){.path = path, .write = write, .context = context}, id, e);
}

static enum status
publish_list(struct session *s, const struct roster *list, uint64_t *id, struct error *e)
{
	return publish_page(s, list, "/dev/null", write_word, "page", id, e);
}

static uint64_t
publish(struct session *s, const char *on)
{
	struct roster list;
	struct error e = {0};
	uint64_t id;

	assert_int_equal(IN_VIEW(s, roster_open(&list, VIEW, day_of(on), true, &e)), ST_OK);
	if (publish_list(s, &list, &id, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	roster_free(&list);
	return id;
}

static void
revoke_consent(struct session *s, uint64_t consent, const char *on)
{
	struct record *c = IN_VIEW(s, register_load(VIEW, KIND_CONSENTS, consent));
	char cell[32];

	snprintf(cell, sizeof(cell), "revoked=%s", on);
	SET(s, c, cell);
	town_save(s, c);
}

static void
assert_reminders(struct session *s, const char *on, size_t count)
{
	struct reminder *list;
	size_t got = IN_VIEW(s, publishing_reminders(VIEW, day_of(on), &list));

	if (got != count)
		fail_msg("на %s напоминаний %zu, ждали %zu", on, got, count);
	free(list);
}

static void
the_list_is_journalled(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = publish(s, "2026-05-31");
	struct publication *p =
	    (struct publication *)IN_VIEW(s, register_load(VIEW, KIND_PUBLICATIONS, id));

	assert_string_equal(p->code, "S0001");
	assert_int_equal(p->date, day_of("2026-05-31"));
	assert_int_equal(p->members, 2);
	assert_string_equal(p->list, "P10 name,position\nP1");
	assert_string_equal(p->address, "https://www.guostrj.ru/");
	assert_int_equal(IN_VIEW(s, publishing_last(VIEW, day_of("2026-05-31"))), id);
	assert_int_equal(IN_VIEW(s, publishing_last(VIEW, day_of("2026-05-30"))), 0);
	record_free(&p->base);
}

static void
withheld_texts_are_not_in_the_list(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct roster list;
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-31"), true, &e)), ST_OK);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.rows[0].surname, "Абрамов");
	assert_string_equal(list.rows[0].position, "учитель");
	assert_string_equal(list.rows[0].organisation_name, "");
	assert_string_equal(list.rows[1].organisation_name, "Школа № 1");
	assert_string_equal(list.rows[1].subject_area, "физика");
	assert_int_equal(list.nleft_out, 0);
	roster_free(&list);
	revoke_consent(s, 1, "2026-05-30");
	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-31"), true, &e)), ST_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.nleft_out, 1);
	assert_string_equal(list.left_out[0].code, "P1");
	assert_int_equal(list.left_out[0].publish.reason, PUBLISH_REVOKED);
	roster_free(&list);
}

static void
a_revocation_is_a_reminder_until_the_next_list(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct reminder *list;

	publish(s, "2026-04-01");
	assert_reminders(s, "2026-05-31", 0);
	revoke_consent(s, 1, "2026-05-07"); /* a Thursday before two holidays */
	assert_reminders(s, "2026-05-06", 0);
	assert_int_equal(IN_VIEW(s, publishing_reminders(VIEW, day_of("2026-05-13"), &list)), 1);
	assert_int_equal(list[0].person, town_id(s, KIND_PEOPLE, "P1"));
	assert_int_equal(list[0].deadline, day_of("2026-05-13"));
	assert_false(list[0].overdue);
	free(list);
	assert_int_equal(IN_VIEW(s, publishing_reminders(VIEW, day_of("2026-05-14"), &list)), 1);
	assert_true(list[0].overdue);
	free(list);
	publish(s, "2026-05-14");
	assert_reminders(s, "2026-05-13", 1); /* as it was that day */
	assert_reminders(s, "2026-05-14", 0);
}

static void
a_list_of_the_same_morning_does_not_close_it(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	publish(s, "2026-05-31");
	revoke_consent(s, 1, "2026-05-31");
	assert_reminders(s, "2026-05-31", 1);
	publish(s, "2026-05-31");
	assert_reminders(s, "2026-05-31", 0);
}

static void
who_was_not_on_the_list_needs_no_reminder(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	/* Without any journalled list the site shows what the rules allowed. */
	revoke_consent(s, 2, "2025-12-15");
	assert_reminders(s, "2026-05-31", 0);
	revoke_consent(s, 1, "2026-02-02");
	assert_reminders(s, "2026-05-31", 1);
	publish(s, "2026-03-01");
	assert_reminders(s, "2026-05-31", 0);
	/* P1 and P10 begin alike; only whole codes count. */
	town_save(s,
	    RECORD(s, KIND_CONSENTS, "person=P1", "kind=распространение", "given=2026-03-02",
		"revoked=2026-03-03"));
	assert_reminders(s, "2026-05-31", 0);
}

static void
lists_that_cannot_be_published(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct roster list;
	struct error e = {0};
	uint64_t id;

	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-06-01"), true, &e)), ST_OK);
	assert_int_equal(publish_list(s, &list, &id, &e), ST_REFUSED);
	roster_free(&list);
	publish(s, "2026-05-20");
	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-19"), true, &e)), ST_OK);
	assert_int_equal(publish_list(s, &list, &id, &e), ST_REFUSED);
	assert_non_null(strstr(error_text(&e), "уже опубликован на 20.05.2026"));
	roster_free(&list);
	/* A consent revoked between making the list and publishing it. */
	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-31"), true, &e)), ST_OK);
	revoke_consent(s, 1, "2026-05-31");
	assert_int_equal(publish_list(s, &list, &id, &e), ST_CONFLICT);
	assert_int_equal(id, 0);
	roster_free(&list);
	assert_int_not_equal(publish(s, "2026-05-31"), 0);
}

/* Whatever the page would show otherwise by now. */
static void
a_list_that_has_become_another_is_not_published(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	for (int field = 0; field < 9; field++) {
		struct roster list;
		struct roster_row *row;
		struct error e = {0};
		uint64_t id;

		assert_int_equal(
		    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-31"), true, &e)), ST_OK);
		row = &list.rows[1];
		{
			const char **const texts[] = {&row->surname, &row->given_name,
			    &row->patronymic, &row->organisation_name, &row->position,
			    &row->subject_area, &row->email};

			if (field < 7)
				*texts[field] = "иное";
			else if (field == 7)
				row->person++;
			else
				list.count--;
		}
		assert_int_equal(publish_list(s, &list, &id, &e), ST_CONFLICT);
		assert_non_null(strstr(error_text(&e), "составьте список заново"));
		roster_free(&list);
	}
}

/* Publications may come with a table, the older behind the newer. */
static void
the_last_list_is_that_of_the_last_day(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t last = publish(s, "2026-05-20");

	town_save(s,
	    RECORD(s, KIND_PUBLICATIONS, "code=S0900", "date=2026-05-10", "members=1", "list=P10",
		"address=guostrj.ru"));
	assert_int_equal(IN_VIEW(s, publishing_last(VIEW, day_of("2026-05-31"))), last);
}

static void
publishing_and_reminders_are_not_everybody_s(void **state)
{
	struct town *town = *state;
	struct session *s = town_second(town, "gost", "viewer");
	struct account a = s->account;
	struct reminder *reminders;
	struct roster list;
	struct error e = {0};
	uint64_t id;

	publish(town->s, "2026-05-20");
	revoke_consent(town->s, 1, "2026-05-25");
	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-31"), true, &e)), ST_OK);
	assert_int_equal(publish_list(s, &list, &id, &e), ST_DENIED);
	roster_free(&list);
	assert_reminders(s, "2026-05-31", 1);
	a.disabled = true;
	assert_done(session_account_save(town->s, &a, false, &e), &e);
	assert_int_equal(
	    IN_VIEW(s, publishing_reminders(VIEW, day_of("2026-05-31"), &reminders)), 0);
	free(reminders);
	town_second_close(s);
}

static size_t
publications(struct session *s)
{
	struct txn *t = txn_read(s->store);
	struct walk *w = walk_by_id(t, KIND_PUBLICATIONS);
	size_t count = 0;

	for (uint64_t id; walk_next(w, &id);)
		count++;
	walk_close(w);
	txn_abort(t);
	return count;
}

static void
put_place(struct buf *path)
{
	const char *tmp = getenv("TMPDIR");

	buf_printf(path, "%s/page.%ld", tmp != NULL ? tmp : "/tmp", (long)getpid());
}

static void
a_page_that_cannot_be_written_is_not_journalled(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	size_t before = publications(s);
	struct roster list;
	struct error e = {0};
	uint64_t id;

	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-20"), true, &e)), ST_OK);
	assert_int_equal(
	    publish_page(s, &list, "/dev/full", write_word, "page", &id, &e), ST_REFUSED);
	assert_non_null(strstr(error_text(&e), "нет места"));
	assert_int_equal(id, 0);
	assert_int_equal(publish_page(s, &list, "/", write_word, "page", &id, &e), ST_REFUSED);
	assert_int_equal(publications(s), before);
	roster_free(&list);
}

static void
the_page_is_in_its_place_for_everybody(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct buf path = {0};
	struct roster list;
	struct error e = {0};
	struct stat st;
	uint64_t id;

	put_place(&path);
	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-20"), true, &e)), ST_OK);
	assert_int_equal(
	    publish_page(s, &list, buf_text(&path), write_word, "page", &id, &e), ST_OK);
	assert_int_equal(stat(buf_text(&path), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0644);
	assert_int_equal(st.st_size, 4);
	assert_int_equal(unlink(buf_text(&path)), 0);
	buf_free(&path);
	roster_free(&list);
}

/* A folder comes to stand in the page's place while it is being written. */
static void
take_the_place(const void *context, FILE *f)
{
	fputs("page", f);
	assert_int_equal(mkdir(context, 0700), 0);
}

static void
a_page_without_its_place_is_kept_and_told(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	size_t before = publications(s);
	struct buf path = {0};
	struct roster list;
	struct error e = {0};
	char *kept;
	uint64_t id;

	put_place(&path);
	assert_int_equal(
	    IN_VIEW(s, roster_open(&list, VIEW, day_of("2026-05-20"), true, &e)), ST_OK);
	assert_int_equal(
	    publish_page(s, &list, buf_text(&path), take_the_place, buf_text(&path), &id, &e),
	    ST_REFUSED);
	assert_int_not_equal(id, 0);
	assert_int_equal(publications(s), before + 1);
	assert_non_null(strstr(error_text(&e), "внесена в журнал"));
	kept = strstr(error_text(&e), "файле «");
	assert_non_null(kept);
	kept += strlen("файле «");
	*strstr(kept, "»") = '\0';
	assert_int_equal(access(kept, R_OK), 0);
	assert_int_equal(unlink(kept), 0);
	assert_int_equal(rmdir(buf_text(&path)), 0);
	buf_free(&path);
	roster_free(&list);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(the_list_is_journalled),
	    WITH_TOWN(withheld_texts_are_not_in_the_list),
	    WITH_TOWN(a_revocation_is_a_reminder_until_the_next_list),
	    WITH_TOWN(a_list_of_the_same_morning_does_not_close_it),
	    WITH_TOWN(who_was_not_on_the_list_needs_no_reminder),
	    WITH_TOWN(lists_that_cannot_be_published),
	    WITH_TOWN(a_list_that_has_become_another_is_not_published),
	    WITH_TOWN(the_last_list_is_that_of_the_last_day),
	    WITH_TOWN(publishing_and_reminders_are_not_everybody_s),
	    WITH_TOWN(a_page_that_cannot_be_written_is_not_journalled),
	    WITH_TOWN(the_page_is_in_its_place_for_everybody),
	    WITH_TOWN(a_page_without_its_place_is_kept_and_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
