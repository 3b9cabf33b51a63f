// Tools: search with suggestions, filters that are also the legend.
const plain = (s) => s.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
const INDEX = ENTITIES.map((e) => [e.label, ...e.names, ...e.english, e.formula].filter(Boolean).map((name) => [plain(name), name]));
let hits = [], chosen = 0;

function find(query) {
  const q = plain(query);
  if (!q) return [];
  const scored = [];
  INDEX.forEach((names_, n) => {
    let best = null;
    for (const [key, name] of names_) {
      const at = key.indexOf(q);
      if (at >= 0 && (!best || at + key.length / 100 < best.score)) best = { n, name, score: at + key.length / 100 };
    }
    if (best) scored.push(best);
  });
  return scored.sort((a, b) => a.score - b.score || a.n - b.n).slice(0, 40);
}

function drawHits() {
  const list = $('hits'), input = $('search'), open = input.value.trim() !== '' && document.activeElement === input;
  list.hidden = !open;
  input.setAttribute('aria-expanded', String(open));
  input.removeAttribute('aria-activedescendant');
  list.replaceChildren(...hits.map((h, i) => el('li', { role: 'option', id: 'hit-' + i, 'aria-selected': String(i === chosen), on: { mousedown: (e) => { e.preventDefault(); choose(i); } } },
    el('span', { cls: 'dot', style: { background: term('kinds', ENTITIES[h.n].kind).color } }), el('span', { text: nameOf(h.n) }),
    el('small', { text: [h.name !== nameOf(h.n) ? h.name : '', word('kinds', ENTITIES[h.n].kind)].filter(Boolean).join(' · ') }))));
  if (open && !hits.length) list.append(el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', cls: 'quiet', text: t('noHits') }));
  if (open && hits.length) { input.setAttribute('aria-activedescendant', 'hit-' + chosen); $('hit-' + chosen).scrollIntoView({ block: 'nearest' }); }
}

function choose(i) {
  const hit = hits[i];
  if (!hit) return;
  $('search').value = ''; hits = []; $('search').blur(); drawHits();
  reveal(hit.n);
  $('panel').focus({ preventScroll: true });
}

$('search').addEventListener('input', () => { hits = find($('search').value); chosen = 0; drawHits(); });
$('search').addEventListener('focus', drawHits);
$('search').addEventListener('blur', drawHits);
$('search').addEventListener('keydown', (e) => {
  const move = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (move && hits.length) { chosen = (chosen + move + hits.length) % hits.length; drawHits(); e.preventDefault(); }
  else if (e.key === 'Enter') choose(chosen);
  else if (e.key === 'Escape') { $('search').value = ''; hits = []; drawHits(); e.stopPropagation(); }
});

function chip(words, pressed, about_, count, mark, act) {
  return el('button', { type: 'button', cls: 'chip', 'aria-pressed': String(pressed), title: about_ || null, on: { click: act } }, mark, words, count === null ? null : el('b', { text: String(count) }));
}

function swatch(kind) {
  const color = strong(term('kinds', kind).color), radius = { Material: '50%', Chain: '50%', Company: '3px', Project: '3px' }[kind] || '1px';
  const style = { borderColor: color, background: kind === 'Company' ? color : 'transparent', borderRadius: radius };
  return el('span', { cls: 'swatch', style: kind === 'Technology' ? { ...style, transform: 'rotate(45deg) scale(0.85)' } : style });
}

function drawFilters() {
  const used = Object.keys(TERMS.kinds).filter((k) => ENTITIES.some((e) => e.kind === k)), flip = (set, key) => () => { const on = !set.delete(key); if (on) set.add(key); apply(); if (on) meet((e) => e.kind === key); };
  const kinds = used.map((k) => chip(word('kinds', k), state.kinds.has(k), term('kinds', k).about[lang], ENTITIES.filter((e) => e.kind === k).length, swatch(k), flip(state.kinds, k)));
  const lone = ENTITIES.filter((e) => e.lone).length;
  if (lone) kinds.push(chip(t('lone'), state.lone, t('loneAbout'), lone, null, () => { state.lone = !state.lone; apply(); if (state.lone) meet((e) => e.lone); }));
  const origins = STRENGTH.map((o) => chip(word('origins', o), state.origins.has(o), term('origins', o).about[lang], SAID.filter((s) => s.origin === o && s.o !== undefined).length, originLine(o), flip(state.origins, o)));
  refill('filter-kinds', t('kinds'), kinds);
  refill('filter-origins', t('origins'), origins);
  drawChains();
}

function refill(id, label, chips) {
  const host = $(id), held = [...host.children].indexOf(document.activeElement);
  host.setAttribute('aria-label', label);
  host.replaceChildren(...chips);
  if (held >= 0 && host.children[held]) host.children[held].focus();
}

function drawChains() {
  const select = $('filter-chain'), chains = ENTITIES.map((e, n) => [e, n]).filter(([e, n]) => e.kind === 'Chain' && into[n].length);
  $('filter-chain-label').textContent = t('chain');
  select.replaceChildren(el('option', { value: '', text: t('allChains') }), ...chains.map(([e, n]) => el('option', { value: e.id, text: `${nameOf(n)} (${into[n].length})` })));
  select.value = state.chain;
  select.parentElement.hidden = !chains.length;
}
$('filter-chain').addEventListener('change', (e) => { state.chain = e.target.value; apply(); firstLook(true); });

function drawLegend() {
  const bar = (color, text) => el('span', {}, el('i', { style: { background: color } }), text);
  const used = ORDER.filter((s) => SAID.some((x) => x.value === s)).map((s) => bar(term('statuses', s).color, word('statuses', s)));
  const status = used.length ? [el('span', { text: t('status') + (lang === 'zh' ? '：' : ':') }), ...used, el('span', { text: t('unbuilt') })] : [];
  $('legend').setAttribute('aria-label', t('legend'));
  $('legend').replaceChildren(el('span', { text: t('direction') }), bar('var(--up)', t('upstream')), bar('var(--down)', t('downstream')), ...status);
}
