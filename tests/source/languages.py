"""Names, towns and notes of our own in many languages, as lists of customers hold them."""

# ruff: noqa: RUF001 - letters that look alike are what this is about

from __future__ import annotations

LANGUAGES = {
    "German": "Jürgen Müller;Köln;Größe nicht verfügbar\nSabine Weiß;Düsseldorf;Rückgabe geprüft"
    "\nÄnne Böhm;Gießen;Überweisung später\nJörg Schäfer;Nürnberg;Straße geändert",
    "French": "François Lefèvre;Orléans;livré à l'étage\nHélène Dubois;Besançon;reçu très tôt"
    "\nZoé Crête;Nîmes;problème réglé\nAgnès Noël;Châlons;où êtes-vous",
    "Spanish": "José Peña;Málaga;envío rápido\nMaría Núñez;León;dirección equivocada"
    "\nÍñigo Ibáñez;Cádiz;mañana después\nBelén Ríos;Córdoba;teléfono móvil",
    "Portuguese": "João Conceição;São Paulo;não recebeu\nInês Simões;Guimarães;atenção à devolução"
    "\nAntónio Gonçalves;Évora;está à espera\nLúcia Magalhães;Maceió;informação básica",
    "Italian": "Niccolò Fabbri;Forlì;è arrivato già\nMariù Donà;Cantù;città e qualità"
    "\nGesù Cefalù;Nardò;perché così\nMosè Ricabò;Mondovì;metà più virtù",
    "Dutch": "Daniël Coördes;Reünie;geïnteresseerd\nAndré Zoë;Curaçao;één keer"
    "\nRené Israël;Knokke;oriëntatie\nChloë Hélène;Oldenzaal;beïnvloed",
    "Danish": "Søren Kjær;Ærøskøbing;ændret på lørdag\nÅse Nørgård;Århus;følger på søndag"
    "\nBjørn Sæther;Rødby;måske på næste uge\nJørgen Kårsberg;Køge;værsgo",
    "Swedish": "Åke Sjöström;Malmö;försenad på lördag\nBjörn Lindström;Göteborg;återköp"
    "\nMärta Ångström;Örebro;väntar på betalning\nGöran Hällström;Västerås;får igen",
    "Norwegian": "Håkon Bjørnstad;Tromsø;får på lørdag\nPål Sørlie;Ålesund;ønsker å bytte"
    "\nØyvind Kværner;Bodø;må være på plass\nBjørg Hånes;Lillestrøm;når",
    "Finnish": "Päivi Mäkelä;Jyväskylä;tänään myöhässä\nVäinö Hämäläinen;Hyvinkää;hyvää päivää"
    "\nÄijä Öhman;Pöytyä;lähetys päättyi\nHeikki Löytö;Äänekoski;ei käy",
    "Icelandic": "Þórður Jónsson;Hafnarfjörður;góðan daginn\nGuðrún Ægisdóttir;Ísafjörður;það er"
    "\nBjörk Sæmundsdóttir;Keflavík;við höfum\nÓlöf Þráinsdóttir;Dalvík;ég á að fá",
    "Polish": "Łukasz Wiśniewski;Gdańsk;przesyłka doręczona\nZofia Żółć;Łódź;dziękuję za część"
    "\nGrażyna Błaszczyk;Kraków;proszę o kontakt\nMichał Ciećwierz;Poznań;źle wysłane",
    "Czech": "Jiří Dvořák;Plzeň;zásilka doručena\nŽofie Němcová;Třebíč;děkuji za příští"
    "\nŠtěpán Říha;Kroměříž;není úplně\nLuboš Kučera;Děčín;přišlo včera",
    "Slovak": "Ľubomír Šťastný;Košice;ďakujem za zásielku\nŽelmíra Kráľová;Žilina;ešte nie"
    "\nJán Hŕstka;Banská Štiavnica;môže byť\nOľga Mišíková;Piešťany;vôbec nič",
    "Hungarian": "Kovács Győző;Székesfehérvár;köszönöm szépen\nSzűcs Ágnes;Győr;késő délután"
    "\nŐri Örs;Kőszeg;megérkezett már\nTóth Benő;Hódmezővásárhely;következő",
    "Romanian": "Ştefan Bălan;Braşov;mulţumesc foarte mult\nIoana Ţăranu;Timişoara;în aşteptare"
    "\nGheorghe Pârvu;Târgovişte;când vine\nAnişoara Brâncuş;Bistriţa;să fie şi",
    "Croatian": "Željko Kovačić;Šibenik;čeka pošiljku\nAnđela Šarić;Karlovac;sljedeći tjedan"
    "\nDražen Ćosić;Požega;još nije stiglo\nLjubica Đurić;Đakovo;može biti",
    "Slovenian": "Žiga Kovač;Škofja Loka;še ni prišlo\nAleš Čebašek;Črnomelj;že včeraj"
    "\nŠpela Žagar;Kočevje;naročilo končano\nMojca Črnič;Vrhnika;hvala še enkrat",
    "Turkish": "Yılmaz Şahin;İzmir;sipariş gönderildi\nÖzgür Çağlar;Eskişehir;teşekkür ederiz"
    "\nAyşe Güneş;Muğla;çok iyi değil\nİbrahim Yıldız;Diyarbakır;şimdi ulaştı",
    "Lithuanian": "Žygimantas Kazlauskas;Šiauliai;ačiū už siuntą\nRūta Šimkūnė;Panevėžys;dar ne"
    "\nĄžuolas Jankūnas;Mažeikiai;grąžinimas baigtas\nEglė Čepaitė;Plungė;į kitą dieną",
    "Latvian": "Jānis Bērziņš;Rīga;paldies par sūtījumu\nIlze Kļaviņa;Jēkabpils;vēl nav saņēmis"
    "\nĢirts Šķēle;Cēsis;nākamā nedēļa\nAnžela Ūdre;Kuldīga;jā, lūdzu",
    "Estonian": "Jüri Põldmäe;Jõhvi;täna õhtul\nÜlle Mägi;Põlva;hästi, aitäh"
    "\nTõnu Rüütel;Võru;ei jõudnud kätte\nÕie Käär;Pärnu;järgmine nädal",
    "Albanian": "Agim Çela;Vlorë;është në rrugë\nShpëtim Gjeçi;Durrës;nuk është arritur"
    "\nBesë Dëshira;Sarandë;faleminderit për çmimin\nLulëzim Kuçi;Korçë;më vonë",
    "Russian": "Иванов Юрий;Москва;заказ доставлен\nПетрова Анна;Екатеринбург;ещё не получен"
    "\nСергей Щербаков;Нижний Новгород;спасибо\nЮлия Жукова;Ярославль;возврат товара",
    "Ukrainian": "Олексій Шевченко;Київ;замовлення їде\nЮлія Ґалаґан;Чернівці;ще не отримано"
    "\nІван Їжак;Запоріжжя;дякую\nСоломія Бойчук;Тернопіль;повернення товару",
    "Bulgarian": "Георги Димитров;София;поръчката пристигна\nЙорданка Тодорова;Варна;благодаря"
    "\nЩерю Ъглов;Пловдив;още не е получена\nРумяна Жечева;Бургас;върната стока",
    "Serbian": "Ђорђе Љубић;Ниш;пошиљка стиже\nМиља Њежић;Чачак;још није стигло"
    "\nПредраг Ћирић;Крушевац;хвала лепо\nЏенана Шарић;Ужице;следеће недеље",
    "Greek": "Γιώργος Παπαδόπουλος;Αθήνα;η παραγγελία έφτασε\nΕλένη Δημητρίου;Θεσσαλονίκη;ευχαριστώ"
    "\nΣτέλιος Χατζής;Ηράκλειο;δεν ήρθε ακόμη\nΣοφία Ψυχάρη;Πάτρα;επιστροφή",
    "Hebrew": "משה כהן;ירושלים;ההזמנה הגיעה\nשרה לוי;תל אביב;תודה רבה"
    "\nיוסף פרץ;חיפה;עדיין לא התקבל\nרחל ביטון;באר שבע;החזרת מוצר",
    "Arabic": "محمد علي;القاهرة;تم تسليم الطلب\nفاطمة حسن;الرياض;شكرا جزيلا"
    "\nأحمد يوسف;دمشق;لم يصل بعد\nخديجة عمر;الدار البيضاء;إرجاع المنتج",
    "Thai": "สมชาย ใจดี;กรุงเทพ;ส่งสินค้าแล้ว\nสุดา แก้วใส;เชียงใหม่;ขอบคุณมาก"
    "\nวิชัย ทองดี;ขอนแก่น;ยังไม่ได้รับ\nมาลี ศรีสุข;ภูเก็ต;คืนสินค้า",
    "Vietnamese": "Nguyễn Văn Đức;Hà Nội;đã giao hàng\nTrần Thị Hồng;Đà Nẵng;cảm ơn nhiều"
    "\nLê Quốc Việt;Huế;chưa nhận được\nPhạm Thuỳ Dương;Cần Thơ;trả lại hàng",
    "Japanese": "山田太郎;東京都;配達済みです\n鈴木花子;大阪市;ありがとうございます"
    "\n佐藤健;横浜市;まだ届いていません\n高橋ユミ;札幌市;返品をお願いします",
    "Simplified Chinese": "王小明;北京市;订单已送达\n李娜;上海市;非常感谢"
    "\n张伟;广州市;还没有收到\n刘洋;深圳市;退货申请",
    "Traditional Chinese": "王小明;台北市;訂單已送達\n陳美玲;高雄市;非常感謝"
    "\n林志豪;台中市;還沒有收到\n張淑芬;新竹市;退貨申請",
    "Korean": "김철수;서울시;주문이 도착했습니다\n박영희;부산시;감사합니다"
    "\n이민호;대구시;아직 받지 못했습니다\n최지우;인천시;반품 신청",
    "Kazakh": "Әсел Қанатқызы;Алматы;тапсырыс жеткізілді\nӨмірбек Ғабитов;Шымкент;рахмет"
    "\nҰлжан Ісламқызы;Қарағанды;әлі келген жоқ\nҮкілі Ыбырай;Қызылорда;қайтару",
    "Armenian": "Արամ Պետրոսյան;Երևան;պատվերը տեղ է հասել\nԱնի Հակոբյան;Գյումրի;շնորհակալություն",
    "Hindi": "राम शर्मा;दिल्ली;सामान मिल गया\nसीता वर्मा;मुंबई;धन्यवाद",
}
"""Lines of name, town and note, by language."""

_NAMES = """
cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859-1 iso8859-2
iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10
iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 mac_roman mac_latin2 mac_cyrillic
mac_greek mac_turkish mac_iceland mac_croatian mac_romanian cp437 cp737 cp775 cp850 cp852
cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp1125 koi8-r koi8-u
koi8-t kz1048 ptcp154 tis-620 gb2312 gbk gb18030 hz big5 big5hkscs cp950 cp932 shift_jis
euc_jp euc_jis_2004 iso2022_jp iso2022_jp_2 iso2022_kr cp949 euc_kr johab cp037 cp273
cp424 cp500 cp875 cp1026 cp1140 utf-7 utf-8 utf-8-sig utf-16 utf-16-le utf-32-be cesu-8
"""
ENCODINGS = tuple(_NAMES.split())
"""Encodings that Python knows, and CESU-8."""
