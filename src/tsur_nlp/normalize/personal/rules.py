"""All rules, in the order in which they are tried; an earlier rule wins where two overlap."""

from __future__ import annotations

from tsur_nlp.normalize.personal import (
    accounts,
    births,
    contacts,
    cued,
    flats,
    initials,
    numbers,
    pairs,
    patronymics,
    phones,
    plates,
)
from tsur_nlp.normalize.personal.rule import PROTECTED, Group, Rule

GROUPS: tuple[Group, ...] = (
    Group(
        "contacts",
        contacts.has_contact,
        (
            Rule("placeholder", PROTECTED, contacts.placeholders),
            Rule("group mention", PROTECTED, contacts.group_mentions),
            Rule("person mention", "profile", contacts.person_mentions),
            Rule("e-mail", "email", contacts.emails),
            Rule("hashtag of a group", PROTECTED, contacts.hashtags),
            Rule("nick", "profile", contacts.nicks),
            Rule("link to a person", "profile", contacts.person_links),
            Rule("other link", PROTECTED, contacts.other_links),
            Rule("web address", PROTECTED, contacts.urls),
        ),
    ),
    Group(
        "births",
        births.may_be_birth,
        (Rule("date of birth", "date", births.birth_dates),),
        digits=True,
    ),
    Group(
        "dates",
        births.has_full_date,
        (Rule("date beside a person", "date", births.dates_beside_persons),),
        digits=True,
    ),
    Group(
        "numbers",
        numbers.has_digits,
        (
            Rule("SNILS", "snils", numbers.snils),
            Rule("INN", "inn", numbers.inn),
            Rule("document", "document", numbers.documents),
            Rule("passport", "passport", numbers.passports),
            Rule("account", "account", accounts.accounts),
            Rule("phone", "phone", phones.phones),
            Rule("card", "card", numbers.cards),
            Rule("phone after a word", "phone", phones.named_phones),
        ),
        digits=True,
    ),
    Group(
        "plates",
        plates.may_be_plate,
        (Rule("car plate", "plate", plates.plates),),
        digits=True,
    ),
    Group(
        "flats",
        flats.may_be_flat,
        (
            Rule("flat after its word", "apartment", flats.numbered_flats),
            Rule("flat before its word", "apartment", flats.ordinal_flats),
        ),
        digits=True,
    ),
    Group(
        "addresses",
        flats.has_tail,
        (Rule("house-flat", "apartment", flats.tail_flats),),
        digits=True,
    ),
    Group(
        "patronymics",
        patronymics.has_patronymic,
        (
            Rule("name with «оглы», «кызы»", "name", patronymics.turkic),
            Rule("name with a patronymic", "name", patronymics.with_patronymic),
        ),
    ),
    Group(
        "initials",
        initials.has_initials,
        (
            Rule("name with initials", "name", initials.with_initials),
            Rule("name with initials without full stops", "name", initials.with_bare_initials),
            Rule("surname with one initial", "name", initials.with_one_initial),
        ),
    ),
    Group(
        "names",
        cued.has_name,
        (
            Rule("first name and surname", "name", pairs.first_and_last),
            Rule("name after «зовут» or «с уважением»", "name", cued.called),
            Rule("name after a person word", "name", cued.after_cue),
        ),
    ),
)

RULES: tuple[Rule, ...] = tuple(rule for group in GROUPS for rule in group.rules)
"""The rules of all groups, flat: print them to see the order."""
