/* SPDX-License-Identifier: MIT
 * application_person.c - whose application is being typed.
 */
#include "screens/form/application_person.h"

#include <assert.h>
#include <string.h>

#include "base/compare.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "service/record/register.h"

static const char *const names[] = {"surname", "given_name", "patronymic"};
enum { NAMES = 3 };

bool
application_in_names(const struct application_screen *as)
{
	const char *id = record_form_focused(as->base.sheet)->field->id;

	for (int i = 0; i < NAMES; i++)
		if (strcmp(id, names[i]) == 0)
			return true;
	return false;
}

static struct name_typed
name_of(const struct application *a)
{
	return (struct name_typed){.surname = a->surname,
	    .given_name = a->given_name,
	    .patronymic = a->patronymic,
	    .birth_date = DATE_NONE};
}

/* The same keys in the other keyboard layout; out[i] are put into typed. */
static bool
switch_layout(const struct application *a, struct buf out[NAMES], struct name_typed *typed)
{
	const char *const texts[NAMES] = {a->surname, a->given_name, a->patronymic};
	bool all = true;

	for (int i = 0; i < NAMES; i++)
		all = (texts[i][0] == '\0' || fold_put_other_layout(&out[i], slice_of(texts[i]))) &&
		    all;
	*typed = (struct name_typed){.surname = buf_text(&out[0]),
	    .given_name = buf_text(&out[1]),
	    .patronymic = buf_text(&out[2]),
	    .birth_date = DATE_NONE};
	return all;
}

/* By the name as it was typed, else by the same keys in the other layout, whose surname is put into
 * layout. */
static size_t
find_people(const struct application_screen *as, const struct view *v, struct candidate *out,
    struct buf *layout)
{
	struct name_typed typed = name_of(application_typed(as));
	struct buf switched[NAMES] = {{0}};
	size_t count = candidates_find(v, &typed, out, CANDIDATES);

	if (count == 0 && switch_layout(application_typed(as), switched, &typed)) {
		count = candidates_find(v, &typed, out, CANDIDATES);
		buf_puts(layout, count > 0 ? typed.surname : "");
	}
	for (int i = 0; i < NAMES; i++)
		buf_free(&switched[i]);
	return count;
}

void
application_look_for_people(struct application_screen *as)
{
	const struct application *a = application_typed(as);
	struct view v;

	as->ncandidates = 0;
	buf_clear(&as->layout);
	if (a->person != 0 || utf8_count(a->surname) < 2 || !application_in_names(as))
		return;
	view_open(&v, as->base.sheet->session);
	as->ncandidates = find_people(as, &v, as->candidates, &as->layout);
	view_close(&v);
}

void
application_look_for_second(struct application_screen *as)
{
	const struct application *a = application_typed(as);
	struct view v;

	buf_clear(&as->second);
	as->second_id = 0;
	if (a->person == 0 && (a->surname[0] == '\0' || a->given_name[0] == '\0'))
		return;
	view_open(&v, as->base.sheet->session);
	as->second_id = applications_second(&v, a, &as->second);
	view_close(&v);
}

/* Taking somebody from the register. */

void
application_take_person(struct application_screen *as, uint64_t id)
{
	struct record_form *sh = as->base.sheet;
	struct record *before = record_dup(as->record);
	size_t filled;
	struct buf name = {0};
	struct view v;

	view_open(&v, sh->session);
	filled = applications_take_person(&v, (struct application *)as->record, id);
	register_put_name(&v, KIND_PEOPLE, id, &name);
	view_close(&v);
	record_form_fill(sh, as->record, before);
	as->person = id;
	app_say(sh->app, MESSAGE_INFO, "Взято из реестра: %s, заполнено полей: %zu.",
	    buf_text(&name), filled);
	buf_free(&name);
	record_free(before);
	drafting_touched(&sh->drafting);
}

/* The first empty field behind the names is where typing goes on. */
static void
go_on_typing(struct record_form *sh)
{
	for (size_t i = record_form_find(sh, "patronymic") + 1; i < sh->count; i++)
		if (form_field_text(sh, &sh->items[i])[0] == '\0') {
			record_form_focus(sh, i);
			return;
		}
}

