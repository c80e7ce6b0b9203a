"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const tip = one("tip"), list = one("problem-list"), title = document.title;
  const state = { unit: "", level: "all" };
  let before = null; // where the reader was when a district was opened

  function show(text, x, y) {
    tip.textContent = text;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const top = y + box.height + 24 > innerHeight ? y - box.height - 12 : y + 16;
    tip.style.left = Math.min(Math.max(8, x + 14), innerWidth - box.width - 8) + "px";
    tip.style.top = Math.max(8, top) + "px";
  }
  const hide = () => { tip.hidden = true; };

  for (const node of all("[data-tip]")) {
    node.addEventListener("pointermove", (e) => show(node.dataset.tip, e.clientX, e.clientY));
    for (const end of ["pointerleave", "blur", "click"]) node.addEventListener(end, hide);
    node.addEventListener("focus", () => {
      if (!node.matches(":focus-visible")) return;
      const box = node.getBoundingClientRect();
      show(node.dataset.tip, box.left + box.width / 2, box.top + box.height / 2);
    });
  }

  const none = document.createElement("p");
  none.className = "empty";
  none.textContent = "Системных проблем здесь не выявлено.";

  // The cards of the open district, or those of the chosen level.
  function filter() {
    const cards = all(".problem");
    for (const card of cards)
      card.hidden = state.unit
        ? !(card.dataset.units || "").split(" ").includes(state.unit)
        : state.level !== "all" && card.dataset.level !== state.level;
    for (const button of all("button[data-level]"))
      button.setAttribute("aria-pressed", String(button.dataset.level === state.level));
    const shown = cards.filter((card) => !card.hidden).length;
    none.remove();
    if (list && cards.length && !shown) list.append(none);
    const said = document.querySelector(".only");
    if (!said) return;
    said.hidden = Boolean(state.unit) || shown === cards.length;
    said.textContent = said.hidden ? "" : `Показано ${shown} из ${cards.length}`;
  }

  function draw() {
    const block = state.unit && one("unit-" + state.unit);
    document.documentElement.classList.toggle("district", Boolean(block));
    for (const other of all(".unit-block")) other.hidden = other !== block;
    for (const node of all(".place[data-unit]")) {
      const chosen = node.dataset.unit === state.unit;
      node.classList.toggle("chosen", chosen);
      if (chosen) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    }
    filter();
    const name = block && block.querySelector("h3");
    document.title = name ? `${name.textContent.trim()} — ${title}` : title;
    return name;
  }
  const jump = (top) => scrollTo({ top, behavior: "instant" });

  const remember = (focus) => { if (!state.unit) before = { top: scrollY, focus }; };
  function open(unit) {
    if (!before) remember(document.activeElement);
    state.unit = unit;
    draw().focus({ preventScroll: true });
    jump(0);
  }

  function close(target) {
    state.unit = "";
    state.level = "all";
    draw();
    if (before && (!target || target.id === "map")) {
      jump(before.top);
      before.focus.focus({ preventScroll: true });
    } else if (target) target.scrollIntoView();
    before = null;
  }

  // The address decides what is open, so that links to a district and the way back work.
  function follow() {
    const target = one(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches(".unit-block")) {
      const unit = target.id.slice("unit-".length);
      if (unit !== state.unit) open(unit);
    } else if (state.unit) {
      if (!target || target.hidden || !target.matches(".problem")) close(target);
    } else if (target && target.hidden) close(target);
  }
  addEventListener("hashchange", follow);
  // By the time the address changes the browser has taken the focus away.
  for (const way of all('a[href^="#unit-"], button[data-unit]')) way.addEventListener("click", () => remember(way));
  follow();

  for (const button of all("button[data-unit]"))
    button.addEventListener("click", () => {
      const unit = button.dataset.unit;
      location.hash = unit === "all" ? "map" : "unit-" + unit;
    });
  for (const button of all("button[data-level]"))
    button.addEventListener("click", () => { state.level = button.dataset.level; filter(); });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (!tip.hidden) hide();
    else if (state.unit) location.hash = "map";
  });

  // What is folded on the screen is printed open.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const node of folded) node.open = true;
  });
  addEventListener("afterprint", () => {
    for (const node of folded) node.open = false;
  });
})();
