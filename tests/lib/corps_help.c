/* SPDX-License-Identifier: MIT
 * corps_help.c - a council's decisions, and the orders by them.
 */
#include "tests/lib/corps_help.h"

#include "tests/lib/in_view.h"

int
corps_town(void **state)
{
	static const char *const decisions[][2] = {
	    {"AP1", "принять"}, {"AP2", "принять"}, {"AP3", "отклонить"}, {"AP4", "принять"}};
	struct town *town = town_new();
	struct session *s;

	s = town->s;
	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Яшина", "Анна", "Петровна");
	town_person(s, "P2", "Абрамов", "Олег", "");
	town_person(s, "P3", "Белова", "Инна", "Ивановна");
	for (int i = 1; i <= 4; i++) {
		char code[16], person[32];
		struct record *a;

		snprintf(code, sizeof(code), "code=AP%d", i);
		snprintf(person, sizeof(person), "person=%s%.0d", i < 4 ? "P" : "", i < 4 ? i : 0);
		a = RECORD(s, KIND_APPLICATIONS, code, "submitted=2026-04-01", "organisation=O001",
		    "position=учитель", person, "agreed=2026-04-10", "subject_area=математика",
		    i == 1       ? "surname=Яшина"
			: i == 2 ? "surname=Абрамов"
			: i == 3 ? "surname=Белова"
				 : "surname=Никто",
		    "given_name=Имя");
		town_save(s, a);
	}
	town_save(s, RECORD(s, KIND_MEETINGS, "code=M1", "number=1", "date=2026-05-20", "seats=5"));
	for (size_t i = 0; i < 4; i++) {
		struct record *d = RECORD(s, KIND_DECISIONS, "meeting=M1", "votes_for=3",
		    "votes_against=0", "abstained=0", "reason=есть");
		char application[32], outcome[64];

		snprintf(application, sizeof(application), "application=%s", decisions[i][0]);
		snprintf(outcome, sizeof(outcome), "outcome=%s", decisions[i][1]);
		SET(s, d, application, outcome);
		town_save(s, d);
	}
	*state = town;
	return 0;
}

struct order_project
corps_propose(struct session *s, enum order_purpose purpose, const char *date)
{
	struct order_project p;
	struct error e = {0};

	if (IN_VIEW(s, orders_propose(&p, VIEW, purpose, day_of(date), &e)) != ST_OK)
		fail_msg("%s", error_text(&e));
	snprintf(p.signed_by, sizeof(p.signed_by), "Н. П. Рябинина");
	return p;
}

struct signed_order
corps_sign(struct session *s, struct order_project *p)
{
	struct signed_order done;
	struct error e = {0};

	if (orders_sign(s, p, 0, &done, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	order_project_free(p);
	return done;
}

struct signed_order
corps_sign_composition(struct session *s, const char *date)
{
	struct order_project p = corps_propose(s, ORDER_COMPOSITION, date);

	for (size_t i = 0; i < p.count; i++)
		p.lines[i].taken = p.lines[i].person != 0;
	return corps_sign(s, &p);
}
