/* SPDX-License-Identifier: MIT
 * event_people_add.c - where the people of an event come from: a source whose people are offered, a
 * list of names, the register itself; and the lines of a list that have to be settled.
 */
#include "screens/events/event_people.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "service/events/event_people.h"
#include "service/record/register.h"

/* Sources. */

static void
offer(struct event_people_state *p, const uint64_t *ids, size_t count)
{
	p->offered = xrealloc(p->offered, (p->noffered + count + 1) * sizeof(*p->offered));
	memcpy(p->offered + p->noffered, ids, count * sizeof(*ids));
	p->noffered += count;
	p->only_ticked = false;
}

static void
offer_from(struct screen *sc, enum kind of, uint64_t id)
{
	struct event_people_state *p = screen_state(sc);
	struct app *app = screen_app(sc);
	uint64_t *ids;
	size_t count;
	struct view v;

	view_open(&v, app_session(app));
	count = event_people(&v, of, id, event_roll_day(&p->work.roll), &ids);
	view_close(&v);
	offer(p, ids, count);
	free(ids);
	if (count == 0)
		app_say(app, MESSAGE_WARNING, "В день мероприятия там никого нет: брать некого.");
	else if (count == EVENT_PEOPLE_MOST)
		app_say(app, MESSAGE_WARNING,
		    "Показаны первые %d: остальных ищет Ins, а в списке «Люди» их отбирают и "
		    "отмечают, F2 вносит.",
		    EVENT_PEOPLE_MOST);
	else
		app_say(app, MESSAGE_INFO,
		    "Предложено: %zu. Пробел — участник, Ctrl-A — все, F2 — записать.", count);
	app_reload(app);
}

/* about: of which kind the source is. */
static void
take_source(struct screen *sc, const void *about, const struct answer *answer)
{
	const enum kind *kind = about;

	assert(kind != NULL);
	if (answer->code != 0)
		offer_from(sc, *kind, answer->id);
}

static void
ask_which(struct screen *sc, enum kind kind)
{
	place_open(screen_app(sc), PLACE_PICKER, ABOUT(take_source, &kind),
	    &(struct picker_args){.kind = kind});
}

enum source { FROM_OWN, FROM_ASSOCIATION, FROM_ORGANISATION, FROM_TOWN, SOURCES };

static void
take_choice(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *own = about; /* of an event of no association it is not offered */
	int choice;

	assert(own != NULL);
	if (answer->code == 0)
		return;
	choice = answer->code - 1 + (*own == 0);
	if (choice == FROM_OWN)
		offer_from(sc, KIND_ASSOCIATIONS, *own);
	else if (choice == FROM_TOWN)
		offer_from(sc, KIND_PEOPLE, 0);
	else
		ask_which(sc, choice == FROM_ASSOCIATION ? KIND_ASSOCIATIONS : KIND_ORGANISATIONS);
}

void
event_people_ask_source(struct screen *sc)
{
	const struct event_people_state *p = screen_state(sc);
	uint64_t own = p->work.roll.event->association;
	struct buf name = {0};
	const char *lines[SOURCES] = {
	    [FROM_ASSOCIATION] = own != 0 ? "Другое объединение…" : "Объединение…",
	    [FROM_ORGANISATION] = "Школа или другая организация…",
	    [FROM_TOWN] = "Весь реестр"};
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	register_put_name(&v, KIND_ASSOCIATIONS, own, &name);
	view_close(&v);
	lines[FROM_OWN] = buf_text(&name);
	ask_numbered(screen_app(sc), ABOUT(take_choice, &own), "Откуда взять людей",
	    lines + (own == 0), SOURCES - (own == 0));
	buf_free(&name);
}

/* Somebody. */

static void
add_person(struct screen *sc, uint64_t person)
{
	struct event_people_state *p = screen_state(sc);

	if (!event_roll_has(&p->work.roll, person, NULL))
		event_roll_toggle(&p->work.roll, app_session(screen_app(sc)), person, p->roles[0]);
	roll_work_touched(&p->work);
}

static void
take_found(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		add_person(sc, answer->id);
}

void
event_people_find(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PICKER, THEN(take_found),
	    &(struct picker_args){.kind = KIND_PEOPLE});
}

/* Lists of names. */

struct unsettled *
event_people_line(const struct event_people_state *p, uint64_t number)
{
	for (size_t i = 0; i < p->nlines; i++)
		if (p->lines[i].number == number)
			return &p->lines[i];
	return NULL;
}

void
event_people_add_line(struct event_people_state *p, const char *text)
{
	ARRAY_ROOM(p->lines, p->nlines, p->lines_room);
	p->lines[p->nlines++] =
	    (struct unsettled){.number = ++p->last_number, .text = xstrdup(text)};
}

