// Main: views, selection, keyboard, language, theme; then the first picture.
let chosenLang = '';
const SCENES = { overview: overviewScene, chain: chainScene, full: fullScene, ego: egoScene, path: pathScene, loops: loopScene };
const EMPTY = { boxes: [], lines: [], lanes: [], heads: [] };

function redrawScene() {
  setScene(has(SCENES, state.view) ? SCENES[state.view]() : EMPTY);
  network.redraw();
}

// A view needs something to show: a chain, somebody in the middle.
function prepare() {
  if (state.view === 'chain' && (state.chain === null || !has(CHAINS, state.chain))) state.chain = state.node !== null && ENTITIES[state.node].chains[0] !== undefined ? ENTITIES[state.node].chains[0] : (chainList()[0] || [null])[0];
  if (state.view === 'gaps' && !gapChains().includes(state.chain)) state.chain = gapChains()[0] ?? null;
  if (state.view === 'ego' && state.node === null) { const first = [...shownNodes].filter((n) => !CONTEXT.has(ENTITIES[n].kind)).sort((a, b) => degree[b] - degree[a] || a - b)[0]; state.node = first ?? null; }
}

// All that depends on the state, drawn again; `anew` looks at the whole of it.
function refresh(anew = false, { keep = false } = {}) {
  prepare();
  light();
  document.documentElement.dataset.view = state.view;
  for (const v of VIEWS) $('view-' + v).setAttribute('aria-pressed', String(v === state.view));
  $('width').setAttribute('aria-pressed', String(state.wide));
  for (const [id, view] of [['table', 'table'], ['gaps', 'gaps']]) $(id).hidden = state.view !== view;
  drawSelection();
  if (state.view === 'table') drawTable();
  if (state.view === 'gaps') drawGaps();
  if (state.view === 'path') fillNames();
  redrawScene();
  drawChoice();
  drawCount(); drawEmpty();
  if (resized()) network.setSize('100%', '100%');
  if (anew) firstLook(false);
  if (!keep) { if (lit && ['full', 'chain'].includes(state.view)) lookAtLit(!anew); else if (anew || ['ego', 'path', 'loops'].includes(state.view)) firstLook(!anew); }
  remember();
}

// vis-network measures its canvas now and then; what is looked at next must be measured now.
function resized() { const area = $('network'), canvas = area.querySelector('canvas'); return canvas.clientHeight !== area.clientHeight || canvas.clientWidth !== area.clientWidth || canvas.height !== Math.round(area.clientHeight * devicePixelRatio); }

function drawSelection() {
  if (state.edge !== null) showEdge(state.edge);
  else if (state.node !== null) showNode(state.node);
  else if (state.view === 'loops' && FOUND.loops.length && innerWidth > 760) showLoop();
  else hidePanel();
}
function openView(view) {
  state.view = view;
  if (!['full', 'chain', 'ego'].includes(view)) { state.node = null; state.edge = null; }
  refresh(true);
  if (view === 'table' || view === 'gaps') $(view).focus();
}

// A click leaves the scene as it is but for the light; only where the scene hangs on the node it is made anew.
function selectNode(n, move = true) {
  state.node = n; state.edge = null; besides = [];
  say(t('selected', { name: nameOf(n) }));
  if (state.view === 'ego') { refresh(true); return; }
  lighten(move);
}
function selectEdge(id, others = []) {
  const e = EDGES[id];
  state.edge = id; state.node = state.view === 'ego' ? state.node : null; besides = [id, ...others];
  say(t('selected', { name: `${nameOf(e.from)} → ${nameOf(e.to)}` }));
  lighten();
}
function lighten(move = true) {
  light(); drawSelection(); drawChoice(); remember();
  if (move || !litSeen()) lookAtLit();
  network.redraw();
}
// Whether what was clicked is still in sight beside the panel, and most of what is lit with it.
function litSeen() {
  const { wide, high } = room(), boxes = lit ? [...lit.nodes.keys()].map((n) => scene.by.get(n)).filter(Boolean) : [];
  return boxes.every((b) => { const p = network.canvasToDOM(b); return p.x > 0 && p.y > HEAD && p.x < wide && p.y < high; });
}
function selectMany(ids) { clear(true); showMany(ids); }
function selectCell(c) { clear(true); showCell(c); uncover(c); say(t('selected', { name: `${chainName(c.chain)} ${stageName(c.stage)}` })); }

