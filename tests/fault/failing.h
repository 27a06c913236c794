/* Allocations that fail: malloc, calloc, realloc and strdup are wrapped by the linker (-Wl,--wrap); what shared libraries allocate for
 * themselves is not. For programs of one file: `allocation_fails` says which. */
#ifndef TRV_TESTS_FAILING_H
#define TRV_TESTS_FAILING_H

#include <stdbool.h>
#include <stddef.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *s);

/* Whether the allocation that is asked for now is to fail; counts it. */
static bool allocation_fails(void);

void *__wrap_malloc(size_t size) { return allocation_fails() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t n, size_t size) { return allocation_fails() ? NULL : __real_calloc(n, size); }
void *__wrap_realloc(void *p, size_t size) { return allocation_fails() ? NULL : __real_realloc(p, size); }
char *__wrap_strdup(const char *s) { return allocation_fails() ? NULL : __real_strdup(s); }

#endif
