/* Completion scripts for bash, zsh and fish, from the table. */
#include <stdio.h>
#include <string.h>

#include "options.h"

static void spaced(const char *list) {
  for (; *list; list++) putchar(*list == '|' ? ' ' : *list);
}

static void bash(void) {
  printf(
      "# bash completion for treve, made by `treve help --completion bash`\n_treve() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd= w\n"
      "  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do case $w in -*) ;; *) cmd=$w; break ;; esac; done\n"
      "  case $prev in\n");
  for (size_t i = 0; i < cli_n_options; i++)
    if (cli_options[i].values) {
      printf("    --%s", cli_options[i].name);
      if (cli_options[i].letter) printf("|-%c", cli_options[i].letter);
      printf(") COMPREPLY=($(compgen -W '");
      spaced(cli_options[i].values);
      printf("' -- \"$cur\")); return ;;\n");
    }
  printf("  esac\n  if [[ -z $cmd ]]; then\n    COMPREPLY=($(compgen -W '");
  for (size_t i = 0; i < cli_n_commands; i++) printf("%s%s", i ? " " : "", cli_commands[i].name);
  printf("' -- \"$cur\")); return\n  fi\n  if [[ $cur == -* ]]; then\n    case $cmd in\n");
  for (size_t c = 0; c < cli_n_commands; c++) {
    printf("      %s) w='", cli_commands[c].name);
    for (size_t i = 0; i < cli_n_options; i++)
      if (cli_option_of(&cli_options[i], &cli_commands[c])) printf("--%s ", cli_options[i].name);
    printf("' ;;\n");
  }
  printf(
      "    esac\n    COMPREPLY=($(compgen -W \"$w\" -- \"$cur\"))\n  else\n    COMPREPLY=($(compgen -f -- \"$cur\"))\n"
      "  fi\n}\ncomplete -o filenames -F _treve treve\n");
}

/* Inside single quotes of zsh's _arguments: brackets and colons are its own. */
static void zsh_text(const char *s) {
  for (; *s; s++) {
    if (*s == '\'') printf("'\\''");
    else if (*s == '[' || *s == ']' || *s == ':') printf("\\%c", *s);
    else putchar(*s);
  }
}

static void zsh_option(const struct cli_option *o) {
  printf("'");
  if (o->letter) printf("(-%c --%s)'{-%c,--%s}'", o->letter, o->name, o->letter, o->name);
  else printf("--%s", o->name);
  printf("[");
  zsh_text(o->help);
  printf("]");
  if (o->values) {
    printf(":%s:(", o->argument);
    spaced(o->values);
    printf(")");
  } else if (o->argument) {
    printf(":%s:%s", o->argument,
           strcmp(o->argument, "FILE") == 0  ? "_files"
           : strcmp(o->argument, "DIR") == 0 ? "_files -/"
                                             : " ");
  }
  printf("' ");
}

static void zsh(void) {
  printf("#compdef treve\n# made by `treve help --completion zsh`\n_treve() {\n  local -a commands\n  commands=(");
  for (size_t i = 0; i < cli_n_commands; i++) {
    printf("'%s:", cli_commands[i].name);
    zsh_text(cli_commands[i].summary);
    printf("' ");
  }
  printf(")\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case ${words[2]} in\n");
  for (size_t c = 0; c < cli_n_commands; c++) {
    printf("    %s) _arguments ", cli_commands[c].name);
    for (size_t i = 0; i < cli_n_options; i++)
      if (cli_option_of(&cli_options[i], &cli_commands[c])) zsh_option(&cli_options[i]);
    printf("'*:file:_files' ;;\n");
  }
  printf("  esac\n}\n_treve \"$@\"\n");
}

static void fish_text(const char *s) {
  for (; *s; s++) {
    if (*s == '\'' || *s == '\\') putchar('\\');
    putchar(*s);
  }
}

static void fish(void) {
  printf("# made by `treve help --completion fish`\n");
  for (size_t i = 0; i < cli_n_commands; i++) {
    printf("complete -c treve -n __fish_use_subcommand -f -a %s -d '", cli_commands[i].name);
    fish_text(cli_commands[i].summary);
    printf("'\n");
  }
  for (size_t i = 0; i < cli_n_options; i++) {
    const struct cli_option *o = &cli_options[i];
    printf("complete -c treve");
    if (o->commands) printf(" -n '__fish_seen_subcommand_from %s'", o->commands);
    if (o->letter) printf(" -s %c", o->letter);
    printf(" -l %s", o->name);
    if (o->values) {
      printf(" -x -a '");
      spaced(o->values);
      printf("'");
    } else if (o->argument) {
      printf(" -r");
    }
    printf(" -d '");
    fish_text(o->help);
    printf("'\n");
  }
}

bool cli_print_completion(const char *shell) {
  static const struct {
    const char *name;
    void (*print)(void);
  } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
  for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
    if (strcmp(shells[i].name, shell) == 0) {
      shells[i].print();
      return true;
    }
  return false;
}
