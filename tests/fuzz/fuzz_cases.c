/* Any bytes as a file of cases: run, with each finding on a line that begins with the file's name. */
#include <stdlib.h>
#include <string.h>

#include "check/cases.h"
#include "fuzz.h"

static struct trv_treve *treve;
static struct fuzz_file file;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  const struct trv_open_options options = {.share = SHARE_DIR, .languages = "fr"};
  if (trv_open(&options, &treve, &err) != TRV_OK) fuzz_die(err.path, err.message);
  fuzz_file_open(&file);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_strbuf report;
  struct trv_lint_result result = {0};
  struct trv_error err = {0};
  trv_strbuf_init(&report);
  fuzz_file_set(&file, data, size);
  enum trv_status status = trv_cases_run(treve, file.path, &report, &result, &err);
  if (status != TRV_OK && !err.message[0]) abort();
  if (report.n && strncmp(report.p, file.path, strlen(file.path)) != 0) abort();
  if (report.n && report.p[report.n - 1] != '\n') abort();
  trv_strbuf_release(&report);
  return 0;
}
