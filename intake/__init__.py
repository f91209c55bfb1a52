"""Mail in: watch a mailbox, take a message in, understand it, read its form, write records."""
