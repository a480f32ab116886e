"""Names of countries in Dutch, after Unicode CLDR, by their ISO 3166 alpha-2 codes."""

from __future__ import annotations

NAMES = """
AC Ascension
AE Verenigde Arabische Emiraten
AG Antigua en Barbuda
AL Albanië
AM Armenië
AR Argentinië
AS Amerikaans-Samoa
AT Oostenrijk
AU Australië
AX Åland
AZ Azerbeidzjan
BA Bosnië en Herzegovina
BE België
BG Bulgarije
BH Bahrein
BL Saint-Barthélemy
BQ Caribisch Nederland
BR Brazilië
BS Bahama's
CC Cocoseilanden
CF Centraal-Afrikaanse Republiek
CH Zwitserland
CI Ivoorkust
CK Cookeilanden
CL Chili
CM Kameroen
CV Kaapverdië
CX Christmaseiland
CZ Tsjechië
DE Duitsland
DK Denemarken
DO Dominicaanse Republiek
DZ Algerije
EE Estland
EG Egypte
EH Westelijke Sahara
ES Spanje
ET Ethiopië
FK Falklandeilanden
FO Faeröer
FR Frankrijk
GB Verenigd Koninkrijk
GE Georgië
GF Frans-Guyana
GL Groenland
GN Guinee
GQ Equatoriaal-Guinea
GR Griekenland
GW Guinee-Bissau
HK Hongkong SAR van China
HR Kroatië
HU Hongarije
ID Indonesië
IE Ierland
IO Brits Indische Oceaanterritorium
IQ Irak
IS IJsland
IT Italië
JO Jordanië
KE Kenia
KG Kirgizië
KH Cambodja
KM Comoren
KN Saint Kitts en Nevis
KP Noord-Korea
KR Zuid-Korea
KW Koeweit
KY Kaaimaneilanden
KZ Kazachstan
LB Libanon
LC Saint Lucia
LT Litouwen
LU Luxemburg
LV Letland
LY Libië
MA Marokko
MD Moldavië
MF Saint-Martin
MG Madagaskar
MH Marshalleilanden
MK Noord-Macedonië
MM Myanmar (Birma)
MN Mongolië
MO Macau SAR van China
MP Noordelijke Marianen
MR Mauritanië
MV Maldiven
MY Maleisië
NA Namibië
NC Nieuw-Caledonië
NF Norfolk
NL Nederland
NO Noorwegen
NZ Nieuw-Zeeland
PF Frans-Polynesië
PG Papoea-Nieuw-Guinea
PH Filipijnen
PL Polen
PM Saint-Pierre en Miquelon
PS Palestijnse gebieden
RO Roemenië
RS Servië
RU Rusland
SA Saoedi-Arabië
SB Salomonseilanden
SC Seychellen
SD Soedan
SE Zweden
SH Sint-Helena
SI Slovenië
SJ Spitsbergen en Jan Mayen
SK Slowakije
SO Somalië
SS Zuid-Soedan
ST Sao Tomé en Principe
SY Syrië
TC Turks- en Caicoseilanden
TD Tsjaad
TJ Tadzjikistan
TL Oost-Timor
TN Tunesië
TR Turkije
TT Trinidad en Tobago
UA Oekraïne
UG Oeganda
US Verenigde Staten
UZ Oezbekistan
VA Vaticaanstad
VC Saint Vincent en de Grenadines
VG Britse Maagdeneilanden
VI Amerikaanse Maagdeneilanden
WF Wallis en Futuna
YE Jemen
ZA Zuid-Afrika
"""
