/* SPDX-License-Identifier: MIT
 * entity.h - every kind of record, described once.
 *
 * kinds.def lists the kinds, and one .def per kind lists its fields. From them come the plain C
 * structs below (domain code writes person->birth_date), and the const tables that forms, lists,
 * import, export, the journal and the codec walk. A new field is one line in a .def.
 */
#ifndef MODEL_ENTITY_H
#define MODEL_ENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum kind {
#define KIND(constant, name, id, many, one, module, about) KIND_##constant,
#include "model/kinds.def"
#undef KIND
	KIND_COUNT
};

/* Tables others know (docs/formats.md) stand before this one; the program's own behind them are
 * written out only when they have rows. */
enum { KIND_CONTRACT_COUNT = KIND_RESOURCES + 1 };

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
	bool not_after_today;
	enum kind target;         /* FIELD_REF */
	enum terms terms;         /* FIELD_TERM, FIELD_TERMS */
	const char *const *words; /* FIELD_CHOICE, FIELD_CHOICES: NULL-terminated */
	const char *const *shown; /* the words as people read them, where they differ */
};

/* Two dates of a record that have an order: later >= earlier, or later > earlier when strict. */
struct date_order {
	const char *earlier, *later;
	bool strict;
};

struct entity {
	enum kind kind;
	const char *id, *many, *one, *module, *about;
	size_t size; /* of the struct */
	const struct field *fields;
	size_t count;
	const struct date_order *orders; /* ends with earlier == NULL */
	const char *const *names;        /* ids of the fields that name a record to people */
	const char *const *sorted; /* ids of the fields its list is sorted by; the order index */
	bool newest_first;         /* the list starts at its far end */
};

const struct entity *entity_of(enum kind kind);

/* KIND_COUNT when there is no table of that id ("people"). */
enum kind kind_find(struct slice id);

/* NULL when the kind has no such field. */
const struct field *field_find(enum kind kind, const char *id);

static inline bool
field_required(const struct field *f)
{
	return f->required || f->key;
}

/* The member is a const char *. */
bool field_is_text(const struct field *f);

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
#define TERM(number, name, ...)    const char *name;
#define TERMS(number, name, ...)   const char *name;
#define MEMBERS_OF(name)                                                                           \
	struct name {                                                                              \
		struct record base;
/* clang-format off */
MEMBERS_OF(organisation)
#include "model/organisation.def"
};
MEMBERS_OF(person)
#include "model/person.def"
};
MEMBERS_OF(association)
#include "model/association.def"
};
MEMBERS_OF(association_member)
#include "model/association_member.def"
};
MEMBERS_OF(assessment)
#include "model/assessment.def"
};
MEMBERS_OF(training)
#include "model/training.def"
};
MEMBERS_OF(pathway)
#include "model/pathway.def"
};
MEMBERS_OF(methodist)
#include "model/methodist.def"
};
MEMBERS_OF(attachment)
#include "model/attachment.def"
};
MEMBERS_OF(support)
#include "model/support.def"
};
MEMBERS_OF(event)
#include "model/event.def"
};
MEMBERS_OF(participant)
#include "model/participant.def"
};
MEMBERS_OF(application)
#include "model/application.def"
};
MEMBERS_OF(meeting)
#include "model/meeting.def"
};
MEMBERS_OF(vote)
#include "model/vote.def"
};
MEMBERS_OF(decision)
#include "model/decision.def"
};
MEMBERS_OF(order)
#include "model/order.def"
};
MEMBERS_OF(membership)
#include "model/membership.def"
};
MEMBERS_OF(consent)
#include "model/consent.def"
};
MEMBERS_OF(activity)
#include "model/activity.def"
};
MEMBERS_OF(request)
#include "model/request.def"
};
MEMBERS_OF(resource)
#include "model/resource.def"
};
MEMBERS_OF(council_member)
#include "model/council_member.def"
};
MEMBERS_OF(agenda_item)
#include "model/agenda_item.def"
};
MEMBERS_OF(attendance)
#include "model/attendance.def"
};
MEMBERS_OF(recusal)
#include "model/recusal.def"
};
MEMBERS_OF(minutes)
#include "model/minutes.def"
};
MEMBERS_OF(publication)
#include "model/publication.def"
};
MEMBERS_OF(annulment)
#include "model/annulment.def"
};
/* clang-format on */
#undef CODE
#undef TEXT
#undef LONG
#undef EMAIL
#undef DATE
#undef NUMBER
#undef YESNO
#undef CHOICE
#undef CHOICES
#undef LIST
#undef REF
#undef TERM
#undef TERMS
#undef MEMBERS_OF

/* The values of the choices that rules speak of; a test holds them against the words. */
enum { STAFF_TEACHER = 1, STAFF_HEAD, STAFF_SPECIALIST };
enum { EDUCATION_HIGHER_PEDAGOGICAL = 1 };
enum { CATEGORY_NONE = 1, CATEGORY_FITS_POST, CATEGORY_FIRST, CATEGORY_HIGHEST };
enum { VOTE_FOR = 1, VOTE_AGAINST, VOTE_ABSTAINED, VOTE_RECUSED };
enum { OUTCOME_ADMIT = 1, OUTCOME_REFUSE, OUTCOME_POSTPONE };
enum { DUTY_CHAIR = 1, DUTY_DEPUTY, DUTY_SECRETARY, DUTY_MEMBER };
enum { RECUSAL_TAKEN = 1, RECUSAL_DISMISSED };
enum { MINUTES_OPEN = 1, MINUTES_CLOSED };

#endif
