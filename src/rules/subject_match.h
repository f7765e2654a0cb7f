/* SPDX-License-Identifier: MIT
 * subject_match.h - is a text about a subject? Pure.
 */
#ifndef RULES_SUBJECT_MATCH_H
#define RULES_SUBJECT_MATCH_H

#include <stdbool.h>

#include "base/buf.h"

/* Does a text name one of the areas, in whatever case of its words ("математика, информатика" and
 * "урок математики")? All words of an area that have four letters are to be there. */
bool subject_is_named(struct slice areas, struct slice text);

#endif
