/* SPDX-License-Identifier: MIT
 * sheet.h - a record being typed: its fields as texts, where the cursor is, what is wrong with
 * them.
 *
 * The form of any kind (entry.c) and of applications (application.c) are a sheet each with a screen
 * around it. The texts here are the truth until they are saved; the draft is a copy of them.
 */
#ifndef SCREENS_SHEET_H
#define SCREENS_SHEET_H

#include "screens/app/app.h"
#include "screens/widget/editor.h"
#include "screens/widget/form.h"
#include "service/record/register.h"

enum input_kind {
	INPUT_LINE,   /* one line, by libform */
	INPUT_TEXT,   /* paragraphs, by our editor */
	INPUT_CHECKS, /* a list of words or terms, each with a box; one of them for FIELD_TERM */
	INPUT_YESNO
};

struct item {
	const struct field *field;
	const char *label; /* as this form calls it */
	const char *note;  /* the clause that needs it, "" */
	enum input_kind input;
	bool beside_previous;  /* on the row of the item before */
	size_t slot;           /* INPUT_LINE: number in the form */
	struct editor *editor; /* INPUT_TEXT; INPUT_LINE too when libform cannot hold the text */
	struct buf text;       /* INPUT_CHECKS, INPUT_YESNO */
	char *loaded;          /* the text before anything was typed */
	size_t option;         /* INPUT_CHECKS: where the cursor is */
	uint64_t ref;          /* FIELD_REF: the record its text stands for, 0: none */
	struct buf beside;     /* shown behind the field: a name, a weekday */
	struct buf fault;      /* what is wrong, "" */
	struct buf told;       /* what was mended or can be, "" */
	bool fresh;            /* just entered: a letter begins a choice, date anew */
	bool asked;            /* the picker was shown for this text already */
	int row, rows, column, width; /* in the sheet, from its first row; set by the layout */
	bool label_cut;
};

enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

/* What the sheet shows from top to bottom: lines of text and items. */
struct part {
	size_t item; /* SHEET_NONE: text */
	char *text;  /* wrapped to the width */
	enum style style;
	enum align align;
	int row, rows;
};

#define SHEET_NONE ((size_t)-1)

struct sheet {
	struct app *app;
	struct session *session;
	enum kind kind;
	struct record *base;     /* what the clerk began from; empty and id 0 for a new record */
	struct record *previous; /* Ctrl-D copies from it; NULL: not looked for yet */
	struct form *form;
	struct item *items;
	size_t count;
	struct part *parts;
	size_t nparts;
	size_t focus;
	bool zoomed; /* the text has the whole window */
	/* layout */
	int columns, rows, label_width, height, top;
	struct view *view; /* the deed that is under way reads in it; NULL: none is */
	/* draft */
	bool unsaved;                 /* typed since the draft was written */
	bool drafted;                 /* there is one */
	bool told;                    /* where drafts go when the base cannot take them */
	int64_t typed_at, drafted_at; /* clock_monotonic */
	struct draft *found;          /* the draft offered on opening, until it is decided on */
	bool restored;                /* what stands in the fields came from the draft just now */
	bool save_next;               /* the save that is under way shall open a new form */
	struct record *pending;       /* the record that met a conflict */
	bool finished;                /* saved; the screen is being left */
	bool warned;                  /* that somebody else saved the record */
	/* Ask the screen for its order of parts; NULL: every row of the profile's form. */
	void (*lay_out)(struct sheet *sh);
};

/* sheet.c: opening, texts, focus. */
enum status sheet_open(struct sheet **out, struct app *app, enum kind kind, uint64_t id,
    const struct record *initial, void (*lay_out)(struct sheet *sh), struct error *e);
