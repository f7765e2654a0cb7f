/* SPDX-License-Identifier: MIT
 * drafting.c - a draft from the first keystroke to the end of what is made.
 */
#include "screens/app/drafting.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "screens/app/ask.h"

enum { DRAFT_PAUSE = 300, DRAFT_AGE = 2000 }; /* milliseconds */

static struct session *
session(const struct drafting *d)
{
	return app_session(d->app);
}

static const char *
account(const struct drafting *d)
{
	return session(d)->account.name;
}

/* The id this session gives it. */
static uint64_t
own_id(const struct drafting *d, uint64_t id)
{
	return id != 0 ? id : presence_token(session(d)->presence);
}

static struct draft_name
named(const struct drafting *d, uint64_t id)
{
	struct draft_name of = d->of;

	of.id = id;
	return of;
}

/* d->found; NULL: there is none of that id. */
static void
load_draft(struct drafting *d, uint64_t id)
{
	struct draft *found = xcalloc(1, sizeof(*found));

	if (draft_load(session(d)->store, account(d), named(d, id), found))
		d->found = found;
	else
		free(found);
}

static bool
is_typed_elsewhere(const struct drafting *d, uint64_t id)
{
	return id != 0 && id != own_id(d, 0) &&
	    presence_lives(store_real_dir(session(d)->store), id);
}

/* Of something new: this session's own, else the latest that nobody types at any more. */
static void
find_new(struct drafting *d)
{
	const struct draft *chosen = NULL;
	struct draft *all;
	size_t count = draft_list(session(d)->store, account(d), &all);

	for (size_t i = 0; i < count; i++) {
		bool own = all[i].of.id == d->of.id;

		if (draft_is_same(named(d, all[i].of.id), all[i].of) &&
		    draft_is_new(all[i].of.id) &&
		    (own || (chosen == NULL && !is_typed_elsewhere(d, all[i].of.id))))
			chosen = &all[i];
	}
	if (chosen != NULL)
		load_draft(d, chosen->of.id);
	free(all);
}

void
drafting_open(struct drafting *d, struct draft_name of)
{
	d->of = of;
	d->of.id = own_id(d, of.id);
	if (of.id == 0)
		find_new(d);
	else
		load_draft(d, of.id);
}

static void
let_go_of_found(struct drafting *d)
{
	if (d->found != NULL)
		draft_free(d->found);
	free(d->found);
	d->found = NULL;
}

void
drafting_close(struct drafting *d)
{
	let_go_of_found(d);
}

static void
write_draft(struct drafting *d)
{
	struct draft draft = {.of = d->of};
	struct error e = {0};

	d->ops->put(d->work, &draft);
	d->unsaved = draft_save(session(d)->store, account(d), &draft, &e) != ST_OK;
	if (!d->unsaved) {
		d->kept = true;
		d->version = draft.version;
	}
	d->saved_at = clock_monotonic();
	if (e.text[0] != '\0' && !d->told)
		app_say(d->app, MESSAGE_WARNING, "%s", e.text);
	d->told = e.text[0] != '\0';
	draft_free(&draft);
}

/* A draft that another session has left behind is from now on this one's, unless there is one of
 * its own, or somebody types at it: then it stays under its own number, and whoever is later is
 * told. */
static void
take_over(struct drafting *d, const struct draft *left)
{
	struct draft own;

	if (is_typed_elsewhere(d, left->of.id)) {
		d->of = left->of;
		return;
	}
	if (draft_load(session(d)->store, account(d), d->of, &own)) {
		draft_free(&own);
		d->of = left->of;
		return;
	}
	write_draft(d);
	if (!d->unsaved)
		draft_remove_seen(session(d)->store, account(d), left);
}

static void
go_on_with_found(struct drafting *d)
{
	struct draft *found = d->found;

	d->ops->take(d->work, found);
	d->kept = true;
	d->version = found->version;
	d->unsaved = false;
	if (!draft_is_same(found->of, d->of))
		take_over(d, found);
	let_go_of_found(d);
	app_say(d->app, MESSAGE_INFO, "Продолжаем с того места, где вы остановились.");
}

static void
go_on_with_chosen(struct drafting *d)
{
	if (d->found == NULL || d->found->of.id != d->choice) {
		let_go_of_found(d);
		load_draft(d, d->choice);
	}
	if (d->found != NULL)
		go_on_with_found(d);
	else
		app_say(d->app, MESSAGE_WARNING,
		    "Этого черновика уже нет: его продолжили, сохранили или стёрли в другом окне.");
}

/* Go on with what the draft says now: the same account may have written it at another terminal
 * while it was asked about. */
static void
go_on_with_newest(struct drafting *d)
{
	const char *told = NULL;
	struct draft *shown = d->found;
	bool gone;

	d->found = NULL;
	load_draft(d, shown->of.id);
	gone = d->found == NULL;
	if (gone)
		told = "Черновик тем временем сохранили или стёрли в другом окне: "
		       "здесь — каким он был.";
	else if (d->found->version != shown->version)
		told = "Черновик тем временем дописали в другом окне: "
		       "продолжаем с него, как он есть.";
	if (!gone) {
		draft_free(shown);
		free(shown);
	} else {
		d->found = shown;
	}
	go_on_with_found(d);
	d->unsaved = gone;
	if (told != NULL)
		app_say(d->app, MESSAGE_WARNING, "%s", told);
}

static answer_fn decide_draft;

/* Questions are about the address of the drafting, which lives as long as its screen. */
static struct drafting *
drafting_of(const void *about)
{
	struct drafting *d;

	memcpy(&d, about, sizeof(d));
	return d;
}

