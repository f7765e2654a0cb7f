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
    {ENOENT, "нет такого файла или папки"},
    {EACCES, "нет прав"},
    {EPERM, "это запрещено системой"},
    {EEXIST, "файл или папка с таким именем уже есть"},
    {EISDIR, "это папка, а не файл"},
    {ENOTDIR, "часть пути — файл, а не папка"},
    {ENOTEMPTY, "папка не пуста"},
    {ENAMETOOLONG, "имя слишком длинное"},
    {ELOOP, "ссылки в пути ведут по кругу"},
    {EINVAL, "так этот файл использовать нельзя"},
    {ENOSPC, "на диске нет места"},
    {EDQUOT, "исчерпана ваша доля места на диске"},
    {EFBIG, "файл больше разрешённого (ulimit -f)"},
    {EROFS, "диск доступен только для чтения"},
    {EIO, "ошибка чтения или записи на диске"},
    {ENODEV, "нет такого устройства"},
    {ENXIO, "нет такого устройства"},
    {EBUSY, "файл занят"},
    {ETXTBSY, "файл занят: это работающая программа"},
    {EAGAIN, "система сейчас занята, попробуйте ещё раз"},
    {EMFILE, "программа открыла слишком много файлов"},
    {ENFILE, "в системе открыто слишком много файлов"},
    {ENOMEM, "не хватает памяти"},
    {EPIPE, "тот, кому это передаётся, больше не слушает"},
    {ESTALE, "сетевой диск потерял этот файл"},
    {EINTR, "действие прервано"},
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
