/* Topics; the contract is in show_topic.h. */
#include "cli/show_topic.h"

#include "cli/show.h"

void show_topic_titles(struct str *s, const json_t *topics)
{
	const json_t *topic;
	size_t i;

	json_array_foreach(topics, i, topic)
		str_addf(s, "%s%s", i ? " | " : "", value_text(topic, "title"));
}

void show_topic_scope(struct str *s, const struct run *run, const json_t *topic)
{
	const char *tier = value_text(topic, "tier");
	const char *stage = value_text(topic, "stage");

	show_part(s, value_text(topic, "account.name"));
	if (*tier)
		show_part(s, show_tier(run, tier));
	if (*stage)
		show_part(s, show_stage(run, stage));
	if (!s->len)
		show_say(s, run, N_("all customers"));
}
