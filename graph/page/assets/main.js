// Main: selection with its address, keyboard, language, theme; then the first picture.
let trail = [];

function hashOf() {
  if (state.node !== null) return '#' + encodeURIComponent(ENTITIES[state.node].id);
  if (state.edge === null) return '';
  const e = edgeById.get(state.edge);
  return '#' + encodeURIComponent(ENTITIES[e.from].id) + '~' + encodeURIComponent(ENTITIES[e.to].id);
}

function remember() {
  const hash = hashOf();
  if (hash === location.hash) return;
  trail.push(hash);
  history.pushState(null, '', hash || location.pathname + location.search);
}

function fromAddress() {
  let ends = [];
  try { ends = location.hash.slice(1).split('~').map(decodeURIComponent); } catch { /* not an address of ours */ }
  const [a, b] = ends.map((id) => ENTITIES.findIndex((e) => e.id === id));
  const edge = b >= 0 && EDGES.find((e) => e.from === a && e.to === b);
  state.node = null; state.edge = null;
  if (edge) { open([edge.from, edge.to]); state.edge = edge.id; } else if (a >= 0) { open([a]); state.node = a; }
}

// Widen the filters as far as it takes to show these.
function open(ids) {
  for (const n of ids) { state.kinds.add(ENTITIES[n].kind); if (ENTITIES[n].lone) state.lone = true; }
  filter();
  if (ids.some((n) => !shownNodes.has(n))) { state.chain = ''; filter(); }
}

function selectNode(n) { state.node = n; state.edge = null; remember(); show(); }
function selectEdge(id) { state.edge = id; state.node = null; const e = edgeById.get(id); open([e.from, e.to]); remember(); show(); }
function reveal(n) { open([n]); selectNode(n); }
function clear() {
  if (state.node === null && state.edge === null) return;
  state.node = null; state.edge = null; trail = []; remember(); show();
}

function show() {
  light(); restyle(); drawFilters(); drawTable();
  network.unselectAll();
  if (state.node !== null) { showNode(state.node); bringIntoView([state.node]); say(t('selected', { name: nameOf(state.node) })); }
  else if (state.edge !== null) {
    const e = edgeById.get(state.edge);
    showEdge(e.id); bringIntoView([e.from, e.to]); say(t('selected', { name: `${nameOf(e.from)} → ${nameOf(e.to)}` }));
  } else { $('panel').hidden = true; $('panel').replaceChildren(); say(t('cleared')); }
}
function say(words) { $('live').textContent = words; }

// After a filter: what is no longer shown is no longer selected.
function apply() {
  filter();
  const gone = (state.node !== null && !shownNodes.has(state.node)) || (state.edge !== null && !shownEdges.has(state.edge));
  if (gone) { state.node = null; state.edge = null; trail = []; remember(); }
  show(); drawCount(); drawEmpty();
}

function drawCount() { $('count').textContent = t('count', { nodes: shownNodes.size, edges: shownEdges.size, documents: DOCUMENTS.length }); }

function drawEmpty() {
  const box = $('empty'), none = !ENTITIES.length;
  box.hidden = shownNodes.size > 0;
  box.replaceChildren(el('h2', { text: t(none ? 'emptyTitle' : 'hiddenTitle') }), el('p', { text: t(none ? 'emptyText' : 'hiddenText', { documents: DOCUMENTS.length }) }));
}

function speak() {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  $('title').textContent = GIVEN || t('title');
  document.title = GIVEN || t('title');
  for (const [id, key] of Object.entries({ skip: 'skip', 'view-table': 'table', reset: 'reset', language: 'language', keys: 'keys' })) $(id).textContent = t(key);
  $('language').lang = lang === 'zh' ? 'en' : 'zh-CN';
  $('search').placeholder = t('search');
  const labels = { search: 'searchLabel', hits: 'searchLabel', network: 'network', fit: 'fit', 'zoom-in': 'zoomIn', 'zoom-out': 'zoomOut', table: 'table', panel: 'sources', filters: 'kinds' };
  for (const [id, key] of Object.entries(labels)) { $(id).setAttribute('aria-label', t(key)); if ($(id).tagName === 'BUTTON') $(id).title = t(key); }
  drawLegend(); drawCount(); drawEmpty(); show(); say('');
}

function reset() { resetFilters(); state.node = null; state.edge = null; state.table = false; trail = []; remember(); apply(); firstLook(true); }
function toggleTable() { state.table = !state.table; drawTable(); if (state.table) $('table').focus(); }

function step_(key) {
  const n = state.node;
  if (n === null) { const first = components()[0]; if (first) selectNode(first.reduce((a, b) => (NODES[b].x < NODES[a].x ? b : a))); return; }
  const side = { ArrowLeft: [into[n], 'from'], ArrowRight: [from[n], 'to'] }[key];
  if (side) { const e = side[0].find((x) => shownEdges.has(x.id)); if (e) selectNode(e[side[1]]); return; }
  const column = [...shownNodes].filter((m) => NODES[m].x === NODES[n].x).sort((a, b) => NODES[a].y - NODES[b].y);
  const next = column[column.indexOf(n) + (key === 'ArrowDown' ? 1 : -1)];
  if (next !== undefined) selectNode(next);
}

$('network').addEventListener('keydown', (e) => {
  if (e.key.startsWith('Arrow')) { step_(e.key); e.preventDefault(); }
  else if (e.key === 'Enter' && state.node !== null) $('panel').focus();
  else if (e.key === '+' || e.key === '=') zoom(1.25);
  else if (e.key === '-') zoom(0.8);
});
document.addEventListener('keydown', (e) => {
  if (e.key === 'Escape') { clear(); return; }
  if (e.key === '/' && !/INPUT|SELECT/.test(e.target.tagName)) { $('search').focus(); e.preventDefault(); }
});
$('view-table').addEventListener('click', toggleTable);
$('reset').addEventListener('click', reset);
$('language').addEventListener('click', () => { lang = lang === 'zh' ? 'en' : 'zh'; speak(); });
$('fit').addEventListener('click', () => fitAll());
$('zoom-in').addEventListener('click', () => zoom(1.25));
$('zoom-out').addEventListener('click', () => zoom(0.8));
$('skip').addEventListener('click', (e) => { e.preventDefault(); if (!state.table) toggleTable(); $('table').focus(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { readTheme(); speak(); });
addEventListener('popstate', () => { trail.pop(); fromAddress(); show(); });
addEventListener('resize', () => { if (state.node === null && state.edge === null) firstLook(); });
addEventListener('beforeprint', () => fitAll(false));

const GIVEN = $('title').textContent;
readTheme();
resetFilters();
filter();
fromAddress();
speak();
firstLook();
if (lit) bringIntoView([...lit.nodes].filter(([, role]) => role === 'self').map(([n]) => n));
$('network').network = network; // for tests, and for the curious
document.documentElement.dataset.ready = 'true';
