/* SPDX-License-Identifier: MIT
 * contacts_lists.c - the list of contacts by who they are for the service.
 */
#include <stdlib.h>

#include "base/array.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "screens/record/browser.h"
#include "screens/record/card_deeds.h"

enum { DO_ROLE = BROWSER_OWN, DO_LETTERS };

static const char *const *
role_words(void)
{
	return field_find(KIND_CONTACTS, "role")->words;
}

/* part: the role. */
static size_t
read_role(const struct view *v, unsigned part, uint64_t **ids)
{
	struct contact *c = (struct contact *)record_new(KIND_CONTACTS);
	struct walk *w = walk_by_id(v->txn, KIND_CONTACTS);
	size_t count = 0, room = 0;
	uint64_t id;

	*ids = NULL;
	while (walk_next(w, &id)) {
		if (!records_get(v->txn, id, &c->base) || c->role != part)
			continue;
		ARRAY_ROOM(*ids, count, room);
		(*ids)[count++] = id;
	}
	walk_close(w);
	record_free(&c->base);
	return count;
}

static void
put_role(unsigned part, struct buf *out)
{
	buf_printf(out, "Роль: %s", role_words()[part - 1]);
}

/* The first line is all of them, the others are the roles in their order. */
static void
take_role(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	browser_widen(b);
	b->narrowed = (unsigned)answer->code - 1;
	browser_wish(sc, true);
}

/* "    2  ЦНППМ" */
static void
ask_role(struct screen *sc)
{
	enum { MOST = 16 };
	const struct browser *b = screen_state(sc);
	const char *lines[MOST] = {"       Все контакты"};
	struct buf texts[MOST] = {{0}};
	size_t count = 1;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	for (const char *const *word = role_words(); *word != NULL && count < MOST; word++) {
		uint64_t *ids;

		buf_printf(&texts[count], "%5zu  %s", read_role(&v, (unsigned)count, &ids), *word);
		free(ids);
		lines[count] = buf_text(&texts[count]);
		count++;
	}
	view_close(&v);
	ask_choice(
	    screen_app(sc), THEN(take_role), "Кто это для службы", lines, count, b->narrowed + 1);
	for (size_t i = 1; i < count; i++)
		buf_free(&texts[i]);
}

static void
show_letters(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		card_show_letters(screen_app(sc), r->kind, r->id);
	else
		app_say(screen_app(sc), MESSAGE_INFO, "Контактов ещё нет: Ins — внести первый.");
}

static const struct list_work contact_work = {.narrow = read_role, .put = put_role};

static const struct action contact_actions[] = {
    ACTION(DO_ROLE, "F2", "Показать контакты одной роли: ЦНППМ, ИРО, партнёры", .word = "Роль",
	.synonyms = "вид отбор партнёр методист", .on_screen = ask_role),
    ACTION(DO_LETTERS, "C-k", "Рассылки, которые ушли на адрес этого контакта", .word = "Письма",
	.permit = PERMIT_READ, .on_screen = show_letters),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops contacts_screen = BROWSER_SCREEN(contact_actions, &contact_work);
