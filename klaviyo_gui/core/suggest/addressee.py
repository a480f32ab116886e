"""Whether the name of a column of e-mail addresses says that they are the person's own."""

from __future__ import annotations

from functools import cache

from klaviyo_gui.core import catalog
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.suggest.words import CONSENT, OTHERS, OWNERS

_LOGINS = frozenset(
    {
        *("username", "user name", "user login", "login", "login name", "login id"),
        *("benutzername", "anmeldename", "identifiant", "nom d utilisateur", "usuario"),
        *("nombre de usuario", "nome utente", "gebruikersnaam", "nome de usuario"),
        *("nazwa uzytkownika", "anvandarnamn", "brugernavn", "brukernavn"),
    }
)
"""Whole names of what somebody signs in with, which is an address in many shops."""

_AROUND = frozenset(
    {
        *("1", "account", "confirm", "confirmed", "enter", "field", "is", "main", "my", "of"),
        *("please", "required", "s", "the", "valid", "verified", "what", "whats"),
        *("bitte", "deine", "der", "des", "die", "ihre", "lautet", "meine", "pflichtfeld", "wie"),
        *("ton", "votre", "du", "de", "del", "della", "di", "do", "da", "su", "tu", "tua", "seu"),
        *("uw", "jouw", "van", "twoj"),
    }
)
"""Words around an address that name nobody."""

_MAIL = frozenset(
    {
        *("email", "emails", "mail", "emailaddress", "emailadresse", "mailadresse", "emailadres"),
        *("courriel", "correo", "epost", "mailadres", "mejladress", "elettronica", "mailowy"),
    }
)
"""Words that mean an address to write to by themselves, whatever stands beside them."""

_OWN = frozenset(word for owner in OWNERS for word in owner.split()) - OTHERS


def is_own_address(name: str) -> bool:
    """Tell whether a name speaks of an e-mail address and of nobody but the person.

    Any word that is not known may be somebody else: a friend, a cashier, who a parcel goes to.
    """
    words = folded(name)
    if words in _LOGINS:
        return True
    parts = frozenset(words.split())
    speaks_of_mail = not _MAIL.isdisjoint(parts) or "e mail" in words or "e post" in words
    is_known = parts <= _words_of_addresses() | _OWN | _AROUND
    return speaks_of_mail and is_known and parts.isdisjoint(OTHERS | CONSENT)


@cache
def _words_of_addresses() -> frozenset[str]:
    names = next(each.synonyms for each in catalog.targets(Kind.PROFILES) if each.key == "email")
    return frozenset(word for name in names for word in folded(name).split())
