/* SPDX-License-Identifier: MIT
 * record_form_draft.c - the draft of a sheet: written from the first keystroke, offered on return.
 */
#include "screens/form/record_form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "db/record/draft.h"
#include "screens/app/ask.h"

enum { DRAFT_PAUSE = 300, DRAFT_AGE = 2000 }; /* milliseconds */

static const char *
account(const struct record_form *sh)
{
	return sh->session->account.name;
}

uint64_t
record_form_own_draft(const struct record_form *sh)
{
	return sh->base->id != 0 ? sh->base->id : presence_token(sh->session->presence);
}

/* sh->found; NULL: there is none of that id. */
static void
load_draft(struct record_form *sh, uint64_t id)
{
	struct draft *d = xcalloc(1, sizeof(*d));

	if (draft_load(sh->session->store, account(sh), sh->kind, id, d))
		sh->found = d;
	else
		free(d);
}

static bool
is_typed_elsewhere(const struct record_form *sh, uint64_t id)
{
	return id != 0 && id != record_form_own_draft(sh) &&
	    presence_lives(store_real_dir(sh->session->store), id);
}

/* Of a new record: this session's own, else the latest that nobody types at any more. */
static void
find_new(struct record_form *sh)
{
	const struct draft *chosen = NULL;
	struct draft *all;
	size_t count = draft_list(sh->session->store, account(sh), &all);

	for (size_t i = 0; i < count; i++) {
		bool own = all[i].id == sh->draft_id;

		if (all[i].kind == sh->kind && draft_is_new(all[i].id) &&
		    (own || (chosen == NULL && !is_typed_elsewhere(sh, all[i].id))))
			chosen = &all[i];
	}
	if (chosen != NULL)
		load_draft(sh, chosen->id);
	free(all);
}

void
record_form_find_draft(struct record_form *sh)
{
	sh->draft_id = record_form_own_draft(sh);
	if (sh->base->id == 0)
		find_new(sh);
	else
		load_draft(sh, sh->draft_id);
}

static void
go_on_with_found(struct record_form *sh)
{
	record_form_take_draft(sh);
	app_say(sh->app, MESSAGE_INFO, "Продолжаем с того места, где вы остановились.");
}

static void
let_go_of_found(struct record_form *sh)
{
	if (sh->found != NULL)
		draft_free(sh->found);
	free(sh->found);
	sh->found = NULL;
}

void
record_form_choose_draft(struct record_form *sh, uint64_t id)
{
	if (sh->found == NULL || sh->found->id != id) {
		let_go_of_found(sh);
		load_draft(sh, id);
	}
	if (sh->found != NULL)
		go_on_with_found(sh);
	else
		app_say(sh->app, MESSAGE_WARNING,
		    "Этого черновика уже нет: его продолжили, сохранили или стёрли в другом окне.");
}

/* Go on with what the draft says now: the same account may have written it at another terminal
 * while it was asked about. */
static void
go_on_with_newest(struct record_form *sh)
{
	const char *told = NULL;
	struct draft *shown = sh->found;
	bool gone;

	sh->found = NULL;
	load_draft(sh, shown->id);
	gone = sh->found == NULL;
	if (gone)
		told = "Черновик тем временем сохранили или стёрли в другом окне: "
		       "здесь — каким он был.";
	else if (sh->found->version != shown->version)
		told = "Черновик тем временем дописали в другом окне: "
		       "продолжаем с него, как он есть.";
	if (!gone) {
		draft_free(shown);
		free(shown);
	} else {
		sh->found = shown;
	}
	go_on_with_found(sh);
	sh->unsaved = gone;
	if (told != NULL)
		app_say(sh->app, MESSAGE_WARNING, "%s", told);
}

static answer_fn decide_draft;

/* Ask what to do with the draft that was found; `why` goes before its day and time. */
static void
ask_about_draft(struct record_form *sh, const char *why)
{
	static const char *const buttons[] = {"Продолжить", "Начать заново", NULL};
	struct buf text = {0};

	buf_printf(&text, "%s\nчерновик от ", why);
	clock_put_russian(&text, sh->found->time);
	buf_puts(&text, ".\n\n«Начать заново» сотрёт его. Esc — выйти, черновик останется.");
	ask_with_care(sh->app, THEN(decide_draft), "Есть черновик", buf_text(&text), buttons,
	    (struct ask_care){.surprise = true, .careful = 1U << 1});
	buf_free(&text);
}

/* The draft that was asked about is erased; one that was written since is asked about anew. */
static void
begin_anew(struct record_form *sh)
{
	uint64_t id = sh->found->id;
	enum status st = draft_remove_seen(sh->session->store, account(sh), sh->found);

	let_go_of_found(sh);
	sh->drafted = sh->unsaved = false;
	if (st == ST_OK || st == ST_NOTFOUND)
		return;
	if (st == ST_CONFLICT)
		load_draft(sh, id);
	else
		app_say(sh->app, MESSAGE_WARNING, "Прежний черновик не стёрт: %s.",
		    store_reason(sh->session->store, st).text);
	if (sh->found != NULL)
		ask_about_draft(sh, "Не стёрт: тем временем в другом окне его дописали,");
}

