/* SPDX-License-Identifier: MIT
 * operations.h - the operations a journal row may name: one table.
 */
#ifndef SERVICE_OPERATIONS_H
#define SERVICE_OPERATIONS_H

#include <stdbool.h>

#define OPERATION_INIT    "init"
#define OPERATION_SAVE    "save"
#define OPERATION_REMOVE  "remove"
#define OPERATION_IMPORT  "import"
#define OPERATION_UNDO    "undo"
#define OPERATION_ACCOUNT "account"
#define OPERATION_PROFILE "profile"

/* "save" -> "сохранение"; an operation of another version of the program is its own word. */
const char *operation_word(const char *operation);

/* Can its writer take it back? */
bool operation_can_be_undone(const char *operation);

#endif
