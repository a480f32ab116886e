"""Header names of what a person is called and does."""

from __future__ import annotations

NAMES: dict[str, dict[str, str]] = {
    "first_name": {
        "en": "first name, firstname, given name, forename, fname, name first, first names",
        "de": "vorname",
        "fr": "prénom, prénoms",
        "es": "primer nombre, nombre de pila",
        "it": "nome di battesimo, nome proprio",
        "nl": "voornaam",
        "pt": "primeiro nome, nome próprio do cliente",
        "pl": "imię",
        "sv": "förnamn",
        "da": "fornavn",
    },
    "last_name": {
        "en": "last name, lastname, surname, family name, lname, name last",
        "de": "nachname, familienname, zuname",
        "fr": "nom de famille",
        "es": "apellido, apellidos, primer apellido",
        "it": "cognome",
        "nl": "achternaam",
        "pt": "sobrenome, apelido, último nome",
        "pl": "nazwisko",
        "sv": "efternamn",
        "da": "efternavn",
        "nb": "etternavn",
    },
    "organization": {
        "en": "organization, organisation, company, company name, organization name, "
        "organisation name, business name, employer, company account",
        "de": "firma, firmenname, unternehmen, firma name",
        "fr": "entreprise, société, nom de l entreprise, nom de la société, raison sociale",
        "es": "empresa, nombre de la empresa, razón social, compañía",
        "it": "azienda, nome azienda, società, ragione sociale",
        "nl": "bedrijf, bedrijfsnaam",
        "pt": "nome da empresa, razão social",
        "pl": "nazwa firmy, przedsiębiorstwo",
        "sv": "företag, företagsnamn",
    },
    "title": {
        "en": "job title, jobtitle, person title, organization title, job position",
        "de": "berufsbezeichnung, stellenbezeichnung",
        "fr": "intitulé du poste, titre du poste",
        "es": "puesto de trabajo",
        "it": "posizione lavorativa, qualifica professionale",
        "nl": "functietitel",
        "pt": "título do cargo",
        "pl": "stanowisko",
    },
    "locale": {
        "en": "locale, language, language code, preferred language, language iso, "
        "browser language, language tag",
        "de": "sprache, sprachcode",
        "fr": "langue, code langue, langue préférée",
        "es": "idioma, idioma preferido",
        "it": "lingua, lingua preferita",
        "nl": "taal, taalcode",
        "pt": "língua, idioma do cliente",
        "pl": "język",
    },
    "image": {
        "en": "avatar, avatar url, profile image, profile image url, profile picture, "
        "profile photo, profile photo url",
        "de": "profilbild",
        "fr": "photo de profil, image de profil",
        "es": "foto de perfil, imagen de perfil",
        "it": "foto profilo, immagine del profilo",
        "nl": "profielfoto, profielafbeelding",
        "pt": "foto do perfil, imagem do perfil",
        "pl": "zdjęcie profilowe",
    },
}

HINTS: dict[str, dict[str, str]] = {
    "title": {
        "en": "position, job, role, job role, occupation",
        "de": "beruf, funktion",
        "fr": "fonction, poste",
        "es": "cargo, puesto",
        "it": "qualifica, ruolo",
        "nl": "functie",
        "pt": "função",
    },
    "image": {"en": "photo, photo url, picture"},
}
