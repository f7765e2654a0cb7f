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
	if (!drafting_load(&record_form_of(sc)->drafting))
		record_form_look(record_form_of(sc));
	read_name(sc);
}

void
record_form_screen_act(struct screen *sc, int act)
{
	record_form_act(record_form_of(sc), act);
	drafting_save(&record_form_of(sc)->drafting, false);
}

bool
record_form_screen_key(struct screen *sc, const struct key *key)
{
	bool known = record_form_key(record_form_of(sc), key);

	drafting_save(&record_form_of(sc)->drafting, false);
	return known;
}

void
record_form_screen_pressed(struct screen *sc, struct press press)
{
	record_form_press(record_form_of(sc), press);
	drafting_save(&record_form_of(sc)->drafting, false);
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
	drafting_save(&record_form_of(sc)->drafting, false);
}

void
record_form_screen_leave(struct screen *sc)
{
	drafting_save(&record_form_of(sc)->drafting, true);
}

bool
record_form_screen_unsaved(const struct screen *sc)
{
	return record_form_is_changed(record_form_of(sc));
}

bool
record_form_screen_may_close(struct screen *sc)
{
	return record_form_may_close(record_form_of(sc));
}
