"""
What is allowed in the settings and still worth a look: rows for `check`, in their panels' order.

No row repeats a person's address: it names the panel, and the service by its code.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator

from config.checks import CheckRow, CheckState
from config.convert import services_of
from config.kinds import password_of
from rules.settings import PanelSettings, RegisterSettings, Settings


def settings_rows(settings: Settings) -> tuple[CheckRow, ...]:
    """Everything in *settings* that is worth a look; one row that says so if nothing is."""
    found = [*_database(settings), *_accounts(settings), *_sender(settings)]
    for panel in settings.panels:
        found += [*_trust(panel), *_chair(panel), *_own_address(panel), *_services(panel), *_dates(panel)]
    return tuple(found) or (CheckRow("Configuration", CheckState.OK, "nothing that needs a look"),)


def _database(settings: Settings) -> Iterator[CheckRow]:
    if password_of(settings.database):
        finding = "a password stands in the address, which is accepted for this machine alone"
        yield CheckRow("Configuration", CheckState.WARN, finding, "use ?passfile=… in the address, or PGPASSWORD")


def _accounts(settings: Settings) -> Iterator[CheckRow]:
    """One mailbox for several panels is meant (E1); one account under two addresses is a slip of copying."""
    readers: list[PanelSettings | RegisterSettings] = list(settings.panels)
    readers += [settings.register] if settings.register else []
    addresses = defaultdict(set)
    accounts = defaultdict(set)
    for reader in readers:
        account = (reader.imap.host.casefold(), reader.imap.port, reader.username.casefold())
        addresses[account].add(reader.mailbox.casefold())
        accounts[reader.mailbox.casefold()].add(account)
    if any(len(found) > 1 for found in addresses.values()):
        mend = "give each mailbox the username of its own account"
        yield CheckRow("Configuration", CheckState.BAD, "one account is read under two addresses", mend)
    if any(len(found) > 1 for found in accounts.values()):
        mend = "give panels that share a mailbox the same server and username"
        yield CheckRow("Configuration", CheckState.BAD, "one mailbox is read through two accounts", mend)


def _sender(settings: Settings) -> Iterator[CheckRow]:
    if settings.smtp.password and not settings.smtp.username:
        finding = "a password is given for sending, and no username: it is not used"
        yield CheckRow("Configuration", CheckState.WARN, finding, "write smtp.username, or unset the password")


def _trust(panel: PanelSettings) -> Iterator[CheckRow]:
    if not panel.imap.trusted_authserv_id:
        finding = (
            "trusted_authserv_id is empty: nobody's sender is proven, so every workbook and decision that comes by "
            "mail goes to the administrator first"
        )
        mend = "write the name that your mail server signs Authentication-Results with"
        yield _row(panel, CheckState.WARN, finding, mend)


def _chair(panel: PanelSettings) -> Iterator[CheckRow]:
    if not panel.chair:
        yield _row(panel, CheckState.WARN, "no chair: nobody gets the chair's pack", "write chair = an address")
        return
    own = services_of(panel.chair, panel.services)
    if own and own != (panel.chair_service,):
        finding = f"the chair's address represents {', '.join(own)}; chair_service is {panel.chair_service}"
        yield _row(panel, CheckState.WARN, finding, "write chair_service, or the service's own address")
    elif own and panel.acting_chair:
        finding = f"the chair represents {own[0]}: an item that excludes it goes to the acting chair"
        yield _row(panel, CheckState.OK, finding)
    if panel.chair_service and not panel.acting_chair:
        finding = f"no acting chair: an item that excludes {panel.chair_service} waits for the administrator"
        yield _row(panel, CheckState.WARN, finding, "write acting_chair = an address")
    if panel.acting_chair and panel.acting_chair.casefold() == panel.chair.casefold():
        yield _row(panel, CheckState.BAD, "the chair is the acting chair too", "name somebody else as acting_chair")
    elif panel.chair_service in services_of(panel.acting_chair, panel.services):
        finding = f"the acting chair represents {panel.chair_service} too"
        yield _row(panel, CheckState.BAD, finding, "name somebody of another service as acting_chair")


def _own_address(panel: PanelSettings) -> Iterator[CheckRow]:
    """What the panel sends to itself is its own mail: recorded, and never read by anybody."""
    own = panel.mailbox.casefold()
    people = [*panel.administrators, panel.chair, panel.acting_chair, panel.manager]
    if own in {address.casefold() for address in people} or services_of(panel.mailbox, panel.services):
        finding = "the panel's own mailbox stands among its people: what is sent there reaches nobody"
        yield _row(panel, CheckState.BAD, finding, "write the person's own address")


def _services(panel: PanelSettings) -> Iterator[CheckRow]:
    if not panel.services:
        finding = "no services: nobody can be allocated until the workbook names some"
        yield _row(panel, CheckState.WARN, finding, "add [[panel.service]]")
    for service in panel.services:
        if not service.representatives:
            finding = f"{service.code} has no representative: it gets no agenda and no decision sheet"
            yield _row(panel, CheckState.WARN, finding, "add representatives = [ … ]")
        if any("," in name for name in (service.name, *service.aliases)):
            finding = f"{service.code} has a comma in its name: on a form a comma separates two services"
            yield _row(panel, CheckState.WARN, finding, "add an alias without the comma")
    yield from _shared_addresses(panel)


def _shared_addresses(panel: PanelSettings) -> Iterator[CheckRow]:
    counts = Counter(
        address.casefold()
        for service in panel.services
        for member in service.representatives
        for address in dict.fromkeys((member.email, member.deputy_email))
        if address
    )
    for address, count in counts.items():
        if count > 1:
            codes = ", ".join(services_of(address, panel.services))
            finding = f"one address stands {count} times ({codes}): excluding one of them closes the item to all"
            yield _row(
                panel, CheckState.WARN, finding, "give each representative their own address, if that is not meant"
            )


def _dates(panel: PanelSettings) -> Iterator[CheckRow]:
    """An exception to the pattern that is no exception, because no meeting was to be on that day."""
    off = [day for day in (*panel.cancelled, *(old for old, _ in panel.moved)) if not _is_meeting_day(panel, day)]
    if off:
        days = ", ".join(day.isoformat() for day in off)
        mend = "correct the dates, or the meeting's weekday and first date"
        yield _row(panel, CheckState.WARN, f"no meeting was to be on {days}", mend)
    taken = [day for day in (*panel.extra, *(new for _, new in panel.moved)) if _is_sitting(panel, day)]
    if taken:
        days = ", ".join(day.isoformat() for day in taken)
        yield _row(
            panel, CheckState.WARN, f"a meeting was to be on {days} anyway", "take the date out of extra or moved"
        )


def _is_meeting_day(panel: PanelSettings, day: dt.date) -> bool:
    days = (day - panel.meeting.first).days
    return days >= 0 and days % (7 * panel.meeting.every_weeks) == 0


def _is_sitting(panel: PanelSettings, day: dt.date) -> bool:
    exceptions = {*panel.cancelled, *(old for old, _ in panel.moved)}
    return _is_meeting_day(panel, day) and day not in exceptions


def _row(panel: PanelSettings, state: CheckState, finding: str, how_to_mend: str = "") -> CheckRow:
    return CheckRow(f"Panel {panel.code}", state, finding, how_to_mend)
