"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const tip = document.getElementById("tip");
  const state = { unit: "all", level: "all" };

  function place(x, y) {
    const box = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, x + 14), innerWidth - box.width - 8);
    const top = y + box.height + 24 > innerHeight ? y - box.height - 12 : y + 16;
    tip.style.left = left + "px";
    tip.style.top = Math.max(8, top) + "px";
  }
  function show(text, x, y) {
    tip.textContent = text;
    tip.hidden = false;
    place(x, y);
  }
  const hide = () => { tip.hidden = true; };

  for (const node of all("[data-tip]")) {
    node.addEventListener("pointermove", (e) => show(node.dataset.tip, e.clientX, e.clientY));
    node.addEventListener("pointerleave", hide);
    node.addEventListener("blur", hide);
    node.addEventListener("focus", () => {
      if (!node.matches(":focus-visible")) return;
      const box = node.getBoundingClientRect();
      show(node.dataset.tip, box.left + box.width / 2, box.top + box.height / 2);
    });
  }

  function filterProblems() {
    const cards = all(".problem");
    let shown = 0;
    for (const card of cards) {
      const fits = (state.level === "all" || card.dataset.level === state.level) &&
        (state.unit === "all" || (card.dataset.units || "").split(" ").includes(state.unit));
      card.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const button of all("[data-level]:is(button)"))
      button.setAttribute("aria-pressed", String(button.dataset.level === state.level));
    const note = document.querySelector(".only");
    if (!note) return;
    note.hidden = state.unit === "all";
    if (note.hidden) { note.textContent = ""; return; }
    const name = document.querySelector(`#unit-${state.unit} h3`).textContent.trim();
    note.textContent = `Только «${name}»: ${shown} из ${cards.length}. `;
    const reset = document.createElement("button");
    reset.type = "button";
    reset.className = "link";
    reset.textContent = "Показать все";
    reset.addEventListener("click", () => choose("all", false));
    note.append(reset);
  }

  function choose(unit, focus) {
    state.unit = unit;
    const block = document.getElementById("unit-" + unit);
    for (const other of all(".unit-block")) other.hidden = other !== block;
    const ranking = document.querySelector(".ranking");
    if (ranking) ranking.hidden = Boolean(block);
    for (const node of all(".place")) {
      const chosen = node.dataset.unit === unit;
      node.classList.toggle("chosen", chosen);
      node.setAttribute("aria-pressed", String(chosen));
    }
    filterProblems();
    if (focus && block) block.querySelector("h3").focus({ preventScroll: innerWidth > 860 });
  }

  for (const node of all("[data-unit]:is(button, .place)")) {
    const act = () => { hide(); choose(node.dataset.unit, true); };
    node.addEventListener("click", act);
    if (node.tagName !== "BUTTON")
      node.addEventListener("keydown", (e) => {
        if (e.key === "Enter" || e.key === " ") { e.preventDefault(); act(); }
      });
  }
  for (const button of all("[data-level]:is(button)"))
    button.addEventListener("click", () => { state.level = button.dataset.level; filterProblems(); });

  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (!tip.hidden) hide(); else if (state.unit !== "all") choose("all", false);
  });
  // A link to a problem that the filter hides shows it first.
  for (const link of all('a[href^="#problem-"]'))
    link.addEventListener("click", () => { state.level = "all"; filterProblems(); });

  const fromHash = () => {
    const found = /^#unit-(\d+)$/.exec(location.hash);
    if (found && document.getElementById("unit-" + found[1])) choose(found[1], true);
  };
  addEventListener("hashchange", fromHash);
  fromHash();
})();
