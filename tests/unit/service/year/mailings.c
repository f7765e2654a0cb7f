/* SPDX-License-Identifier: MIT
 * mailings.c - letters to many: what stops one on its way, and what a program that sends says.
 */
#include "tests/lib/town.h"

#include <sys/stat.h>

#include "base/clock.h"
#include "mail/outbox.h"
#include "service/record/undo.h"
#include "service/year/mailings.h"
#include "service/year/mailings_parts.h"
#include "tests/lib/in_view.h"
#include "tests/lib/lab.h"

/* Three people of an association, one without an address; of another nobody, of a school nobody
 * with one. */
static int
set_up(void **state)
{
	static const char *const emails[] = {
	    "email=a@example.org", "email=b@example.org", "email="};
	struct town *town = town_new();
	struct session *s = town->s;

	town_school(s, "O001", "Школа № 1");
	town_school(s, "O002", "Школа № 2");
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО химии"));
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A2", "name=ММО ИЗО"));
	for (int i = 0; i < 3; i++) {
		char code[8], person[16];
		struct record *r;
		uint64_t id;

		snprintf(code, sizeof(code), "P%d", i + 1);
		snprintf(person, sizeof(person), "person=%s", code);
		id = town_person(s, code, "Яшина", "Анна", "");
		r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
		SET(s, r, emails[i], i == 2 ? "organisation=O002" : "organisation=O001");
		town_save(s, r);
		town_save(s,
		    RECORD(
			s, KIND_ASSOCIATION_MEMBERS, "association=A1", person, "from=2025-09-01"));
	}
	*state = town;
	return 0;
}

/* What the store's folder holds besides goes, too. */
static int
tear_down(void **state)
{
	struct town *town = *state;

	session_close(town->s);
	lab_remove(town->dir);
	free(town);
	return 0;
}

/* The town's words of mail. */
static void
set_words(struct town *town, const char *from, const char *command)
{
	char words[700];

	snprintf(words, sizeof(words), "words = { mail_from = \"%s\"; mail_command = \"%s\";", from,
	    command);
	town_rule(town, "words = {", words);
}

static uint64_t
mailing(struct session *s, const char *code, const char *audience)
{
	return town_save(s,
	    RECORD(s, KIND_MAILINGS, code, "date=2026-05-31", "subject=Семинар", "text=Приходите.",
		audience));
}

static enum status
queue(struct session *s, uint64_t id, uint64_t stamp, struct mailing_letters *out, struct error *e)
{
	*e = (struct error){0};
	return mailing_queue(s, (struct mailing_seen){.mailing = id, .stamp = stamp}, out, e);
}

static void
standing_is(struct session *s, uint64_t id, const char *words)
{
	struct mailing *m = (struct mailing *)IN_VIEW(s, register_load(VIEW, KIND_MAILINGS, id));
	struct buf text = {0};

	mailing_put_standing(s, m, &text);
	assert_string_equal(buf_text(&text), words);
	buf_free(&text);
	record_free(&m->base);
}

static void
the_town_writes_from_an_address(void **state)
{
	static const char *const wrong[] = {"ivan", "@example.org", "ivan@org", "a@b@example.org",
	    "a b@example.org", "<a@example.org>", "иван@example.org"};
	struct town *town = *state;
	struct error e = {0};
	char was[128], now[128];

	assert_not_done(mailings_require_from(town->s, &e), &e, "не сказано, с какого адреса");
	set_words(town, "school@example.org", "/bin/true");
	assert_done(mailings_require_from(town->s, &e), &e);
	snprintf(was, sizeof(was), "mail_from = \"school@example.org\"");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(now, sizeof(now), "mail_from = \"%s\"", wrong[i]);
		town_rule(town, was, now);
		assert_not_done(mailings_require_from(town->s, &e), &e, "не адрес");
		memcpy(was, now, sizeof(was));
	}
}

static void
a_letter_is_for_somebody(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct mailing_letters letters;
	struct error e = {0};
	uint64_t id;

	set_words(town, "school@example.org", "/bin/true");
	assert_not_done(
	    queue(s, mailing(s, "code=ML1", "audience=association:A2"), 0, &letters, &e), &e,
	    "адресовать некому: сегодня здесь никого нет");
	assert_not_done(
	    queue(s, mailing(s, "code=ML2", "audience=organisation:O002"), 0, &letters, &e), &e,
	    "писать некуда: ни у кого из этих людей нет адреса почты");
	id = mailing(s, "code=ML3", "audience=association:A1");
	standing_is(s, id, "пишется");
	assert_not_done(queue(s, id, 1, &letters, &e), &e, "тем временем изменили");
	assert_done(mailing_readdress(s, id, (struct audience){.type = AUDIENCE_HEADS}, &e), &e);
	assert_not_done(queue(s, id, 0, &letters, &e), &e, "адресовать некому");
	assert_done(mailing_readdress(s, id,
			(struct audience){.type = AUDIENCE_PART,
			    .part = {SCOPE_ASSOCIATION, town_id(s, KIND_ASSOCIATIONS, "A1")}},
			&e),
	    &e);
	assert_done(queue(s, id, 0, &letters, &e), &e);
	assert_int_equal(letters.letters, 2);
	assert_int_equal(letters.without, 1);
	standing_is(s, id, "в очереди, писем: 2");
	assert_not_done(queue(s, id, 0, &letters, &e), &e, "уже ушла");
	assert_not_done(mailing_readdress(s, id, (struct audience){.type = AUDIENCE_HEADS}, &e), &e,
	    "уже ушла");
}

