// Loads <daogou-chat> into a page with this script, plain or as a module. Its parts are modules, which browsers load only on sites that the server allows.
import(document.currentScript ? new URL("./embed/{version}/embed.js", document.currentScript.src).href : "./embed/{version}/embed.js").then(
  ({ define }) => define({known}),
  (error) => console.error("<daogou-chat> was not loaded. DAOGOU_CORS_ORIGINS of its server names the sites that may; the page's policy must allow its scripts.", error),
);
