"""What a bad configuration is refused with: the exact place, and the sentence that mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.load import load_settings
from config.mistakes import ConfigurationError
from tests.unit.config.samples import ENVIRON, GOOD, SECOND_PANEL, changed, mistakes_of, settings_of

LATER_ENVIRON = {**ENVIRON, "PANELPOST_M_PASSWORD": "x"}

# What is changed, into what, and the one line that it is refused with.
ONE_MISTAKE = [
    # the service
    (
        'time_zone = "Europe/London"',
        'time_zone = "Europe/Londn"',
        'service.time_zone: "Europe/Londn"; write the name of a time zone, such as "Europe/London"',
    ),
    (
        'time_zone = "Europe/London"',
        'time_zone = "../../etc/passwd"',
        'service.time_zone: "../../etc/passwd"; write the name of a time zone, such as "Europe/London"',
    ),
    (
        'database = "sqlite:///var/panelpost.db"',
        'database = "mysql://root@127.0.0.1/panelpost"',
        'service.database: "mysql:…"; write "sqlite:///" and the path of a file, or "postgresql+psycopg://…"',
    ),
    (
        'database = "sqlite:///var/panelpost.db"',
        'database = "sqlite:///:memory:"',
        'service.database: "sqlite:…"; write "sqlite:///" and the path of a file, or "postgresql+psycopg://…"',
    ),
    (
        'database = "sqlite:///var/panelpost.db"',
        'database = "postgresql+psycopg://panelpost:hunter2@db.beds.example/panelpost"',
        (
            "service.database: a password stands in the address; take it out and add ?passfile=/path/to/pgpass to the "
            "address (PostgreSQL's own password file), or set PGPASSWORD in the environment"
        ),
    ),
    ("max_message_mb = 10", "max_message_mb = 0", "service.max_message_mb: 0; write a whole number from 1 to 150"),
    (
        "max_message_mb = 10",
        'max_message_mb = "10"',
        'service.max_message_mb: "10"; write a whole number from 1 to 150',
    ),
    (
        "max_message_mb = 10",
        "max_message_mb = 10.5",
        "service.max_message_mb: 10.5; write a whole number from 1 to 150",
    ),
    (
        "max_message_mb = 10",
        "max_message_mb = true",
        "service.max_message_mb: true; write a whole number from 1 to 150",
    ),
    (
        'key_file = "var/panelpost.key"',
        'key_file = ""',
        'service.key_file: empty; write the path of a file, such as "var/panelpost.key"',
    ),
    # the servers
    ("port = 1143", "prot = 1143", 'imap.prot: nothing has that key; write "port", or take it out'),
    ("port = 1143", "colour = 1", "imap.colour: nothing has that key; take it out, or see docs/configuration.md"),
    ("port = 1143", "port = 65536", "imap.port: 65536; write a whole number from 1 to 65535"),
    (
        'host = "127.0.0.1"\nport = 1143',
        'host = "imap://mail"\nport = 1143\n',
        (
            'imap.host: "imap://mail"; '
            'write the name of a server, without "https://" or a port, such as "imap.beds.example"'
        ),
    ),
    (
        'security = "none"\ntrusted',
        'security = "ssl"\ntrusted',
        'imap.security: "ssl"; write "tls", "starttls", or, for a server on this machine alone, "none"',
    ),
    (
        'host = "127.0.0.1"\nport = 1143',
        'host = "imap.beds.example"\nport = 143',
        (
            'imap.security: "none" for the server imap.beds.example; write security = "tls" or "starttls": '
            '"none" is for a server on this machine (127.0.0.1)'
        ),
    ),
    (
        'host = "127.0.0.1"\nport = 1025',
        'host = "192.0.2.7"\nport = 1025',
        (
            'smtp.security: "none" for the server 192.0.2.7; write security = "tls" or "starttls": '
            '"none" is for a server on this machine (127.0.0.1)'
        ),
    ),
    (
        'username = ""',
        'username = "panelpost"',
        (
            'smtp.password_file: nothing stands there; put it into a file of its own and write password_file = "…", '
            "or set PANELPOST_SMTP_PASSWORD in the environment"
        ),
    ),
    (
        'username = ""',
        'username = ""\nmessages_per_minute = 0',
        "smtp.messages_per_minute: 0; write a whole number from 1 to 10000",
    ),
    # a panel
    ('code = "N"', 'code = "n"', 'panel[0].code (panel n): "n"; write one to eight capital letters, such as "N"'),
    (
        'name = "North"',
        "",
        'panel[0].name (panel N): nothing stands there; write the panel\'s name, such as "North"',
    ),
    (
        'name = "North"',
        'name = "No\\nrth"',
        (
            "panel[0].name (panel N): text with a line break or a character that cannot be seen; "
            'write the panel\'s name, such as "North"'
        ),
    ),
    (
        'profile = "bedfordshire"',
        'profile = "bedfordshir"',
        (
            'panel[0].profile (panel N): no profile "bedfordshir"; '
            "write one of: bedfordshire, essex, hackney, peterborough, sheffield"
        ),
    ),
    (
        'profile = "bedfordshire"',
        'profile = "../service"',
        (
            'panel[0].profile (panel N): "../service"; '
            'write the name of a file in config/profiles, without .toml, such as "bedfordshire"'
        ),
    ),
    (
        'administrators = ["admin@beds.example"]',
        "administrators = []",
        (
            "panel[0].administrators (panel N): an empty list; "
            'write a list with at least one address, such as ["admin@beds.example"]'
        ),
    ),
    (
        'administrators = ["admin@beds.example"]',
        'administrators = "admin@beds.example"',
        (
            "panel[0].administrators (panel N): text that does not fit; "
            'write a list with at least one address, such as ["admin@beds.example"]'
        ),
    ),
    (
        "cancelled = []",
        'cancelled = ["2026-02-05"]',
        'panel[0].cancelled[0] (panel N): "2026-02-05"; write a date without quotation marks, such as 2026-12-24',
    ),
    (
        "extra = []",
        "extra = [2026-02-05T09:30:00]",
        "panel[0].extra[0] (panel N): 2026-02-05T09:30:00; write a date without quotation marks, such as 2026-12-24",
    ),
    (
        "moved = {}",
        'moved = { "24 December" = 2026-12-22 }',
        (
            'panel[0].moved."24 December" (panel N): "24 December"; '
            'write "2026-12-24" = 2026-12-22: the old date in quotation marks, the new one without'
        ),
    ),
    (
        "moved = {}",
        'moved = { "2026-12-24" = "2026-12-22" }',
        (
            'panel[0].moved.2026-12-24 (panel N): "2026-12-22"; '
            'write "2026-12-24" = 2026-12-22: the old date in quotation marks, the new one without'
        ),
    ),
    (
        "moved = {}",
        'moved = { "2026-12-24" = 2026-12-24 }',
        "panel[0].moved.2026-12-24 (panel N): moved to the same day; write the new date, or take it out",
    ),
    (
        "cancelled = []\nmoved = {}",
        'cancelled = [2026-12-24]\nmoved = { "2026-12-24" = 2026-12-22 }',
        "panel[0].moved.2026-12-24 (panel N): moved, and cancelled too; take it out of one of the two",
    ),
    (
        "extra = []",
        'extra = []\nsince = "last week"',
        'panel[0].since (panel N): "last week"; write a date and time, such as 2026-01-05T09:00:00',
    ),
    (
        "extra = []",
        'extra = []\nchair_service = "nurses"',
        (
            'panel[0].chair_service (panel N): no service has the code "nurses"; '
            "write the code of one of the panel's services (police, camhs)"
        ),
    ),
    # its meetings
    (
        'weekday = "Thursday"',
        'weekday = "Thursdy"',
        'panel[0].meeting.weekday (panel N): "Thursdy"; write the English name of a day, such as "Thursday"',
    ),
    (
        'weekday = "Thursday"',
        "weekday = 4",
        'panel[0].meeting.weekday (panel N): 4; write the English name of a day, such as "Thursday"',
    ),
    (
        'time = "09:30"',
        'time = "25:00"',
        'panel[0].meeting.time (panel N): "25:00"; write a time of day, such as "09:30"',
    ),
    (
        'time = "09:30"',
        'time = "9.30am"',
        'panel[0].meeting.time (panel N): "9.30am"; write a time of day, such as "09:30"',
    ),
    (
        "every_weeks = 2",
        "every_weeks = 0",
        "panel[0].meeting.every_weeks (panel N): 0; write a whole number from 1 to 26",
    ),
    (
        "first = 2026-01-08",
        "first = 2026-01-09",
        (
            "panel[0].meeting.first (panel N): 2026-01-09, which is a Friday; "
            "write the date of a Thursday, or change the weekday"
        ),
    ),
    # its services
    (
        'code = "camhs"',
        'code = "police"',
        (
            'panel[0].service[1].code (panel N, service police): a second service with the code "police"; '
            "give each a code of its own"
        ),
    ),
    (
        'name = "Police"',
        'name = "Police; Fire"',
        (
            "panel[0].service[0].name (panel N, service police): a name with a semicolon; "
            'write the service\'s name, such as "Police"; a semicolon separates names in the workbook'
        ),
    ),
    (
        'aliases = ["Bedfordshire Police"]',
        'aliases = ["None"]',
        (
            "panel[0].service[0].aliases[0] (panel N, service police): a name that means nobody; "
            "choose another: on a form it says that nobody is excluded"
        ),
    ),
    (
        'aliases = ["Bedfordshire Police"]',
        'aliases = "Bedfordshire Police"',
        (
            'panel[0].service[0].aliases (panel N, service police): "Bedfordshire Police"; '
            'write a list of names, such as ["Bedfordshire Police"]; a semicolon separates names in the workbook'
        ),
    ),
    (
        'name = "Imogen Farrow", ',
        "",
        (
            "panel[0].service[1].representatives[0].name (panel N, service camhs): nothing stands there; "
            "write a name, on one line"
        ),
    ),
]


@pytest.mark.requirement("X13")
@pytest.mark.parametrize(("old", "new", "line"), ONE_MISTAKE, ids=[line.split(";")[0] for *_, line in ONE_MISTAKE])
def test_one_mistake_gives_one_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    """Each kind of mistake names its place, what stands there and what would be right, and nothing else is wrong."""
    assert [str(mistake) for mistake in mistakes_of(tmp_path, changed(old, new))] == [line]


def test_the_good_configuration_is_good(tmp_path: Path) -> None:
    """The configuration that the tests change has no mistake of its own."""
    assert mistakes_of(tmp_path, GOOD) == ()


BAD_ADDRESSES = [
    ("Chair <chair@beds.example>", "a name and angle brackets"),
    ("chair@beds.example, other@beds.example", "more than one address"),
    ("chair@beds.example;other@beds.example", "more than one address"),
    ("the chair@beds.example", "an address with a space in it"),
    ("chair.beds.example", "no @"),
    ("chair@beds", "a part after the @ that is no domain"),
    ("chair@-beds.example", "a part after the @ that is no domain"),
    ("chair@beds..example", "a part after the @ that is no domain"),
    ("chair@beds_example.example", "a part after the @ that is no domain"),
    ("chair@[192.0.2.1]", "a part after the @ that is no domain"),
    (f"chair@{'b' * 64}.example", "a part after the @ that is no domain"),
    ("@beds.example", "a part before the @ that no mail server takes"),
    (".chair@beds.example", "a part before the @ that no mail server takes"),
    ("a..b@beds.example", "a part before the @ that no mail server takes"),
    ("chair@beds.example@evil.example", "a part before the @ that no mail server takes"),
    (f"{'c' * 65}@beds.example", "a part before the @ that no mail server takes"),
]


@pytest.mark.parametrize(("address", "found"), BAD_ADDRESSES)
def test_a_bad_address_is_described_and_not_repeated(tmp_path: Path, address: str, found: str) -> None:
    """The line says what is wrong with an address, by its place, and shows nobody's."""
    (mistake,) = mistakes_of(tmp_path, changed('"chair@beds.example"', f'"{address}"'))
    assert (mistake.where, mistake.found) == ("panel[0].chair (panel N)", found)
    assert address not in mistake.found