// Bring something into view wherever it is hidden.
function reveal(n) {
  const before = shownNodes.size;
  if (['full', 'chain'].includes(state.view) && shownNodes.has(n) && scene.by.has(n)) { selectNode(n); return; }
  letIn([n]);
  if (shownNodes.size !== before) checkFilters();
  if (['table', 'gaps', 'loops', 'overview', 'path'].includes(state.view)) state.view = shownNodes.size > 3000 ? 'ego' : 'full';
  if (state.view === 'chain' && !scene.by.has(n)) { if (ENTITIES[n].chains.length) state.chain = ENTITIES[n].chains[0]; else state.view = 'full'; }
  state.node = n; state.edge = null;
  say(t('selected', { name: nameOf(n) }));
  refresh(document.documentElement.dataset.view !== state.view);
}
function clear(quiet = false) {
  if (state.node === null && state.edge === null && $('panel').hidden) return;
  state.node = state.view === 'ego' ? state.node : null; state.edge = null; besides = [];
  if (!quiet) say(t('cleared'));
  light(); hidePanel(); drawChoice(); remember(); network.redraw();
}

// After a filter: what is no longer shown is no longer selected; where all was in sight all stays in sight, and of what
// was switched on something comes into sight.
function apply() {
  const whole = scene.boxes.length > 0 && !outside(scene.boxes), known = scene.by;
  filter();
  if (state.node !== null && !shownNodes.has(state.node)) state.node = null;
  if (state.edge !== null && !shownEdges.has(state.edge)) state.edge = null;
  checkFilters();
  drawLegend();
  refresh(false, { keep: true });
  const fresh = scene.boxes.filter((b) => !known.has(b.key));
  if (whole ? outside(scene.boxes) : fresh.length && outside(fresh) === fresh.length) fitAll();
}

function drawCount() { $('count').textContent = t('count', { nodes: shownNodes.size, edges: shownEdges.size, documents: DOCUMENTS.length }); }
function drawEmpty() {
  const box = $('empty'), none = !ENTITIES.length, canvas = has(SCENES, state.view);
  box.hidden = !none && (!canvas || scene.boxes.length > 0);
  const [title, text] = none ? ['emptyTitle', 'emptyText'] : scene.empty ? [scene.empty, scene.empty + 'Text'] : ['hiddenTitle', 'hiddenText'];
  box.replaceChildren(el('h2', { text: t(title) }), el('p', { text: t(text, { documents: DOCUMENTS.length }) }));
}
function drawLegend() {
  const bar = (color, text) => el('span', {}, el('i', { style: { background: color } }), text);
  $('legend').setAttribute('aria-label', t('legend'));
  const marks = [...ROWS.origin(), ...ROWS.kind().filter(([value]) => value !== 'lone' && !state.off.kind.has(value))].map(([, words, , mark_, about_]) => el('span', { cls: 'mark', title: about_ }, mark_, words));
  $('legend').replaceChildren(el('span', { text: t('direction') }), bar('var(--up)', t('upstream')), bar('var(--down)', t('downstream')), bar('var(--own)', t('ownLine')), el('span', { text: t('unbuilt') }), ...marks);
}