static void
decide_draft(struct screen *sc, const void *about, const struct answer *answer)
{
	struct record_form *sh = record_form_of(sc);

	(void)about; /* the draft is kept in sh->found until it is decided on */
	assert(sh->found != NULL);
	if (answer->code == 1)
		go_on_with_newest(sh);
	else if (answer->code == 2)
		begin_anew(sh);
	else
		app_pop(sh->app, NULL);
}

void
record_form_offer_draft(struct record_form *sh)
{
	if (sh->found != NULL)
		ask_about_draft(sh, "Эту форму вы уже начинали заполнять:");
}

/* The draft began from an image that may not be the current one any more: then saving it shall meet
 * the conflict, not overwrite. */
static void
go_back_to_image(struct record_form *sh, uint64_t stamp)
{
	struct record *old = record_new(sh->kind);
	struct txn *t;

	if (sh->base->id != 0 && sh->base->stamp != stamp) {
		t = txn_read(sh->session->store);
		if (history_get(t, sh->base->id, stamp, old, NULL))
			record_copy(sh->base, old);
		txn_abort(t);
	}
	record_free(old);
}

static void
write_draft(struct record_form *sh)
{
	struct draft_field *fields = xcalloc(sh->count, sizeof(*fields));
	struct draft d = {.kind = sh->kind,
	    .id = sh->draft_id,
	    .stamp = sh->base->stamp,
	    .time = clock_now(),
	    .current = sh->focus,
	    .fields = fields,
	    .count = sh->count};
	struct error e = {0};

	for (size_t i = 0; i < sh->count; i++)
		fields[i] = (struct draft_field){
		    .id = sh->items[i].field->id, .text = form_field_text(sh, &sh->items[i])};
	sh->unsaved = draft_save(sh->session->store, account(sh), &d, &e) != ST_OK;
	if (!sh->unsaved) {
		sh->drafted = true;
		sh->draft_version = d.version;
	}
	sh->drafted_at = clock_monotonic();
	if (e.text[0] != '\0' && !sh->told)
		app_say(sh->app, MESSAGE_WARNING, "%s", e.text);
	sh->told = e.text[0] != '\0';
	free(fields);
}

/* A draft that another session has left behind is from now on this one's, unless there is one of
 * its own, or somebody types at it: then it stays under its own number, and whoever is later is
 * told. */
static void
take_over(struct record_form *sh, const struct draft *left)
{
	struct draft own;

	if (is_typed_elsewhere(sh, left->id)) {
		sh->draft_id = left->id;
		return;
	}
	if (draft_load(sh->session->store, account(sh), sh->kind, sh->draft_id, &own)) {
		draft_free(&own);
		sh->draft_id = left->id;
		return;
	}
	write_draft(sh);
	if (!sh->unsaved)
		draft_remove_seen(sh->session->store, account(sh), left);
}

void
record_form_take_draft(struct record_form *sh)
{
	struct draft *d = sh->found;

	if (d == NULL)
		return;
	go_back_to_image(sh, d->stamp);
	for (size_t i = 0; i < d->count; i++) {
		struct form_field *it = record_form_item(sh, d->fields[i].id);

		if (it == NULL)
			continue;
		form_field_set_text(sh, it, d->fields[i].text);
		form_field_update_beside(sh, it);
	}
	record_form_focus(sh, d->current < sh->count ? d->current : 0);
	sh->drafted = sh->restored = true;
	sh->draft_version = d->version;
	sh->unsaved = false;
	if (d->id != sh->draft_id)
		take_over(sh, d);
	let_go_of_found(sh);
}

/* When typing pauses, or now; while typing goes on, as soon as the last one is too old. */
void
record_form_save_draft(struct record_form *sh, bool now)
{
	int64_t time = clock_monotonic();

	if (!sh->unsaved || sh->found != NULL)
		return;
	if (!now && time - sh->typed_at < DRAFT_PAUSE && time - sh->drafted_at < DRAFT_AGE)
		return;
	if (!record_form_is_changed(sh))
		record_form_drop_draft(sh);
	else
		write_draft(sh);
}

void
record_form_forget_draft(struct record_form *sh)
{
	sh->drafted = sh->unsaved = false;
}

/* The draft as this form knows it; one that was written on in another window stays, and is told. */
void
record_form_drop_draft(struct record_form *sh)
{
	const struct draft seen = {
	    .kind = sh->kind, .id = sh->draft_id, .version = sh->draft_version};
	enum status st = ST_OK;

	if (sh->drafted)
		st = draft_remove_seen(sh->session->store, account(sh), &seen);
	if (st == ST_CONFLICT)
		app_say(sh->app, MESSAGE_WARNING,
		    "Черновик не стёрт: тем временем его дописали в другом окне.");
	else if (st != ST_OK && st != ST_NOTFOUND)
		app_say(sh->app, MESSAGE_WARNING, "Черновик не стёрт: %s.",
		    store_reason(sh->session->store, st).text);
	sh->drafted = sh->unsaved = false;
}
