"""Which retrievals an intent needs, and what kind of answer it gets: a new intent is a new row."""

from ..schema.plan import Plan
from ..schema.reading import Intent

PLANS: dict[Intent, Plan] = {
    "search": Plan(answer="listing", internal="search", asks=True),
    "refine": Plan(answer="listing", internal="search"),
    "pick": Plan(answer="choice", internal="focus", topics=("choosing",), asks=True),
    "compare": Plan(answer="comparison", internal="focus"),
    "brand": Plan(answer="brands", internal="search", topics=("brands",), k=300, asks=True),
    "supplier": Plan(answer="suppliers", internal="focus", asks=True),
    "product_question": Plan(answer="details", internal="focus", reviews=True, asks=True),
    "inquiry": Plan(answer="inquiry", internal="focus"),
    "chitchat": Plan(answer="words"),
    "out_of_scope": Plan(answer="words", asks=True),
}
INQUIRIES = Plan(answer="inquiry")
"""For what is done with inquiries that are there already: nothing is looked up."""
KNOWLEDGE = Plan(answer="knowledge", topics=("certificate", "choosing", "sourcing", "care"), asks=True)
"""For a question about what a word of the trade means: the guides alone."""
TERMS = Plan(answer="knowledge", asks=True)
"""For a question about the seller's terms where no product is on the table: the guides and documents, else what to ask him."""
CONDITIONS = Plan(answer="conditions")
"""For a question about the conditions themselves."""
ORDERS = Plan(answer="orders")
"""For what the buyer ordered before."""
PROFILE = Plan(answer="profile")
"""For a question about what is kept of the buyer, or a wish that it be forgotten."""
