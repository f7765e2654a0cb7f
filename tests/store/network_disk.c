/* SPDX-License-Identifier: MIT
 * network_disk.c - a folder that lies on another machine: no database is opened, made or restored
 * there, and a copy is brought there by way of the database's own disk.
 *
 * None can be mounted by a test. What the system answers about file systems is said here.
 */
#include "tests/lib/lab.h"

#include <dlfcn.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include "db/admin/backup.h"
#include "db/lmdb/datafile.h"

enum { NFS = 0x6969, FUSE = 0x65735546 };
#define MOUNTS "/proc/self/mountinfo"

/* What lies in `dir` and below is of this kind; the file of mounts reads so where it is told. */
static struct {
	const char *dir;
	unsigned kind;
	bool closed; /* there is no reading the mounts */
	char mounts[256];
} disk;

int
statfs(const char *path, struct statfs *out)
{
	int done = (int)syscall(SYS_statfs, path, out);

	if (disk.dir != NULL && strncmp(path, disk.dir, strlen(disk.dir)) == 0)
		out->f_type = disk.kind;
	return done;
}

FILE *
fopen(const char *path, const char *mode)
{
	__typeof__(fopen) *next = (__typeof__(fopen) *)dlsym(RTLD_NEXT, "fopen");

	if (strcmp(path, MOUNTS) == 0 && disk.closed)
		return NULL;
	if (strcmp(path, MOUNTS) == 0 && disk.mounts[0] != '\0')
		return fmemopen(disk.mounts, strlen(disk.mounts), "r");
	return next(path, mode);
}

static char base[LAB_PATH], db[LAB_PATH + 16], there[LAB_PATH + 16], copy[LAB_PATH + 32];

static int
make_all(void **state)
{
	(void)state;
	lab_folder(base);
	snprintf(db, sizeof(db), "%s/db", base);
	snprintf(there, sizeof(there), "%s/there", base);
	snprintf(copy, sizeof(copy), "%s/town.copy", there);
	store_close(lab_create(db));
	assert_int_equal(mkdir(there, 0700), 0);
	return 0;
}

static int
remove_all(void **state)
{
	(void)state;
	memset(&disk, 0, sizeof(disk));
	lab_remove(base);
	return 0;
}

/* No database is opened there, and the sentence says where it lies and what to do. */
static void
assert_is_refused(const char *kind)
{
	struct store *st = NULL;
	struct error e = {0};

	assert_int_equal(db_open(&st, db, &e), ST_NETWORK);
	assert_null(st);
	assert_non_null(strstr(e.text, db));
	if (strstr(e.text, kind) == NULL)
		fail_msg("%s: %s", kind, e.text);
	assert_non_null(strstr(e.text, "сотрудники пусть входят по SSH"));
}

static void
assert_is_opened(void)
{
	store_close(lab_open(db));
}

static void
no_database_is_opened_there(void **state)
{
	static const struct {
		unsigned kind;
		const char *name;
	} kinds[] = {{NFS, "(NFS)"}, {0x517B, "(SMB)"}, {0xFE534D42, "(SMB2)"},
	    {0xFF534D42, "(CIFS)"}, {0x01021997, "(9p)"}, {0x5346414F, "(AFS)"},
	    {0x73757245, "(Coda)"}, {0x00C36400, "(Ceph)"}, {0x01161970, "(GFS2)"},
	    {0x7461636F, "(OCFS2)"}, {0x0BD00BD0, "(Lustre)"}, {0x786F4256, "(vboxsf)"},
	    {0x564C, "(NCP)"}};

	(void)state;
	disk.dir = db;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		disk.kind = kinds[i].kind;
		assert_is_refused(kinds[i].name);
	}
	disk.kind = 0xEF53; /* ext4 */
	assert_is_opened();
}

/* The mounts of the machine: the one of this folder's device is of that type. */
static void
mount_as(const char *type, unsigned minor_more)
{
	struct stat s;

	assert_int_equal(stat(db, &s), 0);
	snprintf(disk.mounts, sizeof(disk.mounts),
	    "22 1 0:5 / /dev rw - devtmpfs udev rw\n"
	    "36 22 %u:%u / /srv rw,relatime - %s clerk@host:/ rw,user_id=0\n",
	    major(s.st_dev), minor(s.st_dev) + minor_more, type);
}

