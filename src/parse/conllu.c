/* CoNLL-U (universaldependencies.org/format.html). */
#include "parse/conllu.h"

/* The bytes of a span, with control characters and line ends made spaces. */
static void add_source(struct trv_strbuf *out, const struct trv_text *text, struct trv_span span) {
  for (uint32_t i = span.begin; i < span.end; i++) {
    char c = text->source[i];
    trv_strbuf_addc(out, (unsigned char)c < 0x20 ? ' ' : c);
  }
}

static void add_field(struct trv_strbuf *out, const char *s) {
  trv_strbuf_addc(out, '\t');
  trv_strbuf_adds(out, s && *s ? s : "_");
}

static const char *const name_kinds[] = {"", "PER", "LOC", "ORG", "MISC"};

static void add_misc(struct trv_strbuf *out, bool glued, struct trv_name_tag name) {
  trv_strbuf_addc(out, '\t');
  if (glued) trv_strbuf_adds(out, "SpaceAfter=No");
  if (name.kind != TRV_NAME_NONE)
    trv_strbuf_addf(out, "%sName=%c-%s", glued ? "|" : "", name.begin ? 'B' : 'I', name_kinds[name.kind]);
  if (!glued && name.kind == TRV_NAME_NONE) trv_strbuf_addc(out, '_');
  trv_strbuf_addc(out, '\n');
}

static void add_word(struct trv_strbuf *out, const struct trv_text *text, const struct trv_parse *p, uint32_t word,
                     uint32_t first, bool glued) {
  trv_strbuf_addf(out, "%u", word - first + 1);
  add_field(out, text->words[word].form);
  add_field(out, p->lemma[word]);
  add_field(out, trv_upos_name((enum trv_upos)p->upos[word]));
  add_field(out, "_");
  add_field(out, p->feats_text[word]);
  trv_strbuf_addf(out, "\t%u", p->head[word] == TRV_NO_WORD ? 0 : p->head[word] - first + 1);
  add_field(out, trv_deprel_name((enum trv_deprel)p->deprel[word]));
  const char *sub = trv_sub_name((enum trv_sub)p->sub[word]);
  if (sub) trv_strbuf_addf(out, ":%s", sub);
  add_field(out, "_");
  add_misc(out, glued, p->name[word]);
}

void trv_conllu_write(const struct trv_text *text, const struct trv_parse *parse, struct trv_strbuf *out) {
  for (uint32_t s = 0; s < text->n_sentences; s++) {
    const struct trv_sentence *sentence = &text->sentences[s];
    trv_strbuf_addf(out, "# sent_id = %u\n# text = ", s + 1);
    add_source(out, text, sentence->span);
    trv_strbuf_addc(out, '\n');
    for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->n_tokens; t++) {
      const struct trv_token *token = &text->tokens[t];
      uint32_t from = token->first_word, end = from + token->n_words;
      if (token->n_words > 1) {
        trv_strbuf_addf(out, "%u-%u\t", from - sentence->first_word + 1, end - sentence->first_word);
        add_source(out, text, token->span);
        trv_strbuf_adds(out, "\t_\t_\t_\t_\t_\t_\t_");
        add_misc(out, !token->space_after, (struct trv_name_tag){0});
      }
      for (uint32_t w = from; w < end; w++)
        add_word(out, text, parse, w, sentence->first_word, token->n_words == 1 && !token->space_after);
    }
    trv_strbuf_addc(out, '\n');
  }
}
