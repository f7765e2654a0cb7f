/* SPDX-License-Identifier: MIT
 * application_person.h - whose application is being typed: people of the register by that name,
 * namesakes, another application of the year, somebody new.
 */
#ifndef SCREENS_APPLICATION_PERSON_H
#define SCREENS_APPLICATION_PERSON_H

#include "screens/form/application_grounds.h"
#include "screens/form/record_form_screen.h"
#include "service/council/applications.h"
#include "service/record/candidates.h"

enum { CANDIDATES = 8 };

struct application_screen {
	struct record_form_screen base;
	struct record *record; /* the form as it stands, as far as it can be read */
	struct verdict verdict;
	struct proposals proposals; /* grounds that filled rows have ticked */
	struct candidate candidates[CANDIDATES];
	size_t ncandidates;
	struct buf layout;       /* what found them, when it was the other keyboard layout; "" */
	struct buf second;       /* another application of the same person this school year */
	uint64_t second_id;      /* which it is, 0: there is none */
	uint64_t second_meant;   /* that one was shown, and this is to be another all the same */
	struct buf other_person; /* the names that were said to be nobody's of the register */
	struct buf same_person;  /* those that were said to be another name of `person` */
	size_t appeal;           /* part that names the applicant */
	const char *appeal_text; /* as the profile has it, with the place for the name */
	uint64_t person;         /* the register's person, as last seen */
	bool panel;              /* F3: the panel is open in a narrow window */
};

static inline struct application_screen *
application_state(const struct screen *sc)
{
	return screen_state(sc);
}

static inline const struct application *
application_typed(const struct application_screen *as)
{
	return (const struct application *)as->record;
}

/* application.c: after everything that may have changed a text. */
void application_follow(struct application_screen *as);

/* Whom the register knows by the name being typed, and what else came from them this year. */
void application_look_for_people(struct application_screen *as);
void application_look_for_second(struct application_screen *as);

/* Fill the empty fields from the register's person; says how many. */
void application_take_person(struct application_screen *as, uint64_t id);
/* F5: one of those found. */
void application_choose_candidate(struct application_screen *as);
/* Ins: puts somebody the register does not know into it, from the application's own fields; opens
 * the person's form when they do not say enough, and that of who is there already. */
void application_make_person(struct application_screen *as);

/* The cursor has left the names (act 0), or the form is to be saved by an action of it: ask whether
 * it is the namesake in the register, before a save whether the person chosen there is meant
 * though the names differ, then whether there shall be a second application in the school year,
 * each once; when nothing is left to ask the action is done. */
void application_ask_whose(struct application_screen *as, int act);
/* Is the cursor in one of the three names? */
bool application_in_names(const struct application_screen *as);

void application_free_person(struct application_screen *as);

#endif
