"""Names of countries in Italian, after Unicode CLDR, by their ISO 3166 alpha-2 codes."""

from __future__ import annotations

NAMES = """
AC Isola Ascensione
AE Emirati Arabi Uniti
AG Antigua e Barbuda
AS Samoa Americane
AX Isole Åland
AZ Azerbaigian
BA Bosnia ed Erzegovina
BE Belgio
BH Bahrein
BL Saint-Barthélemy
BQ Caraibi Olandesi
BR Brasile
BY Bielorussia
CC Isole Cocos (Keeling)
CF Repubblica Centrafricana
CH Svizzera
CI Costa d'Avorio
CK Isole Cook
CL Cile
CM Camerun
CN Cina
CV Capo Verde
CX Isola Christmas
CY Cipro
CZ Cechia
DE Germania
DJ Gibuti
DK Danimarca
DO Repubblica Dominicana
EG Egitto
EH Sahara Occidentale
ES Spagna
ET Etiopia
FI Finlandia
FJ Figi
FK Isole Falkland
FO Isole Fær Øer
FR Francia
GB Regno Unito
GF Guyana Francese
GI Gibilterra
GL Groenlandia
GP Guadalupa
GQ Guinea Equatoriale
GR Grecia
HK RAS di Hong Kong
HR Croazia
HU Ungheria
IE Irlanda
IL Israele
IM Isola di Man
IO Territorio Britannico dell'Oceano Indiano
IS Islanda
IT Italia
JM Giamaica
JO Giordania
JP Giappone
KG Kirghizistan
KH Cambogia
KM Comore
KN Saint Kitts e Nevis
KP Corea del Nord
KR Corea del Sud
KY Isole Cayman
KZ Kazakistan
LB Libano
LC Saint Lucia
LT Lituania
LU Lussemburgo
LV Lettonia
LY Libia
MA Marocco
MD Moldavia
MF Saint Martin
MH Isole Marshall
MK Macedonia del Nord
MM Myanmar (Birmania)
MO RAS di Macao
MP Isole Marianne Settentrionali
MQ Martinica
MV Maldive
MX Messico
MZ Mozambico
NC Nuova Caledonia
NF Isola Norfolk
NL Paesi Bassi
NO Norvegia
NZ Nuova Zelanda
PF Polinesia Francese
PG Papua Nuova Guinea
PH Filippine
PL Polonia
PM Saint-Pierre e Miquelon
PR Portorico
PS Territori Palestinesi
PT Portogallo
RE Riunione
RW Ruanda
SA Arabia Saudita
SB Isole Salomone
SE Svezia
SH Sant'Elena
SJ Svalbard e Jan Mayen
SK Slovacchia
SS Sud Sudan
ST São Tomé e Príncipe
SY Siria
TC Isole Turks e Caicos
TD Ciad
TH Thailandia
TJ Tagikistan
TL Timor Est
TR Turchia
TT Trinidad e Tobago
UA Ucraina
US Stati Uniti
VA Città del Vaticano
VC Saint Vincent e Grenadine
VG Isole Vergini Britanniche
VI Isole Vergini Americane
WF Wallis e Futuna
ZA Sudafrica
"""
