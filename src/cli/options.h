/* The command line: one table of commands and options from which parsing, --help, the manual page and the completions
 * are made. */
#ifndef TRV_CLI_OPTIONS_H
#define TRV_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <treve/treve.h>

enum cli_exit { CLI_DONE = 0, CLI_REJECTED = 1, CLI_FAILED = 2 };

struct cli_options;

struct cli_command {
  const char *name;
  const char *operands; /* as shown in the synopsis; NULL: takes none */
  const char *summary;
  const char *description; /* paragraphs, parted by blank lines */
  int (*run)(const struct cli_options *options);
};

enum cli_option_id {
  CLI_OPT_FORMAT,
  CLI_OPT_COLUMNS,
  CLI_OPT_OUTPUT,
  CLI_OPT_JOBS,
  CLI_OPT_DATE,
  CLI_OPT_LANG,
  CLI_OPT_SENTENCE,
  CLI_OPT_EVENT,
  CLI_OPT_BY_TYPE,
  CLI_OPT_ERRORS,
  CLI_OPT_JSON,
  CLI_OPT_DB,
  CLI_OPT_FIELD,
  CLI_OPT_SINCE,
  CLI_OPT_UNTIL,
  CLI_OPT_OUTLET,
  CLI_OPT_MATCH,
  CLI_OPT_ONLY,
  CLI_OPT_FROM,
  CLI_OPT_TO, /* a day, or the folder of import */
  CLI_OPT_ACTOR,
  CLI_OPT_RECIPIENT,
  CLI_OPT_TYPE,
  CLI_OPT_PLACE,
  CLI_OPT_STATUS,
  CLI_OPT_TAG,
  CLI_OPT_CONFLICT,
  CLI_OPT_NAMES,
  CLI_OPT_LIMIT,
  CLI_OPT_TIMES,
  CLI_OPT_AUTHOR,
  CLI_OPT_REASON,
  CLI_OPT_ALL,
  CLI_OPT_MAN,
  CLI_OPT_COMPLETION,
  CLI_OPT_WORLD,
  CLI_OPT_REPORT,
  CLI_OPT_ALLOW_LOCAL,
  CLI_OPT_TIMEOUT,
  CLI_OPT_EVERY,
  CLI_OPT_ROUNDS,
  CLI_OPT_SHARE,
  CLI_OPT_COLOR,
  CLI_OPT_HELP,
  CLI_OPT_VERSION
};

struct cli_option {
  enum cli_option_id id;
  char letter;          /* 0: none */
  const char *name;     /* without the dashes */
  const char *argument; /* how its argument is shown; NULL: takes none */
  const char *values;   /* `|`-separated, where only these are allowed; else NULL */
  const char *commands; /* names parted by spaces; NULL: every command */
  const char *help;
};

extern const struct cli_command cli_commands[];
extern const size_t cli_n_commands;
extern const struct cli_option cli_options[];
extern const size_t cli_n_options;

enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };

#define CLI_MAX_WORLDS 16
#define CLI_MAX_FIELDS 16

/* What the command line asks for. Strings are borrowed from argv. */
struct cli_options {
  const struct cli_command *command;
  enum trv_format format;
  const char *format_name;
  const char *output, *date, *lang, *share, *event, *completion, *db, *author, *reason, *names, *columns;
  const char *to, *report;
  const char *worlds[CLI_MAX_WORLDS + 1]; /* NULL-terminated */
  size_t n_worlds;
  const char *fields[CLI_MAX_FIELDS + 1]; /* NULL-terminated */
  size_t n_fields;
  const char *since, *until, *outlet, *match, *only;
  struct trv_chronicle_filter filter;
  bool limited;     /* --limit was given */
  uint32_t jobs;    /* 0: one for each processor */
  int64_t sentence; /* from 0; -1: all */
  uint32_t errors;
  bool allow_local;
  double timeout_s, every_min; /* 0: not given */
  uint32_t rounds;             /* 0: without end */
  bool by_type, json, man, help, version, times, all;
  enum cli_color color;
  size_t n_operands;
  char **operands; /* `-` is standard input */
};

/* Whether `option` belongs to `command`. Several options may share name and id where no command has two of them. */
bool cli_option_of(const struct cli_option *option, const struct cli_command *command);
const struct cli_command *cli_command_named(const char *name);

/* Reads the command line; operands are moved together at the end of argv. False after a message on standard error. */
bool cli_options_read(int argc, char **argv, struct cli_options *out);

/* The commands, one a file. */
int cli_code(const struct cli_options *options);
int cli_parse(const struct cli_options *options);
int cli_explain(const struct cli_options *options);
int cli_eval(const struct cli_options *options);
int cli_lint(const struct cli_options *options);
int cli_bench(const struct cli_options *options);
int cli_ingest(const struct cli_options *options);
int cli_chronicle(const struct cli_options *options);
int cli_events(const struct cli_options *options);
int cli_ceasefires(const struct cli_options *options);
int cli_redlines(const struct cli_options *options);
int cli_conflicts(const struct cli_options *options);
int cli_show(const struct cli_options *options);
int cli_search(const struct cli_options *options);
int cli_stats(const struct cli_options *options);
int cli_correct(const struct cli_options *options);
int cli_recode(const struct cli_options *options);
int cli_watch(const struct cli_options *options);
int cli_extract(const struct cli_options *options);
int cli_import(const struct cli_options *options);
int cli_help(const struct cli_options *options);
int cli_version(const struct cli_options *options);

/* help.c, manual.c, completion.c: what is made of the table; on standard output. */
void cli_print_help(const struct cli_command *command);
void cli_print_manual(void);
bool cli_print_completion(const char *shell);

#endif
