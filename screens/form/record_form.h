/* SPDX-License-Identifier: MIT
 * record_form.h - a record being typed: its fields as texts, where the cursor is, what is wrong
 * with them.
 *
 * The form of any kind (entry.c) and of applications (application.c) are a sheet each with a screen
 * around it. The texts here are the truth until they are saved; the draft is a copy of them.
 */
#ifndef SCREENS_RECORD_FORM_H
#define SCREENS_RECORD_FORM_H

#include "screens/app/drafting.h"
#include "screens/widget/editor.h"
#include "screens/widget/form.h"
#include "screens/widget/text_history.h"
#include "service/record/register.h"

enum input_kind {
	INPUT_LINE,   /* one line, by libform */
	INPUT_TEXT,   /* paragraphs, by our editor */
	INPUT_CHECKS, /* a list of words or terms, each with a box; one of them for FIELD_TERM */
	INPUT_YESNO
};

struct form_field {
	const struct field *field;
	const char *label; /* as this form calls it */
	const char *note;  /* the clause that needs it, "" */
	enum input_kind input;
	const char **words;    /* a choice is made from, ends with NULL; NULL: none are */
	bool required;         /* in this town */
	bool beside_previous;  /* on the row of the item before */
	bool by_register;      /* filled by the program as a rule: while it is empty, Enter and the
				  cells of a pasted row go past it */
	size_t slot;           /* INPUT_LINE: number in the form */
	struct editor *editor; /* INPUT_TEXT; INPUT_LINE too when libform cannot hold the text */
	struct buf text;       /* INPUT_CHECKS, INPUT_YESNO */
	struct text_history history;
	char *loaded;      /* the text before anything was typed */
	char *entered;     /* the text as the cursor came to it: Esc goes back to it */
	size_t option;     /* INPUT_CHECKS: where the cursor is */
	uint64_t ref;      /* FIELD_REF: the record its text stands for, 0: none */
	struct buf beside; /* shown behind the field: a name, a weekday */
	struct buf fault;  /* what is wrong, "" */
	struct buf told;   /* what was mended or can be, "" */
	uint64_t proposed; /* bits: options that other fields have ticked and no hand has touched */
	struct used_values *used;     /* what was typed here before; NULL: not read */
	struct buf recalled;          /* that of it which the text begins, "" */
	bool fresh;                   /* just entered, nothing was typed yet */
	bool asked;                   /* the picker was shown for this text already */
	int row, rows, column, width; /* in the sheet, from its first row; set by the layout */
	bool label_cut;
};

enum { PROPOSED_MOST = 64 }; /* options that may be */

enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

/* What the sheet shows from top to bottom: lines of text and items. */
struct part {
	size_t item; /* RECORD_FORM_NONE: text */
	char *text;  /* wrapped to the width */
	enum style style;
	enum align align;
	int row, rows;
};

#define RECORD_FORM_NONE ((size_t)-1)

struct record_form {
	struct app *app;
	struct session *session;
	enum kind kind;
	struct record *base;     /* what the clerk began from; empty and id 0 for a new record */
	struct record *previous; /* Ctrl-D copies from it; NULL: not looked for yet */
	struct form *form;
	struct form_field *items;
	size_t count;
	struct part *parts;
	size_t nparts;
	size_t focus;
	bool zoomed; /* the text has the whole window */
	/* layout */
	int columns, rows, label_width, height, top;
	struct view *view; /* the deed that is under way reads in it; NULL: none is */
	struct drafting drafting;
	bool restored;          /* what stands in the fields came from the draft just now */
	bool save_next;         /* the save that is under way shall open a new form */
	struct buf saved_too;   /* what «Сохранено» tells besides, "" */
	struct record *pending; /* the record that met a conflict */
	bool finished;          /* saved; the screen is being left */
	bool warned;            /* that somebody else saved the record */
	/* Ask the screen for its order of parts; NULL: every row of the profile's form. */
	void (*lay_out)(struct record_form *sh);
};

