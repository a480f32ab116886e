"""The words of a header that say whose it is, or that it is no ordinary matter.

All are folded as headers are compared. They are data: what follows from them is said elsewhere.
"""

from __future__ import annotations

OWNERS = (
    "customer",
    "cust",
    "buyer",
    "purchaser",
    "person",
    "attendee",
    "registrant",
    "invitee",
    "participant",
    "guest",
    "member",
    "subscriber",
    "donor",
    "lead",
    "payer",
    "student",
    "patient",
    "applicant",
    "shopper",
    "client",
    "contact",
    "user",
    "your",
    "primary",
    "personal",
    "bill",
    "billing",
    "bill to",
    "billing address",
    "default address",
    "default",
    "address",
    "address 1",
    "home",
    "mailing",
    "physical",
    "kunde",
    "kunden",
    "kaufer",
    "besteller",
    "teilnehmer",
    "rechnung",
    "rechnungs",
    "rechnungsadresse",
    "facturation",
    "adresse de facturation",
    "facturacion",
    "cliente",
    "comprador",
    "fatturazione",
    "acquirente",
    "klant",
    "factuur",
    "factuuradres",
    "faturacao",
    "cobranca",
    "klient",
)
"""First words that say it is the customer, the most telling first.

What is shipped goes to somebody else perhaps, and a user is at times the one who works with the
program.
"""

OWNERS_BEHIND = (
    "billing",
    "billing address",
    "home",
    "rechnung",
    "rechnungsadresse",
    "facturation",
    "facturacion",
    "fatturazione",
    "factuur",
    "faturacao",
)
"""The same as last words: ``City (Billing)``."""

LESSER_OWNERS = (
    "work",
    "business",
    "office",
    "company",
    "invoice",
    "account",
    "alternate",
    "other",
)
"""First words that may speak of the person's work or of another address."""

OTHERS = frozenset(
    {
        "agent",
        "assistant",
        "delivery",
        "emergency",
        "from",
        "gift",
        "host",
        "lieferadresse",
        "lieferung",
        "livraison",
        "merchant",
        "organizer",
        "organiser",
        "owner",
        "parent",
        "recipient",
        "referrer",
        "rep",
        "reply",
        "seller",
        "sender",
        "ship",
        "shipping",
        "spedizione",
        "staff",
        "store",
        "supplier",
        "to",
        "vendor",
        "venue",
        "verzending",
        *("admin", "affiliate", "approver", "assigned", "assignee", "author", "barista", "by"),
        *("cashier", "cc", "bcc", "coach", "colleague", "courier", "dealer", "doctor", "driver"),
        *("employee", "employer", "friend", "guardian", "instructor", "manager", "partner"),
        *("previous", "requester", "reviewer", "salesperson", "server", "spouse", "stylist"),
        *("supervisor", "support", "teacher", "technician", "therapist", "trainer", "warehouse"),
        *("bearbeiter", "betreuer", "empfanger", "freund", "mitarbeiter", "sachbearbeiter"),
        *("verkaufer", "vertreter", "von", "werber", "ami", "destinataire", "expediteur"),
        *("parrain", "vendeur", "amigo", "destinatario", "vendedor", "venditore", "verkoper"),
    }
)
"""Words of a name that may tell of somebody else than the customer."""

CONSENT = frozenset(
    {
        "consent",
        "consentement",
        "consentimento",
        "consentimiento",
        "consents",
        "consenso",
        "einwilligung",
        "marketing",
        "newsletter",
        "newsletters",
        "nieuwsbrief",
        "offers",
        "opt",
        "optin",
        "optout",
        "permission",
        "permissions",
        "subscribed",
        "suppressed",
        "toestemming",
        "unsubscribe",
        "unsubscribed",
        "werbung",
        "zgoda",
    }
)
"""Words that speak of consent, which an import never sets."""

SECRET = frozenset(
    {
        "card number",
        "cvc",
        "cvv",
        "hash",
        "iban",
        "kennwort",
        "mot de passe",
        "passport",
        "passport number",
        "password",
        "password hash",
        "passwort",
        "rp token",
        "salt",
        "social security",
        "social security number",
        "ssn",
    }
)
"""Words that speak of what should not leave a shop."""

OF_PERSON = frozenset(
    {
        *("birthday", "birthdate", "birth date", "date of birth", "dob", "birth year", "age"),
        *("gender", "sex", "salutation", "marital status", "civil status", "nickname", "hobbies"),
        *("shoe size", "skin type", "hair type", "favourite color", "favorite color"),
        *("preferred language", "customer language", "customer since", "member since"),
        *("client since", "loyalty points", "loyalty tier", "loyalty level", "loyalty balance"),
        *("points balance", "vip tier", "vip status", "vip level", "lifetime points"),
        *("customer group", "customer tags", "customer type", "customer segment"),
        *("lifetime value", "lifetime spend", "total orders", "orders count", "total spent"),
        *("geburtstag", "geburtsdatum", "geschlecht", "anrede", "familienstand", "alter"),
        *("kundengruppe", "kunde seit", "treuepunkte", "spitzname", "kundentyp"),
        *("anniversaire", "date de naissance", "sexe", "civilite", "surnom"),
        *("groupe de clients", "client depuis", "points de fidelite"),
        *("cumpleanos", "fecha de nacimiento", "sexo", "tratamiento", "apodo"),
        *("grupo de clientes", "cliente desde", "puntos de fidelidad"),
        *("compleanno", "data di nascita", "sesso", "soprannome", "gruppo clienti"),
        *("verjaardag", "geboortedatum", "geslacht", "aanhef", "klantgroep", "klant sinds"),
        *("aniversario", "data de nascimento", "apelido"),
        *("urodziny", "data urodzenia", "plec", "grupa klientow"),
    }
)
"""Whole names of what describes a person for longer than one order."""

OF_ANY_RECORD = frozenset(
    {
        "angelegt am",
        "created",
        "created at",
        "created datetime",
        "created date",
        "created on",
        "created time",
        "create date",
        "creation date",
        "creation time",
        "date created",
        "entry date",
        "erstellt am",
        "erstelldatum",
        "registered at",
        "registration date",
        "registration time",
    }
)
"""Names of the time at which any record was made: a list of people has it, too."""

BESIDE = {
    "nom": ("last_name", ("prenom",)),
    "name": ("last_name", ("vorname",)),
    "naam": ("last_name", ("voornaam",)),
    "nombre": ("first_name", ("apellido", "apellidos")),
    "nome": ("first_name", ("cognome", "sobrenome", "apelido")),
}
"""Names that mean a part of the name only where the other part stands beside them.

``nom`` alone may be the whole name; beside ``prénom`` it is the last name.
"""
