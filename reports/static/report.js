"use strict";
(() => {
  const root = document.documentElement;
  const bar = document.querySelector("form.bar");
  const cards = [...document.querySelectorAll(".card")];
  const parts = [...document.querySelectorAll(".part")];
  const fields = ["q", "verdict", "severity", "source", "language", "name", "rule", "state", "sort"].map((name) => bar.elements[name]).filter(Boolean);
  const value = (name) => bar.elements[name]?.value ?? "";
  const texts = new Map();

  // Marks are dropped, so that "powodz" finds "powódź"; these letters cannot be taken apart.
  const plain = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}ـ]/gu, "").toLowerCase().replace(/[łøđðħıßæœþ]/g, (letter) => plain[letter]);
  const textOf = (card) => texts.get(card) ?? texts.set(card, fold(card.textContent)).get(card);
  const has = (list, word) => (list ?? "").split(" ").includes(word);
  const numbered = (name) => bar.elements[name]?.selectedOptions[0]?.dataset.n;

  function tests() {
    const words = fold(value("q")).split(/\s+/).filter(Boolean);
    const verdict = value("verdict"), severity = value("severity"), language = value("language"), rule = value("rule"), state = value("state");
    const source = numbered("source"), name = numbered("name");
    return [
      verdict && ((card) => card.classList.contains(verdict)),
      severity && ((card) => card.classList.contains(severity)),
      source && ((card) => has(card.dataset.n, source)),
      language && ((card) => has(card.dataset.l, language)),
      name && ((card) => has(card.dataset.e, name)),
      rule && ((card) => card.dataset.r === rule),
      state && ((card) => has(card.dataset.t, state)),
      words.length && ((card) => words.every((word) => textOf(card).includes(word))),
    ].filter(Boolean);
  }

  // The order that the page came in is the first one; ties keep it.
  const rank = { high: 0, medium: 1, low: 2 };
  const place = new Map(cards.map((card, number) => [card, number]));
  const names = [...(bar.elements.source?.options ?? [])].filter((option) => option.dataset.n).map((option) => option.dataset.n);
  const orders = {
    severity: (card) => Object.keys(rank).findIndex((word) => card.classList.contains(word)),
    confidence: (card) => -Number(card.dataset.c),
    date: (card) => -Number((card.dataset.d ?? "").replaceAll("-", "").padEnd(8, "0")),
    source: (card) => names.indexOf((card.dataset.n ?? "").split(" ")[0]),
  };
  let sorted = "";
  function sort() {
    const by = value("sort");
    if (by === sorted) return;
    sorted = by;
    const key = orders[by] ?? (() => 0);
    for (const part of parts) {
      const list = part.querySelector(".list");
      const own = [...list.children].sort((one, two) => key(one) - key(two) || place.get(one) - place.get(two));
      list.append(...own);
    }
  }

  function say(text) { bar.querySelector("output").textContent = text; }

  function apply() {
    const wanted = tests();
    let shown = 0;
    for (const card of cards) {
      card.hidden = !wanted.every((test) => test(card));
      shown += !card.hidden;
    }
    for (const part of parts) part.hidden = !part.querySelector(".card:not([hidden])");
    root.classList.toggle("filtered", wanted.length > 0);
    sort();
    say(bar.dataset.shown.replace("{shown}", shown).replace("{all}", cards.length));
  }

  function address(hash) {
    const query = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    return (query.size ? `?${query}` : location.pathname.split("/").pop() || "?") + hash;
  }

  function remember() {
    try { history.replaceState(null, "", address(location.hash)); } catch { /* some viewers forbid it; the filter works all the same */ }
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) field.value = query.get(field.name) ?? "";
    for (const field of fields) if (field.selectedIndex < 0) field.value = "";
  }

  // A bar beside each weight, all on one scale, those against to the one side of a common line.
  function draw(table) {
    const rows = [...table.tBodies[0].rows].filter((row) => row.cells.length === 2);
    const weights = rows.map((row) => Number(row.cells[1].textContent.replace("−", "-").replace(",", ".")));
    const low = Math.min(0, ...weights), scale = 100 / (Math.max(0, ...weights) - low || 1);
    rows.forEach((row, number) => {
      const weight = weights[number];
      const svg = row.insertCell(1).appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
      const bar = svg.appendChild(document.createElementNS(svg.namespaceURI, "rect"));
      svg.setAttribute("class", weight < 0 ? "w con" : "w");
      svg.setAttribute("aria-hidden", true);
      bar.setAttribute("x", `${(Math.min(weight, 0) - low) * scale}%`);
      bar.setAttribute("width", `${Math.abs(weight) * scale}%`);
    });
    if (rows.length) table.tFoot.rows[0].cells[0].colSpan = 2;
  }

  function toggle(button) {
    const open = button.parentElement.classList.toggle("open");
    button.setAttribute("aria-expanded", open);
    const table = open && button.parentElement.querySelector(":scope > .why table");
    if (table) draw(table);
  }

  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest(".fold:not(.open)");
    if (part) { toggle(part.querySelector(".more")); target.scrollIntoView(); }
  }

  const reachable = () => [...document.querySelectorAll(".card")].filter((card) => card.checkVisibility ? card.checkVisibility() : card.offsetParent);
  const current = () => document.activeElement.closest(".card");
  function move(step) {
    const list = reachable();
    const at = list.indexOf(current());
    const next = at < 0 ? list[step > 0 ? 0 : list.length - 1] : list[at + step];
    if (next) { next.tabIndex = -1; next.focus(); next.scrollIntoView({ block: "start" }); }
  }

  // Pages opened from a file may not write to the clipboard by the newer way.
  async function copy(text) {
    try { await navigator.clipboard.writeText(text); } catch {
      const field = document.body.appendChild(document.createElement("textarea"));
      field.value = text;
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  }
  function share(card) {
    if (!card) return;
    const link = new URL(location.href);
    link.hash = card.id;
    link.search = "";
    card.tabIndex = -1;
    copy(link.href).then(() => { card.focus({ preventScroll: true }); say(bar.dataset.copied); });
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => current()?.querySelector(".more")?.click(),
    c: () => share(current()),
    "/": () => bar.elements.q.focus(),
    "?": () => document.getElementById("keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.more");
    if (button) toggle(button);
    const link = event.target.closest("a.link");
    if (link) share(link.closest(".card"));
  });
  bar.addEventListener("input", () => { apply(); remember(); });
  bar.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  bar.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("help").addEventListener("click", keys["?"]);

  const save = document.getElementById("save");
  save?.addEventListener("click", async () => {
    const bytes = Uint8Array.from(atob(JSON.parse(document.getElementById("data").textContent).report), (letter) => letter.charCodeAt(0));
    const data = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data], { type: "application/json" }));
    link.download = save.dataset.name;
    link.click();
  });

  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const store = (wanted) => { try { wanted ? localStorage.setItem("theme", wanted) : (root.dataset.theme = localStorage.getItem("theme") ?? ""); } catch { /* no storage here: the choice lasts as long as the page */ } };
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; store(root.dataset.theme); });

  store();
  root.classList.add("js");
  for (const element of [bar, theme, save, ...document.querySelectorAll("button.more")]) if (element) element.hidden = false;
  recall();
  apply();
  reveal();
  addEventListener("hashchange", reveal);
})();
