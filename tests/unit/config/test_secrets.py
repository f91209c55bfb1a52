"""Where secrets come from, and that they never show."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.load import load_settings
from config.mistakes import ConfigurationError
from tests.unit.config.samples import ENVIRON, GOOD, changed, mistakes_of, settings_of

WITH_FILE = changed('username = "maagnorth"', 'username = "maagnorth"\npassword_file = "var/north.password"')
WITH_OAUTH = changed('username = "maagnorth"\n', 'username = "maagnorth"\noauth = { OAUTH }\n').replace(
    "OAUTH", 'tenant = "t-1", client_id = "c-1", client_secret_file = "north.secret"'
)


def password_of(text: str, folder: Path, environ: dict[str, str]) -> str:
    """Panel N's password."""
    password = settings_of(folder, text, environ).panels[0].password
    return password.reveal() if password else ""


def a_file(path: Path, content: str) -> None:
    """Write *content*, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())


def test_a_password_comes_from_the_environment(tmp_path: Path) -> None:
    """`PANELPOST_N_PASSWORD` is panel N's."""
    assert password_of(GOOD, tmp_path, {"PANELPOST_N_PASSWORD": "s3cret"}) == "s3cret"


@pytest.mark.parametrize("content", ["s3cret", "s3cret\n", "s3cret\r\n", "\ufeffs3cret\n"])
def test_a_password_comes_from_a_file(tmp_path: Path, content: str) -> None:
    """The end of the line is not part of the password."""
    a_file(tmp_path / "var/north.password", content)
    assert password_of(WITH_FILE, tmp_path, {}) == "s3cret"


def test_spaces_belong_to_a_password(tmp_path: Path) -> None:
    """Only the end of the line is taken off."""
    a_file(tmp_path / "var/north.password", " a b \n")
    assert password_of(WITH_FILE, tmp_path, {}) == " a b "


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """One run can differ without editing anything, and without the file."""
    assert password_of(WITH_FILE, tmp_path, {"PANELPOST_N_PASSWORD": "of this run"}) == "of this run"


def test_a_relative_file_is_looked_for_in_the_current_directory_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Current directory, then beside the configuration, then the folder above it."""
    there = tmp_path / "project" / "config"
    there.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    a_file(tmp_path / "project/var/north.password", "above")
    assert password_of(WITH_FILE, there, {}) == "above"
    a_file(there / "var/north.password", "beside")
    assert password_of(WITH_FILE, there, {}) == "beside"
    a_file(tmp_path / "var/north.password", "here")
    assert password_of(WITH_FILE, there, {}) == "here"


def test_an_absolute_file_is_taken_as_it_is(tmp_path: Path) -> None:
    """Nothing is put in front of an absolute path."""
    a_file(tmp_path / "elsewhere/pw", "absolute")
    text = WITH_FILE.replace("var/north.password", str(tmp_path / "elsewhere/pw"))
    assert password_of(text, tmp_path, {}) == "absolute"


def test_a_missing_file_says_where_it_was_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names the folders, and the environment's name as the other way."""
    monkeypatch.chdir(tmp_path)
    (mistake,) = mistakes_of(tmp_path, WITH_FILE, {})
    assert str(mistake) == (
        'panel[0].password_file (panel N): no file "var/north.password"; '
        f"write it, or set PANELPOST_N_PASSWORD in the environment (looked in {tmp_path}, {tmp_path.parent})"
    )


@pytest.mark.parametrize(("content", "found"), [("", "one line"), ("two\nlines", "one line"), ("x" * 5000, "one line")])
def test_a_file_that_holds_no_password_is_refused(tmp_path: Path, content: str, found: str) -> None:
    """An empty file, two lines, or another file altogether is no password, and is not shown."""
    a_file(tmp_path / "var/north.password", content)
    (mistake,) = mistakes_of(tmp_path, WITH_FILE, {})
    assert mistake.found == f'"var/north.password" does not hold exactly {found}'


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    """A key or an image in the password's place is named as such."""
    a_file(tmp_path / "var/north.password", "")
    (tmp_path / "var/north.password").write_bytes(b"\xff\xfe\x00")
    (mistake,) = mistakes_of(tmp_path, WITH_FILE, {})
    assert mistake.found == '"var/north.password" is not text'


def test_no_password_at_all_says_how_to_give_one(tmp_path: Path) -> None:
    """A mailbox without a password is refused at start, and not at the first login."""
    (mistake,) = mistakes_of(tmp_path, GOOD, {})
    assert str(mistake) == (
        "panel[0].password_file (panel N): nothing stands there; put it into a file of its own and write "
        'password_file = "…", or set PANELPOST_N_PASSWORD in the environment'
    )


@pytest.mark.parametrize("key", ["password", "secret", "client_secret", "token"])
def test_a_secret_in_the_file_itself_is_refused(tmp_path: Path, key: str) -> None:
    """The line explains where it belongs, and does not repeat it."""
    (mistake,) = mistakes_of(tmp_path, changed('username = "maagnorth"', f'{key} = "hunter2"'), {})
    assert str(mistake) == (
        f"panel[0].{key} (panel N): a secret stands in the file itself; take it out, and change it if others have seen "
        'the file; put it into a file of its own and write password_file = "…", or set PANELPOST_N_PASSWORD in the '
        "environment"
    )


