"""Names of countries in Polish, after Unicode CLDR, by their ISO 3166 alpha-2 codes."""

from __future__ import annotations

NAMES = """
AC Wyspa Wniebowstąpienia
AD Andora
AE Zjednoczone Emiraty Arabskie
AF Afganistan
AG Antigua i Barbuda
AR Argentyna
AS Samoa Amerykańskie
AX Wyspy Alandzkie
AZ Azerbejdżan
BA Bośnia i Hercegowina
BD Bangladesz
BE Belgia
BH Bahrajn
BL Saint-Barthélemy
BM Bermudy
BO Boliwia
BQ Niderlandy Karaibskie
BR Brazylia
BS Bahamy
BY Białoruś
CA Kanada
CC Wyspy Kokosowe
CD Demokratyczna Republika Konga
CF Republika Środkowoafrykańska
CG Republika Konga|Kongo-Brazzaville
CH Szwajcaria
CK Wyspy Cooka
CM Kamerun
CN Chiny
CO Kolumbia
CR Kostaryka
CU Kuba
CV Republika Zielonego Przylądka
CX Wyspa Bożego Narodzenia
CY Cypr
CZ Czechy
DE Niemcy
DJ Dżibuti
DK Dania
DM Dominika
DO Dominikana
DZ Algieria
EC Ekwador
EG Egipt
EH Sahara Zachodnia
ER Erytrea
ES Hiszpania
ET Etiopia
FI Finlandia
FJ Fidżi
FK Falklandy
FM Mikronezja
FO Wyspy Owcze
FR Francja
GB Wielka Brytania
GE Gruzja
GF Gujana Francuska
GL Grenlandia
GN Gwinea
GP Gwadelupa
GQ Gwinea Równikowa
GR Grecja
GT Gwatemala
GW Gwinea Bissau
GY Gujana
HK SRA Hongkong (Chiny)
HR Chorwacja
HU Węgry
ID Indonezja
IE Irlandia
IL Izrael
IM Wyspa Man
IN Indie
IO Brytyjskie Terytorium Oceanu Indyjskiego
IQ Irak
IS Islandia
IT Włochy
JM Jamajka
JO Jordania
JP Japonia
KE Kenia
KG Kirgistan
KH Kambodża
KM Komory
KN Saint Kitts i Nevis
KP Korea Północna
KR Korea Południowa
KW Kuwejt
KY Kajmany
KZ Kazachstan
LB Liban
LC Saint Lucia
LT Litwa
LU Luksemburg
LV Łotwa
LY Libia
MA Maroko
MC Monako
MD Mołdawia
ME Czarnogóra
MF Saint-Martin
MG Madagaskar
MH Wyspy Marshalla
MK Macedonia Północna
MM Mjanma (Birma)
MO SRA Makau (Chiny)
MP Mariany Północne
MQ Martynika
MR Mauretania
MV Malediwy
MX Meksyk
MY Malezja
MZ Mozambik
NC Nowa Kaledonia
NF Norfolk
NI Nikaragua
NL Holandia
NO Norwegia
NZ Nowa Zelandia
PF Polinezja Francuska
PG Papua-Nowa Gwinea
PH Filipiny
PL Polska
PM Saint-Pierre i Miquelon
PR Portoryko
PS Terytoria Palestyńskie
PT Portugalia
PY Paragwaj
QA Katar
RO Rumunia
RU Rosja
SA Arabia Saudyjska
SB Wyspy Salomona
SC Seszele
SE Szwecja
SG Singapur
SH Wyspa Świętej Heleny
SI Słowenia
SJ Svalbard i Jan Mayen
SK Słowacja
SR Surinam
SS Sudan Południowy
ST Wyspy Świętego Tomasza i Książęca
SV Salwador
TC Turks i Caicos
TD Czad
TH Tajlandia
TJ Tadżykistan
TL Timor Wschodni
TN Tunezja
TR Turcja
TT Trynidad i Tobago
TW Tajwan
UA Ukraina
US Stany Zjednoczone
UY Urugwaj
VA Watykan
VC Saint Vincent i Grenadyny
VE Wenezuela
VG Brytyjskie Wyspy Dziewicze
VI Wyspy Dziewicze Stanów Zjednoczonych
VN Wietnam
WF Wallis i Futuna
XK Kosowo
YE Jemen
YT Majotta
ZA Republika Południowej Afryki
"""
