"""What the view is made from, taken down once: the panel's referrals, services, people and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import col, or_, select

from rules.audience import barred_services
from rules.referral import Case, Meeting, MeetingState, Service
from rules.settings import PanelSettings
from rules.wording import initials
from storage.bulk import open_many
from storage.database import Unit
from storage.panels import meetings_of, services_of
from storage.referrals import Referral
from storage.tables import ReferralRow

KEPT_IN_VIEW = dt.timedelta(days=90)
"""So long an ended case stays in the workbook."""
LOOKS_BACK = dt.timedelta(weeks=8)
"""So long a meeting stays in the workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The panel's records, open: what each sheet is made from."""

    unit: Unit
    panel: PanelSettings
    zone: ZoneInfo
    referrals: tuple[Referral, ...]
    services: tuple[Service, ...]
    meetings: tuple[Meeting, ...]
    families: Mapping[str, tuple[Referral, ...]]

    @property
    def today(self) -> dt.date:
        """Return the council's day."""
        return self.unit.now.astimezone(self.zone).date()

    def day_of(self, meeting: Meeting) -> dt.date:
        """Return the council's day of a meeting."""
        return meeting.starts_at.astimezone(self.zone).date()

    def meeting(self, meeting_id: int | None) -> Meeting | None:
        """Return a meeting in view, or None."""
        return next((meeting for meeting in self.meetings if meeting.id == meeting_id), None)

    def meeting_day(self, meeting_id: int | None) -> dt.date | None:
        """Return the day of a meeting in view, or None."""
        meeting = self.meeting(meeting_id)
        return self.day_of(meeting) if meeting else None

    def is_offered(self, meeting: Meeting) -> bool:
        """Whether the list of meetings has it: it is not cancelled."""
        return meeting.state is MeetingState.PLANNED

    def family_of(self, referral: Referral) -> tuple[Referral, ...]:
        """Return the children of a referral's family that are in view, itself among them."""
        return self.families.get(referral.family_id or "", (referral,))

    def family_cases(self, referral: Referral) -> tuple[Case, ...]:
        """Return the cases of a referral's family, for the door."""
        return tuple(one.case(self.panel.profile.consent_scope) for one in self.family_of(referral))

    def barred(self, referral: Referral) -> frozenset[str]:
        """Return the codes of the services that may have no part in a referral."""
        case = referral.case(self.panel.profile.consent_scope)
        return barred_services(case, self.services, self.family_cases(referral))

    def service_name(self, code: str) -> str:
        """Return a service's name as the panel writes it."""
        return next((service.name for service in self.services if service.code == code), code)


def take_down(unit: Unit, panel: PanelSettings, zone: ZoneInfo) -> Shelf:
    """Return the panel's records as they stand now."""
    since = unit.now - KEPT_IN_VIEW
    rows = unit.session.exec(
        select(ReferralRow)
        .where(ReferralRow.panel == panel.code)
        .where(or_(col(ReferralRow.ended_at).is_(None), col(ReferralRow.ended_at) >= since))
        .order_by(col(ReferralRow.reference))
    ).all()
    referrals = open_many(unit, panel.code, rows)
    families: dict[str, list[Referral]] = {}
    for referral in referrals:
        families.setdefault(referral.family_id or "", []).append(referral)
    families.pop("", None)
    return Shelf(
        unit=unit,
        panel=panel,
        zone=zone,
        referrals=referrals,
        services=services_of(unit, panel.code),
        meetings=meetings_of(unit, panel.code, since=unit.now - LOOKS_BACK),
        families={family: tuple(children) for family, children in families.items()},
    )


def initials_of(referral: Referral) -> str:
    """Return the child's initials."""
    return initials(referral.form.child.given_names, referral.form.child.family_name)