/* An audience that an older program let be lost. */
static void
a_lost_audience_is_told(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct record *r = RECORD(s, KIND_MAILINGS, "code=ML1", "date=2026-05-31", "subject=С",
	    "text=Т", "audience=association:A9");
	struct change *c = change_new(s->store, &s->actor, "import", "");
	struct mailing_letters letters;
	struct error e = {0};

	change_put(c, r);
	record_free(r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	set_words(town, "school@example.org", "/bin/true");
	assert_not_done(queue(s, town_id(s, KIND_MAILINGS, "ML1"), 0, &letters, &e), &e, "A9");
}

static void
addresses_have_a_limit(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct change *c = change_new(s->store, &s->actor, "import", "");
	struct record *r = record_new(KIND_PEOPLE);
	struct mailing_letters letters;
	struct error e = {0};

	for (int i = 0; i < 600; i++) {
		char code[32], email[160];

		snprintf(code, sizeof(code), "code=Z%04d", i);
		snprintf(email, sizeof(email), "email=%04d.%.110s@example.org", i,
		    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
		record_clear(r);
		SET(s, r, code, "surname=Иванова", "given_name=Анна", "organisation=O001",
		    "position=учитель", "staff_kind=педагог", "hired=2020-09-01", email);
		change_put(c, r);
	}
	record_free(r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	set_words(town, "school@example.org", "/bin/true");
	assert_not_done(
	    queue(s, mailing(s, "code=ML1", "audience=organisation:O001"), 0, &letters, &e), &e,
	    "адресов слишком много");
}

/* Written for a mail program: once more for the addresses it has, and for nobody any more. */
static void
a_file_for_a_mail_program(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct mailing_letters letters;
	struct mailing_seen seen = {.mailing = 0};
	struct buf file = {0};
	struct error e = {0};
	struct record *r;

	set_words(town, "school@example.org", "/bin/true");
	seen.mailing = mailing(s, "code=ML1", "audience=association:A1");
	for (int i = 0; i < 2; i++) {
		buf_clear(&file);
		assert_done(mailing_take(s, seen, &file, &letters, &e), &e);
		assert_int_equal(letters.letters, 2);
		assert_non_null(strstr(buf_text(&file), "a@example.org"));
		standing_is(s, seen.mailing, "разослана");
	}
	r = IN_VIEW(s, register_load(VIEW, KIND_MAILINGS, seen.mailing));
	record_set_text(r, field_find(KIND_MAILINGS, "addresses"), "—", strlen("—"));
	{
		struct change *c = change_new(s->store, &s->actor, "forget", "");

		change_put(c, r);
		assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	}
	record_free(r);
	assert_not_done(
	    mailing_take(s, seen, &file, &letters, &e), &e, "уничтожен вместе с данными");
	seen.mailing = mailing(s, "code=ML2", "audience=association:A2");
	assert_not_done(mailing_take(s, seen, &file, &letters, &e), &e, "адресовать некому");
	buf_free(&file);
}

/* In the place of the folder of letters lies a file. */
static void
without_a_folder_nothing_is_queued(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct mailing_letters letters;
	struct outbox_sent sent;
	struct buf why = {0};
	struct error e = {0};
	char path[600];
	uint64_t id;
	FILE *f;

	set_words(town, "school@example.org", "/bin/true");
	id = mailing(s, "code=ML1", "audience=association:A1");
	snprintf(path, sizeof(path), "%s/mail", town->dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fclose(f);
	assert_not_done(queue(s, id, 0, &letters, &e), &e, "");
	standing_is(s, id, "пишется");
	assert_not_done(mailings_send(s, &sent, &why, &e), &e, "");
	buf_free(&why);
}

static void
write_script(const struct town *town, const char *text, char path[600])
{
	FILE *f;

	snprintf(path, 600, "%s.sh", town->dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\ncat >/dev/null\n%s\n", text);
	assert_int_equal(fchmod(fileno(f), 0700), 0);
	fclose(f);
}

/* What the program that sends says of a letter, and what becomes of the parcel. */
static void
what_the_sender_says(void **state)
{
	static const struct {
		const char *script, *why, *standing;
	} senders[] = {
	    {"echo нет такого ящика; exit 67", ": нет такого ящика", "уходит, осталось писем: 2"},
	    {"exit 1", ": отказ без объяснений", "уходит, осталось писем: 2"},
	    {"kill -9 $$", ": отказ без объяснений", "ушла"}, /* it may have taken both */
	};
	struct town *town = *state;
	struct session *s = town->s;
	char path[600];

	for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++) {
		struct mailing_letters letters;
		struct outbox_sent sent;
		struct buf why = {0};
		struct error e = {0};
		uint64_t id;

		write_script(town, senders[i].script, path);
		if (i == 0)
			set_words(town, "school@example.org", path);
		id = i == 0 ? mailing(s, "code=ML1", "audience=association:A1")
			    : town_id(s, KIND_MAILINGS, "ML1");
		if (i == 0)
			assert_done(queue(s, id, 0, &letters, &e), &e);
		assert_done(mailings_send(s, &sent, &why, &e), &e);
		assert_int_equal(sent.taken, 0);
		if (strstr(buf_text(&why), senders[i].why) == NULL)
			fail_msg("%s", buf_text(&why));
		standing_is(s, id, senders[i].standing);
		assert_int_equal(sent.doubtful, i < 2 ? 0 : 2);
		buf_free(&why);
	}
	unlink(path);
}

/* A record that was taken back lets none of its letters go. */
static void
what_was_taken_back_does_not_leave(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct mailing_letters letters;
	struct outbox_sent sent;
	struct buf why = {0};
	struct error e = {0};
	uint64_t id;
	size_t waiting;

	set_words(town, "school@example.org", "/bin/true");
	id = mailing(s, "code=ML1", "audience=association:A1");
	assert_done(queue(s, id, 0, &letters, &e), &e);
	assert_done(register_undo(s, 0, NULL, NULL, &e), &e);
	assert_done(mailings_send(s, &sent, &why, &e), &e);
	assert_int_equal(sent.taken, 0);
	assert_int_equal(mailing_state(s, id, &waiting), OUTBOX_NONE);
	assert_done(queue(s, id, 0, &letters, &e), &e);
	assert_done(mailings_send(s, &sent, &why, &e), &e);
	assert_int_equal(sent.taken, 2);
	standing_is(s, id, "ушла");
	buf_free(&why);
}

static void
give_address(
    struct town *town, const char *name, const char *role, const char *person, bool disabled)
{
	struct account a = {.disabled = disabled};
	struct error e = {0};

	snprintf(a.name, sizeof(a.name), "%s", name);
	snprintf(a.full_name, sizeof(a.full_name), "%s", name);
	snprintf(a.role, sizeof(a.role), "%s", role);
	snprintf(a.person, sizeof(a.person), "%s", person);
	assert_done(session_account_save(town->s, &a, true, &e), &e);
}

/* On Mondays each clerk at work who has an address; a calendar only where the rules want one. */
static void
the_week_goes_to_clerks(void **state)
{
	struct town *town = *state;
	struct outbox_sent sent;
	struct buf why = {0};
	struct error e = {0};

	set_words(town, "school@example.org", "/bin/true");
	town_rule(town, "rules = {", "rules = { mail_worklists = true; mail_calendar = true;");
	give_address(town, "ivanova", "clerk", "P1", false);
	give_address(town, "petrova", "clerk", "P2", true); /* not at work any more */
	give_address(town, "sidorova", "viewer", "P2", false);
	give_address(town, "gost", "clerk", "P3", false); /* no address */
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	assert_done(mailings_send(town->s, &sent, &why, &e), &e);
	assert_int_equal(sent.taken, 0); /* a Sunday */
	setenv("METODAKTIV_NOW", "2026-06-01T12:00:00", 1);
	for (size_t letters = 2; letters-- > 0;) { /* one, and not again */
		assert_done(mailings_send(town->s, &sent, &why, &e), &e);
		assert_int_equal(sent.taken, letters);
	}
	buf_free(&why);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    IN_TOWN(the_town_writes_from_an_address),
	    IN_TOWN(a_letter_is_for_somebody),
	    IN_TOWN(a_lost_audience_is_told),
	    IN_TOWN(addresses_have_a_limit),
	    IN_TOWN(a_file_for_a_mail_program),
	    IN_TOWN(without_a_folder_nothing_is_queued),
	    IN_TOWN(what_the_sender_says),
	    IN_TOWN(what_was_taken_back_does_not_leave),
	    IN_TOWN(the_week_goes_to_clerks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
