/* SPDX-License-Identifier: MIT
 * council_txn.h - one deed of the council as one operation (inside the service layer).
 *
 * The meeting is read, the deed is planned upon what was read, and it is written provided that
 * no record, account or rule has changed since (others' drafts and notes are none of that); else
 * it is read and planned anew. So a plan may rely on all it
 * has seen, and of two people at one meeting the second is told what the first has done.
 */
#ifndef SERVICE_COUNCIL_TXN_H
#define SERVICE_COUNCIL_TXN_H

#include "db/record/change.h"
#include "service/council/council_meeting.h"
#include "service/council/council_rows.h"
#include "service/core/visibility.h"

struct council_txn {
	struct view view;               /* everything the plan reads; closed before it is written */
	struct council_meeting sitting; /* loaded, but for a deed without a meeting */
	struct viewer viewer;
	struct change *change;
	const void *wish; /* what the caller wants */
	uint64_t result;  /* an id for the caller */
	uint64_t seen;    /* journal_changes of what the plan reads */
	struct error *e;
};

/* Stage the change, or refuse with a sentence. Called again when somebody else was quicker. */
typedef enum status council_txn_plan(struct council_txn *d);

struct council_txn_terms {
	const char *operation, *reason; /* behind the reason the journal names what it is about: */
	struct {
		enum kind kind;
		uint64_t id; /* 0: no one record */
	} about;
	uint64_t item;      /* of the meeting; 0: no one item */
	enum permit permit; /* needed */
	uint64_t meeting;   /* 0: none yet */
	bool closed_too;    /* also when the minutes are closed */
	council_txn_plan *plan;
	const void *wish;
};
enum status council_txn_do(
    struct session *s, const struct council_txn_terms *terms, uint64_t *result, struct error *e);

/* The record refers to the meeting and, where its kind has such a field, to the item (NULL: none)
 * and the person (0: nobody). */
void council_txn_refer(
    struct council_txn *d, struct record *r, const struct meeting_item *item, uint64_t person);
/* The record becomes the one that is stored under its key; false: there is none, and it stays. */
bool council_txn_find(struct council_txn *d, struct record *r);
/* The meeting's record of that key, or a new one with it: the caller fills it and hands it to
 * council_txn_put, which frees it. */
struct record *council_txn_record(
    struct council_txn *d, enum kind kind, const struct meeting_item *item, uint64_t person);
void council_txn_put(struct council_txn *d, struct record *r);
/* Remove the record of that key, if there is one. */
void council_txn_remove(
    struct council_txn *d, enum kind kind, const struct meeting_item *item, uint64_t person);

/* The item under discussion; NULL (and e) when the agenda is empty. */
struct meeting_item *council_txn_current(struct council_txn *d);
/* ST_REFUSED unless it is on the agenda. */
enum status council_txn_item(struct council_txn *d, uint64_t id, struct meeting_item **item);
/* As the journal calls it: "Седова А. П.", or the topic. */
void council_txn_put_item(struct council_txn *d, const struct meeting_item *item, struct buf *out);
enum status council_txn_require_started(struct council_txn *d);
/* ST_REFUSED when it is decided; when there is no quorum. */
enum status council_txn_require_undecided(struct council_txn *d, const struct meeting_item *item);
enum status council_txn_require_quorum(struct council_txn *d, const struct meeting_item *item);
/* ST_CONFLICT unless who is there and votes how is what somebody saw (0: whatever it is). */
enum status
council_txn_require_seen(struct council_txn *d, const struct meeting_item *item, uint64_t seen);

/* ST_REFUSED: the person has no seat in the council on the day of the meeting. */
enum status council_txn_refuse_stranger(struct council_txn *d, uint64_t person);

/* The decision on an item, with the numbers of item->count; text: of a topic's, a point a line. */
enum status council_txn_put_decision(struct council_txn *d, const struct meeting_item *item,
    uint8_t outcome, const char *reason, const char *text);

/* What time it is, into a field of text. */
void council_txn_set_moment(struct record *r, const char *field);

/* The records of a kind that belong to the meeting. */
void council_txn_rows(struct council_txn *d, enum kind kind, struct council_rows *rows);

/* A text of a clerk into a field: trimmed, composed, checked. */
enum status
council_txn_set_text(struct council_txn *d, struct record *r, const char *field, const char *text);

#endif
