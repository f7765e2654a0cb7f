/* SPDX-License-Identifier: MIT
 * entity.h - every kind of record, described once.
 *
 * kinds.def lists the kinds with their fields. From it come the plain C structs below (domain code
 * writes person->birth_date), and the const tables that forms, lists, import, export, the journal
 * and the codec walk. A new field is one line there, a new kind one block.
 */
#ifndef MODEL_ENTITY_H
#define MODEL_ENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum kind {
#define KIND(constant, ...) KIND_##constant,
#include "model/kinds_only.h"
	KIND_COUNT
};

/* Tables others know (docs/formats.md) stand before this one; the program's own behind them are
 * written out only when they have rows. */
enum { KIND_CONTRACT_COUNT = KIND_MAILINGS + 1 };

enum field_type {      /*           in the struct   empty      outside */
	FIELD_CODE,    /* const char *    ""         a key people see and type */
	FIELD_TEXT,    /* const char *    ""         one line, up to 255 characters */
	FIELD_LONG,    /* const char *    ""         lines, up to 65,536 characters */
	FIELD_EMAIL,   /* const char *    "" */
	FIELD_DATE,    /* int32_t         DATE_NONE  a day number of base/date.h */
	FIELD_NUMBER,  /* int64_t         NUMBER_NONE whole, 0 or more */
	FIELD_YESNO,   /* bool            false */
	FIELD_CHOICE,  /* uint8_t         0          1 is words[0] */
	FIELD_CHOICES, /* const char *    ""         canonical words joined by ',' */
	FIELD_LIST,    /* const char *    ""         items joined by ',' */
	FIELD_REF,     /* uint64_t        0          internal id of a record of kind `target` */
	FIELD_TERM,    /* const char *    ""         an id of the town's profile */
	FIELD_TERMS    /* const char *    ""         such ids joined by ',' */
};

#define NUMBER_NONE INT64_C(-1)

/* Lists of the profile; a FIELD_TERM or FIELD_TERMS takes its ids from one of them. */
enum terms { TERMS_GROUNDS, TERMS_DIRECTIONS, TERMS_INDICATORS, TERMS_COUNT };

enum { CODE_LENGTH = 64, TEXT_LENGTH = 255, LONG_LENGTH = 65536 };

struct field {
	const char *id;          /* surname: column, command line, JSON key */
	const char *label;       /* Фамилия */
	const char *short_label; /* heading of its column where the label is long; or NULL */
	enum field_type type;
	uint8_t number;     /* on disk; never reused. 0: the town's own field, stored by id */
	uint8_t width;      /* columns it likes in a list; 0: the width of its type */
	uint16_t offset;    /* of the member in the struct; unused when own */
	bool own;           /* a field of the town's profile, kept in record->own as text */
	bool key, required; /* key fields are required as well: see field_required() */
	bool optional;      /* a key field that may be empty */
	const char *required_with; /* required where the town has that module; NULL: see required */
	bool not_after_today;      /* a later day is a fault */
	bool of_the_past;          /* a later day is a doubt: something done */
	bool of_the_stack;         /* papers entered one after another have it in common */
	enum kind target;          /* FIELD_REF */
	enum terms terms;          /* FIELD_TERM, FIELD_TERMS */
	const char *const *words;  /* FIELD_CHOICE, FIELD_CHOICES: NULL-terminated */
	const int32_t *ends;       /* own: the last day of each word, DATE_NONE: it does not end */
	const char *const *shown;  /* the words as people read them, where they differ */
	const char *note;          /* of its column, for docs/formats.md; or NULL */
};

/* How the lists of the first screen are grouped. */
enum kind_group {
	GROUP_DOCUMENTS,
	GROUP_CORPS,
	GROUP_ASSOCIATIONS,
	GROUP_DEVELOPMENT,
	GROUP_COUNT
};

/* Two dates of a record that have an order: later >= earlier, or later > earlier when strict. */
struct date_order {
	const char *earlier, *later;
	bool strict;
};

/* Two fields of a record that tie each other. */
enum pairing {
	PAIR_NEEDS,    /* the first only with the second */
	PAIR_TOGETHER, /* both or none */
	PAIR_NOT_BOTH,
	PAIR_ONE,      /* one, and not both */
	PAIR_DIFFERENT /* two references: not to one record */
};

struct field_pair {
	const char *first, *second;
	enum pairing how;
};

struct entity {
	enum kind kind;
	uint8_t number; /* of the kind on disk; the order of enum kind is that of dependency */
	const char *id, *many, *one, *module, *about;
	size_t size; /* of the struct */
	const struct field *fields;
	size_t count;
	const struct date_order *orders; /* ends with earlier == NULL; NULL: none */
	const struct field_pair *pairs;  /* ends with first == NULL; NULL: none */
	const char *const *names;        /* ids of the fields that name a record to people */
	const char *const *sorted; /* ids of the fields its list is sorted by; the order index */
	bool newest_first;         /* the list starts at its far end */
	enum kind_group group;     /* of lists on the first screen */
	uint8_t place;             /* its place in the group, from 1; 0: not on the first screen */
	const char *note;          /* what its rows are, for docs/formats.md; or NULL */
};

