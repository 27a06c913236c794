/* A ticker: an article whose paragraphs open with the hour at which they were written. They tell of the article's day. Internal. */
#ifndef TRV_WHEN_TICKER_H
#define TRV_WHEN_TICKER_H

#include "text/text.h"

#define TRV_NO_TICKER UINT32_MAX

/* The sentence that the first paragraph opened with an hour begins with; TRV_NO_TICKER: the article is no ticker. */
uint32_t trv_ticker_begin(const struct trv_text *text);

#endif
