"""Names of columns whose digits count nothing: numbers of orders, of customers, of houses."""

from __future__ import annotations

import re

from klaviyo_gui.core.header_words import folded

_CODES = frozenset(
    {
        *(
            "account",
            "barcode",
            "cap",
            "card",
            "cep",
            "code",
            "codes",
            "cp",
            "cvr",
            "ean",
            "ending",
        ),
        *("fax", "gtin", "iban", "id", "ids", "imei", "isbn", "key", "last4", "mobile", "nif"),
        *("no", "nr", "num", "number", "numero", "nummer", "phone", "pin", "plz", "postal"),
        *("postcode", "postleitzahl", "ref", "reference", "serial", "siret", "sku", "tel"),
        *("telefon", "telephone", "token", "upc", "ustid", "vat", "version", "year", "zip"),
        *("zipcode", "extension", "ext", "release", "batch", "lot", "rma", "tracking", "uid"),
    }
)
"""Words that make a code of any name."""

_ENDINGS = (
    *("nummer", "nummern", "number", "numero", "nr", "plz", "postleitzahl", "zip", "zipcode"),
    *("postcode", "kennzeichen", "kennung", "schlussel", "barcode", "gutscheincode", "sku"),
    *("telefon", "kundencode", "artikelcode"),
)
"""How words end that German, Dutch and programs put together: ``Steuernummer``, ``ordernumber``."""

_THINGS = frozenset(
    {
        *("invoice", "receipt", "ticket", "voucher", "coupon", "customer", "client", "member"),
        *("order", "parent", "product", "item", "article", "model", "style", "store", "shop"),
        *("branch", "register", "till", "terminal", "room", "table", "seat", "house", "chapter"),
        *("section", "flight", "locker", "employee", "user", "supplier", "vendor", "warehouse"),
        *("rechnung", "lieferschein", "beleg", "bon", "gutschein", "kunde", "mitglied", "artikel"),
        *(
            "auftrag",
            "bestellung",
            "produkt",
            "modell",
            "filiale",
            "kasse",
            "kostenstelle",
            "zimmer",
        ),
        *("tisch", "platz", "sitz", "kapitel", "lieferant", "charge", "konto", "verkaufsstelle"),
        *("facture", "recu", "billet", "bon", "adherent", "commande", "produit", "modele"),
        *("magasin", "caisse", "chambre", "siege", "chapitre", "factura", "cliente", "pedido"),
        *("articulo", "producto", "tienda", "caja", "fattura", "ordine", "articolo", "prodotto"),
        *("negozio", "factuur", "klant", "lid", "bestelling", "winkel", "fatura", "produto"),
        *("loja", "faktura", "klient", "zamowienie", "produkt", "sklep"),
    }
)
"""Things that are numbered: where a name ends with one, its digits are which one it is."""

_MEASURES = frozenset(
    {
        *(
            "age",
            "amount",
            "average",
            "avg",
            "balance",
            "count",
            "cost",
            "days",
            "discount",
            "each",
        ),
        *("fee", "gross", "lifetime", "margin", "net", "per", "points", "price", "profit", "qty"),
        *("quantity", "rate", "rating", "revenue", "score", "spend", "spent", "subtotal", "sum"),
        *("tax", "total", "value", "weight", "alter", "anzahl", "betrag", "gewicht", "menge"),
        *("preis", "pro", "punkte", "rabatt", "summe", "wert", "montant", "nombre", "par"),
        *("poids", "prix", "quantite", "remise", "valeur", "cantidad", "importe", "peso", "por"),
        *("precio", "valor", "importo", "prezzo", "quantita", "totale", "valore", "aantal"),
        *("bedrag", "prijs", "totaal", "ilosc", "kwota", "cena"),
    }
)
"""Words that say how much or how many: then the name tells of a thing and does not number it."""

_SUMS = frozenset(
    {"amount", "ex", "excl", "excluding", "gross", "inc", "incl", "including", "net", "price"}
    | {"rate", "subtotal", "total"}
)
"""Words beside which VAT is a tax, and not the number of who pays it."""

_COUNTS = re.compile(r"(?:number|no|num|nr|anzahl|nombre|numero|numero de) (?:of|der|de|di) .+")
"""Names of counts, which hold such a word, too: "Number of tickets"."""

_LAST_DIGITS = re.compile(r"(?:.* )?(?:last|letzten?) (?:4|four|vier)(?: digits| ziffern)?")
"""The last digits of a card or of an account."""

_APART = re.compile(r"\b\w(?: \w)+\b")
"""Letters with points between, as ``C.P.`` is folded."""


def speaks_of_code(name: str) -> bool:
    """Tell whether a name speaks of a code, so that its digits are none to reckon with."""
    plain = _APART.sub(lambda found: found[0].replace(" ", ""), folded(name))
    words = plain.split()
    if _COUNTS.fullmatch(plain) is not None:
        return False
    if _LAST_DIGITS.fullmatch(plain) is not None or any(map(_ends_as_code, words)):
        return True
    codes = _CODES.intersection(words)
    if codes and not (codes == {"vat"} and not _SUMS.isdisjoint(words)):
        return True
    bare = [word for word in words if not word.isdecimal()]
    return bool(bare) and bare[-1] in _THINGS and _MEASURES.isdisjoint(words)


def _ends_as_code(word: str) -> bool:
    return word.endswith(_ENDINGS)
