// Reach: what lies upstream and downstream of something, step by step, over relations along which material flows.
// Material only moves along flow arrows; a company also stands for what it builds and runs.
function seeds(n) {
  const owned = ENTITIES[n].kind === 'Company' ? from[n].filter((e) => shownEdges.has(e.id) && e.said.some((s) => OWNS.has(SAID[s].p))) : [];
  return { nodes: [n, ...owned.map((e) => e.to)], edges: owned };
}

// Every node with its distance, every edge on the way, and how many nodes stand at each distance.
function walk(start, next, end, depth) {
  const far = new Map(start.map((n) => [n, 0])), edges = new Set(), counts = [];
  for (let edge = start, step = 1; edge.length && (!depth || step <= depth); step++) {
    const fresh = [];
    for (const n of edge) {
      for (const e of next[n]) {
        if (!e.flows || !shownEdges.has(e.id)) continue;
        edges.add(e.id);
        if (!far.has(e[end])) { far.set(e[end], step); fresh.push(e[end]); }
      }
    }
    if (fresh.length) counts.push(fresh.length);
    edge = fresh;
  }
  start.forEach((n) => far.delete(n));
  return { far, edges, counts };
}
const NOWHERE = () => ({ far: new Map(), edges: new Set(), counts: [] });

// All the way, unless told otherwise; around one, two steps.
const depthNow = () => state.depth || (state.view === 'ego' ? 2 : 0);

function reachOf(n) {
  const start = seeds(n), nodes = new Map(), edges = new Map(), depth = depthNow();
  const up = state.reach === 'down' ? NOWHERE() : walk(start.nodes, into, 'from', depth);
  const down = state.reach === 'up' ? NOWHERE() : walk(start.nodes, from, 'to', depth);
  for (const e of [...from[n], ...into[n]]) {
    if (shownEdges.has(e.id) && (!e.flows || state.reach === 'both')) { nodes.set(e.from, 'near'); nodes.set(e.to, 'near'); edges.set(e.id, 'near'); }
  }
  for (const m of start.nodes) nodes.set(m, 'near');
  for (const e of start.edges) edges.set(e.id, 'near');
  for (const m of up.far.keys()) nodes.set(m, 'up');
  for (const m of down.far.keys()) nodes.set(m, up.far.has(m) ? 'near' : 'down');
  for (const id of up.edges) edges.set(id, 'up');
  for (const id of down.edges) edges.set(id, up.edges.has(id) ? 'near' : 'down');
  nodes.set(n, 'self');
  return { nodes, edges, up, down };
}

function light() {
  lit = null;
  if (state.node !== null) lit = reachOf(state.node);
  else if (state.edge !== null) {
    const e = EDGES[state.edge];
    lit = { nodes: new Map([[e.from, 'self'], [e.to, 'self']]), edges: new Map([[e.id, 'near']]), up: NOWHERE(), down: NOWHERE() };
  }
}

// Every shortest way from a to b; first along the flow, then against it, then over any relation.
function waysBetween(a, b) {
  const flow = (e) => e.flows && shownEdges.has(e.id), any = (e) => shownEdges.has(e.id);
  const along = (n) => from[n].filter(flow).map((e) => [e, e.to]), against = (n) => into[n].filter(flow).map((e) => [e, e.from]);
  const both = (n) => [...from[n].filter(any).map((e) => [e, e.to]), ...into[n].filter(any).map((e) => [e, e.from])];
  for (const [sort, next] of [['along', along], ['against', against], ['any', both]]) {
    const found = shortest(a, b, next);
    if (found) return { sort, ...found };
  }
  return null;
}

function shortest(a, b, next) {
  const far = new Map([[a, 0]]), came = new Map();
  for (let edge = [a]; edge.length && !far.has(b);) {
    const fresh = [];
    for (const n of edge) {
      for (const [e, m] of next(n)) {
        if (!far.has(m)) { far.set(m, far.get(n) + 1); fresh.push(m); came.set(m, []); }
        if (far.get(m) === far.get(n) + 1) came.get(m).push([e, n]);
      }
    }
    edge = fresh;
  }
  if (!far.has(b)) return null;
  const nodes = new Map([[b, far.get(b)]]), edges = new Set(), queue = [b];
  for (const m of queue) {
    for (const [e, n] of came.get(m) || []) { edges.add(e); if (!nodes.has(n)) { nodes.set(n, far.get(n)); queue.push(n); } }
  }
  return { nodes, edges: [...edges], length: far.get(b) };
}
