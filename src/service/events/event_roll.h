/* SPDX-License-Identifier: MIT
 * event_roll.h - who took part in an event, in which roles and with what result: read whole,
 * changed in memory, written as one operation.
 *
 * A person has a part for each role, in a contest for each nomination. What is taken away and given
 * again is as it was.
 */
#ifndef SERVICE_EVENT_ROLL_H
#define SERVICE_EVENT_ROLL_H

#include "db/record/draft.h"
#include "model/record.h"
#include "service/core/view.h"

/* One participation. */
struct roll_part {
	struct participant *now; /* base.id 0: not written yet */
	struct record *was;      /* as it was read; NULL: not written yet */
	bool gone;               /* taken away */
};

struct event_roll {
	struct event *event;
	struct record *event_was;
	struct roll_part *parts; /* those of one person need not stand together */
	size_t count, room;
};

/* ST_NOTFOUND: there is no such event; ST_DENIED. event_roll_free() in any case. */
enum status
event_roll_read(struct event_roll *out, const struct view *v, uint64_t event, struct error *e);
void event_roll_free(struct event_roll *r);

bool event_roll_is_changed(const struct event_roll *r);
/* The day it is about: its last one, else the one it is planned for. */
int32_t event_roll_day(const struct event_roll *r);
/* The different people who have a part, not in order (free); NULL: only how many they are. */
size_t event_roll_people(const struct event_roll *r, uint64_t **ids);

/* The words a role is chosen from, the program's first, then the town's; at most `most` of them.
 * They live as long as the profile. */
size_t event_roll_roles(const struct session *s, const char **words, size_t most);
/* The role in words, the town's own where it is one; and by such a word. */
void roll_part_put_role(const struct roll_part *part, struct buf *out);
void roll_part_set_role(struct roll_part *part, const struct session *s, const char *role);
/* Is it that role? Any, when it is NULL. */
bool roll_part_is(const struct roll_part *part, const char *role);
/* There is something to write of it. */
bool roll_part_differs(const struct roll_part *part);

/* One more, of nothing but its person; good until the next. */
struct roll_part *event_roll_add(struct event_roll *r, uint64_t person);

/* The part that is written as that participation; SIZE_MAX: there is none any more. */
size_t event_roll_find(const struct event_roll *r, uint64_t participant);

/* Has the person that role? Any, when it is NULL. */
bool event_roll_has(const struct event_roll *r, uint64_t person, const char *role);
/* Give somebody a role, or take it away in all nominations; true: given. */
bool
event_roll_toggle(struct event_roll *r, const struct session *s, uint64_t person, const char *role);
/* Take every role away. */
void event_roll_drop(struct event_roll *r, uint64_t person);

/* Another value of a part (`nomination`, `score`, `place`, `topic`); ST_INVALID as value_parse()
 * says, and nothing is changed. */
enum status event_roll_set(struct event_roll *r, struct session *s, size_t part, const char *field,
    const char *text, struct error *e);
/* Another role of the same part, of the program's own. */
void event_roll_set_role(struct event_roll *r, size_t part, uint8_t role);
/* How many took part, the unnamed among them; "": as many as are named. */
enum status event_roll_set_headcount(
    struct event_roll *r, struct session *s, const char *text, struct error *e);

struct roll_saved {
	size_t added, changed, removed;
};
/* Write what has changed as one operation, which is undone as one. ST_CONFLICT: somebody has
 * changed one of the parts meanwhile; ST_INVALID with the first fault and whose it is; ST_DENIED.
 * What was written has to be read anew. draft: of the account, goes in the same transaction. */
enum status event_roll_save(struct session *s, const struct event_roll *r,
    const struct draft_name *draft, struct roll_saved *out, struct error *e);

#endif
