/* SPDX-License-Identifier: MIT
 * audience.h - whom a letter is for: who that is on a day, with their addresses.
 */
#ifndef SERVICE_AUDIENCE_H
#define SERVICE_AUDIENCE_H

#include "base/arena.h"
#include "service/core/audience_words.h"

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
