/* SPDX-License-Identifier: MIT
 * leftovers.h - files on their way to their names, and what is left of those whose process was
 * killed: whole copies of what is in the database, which nobody would ever take away.
 *
 * The name has the number of the process, and the process holds a lock on the file: one whose
 * process is gone, and on which nobody has a lock, is a leftover. Another machine that works in the
 * same folder of a network disk has processes of its own; there the lock alone decides.
 */
#ifndef BASE_LEFTOVERS_H
#define BASE_LEFTOVERS_H

#include <stdbool.h>
#include <sys/types.h>

/* "folder/.name.metodaktiv-1234" for a path: on the same file system, and lists of the folder do
 * not show it. To be freed. */
char *leftovers_name(const char *path);

/* A new file of such a name, locked; takes away first what the dead have left in that folder. -1:
 * errno tells why. The lock lasts as long as the file, or a dup() of it, is open. */
int leftovers_create(const char *name, mode_t mode);

/* Are these the digits, and nothing else, of a process that is gone? One of our own number was
 * another. */
bool leftovers_are_of_dead(const char *digits);

#endif
