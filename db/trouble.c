/* SPDX-License-Identifier: MIT
 * trouble.c - the sentences.
 */
#include "db/trouble.h"

enum status
trouble_tell(const char *dir, enum status why, bool broken, const char *cause, struct error *e)
{
	switch (why) {
	case ST_FULL:
		return error_set(e, why,
		    "база в папке «%s» заполнена, ничего не записано: повторите действие, а если "
		    "не поможет, снимите ограничение памяти (ulimit -v) и запустите программу "
		    "снова",
		    dir);
	case ST_NOSPACE:
		return error_set(e, why,
		    "на диске с базой «%s» нет места, ничего не записано: освободите место и "
		    "повторите",
		    dir);
	case ST_DAMAGED:
		return error_set(e, why,
		    "база в папке «%s» повреждена: проверьте её командой metodaktiv verify и "
		    "верните копию командой metodaktiv restore ФАЙЛ в пустую папку",
		    dir);
	case ST_SYSTEM:
		if (broken)
			return error_set(e, why,
			    "после сбоя записи на диск программа больше не пишет: закройте её, "
			    "проверьте диск и базу «%s» (metodaktiv verify)",
			    dir);
		return error_set(e, why, "база в папке «%s» недоступна: %s", dir, cause);
	default:
		return error_set(e, why, "%s", status_text(why));
	}
}

enum status
trouble_tell_opening(const char *dir, enum status why, const char *cause, struct error *e)
{
	switch (why) {
	case ST_DAMAGED:
	case ST_NOSPACE:
		return trouble_tell(dir, why, false, cause, e);
	default:
		return error_set(e, ST_SYSTEM, "база в папке «%s» не открывается: %s", dir, cause);
	}
}

enum status
trouble_tell_rights(const char *dir, struct error *e)
{
	return error_set(e, ST_SYSTEM,
	    "нет прав на запись в папку «%s»: попросите администратора включить вас в группу этой "
	    "папки",
	    dir);
}

enum status
trouble_tell_cut(const char *dir, struct error *e)
{
	return error_set(e, ST_DAMAGED,
	    "файл базы в папке «%s» обрезан: верните копию командой metodaktiv restore ФАЙЛ в "
	    "пустую папку",
	    dir);
}
