// Panel: what is known of the selected entity, line, cell or loop.
let trail = 0;
function frame(...children) {
  const panel = $('panel'), close = button('✕ ' + t('close'), () => { clear(); $('network').focus(); }, { class: 'plain', id: 'close' });
  const back = trail > 0 ? button('← ' + t('back'), () => history.back(), { class: 'plain', id: 'back' }) : el('span');
  panel.replaceChildren(el('div', { cls: 'bar' }, back, close), ...children.flat(2).filter(Boolean));
  panel.hidden = false; panel.scrollTop = 0;
}
function hidePanel() { $('panel').hidden = true; $('panel').replaceChildren(); }

function edgeCards(e) {
  const said = grounds(e), ends = new Set([e.from, e.to]);
  const amounts = [...about[e.from], ...about[e.to]].filter((s) => s.amount && passes(s) && ends.has(s.amount.of) && s.s !== s.amount.of);
  return [el('h2', { text: `${nameOf(e.from)} → ${nameOf(e.to)}` }), said.map(card), amounts.length ? [el('h3', { text: t('relatedAmounts') }), amountRows(amounts)] : null];
}
let besides = [];
function showEdge(id) {
  const others = besides.filter((n) => n !== id).map((n) => EDGES[n]);
  const more = others.length ? [el('h3', { text: t('alsoHere') }), el('ul', { cls: 'rows' }, others.map((e) => el('li', {}, edgeButton(e))))] : null;
  frame(...edgeCards(EDGES[id]), more);
}
function edgeButton(e) { return button(`${nameOf(e.from)} → ${nameOf(e.to)}`, () => selectEdge(e.id, besides), { class: 'link' }); }
function showMany(ids) {
  const edges = ids.map((id) => EDGES[id]);
  frame(el('h2', { text: t('flowCount', { n: ids.length }) }), el('ul', { cls: 'rows' }, edges.map((e) => el('li', {}, originLine(e.best), ' ', edgeButton(e)))));
}

function tags(n) {
  const e = ENTITIES[n], dot = (color) => el('span', { cls: 'dot', style: { background: color } });
  const kind = el('span', { cls: 'tag' }, dot(kindColor(e.kind)), word('kinds', e.kind));
  const steps = [...new Set(about[n].filter((s) => s.p === 'status' && passes(s)).map((s) => s.value))].map((v) => el('span', { cls: 'tag' }, statusSwatch(v), word('statuses', v)));
  const chains = e.chains.map((c) => button(chainName(c), () => { state.chain = c; openView('chain'); }, { class: 'tag', title: t('openChain') }));
  const stage = CONTEXT.has(e.kind) || !e.stage ? null : el('span', { cls: 'tag', title: e.sure ? t('stageSure') : t('stageGuessed'), text: word('stages', e.stage) + (e.sure ? '' : ' ?') });
  return el('div', { cls: 'tags' }, kind, stage, steps, chains);
}

function names(n) {
  const e = ENTITIES[n], other = e.names.filter((x) => x !== e.label);
  const english = lang === 'en' ? [e.label, ...e.english.slice(1)] : e.english;
  const rows = lang === 'en' && e.english.length ? [['names', [...english, ...other]]] : [['names', other], ['english', english.filter((x) => x !== e.label)]];
  rows.push(['formula', e.formula ? [e.formula] : []], ['broader', e.broader]);
  const full = rows.filter(([, v]) => v.length);
  const list = full.length ? el('dl', { cls: 'names' }, full.map(([k, v]) => [el('dt', { text: t(k) }), el('dd', { text: listed(v) })])) : null;
  return [list, e.why.length ? whyOne(e) : null];
}
function whyOne(e) {
  const rows = e.why.map((w) => el('li', { cls: 'why-one' }, el('b', { text: w.name }), el('span', { text: half(w.reason) }), el('small', { cls: 'quiet', text: `${t('confidence')} ${(w.score / 100).toFixed(2)} · ${listed([...new Set(w.documents)].map((d) => titleOf(DOCUMENTS[d])))}` })));
  return el('details', { cls: 'whys' }, el('summary', { text: t('whyOne', { n: e.why.length }) }), el('ul', { cls: 'rows' }, rows));
}

