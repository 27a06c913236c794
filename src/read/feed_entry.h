/* An entry of a feed as an item. */
#ifndef TRV_READ_FEED_ENTRY_H
#define TRV_READ_FEED_ENTRY_H

#include <libxml/tree.h>

#include "read/read.h"

/* What a feed says of all its entries; NULL: nothing. `base`: the address that others are relative to. */
struct trv_feed_about {
  const char *base, *outlet, *lang, *author;
};
/* `address`: of the feed, NULL: a file. */
void trv_feed_about(const xmlNode *root, const char *address, struct trv_arena *arena, struct trv_feed_about *out);

bool trv_feed_is_entry(const xmlNode *node);

enum trv_feed_got {
  TRV_FEED_ITEM,
  TRV_FEED_BARE,    /* neither content nor summary */
  TRV_FEED_TOO_LONG /* more than TRV_MAX_RECORD_BYTES */
};
/* Fills all of the item but its name, of a bare entry what else is known; `file` only where the entry has an address or an id. The item's arena is guarded. */
enum trv_feed_got trv_feed_entry(const xmlNode *entry, const struct trv_feed_about *about, struct trv_read_item *item);

#endif
