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
	int least;         /* of a number field; NUMBER_NONE when not asked for */
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

/* Load profiles/NAME.conf (looked for beside the program, then in the system's folder) or a file,
 * and the forms it names from beside it. Errors: ST_NOTFOUND (with the names there are, or of a
 * form that is not there), ST_INVALID (file, line and what is wrong). */
enum status profile_load(struct profile **out, const char *name_or_file, struct error *e);

/* The same from text; `file` only names it in errors. */
enum status
profile_parse(struct profile **out, struct slice text, const char *file, struct error *e);
/* A text that is in force in a database: settings and words this program does not know, or would
 * have within other bounds, were let in once and must not shut the register. */
enum status
profile_parse_stored(struct profile **out, struct slice text, const char *file, struct error *e);
void profile_free(struct profile *p);

/* The forms its papers name, read from beside the file by profile_load: each once. A profile that
 * was not read from a file of its own has none. */
struct profile_blank {
	const char *name; /* blank.docx */
	struct slice bytes;
};
const struct profile_blank *profile_blanks(const struct profile *p, size_t *count);

struct slice profile_source(const struct profile *p); /* the text it was read from */
const char *profile_id(const struct profile *p);      /* strezhevoy */

/* A word of the town (words.def): "name", "corps_genitive", "order_suffix_head" ...; "" when the
 * file does not say it, or there is no such word. */
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

/* The rules' numbers and dates; what the file is silent about has its usual value. */
struct town_rules {
	int young_age, young_years;
	bool young_age_inclusive;
	int events_per_member, supported_per_member; /* 0: the town does not say */
	int association_min_size;                    /* 0: no least size */
	int mentor_max;                              /* people one mentor carries */
	int request_days;    /* working ones, until a request is due; 0: no usual term */
	bool mail_worklists; /* clerks get theirs by mail on Mondays */
	bool mail_calendar;  /* with the month's days as a calendar */
	int idle_minutes;    /* without a key until a session is locked; 0: never */
	int32_t consent_in_application_until; /* DATE_NONE: the sentence still counts */
	unsigned indicator_staff;             /* bits (1 << staff_kind) */
};

const struct town_rules *profile_rules(const struct profile *p);

/* What leaves the town for its region. */
enum feed_level { FEED_FIGURES, FEED_FACTS, FEED_ROSTER, FEED_LEVELS };

struct feed_rules {
	const char *oktmo;     /* eight digits; "" when the town does not say */
	enum feed_level level; /* where none is named */
	int32_t horizon;       /* no day before it leaves; DATE_NONE: the usual one */
	int smallest;          /* fewer people than this are not told of in sums */
};

const struct feed_rules *profile_feed(const struct profile *p);

/* Who gives an order its number, and which kinds of order share a register. */
enum order_numbers { ORDER_NUMBERS_PROGRAM, ORDER_NUMBERS_OFFICE };

enum order_numbers profile_order_numbers(const struct profile *p);
/* Kinds (from 1) of one register give the same answer; a kind nobody named is its own. */
uint8_t profile_order_register(const struct profile *p, uint8_t kind);

/* Days as the town's calendar names them: weekdays off, weekend days worked. */
enum day_list { DAYS_OFF, DAYS_WORKED, DAY_LISTS };
bool profile_has_day(const struct profile *p, enum day_list list, int32_t day);
/* Monday to Friday but for days off, and the weekend days worked. */
bool profile_is_working_day(const struct profile *p, int32_t day);

/* The target of an indicator for that day; false when the town sets none. */
bool profile_target(const struct profile *p, const char *indicator, int32_t on, int *least);

/* Names of the profiles that can be given to profile_load, comma-separated. */
void profile_put_names(struct buf *b);

/* The reference of every setting, as docs/profiles.md holds it. */
void profile_put_reference(struct buf *b);
/* A new town's file: what it must say with samples, what it may say commented out. */
void profile_put_skeleton(struct buf *b);

#endif
