// What is open, as stored in the page's address. The embedded element leaves its page's address alone and keeps its conversation in the tab.
import { shop } from "./client.js";
import { inTab } from "./kept.js";

const asks = (name) => (shop.embedded ? null : new URLSearchParams(location.search).get(name));

export const sharedAsked = () => asks("shared");
export const threadAsked = () => (shop.embedded ? inTab("thread") : asks("thread"));
export const productAsked = () => (threadAsked() ? null : asks("product"));

export const threadAddress = (thread) => `${shop.origin}/?thread=${encodeURIComponent(thread)}`;

// `anew`: replace the current history entry.
export function address(thread, anew = false) {
  if (shop.embedded) return void inTab("thread", thread);
  history[anew ? "replaceState" : "pushState"](null, "", thread ? threadAddress(thread) : "/");
}

// A product's view has an address within the page.
export const productAddress = (id) => `${shop.origin}/#product=${encodeURIComponent(id)}`;

// The product named in the address, or null.
export function viewed() {
  const [, id] = (!shop.embedded && /^#product=(.+)$/.exec(location.hash)) || [];
  try {
    return id ? decodeURIComponent(id) : null;
  } catch {
    return null;
  }
}

export const unproduct = () => history.replaceState(null, "", location.pathname + location.search);
