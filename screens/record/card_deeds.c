/* SPDX-License-Identifier: MIT
 * card_deeds.c - what is done from a card with questions of its own.
 */
#include "screens/record/card_deeds.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "screens/record/card_lines.h"
#include "service/core/operations.h"
#include "service/corps/activity_figures.h"
#include "service/record/bulk.h"
#include "service/record/letters.h"
#include "service/record/register.h"
#include "service/record/restore.h"

/* Entering something about a person. */

/* Kinds of records about a person, as the town keeps them; consents, which every town has, first.
 */
static size_t
list_kinds(const struct session *s, enum kind *kinds, const char **lines)
{
	size_t n = 1;

	kinds[0] = KIND_CONSENTS;
	lines[0] = entity_of(KIND_CONSENTS)->many;
	for (const enum kind *k = bulk_kinds(); *k != KIND_COUNT; k++)
		if (profile_has_module(s->profile, entity_of(*k)->module)) {
			kinds[n] = *k;
			lines[n++] = entity_of(*k)->many;
		}
	return n;
}

/* The lines are the kinds of the profile, which is read once a session. */
static void
enter_about(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *person = about;
	struct app *app = screen_app(sc);
	enum kind kinds[KIND_COUNT], kind;
	const char *lines[KIND_COUNT] = {NULL};
	struct record *initial;
	struct view v;

	assert(person != NULL && *person != 0);
	if (answer->code == 0)
		return;
	list_kinds(app_session(app), kinds, lines);
	assert(lines[answer->code - 1] != NULL);
	kind = kinds[answer->code - 1];
	view_open(&v, app_session(app));
	initial = register_load(&v, KIND_PEOPLE, *person);
	view_close(&v);
	if (initial == NULL) {
		app_say(app, MESSAGE_ERROR,
		    "Этого человека в реестре больше нет: запись удалил другой сотрудник. "
		    "Вносить не о ком.");
		return;
	}
	record_free(initial);
	initial = record_new(kind);
	record_set_ref(initial, field_find(kind, "person"), *person);
	place_open(
	    app, PLACE_ENTRY, NO_QUESTION, &(struct entry_args){.kind = kind, .initial = initial});
	record_free(initial);
}

void
card_ask_about(struct app *app, uint64_t person)
{
	enum kind kinds[KIND_COUNT];
	const char *lines[KIND_COUNT];
	size_t n = list_kinds(app_session(app), kinds, lines);

	ask_choice(app, ABOUT(enter_about, &person), "Что внести об этом человеке", lines, n, 1);
}

/* Giving a record back a view it had. */

struct asked_restore {
	enum kind kind;
	uint64_t id, stamp, seen;
};

static void
restore(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_restore *a = about;
	struct app *app = screen_app(sc);
	struct error e = {0};

	assert(a != NULL);
	if (answer->code != 2)
		return;
	if (register_restore(app_session(app), a->kind, a->id, a->stamp, a->seen, &e) == ST_OK)
		app_say(app, MESSAGE_INFO, "Прежний вид возвращён. Ctrl-Z в списке отменит это.");
	else
		app_say_error(app, &e);
}

/* The labels of the fields in which the two differ as people read them. */
static void
put_changed(
    const struct view *v, const struct record *then, const struct record *now, struct buf *out)
{
	struct buf before = {0}, after = {0};
	size_t count;
	const struct field *const *fields = profile_fields(v->session->profile, then->kind, &count);

	for (size_t i = 0; i < count; i++) {
		buf_clear(&before);
		buf_clear(&after);
		register_put_field(v, then, fields[i], &before);
		register_put_field(v, now, fields[i], &after);
		if (strcmp(buf_text(&before), buf_text(&after)) != 0)
			buf_printf(out, "%s%s", out->len > 0 ? ", " : "",
			    profile_label(v->session->profile, then->kind, fields[i]));
	}
	buf_free(&before);
	buf_free(&after);
}

