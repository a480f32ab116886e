"""Other usual names of countries: official ones, short ones, older ones and those of the people."""

from __future__ import annotations

NAMES = """
AE UAE|U.A.E.|Emirates|Emiratos Árabes
AT Oesterreich
BA Bosnia|Bosnien
BE België|Belgique
BG България
BN Brunei Darussalam
BO Bolivia, Plurinational State of
CD DR Congo|DRC|Congo, The Democratic Republic of the|Democratic Republic of the Congo
CD Congo, Democratic Republic of the|Congo-Kinshasa|République démocratique du Congo
CD Repubblica Democratica del Congo|Demokratische Republik Kongo
CG Republic of the Congo|République du Congo|Repubblica del Congo|Congo, Republic of the
CI Ivory Coast|Elfenbeinküste|Costa d'Avorio
CN PRC|People's Republic of China|China, People's Republic of|Mainland China|中国
CV Cape Verde|Kapverden
CZ Czech Republic|Tschechische Republik|République tchèque|República Checa|Repubblica Ceca
CZ Česko|Česká republika|Czech Rep.
DE Bundesrepublik Deutschland|BRD|Federal Republic of Germany
DK Danmark|Kingdom of Denmark
EE Eesti
ES Kingdom of Spain|Reino de España
FI Suomi|Suomi Finland
FK Falkland Islands (Malvinas)|Islas Malvinas
FM Micronesia, Federated States of|Federated States of Micronesia
FR French Republic|République française
GB UK|U.K.|Great Britain|England|Scotland|Wales|Northern Ireland|G.B.
GB Großbritannien|Grande-Bretagne|Gran Bretaña|Gran Bretagna|Groot-Brittannië|Grã-Bretanha
GB Angleterre|Inghilterra|Inglaterra|Anglia|Engeland|Schottland|Écosse|Reino Unido de Gran Bretaña
GB United Kingdom of Great Britain and Northern Ireland|Wielka Brytania i Irlandia Północna
GR Hellas|Ελλάδα|Ellada|Hellenic Republic
HK Hong Kong|Hongkong|Hong Kong SAR|香港
HR Hrvatska
HU Magyarország
IE Republic of Ireland|Éire|Eire
IR Iran, Islamic Republic of|Islamic Republic of Iran
IS Ísland
JP 日本|Nippon|Nihon
KP Korea, Democratic People's Republic of|Democratic People's Republic of Korea
KR Korea, Republic of|Republic of Korea|Korea Republic|Korea (South)|Korea, South|대한민국|한국
LA Lao People's Democratic Republic
LT Lietuva
LV Latvija
LY Libyan Arab Jamahiriya
MD Moldova, Republic of|Republic of Moldova
MK Macedonia|Macedonia, the former Yugoslav Republic of|FYROM|Republic of North Macedonia
MM Burma|Birma|Birmanie|Birmania
MO Macau|Macao|Macau SAR
NL The Netherlands|Holland|Hollande|Holanda|Olanda|Holandia|Nederlands
NO Norge|Noreg
NZ Aotearoa
PH The Philippines
PL Polska|Republic of Poland
PS Palestine|Palestine, State of|State of Palestine|Palestinian Territory, Occupied
RO România|Roumania
RS Srbija|Србија|Republic of Serbia
RU Russian Federation|Россия|Российская Федерация
SE Sverige
SH Saint Helena, Ascension and Tristan da Cunha
SI Slovenija
SK Slovensko|Slovak Republic|Slowakische Republik
ST São Tomé & Príncipe|Sao Tome and Principe
SY Syrian Arab Republic
SZ Swaziland|Swasiland
TL East Timor|Osttimor
TR Turkey|Republic of Turkey|Türkiye Cumhuriyeti
TW Taiwan, Province of China|Taiwan, Republic of China|台灣|台湾
TZ Tanzania, United Republic of|United Republic of Tanzania
UA Україна
US USA|U.S.|U.S.A.|United States of America|America|The United States|The United States of America
US Vereinigte Staaten von Amerika|États-Unis d'Amérique|Estados Unidos de América|Amerika
US Stati Uniti d'America|Verenigde Staten van Amerika|Estados Unidos da América|EE.UU.|EE. UU.|EEUU
US EUA|Stany Zjednoczone Ameryki|USA (United States)|VS|V.S.|E.U.A.
VA Holy See|Holy See (Vatican City State)|Vatican|Vatikan
VE Venezuela, Bolivarian Republic of
VG Virgin Islands, British
VI Virgin Islands, U.S.|United States Virgin Islands
VN Viet Nam|Việt Nam
XK Republic of Kosovo|Kosova
"""
