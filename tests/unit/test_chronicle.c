/* The ceasefires of one article: what its record says of their days, of their fate, of their mediators. Whole articles through the library, since a record rests on
 * every stage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "treve/treve.h"

static struct trv_treve *treve;

static int set_up(void **state) {
  const struct trv_open_options options = {.share = SHARE_DIR};
  struct trv_error err;
  return trv_open(&options, &treve, &err) == TRV_OK ? 0 : -1;
}

static int tear_down(void **state) {
  trv_close(treve);
  return 0;
}

static const struct {
  const char *text, *effective, *end, *status; /* status NULL: no ceasefire */
} cases[] = {
    {"date 2024-03-05\n\nLe gouvernement congolais et le M23 ont conclu lundi à Luanda, sous médiation angolaise, une "
     "trêve "
     "humanitaire de soixante-douze heures. Elle est entrée en vigueur mardi à midi.\n",
     "2024-03-05", "2024-03-08", "in_force"},
    {"date 2022-11-02\n\nLe gouvernement yéménite et les houthistes ont signé mardi à Mascate, sous l'égide d'Oman, un "
     "accord "
     "de cessez-le-feu. Il doit entrer en vigueur jeudi à 18 heures.\n",
     "2022-11-03", NULL, "agreed"},
    {"date 2022-10-03\n\nLa trêve au Yémen a pris fin dimanche.\n\nLundi, des combats ont éclaté entre l'armée "
     "yéménite et les "
     "houthistes près de Taëz.\n",
     NULL, "2022-10-02", "failed"},
    /* by how much it is prolonged is no term of its own */
    {"date 2021-08-12\n\nL'Arménie et l'Azerbaïdjan ont prolongé mercredi de dix jours leur trêve humanitaire, a "
     "annoncé "
     "l'Élysée. Celle-ci était entrée en vigueur samedi à midi.\n",
     "2021-08-07", NULL, "in_force"},
    /* a beginning that is told by the way, with nobody who acts */
    {"date 2019-03-02\n\nLes armées indienne et pakistanaise ont échangé vendredi des tirs d'artillerie au Cachemire, "
     "malgré le "
     "cessez-le-feu en vigueur depuis le 26 novembre 2003.\n",
     "2003-11-26", NULL, "violated"},
    {"date 2024-11-29\n\nDeux jours après son entrée en vigueur, le cessez-le-feu entre Israël et le Hezbollah "
     "tient.\n",
     "2024-11-27", NULL, "in_force"},
    {"date 2014-08-10\n\nL'Egypte a proposé dimanche une trêve à Israël et au Hamas. Elle débuterait lundi.\n",
     "2014-08-11", NULL, "proposed"},
    /* of one that is told by its end, the fighting tells whose it was */
    {"date 2024-09-09\n\nDe violents combats entre l'armée soudanaise et les Forces de soutien rapide ont repris "
     "dimanche à "
     "Khartoum, après l'expiration de la trêve samedi soir.\n",
     NULL, "2024-09-07", "failed"},
    /* how long it is to last, told in a sentence of its own */
    {"date 2021-08-07\n\nLa trêve humanitaire négociée par la France entre l'Arménie et l'Azerbaïdjan est entrée en "
     "vigueur samedi à midi. Elle doit durer cinq jours.\n",
     "2021-08-07", "2021-08-12", "in_force"},
    /* so much longer than it was to last */
    {"date 2024-08-20\n\nL'armée soudanaise et les Forces de soutien rapide ont prolongé lundi de cinq jours le "
     "cessez-le-feu qui devait expirer dans la soirée.\n",
     NULL, "2024-08-24", "in_force"},
    /* a month from the first of a month is that month */
    {"date 2021-04-01\n\nLa junte birmane a décrété mercredi un cessez-le-feu unilatéral d'un mois, à compter du 1er "
     "avril.\n",
     "2021-04-01", "2021-04-30", "in_force"},
    /* agreed, and waiting for something else */
    {"date 2016-06-24\n\nLe gouvernement colombien et les Farc ont signé jeudi à La Havane un cessez-le-feu définitif. "
     "L'accord doit entrer en vigueur après la signature de la paix.\n",
     NULL, NULL, "agreed"},
    /* only its failure is told */
    {"date 2020-01-28\n\nLe cessez-le-feu en Libye a volé en éclats. Les troupes du maréchal Haftar ont attaqué lundi "
     "l'armée libyenne près de Misrata.\n",
     NULL, NULL, "failed"},
    /* a truce that is spoken of as broken was there */
    {"date 2022-09-07\n\nL'Inde a accusé mardi l'armée pakistanaise d'avoir tiré sur une patrouille, en violation de "
     "la "
     "trêve.\n",
     NULL, NULL, "violated"},
    /* who speaks of breaches accuses */
    {"date 2025-05-11\n\nUn cessez-le-feu est entré en vigueur samedi entre l'Inde et le Pakistan. New Delhi a accusé "
     "dimanche Islamabad de « violations répétées ».\n",
     "2025-05-10", NULL, "violated"},
    /* what was not signed is not made */
    {"date 2020-01-14\n\nLe maréchal Haftar a quitté la table mardi sans avoir signé l'accord de cessez-le-feu avec le "
     "gouvernement libyen.\n",
     NULL, NULL, NULL},
    /* a clause between the truce and its verb is said of the truce */
    {"date 2020-03-01\n\nLa trêve partielle que l'armée américaine et les talibans observent depuis le 22 février n'a "
     "connu que de rares accrocs.\n",
     "2020-02-22", NULL, "in_force"},
    /* told twice, it is one */
    {"date 1995-02-23\n\nDes accrochages ont opposé mercredi le Pérou et l'Equateur, malgré la trêve signée le 17 "
     "février par les deux "
     "pays. Une trêve à effet immédiat, parrainée par le Brésil, avait été conclue le 17 février par le Pérou et "
     "l'Equateur.\n",
     "1995-02-17", NULL, "violated"},
};