/* What was typed of the name only served to find the person; a changed surname is kept. */
static void
take_candidate(struct application_screen *as, const struct candidate *c)
{
	struct record_form *sh = as->base.sheet;

	for (int i = 0; i < NAMES; i++) {
		if (i == 0 && c->match == NAME_CHANGED_SURNAME)
			continue;
		form_field_set_text(sh, record_form_item(sh, names[i]), "");
		record_clear_field(as->record, field_find(KIND_APPLICATIONS, names[i]));
	}
	application_take_person(as, c->id);
	go_on_typing(sh);
	application_follow(as);
}

/* The people shown, with how each was found, and what is to be done when one is chosen. */
struct choice_of_candidates {
	int act;
	size_t count;
	struct candidate candidates[CANDIDATES];
};

/* false: he is gone, which is said. */
static bool
take_if_there(struct application_screen *as, const struct candidate *c)
{
	struct record_form *sh = as->base.sheet;
	struct record *person;
	struct view v;

	view_open(&v, sh->session);
	person = register_load(&v, KIND_PEOPLE, c->id);
	view_close(&v);
	if (person != NULL)
		take_candidate(as, c);
	else
		app_say(sh->app, MESSAGE_ERROR,
		    "«%s»: этого человека в реестре больше нет, запись удалил другой сотрудник; "
		    "ничего не взято.",
		    c->line);
	record_free(person);
	return person != NULL;
}

static void
take_chosen(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct choice_of_candidates *choice = about;
	struct application_screen *as = application_state(sc);
	bool taken = false;

	assert(choice != NULL);
	for (size_t i = 0; i < choice->count; i++)
		if (answer->code != 0 && choice->candidates[i].id == answer->id)
			taken = take_if_there(as, &choice->candidates[i]);
	if (taken)
		application_ask_whose(as, 0);
}

void
application_choose_candidate(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	struct choice_of_candidates choice = {.count = as->ncandidates};
	const char *lines[CANDIDATES];
	uint64_t ids[CANDIDATES];

	if (as->ncandidates == 0) {
		app_say(sh->app, MESSAGE_INFO,
		    application_typed(as)->person != 0
			? "Человек в реестре уже указан."
			: "Наберите фамилию: когда в реестре найдутся "
			  "похожие люди, F5 возьмёт их данные.");
		return;
	}
	if (as->ncandidates == 1) {
		if (take_if_there(as, &as->candidates[0]))
			application_ask_whose(as, 0);
		return;
	}
	for (size_t i = 0; i < as->ncandidates; i++) {
		choice.candidates[i] = as->candidates[i];
		lines[i] = as->candidates[i].line;
		ids[i] = as->candidates[i].id;
	}
	ask_record(sh->app, ABOUT(take_chosen, &choice), "Взять из реестра", lines, ids,
	    as->ncandidates, 1);
}

/* Somebody new. */

static void
take_made(struct screen *sc, const void *place, const struct answer *answer)
{
	record_form_take_record(sc, place, answer);
	application_follow(application_state(sc));
}

/* What is asked before it is saved. */

static void
put_names(const struct application *a, struct buf *out)
{
	buf_printf(out, "%s %s %s", a->surname, a->given_name, a->patronymic);
}

/* An application that was stored so is not asked about again. */
static bool
is_as_stored(const struct application_screen *as)
{
	const struct record *base = as->base.sheet->base;

	if (base->id == 0)
		return false;
	for (int i = 0; i < NAMES; i++)
		if (!record_field_equal(base, as->record, field_find(KIND_APPLICATIONS, names[i])))
			return false;
	return record_field_equal(base, as->record, field_find(KIND_APPLICATIONS, "person"));
}

/* Who bears exactly the name that was typed. */
static size_t
find_namesakes(const struct application_screen *as, struct choice_of_candidates *out)
{
	const struct application *a = application_typed(as);
	struct buf layout = {0};
	size_t count;
	struct view v;

	if (a->person != 0 || a->given_name[0] == '\0')
		return 0;
	view_open(&v, as->base.sheet->session);
	count = find_people(as, &v, out->candidates, &layout);
	view_close(&v);
	buf_free(&layout);
	while (out->count < count && out->candidates[out->count].match == NAME_SAME)
		out->count++;
	return out->count;
}

/* A button for each of them, the last for nobody. */
static void
answer_namesake(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct choice_of_candidates *choice = about;
	struct application_screen *as = application_state(sc);
	size_t chosen = (size_t)answer->code;

	assert(choice != NULL);
	if (chosen == 0)
		return;
	if (chosen > choice->count) {
		buf_clear(&as->other_person);
		put_names(application_typed(as), &as->other_person);
	} else if (!take_if_there(as, &choice->candidates[chosen - 1])) {
		return;
	}
	application_ask_whose(as, choice->act);
}

