/* SPDX-License-Identifier: MIT
 * store_errors.c - the sentences.
 */
#include "db/lmdb/store_errors.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/crash.h"
#include "base/die.h"
#include "base/reason.h"
#include "db/lmdb/shortage.h"
#include "db/lmdb/store.h"

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

static enum status
tell_system(const struct store_trouble *t, struct error *e)
{
	if (t->broken)
		return error_set(e, ST_SYSTEM,
		    "после сбоя записи на диск программа больше не пишет: закройте её, "
		    "проверьте диск и базу «%s» (metodaktiv verify)",
		    t->dir);
	return error_set(
	    e, ST_SYSTEM, "база в папке «%s» недоступна: %s", t->dir, reason_of(t->error).text);
}

static enum status
tell(const struct store_trouble *t, enum status why, struct error *e)
{
	switch (why) {
	case ST_FULL:
		return error_set(e, why,
		    "база в папке «%s» заполнена, ничего не записано: повторите действие, а если "
		    "не поможет, снимите ограничение памяти (ulimit -v) и запустите программу "
		    "снова",
		    t->dir);
	case ST_NOSPACE:
		return tell_shortage(t->dir, t->error, e);
	case ST_DAMAGED:
		return error_set(e, why,
		    "база в папке «%s» повреждена: проверьте её командой metodaktiv verify и "
		    "верните копию командой metodaktiv restore ФАЙЛ в пустую папку",
		    t->dir);
	case ST_MOVED:
		return error_set(e, why,
		    "файл базы в папке «%s» заменён, удалён или перенесён, пока она была открыта: "
		    "записать сюда больше ничего нельзя; узнайте у администратора, где база "
		    "теперь, и войдите снова",
		    t->dir);
	case ST_UNSURE:
		return error_set(e, why,
		    "неизвестно, записано ли: диск не принял последнего из того, что "
		    "записывалось (%s). Закройте программу, проверьте диск и базу «%s» (metodaktiv "
		    "verify); записано ли, скажет журнал",
		    reason_of(t->error).text, t->dir);
	case ST_SYSTEM:
		return tell_system(t, e);
	default:
		return error_set(e, why, "%s", status_text(why));
	}
}

enum status
store_explain(const struct store *st, enum status why, struct error *e)
{
	const struct store_trouble t = store_trouble(st);

	return tell(&t, why, e);
}

struct reason
store_reason(const struct store *st, enum status why)
{
	int error = store_trouble(st).error;
	struct reason words;

	if ((why == ST_NOSPACE || why == ST_SYSTEM) && error > 0)
		return reason_of(error);
	snprintf(words.text, sizeof(words.text), "%s", status_text(why));
	return words;
}

enum status
store_not_done(const struct store *st, enum status why, struct error *e, const char *what, ...)
{
	const struct store_trouble t = store_trouble(st);
	char deed[200];
	va_list args;

	if (why == ST_UNSURE)
		return tell(&t, why, e);
	va_start(args, what);
	vsnprintf(deed, sizeof(deed), what, args);
	va_end(args);
	if (why == ST_SYSTEM && t.broken)
		return error_set(e, why,
		    "%s: сбой записи на диск (%s). Программа больше не пишет: закройте её, "
		    "проверьте "
		    "диск и базу «%s» (metodaktiv verify)",
		    deed, store_reason(st, why).text, t.dir);
	return error_set(e, why, "%s: %s", deed, store_reason(st, why).text);
}

enum status
store_error_tell_opening(const char *dir, enum status why, int error, struct error *e)
{
	struct store_trouble t = {.dir = dir, .error = shortage_cause(error, dir)};

	if (is_shortage(t.error))
		why = ST_NOSPACE;
	if (why == ST_DAMAGED || why == ST_NOSPACE)
		return tell(&t, why, e);
	if (error == EACCES || error == EROFS)
		return store_error_tell_rights(dir, e);
	return error_set(
	    e, ST_SYSTEM, "база в папке «%s» не открывается: %s", dir, reason_of(error).text);
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
