// Table: every relation shown on the map, for those who would rather read it.
function tableRow(edge, s) {
  const first = (s.claims || [])[0], words = first ? first.quote.map(([text]) => text).join('') : s.step ? s.step.source || t('unsourced') : s.rule ? ruleWords(s.rule) : '';
  const open = el('button', { type: 'button', cls: 'link', text: relation(s.p), 'aria-label': `${nameOf(s.s)} ${relation(s.p)} ${nameOf(s.o)}: ${t('openEdge')}`, on: { click: () => selectEdge(edge.id) } });
  return el('tr', {}, el('td', {}, go(s.s)), el('td', {}, open), el('td', {}, go(s.o)), el('td', { cls: 'line' }, originLine(s.origin), ' ', word('origins', s.origin)), el('td', { cls: 'words', text: words }));
}

function drawTable() {
  $('table').hidden = !state.table;
  $('view-table').setAttribute('aria-pressed', String(state.table));
  if (!state.table) return;
  const rows = EDGES.filter((e) => shownEdges.has(e.id)).flatMap((e) => grounds(e).map((s) => tableRow(e, s)));
  const head = ['subject', 'relation', 'object', 'origin', 'quote'].map((k) => el('th', { scope: 'col', text: t(k) }));
  $('table').replaceChildren(el('table', {}, el('caption', { text: t('tableCaption', { n: rows.length }) }), el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows)));
}
