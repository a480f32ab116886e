"""Names of countries in French, after Unicode CLDR, by their ISO 3166 alpha-2 codes."""

from __future__ import annotations

NAMES = """
AC Île de l'Ascension
AD Andorre
AE Émirats arabes unis
AG Antigua-et-Barbuda
AL Albanie
AM Arménie
AR Argentine
AS Samoa américaines
AT Autriche
AU Australie
AX Îles Åland
AZ Azerbaïdjan
BA Bosnie-Herzégovine
BB Barbade
BE Belgique
BG Bulgarie
BH Bahreïn
BL Saint-Barthélemy
BM Bermudes
BO Bolivie
BQ Pays-Bas caribéens
BR Brésil
BT Bhoutan
BY Biélorussie
CC Îles Cocos
CF République centrafricaine
CH Suisse
CK Îles Cook
CL Chili
CM Cameroun
CN Chine
CO Colombie
CV Cap-Vert
CX Île Christmas
CY Chypre
CZ Tchéquie
DE Allemagne
DK Danemark
DM Dominique
DO République dominicaine
DZ Algérie
EC Équateur
EE Estonie
EG Égypte
EH Sahara occidental
ER Érythrée
ES Espagne
ET Éthiopie
FI Finlande
FJ Fidji
FK Îles Malouines
FM Micronésie
FO Îles Féroé
GB Royaume-Uni
GD Grenade
GE Géorgie
GF Guyane française
GG Guernesey
GL Groenland
GM Gambie
GN Guinée
GQ Guinée équatoriale
GR Grèce
GW Guinée-Bissau
HK R.A.S. chinoise de Hong Kong
HR Croatie
HU Hongrie
ID Indonésie
IE Irlande
IM Île de Man
IN Inde
IO Territoire britannique de l'océan Indien
IQ Irak
IS Islande
IT Italie
JM Jamaïque
JO Jordanie
JP Japon
KG Kirghizstan
KH Cambodge
KM Comores
KN Saint-Christophe-et-Niévès
KP Corée du Nord
KR Corée du Sud
KW Koweït
KY Îles Caïmans
LB Liban
LC Sainte-Lucie
LT Lituanie
LV Lettonie
LY Libye
MA Maroc
MD Moldavie
MF Saint-Martin
MH Îles Marshall
MK Macédoine du Nord
MM Myanmar (Birmanie)
MN Mongolie
MO R.A.S. chinoise de Macao
MP Îles Mariannes du Nord
MR Mauritanie
MT Malte
MU Maurice
MX Mexique
MY Malaisie
NA Namibie
NC Nouvelle-Calédonie
NF Île Norfolk
NL Pays-Bas
NO Norvège
NZ Nouvelle-Zélande
PE Pérou
PF Polynésie française
PG Papouasie-Nouvelle-Guinée
PL Pologne
PM Saint-Pierre-et-Miquelon
PR Porto Rico
PS Territoires palestiniens
PW Palaos
RE La Réunion
RO Roumanie
RS Serbie
RU Russie
SA Arabie saoudite
SB Îles Salomon
SD Soudan
SE Suède
SG Singapour
SH Sainte-Hélène
SI Slovénie
SJ Svalbard et Jan Mayen
SK Slovaquie
SM Saint-Marin
SO Somalie
SS Soudan du Sud
ST Sao Tomé-et-Principe
SV Salvador
SX Saint-Martin (partie néerlandaise)
SY Syrie
TC Îles Turques-et-Caïques
TD Tchad
TH Thaïlande
TJ Tadjikistan
TL Timor oriental
TN Tunisie
TR Turquie
TT Trinité-et-Tobago
TZ Tanzanie
UG Ouganda
US États-Unis
UZ Ouzbékistan
VA État de la Cité du Vatican
VC Saint-Vincent-et-les Grenadines
VG Îles Vierges britanniques
VI Îles Vierges des États-Unis
VN Viêt Nam
WF Wallis-et-Futuna
ZA Afrique du Sud
ZM Zambie
"""
