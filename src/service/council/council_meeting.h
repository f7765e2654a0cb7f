/* SPDX-License-Identifier: MIT
 * council_meeting.h - a meeting of the council with everything a screen or a document shows of it,
 * read in one transaction.
 *
 * A meeting that was imported has no agenda, no attendance and no minutes: its agenda is what was
 * voted or decided on, and who voted on an item was present at it.
 */
#ifndef SERVICE_COUNCIL_MEETING_H
#define SERVICE_COUNCIL_MEETING_H

#include "rules/council.h"
#include "service/core/view.h"

enum meeting_state {
	MEETING_PREPARED,  /* nothing has happened yet */
	MEETING_UNDER_WAY, /* also an imported meeting, which can still be changed */
	MEETING_CLOSED     /* the minutes are closed: nothing changes any more */
};

struct meeting_member {
	uint64_t person, organisation;
	const char *name, *full_name; /* Озерская И. Г.; Озерская Ирина Григорьевна */
	const char *workplace;
	const char *surname;
	uint8_t duty; /* DUTY_...; 0: no member of the council on that day, but took part */
	bool chairs, keeps_minutes; /* of this meeting */
	bool stays;                 /* is there also at what is still to come */
};

enum recusal_state {
	RECUSAL_NONE,
	RECUSAL_IS_PROPOSED, /* the own application, or one of the same institution */
	RECUSAL_IS_TAKEN,
	RECUSAL_IS_DISMISSED
};

/* How far the vote on an item has come. */
enum voting {
	VOTING_NOT_OPENED, /* nothing is kept about it: also of a meeting of old, or from a table */
	VOTING_OPEN,
	VOTING_CLOSED
};

/* A member at an item. */
struct meeting_ballot {
	bool present;
	uint8_t vote;      /* VOTE_...; 0: none, or hidden */
	bool hidden;       /* has voted, and this session may not see how yet */
	bool is_applicant; /* the own application: nobody's to vote on, by nobody's leave */
	enum recusal_state recusal;
	const char *why;       /* why it is proposed; else the reason given; "" */
	const char *why_taken; /* of one taken and dismissed later; NULL: it was not taken */
	/* How the vote came to stand there (vote_casts). */
	size_t casts;        /* how many times it was cast or changed; 0: it is not known */
	bool by_owner;       /* it stands as the member has cast it */
	const char *changed; /* why somebody else changed what the member had cast; NULL: nobody */
	uint64_t cast_stamp; /* the operation of the newest cast */
	uint8_t latest, before; /* the vote as cast last, and the one before it; 0: none */
};

/* An item is an application, or a topic in words: heard, voted and decided on alike. It is known by
 * its application's id, or by ITEM_TOPIC and a number of its own, as long as the meeting stands. */
#define ITEM_TOPIC (UINT64_C(1) << 63)

/* What somebody said on an item. */
struct meeting_speech {
	uint64_t id, stamp; /* of its record */
	int64_t number;     /* in the order they spoke */
	uint64_t person;    /* 0: nobody of the register */
	const char *speaker, *text;
};

struct meeting_item {
	int64_t position; /* from 1 */
	uint64_t id;
	uint64_t application; /* 0: it is a topic */
	const char *topic;    /* "": it is an application */
	const char *title;    /* the applicant's name, or the topic */
	const char *speaker;  /* who reports on it; "" */
	uint64_t chair;       /* who leads at it: the meeting's chair, or in his place */
	/* Of the applicant; of a topic nothing. */
	uint64_t person, organisation;
	const char *workplace, *post, *subject_area, *surname;
	bool registered; /* the applicant is a person of the register; a topic need not be */
	bool eligible;   /* the verdict on the day of the meeting; nothing is asked of a topic */
	struct meeting_ballot *ballots; /* one for each of the sitting's members */
	enum voting voting;             /* how the newest opening stands (vote_openings) */
	size_t openings;                /* how many times the vote was opened */
	uint64_t voting_stamp;          /* the operation that opened or closed it last */
	size_t cast;                    /* how many have voted, recusals not counted */
	uint64_t roll;                  /* who is there and votes how, in a number: another person
					 * or vote makes another */
	bool hidden;                    /* the tally is not shown to this session yet */
	struct council_count count;     /* of the ballots, or the totals of the decision */
	bool totals;                    /* no votes by name: totals only */
	bool secret;                  /* and so by a secret ballot: typed at a meeting held here */
	struct council_result result; /* proposed */
	uint8_t outcome;              /* decided: OUTCOME_...; 0: not yet */
	uint64_t decision;            /* the record of it; 0: none */
	uint64_t decided_stamp;       /* the operation that decided it */
	const char *reason;
	const char *text; /* what was decided on a topic, a point a line; "" */
	struct meeting_speech *speeches;
	size_t nspeeches;
};

/* The last of the outcomes there are for it. */
static inline uint8_t
meeting_item_outcomes(const struct meeting_item *item)
{
	return item->application != 0 ? OUTCOME_POSTPONE : OUTCOME_NOTED;
}

/* The tables its votes and its decision stand in. */
static inline enum kind
meeting_item_votes(const struct meeting_item *item)
{
	return item->application != 0 ? KIND_VOTES : KIND_TOPIC_VOTES;
}

static inline enum kind
meeting_item_decisions(const struct meeting_item *item)
{
	return item->application != 0 ? KIND_DECISIONS : KIND_TOPIC_DECISIONS;
}

struct council_meeting {
	struct arena arena;
	struct meeting *meeting;
	enum meeting_state state;
	bool started;   /* has minutes (open or closed) */
	int32_t closed; /* the day; DATE_NONE */
	struct council_rules rules;
	struct meeting_member
	    *members; /* chair first, then deputies, the secretary, others by name */
	size_t nmembers;
	struct meeting_item *items; /* by position */
	size_t nitems;
	size_t current; /* index of the item under discussion; nitems when there are no items */
	size_t last;    /* index of the item decided on last; nitems: none yet */
	uint64_t own;   /* the person this session's account stands for; 0 */
	bool leads; /* this session may keep the meeting: attendance, anybody's votes, decisions */
};

/* ST_NOTFOUND, ST_DENIED, ST_REFUSED (the town has no council), or what reading said. Free with
 * council_meeting_free whatever came out. */
enum status council_meeting_load(
    const struct view *v, uint64_t meeting, struct council_meeting *out, struct error *e);
void council_meeting_free(struct council_meeting *sitting);

/* May members vote on the item now? Whoever keeps the meeting writes votes down before it is
 * opened, too, but not when it is closed. */
bool
council_meeting_takes_votes(const struct council_meeting *sitting, const struct meeting_item *item);

/* Is there a vote, shown or hidden? */
bool council_meeting_has_voted(const struct meeting_ballot *b);
/* Is the vote still to come: the member is present, not recused, it is not the own application, and
 * none is cast. */
bool council_meeting_awaits(const struct meeting_ballot *b);

/* Is a record that names an application or a topic about this item? */
bool council_meeting_is_of(const struct meeting_item *item, const struct record *r);
/* Index of a person among the members, of an item by its id; the count when absent. */
size_t council_meeting_member(const struct council_meeting *sitting, uint64_t person);
size_t council_meeting_item(const struct council_meeting *sitting, uint64_t item);

/* Is the member (an index) there now: at the item under discussion, or when that is decided at what
 * comes next? */
bool council_meeting_is_here(const struct council_meeting *sitting, size_t member);

/* How many are present at an item (its index). */
size_t council_meeting_present(const struct council_meeting *sitting, size_t item);

#endif
