/* SPDX-License-Identifier: MIT
 * modules.h - what a town may do without: the one place where that is asked of a deed.
 *
 * Lists of what there is (menus, the first screen) ask profile_has_module() and leave it out.
 */
#ifndef SERVICE_MODULES_H
#define SERVICE_MODULES_H

#include "service/core/session.h"

/* ST_OK when the town has that part of the program ("": everybody has), else ST_REFUSED with "в
 * этом городе методического актива нет". */
enum status module_require(const struct session *s, const char *module, struct error *e);

/* The same of the part a table belongs to; the sentence names the table, too. */
enum status module_require_kind(const struct session *s, enum kind kind, struct error *e);

/* "методического актива": what the town has none of, for sentences. */
const char *module_genitive(const char *module);

#endif
