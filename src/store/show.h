/* What showing one thing shares with others. Internal to this folder. */
#ifndef TRV_STORE_SHOW_H
#define TRV_STORE_SHOW_H

#include "store/read.h"

void trv_show_wrap(struct trv_writer *w, const char *text, size_t from, size_t to, uint32_t indent);
/* A heading behind an empty line. */
void trv_show_title(struct trv_writer *w, const char *text);
/* Who tells it, and the sentence. */
void trv_show_mention(struct trv_writer *w, const struct trv_mention *m);
/* The same for events. */
int trv_show_find_event(struct trv_store *s, const char *id, int64_t *row);
/* How many incidents an id or its beginning may mean, 2 for several; that of an event's id is the one it belongs to. */
int trv_show_find_incident(struct trv_store *s, const char *id, int64_t *row);

#endif
