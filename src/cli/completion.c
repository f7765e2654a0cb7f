/* SPDX-License-Identifier: MIT
 * completion.c - the completion of bash, from the tables of commands and options.
 */
#include <string.h>

#include "cli/command/command.h"
#include "cli/help.h"

static void
put_kinds(struct buf *b)
{
	buf_puts(b, "\tlocal kinds='");
	for (enum kind k = 0; k < KIND_COUNT; k++)
		buf_printf(b, "%s%s", k == 0 ? "" : " ", entity_of(k)->id);
	buf_puts(b, "'\n");
}

static void
put_roles(struct buf *b)
{
	size_t count;
	const struct role *roles = role_list(&count);

	buf_puts(b, "\t--role) words='");
	for (size_t i = 0; i < count; i++)
		buf_printf(b, "%s%s", i == 0 ? "" : " ", roles[i].id);
	buf_puts(b, "' ;;\n");
}

/* The names of the supplied profiles come as "kuznetsk, strezhevoy". */
static void
put_profiles(struct buf *b)
{
	struct buf names = {0};

	profile_put_names(&names);
	for (size_t i = 0; i < names.len; i++)
		if (names.data[i] == ',')
			names.data[i] = ' ';
	buf_printf(b, "\t--profile) words='%s' files=f ;;\n", buf_text(&names));
	buf_free(&names);
}

static void
put_words(struct buf *b, const char *const *words)
{
	for (size_t i = 0; words != NULL && words[i] != NULL; i++)
		buf_printf(b, "%s%s", i == 0 ? "" : " ", words[i]);
}

static void
put_option_words(struct buf *b, enum option_id id)
{
	buf_printf(b, "\t--%s) words=", options[id].name);
	if (id == OPTION_FORMAT)
		buf_puts(b, "$formats");
	else {
		buf_putc(b, '\'');
		put_words(b, option_words(id));
		buf_putc(b, '\'');
	}
	buf_puts(b, " ;;\n");
}

/* level:WORD: the colon parts words for the shell, so what stands before it is in `scope`, and a
 * word that has blanks is one. */
static void
put_scopes(struct buf *b)
{
	const struct field *level = field_find(KIND_PEOPLE, "level");

	buf_puts(b,
	    "\t--scope)\n"
	    "\t\tcompopt +o filenames -o nospace 2>/dev/null\n"
	    "\t\tIFS=$'\\n'\n"
	    "\t\t[ -n \"$scope\" ] || words=$'city\\nassociation:\\norganisation:\\nlevel:'\n"
	    "\t\t[ \"$scope\" != level ] || words=$'");
	for (size_t i = 0; level->words[i] != NULL; i++)
		buf_printf(b, "%s%s", i > 0 ? "\\n" : "", level->words[i]);
	buf_puts(b, "'\n\t\twords=${words// /\\\\\\\\ } ;;\n");
}

static void
put_names_of_people(struct buf *b)
{
	struct buf words = {0};

	indicators_put_words(&words);
	buf_printf(b, "\t--names) words='%s' ;;\n", buf_text(&words));
	buf_free(&words);
}

/* What may follow an option that takes a value. */
static void
put_values(struct buf *b)
{
	buf_puts(b, "\tcase $previous in\n");
	put_profiles(b);
	put_roles(b);
	put_scopes(b);
	put_names_of_people(b);
	for (enum option_id id = 0; id < OPTION_COUNT; id++) {
		const struct option *o = &options[id];

		if (o->help == NULL || o->type == VALUE_FLAG || id == OPTION_SCOPE ||
		    id == OPTION_NAMES)
			continue;
		if (o->type == VALUE_WORD)
			put_option_words(b, id);
		else if (o->type == VALUE_KIND)
			buf_printf(b, "\t--%s) words=$kinds ;;\n", o->name);
		else if (o->type == VALUE_FOLDER)
			buf_printf(b, "\t--%s) files=d ;;\n", o->name);
		else if (o->type == VALUE_FILE)
			buf_printf(b, "\t--%s | -%c) files=f ;;\n", o->name, o->letter);
		else if (o->type == VALUE_TEXT || o->type == VALUE_DATE)
			buf_printf(b, "\t--%s) return ;;\n", o->name);
	}
	buf_puts(b, "\t*) value= ;;\n\tesac\n");
}

