// Shows the notebooks that hold every word typed. The words are in the page; nothing is fetched or sent.
(() => {
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = text => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const starting = (text, word) => text.includes(` ${word}`);

  const cards = new Map([...document.querySelectorAll(".card")].map(card => [card.dataset.page, card]));
  const notebooks = JSON.parse(document.getElementById("notebooks").textContent).map(({ page, headings, words }) => ({
    page, card: cards.get(page), words: ` ${plain(words)}`,
    headings: headings.slice(1).map(([text, anchor]) => ({ text, anchor, words: ` ${wordsOf(text).join(" ")}` })),
  }));
  const sections = [...document.querySelectorAll("main section")], links = [...document.querySelectorAll("header nav li")];
  const form = document.querySelector("form[role=search]"), input = form.elements.q, found = document.getElementById("found");

  const places = (notebook, wanted) => {
    const list = document.createElement("ul");
    list.className = "places";
    for (const { text, anchor } of notebook.headings.filter(({ words }) => wanted.some(word => starting(words, word))).slice(0, 4)) {
      const link = document.createElement("a");
      link.href = `${notebook.page}#${anchor}`;
      link.textContent = text;
      list.appendChild(document.createElement("li")).appendChild(link);
    }
    return list.hasChildNodes() ? [list] : [];
  };

  const show = () => {
    const wanted = wordsOf(input.value);
    let count = 0;
    for (const notebook of notebooks) {
      const holds = wanted.every(word => starting(notebook.words, word));
      notebook.card.hidden = !holds;
      notebook.card.querySelector(".places")?.remove();
      if (holds && wanted.length > 0) notebook.card.firstElementChild.append(...places(notebook, wanted));
      count += holds;
    }
    for (const [index, section] of sections.entries()) {
      section.hidden = !section.querySelector(".card:not([hidden])");
      if (links[index]) links[index].hidden = section.hidden;
    }
    found.textContent = wanted.length === 0 ? "" : count === 0 ? "No notebook holds all of these words." : `${count} of ${notebooks.length} notebooks`;
  };

  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") ?? input.value;
  input.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("pageshow", show);
  addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === input) return;
    event.preventDefault();
    input.focus();
  });
})();
