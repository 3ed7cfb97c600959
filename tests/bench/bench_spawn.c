/*
 * bench_spawn RUNS PROGRAM [ARGUMENT...] - what a run of a program costs,
 * next to one that does nothing.
 *
 * Runs /bin/true and PROGRAM in turn, so that both meet the same machine, and
 * prints three numbers: the medians of /bin/true and of PROGRAM, and the 99th
 * percentile of PROGRAM, in microseconds.  An argument "@N" becomes N in the
 * first run, N + 1 in the second, ...  A run that fails ends the measurement.
 */
#include "tests/bench/stopwatch.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

extern char **environ;

enum { ARGS = 64, RUNS = 100000 };

/* Runs argv to its end; returns nanoseconds, or -1 if it failed. */
static int64_t run(char *const argv[])
{
	posix_spawn_file_actions_t actions;
	int64_t began = stopwatch_ns();
	int status = -1;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) == 0)
		waitpid(pid, &status, 0);
	posix_spawn_file_actions_destroy(&actions);
	return status == 0 ? stopwatch_ns() - began : -1;
}

/* argv of run i: "@N" is counted on. */
static void number(char *const argv[], int i, char *ret[ARGS])
{
	static char digits[ARGS][24];
	int n;

	for (n = 0; argv[n] && n < ARGS - 1; n++) {
		ret[n] = argv[n];
		if (argv[n][0] != '@')
			continue;
		snprintf(digits[n], sizeof(digits[n]), "%lld",
			strtoll(argv[n] + 1, NULL, 10) + i);
		ret[n] = digits[n];
	}
	ret[n] = NULL;
}

int main(int argc, char *argv[])
{
	static int64_t idle[RUNS], busy[RUNS];
	char *const nothing[] = {(char[]){"/bin/true"}, NULL};
	char *args[ARGS];
	int runs = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;

	if (runs < 1 || runs > RUNS)
		return 2;
	for (int i = 0; i < runs; i++) {
		number(argv + 2, i, args);
		idle[i] = run(nothing);
		busy[i] = run(args);
		if (idle[i] < 0 || busy[i] < 0) {
			fprintf(stderr, "run %d of %s failed\n", i, args[0]);
			return 1;
		}
	}
	printf("%.1f ", stopwatch_us(idle, (size_t)runs, 0.5));
	printf("%.1f ", stopwatch_us(busy, (size_t)runs, 0.5));
	printf("%.1f\n", stopwatch_us(busy, (size_t)runs, 0.99));
	return 0;
}