function speak() {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  $('title').textContent = document.title = GIVEN || t('title');
  for (const v of VIEWS) $('view-' + v).textContent = t('view_' + v);
  const words = { skip: 'skip', reset: 'reset', language: 'language', keys: 'keys', width: 'wide', 'show-filters': 'filters', 'export-open': 'export', 'save-png': 'savePng', 'save-svg': 'saveSvg', 'save-csv': 'saveCsv', 'save-turtle': 'saveTurtle', 'copy-link': 'copyLink', print: 'print' };
  for (const [id, key] of Object.entries(words)) $(id).textContent = t(key);
  $('language').lang = lang === 'zh' ? 'en' : 'zh-CN';
  $('search').placeholder = t('search');
  const labels = { search: 'searchLabel', hits: 'searchLabel', network: 'network', fit: 'fit', 'zoom-in': 'zoomIn', 'zoom-out': 'zoomOut', table: 'view_table', gaps: 'view_gaps', panel: 'sources', filters: 'filters', views: 'views', theme: 'theme', choice: 'choice' };
  for (const [id, key] of Object.entries(labels)) { $(id).setAttribute('aria-label', t(key)); if ($(id).tagName === 'BUTTON') $(id).title = t(key); }
  for (const [id, key] of Object.entries({ width: 'wideAbout' })) $(id).title = t(key);
  $('names').replaceChildren();
  drawFilters(); drawLegend();
}
function start(anew) { readTheme(); speak(); refresh(anew); drawOutside(); }
// Where names would be small beside the filters, the map is seen first; what its marks mean then stands under it.
function startWide() {
  if (innerWidth <= 760 || state.view !== 'full' || scene.boxes.length > MANY || scaleFor(scene.extent) >= EASY) return;
  document.body.classList.add('bare');
  network.setSize('100%', '100%'); network.redraw();
  if (lit) lookAtLit(false); else firstLook();
}

function reset() { resetState(); filter(); state.view = usualView(); checkFilters(); readTheme(); refresh(true); }

function step_(key) {
  const n = state.node, boxes = scene.boxes.filter((b) => b.kind === 'entity');
  if (n === null || !scene.by.has(n)) { const flowing = (b) => [...from[b.n], ...into[b.n]].some((e) => e.flows && shownEdges.has(e.id)), first = boxes.filter(flowing).sort((a, b) => a.x - b.x || a.y - b.y)[0] || boxes[0]; if (first) selectNode(first.n); return; }
  const side = { ArrowLeft: [into[n], 'from'], ArrowRight: [from[n], 'to'] }[key];
  if (side) { const e = side[0].find((x) => shownEdges.has(x.id) && scene.by.has(x[side[1]])); if (e) selectNode(e[side[1]]); return; }
  const here = scene.by.get(n), column = boxes.filter((b) => Math.abs(b.x - here.x) < 20).sort((a, b) => a.y - b.y);
  const next = column[column.indexOf(here) + (key === 'ArrowDown' ? 1 : -1)];
  if (next) selectNode(next.n);
}
$('network').addEventListener('keydown', (e) => {
  if (e.key.startsWith('Arrow')) { step_(e.key); e.preventDefault(); e.stopPropagation(); }
  else if (e.key === 'Enter' && !$('panel').hidden) $('panel').focus();
  else if (e.key === '+' || e.key === '=') zoom(1.25);
  else if (e.key === '-') zoom(0.8);
});
const KEYS = { f: () => fitAll(), u: () => { state.reach = 'up'; refresh(); }, b: () => { state.reach = 'both'; refresh(); }, d: () => { state.reach = 'down'; refresh(); }, '/': () => $('search').focus() };
document.addEventListener('keydown', (e) => {
  if (e.key === 'Escape') { if ($('export').open) $('export').open = false; else if (document.body.classList.contains('filtering')) toggleFilters(); else clear(); return; }
  if (/INPUT|SELECT|TEXTAREA/.test(e.target.tagName) && e.target.type !== 'checkbox' || e.ctrlKey || e.metaKey || e.altKey) return;
  if (has(KEYS, e.key)) { KEYS[e.key](); e.preventDefault(); }
  else if (VIEWS[Number(e.key) - 1]) openView(VIEWS[Number(e.key) - 1]);
});
// Beside the picture where there is room, before it where there is not.
function toggleFilters() {
  const phone = innerWidth <= 760, on = phone ? document.body.classList.toggle('filtering') : !document.body.classList.toggle('bare');
  $('show-filters').setAttribute('aria-expanded', String(on));
  if (on) $('filters').focus();
  if (!phone) { network.setSize('100%', '100%'); network.redraw(); firstLook(); }
}

