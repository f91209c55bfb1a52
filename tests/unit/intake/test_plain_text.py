"""HTML becomes words, and a person's own words are told from what they quote."""

from __future__ import annotations

import pytest

from intake.message.plain_text import html_to_text, own_words


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two<br>three</p>", "One\n\ntwo\nthree"),
        ("<table><tr><td>Name</td><td>Jo</td></tr><tr><td>Age</td><td>7</td></tr></table>", "Name\tJo\n\nAge\t7"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"),
        ("a&nbsp;b &lt;c&gt; &#233;", "a b <c> é"),
        ("<style>p{}</style><script>alert(1)</script><title>t</title>x<!-- c -->y", "xy"),
        ('seen<span style="display: none">hidden</span><div style="mso-hide:all">too</div>', "seen"),
        ('<a href="https://evil.example">click</a><img src="https://evil.example/p.gif" alt="x">', "click"),
        ("<blockquote>said<blockquote>before</blockquote></blockquote>mine", "> said\n\n> before\n\nmine"),
        ('<div>mine</div><div id="divRplyFwdMsg">From: x</div>', "mine\n\n> From: x"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("plain words", "plain words"),
        ("", ""),
        ("<", "<"),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;</p>", "]>\n&e;"),
        ("nul\x00 and \x0e marks \x0f", "nul and marks"),
    ],
)
def test_html_becomes_words(html: str, text: str) -> None:
    """Blocks are lines; what acts, hides or loads is gone."""
    assert html_to_text(html) == text


OUTLOOK = """I will attend.

Jo

________________________________
From: Panel <maagnorth@beds.example>
Sent: Monday 7 December 2026 09:00
To: Jo
Subject: Agenda

I cannot attend
"""


@pytest.mark.parametrize(
    "text",
    [
        OUTLOOK,
        OUTLOOK.replace("_" * 32 + "\n", ""),
        "I will attend.\n\nJo\n\nOn Mon, 7 Dec 2026 at 09:00, Panel <p@beds.example> wrote:\n> I cannot attend",
        "I will attend.\n\nJo\n\nOn Monday 7 December 2026 at 09:00, Panel North\n<p@beds.example> wrote:\n\nx",
        "I will attend.\n\nJo\n\n-----Original Message-----\nFrom: Panel\n",
        "> Will you come?\nI will attend.\n\nJo\n> regards",
        "I will attend.\n\nJo\n-- \nJo Tamworth, Head",
        "I will attend.\n\nJo\n\nSent from my iPhone\n\n> x",
        "I will attend.\n\nJo\n\nGet Outlook for iOS",
    ],
)
def test_own_words_are_what_stands_above_the_quotation(text: str) -> None:
    """However the sender's program marks what it quotes."""
    assert own_words(text) == "I will attend.\n\nJo"


def test_words_that_only_resemble_a_quotation_stay() -> None:
    """A line that begins with From, or On, is not yet a quoted header."""
    text = "From: Monday we are closed.\nOn Tuesday we can start."
    assert own_words(text) == text