void sheet_close(struct sheet *sh); /* NULL is fine */
void sheet_add_text(struct sheet *sh, const char *text, enum style style, enum align align);
void sheet_add_field(struct sheet *sh, const struct field *f, const char *label);
void sheet_add_row(struct sheet *sh, const struct form_row *row);
bool sheet_has(const struct sheet *sh, const struct field *f);
size_t sheet_find(const struct sheet *sh, const char *field_id);       /* SHEET_NONE */
struct item *sheet_item(const struct sheet *sh, const char *field_id); /* NULL */
struct item *sheet_focused(const struct sheet *sh);
const char *item_text(const struct sheet *sh, const struct item *it);
void item_set_text(struct sheet *sh, struct item *it, const char *text);
/* Items whose field differs between the two records get r's value. */
void sheet_fill(struct sheet *sh, const struct record *r, const struct record *before);
bool item_is_changed(const struct sheet *sh, const struct item *it);
bool sheet_is_changed(const struct sheet *sh);
void sheet_focus(struct sheet *sh, size_t item); /* without leaving the one before */
void sheet_touched(struct sheet *sh);            /* something was typed: the draft is due */
void sheet_renew(struct sheet *sh);              /* an empty sheet for the next new record */
void sheet_look(struct sheet *sh); /* the store has changed: warn if it is our record */
struct reading sheet_reading(struct sheet *sh, struct session_refs *refs);
/* From here to the end all that the sheet looks up, it looks up in one state of the database. */
void sheet_begin_view(struct sheet *sh, struct view *v);
void sheet_end_view(struct sheet *sh, struct view *v); /* closes it; closed already is fine */

/* sheet_value.c: what the fields mean. */
size_t item_options(const struct sheet *sh, const struct item *it);
const char *item_option_id(const struct sheet *sh, const struct item *it, size_t i);
const char *item_option_text(const struct sheet *sh, const struct item *it, size_t i);
bool item_option_is_on(const struct sheet *sh, const struct item *it, size_t i);
void item_toggle(struct sheet *sh, struct item *it, size_t i);
/* The word a choice's text begins, in either layout; NULL. *others: how many more it begins. */
const char *item_completion(const struct sheet *sh, const struct item *it, size_t *others);
void item_settle(struct sheet *sh, struct item *it); /* on leaving: complete, normalise, check */
void item_update_beside(struct sheet *sh, struct item *it);
bool item_mend(struct sheet *sh, struct item *it);
/* The only record the typed text can mean, 0 when none or several; *count of those found. */
uint64_t item_resolve(struct sheet *sh, struct item *it, size_t *count);

/* sheet_keys.c */
void sheet_act(struct sheet *sh, enum act act);
bool sheet_key(struct sheet *sh, const struct key *key);
void sheet_go(
    struct sheet *sh, size_t item, bool forward); /* leave the focused item and enter another */

/* sheet_save.c: records, faults, conflicts, answers. */
int sheet_assemble(struct sheet *sh, struct record *r, fault_fn *report, void *context);
void sheet_save(struct sheet *sh, bool then_next);
bool sheet_may_close(struct sheet *sh);
/* Show lines, one for each of the items; Enter on one jumps to it. */
void sheet_list(struct sheet *sh, const char *title, const char *const *lines, const size_t *items,
    size_t count);

/* Questions of a sheet are asked by the screen around it, which answers find by sheet_of(). A field
 * that waits for a record, and the one to go to then (SHEET_NONE: the next). */
struct sheet_place {
	size_t item, after;
};
/* sheet_save.c: the code of the record that was found or made goes into the field. */
void sheet_take_record(struct screen *sc, const void *place, const struct answer *answer);
/* The same of a word of a choice; only .item counts. */
void sheet_take_choice(struct screen *sc, const void *place, const struct answer *answer);

/* sheet_draft.c */
void sheet_go_on(struct sheet *sh);       /* with the draft, without asking */
void sheet_find_draft(struct sheet *sh);  /* sh->found */
void sheet_offer_draft(struct sheet *sh); /* asks; call when the screen is on top */
void sheet_take_draft(struct sheet *sh);
void sheet_refuse_draft(struct sheet *sh); /* begin anew */
void sheet_save_draft(struct sheet *sh, bool now);
void sheet_drop_draft(struct sheet *sh);
void sheet_forget_draft(struct sheet *sh); /* it went with the record that was saved */

/* sheet_draw.c and sheet_hint.c; rows of the hint include the rule above it. */
void sheet_draw(struct sheet *sh, struct ui *ui, int row, int rows, int column, int columns);
int sheet_hint_rows(const struct sheet *sh);
void sheet_draw_hint(struct sheet *sh, struct ui *ui, int row, int rows, int columns);

/* conflict.c: mine met what somebody else saved; before is what mine began from. Answer: code 1 and
 * the id when the merged record was saved. */
void open_conflict(struct app *app, struct question question, const struct record *mine,
    const struct record *before);
struct sheet_args;
void open_application(
    struct app *app, struct question question, const struct sheet_args *args); /* application.c */

/* Draw text wrapped to the width in at most `rows` rows; returns the rows it took. ui NULL: only
 * count. */
int sheet_wrap(struct ui *ui, int row, int column, int columns, int rows, enum style style,
    enum align align, const char *text);

#endif