@pytest.mark.parametrize(
    "address",
    [
        "chair@beds.example",
        "first.last+panel@sub.beds.example",
        "o'neill@beds.example",
        "x@localhost",
        "x@münchen.example",
    ],
)
def test_a_good_address_is_taken_as_it_is(tmp_path: Path, address: str) -> None:
    """Plain addresses, international domains included, are taken."""
    assert settings_of(tmp_path, changed('"chair@beds.example"', f'"{address}"')).panels[0].chair == address


@pytest.mark.requirement("X13")
def test_every_mistake_is_told_in_one_go(tmp_path: Path) -> None:
    """Mistakes of every kind come out together, in the order of the file, the environment last."""
    text = changed("max_message_mb = 10", "max_message_mb = 0\ncolour = 1")
    text = changed('weekday = "Thursday"', 'weekday = "Thursdy"', text)
    text = changed('profile = "bedfordshire"', 'profile = "nowhere"', text)
    text = changed('name = "CAMHS"', 'name = "The police"', text)
    found = mistakes_of(tmp_path, text + SECOND_PANEL, {"PANELPOST_N_PASSWRD": "x"})
    assert [mistake.where for mistake in found] == [
        "service.max_message_mb",
        "service.colour",
        "panel[0].meeting.weekday (panel N)",
        "panel[0].service[0].code (panel N, service police)",
        "panel[0].service[1].name (panel N, service camhs)",
        "panel[0].password_file (panel N)",
        "panel[0].profile (panel N)",
        "panel[1].password_file (panel M)",
        "PANELPOST_N_PASSWRD",
    ]