function neighbour(e, n) {
  const m = e.from === n ? e.to : e.from, said = grounds(e), name = `${nameOf(e.from)} → ${nameOf(e.to)}`;
  const speaks = said[0].s === n, verb = el('span', { cls: 'quiet', text: [...new Set(said.map((s) => relation(s.p)))].join(' / ') });
  const amount = e.amount ? el('span', { cls: 'quiet', text: e.amount.text }) : null;
  const evidence = button(t('openEdge'), () => selectEdge(e.id), { class: 'plain', 'aria-label': `${t('openEdge')}: ${name}` });
  return el('li', {}, el('div', { cls: 'head' }, speaks ? [verb, go(m)] : [go(m), verb], amount, el('span', { cls: 'end' }, originLine(e.best), ' ', evidence)));
}
const FEW = 60;
function neighbours(n, title, cls, edges, none) {
  const heading = el('h3', { cls }, title, ' ', el('b', { text: String(edges.length) }));
  const list = el('ul', { cls: 'rows' }, edges.slice(0, FEW).map((e) => neighbour(e, n)));
  const rest = edges.length > FEW ? button(t('showAll', { n: edges.length }), (ev) => { list.append(...edges.slice(FEW).map((e) => neighbour(e, n))); ev.target.remove(); }, { class: 'small' }) : null;
  return [heading, edges.length ? [list, rest] : el('p', { cls: 'quiet', text: none })];
}

function showNode(n) {
  const open = (e) => bestOrigin(e), flows = (e) => e.flows && open(e);
  const other = [...from[n], ...into[n]].filter((e) => !e.flows && open(e)), said = about[n].filter(passes);
  const amounts = said.filter((s) => s.amount), status = said.filter((s) => s.p === 'status');
  const sum = has(FOUND.sums, ENTITIES[n].id) ? summed([n]) : '';
  const acts = el('div', { cls: 'acts' }, button(t('toEgo'), () => openView('ego'), { class: 'small', id: 'to-ego' }), button(t('toPath'), () => { state.path = [n, null]; openView('path'); $('pick-to').focus(); }, { class: 'small', id: 'to-path' }));
  frame(
    el('h2', { text: nameOf(n) }), tags(n), names(n), acts,
    sum ? el('p', {}, el('span', { cls: 'quiet', text: t('summed') + ' ' }), el('span', { cls: 'amount', text: sum })) : null,
    status.length ? [el('h3', { text: t('status') }), el('ul', { cls: 'rows' }, status.map((s) => el('li', {}, el('span', { cls: 'amount', text: word('statuses', s.value) }), disclosed(s))))] : null,
    amounts.length ? [el('h3', { text: t('quantities') }), amountRows(amounts)] : null,
    neighbours(n, t('upstream'), 'up', into[n].filter(flows), t('noneUp')),
    neighbours(n, t('downstream'), 'down', from[n].filter(flows), t('noneDown')),
    other.length ? neighbours(n, t('other'), '', other, '') : null,
  );
}

function showCell(c) {
  const kinds = c.counts.map(({ kind }) => {
    const ids = c.members.filter((n) => ENTITIES[n].kind === kind).sort((a, b) => degree[b] - degree[a] || a - b);
    return [el('h3', {}, word('kinds', kind), ' ', el('b', { text: String(ids.length) })), el('p', { cls: 'flow' }, ids.slice(0, 200).map((n) => go(n)))];
  });
  const open = c.chain === '' ? null : button(t('openChain'), () => { state.chain = c.chain; openView('chain'); }, { class: 'small' });
  frame(el('h2', { text: `${chainName(c.chain)} · ${stageName(c.stage)}` }), open, c.capacity ? el('p', {}, el('span', { cls: 'quiet', text: t('summed') + ' ' }), el('span', { cls: 'amount', text: c.capacity })) : null, kinds.flat());
}

function showLoop() {
  const loop = FOUND.loops[state.loop];
  if (!loop) { hidePanel(); return; }
  const open = (id) => (numberOf.has(id) ? go(numberOf.get(id)) : el('span', { text: labelOf(id) }));
  const rows = loop.links.map(([a, b, origin, said]) => {
    const e = edgeBetween(a, b);
    return el('li', {}, el('div', { cls: 'head' }, open(a), el('span', { text: '→' }), open(b), el('span', { cls: 'end' }, originLine(origin), ' ', e ? button(t('openEdge'), () => selectEdge(e.id), { class: 'plain' }) : null)), el('p', { cls: 'quiet', text: pick(said) }));
  });
  frame(el('h2', { text: t('loopOf', { name: labelOf(loop.waste) }) }), el('p', { cls: 'quiet', text: pick(loop.sort) }),
    loop.actors.length ? el('p', {}, el('span', { cls: 'quiet', text: t('taker') + ' ' }), loop.actors.map(open)) : null, el('ul', { cls: 'rows' }, rows));
}
