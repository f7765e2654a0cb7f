/* SPDX-License-Identifier: MIT
 * mailings.h - letters to many: into the queue, out of it, or into a file for a mail program.
 *
 * A mailing without addresses is one being written. With the first of the two ways out its
 * addresses are kept, which is what says that it has gone; then only letters of the queue are
 * sent, each to one address, and nobody sees the others.
 */
#ifndef SERVICE_MAILINGS_H
#define SERVICE_MAILINGS_H

#include "mail/outbox.h"
#include "service/year/audience.h"

struct mailing_letters {
	size_t letters;          /* addresses, each once */
	size_t without, revoked; /* people whom none reaches: no address, consent taken back */
};

/* Which letter, and as it was when it was looked at: stamp 0 is however it stands. */
struct mailing_seen {
	uint64_t mailing, stamp;
};

/* Put it into the queue: to whom it is for today. ST_REFUSED with a sentence: it has gone already,
 * somebody has changed it since it was seen, nobody has an address, the town says not from whom;
 * ST_CONFLICT, ST_DENIED. */
enum status mailing_queue(
    struct session *s, struct mailing_seen seen, struct mailing_letters *out, struct error *e);

/* The same as one file for a mail program (.eml), addresses hidden from each other. One that has
 * gone already is written for the addresses it has. */
enum status mailing_take(struct session *s, struct mailing_seen seen, struct buf *file,
    struct mailing_letters *out, struct error *e);

/* How it stands. */
enum outbox_state mailing_state(const struct session *s, uint64_t mailing, size_t *waiting);

/* In words: "пишется", "в очереди, писем: 12", "ушла". */
void mailing_put_standing(const struct session *s, const struct mailing *m, struct buf *out);

/* It is for others from now on. ST_REFUSED: it has gone already; ST_CONFLICT, ST_DENIED. */
enum status
mailing_readdress(struct session *s, uint64_t mailing, struct audience whom, struct error *e);

/* Send what waits, through the program the town names. *out counts also what was not sent; what
 * that program has said last is appended to why. ST_DENIED; ST_REFUSED: somebody sends already. */
enum status
mailings_send(struct session *s, struct outbox_sent *out, struct buf *why, struct error *e);

#endif
