"""The demonstration: an embedded mail server and one sample fortnight. The service never imports it."""
