/* SPDX-License-Identifier: MIT
 * action.h - every command a screen knows: its keys, its word in the footer, its line of help.
 *
 * The footer, F1, the palette (F9) and the manual are made of these tables; nothing is listed
 * twice.
 */
#ifndef SCREENS_ACTION_H
#define SCREENS_ACTION_H

#include "screens/term/ui.h"

/* What many screens do. What one screen does alone is an enum of its own that begins at ACT_OWN. */
enum act {
	ACT_NONE,
	ACT_HELP,
	ACT_PALETTE,
	ACT_MESSAGES,
	ACT_BACK,
	ACT_QUIT,
	ACT_REFRESH,
	ACT_REDRAW,
	ACT_THEME, /* everywhere */
	ACT_MOUSE,
	ACT_OPEN,
	ACT_NEW,
	ACT_EDIT,
	ACT_REMOVE,
	ACT_SAVE,
	ACT_UNDO,
	ACT_REDO,
	ACT_UP,
	ACT_DOWN,
	ACT_LEFT,
	ACT_RIGHT,
	ACT_SCROLL_LEFT, /* what is beyond an edge of the window */
	ACT_SCROLL_RIGHT,
	ACT_PAGE_UP,
	ACT_PAGE_DOWN,
	ACT_FIRST,
	ACT_LAST,
	ACT_NEXT,
	ACT_PREVIOUS,
	ACT_SEARCH,
	ACT_FILTER_CLEAR,
	ACT_MARK,
	ACT_MARK_ALL,
	ACT_MARK_NONE,
	ACT_CHOOSE,
	ACT_TEXT,   /* as a document */
	ACT_OUTPUT, /* out of the program: onto paper, into a file, to the clipboard */
	ACT_AS_OF,  /* on another day */
	ACT_OWN
};

struct screen;

struct action {
	int act; /* enum act, or of the screen's own enum */
	const char
	    *keys; /* blank-separated, the first is shown: "F2", "Ins", "Enter", "Space", "C-s",
		      "j"; a letter also stands for the Russian one on its key, outside text */
	const char *word;     /* footer, one or two words; NULL: not in the footer */
	const char *help;     /* what it does, a phrase without a full stop; for help and palette */
	const char *synonyms; /* what people may call it; NULL: as the general one, or nothing */
	unsigned permit;      /* 0: anybody; else it is neither shown nor done without the permit */
	/* Bits of what holds on the screen now (screen_ops.now): it is there as long as all of
	 * `when` hold and none of `unless`. So one key does one thing or another, and none does
	 * nothing. */
	unsigned when, unless;
	/* what it does on a screen that is a list (list_screen.h): to the row under the cursor, or
	 * whatever the cursor stands on */
	void (*on_row)(struct screen *sc, const void *row);
	void (*on_screen)(struct screen *sc);
};

/* A row of a table of actions; .word, .synonyms, .permit, .when, .unless, .on_row, .on_screen
 * follow by their names. */
#define ACTION(act_, keys_, help_, ...)                                                            \
	{                                                                                          \
		.act = (act_), .keys = (keys_), .help = (help_), __VA_ARGS__                       \
	}

/* What people call it otherwise than the program does; "" when nothing is known. */
const char *action_synonyms(const struct action *a);

/* The action of the table (ends with ACT_NONE) that the key stands for, or ACT_NONE. When text is
 * being typed (in_text) letters, digits, marks and Space are text, not commands. */
int action_of_key(const struct action *table, const struct key *key, bool in_text);

/* How many rows a table has, the last one (ACT_NONE) counted. */
size_t action_rows(const struct action *table);
/* Those that are there while these bits hold, into as many rows. */
void action_choose(const struct action *table, unsigned holds, struct action *out);

/* The row of a table (NULL: it has none); NULL when there is none. */
const struct action *action_find(const struct action *table, int act);

/* What else is to be known of a key an action is shown with. */
struct keys_taken {
	const struct action *by; /* a table whose keys go before it; NULL: none */
	bool in_text;            /* letters, marks and Space are text now */
};

/* "F2", "Ins", "Ctrl-F": append the action's first key that is free, or as many as `most`, blanks
 * between them. false: there is none. */
bool action_put_keys(const struct action *a, struct keys_taken taken, size_t most, struct buf *out);

/* A key as people call it: "F7", "Ctrl-X", "«й»". */
void action_put_pressed(const struct key *key, struct buf *out);

/* The actions every screen has (F1, F9, F10 and Esc, F5, Ctrl-L, messages); a screen's own table is
 * asked first. */
const struct action *action_common(void);

#endif
