"use strict";
(() => {
  const root = document.documentElement;
  const bar = document.querySelector("form.bar");
  const cards = [...document.querySelectorAll(".card")];
  const parts = [...document.querySelectorAll(".part")];
  const fields = ["q", "verdict", "severity", "source", "language"].map((name) => bar.elements[name]);
  const texts = new Map();

  // Marks are dropped, so that "powodz" finds "powódź"; these letters cannot be taken apart.
  const plain = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łøđðħıßæœþ]/g, (letter) => plain[letter]);
  const textOf = (card) => texts.get(card) ?? texts.set(card, fold(card.textContent)).get(card);
  const has = (list, value) => list.split(" ").includes(value);

  function tests() {
    const { q, verdict, severity, source, language } = bar.elements;
    const words = fold(q.value).split(/\s+/).filter(Boolean);
    const number = source.selectedOptions[0]?.dataset.n;
    return [
      words.length && ((card) => words.every((word) => textOf(card).includes(word))),
      verdict.value && ((card) => card.classList.contains(verdict.value)),
      severity.value && ((card) => card.classList.contains(severity.value)),
      number && ((card) => has(card.dataset.n, number)),
      language.value && ((card) => has(card.dataset.l, language.value)),
    ].filter(Boolean);
  }

  function apply() {
    const wanted = tests();
    let shown = 0;
    for (const card of cards) {
      card.hidden = !wanted.every((test) => test(card));
      shown += !card.hidden;
    }
    for (const part of parts) part.hidden = !part.querySelector(".card:not([hidden])");
    root.classList.toggle("filtered", wanted.length > 0);
    bar.querySelector("output").textContent = `${shown} of ${cards.length} findings`;
  }

  function remember() {
    const query = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    const search = query.size ? `?${query}` : location.pathname.split("/").pop() || "?";
    try { history.replaceState(null, "", search + location.hash); } catch { /* some viewers forbid it; the filter works all the same */ }
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) field.value = query.get(field.name) ?? "";
    for (const field of fields) if (field.selectedIndex < 0) field.value = "";
  }

  function toggle(button) {
    const open = button.parentElement.classList.toggle("open");
    button.setAttribute("aria-expanded", open);
  }

  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest(".fold:not(.open)");
    if (part) { toggle(part.querySelector(".more")); target.scrollIntoView(); }
  }

  const reachable = () => cards.filter((card) => card.checkVisibility ? card.checkVisibility() : card.offsetParent);
  function move(step) {
    const list = reachable();
    const at = list.indexOf(document.activeElement.closest(".card"));
    const next = at < 0 ? list[step > 0 ? 0 : list.length - 1] : list[at + step];
    if (next) { next.focus(); next.scrollIntoView({ block: "start" }); }
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => document.activeElement.closest(".card")?.querySelector(".more")?.click(),
    "/": () => bar.elements.q.focus(),
    "?": () => document.getElementById("keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.more");
    if (button) toggle(button);
  });
  bar.addEventListener("input", () => { apply(); remember(); });
  bar.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  bar.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("help").addEventListener("click", keys["?"]);

  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const store = (value) => { try { value ? localStorage.setItem("theme", value) : (root.dataset.theme = localStorage.getItem("theme") ?? ""); } catch { /* no storage here: the choice lasts as long as the page */ } };
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; store(root.dataset.theme); });

  store();
  root.classList.add("js");
  for (const element of [bar, theme, ...document.querySelectorAll("button.more")]) element.hidden = false;
  recall();
  apply();
  reveal();
  addEventListener("hashchange", reveal);
})();