/* sheet.c: opening, texts, focus. */
enum status record_form_open(struct record_form **out, struct app *app, enum kind kind, uint64_t id,
    const struct record *initial, void (*lay_out)(struct record_form *sh), struct error *e);
void record_form_close(struct record_form *sh); /* NULL is fine */
void
record_form_add_text(struct record_form *sh, const char *text, enum style style, enum align align);
void record_form_add_field(struct record_form *sh, const struct field *f, const char *label);
void record_form_add_row(struct record_form *sh, const struct form_row *row);
size_t record_form_find(const struct record_form *sh, const char *field_id); /* RECORD_FORM_NONE */
struct form_field *record_form_item(const struct record_form *sh, const char *field_id); /* NULL */
struct form_field *record_form_focused(const struct record_form *sh);
/* The first item from this one on that is not gone past; count when there is none. */
size_t record_form_to_type(const struct record_form *sh, size_t item);
const char *form_field_text(const struct record_form *sh, const struct form_field *it);
/* A step that can be taken back. */
void form_field_set_text(struct record_form *sh, struct form_field *it, const char *text);
/* No step: what is to come will be one with it. */
void form_field_put_text(struct record_form *sh, struct form_field *it, const char *text);
/* Shown selected, so that a letter takes its place: just entered and filled, but not with
 * paragraphs, which are gone on with. */
bool form_field_is_selected(const struct record_form *sh, const struct form_field *it);
bool form_field_has_paragraphs(const struct form_field *it);
/* Items whose field differs between the two records get r's value. */
void record_form_fill(struct record_form *sh, const struct record *r, const struct record *before);
bool form_field_is_changed(const struct record_form *sh, const struct form_field *it);
/* It stands as it is stored: it is not read anew, for the rules may have changed since. */
bool form_field_is_untouched(const struct record_form *sh, const struct form_field *it);
bool record_form_is_changed(const struct record_form *sh);
void record_form_focus(struct record_form *sh, size_t item); /* without leaving the one before */
void record_form_renew(struct record_form *sh); /* an empty sheet for the next new record */
void record_form_look(struct record_form *sh); /* the store has changed: warn if it is our record */
struct reading record_form_reading(struct record_form *sh, struct session_refs *refs);
/* What it looks things up in: the deed's view, else one of its own, opened now; closing `own` is
 * right in either case. */
static inline struct view *
record_form_view(const struct record_form *sh, struct view *own)
{
	*own = (struct view){.session = sh->session};
	if (sh->view != NULL)
		return sh->view;
	view_open(own, sh->session);
	return own;
}
/* From here to the end all that the sheet looks up, it looks up in one state of the database. */
void record_form_begin_view(struct record_form *sh, struct view *v);
void record_form_end_view(
    struct record_form *sh, struct view *v); /* closes it; closed already is fine */

/* record_form_value.c: what the fields mean. */
size_t form_field_options(const struct record_form *sh, const struct form_field *it);
const char *
form_field_option_text(const struct record_form *sh, const struct form_field *it, size_t i);
bool form_field_option_is_on(const struct record_form *sh, const struct form_field *it, size_t i);
void form_field_toggle(struct record_form *sh, struct form_field *it, size_t i);
/* "предложено по заполненным строкам: 1, 5"; nothing when nothing is. */
void form_field_put_proposed(const struct form_field *it, struct buf *out);
/* The word a choice's text begins, in either layout; NULL. *others: how many more it begins. */
const char *
form_field_completion(const struct record_form *sh, const struct form_field *it, size_t *others);
void form_field_settle(
    struct record_form *sh, struct form_field *it); /* on leaving: complete, normalise, check */
/* What stands as it is stored is in order, though the rules know it no more: told, no fault. */
void form_field_tell_misfit(const struct record_form *sh, struct form_field *it);
void form_field_update_beside(struct record_form *sh, struct form_field *it);
/* What follows from a tick, as the day of a consent does, into the fields beside it that are empty.
 */
