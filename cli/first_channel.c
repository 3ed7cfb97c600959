/* A Maildir needs no service and no password, so that a first brief arrives
 * before anything is configured. */
#include "cli/first_channel.h"

#include "conf/secrets.h"

#include <errno.h>
#include <string.h>

static const char name[] = "maildir";

/* {"path": "FOLDER OF THE DATABASE/Maildir"} */
static int make_secret(const char *db_path, char **ret)
{
	size_t folder = (size_t)(strrchr(db_path, '/') - db_path);
	json_t *secret =
		json_pack("{s:s%+}", "path", db_path, (int)folder, "/Maildir");

	*ret = json_dumps(secret, JSON_INDENT(2));
	json_decref(secret);
	return *ret ? 0 : -ENOMEM;
}

/* A file left by an earlier database in this folder says the same. */
int first_channel_secret(struct run *run)
{
	const char *db_path = run->target.db.path;
	AUTO_FREE char *folder = NULL;
	AUTO_FREE char *text = NULL;
	struct err err = {0};
	int r = secrets_folder(run->target.conf.secrets, db_path, &folder);

	if (r == 0)
		r = make_secret(db_path, &text);
	if (r == 0)
		r = secrets_write(folder, name, text, &err);
	return r < 0 && r != -EEXIST ? run_refuse_err(run, r, &err) : 0;
}

int first_channel_add(struct run *run)
{
	json_auto_t *result = NULL;
	int r = run_call(run, "channel.add",
		json_pack("{s:s, s:s}", "name", name, "kind", name), &result);

	if (r == 0)
		json_object_set_new(
			run->params, "channels", json_pack("[s]", name));
	return r;
}
