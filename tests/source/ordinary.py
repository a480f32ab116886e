"""Lists of customers as shops of many countries export them every day."""

# ruff: noqa: RUF001 - letters that look alike are what this is about

from __future__ import annotations

from dataclasses import dataclass

from tests.source.languages import LANGUAGES

ROWS = 24

# The titles of number, name, e-mail address, town, amount, day and note.
TITLES = {
    "German": "Nr.;Name;E-Mail;Ort;Betrag;Datum;Notiz",
    "French": "N°;Nom;E-mail;Ville;Montant;Date;Remarque",
    "Spanish": "N.º;Nombre;Correo;Ciudad;Importe;Fecha;Nota",
    "Portuguese": "N.º;Nome;E-mail;Cidade;Valor;Data;Observação",
    "Italian": "N.;Nome;E-mail;Città;Importo;Data;Nota",
    "Dutch": "Nr.;Naam;E-mail;Plaats;Bedrag;Datum;Opmerking",
    "Danish": "Nr.;Navn;E-mail;By;Beløb;Dato;Note",
    "Swedish": "Nr;Namn;E-post;Ort;Belopp;Datum;Anteckning",
    "Norwegian": "Nr.;Navn;E-post;Sted;Beløp;Dato;Merknad",
    "Finnish": "Nro;Nimi;Sähköposti;Kaupunki;Summa;Päivä;Huomautus",
    "Icelandic": "Nr.;Nafn;Netfang;Staður;Upphæð;Dagur;Athugasemd",
    "Polish": "Nr;Nazwisko;E-mail;Miasto;Kwota;Data;Uwagi",
    "Czech": "Č.;Jméno;E-mail;Město;Částka;Datum;Poznámka",
    "Slovak": "Č.;Meno;E-mail;Mesto;Suma;Dátum;Poznámka",
    "Hungarian": "Sz.;Név;E-mail;Város;Összeg;Dátum;Megjegyzés",
    "Croatian": "Br.;Ime;E-mail;Grad;Iznos;Datum;Napomena",
    "Slovenian": "Št.;Ime;E-mail;Kraj;Znesek;Datum;Opomba",
    "Turkish": "No;Ad;E-posta;Şehir;Tutar;Tarih;Not",
    "Lithuanian": "Nr.;Vardas;E. paštas;Miestas;Suma;Data;Pastaba",
    "Latvian": "Nr.;Vārds;E-pasts;Pilsēta;Summa;Datums;Piezīme",
    "Estonian": "Nr;Nimi;E-post;Linn;Summa;Kuupäev;Märkus",
    "Russian": "№;Имя;Почта;Город;Сумма;Дата;Примечание",
    "Ukrainian": "№;Ім'я;Пошта;Місто;Сума;Дата;Примітка",
    "Bulgarian": "№;Име;Поща;Град;Сума;Дата;Бележка",
    "Serbian": "Бр.;Име;Пошта;Град;Износ;Датум;Напомена",
    "Greek": "Αρ.;Όνομα;Email;Πόλη;Ποσό;Ημερομηνία;Σημείωση",
    "Hebrew": "מספר;שם;דואל;עיר;סכום;תאריך;הערה",
    "Arabic": "رقم;الاسم;البريد;المدينة;المبلغ;التاريخ;ملاحظة",
    "Japanese": "番号;氏名;メール;都市;金額;日付;備考",
    "Simplified Chinese": "编号;姓名;邮箱;城市;金额;日期;备注",
    "Traditional Chinese": "編號;姓名;信箱;城市;金額;日期;備註",
    "Korean": "번호;이름;이메일;도시;금액;날짜;메모",
}

WINDOWS = {
    "cp1250": ("Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Slovenian"),
    "cp1251": ("Russian", "Ukrainian", "Bulgarian", "Serbian"),
    "cp1253": ("Greek",),
    "cp1254": ("Turkish",),
    "cp1255": ("Hebrew",),
    "cp1256": ("Arabic",),
    "cp1257": ("Lithuanian", "Latvian", "Estonian"),
    "cp932": ("Japanese",),
    "gb18030": ("Simplified Chinese",),
    "big5": ("Traditional Chinese",),
    "cp949": ("Korean",),
}
PAGES = {language: page for page, languages in WINDOWS.items() for language in languages}

# Names of people and towns beside those of the four lines of a language.
MORE = {
    "Hungarian": "Nagy Zsófia;Pécs;fizetve\nSzabó László;Szűgy;sürgős\nFűzi Dezső;Fűzfő;gyűjtő\n"
    "Kis Jenő;Békéscsaba;hűtő\nSzőke Ödön;Érd;űrlap",
    "Dutch": "Hélène Müller;Groningen;geïnd\nReneé Çelik;Zoë's huis;coöperatie\n"
    "Noëlle Brontë;Veendam;één\nCésar Thoné;Maastricht;privé",
    "Icelandic": "Sigríður Árnadóttir;Akureyri;greitt\nÞorsteinn Óskarsson;Húsavík;sent í gær\n"
    "Jón Þór;Reykjavík;má bíða",
    "Turkish": "Gülşah Öztürk;Bursa;ödendi\nCağrı Işık;Balıkesir;iade\nSıla Doğan;Ağrı;hazır",
    "Korean": "정수빈;광주시;결제 완료\n강하늘;대전시;배송 중\n"
    "조은별;울산시;취소\n윤서준;제주시;교환",
}


def _rows(language: str, cut: str, point: str) -> str:
    lines = (LANGUAGES[language] + "\n" + MORE.get(language, "")).strip().split("\n")
    titles = TITLES[language].split(";")
    rows = [titles]
    for n in range(ROWS):
        name, town, note = lines[n % len(lines)].replace(",", "").split(";")
        amount = f"{n * 7 % 90 + 5}{point}{n * 13 % 90 + 10}"
        day = f"2024-0{n % 9 + 1}-{n + 1:02}"
        rows.append([str(1001 + n), name, f"person{n}@shop.io", town, amount, day, note])
    return "".join(f"{cut.join(row)}\n" for row in rows)


@dataclass(frozen=True)
class Ordinary:
    """The text of a list, with the separator, and the encoding that it is written in."""

    text: str
    delimiter: str
    encoding: str

    @property
    def content(self) -> bytes:
        """Return the bytes of the file."""
        return self.text.encode(self.encoding)


def _shop(language: str) -> Ordinary:
    return Ordinary(_rows(language, ",", "."), ",", "utf-8")


def _excel(language: str) -> Ordinary:
    text = _rows(language, ";", ",").replace("\n", "\r\n")
    return Ordinary(text, ";", PAGES.get(language, "cp1252"))


FILES = {f"{language}, a shop": _shop(language) for language in TITLES} | {
    f"{language}, Excel": _excel(language) for language in TITLES
}
"""By a name."""
