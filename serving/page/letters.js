// Letters about products of several lists, one per supplier, in both languages, made from the cards.
import { inquiry } from "./inquiry.js";
import { dialog } from "./view.js";
import { inTongue, language, t } from "./words.js";

export function draft(list) {
  const suppliers = new Map();
  for (const each of list) suppliers.set(each.supplier ?? "", [...(suppliers.get(each.supplier ?? "") ?? []), each]);
  const other = language === "zh" ? "en" : "zh";
  dialog(t("inquiry"), [...suppliers].map(([supplier, products]) => inquiry({ text: letter(supplier, products, language), translation: letter(supplier, products, other), status: "prepared", language, product_ids: products.map((each) => each.product_id) }, supplier || t("a_supplier"))), { kind: "wide" });
}

function letter(supplier, products, tongue) {
  const lines = products.map((each, number) => inTongue(tongue, "inquiry_line", { n: number + 1, title: each.title, id: each.product_id }));
  return inTongue(tongue, "inquiry_text", { supplier: supplier || inTongue(tongue, "a_supplier"), lines: lines.join("\n") });
}