/* Asked between two fields a window makes way for what is typed; before a save it does not. */
static struct ask_care
care(int act)
{
	return (struct ask_care){.makes_way = act == 0, .surprise = act != 0};
}

/* "31.05.1991 · МБОУ «СОШ № 8» · учитель": the name is the same in all of them. */
static const char *
without_name(const char *line)
{
	static const char between[] = " · ";
	const char *at = strstr(line, between);

	return at != NULL ? at + sizeof(between) - 1 : line;
}

static bool
ask_namesake(struct application_screen *as, int act)
{
	struct choice_of_candidates choice = {.act = act};
	const char *buttons[CANDIDATES + 2] = {NULL};
	struct buf name = {0}, text = {0};

	put_names(application_typed(as), &name);
	if (strcmp(buf_text(&name), buf_text(&as->other_person)) != 0)
		find_namesakes(as, &choice);
	for (size_t i = 0; i < choice.count; i++)
		buttons[i] = without_name(choice.candidates[i].line);
	buttons[choice.count] = "Это другой человек";
	buf_printf(&text,
	    choice.count == 1 ? "В реестре есть %s.\nТот же человек? Enter — взять."
			      : "В реестре есть %s. Кто из них?",
	    buf_text(&name));
	if (choice.count > 0)
		ask_with_care(as->base.sheet->app, ABOUT(answer_namesake, &choice),
		    "Есть в реестре", buf_text(&text), buttons, care(act));
	buf_free(&name);
	buf_free(&text);
	return choice.count > 0;
}

/* A typed name, of which an initial is enough, and one of the register. */
static bool
is_alike(const char *typed, const char *known)
{
	return compare_starts(slice_of(known), slice_of(typed));
}

/* People change surnames; who has another given name, or two other names, is somebody else. */
static bool
has_other_name(const struct application *a, const struct person *p)
{
	return !is_alike(a->given_name, p->given_name) ||
	    (!is_alike(a->surname, p->surname) && !is_alike(a->patronymic, p->patronymic));
}

/* Which person the names were asked about for. */
struct other_name {
	uint64_t person;
	int act;
};

static void
answer_other_name(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct other_name *asked = about;
	struct application_screen *as = application_state(sc);

	assert(asked != NULL);
	if (answer->code != 2 || application_typed(as)->person != asked->person)
		return;
	buf_clear(&as->same_person);
	put_names(application_typed(as), &as->same_person);
	application_ask_whose(as, asked->act);
}

/* The register's person is chosen by hand, too, and may be the wrong one. */
static bool
ask_other_name(struct application_screen *as, int act)
{
	static const char *const buttons[] = {"Вернуться к форме", "Это один человек", NULL};
	const struct application *a = application_typed(as);
	const struct other_name other = {.person = a->person, .act = act};
	struct buf name = {0}, text = {0};
	const struct person *p;
	struct record *person;
	struct view v;
	bool asks;

	if (act == 0 || a->person == 0)
		return false;
	view_open(&v, as->base.sheet->session);
	person = register_load(&v, KIND_PEOPLE, a->person);
	view_close(&v);
	p = (const struct person *)person;
	put_names(a, &name);
	if (p != NULL && has_other_name(a, p) &&
	    strcmp(buf_text(&name), buf_text(&as->same_person)) != 0)
		buf_printf(&text, "В заявлении — %s,\nв реестре под кодом %s — %s %s %s.",
		    buf_text(&name), p->code, p->surname, p->given_name, p->patronymic);
	if (text.len > 0)
		ask_with_care(as->base.sheet->app, ABOUT(answer_other_name, &other), "Имена разные",
		    buf_text(&text), buttons, care(act));
	asks = text.len > 0;
	record_free(person);
	buf_free(&name);
	buf_free(&text);
	return asks;
}

struct second {
	uint64_t id;
	int act;
};

/* Nothing that was said of the one before holds for the next paper. */
static void
forget_answers(struct application_screen *as)
{
	buf_clear(&as->other_person);
	buf_clear(&as->same_person);
	as->second_meant = 0;
}

/* The paper has been entered before: the next one of the stack, with what it has in common with
 * this one, which is not what was saved before. */
