/* See weights.h. The reasons stand beside the numbers; they were set by hand on one half of the samples and on the cases of
 * tests/unit/test_incidents.c, and measured on the other half. */
#include "chronicle/weights.h"

const struct trv_match_weights trv_match = {
    .named_and_not = 90,
    .other_person = 60, /* the ministry and the president say the same thing on the same day */
    .other_group = 0,
    .state_and_people = 70, /* outlets differ in whether a town, its people or its garrison was hit */
    .armed_and_not = 0,
};

const struct trv_link_weights trv_links[TRV_N_FAMILIES] = {
    [TRV_FAMILY_WORDS] =
        {
            .base = -40, /* parties speak daily: type and day alone say little */
            .same_day = 30,
            .same_span = 20,
            .guessed_day = 12,
            .within = -15,
            .next_day = -25,
            .other_day = -200,
            .actor_same = 25,
            .actor_other = -80, /* another speaker is another act */
            .recipient_same = 15,
            .recipient_other = -35,
            .mixed_same = 10,
            .person_same = 12,
            .person_other = -25,
            .place_same = 10,
            .place_near = 5,
            .place_around = 0,
            .place_apart = -10,
            .place_far = -20,
            .number_same = 15,
            .number_like = 5,
            .number_other = -10,
            .mode_same = 8,
            .mode_other = -30,
            .tag_same = 15,
            .tag_other = -45,
            .tag_one = -15,
            .wording = 60,
            .type_other = -20,
        },
    [TRV_FAMILY_MEETINGS] =
        {
            .base = -35,
            .same_day = 35,
            .same_span = 25,
            .guessed_day = 15,
            .within = -10,
            .next_day = -15,
            .other_day = -200,
            .actor_same = 20,
            .actor_other = -60,
            .recipient_same = 20,
            .recipient_other = -30,
            .mixed_same = 35,
            .person_same = 15,
            .person_other = -15,
            .place_same = 25,
            .place_near = 15,
            .place_around = 0,
            .place_apart = -30,
            .place_far = -50,
            .number_same = 10,
            .number_like = 5,
            .number_other = -10,
            .mode_same = 5,
            .mode_other = -12, /* one tells a phone call's form, the other only that they spoke */
            .tag_same = 10,
            .tag_other = -20,
            .tag_one = -3,
            .wording = 60,
            .type_other = -20,
        },
    [TRV_FAMILY_DEEDS] =
        {
            .base = -30,
            .same_day = 30,
            .same_span = 20,
            .guessed_day = 12,
            .within = -15,
            .next_day = -50,
            .other_day = -200,
            .actor_same = 18,
            .actor_other = -60,
            .recipient_same = 18,
            .recipient_other = -45,
            .mixed_same = 22,
            .person_same = 5,
            .person_other = -10,
            .place_same = 38,
            .place_near = 28,
            .place_around = 0,
            .place_apart = -45,
            .place_far = -100,
            .number_same = 30,
            .number_like = 12,
            .number_other = -25, /* tolls grow from one dispatch to the next */
            .mode_same = 8,
            .mode_other = -12, /* shells and rockets are told for each other */
            .tag_same = 10,
            .tag_other = -25,
            .tag_one = 0, /* whether an attack breaks a truce is a matter of view */
            .wording = 60,
            .type_other = -20,
        },
};

const struct trv_chronicle_limits trv_limits = {
    .days_before_article =
        2, /* what a dispatch tells without a date happened on its day, the day before or in the night */
    .short_span_days = 4,
    .near_km = 15,   /* a suburb for its town */
    .around_km = 40, /* a town for its district */
    .apart_km = 120, /* a region's middle for one of its towns */
    .like_percent = 50,
    .other_percent = 20,
    .truce_days =
        124, /* four months after it began or was prolonged: of an older truce, the article has to name the day */
    .until_start_days = 10,  /* most begin at midnight; humanitarian pauses are announced a week ahead */
    .before_truce_days = 30, /* calls and talks of a month ago led to something else */
    .meeting_days = 5,       /* delegations stay for days, not for weeks */
    .attempt_days = 14,
    .news_days = 7, /* a week; of an older one the article tells that it was made, not that it began */
    .recall_days = 7,
    .red_line_days = 61, /* two months: later acts have other reasons */
    .red_line_recall_days = 21,
    .conflict_incidents = 3, /* a single strike is none, nor one with its reprisal */
};
