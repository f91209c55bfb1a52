"""Letters of many shapes: whom each is about, who wrote it, what was agreed; and what is no such letter."""

from __future__ import annotations

import datetime as dt

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading, leaves
from tests.unit.reader.word_xml import bold, cell, document, paragraph, row, run, table


def text(*lines: str) -> list[str]:
    """Plain paragraphs; an empty line is an empty paragraph."""
    return [paragraph(run(line)) if line else paragraph() for line in lines]


def title(line: str) -> str:
    """A bold line."""
    return paragraph(bold(line))


def rows(*lines: list[str]) -> str:
    """A table; a cell's lines are its paragraphs."""
    return table(*(row(*(cell(*text(*said.split("\n"))) for said in line)) for line in lines))


def text_box(*lines: str) -> str:
    """A paragraph that holds a text box."""
    inner = "".join(text(*lines))
    return (
        f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r></w:p>"
    )


def read(blocks: list[str]) -> FormReading:
    """Read a letter of *blocks*."""
    return read_form(document(*blocks), "letter.docx")[0]


def said(reading: FormReading, *, sure: bool) -> dict[str, object]:
    """What was read, but for the reason: what is sure, or what a person is asked about."""
    assert reading.form is not None
    certain = {row.field: row.certainty >= SURE for row in reading.evidence}
    return {
        path: value.isoformat() if isinstance(value, dt.date) else value
        for path, value in leaves(reading.form).items()
        if certain[path] is sure and path != "assessment.reason"
    }


