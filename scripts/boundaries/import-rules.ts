import type { Home, ImportTarget } from './home.ts';
import { isTest } from './home.ts';
import type { Import } from './source-file.ts';

/** An import of something of ours, with both ends placed. */
interface Crossing {
  readonly path: string;
  readonly from: Home;
  readonly to: ImportTarget;
  readonly manner: Import['manner'];
}

/** The sentence that says what is wrong, or null. */
type ImportRule = (crossing: Crossing) => string | null;

/** What a package may import of ours. A package that is not named here may import nothing of ours. */
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  ballot: [],
  tables: ['engine'],
  documents: ['engine'],
  contract: ['engine'],
};

const allowedPackages: ImportRule = ({ from, to, manner }) => {
  if (from.kind !== 'package' || isSame(from, to.home)) return null;
  const allowed = packagesOf[from.name] ?? [];
  if (to.home.kind !== 'package' || !allowed.includes(to.home.name)) {
    const list = allowed.length === 0 ? 'nothing of ours' : `of ours only ${allowed.join(', ')}`;
    return `package ${from.name} imports ${list}, not ${to.home.name}`;
  }
  if (from.name === 'contract' && manner !== 'type') return 'contract imports only the types of engine: write import type';
  return null;
};

const applications: ImportRule = ({ from, to, manner }) => {
  if (from.kind !== 'app' || to.home.kind !== 'app' || isSame(from, to.home)) return null;
  if (from.name === 'cli' && to.home.name === 'server') {
    return manner === 'value' ? 'cli loads server lazily: write await import() where it is needed' : null;
  }
  return `app ${from.name} imports packages, not app ${to.home.name}`;
};

const productFromTooling: ImportRule = ({ from, to }) =>
  from.kind !== 'tooling' && to.home.kind === 'tooling' ? `the product does not import ${to.home.name}/` : null;

const homesByName: ImportRule = ({ from, to }) =>
  from.kind !== 'tooling' && to.file !== null && to.home.kind !== 'tooling' && !isSame(from, to.home)
    ? `name the package @kaoji/${to.home.name} instead of a path into it`
    : null;

const productionFromTests: ImportRule = ({ path, from, to }) =>
  from.kind !== 'tooling' && to.file !== null && isTest(to.file) && !isTest(path) ? 'production code does not import tests' : null;

const featureOf = (path: string): string | undefined => /^src\/features\/([^/]+)\//.exec(path)?.[1];

/** One feature of the server asks another through the few questions of its port. */
const serverFeatures: ImportRule = ({ from, to }) => {
  if (!isServer(from) || !isServer(to.home)) return null;
  const [mine, theirs] = [featureOf(from.path), featureOf(to.home.path)];
  if (mine === undefined || theirs === undefined || mine === theirs || to.home.path === `src/features/${theirs}/port.ts`) return null;
  return `feature ${mine} reaches feature ${theirs} only through its port.ts`;
};

/** The wire format may change without the rules of a service or the rows of a store. */
const contractOutside: ImportRule = ({ from, to }) => {
  if (!isServer(from) || featureOf(from.path) === undefined || to.home.name !== 'contract') return null;
  const [, role] = /\/(service|store)[^/]*(\/|$)/.exec(from.path) ?? [];
  return role === undefined ? null : `contract types stay out of a ${role}`;
};

/** Lower first: a layer of the web imports only layers to its left. */
const webLayers = ['locales', 'ui', 'explain', 'features', 'app'];

const web: ImportRule = ({ from, to }) => {
  if (!isWeb(from) || !isWeb(to.home)) return null;
  const [mine, theirs] = [from, to.home].map(({ path }) => webLayers.indexOf(path.split('/')[1] ?? ''));
  if (mine === undefined || theirs === undefined || mine === -1 || theirs === -1) return null;
  if (theirs > mine) return `${webLayers[mine]} does not import ${webLayers[theirs]}: ui, features, app, one way`;
  const [myFeature, theirFeature] = [featureOf(from.path), featureOf(to.home.path)];
  if (myFeature !== undefined && theirFeature !== undefined && myFeature !== theirFeature) {
    return `feature ${myFeature} does not import feature ${theirFeature}: app puts them together`;
  }
  return null;
};

export const importRules: readonly ImportRule[] = [
  allowedPackages,
  applications,
  productFromTooling,
  homesByName,
  productionFromTests,
  serverFeatures,
  contractOutside,
  web,
];

function isSame(a: Home, b: Home): boolean {
  return a.kind === b.kind && a.name === b.name;
}

function isServer(home: Home): boolean {
  return home.kind === 'app' && home.name === 'server';
}

function isWeb(home: Home): boolean {
  return home.kind === 'app' && home.name === 'web';
}
