/* Habits from other programs; the contract is in habit.h. */
#include "cli/habit.h"

#include "base/cleanup.h"
#include "text/text.h"

#include <stddef.h>
#include <string.h>

struct habit {
	const char *word, *means;
};

static const struct habit habits[] = {
	{"agenda", "today"},
	{"call", N_("log ACCOUNT")},
	{"cancel", N_("skip ID REASON")},
	{"client", N_("account add NAME")},
	{"clients", "account list"},
	{"customer", N_("account add NAME")},
	{"customers", "account list"},
	{"delay", N_("move ID WHEN")},
	{"delete", N_("close ACCOUNT")},
	{"due", "today"},
	{"edit", N_("account edit ACCOUNT")},
	{"find", N_("search TEXT")},
	{"finish", N_("done ID")},
	{"late", "list --late"},
	{"lead", N_("start ACCOUNT prospect")},
	{"ls", "list"},
	{"month", "cal"},
	{"new", N_("account add NAME")},
	{"next", "list"},
	{"overdue", "list --late"},
	{"people", "contact list"},
	{"postpone", N_("move ID WHEN")},
	{"prospect", N_("start ACCOUNT prospect")},
	{"quote", N_("offer ACCOUNT")},
	{"remind", N_("add ACCOUNT PURPOSE --due WHEN")},
	{"remove", N_("close ACCOUNT")},
	{"reschedule", N_("move ID WHEN")},
	{"rm", N_("close ACCOUNT")},
	{"settings", "config"},
	{"setup", "init"},
	{"tasks", "list"},
	{"team", "rep list"},
	{"todo", "today"},
	{"tomorrow", "today --at tomorrow"},
	{"transfer", N_("give ACCOUNT --to REP")},
	{"users", "rep list"},
	{"visit", N_("log ACCOUNT")},
	{"week", "list --due-by +1w"},
};

const char *habit_find(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(habits); i++)
		if (!strcmp(habits[i].word, word))
			return habits[i].means;
	return NULL;
}
