/* SPDX-License-Identifier: MIT
 * publication.h - who may stand on the site's list and with which fields; by when somebody who
 * revoked must be gone from it. Pure.
 */
#ifndef RULES_PUBLICATION_H
#define RULES_PUBLICATION_H

#include "model/profile/profile.h"

/* What a person may agree to have published (clause 2.5). */
enum {
	PUBLISH_NAME = 1 << 0,
	PUBLISH_WORKPLACE = 1 << 1,
	PUBLISH_POSITION = 1 << 2,
	PUBLISH_SUBJECT_AREA = 1 << 3,
	PUBLISH_EMAIL = 1 << 4,
	PUBLISH_ALL = (1 << 5) - 1
};

/* One agreement to distribution: a paper of its own, or the sentence inside an application. */
struct agreement {
	int32_t given, until, revoked; /* until and revoked may be DATE_NONE */
	unsigned fields;               /* PUBLISH_ bits */
	bool sentence;                 /* inside an application */
};

/* false: a consent to something else than distribution. */
bool agreement_of_consent(const struct consent *c, struct agreement *out);
/* false: the application does not hold the sentence, or no date beside it. */
bool agreement_of_application(const struct application *a, struct agreement *out);

/* PUBLISH_ bits of "name,email"; all five of "". And back: "name,email" ("" of none). */
unsigned publish_fields_of(const char *list);
void publish_put_fields(struct buf *b, unsigned fields);

enum publish_reason {
	PUBLISH_YES,
	PUBLISH_NEVER_ASKED, /* no agreement at all by that day */
	PUBLISH_EXPIRED,
	PUBLISH_REVOKED,
	PUBLISH_SENTENCE_VOID, /* only the sentence, later than the profile lets it count */
	PUBLISH_NAME_WITHHELD  /* what holds does not cover the name */
};

struct publish_verdict {
	enum publish_reason reason;
	unsigned fields; /* 0 unless reason is PUBLISH_YES */
	int32_t day;     /* since when it holds, or the day it expired, was revoked, was given */
	int32_t until;   /* the last day of what holds; DATE_NONE: it has none, or nothing holds */
};

/* Of several agreements in force the one given last holds, a paper before a sentence of that day.
 */
struct publish_verdict publish_judge(
    const struct profile *p, const struct agreement *agreements, size_t count, int32_t on);

/* Is some agreement in force, whatever it covers? */
bool publish_holds(const struct publish_verdict *v);

/* Append "согласие отозвано 05.03.2026" and its like; nothing for PUBLISH_YES. */
void publish_put_reason(struct buf *b, const struct publish_verdict *v);

/* The n-th working day after a day. */
int32_t working_days_after(const struct profile *p, int32_t day, int n);
/* The last day on which who revoked on `revoked` may still be on the site: three working days. */
int32_t publish_deadline(const struct profile *p, int32_t revoked);

#endif
