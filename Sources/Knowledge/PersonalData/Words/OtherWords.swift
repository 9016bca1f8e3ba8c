/// Words of Ukrainian and Somali that introduce personal data. A low line joins the tokens of a
/// phrase.
enum OtherWords {
  static let text = """
    phone: дзвоніть телефонуйте телефоном тел. taleefan taleefoon telefoonka wac
    numbering: lambar lambarka lambarkiisa lambarkeeda
    glue: його її цього gaariga
    identity: паспорта посвідчення рнокпп іпн унзр довідка_впо baasaboor baasaboorka aqoonsi aqoonsiga kaarka
    account: рахунок рахунку картка_банку koonto koontada
    plate: номерний_знак держномер taargo taargada
    file: справа кримінальна_справа
    born: народився народилася народилась dhashay dhalatay dhalatey
    birthday: дата_народження день_народження taariikhda_dhalashada dhalashada
    birthmark: нар р.н
    month: січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    years: років рік роки року sano jir
    months: місяців місяці bilood
    aged: вік віком річна річний річного річної da'da da'diisa da'deeda jirta jira
    have: має було виповнилося waxay wuxuu
    female: жінка дівчина дівчинка мати вдова дружина донька сестра gabar hooyo
    male: чоловік хлопець хлопчик батько син брат wiil aabe
    person: людина дитина немовля підліток постраждалий постраждала qof ilmo
    pronoun: він вона їй йому
    plural: люди діти жінки чоловіки carruur dumar
    thing: війна комітет мережа конфлікт угода школа dagaalku dagaal
    bound: понад менше більше старше молодше від до ka_badan ka_yar
    """
}
