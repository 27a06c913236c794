#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "out/out.h"
#include "coder/coder.h"
int main(int argc, char **argv) {
  struct trv_error err = {0};
  struct trv_treve *t;
  if (trv_open(NULL, &t, &err) != TRV_OK) { fprintf(stderr, "treve: %s:%u:%u: %s\n", err.path, err.line, err.column, err.message); return 2; }
  int rc = 0;
  for (int i = 1; i < argc; i++) {
    FILE *f = fopen(argv[i], "rb"); if (!f) { perror(argv[i]); rc = 1; continue; }
    static char buf[16 << 20]; size_t n = fread(buf, 1, sizeof buf, f); fclose(f);
    struct trv_article a = {.text = buf, .n_bytes = n, .file = argv[i]};
    struct trv_document *d;
    if (trv_code(t, &a, &d, &err) != TRV_OK) { fprintf(stderr, "treve: %s: %s\n", err.path, err.message); rc = 1; continue; }
    struct trv_strbuf b; trv_strbuf_init(&b); trv_out_ndjson(d, &b); fwrite(b.p, 1, b.n, stdout); trv_strbuf_release(&b);
    trv_document_free(d);
  }
  trv_close(t);
  return rc;
}
