/* Which act an expression dates, by the tree. Internal to src/when; trv_when_of and trv_when_bound are in when.h. */
#ifndef TRV_WHEN_ATTACH_H
#define TRV_WHEN_ATTACH_H

#include "when/syntax.h"

/* The noun that "depuis" opens around a date: "depuis le putsch militaire du 1er février" gives putsch; TRV_NO_WORD:
 * none. `head` is the date's. */
uint32_t trv_when_opened_by(const struct trv_syntax *t, uint32_t head);

#endif