LETTERS: dict[str, list[str]] = {
    "facts in a sentence": [
        title("Millbrook Children’s Centre"),
        *text("Mill Lane, Ashcombe, AH3 9QD", "Tel 01632 960211", "", "5 May 2026", ""),
        *text(
            "The Panel Administrator", "Early Help Panel", "Ashcombe Council", "Civic Way", "Ashcombe", "AH1 9AA", ""
        ),
        *text(
            "Dear Sir or Madam",
            "",
            "I am writing about Jack Smith, born 3 May 2015, of 12 High Street, Ashcombe AH2 9BD (NHS number "
            "999 001 2342), who attends Ashcombe Primary School.",
            "His mother, Mrs Jane Smith (07700 900123), has come to our group since January.",
            "We would be grateful if the panel could offer a family support worker.",
            "Mrs Smith has read this letter and agrees to it being shared with the panel.",
            "",
            "Yours faithfully",
            "",
            "Ruth Okafor",
            "Centre Manager",
        ),
    ],
    "a signature on one line": [
        *text("Children’s Services, Council House, Kingsbury KB1 9AB", "", "12/03/2026"),
        *text("Our ref: RW/334   Your ref: EH/22", "", "Dear Colleague"),
        *text("Re: Molly-Ann O’Connor   DOB: 14/09/2013", "22 Orchard Close, Kingsbury, KB4 9XY"),
        *text("Mother: Siobhan O’Connor (07700 900222); Father: Patrick O’Connor", ""),
        *text(
            "Molly-Ann has been in our school since Year 3. This term she has stopped speaking to adults.",
            "We would ask that you consider early help for the family.",
            "Mr and Mrs O’Connor do not consent to this letter being shared with other agencies.",
            "",
            "Kind regards",
            "Helen Price, SENCo, Kingsbury Junior School, 01632 960778, h.price@kingsburyjunior.example",
            "cc: Mr and Mrs O’Connor, 22 Orchard Close",
        ),
    ],
    "an e-mail pasted into Word": [
        *text("From: Tom Bright <tom.bright@southwick-homes.example>", "Sent: 04 February 2026 14:22"),
        *text("To: earlyhelp@council.example", "Cc: duty@council.example"),
        *text("Subject: Referral - Aaliyah Khan, dob 12.07.2016", "", "Hi all", ""),
        *text(
            "Please could you consider the above child for family support. Aaliyah lives at 4 Canal Court, Southwick, "
            "SW9 9PQ with her mum Nadia Khan (07700 900345).",
            "I visited on Monday and the flat was very cold. Mum has agreed for me to share this with you.",
            "",
            "Many thanks",
            "Tom",
            "Tom Bright",
            "Housing Officer | Southwick Homes | 01632 960345",
        ),
    ],
    "an unborn baby": [
        title("Bayview Maternity Unit"),
        *text("Bayview Hospital, Shore Road, Bayview BV1 9ZZ · 01632 960600", ""),
        *text("Date: 2 February 2026", "To: Early Help Hub, Bayview Council", "", "Dear Early Help Hub"),
        title("Re: Unborn baby of Keeley Tranter    EDD: 3 June 2026"),
        *text("Mother: Keeley Tranter, DOB 4 March 2006, NHS No 999 001 2342"),
        *text("Address: Flat 2, 9 Pier Road, Bayview BV3 9HH", "Father: Jordan Pike, 07700 900654"),
        title("Reason for referral"),
        *text("Keeley booked late and has missed two scans. She is staying on a friend’s sofa."),
        title("Consent"),
        *text("Keeley is aware of this referral and consents to information being shared with the health visitor."),
        *text("", "Yours sincerely", "Amy Lodge", "Community Midwife"),
    ],
    "two addresses, the writer's second": [
        *text("Dr A Mensah", "Early Help Panel", "Town Hall", "Riverton", "RV1 9TT", ""),
        *text("Fenland Community Clinic", "Drove Road", "Riverton RV8 9PP", "Secretary: 01632 960444", ""),
        *text("13 April 2026", "", "Dear Dr Mensah", "", "RE: SMITH, Oliver James", "DOB: 03-Aug-2017", "Address:"),
        *text("7 Drove Cottages", "Riverton", "RV7 9LL", "GP: Dr Young, Bridge Surgery, 01632 960999", ""),
        *text(
            "I reviewed Oliver in clinic with his father Mr Paul Smith. The family have no respite.",
            "I would be grateful if your panel would consider short breaks for the family.",
            "Mr Smith was in agreement with this referral and with sharing of information.",
            "",
            "Yours sincerely",
            "Electronically signed",
            "Dr Ines Carvalho",
            "Consultant Community Paediatrician",
        ),
    ],
    "a memo without salutation or close": [
        rows(
            ["To:", "Early Help Panel"],
            ["From:", "PC 1123 Sam Reid"],
            ["Date:", "3/3/26"],
            ["Re:", "Leon Grady d.o.b. 11/11/2011 of 5 Mount Street, Barrow BR2 9SS"],
        ),
        *text(
            "On three occasions in February Leon has been found in the shopping centre after midnight.",
            "I request that the panel considers support for this family. The father, Mr Kevin Grady, tel 07700 900777, "
            "refused consent for this information to be shared.",
            "PC 1123 Sam Reid",
            "01632 960101",
        ),
    ],
    "lines with labels, run-in headings": [
        title("OAKFIELD PRE-SCHOOL"),
        *text("The Village Hall, Oakfield OK1 9RR. Telephone 01632 960321. Email: hello@oakfield.example", ""),
        *text("Family Support Team", "", "9 June 2026", "", "Dear Family Support Team,"),
        title("Referral: Noor Hussain"),
        *text("Child’s full name: Noor Hussain", "Preferred name: Noori", "Date of birth: 1 Oct 2022", "Gender: Girl"),
        *text("Home language: Urdu", "Lives with: mother (Mrs Farah Hussain, 07700 900888) and grandmother"),
        *text("Address: 3 Elm Grove, Oakfield, OK2 9TT"),
        *text(
            "Why we are writing: Noor has no words in any language and bites other children when she wants a toy.",
            "What would help: speech and language therapy and somebody to visit at home.",
            "Mum has given verbal consent for us to share this letter but does not want the school to be told.",
            "",
            "Warm regards,",
            "Beth Lane",
            "Pre-school Manager",
        ),
    ],
    "a letterhead in a text box": [
        text_box("Riverside Women’s Refuge", "PO Box 12, Castleton CT1 9WW", "01632 960555", "info@riverside.example"),
        *text("30 March 2026", "", "MASH Team", "Castleton Council", "1 Castle Square", "Castleton CT1 9AA", ""),
        *text("Dear Team", "", "Our client: Sofia Petrova, born 09/12/2018", "Mother – Elena Petrova", ""),
        *text(
            "Sofia came to us with her mother in February. She has nightmares. They will be moving to their own flat "
            "next month and we would like them to have a support worker.",
            "Elena has agreed that I can share this with your team and with the health visitor.",
            "",
            "With best wishes",
            "Joan Carter",
            "Children’s Worker, Riverside Women’s Refuge",
        ),
    ],
    "a table of details, one service kept out": [
        rows(["Harrow Vale Youth Service", "12 Bridge Street\nHarrow Vale\nHV2 9BB\n01632 960741"]),
        *text("Ref: JD/14", "Date: 8 Jan 2026", "", "Dear Early Help colleagues"),
        rows(
            ["Young person", "Jayden Dixon", "Known as", "JD"],
            ["Date of birth", "30/11/2009", "School", "Vale Park School, Year 11"],
            ["Address", "Flat 6, Mill Court, Harrow Vale, HV1 9EE", "Telephone", "07700 900111"],
            ["Parent / carer", "Mrs Marcia Dixon", "Relationship", "Grandmother"],
        ),
        title("Reason for referral"),
        *text("Jayden was a regular at the club until last summer, when he began to arrive with bruises."),
        title("Consent"),
        *text("Mrs Dixon is happy for this letter to be shared with everyone apart from the police."),
        *text("Best wishes", "Andre Cole, Senior Youth Worker"),
    ],
    "dashes, and an organisation without a word for it": [
        *text("Home-Start Dunmere", "The Old Chapel, Dunmere DM4 9TB", "Tel 01632 960852", "", "22 July 2026", ""),
        *text("Ms P. Shah", "Early Help Manager", "Dunmere Council", "Market Square", "Dunmere", "DM1 9AA", ""),
        *text("Dear Ms Shah", "", "Name – Ellie Carter", "DOB – 04/05/2019", "Mum – Becky Carter – 07700 900258"),
        *text("Address – 45 Quarry Road, Dunmere DM3 9WW", ""),
        *text(
            "I have known this family since last autumn. I am asking for a place in a play scheme for Ellie.",
            "I have not yet been able to ask Becky for her consent to share this letter.",
            "",
            "With kind regards",
            "",
            "Fiona Bell",
            "Scheme Co-ordinator",
            "Home-Start Dunmere",
        ),
    ],
}

