/* What the files of the explanation share. */
#ifndef TRV_EXPLAIN_INTERNAL_H
#define TRV_EXPLAIN_INTERNAL_H

#include "coder/coder.h"
#include "out/screen.h"
#include "out/table.h"
#include "what/trace.h"

struct trv_explainer {
  const struct trv_reading_document *doc;
  const struct trv_layers *in;
  struct trv_write_options write;
  struct trv_arena *arena; /* for what the explanation needs itself */
  struct trv_tracer *tracer;
  struct trv_strbuf *out;
  uint32_t n_rule_lines;
  struct trv_slice *rule_lines; /* of the pack's events.rules */
};

/* "Words", "Mentions": the name of a part. */
void trv_explain_heading(struct trv_explainer *x, const char *name);
/* The bytes of a span, made fit for a screen. */
void trv_explain_span(struct trv_explainer *x, struct trv_span span, uint32_t columns);
/* The form of a word with its number in the sentence: "averti (5)". */
void trv_explain_word(struct trv_explainer *x, uint32_t word);
void trv_explain_entities(struct trv_explainer *x, struct trv_entities list);

/* layers.c: what the stages before the rules made of a sentence. */
void trv_explain_layers(struct trv_explainer *x, uint32_t sentence);
/* events.c: what the rules made of a sentence; and one event with its rule. */
void trv_explain_readings(struct trv_explainer *x, uint32_t sentence);
void trv_explain_event(struct trv_explainer *x, uint32_t event);

#endif
