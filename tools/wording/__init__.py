"""How values, fields, conditions and products are said in a language."""
