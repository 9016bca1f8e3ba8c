/// Names of peoples and faiths in several languages, as they stand beside a person. A low line
/// joins the tokens of a phrase.
enum PeopleWords {
  static let text = """
    people: hema wahema lendu walendu hutu hutus bahutu wahutu kihutu tutsi tutsis batutsi watutsi kitutsi twa batwa \
      nande wanande hunde wahunde nyanga banyamulenge banyarwanda kirundi lega balega mbuti pygmée pygmy bambuti dinka \
      nuer shilluk murle azande zande lotuko toposa anyuak fur fôr masalit massalit zaghawa berti rizeigat baggara \
      nuba peul peule peuls fulani fulbe dogon bambara tuareg touareg touarègue songhai songhaï hausa haoussa kanuri \
      igbo yoruba gbaya mandja makonde maconde macua makua mwani rohingya karen kachin shan rakhine arakanese bamar \
      hazara pashtun pashto tajik uzbek baloch balochi kurd kurdish kurde kurda yazidi yézidi yazidie druze druse \
      alawite alaouite sunni sunnite shia shiite chiite shi'ite tatar tatare tártaro gitano gitana chechen ingush \
      emberá embera wayuu wayúu nasa awá misak quechua aymara mapuche maya ixil quiché k'iche' garífuna miskito oromo \
      amhara tigrayan tigréen tigray somali afar kikuyu luo kalenjin luhya kamba maasai masai turkana pokot samburu \
      karamojong acholi langi lango baganda muganda iteso mossi gourmantché bissa malinké mandinka wolof krahn kpelle \
      mende temne kissi bété baoulé dioula sénoufo muslim muslims christian catholic protestant orthodox hindu \
      buddhist jewish sikh ahmadi bahai musulman musulmane chrétien chrétienne catholique protestante juif juive \
      musulmán musulmana cristiano cristiana católico católica judío judía muçulmano muçulmana cristão cristã judeu \
      mwislamu mkristo mkatoliki wislamu مسلم مسلمة مسيحي مسيحية شيعي شيعية سني سنية درزي درزية علوي علوية كردي كردية \
      إيزيدي إيزيدية تركماني نوبي زغاوة الزغاوة مساليت الفور دينكا نوير هوسا مسيري رزيقات фур курд курдянка татарин \
      татарка татар цыган цыганка еврей еврейка чеченец чеченка ингуш мусульманин мусульманка христианин католик \
      эмбера черкес аварец indígena indigenous afrodescendiente afrocolombiano afrocolombiana autochtone palestinian \
      bedouin bédouin ixil kongo luba muluba kasaïen tetela ngbandi gbandi gbaka bahema mande mhutu mtutsi mnande \
      mhema mlendu kihema mwarabu mfulani
    people: tribe clan ethnic ethnicity ethnie clan tribu lignage communauté_ kabila ukoo etnia clã tribo племя народа клан рода \
      member_of membre_de miembro_de membro_de member_of_the community_of communauté
    """
}
