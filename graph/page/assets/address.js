// Address: the whole state after the # of the address, by ids; what is as usual is left out.
const code = (text) => encodeURIComponent(text).replace(/~/g, '%7E');
function hashOf() {
  const said = [['v', state.view === usualView() ? '' : state.view]];
  const id = (n) => (n === null ? '' : ENTITIES[n].id), usual = new Set(usuallyHidden());
  if (['chain', 'gaps'].includes(state.view) && state.chain !== null) said.push(['c', state.chain]);
  said.push(['n', id(state.node)]);
  const pairs = [];
  if (state.edge !== null) pairs.push(['e', endsOf(EDGES[state.edge]).map(code).join('~')]);
  if (state.view === 'path' && state.path.some((n) => n !== null)) pairs.push(['p', state.path.map((n) => code(id(n))).join('~')]);
  said.push(['q', state.view === 'loops' && state.loop ? String(state.loop) : ''], ['d', state.depth ? String(state.depth) : ''], ['u', state.reach === 'both' ? '' : state.reach]);
  said.push(['m', state.least ? state.least.toFixed(2) : ''], ['w', state.wide ? '1' : ''], ['l', chosenLang], ['t', state.theme]);
  for (const [name, letter_] of Object.entries(FILTERS)) {
    const off = [...state.off[name]].filter((v) => name !== 'kind' || !usual.has(v)).sort();
    if (off.length) pairs.push([letter_, off.map(code).join(',')]);
  }
  const extra = [...usual].filter((k) => !state.off.kind.has(k));
  if (extra.length) pairs.push([LETTER.kind, extra.map(code).join(',')]);
  const all = [...said.filter(([, v]) => v !== '').map(([k, v]) => [k, code(v)]), ...pairs];
  return all.length ? '#' + all.map(([k, v]) => `${k}=${v}`).join('&') : '';
}

function decode(text) { try { return decodeURIComponent(text); } catch { return ''; } }
function fromAddress() {
  resetState();
  const text = location.hash.slice(1), told = new Map(), n = (id) => numberOf.get(id) ?? null;
  if (text && !/^[a-z]{1,2}=/.test(text)) told.set(text.includes('~') ? 'e' : 'n', text); // an address of an older page
  else for (const part of text.split('&')) { const i = part.indexOf('='); if (i > 0) told.set(part.slice(0, i), part.slice(i + 1)); }
  const one = (k) => decode(told.get(k) || ''), two = (k) => (told.get(k) || '').split('~').map((x) => n(decode(x))), many = (k) => (told.get(k) || '').split(',').filter((x, i, all) => x || all.length > 1 || told.has(k)).map(decode);
  for (const [name, letter_] of Object.entries(FILTERS)) if (told.has(letter_)) many(letter_).forEach((v) => state.off[name].add(v));
  if (told.has('k')) many('k').forEach((v) => state.off.kind.delete(v));
  state.least = Math.min(1, Math.max(0, Number(one('m')) || 0));
  state.wide = one('w') === '1';
  state.theme = ['dark', 'light'].includes(one('t')) ? one('t') : '';
  if (['zh', 'en'].includes(one('l'))) { chosenLang = one('l'); lang = chosenLang; }
  state.depth = Math.min(5, Math.max(0, Math.trunc(Number(one('d')) || 0)));
  state.reach = ['up', 'down'].includes(one('u')) ? one('u') : 'both';
  state.loop = Math.min(Math.max(0, FOUND.loops.length - 1), Math.max(0, Math.trunc(Number(one('q')) || 0)));
  if (has(CHAINS, one('c')) || gapChains().includes(one('c'))) state.chain = one('c');
  if (told.has('p')) state.path = [...two('p'), null, null].slice(0, 2);
  filter();
  if (told.has('e')) { const [a, b] = two('e'), e = edgeOf.get(`${a}~${b}`); if (e) { letIn([a, b]); state.edge = shownEdges.has(e.id) ? e.id : null; } }
  if (state.edge === null && n(one('n')) !== null) { state.node = n(one('n')); letIn([state.node]); }
  state.view = VIEWS.includes(one('v')) ? one('v') : usualView();
}
// The first picture, and a way back, are no new step.
let settling = true;
function remember() {
  const hash = hashOf();
  if (hash === location.hash) return;
  if (settling) history.replaceState(null, '', hash || location.pathname + location.search);
  else { trail += 1; history.pushState(null, '', hash || location.pathname + location.search); }
}
