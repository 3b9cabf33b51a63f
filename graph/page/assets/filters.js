// Filters: they are the legend too. Each row says how often it is there; what is switched off leaves the view.
const LONG = 12;
function counted(values) {
  const count = new Map();
  for (const v of values) count.set(v, (count.get(v) || 0) + 1);
  return count;
}

function swatch(kind) {
  const color = strong(kindColor(kind)), radius = { Material: '50%', Chain: '50%', Company: '3px', Project: '3px' }[kind] || '1px';
  const style = { borderColor: color, background: kind === 'Company' ? color : 'transparent', borderRadius: radius };
  return el('span', { cls: 'swatch', style: kind === 'Technology' ? { ...style, transform: 'rotate(45deg) scale(0.85)' } : style });
}
function statusSwatch(status) {
  if (!status) return el('span', { cls: 'swatch none' });
  return el('span', { cls: 'swatch colour', style: { background: statusColor(status), borderStyle: BUILT.has(status) ? 'solid' : 'dashed', borderColor: strong(kindColor('Project')) } });
}

// [value, words, count, mark, about] for each filter; worked out when first asked, and again in another language.
const ROWS = {
  kind: () => {
    const count = counted(ENTITIES.map((e) => e.kind)), lone = ENTITIES.filter((e) => e.lone).length;
    const rows = Object.keys(TERMS.kinds).filter((k) => count.has(k)).map((k) => [k, word('kinds', k), count.get(k), swatch(k), term('kinds', k).about[lang]]);
    return lone ? [...rows, ['lone', t('lone'), lone, el('span', { cls: 'swatch none' }), t('loneAbout')]] : rows;
  },
  relation: () => {
    const count = counted(SAID.filter((s) => s.o !== undefined).map((s) => s.p));
    return [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([p, n]) => [p, word('relations', p), n, null, term('relations', p).about[lang]]);
  },
  origin: () => {
    const count = counted(SAID.filter((s) => s.o !== undefined).map((s) => s.origin));
    return STRENGTH.map((o) => [o, word('origins', o), count.get(o) || 0, originLine(o), term('origins', o).about[lang]]);
  },
  status: () => {
    const count = counted(ENTITIES.filter((e) => e.kind === 'Project' || e.status).map((e) => e.status));
    const card_ = (s) => (has(DATA.cards, s) ? DATA.cards[s][lang] : '');
    return [...STATUSES, ''].filter((s) => count.has(s)).map((s) => [s, s ? word('statuses', s) : t('notStated'), count.get(s), statusSwatch(s), card_(s)]);
  },
  chain: () => {
    const count = counted(ENTITIES.filter((e) => !CONTEXT.has(e.kind)).flatMap((e) => (e.chains.length ? e.chains : [''])));
    return [...Object.keys(CHAINS), ''].filter((c) => count.has(c)).sort((a, b) => (b !== '') - (a !== '') || count.get(b) - count.get(a)).map((c) => [c, chainName(c), count.get(c), null, '']);
  },
  place: () => {
    const count = counted(ENTITIES.flatMap((e, n) => (!ACTORS.has(e.kind) ? [] : placed[n].length ? placed[n].map((p) => ENTITIES[p].id) : [''])));
    if (count.size === 1 && count.has('')) return [];
    return [...count].sort((a, b) => (b[0] !== '') - (a[0] !== '') || b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([p, n]) => [p, p ? labelOf(p) : t('notStated'), n, null, '']);
  },
  document: () => {
    return DOCUMENTS.map((d) => [d.id, d.title, d.said, null, [d.publisher, d.published].filter(Boolean).join(' · ')]);
  },
};

function filterRow(name, [value, words, count, mark_, about_]) {
  const input = el('input', { type: 'checkbox', on: { change: () => flip(name, value, input.checked) } });
  const label = el('label', { 'data-value': value, title: about_ ? `${words}: ${about_}` : words }, input, mark_, el('span', { cls: 'words', text: words }), el('span', { cls: 'n', text: String(count) }));
  const only = button(t('only'), () => onlyThis(name, value), { class: 'only', 'data-value': value, 'aria-label': `${t('only')}: ${words}` });
  return el('div', { cls: 'row' }, label, only);
}

const opened = new Set(['kind', 'origin', 'status', 'chain']);
function drawFilters() {
  const host = $('filter-rows');
  host.replaceChildren(...Object.keys(ROWS).map((name) => {
    const rows = ROWS[name]();
    if (!rows.length) return '';
    const body = el('fieldset', { 'data-filter': name }, el('legend', { cls: 'hidden', text: t('filter_' + name) }), rows.slice(0, LONG).map((r) => filterRow(name, r)));
    if (rows.length > LONG) body.append(button(t('showAll', { n: rows.length }), (e) => { e.target.remove(); body.append(...rows.slice(LONG).map((r) => filterRow(name, r))); checkFilters(); }, { class: 'small' }));
    const group = el('details', { on: { toggle: () => (group.open ? opened.add(name) : opened.delete(name)) } }, el('summary', {}, t('filter_' + name), ' ', el('b', { cls: 'off' })), body);
    group.open = opened.has(name);
    return group;
  }).filter(Boolean), confidenceRow());
  checkFilters();
}
function confidenceRow() {
  const output = el('output', { for: 'filter-confidence' });
  const input = el('input', { type: 'range', id: 'filter-confidence', min: '0', max: '1', step: '0.05', on: { input: () => { state.least = Number(input.value); apply(); } } });
  return el('div', { cls: 'range' }, el('label', { for: 'filter-confidence', text: t('leastConfidence') }), input, output);
}

function checkFilters() {
  for (const set of document.querySelectorAll('#filters fieldset[data-filter]')) {
    const off = state.off[set.dataset.filter];
    for (const label of set.querySelectorAll('label')) label.firstChild.checked = !off.has(label.dataset.value);
    const hidden = [...set.querySelectorAll('label')].filter((l) => off.has(l.dataset.value)).length;
    set.parentElement.querySelector('.off').textContent = hidden ? t('off', { n: hidden }) : '';
  }
  const range = $('filter-confidence');
  if (range) { range.value = String(state.least); range.nextSibling.textContent = state.least ? '≥ ' + state.least.toFixed(2) : t('any'); }
}
function flip(name, value, on) {
  if (on) state.off[name].delete(value); else state.off[name].add(value);
  apply();
}
// Only this one; asked again, all of them.
function onlyThis(name, value) {
  const values = ROWS[name]().map(([v]) => v), off = state.off[name], alone = !off.has(value) && values.every((v) => v === value || off.has(v));
  off.clear();
  if (!alone) values.filter((v) => v !== value).forEach((v) => off.add(v));
  else if (name === 'kind') usuallyHidden().forEach((k) => off.add(k));
  apply();
}
