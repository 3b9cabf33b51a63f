// Words: the page in two languages, and how an element is made. Text is only ever set as text.
const read = (id) => JSON.parse(document.getElementById('data-' + id).textContent);
const $ = (id) => document.getElementById(id);
const WORDS = read('words');
const DATA = read('detail');
const ENTITIES = DATA.entities, SAID = DATA.said, DOCUMENTS = DATA.documents, TERMS = DATA.terms;
let lang = (navigator.languages || [navigator.language || 'zh'])[0].toLowerCase().startsWith('zh') ? 'zh' : 'en';

function t(key, values = {}) {
  return WORDS[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (key === 'on') for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (key === 'style') Object.assign(made.style, value);
    else if (key === 'text') made.textContent = value;
    else if (key === 'cls') made.className = value;
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== ''));
  return made;
}

const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
function term(table, key) { return has(TERMS[table], key) ? TERMS[table][key] : { zh: key, en: key, color: '', about: { zh: '', en: '' } }; }
function word(table, key) { return term(table, key)[lang]; }
function relation(key) { return word(['relations', 'quantities', 'statuses'].find((table) => has(TERMS[table], key)) || 'relations', key); }
function nameOf(n) { const e = ENTITIES[n]; return lang === 'en' && e.english.length ? e.english[0] : e.label; }
function originLine(origin) {
  const dash = { Stated: '', Derived: '6 4', Reference: '1.5 3.5' }[origin];
  const ns = 'http://www.w3.org/2000/svg', svg = document.createElementNS(ns, 'svg'), line = document.createElementNS(ns, 'line');
  for (const [k, v] of Object.entries({ width: 26, height: 8, 'aria-hidden': 'true', class: 'stroke' })) svg.setAttribute(k, v);
  for (const [k, v] of Object.entries({ x1: 1, x2: 25, y1: 4, y2: 4, stroke: 'currentColor', 'stroke-width': 2, 'stroke-dasharray': dash })) line.setAttribute(k, v);
  svg.append(line);
  return svg;
}
function originWords(origin) {
  const line = t({ Stated: 'statedLine', Derived: 'derivedLine', Reference: 'referenceLine' }[origin]);
  return word('origins', origin) + (lang === 'zh' ? `（${line}）` : ` (${line})`);
}
