/* The text of the <style> of pages behind action links; their
 * Content-Security-Policy names its hash. */
#pragma once

extern const char action_style[];
