/* SPDX-License-Identifier: MIT
 * faults.c - one call of a command goes wrong, or the command is killed there: the database is
 * sound and as before or as after, what is wrong is said in Russian, and nothing is left lying
 * about.
 *
 * STORE_FAULTS is how many of all states are tried (40; make check-faults tries all of them),
 * STORE_SEED by which they are chosen.
 */
#include "tests/lib/trial.h"

#include <fcntl.h>
#include <sys/sendfile.h>

enum {
	NAMES = 64,
	MOST = 1 << 16,
	AT_ONCE = 40 /* calls of a class tried one by one */,
	KILLS = 200
};
enum { WRITES_OF_A_COMMAND = 10 };

/* What a folder holds before the command. */
enum base_kind { FULL, FRESH, EMPTY, BASES };
static const char *const base_names[BASES] = {"full", "fresh", "empty"};

static const struct step {
	enum base_kind base;
	const char *command; /* PROFILE and DATA stand for paths */
	const char *again;   /* what is run when it was killed; NULL: the same */
	bool makes_database; /* there is none before */
	bool answers;        /* the same as ever, or it is refused */
	bool changes; /* the register: what was not done is told, and so is what is not known */
	bool may_be_unnoted; /* the owner's copy is made though the journal takes no row of it */
} steps[] = {
    {.base = EMPTY, .command = "init --rehearsal --profile PROFILE", .makes_database = true},
    {.base = EMPTY, .command = "restore copy", .makes_database = true},
    {.base = EMPTY, .command = "restore secret --password-file word", .makes_database = true},
    {.base = FRESH, .command = "import --all DATA", .changes = true},
    {.base = FULL, .command = "import people more.csv", .changes = true},
    {.base = FULL, .command = "user add ivanova --role clerk", .changes = true},
    {.base = FULL, .command = "undo --yes", .changes = true},
    {.base = FULL, .command = "profile set PROFILE --force", .changes = true},
    {.base = FULL,
	.command = "publish --format html -o list.html",
	.again = "publish --format html -o list.html --force"},
    {.base = FULL,
	.command = "export people -o one.csv",
	.again = "export people -o one.csv --force"},
    {.base = FULL,
	.command = "export people --format xlsx -o one.xlsx",
	.again = "export people --format xlsx -o one.xlsx --force"},
    {.base = FULL, .command = "export --all out", .again = "export --all out --force"},
    {.base = FULL, .command = "backup new", .again = "backup other", .may_be_unnoted = true},
    {.base = FULL,
	.command = "backup new --password-file word",
	.again = "backup other --password-file word",
	.may_be_unnoted = true},
    {.base = FULL,
	.command = "document roster --format odt -o roster.odt",
	.again = "document roster --format odt -o roster.odt --force"},
    {.base = FULL, .command = "forget P0120 --reason просьба", .changes = true},
    {.base = FULL, .command = "verify"},
    {.base = FULL, .command = "indicators", .answers = true},
    {.base = FULL, .command = "eligibility --all", .answers = true},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

/* Which calls, and what they answer then. */
static const struct fault {
	const char *class, *error;
	bool sticky;
} faults[] = {
    {.class = "write", .error = "28"},
    {.class = "write", .error = "5"},
    {.class = "write", .error = "short"},
    {.class = "write", .error = "28", .sticky = true},
    {.class = "sync", .error = "5"},
    {.class = "truncate", .error = "28"},
    {.class = "rename", .error = "13"},
    {.class = "open", .error = "24"},
    {.class = "open", .error = "13"},
    {.class = "mkdir", .error = "28"},
    {.class = "unlink", .error = "13"},
    {.class = "mmap", .error = "12"},
    {.class = "read", .error = "5"},
    {.class = "alloc", .error = "12"},
    {.class = "lookup", .error = "-30796"}, /* MDB_CORRUPTED */
    {.class = "put", .error = "-30796"},
    {.class = "change", .error = "kill"},
};
enum { FAULTS = sizeof(faults) / sizeof(faults[0]) };

struct state {
	size_t step, fault;
	long nth;
};

struct names {
	char *items[NAMES];
	size_t count;
};

/* What is known of a step from a run in which nothing went wrong. */
struct known {
	char head[65], after[65]; /* of the journal's chain; "": no database */
	struct names names;       /* before and after */
	long calls[FAULTS];
	struct buf answer;
};

static char room[LAB_PATH], bases[BASES][LAB_PATH + 16], trial_folder[LAB_PATH + 16];
static char shim[2 * LAB_PATH], here[LAB_PATH];
static struct known known[STEPS];

/* --- Folders */

static const char *top; /* of the walk: nftw hands nothing on */
static struct names *walked;

static int
take_name(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
	const char *name = path + strlen(top);

	(void)type, (void)ftw;
	/* who is at work, and LMDB's lock, are no part of what is made */
	if (strncmp(name, "/db/here", 8) == 0 || strstr(name, "/lock.mdb") != NULL ||
	    (S_ISDIR(s->st_mode) && strcmp(name, "/db") == 0) || *name == '\0')
		return 0;
	for (size_t i = 0; i < walked->count; i++)
		if (strcmp(walked->items[i], name) == 0)
			return 0;
	assert_true(walked->count < NAMES);
	walked->items[walked->count++] = xstrdup(name);
	return 0;
}

/* Adds the names in a folder to those there are. */
static void
names_add(struct names *n, const char *folder)
{
	top = folder;
	walked = n;
	assert_int_equal(nftw(folder, take_name, 16, FTW_PHYS), 0);
}

static void
names_free(struct names *n)
{
	for (size_t i = 0; i < n->count; i++)
		free(n->items[i]);
	n->count = 0;
}

static void
copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	struct stat s;

	assert_true(in >= 0 && fstat(in, &s) == 0);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, s.st_mode & 0777);
	assert_true(out >= 0);
	assert_true(sendfile(out, in, NULL, (size_t)s.st_size) == s.st_size);
	close(in);
	close(out);
}

