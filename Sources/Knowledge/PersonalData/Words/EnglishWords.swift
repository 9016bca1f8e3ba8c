/// English words that tell personal data from other text. A low line joins the tokens of a phrase.
enum EnglishWords {
  static let text = """
    phone: telephone phone call mobile cell cellphone hotline helpline dial ring text landline phones reach handset \
      satphone thuraya toll-free fax_number phone_number cell_number mobile_number contact_number whatsapp_number ph
    email: courriel address_for_mail write_to contact_at mail_address e-mail_address
    numbering: number numbers numbered no. nos. num. id
    glue: then when after before but so while as because later what who which how this these there here is was are at \
      on the his her my our your their its of to a an with and s reads holder named in under as it him them me us she \
      he has had bearing given called now only please directly new old private personal own vehicle car truck pickup \
      motorbike motorcycle
    coordinate: latitude longitude coordinates coordinate co-ordinates coords gps_position gps_point grid_reference pin \
      waypoint location latlong lat/long latlon position
    hemisphere: north south east west northern southern eastern western
    degree: degrees degree
    minute: minutes minute mins
    second: seconds second secs
    grid: grid_ref grid_reference plus_code pluscode
    identity: passport passports id_card id_number id_no identity_card identity_number identity_document national_id \
      national_identity voter_card voter_id voter's_card voter_number social_security social_security_number \
      refugee_registration refugee_id ration_card registration_card identification_number identification_card \
      individual_number tax_number tax_id driving_licence driver's_license driver's_licence driver_license \
      residence_permit birth_certificate prisoner_number detainee_number service_number military_id staff_id \
      medical_record patient_number patient_id hospital_number beneficiary_id beneficiary_number proof_of_registration \
      refugee_registration_number military_number army_number id_no. id: national_insurance ni_number nhs_number tin \
      ghana_card bvn emirates_id iqama work_permit visa_number alien_number a-number case_worker_id household_id \
      household_number family_book manifest_number registration_certificate birth_certificate_number death_certificate \
      student_number employee_number payroll_number badge_number student_id employee_id voter_registration
    account: account bank_account account_number bank_account_number acct a/c card_number credit_card bank_card \
      debit_card mobile_money account_no account_no. sort_code routing_number bank_details iban_number acc_no acc. \
      wallet
    plate: licence_plate license_plate number_plate plate plates plate_number registration_plate licence_plates \
      number_plates vehicle_registration registration_number reg._no registration reg. reg_no car_number \
      vehicle_number registered_as licence_no motorbike_number tag_number
    file: case_file file case_number case_no case_file_number file_number docket docket_number dossier warrant \
      warrant_number case_id incident_number complaint_number ob_number police_report complaint_no police_file \
      charge_sheet fir court_file file_reference our_reference incident_no ob_no petition_number report_number_police \
      case_ref case_reference
    born: born
    birthday: date_of_birth birth_date birthdate birthday birthday_is day_of_birth birth_day day_and_year_of_birth
    month: january february march april may june july august september october november december jan feb mar apr jun jul \
      aug sep sept oct nov dec
    years: years year yr yrs y/o yo
    aged: aged age ages old of_age years_old year-old
    have: is was turned am i'm she's he's
    female: woman girl mother widow wife daughter sister grandmother aunt lady niece schoolgirl waitress nun queen \
      housewife midwife girlfriend
    male: man boy father husband son brother grandfather uncle nephew gentleman schoolboy widower king boyfriend \
      fisherman policeman businessman
    role: teacher farmer trader nurse doctor chief pastor priest imam soldier commander fighter student pupil driver \
      journalist lawyer judge merchant fisherman shopkeeper tailor herder shepherd pastoralist leader elder \
      governor minister colonel general captain lieutenant major sergeant officer policeman policewoman activist \
      volunteer headmaster headteacher principal midwife pharmacist engineer carpenter mechanic mason guard watchman \
      cook cleaner businessman businesswoman translator interpreter councillor sheikh bishop nun monk catechist \
      blacksmith butcher baker seamstress dressmaker weaver potter miner hunter surgeon professor lecturer director \
      secretary treasurer chairman chairwoman chairperson coordinator accountant clerk wife_of husband_of daughter_of \
      son_of sister_of brother_of mother_of father_of shop_owner teaches deserter combatant rebel prisoner detainee \
      refugee survivor witness
    person: person child youth teenager baby infant somebody someone patient victim resident villager orphan \
      adolescent civilian colleague neighbour neighbor friend parent spouse one-year-old youngest eldest oldest \
      pupil_of boy-child girl-child minor_aged
    pronoun: he she i him her i'm he's she's his
    plural: people women men children girls boys persons mothers fathers widows wives daughters sons sisters brothers \
      students pupils farmers fighters soldiers those who_are youths teenagers adolescents minors adults civilians they \
      refugees elders members survivors we residents citizens villagers workers detainees prisoners victims all anyone \
      everyone anybody everybody each applicants candidates recruits infants babies voters participants volunteers \
      respondents males females persons parents
    thing: committee network programme program project organisation organization association state republic movement idea \
      initiative mission union party ngo conflict war insurgency agreement law treaty ceasefire camp school policy system \
      dispute blockade siege embargo building road bridge vehicle truck dam well tree regime government feud tradition \
      practice mandate occupation crisis emergency drought peace plan study report ban rule constitution border \
      settlement town village city church mosque hospital clinic country nation alliance coalition force army company \
      group team council commission court tribunal convention document data file site website software tool method \
      approach framework market truce hotline history rebellion revolution campaign struggle partnership centre center \
      foundation fund service body institution forum platform process violence house field map photo photograph image \
      wound injury debt contract case sentence term record period cycle
    bound: under over above below least most average median mean minimum maximum between older younger more less than \
      limit legal voting up beyond exceed about approximately nearly almost
    from: from of in near
    settlement: village camp quarter neighbourhood neighborhood hamlet settlement_of village_of
    handle: username user user_name handle account name nick nickname id profile
    title: mr mrs ms miss dr prof sir madam colonel captain general major lieutenant sergeant commander sheikh imam pastor \
      father sister brother bishop chief president minister mama papa elder judge reverend rev governor mayor senator \
      ambassador brigadier corporal inspector superintendent constable prince princess king queen lord lady haji mullah
    said: said says told tells asked explained recalled added replied testified according_to wife_of husband_of son_of \
      daughter_of brother_of sister_of mother_of father_of cousin_of uncle_of named called known_as alias nicknamed \
      interviewed signed_by written_by led_by whispered shouted cried answered
    unit: people persons men women children families households displaced refugees inhabitants dollars euros francs shillings \
      pounds calls messages times visits troops soldiers police villages houses metres kilometres meters kilometers \
      million billion thousand percent per_cent tonnes tons litres trucks votes cases deaths returnees cattle members \
      subscribers units hectares records words bytes characters users civilians hours days weeks months copies
    document: resolution para. paras paragraph page pages article section chapter version volume issue table figure annex \
      document report budget isbn standard port ip chapter_vii
    article: a an the one this that every
    identity: card token badge permit certificate attestation alien_card pass coupon slip voucher beneficiary_card \
      food_card wristband driving_permit driving_license licence license residence_card work_card travel_document \
      travel_permit exit_permit identity_paper identity_papers id_card_number permit_number serial_number sim_card \
      sim_serial handset imei_number token_number group_number case_holder household_card family_card family_number \
      group_no registration_card_number tracking_number transaction_code transaction_number reference_code \
      health_card vaccination_card hospital_card school_number admission_number index_number scholarship_number \
      bank_verification member_number membership_number
    account: till till_number paybill agent_number agent_no agent_code till_no deposit_to wallet_number acc \
      account_name western_union moneygram
    file: medical_file medical_file_no hospital_file unhcr_case case_ref. police_reference reference ob cid er_no
    birthday: birth birth_on day_born
    born: came_into_the_world was_delivered saw_the_light
    months: month months week weeks mo mos day days
    life: died dies die dead killed married marry wed raped recruited conscripted abducted kidnapped pregnant \
      widowed orphaned arrested drafted enlisted joined fled circumcised divorced
    have: turn turns turning be been
    female: female mum mommy granny granddaughter mother-in-law sister-in-law lass
    male: male grandson dad daddy nephew_of lad brother-in-law father-in-law
    person: deceased kid newborn toddler survivor boda_rider twin firstborn last-born grandchild cousin tenant \
      caller interviewee respondent_no
    thing: borehole pump ban ceasefire bicycle manuscript tradition church newspaper magazine radio station camera \
      laptop generator constitution stalemate conflict impasse war law rivalry quarrel lease policy south_sudan \
      timor-leste kosovo namibia eritrea bangladesh somaliland catalyst tumour tumor follow-up mortality survival \
      incidence risk band bands cohort tree ship boat plane canal railway kingdom dynasty empire monarchy archive \
      archives
    plural: patients subjects individuals cases mice rats monkeys adolescents widows teachers nurses traders \
      peasants chiefs elders guards boys_and monks nuns twins_aged
    pronoun: whose
    person: beneficiary claimant taxpayer applicant inmate learner recruit
    identity: exit_visa entry_visa visa chassis_number registration_no individual_no
    account: account_ending credit
    plate: vehicle_reg reg
    vehicle: car lorry truck pickup pick-up motorcycle motorbike minibus taxi van vehicle bus jeep
    """
}
