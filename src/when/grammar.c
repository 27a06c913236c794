/* Compiles the patterns of a language pack.
 *
 * A pattern is words and slots with a space between: `dans la nuit de {day} à {day}`. `[…]` may be left out, `(a|b)`
 * is a choice, `{month}` a word of a class or what a rule above gives, `{number}` and `{year}` are built in, `$` wants
 * the end of a phrase, `&{class}` and `!{class}` look at the next word without taking it. */
#include "when/data.h"

#define MAX_DEPTH 8

struct compiler {
  struct trv_when_data *data;
  const struct trv_table *table;
  uint32_t row;
  struct trv_slice rest;
  uint32_t n_symbols; /* that take or test something */
  struct trv_error *err;
};

static uint32_t emit(struct trv_when_data *data, enum trv_instr_kind kind, uint32_t value) {
  TRV_PUSH(data->arena, data->code, data->n_code, data->cap_code, (struct trv_instr){kind, value});
  return data->n_code - 1;
}

static enum trv_status bad(struct compiler *c, const char *what) {
  return trv_table_fail(c->table, c->row, 1, c->err, "%s before \"%.*s\"", what, (int)c->rest.n, c->rest.p);
}

static void skip_spaces(struct compiler *c) {
  while (c->rest.n && c->rest.p[0] == ' ') c->rest.p++, c->rest.n--;
}

static bool accept(struct compiler *c, char mark) {
  skip_spaces(c);
  if (!c->rest.n || c->rest.p[0] != mark) return false;
  c->rest.p++, c->rest.n--;
  return true;
}

static void emit_literal(void *user, struct trv_slice piece) {
  struct compiler *c = user;
  emit(c->data, TRV_SYM_LITERAL, trv_when_literal(c->data, piece));
  c->n_symbols++;
}

/* `{name}`, after its opening brace. */
static enum trv_status compile_slot(struct compiler *c, char look) {
  struct trv_slice after = c->rest;
  struct trv_slice name = trv_slice_split(&after, '}');
  if (!after.p) return bad(c, "\"}\" is missing");
  c->rest = after;
  uint32_t class_id = trv_map_get(&c->data->classes, name);
  uint32_t rule = trv_map_get(&c->data->rule_names, name);
  c->n_symbols++;
  if (look) {
    if (class_id == TRV_MAP_NONE) return bad(c, "not a class of when-words.tsv");
    emit(c->data, look == '&' ? TRV_SYM_AHEAD : TRV_SYM_NOT, class_id);
  } else if (class_id == TRV_CLASS_NUMBER) {
    emit(c->data, TRV_SYM_NUMBER, 0);
  } else if (trv_slice_is(name, "year")) {
    emit(c->data, TRV_SYM_YEAR, 0);
  } else if (rule != TRV_MAP_NONE && rule + 1 < c->data->n_rules) {
    emit(c->data, TRV_SYM_RULE, rule);
  } else if (class_id != TRV_MAP_NONE) {
    emit(c->data, TRV_SYM_CLASS, class_id);
  } else {
    return bad(c, "neither a class nor a rule above");
  }
  return TRV_OK;
}

static enum trv_status compile_choice(struct compiler *c, uint32_t depth);

static enum trv_status compile_item(struct compiler *c, uint32_t depth) {
  enum trv_status status;
  if (accept(c, '[')) {
    uint32_t split = emit(c->data, TRV_SYM_SPLIT, 0);
    status = compile_choice(c, depth + 1);
    c->data->code[split].value = c->data->n_code;
    if (status == TRV_OK && !accept(c, ']')) status = bad(c, "\"]\" is missing");
    return status;
  }
  if (accept(c, '(')) {
    status = compile_choice(c, depth + 1);
    if (status == TRV_OK && !accept(c, ')')) status = bad(c, "\")\" is missing");
    return status;
  }
  if (accept(c, '{')) return compile_slot(c, 0);
  if (accept(c, '$')) {
    emit(c->data, TRV_SYM_END, 0);
    c->n_symbols++;
    return TRV_OK;
  }
  if (c->rest.p[0] == '&' || c->rest.p[0] == '!') {
    char look = c->rest.p[0];
    accept(c, look);
    return accept(c, '{') ? compile_slot(c, look) : bad(c, "\"{\" is missing");
  }
  size_t n = 0;
  while (n < c->rest.n && !memchr(" []()|{}$", c->rest.p[n], 9)) n++;
  if (!n) return bad(c, "unexpected mark");
  struct trv_slice word = {c->rest.p, n};
  c->rest.p += n, c->rest.n -= n;
  trv_when_cut(word, emit_literal, c);
  return TRV_OK;
}

