"""The grammar's productions: each takes the tokens of one kind of wish."""
