/* SPDX-License-Identifier: MIT
 * record_form_screen.c - what the screens around a sheet have in common.
 */
#include "screens/form/record_form_screen.h"

static struct record_form_screen *
state(const struct screen *sc)
{
	return screen_state(sc);
}

void
record_form_screen_close(struct screen *sc)
{
	record_form_close(record_form_of(sc));
	buf_free(&state(sc)->name);
}

uint64_t
record_form_screen_record(const struct screen *sc, enum kind *kind)
{
	const struct record_form *sh = record_form_of(sc);

	*kind = sh->kind;
	return sh->base->id;
}

void
record_form_screen_title(const struct screen *sc, struct buf *out)
{
	const struct record_form *sh = record_form_of(sc);
	const struct entity *entity = entity_of(sh->kind);

	if (sh->base->id == 0) {
		buf_printf(out, "%s: новая запись", entity->many);
	} else {
		buf_printf(out, "%s: %s", entity->many, buf_text(&state(sc)->name));
	}
	if (record_form_is_changed(sh))
		buf_puts(out, " *");
}

static void
read_name(struct screen *sc)
{
	const struct record_form *sh = record_form_of(sc);
	struct view v;

	buf_clear(&state(sc)->name);
	if (sh->base->id == 0)
		return;
	view_open(&v, sh->session);
	register_put_name_of(&v, sh->base, &state(sc)->name);
	view_close(&v);
}

/* The first time: the screen is on top now, so the draft can be offered or taken. */
void
record_form_screen_load(struct screen *sc)
{
	if (!state(sc)->loaded && state(sc)->go_on)
		record_form_choose_draft(record_form_of(sc), state(sc)->draft);
	else if (!state(sc)->loaded)
		record_form_offer_draft(record_form_of(sc));
	else
		record_form_look(record_form_of(sc));
	state(sc)->loaded = true;
	read_name(sc);
}

void
record_form_screen_act(struct screen *sc, int act)
{
	record_form_act(record_form_of(sc), act);
	record_form_save_draft(record_form_of(sc), false);
}

bool
record_form_screen_key(struct screen *sc, const struct key *key)
{
	bool known = record_form_key(record_form_of(sc), key);

	record_form_save_draft(record_form_of(sc), false);
	return known;
}

bool
record_form_screen_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}

void
record_form_screen_tick(struct screen *sc)
{
	record_form_save_draft(record_form_of(sc), false);
}

void
record_form_screen_leave(struct screen *sc)
{
	record_form_save_draft(record_form_of(sc), true);
}

bool
record_form_screen_may_close(struct screen *sc)
{
	return record_form_may_close(record_form_of(sc));
}
