/* The dictionary that a zstd file carries for its own frames. */
#ifndef TRV_READ_DICTIONARY_H
#define TRV_READ_DICTIONARY_H

#include "read/raw.h"
#include "read/unpack.h"

/* Where a dictionary stands next, takes it and gives it to the unpacker. TRV_UNPACK_MORE, also where there is none and nothing
 * was taken; TRV_UNPACK_DAMAGED with *why; TRV_UNPACK_NO_MEMORY. */
enum trv_unpacked trv_dictionary_take(struct trv_raw *raw, struct trv_unpacker *u, const char **why);

#endif
