/* SPDX-License-Identifier: MIT
 * commands.h - the table of commands.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/line/call.h"

extern const struct command all_commands[]; /* ends with name == NULL */

#endif
