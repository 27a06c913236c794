#include "options.h"
int cli_explain(const struct cli_options *o){(void)o;return 2;}
int cli_bench(const struct cli_options *o){(void)o;return 2;}
