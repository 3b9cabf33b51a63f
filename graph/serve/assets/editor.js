// The editor: one endpoint, this server's, and the named questions ready to be filled in and run.
"use strict";

const told = JSON.parse(document.getElementById("told").textContent);
const endpoint = new URL("/sparql", location.href).href;
const chosen = document.getElementById("question");
const parameters = document.getElementById("parameters");
const run = document.getElementById("run");
const said = document.getElementById("said");

// Only what is at hand: other completers would ask servers elsewhere.
Yasgui.Yasqe.defaults.autocompleters = ["prefixes", "variables"];
Yasgui.Yasqe.defaults.value = `${Object.entries(told.prefixes)
  .filter(([name]) => ["chain", "skos"].includes(name))
  .map(([name, iri]) => `PREFIX ${name}: <${iri}>`)
  .join("\n")}\n\nSELECT ?name WHERE {\n  ?who a chain:Company ;\n    skos:prefLabel ?name .\n}\nORDER BY ?name\nLIMIT 100`;

const here = { endpoint, method: "POST" };
const OURS = ["lang", "question"]; // what an address of this page says, and no query is sent with
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { ...here, headers: () => ({ "Accept-Language": told.language }) },
  tabName: told.tab,
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: ["endpoint"] },
  populateFromUrl: new URLSearchParams(location.hash.slice(1) || location.search).has("query") && brought,
});

// A link may bring a query, but never another server to ask.
function brought(tab) {
  const args = (tab.requestConfig.args || []).filter(({ name }) => !OURS.includes(name));
  return { ...tab, requestConfig: { ...tab.requestConfig, ...here, args } };
}

let questions = [];
fetch("/api/questions")
  .then((answer) => answer.json())
  .then((found) => {
    questions = found;
    document.documentElement.dataset.ready = "";
    choose(new URLSearchParams(location.search).get("question") || "");
  });

function choose(name) {
  const question = questions.find((one) => one.name === name);
  chosen.value = question ? name : "";
  run.disabled = !question;
  parameters.replaceChildren(...(question ? question.parameters.flatMap(field) : []));
  if (question) {
    write();
  }
}

function field(parameter) {
  const label = document.createElement("label");
  label.textContent = parameter[told.language];
  label.htmlFor = `given-${parameter.name}`;
  const input = document.createElement("input");
  input.id = label.htmlFor;
  input.name = parameter.name;
  input.value = parameter.default;
  return [label, input];
}

// The question with the names given, as the server writes it: whatever they hold, they are only names.
async function write() {
  const given = new URLSearchParams([...parameters.querySelectorAll("input")].map((input) => [input.name, input.value]));
  const answer = await fetch(`/api/questions/${chosen.value}/query?${given}`);
  if (!answer.ok) {
    const problem = await answer.json();
    said.textContent = problem.detail;
    return undefined;
  }
  said.textContent = "";
  const tab = yasgui.getTab();
  tab.setQuery(await answer.text());
  tab.setName(chosen.value);
  return tab;
}

chosen.addEventListener("change", () => choose(chosen.value));
document.getElementById("questions").addEventListener("submit", async (event) => {
  event.preventDefault();
  const tab = await write();
  if (tab) {
    await tab.query().catch(() => undefined); // the answer says what went wrong
  }
});
