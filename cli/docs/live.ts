/** What a served page does: it comes anew when contracts were saved, and says what is wrong with them. */
export const LIVE_SCRIPT = `"use strict";
(() => {
  const box = document.createElement("pre");
  box.id = "problems";
  box.setAttribute("role", "status");
  box.style.cssText = "position:fixed;left:0;right:0;bottom:0;max-height:45vh;overflow:auto;margin:0;padding:1rem;background:#7a1420;color:#fff;font:13px/1.45 monospace;white-space:pre-wrap;z-index:9";
  box.hidden = true;
  document.body.append(box);
  const say = (text) => { box.textContent = text; box.hidden = text === ""; };
  const show = async () => {
    const response = await fetch(location.pathname, { cache: "no-store" });
    if (!response.ok) return;
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const root = document.documentElement;
    for (const part of ["header", "nav", "main"]) {
      const [old, anew] = [document.querySelector("body > " + part), next.querySelector("body > " + part)];
      if (old && anew && old.innerHTML !== anew.innerHTML) old.replaceWith(document.adoptNode(anew));
    }
    document.title = next.title;
    root.dataset.renewed = String(Number(root.dataset.renewed || 0) + 1);
  };
  const events = new EventSource("live");
  let known = false;
  events.addEventListener("message", (event) => {
    const { problems, first } = JSON.parse(event.data);
    say(problems);
    if (!first || known) void show();
    known = true;
  });
})();
`;
