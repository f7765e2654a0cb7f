/* SPDX-License-Identifier: MIT
 * browser.h - the inside of the list screen: its state, shared by the files that make it up.
 *
 * browser.c the screen and what can be done on it; browser_remove.c removing what is marked;
 * browser_output.c what goes out of it; browser_lists.c work lists as its parts, browser_settle.c
 * as its views, and what settles them; browser_rows.c from what is wished for to rows;
 * browser_view.c how it looks.
 */
#ifndef SCREENS_BROWSER_H
#define SCREENS_BROWSER_H

#include "base/idset.h"
#include "screens/app/place_args.h"
#include "screens/app/output.h"
#include "screens/app/shown.h"
#include "screens/widget/editor.h"
#include "screens/record/filter.h"
#include "screens/record/rows.h"
#include "screens/record/preview.h"

struct browser {
	enum kind kind;
	/* the wish */
	struct editor *search;
	bool searching; /* letters go into the search */
	const struct field *sort;
	bool descending;
	struct filters filters;
	struct buf filter_words; /* what they mean, as of the listing */
	struct idset marks;
	bool marked_only;
	uint64_t *only; /* what the opener narrowed the list to; NULL: everything */
	size_t nonly;
	unsigned narrowed; /* the part of the kind that `only` holds (list_work); 0: it is fixed */
	/* what came of it */
	struct listing *listing;
	bool wished;      /* the wish has changed since */
	bool saved;       /* current has just been saved: to be found, else that is said */
	uint64_t changes; /* changes_number() when the listing was opened */
	struct list list;
	uint64_t current; /* the record the cursor is on; 0: none */
	uint64_t stamp;   /* of it, as it was shown; 0: it was not yet */
	struct columns columns;
	struct rows page;
	struct highlight found;
	struct preview preview;
};

/* PLACE_BROWSER, by the screen that is made for its kind. */
void open_browser(struct app *app, struct question question, const void *args);

/* Where things stand. */
struct browser_layout {
	int conditions_row;                    /* 0: there is none */
	int list_row, list_rows, list_columns; /* the heading included */
	int preview_columns;                   /* 0: there is none */
	int foot_row;
};

struct browser_layout browser_layout(const struct browser *b, int row, int rows, int columns);
void browser_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);

/* What its list is drawn by. */
struct list_view browser_list_view(const struct browser *b);

/* The record under the cursor, NULL when there is none. */
const struct record *browser_current(const struct browser *b);

/* Ask about removing the marked records, naming the first of them; do it, or say in a window why
 * not. */
void browser_ask_remove_marked(struct screen *sc);
/* The same of the one under the cursor. */
void browser_ask_remove_current(struct screen *sc);

/* What is shown shall be read anew as now wished for; from_start: the cursor goes to the first row.
 */
void browser_wish(struct screen *sc, bool from_start);
/* The listing as it is wished for; marks: what is marked, when only that is shown. */
struct listing_spec browser_spec(const struct browser *b, const uint64_t *marks);
/* The rows are those of the wish from here on. */
void browser_ensure(struct screen *sc);
void browser_load(struct screen *sc);
void browser_tick(struct screen *sc);
void browser_moved(struct screen *sc);           /* the cursor, by the list's own movements */
void browser_scroll(struct screen *sc, int act); /* its columns; other actions do nothing */

/* browser_columns.c: the columns the account has chosen for the kind, else all there are; ask for
 * them. */
void browser_make_columns(struct screen *sc);
void browser_ask_columns(struct screen *sc);

/* browser_filter.c: the window of the conditions: those there are, those kept by name, a new one.
 */
void browser_ask_filter(struct screen *sc);

/* browser_work.c: what the lists of some kinds do besides. Such a list is a screen of its own, made
 * by the folder of its kind: its actions (.on_screen), then BROWSER_ACTIONS, and its line in
 * places.def says whose list it is. */
