/* SPDX-License-Identifier: MIT
 * orders.h - orders: prepared in memory, checked, signed in one transaction that gives the number
 * and does what the order says.
 *
 * The number runs without gaps per register and calendar year. A register is what the numbers of
 * its orders end in ("-ма"): the profile's word for the kind of order, order_suffix_composition,
 * _exclusion, _head, _regulation, _other; or kinds that the profile's orders.registers name
 * together, each with its own ending. Where the office gives the numbers (orders.numbers), the
 * number is typed.
 */
#ifndef SERVICE_ORDERS_H
#define SERVICE_ORDERS_H

#include "rules/indicators.h"
#include "service/core/view.h"

enum order_purpose {
	ORDER_COMPOSITION, /* the corps: everybody admitted and in no order yet */
	ORDER_INCLUSION,   /* the same, in mid-year: a supplement */
	ORDER_EXCLUSION,   /* members go out, each with a ground */
	ORDER_HEADS,       /* heads of associations */
	ORDER_ANNULMENT,   /* takes back what another order did; that one keeps its number */
	ORDER_PURPOSES
};

/* The values of orders.kind. */
enum {
	ORDER_KIND_COMPOSITION = 1,
	ORDER_KIND_EXCLUSION,
	ORDER_KIND_HEAD,
	ORDER_KIND_REGULATION,
	ORDER_KIND_OTHER
};

/* In words: "Исключение из состава". */
const char *orders_purpose_word(enum order_purpose purpose);

/* The value of orders.kind an order of that purpose has. */
uint8_t orders_kind(enum order_purpose purpose);
/* Is there anything in the town such an order is about? */
bool orders_has_purpose(const struct profile *p, enum order_purpose purpose);

struct order_line {
	bool taken; /* goes into the order */
	uint64_t person, application, membership, association;
	char subject_area[1024];
	/* Inclusion and heads: the term (of a head DATE_NONE: from the order's date, without end);
	 * exclusion: `to` is the last day. */
	int32_t from, to;
	char ground[1024]; /* exclusion: why */
	bool idle; /* inclusion: was in the corps in the year before the term and did nothing, as
		      last checked: told, and no obstacle */
	char note[256]; /* heads: who it is to the association already, as last checked; inclusion:
			   that it is idle */
	char problem[512]; /* why this line cannot be signed as it stands; "" when it can */
};

/* An order being prepared. Free with order_project_free. */
struct order_project {
	enum order_purpose purpose;
	int32_t date;
	char number[256]; /* as the office gave it; of no meaning where the program gives numbers */
	char subject[1024], signed_by[1024], control[1024];
	uint64_t annulled; /* ORDER_ANNULMENT: which order */
	char
	    reason[1024]; /* why it is annulled; of heads: by which protocol; goes to the journal */
	struct order_line *lines;
	size_t count, capacity;
};

/* Propose: subject, who signs and controls as in the last order of that kind, and the lines.
 * Composition and inclusion: who was admitted by the last decision on their application and stands
 * in no order in force, in Russian order, term from the date to the end of its school year.
 * Exclusion and heads: no lines yet (orders_add_*). ST_DENIED. */
enum status orders_propose(struct order_project *out, const struct view *v,
    enum order_purpose purpose, int32_t date, struct error *e);
/* Heads: a line for each of the associations (count 0: for all open on the date) in the order of
 * their names, with who heads it on the date, else who did last and still works; else nobody. One
 * that is closed is not taken. */
enum status orders_propose_heads(struct order_project *out, const struct view *v,
    const uint64_t *associations, size_t count, int32_t date, struct error *e);
/* Annulment: the lines are what will be taken back, as though the order had never been: memberships
 * it made go, those it ended are again as before, heads it named give way to those before. The
 * reason is left to be filled in. ST_NOTFOUND. */
enum status orders_propose_annulment(
    struct order_project *out, const struct view *v, uint64_t order, int32_t date, struct error *e);
void order_project_free(struct order_project *p);

/* ORDER_EXCLUSION: a member goes out after the last day; ORDER_HEADS: a person heads an
 * association. */
void orders_add_exclusion(
    struct order_project *p, uint64_t membership, const char *ground, int32_t last_day);
void orders_add_head(struct order_project *p, uint64_t association, uint64_t person);

/* Another term for all lines; to DATE_NONE: without end. */
void orders_set_term(struct order_project *p, int32_t from, int32_t to);
/* From which day a line holds: its own, else the order's date. */
int32_t orders_begins(const struct order_project *p, const struct order_line *line);

/* The year before the term of an inclusion: up to the day before it. */
struct period orders_year_before(const struct order_line *line);

/* Fill in each taken line's problem. ST_REFUSED with the first: nobody in the order, a membership
 * that overlaps another of the same person and subject, nobody of the register, no ground, a date
 * after today or before the last number given in the register, an order annulled already, no number
 * where the office gives them. */
enum status orders_check(const struct view *v, struct order_project *p, struct error *e);

struct signed_order {
	uint64_t id;
	char code[CODE_LENGTH * 4 + 1], number[1024];
};

/* Sign: the number, the order and everything it does, in one transaction, or nothing. seen:
 * journal_changes when the order was read; ST_CONFLICT when anything has changed since, and the
 * caller compares what would be signed now; 0: whatever has changed. */
enum status orders_sign(struct session *s, struct order_project *p, uint64_t seen,
    struct signed_order *out, struct error *e);

/* Does the office give the numbers, and not signing? */
bool orders_office_numbers(const struct session *s);
/* The number the order would get ("14-ма"), which only signing gives; the office's as typed. */
void orders_put_number(const struct view *v, const struct order_project *p, struct buf *out);

/* The order that annulled this one; 0: it stands. */
uint64_t orders_annulled_by(const struct view *v, uint64_t order);

/* Renewal for a new school year: every membership that ends in [from, until], and whether its
 * person has applied again since it began. In Russian order; the caller frees *out. */
enum renewal { RENEWAL_SILENT, RENEWAL_APPLIED, RENEWAL_ADMITTED, RENEWAL_REFUSED, RENEWAL_MEMBER };
struct renewal_line {
	uint64_t membership, person, application;
	int32_t ends;
	enum renewal state; /* RENEWAL_MEMBER: a membership of the same subject follows already */
};
size_t
orders_renewals(const struct view *v, int32_t from, int32_t until, struct renewal_line **out);
const char *renewal_word(enum renewal state);

/* How many members are needed (clause 2.3): what is planned for the school year of the day, and
 * whom there is to support. A need is NUMBER_NONE where the profile does not say how much one
 * member carries (events_per_member, supported_per_member). */
struct justification_line {
	const char *name;
	size_t count;
};
struct justification_part {
	struct justification_line *lines; /* the largest first */
	size_t count, sum;
};
struct justification {
	int32_t on, from, until;                /* the school year */
	struct justification_part events;       /* planned and not cancelled, by association */
	struct justification_part requests;     /* of this school year and the last, by direction */
	struct justification_part institutions; /* different people in support, on a pathway or with
						   a methodist, by institution */
	size_t members;                         /* different people in the corps on the day */
	int64_t need_events, need_support, need; /* need: the larger */
	struct arena arena;
};
enum status
orders_justify(struct justification *out, const struct view *v, int32_t on, struct error *e);
void justification_free(struct justification *j);

#endif
