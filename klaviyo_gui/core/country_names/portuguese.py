"""Names of countries in Portuguese, after Unicode CLDR, by their ISO 3166 alpha-2 codes."""

from __future__ import annotations

NAMES = """
AC Ilha de Ascensão
AE Emirados Árabes Unidos
AF Afeganistão
AG Antígua e Barbuda
AI Anguila
AS Samoa Americana
AX Ilhas Aland|Alanda
AZ Azerbaijão
BA Bósnia e Herzegovina
BD Bangladeche
BE Bélgica
BF Burquina Faso
BH Barein|Barém
BJ Benim
BL São Bartolomeu
BM Bermudas
BQ Países Baixos Caribenhos
BR Brasil
BS Baamas
BT Butão
BW Botsuana
BY Bielorrússia
CC Ilhas Cocos (Keeling)|Ilhas dos Cocos (Keeling)
CF República Centro-Africana
CG República do Congo
CH Suíça
CI Costa do Marfim|Côte d'Ivoire (Costa do Marfim)
CK Ilhas Cook
CM Camarões
CV Cabo Verde
CW Curaçau
CX Ilha Christmas|Ilha do Natal
CY Chipre
CZ Tchéquia|Chéquia
DE Alemanha
DJ Djibuti|Jibuti
DK Dinamarca
DO República Dominicana
DZ Argélia
EC Equador
EG Egito
EH Saara Ocidental|Sara Ocidental
ER Eritreia
ES Espanha
ET Etiópia
FI Finlândia
FK Ilhas Malvinas|Ilhas Falkland
FO Ilhas Faroé
FR França
GA Gabão
GB Reino Unido
GD Granada
GF Guiana Francesa
GG Guernesey
GH Gana
GL Groenlândia|Gronelândia
GN Guiné
GP Guadalupe
GQ Guiné Equatorial
GR Grécia
GU Guame
GW Guiné-Bissau
GY Guiana
HK Hong Kong, RAE da China
HR Croácia
HU Hungria
IE Irlanda
IM Ilha de Man
IO Território Britânico do Oceano Índico
IQ Iraque
IR Irã|Irão
IS Islândia
IT Itália
JO Jordânia
JP Japão
KE Quênia
KG Quirguistão
KH Camboja
KI Quiribati
KM Comores
KN São Cristóvão e Névis|São Cristóvão e Neves
KP Coreia do Norte
KR Coreia do Sul
KW Koweit
KY Ilhas Cayman|Ilhas Caimão
KZ Cazaquistão
LB Líbano
LC Santa Lúcia
LI Listenstaine
LK Sri Lanca
LS Lesoto
LT Lituânia
LU Luxemburgo
LV Letônia
LY Líbia
MA Marrocos
MD Moldávia
MF São Martinho|São Martinho (Saint-Martin)
MH Ilhas Marshall
MK Macedônia do Norte
MM Mianmar (Birmânia)
MO Macau, RAE da China
MP Ilhas Marianas do Norte
MQ Martinica
MS Monserrate
MU Maurício|Maurícia
MV Maldivas
MW Malaui
MY Malásia
MZ Moçambique
NC Nova Caledônia
NF Ilha Norfolk
NL Países Baixos
NO Noruega
NZ Nova Zelândia
OM Omã
PF Polinésia Francesa
PG Papua-Nova Guiné
PH Filipinas
PK Paquistão
PL Polônia
PM São Pedro e Miquelão
PR Porto Rico
PS Territórios palestinos|Territórios palestinianos
PY Paraguai
QA Catar
RE Reunião
RO Romênia
RS Sérvia
RW Ruanda
SA Arábia Saudita
SB Ilhas Salomão
SC Seicheles
SD Sudão
SE Suécia
SG Singapura
SH Santa Helena
SI Eslovênia
SJ Svalbard e Jan Mayen
SK Eslováquia
SL Serra Leoa
SM São Marinho
SS Sudão do Sul
ST São Tomé e Príncipe
SV Salvador
SX São Martinho (Sint Maarten)
SY Síria
SZ Essuatíni
TA Tristão da Cunha
TC Ilhas Turcas e Caicos
TD Chade
TH Tailândia
TJ Tadjiquistão|Tajiquistão
TK Toquelau
TM Turcomenistão|Turquemenistão
TR Turquia
TT Trinidad e Tobago|Trindade e Tobago
UA Ucrânia
US Estados Unidos
UY Uruguai
UZ Uzbequistão|Usbequistão
VA Cidade do Vaticano
VC São Vicente e Granadinas
VG Ilhas Virgens Britânicas
VI Ilhas Virgens Americanas|Ilhas Virgens dos EUA
VN Vietnã|Vietname
WF Wallis e Futuna
YE Iêmen
YT Maiote
ZA África do Sul
ZW Zimbábue
"""
