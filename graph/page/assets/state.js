// State: what is joined to what, what the filters let through, what is selected and how far it reaches.
// A line over several columns is several edges; the last of them has its ends, its arrow and what it says.
const LINES = read('edges'), POINTS = read('nodes'), NODES = ENTITIES.map((_, n) => POINTS[n]);
const EDGES = LINES.filter((e) => e.said).map((e) => ({ ...e, from: e.start }));
const whole = (id) => String(id).split('.')[0];
const CONTEXT = new Set(['Chain', 'Park', 'Place']);
const STRENGTH = ['Stated', 'Derived', 'Reference'];
const OWNS = new Set(['undertakes', 'operates']);
const edgeById = new Map(EDGES.map((e) => [e.id, e]));
const from = ENTITIES.map(() => []), into = ENTITIES.map(() => []), about = ENTITIES.map(() => []);
for (const e of EDGES) { from[e.from].push(e); into[e.to].push(e); }
for (const s of SAID) if (s.o === undefined) about[s.s].push(s);
ENTITIES.forEach((e, n) => { e.lone = !from[n].length && !into[n].length; });

const state = { kinds: new Set(), origins: new Set(STRENGTH), lone: false, chain: '', node: null, edge: null, table: false };
let shownNodes = new Set(), shownEdges = new Set(), lit = null;

function resetFilters() {
  state.kinds = new Set(Object.keys(TERMS.kinds).filter((k) => !CONTEXT.has(k)));
  state.origins = new Set(STRENGTH);
  state.lone = ENTITIES.every((e) => e.lone);
  state.chain = '';
}

const grounds = (edge) => edge.said.map((n) => SAID[n]).filter((s) => state.origins.has(s.origin));
const bestOrigin = (edge) => STRENGTH.find((o) => edge.said.some((n) => SAID[n].origin === o && state.origins.has(o)));
const ofKind = (n, kind) => ENTITIES[n].kind === kind;

// A chain as a filter: its members, what flows into and out of them, and who builds or runs them.
function inChain() {
  if (!state.chain) return null;
  const chain = ENTITIES.findIndex((e) => e.id === state.chain), members = new Set(into[chain].map((e) => e.from));
  const near = new Set([chain, ...members]);
  for (const e of EDGES) {
    if (CONTEXT.has(ENTITIES[e.to].kind) && !members.has(e.from)) continue;
    if (members.has(e.from)) near.add(e.to);
    if (members.has(e.to)) near.add(e.from);
  }
  return near;
}

function filter() {
  const near = inChain();
  shownNodes = new Set();
  ENTITIES.forEach((e, n) => {
    if (state.kinds.has(e.kind) && (state.lone || !e.lone) && (!near || near.has(n))) shownNodes.add(n);
  });
  shownEdges = new Set(EDGES.filter((e) => shownNodes.has(e.from) && shownNodes.has(e.to) && bestOrigin(e)).map((e) => e.id));
}

// Material only moves along flow arrows; a company also stands for what it builds and runs.
function seeds(n) {
  const owned = ofKind(n, 'Company') ? from[n].filter((e) => shownEdges.has(e.id) && e.said.some((s) => OWNS.has(SAID[s].p))) : [];
  return { nodes: [n, ...owned.map((e) => e.to)], edges: owned.map((e) => e.id) };
}

function walk(start, next, end) {
  const seen = new Set(start), edges = new Set();
  for (let queue = [...start]; queue.length;) {
    for (const e of next[queue.shift()]) {
      if (!e.flows || !shownEdges.has(e.id)) continue;
      edges.add(e.id);
      if (!seen.has(e[end])) { seen.add(e[end]); queue.push(e[end]); }
    }
  }
  start.forEach((n) => seen.delete(n));
  return { nodes: seen, edges };
}

function reach(n) {
  const start = seeds(n), up = walk(start.nodes, into, 'from'), down = walk(start.nodes, from, 'to');
  const near = [...from[n], ...into[n]].filter((e) => shownEdges.has(e.id));
  const nodes = new Map(), edges = new Map();
  for (const e of near) { nodes.set(e.from, 'near'); nodes.set(e.to, 'near'); edges.set(e.id, 'near'); }
  for (const m of start.nodes) nodes.set(m, 'near');
  for (const id of start.edges) edges.set(id, 'near');
  for (const m of up.nodes) nodes.set(m, 'up');
  for (const m of down.nodes) nodes.set(m, up.nodes.has(m) ? 'near' : 'down');
  for (const id of up.edges) edges.set(id, 'up');
  for (const id of down.edges) edges.set(id, up.edges.has(id) ? 'near' : 'down');
  nodes.set(n, 'self');
  return { nodes, edges, up: up.nodes.size, down: down.nodes.size };
}

function light() {
  lit = null;
  if (state.node !== null) lit = reach(state.node);
  else if (state.edge !== null) {
    const e = edgeById.get(state.edge);
    lit = { nodes: new Map([[e.from, 'self'], [e.to, 'self']]), edges: new Map([[e.id, 'near']]), up: 0, down: 0 };
  }
}

function components() {
  const seen = new Set(), found = [];
  for (const n of shownNodes) {
    if (seen.has(n)) continue;
    seen.add(n);
    const group = [n];
    for (const m of group) {
      for (const e of [...from[m], ...into[m]]) {
        const other = e.from === m ? e.to : e.from;
        if (shownEdges.has(e.id) && !seen.has(other)) { seen.add(other); group.push(other); }
      }
    }
    found.push(group);
  }
  return found.sort((a, b) => b.length - a.length);
}
