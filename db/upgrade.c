/* SPDX-License-Identifier: MIT
 * upgrade.c - the steps from format to format.
 */
#include "db/upgrade.h"

#include <stdlib.h>

#include "base/die.h"
#include "db/record/rebuild.h"
#include "db/record/standing.h"
#include "db/step.h"

/* What the indicators read stands in the columns now. */
static void
step_facts(struct step *s)
{
	txn_drop(s->t, "facts");
}

/* What searches read is a dictionary now. */
static void
step_texts(struct step *s)
{
	txn_drop(s->t, "search");
}

/*
 * From the first format there was to the present, which a newer comparison makes old. A step leaves
 * the format the next one begins from, the last one format_present. Steps are never changed once
 * they were released: they are how the oldest copy in a drawer is brought up to date.
 */
static const struct {
	struct format from;
	void (*run)(struct step *s); /* NULL: only what is made of records was different */
} steps[] = {
    {.from = {.number = 1}}, /* without facts */
    {.from = {.number = 1, .to_write = FEATURE_FACTS}, .run = step_heads},
    {.from = {.number = 2, .to_write = FEATURE_FACTS}, .run = step_facts},
    {.from = {.number = 2, .to_write = FEATURE_COLUMNS}, .run = step_texts},
    /* of an older comparison */
    {.from = {.number = 2, .to_write = FEATURE_COLUMNS | FEATURE_WORDS}},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static size_t
first_step(const struct format *from)
{
	size_t i = 0;

	while (i < STEPS && !format_equal(&steps[i].from, from))
		i++;
	return i;
}

static bool
start_row(struct step *s, const struct actor *actor, const char *operation,
    const struct format *from, struct buf *reason)
{
	buf_puts(reason, "формат базы ");
	format_put_name(from, reason);
	buf_puts(reason, " → ");
	format_put_name(&format_present, reason);
	s->row = (struct journal_row){
	    .operation = operation, .reason = buf_text(reason), .touched = s->touched};
	journal_sign_row(&s->row, actor);
	return journal_start_row(s->t, &s->row);
}

static void
take_steps(struct step *s, size_t at)
{
	for (; at < STEPS && txn_status(s->t) == ST_OK; at++)
		if (steps[at].run != NULL)
			steps[at].run(s);
	if (txn_status(s->t) != ST_OK)
		return;
	derived_rebuild(s->t);
	format_write(s->t, &format_present);
	s->row.stands = true;
	standing_sum(s->t, s->row.standing);
	journal_write_row(s->t, &s->row);
}

enum status
upgrade_store(
    struct store *st, const struct actor *actor, const char *operation, struct format *from)
{
	struct step *s = xcalloc(1, sizeof(*s));
	struct buf reason = {0};
	enum format_age age;
	enum status status;

	s->t = txn_upgrade(st);
	age = format_read(s->t, from);
	if (age == FORMAT_OLDER && first_step(from) < STEPS) {
		if (start_row(s, actor, operation, from, &reason))
			take_steps(s, first_step(from));
	} else if (age != FORMAT_PRESENT)
		txn_fail(s->t, age == FORMAT_NEWER ? ST_UPGRADED : ST_OLDER);
	status = txn_commit(s->t);
	buf_free(&reason);
	free(s);
	return status;
}
