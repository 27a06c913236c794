/* Articles in the store. Internal to this folder. */
#ifndef TRV_STORE_ARTICLES_H
#define TRV_STORE_ARTICLES_H

#include "store/internal.h"

/* Puts the events of `doc` in the place of those of the article. */
void trv_article_recode(struct trv_store *s, int64_t article, const struct trv_document *doc);

#endif