/* A folder of files, and its db/, anew. */
static void
begin_in(const char *base)
{
	DIR *d = opendir(base);
	const struct dirent *entry;
	char from[2 * LAB_PATH], to[2 * LAB_PATH];

	if (access(trial_folder, F_OK) == 0)
		lab_remove(trial_folder);
	assert_int_equal(mkdir(trial_folder, 0700), 0);
	assert_non_null(d);
	while ((entry = readdir(d)) != NULL) {
		snprintf(from, sizeof(from), "%s/%s", base, entry->d_name);
		snprintf(to, sizeof(to), "%s/%s", trial_folder, entry->d_name);
		if (entry->d_type == DT_REG)
			copy_file(from, to);
		else if (strcmp(entry->d_name, "db") == 0) {
			assert_int_equal(mkdir(to, 0770), 0);
			snprintf(from, sizeof(from), "%s/db/data.mdb", base);
			snprintf(to, sizeof(to), "%s/db/data.mdb", trial_folder);
			copy_file(from, to);
		}
	}
	closedir(d);
}

/* --- Judging */

/* "" when there is no database; NULL when there is one that is not sound, which is told. */
static const char *
chain_head(char out[65])
{
	char dir[LAB_PATH + 32], data[LAB_PATH + 48];
	struct verify_report report;
	struct error e = {0};
	struct store *st;
	enum status status;

	*out = '\0';
	snprintf(dir, sizeof(dir), "%s/db", trial_folder);
	snprintf(data, sizeof(data), "%s/data.mdb", dir);
	if (access(data, F_OK) != 0)
		return out;
	status = db_open(&st, dir, &e);
	if (status != ST_OK) {
		print_error("%s\n", error_text(&e));
		return NULL;
	}
	status = verify_store(st, &report, NULL, NULL, NULL);
	store_close(st);
	if (status != ST_OK)
		return NULL;
	memcpy(out, report.chain_head, 65);
	return out;
}

static void
put_command(char *out, size_t size, const char *command)
{
	struct buf text = {0};

	for (const char *p = command; *p != '\0'; p++) {
		if (strncmp(p, "PROFILE", 7) == 0) {
			buf_printf(&text, "%s/profiles/strezhevoy.conf", here);
			p += 6;
		} else if (strncmp(p, "DATA", 4) == 0) {
			buf_printf(&text, "%s/tests/data/strezhevoy", here);
			p += 3;
		} else {
			buf_putc(&text, *p);
		}
	}
	snprintf(out, size, "%s", buf_text(&text));
	buf_free(&text);
}

