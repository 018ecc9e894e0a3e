"use strict";
/* Comfort only: every page works without this file. */

/* A tip that would leave the window opens to the other side. */
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const fact = event.target.closest && event.target.closest("mark.fact");
    if (!fact) return;
    fact.classList.remove("flip");
    const tip = fact.querySelector(".tip");
    if (tip && tip.getBoundingClientRect().right > document.documentElement.clientWidth - 8) {
      fact.classList.add("flip");
    }
  });
}

/* Escape closes a tip that the keyboard opened. */
document.addEventListener("keydown", (event) => {
  const at = document.activeElement;
  if (event.key === "Escape" && at && at.matches("mark.fact")) at.blur();
});
