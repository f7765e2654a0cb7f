/* SPDX-License-Identifier: MIT
 * people_list.c - the list of people: one record for many of them at once.
 */
#include "screens/record/browser.h"

#include <assert.h>
#include <stdlib.h>

#include "screens/app/ask.h"
#include "screens/record/people_move.h"
#include "screens/widget/words.h"
#include "service/record/bulk.h"

enum { DO_MANY = BROWSER_OWN, DO_MOVE };

static size_t
list_kinds(const struct session *s, enum kind *kinds, const char **lines, size_t room)
{
	size_t n = 0;

	for (const enum kind *k = bulk_kinds(); *k != KIND_COUNT && n < room; k++)
		if (profile_has_module(s->profile, entity_of(*k)->module)) {
			kinds[n] = *k;
			lines[n++] = entity_of(*k)->many;
		}
	return n;
}

/* People are shown in the order of their list, not of their marking. */
static struct shown_ids *
in_order_of_list(struct app *app, const struct shown_ids *a)
{
	struct listing_spec spec = {.kind = a->kind, .only = a->ids, .nonly = a->count};
	struct listing *l = NULL;
	struct shown_ids *ordered;
	uint64_t *ids = NULL;
	size_t n;
	struct view v;

	view_open(&v, app_session(app));
	if (listing_open(&l, &v, &spec, app_progress, app) != ST_OK) {
		view_close(&v);
		return NULL;
	}
	n = listing_ids(l, &v, &ids);
	view_close(&v);
	ordered = shown_ids(ids, n);
	free(ids);
	listing_close(l);
	return ordered;
}

static void
end_many(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code != 1)
		return;
	idset_free(&b->marks);
	b->marked_only = false;
	browser_wish(sc, false);
}

/* The lines are the kinds of the profile, which is read once a session. */
static void
begin_many(struct screen *sc, const void *about, const struct answer *answer)
{
	struct app *app = screen_app(sc);
	const struct shown_ids *a = about;
	enum kind kinds[KIND_COUNT];
	const char *lines[KIND_COUNT] = {NULL};
	struct shown_ids *people;

	assert(a != NULL && a->count > 0);
	if (answer->code == 0)
		return;
	list_kinds(app_session(app), kinds, lines, KIND_COUNT);
	assert(lines[answer->code - 1] != NULL);
	people = in_order_of_list(app, a);
	if (people == NULL)
		return;
	if (people->count == a->count)
		place_open(app, PLACE_BULK, THEN(end_many),
		    &(struct bulk_args){.kind = kinds[answer->code - 1],
			.ids = people->ids,
			.count = people->count});
	else if (a->name[0] != '\0')
		app_say(app, MESSAGE_ERROR,
		    "«%s»: этой записи больше нет, её удалил другой сотрудник; вносить некому.",
		    a->name);
	else
		app_say(app, MESSAGE_ERROR,
		    "Ничего не внесено: из %zu отмеченных %zu удалил другой сотрудник; "
		    "посмотрите на отмеченных (=) и повторите.",
		    a->count, a->count - people->count);
	free(people);
}

static void
ask_many(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct shown_ids *a = browser_chosen(sc);
	enum kind kinds[KIND_COUNT];
	const char *lines[KIND_COUNT];
	size_t n = list_kinds(app_session(app), kinds, lines, KIND_COUNT);
	struct buf title = {0};

	buf_puts(&title, "Что внести: ");
	if (a->name[0] != '\0')
		buf_puts(&title, a->name);
	else
		words_put_count(&title, a->count, "отмеченный", "отмеченных", "отмеченных");
	if (a->count == 0)
		app_say(app, MESSAGE_WARNING, "Список пуст: вносить некому.");
	else if (n == 0)
		app_say(app, MESSAGE_WARNING, "В этом городе таких записей не ведут.");
	else
		ask_choice(app, shown_question(begin_many, a), buf_text(&title), lines, n, 1);
	buf_free(&title);
	free(a);
}

static const struct action people_actions[] = {
    BROWSER_VIEW_ACTIONS("C-w"),
    BROWSER_ACTIONS,
    ACTION(DO_MANY, "F2",
	"Внести одинаковую запись всем отмеченным: диагностику, обучение, ИОМ, участие",
	.word = "Внести", .permit = PERMIT_EDIT, .on_screen = ask_many),
    ACTION(DO_MOVE, "C-o", "Перевести отмеченных в другую организацию, с какого дня",
	.synonyms = "перевод переход школа организация сменить", .permit = PERMIT_EDIT,
	.on_screen = people_ask_move),
    {.act = ACT_NONE},
};

const struct screen_ops people_screen = BROWSER_SCREEN(people_actions, NULL);
