/* SPDX-License-Identifier: MIT
 * profile.h - a town's rules and wording, read from a libconfig file: another town is another file.
 *
 * Everything that has a validity (musts, grounds, directions) carries the first and last day it
 * holds (DATE_NONE: always), so that an old question is answered under the rules of its day.
 */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include "base/status.h"
#include "model/vocabulary.h"

struct profile; /* opaque; immutable after loading */

/* What a must looks at (clause 2.4 of Strezhevoy's regulation and its like). */
enum must_test {
	MUST_CATEGORY,   /* the qualification category is `value`, and still valid on the day */
	MUST_EDUCATION,  /* the education is `value` */
	MUST_EXPERIENCE, /* at least `years` full years */
	MUST_FIELD /* the application's field `field` is filled; equals or holds `value` when given;
		      is at least `least` when given */
};

struct must {
	const char *id, *clause, *text;
	struct validity validity;
	enum must_test test;
	uint8_t choice;    /* of `value`, for category and education */
	const char *value; /* its word; "" when none */
	int years;         /* experience */
	int64_t least;     /* of a number field; NUMBER_NONE when not asked for */
	const struct field *field;
	unsigned not_applicable; /* bit (1 << staff_kind) for staff the must does not speak of */
};

/* A row of the paper, or a line the rules need and the paper does not ask for. */
struct form_row {
	const char *label; /* the paper's own words */
	const struct field *fields[4];
	size_t count;
	bool paper;       /* false: not on the paper, needed by a clause */
	const char *note; /* which clause needs it; "" when on the paper */
};

/* Load profiles/NAME.conf (looked for beside the program, then in the system's folder) or a file.
 * Errors: ST_NOTFOUND (with the names there are), ST_INVALID (file, line and what is wrong). */
enum status profile_load(struct profile **out, const char *name_or_file, struct error *e);

/* The same from text, as kept in a database; `file` only names it in errors. */
enum status
profile_parse(struct profile **out, struct slice text, const char *file, struct error *e);
void profile_free(struct profile *p);

struct slice profile_source(const struct profile *p); /* the text it was read from */
const char *profile_id(const struct profile *p);      /* strezhevoy */

/* Words of the town: "name", "name_genitive", "name_prepositional", "department",
 * "department_genitive", "department_head", "head_dative", "council", "corps", "corps_genitive",
 * "site", "regulation" and whatever else the file's `words` group holds; "" when it holds no such
 * word. */
const char *profile_word(const struct profile *p, const char *id);

/* Is the part of the program ("corps", "associations", "") used in this town? */
bool profile_has_module(const struct profile *p, const char *module);

/* What values are read and shown with; lives as long as p. */
const struct vocabulary *profile_vocabulary(const struct profile *p);

/* All fields of a kind: the entity's, then the town's own. Pointers live as long as p. */
const struct field *const *profile_fields(const struct profile *p, enum kind kind, size_t *count);
/* By id or by label (any case, ё = е, folded blanks); NULL when there is none. */
const struct field *
profile_field(const struct profile *p, enum kind kind, struct slice id_or_label);
/* The town's label of a field (applications: the words of its paper), else the field's own. */
const char *profile_label(const struct profile *p, enum kind kind, const struct field *f);

/* The rows of a kind's form in order: for applications the paper's, then what clauses need besides;
 * for other kinds a row per field unless the file says otherwise. */
const struct form_row *profile_form(const struct profile *p, enum kind kind, size_t *count);
/* The lines above the rows of the paper, "" lines kept; ends with NULL. */
const char *const *profile_heading(const struct profile *p);
const char *profile_consent_sentence(const struct profile *p);

const struct must *profile_musts(const struct profile *p, size_t *count);
const struct term *profile_terms(const struct profile *p, enum terms terms, size_t *count);
const struct term *profile_term(const struct profile *p, enum terms terms, struct slice id);

/* Numbers and dates of the rules: "young_age", "young_years", "consent_in_application_until" ...
 * The given value when the file does not set them. */
int profile_number(const struct profile *p, const char *id, int otherwise);
int32_t profile_date(const struct profile *p, const char *id, int32_t otherwise);
bool profile_flag(const struct profile *p, const char *id, bool otherwise);
/* Days as the town's calendar names them: weekdays off, weekend days worked. */
enum day_list { DAYS_OFF, DAYS_WORKED, DAY_LISTS };
bool profile_has_day(const struct profile *p, enum day_list list, int32_t day);
/* Monday to Friday but for days off, and the weekend days worked. */
bool profile_is_working_day(const struct profile *p, int32_t day);

/* Bits (1 << staff_kind) of indicator_staff; teachers only unless the file names more. */
unsigned profile_indicator_staff(const struct profile *p);

/* The target of an indicator for that day; false when the town sets none. */
bool profile_target(const struct profile *p, const char *indicator, int32_t on, int *least);

/* Names of the profiles that can be given to profile_load, comma-separated. */
void profile_put_names(struct buf *b);

#endif