static void records_have_the_days_that_are_told(void **state) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_error err;
    struct trv_document *doc;
    const struct trv_article article = {.text = cases[i].text, .n_bytes = strlen(cases[i].text), .lang = "fr"};
    assert_int_equal(trv_code(treve, &article, &doc, &err), TRV_OK);
    assert_int_equal(doc->n_ceasefires, cases[i].status ? 1 : 0);
    if (!cases[i].status) {
      trv_document_free(doc);
      continue;
    }
    const struct trv_ceasefire *c = &doc->ceasefires[0];
    assert_int_equal(c->parties.n, c->kind && strcmp(c->kind, "unilateral") == 0 ? 1 : 2);
    if (cases[i].effective) assert_string_equal(c->effective, cases[i].effective);
    else assert_null(c->effective);
    if (cases[i].end) assert_string_equal(c->end, cases[i].end);
    else assert_null(c->end);
    assert_string_equal(c->status, cases[i].status);
    trv_document_free(doc);
  }
}

/* What became of a truce, and by whose mediation: `mediators` are codes. */
static const struct {
  const char *text, *status, *mediators;
} fates[] = {
    {"date 2023-05-24\n\nL'armée soudanaise et les Forces de soutien rapide ont signé samedi à Djedda une trêve. Le "
     "texte, parrainé "
     "par Riyad et Washington, est entré en vigueur lundi.\n\nMercredi, l'armée a accusé les paramilitaires d'avoir "
     "bombardé un "
     "hôpital de Khartoum.\n",
     "violated", "SAU USA"},
    {"date 2023-05-24\n\nL'armée soudanaise et les Forces de soutien rapide ont signé samedi à Djedda une trêve. Elle "
     "n'a tenu que "
     "quelques heures.\n",
     "failed", ""},
    {"date 2023-05-24\n\nL'armée soudanaise et les Forces de soutien rapide ont signé samedi à Djedda une trêve. Elle "
     "n'a jamais "
     "été respectée.\n",
     "violated", ""},
    /* who is called a mediator by what his country did; the patron of a party is none */
    {"date 2024-11-28\n\nIsraël et le Hezbollah ont conclu mardi un cessez-le-feu, a annoncé Joe Biden, dont le pays a "
     "servi de "
     "médiateur. L'Iran, principal parrain du Hezbollah, a salué l'accord.\n",
     "in_force", "USA"},
    /* an attack on somebody else breaks nothing */
    {"date 2024-03-08\n\nLe gouvernement congolais et le M23 ont conclu lundi une trêve. Mercredi, l'armée congolaise "
     "a bombardé "
     "des positions de l'Etat islamique.\n",
     "in_force", ""},
    /* who mediates is no party: the other one's is whom it fights */
    {"date 2023-09-22\n\nMercredi, les séparatistes arméniens du Haut-Karabakh ont conclu avec Bakou, sous médiation "
     "russe, un "
     "cessez-le-feu. L'armée azerbaïdjanaise avait attaqué mardi les séparatistes arméniens du Haut-Karabakh.\n",
     "in_force", "RUS"},
    /* "l'avoir fait": a breach in an accusation */
    {"date 2024-03-08\n\nLe gouvernement congolais et le M23 ont conclu lundi une trêve. L'armée reproche aux rebelles "
     "de la violer "
     "tous les jours.\n",
     "violated", ""},
};

