/** The files that paths name: which they are, what of them is passed over, and what cannot be seen. */
import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, extname, join, sep } from 'node:path';
import { isBelow } from '../../directory/source.ts';
import { type FileProblem, NOT_REGULAR, problem, readDescriptor, readRegularFile } from './bytes.ts';
import { type Given, lookAt, workingFolder } from './given.ts';
import { type Listed, listFolder } from './listing.ts';

/** What can be said of one path: its bytes, or why there are none. */
export interface FileRead {
  /** As it is shown: what was given, and the way below it. */
  readonly path: string;
  /**
   * The same file however it was asked for: absolute, links resolved in what was given and kept below it. Nothing for
   * what is no file, such as standard input.
   */
  readonly source: string | null;
  /** The given path that led here. */
  readonly given: string;
  /** The same for two paths that lead to one file. */
  readonly id: string;
  /** `seen`: what another path has led to already. */
  readonly content: Uint8Array | FileProblem | 'seen';
  /** It was reached by a link that leads out of the folders given and of the working directory. */
  readonly outside: boolean;
}

/** `none` follows links wherever they lead; `root` not out of what was given and of the working directory. */
export const LOAD_RESTRICTORS = ['root', 'none'] as const;
export type LoadRestrictor = (typeof LOAD_RESTRICTORS)[number];

const EXTENSION = /^\.(?:ya?ml|json)$/i;
/** Names that come close: hidden, or with something behind the extension. */
const NEAR = /\.(?:ya?ml|json)(?![a-z0-9])/i;
/** Hidden folders in which nobody looks for Functions. */
const OF_TOOLS = /^\.(?:git|github|gitlab|gitea|hg|svn|idea|vscode|devcontainer|husky|schemas|cache|venv)$/;

interface Place {
  /** As it is shown. */
  readonly path: string;
  /** Without links in what was given. */
  readonly source: string;
  /** Without any link. */
  readonly real: string;
}

/** What is true of all that a given path leads to. */
type Below = Pick<FileRead, 'given' | 'outside'>;

/**
 * The files of several paths: of each path itself, or those below it with the extensions .yaml, .yml and .json, in
 * order of their names. Each is read once. Hidden entries and files with other extensions are passed over; everything
 * else that cannot be seen is a problem, since a Function may stand in it.
 *
 * Links are followed after all that is no link, so that the name of a file does not depend on the order of the paths.
 */
export class Files {
  /** Entries that were passed over although their names come close to those that are read. */
  readonly passedOver: string[] = [];
  readonly #given: readonly Given[];
  readonly #restrictor: LoadRestrictor;
  /** Folders beyond which no link may lead. */
  readonly #roots: readonly string[];
  readonly #seen = new Set<string>();
  readonly #links: (Place & Below)[] = [];
  readonly #isPassedBy: (folder: string) => boolean;

  /** Throws NoSuchPath when one of them is not there. `isPassedBy` is asked by name about each folder on the way down. */
  constructor(
    paths: readonly string[],
    restrictor: LoadRestrictor,
    except?: string,
    isPassedBy: (folder: string) => boolean = () => false,
  ) {
    this.#isPassedBy = isPassedBy;
    this.#given = paths.map(lookAt).sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
    this.#restrictor = restrictor;
    // As if another path had led to it, and nothing was in it.
    if (except !== undefined) this.#seen.add(except);
    this.#roots = [...workingFolder(), ...this.#given.map(({ folder }) => folder)];
  }

  /** What was given, as sources are named. */
  get sources(): readonly string[] {
    return this.#given.map(({ source }) => source);
  }

  *read(): Generator<FileRead> {
    for (const given of this.#given) yield* this.#readGiven(given);
    for (let at = 0; at < this.#links.length; at++) {
      const link = this.#links[at] as Place & Below;
      yield* this.#follow(link, link);
    }
  }

  *#readGiven(given: Given): Generator<FileRead> {
    const { path, source, found, outside } = given;
    const place = { path, source, real: source };
    const below = { given: path, outside };
    if (found === 'folder') yield* this.#folder(place, below);
    else if (found === 'file') yield this.#file(place, below);
    else if (found === 'link') yield* this.#follow(place, below);
    else if (found === 'descriptor') yield { ...entry(place, below, readDescriptor(path)), source: null };
    else yield entry(place, below, found);
  }

