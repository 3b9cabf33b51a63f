// Table: every statement shown, sortable, for those who would rather read it. Rows are made as one scrolls to them.
const CHUNK = 200;
const COLUMNS = ['subject', 'relation', 'object', 'origin', 'confidence', 'document', 'quote'];
let sorting = { by: '', down: false }, rows = [], drawn = 0;

function wordsOf(s) {
  if (s.claims.length) return s.claims[0].quote;
  return s.step !== undefined ? proof().steps[s.step].source || t('unsourced') : s.rule ? ruleWords(s.rule) : '';
}
function objectWords(s) { return s.amount ? [s.amount.text, s.amount.material].filter(Boolean).join(' ') : s.value !== undefined ? word('statuses', s.value) : nameOf(s.o); }
const CELLS = {
  subject: (s) => nameOf(s.s), relation: (s) => relationOrStatus(s.p), object: objectWords, origin: (s) => word('origins', s.origin),
  confidence: (s) => (s.origin === 'Reference' ? '' : s.confidence.toFixed(2)),
  document: (s) => listed(documentsOf(s).map((d) => DOCUMENTS[d].title)), quote: wordsOf,
};

// Statements of the lines shown, then what is said of one thing alone.
function tableRows() {
  const lines = EDGES.filter((e) => shownEdges.has(e.id)).flatMap((e) => grounds(e).map((s) => ({ s, e })));
  const alone = [...shownNodes].flatMap((n) => about[n].filter(passes).map((s) => ({ s, e: null })));
  const found = [...lines, ...alone];
  if (!sorting.by) return found;
  const compare = new Intl.Collator(lang === 'zh' ? 'zh-CN' : 'en', { numeric: true }).compare, key = CELLS[sorting.by];
  const keyed = found.map((row, i) => [key(row.s), i, row]).sort((a, b) => (sorting.down ? -1 : 1) * compare(a[0], b[0]) || a[1] - b[1]);
  return keyed.map(([, , row]) => row);
}
function tableRow({ s, e }) {
  const openIt = e ? button(relation(s.p), () => selectEdge(e.id), { class: 'link', 'aria-label': `${nameOf(s.s)} ${relation(s.p)} ${nameOf(s.o)}: ${t('openEdge')}` }) : el('span', { text: relationOrStatus(s.p) });
  return el('tr', {}, el('td', {}, go(s.s)), el('td', {}, openIt), el('td', {}, s.o === undefined ? objectWords(s) : go(s.o)), el('td', { cls: 'line' }, originLine(s.origin), ' ', word('origins', s.origin)),
    el('td', { cls: 'number', text: CELLS.confidence(s) }), el('td', { cls: 'words', text: CELLS.document(s) }), el('td', { cls: 'words', text: wordsOf(s) }));
}
function sortBy(name) {
  sorting = sorting.by !== name ? { by: name, down: false } : sorting.down ? { by: '', down: false } : { by: name, down: true };
  drawTable();
  $('table').querySelector(`th[data-column="${name}"] button`).focus();
}
function drawTable() {
  rows = tableRows(); drawn = 0;
  const head = COLUMNS.map((k) => el('th', { scope: 'col', 'data-column': k, 'aria-sort': sorting.by === k ? (sorting.down ? 'descending' : 'ascending') : 'none' }, button(t(k) + (sorting.by === k ? (sorting.down ? ' ↓' : ' ↑') : ''), () => sortBy(k))));
  $('table').replaceChildren(el('table', {}, el('caption', { text: t('tableCaption', { n: rows.length }) }), el('thead', {}, el('tr', {}, head)), el('tbody')));
  moreRows();
}
function moreRows(all = false) {
  const body = $('table').querySelector('tbody'), end = all ? rows.length : Math.min(rows.length, drawn + CHUNK);
  body.append(...rows.slice(drawn, end).map(tableRow));
  drawn = end;
}
$('table').addEventListener('scroll', () => { const box = $('table'); if (drawn < rows.length && box.scrollTop + box.clientHeight > box.scrollHeight - 600) moreRows(); });
