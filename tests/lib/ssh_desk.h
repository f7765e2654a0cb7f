/* SPDX-License-Identifier: MIT
 * ssh_desk.h - a clerk's desk at the other end of a line: the program on a terminal, over a private
 * sshd (tests/ssh/lab.bash).
 */
#ifndef TESTS_LIB_SSH_DESK_H
#define TESTS_LIB_SSH_DESK_H

#include "tests/lib/desk.h"
#include "tests/lib/slow_line.h"

/* There is no sshd to be had: it is told as a test that is left out. */
bool ssh_is_missing(void);
/* A command of bash, without single quotes, with all of tests/ssh/lab.bash at hand. To be freed. */
char *desk_lab(const struct desk *d, const char *command);
/* One town and one sshd for all tests of a program; lead, an administrator, and vera, a clerk, have
 * their keys. */
int ssh_group_setup(void **state);
int ssh_group_teardown(void **state);
int ssh_setup(void **state);

/* ssh to the screens; its process is that of the terminal. */
vt *ssh_come_in(const struct desk *d, const char *name, int rows, int columns);
/* The same over a line (slow_line.h) that is so slow. */
vt *ssh_come_in_slowly(const struct desk *d, const char *name, const struct slowness *line);
/* From the first screen on: a request whose long text is being typed. Returns its terminal. */
vt *ssh_type_request(vt *v);
/* At vera's next login the draft of it is offered and holds everything; it is erased. */
void ssh_draft_is_there(const struct desk *d);
/* What has passed there. */
volatile struct passed *ssh_passed(const struct desk *d, const char *name);
/* ssh is killed, stopped or not, and waited for. */
void ssh_hang_up(vt *v);
/* The process of a session over SSH of this database and account; 0: none. */
pid_t ssh_program_of(const struct desk *d, const char *account);
/* The process of sshd that holds the other end of a session's terminal. */
pid_t ssh_server_of(pid_t program);
void ssh_ends_within(const struct desk *d, const char *account, long milliseconds);

#endif
