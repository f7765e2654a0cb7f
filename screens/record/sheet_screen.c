/* SPDX-License-Identifier: MIT
 * sheet_screen.c - what the screens around a sheet have in common.
 */
#include "screens/record/sheet_screen.h"

static struct sheet_screen *
state(const struct screen *sc)
{
	return screen_state(sc);
}

struct sheet *
sheet_of(const struct screen *sc)
{
	return state(sc)->sheet;
}

void
sheet_screen_close(struct screen *sc)
{
	sheet_close(sheet_of(sc));
	buf_free(&state(sc)->name);
}

void
sheet_screen_title(const struct screen *sc, struct buf *out)
{
	const struct sheet *sh = sheet_of(sc);
	const struct entity *entity = entity_of(sh->kind);

	if (sh->base->id == 0) {
		buf_printf(out, "%s: новая запись", entity->many);
	} else {
		buf_printf(out, "%s: %s", entity->many, buf_text(&state(sc)->name));
	}
	if (sheet_is_changed(sh))
		buf_puts(out, " *");
}

static void
read_name(struct screen *sc)
{
	const struct sheet *sh = sheet_of(sc);

	buf_clear(&state(sc)->name);
	if (sh->base->id != 0)
		register_put_name_of(sh->session, NULL, sh->base, &state(sc)->name);
}

/* The first time: the screen is on top now, so the draft can be offered or taken. */
void
sheet_screen_load(struct screen *sc)
{
	if (!state(sc)->loaded && state(sc)->go_on)
		sheet_go_on(sheet_of(sc));
	else if (!state(sc)->loaded)
		sheet_offer_draft(sheet_of(sc));
	else
		sheet_look(sheet_of(sc));
	state(sc)->loaded = true;
	read_name(sc);
}

void
sheet_screen_act(struct screen *sc, enum act act)
{
	sheet_act(sheet_of(sc), act);
	sheet_save_draft(sheet_of(sc), false);
}

bool
sheet_screen_key(struct screen *sc, const struct key *key)
{
	bool known = sheet_key(sheet_of(sc), key);

	sheet_save_draft(sheet_of(sc), false);
	return known;
}

bool
sheet_screen_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}

void
sheet_screen_tick(struct screen *sc)
{
	sheet_save_draft(sheet_of(sc), false);
}

void
sheet_screen_leave(struct screen *sc)
{
	sheet_save_draft(sheet_of(sc), true);
}

bool
sheet_screen_may_close(struct screen *sc)
{
	return sheet_may_close(sheet_of(sc));
}
