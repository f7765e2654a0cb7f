/* SPDX-License-Identifier: MIT
 * place_args.h - what a place is told when it is opened; a place not named here is told nothing.
 */
#ifndef SCREENS_PLACE_ARGS_H
#define SCREENS_PLACE_ARGS_H

#include "rules/indicators.h"
#include "screens/app/app.h"
#include "service/list/listing.h"

/* PLACE_OUTPUT: a struct screen *, which gives something out. */

/* PLACE_BROWSER: the list of a kind. */
struct browser_args {
	struct listing_spec spec;
	/* That part of the kind alone: of applications those of these statuses (bits 1 <<
	 * APPLICATION_...), else 1 + the place of a work list. 0: all. */
	unsigned part;
};

/* PLACE_CARD */
struct card_args {
	enum kind kind;
	uint64_t id;
};
/* It, from a screen that does not ask what came of it. */
void open_card(struct screen *sc, enum kind kind, uint64_t id);

/* PLACE_ENTRY: the form of a record. The answer: code 1 and the id when it was saved. A draft of
 * the same form is offered first. */
struct entry_args {
	enum kind kind;
	uint64_t id;                  /* 0: a new one */
	const struct record *initial; /* it begins as this; NULL: empty */
	const char *typed;            /* what was looked for and not found becomes its name */
	const char *focus;            /* the field it begins at; NULL: the first */
	const uint64_t *draft;        /* it goes on with that one, without asking; NULL: none */
};
/* It, from a screen that does not ask what came of it; id 0: a new record. */
void open_form(struct screen *sc, enum kind kind, uint64_t id);

/* PLACE_CONFLICT: mine met what somebody else saved; before is what mine began from. Answer: code 1
 * and the id when the merged record was saved. */
struct conflict_args {
	const struct record *mine, *before;
};

/* PLACE_MERGE: two records of a kind that shall be one; code 1 and the id of the one that stayed.
 */
struct merge_args {
	enum kind kind;
	uint64_t kept, gone;
};

/* PLACE_PICKER: find a record by typing; code 1 and its id. Ins makes a new one on the spot. */
struct picker_args {
	enum kind kind;
	const char *typed; /* NULL: nothing */
};

/* PLACE_BULK: one record of the kind for each of the people; code 1 when they were written. */
typedef enum status bulk_write(struct session *s, const struct record *pattern,
    const uint64_t *people, size_t count, uint64_t seen, const uint64_t *draft, struct error *e);
struct bulk_args {
	enum kind kind;
	const uint64_t *ids;
	size_t count;
	const struct record *initial; /* it begins as this; NULL: empty */
	const char *focus;            /* the field it begins at; NULL: the first */
	/* what writes them, told as of which operation the people were seen; NULL: bulk_save() */
	bulk_write *write;
	uint64_t seen;
};

/* PLACE_MEETING as it suits the account and how far it has come: to prepare, to keep, to follow.
 * PLACE_PREPARATION (0 or NULL: a new one), PLACE_ATTENDANCE, PLACE_MINUTES. */
struct meeting_args {
	uint64_t meeting;
	const uint64_t *draft; /* PLACE_PREPARATION goes on with that one, without asking */
};

/* What is made of records besides their forms, as its drafts are named (draft_name.work): the plan
 * of a meeting; an order, WORK_ORDER + enum order_purpose; who took part in an event. */
enum { WORK_PLAN = 1, WORK_ORDER = 1, WORK_ROLL = 1 };

/* PLACE_ORDER; NULL: the order on the composition of the corps */
struct order_args {
	int purpose;                  /* enum order_purpose */
	const uint64_t *associations; /* whose heads it is about; NULL: of all that are open */
	size_t count;
	const uint64_t *draft; /* it goes on with that one, without asking; NULL: none */
};

/* PLACE_EVENT_PEOPLE: who took part; PLACE_CONTEST: with what result. */
struct event_args {
	uint64_t event;
	const uint64_t *draft; /* it goes on with that one, without asking; NULL: none */
};

/* PLACE_ORDER_TEXT: a signed one. */
struct order_text_args {
	uint64_t order;
};

/* PLACE_PLAN; NULL: the whole town, this month */
struct plan_args {
	uint64_t association; /* 0: the service */
	int32_t day;          /* DATE_NONE: today */
};

/* PLACE_PLANS_HANDED; NULL: this school year's */
struct plans_args {
	int32_t day; /* of the school year */
};

/* PLACE_TURN_LINE: a line of the turn of the school year, an enum turn_line. */
struct turn_args {
	int line;
	int32_t on; /* as of that day; DATE_NONE: today, whichever day that is */
};

/* PLACE_REQUESTS_BOARD (NULL: what nobody has been given yet): the column of that request, the
 * cursor on it. */
struct request_args {
	uint64_t request;
};

/* PLACE_REPORTS; NULL: the newest request */
struct reports_args {
	uint64_t request; /* 0: the newest */
	uint64_t
	    person; /* the newest that lacks this one's report, the cursor there; 0: nobody's */
};

/* PLACE_MENTORING, PLACE_PATHWAYS_BOARD, PLACE_METHODISTS_LOAD, PLACE_RESERVE_BOARD; NULL: their
 * first view. */
struct people_args {
	const char
	    *list;       /* the work list that is their view; kept as it is; NULL: the first view */
	uint64_t sought; /* the row the cursor is to stand on; 0: the first */
	const uint64_t *marked; /* the rows that are marked */
	size_t count;
	uint64_t person; /* PLACE_PATHWAYS_BOARD: only of that one; 0: of the town */
};

/* PLACE_MENTORS: who could be the mentor of the people; code 1 and the id of a person. */
struct mentors_args {
	const uint64_t *ids;
	size_t count;
};

/* PLACE_PATHWAY: its items. */
struct pathway_args {
	uint64_t pathway;
};

/* PLACE_HELPERS: whom to give a request, or a material (KIND_RESOURCES) to examine; code 1 and the
 * id of a person. */
struct helpers_args {
	enum kind kind;
	uint64_t id;
};

/* PLACE_BANK (NULL: what was put forward last): the view of that material, the cursor on it. */
struct bank_args {
	uint64_t resource;
};

/* PLACE_MAILING */
struct mailing_args {
	uint64_t mailing;
};

/* PLACE_PUBLICATION; NULL: as of today */
struct publication_args {
	int32_t on;
};

/* PLACE_INDICATOR_NAMES: who is behind one figure. */
struct indicator_names_args {
	enum indicator which;
	struct period period;
	struct scope scope;
};

/* PLACE_ACCOUNT_FORM: a struct account; NULL: a new one. */

/* PLACE_OPERATION: of the journal. */
struct operation_args {
	uint64_t sequence;
};

/* PLACE_COPY_COMPARISON: what is another in a copy than now. */
struct copy_comparison_args {
	const char *file; /* its path */
};

/* PLACE_IMPORT; NULL: of any kind */
struct import_args {
	int kind; /* 1 + the kind whose table it is; 0: any */
};

#endif
