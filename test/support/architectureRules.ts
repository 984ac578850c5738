/** The rules of the architecture over source texts: each function lists what breaks it, a line a fault. */
import { codeOf, importsOf, resolved, type Sources } from './sourceText.ts';

interface Layer {
  /** Files it applies to. */
  readonly of: RegExp;
  /** Files of the project it may import besides its own folder; `types` only for types. */
  readonly files: RegExp;
  readonly types?: RegExp;
  readonly packages: RegExp;
}

const none = /(?!)/;
const modelParts = /^src\/models\/(?:contract|params|layout|registry)\.ts$/;

/** The first that fits counts. */
const layers: readonly Layer[] = [
  { of: /^src\/numerics\//, files: /^src\/(?:numerics|kernels)\//, packages: none },
  { of: /^src\/kernels\/\w+\.(?:d\.)?m[jt]s$/, files: /^src\/kernels\//, packages: /^node:\w+$|^vite$/ },
  { of: /^src\/kernels\//, files: /^src\/kernels\//, packages: none },
  { of: /^src\/models\/registry\.ts$/, files: /^src\/models\/(?:contract\.ts|\w+\/index\.ts)$/, packages: none },
  { of: /^src\/models\/\w+\//, files: /^src\/(?:numerics\/|kernels\/|models\/(?:contract|params|layout|stepped|integrated|relabelStudents|teacherStudent)\.ts$)/, packages: none },
  { of: /^src\/models\//, files: /^src\/(?:numerics\/|models\/(?:contract|params|picture|layout|stepped|integrated|relabelStudents|teacherStudent)\.ts$)/, packages: none },
  { of: /^src\/jobs\//, files: new RegExp(`^src/(?:jobs|numerics)/|${modelParts.source}`), packages: none },
  { of: /^src\/workers\/\w+\.node\.ts$|^src\/workers\/comlinkNode\.d\.ts$/, files: /^src\/(?:workers|jobs)\/|^src\/kernels\/load\.ts$/, packages: /^(?:comlink(?:\/.+)?|node:\w+|virtual:kernel-bytes)$/ },
  { of: /^src\/workers\//, files: new RegExp(`^src/(?:workers|jobs)/|^src/kernels/load\\.ts$|${modelParts.source}`), packages: /^comlink$|^virtual:(?:worker|kernel)-url$/ },
  { of: /^src\/state\//, files: new RegExp(`^src/(?:state|jobs)/|^src/workers/pool\\.ts$|${modelParts.source}`), types: /^src\/workers\/protocol\.ts$/, packages: /^zustand\/vanilla$/ },
  { of: /^src\/charts\//, files: /^src\/charts\//, packages: /^d3-[a-z]+$/ },
  { of: /^src\/ui\//, files: new RegExp(`^src/(?:ui|state|charts|jobs)/|${modelParts.source}`), packages: /^(?:react|react-dom|zustand)(?:\/.+)?$|^@fontsource-variable\/.+$/ },
  { of: /^src\/cli\//, files: new RegExp(`^src/(?:cli|jobs|workers)/|${modelParts.source}`), packages: /^node:\w+$/ },
  { of: /^src\/main\.tsx$/, files: /^src\/(?:ui|state|jobs|workers)\//, packages: /^react(?:-dom)?(?:\/.+)?$/ },
];

/** The sources of the kernels are another language; their own compiler checks them. */
const isCode = (path: string): boolean => /^src\/.+\.(?:ts|tsx|mjs)$/.test(path) && !path.startsWith('src/kernels/assembly/');
const modelOf = (path: string): string | undefined => /^src\/models\/(\w+)\//.exec(path)?.[1];

/** Who may import whom, and which packages. The launcher loads what it has just built: the one computed import. */
export const importFaults = (sources: Sources): string[] => {
  const faults: string[] = [];
  for (const [path, text] of sources) {
    if (!isCode(path)) continue;
    const layer = layers.find(({ of }) => of.test(path));
    if (layer === undefined) {
      faults.push(`${path}: in no known folder`);
      continue;
    }
    for (const { to, typeOnly } of importsOf(text)) {
      if (to === 'computed' ? path === 'src/cli/launch.mjs' : !to.startsWith('.') && layer.packages.test(to)) continue;
      const file = to.startsWith('.') ? resolved(path, to) : null;
      const own = modelOf(path);
      const fits = file !== null && (layer.files.test(file) || (typeOnly && layer.types?.test(file) === true) || (own !== undefined && modelOf(file) === own));
      const style = file !== null && file.endsWith('.css') && path.startsWith('src/ui/');
      if (!fits && !style) faults.push(`${path}: must not import ${file ?? to}`);
    }
  }
  return faults;
};

/** Files that import each other, types included, as one cycle a fault. */
export const cycleFaults = (sources: Sources): string[] => {
  const state = new Map<string, 'open' | 'closed'>();
  const trail: string[] = [];
  const faults: string[] = [];
  const visit = (path: string): void => {
    state.set(path, 'open');
    trail.push(path);
    for (const { to } of importsOf(sources.get(path)!)) {
      const next = to.startsWith('.') ? resolved(path, to) : '';
      if (!sources.has(next) || !isCode(next)) continue;
      if (state.get(next) === 'open') faults.push([...trail.slice(trail.indexOf(next)), next].join(' -> '));
      else if (!state.has(next)) visit(next);
    }
    trail.pop();
    state.set(path, 'closed');
  };
  for (const path of sources.keys()) if (isCode(path) && !state.has(path)) visit(path);
  return faults;
};

const modelFiles = ['index', 'params', 'equations', 'learning', 'checks', 'about'];

/** Every model folder has the same files and a line in the registry. */
export const modelFaults = (sources: Sources): string[] => {
  const paths = [...sources.keys()];
  const registered = importsOf(sources.get('src/models/registry.ts') ?? '').map(({ to }) => to);
  return [...new Set(paths.map(modelOf).filter((id) => id !== undefined))].flatMap((id) => {
    const folder = `src/models/${id}/`;
    const lacking = modelFiles.filter((name) => !sources.has(`${folder}${name}.ts`)).map((name) => `${folder}${name}.ts is missing`);
    for (const name of ['simulation', 'theory']) {
      if (!paths.some((path) => path === `${folder}${name}.ts` || path.startsWith(`${folder}${name}/`))) lacking.push(`${folder}${name}.ts or ${name}/ is missing`);
    }
    return registered.includes(`./${id}/index.ts`) ? lacking : [...lacking, `src/models/registry.ts has no line for ${id}`];
  });
};

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** No file of src and test above 400 lines; half of src below 120. */
export const sizeFaults = (sources: Sources): string[] => {
  const files = [...sources].filter(([path]) => /^(?:src|test)\/.+\.(?:ts|tsx|mjs|css)$/.test(path)).map(([path, text]) => ({ path, lines: linesOf(text) }));
  const inSource = files.filter(({ path }) => isCode(path)).map(({ lines }) => lines).sort((a, b) => a - b);
  const median = inSource[Math.floor(inSource.length / 2)] ?? 0;
  const long = files.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines} lines`);
  return median < 120 ? long : [...long, `half of the files of src have ${median} lines or more`];
};

const engineLayer = /^src\/(?:(?:numerics|models|jobs)\/.+|kernels\/\w+)\.ts$/;
const exact = '(?:sqrt|abs|min|max|floor|ceil|round|trunc|imul|fround|sign)';
const globals =
  'window|document(?=\\.(?:body|head|create|query|get|add|base))|navigator|localStorage|sessionStorage|fetch|crypto|performance|Date|setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame|process|console|Worker|postMessage|MessageChannel|globalThis|XMLHttpRequest|WebSocket|Intl|Buffer|eval';
const forbidden: readonly (readonly [name: string, form: RegExp])[] = [
  ['a power operator', /\*\*/g],
  ['a member of Math that engines of browsers may round differently', new RegExp(`\\bMath\\b(?!\\.${exact}\\b)[.\\w[]*`, 'g')],
  ['a global', new RegExp(`(?<![.\\w$])(?:${globals})(?![\\w$])`, 'g')],
  ['a locale', /\.(?:toLocale\w+|localeCompare)\b/g],
];

/** Engines and jobs: no clock, no page, no chance, no arithmetic that differs from machine to machine. */
export const engineFaults = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => {
    if (!engineLayer.test(path)) return [];
    const code = codeOf(text);
    return forbidden.flatMap(([name, form]) => [...code.matchAll(form)].map((match) => `${path}:${linesOf(`${code.slice(0, match.index)} `)}: ${match[0]} is ${name}`));
  });

const topFiles = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'index.html', 'README.md', 'LICENSE', 'CITATION.cff', 'src', 'public', 'test'];

/** Nothing at the top but the listed names and dotfiles. */
export const topFaults = (paths: Iterable<string>): string[] =>
  [...new Set([...paths].map((path) => path.split('/')[0]!))].filter((name) => !name.startsWith('.') && !topFiles.includes(name)).map((name) => `${name} does not belong at the top`);

const suppressions = /@ts-(?:ignore|expect-error|nocheck)|(?:ox|es)lint-disable|\bas any\b|\.(?:skip|only|todo|fails)\(/g;

/** Nothing is silenced. */
export const suppressionFaults = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => (/^(?:src|test)\/.+\.(?:ts|tsx|mjs|css)$/.test(path) ? [...text.matchAll(suppressions)].map(([found]) => `${path}: ${found}`) : []));

const places = /\bregistry\.[\w-]+\.\w+|(?<![\w.~/])\/(?:work|home|root|Users|tmp)\/[\w.-]+|\b[A-Z]:\\\w+/g;

/** No host of a package registry, no path of some machine. */
export const placeFaults = (sources: Sources): string[] => [...sources].flatMap(([path, text]) => [...text.matchAll(places)].map(([found]) => `${path}: ${found}`));

/** The lock file names no place to download from. */
export const lockFaults = (lock: string): string[] => [...lock.matchAll(/"resolved"\s*:\s*"[^"]*"/g)].map(([found]) => found);
