/* stratdocs: makes tables sortable and filterable, trees expandable at once, and the map foldable. Custom elements, so
   that they also wake up after instant navigation. Pages are complete without it. */
"use strict";
(() => {
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  /* What is chosen stays in the address, so that a sorted and filtered table can be sent to somebody. */
  const remember = (changes) => {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  };

  class StratdocsTable extends HTMLElement {
    connectedCallback() {
      if (this.ready) return;
      this.ready = true;
      this.table = this.querySelector("table");
      if (!this.table) return;
      this.body = this.table.tBodies[0];
      this.rows = [...this.body.rows];
      this.heads = [...this.table.tHead.rows[0].cells];
      this.heads.forEach((head, index) => {
        const label = head.textContent;
        const button = make("button", { type: "button", className: "sd-sort" }, label);
        button.addEventListener("click", () => this.sort(index));
        head.replaceChildren(button);
      });
      const asked = new URL(location.href).searchParams;
      const wanted = asked.get("sort");
      if (wanted) {
        const index = this.heads.findIndex((head) => head.textContent === wanted);
        if (index >= 0) this.sort(index, asked.get("order") === "down");
      }
      if (this.rows.length < 8) return; // seen at a glance
      const input = make("input", { type: "search", placeholder: "Filter rows" });
      input.setAttribute("aria-label", "Filter the rows of this table");
      this.count = make("output", { className: "sd-soft" });
      input.addEventListener("input", () => {
        this.filter(input.value);
        remember({ filter: input.value });
      });
      const order = make("select", {}, ...this.heads.map((head, index) => make("option", { value: index }, head.textContent)));
      order.setAttribute("aria-label", "Sort the rows by");
      order.addEventListener("change", () => this.sort(Number(order.value)));
      this.prepend(make("div", { className: "sd-filter" }, input, order, this.count));
      input.value = asked.get("filter") || "";
      this.filter(input.value);
    }

    sort(index, down) {
      const head = this.heads[index];
      const turn = down === undefined ? head.getAttribute("aria-sort") === "ascending" : down;
      const numeric = head.hasAttribute("data-numeric");
      const key = (row) => {
        const cell = row.cells[index];
        return cell.dataset.sort ?? cell.textContent.trim();
      };
      const compare = numeric
        ? (a, b) => Number(a) - Number(b)
        : (a, b) => a.localeCompare(b, undefined, { numeric: true });
      const keyed = this.rows.map((row, place) => ({ row, place, key: key(row) }));
      keyed.sort((a, b) => {
        if (!a.key || !b.key) return (a.key ? 0 : 1) - (b.key ? 0 : 1) || a.place - b.place;
        return (turn ? -1 : 1) * compare(a.key, b.key) || a.place - b.place;
      });
      this.heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", turn ? "descending" : "ascending");
      this.body.append(...keyed.map((one) => one.row));
      if (down === undefined) remember({ sort: head.textContent, order: turn ? "down" : "" });
    }

    filter(text) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of this.rows) {
        row.text ??= row.textContent.toLowerCase();
        row.hidden = !words.every((word) => row.text.includes(word));
        if (!row.hidden) shown += 1;
      }
      this.count.textContent = words.length ? `${shown} of ${this.rows.length}` : `${this.rows.length}`;
    }
  }

  class StratdocsTree extends HTMLElement {
    connectedCallback() {
      if (this.ready) return;
      this.ready = true;
      this.branches = [...this.querySelectorAll("details")];
      this.leaves = [...this.querySelectorAll("li")];
      if (this.leaves.length < 20) return; // seen at a glance
      const input = make("input", { type: "search", placeholder: "Find in this tree" });
      input.setAttribute("aria-label", "Find in this tree");
      this.count = make("output", { className: "sd-soft" });
      input.addEventListener("input", () => this.filter(input.value));
      const open = make("button", { type: "button" }, "Open all");
      const close = make("button", { type: "button" }, "Close all");
      open.addEventListener("click", () => this.branches.forEach((one) => (one.open = true)));
      close.addEventListener("click", () => this.branches.forEach((one) => (one.open = false)));
      this.prepend(make("div", { className: "sd-filter" }, input, open, close, this.count));
    }

    filter(text) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      if (!words.length) {
        this.leaves.forEach((leaf) => (leaf.hidden = false));
        this.count.textContent = "";
        return;
      }
      let found = 0;
      this.leaves.forEach((leaf) => (leaf.hidden = true));
      for (const leaf of this.leaves) {
        const line = leaf.querySelector(":scope > .sd-twig");
        leaf.text ??= line.textContent.toLowerCase();
        if (!words.every((word) => leaf.text.includes(word))) continue;
        found += 1;
        for (let up = leaf; up && up !== this; up = up.parentElement) {
          if (up.tagName === "LI") up.hidden = false;
          if (up.tagName === "DETAILS") up.open = true;
        }
      }
      this.count.textContent = `${found} found`;
    }
  }

  /* The strategy map: the rest dims for a state, objectives fold to their number. */
  class StratdocsMap extends HTMLElement {
    connectedCallback() {
      if (this.ready) return;
      this.ready = true;
      this.frame = this.querySelector(".sd-map__frame");
      if (!this.frame) return;
      const filters = (this.dataset.filters || "").split(";").filter(Boolean).map((pair) => pair.split("="));
      const bar = make("div", { className: "sd-map__controls" });
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", "What the map shows");
      this.buttons = new Map();
      for (const [name, words] of filters.length ? [["", "All states"], ...filters] : []) {
        const button = make("button", { type: "button" }, words);
        button.addEventListener("click", () => {
          this.single(name);
          remember({ state: name });
        });
        this.buttons.set(name, button);
        bar.append(button);
      }
      const folds = [...this.frame.querySelectorAll("details")];
      const lines = this.frame.querySelector(".sd-map__count");
      if (folds.length || lines) {
        const button = make("button", { type: "button" });
        const fold = (shut) => {
          button.textContent = folds.length ? (shut ? "Open all" : "Fold all") : shut ? "Show objectives" : "Fold to bets";
          this.frame.classList.toggle("sd-map--folded", shut && !folds.length);
          folds.forEach((part) => (part.open = !shut));
          this.shut = shut;
        };
        button.addEventListener("click", () => {
          fold(!this.shut);
          remember({ fold: this.shut === Boolean(folds.length) ? "" : this.shut ? "bets" : "open" });
        });
        const asked = new URL(location.href).searchParams.get("fold");
        fold(asked ? asked === "bets" : Boolean(folds.length));
        bar.append(button);
      }
      if (bar.childElementCount) this.insertBefore(bar, this.firstChild);
      const wanted = new URL(location.href).searchParams.get("state") || "";
      this.single(this.buttons.has(wanted) ? wanted : "");
    }

    single(name) {
      const fits = (part) => !name || (name === "behind" ? "behind" in part.dataset : part.dataset.state === name);
      for (const part of this.frame.querySelectorAll("[data-state]")) {
        const own = part.closest(".sd-map__own, .sd-map__part") || part;
        part.fits = fits(part);
        own.classList.toggle("is-dim", !part.fits);
        const fold = name && part.fits && part.closest("details");
        if (fold) fold.open = true;
      }
      const holds = (box) => [...box.querySelectorAll("[data-state]")].some((part) => part.fits);
      for (const box of this.frame.querySelectorAll(".sd-map__box, .sd-map__direct")) {
        box.classList.toggle("is-dim", !holds(box));
      }
      for (const [kind, head] of [[".sd-map__group", ":scope > .sd-map__part"], [".sd-map__column", ".sd-map__strategy > .sd-map__part"]]) {
        for (const part of this.frame.querySelectorAll(kind)) {
          const found = part.querySelector(head);
          if (found && holds(part)) found.classList.remove("is-dim");
        }
      }
      for (const [key, button] of this.buttons) button.setAttribute("aria-pressed", String(key === name));
    }
  }

  /* Two columns of a table, chosen by the reader; the rows in which they differ are marked. */
  class StratdocsPair extends HTMLElement {
    connectedCallback() {
      if (this.ready) return;
      this.ready = true;
      this.table = this.querySelector("table");
      if (!this.table) return;
      const heads = [...this.table.tHead.rows[0].cells].slice(1);
      const names = heads.map((head) => head.dataset.id);
      const asked = (new URL(location.href).searchParams.get("pair") || "").split(",");
      const bar = make("div", { className: "sd-filter" });
      this.selects = [0, 1].map((place) => {
        const select = make("select", {});
        select.setAttribute("aria-label", place ? "Second initiative" : "First initiative");
        heads.forEach((head, at) => select.append(make("option", { value: String(at) }, head.textContent.trim())));
        const at = names.indexOf(asked[place]);
        select.value = String(at < 0 ? place : at);
        select.addEventListener("change", () => {
          this.show();
          remember({ pair: this.selects.map((one) => names[one.value]).join(",") });
        });
        bar.append(select);
        return select;
      });
      this.insertBefore(bar, this.firstChild);
      this.show();
    }

    show() {
      const [first, second] = this.selects.map((select) => Number(select.value) + 1);
      for (const row of [...this.table.tHead.rows, ...this.table.tBodies[0].rows]) {
        [...row.cells].forEach((cell, at) => (cell.hidden = at > 0 && at !== first && at !== second));
        const words = [first, second].map((at) => row.cells[at].textContent.trim());
        const differs = row.parentNode.tagName === "TBODY" && words[0] !== words[1];
        row.classList.toggle("is-different", differs);
        let mark = row.cells[0].querySelector(".sd-note");
        if (differs && !mark) row.cells[0].append((mark = make("span", { className: "sd-note" }, "differs")));
        if (mark) mark.hidden = !differs;
      }
    }
  }

  if (!customElements.get("stratdocs-pair")) customElements.define("stratdocs-pair", StratdocsPair);
  if (!customElements.get("stratdocs-table")) customElements.define("stratdocs-table", StratdocsTable);
  if (!customElements.get("stratdocs-tree")) customElements.define("stratdocs-tree", StratdocsTree);
  if (!customElements.get("stratdocs-map")) customElements.define("stratdocs-map", StratdocsMap);
})();