static void
what_fuse_is_told_by_the_mounts(void **state)
{
	(void)state;
	disk.dir = db;
	disk.kind = FUSE;
	mount_as("fuse.sshfs", 0);
	assert_is_refused("(FUSE)");
	mount_as("fuse.rclone", 0);
	assert_is_refused("(FUSE)");
	mount_as("fuseblk", 0);
	assert_is_opened();
	mount_as("fuse.sshfs", 1);
	assert_is_opened();
	disk.closed = true;
	assert_is_opened();
}

static void
none_is_made_there(void **state)
{
	char made[LAB_PATH + 32];
	struct store *st = NULL;
	struct error e = {0};

	(void)state;
	disk.dir = there;
	disk.kind = NFS;
	snprintf(made, sizeof(made), "%s/town/db", there);
	assert_int_equal(db_create(&st, made, NULL, NULL, &e), ST_NETWORK);
	assert_null(st);
	assert_non_null(strstr(e.text, "(NFS)"));
	assert_int_equal(lab_entries(there), 0);
}

/* Nothing but the copy ever lies there: taking away the rest may be anybody's on such a disk. */
static bool
sees_nothing_there(void *context, size_t done, size_t total)
{
	(void)done, (void)total;
	*(bool *)context = true;
	assert_int_equal(lab_entries(there), 0);
	return true;
}

static void
a_copy_is_brought_there_and_back(void **state)
{
	bool asked = false;
	const struct backup_how how = {.progress = sees_nothing_there, .context = &asked};
	char other[LAB_PATH + 16];
	struct store *st = lab_open(db);

	(void)state;
	assert_int_equal(lab_put(st, "O1"), ST_OK);
	disk.dir = there;
	disk.kind = NFS;
	assert_int_equal(backup_make(st, copy, &how, NULL, NULL), ST_OK);
	assert_true(asked);
	assert_int_equal(backup_make(st, copy, NULL, NULL, NULL), ST_REFUSED);
	store_close(st);
	assert_int_equal(lab_entries(there), 1);
	snprintf(other, sizeof(other), "%s/other", base);
	assert_int_equal(backup_restore(copy, other, NULL, slice_of(""), NULL), ST_OK);
	st = lab_open(other);
	assert_true(lab_has(st, "O1"));
	store_close(st);
}

/* The copy is whole; it is the folder that is wrong. */
static void
none_is_restored_there(void **state)
{
	char here[LAB_PATH + 16], wrong[LAB_PATH + 32];
	struct store *st = lab_open(db);
	struct error e = {0};

	(void)state;
	snprintf(here, sizeof(here), "%s/town.copy", base);
	snprintf(wrong, sizeof(wrong), "%s/town", there);
	assert_int_equal(backup_make(st, here, NULL, NULL, NULL), ST_OK);
	store_close(st);
	disk.dir = there;
	disk.kind = NFS;
	assert_int_equal(backup_restore(here, wrong, NULL, slice_of(""), &e), ST_NETWORK);
	assert_non_null(strstr(e.text, "(NFS)"));
	assert_null(strstr(e.text, "не годится"));
	assert_int_equal(lab_entries(there), 0);
}

/* Process numbers are another machine's there. */
static void
nobody_is_tidied_after_there(void **state)
{
	char nest[LAB_PATH + 48];

	(void)state;
	snprintf(nest, sizeof(nest), "%s/backup.tmp-999999999", there);
	assert_int_equal(mkdir(nest, 0700), 0);
	disk.dir = there;
	disk.kind = NFS;
	datafile_remove_old_nests(there, NULL);
	assert_int_equal(lab_entries(there), 1);
	disk.dir = NULL;
	datafile_remove_old_nests(there, NULL);
	assert_int_equal(lab_entries(there), 0);
}

#define WITH_FOLDERS(test) cmocka_unit_test_setup_teardown(test, make_all, remove_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_FOLDERS(no_database_is_opened_there),
	    WITH_FOLDERS(what_fuse_is_told_by_the_mounts),
	    WITH_FOLDERS(none_is_made_there),
	    WITH_FOLDERS(a_copy_is_brought_there_and_back),
	    WITH_FOLDERS(none_is_restored_there),
	    WITH_FOLDERS(nobody_is_tidied_after_there),
	};

	return cmocka_run_group_tests_name("network disk", tests, NULL, NULL);
}
