// State: what is looked at and how; what the filters let through.
const VIEWS = ['overview', 'chain', 'full', 'ego', 'path', 'table', 'gaps', 'loops'];
const MANY = 150;
const FILTERS = { kind: 'xk', relation: 'xr', chain: 'xc', origin: 'xo', status: 'xs', document: 'xd', place: 'xp' };
const LETTER = { kind: 'k' };
const USUALLY_HIDDEN = ['Chain', 'Park', 'Place', 'lone'];
const state = {};
let shownNodes = new Set(), shownEdges = new Set(), lit = null;

function resetState() {
  Object.assign(state, { view: '', chain: null, node: null, edge: null, path: [null, null], loop: 0, depth: 0, reach: 'both', least: 0, wide: false, theme: '', expanded: new Set() });
  resetFilters();
}
function resetFilters() {
  state.off = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, new Set()]));
  state.off.kind = new Set(usuallyHidden());
  state.least = 0;
}
// Where nothing is joined to anything, the names themselves are all there is to see.
const usuallyHidden = () => (ENTITIES.every((e) => e.lone) ? USUALLY_HIDDEN.slice(0, 3) : USUALLY_HIDDEN);

function passes(s) {
  const off = state.off;
  if (off.origin.has(s.origin) || off.relation.has(s.p)) return false;
  if (state.least && s.origin !== 'Reference' && s.confidence < state.least) return false;
  if (!off.document.size) return true;
  const documents = documentsOf(s);
  return !documents.length || documents.some((d) => !off.document.has(DOCUMENTS[d].id));
}
const grounds = (edge) => edge.said.map((n) => SAID[n]).filter(passes);
const bestOrigin = (edge) => STRENGTH.find((o) => edge.said.some((n) => SAID[n].origin === o && passes(SAID[n])));

function passesNode(n) {
  const e = ENTITIES[n], off = state.off;
  if (off.kind.has(e.kind) || (e.lone && off.kind.has('lone'))) return false;
  if (off.status.size && (e.kind === 'Project' || e.status) && off.status.has(e.status)) return false;
  if (off.chain.size && !CONTEXT.has(e.kind) && (e.chains.length ? e.chains.every((c) => off.chain.has(c)) : off.chain.has(''))) return false;
  if (off.place.size && ACTORS.has(e.kind) && (placed[n].length ? placed[n].every((p) => off.place.has(ENTITIES[p].id)) : off.place.has(''))) return false;
  return !off.document.size || mentioned(n);
}
// Some text that is not hidden says something of it.
function mentioned(n) {
  const said = [...about[n], ...[...from[n], ...into[n]].flatMap((e) => e.said.map((i) => SAID[i]))];
  return !said.length || said.some(passes);
}

function filter() {
  shownNodes = new Set();
  ENTITIES.forEach((_, n) => { if (passesNode(n)) shownNodes.add(n); });
  shownEdges = new Set();
  for (const e of EDGES) if (shownNodes.has(e.from) && shownNodes.has(e.to) && (e.best = bestOrigin(e))) shownEdges.add(e.id);
}

// Widen the filters as far as it takes to show these.
function letIn(ids) {
  const hidden = ids.filter((n) => !shownNodes.has(n));
  for (const n of hidden) {
    const e = ENTITIES[n];
    state.off.kind.delete(e.kind);
    if (e.lone) state.off.kind.delete('lone');
    if (!passesNode(n)) for (const name of ['chain', 'place', 'status', 'document']) state.off[name].clear();
  }
  if (hidden.length) filter();
}
const usualView = () => (shownNodes.size > MANY ? 'overview' : 'full');
