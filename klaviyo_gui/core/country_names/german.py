"""Names of countries in German, after Unicode CLDR, by their ISO 3166 alpha-2 codes."""

from __future__ import annotations

NAMES = """
AC Ascension
AE Vereinigte Arabische Emirate
AG Antigua und Barbuda
AL Albanien
AM Armenien
AR Argentinien
AS Amerikanisch-Samoa
AT Österreich
AU Australien
AX Ålandinseln
AZ Aserbaidschan
BA Bosnien und Herzegowina
BD Bangladesch
BE Belgien
BG Bulgarien
BN Brunei Darussalam
BO Bolivien
BQ Karibische Niederlande
BR Brasilien
BW Botsuana
CA Kanada
CC Kokosinseln
CD Kongo-Kinshasa
CF Zentralafrikanische Republik
CG Kongo-Brazzaville
CH Schweiz
CK Cookinseln
CM Kamerun
CO Kolumbien
CU Kuba
CV Cabo Verde|Kapverden
CX Weihnachtsinsel
CY Zypern
CZ Tschechien
DE Deutschland
DJ Dschibuti
DK Dänemark
DO Dominikanische Republik
DZ Algerien
EE Estland
EG Ägypten
EH Westsahara
ES Spanien
ET Äthiopien
FI Finnland
FJ Fidschi
FK Falklandinseln
FM Mikronesien
FO Färöer
FR Frankreich
GA Gabun
GB Vereinigtes Königreich
GE Georgien
GF Französisch-Guayana
GL Grönland
GQ Äquatorialguinea
GR Griechenland
HK Sonderverwaltungsregion Hongkong
HR Kroatien
HU Ungarn
ID Indonesien
IE Irland
IN Indien
IO Britisches Territorium im Indischen Ozean
IQ Irak
IS Island
IT Italien
JM Jamaika
JO Jordanien
KE Kenia
KG Kirgisistan
KH Kambodscha
KM Komoren
KN St. Kitts und Nevis
KP Nordkorea
KR Südkorea
KY Kaimaninseln
KZ Kasachstan
LB Libanon
LT Litauen
LU Luxemburg
LV Lettland
LY Libyen
MA Marokko
MD Republik Moldau
MG Madagaskar
MH Marshallinseln
MK Nordmazedonien
MM Myanmar
MN Mongolei
MO Sonderverwaltungsregion Macau
MP Nördliche Marianen
MR Mauretanien
MV Malediven
MX Mexiko
MZ Mosambik
NC Neukaledonien
NF Norfolkinsel
NL Niederlande
NO Norwegen
NZ Neuseeland
PF Französisch-Polynesien
PG Papua-Neuguinea
PH Philippinen
PL Polen
PM St. Pierre und Miquelon
PS Palästinensische Autonomiegebiete
QA Katar
RO Rumänien
RS Serbien
RU Russland
RW Ruanda
SA Saudi-Arabien
SB Salomonen|Salomon-Inseln
SC Seychellen
SE Schweden
SG Singapur
SH St. Helena
SI Slowenien
SJ Spitzbergen und Jan Mayen
SK Slowakei
SS Südsudan
ST São Tomé und Príncipe
SY Syrien
TC Turks- und Caicosinseln
TD Tschad
TJ Tadschikistan
TL Osttimor
TN Tunesien
TR Türkei
TT Trinidad und Tobago
TZ Tansania
US Vereinigte Staaten
UZ Usbekistan
VA Vatikanstadt
VC St. Vincent und die Grenadinen
VG Britische Jungferninseln
VI Amerikanische Jungferninseln
WF Wallis und Futuna
YE Jemen
ZA Südafrika
ZM Sambia
ZW Simbabwe
"""
