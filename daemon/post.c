/* Packing a message as mail. */
#include "daemon/post.h"

#include "compose/address.h"
#include "compose/letter.h"
#include "compose/model.h"
#include "core/civil.h"
#include "daemon/addressee.h"

#include <ctype.h>
#include <errno.h>
#include <idn2.h>
#include <inttypes.h>
#include <string.h>

static void idn_done(char **domain)
{
	idn2_free(*domain);
}

/* Letters, digits and single hyphens within: IDNA takes it as it is. */
static bool is_plain(const char *domain)
{
	for (const char *p = domain; *p; p++) {
		bool is_inside = p > domain && isalnum((unsigned char)p[-1]) &&
				 isalnum((unsigned char)p[1]);

		if (!isalnum((unsigned char)*p) && *p != '.' &&
			!(*p == '-' && is_inside))
			return false;
	}
	return true;
}

static int to_ascii(const char *domain, char **ret)
{
	if (!is_plain(domain))
		return idn2_to_ascii_8z(
			domain, ret, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	*ret = strdup(domain);
	for (char *p = *ret; p && *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return *ret ? IDN2_OK : IDN2_MALLOC;
}

int post_address(const char *address, char **ret, struct err *err)
{
	CLEANUP(idn_done) char *domain = NULL;
	AUTO_STR ascii = {0};
	int at = address_check(address, err);

	if (at < 0)
		return at;
	if (to_ascii(address + at, &domain) != IDN2_OK)
		return err_set(err, -EINVAL,
			N_("the domain of the mail address '%s' does not "
			   "exist in any form"),
			address);
	str_add_n(&ascii, address, (size_t)at);
	str_add(&ascii, domain);
	return str_take(&ascii, ret);
}

/* Gathers the nudges of one account and month in one thread.  The root that
 * they answer need not exist.  "": no thread. */
static void make_thread(char buf[static WIRE_ID], const struct carrier_job *job,
	const json_t *model)
{
	const struct message *m = job->message;
	const json_t *one = json_object_get(model, "touchpoint");
	const json_t *account = json_object_get(
		one ? one
		    : json_array_get(json_object_get(model, "touchpoints"), 0),
		"account");
	struct civil_date d = civil_from_days((int32_t)(m->due_at / 86400));
	AUTO_STR key = {0};

	buf[0] = '\0';
	if (m->kind != MESSAGE_NUDGE || !account)
		return;
	str_addf(&key, "thread/%" JSON_INTEGER_FORMAT "/%04d%02d",
		json_integer_value(json_object_get(account, "id")), d.year,
		d.month);
	wire_id(buf, job->instance, str_get(&key));
}

/* Right of the @ in ids: configured, else the sender's domain. */
static int id_domain(const struct carrier_job *job, const char *from,
	char **ret, struct err *err)
{
	const char *domain = secret_text(job->secret, "id_domain");
	AUTO_FREE char *ascii = NULL;
	AUTO_STR address = {0};
	int r;

	str_addf(&address, "id@%s", domain ? domain : strrchr(from, '@') + 1);
	r = str_error(&address);
	if (r == 0)
		r = post_address(str_get(&address), &ascii, err);
	return r < 0 ? r : str_dup(strchr(ascii, '@') + 1, ret);
}

static int add_letter(const struct carrier_job *job, const char *from,
	struct parcel *parcel, struct err *err)
{
	json_auto_t *model = NULL;
	struct page_reader reader = addressee_of(job);
	const char *name = secret_text(job->secret, "from_name");
	AUTO_FREE char *domain = NULL;
	char thread[WIRE_ID];
	int r = id_domain(job, from, &domain, err);

	if (r < 0)
		return r;
	r = model_read(job->message->model, &model);
	make_thread(thread, job, model);
	if (r == 0)
		r = letter_add(&parcel->body, model, &reader,
			&(struct letter_envelope){
				.date = parcel->date,
				.from_name = name ? name : "nudge",
				.from = from,
				.to = parcel->to,
				.to_name = job->rep->name,
				.id = parcel->id,
				.thread = *thread ? thread : NULL,
				.id_domain = domain,
			});
	if (r == -EINVAL)
		return err_set(err, r,
			N_("this nudged does not understand the message; was "
			   "it queued by a newer one?"));
	return r;
}

static int pack(const struct carrier_job *job, const char *from, const char *to,
	struct parcel *ret, struct err *err)
{
	AUTO_FREE char *ascii_from = NULL;
	int r = post_address(from, &ascii_from, err);

	if (r == 0)
		r = post_address(to, &ret->to, err);
	if (r < 0)
		return r;
	ret->date = job->message->created_at;
	wire_id(ret->id, job->instance, job->message->key);
	return add_letter(job, ascii_from, ret, err);
}

int post_pack(
	const struct carrier_job *job, struct parcel *ret, struct err *err)
{
	if (!job->rep->mail)
		return err_set(err, -EINVAL,
			N_("%s has no mail address; run: nudge rep edit %s "
			   "--mail ADDRESS"),
			job->rep->name, job->rep->slug);
	return pack(job, secret_text(job->secret, "from"), job->rep->mail, ret,
		err);
}

int post_pack_local(
	const struct carrier_job *job, struct parcel *ret, struct err *err)
{
	AUTO_STR local = {0};
	const char *from = secret_text(job->secret, "from");
	const char *to = job->rep->mail;

	if (!to) {
		str_addf(&local, "%s@localhost", job->rep->slug);
		to = str_get(&local);
	}
	return pack(job, from ? from : "nudge@localhost", to, ret, err);
}
