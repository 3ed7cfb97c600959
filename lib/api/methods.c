/* The method table; the list is in methods.h. */
#include "api/methods.h"

#define METHOD_ENTRY(name) &name##_method,
const struct method *const api_methods[] = {METHODS(METHOD_ENTRY)};

const size_t api_n_methods = ARRAY_LEN(api_methods);