static void
put_option_names(struct buf *b, option_set which)
{
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if ((which & OPTION_BIT(id)) != 0 && options[id].help != NULL)
			buf_printf(b, " --%s", options[id].name);
}

/* The commands that have a name, or the actions of one name. */
static void
put_names(struct buf *b, const struct command *commands)
{
	for (const struct command *command = commands; command->name != NULL; command++)
		if (command == commands || strcmp(command[-1].name, command->name) != 0)
			buf_printf(b, " %s", command->name);
}

/* Which of the operands is FILE. */
static int
place_of_file(const char *operands)
{
	int place = 0;

	for (const char *p = operands; p < strstr(operands, "FILE"); p++)
		place += *p == ' ';
	return place;
}

static void
put_operand_words(struct buf *b, const struct command *command)
{
	const char *operands = command->operands;

	if (command->put_words != NULL) {
		buf_puts(b, " [ $count = 0 ] && words='");
		command->put_words(b);
		buf_puts(b, "';");
	} else if (strncmp(operands, "KIND", 4) == 0) {
		buf_puts(b, " [ $count = 0 ] && words=$kinds;");
	}
	if (strstr(operands, "FILE") != NULL)
		buf_printf(b, " [ $count = %d ] && files=f;", place_of_file(operands));
	if (strstr(operands, "COMMAND") != NULL)
		buf_puts(b, " words=$commands;");
	if (command->with_all != NULL && *command->with_all != '\0')
		buf_puts(b, " [ -n \"$all\" ] && words= files=d;");
}

static void
put_command(struct buf *b, const struct command *command)
{
	buf_printf(b, "\t'%s%s%s') options='", command->name, command->action != NULL ? " " : "",
	    command->action != NULL ? command->action : "");
	put_option_names(b, command->takes | TAKES(DB) | TAKES(USER) | TAKES(HELP));
	buf_puts(b, "' formats='");
	put_words(b, command->formats);
	buf_puts(b, "';");
	put_operand_words(b, command);
	buf_puts(b, " ;;\n");
}

/* Actions of two words ("key add") stand together in the table. */
static bool
is_first_of_group(const struct command *command)
{
	size_t len = command->action != NULL ? strcspn(command->action, " ") : 0;

	return len > 0 && command->action[len] == ' ' &&
	    (command[-1].action == NULL ||
		strncmp(command[-1].action, command->action, len + 1) != 0);
}

static bool
is_in_group(const struct command *command, const struct command *first)
{
	size_t len = strcspn(first->action, " ") + 1;

	return command->name != NULL && command->action != NULL &&
	    strcmp(command->name, first->name) == 0 &&
	    strncmp(command->action, first->action, len) == 0;
}

/* "user" alone: the first words of its actions come next. */
static void
put_first_words(struct buf *b, const struct command *first)
{
	for (const struct command *c = first; c != NULL; c = help_next_action(c))
		if (strchr(c->action, ' ') == NULL || is_first_of_group(c))
			buf_printf(b, " %.*s", (int)strcspn(c->action, " "), c->action);
}

/* "user key": the second words. */
static void
put_second_words(struct buf *b, const struct command *first)
{
	for (const struct command *c = first; is_in_group(c, first); c++)
		buf_printf(b, " %s", strchr(c->action, ' ') + 1);
}

static void
put_actions(struct buf *b, const struct command *commands)
{
	for (const struct command *c = commands; c->name != NULL; c++) {
		if (c->action != NULL && strcmp(c[-1].name, c->name) != 0) {
			buf_printf(b, "\t%s) words='", c->name);
			put_first_words(b, c);
			buf_puts(b, "' ;;\n");
		}
		if (is_first_of_group(c)) {
			buf_printf(b, "\t'%s %.*s') words='", c->name, (int)strcspn(c->action, " "),
			    c->action);
			put_second_words(b, c);
			buf_puts(b, "' ;;\n");
		}
	}
}

