/// French words that tell personal data from other text. A low line joins the tokens of a phrase.
enum FrenchWords {
  static let text = """
    phone: téléphone telephone téléphonique portable mobile appelez appeler appel composer composez joindre joignable \
      numéro_vert ligne_verte fixe cellulaire tél. numéro_de_téléphone rappeler joignez téléphonez téléphoner appelle
    email: courriel mél adresse_électronique écrire_à écrivez_à
    at: chez arobas
    numbering: numéro numero numéros n°_ num.
    glue: puis alors ensuite quand mais est sont le la les l sa son ses mon ma du de d des au aux à a par porte et un \
      une pour dont suivant en seul valable véhicule voiture moto camion
    coordinate: latitude longitude coordonnées coordonnée point_gps position
    hemisphere: nord sud est ouest
    degree: degrés degré
    minute: minutes minute
    second: secondes seconde
    identity: passeport carte_d'identité carte_d'électeur carte_nationale numéro_national numéro_d'identité \
      pièce_d'identité permis_de_conduire carte_de_réfugié sécurité_sociale carte_de_séjour acte_de_naissance \
      matricule numéro_de_sécurité_sociale carte_d'identité_nationale carte_nationale_d'identité identifiant_national \
      identification_nationale numéro_d'identification n°_d'identification carte_consulaire numéro_de_réfugié \
      titre_de_séjour visa_n° livret_de_famille extrait_de_naissance numéro_individuel numéro_fiscal nif \
      attestation_de_réfugié
    account: compte compte_bancaire numéro_de_compte carte_bancaire mobile_money
    plate: plaque plaques immatriculé immatriculée immatriculation plaque_d'immatriculation plaques_d'immatriculation \
      numéro_d'immatriculation minéralogique plaqué plaquée numéro_de_plaque immatriculés numéro_de_véhicule \
      carte_grise
    file: dossier numéro_de_dossier procès-verbal mandat_d'arrêt affaire plainte pv dossier_judiciaire rp rmp \
      numéro_d'affaire pv_n° procédure_n°
    born: né née
    birthday: date_de_naissance anniversaire jour_de_naissance naissance né(e)_le
    month: janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr avr juil déc
    years: ans an
    aged: âgé âgée âge d'âge âgé_de âgée_de
    have: a avait ai avais aura j'ai
    female: femme fille mère veuve épouse sœur soeur grand-mère tante dame nièce infirmière institutrice commerçante \
      paysanne enseignante cultivatrice vendeuse élève-fille fillette
    male: homme garçon père mari fils frère grand-père oncle monsieur neveu veuf époux
    role: enseignant enseignante instituteur institutrice infirmier infirmière commerçant commerçante paysan paysanne \
      cultivateur cultivatrice chef pasteur prêtre imam soldat commandant combattant étudiant étudiante élève chauffeur \
      journaliste avocat avocate juge pêcheur éleveur berger maire gouverneur ministre colonel général capitaine \
      lieutenant médecin sage-femme agriculteur agricultrice militant militante bénévole directeur directrice mécanicien \
      maçon menuisier gardien couturière tailleur curé évêque abbé vendeur vendeuse fils_du fille_du femme_du épouse_du \
      notable mineur traducteur interprète président présidente secrétaire trésorier \
      policier gendarme boucher boulanger forgeron chauffeur-mécanicien religieuse
    person: personne enfant bébé orphelin orpheline jeune adolescent adolescente victime patient patiente habitant \
      habitante voisin voisine réfugié réfugiée témoin rescapé rescapée détenu détenue prisonnier quelqu'un
    pronoun: il elle je
    plural: personnes femmes hommes enfants filles garçons mères pères veuves élèves étudiants jeunes adolescents mineurs \
      adultes civils ceux celles ils elles réfugiés membres âgés âgées victimes habitants détenus combattants soldats \
      recrues électeurs participants bénévoles volontaires vieux
    thing: comité réseau programme projet organisation association état république mouvement idée initiative mission union \
      parti ong conflit guerre accord loi traité trêve camp école politique système mandat crise paix plan étude rapport \
      peine condamnation prison pont route bâtiment barrage puits arbre régime gouvernement tradition ville village \
      église mosquée hôpital coalition force armée conseil commission tribunal convention expérience bail durée période \
      marché groupe alliance
    bound: moins plus moyenne moyen médian minimum maximum entre supérieur inférieur révolus et_plus environ
    from: de du d à en dans venue venu originaire
    settlement: village quartier camp hameau localité
    handle: identifiant pseudo pseudonyme compte nom profil utilisateur nom_d'utilisateur
    platform: télégram twitteur
    title: m. mme mlle monsieur madame mademoiselle docteur maître colonel capitaine général commandant lieutenant sergent \
      abbé père sœur frère monseigneur pasteur imam chef président présidente ministre gouverneur maire juge maman papa \
      mzee major adjudant caporal
    said: dit disait déclaré déclare raconte raconté explique expliqué affirme affirmé selon femme_de épouse_de mari_de \
      fils_de fille_de frère_de sœur_de mère_de père_de nommé nommée appelé surnommé témoigné répond ajoute ajouté
    unit: personnes habitants francs euros dollars familles ménages déplacés réfugiés appels fois soldats policiers villages \
      maisons mètres kilomètres millions milliards tonnes litres camions voix cas morts membres femmes hommes enfants \
      heures jours semaines mois
    document: résolution paragraphe page pages article chapitre version volume tableau figure annexe rapport budget vol.
    article: un une le la l cette cet ce sa son ma mon
    identity: carte jeton badge permis certificat attestation récépissé laissez-passer titre_de_voyage \
      n°_d'identité permis_de_séjour carte_de_ration carte_de_ménage attestation_de_famille numéro_de_ménage \
      carte_de_bénéficiaire titre matricule_militaire numéro_hcr carte_sim dossier_médical numéro_imei permis_n° \
      carte_scolaire carte_d'étudiant numéro_de_série carnet identifiant_unique passeports_n°
    account: versez_sur versement orange_money airtel_money compte_ecobank agent_n°
    plate: plaque_du plaque_:
    file: dossier_n° plainte_n°
    birthday: naiss. date_et_lieu_de_naissance
    born: nés nées vu_le_jour venu_au_monde venue_au_monde
    months: mois semaine semaines jour jours
    life: mort morte décédé décédée mariée marié tué tuée enlevé enlevée violée recruté recrutée enrôlé veuve_à \
      enceinte arrêté arrêtée
    have: avoir avaient aurait aura
    female: féminin gamine jumelle cadette aînée mamie belle-mère belle-fille petite-fille
    male: masculin gamin jumeau cadet aîné papy beau-père petit-fils
    person: nourrisson gosse nouveau-né survivante survivant défunt défunte sexagénaire septuagénaire octogénaire \
      quinquagénaire quadragénaire trentenaire quadra
    thing: soudan_du_sud timor forage pompe distance
    plural: jumeaux jumelles patients
    pronoun: elle_venait lui
    aged: sexe_f
    person: bénéficiaire vieillard vieille doyen doyenne demandeur
    identity: numéro_d'enregistrement châssis carte_de_déplacé visa numéro_d'attestation
    account: m-pesa_marchand marchand
    have: fêter fête
    pronoun: j'avais j'ai j'aurai j'aurais
    vehicle: voiture camion camionnette moto jeep taxi véhicule bus pick-up
    """
}
