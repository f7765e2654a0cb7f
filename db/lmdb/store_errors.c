/* SPDX-License-Identifier: MIT
 * store_errors.c - the sentences.
 */
#include "db/lmdb/store_errors.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/crash.h"
#include "base/die.h"
#include "base/reason.h"

/* No room, by its cause; the first line is for any other. */
static const struct shortage {
	int error;
	const char *where, *what;
} shortages[] = {
    {.error = ENOSPC,
	.where = "на диске с базой",
	.what = "нет места, ничего не записано: освободите место и повторите"},
    {.error = EDQUOT,
	.where = "на диске с базой",
	.what =
	    "исчерпана ваша доля места (квота), ничего не записано: освободите место или попросите "
	    "администратора увеличить её и повторите"},
    {.error = EFBIG,
	.where = "файлу базы в папке",
	.what = "расти дальше не дают (ограничение на размер файла: ulimit -f или предел файловой "
		"системы), ничего не записано: снимите ограничение и запустите программу снова"},
};

static enum status
tell_shortage(const char *dir, int error, struct error *e)
{
	const struct shortage *found = &shortages[0];

	for (size_t i = 0; i < sizeof(shortages) / sizeof(shortages[0]); i++)
		if (shortages[i].error == error)
			found = &shortages[i];
	return error_set(e, ST_NOSPACE, "%s «%s» %s", found->where, dir, found->what);
}

enum status
store_error_tell(const char *dir, enum status why, bool broken, int error, struct error *e)
{
	switch (why) {
	case ST_FULL:
		return error_set(e, why,
		    "база в папке «%s» заполнена, ничего не записано: повторите действие, а если "
		    "не поможет, снимите ограничение памяти (ulimit -v) и запустите программу "
		    "снова",
		    dir);
	case ST_NOSPACE:
		return tell_shortage(dir, error, e);
	case ST_DAMAGED:
		return error_set(e, why,
		    "база в папке «%s» повреждена: проверьте её командой metodaktiv verify и "
		    "верните копию командой metodaktiv restore ФАЙЛ в пустую папку",
		    dir);
	case ST_MOVED:
		return error_set(e, why,
		    "файл базы в папке «%s» заменён, удалён или перенесён, пока она была открыта: "
		    "записать сюда больше ничего нельзя; узнайте у администратора, где база "
		    "теперь, и войдите снова",
		    dir);
	case ST_SYSTEM:
		if (broken)
			return error_set(e, why,
			    "после сбоя записи на диск программа больше не пишет: закройте её, "
			    "проверьте диск и базу «%s» (metodaktiv verify)",
			    dir);
		return error_set(
		    e, why, "база в папке «%s» недоступна: %s", dir, reason_of(error).text);
	default:
		return error_set(e, why, "%s", status_text(why));
	}
}

struct reason
store_error_words(enum status why, int error)
{
	struct reason words;

	if ((why == ST_NOSPACE || why == ST_SYSTEM) && error > 0)
		return reason_of(error);
	snprintf(words.text, sizeof(words.text), "%s", status_text(why));
	return words;
}

enum status
store_error_tell_opening(const char *dir, enum status why, int error, struct error *e)
{
	switch (why) {
	case ST_DAMAGED:
	case ST_NOSPACE:
		return store_error_tell(dir, why, false, error, e);
	default:
		if (error == EACCES || error == EROFS)
			return store_error_tell_rights(dir, e);
		return error_set(e, ST_SYSTEM, "база в папке «%s» не открывается: %s", dir,
		    reason_of(error).text);
	}
}

enum status
store_error_tell_rights(const char *dir, struct error *e)
{
	return error_set(e, ST_SYSTEM,
	    "нет прав на запись в папку «%s»: попросите администратора включить вас в группу этой "
	    "папки",
	    dir);
}

enum status
store_error_tell_cut(const char *dir, struct error *e)
{
	return error_set(e, ST_DAMAGED,
	    "файл базы в папке «%s» обрезан: верните копию командой metodaktiv restore ФАЙЛ в "
	    "пустую папку",
	    dir);
}

char *
store_error_crash_words(const char *dir)
{
	struct buf words = {0};

	buf_printf(&words,
	    "работа с базой в папке «%s» остановлена: база повреждена или ошибка в самой "
	    "программе. "
	    "Проверьте базу командой metodaktiv verify и, если она повреждена, верните копию "
	    "командой "
	    "metodaktiv restore ФАЙЛ в пустую папку",
	    dir);
	return buf_detach(&words);
}

_Noreturn void
store_error_assert(struct MDB_env *env, const char *message)
{
	(void)env, (void)message;
	die("%s", crash_words());
}