static void
skip_paper(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	struct record *saved = sh->previous;

	drafting_drop(&sh->drafting);
	sh->previous = as->record;
	record_form_renew(sh);
	sh->previous = saved;
	forget_answers(as);
	application_follow(as);
	app_say(sh->app, MESSAGE_INFO, "Отброшено. Новая форма.");
}

static void
answer_second(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct second *second = about;
	struct application_screen *as = application_state(sc);

	assert(second != NULL);
	if (answer->code == 2) {
		as->second_meant = second->id;
		application_ask_whose(as, second->act);
	} else if (answer->code == 3) {
		open_card(sc, KIND_APPLICATIONS, second->id);
	} else if (answer->code == 4) {
		skip_paper(as);
	}
}

static bool
ask_second(struct application_screen *as, int act)
{
	static const char *const buttons[] = {
	    "Вернуться к форме", "Внести второе", "Открыть прежнее", "Отбросить это", NULL};
	const struct second second = {.id = as->second_id, .act = act};
	struct ask_care careful = care(act);
	struct buf text = {0};

	if (as->second_id == 0 || as->second_id == as->second_meant)
		return false;
	buf_printf(&text, "В этом учебном году от этого человека уже есть заявление:\n%s.",
	    buf_text(&as->second));
	careful.careful = 1U << 3;
	ask_with_care(as->base.sheet->app, ABOUT(answer_second, &second),
	    "Второе заявление за учебный год", buf_text(&text), buttons, careful);
	buf_free(&text);
	return true;
}

/* The form of a person of the register (id), or of somebody who is not in it yet. */
static void
open_person(struct application_screen *as, uint64_t id)
{
	struct record_form *sh = as->base.sheet;
	struct record_form_place place = {
	    .item = record_form_find(sh, "person"), .after = sh->focus};
	struct record *person = applications_make_person(application_typed(as));

	place_open(sh->app, PLACE_ENTRY, ABOUT(take_made, &place),
	    &(struct entry_args){
		.kind = KIND_PEOPLE, .id = id, .initial = person, .focus = "hired"});
	record_free(person);
}

static void
take_enrolled(struct application_screen *as, const struct saved *saved)
{
	struct record_form *sh = as->base.sheet;
	struct form_field *it = record_form_item(sh, "person");
	struct buf code = {0}, name = {0}, hired = {0};
	struct session_refs refs;
	struct reading reading;
	struct view v;

	view_open(&v, sh->session);
	reading = view_reading(&v, &refs);
	reading.put_code(reading.refs, KIND_PEOPLE, saved->id, &code);
	register_put_name(&v, KIND_PEOPLE, saved->id, &name);
	view_close(&v);
	as->person = saved->id; /* all that is known of him comes from here */
	form_field_set_text(sh, it, buf_text(&code));
	form_field_settle(sh, it);
	drafting_touched(&sh->drafting);
	date_put_russian(&hired, application_typed(as)->submitted);
	app_say(sh->app, MESSAGE_INFO, "В реестре: %s, дата приёма %s. Ins — поправить.",
	    buf_text(&name), buf_text(&hired));
	buf_free(&code);
	buf_free(&name);
	buf_free(&hired);
}

void
application_make_person(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	struct saved saved = {0};
	struct error e = {0};
	enum status st;
	struct view v;

	if (application_typed(as)->person != 0) {
		open_person(as, application_typed(as)->person);
		return;
	}
	if (ask_namesake(as, 0))
		return;
	view_open(&v, sh->session);
	st = applications_enrol(&v, application_typed(as), &saved, &e);
	view_close(&v);
	if (st == ST_OK)
		take_enrolled(as, &saved);
	else if (st == ST_INVALID)
		open_person(as, 0);
	else
		app_say_error(sh->app, &e);
}

void
application_ask_whose(struct application_screen *as, int act)
{
	struct record_form *sh = as->base.sheet;

	if (!is_as_stored(as) &&
	    (ask_namesake(as, act) || ask_other_name(as, act) || ask_second(as, act)))
		return;
	if (act == 0)
		return;
	record_form_act(sh, act);
	if (!sh->finished && !record_form_is_changed(sh)) /* another may follow */
		forget_answers(as);
	application_follow(as);
}

void
application_free_person(struct application_screen *as)
{
	buf_free(&as->layout);
	buf_free(&as->second);
	buf_free(&as->other_person);
	buf_free(&as->same_person);
}
