/* SPDX-License-Identifier: MIT
 * council.h - what the council and its secretary do: prepare a meeting, vote, decide, close.
 *
 * Every function is one operation in one transaction. What was looked at must not have changed
 * until it is written: others' work in between is read again, and told (ST_CONFLICT) where it is in
 * the way, so that of two people at one meeting nobody's vote is lost.
 *
 * Refusals are sentences in e: ST_DENIED (the role), ST_REFUSED (the rules: minutes closed, no
 * quorum, not on the agenda), ST_INVALID (a date, a number), ST_NOTFOUND.
 */
#ifndef SERVICE_COUNCIL_H
#define SERVICE_COUNCIL_H

#include "service/council/council_meeting.h"

/* Preparing. */

/* A line of an agenda: an application, or a topic in words. */
struct agenda_entry {
	uint64_t application; /* 0: a topic */
	const char *topic;    /* NULL: an application */
	const char *speaker;  /* who reports on it; NULL: nobody */
};

struct meeting_plan {
	uint64_t meeting; /* 0: a new one; else one that has not started yet */
	uint64_t stamp;   /* of the meeting, when it is not new */
	int32_t date;
	uint64_t chair, secretary; /* 0: nobody yet */
	int64_t seats;             /* NUMBER_NONE: as many as the council has members on that day */
	const struct agenda_entry *agenda; /* in the clerk's order */
	size_t nagenda;
};

/* A plan to begin with: today, the council's chair and secretary, its seats, everything ready or
 * postponed, oldest first. Free plan.agenda (through *agenda). */
void council_propose(
    const struct view *v, int32_t date, struct meeting_plan *plan, struct agenda_entry **agenda);

/* The number is the next of the calendar year, given in the transaction that writes the meeting.
 * Refused: an empty agenda, the same twice, an application submitted after the date, already
 * decided for good, or on the agenda of another meeting that is not over; fewer seats than members.
 */
enum status council_prepare(
    struct session *s, const struct meeting_plan *plan, uint64_t *meeting, struct error *e);

/* One more application behind the last item, also while the meeting goes on. stamp: the
 * application's as it was shown, and ST_REFUSED when it has changed or gone since; 0: however it
 * stands. */
enum status council_add_item(
    struct session *s, uint64_t meeting, uint64_t application, uint64_t stamp, struct error *e);
/* The same of a topic. Two of one meeting have different words. speaker: NULL: nobody. */
enum status council_add_topic(
    struct session *s, uint64_t meeting, const char *topic, const char *speaker, struct error *e);
/* Take an item nobody has voted on from the agenda; those behind it move up. Before the start only.
 */
enum status council_drop_item(struct session *s, uint64_t meeting, uint64_t item, struct error *e);

/* Sitting. */

/* Begin (or take up again an imported meeting): those present from the first item on. */
enum status council_start(
    struct session *s, uint64_t meeting, const uint64_t *present, size_t npresent, struct error *e);

/* The item under discussion, for everybody who follows. Items are known by their ids
 * (council_meeting.h): that of an application is the application's. */
enum status council_move(struct session *s, uint64_t meeting, uint64_t item, struct error *e);

/* A member comes or goes now: present at everything not decided yet, or no more, whatever the order
 * of the items. Who has voted on the item under discussion cannot have gone before. When the chair
 * goes a deputy leads from then on, until the chair is back. */
enum status council_arrive(struct session *s, uint64_t meeting, uint64_t person, struct error *e);
enum status council_leave(struct session *s, uint64_t meeting, uint64_t person, struct error *e);
/* Who leads from now on: the chair again, or somebody in the chair's place, whose vote then settles
 * a tie. */
enum status council_lead(struct session *s, uint64_t meeting, uint64_t person, struct error *e);

/* reason: for dismissing a proposed recusal, needed; for taking one, may be "". Taking one replaces
 * the member's vote. instead_of: as of council_vote. */
enum status council_recuse(struct session *s, uint64_t meeting, uint64_t item, uint64_t person,
    uint8_t instead_of, const char *reason, struct error *e);
enum status council_dismiss_recusal(struct session *s, uint64_t meeting, uint64_t item,
    uint64_t person, uint8_t instead_of, const char *reason, struct error *e);

/* vote: VOTE_FOR, VOTE_AGAINST, VOTE_ABSTAINED, VOTE_RECUSED (as council_recuse), 0 to take it
 * back. instead_of: the vote the person at the screen saw (0: none): another one there by now is a
 * second vote, refused with ST_CONFLICT. A member of the council may cast the own vote only. */
enum status council_vote(struct session *s, uint64_t meeting, uint64_t item, uint64_t person,
    uint8_t vote, uint8_t instead_of, struct error *e);

/* The same with a reason: what the member has cast from the own place another changes with one
 * alone (council_vote refuses it, ST_REFUSED). Nobody votes on the own application; a recusal is
 * lifted by council_dismiss_recusal. */
enum status council_change_vote(struct session *s, uint64_t meeting, uint64_t item, uint64_t person,
    uint8_t vote, uint8_t instead_of, const char *reason, struct error *e);

