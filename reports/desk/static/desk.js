"use strict";
(() => {
  const body = document.body;
  const codes = JSON.parse(body.dataset.codes || "{}");
  const acts = Object.fromEntries(Object.entries(codes).map(([act, code]) => [code, act]));
  const typing = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, dialog");
  const say = (text) => { const said = document.getElementById("said"); if (said) said.textContent = text; };

  // Storage may be forbidden; then a decision that could not be sent lasts as long as the page.
  const memory = {};
  const store = {
    get(name) { try { return localStorage.getItem(name); } catch { return memory[name] ?? null; } },
    set(name, value) { memory[name] = value; try { localStorage.setItem(name, value); } catch { /* kept above */ } },
    drop(name) { delete memory[name]; try { localStorage.removeItem(name); } catch { /* as above */ } },
  };
  const waiting = {
    list: () => JSON.parse(store.get("desk-waiting") || "[]"),
    add(item) { store.set("desk-waiting", JSON.stringify([...this.list().filter((one) => one.key !== item.key), item])); },
    remove(key) { store.set("desk-waiting", JSON.stringify(this.list().filter((one) => one.key !== key))); },
  };

  function banner() {
    const count = waiting.list().length;
    const line = document.getElementById("offline");
    if (!line) return;
    line.hidden = count === 0;
    line.textContent = count ? `The desk does not answer. ${count === 1 ? "One act is" : `${count} acts are`} kept in this browser and sent as soon as it does; reloading loses nothing.` : "";
  }

  class Lost extends Error {}

  // Gives the desk's answer; throws Lost where there is none, so that it is tried again.
  async function send(item) {
    let answer;
    try {
      answer = await fetch(item.to, {
        method: "POST",
        headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body: item.body,
      });
    } catch { throw new Lost(); }
    if (answer.status >= 500) throw new Lost();
    const told = await answer.json().catch(() => ({ error: `The desk answered with ${answer.status}.` }));
    if (!answer.ok) throw new Error(told.error);
    return told;
  }

  async function retry() {
    for (const item of waiting.list()) {
      try {
        const told = await send(item);
        waiting.remove(item.key);
        store.drop(item.draft);
        say("Saved.");
        banner();
        if (item.from === location.pathname) { location.assign(told.next); return; }
      } catch (error) {
        if (error instanceof Lost) break;
        waiting.remove(item.key);
        refuse(`Not kept: ${error.message}`);
      }
    }
    banner();
    if (waiting.list().length) setTimeout(retry, 2000);
  }

  function refuse(text) {
    const old = document.getElementById("refused");
    const line = old ?? document.createElement("p");
    line.id = "refused";
    line.className = "error";
    line.setAttribute("role", "alert");
    line.textContent = text;
    if (!old) document.getElementById("main").prepend(line);
    line.scrollIntoView({ block: "nearest" });
  }

  async function save(form, button) {
    if (form.classList.contains("busy")) return;
    form.classList.add("busy");
    const fields = new URLSearchParams(new FormData(form));
    if (button?.name) fields.set(button.name, button.value);
    const draft = form.querySelector("[data-draft]")?.dataset.draft;
    const item = { to: form.getAttribute("action"), body: fields.toString(), key: fields.get("once"), from: location.pathname, draft };
    say("Saving…");
    try {
      const told = await send(item);
      if (draft) store.drop(draft);
      say("Saved.");
      if (told.next && told.next.split("#")[0] === location.pathname + location.search && told.next.includes("#")) {
        location.assign(told.next);
        location.reload();
      } else location.assign(told.next);
    } catch (error) {
      form.classList.remove("busy");
      if (!(error instanceof Lost)) { refuse(error.message); say("Not saved."); return; }
      waiting.add(item);
      banner();
      say("The desk does not answer. Your act is kept here.");
      setTimeout(retry, 2000);
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-save]");
    if (!form) return;
    event.preventDefault();
    save(form, event.submitter);
  });

  // Keys are places on the keyboard, so that they work in every layout.
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    const act = event.key === "?" ? "help" : acts[event.code];
    if (!act || !perform(act)) return;
    event.preventDefault();
  });

  function perform(act) {
    if (act === "not_conflict") { const legend = document.getElementById("reasons"); legend?.focus(); return Boolean(legend); }
    const target = document.querySelector(`[data-act="${act}"]`);
    if (!target) return false;
    if (target.matches("textarea")) { target.focus(); target.scrollIntoView({ block: "nearest" }); } else target.click();
    if (target.matches("summary")) target.scrollIntoView({ block: "nearest" });
    return true;
  }

  // What the reader's own layout has at these places, where the browser knows it.
  navigator.keyboard?.getLayoutMap?.().then((map) => {
    for (const sign of document.querySelectorAll("kbd[data-key]")) sign.textContent = map.get(codes[sign.dataset.key])?.toUpperCase() ?? sign.textContent;
  }).catch(() => {});

  // What is being written survives a reload.
  for (const field of document.querySelectorAll("[data-draft]")) {
    field.value = store.get(field.dataset.draft) ?? field.value;
    field.addEventListener("input", () => field.value ? store.set(field.dataset.draft, field.value) : store.drop(field.dataset.draft));
  }
  for (const field of document.querySelectorAll("[data-code]")) field.addEventListener("keydown", (event) => {
    if (["Tab", "Shift", "Enter", "Escape"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.value = event.code;
  });

  // A finding stays claimed while its page is looked at, and the page says so when someone else has it or decides it.
  const finding = document.querySelector("[data-finding]");
  async function beat() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(`/f/${finding.dataset.finding}/who`, { headers: { "Accept": "application/json" } });
      if (!answer.ok) return;
      const told = await answer.json();
      const held = document.getElementById("held");
      held.hidden = !told.holder;
      if (told.holder) held.querySelector("bdi").textContent = told.holder;
      if (told.seen > Number(finding.dataset.seen)) say("Someone has decided this finding meanwhile.");
      if (waiting.list().length) retry();
    } catch { /* the next save will tell */ }
  }
  if (finding) { setInterval(beat, 60000); document.addEventListener("visibilitychange", beat); }

  addEventListener("online", retry);
  addEventListener("pageshow", () => document.querySelectorAll(".busy").forEach((form) => form.classList.remove("busy")));
  banner();
  if (waiting.list().length) retry();
  if (!location.hash && ["finding", "queue"].includes(body.dataset.page)) document.getElementById("heading")?.focus({ preventScroll: true });
})();
