/* SPDX-License-Identifier: MIT
 * visitor.c - who comes, in the words of the operating system and of sshd, and whose folder it is.
 */
#include "tests/lib/lab.h"
#include "tests/lib/town.h"

#include <pwd.h>
#include <sys/stat.h>

#include "service/core/account_keys.h"
#include "service/core/taken.h"
#include "service/core/visitor.h"

enum { NOBODY_ROOT = 54321 };

/* What the operating system answers: another user's number than one's own, and who that is. */
static struct {
	bool given; /* the number */
	uid_t uid;
	bool known;
	char name[300], gecos[1000], home[20];
	struct passwd row;
} os;

/* name NULL: there is no such user; gecos NULL: the system keeps no such thing. */
static void
the_system_says(const char *name, const char *gecos)
{
	os.known = name != NULL;
	snprintf(os.name, sizeof(os.name), "%s", name != NULL ? name : "");
	snprintf(os.gecos, sizeof(os.gecos), "%s", gecos != NULL ? gecos : "");
	snprintf(os.home, sizeof(os.home), "/home/user");
	os.row = (struct passwd){
	    .pw_name = os.name, .pw_gecos = gecos != NULL ? os.gecos : NULL, .pw_dir = os.home};
}

uid_t
getuid(void)
{
	return os.given ? os.uid : geteuid();
}

struct passwd *
getpwuid(uid_t uid)
{
	(void)uid;
	return os.known ? &os.row : NULL;
}

struct passwd *
getpwnam(const char *name)
{
	(void)name;
	return os.known ? &os.row : NULL;
}

static int
set_up(void **state)
{
	os.given = false;
	the_system_says("vera", NULL);
	*state = town_new();
	return 0;
}

static void
who_has_no_name_does_not_come(void **state)
{
	static const struct {
		const char *name;
		enum status is;
	} cases[] = {
	    {"vera", ST_OK},
	    {"вера", ST_OK},
	    {NULL, ST_DENIED},
	    {"", ST_DENIED},
	    {"\xd0", ST_DENIED},
	    {"ve\033[2Jra", ST_DENIED},
	};
	char name[300];
	struct visitor v;
	struct error e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		the_system_says(cases[i].name, NULL);
		assert_int_equal(visitor_make(&v, WAY_COMMAND, NULL, &e), cases[i].is);
		if (cases[i].is == ST_OK)
			assert_string_equal(v.account, cases[i].name);
		else
			assert_non_null(strstr(e.text, "нет имени"));
	}
	memset(name, 'a', sizeof(name));
	name[sizeof(v.os_user)] = '\0';
	the_system_says(name, NULL);
	assert_int_equal(visitor_make(&v, WAY_COMMAND, "vera", &e), ST_DENIED);
	name[sizeof(v.os_user) - 1] = '\0';
	the_system_says(name, NULL);
	assert_int_equal(visitor_make(&v, WAY_COMMAND, "vera", &e), ST_OK);
	assert_string_equal(v.os_user, name);
	/* as an account it is too long */
	assert_int_equal(visitor_make(&v, WAY_COMMAND, NULL, &e), ST_DENIED);
	assert_non_null(strstr(e.text, "длинным именем"));
}

