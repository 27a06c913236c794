/* What every fuzz target has. Built with clang and -DTREVE_FUZZ=ON they are libFuzzer programs; otherwise replay.c
 * runs them over the files of their corpus, as part of the ordinary tests. */
#ifndef TRV_TESTS_FUZZ_H
#define TRV_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Loads what all inputs share. Ends the program where it cannot. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
/* Tries one input. Returns 0; anything wrong aborts. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Prints a message and ends the program: for what is wrong with the set-up, not with the input. */
_Noreturn void fuzz_die(const char *what, const char *why);
/* A file in memory, named by a path that can be opened. `fuzz_file_set` replaces its bytes. */
struct fuzz_file {
  int fd;
  char path[32];
};
void fuzz_file_open(struct fuzz_file *file);
void fuzz_file_set(const struct fuzz_file *file, const void *bytes, size_t n);

#endif
