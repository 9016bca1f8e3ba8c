/// Words that are the same in many languages. A low line joins the tokens of a phrase.
enum CommonWords {
  static let text = """
    glue: as como aparece sous under als بإسم باسم
    phone: tel tél whatsapp whats_app sms signal viber imo fax gsm msisdn callto contact_no contact_no. contact: \
      contacts: mob моб моб.
    email: email e-mail mail mailto
    at: at arroba arobase
    dot: dot punto point ponto
    numbering: n° nº no nr num № # n.° nos
    coordinate: lat lon lng long. long: lat. gps geo wgs84 mlat mlon geojson
    degree: deg
    minute: min
    second: sec
    grid: utm mgrs what3words w3w
    identity: nin ssn cpf dni cni nic rg nif cedula cédula curp rut nrc cnic aadhaar nuit c.c. b.i. cne tazkira nie \
      nit cuil cuit dui ine ife nss niss nida huduma kra cpr bsn pesel pps n.i. ahv
    account: iban nib rib clabe swift m-pesa mpesa
    birthday: dob d.o.b. ddn fecha_de_nac date_de_naiss data_de_nasc f._nac f._nasc дата_рожд d.o.b
    born: b.
    platform: twitter facebook instagram tiktok telegram skype snapchat linkedin wechat discord mastodon bluesky \
      threads youtube messenger signal viber insta vk
    scheme: http https ftp
    document: isbn issn doi arxiv pmid s/res a/res a/hrc s/ a/ of: http isbn-13 isbn-10 vol pp p. oclc handle rfc iso ref \
      cve hash sha sha256 md5 commit build ean sku no_change
    unit: usd eur gbp cdf kes ugx tzs ssp xaf xof cfa fcfa $ € £ ¥ % km m kg ha mw gb mb kb
    code: media import page font keyframes supports charset layer container property main available escaping testable \
      param return returns override deprecated see throws since author test suite argument option flag state binding \
      published discardableresult inlinable usablefrominline mainactor sendable autoclosure viewbuilder \
      namespace use mixin include extend function else counter starting view scope
    identity: imei imei: mtcn unhcr hcr acnur acnur: progres scope cbu cvu nuip ruv dpi nina nhif nssf nin: rfc_n \
      esnn laissez-passer
    birthmark: d.n d.n. dn fn f.n f.n. nac nac. nasc nasc. род род. р. д/р ddn d.o.b. dob g._n. lahir
    plate: bajaji
    identity: cin nid pin: chassis nuit:
    vehicle: toyota hilux noah prado land_cruiser landcruiser nissan mitsubishi boda_boda bajaj tuk-tuk haojue 4x4
    """
}
