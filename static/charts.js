"use strict";
/* Draws every table that asks for it: <table data-chart="bar">, a series for each column, the
   rows along the axis, numbers in data-value. Without this file the tables say the same. */
(() => {
  const COLOURS = ["#1d5b86", "#c2571a", "#2e7d4f", "#8a3f8f", "#b0891b", "#4a4e57", "#b3325a", "#2a8f9c"];
  const number = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 4 });

  function read(table) {
    const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
    const rows = [...table.tBodies[0].rows];
    return {
      labels: rows.map((row) => (row.cells[0].dataset.label || row.cells[0].textContent).trim()),
      datasets: heads.map((label, column) => ({
        label,
        backgroundColor: COLOURS[column % COLOURS.length],
        maxBarThickness: table.dataset.axis === "lying" ? 14 : 26,
        data: rows.map((row) => {
          const value = row.cells[column + 1].dataset.value;
          return value === undefined ? null : Number(value);
        }),
      })),
    };
  }

  function draw(table) {
    const data = read(table);
    const lying = table.dataset.axis === "lying";
    const stacked = table.dataset.stacked !== undefined;
    const unit = table.dataset.unit || "";
    const place = table.closest("figure").querySelector(".canvas");
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${table.caption.textContent.trim()}，数据见旁边的表`);
    if (lying) {
      const bars = stacked ? 1 : data.datasets.length;
      place.style.height = `${Math.max(240, data.labels.length * (bars * 9 + 16) + 90)}px`;
    }
    place.hidden = false;
    place.append(canvas);
    const values = {
      beginAtZero: true,
      stacked,
      title: { display: Boolean(unit), text: unit },
      ticks: {
        callback: (value) => number.format(value),
        precision: data.datasets.every((set) => set.data.every((value) => value === null || Number.isInteger(value))) ? 0 : undefined,
      },
    };
    const names = { stacked, grid: { display: false } };
    new Chart(canvas, {
      type: "bar",
      data,
      options: {
        animation: false,
        maintainAspectRatio: false,
        indexAxis: lying ? "y" : "x",
        skipNull: true,
        scales: lying ? { x: values, y: names } : { x: names, y: values },
        plugins: {
          legend: { position: "top", align: "start", labels: { boxWidth: 14 } },
          tooltip: {
            callbacks: {
              label: (item) => `${item.dataset.label} ${number.format(item.raw)}${unit}`,
            },
          },
        },
        datasets: { bar: { skipNull: true } },
      },
    });
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 13;
  Chart.defaults.color = "#1c2733";
  document.querySelectorAll("table[data-chart]").forEach(draw);
})();
