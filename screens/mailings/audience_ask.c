/* SPDX-License-Identifier: MIT
 * audience_ask.c - a menu of those a letter can be for; which association, which school.
 */
#include "screens/mailings/audience_ask.h"

#include <assert.h>

#include "screens/app/ask.h"
#include "screens/app/place_args.h"

static const struct {
	const char *line, *module;
	struct audience audience;
	enum kind which; /* which one is asked; KIND_COUNT: there is only one */
} choices[] = {
    {"Методактив", "corps", {.type = AUDIENCE_CORPS}, KIND_COUNT},
    {"Руководители объединений", "associations", {.type = AUDIENCE_HEADS}, KIND_COUNT},
    {"Молодые педагоги", "", {.type = AUDIENCE_YOUNG}, KIND_COUNT},
    {"Объединение…", "associations", {.part = {.type = SCOPE_ASSOCIATION}}, KIND_ASSOCIATIONS},
    {"Школа, сад, другая организация…", "", {.part = {.type = SCOPE_ORGANISATION}},
	KIND_ORGANISATIONS},
    {"Дошкольное образование", "", {.part = {.type = SCOPE_LEVEL, .id = 1}}, KIND_COUNT},
    {"Дополнительное образование", "", {.part = {.type = SCOPE_LEVEL, .id = 2}}, KIND_COUNT},
    {"Начальное образование", "", {.part = {.type = SCOPE_LEVEL, .id = 3}}, KIND_COUNT},
    {"Основное и среднее образование", "", {.part = {.type = SCOPE_LEVEL, .id = 4}}, KIND_COUNT},
    {"Весь город", "", {.type = AUDIENCE_PART}, KIND_COUNT},
};

enum { CHOICES = sizeof(choices) / sizeof(choices[0]) };

struct asked {
	audience_chosen *then;
	int32_t month;
	size_t offered[CHOICES];
	struct audience audience; /* whose part is asked for */
};

static void
take_which(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked a;

	assert(about != NULL);
	a = *(const struct asked *)about;
	a.audience.part.id = answer->id;
	if (answer->code == 1 && answer->id != 0)
		a.then(sc, a.audience, a.month);
}

static void
take_choice(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked a;
	size_t chosen;

	assert(about != NULL);
	if (answer->code < 1)
		return;
	a = *(const struct asked *)about;
	chosen = a.offered[answer->code - 1];
	a.audience = choices[chosen].audience;
	if (choices[chosen].which == KIND_COUNT)
		a.then(sc, a.audience, a.month);
	else
		place_open(screen_app(sc), PLACE_PICKER, ABOUT(take_which, &a),
		    &(struct picker_args){.kind = choices[chosen].which});
}

void
audience_ask(struct screen *sc, audience_chosen *then, int32_t month)
{
	const struct profile *town = app_session(screen_app(sc))->profile;
	struct asked a = {.then = then, .month = month};
	const char *lines[CHOICES];
	size_t n = 0;

	for (size_t i = 0; i < CHOICES; i++)
		if (profile_has_module(town, choices[i].module)) {
			a.offered[n] = i;
			lines[n++] = choices[i].line;
		}
	ask_numbered(screen_app(sc), ABOUT(take_choice, &a), "Кому", lines, n);
}
