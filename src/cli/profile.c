/* SPDX-License-Identifier: MIT
 * profile.c - metodaktiv profile show, check, new, set: the town's rules.
 */
#include "model/profile/profile.h"

#include "cli/commands.h"
#include "cli/out.h"

enum status
command_profile_show(struct call *c, struct error *e)
{
	struct slice source = profile_source(c->session->profile);

	(void)e;
	fwrite(source.data, 1, source.len, c->out);
	return ST_OK;
}

static void
print_contents(struct call *c, const char *what, const struct profile *p)
{
	size_t musts, grounds, directions;

	profile_musts(p, &musts);
	profile_terms(p, TERMS_GROUNDS, &grounds);
	profile_terms(p, TERMS_DIRECTIONS, &directions);
	fprintf(c->out, "%s: %s, ", what, profile_id(p));
	out_shown(c->out, profile_word(p, "name"));
	fprintf(c->out, ". Требований: %zu, оснований: %zu, направлений: %zu.\n", musts, grounds,
	    directions);
}

enum status
command_profile_check(struct call *c, struct error *e)
{
	struct profile *p = NULL;
	enum status st = profile_load(&p, c->operands[0], e);

	if (st == ST_OK)
		print_contents(c, "Профиль в порядке", p);
	profile_free(p);
	return st;
}

enum status
command_profile_new(struct call *c, struct error *e)
{
	struct buf text = {0};

	(void)e;
	profile_put_skeleton(&text);
	fwrite(text.data, 1, text.len, c->out);
	buf_free(&text);
	return ST_OK;
}

enum status
command_profile_set(struct call *c, struct error *e)
{
	enum status st = session_set_profile(c->session, c->operands[0], e);

	if (st == ST_OK)
		print_contents(c, "Профиль введён в действие", c->session->profile);
	return st;
}
