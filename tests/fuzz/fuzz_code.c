/* The whole coder on any bytes: rejected with a message, or every promise of every layer holds and the document can be
 * written in each format and explained. */
#include <stdlib.h>

#include "checks.h"
#include "fuzz.h"
#include "treve/treve.h"

static struct trv_treve *treve;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  const struct trv_open_options options = {.share = SHARE_DIR, .languages = "fr"};
  if (trv_open(&options, &treve, &err) != TRV_OK) fuzz_die(err.path, err.message);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_error err = {0};
  struct trv_document *doc;
  const struct trv_article article = {.text = (const char *)data, .n_bytes = size, .file = "fuzz.txt", .lang = "fr"};
  enum trv_status status = trv_code(treve, &article, &doc, &err);
  if (status != TRV_OK) {
    if (status != TRV_REJECTED || !err.message[0]) abort();
    return 0;
  }
  const struct trv_layers *layers = &trv_document_layers(doc)->layers;
  trv_check_text(layers->text);
  trv_check_parse(layers->text, layers->parse);
  trv_check_layers(layers);
  trv_check_document(doc);
  const struct trv_explain_options all = {.sentence = -1};
  struct trv_output out = {0};
  for (int format = TRV_FORMAT_TABLE; format <= TRV_FORMAT_ACLED; format++) {
    if (trv_write(doc, (enum trv_format)format, NULL, &out, &err) != TRV_OK) abort();
    trv_output_release(&out);
  }
  if (trv_explain(treve, doc, &all, &out, &err) != TRV_OK) abort();
  trv_output_release(&out);
  trv_document_free(doc);
  return 0;
}
