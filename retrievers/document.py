"""A product as the index sees it: texts by field, every language of the record in the same fields."""

from collections.abc import Iterator

from ..schema.product import AttributeValue, Product, Translation

FIELDS = ("title", "model", "brand", "category", "attributes", "description")
_MODEL_NAMES = frozenset(
    ["name", "model", "modelname", "modelnumber", "productname", "partnumber", "mpn", "sku", "型号", "货号", "款号", "产品型号", "品名"]
)
_EMBEDDED = 400  # characters of a description: vectors of longer texts tell products apart less
_LONGEST = 4000  # characters of a description that count: beyond lies boilerplate


def texts(product: Product) -> dict[str, list[str]]:
    """The texts of each of FIELDS."""
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for version in _versions(product):
        found["title"].append(version.title or "")
        found["brand"].append(version.brand or "")
        found["category"].append(" / ".join(version.category))
        found["description"].append((version.description or "")[:_LONGEST])
        for name, value in version.attributes.items():
            _attribute(found, name, value)
    found["attributes"] += [certificate.name for certificate in product.certifications]
    return {field: list(dict.fromkeys(text for text in some if text)) for field, some in found.items()}


def embedded_text(product: Product) -> str:
    """What a product's vector is made of: its titles in every language, then the first words of its description as recorded."""
    titles = dict.fromkeys([product.title, *(version.title for version in product.translations.values() if version.title)])
    return ". ".join([*titles, product.description[:_EMBEDDED]] if product.description else titles)


def _versions(product: Product) -> Iterator[Translation]:
    yield Translation(
        title=product.title, description=product.description, brand=product.brand, category=product.category, attributes=product.attributes
    )
    yield from product.translations.values()


def _attribute(found: dict[str, list[str]], name: str, value: AttributeValue) -> None:
    """A flag is told by its name, anything else by name and values; a number alone would match any query that has it."""
    values = value if isinstance(value, tuple) else (value,)
    if any(value is True for value in values):
        found["attributes"].append(name.replace("_", " "))
    spoken = [str(value) for value in values if isinstance(value, str)]
    is_model = name.replace("_", "").replace(" ", "").lower() in _MODEL_NAMES
    found["model" if is_model else "attributes"] += (
        spoken if is_model else [f"{name.replace('_', ' ')} {text}" if text.replace(".", "").isdigit() else text for text in spoken]
    )
