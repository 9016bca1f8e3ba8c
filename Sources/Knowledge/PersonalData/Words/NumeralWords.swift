/// Numbers in words, from 2 to 90, as ages are written in. A low line joins the tokens of a phrase;
/// the others are put together by ``Numerals``: *forty* and *one*, *soixante* and *dix*.
enum NumeralWords {
  static let text = """
    1: one إحدى أحد الحادية الحادي
    2: two deux dos dois duas mbili wawili miwili zwei اثنان اثنين اثنا اثني اثنتا اثنتي سنتان سنتين الثانية الثاني два две двух
    3: three trois tres três tatu mitatu watatu drei ثلاث ثلاثة الثالثة الثالث три трёх трех
    4: four quatre cuatro quatro nne minne wanne vier أربع أربعة الرابعة الرابع четыре четырёх четырех
    5: five cinq cinco tano mitano watano fünf خمس خمسة الخامسة الخامس пять пяти
    6: six seis sita sechs ست ستة السادسة السادس шесть шести
    7: seven sept siete sete saba sieben سبع سبعة السابعة السابع семь семи
    8: eight huit ocho oito nane minane wanane acht ثمان ثماني ثمانية الثامنة الثامن восемь восьми
    9: nine neuf nueve nove tisa neun تسع تسعة التاسعة التاسع девять девяти
    10: ten dix diez dez kumi zehn عشر عشرة العاشرة العاشر десять десяти
    11: eleven onze once elf одиннадцать одиннадцати
    12: twelve douze doce doze zwölf двенадцать двенадцати
    13: thirteen treize trece treze dreizehn тринадцать тринадцати
    14: fourteen quatorze catorce catorze vierzehn четырнадцать четырнадцати
    15: fifteen quinze quince fünfzehn пятнадцать пятнадцати
    16: sixteen seize dieciséis dezasseis dezesseis sechzehn шестнадцать шестнадцати
    17: seventeen diecisiete dezassete dezessete siebzehn семнадцать семнадцати
    18: eighteen dieciocho dezoito achtzehn восемнадцать восемнадцати
    19: nineteen diecinueve dezanove dezenove neunzehn девятнадцать девятнадцати
    20: twenty vingt vingts veinte vinte ishirini zwanzig عشرون عشرين العشرين двадцать двадцати
    21: veintiún veintiuno veintiuna
    22: veintidós
    23: veintitrés
    24: veinticuatro
    25: veinticinco
    26: veintiséis
    27: veintisiete
    28: veintiocho
    29: veintinueve
    30: thirty trente treinta trinta thelathini dreißig ثلاثون ثلاثين тридцать тридцати
    40: forty quarante cuarenta quarenta arobaini arubaini vierzig أربعون أربعين сорок сорока
    50: fifty cinquante cincuenta cinquenta hamsini fünfzig خمسون خمسين пятьдесят пятидесяти
    60: sixty soixante sesenta sessenta sitini sechzig ستون ستين шестьдесят шестидесяти
    70: seventy septante setenta sabini siebzig سبعون سبعين семьдесят семидесяти
    80: eighty huitante ochenta oitenta themanini achtzig ثمانون ثمانين восемьдесят восьмидесяти
    90: ninety nonante noventa tisini neunzig تسعون تسعين девяносто
    """

  /// Words that mean one only behind a ten: *quarante et un*, *сорок один*, *arobaini na moja*.
  static let ones = "un une uno una un um uma moja mmoja واحد واحدة один одного одной одна"

  /// Words with another meaning too: without a unit they are no ages.
  static let ambiguous = "one once neuf sept elf nane six acht saba sita سنتان سنتين"

  /// The words between a ten and what follows it.
  static let joints = "and et y e na und и"
}
