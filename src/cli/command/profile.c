/* SPDX-License-Identifier: MIT
 * profile.c - metodaktiv profile show, check, new, papers, set: the town's rules.
 */
#include "model/profile/papers.h"
#include "model/profile/profile.h"

#include "base/infile.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "document/blanks.h"
#include "exchange/table/encoding.h"
#include "service/core/profile_set.h"

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
		st = blanks_check(p, e);
	if (st == ST_OK)
		print_contents(c, "Профиль в порядке", p);
	profile_free(p);
	return st;
}

enum status
command_profile_new(struct call *c, struct error *e)
{
	struct buf text = {0};

	profile_put_skeleton(&text);
	return reply_text(c, &text, ST_OK, e);
}

enum status
command_profile_papers(struct call *c, struct error *e)
{
	struct buf text = {0};

	buf_put_slice(&text, papers_standard());
	return reply_text(c, &text, ST_OK, e);
}

static void
print_losses(struct call *c, const struct profile_losses *losses)
{
	struct buf line = {0};

	for (size_t i = 0; i < losses->count; i++) {
		buf_clear(&line);
		profile_loss_put(&losses->items[i], &line);
		fprintf(c->out, "%s\n", buf_text(&line));
	}
	if (losses->migrated > 0)
		fprintf(c->out, "%s: %zu\n",
		    call_has(c, OPTION_DRY_RUN) ? "Будут названы по-новому, записей"
						: "Названы по-новому, записей",
		    losses->migrated);
	buf_free(&line);
}

enum status
command_profile_set(struct call *c, struct error *e)
{
	struct profile_set what = {.file = c->operands[0],
	    .map_name = c->values[OPTION_MAP],
	    .check = blanks_check,
	    .dry_run = call_has(c, OPTION_DRY_RUN),
	    .force = call_has(c, OPTION_FORCE)};
	struct profile_losses losses = {0};
	struct buf map = {0};
	enum status st = what.map_name != NULL ? encoding_read_file(what.map_name, &map, e) : ST_OK;

	if (st == ST_OK) {
		what.map = buf_slice(&map);
		st = session_set_profile(c->session, &what, &losses, e);
		if (st != ST_OK)
			losses.migrated = 0; /* it is not done, nor would be */
		print_losses(c, &losses);
	}
	if (st == ST_OK && what.dry_run)
		fputs("Правила подходят, база не изменена.\n", c->out);
	else if (st == ST_OK)
		print_contents(c, "Профиль введён в действие", c->session->profile);
	profile_losses_free(&losses);
	buf_free(&map);
	return st;
}
