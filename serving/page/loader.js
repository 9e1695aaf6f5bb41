// Loads <daogou-chat> into a page that names this script, plain or as a module. Its parts are modules, which a browser gives only to sites that the server names.
import(document.currentScript ? new URL("./embed/{version}/embed.js", document.currentScript.src).href : "./embed/{version}/embed.js").then(
  ({ define }) => define({known}),
  (error) => console.error("<daogou-chat> was not loaded. DAOGOU_CORS_ORIGINS of its server names the sites that may; the page's policy must allow its scripts.", error),
);
