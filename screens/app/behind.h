/* SPDX-License-Identifier: MIT
 * behind.h - what the loop asks of the register behind the screens. Where there is none (s is NULL,
 * app_run_bare()) everything is permitted, nothing changes, and there is nobody else.
 */
#ifndef SCREENS_BEHIND_H
#define SCREENS_BEHIND_H

#include "screens/app/ending.h"
#include "screens/term/ui.h"

bool behind_is_older(const struct session *s);
unsigned behind_permits(const struct session *s); /* bits, for what is offered */
/* permit 0: anybody may. */
enum status behind_require(const struct session *s, unsigned permit, struct error *e);
enum status behind_require_module(const struct session *s, const char *module, struct error *e);

/* changes_number() */
uint64_t behind_number(struct session *s);
/* From now on, or no more, a read is a fault of the program. */
void behind_forbid(const struct session *s, bool forbidden);
/* Whether something could not be read since this was last asked: what stands on the screens may
 * lack it. ST_OK: no; else a sentence. */
enum status behind_take_unread(const struct session *s, struct error *e);
/* Now and then, while nobody types. */
void behind_tend(const struct session *s);

/* The terminal as the account likes it. */
void behind_take_manners(struct session *s, struct ui *ui);
/* The hall of the council is what the account begins with. */
bool behind_wishes_hall(const struct session *s, const char *module);
/* What whoever comes has to know of the clock. */
void behind_put_clock(const struct session *s, struct buf *out);
/* That somebody has come is written in the journal. */
enum status behind_note_login(struct session *s, struct error *e);
/* Others are told what is before us; it is written when it is something else than before. */
void behind_tell_screen(const struct session *s, const char *screen, enum kind kind, uint64_t id);

/* Is it over, for another reason than leaving (ending.h)? And that reason, as an error. */
enum over behind_over(const struct session *s, int64_t idle, bool watched);
enum status behind_tell_ending(struct session *s, enum over over, struct error *e);

#endif
