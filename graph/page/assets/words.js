// Words: the page in two languages, and how an element is made. Text is only ever set as text.
const read = (id) => JSON.parse(document.getElementById('data-' + id).textContent);
const $ = (id) => document.getElementById(id);
const WORDS = read('words');
const DATA = read('detail');
const TERMS = DATA.terms;
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
function button(words, act, given = {}) { return el('button', { type: 'button', text: words, on: { click: act }, ...given }); }

const SVG = 'http://www.w3.org/2000/svg';
function svgEl(tag, given = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(given)) if (value !== null && value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
function term(table, key) { return has(TERMS[table], key) ? TERMS[table][key] : { zh: key, en: key, color: '#777777', about: { zh: '', en: '' } }; }
function word(table, key) { return term(table, key)[lang]; }
function relation(key) { return word(['relations', 'quantities', 'statuses'].find((table) => has(TERMS[table], key)) || 'relations', key); }
function relationOrStatus(p) { return p === 'status' ? t('status') : relation(p); }
const pick = ([zh, en]) => (lang === 'en' && en ? en : zh);
const listed = (words) => words.filter(Boolean).join(t('listJoin'));

// Words that carry their translation along ("english / 中文") are told in one language.
function half(words) {
  const halves = words.split(' / '), han = halves.findIndex((one) => /\p{Script=Han}/u.test(one));
  return halves.length === 2 && han >= 0 ? halves[lang === 'zh' ? han : 1 - han] : words;
}
// A rule is told in both languages, or as the relations that it joins.
function ruleWords(rule) { return half(rule) !== rule ? half(rule) : rule.split(' ∘ ').map(relation).join(lang === 'zh' ? '，再' : ', then '); }

const DASHES = { Stated: [], Derived: [9, 5], Reference: [2, 4] };
function originLine(origin, color = 'currentColor') {
  const dash = { Stated: null, Derived: '6 4', Reference: '1.5 3.5' }[origin];
  const line = svgEl('line', { x1: 1, x2: 25, y1: 4, y2: 4, stroke: color, 'stroke-width': 2, 'stroke-dasharray': dash });
  return svgEl('svg', { width: 26, height: 8, 'aria-hidden': 'true', class: 'stroke' }, line);
}
function originWords(origin) {
  const line = t({ Stated: 'statedLine', Derived: 'derivedLine', Reference: 'referenceLine' }[origin]);
  return word('origins', origin) + (lang === 'zh' ? `（${line}）` : ` (${line})`);
}
function say(words) { $('live').textContent = words; }
