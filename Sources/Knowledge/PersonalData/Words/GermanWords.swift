/// German words that tell personal data from other text. A low line joins the tokens of a phrase.
enum GermanWords {
  static let text = """
    phone: telefon telefonnummer handy handynummer mobil mobilnummer rufnummer anrufen ruf rufen erreichbar durchwahl \
      festnetz whatsapp-nummer
    email: e-mail-adresse mailadresse schreiben_an
    at: klammeraffe
    dot: punkt
    numbering: nummer nr nr. nummern
    glue: der die das den dem des ist und von vom zu zum im in am auf mit ihr ihre ihrem seine sein seinem mein meine \
      lautet hat unter bei für eine einen
    coordinate: breite länge breitengrad längengrad koordinaten
    hemisphere: nord süd ost west
    degree: grad
    minute: minuten
    second: sekunden
    identity: pass reisepass passnummer personalausweis ausweis ausweisnummer personalausweisnummer sozialversicherungsnummer \
      rentenversicherungsnummer versicherungsnummer versichertennummer krankenversichertennummer krankenversicherungsnummer \
      steuernummer steuer-id identifikationsnummer führerschein führerscheinnummer geburtsurkunde aufenthaltstitel \
      aufenthaltserlaubnis duldung ankunftsnachweis azr-nummer azr flüchtlingsausweis matrikelnummer personalnummer \
      dienstnummer häftlingsnummer gefangenennummer patientennummer registriernummer registrierungsnummer visum visumnummer \
      bezugskarte lebensmittelkarte
    account: konto kontonummer bankkonto kreditkarte kartennummer ec-karte depotnummer
    plate: kennzeichen autokennzeichen kfz-kennzeichen nummernschild fahrzeugkennzeichen
    file: aktenzeichen akte asylakte fallnummer vorgangsnummer az az. geschäftszeichen ermittlungsverfahren
    born: geboren geborene geborener
    birthday: geburtsdatum geburtstag geb.-datum geburtsdaten
    birthmark: geb geb.
    month: januar jänner februar märz april mai juni juli august september oktober november dezember
    years: jahre jahren jahr jährig
    months: monate monaten monat wochen woche tage tagen
    aged: alt alter altes alte alten jährige jähriger jähriges jährigen jährigem im_alter_von
    have: ist wurde sei wird werde
    female: frau mädchen mutter witwe ehefrau tochter schwester großmutter oma tante dame nichte lehrerin krankenschwester \
      bäuerin händlerin schülerin studentin
    male: mann junge vater witwer ehemann sohn bruder großvater opa onkel neffe herr
    role: lehrer lehrerin krankenschwester pfleger bauer bäuerin händler händlerin ärztin arzt häuptling pastor priester \
      soldat kommandant kämpfer schüler schülerin student studentin fahrer journalist journalistin anwalt anwältin richter \
      fischer hirte bürgermeister gouverneur minister oberst hauptmann hebamme aktivist aktivistin freiwillige direktor \
      schreiner maurer schneider schneiderin bischof nonne verkäufer verkäuferin dolmetscher polizist
    person: person kind baby säugling waise jugendlicher jugendliche opfer patient patientin bewohner bewohnerin nachbar \
      nachbarin flüchtling zeuge zeugin überlebende überlebender gefangener verletzte verletzter
    pronoun: sie ich ihm
    plural: leute personen frauen männer kinder mädchen_und jungen_und mütter väter witwen söhne töchter schüler_und \
      jugendliche_von bürger flüchtlinge mitglieder gefangene kämpfer_und soldaten teilnehmer teilnehmerinnen freiwillige_und \
      zivilisten kindern frauen männern
    thing: komitee netzwerk netz programm projekt organisation verein staat republik bewegung idee initiative mission union \
      partei konflikt krieg abkommen gesetz vertrag waffenruhe lager schule politik system mandat krise frieden plan studie \
      bericht haft gefängnis brücke straße gebäude damm brunnen baum regierung tradition stadt dorf kirche moschee \
      krankenhaus armee rat kommission gericht erfahrung durchschnittsalter gespräche
    bound: unter über mindestens höchstens älter jünger durchschnitt durchschnittlich mittlere zwischen etwa rund \
      durchschnittsalter bis ab vor seit
    from: von aus in im
    settlement: dorf lager siedlung weiler
    handle: benutzername nutzername konto profil telegram-name name
    title: herr frau doktor oberst hauptmann general pastor vater schwester bruder bischof präsident minister bürgermeister
    said: sagte sagt erzählte erzählt erklärte berichtete antwortete laut genannt ehefrau_von frau_von sohn_von tochter_von
    unit: menschen einwohner euro familien haushalte vertriebene flüchtlinge mal soldaten dörfer häuser meter kilometer \
      millionen tonnen liter lastwagen stimmen fälle tote mitglieder frauen männer kinder stunden prozent seiten
    document: resolution absatz seite seiten artikel kapitel fassung band tabelle abbildung anhang bericht haushalt
    article: ein eine einer einem einen der die das
    life: starb gestorben heiratete verheiratet
    """
}