static void
the_address_and_the_key_are_sshds(void **state)
{
	static const struct {
		const char *connection, *address;
	} cases[] = {
	    {"10.0.0.5 50022 10.0.0.1 22", "10.0.0.5"},
	    {"fe80::1%eth0 50022", "fe80::1%e"},
	    {"somewhere", ""},
	    {"", ""},
	    {"1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111", ""},
	};
	static const char auth[] =
	    "password\n"
	    "publickey ssh-ed25519 "
	    "AAAAC3NzaC1lZDI1NTE5AAAAIMTObfA1bWtCVuUiOA6xQkIXeGhrWHK2CIGkZ4nAKZ/"
	    "D\n"
	    "publickey ssh-ed25519 "
	    "AAAAC3NzaC1lZDI1NTE5AAAAIBl+LW5KCA4Yjf/NnZXAHnyCpRwFkHyZu19yETDP07s"
	    "G\n";
	char path[600];
	struct visitor v;
	struct error e = {0};
	FILE *f;

	snprintf(path, sizeof(path), "%s.auth", ((struct town *)*state)->dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(auth, f);
	assert_int_equal(fclose(f), 0);
	setenv("SSH_USER_AUTH", path, 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		setenv("SSH_CONNECTION", cases[i].connection, 1);
		assert_int_equal(visitor_make(&v, WAY_SSH, NULL, &e), ST_OK);
		assert_string_equal(v.address, cases[i].address);
		/* the first that is a key; without an address it was not sshd */
		assert_string_equal(v.fingerprint,
		    v.address[0] != '\0' ? "SHA256:NH0AwahPjfsUNqza2EhhMASdr+Iy6/WDE4QhlXjl6aQ"
					 : "");
	}
	unsetenv("SSH_CONNECTION");
	unsetenv("SSH_USER_AUTH");
	unlink(path);
}

static void
what_was_asked_for_is_cut_to_a_row(void **state)
{
	char command[2000];
	struct visitor v = {0};

	(void)state;
	visitor_set_command(&v, "export\npeople");
	assert_string_equal(v.command, "export¶people");
	memset(command, 'x', sizeof(command));
	command[sizeof(command) - 1] = '\0';
	visitor_set_command(&v, command);
	assert_int_equal(strlen(v.command), sizeof(v.command) - 1);
	assert_non_null(strstr(v.command, "x…"));
}

/* Another account than one's own is for the owner of the folder, and of the file in it. */
static void
another_name_is_for_the_owner_alone(void **state)
{
	const struct town *town = *state;
	char file[600], other[600];
	struct stat owner;
	struct visitor v;
	struct error e = {0};

	assert_int_equal(stat(town->dir, &owner), 0);
	if (owner.st_uid == 0) {
		assert_int_equal(chown(town->dir, NOBODY_ROOT, (gid_t)-1), 0);
		owner.st_uid = NOBODY_ROOT;
	}
	assert_int_equal(visitor_make(&v, WAY_COMMAND, "boss", &e), ST_OK);
	os.given = true;
	os.uid = 0;
	assert_int_equal(visitor_check(&v, town->dir, &e), ST_OK);
	os.uid = owner.st_uid;
	assert_int_equal(visitor_check(&v, town->dir, &e), ST_OK);
	os.uid = owner.st_uid + 1;
	assert_int_equal(visitor_check(&v, town->dir, &e), ST_DENIED);
	assert_non_null(strstr(e.text, "под чужим именем «boss» войти нельзя: вы — «vera»"));
	assert_int_equal(visitor_check(&v, "/nowhere", &e), ST_OK);
	assert_false(visitor_owns("/nowhere"));
	snprintf(v.account, sizeof(v.account), "vera");
	assert_int_equal(visitor_check(&v, town->dir, &e), ST_OK);

	/* a folder of one's own with a file that has another name elsewhere, or is but a name */
	os.uid = owner.st_uid;
	snprintf(file, sizeof(file), "%s/data.mdb", town->dir);
	snprintf(other, sizeof(other), "%s.elsewhere", town->dir);
	assert_true(visitor_owns(town->dir));
	assert_int_equal(link(file, other), 0);
	assert_false(visitor_owns(town->dir));
	assert_int_equal(unlink(file), 0);
	assert_true(visitor_owns(town->dir)); /* there is none yet */
	assert_int_equal(symlink(other, file), 0);
	assert_false(visitor_owns(town->dir));
	assert_int_equal(rename(other, file), 0);
}

static void
a_row_of_an_older_program_is_read(void **state)
{
	static const struct {
		const char *via, *own, *id, *address;
	} cases[] = {
	    {"ssh", "", "ssh", ""},
	    {"экран", "", "screen", ""},
	    {"экран, SSH 10.0.0.5", "", "screen", "10.0.0.5"},
	    {"экран, SSH 10.0.0.5", "10.0.0.9", "screen", "10.0.0.9"},
	    {"команда!", "", "command", ""},
	    {"почта", "", "почта", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *address = cases[i].own;

		assert_string_equal(visitor_via_id(cases[i].via, &address), cases[i].id);
		assert_string_equal(address, cases[i].address);
	}
	assert_string_equal(visitor_via_word("command"), "команда");
	assert_string_equal(visitor_via_word("почта"), "почта");
}

/* The person's own name stands before the first comma of what the operating system keeps. */
static void
the_first_administrator_is_called_as_the_system_says(void **state)
{
	static const struct {
		const char *name, *gecos, *called;
	} cases[] = {
	    {NULL, NULL, "first"},
	    {"first", NULL, "first"},
	    {"first", "", "first"},
	    {"first", ",,,", "first"},
	    {"first", "Иванова Вера,каб. 5,,", "Иванова Вера"},
	    {"first", "\xc8\xe2\xe0", "first"},
	};
	struct town *town = *state;
	char dir[600], long_name[1000];
	struct session *s;
	struct error e = {0};

	memset(long_name, 'a', sizeof(long_name));
	long_name[sizeof(long_name) - 1] = '\0';
	for (size_t i = 0; i <= sizeof(cases) / sizeof(cases[0]); i++) {
		bool is_long = i == sizeof(cases) / sizeof(cases[0]);
		struct visitor v = {.account = "first", .os_user = "first"};

		the_system_says(
		    is_long ? "first" : cases[i].name, is_long ? long_name : cases[i].gecos);
		snprintf(dir, sizeof(dir), "%s/new%zu", town->dir, i);
		assert_done(
		    session_create(
			&s, &(struct new_database){.dir = dir, .profile = TOWN_PROFILE}, &v, &e),
		    &e);
		assert_string_equal(s->account.full_name, is_long ? "first" : cases[i].called);
		session_close(s);
		lab_remove(dir);
	}
}

static void
a_home_is_the_systems_when_the_environment_has_none(void **state)
{
	static const struct {
		const char *name, *home, *is;
	} cases[] = {
	    {"vera", NULL, "/home/user/.local/share/metodaktiv"},
	    {"vera", "", "/home/user/.local/share/metodaktiv"},
	    {NULL, NULL, "/.local/share/metodaktiv"},
	    {"vera", "/m", "/m/.local/share/metodaktiv"},
	};
	const char *home = getenv("HOME");
	char *kept = home != NULL ? strdup(home) : NULL;
	struct buf b = {0};

	(void)state;
	unsetenv("METODAKTIV_DB");
	unsetenv("XDG_DATA_HOME");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		the_system_says(cases[i].name, NULL);
		unsetenv("HOME");
		if (cases[i].home != NULL)
			setenv("HOME", cases[i].home, 1);
		buf_clear(&b);
		session_default_dir(&b);
		assert_string_equal(buf_text(&b), cases[i].is);
	}
	setenv("METODAKTIV_DB", "", 1); /* it is as good as none */
	buf_clear(&b);
	session_default_dir(&b);
	assert_string_equal(buf_text(&b), "/m/.local/share/metodaktiv");
	unsetenv("METODAKTIV_DB");
	if (kept != NULL)
		setenv("HOME", kept, 1);
	free(kept);
	buf_free(&b);
}

/* sshd is told whose keys there are by the owner of the folder alone. */
static void
keys_are_told_to_the_owner(void **state)
{
	static const char key[] =
	    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMTObfA1bWtCVuUiOA6xQkIXeGhrWHK2CIGkZ4nAKZ/D";
	static const char program[] = "/usr/bin/metodaktiv";
	struct town *town = *state;
	char fingerprint[SSH_KEY_FINGERPRINT];
	struct buf out = {0};
	struct stat owner;
	struct error e = {0};

	assert_done(account_key_add(town->s, "boss", slice_of(key), fingerprint, &e), &e);
	town_shut(town);
	/* the login of the folder's owner is for all accounts */
	assert_done(account_keys_put_authorized(town->dir, program, "vera", NULL, &out, &e), &e);
	assert_non_null(strstr(buf_text(&out), "--account boss"));
	buf_clear(&out);
	assert_done(
	    account_keys_put_authorized(town->dir, program, "stranger", NULL, &out, &e), &e);
	assert_int_equal(out.len, 0);
	the_system_says(NULL, NULL); /* an owner without a name: every account by its own login */
	assert_done(account_keys_put_authorized(town->dir, program, "vera", NULL, &out, &e), &e);
	assert_int_equal(out.len, 0);
	assert_done(account_keys_put_authorized(town->dir, program, "boss", NULL, &out, &e), &e);
	assert_true(out.len > 0);
	assert_not_done(
	    account_keys_put_authorized(town->dir, "two\nlines", "boss", NULL, &out, &e), &e,
	    "перевод строки");
	assert_int_not_equal(
	    account_keys_put_authorized("/nowhere", program, "boss", NULL, &out, &e), ST_OK);
	assert_int_equal(stat(town->dir, &owner), 0);
	os.given = true;
	os.uid = owner.st_uid + 1;
	assert_not_done(account_keys_put_authorized(town->dir, program, "boss", NULL, &out, &e), &e,
	    "только владельцу папки базы");
	os.given = false;
	the_system_says("vera", NULL);
	buf_free(&out);
	town_reopen(town);
}

/* A copy leaves a row in the journal; where none can be written, the owner may have it without. */
static void
a_copy_without_a_row_is_for_the_owner(void **state)
{
	static const struct {
		bool older, moved, owner;
		enum status is;
		bool unnoted;
	} cases[] = {
	    {.owner = true, .is = ST_OK},
	    {.owner = false, .is = ST_OK},
	    {.older = true, .owner = true, .is = ST_OK, .unnoted = true},
	    {.older = true, .owner = false, .is = ST_OLDER},
	    {.moved = true, .owner = true, .is = ST_OK, .unnoted = true},
	    {.moved = true, .owner = false, .is = ST_MOVED},
	};
	struct session *s = ((struct town *)*state)->s;
	char file[600], elsewhere[620];
	struct stat owner;
	struct error e = {0};

	snprintf(file, sizeof(file), "%s/data.mdb", store_dir(s->store));
	snprintf(elsewhere, sizeof(elsewhere), "%s.elsewhere", file);
	assert_int_equal(stat(store_dir(s->store), &owner), 0);
	os.given = true;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool unnoted = !cases[i].unnoted;

		os.uid = owner.st_uid + !cases[i].owner;
		s->older = cases[i].older;
		if (cases[i].moved)
			assert_int_equal(rename(file, elsewhere), 0);
		assert_int_equal(taken_note_copy(s, "копия", &unnoted, &e), cases[i].is);
		assert_int_equal(unnoted, cases[i].unnoted);
		rename(elsewhere, file);
		s->older = false;
	}
	os.given = false;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(who_has_no_name_does_not_come, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		the_address_and_the_key_are_sshds, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		what_was_asked_for_is_cut_to_a_row, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		another_name_is_for_the_owner_alone, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		a_row_of_an_older_program_is_read, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		the_first_administrator_is_called_as_the_system_says, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		a_home_is_the_systems_when_the_environment_has_none, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		a_copy_without_a_row_is_for_the_owner, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(keys_are_told_to_the_owner, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
