/* Any bytes as a gold record: counted, passed over, or refused with a message; then the report is made. */
#include <stdlib.h>

#include "fuzz.h"
#include "treve/treve.h"

static struct trv_treve *treve;
static struct trv_document *doc;

static const char text[] =
    "date 2020-10-10\n\nL'Arménie et l'Azerbaïdjan ont signé vendredi à Moscou un cessez-le-feu. L'armée arménienne a "
    "bombardé Terter.\n";

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  const struct trv_open_options options = {.share = SHARE_DIR, .languages = "fr"};
  const struct trv_article article = {.text = text, .n_bytes = sizeof text - 1, .file = "a.txt", .lang = "fr"};
  if (trv_open(&options, &treve, &err) != TRV_OK || trv_code(treve, &article, &doc, &err) != TRV_OK)
    fuzz_die(err.path, err.message);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_eval *eval = NULL;
  struct trv_error err = {0};
  bool counted;
  if (trv_eval_new(&eval, &err) != TRV_OK) abort();
  for (int i = 0; i < 2; i++) {
    enum trv_status status = trv_eval_add(eval, "a", (const char *)data, size, i ? doc : NULL, &counted, &err);
    if (status != TRV_OK && (status != TRV_BAD_DATA || !err.message[0])) abort();
  }
  for (int i = 0; i < 2; i++) {
    const struct trv_eval_options options = {.by_type = true, .json = i == 1, .n_errors = 10};
    struct trv_output out = {0};
    if (trv_eval_report(eval, &options, &out, &err) != TRV_OK) abort();
    trv_output_release(&out);
  }
  trv_eval_free(eval);
  return 0;
}
