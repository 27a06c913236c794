/* --help, `treve help` and --version, from the table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "report.h"

#define HELP_COLUMN 28

/* Writes `text` in lines of `width` columns, each after `indent` spaces; the first begins at column `at`. Help is
 * ASCII but for a mark or two, so bytes do for columns. */
static void wrap(const char *text, size_t indent, size_t at, size_t width) {
  bool first = true;
  if (at < indent) printf("%*s", (int)(indent - at), ""), at = indent;
  while (*text) {
    if (text[0] == '\n') {
      printf("\n\n%*s", (int)indent, "");
      at = indent;
      first = true;
      text += strspn(text, "\n");
      continue;
    }
    size_t n = strcspn(text, " \n");
    if (!first && at + 1 + n > width) {
      printf("\n%*s", (int)indent, "");
      at = indent;
      first = true;
    }
    if (!first) putchar(' '), at++;
    printf("%.*s", (int)n, text);
    at += n;
    first = false;
    text += n;
    text += *text == ' ';
  }
  putchar('\n');
}

static void print_option(const struct cli_option *o, size_t width) {
  char left[80];
  int n = o->letter ? snprintf(left, sizeof left, "  -%c, --%s", o->letter, o->name)
                    : snprintf(left, sizeof left, "      --%s", o->name);
  if (o->argument) n += snprintf(left + n, sizeof left - (size_t)n, " %s", o->values ? o->values : o->argument);
  printf("%s", left);
  if ((size_t)n + 2 > HELP_COLUMN) putchar('\n'), n = 0;
  wrap(o->help, HELP_COLUMN, (size_t)n, width);
}

static void print_command(const struct cli_command *c, size_t width) {
  printf("treve %s", c->name);
  for (size_t i = 0; i < cli_n_options; i++)
    if (cli_options[i].commands && cli_option_of(&cli_options[i], c)) {
      printf(" [options]");
      break;
    }
  if (c->operands) printf(" %s", c->operands);
  printf("\n\n");
  wrap(c->description, 0, 0, width);
  printf("\nOptions\n");
  for (size_t i = 0; i < cli_n_options; i++)
    if (cli_option_of(&cli_options[i], c)) print_option(&cli_options[i], width);
}

void cli_print_help(const struct cli_command *command) {
  uint32_t columns = cli_width(stdout);
  size_t width = columns > 100 ? 100 : columns < 60 ? 60 : columns;
  if (command) {
    print_command(command, width);
    return;
  }
  printf(
      "treve reads press articles and keeps the chronicle of a conflict: who did what to whom, when and\nwhere, "
      "according to whom, and whether each ceasefire held.\n\n  treve COMMAND [options] [FILE…]\n\nCommands\n");
  for (size_t i = 0; i < cli_n_commands; i++) printf("  %-11s%s\n", cli_commands[i].name, cli_commands[i].summary);
  printf("\n`treve help COMMAND` tells the options of one. Options of all:\n");
  for (size_t i = 0; i < cli_n_options; i++)
    if (!cli_options[i].commands) print_option(&cli_options[i], width);
  printf("\nExit status: 0 all done, 1 some inputs were rejected, 2 wrong usage or a failure of the system.\n");
}

int cli_help(const struct cli_options *options) {
  if (options->man) {
    cli_print_manual();
    return CLI_DONE;
  }
  if (options->completion) return cli_print_completion(options->completion) ? CLI_DONE : CLI_FAILED;
  if (options->n_operands > 1) {
    cli_message("help takes one command");
    return CLI_FAILED;
  }
  const struct cli_command *command = NULL;
  if (options->n_operands && !(command = cli_command_named(options->operands[0]))) {
    cli_message("no command \"%s\"", options->operands[0]);
    return CLI_FAILED;
  }
  cli_print_help(command);
  return CLI_DONE;
}

int cli_version(const struct cli_options *options) {
  (void)options;
  printf("treve %s\n", TREVE_VERSION);
  return CLI_DONE;
}
