// Texts of the page in both languages. {name} in a text is filled from the second argument of t().
import { storage } from "./kept.js";

const ZH = {
  name: "导购", tagline: "按您的条件，从目录里选货",
  skip: "跳到对话", menu: "对话列表", close: "关闭", cancel: "取消", done: "完成", copy: "复制", copied: "已复制", copy_by_hand: "浏览器不让网页复制。文字已选好，请自己复制。",
  new: "新对话", find: "搜索对话", conversations: "对话", none_yet: "还没有对话。问一句，就从这里开始。", none_found: "没有标题里含这些字的对话。",
  more_of: "“{title}”的操作", rename: "改名", delete: "删除", export_md: "导出为 Markdown", export_json: "导出为 JSON",
  rename_title: "给对话改名", title_label: "名称", save: "保存",
  delete_title: "删除这个对话？", delete_body: "“{title}”会被彻底删除，无法恢复。",
  untitled: "新对话", today: "今天", yesterday: "昨天", earlier: "更早",
  theme: "外观", theme_auto: "随系统", theme_light: "浅色", theme_dark: "深色", language: "语言",
  hello: "今天想找什么货？", hello_body: "说出您的要求：品类、价格、起订量、材质、供应商……我从目录里挑，逐条核对，并注明依据。",
  hello_try: "可以这样问", message: "消息", placeholder: "说说您想找什么，比如：{example}", placeholder_short: "想找什么？", placeholder_more: "接着问，或改一个条件…",
  example: "100元以内的秋冬婴儿睡袋", send: "发送", stop: "停止", hint: "Enter 发送，Shift+Enter 换行",
  you: "您", guide: "导购",
  step_intent: "正在理解您的要求…", step_internal_retrieval: "正在查目录…", step_external_search: "正在查目录和资料…", step_fusion: "正在逐条核对条件…", step_answer: "正在整理回复…",
  step_phrase: "正在写回复…", step_follow_ups: "正在想接下来能问什么…", step_waiting: "排队中，马上就到您…",
  conditions: "您的条件", more_conditions: "还有 {n} 个条件", no_choices: "眼下取不到可选的值。", looking_for: "在找", pieces: "{n} 件", from_turn: "第 {n} 轮", from_turn_long: "来自第 {n} 轮：", show_turn: "看那一轮",
  from_profile: "来自您的资料", wish: "最好", must: "必须", inferred: "推测", remove: "去掉", remove_it: "去掉条件：{text}", edit_it: "修改条件：{text}，{turn}", quantity: "采购数量",
  value: "值", way: "怎样算符合", any_of: "满足其中一个就行", all_of: "全部都要", none_of: "一个都不要", is: "要这个", is_not: "不要这个",
  at_most: "不超过", at_least: "不低于", under: "低于", over: "高于", exactly: "正好", from_low: "不能高于上限。", choose_one: "至少选一个。", how_hard: "要求", apply: "应用", yes: "是", no: "否",
  edited_removed: "去掉：{text}", edited_changed: "改成：{text}", edited_wish: "不再必须：{text}", edited_must: "必须：{text}", found: "{n} 款商品", products: "商品", more_products: "再看 {n} 款",
  from: "{n} 件起", each: "单价", moq: "起订 {n} 件", sold: "近 90 天售 {n}", titled_brand: "{name}（据标题）", rating: "{n} 分", reviews: "{n} 条评价", tiers: "阶梯价", tier: "{n}件+",
  maker_factory: "工厂", maker_trader: "贸易商", maker_brand: "品牌商", verified: "平台认证",
  supplier: "供应商", ask_supplier: "问问这家供应商：{name}", about_this: "问问这款", about: "问这款商品：{title}", hello_product: "关于这款商品，想了解什么？", product_gone: "链接里的商品已经不在目录里了，可以直接说想找什么。", no_price: "价格未标注", met: "符合", failed: "不符", unknown: "未标注",
  picture: "{title}（示意图）", compare: "对比", compare_it: "选入对比：{title}", selected: "已选 {n} 款", compare_now: "对比 {n} 款", clear: "清空", compare_most: "一次最多对比 {n} 款。",
  compare_need: "再选一款就能对比", comparison: "对比表", best: "更优", property: "项目", table_hint: "可左右滑动", all_rows: "显示全部 {n} 项（{same} 项都一样）",
  keep: "收藏：{title}", unkeep: "取消收藏：{title}", shortlist: "收藏清单", shortlist_none: "点商品上的书签，就会收在这里，方便对比和询价。", shortlist_n: "收藏清单，{n} 款",
  older_list: "这款商品来自之前的列表。再找一次这类商品，就能问它的供应商。", inquiry: "询价草稿", inquiry_to: "给{supplier}的询价", inquiry_note: "还没有发出。可以直接改，然后复制给供应商。", inquiry_sent: "您说已发出", inquiry_theirs: "供应商看{language}；两种都可以改、可以复制。", of_brands: "这些品牌的商品", write_inquiry: "写询价",
  inquiry_text: "{supplier}，您好：\n想采购：\n{lines}\n数量：\n请报含税单价、最小起订量、交期和运费。\n谢谢，等您回复。", inquiry_line: "{n}. {title}（商品编号 {id}）", a_supplier: "供应商",
  target: "目标价 {price}", cites: "来源 {n}：{title}", sources: "{n} 条依据", published: "发布于 {date}", read: "取自 {date}", open_source: "打开原文",
  kind_product: "商品记录", kind_supplier: "供应商记录", kind_review: "买家评价", kind_guide: "选购指南", kind_web: "网页",
  source_authority: "权威机构", source_document: "文件", source_retailer: "零售商", source_forum: "论坛", source_seller: "卖家", from_catalogue: "本目录",
  relax: "放宽一条就有", relax_count: "{n} 款", without: "去掉：{text}", becomes: "改为：{text}", next: "接下来", up: "有帮助", down: "没帮助", thanks: "谢谢，记下了。",
  why: "哪里不好？", why_more: "再说几句（可不填）", why_send: "提交", why_wrong: "信息不对", why_conditions: "不合条件", why_choice: "商品不合适", why_unclear: "没说清楚", why_slow: "太慢",
  retry: "重试", edit: "修改这条消息", again: "再问一次", ask_anew: "在新对话里问", edited: "已修改，原来的问答", editing: "正在修改上一条消息", unsent: "这条没有发成功，您写的还在", stopped: "已停止，这一轮没有保存。", copy_reply: "复制回复",
  degraded: "有一点没到位",
  d_model: "语言模型这次没帮上忙，回复按规则写成，内容照样核对过。",
  d_suggestions: "接下来的建议这次没做出来。",
  offline: "网络断开了。您写的还在，连上后继续。", reconnecting: "连接断了，正在接上…", waiting_online: "网络断开了，连上后就发出…", failed_title: "这次没有成功", lost: "连不上服务器。请看看网络，再试一次。", busy: "问得有点快，请 {n} 秒后再试。",
  gone: "这个对话不存在，或已被删除。", deleted_elsewhere: "刚才的对话已在另一个窗口删除。您可以在这里开始新的对话。", loading: "正在打开对话…", list_failed: "对话列表没有取到。", partial: "保存对话的地方暂时连不上。这里是眼下能看到的部分，可以接着问；其余的恢复后会再出现。", list_partial: "眼下只能看到一部分对话。",
  e_thread_unknown: "这个对话不存在，或已被删除。", e_404: "要找的内容不在了。", e_message_empty: "请先写点什么。", e_message_too_long: "这条消息太长了，请缩短一些再发。", e_413: "内容太长了，请缩短一些再发。",
  e_408: "网络有点慢，没有传完，请再试一次。", e_value_unknown: "目录里没有商品是这样的，条件没有改。请从给出的值里选一个。", e_title_bad: "这个名称不能用，请换一个短一点的。", e_input_bad: "这条内容没法处理，请换个说法再试。", e_busy: "上一个问题还在回答，稍等一下再发。", e_409: "这一轮被别的操作中断了，请再发一次。", e_turn_ended: "这一轮被后来的消息或停止操作中断了，可以再发一次。",
  e_401: "登录已过期，请刷新页面。", e_403: "您没有权限做这件事。请刷新页面，或联系商家。", e_thread_damaged: "这个对话有一部分丢失了，请开始新的对话。", e_storage_away: "对话暂时无法保存或读取，请稍后再试。", e_store_away: "商品目录暂时打不开，请稍后再试。", e_outside_away: "有一部分服务暂时没有响应，请稍后再试。",
  e_stopping: "服务正在重启，请过一会儿再发。", e_overloaded: "现在问的人太多，请过一会儿再发。", e_503: "服务暂时不可用，请稍后再试。", e_internal: "出了点问题，不是您的原因。请再试一次；若一直这样，请告诉商家。",
  product: "商品", product_loading: "正在打开商品…", as_of: "记录于 {date}", open_shop: "到店里看", price_for: "买多少，多少钱", how_many: "数量（件）", quantity_from: "数量", pieces_bad: "请填一个大于 0 的整数。",
  sum_each: "{price} × {n} 件 =", below_moq: "起订量是 {n} 件，这个数量还不能订。", over_stock: "记录里的库存只有 {n} 件。", next_tier: "满 {n} 件，每件 {price}。", about_nothing: "不再只问这款", keep_it: "收藏", is_kept: "已收藏", copy_link: "复制链接",
  attributes: "规格", papers: "证书", papers_none: "没有登记证书。", papers_of_company: "公司的证书（不是这款商品的）", valid_until: "有效至 {date}", expired_on: "已于 {date} 过期", no_end: "没有写有效期",
  reviews_of: "买家评价", reviews_none: "没有评价原文。", reviews_read: "其中 {n} 条有原文。", praised: "夸的", blamed: "不满的", reviews_latest: "最近的 {n} 条评价", e_product_unknown: "目录里没有这款商品，可能已经下架。",
  barred: "不要", kind_of_condition: "{kind}：{text}", any: "任一", all: "全部", any_told: "满足其中一个就行；按一下改成全部都要：{text}", all_told: "全部都要；按一下改成满足其中一个就行：{text}", never_all: "没有商品同时具备这些，所以只能要求其中一个。",
  add_condition: "加一个条件", added: "加上条件：{text}", asks: "{field}：{value}", asks_barred: "{field}不是{value}", unused: "这些话还没有用上", use_as: "当作…", use_it_as: "把“{word}”当作…", use_word_as: "“{word}”是说", used_as: "“{word}”当作：{as}", as_property: "商品的一个条件", as_goods: "要找的东西", as_question: "怎么选的问题",
  share: "分享", share_title: "分享这个对话", share_body: "拿到链接的人都能看到到目前为止的全部问答（不能改，也看不到之后说的），可以打印。删除对话，链接就失效。", share_days: "链接有效", days: "{n} 天", share_make: "生成链接", share_link: "链接", share_until: "有效至 {date}", share_open: "打开看看", shared_note: "这是别人分享的对话，只能看。链接有效至 {date}。", print: "打印", ask_yourself: "我也来问", e_share_unknown: "没有这个链接，或对话已被删除。", e_share_expired: "这个链接已经过期，请让对方再给一个新的。", export_xlsx: "导出 XLSX", export_csv: "导出 CSV",
  embed_server: "聊天没有打开：server 写的不是网址。", embed_one: "这个网页里已经有一个聊天窗口了。", answer_at: "第 {n} 轮", failed_stop: "没能停下，它可能已经结束了。",
};
const EN = {
  name: "Daogou", tagline: "Buying from the catalogue, by your conditions",
  skip: "Skip to the conversation", menu: "Conversations", close: "Close", cancel: "Cancel", done: "Done", copy: "Copy", copied: "Copied", copy_by_hand: "The browser lets no page copy. The text is selected: copy it yourself.",
  new: "New conversation", find: "Search conversations", conversations: "Conversations", none_yet: "No conversations yet. Ask something and it starts here.", none_found: "No title has these words.",
  more_of: "Actions for “{title}”", rename: "Rename", delete: "Delete", export_md: "Export as Markdown", export_json: "Export as JSON",
  rename_title: "Rename conversation", title_label: "Name", save: "Save",
  delete_title: "Delete this conversation?", delete_body: "“{title}” will be deleted for good.",
  untitled: "New conversation", today: "Today", yesterday: "Yesterday", earlier: "Earlier",
  theme: "Appearance", theme_auto: "System", theme_light: "Light", theme_dark: "Dark", language: "Language",
  hello: "What are you sourcing today?", hello_body: "Say what matters: product, price, MOQ, material, supplier… I pick from the catalogue, check every condition and show where each statement comes from.",
  hello_try: "Try asking", message: "Message", placeholder: "What are you looking for? For example: {example}", placeholder_short: "What are you looking for?", placeholder_more: "Ask on, or change a condition…",
  example: "autumn baby sleeping bags under 100 yuan", send: "Send", stop: "Stop", hint: "Enter to send, Shift+Enter for a new line",
  you: "You", guide: "Daogou",
  step_intent: "Reading your request…", step_internal_retrieval: "Searching the catalogue…", step_external_search: "Searching catalogue and guides…", step_fusion: "Checking every condition…", step_answer: "Putting the reply together…",
  step_phrase: "Writing the reply…", step_follow_ups: "Thinking of what to ask next…", step_waiting: "In line, just a moment…",
  conditions: "Your conditions", more_conditions: "{n} more conditions", more_conditions_1: "{n} more condition", no_choices: "The values to choose from can't be listed just now.", looking_for: "Looking for", pieces: "{n} pcs", pieces_1: "{n} pc", from_turn: "turn {n}", from_turn_long: "From turn {n}: ", show_turn: "Show that turn",
  from_profile: "from your profile", wish: "Nice to have", must: "Must", inferred: "guessed", remove: "Remove", remove_it: "Remove condition: {text}", edit_it: "Change condition: {text}, {turn}", quantity: "Quantity",
  value: "Value", way: "It is met by", any_of: "Any of these", all_of: "All of these together", none_of: "None of these", is: "This one", is_not: "Anything but this one",
  at_most: "at most", at_least: "at least", under: "under", over: "over", exactly: "exactly", from_low: "It can't be above the upper end.", choose_one: "Choose at least one.", how_hard: "How firm", apply: "Apply", yes: "Yes", no: "No",
  edited_removed: "Removed: {text}", edited_changed: "Changed: {text}", edited_wish: "No longer a must: {text}", edited_must: "A must: {text}", found: "Products: {n}", products: "Products", more_products: "Show {n} more",
  from: "from {n}", each: "each", moq: "MOQ {n}", sold: "{n} sold in 90 days", titled_brand: "{name} (from the title)", rating: "{n} stars", rating_1: "{n} star", reviews: "{n} reviews", reviews_1: "{n} review", tiers: "Price tiers", tier: "{n}+",
  maker_factory: "factory", maker_trader: "trading company", maker_brand: "brand owner", verified: "verified",
  supplier: "Supplier", ask_supplier: "Ask about the supplier {name}", about_this: "Ask about this", about: "About this product: {title}", hello_product: "What would you like to know about this product?", product_gone: "The product of the link is no longer in the catalogue; say what you are looking for.", no_price: "Price not stated", met: "Meets", failed: "Fails", unknown: "Not stated",
  picture: "{title} (drawing)", compare: "Compare", compare_it: "Select to compare: {title}", selected: "{n} selected", compare_now: "Compare {n}", clear: "Clear", compare_most: "Up to {n} at a time.",
  compare_need: "Pick one more to compare", comparison: "Comparison", best: "better", property: "Property", table_hint: "Scroll sideways for more", all_rows: "Show all {n} rows ({same} are the same)",
  keep: "Save: {title}", unkeep: "Remove from shortlist: {title}", shortlist: "Shortlist", shortlist_none: "Tap the bookmark on a product to keep it here, ready to compare and to inquire.", shortlist_n: "Shortlist: {n}",
  older_list: "This product comes from an earlier list. Look for such products again, then ask about its supplier.", inquiry: "Inquiry draft", inquiry_to: "Inquiry to {supplier}", inquiry_note: "Not sent. Change it as you like, then copy it to the supplier.", inquiry_sent: "You said it was sent", inquiry_theirs: "The supplier reads {language}. Both can be changed and copied.", of_brands: "Products of these brands", write_inquiry: "Draft inquiry",
  inquiry_text: "Dear {supplier},\nWe would like to buy:\n{lines}\nQuantity:\nPlease quote the unit price including tax, MOQ, lead time and shipping.\nThank you; we look forward to your reply.", inquiry_line: "{n}. {title} (product {id})", a_supplier: "supplier",
  target: "target {price}", cites: "Source {n}: {title}", sources: "Sources ({n})", published: "Published {date}", read: "Read {date}", open_source: "Open the source",
  kind_product: "Product record", kind_supplier: "Supplier record", kind_review: "Buyer review", kind_guide: "Buying guide", kind_web: "Web page",
  source_authority: "authority", source_document: "document", source_retailer: "retailer", source_forum: "forum", source_seller: "seller", from_catalogue: "this catalogue",
  relax: "Give way on one and there are some", relax_count: "{n} products", relax_count_1: "{n} product", without: "Without: {text}", becomes: "Instead: {text}", next: "Next", up: "Helpful", down: "Not helpful", thanks: "Thank you, noted.",
  why: "What was wrong?", why_more: "Anything else (optional)", why_send: "Send", why_wrong: "Wrong facts", why_conditions: "Breaks a condition", why_choice: "Not the right products", why_unclear: "Unclear", why_slow: "Too slow",
  retry: "Try again", edit: "Edit this message", again: "Ask again", ask_anew: "Ask in a new conversation", edited: "Edited; the earlier version", editing: "Editing your last message", unsent: "Not sent; your words are still here", stopped: "Stopped. Nothing of this turn was kept.", copy_reply: "Copy reply",
  degraded: "Something was missing",
  d_model: "The language model was no help this time; this reply goes by rules and was checked all the same.",
  d_suggestions: "No next questions this time.",
  offline: "You are offline. What you wrote is still here; it goes on when you are back.", reconnecting: "Connection lost, picking it up again…", waiting_online: "You are offline; this goes on when you are back…", failed_title: "That did not work", lost: "The server can't be reached. Check your connection and try again.", busy: "A little fast. Please try again in {n} s.",
  gone: "This conversation does not exist, or was deleted.", deleted_elsewhere: "The conversation was deleted in another window. You can begin a new one here.", loading: "Opening the conversation…", list_failed: "The list of conversations could not be loaded.", partial: "Where conversations are kept can't be reached just now. This is what can be seen of it; ask on, the rest comes back by itself.", list_partial: "Only some conversations can be seen just now.",
  e_thread_unknown: "This conversation does not exist, or was deleted.", e_404: "What you were looking for is no longer there.", e_message_empty: "Write something first.", e_message_too_long: "This message is too long; please shorten it.", e_413: "That is too long; please shorten it.",
  e_408: "The connection was slow and it did not all arrive; please try again.", e_value_unknown: "No product in the catalogue has that, so the condition stays as it was. Choose one of the values offered.", e_title_bad: "This name can't be used; please choose a shorter one.", e_input_bad: "That could not be handled; please try other words.", e_busy: "Your last question is still being answered; one moment, please.", e_409: "Something else ended this turn; please send it again.", e_turn_ended: "A later message or a stop ended this turn; you can send it again.",
  e_401: "Your visit has expired; please reload the page.", e_403: "This is not open to you. Reload the page, or ask the shop.", e_thread_damaged: "A part of this conversation was lost; please begin a new one.", e_storage_away: "Conversations can't be kept or read just now; please try again shortly.", e_store_away: "The catalogue can't be opened just now; please try again shortly.", e_outside_away: "Part of the service does not answer just now; please try again shortly.",
  e_stopping: "The service is restarting; please send it again in a moment.", e_overloaded: "Many people are asking just now; please send it again in a moment.", e_503: "The service is away just now; please try again shortly.", e_internal: "Something went wrong on our side. Please try again, and tell the shop if it goes on.",
  product: "Product", product_loading: "Opening the product…", as_of: "as of {date}", open_shop: "See it in the shop", price_for: "Price by quantity", how_many: "How many", quantity_from: "Quantity", pieces_bad: "Give a whole number above 0.",
  sum_each: "{price} × {n} =", below_moq: "The MOQ is {n}: so few can't be ordered.", over_stock: "The record has only {n} in stock.", next_tier: "From {n}: {price} each.", about_nothing: "Stop asking about this product only", keep_it: "Save", is_kept: "Saved", copy_link: "Copy link",
  attributes: "Specifications", papers: "Certificates", papers_none: "No certificate on file.", papers_of_company: "The company's certificates (not this product's)", valid_until: "valid until {date}", expired_on: "expired {date}", no_end: "no end stated",
  reviews_of: "Buyer reviews", reviews_none: "No review is on file.", reviews_read: "{n} of them are on file.", praised: "Praised", blamed: "Complained of", reviews_latest: "Latest reviews ({n})", e_product_unknown: "The catalogue has no such product; it may have been taken out.",
  barred: "Not this", kind_of_condition: "{kind}: {text}", any: "any", all: "all", any_told: "Any of these will do; press to want all of them: {text}", all_told: "All of these are wanted; press to take any of them: {text}", never_all: "No product has all of these, so only any of them can be asked for.",
  add_condition: "Add a condition", added: "Added: {text}", asks: "{field}: {value}", asks_barred: "{field} not {value}", unused: "Not used yet", use_as: "use it as…", use_it_as: "Use “{word}” as…", use_word_as: "“{word}” means", used_as: "“{word}” means: {as}", as_property: "A condition on the goods", as_goods: "What I look for", as_question: "A question about choosing",
  share: "Share", share_title: "Share this conversation", share_body: "Whoever has the link can read all that was said so far (not change it, nor see what is said later), and print it. Deleting the conversation ends the link.", share_days: "The link is good for", days: "{n} days", days_1: "{n} day", share_make: "Make a link", share_link: "Link", share_until: "Good until {date}", share_open: "Open it", shared_note: "Somebody shared this conversation with you, to read only. The link is good until {date}.", print: "Print", ask_yourself: "Ask yourself", e_share_unknown: "There is no such link, or the conversation was deleted.", e_share_expired: "This link has run out; ask who gave it for a new one.", export_xlsx: "Export XLSX", export_csv: "Export CSV",
  embed_server: "The chat did not open: what server names is no address.", embed_one: "This page has a chat already.", answer_at: "Turn {n}", failed_stop: "It could not be stopped; it may have ended already.",
};
const FIELDS = {
  zh: { price: "价格", moq: "起订量", quantity: "数量", rating: "评分", review_count: "评价数", sold_90d: "近 90 天销量", stock: "库存", brand: "品牌", category: "品类", certification: "证书", product: "商品", supplier: "供应商",
    "supplier.rating": "供应商评分", "supplier.location": "所在地", "supplier.kind": "供应商类型", "supplier.verified": "平台认证", "supplier.years": "经营年限", "supplier.repurchase_rate": "回头率" },
  en: { price: "price", moq: "MOQ", quantity: "quantity", rating: "rating", review_count: "reviews", sold_90d: "sales in 90 days", stock: "stock", brand: "brand", category: "category", certification: "certificate", product: "product", supplier: "supplier",
    "supplier.rating": "supplier rating", "supplier.location": "location", "supplier.kind": "kind of supplier", "supplier.verified": "verified supplier", "supplier.years": "years in business", "supplier.repurchase_rate": "repurchase rate" },
};
// As in replies.
const OPS = {
  zh: { "=": "{f}：{v}", "!=": "{f}不是{v}", "<": "{f}低于 {v}", "<=": "{f}不超过 {v}", ">": "{f}高于 {v}", ">=": "{f}不低于 {v}", in: "{f}：{v}", not_in: "{f}不要{v}", contains: "{f}：{v}", not_contains: "{f}不含 {v}" },
  en: { "=": "{f}: {v}", "!=": "{f} not {v}", "<": "{f} under {v}", "<=": "{f} at most {v}", ">": "{f} over {v}", ">=": "{f} at least {v}", in: "{f}: {v}", not_in: "{f} other than {v}", contains: "{f}: {v}", not_contains: "{f} without {v}" },
};
const SYMBOLS = { CNY: "¥", USD: "$", EUR: "€", GBP: "£", JPY: "JP¥", HKD: "HK$" };

