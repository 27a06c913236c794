/* Operations: what a pattern does with what it matched, as the third column of when-patterns.tsv writes it:
 * `offset unit=day count=-1 anchor=article`. */
#include "when/data.h"
#include "when/when.h"

struct name_value {
  const char *name;
  int value;
};

static const struct name_value op_names[] = {{"day", TRV_OP_DAY},
                                             {"days", TRV_OP_DAYS},
                                             {"bareday", TRV_OP_BAREDAY},
                                             {"figures", TRV_OP_FIGURES},
                                             {"month", TRV_OP_MONTH},
                                             {"year", TRV_OP_YEAR},
                                             {"season", TRV_OP_SEASON},
                                             {"weekday", TRV_OP_WEEKDAY},
                                             {"offset", TRV_OP_OFFSET},
                                             {"period", TRV_OP_PERIOD},
                                             {"sofar", TRV_OP_SOFAR},
                                             {"night", TRV_OP_NIGHT},
                                             {"range", TRV_OP_RANGE},
                                             {"time", TRV_OP_TIME},
                                             {"vague", TRV_OP_VAGUE},
                                             {"pass", TRV_OP_PASS},
                                             {"duration", TRV_OP_DURATION},
                                             {"span", TRV_OP_SPAN},
                                             {NULL, 0}};

static const struct name_value unit_names[] = {
    {"minute", TRV_UNIT_MINUTE},   {"hour", TRV_UNIT_HOUR},     {"day", TRV_UNIT_DAY},
    {"weekend", TRV_UNIT_WEEKEND}, {"week", TRV_UNIT_WEEK},     {"month", TRV_UNIT_MONTH},
    {"year", TRV_UNIT_YEAR},       {"decade", TRV_UNIT_DECADE}, {NULL, 0}};

static const struct name_value anchor_names[] = {{"article", TRV_ANCHOR_ARTICLE}, {"narrative", TRV_ANCHOR_NARRATIVE},
                                                 {"lead", TRV_ANCHOR_LEAD},       {"last", TRV_ANCHOR_LAST},
                                                 {"start", TRV_ANCHOR_START},     {NULL, 0}};

static const struct name_value dir_names[] = {
    {"free", TRV_DIR_FREE}, {"last", TRV_DIR_LAST}, {"next", TRV_DIR_NEXT}, {NULL, 0}};

static const struct name_value kind_names[] = {{"point", TRV_WHEN_POINT},
                                               {"interval", TRV_WHEN_INTERVAL},
                                               {"since", TRV_WHEN_SINCE},
                                               {"until", TRV_WHEN_UNTIL},
                                               {"from", TRV_WHEN_FROM},
                                               {"duration", TRV_WHEN_DURATION},
                                               {NULL, 0}};

static int value_of(const struct name_value *names, struct trv_slice name) {
  for (; names->name; names++)
    if (trv_slice_is(name, names->name)) return names->value;
  return -1;
}

enum trv_when_unit trv_when_unit_of(struct trv_slice name) {
  int value = value_of(unit_names, name);
  return value < 0 ? TRV_UNIT_NONE : (enum trv_when_unit)value;
}

/* A number below 1000 with an optional sign. */
static bool read_count(struct trv_slice s, int32_t *out) {
  uint64_t value;
  bool negative = s.n && s.p[0] == '-';
  if (negative) s.p++, s.n--;
  if (!trv_slice_uint(s, 999, &value)) return false;
  *out = negative ? -(int32_t)value : (int32_t)value;
  return true;
}

static bool read_order(struct trv_slice s, char order[4]) {
  if (!trv_slice_is(s, "dmy") && !trv_slice_is(s, "mdy") && !trv_slice_is(s, "ymd")) return false;
  memcpy(order, s.p, 3);
  return true;
}

static bool read_setting(struct trv_slice key, struct trv_slice value, struct trv_when_op *op) {
  int32_t count;
  int found = 0;
  if (trv_slice_is(key, "count")) {
    op->has_count = true;
    return read_count(value, &op->count);
  }
  if (trv_slice_is(key, "sign")) {
    if (!read_count(value, &count) || count * count != 1) return false;
    op->sign = (int8_t)count;
    return true;
  }
  if (trv_slice_is(key, "order")) return read_order(value, op->order);
  if (trv_slice_is(key, "unit")) {
    op->unit = (uint8_t)(found = value_of(unit_names, value));
  } else if (trv_slice_is(key, "anchor")) {
    op->anchor = (uint8_t)(found = value_of(anchor_names, value));
  } else if (trv_slice_is(key, "dir")) {
    op->dir = (uint8_t)(found = value_of(dir_names, value));
  } else if (trv_slice_is(key, "kind")) {
    op->kind = (uint8_t)(found = value_of(kind_names, value));
    op->has_kind = true;
  } else if (trv_slice_is(key, "dates")) {
    op->complement = true;
    found = trv_slice_is(value, "complement") ? 0 : -1;
  } else if (trv_slice_is(key, "perfect")) {
    op->perfect = true;
    found = trv_slice_is(value, "since") ? 0 : -1;
  } else {
    found = -1;
  }
  return found >= 0;
}

enum trv_status trv_when_op_read(const struct trv_table *table, uint32_t row, uint32_t column, struct trv_when_op *out,
                                 struct trv_error *err) {
  struct trv_slice rest = trv_table_cell(table, row, column);
  struct trv_slice name = trv_slice_split(&rest, ' ');
  int code = value_of(op_names, name);
  if (code < 0) return trv_table_fail(table, row, column, err, "unknown operation \"%.*s\"", (int)name.n, name.p);
  *out = (struct trv_when_op){.code = (uint8_t)code, .sign = 1};
  while (rest.p) {
    struct trv_slice setting = trv_slice_split(&rest, ' ');
    struct trv_slice value = setting;
    struct trv_slice key = trv_slice_split(&value, '=');
    if (!value.p || !read_setting(key, value, out))
      return trv_table_fail(table, row, column, err, "cannot read the setting \"%.*s\"", (int)setting.n, setting.p);
  }
  if (out->code == TRV_OP_FIGURES && !out->order[0])
    return trv_table_fail(table, row, column, err, "\"figures\" needs order=dmy, mdy or ymd");
  return TRV_OK;
}
