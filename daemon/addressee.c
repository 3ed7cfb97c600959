/* For whom a message is put into words; the contract is in addressee.h. */
#include "daemon/addressee.h"

enum { LINK_LIFE_S = 30 * 86400 };

int addressee_links_open(const char *url, const char *db_path,
	struct addressee_links *ret, struct err *err)
{
	int r;

	if (!url)
		return 0;
	r = link_key_make(db_path, &ret->key, err);
	if (r < 0)
		return r;
	return str_dup(url, &ret->url) < 0 ? err_memory(err) : 0;
}

void addressee_links_done(struct addressee_links *links)
{
	free(links->url);
	*links = (struct addressee_links){0};
}

/* Counted from when it was queued, so that every attempt says the same. */
static void add_link(
	struct str *out, void *userdata, int64_t touchpoint, int64_t gen)
{
	const struct carrier_job *job = userdata;

	str_add(out, job->links->url);
	str_add(out, "/a/");
	link_write(out, &job->links->key,
		&(struct link){
			.touchpoint_id = touchpoint,
			.rep_id = job->rep->id,
			.gen = gen,
			.expires_at = job->message->created_at + LINK_LIFE_S,
		});
}

struct page_reader addressee_of(const struct carrier_job *job)
{
	struct page_reader reader = {
		.audience = job->channel->audience,
		.is_repeat = job->is_repeat,
	};

	(void)text_lang_find(job->message->locale, &reader.lang);
	if (job->links && job->links->url && job->rep->id > 0) {
		reader.link = add_link;
		reader.link_userdata = (void *)(uintptr_t)job;
	}
	return reader;
}
