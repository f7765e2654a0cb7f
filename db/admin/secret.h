/* SPDX-License-Identifier: MIT
 * secret.h - a file under a password, for copies that leave the house.
 *
 * 16 bytes of name, the costs of the key (operations and memory, 8 bytes each, big-endian), the
 * salt, the header of libsodium's secretstream, then chunks of 64 KiB, each with its tag; the last
 * one is marked as such, so that a file that was cut is told. The key is Argon2id of the password.
 */
#ifndef DB_SECRET_H
#define DB_SECRET_H

#include "base/buf.h"
#include "base/status.h"

/* Does the file say of itself that it is one? */
bool secret_is(const char *file);

/* Both read the whole of from and make a new file to (mode 0600, synced); what fails leaves none.
 * ST_SYSTEM, ST_NOSPACE: the system refused; ST_FULL: the key wants more memory than there is;
 * errno tells of each. */
enum status secret_put(const char *from, const char *to, struct slice password);
/* ST_DENIED: another password, or the beginning is damaged; ST_DAMAGED: it is cut, or damaged
 * elsewhere. */
enum status secret_get(const char *from, const char *to, struct slice password);

#endif
