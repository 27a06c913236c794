/* Any bytes as a web page, in the character set that its first byte chooses, and as a plain text. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "read/read.h"
#include "text/utf8.h"

static struct trv_extractor *extractor;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  if (trv_extractor_open(SHARE_DIR, &extractor, &err) != TRV_OK) fuzz_die("share/read", err.message);
  return 0;
}

static void check(const struct trv_found *found) {
  const struct trv_article *a = &found->article;
  const char *const strings[] = {found->title, found->author, a->date, a->publisher, a->url};
  if (!a->text || !a->n_bytes || trv_utf8_check(a->text, a->n_bytes) != a->n_bytes) abort();
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
    if (strings[i] && (!*strings[i] || trv_utf8_check(strings[i], strlen(strings[i])) != strlen(strings[i]))) abort();
  if (a->date && strlen(a->date) != 10) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const charsets[] = {NULL,     "utf-8",     "iso-8859-1", "windows-1251",
                                         "utf-16", "shift_jis", "?",          "no such set"};
  if (!size) return 0;
  struct trv_item item = {.type = TRV_INPUT_HTML,
                          .bytes = (const char *)data + 1,
                          .n_bytes = size - 1,
                          .name = "f.html",
                          .file = "f.html",
                          .charset = charsets[data[0] % (sizeof charsets / sizeof *charsets)],
                          .fragment = data[0] & 0x80};
  struct trv_found *found;
  struct trv_error err = {0};
  enum trv_status status = trv_extract(extractor, &item, &found, &err);
  if (status == TRV_OK) {
    check(found);
    trv_found_free(found);
  } else if ((status != TRV_REJECTED && status != TRV_NO_MEMORY) || !err.message[0]) {
    abort();
  }
  return 0;
}
