/* SPDX-License-Identifier: MIT
 * forget.h - what is kept about somebody is destroyed, once nothing needs it any more.
 */
#ifndef SERVICE_FORGET_H
#define SERVICE_FORGET_H

#include "service/core/session.h"

/* What was done, for the act of destruction. The name is nowhere else afterwards. */
struct forgotten {
	uint64_t operation;
	int64_t time;
	struct buf name; /* to be freed */
	uint32_t destroyed[KIND_COUNT];
	uint32_t cleared; /* records of others that named the person */
	uint32_t drafts;
	uint32_t letters; /* to them, out of the queue */
	unsigned tries;   /* how often it was planned: anew when others had written meanwhile */
};

/* Destroy the person with that code, the records that exist only about them, every earlier image of
 * those, their texts for search, drafts about them and letters to them that wait; take the person
 * out of records of others, and their address out of the mailings that went to it.
 * The journal keeps that it was done, by whom, when, why and how many, and the hashes.
 * The last of STORE_TRIES + 1 plans is made while others wait.
 * ST_REFUSED: the person still works, an account stands for them, or an order or a meeting of the
 * council rests on their records; e says which. Wants PERMIT_UPKEEP. */
enum status forget_person(struct session *s, const char *code, const char *reason,
    struct forgotten *out, struct error *e);

#endif
