/* SPDX-License-Identifier: MIT
 * ssh_desk.c - a clerk's desk at the other end of a line.
 */
#include "tests/lib/ssh_desk.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A command of bash, without single quotes, with all of tests/ssh/lab.bash at hand. To be freed. */
char *
desk_lab(const struct desk *d, const char *command)
{
	return desk_shell("work='%s' db='%s' program=$(realpath '%s') boss=lead "
			  "bash -c '. tests/ssh/lab.bash; %s'",
	    d->folder, d->db, desk_program(), command);
}

int
ssh_group_setup(void **state)
{
	struct desk *d;

	if (desk_group_setup(state) != 0)
		return -1;
	d = *state;
	snprintf(d->db, sizeof(d->db), "%s/town", d->folder);
	free(desk_lab(d, "start_sshd && add_person lead administrator && add_person vera clerk"));
	return 0;
}

int
ssh_group_teardown(void **state)
{
	free(desk_lab(*state, "stop_sshd"));
	return desk_group_teardown(state);
}

int
ssh_setup(void **state)
{
	int failed = desk_setup(state);

	if (failed == 0)
		free(desk_lab(*state, "refresh_keys"));
	return failed;
}

/* ssh to the screens; its process is that of the terminal. */
vt *
ssh_come_in(const struct desk *d, const char *name, int rows, int columns)
{
	char client[300];
	const char *argv[] = {"ssh", "-tt", "-F", client, name, NULL};
	vt *v;

	snprintf(client, sizeof(client), "%s/ssh/client", d->folder);
	v = vt_spawn(rows, columns, "xterm-256color", NULL, argv);
	assert_non_null(v);
	return v;
}

static char *
count_file(const struct desk *d, const char *name, char *file, size_t size)
{
	snprintf(file, size, "%s/passed.%s", d->folder, name);
	return file;
}

vt *
ssh_come_in_slowly(const struct desk *d, const char *name, const struct slowness *line)
{
	char client[300], file[300], proxy[700];
	const char *argv[] = {"ssh", "-tt", "-F", client, "-o", proxy, "-o",
	    line->compressed ? "Compression=yes" : "Compression=no", name, NULL};
	vt *v;

	snprintf(client, sizeof(client), "%s/ssh/client", d->folder);
	snprintf(proxy, sizeof(proxy), "ProxyCommand=/proc/%d/exe " SLOW_LINE " %%p %d %d %s",
	    (int)getpid(), line->milliseconds, line->bytes,
	    count_file(d, name, file, sizeof(file)));
	v = vt_spawn(24, 80, "xterm-256color", NULL, argv);
	assert_non_null(v);
	return v;
}

volatile struct passed *
ssh_passed(const struct desk *d, const char *name)
{
	char file[300];

	return slow_line_passed(count_file(d, name, file, sizeof(file)));
}

/* All of a file of /proc; the bytes between the words of a command line become line feeds. */
static size_t
read_process(const char *pid, const char *file, char *text, size_t size)
{
	char path[300];
	size_t len = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%s/%s", pid, file);
	f = fopen(path, "r");
	if (f != NULL) {
		len = fread(text, 1, size - 1, f);
		fclose(f);
	}
	text[len] = '\0';
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0')
			text[i] = '\n';
	return len;
}

/* The process of a session over SSH of this database and account; 0: none. */
pid_t
ssh_program_of(const struct desk *d, const char *account)
{
	char wanted[600], line[4096];
	pid_t found = 0;
	DIR *all = opendir("/proc");
	struct dirent *one;

	snprintf(
	    wanted, sizeof(wanted), "\n--db\n%s\nssh-session\n--account\n%s\n", d->db, account);
	while (found == 0 && (one = readdir(all)) != NULL)
		if (isdigit((unsigned char)one->d_name[0]) &&
		    read_process(one->d_name, "cmdline", line, sizeof(line)) > 0 &&
		    strstr(line, wanted) != NULL)
			found = atoi(one->d_name);
	closedir(all);
	return found;
}

/* The process of sshd that holds the other end of a session's terminal. */
pid_t
ssh_server_of(pid_t pid)
{
	char number[32], text[4096], *parent;

	do {
		snprintf(number, sizeof(number), "%d", (int)pid);
		assert_true(read_process(number, "status", text, sizeof(text)) > 0);
		parent = strstr(text, "PPid:");
		assert_non_null(parent);
		if (strncmp(text, "Name:\tsshd", 10) == 0)
			return pid;
		pid = atoi(parent + 5);
	} while (pid > 1);
	fail_msg("no sshd above the program");
	return 0;
}

void
ssh_ends_within(const struct desk *d, const char *account, long limit)
{
	const struct timespec pause = {.tv_nsec = 10 * 1000000};
	double begun = vt_milliseconds(), taken;

	while (ssh_program_of(d, account) != 0 && vt_milliseconds() - begun < (double)limit)
		nanosleep(&pause, NULL);
	taken = vt_milliseconds() - begun;
	if (taken >= (double)limit)
		fail_msg("%s's program still runs after %.0f ms", account, taken);
	fprintf(stderr, "# %s's program gone after %.0f ms\n", account, taken);
}

/* ssh is killed, stopped or not, and waited for. */
void
ssh_hang_up(vt *v)
{
	kill(v->pid, SIGKILL);
	kill(v->pid, SIGCONT);
	vt_close(v, WAIT);
}

vt *
ssh_type_request(vt *v)
{
	desk_see(v, "► ");
	desk_type(v, "запросы", "► Запросы о помощи");
	desk_type(v, "<Ins>", "Запросы о помощи: новая запись");
	desk_type(v, "31.5<Tab><Tab><Tab><Tab><Tab><Tab>", "F4 во всё окно");
	desk_type(v, "Просим помочь с дорожной картой.<C-j>Вторая строка", "Вторая строка");
	return v;
}

void
ssh_draft_is_there(const struct desk *d)
{
	vt *v = ssh_come_in(d, "vera", 24, 80);

	desk_new(v, "Запросы о помощи");
	desk_see(v, "Есть черновик");
	desk_see(v, "[1 Продолжить]"); /* a box that comes by itself takes no key at once */
	vt_keys(v, "<Enter>");
	desk_gone(v, "Есть черновик");
	desk_see(v, "Просим помочь с дорожной картой.");
	desk_see(v, "Вторая строка");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "<Left><Enter>", "► ");
	vt_close(v, WAIT);
}

/* sshd gives a terminal to the group tty and ends where it may not: an ordinary user's may not
 * unless terminals come in that group (devpts mounted with gid=5). */
static bool
terminals_can_be_given(void)
{
	const struct group *tty = getgrnam("tty");
	struct stat made;
	int fd;
	bool can;

	if (geteuid() == 0 || tty == NULL)
		return true;
	fd = posix_openpt(O_RDWR | O_NOCTTY);
	can = fd >= 0 && grantpt(fd) == 0 && unlockpt(fd) == 0 && stat(ptsname(fd), &made) == 0 &&
	    made.st_gid == tty->gr_gid;
	if (fd >= 0)
		close(fd);
	return can;
}

bool
ssh_is_missing(void)
{
	char *reason =
	    desk_shell("work=. program=. db=. bash -c '. tests/ssh/lab.bash; why_no_sshd'");
	bool missing;

	if (reason[0] == '\0' && !terminals_can_be_given()) {
		free(reason);
		reason = strdup("here an ordinary user's sshd cannot give terminals");
		assert_non_null(reason);
	}
	missing = reason[0] != '\0';

	if (missing)
		printf("1..1\nok 1 # SKIP %s\n", reason);
	free(reason);
	return missing;
}
