"""What fusion decides, before anybody phrases it: records and choices, no sentences."""

from .brands import Brands
from .choice import Choice
from .comparison import Compared
from .conditions import Conditions
from .details import Details
from .inquiries import Inquiries
from .knowledge import Knowledge
from .known import Known
from .listing import Listing
from .ordered import Ordered
from .placed import Placed
from .planned import Mailed, Planned
from .purchased import Purchased
from .spreading import Spreading
from .suppliers import Suppliers
from .words import Words

Decision = (
    Listing
    | Choice
    | Brands
    | Compared
    | Suppliers
    | Details
    | Knowledge
    | Conditions
    | Known
    | Ordered
    | Placed
    | Planned
    | Mailed
    | Purchased
    | Spreading
    | Inquiries
    | Words
)
