/* SPDX-License-Identifier: MIT
 * call.h - the region's command line as one table of options, one of commands, and what was typed.
 * Parsing, help and the manual page come from these tables.
 */
#ifndef REGION_CALL_H
#define REGION_CALL_H

#include <stdio.h>

#include "base/buf.h"
#include "base/status.h"
#include "exchange/grid.h"
#include "region/pg/pg.h"

enum region_option {
	REGION_CONNECT,
	REGION_HELP,
	REGION_VERSION,
	REGION_MANUAL,
	REGION_LATE_DAYS,
	REGION_NAME,
	REGION_SSH,
	REGION_KEY,
	REGION_TOWN,
	REGION_LEVEL,
	REGION_FROM,
	REGION_TO,
	REGION_SCOPE,
	REGION_BY,
	REGION_NAMES,
	REGION_FORMAT,
	REGION_OUTPUT,
	REGION_FORCE,
	REGION_OPTIONS
};
#define REGION_TAKES(option) (1u << REGION_##option)

enum region_value { REGION_FLAG, REGION_TEXT, REGION_DATE, REGION_COUNT, REGION_WORD };

struct region_option_info {
	const char *name;
	char letter;
	enum region_value value;
	const char *placeholder;
	const char *const *words; /* REGION_WORD; NULL: the command's formats */
	const char *help;         /* NULL: for the build, told nowhere */
};
extern const struct region_option_info region_options[REGION_OPTIONS];

struct region_call;

struct region_command {
	const char *name, *action; /* "town", "add"; action NULL: the name is all */
	const char *operands;      /* "OKTMO NAME"; in brackets what may be left out */
	const char *about, *details;
	const char *const *formats; /* the first is the usual one */
	unsigned takes;             /* besides --connect and what tells of the program itself */
	bool makes;                 /* there is no database yet, or not of this version */
	enum status (*run)(struct region_call *c, struct error *e); /* NULL: help, without one */
};
/* What was typed, and the open database. */
struct region_call {
	const struct region_command *commands; /* the table; ends with name == NULL */
	const struct region_command *command;  /* NULL: none */
	const char *values[REGION_OPTIONS];    /* NULL: not given; "" of a flag */
	int32_t dates[REGION_OPTIONS];         /* of those given, else DATE_NONE */
	const char **operands, **memory;
	size_t count;
	struct buf
	    address; /* where the database is: --connect, METODAKTIV_REGION, the file of init */
	struct pg *pg;
};

/* ST_USAGE: not understood. Then region_call_free in any case. */
enum status region_call_parse(struct region_call *c, const struct region_command *commands,
    int argc, char **argv, struct error *e);
void region_call_free(struct region_call *c);

bool region_call_has(const struct region_call *c, enum region_option option);
bool region_format_is(const struct region_call *c, const char *format);

/* Where the address is kept, and keep it there. */
void region_put_address_path(struct buf *b);
enum status region_keep_address(const char *address, struct error *e);

/* Lines to standard output, at once (shown safely on a terminal); a sentence to standard error. */
void region_say(const char *line);
void region_complain(const char *sentence);

/* One of several things was refused (st, why): it is counted in *bad and complained of, and ST_OK
 * means that the others go on. Without the database they cannot: then it is what is returned. */
enum status region_pass_over(const struct region_call *c, enum status st, const struct error *why,
    size_t *bad, struct error *e);
/* An answer to the file of --output, else to standard output; a line feed is put behind it. */
enum status region_deliver(const struct region_call *c, const struct buf *text, struct error *e);
/* A workbook of one sheet to the same place; ST_USAGE: to a terminal. */
enum status region_deliver_book(
    const struct region_call *c, const struct grid *g, const char *sheet, struct error *e);

#endif