void
drafting_put_name(const struct draft *d, struct buf *out)
{
	const struct entity *entity = entity_of(d->of.kind);

	for (int i = 0; entity->names != NULL && entity->names[i] != NULL; i++) {
		const struct field *f = field_find(d->of.kind, entity->names[i]);

		for (size_t k = 0; k < d->count; k++)
			if (f->type == FIELD_TEXT && strcmp(d->fields[k].id, f->id) == 0 &&
			    d->fields[k].text[0] != '\0')
				buf_printf(out, "%s%s", out->len > 0 ? " " : "", d->fields[k].text);
	}
}

/* Ask what to do with the draft that was found; `why` goes before its day and time. */
static void
ask_about_draft(struct drafting *d, const char *why)
{
	static const char *const buttons[] = {"Продолжить", "Начать заново", NULL};
	struct buf text = {0}, name = {0};

	buf_printf(&text, "%s\nчерновик от ", why);
	clock_put_russian(&text, d->found->time);
	drafting_put_name(d->found, &name);
	if (name.len > 0)
		buf_printf(&text, ", %s", buf_text(&name));
	buf_puts(&text, ".\n\n«Начать заново» сотрёт его. Esc — выйти, черновик останется.");
	ask_with_care(d->app, ABOUT(decide_draft, &d), "Есть черновик", buf_text(&text), buttons,
	    (struct ask_care){.surprise = true, .careful = 1U << 1});
	buf_free(&name);
	buf_free(&text);
}

/* The draft that was asked about is erased; one that was written since is asked about anew. */
static void
begin_anew(struct drafting *d)
{
	uint64_t id = d->found->of.id;
	enum status st = draft_remove_seen(session(d)->store, account(d), d->found);

	let_go_of_found(d);
	d->kept = d->unsaved = false;
	if (st == ST_OK || st == ST_NOTFOUND)
		return;
	if (st == ST_CONFLICT)
		load_draft(d, id);
	else
		app_say(d->app, MESSAGE_WARNING, "Прежний черновик не стёрт: %s.",
		    store_reason(session(d)->store, st).text);
	if (d->found != NULL)
		ask_about_draft(d, "Не стёрт: тем временем в другом окне его дописали,");
}

static void
decide_draft(struct screen *sc, const void *about, const struct answer *answer)
{
	struct drafting *d = drafting_of(about);

	(void)sc; /* the draft is kept in d->found until it is decided on */
	assert(d->found != NULL);
	if (answer->code == 1)
		go_on_with_newest(d);
	else if (answer->code == 2)
		begin_anew(d);
	else
		app_pop(d->app, NULL);
}

void
drafting_choose(struct drafting *d, const uint64_t *id)
{
	d->chosen = id != NULL;
	d->choice = id != NULL ? *id : 0;
}

bool
drafting_load(struct drafting *d)
{
	if (d->begun)
		return false;
	d->begun = true;
	if (d->chosen)
		go_on_with_chosen(d);
	else if (d->found != NULL)
		ask_about_draft(d, d->ops->begun);
	return true;
}

void
drafting_touched(struct drafting *d)
{
	d->unsaved = true;
	d->changed_at = clock_monotonic();
	if (!d->kept)
		drafting_save(d, true);
}

/* When typing pauses, or now; while typing goes on, as soon as the last one is too old. */
void
drafting_save(struct drafting *d, bool now)
{
	int64_t time = clock_monotonic();

	if (!d->unsaved || d->found != NULL)
		return;
	if (!now && time - d->changed_at < DRAFT_PAUSE && time - d->saved_at < DRAFT_AGE)
		return;
	if (d->ops->is_changed != NULL && !d->ops->is_changed(d->work))
		drafting_drop(d);
	else
		write_draft(d);
}

void
drafting_forget(struct drafting *d)
{
	d->kept = d->unsaved = false;
}

/* The draft as it is known here; one that was written on in another window stays, and is told. */
void
drafting_drop(struct drafting *d)
{
	const struct draft seen = {.of = d->of, .version = d->version};
	enum status st = ST_OK;

	if (d->kept)
		st = draft_remove_seen(session(d)->store, account(d), &seen);
	if (st == ST_CONFLICT)
		app_say(d->app, MESSAGE_WARNING,
		    "Черновик не стёрт: тем временем его дописали в другом окне.");
	else if (st != ST_OK && st != ST_NOTFOUND)
		app_say(d->app, MESSAGE_WARNING, "Черновик не стёрт: %s.",
		    store_reason(session(d)->store, st).text);
	d->kept = d->unsaved = false;
}

void
drafting_renew(struct drafting *d, uint64_t id)
{
	d->of.id = own_id(d, id);
	d->kept = d->unsaved = false;
}

static void
decide_leaving(struct screen *sc, const void *about, const struct answer *answer)
{
	struct drafting *d = drafting_of(about);

	if (answer->code == 1 && d->stay != NULL)
		d->stay(sc);
	else if (answer->code == 2)
		app_say(d->app, MESSAGE_INFO, "Черновик сохранён: вернётесь — продолжите.");
	else if (answer->code == 3)
		drafting_drop(d);
	if (answer->code >= 2)
		app_pop(d->app, NULL);
}

void
drafting_ask_leaving(struct drafting *d, void (*stay)(struct screen *sc))
{
	const char *const buttons[] = {d->ops->stay, "Оставить черновик", "Отбросить", NULL};

	d->stay = stay;
	drafting_save(d, true);
	ask_with_care(d->app, ABOUT(decide_leaving, &d), d->ops->left,
	    d->unsaved
		? "Черновик сохранить не удалось: если выйти, набранное пропадёт."
		: "Черновик сохранён: вернётесь — продолжите.\n\n«Отбросить» стирает набранное.",
	    buttons, (struct ask_care){.careful = 1U << 2});
}
