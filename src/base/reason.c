/* SPDX-License-Identifier: MIT
 * reason.c - why the operating system refused: the values of errno people meet.
 */
#include "base/reason.h"

#include <errno.h>
#include <stdio.h>

static const struct {
	int error;
	const char *words;
} known[] = {
    {.error = ENOENT, .words = "нет такого файла или папки"},
    {.error = EACCES, .words = "нет прав"},
    {.error = EPERM, .words = "это запрещено системой"},
    {.error = EEXIST, .words = "файл или папка с таким именем уже есть"},
    {.error = EISDIR, .words = "это папка, а не файл"},
    {.error = ENOTDIR, .words = "часть пути — файл, а не папка"},
    {.error = ENOTEMPTY, .words = "папка не пуста"},
    {.error = ENAMETOOLONG, .words = "имя слишком длинное"},
    {.error = ELOOP, .words = "ссылки в пути ведут по кругу"},
    {.error = EINVAL, .words = "так этот файл использовать нельзя"},
    {.error = ENOSPC, .words = "на диске нет места"},
    {.error = EDQUOT, .words = "исчерпана ваша доля места на диске"},
    {.error = EFBIG, .words = "файл больше разрешённого (ulimit -f)"},
    {.error = EROFS, .words = "диск доступен только для чтения"},
    {.error = EIO, .words = "ошибка чтения или записи на диске"},
    {.error = ENODEV, .words = "нет такого устройства"},
    {.error = ENXIO, .words = "нет такого устройства"},
    {.error = EBUSY, .words = "файл занят"},
    {.error = ETXTBSY, .words = "файл занят: это работающая программа"},
    {.error = EAGAIN, .words = "система сейчас занята, попробуйте ещё раз"},
    {.error = EMFILE, .words = "программа открыла слишком много файлов"},
    {.error = ENFILE, .words = "в системе открыто слишком много файлов"},
    {.error = ENOMEM, .words = "не хватает памяти"},
    {.error = EPIPE, .words = "тот, кому это передаётся, больше не слушает"},
    {.error = ESTALE, .words = "сетевой диск потерял этот файл"},
    {.error = EINTR, .words = "действие прервано"},
};

struct reason
reason_of(int error)
{
	struct reason r;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].error == error) {
			snprintf(r.text, sizeof(r.text), "%s", known[i].words);
			return r;
		}
	snprintf(r.text, sizeof(r.text), "ошибка %d", error);
	return r;
}
