/* SPDX-License-Identifier: MIT
 * namesake.c - a new card of a person: is there one already?
 */
#include "screens/form/namesake.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "service/record/candidates.h"

enum { LOOKED_AT = 16 };

bool
namesake_is_due(const struct record_form *sh, size_t left)
{
	const char *id = sh->items[left].field->id;

	return sh->kind == KIND_PEOPLE && sh->base->id == 0 && sh->focus != left &&
	    (strcmp(id, "patronymic") == 0 || strcmp(id, "birth_date") == 0);
}

/* Namesakes born on two days are two people. */
static bool
may_be_same(const struct view *v, const struct candidate *c, int32_t birth_date)
{
	struct person *p = (struct person *)register_load(v, KIND_PEOPLE, c->id);
	bool may = c->match == NAME_CHANGED_SURNAME ||
	    (p != NULL && c->match == NAME_SAME &&
		(p->birth_date == DATE_NONE || birth_date == DATE_NONE ||
		    p->birth_date == birth_date));

	record_free((struct record *)p);
	return may;
}

static bool
find(const struct record_form *sh, const struct person *typed, struct candidate *out)
{
	const struct name_typed name = {.surname = typed->surname,
	    .given_name = typed->given_name,
	    .patronymic = typed->patronymic,
	    .birth_date = typed->birth_date};
	struct candidate all[LOOKED_AT];
	size_t count;
	bool found = false;
	struct view v;

	view_open(&v, sh->session);
	count = candidates_find(&v, &name, all, LOOKED_AT);
	for (size_t i = 0; !found && i < count; i++) {
		found = may_be_same(&v, &all[i], typed->birth_date);
		*out = all[i];
	}
	view_close(&v);
	return found;
}

static void
answer(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *id = about;

	assert(id != NULL);
	if (answer->code == 1)
		open_card(sc, KIND_PEOPLE, *id);
}

void
namesake_ask(struct record_form *sh, struct buf *asked)
{
	static const char *const buttons[] = {"Открыть карточку", "Это другой человек", NULL};
	struct person *typed = (struct person *)record_new(KIND_PEOPLE);
	struct buf words = {0}, text = {0};
	struct candidate found;

	record_form_assemble(sh, &typed->base, NULL, NULL);
	buf_printf(&words, "%s %s %s %d", typed->surname, typed->given_name, typed->patronymic,
	    (int)typed->birth_date);
	if (typed->given_name[0] != '\0' && strcmp(buf_text(&words), buf_text(asked)) != 0 &&
	    find(sh, typed, &found)) {
		buf_printf(&text, "Похоже, этот человек уже есть:\n%s.", found.line);
		ask_with_care(sh->app, ABOUT(answer, &found.id), "Есть в реестре", buf_text(&text),
		    buttons, (struct ask_care){.makes_way = true});
	}
	buf_clear(asked);
	buf_put_slice(asked, buf_slice(&words));
	buf_free(&words);
	buf_free(&text);
	record_free(&typed->base);
}
