"""Terminal texts around a reply, in its language."""

import os

from ..schema.reading import Language

LABELS: dict[Language, dict[str, str]] = {
    "zh": {
        "product": "商品",
        "price": "单价",
        "moq": "起订量",
        "supplier": "供应商",
        "rating": "评分",
        "conditions": "条件",
        "more": "还有 {count} 款：{titles}",
        "sources": "依据",
        "follow_ups": "接着问",
        "relaxations": "放宽后",
        "degraded": "这次缺少：{parts}",
        "revised": "已更新：",
        "as_above": "（商品同上）",
        "you": "你",
        "opening": "正在打开商品库……",
        "hint": "输入问题，或输入编号（1、r1）选下面的追问和放宽办法；/new 新对话，/help 帮助，/quit 退出。",
        "new": "新对话。",
        "stopped": "已停止。",
        "last_turn": "最近 1 轮",
        "last_turns": "最近 {count} 轮",
        "waiting": "这次对话的{last}还没存进 Redis，最多再等 {seconds} 秒（Ctrl-C 不等）……",
        "unkept": "对话 {thread} 的{last}没能存下来，下次会从那之前接着谈。",
    },
    "en": {
        "product": "Product",
        "price": "Unit price",
        "moq": "MOQ",
        "supplier": "Supplier",
        "rating": "Rating",
        "conditions": "Conditions",
        "more": "{count} more: {titles}",
        "sources": "Sources",
        "follow_ups": "Ask next",
        "relaxations": "If you give way",
        "degraded": "Missing this time: {parts}",
        "revised": "Revised:",
        "as_above": "(the products above)",
        "you": "you",
        "opening": "opening the store …",
        "hint": "Type a question, or the mark of a follow-up or relaxation (1, r1); /new starts over, /help, /quit.",
        "new": "A new conversation.",
        "stopped": "Stopped.",
        "last_turn": "last turn",
        "last_turns": "last {count} turns",
        "waiting": "Not in Redis yet: the {last} of this conversation; waiting up to {seconds} s (Ctrl-C: don't wait) …",
        "unkept": "Not stored: the {last} of conversation {thread}; next time it goes on from before that.",
    },
}
NODES: dict[Language, dict[str, str]] = {
    "zh": {
        "intent": "理解需求",
        "internal_retrieval": "查找商品",
        "external_search": "查阅资料",
        "planning": "规划采购清单",
        "fusion": "汇总依据",
        "answer": "写回复",
        "follow_ups": "准备追问",
        "phrase": "组织语言",
    },
    "en": {
        "intent": "reading",
        "internal_retrieval": "searching the catalogue",
        "external_search": "looking things up",
        "planning": "planning the purchase list",
        "fusion": "weighing",
        "answer": "writing",
        "follow_ups": "thinking ahead",
        "phrase": "wording",
    },
}
STAGES: dict[Language, dict[str, str]] = {
    "zh": {"reading": "读取", "indexing": "建索引", "embedding": "算向量", "swapping": "换上"},
    "en": {},
}
"""Names of ingest's stages, where they differ from the default."""
_BOTH: tuple[Language, ...] = ("zh", "en")


def spoken_here() -> tuple[Language, ...]:
    """Languages of the terminal's locale; both if it names none (unset, "C")."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return _BOTH
    return ("zh",) if locale.startswith("zh") else ("en",)


def said_here(what: str) -> str:
    """A label in the terminal's languages, before any message."""
    return " / ".join(LABELS[language][what] for language in spoken_here())


def language_of(text: str) -> Language:
    """Language of a message before its reply is known: Chinese if it contains a Han character."""
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"
