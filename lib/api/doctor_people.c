/* Zones, reps, calendars, channels; the contract is in doctor.h. */
#include "api/doctor.h"
#include "api/official.h"

#include "base/names.h"
#include "base/str.h"
#include "store/channel.h"
#include "store/channel_state.h"
#include "store/health.h"
#include "store/message_list.h"

#include <errno.h>
#include <string.h>

int doctor_zones(struct doctor *doctor)
{
	struct call *call = doctor->call;
	AUTO_FREE char *zones = NULL;
	const struct zone *zone;
	char name[NAMES_MAX];
	size_t before = json_array_size(doctor->found.list);
	int r = health_zones(call->db, &zones, &call->err);

	for (const char *rest = zones; r == 0 && names_next(&rest, name);)
		if (zone_find(name, &zone, NULL) < 0)
			r = finding_add(&doctor->found,
				&(struct finding){"zone", FINDING_BAD,
					N_("the time zone %s cannot be read"),
					N_("install tzdata, or give who has it "
					   "another: nudge rep edit NAME "
					   "--zone ZONE, nudge account edit "
					   "NAME --zone ZONE"),
					name});
	if (r < 0 || json_array_size(doctor->found.list) > before)
		return r;
	return finding_add(&doctor->found,
		&(struct finding){"zone", FINDING_OK,
			N_("all time zones can be read"), NULL, NULL});
}

/* Does one of the rep's channels send mail? */
static int needs_mail(struct doctor *doctor, const struct rep *rep)
{
	const char *list = rep->channels;
	char name[NAMES_MAX];

	while (names_next(&list, name)) {
		AUTO_CHANNEL channel = {0};
		int r = channel_by_name(
			doctor->call->db, name, &channel, &doctor->call->err);

		if (r < 0 && r != -ENOENT)
			return r;
		if (r == 0 && strcmp(channel.kind, "email") == 0)
			return 1;
	}
	return 0;
}

/* He takes one of the team's, or gets his own. */
static int say_unreached(struct doctor *doctor, const struct rep *rep)
{
	AUTO_CHANNEL shared = {0};
	int r = channel_of_team(doctor->call->db, &shared, &doctor->call->err);

	if (r < 0 && r != -ENOENT)
		return r;
	return finding_add(&doctor->found,
		&(struct finding){"rep", FINDING_WARN,
			N_("%s has no channel and hears nothing"),
			r == 0 ? N_("choose one: nudge rep edit %s --channels "
				    "NAME; nudge channel list shows all")
			       : N_("add one: nudge channel add NAME KIND "
				    "--owner %s"),
			rep->slug});
}

static int check_rep(struct doctor *doctor, const struct rep *rep)
{
	int r = rep->channels ? 0 : say_unreached(doctor, rep);

	if (r < 0 || rep->mail)
		return r;
	r = needs_mail(doctor, rep);
	return r <= 0 ? r
		      : finding_add(&doctor->found,
				&(struct finding){"rep", FINDING_BAD,
					N_("%s has a mail channel but no mail "
					   "address"),
					N_("add it: nudge rep edit %s --mail "
					   "ADDRESS"),
					rep->slug});
}

int doctor_reps(struct doctor *doctor)
{
	struct call *call = doctor->call;
	AUTO_ROWS reps = {0};
	size_t before = json_array_size(doctor->found.list);
	int r = rep_all(call->db, 0, CALL_PAGE_MAX, &reps, &call->err);

	ROWS_EACH(const struct rep, rep, &reps)
		if (r == 0)
			r = check_rep(doctor, rep);
	if (r < 0 || json_array_size(doctor->found.list) > before)
		return r;
	if (reps.n == 0)
		return finding_add(&doctor->found,
			&(struct finding){"rep", FINDING_BAD,
				N_("there is no rep yet"),
				N_("add yourself: nudge rep add NAME"), NULL});
	return finding_add(&doctor->found,
		&(struct finding){"rep", FINDING_OK,
			N_("every rep has a channel"), NULL, NULL});
}

static int check_calendar(struct doctor *doctor, const json_t *calendar)
{
	const char *name =
		json_string_value(json_object_get(calendar, "calendar"));
	json_int_t missing =
		json_integer_value(json_object_get(calendar, "missing"));
	bool is_now = missing == doctor->call->today.year;

	if (missing == 0)
		return finding_add(&doctor->found,
			&(struct finding){"calendar", FINDING_OK,
				N_("the calendar %s is up to date"), NULL,
				name});
	return finding_add(&doctor->found,
		&(struct finding){"calendar", FINDING_WARN,
			is_now ? N_("the calendar %s has no official list for "
				    "this year; dates are provisional")
			       : N_("the calendar %s has no official list for "
				    "next year yet; dates there are "
				    "provisional"),
			N_("import it: nudge calendar import FILE --name %s"),
			name});
}

int doctor_calendars(struct doctor *doctor)
{
	json_auto_t *calendars = NULL;
	const json_t *calendar;
	size_t i;
	int r = official_lists(doctor->call, &calendars);

	json_array_foreach(calendars, i, calendar)
		if (r == 0)
			r = check_calendar(doctor, calendar);
	return r;
}

static int check_channel(struct doctor *doctor, const struct channel *channel)
{
	struct call *call = doctor->call;
	AUTO_CHANNEL_STATE state = {0};
	int r = channel_state_get(call->db, channel->name, &state, &call->err);

	if (r < 0)
		return r;
	if (channel->is_paused)
		return finding_add(&doctor->found,
			&(struct finding){"channel", FINDING_WARN,
				N_("somebody paused the channel %s: nothing "
				   "goes through"),
				N_("let messages through again: nudge channel "
				   "resume %s"),
				channel->name});
	if (state.status != CHANNEL_PAUSED)
		return 0;
	return finding_add(&doctor->found,
		&(struct finding){"channel", FINDING_BAD,
			N_("nudged has paused the channel %s: nothing goes "
			   "through"),
			N_("see why: nudge channel list; put it right, then: "
			   "nudge channel test %s"),
			channel->name});
}

static int check_outbox(struct doctor *doctor)
{
	struct call *call = doctor->call;
	int64_t n[MESSAGE_STATE_N];
	int r = message_list_count(call->db, NULL, n, &call->err);
	int64_t stuck = n[MESSAGE_DEAD] + n[MESSAGE_HELD];

	if (r < 0)
		return r;
	if (stuck == 0)
		return finding_add(&doctor->found,
			&(struct finding){"outbox", FINDING_OK,
				N_("no message is stuck"), NULL, NULL});
	return finding_add(&doctor->found,
		&(struct finding){"outbox", FINDING_WARN,
			N_("messages that did not arrive: %s"),
			N_("see them: nudge outbox --state dead, --state "
			   "held"),
			STR_INT(stuck)});
}

int doctor_channels(struct doctor *doctor)
{
	struct call *call = doctor->call;
	AUTO_ROWS rows = {0};
	int r = channel_all(call->db, 0, CALL_PAGE_MAX, &rows, &call->err);

	ROWS_EACH(const struct channel, channel, &rows)
		if (r == 0)
			r = check_channel(doctor, channel);
	return r < 0 ? r : check_outbox(doctor);
}