/* Alternatives up to a closing mark or the end. Each but the last begins with SPLIT to the next and ends with JUMP to
 * the end; jumps are chained through their values until the end is known. */
static enum trv_status compile_choice(struct compiler *c, uint32_t depth) {
  if (depth > MAX_DEPTH) return bad(c, "nested too deeply");
  uint32_t jumps = UINT32_MAX;
  struct trv_when_data *data = c->data;
  for (;;) {
    uint32_t split = emit(data, TRV_SYM_SPLIT, 0);
    for (skip_spaces(c); c->rest.n && !memchr("|])", c->rest.p[0], 3); skip_spaces(c)) {
      enum trv_status status = compile_item(c, depth);
      if (status != TRV_OK) return status;
    }
    if (!accept(c, '|')) {
      data->code[split] = (struct trv_instr){TRV_SYM_JUMP, split + 1};
      break;
    }
    jumps = emit(data, TRV_SYM_JUMP, jumps);
    data->code[split].value = data->n_code;
  }
  while (jumps != UINT32_MAX) {
    uint32_t next = data->code[jumps].value;
    data->code[jumps].value = data->n_code;
    jumps = next;
  }
  return TRV_OK;
}

/* A rule's rows stand together; the name of a rule must not be that of a class. */
static enum trv_status open_rule(struct compiler *c, struct trv_slice name) {
  struct trv_when_data *data = c->data;
  uint32_t rule = trv_map_get(&data->rule_names, name);
  if (rule != TRV_MAP_NONE && rule + 1 == data->n_rules) return TRV_OK;
  if (!name.n) return trv_table_fail(c->table, c->row, 0, c->err, "a rule's name is missing");
  if (rule != TRV_MAP_NONE)
    return trv_table_fail(c->table, c->row, 0, c->err, "the rows of a rule must stand together");
  if (trv_map_get(&data->classes, name) != TRV_MAP_NONE || trv_slice_is(name, "year"))
    return trv_table_fail(c->table, c->row, 0, c->err, "\"%.*s\" is a class of words", (int)name.n, name.p);
  trv_map_put(&data->rule_names, name, data->n_rules);
  struct trv_when_rule r = {trv_arena_strndup(data->arena, name.p, name.n), data->n_productions, 0};
  TRV_PUSH(data->arena, data->rules, data->n_rules, data->cap_rules, r);
  return TRV_OK;
}

enum trv_status trv_when_grammar_load(struct trv_when_data *data, const struct trv_table *table,
                                      struct trv_error *err) {
  for (uint32_t row = 0; row < table->n_rows; row++) {
    struct compiler c = {.data = data, .table = table, .row = row, .rest = trv_table_cell(table, row, 1), .err = err};
    struct trv_when_op op;
    enum trv_status status = open_rule(&c, trv_table_cell(table, row, 0));
    if (status == TRV_OK) status = trv_when_op_read(table, row, 2, &op, err);
    if (status != TRV_OK) return status;
    struct trv_production production = {data->n_code, data->n_ops, table->lines[row]};
    TRV_PUSH(data->arena, data->ops, data->n_ops, data->cap_ops, op);
    status = compile_choice(&c, 0);
    if (status == TRV_OK && c.rest.n) status = bad(&c, "unexpected mark");
    if (status == TRV_OK && !c.n_symbols) status = trv_table_fail(table, row, 1, err, "an empty pattern");
    if (status != TRV_OK) return status;
    emit(data, TRV_SYM_MATCH, 0);
    TRV_PUSH(data->arena, data->productions, data->n_productions, data->cap_productions, production);
    data->rules[data->n_rules - 1].n++;
  }
  data->top = trv_map_get(&data->rule_names, trv_slice_of("when"));
  if (data->top == TRV_MAP_NONE) return trv_fail(err, TRV_BAD_DATA, table->path, 0, 0, "no rule is named \"when\"");
  return TRV_OK;
}