static void
run(struct trial *t, const char *command, const char *settings)
{
	char words[2048];

	put_command(words, sizeof(words), command);
	trial_run(t, trial_folder, settings != NULL ? shim : NULL, settings, words);
}

/* The first name that nobody made on purpose. */
static const char *
left_over(const struct known *k, struct names *now)
{
	names_add(now, trial_folder);
	for (size_t i = 0; i < now->count; i++) {
		/* a page that is journalled and has no name yet is kept, and told where */
		bool wanted = strcmp(now->items[i], "/other") == 0 ||
		    strcmp(now->items[i], "/list.html.metodaktiv") == 0 ||
		    strcmp(now->items[i], "/db/data.mdb") == 0;

		for (size_t j = 0; !wanted && j < k->names.count; j++)
			wanted = strcmp(now->items[i], k->names.items[j]) == 0;
		if (!wanted)
			return now->items[i];
	}
	return NULL;
}

/* Without memory the program ends where it stands, as when it is killed. */
static bool
is_out_of_memory(const struct trial *t)
{
	return t->status == 3 && strstr(buf_text(&t->err), "не хватает памяти") != NULL;
}

/* Without memory for the file of its zone the C library counts hours as in Greenwich: the row of
 * the journal has another time then, and the chain another end. */
static bool
tells_time_otherwise(const struct state *s, const struct trial *t)
{
	return t->status == 0 && strcmp(faults[s->fault].class, "alloc") == 0;
}

/* A folder that could not be opened to be emptied waits for the next run, as after a kill. */
static bool
waits_for_the_next_run(const struct state *s, const struct trial *t)
{
	return strcmp(faults[s->fault].error, "kill") == 0 || is_out_of_memory(t) ||
	    (t->status == 0 && strcmp(faults[s->fault].class, "open") == 0);
}

/* It is refused, and yet it was done. That is so when the disk did not take the header, or when the
 * answer could not be given any more; both are told. */
static bool
is_done_all_the_same(const struct state *s, const struct trial *t, const char *head)
{
	static const char *const told[] = {
	    "неизвестно, записано ли", "не хватает памяти", "не удалось записать ответ"};
	bool done = steps[s->step].changes && t->status > 0 &&
	    strcmp(head, known[s->step].after) == 0 && strcmp(head, known[s->step].head) != 0;

	for (size_t i = 0; done && i < sizeof(told) / sizeof(told[0]); i++)
		done = strstr(buf_text(&t->err), told[i]) == NULL;
	return done;
}

/* What is wrong with what a fault has left behind; "" for nothing. */
static void
judge(const struct state *s, const struct trial *t, char *out, size_t size)
{
	const struct known *k = &known[s->step];
	bool killed = strcmp(faults[s->fault].error, "kill") == 0;
	struct names now = {0};
	const char *fault = killed && t->status == -SIGKILL ? NULL : trial_fault(t), *name;
	const char *head;
	char found[65];

	*out = '\0';
	head = chain_head(found);
	if (fault != NULL)
		snprintf(out, size, "%s (%d): %s", fault, t->status, buf_text(&t->err));
	else if (head == NULL)
		snprintf(out, size, "the database is not sound");
	else if (steps[s->step].makes_database && *head == '\0' && t->status == 0)
		snprintf(out, size, "it says all is well, and there is no database");
	else if (!steps[s->step].makes_database && !tells_time_otherwise(s, t) &&
	    strcmp(head, k->head) != 0 && strcmp(head, k->after) != 0)
		snprintf(out, size, "neither before nor after");
	else if (t->status == 0 && !steps[s->step].makes_database && !tells_time_otherwise(s, t) &&
	    !steps[s->step].may_be_unnoted && strcmp(head, k->after) != 0)
		snprintf(out, size, "it says all is well, and nothing was done");
	else if (t->status == 0 && steps[s->step].answers &&
	    !slice_equal(buf_slice(&t->out), buf_slice(&k->answer)))
		snprintf(out, size, "it answers otherwise");
	else if (is_done_all_the_same(s, t, head))
		snprintf(out, size, "it was done all the same: %s", buf_text(&t->err));
	else if (!waits_for_the_next_run(s, t) && strcmp(faults[s->fault].class, "unlink") != 0 &&
	    (name = left_over(k, &now)) != NULL)
		snprintf(out, size, "left over: %s (%d: %s)", name, t->status, buf_text(&t->err));
	names_free(&now);
}

