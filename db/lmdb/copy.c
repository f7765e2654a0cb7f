/* SPDX-License-Identifier: MIT
 * copy.c - the database as it is now, in a file of its own.
 */
#include "db/lmdb/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "db/lmdb/shortage.h"

/* errno was that of a call that failed. */
static enum status
not_written(const char *file, int error, struct error *e)
{
	return error_set(
	    e, shortage_status(error), "копию «%s» не записать: %s", file, reason_of(error).text);
}

enum status
store_copy(struct store *st, const char *file, struct error *e)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum status status;

	if (fd < 0)
		return error_set(e, errno == EEXIST ? ST_REFUSED : ST_SYSTEM,
		    "файл «%s» не создать: %s", file, reason_of(errno).text);
	status = store_copy_to(st, fd);
	if (status != ST_OK)
		error_set(
		    e, status, "копию «%s» не записать: %s", file, store_reason(st, status).text);
	else if (fsync(fd) != 0)
		status = not_written(file, errno, e);
	if (close(fd) != 0 && status == ST_OK)
		status = not_written(file, errno, e);
	if (status != ST_OK)
		unlink(file);
	return status;
}