struct list_work {
	/* The list can be narrowed to a part (browser_args.part, never 0): the ids of it now; NULL:
	 * its parts are work lists. */
	size_t (*narrow)(const struct view *v, unsigned part, uint64_t **ids);
	void (*put)(unsigned part, struct buf *out); /* its words, for the line of conditions */
	struct derived derived;                      /* columns besides those of the fields */
};
/* Where the parts of a list come from. */
const struct list_work *browser_work(const struct screen *sc);
/* Of a list screen; NULL: it has none. */
const struct derived *browser_derived(const struct screen_ops *ops);
/* Of the list of a kind. */
const struct derived *browser_derived_of(const struct app *app, enum kind kind);

/* browser_lists.c: work lists as parts of the kind (1 + their place), for lists that have no parts
 * of their own. */
extern const struct list_work browser_list_work;
/* browser_settle.c */
void browser_ask_view(struct screen *sc);
void browser_settle(struct screen *sc);
/* An order on the heads of the associations that are marked, or of those the marked rows name. */
void browser_order_heads(struct screen *sc);
/* What holds on the screen: there are such views; one is shown. */
enum { BROWSER_HAS_VIEWS = 1, BROWSER_IN_VIEW = 2 };
unsigned browser_now(const struct screen *sc);

/* Who opened a form of one of its records takes the answer: what was saved gets the cursor. */
void browser_take_saved(struct screen *sc, const void *about, const struct answer *answer);

void browser_narrow(struct screen *sc, const struct view *v);
void browser_widen(struct browser *b); /* nothing when it is not narrowed so */
void browser_put_narrowing(const struct screen *sc, struct buf *out);
/* What a deed is about, as it stands now: what is marked, else the record under the cursor; none
 * when the list is empty. Free it. */
struct shown_ids *browser_chosen(struct screen *sc);

enum {
	BROWSER_FILTER = ACT_OWN,
	BROWSER_SORT,
	BROWSER_MARK_INVERT,
	BROWSER_MARKED_ONLY,
	BROWSER_MERGE,
	BROWSER_IMPORT,
	BROWSER_COLUMNS,
	BROWSER_VIEW,
	BROWSER_SETTLE,
	BROWSER_OWN /* the first of a kind's own */
};

/* Of lists whose parts are work lists; keys: those the list has free for choosing one. */
#define BROWSER_VIEW_ACTIONS(keys)                                                                 \
	ACTION(BROWSER_VIEW, keys, "Показать один из списков дел: каких записей что ждёт",         \
	    .word = "Вид", .synonyms = "дела ждёт список без просрочено",                          \
	    .when = BROWSER_HAS_VIEWS, .on_screen = browser_ask_view),                             \
	    ACTION(BROWSER_SETTLE, "C-g", "Сделать то, чего запись ждёт в этом списке дел",        \
		.word = "Сделать", .permit = PERMIT_EDIT, .when = BROWSER_IN_VIEW,                 \
		.on_screen = browser_settle)