SURELY: dict[str, dict[str, object]] = {
    "facts in a sentence": {
        "child.given_names": "Jack",
        "child.family_name": "Smith",
        "child.date_of_birth": "2015-05-03",
        "child.address": "12 High Street, Ashcombe",
        "child.postcode": "AH2 9BD",
        "child.nhs_number": "9990012342",
        "child.school": "Ashcombe Primary School",
        "parents_carers[0].name": "Mrs Jane Smith",
        "parents_carers[0].relationship": "mother",
        "parents_carers[0].telephone": "07700 900123",
        "assessor.name": "Ruth Okafor",
        "assessor.role": "Centre Manager",
        "assessor.organisation": "Millbrook Children’s Centre",
        "assessor.address": "Mill Lane, Ashcombe",
        "assessor.postcode": "AH3 9QD",
        "assessor.telephone": "01632 960211",
        "consent.share": True,
    },
    "a signature on one line": {
        "child.given_names": "Molly-Ann",
        "child.family_name": "O’Connor",
        "child.date_of_birth": "2013-09-14",
        "child.address": "22 Orchard Close, Kingsbury",
        "child.postcode": "KB4 9XY",
        "parents_carers[0].name": "Siobhan O’Connor",
        "parents_carers[0].relationship": "Mother",
        "parents_carers[0].telephone": "07700 900222",
        "parents_carers[1].name": "Patrick O’Connor",
        "parents_carers[1].relationship": "Father",
        "assessor.name": "Helen Price",
        "assessor.role": "SENCo",
        "assessor.organisation": "Kingsbury Junior School",
        "assessor.telephone": "01632 960778",
        "assessor.email": "h.price@kingsburyjunior.example",
        "consent.share": False,
    },
    "an e-mail pasted into Word": {
        "child.given_names": "Aaliyah",
        "child.family_name": "Khan",
        "child.date_of_birth": "2016-07-12",
        "child.address": "4 Canal Court, Southwick",
        "child.postcode": "SW9 9PQ",
        "parents_carers[0].name": "Nadia Khan",
        "parents_carers[0].relationship": "mum",
        "parents_carers[0].telephone": "07700 900345",
        "assessor.name": "Tom Bright",
        "assessor.role": "Housing Officer",
        "assessor.organisation": "Southwick Homes",
        "assessor.telephone": "01632 960345",
        "assessor.email": "tom.bright@southwick-homes.example",
        "consent.share": True,
    },
    "an unborn baby": {
        "child.given_names": "Unborn baby of Keeley Tranter",
        "child.sex": "unborn",
        "child.expected_delivery_date": "2026-06-03",
        "child.address": "Flat 2, 9 Pier Road, Bayview",
        "child.postcode": "BV3 9HH",
        "parents_carers[0].name": "Keeley Tranter",
        "parents_carers[0].relationship": "Mother",
        "parents_carers[0].date_of_birth": "2006-03-04",
        "parents_carers[1].name": "Jordan Pike",
        "parents_carers[1].relationship": "Father",
        "parents_carers[1].telephone": "07700 900654",
        "assessor.name": "Amy Lodge",
        "assessor.role": "Community Midwife",
        "assessor.organisation": "Bayview Maternity Unit",
        "assessor.address": "Bayview Hospital, Shore Road, Bayview",
        "assessor.postcode": "BV1 9ZZ",
        "assessor.telephone": "01632 960600",
        "consent.share": True,
    },
    "two addresses, the writer's second": {
        "child.given_names": "Oliver James",
        "child.family_name": "SMITH",
        "child.date_of_birth": "2017-08-03",
        "child.address": "7 Drove Cottages, Riverton",
        "child.postcode": "RV7 9LL",
        "parents_carers[0].name": "Mr Paul Smith",
        "parents_carers[0].relationship": "father",
        "assessor.name": "Dr Ines Carvalho",
        "assessor.role": "Consultant Community Paediatrician",
        "assessor.organisation": "Fenland Community Clinic",
        "assessor.address": "Drove Road, Riverton",
        "assessor.postcode": "RV8 9PP",
        "assessor.telephone": "01632 960444",
        "consent.share": True,
    },
    "a memo without salutation or close": {
        "child.given_names": "Leon",
        "child.family_name": "Grady",
        "child.date_of_birth": "2011-11-11",
        "child.address": "5 Mount Street, Barrow",
        "child.postcode": "BR2 9SS",
        "parents_carers[0].name": "Mr Kevin Grady",
        "parents_carers[0].relationship": "father",
        "parents_carers[0].telephone": "07700 900777",
        "assessor.name": "PC 1123 Sam Reid",
        "assessor.telephone": "01632 960101",
        "consent.share": False,
    },
    "lines with labels, run-in headings": {
        "child.given_names": "Noor",
        "child.family_name": "Hussain",
        "child.also_known_as": "Noori",
        "child.sex": "female",
        "child.date_of_birth": "2022-10-01",
        "child.address": "3 Elm Grove, Oakfield",
        "child.postcode": "OK2 9TT",
        "child.first_language": "Urdu",
        "parents_carers[0].name": "Mrs Farah Hussain",
        "parents_carers[0].relationship": "mother",
        "parents_carers[0].telephone": "07700 900888",
        "assessor.name": "Beth Lane",
        "assessor.role": "Pre-school Manager",
        "assessor.organisation": "OAKFIELD PRE-SCHOOL",
        "assessor.address": "The Village Hall, Oakfield",
        "assessor.postcode": "OK1 9RR",
        "assessor.telephone": "01632 960321",
        "assessor.email": "hello@oakfield.example",
        "desired_outcomes": "speech and language therapy and somebody to visit at home.",
    },
    "a letterhead in a text box": {
        "child.given_names": "Sofia",
        "child.family_name": "Petrova",
        "child.date_of_birth": "2018-12-09",
        "parents_carers[0].name": "Elena Petrova",
        "parents_carers[0].relationship": "Mother",
        "assessor.name": "Joan Carter",
        "assessor.role": "Children’s Worker",
        "assessor.organisation": "Riverside Women’s Refuge",
        "assessor.address": "PO Box 12, Castleton",
        "assessor.postcode": "CT1 9WW",
        "assessor.telephone": "01632 960555",
        "assessor.email": "info@riverside.example",
        "consent.share": True,
    },
    "a table of details, one service kept out": {
        "child.given_names": "Jayden",
        "child.family_name": "Dixon",
        "child.also_known_as": "JD",
        "child.date_of_birth": "2009-11-30",
        "child.address": "Flat 6, Mill Court, Harrow Vale",
        "child.postcode": "HV1 9EE",
        "child.telephone": "07700 900111",
        "child.school": "Vale Park School",
        "child.year_group": "Year 11",
        "parents_carers[0].name": "Mrs Marcia Dixon",
        "parents_carers[0].relationship": "Grandmother",
        "assessor.name": "Andre Cole",
        "assessor.role": "Senior Youth Worker",
        "assessor.organisation": "Harrow Vale Youth Service",
        "assessor.address": "12 Bridge Street, Harrow Vale",
        "assessor.postcode": "HV2 9BB",
        "assessor.telephone": "01632 960741",
    },
    "dashes, and an organisation without a word for it": {
        "child.given_names": "Ellie",
        "child.family_name": "Carter",
        "child.date_of_birth": "2019-05-04",
        "child.address": "45 Quarry Road, Dunmere",
        "child.postcode": "DM3 9WW",
        "parents_carers[0].name": "Becky Carter",
        "parents_carers[0].relationship": "Mum",
        "parents_carers[0].telephone": "07700 900258",
        "assessor.name": "Fiona Bell",
        "assessor.role": "Scheme Co-ordinator",
        "assessor.organisation": "Home-Start Dunmere",
        "assessor.address": "The Old Chapel, Dunmere",
        "assessor.postcode": "DM4 9TB",
        "assessor.telephone": "01632 960852",
    },
}
"""What each letter says, but for its reason, and must be read for certain."""
ASKED: dict[str, dict[str, object]] = {
    "lines with labels, run-in headings": {"consent.share": True, "consent.not_share_with[0]": "school"},
    "a table of details, one service kept out": {"consent.share": True, "consent.not_share_with[0]": "police"},
}
"""What a person is asked about: consent with an exception is never taken as read."""


