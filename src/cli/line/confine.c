/* SPDX-License-Identifier: MIT
 * confine.c - Landlock for files, a filter of system calls for the rest.
 *
 * Landlock has no function in the C library, and the headers of Debian 12 know only its first two
 * versions: the rest of what a kernel may have is written down here.
 */
#include "cli/line/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/reason.h"

/* struct landlock_ruleset_attr of the sixth version; older kernels take a prefix of it. */
struct ruleset {
	uint64_t files, network, scoped;
};

#define FILE_TRUNCATE (UINT64_C(1) << 14) /* from version 3 on */
#define FILE_DEVICE   (UINT64_C(1) << 15) /* from version 5 on */
#define NETWORK_ALL   UINT64_C(3)         /* from version 4 on: bind, connect */
#define SCOPED_ALL    UINT64_C(3)         /* from version 6 on: abstract sockets, signals */
#define FILE_READ     (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FILE_FIRST    ((UINT64_C(1) << 13) - 1) /* all that version 1 knows */

/* What each version of Landlock brought; rights a kernel does not know it refuses as a whole. */
static const struct {
	struct ruleset brought;
	size_t size; /* of the ruleset it takes */
} versions[] = {
    {.brought = {.files = FILE_FIRST}, .size = 8},
    {.brought = {.files = LANDLOCK_ACCESS_FS_REFER}, .size = 8},
    {.brought = {.files = FILE_TRUNCATE}, .size = 8},
    {.brought = {.network = NETWORK_ALL}, .size = 16},
    {.brought = {.files = FILE_DEVICE}, .size = 16},
    {.brought = {.scoped = SCOPED_ALL}, .size = 24},
};

/* What may be done beneath a folder, or with a file. One that is not there needs no rule. */
static bool
allow(int rules, const char *path, int kind, uint64_t access)
{
	int fd = open(path, O_PATH | O_CLOEXEC | kind);
	struct landlock_path_beneath_attr beneath = {.allowed_access = access, .parent_fd = fd};
	bool allowed = fd < 0 ||
	    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;

	if (fd >= 0)
		close(fd);
	return allowed;
}

static int
landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* false: the kernel has Landlock and refuses. */
static bool
confine_files(const char *const *writable, const char *own)
{
	static const char *const readable[] = {"/usr", "/lib", "/etc"};
	int version = landlock_version(), rules;
	struct ruleset all = {0};
	size_t size = 0;
	bool done;

	if (version < 1)
		return true;
	for (int i = 0; i < version && i < (int)(sizeof(versions) / sizeof(versions[0])); i++) {
		all.files |= versions[i].brought.files;
		all.network |= versions[i].brought.network;
		all.scoped |= versions[i].brought.scoped;
		size = versions[i].size;
	}
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	if (rules < 0)
		return false;
	done = true;
	for (size_t i = 0; done && i < sizeof(readable) / sizeof(readable[0]); i++)
		done = allow(rules, readable[i], O_DIRECTORY, FILE_READ);
	done = done && allow(rules, own, 0, LANDLOCK_ACCESS_FS_READ_FILE);
	for (; done && *writable != NULL; writable++)
		done = allow(rules, *writable, O_DIRECTORY,
		    all.files & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE);
	done = done && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return done;
}

/* Calls by which one gets at another program, another process, a rule of the machine, or, by a
 * name, at rights Landlock does not watch. A kernel that lacks one has nothing to refuse. */
static const int refused[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
#ifndef __SANITIZE_ADDRESS__ /* its search for leaks looks into the process it runs in */
    SCMP_SYS(ptrace),
#endif
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(tkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(socket),
    SCMP_SYS(socketcall),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(truncate),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(move_mount),
    SCMP_SYS(open_tree),
    SCMP_SYS(fsopen),
    SCMP_SYS(mount_setattr),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(kexec_load),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
};

/* Calls one cannot do without are refused by what they are given. 0, or an errno value below 0. */
static int
refuse_partly(scmp_filter_ctx filter)
{
	const scmp_datum_t self = (scmp_datum_t)getpid();
	const struct {
		int call;
		struct scmp_arg_cmp given;
	} partly[] = {
	    /* letters put into a terminal as if typed there */
	    {SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, 0xFFFFFFFF, TIOCSTI)},
	    /* signals to other sessions of the same user, at once or when a file is ready */
	    {SCMP_SYS(kill), SCMP_A0(SCMP_CMP_NE, self)},
	    {SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, self)},
	    {SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_MASKED_EQ, 0xFFFFFFFF, F_SETOWN)},
	    {SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_MASKED_EQ, 0xFFFFFFFF, F_SETOWN_EX)},
	    /* limits of theirs: a call that names nobody is about the caller */
	    {SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_NE, 0)},
	};
	int error = 0;

	for (size_t i = 0; error == 0 && i < sizeof(partly) / sizeof(partly[0]); i++)
		error = seccomp_rule_add(
		    filter, SCMP_ACT_ERRNO(EPERM), partly[i].call, 1, partly[i].given);
	return error;
}

/* 0, or an errno value. */
static int
confine_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int error = filter != NULL ? 0 : -ENOMEM;

	for (size_t i = 0; error == 0 && i < sizeof(refused) / sizeof(refused[0]); i++)
		error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
	if (error == 0)
		error = refuse_partly(filter);
	if (error == 0)
		error = seccomp_load(filter);
	seccomp_release(filter);
	return -error;
}

enum status
confine(const char *const *writable, const char *own, struct error *e)
{
	int error = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;

	if (error == 0 && !confine_files(writable, own))
		error = errno;
	if (error == 0)
		error = confine_calls();
	if (error != 0)
		return error_set(e, ST_SYSTEM,
		    "сеанс по SSH не смог ограничить сам себя, и поэтому не начат: %s; скажите "
		    "администратору сервера",
		    reason_of(error).text);
	return ST_OK;
}

/* Nobody's folder, which any process may otherwise open. */
static bool
files_are_confined(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return errno == EACCES;
	close(fd);
	return false;
}

void
confine_put(struct buf *out)
{
	bool calls = prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2;

	buf_puts(out,
	    calls ? "другие программы не запускаются, соединения не открываются"
		  : "нет: программа может всё, что может её пользователь в системе");
	if (!calls)
		return;
	buf_puts(out,
	    files_are_confined()
		? "; записываются только папка базы и папка черновиков, читаются кроме них только "
		  "/usr, /lib, /etc и модуль самой программы"
		: "; файлы не ограничены: в ядре этого сервера нет Landlock");
}
