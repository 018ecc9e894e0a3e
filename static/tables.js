"use strict";
/* A menu for each column of a table: sort, facet, hide. What it offers are plain links, which
   the filters above the table reach as well. */
(() => {
  const link = (words, change) => {
    const params = new URLSearchParams(location.search);
    params.delete("_next");
    change(params);
    const at = document.createElement("a");
    at.href = params.toString() ? `?${params}` : location.pathname;
    at.textContent = words;
    return at;
  };

  const entries = (th) => {
    const column = th.dataset.column;
    const params = new URLSearchParams(location.search);
    const shown = Array.from(document.querySelectorAll(".facet-info"), (one) => one.dataset.column);
    const found = [];
    if (th.querySelector("a")) {
      found.push(link("升序", (p) => { p.set("_sort", column); p.delete("_sort_desc"); }));
      found.push(link("降序", (p) => { p.set("_sort_desc", column); p.delete("_sort"); }));
    }
    if (th.dataset.allowFacet === "true" && th.dataset.isPk !== "1" && !shown.includes(column)) {
      found.push(link("按此列分类计数", (p) => p.append("_facet", column)));
    }
    if (params.get(`${column}__notblank`) !== "1") {
      found.push(link("只看非空白", (p) => p.set(`${column}__notblank`, "1")));
    }
    if (th.dataset.isPk !== "1") {
      found.push(link("隐藏此列", (p) => p.append("_nocol", column)));
    }
    if (params.has("_nocol") || params.has("_col")) {
      found.push(link("显示全部列", (p) => { p.delete("_nocol"); p.delete("_col"); }));
    }
    return found;
  };

  let open = null;
  const close = () => {
    if (!open) return;
    open.menu.remove();
    open.button.setAttribute("aria-expanded", "false");
    open = null;
  };

  const show = (th, button) => {
    const menu = document.createElement("div");
    menu.className = "column-menu";
    if (th.dataset.columnDescription) {
      const about = document.createElement("p");
      about.textContent = th.dataset.columnDescription;
      menu.append(about);
    }
    const list = document.createElement("ul");
    for (const entry of entries(th)) {
      const item = document.createElement("li");
      item.append(entry);
      list.append(item);
    }
    menu.append(list);
    /* Beside the button in reading order, but out of the box that scrolls. */
    document.querySelector("main").append(menu);
    const place = button.getBoundingClientRect();
    const left = Math.min(place.left, document.documentElement.clientWidth - 250);
    menu.style.left = `${Math.max(left, 8) + window.scrollX}px`;
    menu.style.top = `${place.bottom + window.scrollY + 4}px`;
    button.setAttribute("aria-expanded", "true");
    open = { menu, button };
    const first = menu.querySelector("a");
    if (first) first.focus();
  };

  for (const th of document.querySelectorAll(".rows-and-columns th[data-column]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "column-button";
    button.textContent = "⋮";
    button.setAttribute("aria-label", `${th.dataset.column} 列的菜单`);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      const again = open && open.button === button;
      close();
      if (!again) show(th, button);
    });
    th.append(button);
  }
  document.addEventListener("click", (event) => {
    if (open && !open.menu.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) {
      const { button } = open;
      close();
      button.focus();
    }
  });

  /* The link to the options of a download opens them. */
  const options = document.getElementById("export");
  const unfold = () => {
    if (options && location.hash === "#export") options.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();