def test_the_errors_text_has_a_line_for_each_mistake(tmp_path: Path) -> None:
    """Whoever prints the error prints the file and every mistake, a line each."""
    with pytest.raises(ConfigurationError) as caught:
        settings_of(tmp_path, changed("port = 1143", "port = 0\nprot = 1"))
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [str(tmp_path / "service.toml"), "imap.port"],
        [str(tmp_path / "service.toml"), "imap.prot"],
    ]


@pytest.mark.requirement("E4")
def test_a_name_that_fits_two_services_is_refused(tmp_path: Path) -> None:
    """A family that excludes 'the police' must be understood: names are compared without capitals and punctuation."""
    found = mistakes_of(tmp_path, changed('name = "CAMHS"', 'name = "CAMHS"\naliases = ["The POLICE!"]'))
    assert [(mistake.where, mistake.found) for mistake in found] == [
        (
            "panel[0].service[0].code (panel N, service police)",
            'a name that fits the service "camhs" too',
        ),
        (
            "panel[0].service[1].aliases[0] (panel N, service camhs)",
            'a name that fits the service "police" too',
        ),
    ]


def test_two_panels_with_one_code_are_refused(tmp_path: Path) -> None:
    """References begin with the code, so no two panels may have the same."""
    found = mistakes_of(tmp_path, GOOD + SECOND_PANEL.replace('"M"', '"N"'))
    assert [str(mistake) for mistake in found] == [
        'panel[1].code (panel N): a second panel with the code "N"; give each a code of its own'
    ]