export let language = storage("language") ?? (navigator.languages.some((each) => each.startsWith("zh")) ? "zh" : "en");
const labels = new Map();  // of attributes, as comparisons call them
const names = new Map();  // of values, as the server calls them

export function speak(chosen, remembered = true) {
  language = chosen;
  if (remembered) storage("language", chosen);
}

export const t = (key, values) => inTongue(language, key, values);

// In a given language, whatever the page's.
export function inTongue(tongue, key, values = {}) {
  const words = tongue === "zh" ? ZH : EN, text = (values.n === 1 ? words[`${key}_1`] : null) ?? words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const known = (key) => key in EN;

export function learn(rows, tongue) {
  for (const row of rows) labels.set(`${tongue} ${row.field}`, row.label);
}

export function learnValues(field, values, tongue) {
  for (const [value, name] of Object.entries(values)) names.set(`${tongue} ${field} ${value}`, name);
}

// True if a condition's values may have other names in the page's language.
export const unspelled = ({ field, value, text }) => !text && [value].flat().some((each) => typeof each === "string" && /[\u3400-\u9fff]/.test(each) !== (language === "zh") && !names.has(`${language} ${field} ${each}`));

export function money(amount, currency) {
  if (amount === null || amount === undefined) return t("no_price");
  return `${SYMBOLS[currency] ?? `${currency ?? ""} `}${amount}`;
}

const hasName = (field) => field in FIELDS[language] || labels.has(`${language} ${field}`);

export function fieldName(field) {
  return FIELDS[language][field] ?? labels.get(`${language} ${field}`) ?? field.replace(/^attr\./, "").replaceAll("_", " ");
}

// Name in a card's met, failed and unknown.
export function conditionName({ field, op, value }) {
  const told = Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
  return /^[=!<>]/.test(op) ? `${field}${op}${told}` : `${field} ${op} ${told}`;
}

const JOINTS = { zh: ["或", "和"], en: [" or ", " and "] };
export const inRow = (parts) => parts.join(language === "zh" ? "、" : ", ");

// "CE 或 FCC": spaces between Latin letters and Chinese.
function operand(parts, every) {
  const last = parts.at(-1), before = inRow(parts.slice(0, -1)), joint = JOINTS[language][every ? 1 : 0], apart = (end) => (language === "zh" && /[\w]/.test(end) ? " " : "");
  return before ? `${before}${apart(before.at(-1))}${joint}${apart(last[0])}${last}` : last;
}

// The buyer's own words if there are any (in 5元以内的, without 的), else ours. `labels`: names of values, if loaded.
export function conditionText({ field, op, value, unit, text, every }, labels = new Map()) {
  if (text) return text.replace(/(.)的$/, "$1");
  const name = fieldName(field), told = operand((Array.isArray(value) ? value : [value]).map((each) => valueText(field, each, unit, labels)), every);
  if (typeof value === "boolean" && op === "=" && value) return name;
  return (OPS[language][op] ?? `{f} ${op} {v}`).replace("{f}", name).replace("{v}", () => told);
}

// A condition's operator, as its form shows it.
export function wayName({ op, every }, value) {
  const bound = { "<=": "at_most", ">=": "at_least", "<": "under", ">": "over" }[op] ?? "exactly", negative = /^(!=|not_)/.test(op);
  if (typeof value === "number") return t(bound);
  return t(Array.isArray(value) ? (negative ? "none_of" : every ? "all_of" : "any_of") : negative ? "is_not" : "is");
}

// Several conditions of one field from one wording ("GB 31701 and OEKO-TEX") would get the same name; each gets our words instead.
export function toldApart(condition, conditions) {
  const alike = condition.text && conditions.some((each) => each.id !== condition.id && each.field === condition.field && each.text === condition.text && !["removed", "relaxed"].includes(each.status));
  return alike && hasName(condition.field) ? { ...condition, text: "" } : condition;
}

function valueText(field, value, unit, labels) {
  if (labels.has(value)) return labels.get(value);
  if (names.has(`${language} ${field} ${value}`)) return names.get(`${language} ${field} ${value}`);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (field === "price") return money(value, unit);
  if (field === "supplier.kind" && known(`maker_${value}`)) return t(`maker_${value}`);
  if (field === "supplier.repurchase_rate") return `${Number((value * 100).toFixed(2))}%`;
  return unit && unit !== "CNY" ? `${value} ${unit}` : String(value);
}

// A verdict's name in words: by its condition, else by its parts.
export function verdictText(name, conditions, currency) {
  const plain = (each) => each.replace(/\.0\b/g, "");
  const found = conditions.find((each) => plain(conditionName(each)) === plain(name));
  if (found) return conditionText(toldApart(found, conditions));
  const parts = /^([\w.\u4e00-\u9fff -]+?)\s*(<=|>=|!=|<|>|=|not_in|in|not_contains|contains)\s*(.*)$/s.exec(name);
  if (!parts) return name;
  return conditionText({ field: parts[1], op: parts[2], value: parts[3].replace(/^\[|\]$/g, "").replaceAll(", ", " / "), unit: parts[1] === "price" ? currency : null });
}

export function day(when) {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? String(when) : new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium" }).format(date);
}

const LISTS = { zh: { "": "", previous: "上一个列表里", first: "第一个列表里" }, en: { "": "", previous: " of the previous list", first: " of the first list" } };

export function ordinals(numbers, list) {
  if (language === "zh") return `${LISTS.zh[list]}第${numbers.join("、")}款`;
  return `${numbers.length === 1 ? `number ${numbers[0]}` : `numbers ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`}${LISTS.en[list]}`;
}
