/* SPDX-License-Identifier: MIT
 * confirm.c - a question with да and нет on standard error, answered on standard input.
 */
#include "cli/line/confirm.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fold.h"
#include "cli/line/out.h"

/* Typed in either layout; no "y", which is the key of н. */
static bool
is_yes(const char *typed)
{
	static const char *const words[] = {"да", "д", "lf", "l", "yes"};
	struct slice word = slice_make(typed, strcspn(typed, "\r\n"));

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (fold_equal(word, slice_of(words[i])))
			return true;
	return false;
}

enum status
confirm(const struct call *c, const char *question, struct error *e)
{
	struct buf asked = {0};
	char *typed = NULL;
	size_t room = 0;
	bool yes;

	if (call_has(c, OPTION_YES))
		return ST_OK;
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return error_set(e, ST_REFUSED,
		    "%s Спросить здесь некого: подтвердите параметром --yes", question);
	buf_printf(&asked, "%s да/нет: ", question);
	out_buf(stderr, &asked);
	fflush(stderr);
	buf_free(&asked);
	yes = getline(&typed, &room, stdin) > 0 && is_yes(typed);
	free(typed);
	return yes ? ST_OK : error_set(e, ST_CANCELLED, "ничего не сделано");
}
