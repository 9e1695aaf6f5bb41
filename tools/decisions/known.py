"""What is kept of the buyer."""

from dataclasses import dataclass, field

from ...schema.profile import Profile, Trait


@dataclass(frozen=True)
class Known:
    """`profile` as it stands after the turn, None where nobody knows who asks. `forgets`: he asked for something to be `forgotten`.

    `names` are those of the suppliers in it, by id.
    """

    profile: Profile | None
    forgets: bool = False
    forgotten: tuple[Trait, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
