/// Swahili words that tell personal data from other text. A low line joins the tokens of a phrase.
enum SwahiliWords {
  static let text = """
    phone: simu piga mpigie namba_ya_simu nambari_ya_simu rununu kupiga pigia wapigie
    email: barua_pepe baruapepe wasiliana_na andika_kwa
    at: kwenye
    dot: nukta
    numbering: namba nambari nam.
    glue: ni ya wa la za cha kwa yake wake lake chake yangu wao na tarehe kiko huyo yenye lenye zenye mwenye
    coordinate: latitudo longitudo viwianishi majira_ya_nukta
    hemisphere: kaskazini kusini mashariki magharibi
    degree: nyuzi digrii
    minute: dakika
    second: sekunde
    identity: pasipoti kitambulisho kitambulisho_cha_taifa leseni_ya_udereva kadi_ya_mpiga_kura cheti_cha_kuzaliwa \
      namba_ya_kitambulisho namba_ya_nida namba_ya_pasi hati_ya_kusafiria kadi_ya_mkimbizi namba_ya_mkimbizi \
      cheti_cha_ndoa leseni namba_ya_utambulisho
    account: akaunti akaunti_ya_benki
    plate: namba_ya_gari namba_za_usajili nambari_ya_gari namba_ya_usajili namba_za_gari kibao yenye_namba lenye_namba \
      lenye_namba_za namba_ya_pikipiki gari_namba yenye_usajili
    file: jalada kesi_namba faili shauri jalada_namba faili_namba namba_ya_kesi shauri_namba mashtaka_namba
    born: alizaliwa amezaliwa nilizaliwa aliyezaliwa aliezaliwa kazaliwa
    birthday: tarehe_ya_kuzaliwa siku_ya_kuzaliwa kuzaliwa
    month: januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
    years: miaka mwaka umri_wa_miaka
    aged: umri mwenye_miaka
    have: ana alikuwa_na nina alikuwa
    female: mwanamke msichana mama mjane mke binti dada bibi shangazi mwanamama
    male: mwanamume mwanaume mvulana baba mume kijana_wa_kiume kaka babu mjomba mzee bwana
    role: mwalimu mkulima mfanyabiashara muuguzi daktari chifu mchungaji kasisi padri imamu askari kamanda mpiganaji mwanafunzi \
      dereva mwandishi mwanasheria hakimu mvuvi mfugaji kiongozi meya gavana waziri kanali jenerali kapteni mkunga \
      mwanaharakati fundi mlinzi mshonaji mkurugenzi mwenyekiti katibu polisi mtoto_wa_chifu mke_wa mtoto_wa mwana_wa \
      shehe sheikh
    person: mtu mtoto kijana yatima mgonjwa mkazi jirani mkimbizi shahidi manusura mfungwa mwathirika
    pronoun: yeye mimi
    plural: watu wanawake wanaume watoto wasichana wavulana akina_mama wajane wanafunzi vijana wakimbizi wazee wanachama \
      wakazi askari_wote wapiganaji wahudumu wenye walio washiriki wao wananchi raia wote
    thing: kamati mtandao mpango mradi shirika chama jamhuri harakati ujumbe muungano mgogoro vita mkataba sheria kambi shule \
      sera mfumo amani utafiti ripoti kifungo daraja barabara jengo bwawa kisima mti serikali mji kijiji kanisa msikiti \
      hospitali jeshi baraza tume mahakama uzoefu vilidumu
    bound: chini zaidi wastani kati angalau
    from: wa kutoka katika huko
    settlement: kijiji mtaa kambi kitongoji
    handle: jina jina_la_mtumiaji mtumiaji akaunti
    title: mheshimiwa bwana bibi mama mzee kanali jenerali kapteni meja luteni kamanda mchungaji padri sheikh shehe imamu chifu \
      rais waziri gavana daktari mwalimu askofu ndugu
    said: alisema anasema alieleza aliongeza alijibu asema kwa_mujibu_wa mke_wa mume_wa mtoto_wa binti_wa aitwaye anayeitwa \
      aliitwa alisimulia
    unit: watu shilingi dola euro faranga familia kaya wakimbizi mara askari polisi vijiji nyumba mita kilomita milioni elfu tani \
      lita magari kura kesi wanachama wanawake wanaume watoto saa siku wiki miezi asilimia
    document: azimio ibara ukurasa kurasa sura toleo jedwali kielelezo kiambatisho ripoti bajeti
    article: mmoja huyo
    identity: kadi kadi_ya_mgao cheti kibali hati namba_ya_kadi pasi hati_ya_kusafiria hati_ya_kusafiri \
      kadi_ya_chakula namba_ya_unhcr namba_ya_mwanafunzi leseni_ya kitambulisho_cha_mkimbizi namba_ya_imei imei_ya
    account: till akaunti_ya lipa_kwa tuma_kwa
    plate: pikipiki gari bodaboda lori gari_aina
    file: jalada_la_polisi kesi_na. hati_ya_polisi faili_la_hospitali faili_la
    numbering: na.
    birthday: kuzaliwa_kwake
    born: walizaliwa mzaliwa
    months: miezi mwezi wiki siku
    life: alifariki alikufa aliolewa aliozwa alioa alitekwa aliuawa alibakwa alitoweka alipotea
    have: akiwa_na ana_umri anatimiza alitimiza atatimiza wana akiwa
    female: mwanamke_mzee mkewe
    male: mumewe mwanawe
    person: mtoto_mchanga mdogo ndugu marehemu mtoto_wa pacha
    thing: kisima_kina sudan_kusini
    plural: mapacha
    glue: sahihi wangu wetu aina
    person: mnufaika mstaafu mhojiwa
    identity: mgao namba_ya_mgao
    have: nilipokuwa_na alipokuwa_na nilikuwa_na nilipokuwa ametimiza nimetimiza
    vehicle: gari lori basi pikipiki bajaji teksi
    """
}
