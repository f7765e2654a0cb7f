/* SPDX-License-Identifier: MIT
 * datafile.c - folders, file systems and the two header pages of an LMDB file.
 */
#include "db/lmdb/datafile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/die.h"
#include "base/leftovers.h"
#include "base/outfile.h"
#include "base/reason.h"
#include "db/lmdb/newfolder.h"

/* The header page of LMDB 0.9 on a 64-bit machine, in its own byte order (mdb.c, struct MDB_meta).
 */
enum {
	META_MAGIC_AT = 16,
	META_VERSION_AT = 20,
	META_PAGE_SIZE_AT = 40,
	META_LAST_PAGE_AT = 136,
	META_TXN_AT = 144,
	META_BYTES = 152
};
enum { READ_BLOCK = 1 << 20 };
enum { META_MAGIC = 0xBEEFC0DE, META_VERSION = 1, META_COUNT = 2 };

static const struct {
	unsigned long magic;
	const char *name;
} network_file_systems[] = {
    {.magic = 0x6969, .name = "NFS"},
    {.magic = 0x517B, .name = "SMB"},
    {.magic = 0xFE534D42, .name = "SMB2"},
    {.magic = 0xFF534D42, .name = "CIFS"},
    {.magic = 0x01021997, .name = "9p"},
    {.magic = 0x5346414F, .name = "AFS"},
    {.magic = 0x73757245, .name = "Coda"},
    {.magic = 0x00C36400, .name = "Ceph"},
    {.magic = 0x01161970, .name = "GFS2"},
    {.magic = 0x7461636F, .name = "OCFS2"},
    {.magic = 0x0BD00BD0, .name = "Lustre"},
    {.magic = 0x786F4256, .name = "vboxsf"},
    {.magic = 0x564C, .name = "NCP"},
};
enum { FUSE_MAGIC = 0x65735546 };

/* FUSE tells the kernel only a name; these reach over the network. */
static const char *const network_fuses[] = {"sshfs", "glusterfs", "s3fs", "rclone", "davfs",
    "curlftpfs", "gvfsd-fuse", "smbnetfs", "ceph-fuse", "virtiofs", NULL};

char *
datafile_path(const char *dir, const char *file)
{
	struct buf path = {0};

	buf_puts(&path, dir);
	buf_putc(&path, '/');
	buf_puts(&path, file);
	return buf_detach(&path);
}

/* The type of a mounted file system as /proc/self/mountinfo has it: "36 35 0:29 / /home rw -
 * fuse.sshfs ..." */
static bool
fuse_is_network(dev_t device)
{
	char line[4096], wanted[32], *type;
	bool found = false;
	FILE *f = fopen("/proc/self/mountinfo", "re");

	if (f == NULL)
		return false;
	snprintf(wanted, sizeof(wanted), " %u:%u ", major(device), minor(device));
	while (!found && fgets(line, sizeof(line), f) != NULL) {
		type = strstr(line, wanted) != NULL ? strstr(line, " - ") : NULL;
		for (int i = 0; type != NULL && network_fuses[i] != NULL; i++)
			found = found || strstr(type, network_fuses[i]) != NULL;
	}
	fclose(f);
	return found;
}

enum status
datafile_check_local(const char *dir, struct error *e)
{
	const char *name = NULL;
	struct statfs fs;
	struct stat file;

	if (statfs(dir, &fs) != 0 || stat(dir, &file) != 0)
		return error_set(
		    e, ST_SYSTEM, "папка «%s» недоступна: %s", dir, reason_of(errno).text);
	for (size_t i = 0; i < sizeof(network_file_systems) / sizeof(network_file_systems[0]); i++)
		if ((unsigned long)fs.f_type == network_file_systems[i].magic)
			name = network_file_systems[i].name;
	if ((unsigned long)fs.f_type == FUSE_MAGIC && fuse_is_network(file.st_dev))
		name = "FUSE";
	if (name == NULL)
		return ST_OK;
	return error_set(e, ST_NETWORK,
	    "папка «%s» лежит на сетевом диске (%s), где базу повредит одновременная работа: "
	    "держите "
	    "её на диске этой машины, а сотрудники пусть входят по SSH",
	    dir, name);
}

static uint64_t
native(const unsigned char *page, int at, int bytes)
{
	uint64_t wide;
	uint32_t half;

	if (bytes == 8) {
		memcpy(&wide, page + at, sizeof(wide));
		return wide;
	}
	memcpy(&half, page + at, sizeof(half));
	return half;
}

static bool
page_size_is_sound(uint64_t size)
{
	return size >= 256 && size <= 65536 && (size & (size - 1)) == 0;
}

