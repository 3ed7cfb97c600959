/* How far long work is; the contract is in progress.h. */
#include "cli/progress.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t stopped;

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction before[ARRAY_LEN(signals)];

static void stop(int number)
{
	(void)number;
	stopped = 1;
}

/* The line is written over itself. */
static void show(struct progress *progress, int percent)
{
	struct out *talk = &progress->run->talk;

	if (!progress->on_terminal || percent == progress->shown)
		return;
	progress->shown = percent;
	fputs("\r\033[K", talk->file);
	if (percent < 0)
		out_say(talk, N_("looking through it …"));
	else
		out_say(talk, progress->label, STR_INT(percent));
	fflush(talk->file);
}

static bool go_on(void *userdata, int percent)
{
	show(userdata, percent);
	return !stopped;
}

void progress_begin(
	struct progress *progress, struct run *run, const char *label)
{
	struct sigaction action = {.sa_handler = stop};

	*progress = (struct progress){.run = run,
		.label = label,
		.shown = -2,
		.on_terminal = isatty(STDERR_FILENO) && !run->common.json};
	progress->watch =
		(struct copy_watch){.go_on = go_on, .userdata = progress};
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		sigaction(signals[i], NULL, &before[i]);
		/* nohup means it. */
		if (before[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
	}
}

void progress_end(struct progress *progress)
{
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		sigaction(signals[i], &before[i], NULL);
	if (progress->shown == -2)
		return;
	fputs("\r\033[K", progress->run->talk.file);
	fflush(progress->run->talk.file);
}