static void records_tell_what_became_of_a_truce(void **state) {
  for (size_t i = 0; i < sizeof fates / sizeof *fates; i++) {
    struct trv_error err;
    struct trv_document *doc;
    char mediators[64] = "";
    const struct trv_article article = {.text = fates[i].text, .n_bytes = strlen(fates[i].text), .lang = "fr"};
    assert_int_equal(trv_code(treve, &article, &doc, &err), TRV_OK);
    assert_int_equal(doc->n_ceasefires, 1);
    const struct trv_ceasefire *c = &doc->ceasefires[0];
    assert_string_equal(c->status, fates[i].status);
    size_t n = 0;
    for (uint32_t k = 0; k < c->mediators.n && n < sizeof mediators; k++)
      n += (size_t)snprintf(mediators + n, sizeof mediators - n, "%s%s", k ? " " : "", c->mediators.items[k].code);
    assert_string_equal(mediators, fates[i].mediators);
    trv_document_free(doc);
  }
}

static void an_end_without_fighters_is_no_record(void **state) {
  const char *text = "date 2022-10-03\n\nLa trêve des confiseurs a pris fin dimanche.\n";
  const struct trv_article article = {.text = text, .n_bytes = strlen(text), .lang = "fr"};
  struct trv_error err;
  struct trv_document *doc;
  assert_int_equal(trv_code(treve, &article, &doc, &err), TRV_OK);
  assert_int_equal(doc->n_ceasefires, 0);
  trv_document_free(doc);
}

static void a_red_line_has_its_deadline(void **state) {
  const char *text =
      "date 2021-08-18\n\nLa Turquie a lancé mardi un ultimatum à la Syrie, sommée de retirer ses troupes "
      "d'Idlib d'ici au 25 août.\n";
  const struct trv_article article = {.text = text, .n_bytes = strlen(text), .lang = "fr"};
  struct trv_error err;
  struct trv_document *doc;
  bool found = false;
  assert_int_equal(trv_code(treve, &article, &doc, &err), TRV_OK);
  for (size_t i = 0; i < doc->n_events; i++)
    if (doc->events[i].n_tags && strcmp(doc->events[i].tags[0], "red_line") == 0) {
      found = true;
      assert_string_equal(doc->events[i].deadline, "2021-08-25");
    }
  assert_true(found);
  trv_document_free(doc);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(records_have_the_days_that_are_told),
      cmocka_unit_test(records_tell_what_became_of_a_truce),
      cmocka_unit_test(an_end_without_fighters_is_no_record),
      cmocka_unit_test(a_red_line_has_its_deadline),
  };
  return cmocka_run_group_tests_name("chronicle", tests, set_up, tear_down);
}
