"""Whether what a reply says is so: held against the records and the cited texts, by code of its own."""
