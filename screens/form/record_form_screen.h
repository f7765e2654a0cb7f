/* SPDX-License-Identifier: MIT
 * record_form_screen.h - what the screens around a sheet have in common.
 */
#ifndef SCREENS_RECORD_FORM_SCREEN_H
#define SCREENS_RECORD_FORM_SCREEN_H

#include "screens/form/record_form.h"

/* The first member of such a screen's state. */
struct record_form_screen {
	struct record_form *sheet; /* first: record_form_of() looks there */
	struct buf name;           /* of the record, for the title */
};

void record_form_screen_close(struct screen *sc);
uint64_t record_form_screen_record(const struct screen *sc, enum kind *kind);
void record_form_screen_title(const struct screen *sc, struct buf *out);
void record_form_screen_load(struct screen *sc);
void record_form_screen_act(struct screen *sc, int act);
bool record_form_screen_key(struct screen *sc, const struct key *key);
void record_form_screen_pressed(struct screen *sc, struct press press);
bool record_form_screen_in_text(const struct screen *sc);
void record_form_screen_tick(struct screen *sc);
void record_form_screen_leave(struct screen *sc);
bool record_form_screen_unsaved(const struct screen *sc);
bool record_form_screen_may_close(struct screen *sc);

/* What is done to the text of the field. */
#define RECORD_FORM_TEXT_ACTIONS                                                                   \
	ACTION(ACT_UNDO, "C-z", "Отменить набранное в поле, шаг за шагом", .word = "Отменить"),    \
	    ACTION(RECORD_FORM_REDO, "C-y", "Набрать отменённое снова",                            \
		.synonyms = "повторить вернуть отменённое"),                                       \
	    ACTION(RECORD_FORM_RESTORE, "Esc",                                                     \
		"Вернуть полю то, что в нём было; если оно не менялось — выйти из формы")

/* The actions every sheet has: those the footer shows first, then the others. */
#define RECORD_FORM_ACTIONS                                                                        \
	ACTION(ACT_SAVE, "F2 C-s", "Проверить и сохранить запись", .word = "Сохранить",            \
	    .permit = PERMIT_EDIT),                                                                \
	    ACTION(RECORD_FORM_SAVE_NEXT, "C-n", "Сохранить и начать новую запись того же вида",   \
		.word = "Следующая", .synonyms = "сохранить следующая ещё одна подряд",            \
		.permit = PERMIT_EDIT),                                                            \
	    ACTION(ACT_CHOOSE, "F4",                                                               \
		"Выбрать значение из списка, найти запись, раскрыть текст во всё окно",            \
		.word = "Выбрать")
#define RECORD_FORM_MORE_ACTIONS                                                                   \
	ACTION(RECORD_FORM_MEND, "F6",                                                             \
	    "Исправить то, что отмечено «~»: чужие буквы, регистр, год", .word = "Исправить"),     \
	    ACTION(RECORD_FORM_COPY_ABOVE, "C-d", "Взять в поле то, что было в нём в прошлый раз", \
		.word = "Как раньше", .synonyms = "скопировать повторить как раньше"),             \
	    RECORD_FORM_TEXT_ACTIONS

#endif
