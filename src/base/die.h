/* SPDX-License-Identifier: MIT
 * die.h - the one way to end the program early, and allocation that never returns NULL.
 */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <stddef.h>

/* Called once by die() before it prints: the screen gives the terminal back. */
typedef void die_hook(void *context);

void die_set_hook(die_hook *hook, void *context);

/* Print the sentence to standard error and end with status 3. For impossible states and no memory;
 * LMDB then loses only the open transaction, never a committed one. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* As malloc, calloc, realloc, strdup, but die when memory is out. The caller frees. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len);

/* From now on up to 64 MB that are freed stay with the process. For one that asks the same again
 * and again, as screens do: pages given back and taken anew cost several times what is done in
 * them. */
void keep_memory(void);

#endif
