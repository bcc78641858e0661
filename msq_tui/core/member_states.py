"""The 193 Member States of the United Nations: codes, names in six languages, search.

Sources, read on 21 November 2026:

* short names in the six official languages and M49 codes: the UNTERM columns of the
  OCHA "Countries & Territories Taxonomy", as shipped in hdx-python-country 4.2.5
  (October 2026); its rows marked as UNTERM entries less the observers and non-members
  are exactly these 193;
* membership: the ``UNmember`` column of country-converter 1.3.2, exactly 193 states and
  the same 193;
* M49 codes again: country-converter and pycountry 26.2.16, all three equal;
* names again: by program against the M49 names in the same file, and by eye, not line by
  line, against the older ``data/unterm_names.csv`` of the GitHub repository
  datasets/country-codes; what differs is recent changes of name and small spellings;
* other names for the search: Unicode CLDR territory names (Babel 2.18.0) in the six
  languages, and well-known short or former names in English added by hand.

Articles in brackets, such as "(the)", are left out, as on a name plate. Changed by hand:
the Arabic name of the Netherlands, whose source held an underscore for the dash, and a
space in the Arabic name of Timor-Leste. "Naoero" is the name of Nauru since 26 June 2026
by its note to the United Nations; its ISO code was still NRU in the sources read.

Order and wording are diplomatic matters. This list is a default that an edition replaces
with its own: :func:`find_member_states` takes any sequence of :class:`MemberState`, and
nothing else in the program may assume that there are 193.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .folding import folded


@dataclass(frozen=True, slots=True)
class MemberState:
    """One state.

    Attributes:
        code: ISO 3166-1 alpha-3 code, three capitals, such as "BOL". This is what is
            stored in an answer; the names may change, the code stays.
        m49: UN M49 code, three digits kept as text because of leading zeros.
        name: short name in English as the United Nations writes it, without article.
        names: short names in French, Spanish, Russian, Chinese and Arabic, in that order.
        aliases: other names that people type, in any language. They serve the search
            only and are never shown: several are former or unofficial names.
    """

    code: str
    m49: str
    name: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


# In the English alphabetical order of the United Nations.
# fmt: off
MEMBER_STATES: tuple[MemberState, ...] = (
    MemberState("AFG", "004", "Afghanistan", ("Afghanistan", "Afganistán", "Афганистан", "阿富汗", "أفغانستان"), ()),
    MemberState("ALB", "008", "Albania", ("Albanie", "Albania", "Албания", "阿尔巴尼亚", "ألبانيا"), ()),
    MemberState("DZA", "012", "Algeria", ("Algérie", "Argelia", "Алжир", "阿尔及利亚", "الجزائر"), ()),
    MemberState("AND", "020", "Andorra", ("Andorre", "Andorra", "Андорра", "安道尔", "أندورا"), ()),
    MemberState("AGO", "024", "Angola", ("Angola", "Angola", "Ангола", "安哥拉", "أنغولا"), ()),
    MemberState("ATG", "028", "Antigua and Barbuda", ("Antigua-et-Barbuda", "Antigua y Barbuda", "Антигуа и Барбуда", "安提瓜和巴布达", "أنتيغوا وبربودا"), ("Antigua & Barbuda",)),
    MemberState("ARG", "032", "Argentina", ("Argentine", "Argentina", "Аргентина", "阿根廷", "الأرجنتين"), ()),
    MemberState("ARM", "051", "Armenia", ("Arménie", "Armenia", "Армения", "亚美尼亚", "أرمينيا"), ()),
    MemberState("AUS", "036", "Australia", ("Australie", "Australia", "Австралия", "澳大利亚", "أستراليا"), ()),
    MemberState("AUT", "040", "Austria", ("Autriche", "Austria", "Австрия", "奥地利", "النمسا"), ()),
    MemberState("AZE", "031", "Azerbaijan", ("Azerbaïdjan", "Azerbaiyán", "Азербайджан", "阿塞拜疆", "أذربيجان"), ()),
    MemberState("BHS", "044", "Bahamas", ("Bahamas", "Bahamas", "Багамские Острова", "巴哈马", "جزر البهاما"), ("The Bahamas", "Багамы")),
    MemberState("BHR", "048", "Bahrain", ("Bahreïn", "Bahrein", "Бахрейн", "巴林", "البحرين"), ("Baréin",)),
    MemberState("BGD", "050", "Bangladesh", ("Bangladesh", "Bangladesh", "Бангладеш", "孟加拉国", "بنغلاديش"), ()),
    MemberState("BRB", "052", "Barbados", ("Barbade", "Barbados", "Барбадос", "巴巴多斯", "بربادوس"), ()),
    MemberState("BLR", "112", "Belarus", ("Bélarus", "Belarús", "Беларусь", "白俄罗斯", "بيلاروس"), ("Biélorussie", "Bielorrusia")),
    MemberState("BEL", "056", "Belgium", ("Belgique", "Bélgica", "Бельгия", "比利时", "بلجيكا"), ()),
    MemberState("BLZ", "084", "Belize", ("Belize", "Belice", "Белиз", "伯利兹", "بليز"), ()),
    MemberState("BEN", "204", "Benin", ("Bénin", "Benin", "Бенин", "贝宁", "بنن"), ("بنين",)),
    MemberState("BTN", "064", "Bhutan", ("Bhoutan", "Bhután", "Бутан", "不丹", "بوتان"), ("Bután",)),
    MemberState("BOL", "068", "Bolivia (Plurinational State of)", ("Bolivie (État plurinational de)", "Bolivia (Estado Plurinacional de)", "Боливия (Многонациональное Государство)", "多民族玻利维亚国", "بوليفيا (دولة - المتعددة القوميات)"), ("Bolivia", "玻利维亚")),
    MemberState("BIH", "070", "Bosnia and Herzegovina", ("Bosnie-Herzégovine", "Bosnia y Herzegovina", "Босния и Герцеговина", "波斯尼亚和黑塞哥维那", "البوسنة والهرسك"), ("Bosnia", "BiH", "Bosnia & Herzegovina")),
    MemberState("BWA", "072", "Botswana", ("Botswana", "Botswana", "Ботсвана", "博茨瓦纳", "بوتسوانا"), ("Botsuana",)),
    MemberState("BRA", "076", "Brazil", ("Brésil", "Brasil", "Бразилия", "巴西", "البرازيل"), ()),
    MemberState("BRN", "096", "Brunei Darussalam", ("Brunéi Darussalam", "Brunei Darussalam", "Бруней-Даруссалам", "文莱达鲁萨兰国", "بروني دار السلام"), ("Brunei", "بروناي")),
    MemberState("BGR", "100", "Bulgaria", ("Bulgarie", "Bulgaria", "Болгария", "保加利亚", "بلغاريا"), ()),
    MemberState("BFA", "854", "Burkina Faso", ("Burkina Faso", "Burkina Faso", "Буркина-Фасо", "布基纳法索", "بوركينا فاسو"), ()),
    MemberState("BDI", "108", "Burundi", ("Burundi", "Burundi", "Бурунди", "布隆迪", "بوروندي"), ()),
    MemberState("CPV", "132", "Cabo Verde", ("Cabo Verde", "Cabo Verde", "Кабо-Верде", "佛得角", "كابو فيردي"), ("Cape Verde", "Cap-Vert", "الرأس الأخضر")),
    MemberState("KHM", "116", "Cambodia", ("Cambodge", "Camboya", "Камбоджа", "柬埔寨", "كمبوديا"), ()),
    MemberState("CMR", "120", "Cameroon", ("Cameroun", "Camerún", "Камерун", "喀麦隆", "الكاميرون"), ()),
    MemberState("CAN", "124", "Canada", ("Canada", "Canadá", "Канада", "加拿大", "كندا"), ()),
    MemberState("CAF", "140", "Central African Republic", ("République centrafricaine", "República Centroafricana", "Центральноафриканская Республика", "中非共和国", "جمهورية أفريقيا الوسطى"), ("CAR", "Центрально-Африканская Республика")),
    MemberState("TCD", "148", "Chad", ("Tchad", "Chad", "Чад", "乍得", "تشاد"), ()),
    MemberState("CHL", "152", "Chile", ("Chili", "Chile", "Чили", "智利", "شيلي"), ("تشيلي",)),
    MemberState("CHN", "156", "China", ("Chine", "China", "Китай", "中国", "الصين"), ("People's Republic of China", "PRC")),
    MemberState("COL", "170", "Colombia", ("Colombie", "Colombia", "Колумбия", "哥伦比亚", "كولومبيا"), ()),
    MemberState("COM", "174", "Comoros", ("Comores", "Comoras", "Коморские Острова", "科摩罗", "جزر القمر"), ("Коморы",)),
    MemberState("COG", "178", "Congo", ("Congo", "Congo", "Конго", "刚果", "الكونغو"), ("Republic of the Congo", "Congo-Brazzaville", "Конго-Браззавиль", "刚果（布）", "الكونغو-برازافيل")),
    MemberState("CRI", "188", "Costa Rica", ("Costa Rica", "Costa Rica", "Коста-Рика", "哥斯达黎加", "كوستاريكا"), ()),
    MemberState("CIV", "384", "Côte d'Ivoire", ("Côte d'Ivoire", "Côte d’Ivoire", "Кот-д’Ивуар", "科特迪瓦", "كوت ديفوار"), ("Ivory Coast", "ساحل العاج")),
    MemberState("HRV", "191", "Croatia", ("Croatie", "Croacia", "Хорватия", "克罗地亚", "كرواتيا"), ()),
    MemberState("CUB", "192", "Cuba", ("Cuba", "Cuba", "Куба", "古巴", "كوبا"), ()),
    MemberState("CYP", "196", "Cyprus", ("Chypre", "Chipre", "Кипр", "塞浦路斯", "قبرص"), ()),
    MemberState("CZE", "203", "Czechia", ("Tchéquie", "Chequia", "Чехия", "捷克", "تشيكيا"), ("Czech Republic", "التشيك")),
    MemberState("PRK", "408", "Democratic People's Republic of Korea", ("République populaire démocratique de Corée", "República Popular Democrática de Corea", "Корейская Народно-Демократическая Республика", "朝鲜民主主义人民共和国", "جمهورية كوريا الشعبية الديمقراطية"), ("North Korea", "DPRK", "Korea (North)", "Corée du Nord", "Corea del Norte", "КНДР", "كوريا الشمالية")),
    MemberState("COD", "180", "Democratic Republic of the Congo", ("République démocratique du Congo", "República Democrática del Congo", "Демократическая Республика Конго", "刚果民主共和国", "جمهورية الكونغو الديمقراطية"), ("DRC", "DR Congo", "Congo-Kinshasa", "Конго-Киншаса", "刚果（金）", "الكونغو-كينشاسا")),
    MemberState("DNK", "208", "Denmark", ("Danemark", "Dinamarca", "Дания", "丹麦", "الدانمرك"), ()),
    MemberState("DJI", "262", "Djibouti", ("Djibouti", "Djibouti", "Джибути", "吉布提", "جيبوتي"), ("Yibuti",)),
    MemberState("DMA", "212", "Dominica", ("Dominique", "Dominica", "Доминика", "多米尼克", "دومينيكا"), ()),
    MemberState("DOM", "214", "Dominican Republic", ("République dominicaine", "República Dominicana", "Доминиканская Республика", "多米尼加共和国", "الجمهورية الدومينيكية"), ("جمهورية الدومينيكان",)),
    MemberState("ECU", "218", "Ecuador", ("Équateur", "Ecuador", "Эквадор", "厄瓜多尔", "إكوادور"), ("الإكوادور",)),
    MemberState("EGY", "818", "Egypt", ("Égypte", "Egipto", "Египет", "埃及", "مصر"), ()),
    MemberState("SLV", "222", "El Salvador", ("El Salvador", "El Salvador", "Сальвадор", "萨尔瓦多", "السلفادور"), ("Salvador",)),
    MemberState("GNQ", "226", "Equatorial Guinea", ("Guinée équatoriale", "Guinea Ecuatorial", "Экваториальная Гвинея", "赤道几内亚", "غينيا الاستوائية"), ()),
    MemberState("ERI", "232", "Eritrea", ("Érythrée", "Eritrea", "Эритрея", "厄立特里亚", "إريتريا"), ()),
    MemberState("EST", "233", "Estonia", ("Estonie", "Estonia", "Эстония", "爱沙尼亚", "إستونيا"), ()),
    MemberState("SWZ", "748", "Eswatini", ("Eswatini", "Eswatini", "Эсватини", "斯威士兰", "إسواتيني"), ("Swaziland", "Esuatini")),
    MemberState("ETH", "231", "Ethiopia", ("Éthiopie", "Etiopía", "Эфиопия", "埃塞俄比亚", "إثيوبيا"), ()),
    MemberState("FJI", "242", "Fiji", ("Fidji", "Fiji", "Фиджи", "斐济", "فيجي"), ("Fiyi",)),
    MemberState("FIN", "246", "Finland", ("Finlande", "Finlandia", "Финляндия", "芬兰", "فنلندا"), ()),
    MemberState("FRA", "250", "France", ("France", "Francia", "Франция", "法国", "فرنسا"), ()),
    MemberState("GAB", "266", "Gabon", ("Gabon", "Gabón", "Габон", "加蓬", "غابون"), ("الغابون",)),
    MemberState("GMB", "270", "Gambia", ("Gambie", "Gambia", "Гамбия", "冈比亚", "غامبيا"), ("The Gambia",)),
    MemberState("GEO", "268", "Georgia", ("Géorgie", "Georgia", "Грузия", "格鲁吉亚", "جورجيا"), ()),
    MemberState("DEU", "276", "Germany", ("Allemagne", "Alemania", "Германия", "德国", "ألمانيا"), ("Federal Republic of Germany",)),
    MemberState("GHA", "288", "Ghana", ("Ghana", "Ghana", "Гана", "加纳", "غانا"), ()),
    MemberState("GRC", "300", "Greece", ("Grèce", "Grecia", "Греция", "希腊", "اليونان"), ("Hellenic Republic",)),
    MemberState("GRD", "308", "Grenada", ("Grenade", "Granada", "Гренада", "格林纳达", "غرينادا"), ()),
    MemberState("GTM", "320", "Guatemala", ("Guatemala", "Guatemala", "Гватемала", "危地马拉", "غواتيمالا"), ()),
    MemberState("GIN", "324", "Guinea", ("Guinée", "Guinea", "Гвинея", "几内亚", "غينيا"), ()),
    MemberState("GNB", "624", "Guinea-Bissau", ("Guinée-Bissau", "Guinea-Bissau", "Гвинея-Бисау", "几内亚比绍", "غينيا - بيساو"), ("Guinea-Bisáu",)),
    MemberState("GUY", "328", "Guyana", ("Guyana", "Guyana", "Гайана", "圭亚那", "غيانا"), ()),
    MemberState("HTI", "332", "Haiti", ("Haïti", "Haití", "Гаити", "海地", "هايتي"), ()),
    MemberState("HND", "340", "Honduras", ("Honduras", "Honduras", "Гондурас", "洪都拉斯", "هندوراس"), ()),
    MemberState("HUN", "348", "Hungary", ("Hongrie", "Hungría", "Венгрия", "匈牙利", "هنغاريا"), ()),
    MemberState("ISL", "352", "Iceland", ("Islande", "Islandia", "Исландия", "冰岛", "آيسلندا"), ()),
    MemberState("IND", "356", "India", ("Inde", "India", "Индия", "印度", "الهند"), ()),
    MemberState("IDN", "360", "Indonesia", ("Indonésie", "Indonesia", "Индонезия", "印度尼西亚", "إندونيسيا"), ()),
    MemberState("IRN", "364", "Iran (Islamic Republic of)", ("Iran (République islamique d')", "Irán (República Islámica del)", "Иран (Исламская Республика)", "伊朗伊斯兰共和国", "إيران (جمهورية - الإسلامية)"), ("Iran",)),
    MemberState("IRQ", "368", "Iraq", ("Iraq", "Iraq", "Ирак", "伊拉克", "العراق"), ("Irak",)),
    MemberState("IRL", "372", "Ireland", ("Irlande", "Irlanda", "Ирландия", "爱尔兰", "أيرلندا"), ()),
    MemberState("ISR", "376", "Israel", ("Israël", "Israel", "Израиль", "以色列", "إسرائيل"), ()),
    MemberState("ITA", "380", "Italy", ("Italie", "Italia", "Италия", "意大利", "إيطاليا"), ()),
    MemberState("JAM", "388", "Jamaica", ("Jamaïque", "Jamaica", "Ямайка", "牙买加", "جامايكا"), ()),
    MemberState("JPN", "392", "Japan", ("Japon", "Japón", "Япония", "日本", "اليابان"), ()),
    MemberState("JOR", "400", "Jordan", ("Jordanie", "Jordania", "Иордания", "约旦", "الأردن"), ()),
    MemberState("KAZ", "398", "Kazakhstan", ("Kazakhstan", "Kazajstán", "Казахстан", "哈萨克斯坦", "كازاخستان"), ("Kazajistán",)),
    MemberState("KEN", "404", "Kenya", ("Kenya", "Kenya", "Кения", "肯尼亚", "كينيا"), ("Kenia",)),
    MemberState("KIR", "296", "Kiribati", ("Kiribati", "Kiribati", "Кирибати", "基里巴斯", "كيريباس"), ("كيريباتي",)),
    MemberState("KWT", "414", "Kuwait", ("Koweït", "Kuwait", "Кувейт", "科威特", "الكويت"), ()),
    MemberState("KGZ", "417", "Kyrgyzstan", ("Kirghizistan", "Kirguistán", "Кыргызстан", "吉尔吉斯斯坦", "قيرغيزستان"), ("Kyrgyz Republic", "Kirghizstan", "Киргизия")),
    MemberState("LAO", "418", "Lao People's Democratic Republic", ("République démocratique populaire lao", "República Democrática Popular Lao", "Лаосская Народно-Демократическая Республика", "老挝人民民主共和国", "جمهورية لاو الديمقراطية الشعبية"), ("Laos", "Lao PDR", "لاوس")),
    MemberState("LVA", "428", "Latvia", ("Lettonie", "Letonia", "Латвия", "拉脱维亚", "لاتفيا"), ()),
    MemberState("LBN", "422", "Lebanon", ("Liban", "Líbano", "Ливан", "黎巴嫩", "لبنان"), ()),
    MemberState("LSO", "426", "Lesotho", ("Lesotho", "Lesotho", "Лесото", "莱索托", "ليسوتو"), ("Lesoto",)),
    MemberState("LBR", "430", "Liberia", ("Libéria", "Liberia", "Либерия", "利比里亚", "ليبريا"), ("ليبيريا",)),
    MemberState("LBY", "434", "Libya", ("Libye", "Libia", "Ливия", "利比亚", "ليبيا"), ()),
    MemberState("LIE", "438", "Liechtenstein", ("Liechtenstein", "Liechtenstein", "Лихтенштейн", "列支敦士登", "ليختنشتاين"), ()),
    MemberState("LTU", "440", "Lithuania", ("Lituanie", "Lituania", "Литва", "立陶宛", "ليتوانيا"), ()),
    MemberState("LUX", "442", "Luxembourg", ("Luxembourg", "Luxemburgo", "Люксембург", "卢森堡", "لكسمبرغ"), ("لوكسمبورغ",)),
    MemberState("MDG", "450", "Madagascar", ("Madagascar", "Madagascar", "Мадагаскар", "马达加斯加", "مدغشقر"), ()),
    MemberState("MWI", "454", "Malawi", ("Malawi", "Malawi", "Малави", "马拉维", "ملاوي"), ("Malaui",)),
    MemberState("MYS", "458", "Malaysia", ("Malaisie", "Malasia", "Малайзия", "马来西亚", "ماليزيا"), ()),
    MemberState("MDV", "462", "Maldives", ("Maldives", "Maldivas", "Мальдивские Острова", "马尔代夫", "ملديف"), ("Мальдивы", "جزر المالديف")),
    MemberState("MLI", "466", "Mali", ("Mali", "Malí", "Мали", "马里", "مالي"), ()),
    MemberState("MLT", "470", "Malta", ("Malte", "Malta", "Мальта", "马耳他", "مالطة"), ("مالطا",)),
    MemberState("MHL", "584", "Marshall Islands", ("Îles Marshall", "Islas Marshall", "Маршалловы Острова", "马绍尔群岛", "جزر مارشال"), ("Маршалловы о-ва",)),
    MemberState("MRT", "478", "Mauritania", ("Mauritanie", "Mauritania", "Мавритания", "毛里塔尼亚", "موريتانيا"), ()),
    MemberState("MUS", "480", "Mauritius", ("Maurice", "Mauricio", "Маврикий", "毛里求斯", "موريشيوس"), ()),
    MemberState("MEX", "484", "Mexico", ("Mexique", "México", "Мексика", "墨西哥", "المكسيك"), ()),
    MemberState("FSM", "583", "Micronesia (Federated States of)", ("Micronésie (États fédérés de)", "Micronesia (Estados Federados de)", "Микронезия (Федеративные Штаты)", "密克罗尼西亚联邦", "ميكرونيزيا (ولايات - الموحدة)"), ("Micronesia", "FSM", "Федеративные Штаты Микронезии")),
    MemberState("MCO", "492", "Monaco", ("Monaco", "Mónaco", "Монако", "摩纳哥", "موناكو"), ()),
    MemberState("MNG", "496", "Mongolia", ("Mongolie", "Mongolia", "Монголия", "蒙古", "منغوليا"), ()),
    MemberState("MNE", "499", "Montenegro", ("Monténégro", "Montenegro", "Черногория", "黑山", "الجبل الأسود"), ()),
    MemberState("MAR", "504", "Morocco", ("Maroc", "Marruecos", "Марокко", "摩洛哥", "المغرب"), ()),
    MemberState("MOZ", "508", "Mozambique", ("Mozambique", "Mozambique", "Мозамбик", "莫桑比克", "موزامبيق"), ("موزمبيق",)),
    MemberState("MMR", "104", "Myanmar", ("Myanmar", "Myanmar", "Мьянма", "缅甸", "ميانمار"), ("Burma", "Birmanie", "Birmania", "Бирма", "بورما")),
    MemberState("NAM", "516", "Namibia", ("Namibie", "Namibia", "Намибия", "纳米比亚", "ناميبيا"), ()),
    MemberState("NRU", "520", "Naoero", ("Naoero", "Naoero", "Наоэро", "瑙鲁", "ناويرو"), ("Nauru", "Науру", "ناورو")),
    MemberState("NPL", "524", "Nepal", ("Népal", "Nepal", "Непал", "尼泊尔", "نيبال"), ()),
    MemberState("NLD", "528", "Netherlands (Kingdom of the)", ("Pays-Bas (Royaume des)", "Países Bajos (Reino de los)", "Нидерланды (Королевство)", "荷兰王国", "هولندا (مملكة -)"), ("Netherlands", "The Netherlands", "Holland")),
    MemberState("NZL", "554", "New Zealand", ("Nouvelle-Zélande", "Nueva Zelandia", "Новая Зеландия", "新西兰", "نيوزيلندا"), ("Aotearoa", "Nueva Zelanda")),
    MemberState("NIC", "558", "Nicaragua", ("Nicaragua", "Nicaragua", "Никарагуа", "尼加拉瓜", "نيكاراغوا"), ()),
    MemberState("NER", "562", "Niger", ("Niger", "Níger", "Нигер", "尼日尔", "النيجر"), ()),
    MemberState("NGA", "566", "Nigeria", ("Nigéria", "Nigeria", "Нигерия", "尼日利亚", "نيجيريا"), ()),
    MemberState("MKD", "807", "North Macedonia", ("Macédoine du Nord", "Macedonia del Norte", "Северная Македония", "北马其顿", "مقدونيا الشمالية"), ("Macedonia",)),
    MemberState("NOR", "578", "Norway", ("Norvège", "Noruega", "Норвегия", "挪威", "النرويج"), ()),
    MemberState("OMN", "512", "Oman", ("Oman", "Omán", "Оман", "阿曼", "عمان"), ()),
    MemberState("PAK", "586", "Pakistan", ("Pakistan", "Pakistán", "Пакистан", "巴基斯坦", "باكستان"), ()),
    MemberState("PLW", "585", "Palau", ("Palaos", "Palau", "Палау", "帕劳", "بالاو"), ()),
    MemberState("PAN", "591", "Panama", ("Panama", "Panamá", "Панама", "巴拿马", "بنما"), ()),
    MemberState("PNG", "598", "Papua New Guinea", ("Papouasie-Nouvelle-Guinée", "Papua Nueva Guinea", "Папуа — Новая Гвинея", "巴布亚新几内亚", "بابوا غينيا الجديدة"), ("PNG",)),
    MemberState("PRY", "600", "Paraguay", ("Paraguay", "Paraguay", "Парагвай", "巴拉圭", "باراغواي"), ()),
    MemberState("PER", "604", "Peru", ("Pérou", "Perú", "Перу", "秘鲁", "بيرو"), ()),
    MemberState("PHL", "608", "Philippines", ("Philippines", "Filipinas", "Филиппины", "菲律宾", "الفلبين"), ("The Philippines",)),
    MemberState("POL", "616", "Poland", ("Pologne", "Polonia", "Польша", "波兰", "بولندا"), ()),
    MemberState("PRT", "620", "Portugal", ("Portugal", "Portugal", "Португалия", "葡萄牙", "البرتغال"), ()),
    MemberState("QAT", "634", "Qatar", ("Qatar", "Qatar", "Катар", "卡塔尔", "قطر"), ("Catar",)),
    MemberState("KOR", "410", "Republic of Korea", ("République de Corée", "República de Corea", "Республика Корея", "大韩民国", "جمهورية كوريا"), ("South Korea", "Korea (South)", "ROK", "Corée du Sud", "Corea del Sur", "韩国", "كوريا الجنوبية")),
    MemberState("MDA", "498", "Republic of Moldova", ("République de Moldova", "República de Moldova", "Республика Молдова", "摩尔多瓦共和国", "جمهورية مولدوفا"), ("Moldova", "Moldavie", "Moldavia", "Молдова", "مولدوفا")),
    MemberState("ROU", "642", "Romania", ("Roumanie", "Rumania", "Румыния", "罗马尼亚", "رومانيا"), ()),
    MemberState("RUS", "643", "Russian Federation", ("Fédération de Russie", "Federación de Rusia", "Российская Федерация", "俄罗斯联邦", "الاتحاد الروسي"), ("Russia", "Russie", "Rusia", "Россия", "روسيا")),
    MemberState("RWA", "646", "Rwanda", ("Rwanda", "Rwanda", "Руанда", "卢旺达", "رواندا"), ("Ruanda",)),
    MemberState("KNA", "659", "Saint Kitts and Nevis", ("Saint-Kitts-et-Nevis", "Saint Kitts y Nevis", "Сент-Китс и Невис", "圣基茨和尼维斯", "سانت كيتس ونيفس"), ("St. Kitts and Nevis", "St. Kitts & Nevis", "Saint-Christophe-et-Niévès", "San Cristóbal y Nieves", "سانت كيتس ونيفيس")),
    MemberState("LCA", "662", "Saint Lucia", ("Sainte-Lucie", "Santa Lucía", "Сент-Люсия", "圣卢西亚", "سانت لوسيا"), ("St. Lucia",)),
    MemberState("VCT", "670", "Saint Vincent and the Grenadines", ("Saint-Vincent-et-les Grenadines", "San Vicente y las Granadinas", "Сент-Винсент и Гренадины", "圣文森特和格林纳丁斯", "سانت فنسنت وجزر غرينادين"), ("St. Vincent and the Grenadines", "St. Vincent & Grenadines")),
    MemberState("WSM", "882", "Samoa", ("Samoa", "Samoa", "Самоа", "萨摩亚", "ساموا"), ()),
    MemberState("SMR", "674", "San Marino", ("Saint-Marin", "San Marino", "Сан-Марино", "圣马力诺", "سان مارينو"), ()),
    MemberState("STP", "678", "Sao Tome and Principe", ("Sao Tomé-et-Principe", "Santo Tomé y Príncipe", "Сан-Томе и Принсипи", "圣多美和普林西比", "سان تومي وبرينسيبي"), ("São Tomé & Príncipe", "ساو تومي وبرينسيبي")),
    MemberState("SAU", "682", "Saudi Arabia", ("Arabie saoudite", "Arabia Saudita", "Саудовская Аравия", "沙特阿拉伯", "المملكة العربية السعودية"), ("KSA",)),
    MemberState("SEN", "686", "Senegal", ("Sénégal", "Senegal", "Сенегал", "塞内加尔", "السنغال"), ()),
    MemberState("SRB", "688", "Serbia", ("Serbie", "Serbia", "Сербия", "塞尔维亚", "صربيا"), ()),
    MemberState("SYC", "690", "Seychelles", ("Seychelles", "Seychelles", "Сейшельские Острова", "塞舌尔", "سيشيل"), ("Сейшельские о-ва", "سيشل")),
    MemberState("SLE", "694", "Sierra Leone", ("Sierra Leone", "Sierra Leona", "Сьерра-Леоне", "塞拉利昂", "سيراليون"), ()),
    MemberState("SGP", "702", "Singapore", ("Singapour", "Singapur", "Сингапур", "新加坡", "سنغافورة"), ()),
    MemberState("SVK", "703", "Slovakia", ("Slovaquie", "Eslovaquia", "Словакия", "斯洛伐克", "سلوفاكيا"), ("Slovak Republic",)),
    MemberState("SVN", "705", "Slovenia", ("Slovénie", "Eslovenia", "Словения", "斯洛文尼亚", "سلوفينيا"), ()),
    MemberState("SLB", "090", "Solomon Islands", ("Îles Salomon", "Islas Salomón", "Соломоновы Острова", "所罗门群岛", "جزر سليمان"), ("Соломоновы о-ва",)),
    MemberState("SOM", "706", "Somalia", ("Somalie", "Somalia", "Сомали", "索马里", "الصومال"), ()),
    MemberState("ZAF", "710", "South Africa", ("Afrique du Sud", "Sudáfrica", "Южная Африка", "南非", "جنوب أفريقيا"), ("RSA", "Южно-Африканская Республика")),
    MemberState("SSD", "728", "South Sudan", ("Soudan du Sud", "Sudán del Sur", "Южный Судан", "南苏丹", "جنوب السودان"), ()),
    MemberState("ESP", "724", "Spain", ("Espagne", "España", "Испания", "西班牙", "إسبانيا"), ()),
    MemberState("LKA", "144", "Sri Lanka", ("Sri Lanka", "Sri Lanka", "Шри-Ланка", "斯里兰卡", "سري لانكا"), ("سريلانكا",)),
    MemberState("SDN", "729", "Sudan", ("Soudan", "Sudán", "Судан", "苏丹", "السودان"), ("The Sudan",)),
    MemberState("SUR", "740", "Suriname", ("Suriname", "Suriname", "Суринам", "苏里南", "سورينام"), ()),
    MemberState("SWE", "752", "Sweden", ("Suède", "Suecia", "Швеция", "瑞典", "السويد"), ()),
    MemberState("CHE", "756", "Switzerland", ("Suisse", "Suiza", "Швейцария", "瑞士", "سويسرا"), ("Swiss Confederation",)),
    MemberState("SYR", "760", "Syrian Arab Republic", ("République arabe syrienne", "República Árabe Siria", "Сирийская Арабская Республика", "阿拉伯叙利亚共和国", "الجمهورية العربية السورية"), ("Syria", "Syrie", "Siria", "Сирия", "叙利亚", "سوريا")),
    MemberState("TJK", "762", "Tajikistan", ("Tadjikistan", "Tayikistán", "Таджикистан", "塔吉克斯坦", "طاجيكستان"), ()),
    MemberState("THA", "764", "Thailand", ("Thaïlande", "Tailandia", "Таиланд", "泰国", "تايلند"), ("تايلاند",)),
    MemberState("TLS", "626", "Timor-Leste", ("Timor-Leste", "Timor-Leste", "Тимор-Лешти", "东帝汶", "تيمور - ليشتي"), ("East Timor", "Timor oriental", "Восточный Тимор")),
    MemberState("TGO", "768", "Togo", ("Togo", "Togo", "Того", "多哥", "توغو"), ()),
    MemberState("TON", "776", "Tonga", ("Tonga", "Tonga", "Тонга", "汤加", "تونغا"), ()),
    MemberState("TTO", "780", "Trinidad and Tobago", ("Trinité-et-Tobago", "Trinidad y Tabago", "Тринидад и Тобаго", "特立尼达和多巴哥", "ترينيداد وتوباغو"), ("Trinidad", "Trinidad & Tobago", "Trinidad y Tobago")),
    MemberState("TUN", "788", "Tunisia", ("Tunisie", "Túnez", "Тунис", "突尼斯", "تونس"), ()),
    MemberState("TUR", "792", "Türkiye", ("Türkiye", "Türkiye", "Турция", "土耳其", "تركيا"), ("Turkey", "Turquie", "Turquía")),
    MemberState("TKM", "795", "Turkmenistan", ("Turkménistan", "Turkmenistán", "Туркменистан", "土库曼斯坦", "تركمانستان"), ()),
    MemberState("TUV", "798", "Tuvalu", ("Tuvalu", "Tuvalu", "Тувалу", "图瓦卢", "توفالو"), ()),
    MemberState("UGA", "800", "Uganda", ("Ouganda", "Uganda", "Уганда", "乌干达", "أوغندا"), ()),
    MemberState("UKR", "804", "Ukraine", ("Ukraine", "Ucrania", "Украина", "乌克兰", "أوكرانيا"), ()),
    MemberState("ARE", "784", "United Arab Emirates", ("Émirats arabes unis", "Emiratos Árabes Unidos", "Объединенные Арабские Эмираты", "阿拉伯联合酋长国", "الإمارات العربية المتحدة"), ("UAE", "ОАЭ")),
    MemberState("GBR", "826", "United Kingdom of Great Britain and Northern Ireland", ("Royaume-Uni de Grande-Bretagne et d'Irlande du Nord", "Reino Unido de Gran Bretaña e Irlanda del Norte", "Соединенное Королевство Великобритании и Северной Ирландии", "大不列颠及北爱尔兰联合王国", "المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية"), ("UK", "United Kingdom", "Britain", "Great Britain", "Великобритания", "英国")),
    MemberState("TZA", "834", "United Republic of Tanzania", ("République-Unie de Tanzanie", "República Unida de Tanzanía", "Объединенная Республика Танзания", "坦桑尼亚联合共和国", "جمهورية تنزانيا المتحدة"), ("Tanzania", "Tanzanie", "Танзания", "تنزانيا")),
    MemberState("USA", "840", "United States of America", ("États-Unis d'Amérique", "Estados Unidos de América", "Соединенные Штаты Америки", "美利坚合众国", "الولايات المتحدة الأمريكية"), ("US", "United States", "America", "美国")),
    MemberState("URY", "858", "Uruguay", ("Uruguay", "Uruguay", "Уругвай", "乌拉圭", "أوروغواي"), ("أورغواي",)),
    MemberState("UZB", "860", "Uzbekistan", ("Ouzbékistan", "Uzbekistán", "Узбекистан", "乌兹别克斯坦", "أوزبكستان"), ()),
    MemberState("VUT", "548", "Vanuatu", ("Vanuatu", "Vanuatu", "Вануату", "瓦努阿图", "فانواتو"), ()),
    MemberState("VEN", "862", "Venezuela (Bolivarian Republic of)", ("Venezuela (République bolivarienne du)", "Venezuela (República Bolivariana de)", "Венесуэла (Боливарианская Республика)", "委内瑞拉玻利瓦尔共和国", "فنزويلا (جمهورية - البوليفارية)"), ("Venezuela",)),
    MemberState("VNM", "704", "Viet Nam", ("Viet Nam", "Viet Nam", "Вьетнам", "越南", "فييت نام"), ("Vietnam", "فيتنام")),
    MemberState("YEM", "887", "Yemen", ("Yémen", "Yemen", "Йемен", "也门", "اليمن"), ()),
    MemberState("ZMB", "894", "Zambia", ("Zambie", "Zambia", "Замбия", "赞比亚", "زامبيا"), ()),
    MemberState("ZWE", "716", "Zimbabwe", ("Zimbabwe", "Zimbabwe", "Зимбабве", "津巴布韦", "زمبابوي"), ("Zimbabue", "زيمبابوي")),
)
# fmt: on

MEMBER_STATE_BY_CODE: dict[str, MemberState] = {state.code: state for state in MEMBER_STATES}


@lru_cache(maxsize=4096)
def _search_key(text: str) -> str:
    """Fold ``text``, drop full stops and turn other punctuation into single spaces.

    So "U.K." finds "UK", and "cote d ivoire" finds the name with either apostrophe.
    """
    without_stops = folded(text).replace(".", "")
    return " ".join("".join(c if c.isalnum() else " " for c in without_stops).split())


_EXACT, _STARTS, _WORD_STARTS, _CONTAINS, _ABSENT = range(5)


def _rank(state: MemberState, key: str) -> int:
    """How well ``key`` (a search key, not empty) fits ``state``; lower is better."""
    if key == state.code.casefold():
        return _EXACT
    best = _ABSENT
    for text in (state.name, *state.names, *state.aliases):
        candidate = _search_key(text)
        if candidate == key:
            return _EXACT
        if candidate.startswith(key):
            best = min(best, _STARTS)
        elif f" {key}" in candidate:
            best = min(best, _WORD_STARTS)
        elif key in candidate:
            best = min(best, _CONTAINS)
    return best


def find_member_states(typed: str, among: Sequence[MemberState] = MEMBER_STATES) -> list[MemberState]:
    """Return the states that fit what was typed, best first, each once.

    The order is: the code, or a name or alias in any of the six languages, typed in full;
    then one that begins with the typed text; then one with a word that begins with it;
    then one that contains it. States that fit equally well keep their order in ``among``.
    Case, accents and punctuation do not matter. Nothing typed returns all of ``among``.
    """
    if not typed.strip():
        return list(among)
    key = _search_key(typed)
    if not key:
        return []
    ranked = [(_rank(state, key), state) for state in among]
    found = [pair for pair in ranked if pair[0] != _ABSENT]
    found.sort(key=lambda pair: pair[0])
    return [state for _, state in found]