static enum status
damaged(const char *dir, const char *how, struct error *e)
{
	return error_set(e, ST_DAMAGED,
	    "файл базы «%s/" DATA_FILE
	    "» повреждён (%s): верните копию командой metodaktiv restore ФАЙЛ "
	    "в пустую папку",
	    dir, how);
}

/* The header of fd: its newer half says how long the file is to be. */
static enum status
check_header(int fd, off_t size, const char *dir, off_t *short_by, struct error *e)
{
	unsigned char page[META_BYTES];
	uint64_t page_size = 0, newest = 0, last = 0;

	for (unsigned i = 0; i < META_COUNT; i++) {
		if (pread(fd, page, sizeof(page), (off_t)page_size * i) != (ssize_t)sizeof(page))
			return damaged(dir, "обрывается на заголовке", e);
		if (native(page, META_MAGIC_AT, 4) != META_MAGIC)
			return i > 0
			    ? damaged(dir, "испорчен заголовок", e)
			    : error_set(e, ST_FOREIGN,
				  "«%s/" DATA_FILE "» — не база программы «Методактив»; укажите "
				  "другую папку (--db или METODAKTIV_DB)",
				  dir);
		if (native(page, META_VERSION_AT, 4) != META_VERSION)
			return error_set(e, ST_NEWER,
			    "файл базы в папке «%s» записан другой версией LMDB: выгрузите его "
			    "программой "
			    "mdb_dump той машины и загрузите здесь программой mdb_load",
			    dir);
		if (!page_size_is_sound(native(page, META_PAGE_SIZE_AT, 4)))
			return damaged(dir, "испорчен заголовок", e);
		page_size = native(page, META_PAGE_SIZE_AT, 4);
		if (i == 0 || native(page, META_TXN_AT, 8) > newest) {
			newest = native(page, META_TXN_AT, 8);
			last = native(page, META_LAST_PAGE_AT, 8);
		}
	}
	if (last < 1 || last > (uint64_t)INT64_MAX / page_size - 1)
		return damaged(dir, "испорчен заголовок", e);
	*short_by = (off_t)((last + 1) * page_size) - size;
	if (*short_by < 0)
		*short_by = 0;
	return ST_OK;
}

static enum status
cannot_open(const char *dir, int error, struct error *e)
{
	if (error == ENOENT || error == ENOTDIR)
		return error_set(e, ST_NODB,
		    "в папке «%s» базы нет: создайте её командой metodaktiv init --profile ИМЯ или "
		    "укажите другую папку (--db или METODAKTIV_DB)",
		    dir);
	if (error == ELOOP)
		return error_set(e, ST_FOREIGN,
		    "«%s/" DATA_FILE
		    "» — символическая ссылка: укажите папку, в которой лежит сама база",
		    dir);
	if (error == EACCES)
		return error_set(e, ST_SYSTEM,
		    "нет прав на базу в папке «%s»: попросите администратора включить вас в группу "
		    "этой "
		    "папки",
		    dir);
	return error_set(
	    e, ST_SYSTEM, "база в папке «%s» не открывается: %s", dir, reason_of(error).text);
}

enum status
datafile_check(const char *dir, off_t *short_by, struct error *e)
{
	char *path = datafile_path(dir, DATA_FILE);
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK), error = errno;
	enum status status;
	struct stat file;

	free(path);
	if (fd < 0)
		return cannot_open(dir, error, e);
	if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))
		status = error_set(e, ST_FOREIGN, "«%s/" DATA_FILE "» — не файл базы", dir);
	else if (file.st_size == 0)
		status = damaged(dir, "он пуст; так бывает, если создание базы прервали", e);
	else
		status = check_header(fd, file.st_size, dir, short_by, e);
	close(fd);
	if (status == ST_OK)
		status = datafile_check_local(dir, e);
	if (status == ST_OK)
		datafile_remove_old_nests(dir, NULL);
	return status;
}

void
datafile_lengthen(const char *dir, off_t by)
{
	char *path = datafile_path(dir, DATA_FILE);
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	struct stat file;

	free(path);
	if (fd < 0)
		return;
	if (fstat(fd, &file) == 0)
		(void)!fallocate(
		    fd, 0, file.st_size, by); /* a file system without it: another time */
	close(fd);
}