for (const v of VIEWS) $('view-' + v).addEventListener('click', () => openView(v));
$('show-filters').addEventListener('click', toggleFilters);
$('reset').addEventListener('click', reset);
$('width').addEventListener('click', () => { state.wide = !state.wide; refresh(false, { keep: true }); });
$('language').addEventListener('click', () => { lang = chosenLang = lang === 'zh' ? 'en' : 'zh'; start(false); });
$('theme').addEventListener('click', () => { state.theme = isDark() ? 'light' : 'dark'; readTheme(); drawFilters(); drawLegend(); refresh(false, { keep: true }); });
$('fit').addEventListener('click', () => fitAll());
$('outside').addEventListener('click', () => { fitAll(); $('network').focus(); });
$('zoom-in').addEventListener('click', () => zoom(1.25));
$('zoom-out').addEventListener('click', () => zoom(0.8));
$('skip').addEventListener('click', (e) => { e.preventDefault(); openView('table'); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { readTheme(); drawFilters(); drawLegend(); picture = null; network.redraw(); });
addEventListener('popstate', () => { trail = Math.max(0, trail - 1); const before = lang; settling = true; fromAddress(); if (before !== lang) speak(); readTheme(); checkFilters(); refresh(true); settling = false; });
let resizing = 0;
addEventListener('resize', () => { clearTimeout(resizing); resizing = setTimeout(() => { if (lit && scene.by.size) lookAtLit(false); else firstLook(); }, 60); });

// For tests, and for the curious: the same that a reader sees, as values.
function pointOf(p) { const { x, y } = network.canvasToDOM(p); return { x, y }; }
const idOf = (b) => (b.kind === 'entity' ? ENTITIES[b.n].id : b.id);
function seen() {
  if (!has(SCENES, state.view)) return { nodes: [...shownNodes].map((n) => ENTITIES[n].id), edges: EDGES.filter((e) => shownEdges.has(e.id)).map(endsOf) };
  const nodes = scene.boxes.flatMap((b) => (b.members ? b.members.map((n) => ENTITIES[n].id) : [idOf(b)]));
  return { nodes, edges: scene.lines.flatMap((l) => (l.ids.length ? l.ids.map((id) => endsOf(EDGES[id])) : [[idOf(l.a), idOf(l.b)]])) };
}
function lineBetween(a, b) { const e = edgeOf.get(numberOf.get(a) + '~' + numberOf.get(b)); return e ? scene.byEdge.get(e.id) || scene.lines.find((l) => l.e === e) : null; }
$('network').network = network;
$('network').page = {
  view: () => state.view, hash: hashOf, find: (query) => find(query).map((h) => ENTITIES[h.n].id), go: (id) => reveal(numberOf.get(id)), open: openView, redraw: () => network.renderer._redraw(),
  shown: seen,
  drawn: () => scene.boxes.map((b) => ({ key: b.kind === 'entity' ? ENTITIES[b.n].id : b.key, kind: b.kind, x: b.x, y: b.y, w: b.w, h: b.h })),
  routes: () => scene.lines.map((l) => [idOf(l.a), idOf(l.b), pointsOf(l)]),
  labels: () => labelsAt(network.getScale()).taken,
  nodePoint: (id) => { const b = scene.by.get(numberOf.get(id)) || scene.by.get(id); return b ? pointOf(b) : null; },
  edgePoint: (a, b) => { const l = lineBetween(a, b); if (!l) return null; const [x, y] = middleOf(l); return pointOf({ x, y }); },
  edge: (a, b) => { const l = lineBetween(a, b), role = l && lit && l.ids.map((id) => lit.edges.get(id)).find(Boolean); return l && { color: role ? ink[role] : usualColor(l), dash: DASHES[l.origin], width: widthOf(l), opacity: lit && !role ? 0.2 : 1 }; },
  lit: () => lit && { nodes: Object.fromEntries([...lit.nodes].map(([n, role]) => [ENTITIES[n].id, role])), edges: [...lit.edges].map(([id, role]) => [...endsOf(EDGES[id]), role]), up: lit.up.counts, down: lit.down.counts },
};
const GIVEN = $('title').textContent;
fromAddress();
start(true);
startWide();
$('show-filters').setAttribute('aria-expanded', String(innerWidth > 760 && !document.body.classList.contains('bare')));
settling = false;
document.documentElement.dataset.ready = 'true';