static void
put_flags(struct buf *b)
{
	buf_puts(b, "\t\t--all) all=1 ;;\n\t\t-h");
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if (options[id].type == VALUE_FLAG && id != OPTION_ALL && options[id].help != NULL)
			buf_printf(b, " | --%s", options[id].name);
	buf_puts(b, ") ;;\n");
}

/* "level:нач" are three words to the shell; the last is completed. */
static void
put_colon(struct buf *b)
{
	buf_puts(b,
	    "\tif [ \"$previous\" = : ]; then\n"
	    "\t\tscope=${COMP_WORDS[COMP_CWORD - 2]} previous=${COMP_WORDS[COMP_CWORD - 3]}\n"
	    "\telif [ \"$current\" = : ]; then\n"
	    "\t\tscope=$previous previous=${COMP_WORDS[COMP_CWORD - 2]} current=\n"
	    "\tfi\n");
}

/* Reads the words before the cursor: the command, its action, how many operands, --all. */
static void
put_reading(struct buf *b)
{
	buf_puts(b,
	    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	    "\t\tword=${COMP_WORDS[i]}\n"
	    "\t\tcase $word in\n");
	put_flags(b);
	buf_puts(b,
	    "\t\t-*) [[ $word == *=* ]] || i=$((i + 1)) ;;\n"
	    "\t\t*)\n"
	    "\t\t\tif [ -z \"$command\" ]; then\n"
	    "\t\t\t\tcommand=$word\n"
	    "\t\t\telif [[ \" $actions \" == *\" $command \"* ]]; then\n"
	    "\t\t\t\tcommand+=\" $word\"\n"
	    "\t\t\telse\n"
	    "\t\t\t\tcount=$((count + 1))\n"
	    "\t\t\tfi\n"
	    "\t\t\t;;\n"
	    "\t\tesac\n"
	    "\tdone\n");
}

static void
put_command_words(struct buf *b, const struct command *commands)
{
	buf_puts(b, "\tcase $command in\n\t'') words=$commands options='");
	put_option_names(b, TAKES_ALWAYS);
	buf_puts(b, "' ;;\n");
	put_actions(b, commands);
	for (const struct command *command = commands; command->name != NULL; command++)
		put_command(b, command);
	buf_puts(b, "\tesac\n");
}

static void
put_locals(struct buf *b, const struct command *commands)
{
	buf_puts(b,
	    "\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
	    "\tlocal IFS=$' \\t\\n' scope= word i command= all= count=0 words= options= formats= "
	    "files= value=1\n"
	    "\tlocal commands='");
	put_names(b, commands);
	buf_puts(b, "' actions='");
	for (const struct command *command = commands; command->name != NULL; command++) {
		if (command->action != NULL && strcmp(command[-1].name, command->name) != 0)
			buf_printf(b, "%s ", command->name);
		if (is_first_of_group(command))
			buf_printf(b, "%s %.*s ", command->name, (int)strcspn(command->action, " "),
			    command->action);
	}
	buf_puts(b, "'\n");
	put_kinds(b);
}

void
manual_put_completion(struct buf *b, const struct command *commands)
{
	buf_puts(b,
	    "# bash completion of metodaktiv, made by metodaktiv --print-completion\n"
	    "_metodaktiv()\n{\n");
	put_locals(b, commands);
	put_colon(b);
	put_reading(b);
	put_command_words(b, commands);
	buf_puts(b, "\tlocal operand_words=$words operand_files=$files\n\twords= files=\n");
	put_values(b);
	buf_puts(b,
	    "\tif [ -z \"$value\" ]; then\n"
	    "\t\twords=$operand_words files=$operand_files\n"
	    "\t\t[[ $current == -* ]] && words=$options files=\n"
	    "\tfi\n"
	    "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
	    "\t[ -z \"$files\" ] || mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -$files "
	    "-- "
	    "\"$current\")\n"
	    "}\n"
	    "complete -o filenames -F _metodaktiv metodaktiv\n");
}