/* Is there address space for a map that is so much larger? */
static bool
map_fits(size_t more)
{
	void *probe =
	    mmap(NULL, more, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return probe != MAP_FAILED && munmap(probe, more) == 0;
}

size_t
datafile_larger_map(size_t now, size_t needed)
{
	size_t size = now * 2;

	while (size < needed)
		size *= 2;
	if (!map_fits(size - now))
		size = needed;
	return size > now && map_fits(size - now) ? size : 0;
}

/* By the open folder: behind a link of that name, which anybody may have put there, lies something
 * else. */
void
datafile_remove_nest(const char *nest)
{
	int fd = open(nest, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return;
	unlinkat(fd, DATA_FILE, 0);
	unlinkat(fd, LOCK_FILE, 0);
	close(fd);
	rmdir(nest);
}

/* What nests begin with in the folder of a database itself. */
static const char *const starts[] = {
    DATAFILE_NEST, "backup.tmp-", "restore.tmp-", "input.tmp-", "plain.tmp-", "look.tmp-"};

static bool
is_left_behind(const char *name, const char *start)
{
	return strncmp(name, start, strlen(start)) == 0 &&
	    leftovers_are_of_dead(name + strlen(start));
}

static bool
is_any_left_behind(const char *name)
{
	bool is = false;

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		is = is || is_left_behind(name, starts[i]);
	return is;
}

void
datafile_remove_old_nests(const char *dir, const char *start)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;

	while (d != NULL && (entry = readdir(d)) != NULL) {
		char *path;

		if (start != NULL ? !is_left_behind(entry->d_name, start)
				  : !is_any_left_behind(entry->d_name))
			continue;
		if (datafile_check_local(dir, NULL) != ST_OK)
			break;
		path = datafile_path(dir, entry->d_name);
		datafile_remove_nest(path);
		free(path);
	}
	if (d != NULL)
		closedir(d);
}

static enum status
already_there(const char *dir, struct error *e)
{
	return error_set(e, ST_REFUSED,
	    "в папке «%s» база уже есть; новую создайте в другой папке (--db или METODAKTIV_DB)",
	    dir);
}

static enum status
cannot_make(const char *dir, int error, struct error *e)
{
	return error_set(
	    e, ST_SYSTEM, "базу в папке «%s» не создать: %s", dir, reason_of(error).text);
}

static enum status
make_nest(const char *dir, struct datafile_nest *nest, struct error *e)
{
	char name[sizeof(DATAFILE_NEST) + 20];

	datafile_remove_old_nests(dir, DATAFILE_NEST);
	snprintf(name, sizeof(name), DATAFILE_NEST "%ld", (long)getpid());
	nest->dir = datafile_path(dir, name);
	return mkdir(nest->dir, 0700) == 0 ? ST_OK : cannot_make(dir, errno, e);
}

enum status
datafile_claim(const char *dir, struct datafile_nest *nest, struct error *e)
{
	enum status status;

	*nest = (struct datafile_nest){0};
	status = newfolder_take(dir, NULL, &nest->made, e);
	if (status == ST_OK)
		status = datafile_check_local(dir, e);
	if (status == ST_OK)
		status = make_nest(dir, nest, e);
	if (status != ST_OK)
		datafile_unclaim(dir, nest, true);
	return status;
}

enum status
datafile_settle(const char *dir, const struct datafile_nest *nest, struct error *e)
{
	char *from = datafile_path(nest->dir, DATA_FILE), *to = datafile_path(dir, DATA_FILE);
	/* whatever the umask: all clerks of the group write */
	bool placed = chmod(from, 0660) == 0 && outfile_rename_new(from, to);
	int error = errno;

	free(from);
	free(to);
	if (!placed)
		return error == EEXIST ? already_there(dir, e) : cannot_make(dir, error, e);
	return outfile_sync_folder(dir) ? ST_OK : cannot_make(dir, errno, e);
}

void
datafile_unclaim(const char *dir, struct datafile_nest *nest, bool failed)
{
	if (nest->dir != NULL)
		datafile_remove_nest(nest->dir);
	if (failed)
		newfolder_drop(dir, nest->made);
	free(nest->dir);
	*nest = (struct datafile_nest){0};
}

void
datafile_read_through(int fd)
{
	char *block = xmalloc(READ_BLOCK);
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, block, READ_BLOCK, at)) > 0)
		at += n;
	free(block);
}

void
datafile_see(struct datafile_seen *out, const char *dir, int fd)
{
	struct stat file = {0};

	(void)fstat(fd, &file);
	*out = (struct datafile_seen){
	    .path = datafile_path(dir, DATA_FILE), .device = file.st_dev, .inode = file.st_ino};
}

bool
datafile_is_there(const struct datafile_seen *seen)
{
	struct stat file;

	return stat(seen->path, &file) == 0 && file.st_dev == seen->device &&
	    file.st_ino == seen->inode;
}
