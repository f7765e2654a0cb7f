/* SPDX-License-Identifier: MIT
 * behind.c - the register behind the screens, or none.
 */
#include "screens/app/behind.h"

#include <string.h>

#include "screens/app/manners.h"
#include "service/core/changes.h"
#include "service/core/modules.h"
#include "service/core/operations.h"

bool
behind_is_older(const struct session *s)
{
	return s != NULL && s->older;
}

unsigned
behind_permits(const struct session *s)
{
	return s != NULL && s->role != NULL ? s->role->permits : 0;
}

enum status
behind_require(const struct session *s, unsigned permit, struct error *e)
{
	return permit == 0 || s == NULL ? ST_OK : session_require(s, (enum permit)permit, e);
}

enum status
behind_require_module(const struct session *s, const char *module, struct error *e)
{
	return s != NULL ? module_require(s, module, e) : ST_OK;
}

uint64_t
behind_number(struct session *s)
{
	return s != NULL ? changes_number(s) : 0;
}

void
behind_forbid(const struct session *s, bool forbidden)
{
	if (s != NULL)
		store_forbid(s->store, forbidden);
}

enum status
behind_take_unread(const struct session *s, struct error *e)
{
	enum status unread = s != NULL ? store_take_unread(s->store) : ST_OK;

	return unread == ST_OK ? ST_OK
			       : error_set(e, unread, "база прочитана не вся, показано не всё: %s",
				     store_reason(s->store, unread).text);
}

void
behind_tend(const struct session *s)
{
	if (s != NULL)
		store_check_readers(s->store);
}

void
behind_take_manners(struct session *s, struct ui *ui)
{
	if (s != NULL)
		manners_take(ui, s);
}

bool
behind_wishes_hall(const struct session *s, const char *module)
{
	return s != NULL && strcmp(s->account.opens, "hall") == 0 &&
	    profile_has_module(s->profile, module);
}

void
behind_put_clock(const struct session *s, struct buf *out)
{
	if (s != NULL)
		session_put_clock(s, out);
}

enum status
behind_note_login(struct session *s, struct error *e)
{
	return s != NULL ? session_note(s, OPERATION_LOGIN, "", e) : ST_OK;
}

void
behind_tell_screen(const struct session *s, const char *screen, enum kind kind, uint64_t id)
{
	if (s != NULL)
		presence_show(s->presence, screen, kind, id);
}

enum over
behind_over(const struct session *s, int64_t idle, bool watched)
{
	return s != NULL ? ending_of(s, idle, watched) : OVER_NOT;
}

enum status
behind_tell_ending(struct session *s, enum over over, struct error *e)
{
	return s != NULL ? ending_tell(s, over, e) : ST_OK;
}
