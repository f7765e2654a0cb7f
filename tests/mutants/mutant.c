/* SPDX-License-Identifier: MIT
 * mutant.c - which mutant of a build with all of them is in force: that numbered in MUTANT, none
 * without. MUTANT_SEEN names a file with a byte a mutant: set where the program came by. It is
 * mapped before main(), for the program confines itself later.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int mutant_is(int number);

enum { MOST = 4096 };

static int chosen = -1;
static unsigned char *seen;

__attribute__((constructor)) static void
choose(void)
{
	const char *number = getenv("MUTANT"), *file = getenv("MUTANT_SEEN");
	int fd = file != NULL ? open(file, O_RDWR | O_CLOEXEC) : -1;
	void *mapped;

	if (number != NULL)
		chosen = atoi(number);
	if (fd < 0)
		return;
	mapped = mmap(NULL, MOST, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (mapped != MAP_FAILED)
		seen = mapped;
	close(fd);
}

int
mutant_is(int number)
{
	if (seen != NULL)
		seen[number] = 1;
	return number == chosen;
}
