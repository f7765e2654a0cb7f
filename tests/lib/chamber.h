/* SPDX-License-Identifier: MIT
 * chamber.h - a small town with a council of seven, and applications that wait for it.
 *
 * Schools O001 to O003; members P0001 (chair, O001), P0002 (secretary, O002), P0003 to P0007
 * (O003); candidates P0011 ... of O002, applications AP0001 ... in the same order.
 */
#ifndef TESTS_LIB_CHAMBER_H
#define TESTS_LIB_CHAMBER_H

#include "tests/lib/town.h"

#include "base/clock.h"
#include "service/council/council.h"
#include "service/list/listing.h"
#include "service/council/application_statuses.h"

enum { MEMBERS = 7 };

struct chamber {
	struct town town;
	struct session *s;
	uint64_t members[MEMBERS];
	uint64_t applications[20];
	size_t napplications;
	uint64_t meeting;
	struct error e;
};

/* A candidate with a complete application; eligible unless the category says otherwise. */
uint64_t chamber_apply(struct chamber *h, const char *category, const char *agreed);
int chamber_open(void **state);
int chamber_close(void **state);
/* The town's rules with the one text in place of the other, the first there is. */
void chamber_rule(struct chamber *h, const char *text, const char *other);
/* A meeting on the day with everything ready and postponed. */
uint64_t chamber_prepare(struct chamber *h, int32_t day);
/* Applications, a meeting today, the first `present` members there. */
void chamber_sit(struct chamber *h, size_t applications, size_t present);
void chamber_vote(struct chamber *h, size_t item, size_t member, uint8_t vote);
/* One character a member: + - 0 x, and anything else for no vote. */
void chamber_votes(struct chamber *h, size_t item, const char *votes);
/* Another session, of somebody of the register. */
struct session *
chamber_account(struct chamber *h, const char *name, const char *role, const char *person);
enum status chamber_decide(struct chamber *h, size_t item, uint8_t outcome, const char *reason);
/* The call is refused with a sentence that holds the words, and nothing is written. */
#define assert_refused(h, call, status_, words)                                                    \
	do {                                                                                       \
		uint64_t version_ = store_version((h)->s->store);                                  \
                                                                                                   \
		(h)->e = (struct error){0};                                                        \
		assert_int_equal((call), (status_));                                               \
		if (strstr(error_text(&(h)->e), (words)) == NULL)                                  \
			fail_msg("«%s»: %s", (words), error_text(&(h)->e));                        \
		assert_int_equal(store_version((h)->s->store), version_);                          \
	} while (0)

#define assert_done(h, call)                                                                       \
	do {                                                                                       \
		if ((call) != ST_OK)                                                               \
			fail_msg("%s", error_text(&(h)->e));                                       \
	} while (0)

/* "прочее: ..." is what the journal says of the newest operation. */
void chamber_last_reason(struct chamber *h, const char *reason);
void chamber_look(struct chamber *h, struct council_meeting *out);

#endif
