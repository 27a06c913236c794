/* Attachments that the parser gets wrong in ways that can be told from the words alone, mended before the other stages
 * look at the tree.
 *
 *   "a acheminé dimanche trois cents légionnaires"   what hangs on a bare word of the calendar goes to the verb
 *   "a souscrit au plan de la Ligue, promettant de"  a present participle behind a comma goes to the verb before it
 *   "avec la Belgique et Bruxelles a expulsé"        the noun before a finite verb that has no subject is its subject,
 *   "Réunis à Prague, Macron et Merkel ont"          not one more of the nouns before
 *   "a renforcé sa flotte et pressé Ankara"          a second participle goes to the verb whose auxiliary it shares
 *   "la trêve que les deux armées observent n'a"     a clause between a subject and its verb is said of the subject
 *   "Le texte applique l'arrêt des combats conclu"   a participle behind an object is not said of the subject */
#include "tree/mend.h"

void trv_tree_mend(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                   struct trv_parse *parse) {
  struct mender m = {text, grammar, parse, false};
  for (uint32_t w = 0; w < parse->n_words; w++) {
    mend_hyphenated(&m, w);
    mend_subject_of_subject(&m, w);
    mend_noun_as_epithet(&m, w);
    mend_subject_across_verb(&m, w);
    mend_verb_as_noun(&m, w);
    mend_past_with_be(&m, w);
    mend_noun_of_both(&m, w);
    mend_strife_as_verb(&m, w);
    mend_object_of_second(&m, w);
    mend_object_as_verb(&m, w);
    mend_expletive(&m, w);
    mend_verbal_noun(&m, w);
    mend_name_of_verbal_noun(&m, w);
    mend_gerund_as_epithet(&m, w);
    mend_counted_object(&m, w);
    mend_counted_subject(&m, w);
    mend_length_ago(&m, w);
    mend_subject_behind_name(&m, w);
    mend_headless_subject(&m, w);
    mend_verb_behind_apposition(&m, w);
    mend_name_behind_comma(&m, w);
    mend_reduced_clause(&m, w);
    mend_subject_as_epithet(&m, w);
    mend_subject_on_object(&m, w);
    mend_gerund_as_subject(&m, w);
    mend_verb_as_epithet(&m, w);
    mend_name_before_object(&m, w);
    mend_progressive(&m, w);
    mend_two_phrases(&m, w);
    mend_number_before_adjective(&m, w);
    mend_joined_by_nothing(&m, w);
    mend_called_so(&m, w);
    mend_called_besides(&m, w);
    mend_past_as_noun(&m, w);
    mend_name_as_verb(&m, w);
    mend_saying_as_name(&m, w);
    mend_opening_participle(&m, w);
    mend_formless_verb(&m, w);
    mend_verbal_preposition(&m, w);
    mend_verb_behind_place(&m, w);
    mend_behind_members(&m, w);
    mend_participle_root(&m, w);
    mend_active_participle(&m, w);
    mend_split_auxiliary(&m, w);
    mend_bare_object(&m, w);
    mend_behind_fixed(&m, w);
    mend_length_given(&m, w);
    mend_name_before_number(&m, w);
    mend_first_of_two_objects(&m, w);
    mend_what_it_is_called(&m, w);
    mend_subject_behind_adjunct(&m, w);
    mend_subject_as_apposition(&m, w);
    mend_speaker_as_apposition(&m, w);
    mend_inserted_behind_subject(&m, w);
    if (mend_sayings_in_clauses(&m, w)) trv_parse_index(parse, arena);
    mend_told_clause(&m, w);
    mend_told_to(&m, w);
    mend_name_as_auxiliary(&m, w);
    mend_inserted_saying(&m, w);
    mend_inserted_above(&m, w);
    mend_before_inserted(&m, w);
    mend_saying_as_joined(&m, w);
    mend_stop_of_inserted(&m, w);
    if (mend_around_inserted(&m, w)) trv_parse_index(parse, arena);
    mend_setting_before_subject(&m, w);
    mend_subject_behind_mark(&m, w);
    mend_clause_behind_preposition(&m, w);
    mend_name_before_subject(&m, w);
    mend_subject_behind_comma(&m, w);
    mend_agent_behind_place(&m, w);
    mend_agent_behind_day(&m, w);
    mend_agent_behind_act(&m, w);
    mend_agent_of_passive(&m, w);
    mend_claimed_act(&m, w);
    mend_first_of_list(&m, w);
    mend_joined_to_saying(&m, w);
    mend_joined_to_clause(&m, w);
    mend_act_in_list(&m, w);
    mend_clause_of_verb(&m, w);
    mend_clause_in_list(&m, w);
    mend_participle_of_clause(&m, w);
    mend_name_acts(&m, w);
    mend_second_as_epithet(&m, w);
    mend_act_as_epithet(&m, w);
    mend_name_as_infinitive(&m, w);
    mend_infinitive_as_noun(&m, w);
    mend_apposed_to_last(&m, w);
    mend_name_of_second(&m, w);
    mend_second_behind_object(&m, w);
    mend_infinitive_as_epithet(&m, w);
    mend_joined_to_finite(&m, w);
    mend_participle_of_last(&m, w);
    mend_plain_object(&m, w);
    mend_way_behind_object(&m, w);
    mend_clause_as_noun(&m, w);
    mend_name_captured(&m, w);
    mend_joined_to_object(&m, w);
    mend_citing_participle(&m, w);
    mend_object_before_date(&m, w);
    mend_object_behind_time(&m, w);
    mend_length_of_truce(&m, w);
    mend_date_of_predicate(&m, w);
    mend_counted_behind_date(&m, w);
    mend_free_of_date(&m, w);
    mend_length_of_act(&m, w);
    mend_length_as_object(&m, w);
    mend_free_of_day(&m, w);
    mend_free_of_noun(&m, w);
    mend_subject_of_its_own(&m, w);
    mend_company(&m, w);
    mend_second_of_two(&m, w);
    mend_joined_to_noun(&m, w);
    mend_one_subject(&m, w);
    if (mend_second_as_subject(&m, w)) trv_parse_index(parse, arena);
    mend_object_as_subject(&m, w);
    mend_asked_of_both(&m, w);
    mend_both_alike(&m, w);
    mend_second_of_list(&m, w);
    mend_object_behind(&m, w);
    mend_participle_of_verb(&m, w);
    mend_participle_in_list(&m, w);
    mend_agreeing_participle(&m, w);
    mend_verb_behind_between(&m, w);
    mend_participle_of_text(&m, w);
    mend_between_subject_and_verb(&m, w);
    mend_object_of_its_own(&m, w);
    mend_inverted_subject(&m, w);
    mend_behind_a_clause(&m, w);
    mend_saying_behind(&m, w);
    mend_subject_of_told(&m, w);
    mend_decided_as_purpose(&m, w);
    mend_within_name(&m, w);
    mend_clause_of_place(&m, w);
    mend_behind_a_day(&m, w);
    mend_condition(&m, w);
    mend_before_participle(&m, w);
    mend_behind_the_object(&m, w);
  }
  if (m.changed) trv_parse_index(parse, arena);
}
