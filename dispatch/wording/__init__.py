"""
Words into mail and documents: templates, and the three ways in which they are laid out.

A template says *what* is written, in a few plain elements (`markup`). How that
looks in HTML (`as_html`), in plain text (`as_text`) and in Word
(`dispatch.documents.blocks`) is decided here, so that all three always say the same.
"""
