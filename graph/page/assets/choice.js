// Choice: what a view needs to be told: which chain, which ends, which loop, how far.
const DEPTHS = [1, 2, 3, 4, 5, 0];
function option(value, text, selected) { const made = el('option', { value: String(value), text }); made.selected = selected; return made; }
function labelled(id, words, control) { return el('span', { cls: 'choice' }, el('label', { for: id, text: words }), control); }

function pickChain(list) {
  const select = el('select', { id: 'pick-chain', on: { change: () => { state.chain = select.value; state.expanded.clear(); refresh(true); } } }, list.map(([id, n]) => option(id, n ? `${chainName(id)} (${n})` : chainName(id), id === state.chain)));
  return labelled('pick-chain', t('chain'), select);
}
function pickEnd(side) {
  const id = ['pick-from', 'pick-to'][side], n = state.path[side];
  const input = el('input', { id, list: 'names', autocomplete: 'off', placeholder: t('pickName'), on: { change: () => {
    const hit = find(input.value)[0];
    state.path[side] = hit ? hit.n : null;
    if (hit) letIn([hit.n]);
    refresh(true);
  } } });
  input.value = n === null ? '' : nameOf(n);
  return labelled(id, t(['from', 'to'][side]), input);
}
function pickLoop() {
  const select = el('select', { id: 'pick-loop', on: { change: () => { state.loop = Number(select.value); refresh(true); } } }, FOUND.loops.map((l, i) => option(i, `${i + 1}. ${labelOf(l.waste)} · ${pick(l.sort)}`, i === state.loop)));
  return labelled('pick-loop', t('loop'), select);
}

function pickReach() {
  const ego = state.view === 'ego', select = el('select', { id: 'depth', on: { change: () => { state.depth = Number(select.value); refresh(); } } },
    (ego ? DEPTHS.slice(0, 5) : DEPTHS).map((d) => option(d, d ? String(d) : t('allDepths'), d === depthNow())));
  const sides = ego ? [] : ['up', 'both', 'down'].map((side) => button(t('reach_' + side), () => { state.reach = side; refresh(); }, { id: 'reach-' + side, 'aria-pressed': String(state.reach === side) }));
  return [labelled('depth', t('depth'), select), el('span', { cls: 'sides', role: 'group', 'aria-label': t('reach') }, sides), el('span', { id: 'reach-counts' }, countWords('up'), countWords('down'))];
}
// How many stand at each distance.
function countWords(side) {
  const counts = lit ? lit[side].counts : [];
  if (!counts.length) return null;
  const total = counts.reduce((a, b) => a + b, 0), shown = counts.slice(0, 8).join(' + ') + (counts.length > 8 ? ' + …' : '');
  return el('span', { cls: side, text: t(side === 'up' ? 'countUp' : 'countDown', { total, each: counts.length > 1 ? ` = ${shown}` : '' }) });
}

function drawChoice() {
  const bar = $('choice'), held = document.activeElement && bar.contains(document.activeElement) ? document.activeElement.id : '';
  const own = { chain: () => pickChain(chainList()), gaps: () => pickChain(gapChains().map((c) => [c, 0])), path: () => [pickEnd(0), pickEnd(1), button('⇄', () => { state.path.reverse(); refresh(true); }, { id: 'turn', 'aria-label': t('turn'), title: t('turn') })], loops: () => (FOUND.loops.length ? [pickLoop(), el('span', { cls: 'note', text: t('loopsAbout') })] : '') };
  const canvas = !['table', 'gaps', 'overview', 'loops'].includes(state.view);
  const made = [has(own, state.view) ? own[state.view]() : '', canvas && state.node !== null ? pickReach() : '', scene.note && state.view === 'path' ? el('span', { cls: 'note', text: scene.note }) : ''];
  bar.replaceChildren(...made.flat(3).filter(Boolean));
  bar.hidden = !bar.childElementCount;
  if (held && $(held)) $(held).focus();
}
function fillNames() {
  if ($('names').childElementCount) return;
  $('names').append(...ENTITIES.map((e, n) => [n, degree[n]]).sort((a, b) => b[1] - a[1]).slice(0, 400).map(([n]) => el('option', { value: nameOf(n) })));
}
