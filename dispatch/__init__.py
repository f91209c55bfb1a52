"""Mail out: what is due, composing mail, Word and Excel documents, sending."""