void form_field_fill_beside(struct record_form *sh, const struct form_field *it);
bool form_field_mend(struct record_form *sh, struct form_field *it);
/* record_form_term.c: on leaving the words of a term, its days into the fields of the days. */
void form_field_fill_days(struct record_form *sh, struct form_field *it);

/* What the keys of a field call when its text has become another; by_key: by one character typed or
 * rubbed out. */
void form_field_changed(struct record_form *sh, struct form_field *it, bool by_key);
/* record_form_paste.c: K_PASTED; false: the field takes none. */
bool record_form_paste(struct record_form *sh, struct form_field *it);

/* record_form_used.c: what was typed into fields like it before. */
/* All of it, read at the first question; NULL: the field's values are hardly typed twice. */
const struct used_values *form_field_used(struct record_form *sh, struct form_field *it);
void form_field_forget_used(struct form_field *it);
/* record_form_recall.c: one of them by a list; false: there is nothing to choose from. */
bool record_form_choose_used(struct record_form *sh);
void form_field_recall(struct record_form *sh, struct form_field *it); /* finds it->recalled */
/* Nothing else begins so, and the word is broken off: what stands in grey is meant, and taken when
 * the field is left. */
bool form_field_is_only(const struct record_form *sh, const struct form_field *it);
bool form_field_take_only(struct record_form *sh, struct form_field *it);

/* record_form_keys.c */
void record_form_act(struct record_form *sh, int act);
bool record_form_key(struct record_form *sh, const struct key *key);
/* A click. A field is come to as by keys, filled ones selected; in the field where the cursor is it
 * goes to that place. A box is ticked at once. */
void record_form_press(struct record_form *sh, struct press press);

/* record_form_save.c: records, faults, conflicts, answers. */
int record_form_assemble(struct record_form *sh, struct record *r, fault_fn *report, void *context);
void record_form_save(struct record_form *sh, bool then_next);
bool record_form_may_close(struct record_form *sh);
/* Show lines, one for each of the items; Enter on one jumps to it. */
void record_form_list(struct record_form *sh, const char *title, const char *const *lines,
    const size_t *items, size_t count);

/* Questions of a sheet are asked by the screen around it, which answers find by record_form_of(). A
 * field that waits for a record, and the one to go to then (RECORD_FORM_NONE: the next). */
/* The form of a screen around one, which is the first member of its state. */
struct record_form *record_form_of(const struct screen *sc);

/* What a form does besides what any screen may. */
enum {
	RECORD_FORM_SAVE_NEXT = ACT_OWN,
	RECORD_FORM_MEND,
	RECORD_FORM_COPY_ABOVE,
	RECORD_FORM_REDO,
	RECORD_FORM_RESTORE,
	RECORD_FORM_OWN
};

struct record_form_place {
	size_t item, after;
};
/* record_form_save.c: the code of the record that was found or made goes into the field. */
void record_form_take_record(struct screen *sc, const void *place, const struct answer *answer);
/* The same of the answer's text itself; only .item counts. */
void record_form_take_text(struct screen *sc, const void *place, const struct answer *answer);

/* record_form_draft.c */
extern const struct drafting_ops record_form_drafting;

/* record_form_draw.c and record_form_hint.c; rows of the hint include the rule above it. */
void
record_form_draw(struct record_form *sh, struct ui *ui, int row, int rows, int column, int columns);
int record_form_hint_rows(const struct record_form *sh);
void record_form_draw_hint(struct record_form *sh, struct ui *ui, int row, int rows, int columns);

/* entry.c: PLACE_ENTRY, by the form that is made for its kind. */
void open_entry(struct app *app, struct question question, const void *args);

/* Draw text wrapped to the width in at most `rows` rows; returns the rows it took. ui NULL: only
 * count. */
int record_form_wrap(struct ui *ui, int row, int column, int columns, int rows, enum style style,
    enum align align, const char *text);

#endif
