/* SPDX-License-Identifier: MIT
 * library.h - a shared library that is loaded when it is wanted, for loading it would be most of
 * every start.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function of it, and where its address goes. */
struct library_function {
	const char *name;
	size_t place;
};

/* Rows of a table and members of a struct, both from a list X(function) of what is used. */
#define LIBRARY_MEMBER(function) __typeof__(function) *function;
#define LIBRARY_PLACE(holder, function)                                                            \
	{                                                                                          \
		.name = #function, .place = offsetof(holder, function)                             \
	}

/* Load the library and fill in its functions, a pointer each. It stays loaded until the program
 * ends. false: it is not there, or lacks one of them. */
bool
library_load(const char *file, const struct library_function *functions, size_t count, void *into);

#endif
