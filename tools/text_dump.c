/* Prints the text layer of a file as CoNLL-U (ID, FORM, MISC), one comment line a sentence with its bytes.
 *
 *   text_dump PACK FILE            prints
 *   text_dump --time N PACK FILE   reads the file N times and prints words per second */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/limits.h"
#include "base/table.h"
#include "text/text.h"

static _Noreturn void die(const struct trv_error *err) {
  fprintf(stderr, "text_dump: %s:%u:%u: %s\n", err->path, err->line, err->column, err->message);
  exit(2);
}

static void print_text(const struct trv_text *t) {
  if (t->date) printf("# date = %s\n", t->date);
  uint32_t paragraph = UINT32_MAX;
  static const char *const kinds[] = {"body", "title", "heading"};
  for (uint32_t s = 0; s < t->n_sentences; s++) {
    const struct trv_sentence *sent = &t->sentences[s];
    if (sent->paragraph != paragraph) printf("# newpar %s\n", kinds[t->paragraphs[paragraph = sent->paragraph].kind]);
    printf("# span = %u-%u\n", sent->span.begin, sent->span.end);
    for (uint32_t i = sent->first_token; i < sent->first_token + sent->n_tokens; i++) {
      const struct trv_token *tok = &t->tokens[i];
      const char *space = tok->space_after ? "_" : "SpaceAfter=No";
      uint32_t id = tok->first_word - sent->first_word + 1;
      if (tok->n_words > 1)
        printf("%u-%u\t%.*s\t_\t_\t_\t_\t_\t_\t_\t%s\n", id, id + tok->n_words - 1,
               (int)(tok->span.end - tok->span.begin), t->source + tok->span.begin, space);
      for (uint32_t w = 0; w < tok->n_words; w++)
        printf("%u\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", id + w, t->words[tok->first_word + w].form,
               tok->n_words > 1 ? "_" : space);
    }
    printf("\n");
  }
  for (uint32_t q = 0; q < t->n_quotes; q++)
    printf("# quote %u-%u words %u-%u parent %d %s\n", t->quotes[q].span.begin, t->quotes[q].span.end,
           t->quotes[q].first_word, t->quotes[q].end_word, (int)t->quotes[q].parent, t->quotes[q].closed ? "" : "open");
}

int main(int argc, char **argv) {
  int times = 0, arg = 1;
  if (argc > 2 && strcmp(argv[1], "--time") == 0) times = (int)strtol(argv[2], NULL, 10), arg = 3;
  if (argc - arg != 2) return fprintf(stderr, "usage: text_dump [--time N] PACK FILE\n"), 2;
  struct trv_arena pack, doc;
  struct trv_error err;
  trv_arena_init(&pack, 0);
  trv_arena_init(&doc, TRV_MAX_ARENA_BYTES);
  struct trv_text_rules *rules;
  struct trv_slice file;
  struct trv_text *text;
  if (trv_text_rules_load(argv[arg], &pack, &rules, &err) != TRV_OK) die(&err);
  if (trv_file_read(argv[arg + 1], (size_t)1 << 30, &pack, &file, &err) != TRV_OK) die(&err);
  clock_t begin = clock();
  for (int i = 0; i < (times ? times : 1); i++) {
    trv_arena_reset(&doc);
    if (trv_text_run(rules, file.p, file.n, &doc, &text, &err) != TRV_OK) die(&err);
  }
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  if (times)
    printf("%u words, %.0f words/s, %.1f arena bytes a byte\n", text->n_words, text->n_words * (double)times / seconds,
           (double)doc.used / (double)file.n);
  else print_text(text);
  trv_arena_release(&doc);
  trv_arena_release(&pack);
  return 0;
}
