/* SPDX-License-Identifier: MIT
 * chamber.c - a council of seven and what it does.
 */
#include "tests/lib/chamber.h"
#include "db/record/journal.h"
#include "tests/lib/in_view.h"

static void
chamber_seat(struct chamber *h, size_t i)
{
	static const char *const duties[] = {"duty=председатель", "duty=секретарь", "duty=член"};
	static const char *const surnames[] = {
	    "Арбузова", "Белова", "Вишнёва", "Громова", "Дубова", "Ежова", "Жукова"};
	char code[16], person[32];
	struct record *r;

	snprintf(code, sizeof(code), "P%04zu", i + 1);
	h->members[i] = town_person(h->s, code, surnames[i], "Анна", "Ивановна");
	r = IN_VIEW(h->s, register_load(VIEW, KIND_PEOPLE, h->members[i]));
	SET(h->s, r,
	    i == 0       ? "organisation=O001"
		: i == 1 ? "organisation=O002"
			 : "organisation=O003");
	if (i > 0)
		town_save(h->s, r);
	else
		record_free(r);
	snprintf(person, sizeof(person), "person=%s", code);
	town_save(h->s,
	    RECORD(h->s, KIND_COUNCIL_MEMBERS, person, "from=2025-09-01", duties[i < 2 ? i : 2]));
}

/* A candidate with a complete application; eligible unless the category says otherwise. */
uint64_t
chamber_apply(struct chamber *h, const char *category, const char *agreed)
{
	char code[32], person[48], surname[64];
	size_t n = h->napplications;
	uint64_t id;

	snprintf(code, sizeof(code), "P%04zu", n + 11);
	snprintf(surname, sizeof(surname), "Кандидат%02zu", n + 1);
	town_person(h->s, code, surname, "Ольга", "Петровна");
	snprintf(person, sizeof(person), "person=%s", code);
	snprintf(code, sizeof(code), "code=AP%04zu", n + 1);
	snprintf(surname, sizeof(surname), "surname=Кандидат%02zu", n + 1);
	id = town_save(h->s,
	    RECORD(h->s, KIND_APPLICATIONS, code, person, surname, "given_name=Ольга",
		"patronymic=Петровна", "submitted=2026-04-01", "organisation=O001",
		"position=учитель", "phone=1", "email=a@example.org", category,
		"experience_years=12", "education=высшее педагогическое", "subject_area=физика",
		"grounds=contest_winner", "victories=победитель", agreed));
	h->applications[h->napplications++] = id;
	return id;
}

int
chamber_open(void **state)
{
	struct chamber *h = calloc(1, sizeof(*h));

	assert_non_null(h);
	town_create(&h->town);
	h->s = h->town.s;
	town_school(h->s, "O001", "Гимназия № 1");
	town_school(h->s, "O002", "Школа № 2");
	town_school(h->s, "O003", "Школа № 3");
	for (size_t i = 0; i < MEMBERS; i++)
		chamber_seat(h, i);
	*state = h;
	return 0;
}

int
chamber_close(void **state)
{
	struct chamber *h = *state;

	town_remove(&h->town);
	free(h);
	return 0;
}

void
chamber_rule(struct chamber *h, const char *text, const char *other)
{
	town_rule(&h->town, text, other);
}

/* A meeting on the day with everything ready and postponed. */
uint64_t
chamber_prepare(struct chamber *h, int32_t day)
{
	struct meeting_plan plan;
	struct agenda_entry *agenda;

	IN_VIEW(h->s, council_propose(VIEW, day, &plan, &agenda));
	if (council_prepare(h->s, &plan, &h->meeting, &h->e) != ST_OK)
		fail_msg("%s", error_text(&h->e));
	free(agenda);
	return h->meeting;
}

/* Applications, a meeting today, the first `present` members there. */
void
chamber_sit(struct chamber *h, size_t applications, size_t present)
{
	for (size_t i = 0; i < applications; i++)
		chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	if (council_start(h->s, h->meeting, h->members, present, &h->e) != ST_OK)
		fail_msg("%s", error_text(&h->e));
}

void
chamber_vote(struct chamber *h, size_t item, size_t member, uint8_t vote)
{
	if (council_vote(h->s, h->meeting, h->applications[item], h->members[member], vote, 0,
		&h->e) != ST_OK)
		fail_msg("%s", error_text(&h->e));
}

/* One character a member: + - 0 x, and anything else for no vote. */
void
chamber_votes(struct chamber *h, size_t item, const char *votes)
{
	static const char signs[] = "+-0x";

	for (size_t i = 0; votes[i] != '\0'; i++)
		if (strchr(signs, votes[i]) != NULL)
			chamber_vote(h, item, i, (uint8_t)(strchr(signs, votes[i]) - signs + 1));
}

enum status
chamber_decide(struct chamber *h, size_t item, uint8_t outcome, const char *reason)
{
	struct council_decision d = {
	    .item = h->applications[item], .outcome = outcome, .reason = reason, .move = true};

	return council_decide(h->s, h->meeting, &d, &h->e);
}

void
chamber_last_reason(struct chamber *h, const char *reason)
{
	struct txn *t = txn_read(h->s->store);
	struct journal_row row;

	assert_true(journal_get(t, journal_last(t), &row));
	assert_string_equal(row.reason, reason);
	journal_row_free(&row);
	txn_abort(t);
}

void
chamber_look(struct chamber *h, struct council_meeting *out)
{
	assert_done(h, IN_VIEW(h->s, council_meeting_load(VIEW, h->meeting, out, &h->e)));
}

struct session *
chamber_account(struct chamber *h, const char *name, const char *role, const char *person)
{
	struct account a = {0};
	struct session *s = town_second(&h->town, name, role);

	a = s->account;
	snprintf(a.person, sizeof(a.person), "%s", person);
	assert_done(h, session_account_save(h->s, &a, false, &h->e));
	s->account = a;
	return s;
}
