"""`daogou demo`: a three-turn conversation in both languages, to continue."""

from ..schema.reading import Language
from .options import Store
from .screen import interactive, out
from .shop import assistant_over

TALKS: dict[Language, tuple[str, ...]] = {
    "zh": ("给宝宝找一款秋冬睡袋,100元以内", "这几款怎么选?", "哪个品牌好?"),
    "en": ("Find a baby sleeping bag for autumn and winter, under 100 yuan", "How do I choose between these?", "Which brand is good?"),
}


def demo(store: Store = None) -> None:
    """Play three turns in Chinese and in English, the terminal's language last; in a terminal, continue it."""
    from .chat import talk
    from .conversation import Conversation
    from .labels import LABELS, spoken_here

    with assistant_over(store) as assistant:
        for language, messages in sorted(TALKS.items(), key=lambda talk: talk[0] == spoken_here()[-1]):
            conversation = Conversation(assistant)
            out.rule({"zh": "中文", "en": "English"}[language])
            for message in messages:
                out.print(f"{LABELS[language]['you']}> {message}", style="bold", markup=False)
                conversation.say(message)
        if interactive():
            out.rule()
            talk(conversation)