#define BROWSER_ACTIONS                                                                                                          \
	ACTION(ACT_OPEN, "F3 Enter", "Открыть карточку записи", .word = "Просмотр",                                              \
	    .permit = PERMIT_READ),                                                                                              \
	    ACTION(ACT_EDIT, "F4", "Изменить запись", .word = "Правка", .permit = PERMIT_EDIT),                                  \
	    ACTION(ACT_NEW, "Ins", "Внести новую запись", .word = "Новая", .permit = PERMIT_EDIT),                               \
	    ACTION(ACT_SEARCH, "F7 /", "Искать слова; можно просто начать набирать их",                                          \
		.word = "Найти"),                                                                                                \
	    ACTION(BROWSER_FILTER, "+ C-f", "Показать только то, что подходит под условие",                                      \
		.word = "Отбор",                                                                                                 \
		.synonyms = "фильтр отфильтровать отбор отобрать выборка условие " \
			    "запомнить сохранить именем"),                                                                       \
	    ACTION(BROWSER_SORT, "F6",                                                                                           \
		"Упорядочить по другому полю; то же поле ещё раз — наоборот", .word = "Порядок",                                 \
		.synonyms = "сортировка сортировать порядок упорядочить"),                                                       \
	    OUTPUT_ACTION("C-t", "Вывод"),                                                                                       \
	    ACTION(ACT_REMOVE, "F8", "Удалить запись или все отмеченные; их можно вернуть",                                      \
		.word = "Удалить", .permit = PERMIT_EDIT),                                                                       \
	    ACTION(ACT_MARK, "Space", "Отметить запись или снять отметку", .word = "Отметить"),                                  \
	    ACTION(ACT_FILTER_CLEAR, "Esc -",                                                                                    \
		"Убрать поиск, затем отбор; если убирать нечего — назад"),                                                       \
	    ACTION(BROWSER_MARKED_ONLY, "=", "Показать только отмеченные записи или снова все",                                  \
		.synonyms = "выделенные помеченные"),                                                                            \
	    ACTION(ACT_MARK_ALL, "C-a", "Отметить всё, что показано"),                                                           \
	    ACTION(BROWSER_MARK_INVERT, "*", "Отмеченные сделать неотмеченными и наоборот",                                      \
		.synonyms = "обратить выделение наоборот"),                                                                      \
	    ACTION(BROWSER_MERGE, "C-x",                                                                                         \
		"Объединить две отмеченные записи: ссылки на вторую перейдут к первой",                                          \
		.synonyms = "слить двойники дубли повторы", .permit = PERMIT_EDIT),                                              \
	    ACTION(BROWSER_COLUMNS, "C-v", "Выбрать столбцы; выбранные помнятся за вами",                                        \
		.synonyms = "колонки поля вид настроить"),                                                                       \
	    ACTION(ACT_MARK_NONE, "C-n", "Снять все отметки"),                                                                   \
	    ACTION(ACT_UNDO, "C-z", "Отменить своё последнее сохранение, удаление или загрузку",                                 \
		.permit = PERMIT_EDIT),                                                                                          \
	    ACTION(BROWSER_IMPORT, "C-d", "Загрузить таблицу этого списка: книга Excel или CSV",                                 \
		.synonyms = "импорт загрузить внести файл excel csv таблица",                                                    \
		.permit = PERMIT_IMPORT),                                                                                        \
	    ACTION(ACT_REDO, "C-y", "Сделать снова то, что отменено", .permit = PERMIT_EDIT),                                    \
	    ACTION(ACT_BACK, "F10", "Вернуться туда, откуда пришли", .word = "Назад"),                                           \
	    LIST_ACTIONS, LIST_SCROLL_ACTIONS

/* The table is that of the kind; work: NULL when it has none. */
#define BROWSER_SCREEN(table, kind_work)                                                           \
	{                                                                                          \
		.name = "browser",                                                                 \
		.about = "Список записей: найти, упорядочить, отобрать, открыть.",                 \
		.state_size = sizeof(struct browser), .actions = (table), .work = (kind_work),     \
		.open = browser_open, .close = browser_close, .title = browser_title,              \
		.load = browser_load, .draw = browser_draw, .act = browser_act,                    \
		.now = browser_now, .key = browser_key, .heading = browser_heading,                \
		.in_text = browser_in_text, .tick = browser_tick, .output = browser_output,        \
	}

enum status browser_open(struct screen *sc, const void *args, struct error *e);
void browser_close(struct screen *sc);
void browser_title(const struct screen *sc, struct buf *out);
void browser_act(struct screen *sc, int act);
bool browser_key(struct screen *sc, const struct key *key);
void browser_heading(struct screen *sc, size_t column); /* the list in its order */
bool browser_in_text(const struct screen *sc);
/* browser_output.c: what is marked, else all that is shown, in the order of the list. */
enum status browser_output(struct screen *sc, struct output *out, struct error *e);

#endif