void
event_people_drop_line(struct event_people_state *p, uint64_t number)
{
	struct unsettled *line = event_people_line(p, number);

	if (line == NULL)
		return;
	free(line->text);
	p->nlines--;
	memmove(line, line + 1, (size_t)(p->lines + p->nlines - line) * sizeof(*line));
}

struct taken {
	size_t known, again, unknown;
};

static void
take_line(struct event_people_state *p, const struct view *v, struct slice line, struct taken *t)
{
	size_t alike;
	uint64_t person = name_line_person(v, line, &alike);
	struct buf text = {0};

	if (person == 0) {
		buf_put_slice(&text, line);
		event_people_add_line(p, buf_text(&text));
		buf_free(&text);
		t->unknown++;
	} else if (event_roll_has(&p->work.roll, person, NULL)) {
		t->again++;
	} else {
		event_roll_toggle(&p->work.roll, v->session, person, p->roles[0]);
		t->known++;
	}
}

static void
say_taken(struct app *app, const struct taken *t)
{
	struct buf text = {0};

	if (t->again > 0)
		buf_printf(&text, " Были в списке уже: %zu.", t->again);
	if (t->unknown > 0)
		buf_printf(
		    &text, " Не ясно, кто: %zu — они вверху, Enter выбирает человека.", t->unknown);
	if (t->known + t->again + t->unknown == 0)
		app_say(app, MESSAGE_WARNING,
		    "В списке нет ни одной фамилии: нужны строки, по человеку в каждой.");
	else
		app_say(app, t->unknown > 0 ? MESSAGE_WARNING : MESSAGE_INFO,
		    "Узнано по реестру: %zu.%s", t->known, buf_text(&text));
	buf_free(&text);
}

void
event_people_take_names(struct screen *sc, struct slice text)
{
	struct event_people_state *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct cleaned what = {0};
	struct taken taken = {0};
	struct buf clean = {0};
	struct slice rest, line;
	struct view v;

	typed_clean(&clean, text, true, &what);
	rest = buf_slice(&clean);
	view_open(&v, app_session(app));
	while (name_line_next(&rest, &line))
		take_line(p, &v, line, &taken);
	view_close(&v);
	buf_free(&clean);
	list_go(&p->base.list, 0);
	say_taken(app, &taken);
	if (taken.known + taken.unknown > 0)
		roll_work_touched(&p->work);
}

static void
take_names(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		event_people_take_names(sc, slice_of(answer->text));
}

void
event_people_ask_names(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_NAMES, THEN(take_names), NULL);
}

/* Settling a line. */

enum { CANDIDATES = 8 };

static void
settle(struct screen *sc, uint64_t line, uint64_t person)
{
	struct event_people_state *p = screen_state(sc);

	if (event_people_line(p, line) == NULL)
		return;
	event_people_drop_line(p, line);
	add_person(sc, person);
}

/* about: the number of the line. */
static void
take_picked(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *line = about;

	assert(line != NULL);
	if (answer->code != 0)
		settle(sc, *line, answer->id);
}

static void
pick(struct screen *sc, uint64_t number)
{
	const struct unsettled *line = event_people_line(screen_state(sc), number);
	struct buf typed = {0};

	if (line == NULL)
		return;
	buf_put(&typed, line->text, strcspn(line->text, "\t;,"));
	place_open(screen_app(sc), PLACE_PICKER, ABOUT(take_picked, &number),
	    &(struct picker_args){.kind = KIND_PEOPLE, .typed = buf_text(&typed)});
	buf_free(&typed);
}

static void
take_candidate(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *line = about;

	assert(line != NULL);
	if (answer->code == 0)
		return;
	if (answer->id != 0)
		settle(sc, *line, answer->id);
	else
		pick(sc, *line);
}

void
event_people_settle(struct screen *sc, uint64_t number)
{
	const struct unsettled *line = event_people_line(screen_state(sc), number);
	struct candidate found[CANDIDATES];
	const char *lines[CANDIDATES + 1];
	uint64_t ids[CANDIDATES + 1] = {0};
	size_t count;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	count = name_line_candidates(&v, slice_of(line->text), found, CANDIDATES);
	view_close(&v);
	if (count == 0) {
		pick(sc, number);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		lines[i] = found[i].line;
		ids[i] = found[i].id;
	}
	lines[count] = "Другой человек из реестра…";
	ask_record(
	    screen_app(sc), ABOUT(take_candidate, &number), line->text, lines, ids, count + 1, 1);
}
