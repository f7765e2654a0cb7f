/* SPDX-License-Identifier: MIT
 * addresses.h - addresses of mail, one a line, as a mailing keeps those it went to. Pure.
 */
#ifndef RULES_ADDRESSES_H
#define RULES_ADDRESSES_H

#include "base/buf.h"

/* The lines of a list: NULL is its beginning, NULL the end. The line is not ended. */
const char *addresses_next(const char *list, const char *line, size_t *len);

/* Is the address among them (case of ASCII letters aside)? */
bool addresses_have(const char *list, const char *address);

/* Append the list without the address. When nothing would stay, a dash does: a mailing without
 * addresses would be one that has not gone. false: it is not there, and nothing is appended. */
bool addresses_put_without(const char *list, const char *address, struct buf *out);

#endif
