"""Words that say nothing about a product, and units in their one spelling."""

STOP_WORDS = frozenset(
    "a an and any are as at be been but by can could do does for from get give good had has have having hello help her hers hi his how i i'd i'm if in into is it its "
    "just looking like me my need needs of on or our out please shall she should show so some something that the their them then there these they this those to "
    "too under us very want was we were what when where which who why will with would you your".split()
) | frozenset(
    "的 了 和 与 及 或 在 是 有 我 我们 你 你们 您 他 她 它 这 那 这个 那个 这款 那款 这些 那些 一个 一款 一些 一下 一种 个 款 给 把 被 让 对 为 从 到 就 都 也 还 很 太 吗 呢 吧 啊 呀 哦 "
    "想 要 想要 需要 请 请问 帮 帮我 找 找个 买 来 看看 推荐 有没有 什么 哪些 哪个 怎么 能 可以 会 用 用于 用来 不 之 其 等 以 于".split()
)  # fmt: skip

_SPELLINGS = {
    "gb": "gb g字节", "tb": "tb", "mb": "mb", "ml": "ml 毫升", "l": "l 升 litre litres liter liters", "cl": "cl", "mm": "mm 毫米", "cm": "cm 厘米 公分", "m": "m 米",
    "in": "in inch inches 英寸 寸", "ft": "ft feet foot", "g": "g 克 gram grams", "kg": "kg 公斤 千克 kilo kilos", "lb": "lb lbs pound pounds", "oz": "oz ounce ounces 盎司", "w": "w 瓦 watt watts",
    "kw": "kw 千瓦", "v": "v 伏 volt volts", "a": "amp amps 安", "mah": "mah 毫安 毫安时", "ah": "ah", "wh": "wh", "hz": "hz 赫兹", "khz": "khz", "mhz": "mhz", "ghz": "ghz",
    "db": "db 分贝", "dpi": "dpi", "rpm": "rpm", "mp": "mp megapixel megapixels 万像素", "tog": "tog", "tc": "tc 支", "gsm": "gsm", "d": "denier", "lm": "lm lumen lumens 流明",
    "pcs": "pcs pc pieces piece 件 只 个 支装 片 包 盒 双 条", "p": "p", "k": "k", "bit": "bit", "mbps": "mbps", "gbps": "gbps", "ppm": "ppm", "oc": "℃ °c 度",
}  # fmt: skip
UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}
ATTACHED = frozenset("in p k d a v".split())  # units only where they touch their number: "2 in 1"