static void
put_operation(const struct view *v, uint64_t operation, struct buf *out)
{
	struct journal_row row;

	if (!journal_get(v->txn, operation, &row))
		return;
	buf_printf(out, "%s, %s, ", operation_word(row.operation), row.account);
	words_put_moment(out, row.time, clock_today());
	journal_row_free(&row);
}

/* false: there was no record then. */
static bool
put_question(const struct view *v, const struct asked_restore *a, struct buf *out)
{
	struct record *then = record_new(a->kind), *now = register_load(v, a->kind, a->id);
	struct buf changed = {0};
	bool had = history_get(v->txn, a->id, a->stamp, then, NULL);

	then->id = a->id;
	buf_printf(out, "Вернуть к прежнему виду: %s?\n", entity_of(a->kind)->one);
	register_put_name_of(v, then, out);
	buf_puts(out, "\n\nКак после операции: ");
	put_operation(v, a->stamp, out);
	if (now != NULL)
		put_changed(v, then, now, &changed);
	if (now == NULL)
		buf_puts(out, ".\nЗапись удалена и будет внесена снова.");
	else
		buf_printf(
		    out, ".\nИзменится: %s.", changed.len > 0 ? buf_text(&changed) : "ничего");
	buf_free(&changed);
	record_free(now);
	record_free(then);
	return had;
}

void
card_ask_restore(struct app *app, enum kind kind, uint64_t id, uint64_t stamp)
{
	static const char *const buttons[] = {"Оставить как есть", "Вернуть", NULL};
	struct asked_restore a = {.kind = kind, .id = id, .stamp = stamp};
	struct buf text = {0};
	struct view v;
	bool there, had;

	if (stamp == 0) {
		app_say(app, MESSAGE_WARNING,
		    "К какому виду? Встаньте на шаг истории (F3) или выберите день (F6).");
		return;
	}
	view_open(&v, app_session(app));
	a.seen = register_stamp_now(&v, kind, id, &there);
	had = put_question(&v, &a, &text);
	view_close(&v);
	if (had)
		ask_buttons(app, ABOUT(restore, &a), "Прежний вид", buf_text(&text), buttons);
	else
		app_say(
		    app, MESSAGE_WARNING, "После этой операции записи не было. Удалить её — F8.");
	buf_free(&text);
}

/* What a member did. */

void
card_show_entries(struct app *app, uint64_t person, size_t direction)
{
	struct browser_args args = {.spec = {.kind = KIND_ACTIVITIES}};
	const struct profile *town = app_session(app)->profile;
	size_t count;
	const struct term *directions = profile_terms(town, TERMS_DIRECTIONS, &count);
	uint64_t *ids;
	struct view v;

	assert(direction <= count);
	view_open(&v, app_session(app));
	args.spec.nonly = activity_entries(&v, card_lines_activity_period(), person,
	    direction > 0 ? directions[direction - 1].id : NULL, &ids);
	view_close(&v);
	args.spec.only = ids;
	if (args.spec.nonly > 0)
		place_open(app, PLACE_BROWSER, NO_QUESTION, &args);
	else
		app_reload(app); /* they have gone since */
	free(ids);
}

void
card_show_letters(struct app *app, enum kind kind, uint64_t id)
{
	uint64_t *ids = NULL;
	size_t count = 0;
	struct record *r;
	struct view v;

	view_open(&v, app_session(app));
	r = register_load(&v, kind, id);
	if (r != NULL)
		count = letters_to(&v, r, &ids);
	view_close(&v);
	if (count > 0)
		place_open(app, PLACE_BROWSER, NO_QUESTION,
		    &(struct browser_args){
			.spec = {.kind = KIND_MAILINGS, .only = ids, .nonly = count}});
	else
		app_say(app, MESSAGE_INFO, "На адрес этой записи рассылки не уходили.");
	free(ids);
	record_free(r);
}
