/* SPDX-License-Identifier: MIT
 * call.h - the command line as one table of options, one table of commands, and what was typed.
 *
 * Parsing, --help, the manual page and the shell's completion all come from these tables.
 */
#ifndef CLI_CALL_H
#define CLI_CALL_H

#include <stdio.h>

#include "service/core/session.h"

enum value_type {
	VALUE_FLAG, /* no value */
	VALUE_TEXT,
	VALUE_DATE, /* ДД.ММ.ГГГГ or ГГГГ-ММ-ДД */
	VALUE_WORD, /* one of the command's formats, or ru and id */
	VALUE_KIND, /* id of a kind of records */
	VALUE_FILE,
	VALUE_FOLDER,
	VALUE_PROFILE, /* name of a supplied profile, or a file */
	VALUE_ROLE
};

enum option_id {
#define OPTION(constant, name, letter, type, placeholder, help) OPTION_##constant,
#include "cli/line/options.def"
#undef OPTION
	OPTION_COUNT
};

/* Options a command takes: bits. */
typedef uint64_t option_set;
_Static_assert(OPTION_COUNT <= sizeof(option_set) * 8, "an option is a bit of `takes`");
#define OPTION_BIT(id)  (UINT64_C(1) << (id))
#define TAKES(constant) OPTION_BIT(OPTION_##constant)
#define TAKES_OUTPUT    (TAKES(OUTPUT) | TAKES(FORCE))
#define TAKES_ALWAYS                                                                               \
	(TAKES(DB) | TAKES(USER) | TAKES(HELP) | TAKES(VERSION) | TAKES(MANUAL) | TAKES(FORMATS) | \
	    TAKES(PROFILES) | TAKES(COMPLETION))

struct option {
	const char *name;
	char letter;
	enum value_type type;
	const char *placeholder; /* of the value */
	const char *help;        /* NULL: hidden */
};

extern const struct option options[OPTION_COUNT];

/* What an option of VALUE_WORD may be, up to NULL; of --format NULL: that is the command's. */
const char *const *option_words(enum option_id id);

struct call;

struct command {
	const char *name;
	const char *action;   /* "add" of "user add", "key add"; NULL when the name is all */
	const char *operands; /* "KIND FILE"; KIND, FILE, DIR and COMMAND have a meaning */
	const char *with_all; /* the operands with --all; NULL when it is not taken */
	const char *about;    /* one line of help */
	const char *details;  /* more for its own help and the manual; NULL */
	void (*put_words)(struct buf *b); /* what its first operand may be; NULL: not known */
	const char *const *formats;       /* what --format takes; the first is the usual one */
	option_set takes;                 /* options besides TAKES_ALWAYS */
	option_set needs;                 /* options it cannot do without */
	option_set texts; /* of those that are days elsewhere: it reads them itself */
	unsigned permit;  /* of service/roles; 0: works without a database */
	struct wish {
		option_set with, without; /* any of these given, any of these not */
		unsigned permit;
	} also;          /* what is permitted besides, when it is called so */
	bool any_format; /* a database of an older format does as well */
	bool ssh;        /* may be asked for over SSH, too (cli/ssh_session.h) */
	bool passes_on;  /* all words behind its name are another program's */
	enum status (*run)(struct call *c, struct error *e); /* NULL: main does it */
};

/* What was typed. */
struct call {
	const struct command *commands;   /* the table, handed down; ends with name == NULL */
	const struct command *command;    /* NULL: none */
	const char *values[OPTION_COUNT]; /* NULL: not given; "" for a flag */
	int32_t dates[OPTION_COUNT];      /* of dates given, else DATE_NONE */
	const char **operands,
	    **memory; /* operands moves behind the command's name; memory is freed */
	size_t count;
	enum kind kind; /* of the operand KIND or of --entity; KIND_COUNT when there is none */
	struct buf dir;
	struct buf line;               /* all that was typed */
	const struct visitor *visitor; /* who has come over SSH; else NULL */
	struct session *session;       /* open while a command with a permit runs */
	FILE *out;                     /* answers go here: see out.h */
};

/* Parse against a table of commands, which the call keeps. ST_USAGE: not understood; ST_NOTFOUND:
 * an unknown kind. Then call_free in any case. */
enum status
call_parse(struct call *c, const struct command *commands, int argc, char **argv, struct error *e);
/* The same of a verb asked for over SSH by *visitor, which is kept: FILE left out is "-". Whether
 * it may be asked for is not looked at. */
enum status call_parse_verb(struct call *c, const struct command *commands, int argc, char **argv,
    const struct visitor *visitor, struct error *e);
void call_free(struct call *c);

bool call_has(const struct call *c, enum option_id id);
/* The date given, or the one otherwise meant. */
int32_t call_date(const struct call *c, enum option_id id, int32_t otherwise);
/* The word given for --format, else the command's first. */
bool call_format_is(const struct call *c, const char *format);

/* Who has called: by that way, as --user says. ST_DENIED as of visitor_make(). */
enum status call_enter(const struct call *c, enum way way, struct visitor *out, struct error *e);

/* Check what is permitted and run the command. ST_DENIED names what is missing, and leaves a row in
 * the journal. Besides what stands in the command's row, an answer that is taken away, into a file
 * or in a form made for other programs, wants PERMIT_PRINT. */
enum status call_run(struct call *c, struct error *e);

#endif