@pytest.mark.parametrize("shape", LETTERS)
def test_a_letter_says_what_was_written_and_nothing_else(shape: str) -> None:
    """The child, the parents, the writer and the agreement are read, and the address that is written to is nobody's."""
    reading = read(LETTERS[shape])
    assert (reading.kind, reading.readable) == ("letter", True)
    assert said(reading, sure=True) == SURELY[shape]
    assert said(reading, sure=False) == ASKED.get(shape, {})


@pytest.mark.parametrize(
    ("shape", "begins", "ends"),
    [
        ("facts in a sentence", "I am writing about Jack", "shared with the panel."),
        ("an unborn baby", "Keeley booked late", "a friend’s sofa."),
        ("lines with labels, run-in headings", "Noor has no words", "wants a toy."),
        ("two addresses, the writer's second", "I reviewed Oliver", "sharing of information."),
    ],
)
def test_the_reason_is_the_text_or_what_stands_under_its_heading(shape: str, begins: str, ends: str) -> None:
    """Under headings the reason is what the one that asks for it heads; without them it is the whole text."""
    form = read(LETTERS[shape]).form
    assert form is not None
    reason = form.assessment.reason or ""
    assert reason.startswith(begins)
    assert reason.endswith(ends)


def with_sentence(sentence: str) -> FormReading:
    """A letter in which *sentence* is all that is said of agreement."""
    return read(
        [
            *text("Dear Colleague", "Re: Jo Marsh, DOB 3/4/2015, 1 Weir Row, Bankside LU2 9ZQ"),
            *text("I would be grateful if the panel could help this family, who have nobody else."),
            *text(sentence, "Yours sincerely", "Ann Lee", "Health Visitor"),
        ]
    )


