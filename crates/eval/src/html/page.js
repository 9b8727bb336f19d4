"use strict";
(() => {
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const cards = [...document.querySelectorAll(".sentence")].map((node) => ({
    node,
    matches: JSON.parse(node.dataset.matches),
    words: node.textContent.toLowerCase(),
  }));
  // Types in the gold and with the coder of the chosen cell of the confusion; "" for none.
  let cell = null;

  const fits = ([kinds, gold, coded], kind, type) =>
    (!cell || (kinds !== "unsure" && gold === cell[0] && coded === cell[1])) &&
    (!kind || kinds.split(" ").includes(kind)) &&
    (!type || (kind !== "extra" && gold === type) || (kind !== "missed" && coded === type));

  const chosen = () => {
    if (!cell) return "";
    const [gold, coded] = cell;
    if (!gold) return `, ${coded} extra`;
    if (!coded) return `, ${gold} missed`;
    return gold === coded ? `, ${gold} found` : `, ${gold} taken for ${coded}`;
  };

  const apply = () => {
    const field = (name) => form.elements.namedItem(name).value;
    const kind = field("kind");
    const type = field("type");
    const words = field("words").trim().toLowerCase();
    let shown = 0;
    for (const card of cards) {
      const show = card.matches.some((match) => fits(match, kind, type)) && card.words.includes(words);
      card.node.hidden = !show;
      shown += Number(show);
    }
    count.textContent = `${shown} of ${cards.length} sentences${chosen()}`;
  };

  const choose = (event) => {
    const link = event.target.closest("a[data-cell], a[data-type]");
    if (!link) return;
    event.preventDefault();
    form.reset();
    cell = link.dataset.cell ? JSON.parse(link.dataset.cell) : null;
    if (link.dataset.type) form.elements.namedItem("type").value = link.dataset.type;
    apply();
    document.getElementById("sentences").scrollIntoView();
    form.elements.namedItem("kind").focus({ preventScroll: true });
  };

  form.addEventListener("input", () => {
    cell = null;
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty only after the event.
  form.addEventListener("reset", () => {
    cell = null;
    setTimeout(apply);
  });
  document.addEventListener("click", choose);
  form.hidden = false;
  apply();
})();
