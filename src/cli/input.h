/* Reading files into memory, with a ceiling that is known before they are read. */
#ifndef TRV_CLI_INPUT_H
#define TRV_CLI_INPUT_H

#include "options.h"

struct cli_bytes {
  char *p; /* NUL-terminated, to be freed */
  size_t n;
};

/* Reads `path`, standard input for "-", at most `max` bytes. TRV_REJECTED with the reason: missing, a folder, not to be
 * read, too long. */
enum trv_status cli_read(const char *path, size_t max, struct cli_bytes *out, struct trv_error *err);

/* Fills `err` and returns TRV_REJECTED. */
enum trv_status cli_reject(struct trv_error *err, const char *path, const char *why);

/* Names of files, owned. */
struct cli_names {
  size_t n, cap;
  char **items;
};
bool cli_names_add(struct cli_names *names, const char *folder, const char *name);
/* Every file of `folder` whose name is `wanted` (NULL: every name), in the order of the names' bytes; `deep`: those in the folders in
 * it too. Hidden ones are left out. False after a message. */
bool cli_names_folder(struct cli_names *names, const char *folder, bool (*wanted)(const char *name), bool deep);
/* A name that ends in .txt. */
bool cli_is_text_name(const char *name);
void cli_names_release(struct cli_names *names);
bool cli_is_folder(const char *path);

#endif