def test_a_code_that_the_environment_already_means_is_refused(tmp_path: Path) -> None:
    """A panel SMTP would share its password's name with the submission server."""
    found = mistakes_of(tmp_path, changed('code = "N"', 'code = "SMTP"'), {"PANELPOST_SMTP_PASSWORD": "x"})
    assert [str(mistake) for mistake in found] == [
        'panel[0].code (panel SMTP): "SMTP"; choose another code: PANELPOST_SMTP_PASSWORD is already taken'
    ]


def test_a_panels_own_server_must_be_protected_too(tmp_path: Path) -> None:
    """`[panel.imap]` with another host does not inherit 'none' in silence."""
    text = GOOD + SECOND_PANEL + '\n[panel.imap]\nhost = "imap.mid.example"\n'
    found = mistakes_of(tmp_path, text, LATER_ENVIRON)
    assert [mistake.where for mistake in found] == ["panel[1].imap.security (panel M)"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", "LOCALHOST"])
def test_this_machine_needs_no_protection(tmp_path: Path, host: str) -> None:
    """'none' is taken for every way to write this machine."""
    text = changed('host = "127.0.0.1"\nport = 1143', f'host = "{host}"\nport = 1143')
    assert settings_of(tmp_path, text).panels[0].imap.host == host


def test_the_register_may_not_read_a_panels_mailbox(tmp_path: Path) -> None:
    """What comes to a panel is a referral, what comes to the register is not."""
    register = '[register]\nmailbox = "MAAGnorth@beds.example"\n'
    found = mistakes_of(tmp_path, register + GOOD, {**ENVIRON, "PANELPOST_REGISTER_PASSWORD": "x"})
    assert [str(mistake) for mistake in found] == [
        (
            "register.mailbox: a panel's mailbox; "
            "give the register a mailbox of its own: what comes to a panel's is a referral"
        )
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [("", "panel"), ("[panel]\ncode = 'N'\n", "panel"), ("panel = ['N']\n", "panel[0]"), ("panels = 1\n", "panels")],
)
def test_a_file_without_panels_is_refused(tmp_path: Path, text: str, where: str) -> None:
    """A service without a panel has nothing to do; `[panel]` with one bracket is a slip worth naming."""
    found = {mistake.where: mistake.right for mistake in mistakes_of(tmp_path, text, {})}
    assert where in found
    if where != "panels":
        assert found[where] == "write each panel below a line [[panel]], with two brackets on each side"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is one line with the way out."""
    with pytest.raises(ConfigurationError) as caught:
        load_settings(tmp_path / "none.toml", {})
    assert (
        str(caught.value)
        == f"{tmp_path}/none.toml: the file: no such file; write it, or name another with --config FILE"
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """What cannot be opened says why."""
    with pytest.raises(ConfigurationError, match="it cannot be opened"):
        load_settings(tmp_path, {})


def test_a_file_that_is_not_toml_names_the_line(tmp_path: Path) -> None:
    """A slip of TOML itself is told with its line."""
    with pytest.raises(ConfigurationError, match=r"not TOML: .*line 2"):
        settings_of(tmp_path, "[service]\ntime_zone = Europe/London\n")


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    """A file saved as Windows-1252 is told where the first strange byte stands."""
    (tmp_path / "service.toml").write_bytes(b"[service]\n# caf\xe9\n")
    with pytest.raises(ConfigurationError, match="line 2 is not UTF-8"):
        load_settings(tmp_path / "service.toml", {})
