/* SPDX-License-Identifier: MIT
 * help.h - what the tables of commands and options say of themselves.
 */
#ifndef REGION_HELP_H
#define REGION_HELP_H

#include "region/call.h"

/* All of the program, or one command. */
void region_put_help(struct buf *b, const struct region_call *c);
/* The manual page, as man(7). */
void region_put_manual(struct buf *b, const struct region_command *commands);

#endif