const struct entity *entity_of(enum kind kind);

/* KIND_COUNT when there is no table of that id ("people"). */
enum kind kind_find(struct slice id);

/* The kind of that number on disk; KIND_COUNT when this program knows none. */
enum kind kind_of_number(uint64_t number);

/* The kind whose list stands at that place (from 1) of a group; KIND_COUNT behind the last. */
enum kind kind_at(enum kind_group group, int place);

/* NULL when the kind has no such field. */
const struct field *field_find(enum kind kind, const char *id);

static inline bool
field_required(const struct field *f)
{
	return f->required || (f->key && !f->optional);
}

/* The member is a const char *. */
bool field_is_text(const struct field *f);

/* Several items joined by ',' in one text. */
static inline bool
field_is_list(const struct field *f)
{
	return f->type == FIELD_LIST || f->type == FIELD_CHOICES || f->type == FIELD_TERMS;
}

/* Longest value in characters, for text members. */
size_t field_max_length(const struct field *f);

/* A town's own field of a record: rides along as id -> text. */
struct own_value {
	struct own_value *next; /* sorted by id */
	const char *id, *text;
};

/* What every record has; the first member of every struct below. */
struct record {
	enum kind kind;
	uint64_t id;    /* 0: not stored yet */
	uint64_t stamp; /* the operation that wrote this image; what a save compares */
	struct own_value *own;
	struct slice unknown; /* fields of a newer program, kept as they came (CBOR pairs) */
	size_t unknown_pairs;
	struct arena arena; /* owns every text of the record */
};

#define KIND(constant, ...)                                                                        \
	struct OWNER {                                                                             \
		struct record base;
#define END                                                                                        \
	}                                                                                          \
	;
#define CODE(number, name, ...)    const char *name;
#define TEXT(number, name, ...)    const char *name;
#define LONG(number, name, ...)    const char *name;
#define EMAIL(number, name, ...)   const char *name;
#define DATE(number, name, ...)    int32_t name;
#define NUMBER(number, name, ...)  int64_t name;
#define YESNO(number, name, ...)   bool name;
#define CHOICE(number, name, ...)  uint8_t name;
#define CHOICES(number, name, ...) const char *name;
#define LIST(number, name, ...)    const char *name;
#define REF(number, name, ...)     uint64_t name;
#define REF_AS(number, name, ...)  uint64_t name;
#define TERM(number, name, ...)    const char *name;
#define TERMS(number, name, ...)   const char *name;
#include "model/kinds.def"

/* The values of the choices that rules speak of; a test holds them against the words. */
enum { STAFF_TEACHER = 1, STAFF_HEAD, STAFF_SPECIALIST };
enum { EDUCATION_HIGHER_PEDAGOGICAL = 1 };
enum { CATEGORY_NONE = 1, CATEGORY_FITS_POST, CATEGORY_FIRST, CATEGORY_HIGHEST };
enum { VOTE_FOR = 1, VOTE_AGAINST, VOTE_ABSTAINED, VOTE_RECUSED };
/* The last of a topic alone: it was taken note of. */
enum { OUTCOME_ADMIT = 1, OUTCOME_REFUSE, OUTCOME_POSTPONE, OUTCOME_NOTED };
enum { ARRIVAL_CAME = 1, ARRIVAL_LEFT };
enum { DUTY_CHAIR = 1, DUTY_DEPUTY, DUTY_SECRETARY, DUTY_MEMBER };
enum { MANNER_APPOINTED = 1, MANNER_ELECTED, MANNER_ACTING };
enum { PLAN_OF_WORK = 1, PLAN_ROADMAP };
enum {
	ROLE_PARTICIPANT = 1,
	ROLE_SPEAKER,
	ROLE_WINNER = 4,
	ROLE_PRIZE,
	ROLE_JURY = 7,
	ROLE_LAUREATE
};
enum { EVENT_CONTEST = 4 };
enum { LEVEL_MUNICIPAL = 1, LEVEL_REGIONAL, LEVEL_FEDERAL };
enum { SUPPORT_MENTORING = 1 };
enum { ASSOCIATION_YOUNG_SCHOOL = 4 };
enum { ASSESSED_LOW = 3 };
enum { PATHWAY_SUCCESS = 1, PATHWAY_UNFINISHED, PATHWAY_STOPPED };
enum { RESERVE_APPOINTED = 1, RESERVE_EXCLUDED };
enum { TITLE_METHODIST = 1, TITLE_MENTOR };
enum { CONSENT_PROCESSING = 1, CONSENT_DISTRIBUTION };
enum { RESOURCE_OFFERED = 1, RESOURCE_EXAMINED, RESOURCE_RECOMMENDED, RESOURCE_REJECTED };
enum { RECUSAL_TAKEN = 1, RECUSAL_DISMISSED };
enum { MINUTES_OPEN = 1, MINUTES_CLOSED };

#endif
