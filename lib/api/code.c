/* The codes of refusal; the contract is in code.h. */
#include "api/code.h"

#include <assert.h>

static const struct {
	const char *name;
	int exit, http;
} codes[API_CODE_N] = {
	[API_OK] = {"ok", 0, 200},
	[API_NOT_FOUND] = {"not-found", 1, 404},
	[API_BAD_PARAM] = {"bad-param", 2, 400},
	[API_UNKNOWN_METHOD] = {"unknown-method", 2, 404},
	[API_AMBIGUOUS] = {"ambiguous", 3, 409},
	[API_REFUSED] = {"refused", 4, 422},
	[API_CONFLICT] = {"conflict", 4, 409},
	[API_FORBIDDEN] = {"forbidden", 4, 403},
	[API_LOCKED] = {"locked", 75, 503},
	[API_TROUBLE] = {"trouble", 5, 500},
};

const char *api_code_name(enum api_code code)
{
	assert(code < API_CODE_N);
	return codes[code].name;
}

int api_code_exit(enum api_code code)
{
	assert(code < API_CODE_N);
	return codes[code].exit;
}

int api_code_http(enum api_code code)
{
	assert(code < API_CODE_N);
	return codes[code].http;
}
