/* SPDX-License-Identifier: MIT
 * help.h - what the tables of options and commands say, for people, manual and shell.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/line/call.h"

/* --help: of the program, or of one command. */
void help_put_program(struct buf *b, const struct command *commands);
/* Of a session over SSH: its verbs alone, and how they are asked for. */
void help_put_verbs(struct buf *b, const struct command *commands);
void help_put_command(struct buf *b, const struct command *command);

/* The command help. */
enum status command_help(struct call *c, struct error *e);

/* Append "import KIND FILE" or, with_all, "import --all DIR"; needed options included. */
void help_put_usage(struct buf *b, const struct command *command, bool with_all);
/* Append "-o, --output FILE". */
void help_put_option(struct buf *b, const struct option *o);
/* The next command behind `command` of the same name, NULL when it was the last. */
const struct command *help_next_action(const struct command *command);

extern const struct help_exit {
	int status;
	const char *meaning;
} help_exits[]; /* ends with meaning == NULL */

extern const char help_purpose[], help_without_command[];

/* The manual page (man macros), the tables of docs/formats.md, the completion of bash. */
void manual_put_version(struct buf *b); /* of the program and of the databases it makes */
void manual_put_page(struct buf *b, const struct command *commands);
void manual_put_formats(struct buf *b);
void manual_put_completion(struct buf *b, const struct command *commands);

#endif
