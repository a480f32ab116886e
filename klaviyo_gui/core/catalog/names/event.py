"""Header names of what happened, when, and for how much."""

from __future__ import annotations

NAMES: dict[str, dict[str, str]] = {
    "metric": {
        "en": "event, event name, metric, metric name",
        "de": "ereignis, ereignisname",
        "fr": "événement, nom de l événement",
        "es": "evento, nombre del evento",
        "it": "nome evento, nome dell evento",
        "nl": "gebeurtenis",
        "pt": "nome do evento",
        "pl": "zdarzenie, nazwa zdarzenia",
    },
    "time": {
        "en": "timestamp, event time, event date, event timestamp, order date, date ordered, "
        "order date time, order datetime, order date and time, ordered at, ordered on, "
        "order time, order created, order created at, order created date, order placed at, "
        "order placed, order placed date, purchase date, date purchased, purchased at, "
        "date of purchase, sale date, date of sale, transaction date, transaction date time, "
        "transaction time, booking date, date booked, booked at, occurred at, submitted at, "
        "submission date, submit date, date submitted, submitted on, submission time, "
        "donation date, when, "
        "datetime, date time, date and time, date, time, created at, created on, "
        "created, date created, created date, create date, created time, creation date, "
        "created datetime, creation time, registration time, registration date, registered at, "
        "entry date, activity date, join time, paid at, payment date, payments date, paid on, "
        "paid on date, visited at",
        "de": "bestelldatum, bestellzeit, datum der bestellung, bestellt am, auftragsdatum, "
        "kaufdatum, zeitpunkt, zeitstempel, datum, erstellt am, erstelldatum, angelegt am",
        "fr": "date de commande, date de la commande, date commande, date d achat, "
        "date de l achat, horodatage, date et heure, date de création, créé le",
        "es": "fecha de pedido, fecha del pedido, fecha pedido, fecha de compra, fecha y hora, "
        "fecha, fecha de creación",
        "it": "data ordine, data dell ordine, data acquisto, data e ora, data di creazione",
        "nl": "besteldatum, orderdatum, aankoopdatum, datum en tijd, aangemaakt op",
        "pt": "data do pedido, data da compra, data da encomenda, data e hora da compra, "
        "data de criação",
        "pl": "data zamówienia, data zakupu, data złożenia zamówienia, data utworzenia",
    },
    "value": {
        "en": "value, order total, order value, order amount, order total amount, "
        "order grand total, "
        "total order amount, total order value, grand total, grand total purchased, "
        "grand total base, order total inc tax, order total incl tax, total inc tax, "
        "total incl tax, total price, total amount, total paid, total collected, total, "
        "transaction amount, purchase amount, purchase value, sale amount, amount paid, amount, "
        "donation amount",
        "de": "gesamtbetrag, gesamtbetrag brutto, bestellwert, bestellsumme, auftragswert, "
        "gesamtsumme, rechnungsbetrag, endbetrag, gesamtpreis, summe brutto, summe, betrag",
        "fr": "montant total, montant de la commande, total de la commande, total commande, "
        "total ttc, montant ttc, total payé, montant",
        "es": "importe total, total del pedido, total pedido, importe, monto total, monto",
        "it": "totale ordine, importo totale, totale, importo",
        "nl": "totaalbedrag, orderbedrag, orderwaarde, totaal, bedrag",
        "pt": "valor total, total do pedido, total da encomenda",
        "pl": "wartość zamówienia, suma zamówienia, kwota, suma, razem",
    },
    "value_currency": {
        "en": "currency, currency code, value currency, order currency, order currency code, "
        "currency iso, payment currency, transaction currency",
        "de": "währung, währungscode, waehrung",
        "fr": "devise, monnaie",
        "es": "moneda, divisa",
        "it": "valuta",
        "nl": "munteenheid, valutacode",
        "pt": "moeda",
        "pl": "waluta, kod waluty",
    },
    "unique_id": {
        "en": "order id, order number, order no, order nr, order num, unique id, event id, order, "
        "order reference, order ref, purchase id, transaction id, transaction number, "
        "transaction no, sale id, sales order number, sales record number, booking id, "
        "booking reference, booking number, reservation id, appointment id, submission id, "
        "response id, respondent id, entry id, increment id, charge id, donation id",
        "de": "bestellnummer, bestell id, bestellnr, bestell nr, auftragsnummer, auftragsnr, "
        "auftrags nr, auftrags id, transaktions id, buchungsnummer",
        "fr": "numéro de commande, numéro commande, n de commande, n commande, id commande, "
        "référence commande, référence de commande, réf commande, commande",
        "es": "número de pedido, número pedido, id de pedido, id del pedido, id pedido, "
        "no de pedido, pedido",
        "it": "numero ordine, numero d ordine, id ordine, n ordine, ordine",
        "nl": "bestelnummer, ordernummer, bestel id, bestelling",
        "pt": "número do pedido, id do pedido, no do pedido, número da encomenda",
        "pl": "numer zamówienia, id zamówienia, nr zamówienia",
    },
}

HINTS: dict[str, dict[str, str]] = {
    "metric": {"en": "event type, activity type, activity"},
    "time": {
        "en": "date added, updated at, start date time, start time, invoice date, attended at, "
        "completed at, opened, invitee scheduled at, event created date time",
        "de": "rechnungsdatum, zeit",
        "fr": "heure",
        "it": "data",
        "pl": "czas",
    },
    "value": {
        "en": "subtotal, order subtotal, price, net amount, gross, gross amount, gross sales, "
        "net sales, net total, item price, sale price, sold for, line total, invoice amount, "
        "payment amount, amount paid online, revenue, order revenue, net revenue, n revenue",
        "de": "umsatz, warenwert, nettobetrag, preis",
        "fr": "total ht, montant ht, prix, chiffre d affaires",
        "es": "precio",
        "it": "prezzo, imponibile",
        "nl": "prijs, omzet",
        "pt": "preço, valor",
        "pl": "cena, wartość",
    },
    "unique_id": {
        "en": "id, reference, reference number, payment id, invoice id, invoice number, "
        "invoice no, receipt id, receipt number, registration id, ticket number, token, "
        "confirmation number, checkout id, payment reference, session id",
        "de": "rechnungsnummer, belegnummer, belegnr, nummer",
        "fr": "référence, numéro de facture",
        "es": "referencia, número de factura",
        "it": "riferimento, numero fattura",
        "nl": "factuurnummer, referentie",
        "pt": "referência",
        "pl": "numer faktury",
    },
}
