/**
 * What pages do besides being read: the languages shown, definitions on hover, the search. The text is fixed: nothing from a contract
 * stands in it, and pages allow just this script by its hash.
 */
export const SCRIPT = `"use strict";
(() => {
  const root = document.documentElement;
  const narrow = matchMedia("(max-width: 48rem)");
  const languages = (root.dataset.languages || "").split(" ").filter(Boolean);
  const store = { get: () => { try { return localStorage.getItem("sdl-language"); } catch { return null; } },
    set: (v) => { try { localStorage.setItem("sdl-language", v); } catch {} } };
  const preferred = () => languages.find((l) => navigator.language.startsWith(l)) || languages[0];
  const show = (choice) => {
    const shown = choice === "all" && narrow.matches ? preferred() : choice;
    root.dataset.show = shown;
    for (const b of document.querySelectorAll("[data-choose]")) b.setAttribute("aria-pressed", String(b.dataset.choose === shown));
  };
  if (languages.length > 1) {
    const kept = store.get();
    let choice = kept === "all" || languages.includes(kept) ? kept : "all";
    const asked = new URLSearchParams(location.search).get("lang");
    if (languages.includes(asked)) choice = asked;
    show(choice);
    narrow.addEventListener("change", () => show(choice));
    for (const b of document.querySelectorAll("[data-choose]"))
      b.addEventListener("click", () => { choice = b.dataset.choose; store.set(choice); show(choice); });
  }

  const tip = document.createElement("div");
  tip.id = "tip"; tip.className = "tip"; tip.setAttribute("role", "tooltip"); tip.hidden = true;
  document.body.append(tip);
  let of = null;
  const hide = () => { tip.hidden = true; if (of) of.removeAttribute("aria-describedby"); of = null; };
  const explain = (link) => {
    const item = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const cell = link.closest("[data-l]");
    const said = item && item.querySelector(cell ? '[data-l="' + cell.dataset.l + '"]' : "[data-l]");
    if (!said) return;
    hide();
    of = link;
    tip.textContent = said.textContent.trim();
    tip.lang = cell ? cell.dataset.l : root.lang;
    tip.hidden = false;
    link.setAttribute("aria-describedby", "tip");
    const box = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8));
    const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = left + scrollX + "px";
    tip.style.top = (below ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + scrollY + "px";
  };
  const termAt = (e) => e.target instanceof Element ? e.target.closest("a.term") : null;
  document.addEventListener("mouseover", (e) => { const t = termAt(e); if (t) explain(t); else if (!tip.contains(e.target)) hide(); });
  document.addEventListener("focusin", (e) => { const t = termAt(e); if (t) explain(t); else hide(); });
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });

  const input = document.getElementById("search");
  if (!input) return;
  const results = document.getElementById("results");
  const plain = (s) => s.normalize("NFD").replace(/\\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  let index = null, waiting = false;
  const load = () => {
    if (index || waiting) return;
    waiting = true;
    const script = document.createElement("script");
    script.src = input.dataset.index;
    script.addEventListener("load", () => {
      index = (globalThis.SDL_SEARCH || []).map((e) => ({ ...e, t: Object.values(e.title).map(plain).join(" "),
        a: plain([...Object.values(e.service), ...Object.values(e.title), ...Object.values(e.text)].join(" ")) }));
      find();
    });
    document.head.append(script);
  };
  const spoken = (text) => {
    const shown = root.dataset.show;
    const only = shown && shown !== "all" ? [shown] : languages;
    return [...new Set(only.map((l) => text[l]).filter(Boolean))].join(" · ");
  };
  const find = () => {
    const words = plain(input.value).split(/\\s+/).filter(Boolean);
    results.replaceChildren();
    results.hidden = words.length === 0 || !index;
    if (results.hidden) return;
    const found = index.filter((e) => words.every((w) => e.a.includes(w)));
    const phrase = words.join(" ");
    const rank = (e) => (e.t.includes(phrase) ? 0 : e.a.includes(phrase) ? 1 : words.every((w) => e.t.includes(w)) ? 2 : 3);
    found.sort((a, b) => rank(a) - rank(b));
    for (const e of found.slice(0, 30)) {
      const li = document.createElement("li"), a = document.createElement("a"), p = document.createElement("p");
      a.href = e.href;
      a.textContent = spoken(e.service) + (e.number ? " " + e.number : "") + (spoken(e.title) ? " · " + spoken(e.title) : "");
      p.textContent = spoken(e.text).slice(0, 220);
      li.append(a, p);
      results.append(li);
    }
    if (found.length === 0) {
      const li = document.createElement("li");
      li.textContent = results.dataset.none;
      results.append(li);
    }
  };
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); find(); });
  input.addEventListener("keydown", (e) => { if (e.key === "Escape") { input.value = ""; find(); } });
  document.addEventListener("click", (e) => { if (!e.target.closest("search")) results.hidden = true; });
})();
`;

/** SHA-256 of the script, as a content security policy names it. */
export const SCRIPT_HASH = "sha256-DnpkkiF7KmuFTGyQgASYsbmpc0GEIxANV7Q07zXc4g8=";
