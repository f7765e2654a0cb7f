/* SPDX-License-Identifier: MIT
 * audience.h - whom a letter is for, in words, and who that is on a day with their addresses.
 */
#ifndef SERVICE_AUDIENCE_H
#define SERVICE_AUDIENCE_H

#include "base/arena.h"
#include "rules/indicators.h"
#include "service/core/view.h"

enum audience_type {
	AUDIENCE_PART,  /* who works in a part of the town: an association's members too */
	AUDIENCE_CORPS, /* the methodical corps */
	AUDIENCE_HEADS, /* heads of the associations that are open */
	AUDIENCE_YOUNG, /* young teachers, as the indicators know them */
	AUDIENCE_TYPES
};

struct audience {
	enum audience_type type;
	struct scope part;
};

/* "association:A01", "corps", "heads", "young", or the last three as people call them:
 * "методактив", "руководители объединений", "молодые педагоги". ST_NOTFOUND with a sentence. */
enum status
audience_parse(const struct view *v, const char *text, struct audience *out, struct error *e);
/* The text a mailing keeps; and as people call it. */
void audience_put(const struct view *v, struct audience a, struct buf *out);
void audience_put_name(const struct view *v, struct audience a, struct buf *out);

/* Why somebody of the audience gets no letter. */
enum addressee_lack {
	ADDRESSEE_GETS,
	ADDRESSEE_NO_ADDRESS,
	ADDRESSEE_REVOKED, /* their consent to processing, and there is no other */
	ADDRESSEE_SAME     /* somebody before has the same address, to which one letter goes */
};

struct addressee {
	uint64_t person;
	const char *address; /* "" when there is none */
	enum addressee_lack lack;
};

struct addressees {
	struct addressee *items; /* by name */
	size_t count, room;
	size_t letters;          /* addresses, each once */
	size_t without, revoked; /* people whom no letter reaches, and why */
	struct arena texts;
};

/* Who of the audience is at work on the day. ST_DENIED, ST_REFUSED: the town has no corps. Free it
 * in any case. */
enum status addressees_read(
    const struct view *v, struct audience a, int32_t on, struct addressees *out, struct error *e);
void addressees_free(struct addressees *a);

#endif
