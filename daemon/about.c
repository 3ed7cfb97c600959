/* Which nudged serves the database; the contract is in about.h. */
#include "daemon/about.h"

#include <curl/curl.h>
#include <string.h>

#include "base/str.h"
#include "store/meta.h"

static int note(struct db *db, const char *about, struct err *err)
{
	AUTO_TXN txn = {0};
	int r = txn_begin(db, &txn, err);

	if (r == 0)
		r = meta_set(db, "nudged_about", about, err);
	return r < 0 ? r : txn_commit(&txn, err);
}

static int note_if_new(struct db *db, struct err *err)
{
	const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);
	AUTO_FREE char *was = NULL;
	AUTO_STR about = {0};
	int r = meta_get(db, "nudged_about", &was, err);

	if (r < 0)
		return r;
	str_addf(&about, "nudged %s, libcurl %s, %s", PACKAGE_VERSION,
		curl->version, curl->ssl_version ? curl->ssl_version : "");
	if (str_error(&about) < 0)
		return err_memory(err);
	if (was && strcmp(was, str_get(&about)) == 0)
		return 0;
	return note(db, str_get(&about), err);
}

void about_note(struct db *db)
{
	struct err ignored = {0};

	(void)(note_if_new(db, &ignored) < 0);
}