@pytest.mark.requirement("B1", "E5")
@pytest.mark.parametrize(
    ("sentence", "share", "sure"),
    [
        ("Mrs Marsh has agreed to this letter being shared with the panel.", True, True),
        ("I have discussed this with both parents, who are happy for me to share it with you.", True, True),
        ("His father has no objection to this information being shared.", True, True),
        ("Mrs Marsh has not agreed to this letter being shared.", False, True),
        ("The family declined to have their information shared with other agencies.", False, True),
        ("Mrs Marsh consents to this referral.", True, False),
        ("Mrs Marsh is aware of this referral.", None, False),
        ("I have not yet asked Mrs Marsh whether she agrees to this letter being shared.", None, False),
        ("I am happy to share my records with you, and Mrs Marsh has been told.", None, False),
        ("I will ask Mrs Marsh for her consent to share this letter.", None, False),
    ],
)
def test_a_sentence_on_consent_is_right_or_asked_about(sentence: str, share: object, sure: bool) -> None:  # noqa: FBT001 - a value of the table
    """Agreement counts if the family agrees to sharing; what they were told, or will be asked, is none."""
    reading = with_sentence(sentence)
    assert reading.form is not None
    assert reading.form.consent.share is share
    assert sure is ("consent.share" in said(reading, sure=True))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("Mrs Marsh agrees to this being shared with everyone except the police.", "police"),
        ("Mrs Marsh does not want the school to be told.", "school"),
        ("Mrs Marsh was unwilling for this letter to be passed to the housing office.", "housing office"),
    ],
)
def test_whom_a_letter_keeps_out_is_asked_about(sentence: str, whom: str) -> None:
    """A service that the family does not want involved is named, and never taken as agreement for certain."""
    reading = with_sentence(sentence)
    assert reading.form is not None
    assert reading.form.consent.not_share_with == (whom,)
    assert not {"consent.share", "consent.not_share_with[0]"} & set(said(reading, sure=True))


