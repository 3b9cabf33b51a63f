// The library of the editor speaks English only: what it shows is said in the language of the page, from the table of
// messages. Queries, answers and the names of tabs are nobody's to translate.
"use strict";

{
  const { spoken } = JSON.parse(document.getElementById("told").textContent);
  const TOLD = ["title", "aria-label", "placeholder"];
  const PLACES = "#yasgui, .yasgui, .yasqe_tooltip";
  const NOT_OURS = ".CodeMirror-code, [role=tab], table, pre, input, textarea";
  const EMPTY = ".dt-empty, .dataTables_empty"; // where a table says that it has no rows

  const literal = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = (words) =>
    new RegExp(`^${words.split(/\{(\w+)\}/).map((part, n) => (n % 2 ? `(?<${part}>.+?)` : literal(part))).join("")}$`, "s");
  const patterns = [...spoken]
    .sort(([one], [other]) => other.length - one.length)
    .map(([words, translated]) => [pattern(words), translated]);

  function said(words) {
    for (const [form, translated] of patterns) {
      const found = form.exec(words);
      if (found) {
        return translated.replace(/\{(\w+)\}/g, (_, name) => said(found.groups[name]));
      }
    }
    return words;
  }

  function text(node) {
    const home = node.parentElement;
    if (!home || !home.closest(PLACES) || (home.closest(NOT_OURS) && !home.closest(EMPTY))) {
      return;
    }
    const words = node.data.trim();
    const translated = words && said(words);
    if (translated !== words) {
      node.data = node.data.replace(words, () => translated);
    }
  }

  function attribute(element, name) {
    const words = element.getAttribute(name);
    if (words && element.closest(PLACES) && !element.closest(".CodeMirror-code, tbody") && said(words) !== words) {
      element.setAttribute(name, said(words));
    }
  }

  function all(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      text(node);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      TOLD.forEach((name) => attribute(node, name));
      node.childNodes.forEach(all);
    }
  }

  function changed(changes) {
    for (const change of changes) {
      if (change.type === "attributes") {
        attribute(change.target, change.attributeName);
      } else if (change.type === "characterData") {
        text(change.target);
      } else {
        change.addedNodes.forEach(all);
      }
    }
  }

  if (spoken.length) {
    const watched = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: TOLD };
    new MutationObserver(changed).observe(document.body, watched);
  }
}