/* The vote on an item begins and ends: members vote in between alone, and once it is closed nobody
 * does until it is opened again. It ends by itself with the decision, or when the meeting turns to
 * another item. Where the town's rules say so it begins by itself, too, as soon as the item is
 * under discussion. Opening is refused without a quorum. */
enum status council_open_vote(struct session *s, uint64_t meeting, uint64_t item, struct error *e);
/* seen: the item's roll as it was shown; ST_CONFLICT when it is another by now. 0: whatever it is.
 */
enum status council_close_vote(
    struct session *s, uint64_t meeting, uint64_t item, uint64_t seen, struct error *e);
/* As if it had not been closed. */
enum status
council_resume_vote(struct session *s, uint64_t meeting, uint64_t item, struct error *e);

/* Everybody present who has not voted and to whom no recusal is proposed is for it, each by name.
 */
enum status council_vote_rest(
    struct session *s, uint64_t meeting, uint64_t item, size_t *voted, struct error *e);

struct council_totals {
	int64_t votes_for, against, abstained;
};

/* totals: instead of votes by name (NULL: count those). To refuse an application, and to admit
 * somebody not eligible, needs a reason. Postponing and taking note take neither quorum nor votes.
 * An outcome that votes speak against is refused unless the caller says that it is `contrary` to
 * them, with a reason, and is the council's chair or secretary, by role or of this meeting. Votes
 * or an attendance that are not those `seen` by who decides are a conflict. The item under
 * discussion becomes the next undecided one, if `move`. */
struct council_decision {
	uint64_t item;
	uint8_t outcome; /* OUTCOME_...; OUTCOME_NOTED: of a topic */
	const char *reason;
	const char *text; /* of a topic: what is decided, a point a line; NULL: nothing more */
	const struct council_totals *totals;
	uint64_t seen; /* the item's roll as the decider saw it; 0: whatever it is */
	bool contrary; /* knowingly another outcome than the votes give */
	bool move;
};
enum status council_decide(
    struct session *s, uint64_t meeting, const struct council_decision *decision, struct error *e);

/* One step back: what was said last on the item under discussion, when it was said, reworded or
 * dropped after all else; the decision on it; else the end of its vote; else the
 * newest vote on it (all that one key has written), but none its member has cast: ST_REFUSED when
 * only such are left; else the vote's opening by key; else to the item decided on last and its
 * decision. *item (may be NULL) is the item it was about. ST_NOTFOUND at the beginning. */
enum status council_undo(struct session *s, uint64_t meeting, uint64_t *item, struct error *e);

/* Speeches. */

struct council_speech {
	uint64_t id;         /* 0: one more, behind the others; else another wording of that one */
	uint64_t stamp;      /* of that one as it was shown; 0: however it stands */
	uint64_t person;     /* 0: nobody of the register, */
	const char *speaker; /* but somebody called so; else NULL */
	const char *text;
};
/* What somebody said on an item; dropping it takes it out of the minutes. ST_NOTFOUND when the one
 * meant is gone, ST_CONFLICT when it is not as it was shown. */
enum status council_put_speech(struct session *s, uint64_t meeting, uint64_t item,
    const struct council_speech *speech, struct error *e);
enum status council_drop_speech(struct session *s, uint64_t meeting, uint64_t item, uint64_t speech,
    uint64_t stamp, struct error *e);

/* Who reports on an item, also while the meeting goes on; "": nobody. was: as it was shown;
 * ST_CONFLICT when it is somebody else by now. */
enum status council_set_reporter(struct session *s, uint64_t meeting, uint64_t item,
    const char *was, const char *speaker, struct error *e);

/* Append what was decided on a topic before that was taken back, a point a line; nothing where
 * nothing was. */
void council_put_former_points(
    const struct view *v, uint64_t meeting, const struct meeting_item *item, struct buf *out);

/* Minutes. */

/* Close: everything about the meeting is frozen. Items not decided on are postponed, if so wished,
 * else refused with their numbers. */
enum status council_close(struct session *s, uint64_t meeting, bool postpone_rest, struct error *e);
/* Minutes that orders or publications rest on (council_rests.h) are opened by an administrator
 * alone, who says to know of them (`despite`); else ST_REFUSED, with the list of them. */
enum status council_reopen(
    struct session *s, uint64_t meeting, const char *reason, bool despite, struct error *e);

/* Around it. */

/* Record the day the institution agreed for many applications, as one operation. Those that have
 * this day already are passed over, of several also those that have another; *changed (may be NULL)
 * counts the rest. Refused whole when
 * the day is before one was submitted, or after today; when one was changed or removed after the
 * operation `seen`, the newest when they were shown. The sentence names it. */
enum status council_agree(struct session *s, const uint64_t *applications, size_t count,
    uint64_t seen, int32_t day, size_t *changed, struct error *e);

/* Reasons to choose from for an outcome: the profile's, then those used before, latest first, none
 * twice. Free each, and *reasons. */
size_t council_reasons(const struct view *v, uint8_t outcome, char ***reasons);

/* The person a session's account stands for; 0 when for none (or none there is any more). */
uint64_t council_own_person(const struct view *v);

#endif