NO_LETTERS: dict[str, list[str]] = {
    "a panel's decision": [
        title("Northside Early Help Panel"),
        *text("Dear Mrs Dacre", "Re: Jonah Arkwright, DOB 13/01/2015"),
        *text("Thank you for your referral. The panel met on 1 March and agreed to offer a parenting programme."),
        *text("Yours sincerely", "Lesley Haddow", "Chair"),
    ],
    "a letter to parents": [
        *text("Dear Mr and Mrs Dale", "Re: Ryan Dale, DOB 20/10/2010"),
        *text("I am writing to inform you that your son’s attendance has fallen. We would like to discuss support."),
        *text("Yours sincerely", "D Hughes", "Attendance Officer"),
    ],
    "a covering note": [
        *text("Dear Panel", "Please find attached the completed CAF for Jack Smith, DOB 1/2/2015."),
        *text("The mother has signed it. Let me know if you need anything else.", "Kind regards", "Jo Green"),
    ],
    "an application for a post": [
        *text("3 High Street", "Town TN1 9AA", "", "Dear Sir", "Re: Family Support Worker post"),
        *text("I am writing to apply for the post. I was born on 1 May 1985 and know families who need early help."),
        *text("Yours faithfully", "Jo Green"),
    ],
    "a curriculum vitae": [
        title("Curriculum Vitae"),
        *text("Name: Jo Green", "DOB: 1/2/1985", "Address: 3 High Street, Town TN1 9AA"),
        *text("I have worked as a family support worker for nine years and have referred children to panels."),
    ],
    "a school report": [
        *text("Dear Parents", "I am pleased to send you this report on your child’s progress."),
        rows(["Name:", "Elodie Farrant"], ["Date of birth:", "2/11/2016"], ["Class:", "4B"]),
        *text("Elodie reads widely and with support she is making good progress.", "Yours sincerely", "J Whitlow"),
    ],
    "minutes": [
        title("Minutes of the MAAG"),
        rows(["Child", "DOB", "Decision"], ["Jack Smith", "1/2/2015", "Family support"]),
        *text("The panel agreed that the family would be offered support and that school would take the lead."),
    ],
    "a letter about a clinic that asks for nothing": [
        *text("Dear Dr Young", "Re: Oliver Smith DOB 3/8/2017"),
        *text("I reviewed Oliver in clinic today. His asthma is well controlled. I will see him again in six months."),
        *text("Yours sincerely", "Dr Ines Carvalho", "Consultant"),
    ],
}


@pytest.mark.parametrize("what", NO_LETTERS)
def test_what_refers_no_child_is_no_letter(what: str) -> None:
    """Decisions, notes, reports and applications are unknown, whatever child they name."""
    reading = read(NO_LETTERS[what])
    assert (reading.kind, reading.readable, reading.form) == ("unknown", False, None)
