/* SPDX-License-Identifier: MIT
 * library.c - dlopen and a table of names.
 */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool
library_load(const char *file, const struct library_function *functions, size_t count, void *into)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL), *function = library;

	for (size_t i = 0; function != NULL && i < count; i++) {
		function = dlsym(library, functions[i].name);
		memcpy((char *)into + functions[i].place, &function, sizeof(function));
	}
	return function != NULL;
}
