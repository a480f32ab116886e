"""Header names of where a person lives."""

from __future__ import annotations

NAMES: dict[str, dict[str, str]] = {
    "location.address1": {
        "en": "address1, address 1, address line 1, address line1, address, street, "
        "street address, street 1, street line 1, street address line 1, address 1 2, "
        "address street, street name, addr 1, addr1",
        "de": "strasse, strasse und hausnummer, strasse hausnummer, strasse nr, strasse hausnr, "
        "anschrift, adresszeile 1",
        "fr": "adresse, adresse 1, adresse ligne 1, adresse postale, rue, numéro et rue",
        "es": "dirección, dirección 1, calle, domicilio",
        "it": "indirizzo, indirizzo 1",
        "nl": "adres, adres 1, straat, straatnaam, adresregel 1",
        "pt": "endereço, endereço 1, morada, rua",
        "pl": "ulica, ulica i numer",
        "sv": "gatuadress, adress",
    },
    "location.address2": {
        "en": "address2, address 2, address line 2, address line2, street 2, street line 2, "
        "street address line 2, address extended address, apartment, apt, addr 2, addr2",
        "de": "adresszusatz, adresszeile 2",
        "fr": "adresse 2, adresse ligne 2, complément d adresse, complément adresse",
        "es": "dirección 2",
        "it": "indirizzo 2",
        "nl": "adres 2, adresregel 2",
        "pt": "endereço 2, complemento",
        "pl": "ulica 2",
    },
    "location.city": {
        "en": "city, town, city name, city town, town city, suburb",
        "de": "stadt, ort, wohnort",
        "fr": "ville",
        "es": "ciudad, población, localidad",
        "it": "città, comune",
        "nl": "plaats, woonplaats, stad",
        "pt": "cidade, localidade do cliente",
        "pl": "miasto, miejscowość",
        "sv": "postort",
    },
    "location.region": {
        "en": "region, state, state region, region state, state province, province state, "
        "state code, province, province code, region code, state name, province name, county, "
        "state county, administrative area",
        "de": "bundesland, kanton",
        "fr": "région, province état",
        "es": "provincia, comunidad autónoma, estado provincia",
        "it": "regione, provincia sigla",
        "nl": "provincie",
        "pt": "distrito, uf",
        "pl": "województwo",
    },
    "location.zip": {
        "en": "zip, zip code, zipcode, postcode, post code, postal code, postalcode, "
        "zip postal code, postal zip code, zip postcode, postcode zip, postal zip",
        "de": "plz, postleitzahl",
        "fr": "code postal",
        "es": "código postal",
        "it": "codice postale",
        "nl": "postcode nl",
        "pt": "cep, código postal do cliente",
        "pl": "kod pocztowy",
        "sv": "postnummer",
        "da": "postnr",
    },
    "location.country": {
        "en": "country, country code, country name, country iso, country iso code, "
        "country region, country region name, country iso2",
        "de": "land, länderkürzel, ländercode, laendercode, landeskürzel, land iso",
        "fr": "pays, code pays, nom du pays",
        "es": "país, código de país, código país",
        "it": "paese, nazione, codice paese",
        "nl": "landcode, landnaam",
        "pt": "código do país, país do cliente",
        "pl": "kraj, kod kraju",
        "sv": "landskod",
    },
    "location.latitude": {
        "en": "latitude, lat, geo lat, geo latitude",
        "de": "breitengrad",
        "es": "latitud",
        "it": "latitudine",
        "nl": "breedtegraad",
        "pl": "szerokość geograficzna",
    },
    "location.longitude": {
        "en": "longitude, lng, lon, long, geo lng, geo long, geo longitude",
        "de": "längengrad",
        "es": "longitud",
        "it": "longitudine",
        "nl": "lengtegraad",
        "pl": "długość geograficzna",
    },
    "location.timezone": {
        "en": "timezone, time zone, time zone name, timezone name, iana time zone",
        "de": "zeitzone",
        "fr": "fuseau horaire",
        "es": "zona horaria",
        "it": "fuso orario",
        "nl": "tijdzone",
        "pt": "fuso horário",
        "pl": "strefa czasowa",
    },
    "location.ip": {
        "en": "ip, ip address, ip addr, ipaddress, submission ip",
        "de": "ip adresse",
        "fr": "adresse ip",
        "es": "dirección ip",
        "it": "indirizzo ip",
        "nl": "ip adres",
        "pt": "endereço ip",
        "pl": "adres ip",
    },
}

HINTS: dict[str, dict[str, str]] = {
    "location.region": {"es": "estado", "fr": "département"},
    "location.zip": {"it": "cap", "fr": "cp"},
    "location.country": {"en": "country id", "de": "staat"},
    "location.timezone": {"en": "tz"},
}
