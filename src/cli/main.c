/* treve: the program. Everything it can do stands in table.c. */
#include <string.h>

#include "options.h"

int main(int argc, char **argv) {
  struct cli_options options;
  if (argc < 2) {
    cli_print_help(NULL);
    return CLI_FAILED;
  }
  if (!cli_options_read(argc, argv, &options)) return CLI_FAILED;
  if (options.version) return cli_version(&options);
  if (options.help) {
    cli_print_help(options.command);
    return CLI_DONE;
  }
  return options.command->run(&options);
}
