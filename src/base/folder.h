/* SPDX-License-Identifier: MIT
 * folder.h - a folder of the program's own beside the data file.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>

enum { FOLDER_MODE = 02770, FOLDER_FILE_MODE = 0660 };

/* Open dir/name; make: where it is not there, it is made, and is the group's as dir is. -1: there
 * is none, errno tells. */
int folder_open(const char *dir, const char *name, bool make);

/* Rights of a new file in a folder: the group's, as far as the folder is. */
void folder_give(int folder, int file);

#endif
