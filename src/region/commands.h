/* SPDX-License-Identifier: MIT
 * commands.h - the table of the region's commands.
 */
#ifndef REGION_COMMANDS_H
#define REGION_COMMANDS_H

#include "region/call.h"

extern const struct region_command region_commands[]; /* ends with name == NULL */

#endif