def test_no_mistake_shows_a_secret(tmp_path: Path) -> None:
    """Whatever is wrong around it, a secret stands in no line."""
    text = changed('username = ""', 'username = "x"\npassword = "hunter2"')
    text = changed("port = 1143", 'port = "x"\npassword = ["hunter2"]', text)
    text = changed("sqlite:///var", "postgresql+psycopg://u:hunter2@db.example/x#", text)
    text = changed('name = "North"', 'name = "North"\npassword = { key = "hunter2" }\ntoken = "hunter2"', text)
    with pytest.raises(ConfigurationError) as caught:
        settings_of(tmp_path, text, {"PANELPOST_MAILBX__PASSWORD": "hunter2"})
    assert len(caught.value.mistakes) >= 7
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(caught.value)


def test_a_name_that_nothing_reads_is_refused(tmp_path: Path) -> None:
    """A misspelt name would leave its password missing in silence; the nearest is suggested."""
    (mistake,) = mistakes_of(tmp_path, GOOD, {**ENVIRON, "PANELPOST_MAILBX__PASSWORD": "x"})
    assert str(mistake) == (
        "PANELPOST_MAILBX__PASSWORD: nothing reads that name in the environment; "
        "unset it, or write PANELPOST_N_PASSWORD"
    )


@pytest.mark.parametrize("name", ["PANELPOST_CONFIG", "PANELPOST_CRASH_AT", "PANELPOST_EVERYTHING"])
def test_names_that_others_read_are_left_alone(tmp_path: Path, name: str) -> None:
    """The command line's and the tests' own names are known."""
    assert mistakes_of(tmp_path, GOOD, {**ENVIRON, name: "1"}) == ()


def test_an_empty_password_in_the_environment_is_refused(tmp_path: Path) -> None:
    """Set to nothing is not given; one line says so."""
    found = mistakes_of(tmp_path, GOOD, {"PANELPOST_N_PASSWORD": ""})
    assert [str(mistake) for mistake in found] == [
        "PANELPOST_N_PASSWORD: set, but empty; give the password, or unset it"
    ]


def test_the_sender_has_a_password_if_it_has_a_username(tmp_path: Path) -> None:
    """`[smtp]` with a username takes its password like a panel does."""
    text = changed('username = ""', 'username = "panelpost"')
    settings = settings_of(tmp_path, text, {**ENVIRON, "PANELPOST_SMTP_PASSWORD": "out"})
    assert settings.smtp.password is not None
    assert settings.smtp.password.reveal() == "out"


def test_microsoft_365_takes_a_client_secret(tmp_path: Path) -> None:
    """With OAuth there is no password; the application's secret comes from its file."""
    a_file(tmp_path / "north.secret", "client's\n")
    panel = settings_of(tmp_path, WITH_OAUTH, {}).panels[0]
    assert panel.password is None
    assert panel.oauth is not None
    assert (panel.oauth.tenant, panel.oauth.client_id, panel.oauth.client_secret.reveal()) == ("t-1", "c-1", "client's")


def test_the_client_secret_may_come_from_the_environment(tmp_path: Path) -> None:
    """A panel's secret may always come from the environment, whatever kind it is."""
    panel = settings_of(tmp_path, WITH_OAUTH, {"PANELPOST_N_PASSWORD": "environment's"}).panels[0]
    assert panel.oauth is not None
    assert panel.oauth.client_secret.reveal() == "environment's"


def test_a_missing_client_secret_is_named_by_its_own_key(tmp_path: Path) -> None:
    """The line names the key below `oauth`, not a password."""
    (mistake,) = mistakes_of(tmp_path, WITH_OAUTH.replace(', client_secret_file = "north.secret"', ""), {})
    assert str(mistake) == (
        "panel[0].oauth.client_secret_file (panel N): nothing stands there; put it into a file of its own and write "
        'client_secret_file = "…", or set PANELPOST_N_PASSWORD in the environment'
    )


def test_a_password_and_oauth_together_are_refused(tmp_path: Path) -> None:
    """It must be clear which of the two is meant."""
    a_file(tmp_path / "north.secret", "x")
    text = WITH_OAUTH.replace("oauth = {", 'password_file = "north.secret"\noauth = {')
    assert [str(mistake) for mistake in mistakes_of(tmp_path, text, {})] == [
        "panel[0].oauth (panel N): OAuth and a password; keep one of the two"
    ]


def test_the_passwords_of_protected_forms(tmp_path: Path) -> None:
    """Each file holds one; a missing one is named by its number."""
    a_file(tmp_path / "one.pw", "first\n")
    text = changed("extra = []", 'extra = []\nform_password_files = ["one.pw"]')
    assert [secret.reveal() for secret in settings_of(tmp_path, text).panels[0].form_passwords] == ["first"]
    text = text.replace('["one.pw"]', '["one.pw", "two.pw"]')
    assert [mistake.where for mistake in mistakes_of(tmp_path, text)] == ["panel[0].form_password_files[1] (panel N)"]


def test_nothing_is_read_from_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is what was handed in, not what the process has."""
    monkeypatch.setenv("PANELPOST_N_PASSWORD", "the process's")
    (tmp_path / "service.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ConfigurationError):
        load_settings(tmp_path / "service.toml", {})
