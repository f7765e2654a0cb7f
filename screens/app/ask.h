/* SPDX-License-Identifier: MIT
 * ask.h - small windows: a question with buttons, a line to type.
 */
#ifndef SCREENS_ASK_H
#define SCREENS_ASK_H

#include "screens/app/app.h"
#include "screens/widget/editor.h"

/* Buttons are chosen with arrows, Tab, digits 1..9 and pressed with Enter; the first is the safe
 * one and the default; Esc answers code 0. The answer's code is 1 for the first button, 2 for the
 * second. text may hold line feeds. Everything is copied. */
void ask_buttons(struct app *app, struct question question, const char *title, const char *text,
    const char *const *buttons);

/* The same, where more care is due. */
struct ask_care {
	bool surprise; /* nobody has called for it: what was typed ahead is no answer. It takes keys
			  when none came for half a second, and shows its buttons then */
	bool makes_way; /* asked of somebody who goes on typing: what is typed closes it and goes to
			   the screen below, in the first half second whatever the key. Enter alone
			   answers, and no digit does */
	unsigned careful; /* bits: of these buttons no digit presses */
};
void ask_with_care(struct app *app, struct question question, const char *title, const char *text,
    const char *const *buttons, struct ask_care care);

/* One line; the answer's code is 1 and text what was typed, 0 when left by Esc. The first letter
 * typed replaces `initial`, after any other key it is mended. */
void ask_line(struct app *app, struct question question, const char *title, const char *prompt,
    const char *initial);
/* The same, but `typed` is the beginning of what is being typed, and gone on with. */
void ask_rest(struct app *app, struct question question, const char *title, const char *prompt,
    const char *typed);

/* One of several lines by libmenu (screens/widget/menu.h), type-ahead in either layout; code is
 * 1-based. `current` is preselected (1-based, 0: none); text is the line chosen. Only for lines
 * that are the same whoever reads them (words, fields, kinds): what stands for records is asked by
 * ask_record().
 */
void ask_choice(struct app *app, struct question question, const char *title,
    const char *const *lines, size_t count, size_t current);

/* The same with the first nine lines numbered: their digit picks one at once. The answer's text is
 * the line without its number. */
void ask_numbered(struct app *app, struct question question, const char *title,
    const char *const *lines, size_t count);

/* The same of records: the answer's id is the chosen line's, of the ids as they were shown. A line
 * that is no record ("another person") has id 0. */
void ask_record(struct app *app, struct question question, const char *title,
    const char *const *lines, const uint64_t *ids, size_t count, size_t current);

/* A key for a line being typed; what cannot be typed is said. EDIT_PASSED: it is not for the line.
 */
enum edited ask_type(struct app *app, struct editor *ed, const struct key *key);

/* A line for a day, with one proposed (DATE_NONE: none), or the sheet of a month by F4. What is no
 * day is told and mended there; the answer's text is one, or empty. */
void ask_day(struct app *app, struct question question, const char *title, const char *prompt,
    int32_t proposed);
/* A day chosen on the sheet of a month, from the one proposed on (DATE_NONE: today); the answer's
 * text is the day in Russian (calendar.c). */
void ask_calendar(struct app *app, struct question question, const char *title, int32_t proposed);
/* The day of an answer to ask_day(); false: there is none, it was left or sent off empty. */
bool ask_read_day(const struct answer *answer, int32_t *day);

#endif
