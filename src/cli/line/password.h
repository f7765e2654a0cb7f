/* SPDX-License-Identifier: MIT
 * password.h - a password: typed without being seen, or the first line of a file.
 */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include "cli/line/call.h"

/* Append what --password-file or --password of the call give; nothing without them. twice: typed a
 * second time, for nobody can see a slip. ST_USAGE: no terminal to ask on, nothing typed, or not
 * the same, an empty first line; else of the file as infile_read(). */
enum status password_take(const struct call *c, bool twice, struct buf *out, struct error *e);

/* Overwritten, for it is nobody's any more; then freed. */
void password_forget(struct buf *password);

#endif