/* Behind a kill the same is done again: it works, and takes away what was left. */
static void
judge_again(const struct state *s, char *out, size_t size)
{
	const struct step *step = &steps[s->step];
	struct names now = {0};
	struct trial t;
	char found[65];
	const char *name, *head = chain_head(found);
	bool done = head != NULL && (step->makes_database ? *head != '\0' : false);

	run(&t, done ? "verify" : step->again != NULL ? step->again : step->command, NULL);
	if (trial_fault(&t) != NULL || t.status > 1)
		snprintf(out, size, "and again: %d, %s", t.status, buf_text(&t.err));
	else if (chain_head(found) == NULL)
		snprintf(out, size, "and again: the database is not sound");
	else if ((name = left_over(&known[s->step], &now)) != NULL)
		snprintf(out, size, "and again: left over: %s (%s)", name, buf_text(&t.err));
	names_free(&now);
	trial_free(&t);
}

/* --- States */

static void
know(size_t i)
{
	struct known *k = &known[i];
	char settings[LAB_PATH + 96], counts[LAB_PATH + 64], line[64];
	struct trial t;
	FILE *f;

	begin_in(bases[steps[i].base]);
	assert_non_null(chain_head(k->head));
	names_add(&k->names, trial_folder);
	snprintf(counts, sizeof(counts), "%s/counts", room);
	snprintf(settings, sizeof(settings), "FAULT_COUNT=%s", counts);
	run(&t, steps[i].command, settings);
	if (t.status != 0)
		fail_msg("%s: %d, %s", steps[i].command, t.status, buf_text(&t.err));
	buf_put(&k->answer, t.out.data, t.out.len);
	trial_free(&t);
	assert_non_null(chain_head(k->after));
	names_add(&k->names, trial_folder);
	f = fopen(counts, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		for (size_t j = 0; j < FAULTS; j++)
			if (strncmp(line, faults[j].class, strlen(faults[j].class)) == 0)
				k->calls[j] = atol(line + strlen(faults[j].class));
	fclose(f);
}

struct state_list {
	struct state *states;
	size_t count;
};

/* Every call of a class, or so many chosen ones of more. */
static void
plan_add(struct state_list *p, size_t step, size_t fault, struct dice *d)
{
	long calls = known[step].calls[fault];

	long most = strcmp(faults[fault].error, "kill") == 0 ? KILLS : AT_ONCE;

	for (long i = 0; i < calls && i < most; i++) {
		long nth = calls <= most ? i + 1 : 1 + (long)dice_throw(d, (uint64_t)calls);

		assert_true(p->count < MOST);
		p->states[p->count++] = (struct state){.step = step, .fault = fault, .nth = nth};
	}
}

static void
shuffle(struct state_list *p, struct dice *d)
{
	for (size_t i = p->count; i > 1; i--) {
		size_t j = dice_throw(d, i);
		struct state one = p->states[i - 1];

		p->states[i - 1] = p->states[j];
		p->states[j] = one;
	}
}

static bool
try_state(const struct state *s)
{
	const struct fault *f = &faults[s->fault];
	char settings[256], wrong[2000];
	struct trial t;

	snprintf(settings, sizeof(settings), "FAULT_CLASS=%s FAULT_ERROR=%s FAULT_NTH=%ld%s",
	    f->class, f->error, s->nth, f->sticky ? " FAULT_STICKY=1" : "");
	begin_in(bases[steps[s->step].base]);
	run(&t, steps[s->step].command, settings);
	judge(s, &t, wrong, sizeof(wrong));
	if (*wrong == '\0' && waits_for_the_next_run(s, &t))
		judge_again(s, wrong, sizeof(wrong));
	trial_free(&t);
	if (*wrong != '\0')
		print_error("%s | %s: %s\n", settings, steps[s->step].command, wrong);
	return *wrong == '\0';
}

static void
test_one_call_goes_wrong(void **state)
{
	unsigned wanted = lab_count("STORE_FAULTS", 40), seed = lab_count("STORE_SEED", 1);
	struct state_list p = {.states = xcalloc(MOST, sizeof(*p.states))};
	struct dice dice = {seed};
	unsigned bad = 0, tried = 0;

	(void)state;
	for (size_t i = 0; i < STEPS; i++)
		know(i);
	for (size_t i = 0; i < STEPS; i++)
		for (size_t j = 0; j < FAULTS; j++)
			plan_add(&p, i, j, &dice);
	shuffle(&p, &dice);
	for (; tried < p.count && tried < wanted; tried++)
		bad += !try_state(&p.states[tried]);
	print_message(
	    "# states %u, bad %u, seed %u: one call of a command goes wrong, of %zu such\n", tried,
	    bad, seed, p.count);
	free(p.states);
	assert_int_equal(bad, 0);
}

/* Of the writes of one commit the header comes last: when the disk refuses that, nobody knows. */
static void
test_the_header_is_not_taken(void **state)
{
	unsigned known_not_done = 0, unsure = 0;
	struct trial t = {0};

	(void)state;
	for (long nth = 1; nth <= WRITES_OF_A_COMMAND; nth++) {
		char settings[96], before[65], after[65];

		trial_free(&t);
		begin_in(bases[FULL]);
		assert_non_null(chain_head(before));
		snprintf(settings, sizeof(settings),
		    "FAULT_CLASS=write FAULT_ERROR=5 FAULT_NTH=%ld", nth);
		run(&t, "user add ivanova --role clerk", settings);
		assert_non_null(chain_head(after));
		if (strstr(buf_text(&t.err), "неизвестно, записано ли") != NULL)
			unsure++;
		else if (strstr(buf_text(&t.err), "учётная запись не сохранена: сбой записи") !=
		    NULL) {
			assert_string_equal(before, after);
			assert_non_null(strstr(buf_text(&t.err), "проверьте диск"));
			known_not_done++;
		}
	}
	trial_free(&t);
	assert_true(known_not_done > 0);
	assert_int_equal(unsure, 1);
}

/* --- The group */

static int
make_bases(void **state)
{
	(void)state;
	lab_folder(room);
	assert_non_null(getcwd(here, sizeof(here)));
	trial_shim(shim);
	snprintf(trial_folder, sizeof(trial_folder), "%s/trial", room);
	for (int i = 0; i < BASES; i++)
		snprintf(bases[i], sizeof(bases[i]), "%s/%s", room, base_names[i]);
	assert_int_equal(mkdir(bases[FULL], 0700), 0);
	trial_make_town(bases[FULL]);
	trial_shell("cd '%s' && cp '%s/tests/data/strezhevoy/people.csv' more.csv && "
		    "sed -i 's/;учитель /;старший учитель /' more.csv && echo тайна >word",
	    bases[FULL], here);
	for (int i = 0; i < 2; i++) {
		struct trial t;

		trial_run(&t, bases[FULL], NULL, NULL,
		    i == 0 ? "backup copy" : "backup secret --password-file word");
		assert_int_equal(t.status, 0);
		trial_free(&t);
	}
	trial_shell("cd '%s' && mkdir empty fresh && cp full/copy full/secret full/word empty/ && "
		    "METODAKTIV_NOW=2026-03-31T12:00:00 '%s' --db fresh/db init --rehearsal "
		    "--profile '%s/profiles/strezhevoy.conf' >/dev/null",
	    room, getenv("METODAKTIV") != NULL ? getenv("METODAKTIV") : "./metodaktiv", here);
	return 0;
}

static int
remove_bases(void **state)
{
	(void)state;
	for (size_t i = 0; i < STEPS; i++) {
		names_free(&known[i].names);
		buf_free(&known[i].answer);
	}
	lab_remove(room);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_header_is_not_taken),
	    cmocka_unit_test(test_one_call_goes_wrong),
	};

#ifdef __SANITIZE_ADDRESS__
	print_message("1..1\nok 1 - one call goes wrong # SKIP a sanitizer wants to be first\n");
	return 0;
#endif
	return cmocka_run_group_tests_name("faults", tests, make_bases, remove_bases);
}
