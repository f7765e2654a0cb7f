/* SPDX-License-Identifier: MIT
 * main.c - the program: reads its options, opens the register once, and hands it to a command or to
 * the screens.
 */
#include <signal.h>
#include <unistd.h>

#include "base/crash.h"
#include "base/die.h"
#include "cli/command/command.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/line/out.h"
#include "cli/ssh_session.h"
#include "db/lmdb/store.h"
#include "model/profile/profile.h"
#include "screens/app/app.h"
#include "screens/places.h"
#include "screens/term/ui.h"

static void
put_help(const struct call *c, struct buf *text)
{
	if (c->command != NULL)
		help_put_command(text, c->command);
	else
		help_put_program(text, c->commands);
}

/* --help, --version and what the build prints for the manual: answers without a register. */
static bool
put_about_itself(const struct call *c, struct buf *text)
{
	if (call_has(c, OPTION_HELP))
		put_help(c, text);
	else if (call_has(c, OPTION_VERSION)) {
		manual_put_version(text);
		buf_printf(text, "%s\n%s\n", store_library(), ui_library());
	} else if (call_has(c, OPTION_MANUAL))
		manual_put_page(text, c->commands);
	else if (call_has(c, OPTION_FORMATS))
		manual_put_formats(text);
	else if (call_has(c, OPTION_PROFILES))
		profile_put_reference(text);
	else if (call_has(c, OPTION_COMPLETION))
		manual_put_completion(text, c->commands);
	else
		return false;
	return true;
}

static void
tell_clock(const struct session *s)
{
	struct buf text = {0};

	session_put_clock(s, &text);
	if (text.len > 0)
		out_complain(buf_text(&text));
	buf_free(&text);
}

static enum status
open_session(struct call *c, enum way way, bool any_format, struct error *e)
{
	struct visitor visitor;
	enum status st = call_enter(c, way, &visitor, e);

	if (st != ST_OK)
		return st;
	return (any_format ? session_open_any : session_open)(
	    &c->session, buf_text(&c->dir), &visitor, e);
}

/* An administrator is asked on the screen whether to upgrade the database; others are told what
 * stands in e already, and so is who leaves it as it is. */
static enum status
offer_upgrade(struct call *c, struct error *e)
{
	struct error ignored = {0};
	enum status st = open_session(c, WAY_SCREEN, true, &ignored);
	bool may = st == ST_OK && session_may(c->session, PERMIT_UPKEEP);

	if (may)
		st = app_run(c->session, places, PLACE_UPGRADE, e);
	session_close(c->session);
	c->session = NULL;
	if (!may)
		return ST_OLDER;
	return st == ST_OK ? open_session(c, WAY_SCREEN, false, e) : st;
}

/* Without a command and without screens. */
static enum status
run_bare(struct call *c, struct error *e)
{
	if (c->visitor == NULL)
		return summary_print(c, e);
	return error_set(e, ST_USAGE,
	    "экраны открываются на терминале (ssh -t, в PuTTY сами); без терминала нужна команда, "
	    "какие есть, покажет help");
}

/* What a command could not read it may have taken for absent: then its answer is not whole, and a
 * refusal ("there is no such person") may be untrue. */
static enum status
check_all_was_read(const struct call *c, enum status st, struct error *e)
{
	enum status unread = store_take_unread(c->session->store);

	return unread == ST_OK || status_exit_code(st) == status_exit_code(unread)
	    ? st
	    : error_set(e, unread, "база прочитана не вся, ответ неполон: %s",
		  store_reason(c->session->store, unread).text);
}

static enum status
run_opened(struct call *c, bool screens, struct error *e)
{
	struct buf text = {0};
	enum status st = open_session(
	    c, screens ? WAY_SCREEN : WAY_COMMAND, c->command != NULL && c->command->any_format, e);

	if (st == ST_OLDER && screens)
		st = offer_upgrade(c, e);
	if (st != ST_OK)
		return st;
	if (!screens)
		tell_clock(c->session);
	if (call_has(c, OPTION_HELP)) { /* over SSH, where nothing is told to strangers */
		put_help(c, &text);
		out_buf(c->out, &text);
		buf_free(&text);
		return ST_OK;
	}
	if (c->command != NULL) {
		session_come(c->session, c->command->name);
		st = call_run(c, e);
		return check_all_was_read(c, st, e);
	}
	if (!screens)
		return run_bare(c, e);
	session_come(c->session, "");
	keep_memory();
	return app_run(c->session, places, PLACE_HOME, e);
}

static enum status
run(struct call *c, struct error *e)
{
	bool screens = c->command == NULL && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	bool answers = !screens || call_has(c, OPTION_HELP);
	struct buf text = {0};
	enum status st = ST_OK, written = ST_OK;

	if (answers)
		c->out = out_open();
	if (c->visitor == NULL && put_about_itself(c, &text))
		out_buf(c->out, &text);
	else if (c->visitor == NULL && c->command != NULL && c->command->permit == 0)
		st = call_run(c, e);
	else
		st = run_opened(c, screens, e);
	session_close(c->session);
	buf_free(&text);
	if (answers) /* screens leave no answer that a dropped line could have swallowed */
		written = out_close(c->out, st == ST_OK ? e : NULL);
	return st == ST_OK ? written : st;
}

static void
complain(const struct call *c, const struct error *e)
{
	struct buf sentence = {0};

	buf_printf(&sentence, "metodaktiv: %s", error_text(e));
	if (e->status == ST_USAGE)
		buf_printf(&sentence, "\nСправка: %shelp%s%s",
		    c->visitor == NULL ? "metodaktiv " : "", c->command != NULL ? " " : "",
		    c->command != NULL ? c->command->name : "");
	out_complain(buf_text(&sentence));
	buf_free(&sentence);
}

/* Who may not come at all is told that, whatever was asked for. */
static enum status
refuse_over_ssh(struct call *c, const struct error *refused, struct error *e)
{
	enum status st = open_session(c, WAY_SSH, true, e);

	if (st == ST_DENIED)
		return st;
	if (st == ST_OK && refused->status == ST_DENIED)
		session_note_refusal(c->session);
	session_close(c->session);
	*e = *refused;
	return refused->status;
}

static int
run_over_ssh(struct call *c)
{
	struct ssh_session s;
	struct call asked = {.visitor = &s.visitor};
	struct error e = {0}, refused = {0};
	enum status st = ssh_session_begin(&s, c, &e);

	if (st == ST_OK && ssh_session_ask(&s, c, &asked, &refused) != ST_OK)
		st = refuse_over_ssh(&asked, &refused, &e);
	else if (st == ST_OK)
		st = run(&asked, &e);
	if (st != ST_OK) {
		e.status = st;
		complain(&asked, &e);
	}
	call_free(&asked);
	ssh_session_end(&s);
	return status_exit_code(st);
}

int
main(int argc, char **argv)
{
	struct call c;
	struct error e = {0};
	enum status st;

	crash_watch();
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an answer of write(), not an end */
	st = call_parse(&c, all_commands, argc, argv, &e);

	if (st == ST_OK && c.command != NULL && c.command->run == NULL &&
	    !call_has(&c, OPTION_HELP)) {
		int code = run_over_ssh(&c);

		call_free(&c);
		return code;
	}
	if (st == ST_OK)
		st = run(&c, &e);
	if (st != ST_OK) {
		e.status = st;
		complain(&c, &e);
	}
	call_free(&c);
	return status_exit_code(st);
}
