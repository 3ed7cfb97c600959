/* Which nudged serves the database; the contract is in about.h. */
#include "daemon/about.h"

#include <curl/curl.h>
#include <string.h>

#include "conf/secrets.h"
#include "store/health.h"
#include "store/meta.h"

static int note(
	struct db *db, const char *key, const char *value, struct err *err)
{
	AUTO_TXN txn = {0};
	int r = txn_begin(db, &txn, err);

	if (r == 0)
		r = meta_set(db, key, value, err);
	return r < 0 ? r : txn_commit(&txn, err);
}

static int note_if_new(
	struct db *db, const char *key, const char *value, struct err *err)
{
	AUTO_FREE char *was = NULL;
	int r = meta_get(db, key, &was, err);

	if (r < 0 || (was && strcmp(was, value) == 0))
		return r;
	return note(db, key, value, err);
}

void about_libraries(struct str *out)
{
	const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);

	str_addf(out, "libcurl %s, %s", curl->version,
		curl->ssl_version ? curl->ssl_version : "");
}

static int note_versions(struct db *db, struct err *err)
{
	AUTO_FREE char *engine = NULL;
	AUTO_STR about = {0};
	int r = health_engine(db, &engine, err);

	if (r < 0)
		return r;
	str_addf(&about, "nudged %s, SQLite %s, ", PACKAGE_VERSION, engine);
	about_libraries(&about);
	if (str_error(&about) < 0)
		return err_memory(err);
	return note_if_new(db, "nudged_about", str_get(&about), err);
}

static int note_secrets(struct db *db, const char *secrets, struct err *err)
{
	AUTO_FREE char *folder = NULL;
	int r = secrets_folder(secrets, db_path(db), &folder);

	return r < 0 ? r : note_if_new(db, "nudged_secrets", folder, err);
}

void about_note(struct db *db, const char *secrets)
{
	struct err ignored = {0};

	(void)(note_versions(db, &ignored) < 0);
	(void)(note_secrets(db, secrets, &ignored) < 0);
}

void about_note_heartbeat(struct db *db, const char *state, const char **noted)
{
	struct err ignored = {0};

	if (*noted && strcmp(*noted, state) == 0)
		return;
	*noted = state;
	(void)(note_if_new(db, "nudged_heartbeat", state, &ignored) < 0);
}
