"""Header names that say who it is."""

from __future__ import annotations

NAMES: dict[str, dict[str, str]] = {
    "email": {
        "en": "email, e mail, email address, e mail address, emailaddress, email id, mail, "
        "mail address, email 1, e mail 1, email address 1, e mail 1 value, email 1 value",
        "de": "e mail adresse, email adresse, emailadresse, mailadresse, mail adresse",
        "fr": "courriel, adresse e mail, adresse email, adresse mail, adresse courriel, "
        "adresse électronique",
        "es": "correo, correo electrónico, dirección de correo electrónico, dirección de email, "
        "dirección de correo",
        "it": "indirizzo e mail, indirizzo email, posta elettronica, "
        "indirizzo di posta elettronica",
        "nl": "e mailadres, emailadres, mailadres",
        "pt": "endereço de e mail, endereço de email, correio eletrónico, correio eletrônico",
        "pl": "adres e mail, adres email, adres mailowy, adres poczty elektronicznej",
        "sv": "e post, epost, e postadress, epostadress, mejladress",
        "da": "e mailadresse, emailadresse kunde",
        "nb": "e postadresse",
    },
    "phone_number": {
        "en": "phone, phone number, telephone, telephone number, mobile, mobile phone, "
        "mobile number, mobile phone number, cell, cell phone, cell number, cellphone, tel, "
        "phone no, contact number, phone 1, phone 1 value, sms number, sms phone number",
        "de": "telefon, telefonnummer, handy, handynummer, mobil, mobilnummer, mobiltelefon, "
        "rufnummer, telefon nr, tel nr, mobilfunknummer",
        "fr": "téléphone, numéro de téléphone, téléphone mobile, téléphone portable, "
        "tél, n de téléphone, numéro de portable",
        "es": "teléfono, número de teléfono, teléfono móvil, móvil, celular, número de móvil",
        "it": "telefono, numero di telefono, cellulare, telefono cellulare, numero di cellulare",
        "nl": "telefoon, telefoonnummer, mobiel, mobiel nummer, mobiele telefoon",
        "pt": "telefone, número de telefone, telemóvel, telefone celular",
        "pl": "numer telefonu, nr telefonu, telefon komórkowy, komórka",
        "sv": "telefonnr, mobilnr",
    },
    "external_id": {
        "en": "external id, customer id, customer number, customer no, customer nr, customer code, "
        "customer key, user id, client id, client number, person id, member id, member number, "
        "membership number, membership id, contact id, shopper id, crm id",
        "de": "kundennummer, kunden id, kundennr, kunden nr, kunden nummer, mitgliedsnummer",
        "fr": "numéro client, numéro de client, id client, identifiant client, code client, "
        "n client, référence client",
        "es": "id de cliente, id del cliente, id cliente, número de cliente, código de cliente, "
        "código cliente",
        "it": "codice cliente, numero cliente, identificativo cliente",
        "nl": "klantnummer, klant id, klantnr, klantcode",
        "pt": "id do cliente, código do cliente, número do cliente",
        "pl": "id klienta, numer klienta, nr klienta, kod klienta",
    },
    "id": {"en": "klaviyo id, klaviyo profile id"},
    "_kx": {"en": "kx, exchange id, klaviyo exchange id"},
    "anonymous_id": {"en": "anonymous id, klaviyo anonymous id"},
}

HINTS: dict[str, dict[str, str]] = {
    "phone_number": {
        "en": "sms, whatsapp, whatsapp number, text reminder number",
        "fr": "portable",
    },
    "external_id": {
        "en": "record id, account id, lead id, subscriber id, guest id, patient id, student id, "
        "customer reference id, customer reference, account number, loyalty number",
        "de": "debitorennummer, debitor",
    },
    "id": {"en": "profile id"},
}
