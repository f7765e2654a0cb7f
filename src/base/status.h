/* SPDX-License-Identifier: MIT
 * status.h - the one list of outcomes, and the sentence that goes with a bad one.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

/* name, exit status of the command line, what it means in general (Russian, for a person) */
#define STATUS_LIST(X)                                                                             \
	X(NOTFOUND, 1, "запись не найдена")                                                        \
	X(INVALID, 1, "данные не приняты")                                                         \
	X(CONFLICT, 1, "запись тем временем изменил другой сотрудник")                             \
	X(CANCELLED, 1, "отменено, ничего не изменено")                                            \
	X(REFUSED, 1, "действие невозможно")                                                       \
	X(USAGE, 2, "неверный вызов команды")                                                      \
	X(NODB, 3, "базы здесь нет")                                                               \
	X(DAMAGED, 3, "база повреждена")                                                           \
	X(FOREIGN, 3, "это не база программы «Методактив»")                                        \
	X(NEWER, 3, "база создана более новой версией программы")                                  \
	X(OLDER, 3, "база записана прежней версией программы")                                     \
	X(UPGRADED, 3, "программу обновили: выйдите и войдите снова")                              \
	X(RULES, 1, "правила города сменили: выйдите и войдите снова")                             \
	X(MOVED, 3, "файл базы заменён, удалён или перенесён, пока база была открыта")             \
	X(NETWORK, 3, "база лежит на сетевом диске")                                               \
	X(FULL, 3, "база заполнена")                                                               \
	X(NOSPACE, 3, "на диске нет места")                                                        \
	X(UNSURE, 3, "неизвестно, записано ли: диск не принял последнего")                         \
	X(SYSTEM, 3, "ошибка операционной системы")                                                \
	X(DENIED, 4, "у вас нет права на это действие")

enum status {
	ST_OK = 0,
#define X(name, code, text) ST_##name,
	STATUS_LIST(X)
#undef X
	    ST_COUNT
};

/* What went wrong, in one Russian sentence a clerk can act on. Zero-initialised means: nothing. */
struct error {
	enum status status;
	char text[1000];
};

/* The general meaning of a status; for ST_OK the empty string. */
const char *status_text(enum status st);

/* The exit status of a command that ended with st (0 to 4). */
int status_exit_code(enum status st);

/* Fill e (NULL is fine) and return st, so that a failing function ends in one line. */
enum status error_set(struct error *e, enum status st, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The sentence of e, or the general meaning of its status when it has none. */
const char *error_text(const struct error *e);

#endif