  *#folder(place: Place, below: Below): Generator<FileRead> {
    const listing = this.#wasSeen(place.real) ? 'seen' : listFolder(place.real);
    if (listing === 'seen' || 'code' in listing) yield entry(place, below, listing);
    else for (const one of listing) yield* this.#listed(within(place, one.name), one, below);
  }

  *#listed(place: Place, { name, isUtf8, kind }: Listed, below: Below): Generator<FileRead> {
    const wanted = isWanted(name);
    if (name.startsWith('.')) this.#passOverHidden(place.path, name, kind === 'folder');
    else if (kind === 'file' && !wanted) this.#passOver(place.path, name);
    else if (!isUtf8) yield entry(place, below, NAME_NOT_UTF8);
    else if (kind === 'folder') {
      if (!this.#isPassedBy(name)) yield* this.#folder(place, below);
    }
    // It may lead to a folder, whatever its name.
    else if (kind === 'link') this.#links.push({ ...place, ...below });
    else if (kind === 'file') yield this.#file(place, below);
    else if (wanted) yield entry(place, below, NOT_REGULAR);
  }

  *#follow(place: Place, below: Below): Generator<FileRead> {
    let stats: Stats;
    let real: string;
    try {
      stats = statSync(place.source);
      real = realpathSync.native(place.source);
    } catch (error) {
      yield entry(place, below, linkProblem(error));
      return;
    }
    const wanted = isWanted(place.path) || place.path === below.given;
    const outside = !this.#roots.some((root) => isBelow(real, root));
    const target = [
      { ...place, real },
      { given: below.given, outside: outside || below.outside },
    ] as const;
    if (stats.isFile() && !wanted) this.#passOver(place.path, basename(real));
    else if (!stats.isFile() && !stats.isDirectory()) {
      if (wanted) yield entry(place, below, NOT_REGULAR);
    } else if (outside && this.#restrictor !== 'none') yield entry(place, below, leadsOut(real));
    else if (stats.isFile()) yield this.#file(...target);
    else if (isBelow(place.real, real)) yield entry(place, below, LOOP);
    else yield* this.#folder(...target);
  }

  #file(place: Place, below: Below): FileRead {
    return entry(place, below, this.#wasSeen(place.real) ? 'seen' : readRegularFile(place.real));
  }

  #wasSeen(real: string): boolean {
    if (this.#seen.has(real)) return true;
    this.#seen.add(real);
    return false;
  }

  #passOverHidden(path: string, name: string, isFolder: boolean): void {
    if (isFolder ? !OF_TOOLS.test(name) : isWanted(name) || NEAR.test(name)) this.passedOver.push(path);
  }

  #passOver(path: string, name: string): void {
    if (NEAR.test(name)) this.passedOver.push(path);
  }
}

function entry(place: Place, below: Below, content: FileRead['content']): FileRead {
  return { path: place.path, source: place.source, id: place.real, ...below, content };
}

function within({ path, source, real }: Place, name: string): Place {
  // `join` would tidy the name, which is the system's own.
  const below = (folder: string) => (folder.endsWith(sep) ? folder + name : folder + sep + name);
  return { path: join(path, name), source: below(source), real: below(real) };
}

function isWanted(path: string): boolean {
  return EXTENSION.test(extname(path));
}

const LOOP: FileProblem = { code: 'SymlinkLoop', reason: 'leads back to a folder that contains it' };
const NAME_NOT_UTF8: FileProblem = { code: 'UnreadableFile', reason: 'has a name that is not UTF-8' };

function leadsOut(real: string): FileProblem {
  return {
    code: 'LinkLeadsOut',
    reason: `is a link to ${JSON.stringify(real)}, outside of the folder given and of the working directory`,
  };
}

function linkProblem(error: unknown): FileProblem {
  const found = problem(error);
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? { ...found, reason: 'is a link to nothing' }
    : found;
}

/** The namespace of the pod that this runs in, or null. */
export function podNamespace(): string | null {
  try {
    return readFileSync('/var/run/secrets/kubernetes.io/serviceaccount/namespace', 'utf8').trim() || null;
  } catch {
    return null;
  }
}
