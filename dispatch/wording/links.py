"""
Links that open a reply with subject and answer filled in.

The subject is what a reply is known by, so it stands here and not in a
template: a word, then the reference (and the service's code where one address
may speak for several), or the panel and the meeting's day.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from dispatch.views import MeetingFacts
from dispatch.wording import dates


@dataclass(frozen=True, slots=True)
class AnswerLinks:
    """The answers that one panel's mailbox understands, as `mailto:` links."""

    mailbox: str
    panel: str

    def apologies(self, meeting: MeetingFacts) -> str:
        """'I cannot come' (B8)."""
        return self._link(
            f"Apologies: {self.panel}, {dates.day(meeting.starts_at)}",
            "I cannot come to this meeting.\nMy deputy will come: yes / no\nInformation for the meeting: ",
        )

    def information(self, reference: str) -> str:
        """What a representative knows about one item (B8)."""
        return self._link(f"Information: {reference}", "What we know: ")

    def attending(self, reference: str) -> str:
        """'I will attend' for the referrer's own item (P4)."""
        return self._link(f"Attending: {reference}", "I will attend.")

    def not_attending(self, reference: str) -> str:
        """'I cannot attend' for the referrer's own item (P4)."""
        return self._link(f"Not attending: {reference}", "I cannot attend.")

    def guest_attending(self, meeting: MeetingFacts) -> str:
        """'I will attend' for a guest, who may be asked for several items."""
        return self._link(f"Attending: {self.panel}, {dates.day(meeting.starts_at)}", "I will attend.")

    def start_date(self, reference: str) -> str:
        """An allocated service's expected start (B12)."""
        return self._link(f"Start date: {reference}", "We will start on: \nOur worker is: ")

    def cannot_start(self, reference: str) -> str:
        """An allocated service that has a waiting list, or cannot do it (B11, B12)."""
        return self._link(f"Cannot start: {reference}", "We cannot start soon because: \nWe expect to start on: ")

    def family_answer(self, reference: str) -> str:
        """Which of the services the family accepts (E2)."""
        return self._link(f"Family's answer: {reference}", "The family accepts: \nThe family does not want: ")

    def re_hearing(self, reference: str) -> str:
        """The referrer asks that the panel hears it again (B11)."""
        return self._link(f"Re-hearing: {reference}", "I ask the chair to have this heard again because: ")

    def more_information(self, reference: str) -> str:
        """The answer to what was asked, or a corrected form."""
        return self._link(f"More information: {reference}", "Our answer: ")

    def started(self, reference: str) -> str:
        """A service that has begun (B16)."""
        return self._link(f"Start date: {reference}", "We started on: ")

    def review_going_well(self, reference: str) -> str:
        """The lead professional's short answer to a review (P8)."""
        return self._link(f"Review: {reference}", "It goes as planned. What has changed: ")

    def review_panel(self, reference: str) -> str:
        """The review asks for another hearing (S5)."""
        return self._link(f"Review: {reference}", "Please put it before the panel again because: ")

    def closure(self, reference: str) -> str:
        """The lead professional closes the case (B17, P10)."""
        return self._link(f"Closure: {reference}", "The plan is complete. The case can be closed on: ")

    def lead_changed(self, reference: str) -> str:
        """Another lead professional (B19)."""
        return self._link(
            f"Lead professional: {reference}", "The lead professional is now: \nThe family agrees: yes / no"
        )

    def withdrawal(self, reference: str) -> str:
        """Consent taken back (X8)."""
        return self._link(f"Withdraw consent: {reference}", "The family takes back its consent.")

    def wrong_reader(self) -> str:
        """Somebody got what was not meant for them."""
        return self._link("Not for me", "This email was not meant for me. I have deleted it.")

    def _link(self, subject: str, body: str) -> str:
        said = quote(body.replace("\n", "\r\n"), safe="")
        return f"mailto:{quote(self.mailbox, safe='@')}?subject={quote(subject, safe='')}&body={said}"
