"""The grammar's productions: each consumes the tokens of one kind of wish."""
